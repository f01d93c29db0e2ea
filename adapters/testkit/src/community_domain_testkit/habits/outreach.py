"""Habits of outreach: what children taught, who tells of it, and who confirms it."""

from typing import Any

import attrs
from hypothesis import strategies as st

from community_domain.activities import (
    Audience,
    ConfirmOutreach,
    HoldOutreach,
    OutreachHeld,
    OutreachKind,
)
from community_domain.members import COORDINATOR, ConsentKind, GrantRole, RevokeConsent
from community_domain.tasks import Evidence, EvidenceKind

from ..founding import FOUNDER
from ..moves import Move, Who
from .telling import HOUR, Cast, Habits, Overrides, period_ahead, topic, wished

__all__ = ["OUTREACH"]

SHOWN = (Evidence(EvidenceKind.DOCUMENT, "e" * 64, "image/png"),)


def _held(cast: Cast, number: int = 0, **fields: Any) -> Move:
    """A talk of a child to its family, an hour ago."""
    told = {
        "teacher_id": cast.minor,
        "topic": "one",
        "kind": OutreachKind.TALK,
        "audience": Audience.FAMILY,
        "persons": 3,
        "period": period_ahead(-2 * HOUR, HOUR),
        **fields,
    }
    return wished(HoldOutreach, outreach_id=cast.new("outreach", number), **told)


def _confirmed(cast: Cast) -> list[Move]:
    """A talk is told by the child and confirmed; another is not told under its id."""
    return [
        attrs.evolve(_held(cast), by=Who.NAMED),
        wished(ConfirmOutreach, outreach_id=cast.new("outreach")),
        _held(cast, persons=4),
        _held(cast, 1, kind=OutreachKind.BOARD, evidence=SHOWN),
        wished(ConfirmOutreach, outreach_id=cast.new("outreach", 2)),
    ]


def _own(cast: Cast) -> list[Move]:
    """Who has come of age by then becomes a coordinator, and would confirm their own."""
    return [
        move
        for number, teacher in enumerate(cast.minors)
        for move in (
            attrs.evolve(
                _held(cast, number, teacher_id=teacher), after=0 * HOUR if number else 48 * HOUR
            ),
            wished(GrantRole, member_id=teacher, role=COORDINATOR),
            attrs.evolve(
                wished(ConfirmOutreach, outreach_id=cast.new("outreach", number)), by=teacher
            ),
        )
    ]


def _untold(cast: Cast) -> list[Move]:
    """Of what is ahead, of an adult, within no campaign, and without consent nothing is told."""
    consent = {"giver_id": cast.guardian, "kind": ConsentKind.TAKING_PART}
    return [
        _held(cast, period=period_ahead(HOUR, HOUR)),
        _held(cast, teacher_id=cast.adult),
        _held(cast, campaign_id=cast.new("campaign", 5)),
        wished(RevokeConsent, member_id=cast.minor, **consent),
        _held(cast),
    ]


def _overrides(cast: Cast) -> Overrides:
    past = period_ahead(-2 * HOUR, HOUR)
    return {
        (HoldOutreach, "teacher_id"): st.sampled_from([*cast.minors, *cast.minors, FOUNDER]),
        (HoldOutreach, "persons"): st.sampled_from([1, 2, 10]),
        (HoldOutreach, "period"): st.sampled_from([past, past, period_ahead(HOUR, HOUR)]),
        (HoldOutreach, "evidence"): st.just(SHOWN),
    }


OUTREACH = Habits(
    weights={HoldOutreach: 3, ConfirmOutreach: 2},
    actors={
        HoldOutreach: (FOUNDER, Who.NAMED, Who.GUARDIAN),
        ConfirmOutreach: (FOUNDER,),
    },
    topics={HoldOutreach: (), ConfirmOutreach: (topic(OutreachHeld, "outreach_id"),)},
    plots=(_confirmed, _own, _untold),
    overrides=_overrides,
)
