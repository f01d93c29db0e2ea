"""The decisions about records of service, rule by rule."""

from datetime import date, timedelta

from community_domain_testkit import FOUNDER, given

from community_domain import (
    LocalPeriod,
    MemberId,
    NotPermitted,
    Period,
    Problem,
    replaced,
)
from community_domain.community import NotFounded, Scope, StairwellId
from community_domain.members import (
    COORDINATOR,
    HouseholdId,
    HouseholdJoined,
    HouseholdLeft,
    RoleGranted,
)
from community_domain.service import (
    Certificate,
    CertificateExists,
    CertificateHolds,
    CertificateId,
    CertificateIssued,
    CertificateOutdated,
    CertificateRevoked,
    CertificateStanding,
    CertificateUnknown,
    CorrectEntry,
    Entry,
    EntryCorrected,
    EntryExists,
    EntryId,
    EntryReversed,
    EntryUnknown,
    HoldsNoLonger,
    HoursCredited,
    HoursLedger,
    IssueCertificate,
    MoreThanServed,
    NothingToCertify,
    OwnHours,
    ReissueCertificate,
    RevokeCertificate,
    SetWorkingDays,
    WorkingDaysSet,
)
from tests.stories import ADULT, CHILD, GUARDIAN, PERIOD, at_start, neighbourhood

HERE = neighbourhood()
FIRST, SECOND, THIRD = (EntryId(f"entry-{number}") for number in (1, 2, 3))
PAPER, ANEW, OTHER_PAPER = (CertificateId(f"certificate-{number}") for number in (1, 2, 3))
AFTER = at_start(300)
HOUR = Period(at_start(0), at_start(60))
HALF = Period(at_start(0), at_start(30))


def entry(  # noqa: PLR0913 - an entry says much
    entry_id: EntryId = FIRST,
    member_id: MemberId = ADULT,
    worked: Period = PERIOD,
    *,
    minutes: int | None = None,
    work: str = "shift:gate",
    recorder: str = FOUNDER,
    corrects: EntryId | None = None,
) -> HoursCredited:
    """An entry of the ledger for all of a period, recorded in time."""
    length = int((worked.end - worked.start).total_seconds() // 60)
    local = LocalPeriod.of(worked, "Asia/Shanghai")
    count = length if minutes is None else minutes
    counted = (worked,) if count else ()
    return HoursCredited(
        entry_id,
        member_id,
        count,
        worked,
        local,
        counted,
        0,
        work,
        "Gate",
        None,
        recorder,
        late=False,
        forgotten=False,
        confirmed=corrects is not None,
        corrects=corrects,
    )


def certificate(
    certificate_id: CertificateId = PAPER,
    member_id: MemberId = ADULT,
    *entries: HoursCredited,
    position: int,
    body: str = "Community 1",
    replaces: CertificateId | None = None,
) -> CertificateIssued:
    """A certificate of some entries, first issued in the afternoon."""
    return CertificateIssued(
        certificate_id,
        member_id,
        body,
        sum(one.minutes for one in entries),
        tuple(one.entry_id for one in entries),
        position,
        AFTER,
        replaces,
    )


SERVED = (*HERE, entry())
AT = len(SERVED)
ISSUED = certificate(PAPER, ADULT, entry(), position=AT)


def correct(minutes: int, worked: Period | None = None) -> CorrectEntry:
    """Correct the first entry by the second."""
    return CorrectEntry(FIRST, SECOND, minutes, "left early", worked)


def test_r27_a_correction_is_a_reversal_and_a_linked_new_entry() -> None:
    """The old entry stays in the log, reversed with a reason; the new one says what it corrects."""
    told = given(*SERVED).when(correct(120), at=AFTER)
    told.then(
        EntryReversed(FIRST, ADULT, 180, "left early"),
        entry(SECOND, minutes=120, corrects=FIRST),
    )
    assert told.state(HoursLedger(ADULT)).minutes == 120
    before = told.state(Entry(FIRST))
    assert (before.credited, before.reason, before.corrected_by) == (entry(), "left early", SECOND)


def test_r27_the_approver_is_not_the_beneficiary() -> None:
    """A coordinator has somebody else correct the hours they served themselves."""
    own = entry(member_id=FOUNDER)
    given(*HERE, own).when(correct(120), at=AFTER).then_refused(OwnHours(FOUNDER, FOUNDER))
    second = RoleGranted(ADULT, COORDINATOR, Scope())
    assert given(*HERE, own, second).when(correct(120), by=ADULT, at=AFTER).events


def test_r27_the_approver_does_not_live_with_the_beneficiary() -> None:
    """Who shares a home now stays out of it; who has moved out does not have to."""
    home, stairs = HouseholdId("household-1"), StairwellId("stairwell-1")
    together = [HouseholdJoined(home, member, stairs) for member in (FOUNDER, ADULT)]
    given(*SERVED, *together).when(correct(120), at=AFTER).then_refused(OwnHours(FOUNDER, ADULT))
    apart = HouseholdLeft(home, FOUNDER)
    assert given(*SERVED, *together, apart).when(correct(120), at=AFTER).events


def test_r27_only_a_coordinator_approves() -> None:
    """Nobody lengthens a record by their own word."""
    given(*SERVED).when(correct(120), by=ADULT, at=AFTER).then_refused(NotPermitted)


def test_r27_an_entry_is_corrected_once() -> None:
    """What stands for it can be corrected in turn; sent again nothing happens."""
    done = given(*SERVED).and_done(correct(120), at=AFTER)
    done.when(correct(120)).then_nothing()
    done.when(CorrectEntry(FIRST, THIRD, 90, "earlier still")).then_refused(
        EntryCorrected(FIRST, SECOND)
    )
    done.when(CorrectEntry(SECOND, THIRD, 90, "earlier still")).then(
        EntryReversed(SECOND, ADULT, 120, "earlier still"),
        entry(THIRD, minutes=90, corrects=SECOND),
    )
    done.when(correct(60)).then_refused(EntryExists(SECOND))
    given(*HERE).when(correct(120), at=AFTER).then_refused(EntryUnknown(FIRST))


def test_r26_no_correction_counts_more_than_was_served() -> None:
    """Minutes stand for time in which nothing else counts; a longer time has to be told."""
    given(*SERVED).when(correct(181), at=AFTER).then_refused(MoreThanServed(181, 180))
    longer = Period(PERIOD.start, at_start(200))
    given(*SERVED).when(correct(181, longer), at=AFTER).then(
        EntryReversed(FIRST, ADULT, 180, "left early"),
        entry(SECOND, worked=longer, minutes=181, corrects=FIRST),
    )
    seconds = Period(PERIOD.start, PERIOD.start + timedelta(minutes=2, seconds=59))
    given(*SERVED).when(correct(3, seconds), at=AFTER).then_refused(MoreThanServed(3, 2))


def test_r26_a_correction_does_not_reach_into_another_entry() -> None:
    """The half hour that another entry counts stays there."""
    other = entry(THIRD, worked=HALF, work="task:notices")
    rest = Period(at_start(30), at_start(60))
    here = given(*HERE, other, replaced(entry(worked=HOUR, minutes=30), counted=(rest,)))
    here.when(correct(31), at=AFTER).then_refused(MoreThanServed(31, 30))
    told = here.when(correct(30, PERIOD), at=AFTER)
    assert isinstance(told.events[1], HoursCredited)
    assert told.events[1].counted == (Period(at_start(30), PERIOD.end),)


def test_r26_a_reversed_entry_gives_its_minutes_free_again() -> None:
    """Where nothing should count, the time is free for what really was done then."""
    done = given(*SERVED, entry(THIRD, worked=Period(at_start(180), at_start(240)))).and_done(
        correct(0), at=AFTER
    )
    ledger = done.when(correct(0)).state(HoursLedger(ADULT))
    assert ledger.minutes == 60
    assert ledger.uncounted(PERIOD) == (PERIOD,)
    assert list(ledger.entries) == [THIRD, SECOND]


def test_what_is_told_of_the_future_is_not_recorded() -> None:
    """Service that has not been done yet counts for nothing."""
    given(*SERVED).when(correct(60), at=at_start(100)).then_invalid("worked", Problem.IN_FUTURE)


def test_r27_a_corrected_entry_keeps_that_it_was_recorded_late() -> None:
    """The time limit is for recording; a correction neither mends nor breaks it."""
    late = replaced(entry(), late=True)
    told = given(*HERE, late).when(correct(120), at=AFTER)
    assert isinstance(told.events[1], HoursCredited)
    assert told.events[1].late
    long_after = given(*SERVED).when(correct(120), at=AFTER + timedelta(days=90))
    assert isinstance(long_after.events[1], HoursCredited)
    assert not long_after.events[1].late


def test_r30_a_certificate_holds_the_ledger_at_the_position_it_pins() -> None:
    """Folded up to there the ledger has its total, also after later hours."""
    issue = IssueCertificate(PAPER, ADULT)
    told = given(*SERVED).when(issue, at=AFTER).then(ISSUED)
    later = (
        given(*SERVED)
        .and_done(issue, at=AFTER)
        .and_given(entry(SECOND, worked=Period(at_start(200), at_start(260)), work="task:notices"))
    )
    told = later.when(IssueCertificate(ANEW, ADULT))
    assert told.state(Certificate(PAPER)).standing is CertificateStanding.ISSUED
    [second] = told.events
    assert isinstance(second, CertificateIssued)
    assert (second.minutes, second.entries, second.position) == (240, (FIRST, SECOND), AT + 2)


def test_r30_a_certificate_names_the_recording_body() -> None:
    """The community itself; a coordinator may name another, a member may not."""
    body = "Volunteer centre"
    issue = IssueCertificate(PAPER, ADULT, body)
    named = certificate(PAPER, ADULT, entry(), position=AT, body=body)
    given(*SERVED).when(issue, at=AFTER).then(named)
    given(*SERVED).when(issue, by=ADULT, at=AFTER).then_refused(NotPermitted)
    given(*SERVED).when(IssueCertificate(PAPER, ADULT, "Community 1"), by=ADULT, at=AFTER).then(
        ISSUED
    )


def test_r30_a_certificate_is_there_for_the_asking() -> None:
    """The member asks for it, a guardian for a child, a coordinator for anybody; others do not."""
    own, childs = IssueCertificate(PAPER, ADULT), IssueCertificate(PAPER, CHILD)
    given(*SERVED).when(own, by=ADULT, at=AFTER).then(ISSUED)
    given(*SERVED).when(own, by=GUARDIAN, at=AFTER).then_refused(NotPermitted)
    helped = entry(member_id=CHILD)
    given(*HERE, helped).when(childs, by=GUARDIAN, at=AFTER).then(
        certificate(PAPER, CHILD, helped, position=AT)
    )


def test_r30_a_certificate_is_issued_once() -> None:
    """Asked for again nothing happens; its id is nobody else's."""
    done = given(*SERVED, entry(SECOND, GUARDIAN)).and_done(IssueCertificate(PAPER, ADULT))
    done.when(IssueCertificate(PAPER, ADULT)).then_nothing()
    done.when(IssueCertificate(PAPER, GUARDIAN)).then_refused(CertificateExists(PAPER))


def test_r30_nothing_is_not_certified() -> None:
    """Nor is anything before the community exists."""
    given(*HERE).when(IssueCertificate(PAPER, ADULT)).then_refused(NothingToCertify(ADULT))
    given().when(IssueCertificate(PAPER, ADULT), by=ADULT).then_refused(NotFounded())


def test_r30_a_correction_outdates_what_counts_the_entry() -> None:
    """Each certificate with the entry says so; one that does not count it holds."""
    other = entry(THIRD, worked=Period(at_start(200), at_start(260)), work="task:notices")
    earlier = given(*HERE, other).and_done(IssueCertificate(OTHER_PAPER, ADULT), at=AFTER)
    both = earlier.and_given(entry()).and_done(IssueCertificate(PAPER, ADULT))
    told = both.when(correct(120))
    assert told.events[2:] == (CertificateOutdated(PAPER, ADULT, FIRST),)
    assert told.state(Certificate(PAPER)).standing is CertificateStanding.OUTDATED
    assert told.state(Certificate(OTHER_PAPER)).standing is CertificateStanding.ISSUED
    again = both.and_done(correct(120)).when(CorrectEntry(THIRD, EntryId("entry-4"), 30, "short"))
    assert again.events[2:] == (CertificateOutdated(OTHER_PAPER, ADULT, THIRD),)


def test_r30_an_outdated_certificate_is_issued_anew_and_keeps_its_date() -> None:
    """The new one counts what the ledger says now; the old one says that it was replaced."""
    corrected = given(*SERVED, ISSUED).and_done(correct(120), at=AFTER)
    reissue = ReissueCertificate(PAPER, ANEW)
    for who in (FOUNDER, ADULT):
        told = corrected.when(reissue, by=who, at=AFTER + timedelta(days=30))
        right = entry(SECOND, minutes=120, corrects=FIRST)
        told.then(certificate(ANEW, ADULT, right, position=AT + 4, replaces=PAPER))
        old = told.state(Certificate(PAPER))
        assert (old.standing, old.replaced_by) == (CertificateStanding.REPLACED, ANEW)
        assert told.state(Certificate(ANEW)).standing is CertificateStanding.ISSUED
    corrected.when(reissue, by=GUARDIAN).then_refused(NotPermitted)
    done = corrected.and_done(reissue)
    done.when(reissue).then_nothing()
    done.when(ReissueCertificate(PAPER, OTHER_PAPER)).then_refused(
        HoldsNoLonger(PAPER, CertificateStanding.REPLACED)
    )
    done.when(IssueCertificate(ANEW, ADULT)).then_refused(CertificateExists(ANEW))


def test_r30_only_an_outdated_certificate_is_issued_anew() -> None:
    """One that holds is not replaced, one that is unknown not either, nor by one that exists."""
    reissue = ReissueCertificate(PAPER, ANEW)
    given(*SERVED).when(reissue).then_refused(CertificateUnknown(PAPER))
    holding = given(*SERVED, ISSUED)
    holding.when(reissue).then_refused(CertificateHolds(PAPER))
    taken = certificate(ANEW, ADULT, entry(), position=AT)
    holding.and_given(taken).when(reissue).then_refused(CertificateExists(ANEW))
    emptied = holding.and_done(correct(0), at=AFTER)
    emptied.when(reissue).then_refused(NothingToCertify(ADULT))


def test_r30_a_revoked_certificate_says_so() -> None:
    """With the reason, to whoever checks it; it does not come back."""
    revoke = RevokeCertificate(PAPER, "made out to the wrong member")
    told = given(*SERVED, ISSUED).when(revoke)
    told.then(CertificateRevoked(PAPER, ADULT, "made out to the wrong member"))
    checked = told.state(Certificate(PAPER))
    assert checked.standing is CertificateStanding.REVOKED
    assert checked.revoked == "made out to the wrong member"
    done = given(*SERVED, ISSUED).and_done(revoke)
    done.when(revoke).then_nothing()
    done.when(ReissueCertificate(PAPER, ANEW)).then_refused(
        HoldsNoLonger(PAPER, CertificateStanding.REVOKED)
    )
    done.when(correct(120), at=AFTER).then(
        EntryReversed(FIRST, ADULT, 180, "left early"), entry(SECOND, minutes=120, corrects=FIRST)
    )
    replaced_one = certificate(ANEW, ADULT, entry(), position=AT, replaces=PAPER)
    given(*SERVED, ISSUED, replaced_one).when(revoke).then_refused(
        HoldsNoLonger(PAPER, CertificateStanding.REPLACED)
    )
    given(*SERVED).when(revoke).then_refused(CertificateUnknown(PAPER))
    given(*SERVED, ISSUED).when(revoke, by=ADULT).then_refused(NotPermitted)


def test_r30_nobody_has_a_certificate_that_was_not_issued() -> None:
    """Whoever checks an id that nobody issued is told nothing."""
    assert (
        given(*SERVED, ISSUED)
        .when(IssueCertificate(ANEW, ADULT))
        .state(Certificate(OTHER_PAPER))
        .standing
        is None
    )


HOLIDAY, MAKE_UP = date(2024, 6, 10), date(2024, 6, 15)


def test_r31_the_calendar_is_set_whole() -> None:
    """A second calendar takes the place of the first; the same one is no news."""
    calendar = SetWorkingDays((HOLIDAY,), (MAKE_UP,))
    given(*HERE).when(calendar).then(WorkingDaysSet((HOLIDAY,), (MAKE_UP,)))
    given(*HERE).when(calendar, by=ADULT).then_refused(NotPermitted)
    done = given(*HERE).and_done(calendar)
    done.when(calendar).then_nothing()
    done.when(SetWorkingDays(())).then(WorkingDaysSet((), ()))


def test_r31_no_day_is_both_worked_and_off() -> None:
    """A day cannot be a holiday and made up for."""
    given(*HERE).when(SetWorkingDays((HOLIDAY,), (HOLIDAY,))).then_invalid(
        "make_up_days", Problem.REPEATED
    )
