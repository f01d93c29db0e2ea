"""Habits of recognition: thanks with and without consent, commendations, and points that move."""

import attrs
from hypothesis import strategies as st

from community_domain import MemberId, System
from community_domain.members import ConsentKind, GrantConsent, GrantRole, RevokeConsent
from community_domain.recognition import (
    COMMENDER,
    POINTS_OWED,
    POINTS_PER_HOUR,
    AwardPoints,
    CommendMember,
    GivePoints,
    GiveThanks,
    HideThanks,
    IssuePoints,
    MemberCommended,
    PointsGiven,
    PointsIssued,
    ReturnPoints,
    RevokeCommendation,
    ThanksGiven,
)
from community_domain.service import CorrectEntry, HoursCredited
from community_domain.tasks import Evidence, EvidenceKind

from ..founding import FOUNDER
from ..moves import Move, Who
from .service import worked_on_a_task
from .telling import Cast, Habits, Overrides, topic, wished

__all__ = ["RECOGNITION"]

SHOWN = (Evidence(EvidenceKind.DOCUMENT, "d" * 64, "application/pdf"),)
GIVERS = (Who.NAMED, Who.NAMED, Who.GUARDIAN, FOUNDER)


def _issued(cast: Cast, member_id: MemberId, points: int, number: int = 0) -> Move:
    """Points for a member."""
    return wished(
        IssuePoints,
        transfer_id=cast.new("transfer", number),
        member_id=member_id,
        points=points,
        reason="one",
    )


def _given(cast: Cast, taker_id: MemberId, points: int, number: int) -> Move:
    """Points from an adult to somebody."""
    give = wished(
        GivePoints,
        transfer_id=cast.new("transfer", number),
        giver_id=cast.adult,
        taker_id=taker_id,
        points=points,
    )
    return attrs.evolve(give, by=Who.NAMED)


def _prologue(cast: Cast) -> list[Move]:
    """An adult with some points."""
    return [_issued(cast, cast.adult, 10)]


def _public(cast: Cast) -> list[Move]:
    """A child is thanked in public, and its guardian would rather not have that any more."""
    consent = {
        "member_id": cast.minor,
        "giver_id": cast.guardian,
        "kind": ConsentKind.PUBLIC_THANKS,
    }
    names = {"giver_id": cast.adult, "taker_id": cast.minor}
    thank = wished(GiveThanks, thanks_id=cast.new("thanks"), **names, text="one", public=True)
    other = wished(GiveThanks, thanks_id=cast.new("thanks"), **names, text="other", public=True)
    alone = {"giver_id": cast.adult, "taker_id": cast.adult, "text": "one", "public": False}
    itself = wished(GiveThanks, thanks_id=cast.new("thanks", 1), **alone)
    return [
        attrs.evolve(itself, by=Who.NAMED),
        attrs.evolve(wished(GrantConsent, **consent, version=1), by=Who.OTHER),
        attrs.evolve(thank, by=Who.NAMED),
        attrs.evolve(other, by=Who.NAMED),
        attrs.evolve(wished(RevokeConsent, **consent), by=Who.OTHER),
    ]


def _commended(cast: Cast) -> list[Move]:
    """Somebody is commended by who has the role, would commend themselves, and loses it again."""
    what = {"merit": "one", "evidence": SHOWN}
    first, second = cast.new("commendation"), cast.new("commendation", 1)
    commend = wished(CommendMember, commendation_id=first, member_id=cast.minor, **what)
    itself = wished(CommendMember, commendation_id=second, member_id=cast.adult, **what)
    other = wished(CommendMember, commendation_id=first, member_id=cast.other, **what)
    return [
        wished(GrantRole, member_id=cast.adult, role=COMMENDER),
        attrs.evolve(commend, by=cast.adult),
        attrs.evolve(itself, by=cast.adult),
        other,
        wished(RevokeCommendation, commendation_id=first, reason="one"),
        wished(RevokeCommendation, commendation_id=second, reason="one"),
    ]


def _returned(cast: Cast) -> list[Move]:
    """Points are issued by mistake, given on in part, and so not to be had back at once."""
    back = {"returns": cast.new("transfer"), "reason": "one"}
    return [
        _issued(cast, cast.adult, 500),
        _given(cast, cast.other, 200, 1),
        wished(ReturnPoints, transfer_id=cast.new("transfer", 2), **back),
        wished(
            ReturnPoints,
            transfer_id=cast.new("transfer", 2),
            returns=cast.new("transfer", 1),
            reason="one",
        ),
        _issued(cast, cast.adult, 700, 3),
        _issued(cast, cast.adult, 701, 3),
        wished(ReturnPoints, transfer_id=cast.new("transfer", 2), **back),
        wished(ReturnPoints, transfer_id=cast.new("transfer", 4), **back),
        _given(cast, cast.adult, 1, 4),
        _given(cast, cast.other, 900_000, 5),
    ]


def _awarded(cast: Cast) -> list[Move]:
    """Hours are awarded, once; a corrected entry is not, nor one of next to nothing."""
    first, second, third = (cast.new("entry", number) for number in (1, 2, 3))
    award = [
        wished(AwardPoints, transfer_id=cast.new("transfer", number), entry_id=entry)
        for number, entry in enumerate((first, first, second, third, third), 5)
    ]
    fix = {"reason": "one"}
    return [
        *worked_on_a_task(cast),
        award[0],
        award[1],
        wished(CorrectEntry, entry_id=first, new_entry_id=second, minutes=60, **fix),
        wished(CorrectEntry, entry_id=second, new_entry_id=third, minutes=1, **fix),
        award[2],
        award[3],
    ]


def _overrides(cast: Cast) -> Overrides:
    points = st.sampled_from([1, 1, 2, 5, 5, 10, 400])
    grown = [*cast.adults, FOUNDER]
    return {
        (GiveThanks, "public"): st.sampled_from([True, True, False]),
        (CommendMember, "evidence"): st.just(SHOWN),
        (IssuePoints, "points"): points,
        (GivePoints, "points"): points,
        (GivePoints, "giver_id"): st.sampled_from([*grown, *grown, *cast.minors]),
    }


TRANSFERS = (PointsIssued, PointsGiven)

RECOGNITION = Habits(
    weights={
        GivePoints: 6,
        IssuePoints: 4,
        GiveThanks: 4,
        ReturnPoints: 3,
        AwardPoints: 3,
        CommendMember: 2,
        RevokeCommendation: 2,
    },
    actors={
        GiveThanks: GIVERS,
        GivePoints: GIVERS,
        HideThanks: (System("clock"),),
        CommendMember: (FOUNDER,),
        RevokeCommendation: (FOUNDER,),
        AwardPoints: (FOUNDER, System("clock")),
    },
    topics={
        GiveThanks: (),
        CommendMember: (),
        IssuePoints: (),
        GivePoints: (
            topic(PointsIssued, giver_id="member_id"),
            topic(PointsGiven, giver_id="taker_id"),
        ),
        ReturnPoints: (topic(TRANSFERS, returns="transfer_id"),),
        AwardPoints: (topic((HoursCredited, PointsIssued), "entry_id"),),
        RevokeCommendation: (topic(MemberCommended, "commendation_id"),),
        RevokeConsent: (topic(ThanksGiven, member_id="taker_id"),),
    },
    tight=(POINTS_OWED.at(3), POINTS_PER_HOUR.at(1)),
    biting={"recognition.points-owed": (0, 5), "recognition.points-per-hour": (0, 60)},
    plots=(_public, _commended, _returned, _awarded),
    prologue=_prologue,
    overrides=_overrides,
)
