"""Fields that must agree: what commands and values demand of two fields at a time, made so.

Drawn one by one they would be thrown away half the time. An app's own slice brings such functions
with `Habits(agreeing=...)`.
"""

from collections.abc import Callable
from datetime import timedelta

from community_domain.activities import (
    GenerateOccurrences,
    HoldOutreach,
    OutreachKind,
    PlanSeries,
    Recurrence,
    ScheduleOccurrence,
)
from community_domain.members import RecordClearance
from community_domain.risk import RecordInsurance, RecordTraining
from community_domain.safety import Answer, AnswerItem, PublishChecklist
from community_domain.shifts import ScheduleShift, ScheduleStandingDuty

from .telling import Fields, Habits

__all__ = ["AGREEING"]

DUTY_DAYS = 92
"""A standing duty is shorter than so many days."""
TICK = timedelta(microseconds=1)


def _in_order(first: str, last: str) -> Callable[[Fields], Fields]:
    """Two fields, the smaller of them first; one that says nothing says nothing."""

    def agreed(fields: Fields) -> Fields:
        low, high = fields[first], fields[last]
        if low is not None and high is not None and high < low:
            return {**fields, first: high, last: low}
        return fields

    return agreed


def _occurrence(fields: Fields) -> Fields:
    """Sign-up closes before the end, and opens before it closes, or before the beginning."""
    period, opens, closes = fields["period"], fields["opens"], fields["closes"]
    closes = closes and min(closes, period.end)
    opens = opens and min(opens, (closes or period.start) - TICK)
    return {**fields, "opens": opens, "closes": closes}


def _series(fields: Fields) -> Fields:
    """Sign-up opens before it closes."""
    opens = fields["opens_hours"]
    closes = fields["closes_minutes"]
    return fields if opens is None else {**fields, "opens_hours": max(opens, closes // 60 + 1)}


def _recurrence(fields: Fields) -> Fields:
    """It ends some time, after it begins, and falls on each of its weekdays once."""
    last, count = fields["last"], fields["count"]
    if last is not None:
        last, count = max(last, fields["first"]), None
    elif count is None:
        count = 1
    days = () if fields["unit"] == "days" else (*dict.fromkeys(fields["weekdays"]),)
    return {**fields, "last": last, "count": count, "weekdays": days}


def _shift(fields: Fields) -> Fields:
    """At least as many as are needed may come, and the break is shorter than the shift."""
    length = (fields["period"].end - fields["period"].start - TICK) // timedelta(minutes=1)
    fields = {**fields, "break_minutes": min(fields["break_minutes"], length)}
    return _in_order("least", "most")({**fields, "least": max(1, fields["least"])})


def _duty(fields: Fields) -> Fields:
    """A duty of some days, for which at least as many may come as are needed."""
    fields = _in_order("least", "most")({**fields, "least": max(1, fields["least"])})
    fields = _in_order("first", "last")(fields)
    return {**fields, "last": min(fields["last"], fields["first"] + timedelta(days=DUTY_DAYS - 1))}


def _answer(fields: Fields) -> Fields:
    """What does not apply has a reason."""
    needed = fields["answer"] is Answer.NOT_APPLICABLE and fields["reason"] is None
    return {**fields, "reason": "one"} if needed else fields


def _outreach(fields: Fields) -> Fields:
    """What was shown to nobody's eye was a talk."""
    return fields if fields["evidence"] else {**fields, "kind": OutreachKind.TALK}


def _checklist(fields: Fields) -> Fields:
    """Each item stands in a list once."""
    once = {item.item_id: item for item in fields["items"]}
    return {**fields, "items": (*once.values(),)}


AGREEING = Habits(
    agreeing={
        AnswerItem: _answer,
        GenerateOccurrences: _in_order("since", "until"),
        HoldOutreach: _outreach,
        PlanSeries: _series,
        PublishChecklist: _checklist,
        RecordClearance: _in_order("since", "until"),
        RecordInsurance: _in_order("since", "until"),
        RecordTraining: _in_order("since", "until"),
        Recurrence: _recurrence,
        ScheduleOccurrence: _occurrence,
        ScheduleShift: _shift,
        ScheduleStandingDuty: _duty,
    }
)
"""What the standard domain demands of two fields at a time."""
