"""Habits of records of service: hours of shifts and tasks, corrections, certificates."""

from datetime import date

import attrs
from hypothesis import strategies as st

from community_domain import System
from community_domain.members import COORDINATOR, GrantRole
from community_domain.service import (
    AppealEntry,
    CertificateIssued,
    CertificateOutdated,
    CorrectEntry,
    CreditDuty,
    CreditTask,
    DisputeEntry,
    EntryAppealed,
    EntryDisputed,
    EntryUpheld,
    HoursCredited,
    IssueCertificate,
    ReissueCertificate,
    RevokeCertificate,
    SetWorkingDays,
    UpholdEntry,
)
from community_domain.shifts import (
    BeginDuty,
    DefinePosition,
    DutyEnded,
    EndDuty,
    ScheduleShift,
    ShiftTaken,
    TakeShift,
)
from community_domain.tasks import (
    PostTask,
    SubmitTask,
    TakeTask,
    TaskSubmitted,
    TaskVerified,
    VerifyTask,
)

from ..founding import FOUNDER
from ..moves import Move, Who
from .members import moving_together
from .telling import HOUR, NOW, Cast, Habits, Overrides, period_ahead, topic, wished

__all__ = ["SERVICE", "worked_on_a_task"]

BY_THE_CLOCK = (FOUNDER, FOUNDER, System("clock"))


def _served(cast: Cast) -> list[Move]:
    """An adult is on duty, from before the plan to its end."""
    shift = {"shift_id": cast.new("shift")}
    mine = {**shift, "member_id": cast.adult}
    return [
        wished(DefinePosition, position_id=cast.new("position"), title="one"),
        wished(
            ScheduleShift,
            **shift,
            position_id=cast.new("position"),
            period=period_ahead(HOUR, HOUR),
            least=1,
            most=2,
        ),
        wished(TakeShift, **mine),
        attrs.evolve(wished(BeginDuty, **mine, at=NOW), after=HOUR / 2),
        attrs.evolve(wished(EndDuty, **mine, at=NOW), after=HOUR),
        wished(CreditDuty, entry_id=cast.new("entry"), **mine),
    ]


def worked_on_a_task(cast: Cast) -> list[Move]:
    """Work on a task, done while on duty, is verified and credited."""
    task = {"task_id": cast.new("task")}
    mine = {**task, "member_id": cast.adult}
    return [
        wished(PostTask, **task, title="one", most=2, service=True),
        wished(TakeTask, **mine),
        wished(SubmitTask, **mine, worked=period_ahead(-2 * HOUR, 2 * HOUR)),
        wished(VerifyTask, **mine),
        wished(CreditTask, entry_id=cast.new("entry", 1), **mine),
    ]


def _certified(cast: Cast) -> list[Move]:
    """A certificate holds, a correction outdates it, it is issued anew and revoked."""
    old, new, newer = (cast.new("certificate", number) for number in (0, 1, 2))
    first, second, third = (cast.new("entry", number) for number in (0, 1, 2))
    return [
        *_served(cast),
        wished(IssueCertificate, certificate_id=old, member_id=cast.adult),
        wished(ReissueCertificate, certificate_id=old, new_certificate_id=new),
        wished(CorrectEntry, entry_id=first, new_entry_id=second, minutes=15, reason="one"),
        wished(CorrectEntry, entry_id=first, new_entry_id=third, minutes=15, reason="one"),
        wished(ReissueCertificate, certificate_id=old, new_certificate_id=new),
        wished(CorrectEntry, entry_id=second, new_entry_id=third, minutes=90, reason="one"),
        wished(RevokeCertificate, certificate_id=new, reason="one"),
        wished(ReissueCertificate, certificate_id=new, new_certificate_id=old),
        wished(ReissueCertificate, certificate_id=new, new_certificate_id=newer),
        wished(RevokeCertificate, certificate_id=old, reason="one"),
    ]


def _no_service(cast: Cast) -> list[Move]:
    """Work that is no volunteer service earns nothing, whatever was verified."""
    mine = {"task_id": cast.new("task"), "member_id": cast.adult}
    return [
        wished(PostTask, task_id=cast.new("task"), title="one", service=False),
        wished(TakeTask, **mine),
        wished(SubmitTask, **mine, worked=period_ahead(-2 * HOUR, 2 * HOUR)),
        wished(VerifyTask, **mine),
        wished(CreditTask, entry_id=cast.new("entry"), **mine),
    ]


def _of_the_household(cast: Cast) -> list[Move]:
    """Who lives with the beneficiary would correct an entry."""
    first, second = cast.new("entry"), cast.new("entry", 1)
    return [
        *moving_together(cast, FOUNDER, cast.adult),
        *_served(cast),
        wished(CorrectEntry, entry_id=first, new_entry_id=second, minutes=0, reason="one"),
    ]


def _disputed(cast: Cast) -> list[Move]:
    """An entry is disputed, upheld, appealed, and answered by somebody else."""
    mine = {"entry_id": cast.new("entry"), "member_id": cast.adult, "reason": "one"}
    speaks = attrs.evolve(wished(DisputeEntry, **mine), by=Who.NAMED)
    return [
        *_served(cast),
        wished(GrantRole, member_id=cast.other, role=COORDINATOR),
        speaks,
        wished(UpholdEntry, **mine),
        attrs.evolve(wished(AppealEntry, **mine), by=Who.NAMED),
        wished(UpholdEntry, **{**mine, "reason": "other"}),
        attrs.evolve(wished(UpholdEntry, **mine), by=cast.other),
        speaks,
    ]


def _both(cast: Cast) -> list[Move]:
    """The same time is told as duty and as work."""
    return [*_served(cast), *worked_on_a_task(cast)]


def _overrides(_: Cast) -> Overrides:
    days = st.sampled_from([(), (date(2024, 6, 3),), (date(2024, 6, 8), date(2024, 6, 10))])
    return {
        (SetWorkingDays, "days_off"): days,
        (SetWorkingDays, "make_up_days"): days,
        (CorrectEntry, "minutes"): st.sampled_from([0, 1, 15, 30, 60, 300]),
        (CorrectEntry, "worked"): st.none() | st.just(period_ahead(-HOUR, HOUR)),
        (IssueCertificate, "recording_body"): st.sampled_from([None, None, "one", "other"]),
    }


SERVICE = Habits(
    weights={
        CreditDuty: 6,
        CreditTask: 5,
        CorrectEntry: 4,
        IssueCertificate: 4,
        ReissueCertificate: 3,
        RevokeCertificate: 2,
        DisputeEntry: 3,
        UpholdEntry: 3,
        AppealEntry: 3,
    },
    actors={
        CreditDuty: BY_THE_CLOCK,
        CreditTask: BY_THE_CLOCK,
        IssueCertificate: (FOUNDER, Who.NAMED, Who.GUARDIAN),
        ReissueCertificate: (FOUNDER,),
        DisputeEntry: (Who.NAMED, Who.GUARDIAN),
        UpholdEntry: (FOUNDER,),
        AppealEntry: (Who.NAMED, Who.GUARDIAN),
    },
    topics={
        CreditDuty: (topic((DutyEnded, ShiftTaken), "shift_id", "member_id"),),
        CreditTask: (topic((TaskVerified, TaskSubmitted), "task_id", "member_id"),),
        CorrectEntry: (topic(HoursCredited, "entry_id"),),
        DisputeEntry: (topic(HoursCredited, "entry_id", "member_id"),),
        UpholdEntry: (topic((EntryDisputed, EntryAppealed), "entry_id", "member_id"),),
        AppealEntry: (topic(EntryUpheld, "entry_id", "member_id"),),
        IssueCertificate: (topic(HoursCredited, "member_id"),),
        ReissueCertificate: (topic((CertificateOutdated, CertificateIssued), "certificate_id"),),
        RevokeCertificate: (topic((CertificateOutdated, CertificateIssued), "certificate_id"),),
    },
    biting={"service.recorded-within-working-days": (0, 1)},
    plots=(_served, worked_on_a_task, _both, _certified, _disputed, _no_service, _of_the_household),
    overrides=_overrides,
)
