"""Habits of service: hours credited from duties and tasks, corrected, and certified."""

from typing import Any

import attrs
from hypothesis import strategies as st

from community_domain import System
from community_domain.service import (
    CertificateIssued,
    CertificateOutdated,
    CorrectEntry,
    CreditDuty,
    CreditTask,
    HoursCredited,
    IssueCertificate,
    ReissueCertificate,
    RevokeCertificate,
)
from community_domain.shifts import (
    BeginDuty,
    DefinePosition,
    DutyEnded,
    EndDuty,
    ScheduleShift,
    TakeShift,
)
from community_domain.tasks import PostTask, SubmitTask, TakeTask, TaskVerified, VerifyTask

from ..founding import FOUNDER
from ..moves import Edge, Move, Who
from .telling import HOUR, NOW, Cast, Habits, Overrides, period_ahead, topic, wished

__all__ = ["SERVICE"]

BY_THE_CLOCK = (FOUNDER, FOUNDER, System("clock"))


def _verified(cast: Cast, *, service: bool = True) -> list[Move]:
    """Somebody's work on a task is told, with its hour, and accepted."""
    work = {"task_id": cast.name("task"), "member_id": cast.adult}
    worked = period_ahead(-2 * HOUR, HOUR)
    return [
        wished(PostTask, task_id=work["task_id"], title="one", service=service),
        attrs.evolve(wished(TakeTask, **work), by=Who.NAMED),
        wished(CreditTask, entry_id=cast.name("entry"), **work),
        attrs.evolve(wished(SubmitTask, **work, worked=worked), by=Who.NAMED),
        wished(VerifyTask, **work),
        wished(CreditTask, entry_id=cast.name("entry"), **work),
    ]


def _no_service(cast: Cast) -> list[Move]:
    """Work that is verified, and earns nothing."""
    return _verified(cast, service=False)


def _corrected(cast: Cast) -> list[Move]:
    """Hours are credited, certified, corrected and certified anew; not in every order."""
    work = {"task_id": cast.name("task"), "member_id": cast.adult}
    first, second, third = cast.names("entry")[:3]
    one, other, last = cast.names("certificate")[:3]
    own = {"member_id": cast.adult}
    return [
        wished(IssueCertificate, certificate_id=one, **own),
        *_verified(cast),
        wished(CreditTask, entry_id=second, **work),
        wished(IssueCertificate, certificate_id=one, **own),
        wished(IssueCertificate, certificate_id=one, member_id=cast.other),
        wished(ReissueCertificate, certificate_id=one, new_certificate_id=other),
        _correction(first, second, 61),
        _correction(first, first, 30),
        _correction(first, second, 30),
        _correction(first, third, 20),
        wished(ReissueCertificate, certificate_id=one, new_certificate_id=other),
        wished(RevokeCertificate, certificate_id=other, reason="one"),
        wished(ReissueCertificate, certificate_id=other, new_certificate_id=last),
    ]


def _on_duty(cast: Cast) -> list[Move]:
    """Somebody serves on a shift, comes early, and is credited when they have gone."""
    duty = {"shift_id": cast.name("shift"), "member_id": cast.adult}
    position, entry = cast.name("position"), cast.name("entry")
    early = Edge(-HOUR / 2)
    return [
        wished(DefinePosition, position_id=position, title="one"),
        wished(
            ScheduleShift,
            shift_id=duty["shift_id"],
            position_id=position,
            period=period_ahead(HOUR, HOUR),
            least=1,
            most=1,
        ),
        wished(TakeShift, **duty),
        wished(CreditDuty, entry_id=entry, **{**duty, "member_id": FOUNDER}, confirmed=True),
        attrs.evolve(wished(BeginDuty, **duty, at=NOW), after=early),
        wished(CreditDuty, entry_id=entry, **duty),
        attrs.evolve(wished(EndDuty, **duty, at=NOW), after=HOUR),
        attrs.evolve(wished(CreditDuty, entry_id=entry, **duty), by=System("clock")),
    ]


def _correction(old: str, new: str, minutes: int) -> Move:
    return wished(CorrectEntry, entry_id=old, new_entry_id=new, minutes=minutes, reason="one")


def _overrides(_: Cast) -> Overrides:
    worked: Any = period_ahead(-2 * HOUR, HOUR)
    return {
        (CorrectEntry, "minutes"): st.sampled_from([30, 0, 60, 1, 100]),
        (CorrectEntry, "worked"): st.sampled_from([None, None, worked]),
        (IssueCertificate, "recording_body"): st.sampled_from([None, None, "one"]),
    }


SERVICE = Habits(
    weights={CreditDuty: 4, CreditTask: 4, CorrectEntry: 4, IssueCertificate: 3},
    actors={
        CreditDuty: BY_THE_CLOCK,
        CreditTask: BY_THE_CLOCK,
        CorrectEntry: (FOUNDER, FOUNDER, Who.NAMED),
        IssueCertificate: (FOUNDER, *Who),
    },
    topics={
        CreditDuty: (topic(DutyEnded, "shift_id", "member_id"),),
        CreditTask: (topic(TaskVerified, "task_id", "member_id"),),
        CorrectEntry: (topic(HoursCredited, "entry_id"),),
        IssueCertificate: (topic(HoursCredited, "member_id"),),
        ReissueCertificate: (topic(CertificateOutdated, "certificate_id"),),
        RevokeCertificate: (topic(CertificateIssued, "certificate_id"),),
    },
    biting={"service.recorded-within-working-days": (0, 1)},
    plots=(_corrected, _on_duty, _no_service),
    overrides=_overrides,
)
