"""What onlookers share: a memory of plain dictionaries, and how they say what rule is broken."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import attrs

from community_domain import CommandId, Envelope, Event, MemberId, Period, Recorded
from community_domain.community import Scope
from community_domain.members import (
    ClearanceId,
    ConsentGranted,
    ConsentKind,
    ConsentRevoked,
    DataRestricted,
    GuardianUnlinked,
    MemberErased,
    MemberKind,
    RestrictionGround,
)

from ..words import in_words

__all__ = ["NEEDED", "Known", "RuleBroken", "SliceOnlooker", "demand", "led_by", "silenced"]

Part = TypeVar("Part", bound="SliceOnlooker")
NEEDED = (ConsentKind.DATA, ConsentKind.TAKING_PART)
"""Without these a minor does not take part."""
Sees = Mapping[type[Event], Callable[[Any, Envelope], None]]
"""What is done about an event of each type, with the envelope of its decision."""


class RuleBroken(AssertionError):
    """What was recorded breaks a rule."""


def demand(holds: object, rule: str, what: object) -> None:
    """Fail with the rule's number and what was recorded, unless the condition holds."""
    if not holds:
        raise RuleBroken(f"{rule}: {in_words(what)}")


def led_by(row: Recorded[Event]) -> CommandId:
    """The command that led to an event: its own, or the one that this followed from."""
    return row.envelope.context.correlation_id or row.envelope.command_id


def silenced(event: Event) -> MemberId | None:
    """Of whom an event may have taken a consent that is needed, or the part itself (R4, R42)."""
    match event:
        case GuardianUnlinked() | DataRestricted() | MemberErased():
            return event.member_id
        case ConsentRevoked() | ConsentGranted() if event.kind in NEEDED:
            return event.member_id
        case _:
            return None


@attrs.define
class Busy:
    """A commitment, as an onlooker remembers it."""

    period: Period
    place: str | None


@attrs.define
class Known:
    """What every onlooker of one log knows: settings, people, consents, and who is where when."""

    position: int = 0
    """Of the event that is looked at."""
    zone: str = "UTC"
    settings: dict[str, int] = attrs.Factory(dict[str, int])
    kinds: dict[MemberId, MemberKind] = attrs.Factory(dict[MemberId, MemberKind])
    born: dict[MemberId, date] = attrs.Factory(dict[MemberId, date])
    guardians: dict[MemberId, list[MemberId]] = attrs.Factory(dict[MemberId, list[MemberId]])
    said: dict[tuple[MemberId, MemberId, ConsentKind], tuple[int, datetime] | None] = attrs.Factory(
        dict[tuple[MemberId, MemberId, ConsentKind], tuple[int, datetime] | None]
    )
    """The last word on a member, by a giver: wording and end of a yes, or None for a no."""
    roles: set[tuple[MemberId, str, Scope]] = attrs.Factory(set[tuple[MemberId, str, Scope]])
    clearances: dict[MemberId, dict[ClearanceId, tuple[date, date]]] = attrs.Factory(
        dict[MemberId, dict[ClearanceId, tuple[date, date]]]
    )
    """The first and last day of each that was not withdrawn."""
    homes: dict[str, list[MemberId]] = attrs.Factory(dict[str, list[MemberId]])
    """Who lives in a household now."""
    busy: dict[tuple[MemberId, str], Busy] = attrs.Factory(dict[tuple[MemberId, str], Busy])
    """What a member is committed to, by the commitment's id."""
    restricted: dict[MemberId, list[RestrictionGround]] = attrs.Factory(
        dict[MemberId, list[RestrictionGround]]
    )
    """The grounds on which the data of a member are restricted now."""
    erased: list[MemberId] = attrs.Factory(list[MemberId])
    onlookers: list["SliceOnlooker"] = attrs.Factory(list["SliceOnlooker"])
    """All who look at the log."""
    inside: dict[MemberId, list[str]] = attrs.Factory(dict[MemberId, list[str]])
    """Where a member has come to and not gone from."""

    def day(self, at: datetime) -> date:
        """The local date of an instant."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def is_minor(self, member: MemberId, at: datetime) -> bool:
        """Whether somebody is under age on the local date of an instant."""
        return (
            member in self.born and self.age(member, at) < self.settings["member.age-of-majority"]
        )

    def age(self, member: MemberId, at: datetime) -> int:
        """Completed years on the local date of an instant (R1)."""
        born, day = self.born[member], self.day(at)
        had_birthday = (day.month, day.day) >= (born.month, born.day)
        return day.year - born.year - (0 if had_birthday else 1)

    def givers(self, member: MemberId, kind: ConsentKind, at: datetime) -> list[MemberId]:
        """Whose consent counts."""
        if not self.is_minor(member, at):
            return [member]
        old_enough = self.age(member, at) >= self.settings["member.age-of-data-consent"]
        if kind is ConsentKind.DATA and old_enough:
            return [member]
        return self.guardians.get(member, [])

    def wording(self, kind: ConsentKind) -> int:
        """The version in force."""
        return self.settings[f"member.{kind.value}-consent-version"]

    def has_consent(self, member: MemberId, kind: ConsentKind, at: datetime) -> bool:
        """One valid yes, and no no."""
        givers = self.givers(member, kind, at)
        words = [self.said[member, one, kind] for one in givers if (member, one, kind) in self.said]
        valid = [w for w in words if w and w[0] >= self.wording(kind) and w[1] > at]
        return bool(valid) and None not in words

    def is_person(self, member: MemberId) -> bool:
        """Whether a member is registered, and no institution."""
        return self.kinds.get(member) is MemberKind.PERSON

    def may_take_part(self, member: MemberId, at: datetime) -> bool:
        """A registered person whose data may be used, with both consents while a minor."""
        minor = self.is_minor(member, at)
        consents = not minor or all(self.has_consent(member, kind, at) for kind in NEEDED)
        return self.is_person(member) and consents and self.may_be_used(member)

    def may_be_used(self, member: MemberId) -> bool:
        """Whether the data of a member are neither erased nor restricted (R42)."""
        return member not in self.erased and not self.restricted.get(member)

    def is_cleared_on(self, member: MemberId, day: date) -> bool:
        """Whether somebody may work with minors on a day (R46)."""
        papers = self.clearances.get(member, {}).values()
        return any(first <= day <= last for first, last in papers)

    def is_cleared(self, member: MemberId, period: Period) -> bool:
        """Whether somebody may work with minors on each local day of a period (R46)."""
        first, last = self.day(period.start), self.day(period.end - timedelta(microseconds=1))
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return all(self.is_cleared_on(member, day) for day in days)

    def are_one_household(self, one: MemberId, other: MemberId) -> bool:
        """Whether two members are the same, or live in a home together now."""
        return one == other or any(one in home and other in home for home in self.homes.values())

    def has_role(self, member: object, role: str) -> bool:
        """Whether somebody has a permission role in any scope."""
        return any(who == member and held == role for who, held, _ in self.roles)

    def clashes(self, member: MemberId, period: Period, place: str | None = None) -> list[str]:
        """What a member is busy with in the period, the way between two places included (R18)."""
        found: list[str] = []
        for (who, commitment), busy in self.busy.items():
            elsewhere = busy.place is not None and place is not None and busy.place != place
            gap = self.settings["member.travel-gap-minutes"] if elsewhere else 0
            if who == member and _share_time(busy.period, period, timedelta(minutes=gap)):
                found.append(commitment)
        return found

    def come(self, member: MemberId, commitment: str, what: object) -> None:
        """Somebody arrives, and is nowhere else (R24)."""
        here = self.inside.setdefault(member, [])
        demand(not here, "R24", (what, here))
        here.append(commitment)

    def go(self, member: MemberId, commitment: str, what: object) -> None:
        """Somebody goes from where they had come to (R24)."""
        demand(commitment in self.inside.get(member, []), "R24", what)
        self.inside[member].remove(commitment)


def _share_time(one: Period, other: Period, gap: timedelta) -> bool:
    return one.start < other.end + gap and other.start < one.end + gap


class SliceOnlooker:
    """Knows the rules of one slice; a subclass says in `sees` what it does about each event."""

    def __init__(self, known: Known) -> None:
        known.onlookers.append(self)
        self.known = known
        self.sees: Sees = {}

    def setting(self, name: str) -> int:
        """The value of a setting now."""
        return self.known.settings[name]

    def other(self, kind: type[Part]) -> Part:
        """The onlooker of another slice, which looks before this one."""
        [found] = [one for one in self.known.onlookers if isinstance(one, kind)]
        return found

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """Look at all that one decision led to, before its events are seen."""

    def done(self, rows: list[Recorded[Event]]) -> None:
        """Look at what must hold once a move and its follow-ups are done."""
