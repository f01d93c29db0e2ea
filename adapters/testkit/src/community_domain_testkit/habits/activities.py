"""Habits of activities: sign-ups that meet in few seats, and attendance about when it happens."""

from datetime import timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from community_domain import System
from community_domain.activities import (
    WAITLIST_LEAST,
    ActivityOffered,
    ChangeCapacity,
    CheckedIn,
    CheckIn,
    CheckOut,
    CloseCheckIn,
    ContestNoShow,
    FillSeats,
    LiftNoShow,
    NoShowRecorded,
    OccurrenceScheduled,
    OfferActivity,
    RecordNoShow,
    RecordPresence,
    ReleaseSeats,
    ScheduleOccurrence,
    SeatConfirmed,
    SignUp,
    SignUpParty,
    WaitlistJoined,
    Withdraw,
)
from community_domain.community import ChangeSettings
from community_domain.members import (
    TRAVEL_GAP,
    ConsentKind,
    GrantConsent,
    RevokeConsent,
    UnlinkGuardian,
)

from ..founding import FOUNDER
from ..moves import Edge, Later, Move, Who
from .telling import AROUND, HOUR, NOW, Cast, Habits, Overrides, period_ahead, topic, wished

__all__ = ["ACTIVITIES", "scheduled"]

SOMEBODY = (FOUNDER, *Who)
BY_THE_CLOCK = (FOUNDER, System("clock"))


def _prologue(cast: Cast) -> list[Move]:
    """Activities, and an occurrence with one seat that two ask for."""
    occurrence = cast.new("occurrence")
    return [
        *(wished(OfferActivity, activity_id=name, title="one") for name in cast.pool("activity")),
        scheduled(cast, occurrence, 6 * HOUR, 2 * HOUR),
        *(
            wished(SignUp, occurrence_id=occurrence, member_id=who)
            for who in [*cast.adults[:1], *cast.minors[:1]]
        ),
    ]


def _in_line(cast: Cast) -> list[Move]:
    """Two wait for one seat, the later one with priority, and the seat becomes free."""
    where = {"occurrence_id": cast.new("occurrence")}
    return [
        scheduled(cast, where["occurrence_id"], 6 * HOUR),
        wished(SignUp, **where, member_id=cast.adult),
        wished(SignUp, **where, member_id=cast.minor),
        wished(SignUp, **where, member_id=cast.other, priority=1),
        wished(Withdraw, **where, member_id=cast.adult),
    ]


def _passed_over(cast: Cast) -> list[Move]:
    """A waiting minor loses a consent, is passed over, gets it back, and then the seat."""
    where = {"occurrence_id": cast.new("occurrence")}
    consent = {
        "member_id": cast.minor,
        "giver_id": cast.guardian,
        "kind": ConsentKind.TAKING_PART,
    }
    return [
        scheduled(cast, where["occurrence_id"], 6 * HOUR),
        wished(SignUp, **where, member_id=cast.adult),
        wished(SignUp, **where, member_id=cast.minor),
        wished(RevokeConsent, **consent),
        wished(Withdraw, **where, member_id=cast.adult),
        attrs.evolve(wished(GrantConsent, **consent, version=1), by=Who.OTHER),
        wished(FillSeats, **where),
    ]


def _two_places(cast: Cast) -> list[Move]:
    """Somebody arrives at one occurrence without having left the one before."""
    first, second = cast.new("occurrence"), cast.new("occurrence", 1)
    here = {"occurrence_id": first, "member_id": cast.adult}
    there = {"occurrence_id": second, "member_id": cast.adult}
    return [
        scheduled(cast, first, HOUR),
        scheduled(cast, second, 2 * HOUR),
        wished(SignUp, **here),
        wished(SignUp, **there),
        attrs.evolve(wished(CheckIn, **here, at=NOW), after=Edge(HOUR / 2)),
        wished(CheckIn, **there, at=NOW),
    ]


def _never_came(cast: Cast) -> list[Move]:
    """Somebody does not come; it is recorded, contested and lifted."""
    who = {"occurrence_id": cast.new("occurrence"), "member_id": cast.adult}
    return [
        scheduled(cast, who["occurrence_id"], HOUR),
        wished(SignUp, **who),
        attrs.evolve(wished(RecordNoShow, **who), after=Edge(HOUR)),
        attrs.evolve(wished(ContestNoShow, **who, statement="one"), by=Who.NAMED),
        wished(LiftNoShow, **who, reason="one"),
    ]


def _together(cast: Cast) -> list[Move]:
    """Two go together, the same name is given to two others, and then nobody is let in."""
    where = {"occurrence_id": cast.new("occurrence")}
    party = {**where, "party_id": cast.new("party")}
    other_party = {**where, "party_id": cast.new("party", 1)}
    return [
        scheduled(cast, where["occurrence_id"], 6 * HOUR),
        wished(ChangeCapacity, **where, capacity=1),
        wished(SignUpParty, **party, member_ids=(cast.adult, cast.other)),
        wished(ChangeCapacity, **where, capacity=3),
        wished(SignUpParty, **party, member_ids=(cast.adult, cast.other)),
        wished(SignUpParty, **party, member_ids=(cast.other, cast.minor)),
        wished(SignUpParty, **other_party, member_ids=(cast.other, FOUNDER)),
        wished(ChangeCapacity, **where, capacity=0),
        wished(SignUp, **where, member_id=cast.minor),
    ]


def _too_early(cast: Cast) -> list[Move]:
    """Somebody would sign up before that is open."""
    occurrence = cast.new("occurrence")
    return [
        scheduled(cast, occurrence, 6 * HOUR, opens=Later(2 * HOUR)),
        wished(SignUp, occurrence_id=occurrence, member_id=cast.adult),
    ]


def _far_apart(cast: Cast) -> list[Move]:
    """Somebody would have to be at two ends of the neighbourhood at once."""
    first, second = cast.new("occurrence"), cast.new("occurrence", 1)
    return [
        wished(ChangeSettings, settings=(TRAVEL_GAP.at(30),)),
        scheduled(cast, first, 6 * HOUR, place="north"),
        scheduled(cast, second, 7 * HOUR, place="south"),
        wished(SignUp, occurrence_id=first, member_id=cast.adult),
        wished(SignUp, occurrence_id=second, member_id=cast.adult),
    ]


def scheduled(
    cast: Cast,
    occurrence: str,
    ahead: timedelta,
    length: timedelta = HOUR,
    **fields: Any,
) -> Move:
    """An occurrence with one seat."""
    return wished(
        ScheduleOccurrence,
        occurrence_id=occurrence,
        activity_id=cast.pool("activity")[0],
        period=period_ahead(ahead, length),
        capacity=1,
        **fields,
    )


def _overrides(_: Cast) -> Overrides:
    seats = st.sampled_from([1, 2, 1, 3, 0, None])
    happened = st.sampled_from([NOW, *map(Later, AROUND)])
    return {
        (ScheduleOccurrence, "capacity"): seats,
        (ScheduleOccurrence, "opens"): st.sampled_from([None, None, None, Later(2 * HOUR)]),
        (ScheduleOccurrence, "closes"): st.sampled_from([None, None, None, Later(12 * HOUR)]),
        (ChangeCapacity, "capacity"): seats,
        (SignUp, "priority"): st.sampled_from([0, 0, 0, 1, 2]),
        (FillSeats, "passed"): st.sampled_from([0, 0, 0, 1]),
        (CheckIn, "at"): happened,
        (CheckOut, "at"): happened,
    }


ACTIVITIES = Habits(
    weights={
        SignUp: 16,
        CheckIn: 8,
        SignUpParty: 3,
        ScheduleOccurrence: 5,
        RecordNoShow: 4,
        CheckOut: 3,
        CloseCheckIn: 3,
        ContestNoShow: 3,
        LiftNoShow: 3,
        Withdraw: 3,
        ChangeCapacity: 2,
        FillSeats: 2,
        RecordPresence: 2,
    },
    actors={
        SignUp: SOMEBODY,
        Withdraw: SOMEBODY,
        CheckIn: SOMEBODY,
        CheckOut: SOMEBODY,
        ReleaseSeats: (System("clock"), System("clock"), FOUNDER),
        FillSeats: BY_THE_CLOCK,
        CloseCheckIn: BY_THE_CLOCK,
        RecordNoShow: BY_THE_CLOCK,
        ContestNoShow: (Who.NAMED, Who.GUARDIAN),
    },
    topics={
        OfferActivity: (),
        ScheduleOccurrence: (topic(ActivityOffered, "activity_id"),),
        SignUp: (topic(OccurrenceScheduled, "occurrence_id"),),
        Withdraw: (topic((SeatConfirmed, WaitlistJoined), "occurrence_id", "member_id"),),
        ReleaseSeats: (topic(SeatConfirmed, "member_id"),),
        CheckIn: (topic(SeatConfirmed, "occurrence_id", "member_id"),),
        CheckOut: (topic(CheckedIn, "occurrence_id", "member_id"),),
        CloseCheckIn: (topic(CheckedIn, "occurrence_id", "member_id"),),
        RecordPresence: (topic(SeatConfirmed, "occurrence_id", "member_id"),),
        RecordNoShow: (topic(SeatConfirmed, "occurrence_id", "member_id"),),
        ContestNoShow: (topic(NoShowRecorded, "occurrence_id", "member_id"),),
        LiftNoShow: (topic(NoShowRecorded, "occurrence_id", "member_id"),),
        # Who has a seat is who may lose the right to it.
        UnlinkGuardian: (topic(SeatConfirmed, "member_id"),),
        RevokeConsent: (topic((SeatConfirmed, WaitlistJoined), "member_id"),),
    },
    biting={
        "activity.waitlist-least": (0, 1),
        "activity.waitlist-percent": (0, 100),
        "activity.late-withdrawal-hours": (0, 2),
    },
    tight=(WAITLIST_LEAST.at(1),),
    plots=(
        _in_line,
        _passed_over,
        _two_places,
        _never_came,
        _together,
        _too_early,
        _far_apart,
    ),
    prologue=_prologue,
    overrides=_overrides,
)
