"""Habits of tasks and help requests: work that is handed in, and homes that minors go to."""

from datetime import timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from community_domain import Domain, System
from community_domain.community import ChangeSettings
from community_domain.members import (
    AGE_OF_MAJORITY,
    ConsentKind,
    EnrolMinor,
    GrantConsent,
    RevokeConsent,
    UnlinkGuardian,
)
from community_domain.tasks import (
    AskForHelp,
    CancelTask,
    CloseRequest,
    Evidence,
    EvidenceKind,
    HelpAsked,
    HelpOffered,
    LeaveTask,
    OfferHelp,
    PostTask,
    ReleaseMinors,
    ReleaseTasks,
    RequireEvidence,
    SendBackTask,
    SubmitTask,
    TakeTask,
    TaskPosted,
    TaskSubmitted,
    TaskTaken,
    VerifyTask,
    WithdrawHelp,
)

from ..founding import FOUNDER
from ..moves import Move, Sketch, Who
from .members import moving_together
from .telling import (
    HOUR,
    LENGTHS,
    MINOR_BIRTHDAYS,
    Cast,
    Habits,
    Overrides,
    period_ahead,
    topic,
    wished,
)

__all__ = ["TASKS"]

MEDIA_TYPES = ("image/jpeg", "image/png", "audio/ogg", "video/mp4", "application/vnd.oasis.text")

SOMEBODY = (FOUNDER, *Who)
AFTER = Evidence(EvidenceKind.AFTER, "0" * 64, "image/jpeg")
SIGNED = Evidence(EvidenceKind.SIGNATURE, "f" * 64, "application/pdf")
EARLIER = (timedelta(0), HOUR, 6 * HOUR)
"""How long ago the work was done."""


def _posted(cast: Cast, **fields: Any) -> Move:
    """A task, which is volunteer service."""
    planned = {"task_id": cast.new("task"), "title": "one", "most": 2, "service": True}
    return wished(PostTask, **{**planned, **fields})


def _prologue(cast: Cast) -> list[Move]:
    """A task that an adult takes, and a neighbour who asks for help at home."""
    return [
        _posted(cast),
        wished(TakeTask, task_id=cast.new("task"), member_id=cast.adult),
        _asked(cast),
    ]


def _asked(cast: Cast) -> Move:
    """Help for an adult, at home."""
    return wished(
        AskForHelp,
        request_id=cast.new("request"),
        member_id=cast.adult,
        what="one",
        helpers=2,
        at_home=True,
    )


def _sent_back(cast: Cast) -> list[Move]:
    """Work without the evidence is sent back, handed in again and verified."""
    work = {"task_id": cast.new("task"), "member_id": cast.adult}
    worked = period_ahead(-2 * HOUR, HOUR)
    return [
        _posted(cast, evidence=(EvidenceKind.AFTER,)),
        wished(TakeTask, **work),
        wished(SubmitTask, **work, worked=worked),
        wished(SubmitTask, **work, worked=worked, evidence=(AFTER,)),
        wished(SendBackTask, **work, reason="one"),
        wished(SubmitTask, **work, worked=worked, evidence=(AFTER, SIGNED)),
        wished(RequireEvidence, task_id=cast.new("task"), evidence=(EvidenceKind.DOCUMENT,)),
        wished(VerifyTask, **work),
        wished(RequireEvidence, task_id=cast.new("task"), evidence=(EvidenceKind.SIGNATURE,)),
        wished(VerifyTask, **work),
    ]


def _called_off(cast: Cast) -> list[Move]:
    """One gives a task up, another has it when it is called off, and nobody takes it after that."""
    task = {"task_id": cast.new("task")}
    return [
        _posted(cast),
        wished(TakeTask, **task, member_id=cast.adult),
        wished(LeaveTask, **task, member_id=cast.adult),
        wished(TakeTask, **task, member_id=cast.other),
        wished(CancelTask, **task, reason="one"),
        wished(TakeTask, **task, member_id=cast.adult),
    ]


def _own_household(cast: Cast) -> list[Move]:
    """Who lives with the performer would verify the work."""
    work = {"task_id": cast.new("task"), "member_id": cast.adult}
    return [
        *moving_together(cast, FOUNDER, cast.adult),
        _posted(cast),
        wished(TakeTask, **work),
        wished(SubmitTask, **work),
        wished(VerifyTask, **work),
    ]


def _left_alone(cast: Cast) -> list[Move]:
    """An adult and a minor go to a neighbour's home; the adult does not come after all."""
    where = {"request_id": cast.new("request")}
    return [
        _asked(cast),
        wished(OfferHelp, **where, helper_id=cast.minor),
        wished(OfferHelp, **where, helper_id=cast.other),
        wished(OfferHelp, **where, helper_id=cast.minor),
        wished(OfferHelp, **where, helper_id=FOUNDER),
        attrs.evolve(wished(WithdrawHelp, **where, helper_id=cast.other), by=Who.NAMED),
    ]


def _no_longer_of_age(cast: Cast) -> list[Move]:
    """Somebody of fifteen counts as an adult in a neighbour's home, and then no longer."""
    where, who = {"request_id": cast.new("request")}, {"member_id": cast.new("member", 20)}
    enrolled = {"guardian_id": cast.adult, "name": "one", "born": MINOR_BIRTHDAYS[1]}
    agree = {**who, "giver_id": who["member_id"], "kind": ConsentKind.DATA, "version": 1}
    return [
        wished(EnrolMinor, **who, **enrolled, consents=(ConsentKind.TAKING_PART,)),
        attrs.evolve(wished(GrantConsent, **agree), by=Who.NAMED),
        wished(ChangeSettings, settings=(AGE_OF_MAJORITY.at(14),)),
        _asked(cast),
        wished(OfferHelp, **where, helper_id=who["member_id"]),
        wished(ChangeSettings, settings=(AGE_OF_MAJORITY.at(18),)),
        wished(ReleaseMinors, **where),
    ]


def _consent_lost(cast: Cast) -> list[Move]:
    """A minor with a task, and with an adult in a neighbour's home, may do neither any more."""
    where = {"request_id": cast.new("request")}
    consent = {"member_id": cast.minor, "giver_id": cast.guardian}
    return [
        _posted(cast),
        wished(TakeTask, task_id=cast.new("task"), member_id=cast.minor),
        _asked(cast),
        wished(OfferHelp, **where, helper_id=cast.other),
        wished(OfferHelp, **where, helper_id=cast.minor),
        attrs.evolve(wished(RevokeConsent, **consent, kind=ConsentKind.TAKING_PART), by=Who.OTHER),
    ]


def _earlier(ago: timedelta, length: timedelta) -> Sketch:
    """A period of that length that ended so long ago."""
    return period_ahead(-ago - length, length)


def _overrides(cast: Cast) -> Overrides:
    kinds = st.sampled_from([(), (), (EvidenceKind.AFTER,), (EvidenceKind.SIGNATURE,)])
    evidence = st.sampled_from([(), (AFTER,), (SIGNED,), (AFTER, SIGNED)])
    worked = st.builds(_earlier, st.sampled_from(EARLIER), st.sampled_from(LENGTHS))
    return {
        (PostTask, "most"): st.sampled_from([1, 1, 2, 3]),
        (PostTask, "evidence"): kinds,
        (PostTask, "service"): st.sampled_from([True, True, False]),
        (PostTask, "place_id"): st.sampled_from([None, None, None, *cast.pool("place")[:1]]),
        (RequireEvidence, "evidence"): kinds,
        (SubmitTask, "worked"): st.none() | worked | worked,
        (SubmitTask, "evidence"): evidence,
        (AskForHelp, "helpers"): st.sampled_from([1, 2, 2, 3]),
    }


def _words(_: Domain) -> Overrides:
    """Media types come from a small pool, like identifiers."""
    return {(Evidence, "media_type"): st.sampled_from(MEDIA_TYPES)}


TASKS = Habits(
    weights={
        TakeTask: 8,
        OfferHelp: 8,
        SubmitTask: 6,
        PostTask: 4,
        VerifyTask: 4,
        AskForHelp: 3,
        SendBackTask: 3,
        WithdrawHelp: 3,
        RequireEvidence: 2,
    },
    actors={
        TakeTask: SOMEBODY,
        LeaveTask: SOMEBODY,
        SubmitTask: SOMEBODY,
        AskForHelp: SOMEBODY,
        OfferHelp: SOMEBODY,
        WithdrawHelp: SOMEBODY,
        ReleaseTasks: (System("clock"),),
        ReleaseMinors: (FOUNDER, System("clock")),
    },
    topics={
        PostTask: (),
        AskForHelp: (),
        TakeTask: (topic(TaskPosted, "task_id"),),
        CancelTask: (topic(TaskPosted, "task_id"),),
        RequireEvidence: (topic((TaskPosted, TaskSubmitted), "task_id"),),
        LeaveTask: (topic(TaskTaken, "task_id", "member_id"),),
        SubmitTask: (topic(TaskTaken, "task_id", "member_id"),),
        SendBackTask: (topic(TaskSubmitted, "task_id", "member_id"),),
        VerifyTask: (topic(TaskSubmitted, "task_id", "member_id"),),
        ReleaseTasks: (topic(TaskTaken, "member_id"),),
        OfferHelp: (topic((HelpAsked, HelpOffered), "request_id"),),
        WithdrawHelp: (topic(HelpOffered, "request_id", "helper_id"),),
        ReleaseMinors: (topic(HelpOffered, "request_id"),),
        CloseRequest: (topic(HelpAsked, "request_id"),),
        # Who has a task is who may lose the right to it.
        UnlinkGuardian: (topic(TaskTaken, "member_id"),),
        RevokeConsent: (
            topic(TaskTaken, "member_id"),
            topic(HelpOffered, member_id="helper_id"),
        ),
    },
    plots=(
        _sent_back,
        _called_off,
        _own_household,
        _left_alone,
        _no_longer_of_age,
        _consent_lost,
    ),
    prologue=_prologue,
    overrides=_overrides,
    words=_words,
)
