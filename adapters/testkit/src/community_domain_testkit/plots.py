"""Moves that belong together: how stories begin, and what chance alone seldom hits upon."""

from datetime import timedelta

import attrs

from community_domain import (
    MemberId,
    Period,
    SettingValue,
)
from community_domain.activities import (
    CheckIn,
    FillSeats,
    OfferActivity,
    ScheduleOccurrence,
    SignUp,
    Withdraw,
)
from community_domain.community import (
    AddBuilding,
    AddStairwell,
    FoundCommunity,
)
from community_domain.members import (
    COORDINATOR,
    ConsentKind,
    EnrolMinor,
    GrantConsent,
    GrantRole,
    JoinHousehold,
    LeaveHousehold,
    RegisterMember,
    RevokeConsent,
    RevokeRole,
)

from .founding import FOUNDER
from .likelihood import ADULT_BIRTHDAYS, HOUR, MINOR_BIRTHDAYS
from .moves import Edge, Later, Move, Sketch, Who

__all__ = ["PLOTS", "Cast", "foundation", "period_ahead", "prologue"]


@attrs.frozen
class Cast:
    """Who and what there is to tell of."""

    adults: list[MemberId]
    minors: list[MemberId]
    occurrences: list[str]
    activities: list[str]
    buildings: list[str]
    stairwells: list[str]
    households: list[str]

    def guardian_of(self, minor: MemberId) -> MemberId:
        """The adult who answers for a minor from the start."""
        return self.adults[self.minors.index(minor) % len(self.adults)] if self.adults else FOUNDER


def foundation(settings: tuple[SettingValue, ...], zone: str) -> Move:
    """The community is founded."""
    fields = {
        "name": "one",
        "zone": zone,
        "founder_id": FOUNDER,
        "founder_name": "one",
        "founder_born": ADULT_BIRTHDAYS[0],
        "settings": settings,
    }
    return Move(Sketch(FoundCommunity, fields))


def prologue(cast: Cast) -> list[Move]:
    """What most stories begin with, in a domain that can say it: people, and an activity."""
    people = [
        Sketch(RegisterMember, {"member_id": who, "name": "one", "born": ADULT_BIRTHDAYS[0]})
        for who in cast.adults
    ]
    children = [
        Sketch(
            EnrolMinor,
            {
                "member_id": who,
                "guardian_id": cast.guardian_of(who),
                "name": "one",
                "born": MINOR_BIRTHDAYS[number % 3],
                "consents": (ConsentKind.DATA, ConsentKind.TAKING_PART),
            },
        )
        for number, who in enumerate(cast.minors)
    ]
    offers = [
        Sketch(OfferActivity, {"activity_id": name, "title": "one"}) for name in cast.activities
    ]
    dates = [
        Sketch(
            ScheduleOccurrence,
            {
                "occurrence_id": cast.occurrences[0],
                "activity_id": cast.activities[0],
                "period": period_ahead(6 * HOUR, 2 * HOUR),
                "capacity": 1,
            },
        )
    ]
    claims = [
        Sketch(SignUp, {"occurrence_id": cast.occurrences[0], "member_id": who})
        for who in [*cast.adults[:1], *cast.minors[:1]]
    ]
    wishes = [*people, *children, *offers, *dates, *claims]
    return [Move(wish) for wish in wishes]


def _in_line(cast: Cast, occurrences: list[str], adult: MemberId, minor: MemberId) -> list[Move]:
    """Two wait for one seat, the later one with priority, and the seat becomes free."""
    where = {"occurrence_id": occurrences[0]}
    last = next((who for who in cast.adults if who != adult), FOUNDER)
    return [
        _scheduled(cast, occurrences[0], 6 * HOUR),
        Move(Sketch(SignUp, {**where, "member_id": adult})),
        Move(Sketch(SignUp, {**where, "member_id": minor})),
        Move(Sketch(SignUp, {**where, "member_id": last, "priority": 1})),
        Move(Sketch(Withdraw, {**where, "member_id": adult})),
    ]


def _passed_over(
    cast: Cast, occurrences: list[str], adult: MemberId, minor: MemberId
) -> list[Move]:
    """A waiting minor loses a consent, is passed over, gets it back, and then the seat."""
    where = {"occurrence_id": occurrences[0]}
    consent = {"member_id": minor, "giver_id": cast.guardian_of(minor)}
    kind = {"kind": ConsentKind.TAKING_PART}
    return [
        _scheduled(cast, occurrences[0], 6 * HOUR),
        Move(Sketch(SignUp, {**where, "member_id": adult})),
        Move(Sketch(SignUp, {**where, "member_id": minor})),
        Move(Sketch(RevokeConsent, {**consent, **kind})),
        Move(Sketch(Withdraw, {**where, "member_id": adult})),
        Move(Sketch(GrantConsent, {**consent, **kind, "version": 1}), by=Who.OTHER),
        Move(Sketch(FillSeats, where)),
    ]


def _two_places(cast: Cast, occurrences: list[str], adult: MemberId, __: MemberId) -> list[Move]:
    """Somebody arrives at one occurrence without having left the one before."""
    first, second = occurrences[0], occurrences[-1]
    return [
        _scheduled(cast, first, HOUR),
        _scheduled(cast, second, 2 * HOUR),
        Move(Sketch(SignUp, {"occurrence_id": first, "member_id": adult})),
        Move(Sketch(SignUp, {"occurrence_id": second, "member_id": adult})),
        *(
            Move(
                Sketch(
                    CheckIn,
                    {"occurrence_id": where, "member_id": adult, "at": Later(timedelta(0))},
                ),
                after=Edge(HOUR / 2) if where == first else timedelta(0),
            )
            for where in (first, second)
        ),
    ]


def _moving(cast: Cast, _: list[str], adult: MemberId, __: MemberId) -> list[Move]:
    """Somebody moves into a new building, and out again."""
    building, stairwell = cast.buildings[0], cast.stairwells[0]
    home = {"household_id": cast.households[0], "member_id": adult}
    name = {"name": "one"}
    return [
        Move(Sketch(AddBuilding, {"building_id": building, **name})),
        Move(Sketch(AddStairwell, {"stairwell_id": stairwell, "building_id": building, **name})),
        Move(Sketch(JoinHousehold, {**home, "stairwell_id": stairwell})),
        Move(Sketch(LeaveHousehold, home)),
    ]


def _office(_: Cast, __: list[str], adult: MemberId, ___: MemberId) -> list[Move]:
    """Somebody becomes a coordinator, and ceases to be one."""
    office = {"member_id": adult, "role": COORDINATOR}
    return [Move(Sketch(GrantRole, office)), Move(Sketch(RevokeRole, office))]


def _scheduled(cast: Cast, occurrence: str, ahead: timedelta) -> Move:
    """An occurrence of an hour with one seat."""
    fields = {
        "occurrence_id": occurrence,
        "activity_id": cast.activities[0],
        "period": period_ahead(ahead, HOUR),
        "capacity": 1,
    }
    return Move(Sketch(ScheduleOccurrence, fields))


def period_ahead(start: timedelta, length: timedelta) -> Sketch:
    """A period that begins so long after the move."""
    return Sketch(Period, {"start": Later(start), "end": Later(start + length)})


PLOTS = (_in_line, _passed_over, _two_places, _moving, _office)
"""Two wait in line for one seat; a waiter is passed over, becomes eligible again and gets the seat;
somebody is at two places at once; somebody moves in and out; an office is given and taken."""
