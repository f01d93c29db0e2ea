"""The decisions about tasks and help requests, rule by rule."""

from datetime import date, timedelta

import pytest
from community_domain_testkit import BEGINNING, FOUNDER, given

from community_domain import (
    Event,
    InstantGoesBack,
    InvalidValue,
    MemberId,
    NotPermitted,
    Period,
    Problem,
    System,
)
from community_domain.community import PlaceAdded, PlaceId, PlaceUnknown, Scope, StairwellId
from community_domain.members import (
    AGE_OF_MAJORITY,
    BACKFILLER,
    TUTOR,
    ConsentGranted,
    ConsentKind,
    ConsentMissing,
    ConsentRevoked,
    GrantConsent,
    GuardianUnlinked,
    HouseholdId,
    HouseholdJoined,
    HouseholdLeft,
    MemberUnknown,
    RevokeConsent,
    RoleGranted,
    UnlinkGuardian,
)
from community_domain.tasks import (
    AlreadyVerified,
    AskForHelp,
    CancelTask,
    CloseRequest,
    EnoughHelpers,
    Evidence,
    EvidenceKind,
    EvidenceMissing,
    EvidenceRequired,
    HelpAsked,
    HelperIsAsker,
    HelpNoLongerAsked,
    HelpOffered,
    HelpReleased,
    HelpWithdrawn,
    LeaveTask,
    NoAdultThere,
    NothingToVerify,
    NotTheirTask,
    OfferHelp,
    PerformersVerify,
    PostTask,
    ReleaseMinors,
    ReleaseTasks,
    RequestClosed,
    RequestExists,
    RequestId,
    RequestUnknown,
    RequireEvidence,
    SendBackTask,
    SubmitTask,
    TakeTask,
    TaskCancelled,
    TaskClosed,
    TaskExists,
    TaskFull,
    TaskId,
    TaskLeft,
    TaskPosted,
    TaskReleased,
    TaskSentBack,
    TaskSubmitted,
    TaskTaken,
    TaskUnknown,
    TaskVerified,
    VerifyTask,
    WaitsToBeVerified,
    WithdrawHelp,
    Work,
)
from tests.stories import ADULT, BOTH, CHILD, GUARDIAN, OTHER, adult, child, neighbourhood

CLEARING, NOWHERE = TaskId("clearing"), TaskId("nowhere")
SHOPPING, UNASKED = RequestId("shopping"), RequestId("unasked")
TUTOR_1, NEIGHBOUR = MemberId("tutor-1"), MemberId("neighbour-1")
YARD, SYSTEM = PlaceId("yard"), System("clock")
AFTER, SIGNATURE = EvidenceKind.AFTER, EvidenceKind.SIGNATURE
WORKED = Period(BEGINNING - timedelta(hours=2), BEGINNING)

HERE = (
    *neighbourhood(),
    *adult(TUTOR_1),
    *adult(NEIGHBOUR),
    RoleGranted(TUTOR_1, TUTOR, Scope()),
    PlaceAdded(YARD, "Yard"),
)
LOST_CONSENT = ConsentRevoked(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
NO_CONSENT = ConsentMissing(CHILD, ConsentKind.TAKING_PART)


def piece(kind: EvidenceKind, digit: str = "0") -> Evidence:
    """A piece of evidence."""
    return Evidence(kind, digit * 64, "image/jpeg")


PROOF = (piece(AFTER),)


def posted(most: int = 3, *evidence: EvidenceKind) -> Event:
    """A task in the yard, of volunteer service."""
    return TaskPosted(CLEARING, "Clear the yard", most, evidence, service=True, place_id=YARD)


def took(*members: MemberId) -> tuple[Event, ...]:
    """Members who have the task."""
    return tuple(TaskTaken(CLEARING, one) for one in members)


def submitted(member_id: MemberId = CHILD, evidence: tuple[Evidence, ...] = PROOF) -> Event:
    """Work handed in."""
    return TaskSubmitted(CLEARING, member_id, WORKED, evidence)


def submit(member_id: MemberId = CHILD, evidence: tuple[Evidence, ...] = PROOF) -> SubmitTask:
    """The wish to hand it in."""
    return SubmitTask(CLEARING, member_id, WORKED, evidence)


def sent_back(member_id: MemberId = CHILD, reason: str = "Blurred") -> Event:
    """Work that the founder sent back."""
    return TaskSentBack(CLEARING, member_id, FOUNDER, reason)


def verified(verifier_id: MemberId, member_id: MemberId = CHILD, submission: int = 1) -> Event:
    """Work that somebody accepted."""
    work = (member_id, verifier_id, submission, WORKED)
    return TaskVerified(CLEARING, *work, "Clear the yard", service=True, place_id=YARD)


def at_home(home: str, *members: MemberId) -> tuple[Event, ...]:
    """Members who live in a household."""
    where = HouseholdId(home), StairwellId("stairwell-1")
    return tuple(HouseholdJoined(where[0], one, where[1]) for one in members)


OPEN = (*HERE, posted())
TAKEN = (*OPEN, *took(CHILD))
HANDED_IN = (*TAKEN, submitted())
VERIFY = VerifyTask(CLEARING, CHILD)


def test_a_task_is_posted_once() -> None:
    """The same particulars again are no news, others need another id; its place is known."""
    post = PostTask(CLEARING, "Clear the yard", 3, (AFTER, AFTER), service=True, place_id=YARD)
    given(*HERE).when(post).then(posted(3, AFTER))
    given(*HERE, posted(3, AFTER)).when(post).then_nothing()
    given(*OPEN).when(post).then_refused(TaskExists(CLEARING))
    nowhere = PostTask(CLEARING, "Clear the yard", place_id=PlaceId("moon"))
    given(*HERE).when(nowhere).then_refused(PlaceUnknown("moon"))
    given(*HERE).when(post, by=TUTOR_1).then_refused(NotPermitted)


def test_a_task_has_room_for_so_many() -> None:
    """Taking it twice is taking it once; who leaves makes room."""
    take = TakeTask(CLEARING, CHILD)
    given(*OPEN).when(take, by=GUARDIAN).then(*took(CHILD))
    given(*TAKEN).when(take, by=GUARDIAN).then_nothing()
    full = (*HERE, posted(1), *took(OTHER))
    given(*full).when(take, by=GUARDIAN).then_refused(TaskFull(CLEARING, 1))
    given(*full, TaskLeft(CLEARING, OTHER)).when(take, by=GUARDIAN).then(*took(CHILD))


def test_what_was_never_posted_is_unknown() -> None:
    """Every command about a task needs one."""
    for command in (
        RequireEvidence(NOWHERE, ()),
        TakeTask(NOWHERE, FOUNDER),
        LeaveTask(NOWHERE, FOUNDER),
        SubmitTask(NOWHERE, FOUNDER),
        SendBackTask(NOWHERE, FOUNDER, "Blurred"),
        VerifyTask(NOWHERE, FOUNDER),
        CancelTask(NOWHERE, "Rain"),
    ):
        given(*OPEN).when(command).then_refused(TaskUnknown(NOWHERE))


def test_leaving_a_task_before_work_is_handed_in() -> None:
    """Who has handed in waits for the answer; who does not have it changes nothing."""
    leave, left = LeaveTask(CLEARING, CHILD), TaskLeft(CLEARING, CHILD)
    given(*TAKEN).when(leave, by=GUARDIAN).then(left)
    given(*OPEN).when(leave, by=GUARDIAN).then_nothing()
    given(*HANDED_IN).when(leave, by=GUARDIAN).then_refused(WaitsToBeVerified(CLEARING, CHILD))
    given(*HANDED_IN, sent_back()).when(leave, by=GUARDIAN).then(left)
    given(*HANDED_IN, verified(FOUNDER)).when(leave, by=GUARDIAN).then_refused(
        AlreadyVerified(CLEARING, CHILD)
    )


def test_only_who_has_a_task_hands_in_work() -> None:
    """Once at a time; the same again is no news, other work waits for the answer."""
    given(*TAKEN).when(submit(), by=GUARDIAN).then(submitted())
    given(*OPEN).when(submit(), by=GUARDIAN).then_refused(NotTheirTask(CLEARING, CHILD))
    given(*HANDED_IN).when(submit(), by=GUARDIAN).then_nothing()
    given(*HANDED_IN).when(submit(evidence=()), by=GUARDIAN).then_refused(
        WaitsToBeVerified(CLEARING, CHILD)
    )
    done = (*HANDED_IN, verified(FOUNDER))
    given(*done).when(submit(), by=GUARDIAN).then_nothing()
    given(*done).when(submit(evidence=()), by=GUARDIAN).then_refused(
        AlreadyVerified(CLEARING, CHILD)
    )


def test_work_is_not_told_before_it_is_done() -> None:
    """The end of the work is not after the instant at which it is told."""
    ahead = Period(BEGINNING, BEGINNING + timedelta(microseconds=1))
    given(*TAKEN).when(SubmitTask(CLEARING, CHILD, ahead), by=GUARDIAN).then_invalid(
        "worked", Problem.IN_FUTURE
    )
    given(*TAKEN).when(SubmitTask(CLEARING, CHILD, ahead), by=GUARDIAN, at=ahead.end).then(
        TaskSubmitted(CLEARING, CHILD, ahead, ())
    )


@pytest.mark.parametrize(
    ("digest", "media_type"),
    [
        ("0" * 63, "image/jpeg"),
        ("0" * 65, "image/jpeg"),
        ("A" * 64, "image/jpeg"),
        ("g" * 64, "image/jpeg"),
        ("0" * 64 + "\n", "image/jpeg"),
        ("\u0660" * 64, "image/jpeg"),
        ("0" * 64, "image"),
        ("0" * 64, "image/"),
        ("0" * 64, "/jpeg"),
        ("0" * 64, "image/jpeg/x"),
        ("0" * 64, "image/jpeg; q=1"),
        ("0" * 64, "Image/JPEG"),
        ("0" * 64, "图/片"),
    ],
)
def test_evidence_is_a_digest_and_a_media_type(digest: str, media_type: str) -> None:
    """64 lower-case hexadecimal digits, and `type/subtype`: nothing else gets into the log."""
    with pytest.raises(InvalidValue):
        Evidence(AFTER, digest, media_type)
    digest = "0123456789abcdef" * 4
    assert Evidence(AFTER, digest, "image/svg+xml").digest == digest


def test_a_cancelled_task_is_closed_for_good() -> None:
    """Who has handed in nothing is released; work that was handed in is still answered."""
    cancel, closed = CancelTask(CLEARING, "Rain"), TaskClosed(CLEARING)
    story = given(*HANDED_IN, *took(OTHER))
    released = TaskReleased(CLEARING, OTHER, "task-closed")
    cancelled = TaskCancelled(CLEARING, "Rain")
    story.when(cancel).then(released, cancelled)
    after = story.and_given(released, cancelled)
    after.when(cancel).then_nothing()
    after.when(TakeTask(CLEARING, OTHER), by=GUARDIAN).then_refused(closed)
    after.when(RequireEvidence(CLEARING, (AFTER,))).then_refused(closed)
    after.when(VERIFY).then(verified(FOUNDER))
    after.and_given(sent_back()).when(submit(), by=GUARDIAN).then_refused(closed)


def test_r3_a_minor_takes_a_task_with_consent_only() -> None:
    """A guardian takes it for the child, and hands in its work, while the consents stand."""
    take = TakeTask(CLEARING, CHILD)
    given(*OPEN, LOST_CONSENT).when(take, by=GUARDIAN).then_refused(NO_CONSENT)
    given(*TAKEN, LOST_CONSENT).when(submit(), by=GUARDIAN).then_refused(NO_CONSENT)
    nobody = MemberId("nobody")
    given(*OPEN).when(TakeTask(CLEARING, nobody)).then_refused(MemberUnknown(nobody))


def test_r4_losing_a_consent_frees_tasks_that_are_not_handed_in() -> None:
    """What was handed in or verified stays; promised help is freed with the tasks."""
    sweeping = TaskId("sweeping")
    other = TaskPosted(sweeping, "Sweep", 1, (), service=False, place_id=None)
    busy = (*HANDED_IN, other, TaskTaken(sweeping, CHILD), *asked(), offered(CHILD))
    freed = (
        TaskReleased(sweeping, CHILD, "consent-missing"),
        HelpReleased(SHOPPING, CHILD, "consent-missing"),
    )
    revoke = RevokeConsent(CHILD, GUARDIAN, ConsentKind.TAKING_PART)
    given(*busy).when(revoke, by=GUARDIAN).then(LOST_CONSENT).followed_by(*freed)
    given(*busy, verified(FOUNDER)).when(revoke, by=GUARDIAN).followed_by(*freed)
    given(*busy).when(UnlinkGuardian(CHILD, GUARDIAN)).then(
        GuardianUnlinked(CHILD, GUARDIAN)
    ).followed_by(
        TaskReleased(sweeping, CHILD, "consent-missing"),
        HelpReleased(SHOPPING, CHILD, "consent-missing"),
    )
    photographs = RevokeConsent(CHILD, GUARDIAN, ConsentKind.PHOTOGRAPHS)
    given(*busy).when(photographs, by=GUARDIAN).followed_by()


def test_r4_work_that_is_sent_back_without_consent_is_freed() -> None:
    """It would have to be done again, and may not be."""
    given(*HANDED_IN, LOST_CONSENT).when(SendBackTask(CLEARING, CHILD, "Blurred")).then(
        sent_back()
    ).followed_by(TaskReleased(CLEARING, CHILD, "consent-missing"))
    given(*HANDED_IN).when(SendBackTask(CLEARING, CHILD, "Blurred")).then(sent_back()).followed_by()


def test_r4_a_consent_that_still_stands_frees_nothing() -> None:
    """A renewal, or a release that somebody asks for by mistake, takes nothing back."""
    until = BEGINNING + timedelta(days=7)
    grant = GrantConsent(CHILD, GUARDIAN, ConsentKind.DATA, 1, until)
    granted = ConsentGranted(CHILD, GUARDIAN, ConsentKind.DATA, 1, until)
    given(*TAKEN).when(grant, by=GUARDIAN).then(granted).followed_by()
    given(*TAKEN).when(ReleaseTasks(CHILD), by=SYSTEM).then_nothing()
    given(*TAKEN).when(ReleaseTasks(CHILD)).then_refused(NotPermitted)


def test_r32_work_is_verified_by_a_coordinator_or_a_tutor() -> None:
    """The event holds all that the work can be credited from; once is enough."""
    given(*HANDED_IN).when(VERIFY).then(verified(FOUNDER))
    given(*HANDED_IN).when(VERIFY, by=TUTOR_1).then(verified(TUTOR_1))
    given(*HANDED_IN).when(VERIFY, by=ADULT).then_refused(NotPermitted)
    given(*HANDED_IN).when(VERIFY, by=GUARDIAN).then_refused(NotPermitted)
    given(*HANDED_IN).when(VERIFY, by=SYSTEM).then_refused(NotPermitted)
    given(*HANDED_IN, verified(FOUNDER)).when(VERIFY, by=TUTOR_1).then_nothing()


def test_r32_nobody_verifies_their_own_work() -> None:
    """Neither verifies it nor sends it back, though they are a coordinator."""
    own = (*OPEN, *took(FOUNDER), submitted(FOUNDER))
    refused = PerformersVerify(CLEARING, FOUNDER)
    given(*own).when(VerifyTask(CLEARING, FOUNDER)).then_refused(refused)
    given(*own).when(SendBackTask(CLEARING, FOUNDER, "Blurred")).then_refused(refused)
    given(*own).when(VerifyTask(CLEARING, FOUNDER), by=TUTOR_1).then(verified(TUTOR_1, FOUNDER))


def test_r32_nobody_verifies_the_work_of_their_household() -> None:
    """Through any household of either, as it is at the moment of verification."""
    refused = PerformersVerify(CLEARING, FOUNDER)
    homes = (*at_home("first", FOUNDER), *at_home("second", FOUNDER, CHILD))
    story = given(*HANDED_IN, *homes)
    story.when(VERIFY).then_refused(refused)
    story.when(SendBackTask(CLEARING, CHILD, "Blurred")).then_refused(refused)
    out = HouseholdLeft(HouseholdId("second"), FOUNDER)
    story.and_given(out).when(VERIFY).then(verified(FOUNDER))
    moved = HouseholdLeft(HouseholdId("second"), CHILD)
    story.and_given(moved).when(VERIFY).then(verified(FOUNDER))
    story.and_given(moved, *at_home("first", CHILD)).when(VERIFY).then_refused(refused)
    given(*HANDED_IN, *at_home("first", FOUNDER), *at_home("second", CHILD)).when(VERIFY).then(
        verified(FOUNDER)
    )


def test_r32_nobody_goes_back_to_a_day_on_which_they_could_verify() -> None:
    """Who lives with whom is looked up as it is now, so the verification is of now too."""
    story = given(*HANDED_IN, RoleGranted(FOUNDER, BACKFILLER, Scope()))
    moved = story.and_given(*at_home("home", ADULT), at=BEGINNING + timedelta(days=1))
    moved.when(VERIFY, at=BEGINNING, reason="On paper").then_refused(InstantGoesBack)
    moved.when(VERIFY).then(verified(FOUNDER))


def test_r32_performers_of_one_task_do_not_verify_each_other() -> None:
    """Nor does who lives with any of them, nor who left after handing in work."""
    refused = PerformersVerify(CLEARING, FOUNDER)
    given(*HANDED_IN, *took(FOUNDER)).when(VERIFY).then_refused(refused)
    given(*HANDED_IN, *took(ADULT), *at_home("home", FOUNDER, ADULT)).when(VERIFY).then_refused(
        refused
    )
    left = (*took(FOUNDER), TaskLeft(CLEARING, FOUNDER))
    given(*HANDED_IN, *left).when(VERIFY).then(verified(FOUNDER))
    worked = (*took(FOUNDER), submitted(FOUNDER), TaskSentBack(CLEARING, FOUNDER, TUTOR_1, "No"))
    given(*HANDED_IN, *worked, TaskLeft(CLEARING, FOUNDER)).when(VERIFY).then_refused(refused)


def test_r32_required_evidence_is_there_when_work_is_handed_in() -> None:
    """One piece of each kind at least; more is welcome."""
    story = given(*HERE, posted(3, AFTER, SIGNATURE), *took(CHILD))
    missing = EvidenceMissing(CLEARING, CHILD, (SIGNATURE,))
    story.when(submit(), by=GUARDIAN).then_refused(missing)
    assert str(missing).endswith("has not handed in: signature.")
    assert missing.message("zh").endswith("尚未提交：签名。")
    whole = (piece(SIGNATURE, "1"), piece(AFTER), piece(EvidenceKind.RECORDING, "2"))
    story.when(submit(evidence=whole), by=GUARDIAN).then(submitted(evidence=whole))


def test_r32_required_evidence_is_there_when_work_is_verified() -> None:
    """More is required than when the work was handed in: it is sent back, not accepted."""
    require = RequireEvidence(CLEARING, (AFTER, SIGNATURE, AFTER))
    required = EvidenceRequired(CLEARING, (AFTER, SIGNATURE))
    given(*HANDED_IN).when(require).then(required)
    given(*HANDED_IN, required).when(require).then_nothing()
    given(*HANDED_IN, required).when(VERIFY).then_refused(
        EvidenceMissing(CLEARING, CHILD, (SIGNATURE,))
    )
    given(*HANDED_IN, required).when(SendBackTask(CLEARING, CHILD, "Blurred")).then(sent_back())


def test_r32_work_that_was_sent_back_keeps_its_history() -> None:
    """Every submission stays with its outcome and reason, also when the task is left and taken."""
    better = (piece(AFTER, "1"),)
    first = given(*HANDED_IN).when(SendBackTask(CLEARING, CHILD, "Blurred")).then(sent_back())
    second = first.given.and_given(sent_back()).when(submit(evidence=better), by=GUARDIAN)
    second.then(submitted(evidence=better))
    pause = (TaskLeft(CLEARING, CHILD), *took(CHILD))
    story = given(*HANDED_IN, sent_back(), *pause, submitted(evidence=better))
    work = (
        story.when(VERIFY, by=TUTOR_1)
        .then(verified(TUTOR_1, submission=2))
        .state(Work(CLEARING, CHILD))
    )
    told = [(one.evidence, one.outcome, one.verifier_id, one.reason) for one in work.submissions]
    assert told == [
        (PROOF, "sent-back", FOUNDER, "Blurred"),
        (better, "verified", TUTOR_1, None),
    ]


def test_r32_only_work_that_waits_is_answered() -> None:
    """Sending back twice for one reason is sending back once; verified work is not sent back."""
    nothing = NothingToVerify(CLEARING, CHILD)
    send_back = SendBackTask(CLEARING, CHILD, "Blurred")
    given(*TAKEN).when(VERIFY).then_refused(nothing)
    given(*TAKEN).when(send_back).then_refused(nothing)
    back = given(*HANDED_IN, sent_back())
    back.when(send_back).then_nothing()
    back.when(SendBackTask(CLEARING, CHILD, "Too dark")).then_refused(nothing)
    back.when(VERIFY).then_refused(nothing)
    given(*HANDED_IN, verified(FOUNDER)).when(send_back).then_refused(
        AlreadyVerified(CLEARING, CHILD)
    )


def test_r32_a_verification_concerns_one_performer() -> None:
    """Of two who handed in work each is answered alone."""
    both = (*OPEN, *took(CHILD, OTHER), submitted(CHILD), submitted(OTHER))
    then = given(*both).when(VERIFY).then(verified(FOUNDER))
    assert then.state(Work(CLEARING, OTHER)).waits
    as_tutor = (*took(TUTOR_1), submitted(TUTOR_1), verified(FOUNDER, TUTOR_1))
    given(*HANDED_IN, *as_tutor).when(VERIFY, by=TUTOR_1).then_refused(
        PerformersVerify(CLEARING, TUTOR_1)
    )


def asked(helpers: int = 2, *, home: bool = True) -> tuple[Event, ...]:
    """A neighbour who asks for help."""
    return (HelpAsked(SHOPPING, NEIGHBOUR, "Carry the shopping up", helpers, home),)


def offered(*helpers: MemberId) -> Event:
    """A helper who answers."""
    [helper] = helpers
    return HelpOffered(SHOPPING, helper)


ASKED = (*HERE, *asked())
OFFER = OfferHelp(SHOPPING, CHILD)
ACCOMPANIED = (*ASKED, offered(ADULT), offered(CHILD))
ALONE = HelpReleased(SHOPPING, CHILD, "no-adult-there")


def test_help_is_asked_for_once() -> None:
    """The same wish again is no news; another needs another id."""
    ask = AskForHelp(SHOPPING, NEIGHBOUR, "Carry the shopping up", 2, at_home=True)
    given(*HERE).when(ask, by=NEIGHBOUR).then(*asked())
    given(*ASKED).when(ask, by=NEIGHBOUR).then_nothing()
    given(*HERE, *asked(1)).when(ask, by=NEIGHBOUR).then_refused(RequestExists(SHOPPING))
    given(*HERE).when(ask, by=ADULT).then_refused(NotPermitted)
    nobody = MemberId("nobody")
    given(*HERE).when(AskForHelp(SHOPPING, nobody, "Help")).then_refused(MemberUnknown(nobody))


def test_r3_a_minor_asks_and_helps_with_consent_only() -> None:
    """A guardian asks for the child, and offers its help, while the consents stand."""
    ask = AskForHelp(SHOPPING, CHILD, "Read with me")
    given(*HERE).when(ask, by=GUARDIAN).then(
        HelpAsked(SHOPPING, CHILD, "Read with me", 1, at_home=False)
    )
    given(*HERE, LOST_CONSENT).when(ask, by=GUARDIAN).then_refused(NO_CONSENT)
    given(*ASKED, offered(ADULT), LOST_CONSENT).when(OFFER, by=GUARDIAN).then_refused(NO_CONSENT)


def test_a_neighbour_answers_not_the_asker() -> None:
    """Who asks for help is no helper; who helps already changes nothing by offering again."""
    given(*ASKED).when(OfferHelp(SHOPPING, NEIGHBOUR), by=NEIGHBOUR).then_refused(
        HelperIsAsker(SHOPPING, NEIGHBOUR)
    )
    given(*ASKED).when(OfferHelp(SHOPPING, ADULT), by=ADULT).then(offered(ADULT))
    given(*ASKED, offered(ADULT)).when(OfferHelp(SHOPPING, ADULT), by=ADULT).then_nothing()
    given(*ASKED).when(OfferHelp(SHOPPING, ADULT), by=NEIGHBOUR).then_refused(NotPermitted)


def test_only_the_asker_closes_a_request() -> None:
    """In person, through a guardian, or a coordinator does; then it stays as it is."""
    close, closed = CloseRequest(SHOPPING), RequestClosed(SHOPPING, (ADULT,))
    story = given(*ASKED, offered(ADULT))
    story.when(close, by=NEIGHBOUR).then(closed)
    story.when(close).then(closed)
    for other in (ADULT, GUARDIAN, SYSTEM):
        story.when(close, by=other).then_refused(NotPermitted)
    ended, over = story.and_given(closed), HelpNoLongerAsked(SHOPPING)
    ended.when(close, by=NEIGHBOUR).then_nothing()
    ended.when(OfferHelp(SHOPPING, OTHER), by=GUARDIAN).then_refused(over)
    ended.when(WithdrawHelp(SHOPPING, ADULT), by=ADULT).then_refused(over)
    ended.when(WithdrawHelp(SHOPPING, OTHER), by=GUARDIAN).then_nothing()
    ended.when(ReleaseMinors(SHOPPING)).then_nothing()


def test_a_childs_request_is_closed_by_a_guardian() -> None:
    """And by the child; the guardian of another has no say."""
    story = given(*HERE, *child(MemberId("child-3"), *BOTH, guardian=ADULT)).and_given(
        HelpAsked(SHOPPING, CHILD, "Read with me", 1, at_home=False)
    )
    for closer in (CHILD, GUARDIAN):
        story.when(CloseRequest(SHOPPING), by=closer).then(RequestClosed(SHOPPING, ()))
    story.when(CloseRequest(SHOPPING), by=ADULT).then_refused(NotPermitted)


def test_what_nobody_asked_for_is_unknown() -> None:
    """Every command about a request needs one."""
    for command in (
        OfferHelp(UNASKED, FOUNDER),
        WithdrawHelp(UNASKED, FOUNDER),
        CloseRequest(UNASKED),
        ReleaseMinors(UNASKED),
    ):
        given(*HERE).when(command).then_refused(RequestUnknown(UNASKED))


def test_r38_a_request_takes_as_many_helpers_as_it_states() -> None:
    """The third of two is refused; when one withdraws there is room again."""
    full = given(*ASKED, offered(ADULT), offered(GUARDIAN))
    offer = OfferHelp(SHOPPING, TUTOR_1)
    full.when(offer, by=TUTOR_1).then_refused(EnoughHelpers(SHOPPING, 2))
    withdrawn = HelpWithdrawn(SHOPPING, ADULT)
    full.when(WithdrawHelp(SHOPPING, ADULT), by=ADULT).then(withdrawn)
    full.and_given(withdrawn).when(offer, by=TUTOR_1).then(offered(TUTOR_1))


def test_r38_no_minor_goes_alone_to_anothers_home() -> None:
    """An adult helper goes there first; two minors are no adult; outside a home none is needed."""
    alone = NoAdultThere(SHOPPING, CHILD)
    given(*ASKED).when(OFFER, by=GUARDIAN).then_refused(alone)
    given(*ASKED, offered(ADULT)).when(OFFER, by=GUARDIAN).then(offered(CHILD))
    given(*ASKED, offered(ADULT), HelpWithdrawn(SHOPPING, ADULT)).when(
        OFFER, by=GUARDIAN
    ).then_refused(alone)
    given(*HERE, *asked(home=False)).when(OFFER, by=GUARDIAN).then(offered(CHILD))


def test_r38_minors_do_not_stay_when_the_last_adult_withdraws() -> None:
    """They are released in the same decision, before the adult goes.

    Not while another adult stays, and not where the help is given elsewhere.
    """
    withdraw, withdrawn = WithdrawHelp(SHOPPING, ADULT), HelpWithdrawn(SHOPPING, ADULT)
    given(*ACCOMPANIED).when(withdraw, by=ADULT).then(ALONE, withdrawn).followed_by()
    three = (*HERE, *asked(4), offered(ADULT), offered(CHILD), offered(OTHER))
    given(*three).when(withdraw, by=ADULT).then(
        ALONE, HelpReleased(SHOPPING, OTHER, "no-adult-there"), withdrawn
    )
    given(*three, offered(GUARDIAN)).when(withdraw, by=ADULT).then(withdrawn)
    outside = (*HERE, *asked(home=False), offered(ADULT), offered(CHILD))
    given(*outside).when(withdraw, by=ADULT).then(withdrawn)
    given(*ACCOMPANIED).when(WithdrawHelp(SHOPPING, CHILD), by=GUARDIAN).then(
        HelpWithdrawn(SHOPPING, CHILD)
    )


def test_r38_age_is_that_of_the_day() -> None:
    """A helper who has come of age is the adult whom the other minors need (R1)."""
    grown = MemberId("grown-1")
    story = given(*HERE, *asked(3), *child(grown, *BOTH, born=date(2006, 6, 2))).and_given(
        offered(ADULT), offered(grown), offered(CHILD)
    )
    withdraw, withdrawn = WithdrawHelp(SHOPPING, ADULT), HelpWithdrawn(SHOPPING, ADULT)
    gone = HelpReleased(SHOPPING, grown, "no-adult-there")
    story.when(withdraw, by=ADULT).then(gone, ALONE, withdrawn)
    birthday = BEGINNING + timedelta(days=2)
    story.when(withdraw, by=ADULT, at=birthday).then(withdrawn)


def test_r38_whoever_is_taken_back_leaves_no_minor_alone() -> None:
    """By a later age of majority the adult has become a minor without consent, and is released."""
    young = MemberId("young-1")
    helper = adult(young, born=date(2004, 1, 1))
    settings = neighbourhood(AGE_OF_MAJORITY.at(21))
    story = (*settings, *adult(NEIGHBOUR), *helper, *asked(3), offered(young), offered(CHILD))
    released = HelpReleased(SHOPPING, young, "consent-missing")
    given(*story).when(ReleaseTasks(young), by=SYSTEM).then(released).followed_by(ALONE)
    given(*story).when(ReleaseMinors(SHOPPING)).then(
        HelpReleased(SHOPPING, young, "no-adult-there"), ALONE
    )
    given(*ACCOMPANIED).when(ReleaseMinors(SHOPPING)).then_nothing()
