"""Looks at shifts: who is on them, within which limits, and who stands in.

Long because every event of shifts is looked at, and what each must be is said beside it.
"""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import attrs

from community_domain import Envelope, Event, MemberId, Period, Recorded
from community_domain.shifts import (
    ClearanceCounted,
    ClearanceLost,
    DutyEnded,
    LimitsOverridden,
    ShiftCancelled,
    ShiftCovered,
    ShiftHandedOver,
    ShiftId,
    ShiftReleased,
    ShiftScheduled,
    ShiftTaken,
    ShiftUncovered,
    SkillRecorded,
    StandInAsked,
    StandInDeclined,
)

from .hours import HALF_HOUR, HOUR, MINUTE, blocks, longest_in_a_day, minutes_by_day, moments
from .known import Busy, Known, SliceOnlooker, demand, silenced

__all__ = ["Duty", "ShiftsOnlooker"]

CHANGES = (
    ShiftTaken,
    ShiftReleased,
    ShiftHandedOver,
    DutyEnded,
    ClearanceCounted,
    ClearanceLost,
)
"""What changes who is beside minors."""


@attrs.define
class Duty:
    """A shift, as an onlooker remembers it."""

    plan: ShiftScheduled
    holders: dict[MemberId, bool] = attrs.Factory(dict[MemberId, bool])
    """Whether each is a minor on it."""
    asked: set[tuple[MemberId, MemberId]] = attrs.Factory(set[tuple[MemberId, MemberId]])
    """Holder and stand-in."""
    cancelled: datetime | None = None
    uncovered: bool = False
    came: dict[MemberId, datetime] = attrs.Factory(dict[MemberId, datetime])
    went: dict[MemberId, datetime] = attrs.Factory(dict[MemberId, datetime])

    @property
    def period(self) -> Period:
        """When it is."""
        return self.plan.period

    def is_with(self, other: "Duty") -> bool:
        """Whether those on both keep watch together."""
        here = self.plan.place_id
        return self is other or (here is not None and here == other.plan.place_id)

    def has_there(self, member: MemberId, moment: datetime) -> bool:
        """Whether a holder is on duty at a moment, as far as that is known."""
        ends = min(self.period.end, self.went.get(member, self.period.end))
        return self.period.start <= moment < ends


class ShiftsOnlooker(SliceOnlooker):
    """R3, R4, R7, R18 to R23."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            ShiftScheduled: self.scheduled,
            SkillRecorded: self.learned,
            LimitsOverridden: self.overrode,
            ShiftTaken: self.taken,
            ShiftReleased: self.released,
            ShiftHandedOver: self.handed_over,
            StandInAsked: self.was_asked,
            StandInDeclined: self.declined,
            ShiftCancelled: self.called_off,
            ShiftUncovered: self.lost_cover,
            ShiftCovered: self.is_covered,
        }
        self.duties: dict[ShiftId, Duty] = {}
        self.skills: dict[MemberId, dict[str, date | None]] = {}
        self.overridden: dict[tuple[ShiftId, MemberId], tuple[str, ...]] = {}

    def decided(self, rows: list[Recorded[Event]]) -> None:
        """A handover is one decision: who takes over is on the shift at once."""
        events = [row.event for row in rows]
        for event, then in zip(events, [*events[1:], None], strict=True):
            if isinstance(event, ShiftHandedOver):
                demand(isinstance(then, ShiftTaken), "R21", (event, then))
                demand(getattr(then, "member_id", None) == event.taker_id, "R21", (event, then))

    def scheduled(self, event: ShiftScheduled, envelope: Envelope) -> None:
        """A shift is planned once, ahead, for so many at least and at most."""
        demand(event.shift_id not in self.duties, "one shift", event)
        demand(event.period.end > envelope.context.at, "R21", event)
        demand(event.least <= event.most, "R19", event)
        self.duties[event.shift_id] = Duty(event)

    def learned(self, event: SkillRecorded, _: Envelope) -> None:
        """Somebody can do something, until some day."""
        self.skills.setdefault(event.member_id, {})[event.skill] = event.until

    def overrode(self, event: LimitsOverridden, envelope: Envelope) -> None:
        """Who has the right to it overrides limits, with a reason."""
        demand(self.known.has_role(envelope.context.actor, "overrider"), "R22", event)
        demand(event.reason.strip() and event.overridden, "R22", event)
        self.overridden[event.shift_id, event.member_id] = event.overridden

    def taken(self, event: ShiftTaken, envelope: Envelope) -> None:
        """A free place goes to somebody who may have it."""
        duty, member = self.duties[event.shift_id], event.member_id
        plan, start = duty.plan, duty.period.start
        minor = self.known.is_minor(member, start)
        demand(duty.cancelled is None, "R23", event)
        demand(envelope.context.at < duty.period.end, "R21", event)
        demand(member not in duty.holders, "R21", event)
        demand(len(duty.holders) < plan.most, "R19", event)
        same = (event.period, event.place_id, event.minor) == (plan.period, plan.place_id, minor)
        demand(same, "events are self-contained", event)
        demand(self.known.may_take_part(member, start), "R3", event)
        demand(self.known.age(member, start) >= plan.youngest, "R7", event)
        demand(not self.known.clashes(member, duty.period), "R18", event)
        duty.holders[member] = minor
        if minor:
            self.may_work(event)
            rest = (max(envelope.context.at, start), duty.period.end)
            demand(self.has_adults_all_along(duty, *rest), "R7: adults", event)
        self.keeps_limits(event)
        self.known.busy[member, event.shift_id] = Busy(plan.period, plan.place_id)

    def may_work(self, event: ShiftTaken) -> None:
        """Each minute of a minor lies in the permitted hours, and no day has too many (R7)."""
        zone = self.known.zone
        first, last = (self.setting(f"shift.minors-{s}-minute") for s in ("earliest", "latest"))
        for moment in moments(event.period, MINUTE):
            local = moment.astimezone(ZoneInfo(zone))
            demand(first <= local.hour * 60 + local.minute < last, "R7: hours", event)
        spent = minutes_by_day(self.periods_of(event.member_id), zone)
        for day in minutes_by_day([event.period], zone):
            demand(spent[day] <= self.setting("shift.minors-minutes-a-day"), "R7: a day", event)

    def keeps_limits(self, event: ShiftTaken) -> None:
        """Skills, hours, rest and the way hold, or were overridden because they did not."""
        duty, member = self.duties[event.shift_id], event.member_id
        mine, adult = self.periods_of(member), not duty.holders[member]
        hours = self.setting("shift.hours-in-24") * HOUR
        broken = {
            "no-time-to-go-there": bool(
                self.known.clashes(member, duty.period, duty.plan.place_id)
            ),
            "skill-missing": not self.has_skills(member, duty.plan),
            "too-many-hours": adult and longest_in_a_day(mine, duty.period) > hours,
            "rest-too-short": adult and self.rests_too_little(blocks(mine), duty.period),
            "too-long-on-end": self.is_too_long_on_end(member, duty.period),
        }
        overridden = self.overridden.pop((event.shift_id, member), ())
        for code, is_broken in broken.items():
            demand(is_broken == (code in overridden), f"R18, R19, R20, R22: {code}", event)

    def has_skills(self, member: MemberId, plan: ShiftScheduled) -> bool:
        """All of some and one of others, still on the last day (R19)."""
        day = self.known.day(plan.period.end - timedelta(microseconds=1))
        skills = self.skills.get(member, {}).items()
        held = {skill for skill, until in skills if until is None or until >= day}
        return held.issuperset(plan.all_of) and (not plan.any_of or bool(held & {*plan.any_of}))

    def rests_too_little(self, mine: list[Period], period: Period) -> bool:
        """Whether two blocks of different days lie too close, of which the period is in one."""
        return any(
            after.start - before.end < self.setting("shift.rest-hours") * HOUR
            and self.known.day(before.start) != self.known.day(after.start)
            and any(one.start <= period.start < one.end for one in (before, after))
            for before, after in pairwise(mine)
        )

    def is_too_long_on_end(self, member: MemberId, period: Period) -> bool:
        """Whether the block that holds the period is longer than a position in it allows."""
        [block] = [
            one for one in blocks(self.periods_of(member)) if one.start <= period.start < one.end
        ]
        limits = [
            duty.plan.longest * MINUTE
            for duty in self.held_by(member)
            if duty.plan.longest and block.start <= duty.period.start < block.end
        ]
        return bool(limits) and block.end - block.start > min(limits)

    def held_by(self, member: MemberId) -> list[Duty]:
        """The shifts somebody is on."""
        return [duty for duty in self.duties.values() if member in duty.holders]

    def periods_of(self, member: MemberId) -> list[Period]:
        """When somebody is on shifts."""
        return [duty.period for duty in self.held_by(member)]

    def has_adults_all_along(self, duty: Duty, start: datetime, end: datetime) -> bool:
        """Whether adults enough are beside the minors at each moment between (R7)."""
        if start >= end:
            return True
        return all(self.has_adults(duty, one) for one in moments(Period(start, end), HALF_HOUR))

    def has_adults(self, duty: Duty, moment: datetime) -> bool:
        """Whether adults enough are on a shift, or at its place, at one moment.

        Without a clearance they do not count, where clearances are asked for (R46).
        """
        asked = self.setting("member.clearance-required")
        here = [
            minor
            for other in self.duties.values()
            if duty.is_with(other)
            for member, minor in other.holders.items()
            if other.has_there(member, moment)
            and (minor or not asked or self.known.is_cleared(member, other.period))
        ]
        minors, needed = sum(here), self.setting("shift.minors-need-adults")
        return not needed or minors <= (len(here) - minors) * self.setting("shift.minors-per-adult")

    def released(self, event: ShiftReleased, envelope: Envelope) -> None:
        """A holder who has not come is released before the end, with a reason."""
        duty, member = self.duties[event.shift_id], event.member_id
        demand(event.reason.strip(), "R21", event)
        demand(envelope.context.at < duty.period.end, "R4, R21", event)
        if event.reason == "consent-missing":
            demand(not self.known.may_take_part(member, duty.period.start), "R4", event)
        self.leaves(duty, member, event)

    def handed_over(self, event: ShiftHandedOver, _: Envelope) -> None:
        """A holder who has not come hands over to somebody who was asked."""
        duty = self.duties[event.shift_id]
        demand((event.giver_id, event.taker_id) in duty.asked, "R21", event)
        self.leaves(duty, event.giver_id, event)

    def leaves(self, duty: Duty, member: MemberId, event: Event) -> None:
        """A place becomes free, of somebody who had not come."""
        demand(member in duty.holders and member not in duty.came, "R21", event)
        del duty.holders[member]
        duty.asked = {pair for pair in duty.asked if pair[0] != member}
        del self.known.busy[member, duty.plan.shift_id]

    def was_asked(self, event: StandInAsked, _: Envelope) -> None:
        """A holder asks somebody else."""
        duty = self.duties[event.shift_id]
        demand(event.member_id in duty.holders, "R21", event)
        demand(event.stand_in_id not in duty.holders, "R21", event)
        duty.asked.add((event.member_id, event.stand_in_id))

    def declined(self, event: StandInDeclined, _: Envelope) -> None:
        """Who was asked says no."""
        pair = (event.member_id, event.stand_in_id)
        demand(pair in self.duties[event.shift_id].asked, "R21", event)
        self.duties[event.shift_id].asked.discard(pair)

    def called_off(self, event: ShiftCancelled, envelope: Envelope) -> None:
        """A shift is cancelled once, before its end."""
        duty = self.duties[event.shift_id]
        demand(duty.cancelled is None, "R23", event)
        demand(envelope.context.at < duty.period.end, "R23", event)
        duty.cancelled = envelope.context.at

    def lost_cover(self, event: ShiftUncovered, _: Envelope) -> None:
        """It is said that minors lack adults."""
        duty = self.duties[event.shift_id]
        demand(not duty.uncovered, "R7: said once", event)
        demand(not self.has_adults(duty, event.since), "R7: since", event)
        duty.uncovered = True

    def is_covered(self, event: ShiftCovered, _: Envelope) -> None:
        """It is said that they no longer do."""
        demand(self.duties[event.shift_id].uncovered, "R7: said once", event)
        self.duties[event.shift_id].uncovered = False

    def done(self, rows: list[Recorded[Event]]) -> None:
        """What lost its adults says so, and nobody serves against a no."""
        at = max(row.envelope.context.at for row in rows)
        for row in rows:
            event = row.event
            if isinstance(event, CHANGES):
                changed = self.duties[event.shift_id]
                for duty in self.duties.values():
                    if duty.is_with(changed) and duty.period.overlaps(changed.period):
                        self.says_whether_covered(duty, at, event)
            elif member := silenced(event):
                self.holds_no_future_shift(member, event, at)

    def says_whether_covered(self, duty: Duty, at: datetime, event: Event) -> None:
        """Minors who are on duty from now on have adults beside them, or the shift says not."""
        start = max(at, duty.period.start)
        if start >= duty.period.end:
            return
        minors = [who for who, minor in duty.holders.items() if minor]
        for moment in moments(Period(start, duty.period.end), HALF_HOUR) if minors else ():
            here = any(duty.has_there(who, moment) for who in minors)
            lacks = here and not self.has_adults(duty, moment)
            demand(not lacks or duty.uncovered, "R7: uncovered", (event, moment))

    def holds_no_future_shift(self, member: MemberId, event: Event, at: datetime) -> None:
        """After a no, only shifts that need no consent remain, and those of who has come (R4)."""
        for duty in self.held_by(member):
            if duty.period.start > at and member not in duty.came:
                demand(self.known.may_take_part(member, duty.period.start), "R4", event)
