"""What the slice promises: it binds the core, tightens it, and claims no name twice."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import NewType

import pytest
from community_domain import (
    STANDARD,
    Community,
    Context,
    Event,
    InvalidValue,
    Kind,
    MemberId,
    MemoryLog,
    NotPermitted,
    Period,
    Read,
    Refusal,
    SettingValue,
    Slice,
    anyone,
    decides,
    event,
    identifier,
    policy,
)
from community_domain.activities import (
    ActivityId,
    ActivityUnknown,
    OccurrenceId,
    OfferActivity,
    ScheduleOccurrence,
    SeatConfirmed,
    SignUp,
)
from community_domain.community import ChangeSettings, FoundCommunity
from community_domain.members import (
    Agenda,
    ConsentKind,
    ConsentMissing,
    Engagement,
    EnrolMinor,
    GrantRole,
    Overlapping,
    RegisterMember,
    RevokeConsent,
)
from community_domain_storage import VocabularyBehind, open_community

from neighbourhood_training import DOMAIN, SLICE
from neighbourhood_training.commands import (
    BookTraining,
    CancelBooking,
    CancelTraining,
    OfferTraining,
    ReleaseBookings,
    RequireTraining,
)
from neighbourhood_training.events import (
    BookingCancelled,
    NeedsTold,
    TrainingBooked,
    TrainingCancelled,
    TrainingOffered,
    TrainingRequired,
)
from neighbourhood_training.refusals import (
    NotTrained,
    TrainingBegun,
    TrainingCalledOff,
    TrainingExists,
    TrainingFull,
    TrainingUnknown,
)
from neighbourhood_training.state import Needs, Training
from neighbourhood_training.story import told
from neighbourhood_training.values import PLACES, TRAINER, TrainingId

NOW = datetime(2024, 6, 1, tzinfo=UTC)
SATURDAY = datetime(2024, 6, 15, 1, tzinfo=UTC)
MORNING = Period(SATURDAY, SATURDAY + timedelta(hours=2))
AFTERNOON = Period(SATURDAY + timedelta(hours=5), SATURDAY + timedelta(hours=8))
FOUNDER, TUTOR, PARENT, CHILD = (MemberId(f"member-{n}") for n in range(1, 5))
FIRST_AID = TrainingId("first-aid")
SPORTS, SPORTS_1 = ActivityId("sports"), OccurrenceId("sports-1")
CHOIR_1 = OccurrenceId("choir-1")

ThiefId = NewType("ThiefId", str)
identifier(ThiefId, tag="member")
StrayId = NewType("StrayId", str)
identifier(StrayId, tag="course")


def as_if_in(module: str, **things: object) -> ModuleType:
    """A module that defines these things, as `Slice.of` takes it."""
    made = ModuleType(module)
    for name, thing in things.items():
        getattr(thing, "function", thing).__module__ = module
        setattr(made, name, thing)
    return made


@pytest.fixture
def community() -> Community:
    """A community with a trainer, a parent, a child, two occurrences and a training."""
    ids = count(1)
    made = Community(MemoryLog(), DOMAIN, clock=lambda: NOW, ids=lambda: f"id-{next(ids)}")
    founder, tutor, parent = (made.acting(who) for who in (FOUNDER, TUTOR, PARENT))
    born = date(1980, 1, 1)
    founder.execute(FoundCommunity("Lindenhof", "Asia/Shanghai", FOUNDER, "Member 1", born))
    tutor.execute(RegisterMember(TUTOR, "Member 2", born))
    parent.execute(RegisterMember(PARENT, "Member 3", born))
    consents = (ConsentKind.DATA, ConsentKind.TAKING_PART)
    parent.execute(EnrolMinor(CHILD, PARENT, "Member 4", date(2014, 1, 1), consents))
    founder.execute(GrantRole(TUTOR, TRAINER))
    founder.execute(OfferActivity(SPORTS, "Sports day"))
    founder.execute(OfferActivity(ActivityId("choir"), "Choir"))
    founder.execute(ScheduleOccurrence(SPORTS_1, SPORTS, AFTERNOON))
    founder.execute(ScheduleOccurrence(CHOIR_1, ActivityId("choir"), MORNING))
    tutor.execute(OfferTraining(FIRST_AID, "First aid", MORNING, places=2))
    return made


def test_core_law_holds() -> None:
    """Every event is handled or ignored with a reason by every state that could select it."""
    assert DOMAIN.forgotten() == ()


def test_booking_makes_busy_for_the_core(community: Community) -> None:
    """The core refuses a sign-up at the same time, though it knows nothing of trainings."""
    parent = community.acting(PARENT)
    parent.execute(BookTraining(FIRST_AID, PARENT))
    assert community.state(Agenda(PARENT)).commitments == {
        FIRST_AID: Engagement(PARENT, FIRST_AID, MORNING)
    }
    with pytest.raises(Overlapping) as refused:
        parent.execute(SignUp(CHOIR_1, PARENT))
    assert refused.value.values() == {"member_id": PARENT, "commitment": FIRST_AID}


def test_seat_makes_busy_for_the_training(community: Community) -> None:
    """It works the other way round: a seat of the core blocks a booking."""
    parent = community.acting(PARENT)
    parent.execute(SignUp(CHOIR_1, PARENT))
    with pytest.raises(Overlapping):
        parent.execute(BookTraining(FIRST_AID, PARENT))


def test_cancelling_frees_for_the_core(community: Community) -> None:
    """Who gives a place up may sign up for what takes place at that time."""
    parent = community.acting(PARENT)
    parent.execute(BookTraining(FIRST_AID, PARENT))
    cancelled = parent.execute(CancelBooking(FIRST_AID, PARENT)).events
    assert cancelled == (BookingCancelled(FIRST_AID, PARENT),)
    seat = parent.execute(SignUp(CHOIR_1, PARENT)).events
    assert seat == (SeatConfirmed(CHOIR_1, PARENT, MORNING),)


def test_calling_off_releases_everybody(community: Community) -> None:
    """A training that does not take place keeps nobody busy, and takes no bookings."""
    trainer, parent = community.acting(TUTOR), community.acting(PARENT)
    parent.execute(BookTraining(FIRST_AID, PARENT))
    parent.execute(BookTraining(FIRST_AID, CHILD))
    assert trainer.execute(CancelTraining(FIRST_AID, "No room")).events == (
        TrainingCancelled(FIRST_AID, "No room"),
        BookingCancelled(FIRST_AID, PARENT),
        BookingCancelled(FIRST_AID, CHILD),
    )
    assert community.state(Agenda(CHILD)).commitments == {}
    with pytest.raises(TrainingCalledOff):
        parent.execute(BookTraining(FIRST_AID, PARENT))


def test_required_training_comes_first(community: Community) -> None:
    """The policy refuses a sign-up of the core until the training is booked."""
    parent = community.acting(PARENT)
    required = community.acting(FOUNDER).execute(RequireTraining(SPORTS, FIRST_AID)).events
    assert required == (TrainingRequired(SPORTS, FIRST_AID),)
    with pytest.raises(NotTrained) as refused:
        parent.execute(SignUp(SPORTS_1, PARENT))
    assert refused.value.message("zh") == "member-3 须先报名培训 first-aid：本活动要求参加。"
    parent.execute(BookTraining(FIRST_AID, PARENT))
    assert parent.execute(SignUp(SPORTS_1, PARENT)).events


def test_booking_given_up_counts_no_longer(community: Community) -> None:
    """Who gives the required training up again may not sign up on its strength."""
    founder, parent = community.acting(FOUNDER), community.acting(PARENT)
    founder.execute(RequireTraining(SPORTS, FIRST_AID))
    parent.execute(BookTraining(FIRST_AID, PARENT))
    parent.execute(CancelBooking(FIRST_AID, PARENT))
    with pytest.raises(NotTrained):
        parent.execute(SignUp(SPORTS_1, PARENT))


def test_policy_lets_what_has_happened_stand(community: Community) -> None:
    """A sign-up that had its effect is answered by no events, though the condition has lapsed."""
    founder, parent = community.acting(FOUNDER), community.acting(PARENT)
    parent.execute(SignUp(SPORTS_1, PARENT))
    founder.execute(RequireTraining(SPORTS, FIRST_AID))
    assert parent.execute(SignUp(SPORTS_1, PARENT)).events == ()


def test_training_after_the_activity_is_too_late(community: Community) -> None:
    """A required training that ends after the activity begins prepares nobody for it."""
    late = TrainingId("late")
    founder, parent = community.acting(FOUNDER), community.acting(PARENT)
    evening = Period(AFTERNOON.end, AFTERNOON.end + timedelta(hours=1))
    founder.execute(OfferTraining(late, "Afterwards", evening))
    founder.execute(RequireTraining(SPORTS, late))
    parent.execute(BookTraining(late, PARENT))
    with pytest.raises(NotTrained):
        parent.execute(SignUp(SPORTS_1, PARENT))


def test_policy_never_loosens(community: Community) -> None:
    """With the training booked, the core's own rules still refuse."""
    parent = community.acting(PARENT)
    parent.execute(BookTraining(FIRST_AID, CHILD))
    parent.execute(RevokeConsent(CHILD, PARENT, ConsentKind.TAKING_PART))
    with pytest.raises(ConsentMissing):
        parent.execute(SignUp(SPORTS_1, CHILD))


def test_revoked_consent_takes_the_place_back(community: Community) -> None:
    """The slice's process does for places what the core does for seats, in one transaction."""
    parent = community.acting(PARENT)
    parent.execute(BookTraining(FIRST_AID, CHILD))
    before = community.log.head().position
    parent.execute(RevokeConsent(CHILD, PARENT, ConsentKind.PHOTOGRAPHS))
    assert community.log.head().position == before + 1
    parent.execute(RevokeConsent(CHILD, PARENT, ConsentKind.DATA))
    [*_, last] = community.log.read()
    assert last.event == BookingCancelled(FIRST_AID, CHILD)
    assert str(last.envelope.context.actor) == "system training-consent-guard"


def test_past_places_stay(community: Community) -> None:
    """A consent that is revoked later changes nothing about a training that has begun."""
    parent = community.acting(PARENT)
    parent.execute(BookTraining(FIRST_AID, CHILD))
    later = community.acting(PARENT, clock=lambda: MORNING.start)
    later.execute(RevokeConsent(CHILD, PARENT, ConsentKind.DATA))
    assert list(community.state(Training(FIRST_AID)).booked) == [CHILD]


def test_only_the_system_releases(community: Community) -> None:
    """Nobody takes places back by hand under the pretext of a revoked consent."""
    with pytest.raises(NotPermitted):
        community.acting(FOUNDER).execute(ReleaseBookings(CHILD))


def test_minor_needs_consent(community: Community) -> None:
    """The core's protection of minors is one call away, and holds for bookings."""
    parent = community.acting(PARENT)
    parent.execute(RevokeConsent(CHILD, PARENT, ConsentKind.DATA))
    with pytest.raises(ConsentMissing):
        parent.execute(BookTraining(FIRST_AID, CHILD))


def test_places_run_out(community: Community) -> None:
    """No more bookings than places; a place given up can be booked again."""
    parent, trainer = community.acting(PARENT), community.acting(TUTOR)
    parent.execute(BookTraining(FIRST_AID, PARENT))
    parent.execute(BookTraining(FIRST_AID, CHILD))
    with pytest.raises(TrainingFull):
        trainer.execute(BookTraining(FIRST_AID, TUTOR))
    parent.execute(CancelBooking(FIRST_AID, CHILD))
    booked = trainer.execute(BookTraining(FIRST_AID, TUTOR)).events
    assert booked == (TrainingBooked(FIRST_AID, TUTOR, MORNING),)


def test_setting_gives_the_places(community: Community) -> None:
    """Own settings are recorded at the founding, changed like the core's, and bounded."""
    founder = community.acting(FOUNDER)
    recorded = next(iter(community.log.read())).event
    assert SettingValue("training.places", 12) in getattr(recorded, "settings", ())
    founder.execute(ChangeSettings((PLACES.at(3),)))
    [offered] = founder.execute(OfferTraining(TrainingId("t"), "Bandages", MORNING)).events
    assert offered == TrainingOffered(TrainingId("t"), "Bandages", MORNING, 3)
    with pytest.raises(InvalidValue):
        PLACES.at(0)


def test_only_trainers_and_coordinators_offer(community: Community) -> None:
    """The role of the slice admits to its commands; nobody else may issue them."""
    trainer, parent = community.acting(TUTOR), community.acting(PARENT)
    assert trainer.execute(OfferTraining(TrainingId("t"), "Bandages", MORNING)).events
    with pytest.raises(NotPermitted) as refused:
        parent.execute(OfferTraining(TrainingId("u"), "Bandages", MORNING))
    assert refused.value.required == "the role trainer, or the role coordinator"


def test_needs_are_for_the_trainer(community: Community) -> None:
    """The personal field stands in an event of its own, and only trainers may look at it."""
    parent, trainer = community.acting(PARENT), community.acting(TUTOR)
    needs = "A seat in front"
    told_needs = parent.execute(BookTraining(FIRST_AID, PARENT, needs)).events[1]
    assert told_needs == NeedsTold(FIRST_AID, PARENT, needs)
    assert NeedsTold.spec.personal == {"needs": "member_id"}
    assert trainer.state(Needs(FIRST_AID)).told == {PARENT: needs}
    with pytest.raises(NotPermitted):
        parent.state(Needs(FIRST_AID))
    parent.execute(CancelBooking(FIRST_AID, PARENT))
    assert trainer.state(Needs(FIRST_AID)).told == {}


def test_issuing_again_changes_nothing(community: Community) -> None:
    """Each command that already had its effect yields no events under another id."""
    founder, parent = community.acting(FOUNDER), community.acting(PARENT)
    for actor, command in (
        (founder, OfferTraining(FIRST_AID, "First aid", MORNING, places=2)),
        (founder, RequireTraining(SPORTS, FIRST_AID)),
        (parent, BookTraining(FIRST_AID, PARENT)),
        (parent, CancelBooking(FIRST_AID, PARENT)),
        (founder, CancelTraining(FIRST_AID, "No room")),
    ):
        actor.execute(command)
        assert actor.execute(command).events == ()


def test_past_trainings_stay_as_they_were(community: Community) -> None:
    """From its start on, a training is neither booked, nor given up, nor called off."""
    founder, parent = community.acting(FOUNDER), community.acting(PARENT)
    parent.execute(BookTraining(FIRST_AID, PARENT))
    for actor, command in (
        (parent, BookTraining(FIRST_AID, CHILD)),
        (parent, CancelBooking(FIRST_AID, PARENT)),
        (founder, CancelTraining(FIRST_AID, "No room")),
    ):
        later = community.acting(actor.actor, clock=lambda: MORNING.start)
        with pytest.raises(TrainingBegun):
            later.execute(command)
    assert list(community.state(Training(FIRST_AID)).booked) == [PARENT]


def test_ids_mean_one_training(community: Community) -> None:
    """An id that names another training is refused, and one that names none too."""
    founder = community.acting(FOUNDER)
    with pytest.raises(TrainingExists):
        founder.execute(OfferTraining(FIRST_AID, "Another", MORNING))
    with pytest.raises(TrainingUnknown):
        founder.execute(CancelTraining(TrainingId("none"), "No room"))
    with pytest.raises(ActivityUnknown):
        founder.execute(RequireTraining(ActivityId("none"), FIRST_AID))


@pytest.mark.parametrize("kind", SLICE.refusals, ids=lambda kind: kind.code)
def test_refusals_speak_both_languages(kind: type[Refusal]) -> None:
    """Each refusal has a kind and a sentence in English and in Chinese."""
    assert kind.kind in Kind
    assert set(kind.messages) == {"en", "zh"}
    assert not kind.messages["zh"].isascii()


def test_event_name_outside_the_namespace_is_refused() -> None:
    """A slice cannot speak in the name of another."""

    @event("activity.taken-over")
    class TakenOver(Event):
        """An event under a name that is the core's."""

        training_id: TrainingId

    with pytest.raises(TypeError, match=r"activity\.taken-over must start with training\."):
        _ = STANDARD + Slice.of("training", as_if_in("m", TakenOver=TakenOver))


def test_namespace_of_the_core_is_refused() -> None:
    """A slice cannot pass for one of the core's."""
    with pytest.raises(TypeError, match="namespace activity is declared twice"):
        _ = STANDARD + Slice.of("activity")


def test_role_of_the_core_is_refused() -> None:
    """A slice cannot hand out the core's roles under its own name."""
    with pytest.raises(TypeError, match="role coordinator is declared twice"):
        _ = STANDARD + Slice.of("training", roles=("coordinator",))


def test_slice_twice_is_refused() -> None:
    """Two slices cannot claim the same names."""
    with pytest.raises(TypeError, match=r"twice"):
        _ = DOMAIN + SLICE


def test_tag_of_the_core_is_refused() -> None:
    """An own identifier cannot use a tag of the core: boundaries would select its events."""

    @event("training.stolen")
    class Stolen(Event):
        """An event that would look as if it were about a member."""

        member_id: ThiefId

    with pytest.raises(TypeError, match="tag member is claimed by more than one identifier"):
        _ = STANDARD + Slice.of("training", as_if_in("m", Stolen=Stolen))


def test_tag_outside_the_namespace_is_refused() -> None:
    """A new tag carries the namespace, so that two apps' slices can live side by side."""

    @event("training.strayed")
    class Strayed(Event):
        """An event with a tag that might be anybody's."""

        course_id: StrayId

    with pytest.raises(TypeError, match="tag course must be training or start with training-"):
        _ = STANDARD + Slice.of("training", as_if_in("m", Strayed=Strayed))


def test_second_decision_for_a_command_is_refused() -> None:
    """A slice tightens a command of the core by policies; it never decides it anew."""

    @decides(by=anyone)
    def let_in(command: SignUp, context: Context, read: Read) -> Iterator[Event]:
        """Confirm whoever comes."""
        del context, read
        yield SeatConfirmed(command.occurrence_id, command.member_id, MORNING)

    with pytest.raises(TypeError, match=r"decision for activity\.sign-up is declared twice"):
        _ = STANDARD + Slice.of("training", as_if_in("m", let_in=let_in))


def test_standard_domain_stays_as_it_was() -> None:
    """Adding a slice makes a new domain: nothing of it is registered anywhere."""

    @policy("training.nobody-signs-up")
    def nobody(command: SignUp, context: Context, read: Read) -> None:
        """Refuse everybody."""
        del context, read
        raise NotTrained(command.member_id, FIRST_AID)

    grown = STANDARD + Slice.of("training", as_if_in("m", nobody=nobody))
    assert [one.name for one in grown.policies[SignUp]] == ["training.nobody-signs-up"]
    assert SignUp not in STANDARD.policies


def test_own_events_last(tmp_path: Path) -> None:
    """The codec takes the slice's events, commands and personal fields as it takes the core's."""
    url = f"sqlite:///{tmp_path}/lindenhof.db"
    with open_community(url, community="lindenhof", domain=DOMAIN) as community:
        list(told(community))
        before = [(row.event, row.envelope.command) for row in community.log.read()]
    with open_community(url, community="lindenhof", domain=DOMAIN) as community:
        after = [(row.event, row.envelope.command) for row in community.log.read()]
    assert after == before
    assert any(isinstance(event, NeedsTold) for event, _ in after)


def test_log_of_the_slice_is_kept_from_others(tmp_path: Path) -> None:
    """Who does not know trainings may not add to a log that holds some."""
    url = f"sqlite:///{tmp_path}/lindenhof.db"
    with open_community(url, community="lindenhof", domain=DOMAIN) as community:
        list(told(community))
    founder = MemberId("member-1")
    with (
        open_community(url, community="lindenhof") as community,
        pytest.raises(VocabularyBehind, match=r"training\.booked"),
    ):
        community.acting(founder).execute(OfferActivity(ActivityId("chess"), "Chess"))


def test_story_is_told() -> None:
    """The story runs: two refusals, each for its reason, and a seat in the end."""
    lines = list(told(Community(MemoryLog(), DOMAIN)))
    refused = [line for line in lines if "refused" in line]
    assert len(refused) == 2
    assert "requires it" in refused[0]
    assert "busy then" in refused[1]
    assert lines[-1].endswith("activity.seat-confirmed")
