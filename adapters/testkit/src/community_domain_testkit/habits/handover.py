"""Habits of handing over: whom to call, who may collect a child, and who did."""

import attrs
from hypothesis import strategies as st

from community_domain import System
from community_domain.activities import (
    COLLECTION_MINUTES,
    MINORS_NEED_CONTACT,
    AuthoriseCollection,
    CheckedIn,
    CheckedOut,
    CheckIn,
    CheckOut,
    CollectionAuthorised,
    HandedOver,
    HandOver,
    RecordUncollected,
    RefuseCollection,
    SignUp,
)
from community_domain.community import ChangeSettings
from community_domain.members import (
    ConsentKind,
    EmergencyContactNamed,
    GrantConsent,
    LittleTeacherEnrolled,
    NameEmergencyContact,
    WithdrawEmergencyContact,
)

from ..founding import FOUNDER
from ..moves import Edge, Later, Move, Who
from .activities import scheduled
from .telling import AHEAD, AROUND, HOUR, NOW, Cast, Habits, Overrides, topic, wished

__all__ = ["HANDING_OVER"]

CLOCK = System("clock")
WORDS = {"name": "one", "relation": "one", "phone": "one"}


def _prologue(cast: Cast) -> list[Move]:
    """For each minor there is somebody to call."""
    return [_called(cast, number) for number in range(len(cast.minors))]


def _called(cast: Cast, number: int = 0) -> Move:
    who = cast.minors[number] if cast.minors else FOUNDER
    named = wished(NameEmergencyContact, member_id=who, **WORDS)
    return attrs.evolve(named, by=cast.guardians.get(who, FOUNDER))


def _there(cast: Cast, number: int = 0) -> list[Move]:
    """A child comes to an activity."""
    here = {"occurrence_id": cast.new("occurrence", number), "member_id": cast.minor}
    return [
        _called(cast, cast.minors.index(cast.minor) if cast.minors else 0),
        scheduled(cast, here["occurrence_id"], HOUR),
        wished(SignUp, **here),
        attrs.evolve(wished(CheckIn, **here, at=NOW), after=Edge(HOUR / 2)),
    ]


def _collected(cast: Cast) -> list[Move]:
    """A stranger would collect a child, it would go alone, and then its guardian comes."""
    here = {"occurrence_id": cast.new("occurrence"), "member_id": cast.minor, "at": NOW}
    stranger = {**here, "collector_id": cast.new("collector"), "guardian_id": None, "alone": False}
    alone = {**stranger, "collector_id": None, "alone": True}
    guardian = {**alone, "alone": False, "guardian_id": cast.guardian}
    return [
        *_there(cast),
        wished(HandOver, **stranger),
        wished(HandOver, **alone),
        wished(HandOver, **guardian),
        attrs.evolve(wished(HandOver, **alone), after=HOUR / 2),
    ]


def _trusted(cast: Cast) -> list[Move]:
    """A guardian refuses nobody, then names a neighbour, who collects; another has the same id."""
    child = {"collector_id": cast.new("collector"), "member_id": cast.minor}
    name = {**child, "name": "one", "until": None}
    hand = {**child, "occurrence_id": cast.new("occurrence"), "guardian_id": None, "alone": False}
    return [
        attrs.evolve(wished(RefuseCollection, **child), by=cast.guardian),
        attrs.evolve(wished(AuthoriseCollection, **name), by=cast.guardian),
        attrs.evolve(wished(AuthoriseCollection, **{**name, "name": "other"}), by=cast.guardian),
        *_there(cast),
        attrs.evolve(wished(HandOver, **hand, at=NOW), after=HOUR / 2),
        attrs.evolve(wished(RefuseCollection, **child), by=cast.guardian),
    ]


def _alone(cast: Cast) -> list[Move]:
    """A child goes home alone, as its guardian agreed."""
    consent = {"member_id": cast.minor, "giver_id": cast.guardian, "version": 1}
    leaves = {"occurrence_id": cast.new("occurrence"), "member_id": cast.minor, "at": NOW}
    agreed = wished(GrantConsent, **consent, kind=ConsentKind.LEAVING_ALONE)
    none = {"guardian_id": None, "collector_id": None}
    return [
        attrs.evolve(agreed, by=cast.guardian),
        *_there(cast),
        attrs.evolve(wished(HandOver, **leaves, **none, alone=True), after=HOUR / 2),
    ]


def _forgotten(cast: Cast) -> list[Move]:
    """Nobody tells who collected a child: that is asked too early, and then in time."""
    child = {"occurrence_id": cast.new("occurrence"), "member_id": cast.minor}
    late = attrs.evolve(wished(RecordUncollected, **child), by=CLOCK)
    return [
        wished(ChangeSettings, settings=(COLLECTION_MINUTES.at(30),)),
        *_there(cast),
        wished(CheckOut, **child, at=NOW),
        late,
        attrs.evolve(late, after=2 * HOUR),
    ]


def _nobody_to_call(cast: Cast) -> list[Move]:
    """A child comes for whom nobody can be called."""
    setting = wished(ChangeSettings, settings=(MINORS_NEED_CONTACT.at(1),))
    called, *others, arrives = _there(cast)
    withdrawn = wished(WithdrawEmergencyContact, member_id=cast.minor)
    return [setting, *others, attrs.evolve(withdrawn, by=cast.guardian), arrives, called]


def _overrides(cast: Cast) -> Overrides:
    words = st.sampled_from(["one", "one", "other"])
    minors = st.sampled_from([*cast.minors * 3, *cast.adults] or [FOUNDER])
    guardians = st.sampled_from([None, None, *cast.adults])
    return {
        **{(NameEmergencyContact, name): words for name in WORDS},
        (NameEmergencyContact, "member_id"): minors,
        (WithdrawEmergencyContact, "member_id"): minors,
        (AuthoriseCollection, "member_id"): minors,
        (AuthoriseCollection, "name"): words,
        (AuthoriseCollection, "until"): st.sampled_from([None, None, *map(Later, AHEAD)]),
        (RefuseCollection, "member_id"): minors,
        (HandOver, "at"): st.sampled_from([NOW, NOW, *map(Later, AROUND)]),
        (HandOver, "guardian_id"): guardians,
        (HandOver, "collector_id"): st.sampled_from([None, None, *cast.pool("collector")]),
        (HandOver, "alone"): st.sampled_from([False, False, False, True]),
    }


HANDING_OVER = Habits(
    weights={HandOver: 5, AuthoriseCollection: 3, RecordUncollected: 2, NameEmergencyContact: 2},
    actors={
        NameEmergencyContact: (Who.GUARDIAN, Who.NAMED),
        WithdrawEmergencyContact: (Who.GUARDIAN, Who.NAMED),
        AuthoriseCollection: (Who.GUARDIAN,),
        RefuseCollection: (Who.GUARDIAN,),
        RecordUncollected: (FOUNDER, CLOCK),
    },
    topics={
        NameEmergencyContact: (topic(LittleTeacherEnrolled, "member_id"),),
        WithdrawEmergencyContact: (topic(EmergencyContactNamed, "member_id"),),
        AuthoriseCollection: (topic((LittleTeacherEnrolled, CheckedIn), "member_id"),),
        RefuseCollection: (topic(CollectionAuthorised, "collector_id", "member_id"),),
        HandOver: (
            topic((CheckedIn, CheckedOut), "occurrence_id", "member_id"),
            topic(CollectionAuthorised, "collector_id", "member_id"),
            topic(HandedOver, "occurrence_id", "member_id"),
        ),
        RecordUncollected: (topic((CheckedIn, CheckedOut), "occurrence_id", "member_id"),),
    },
    biting={"activity.minors-need-contact": (0, 1), "activity.collection-minutes": (0, 60)},
    plots=(_collected, _trusted, _alone, _forgotten, _nobody_to_call),
    prologue=_prologue,
    overrides=_overrides,
)
