"""Habits of offers: an occurrence whose freed seats are offered, and who answers what when."""

import attrs
from hypothesis import strategies as st

from community_domain import System
from community_domain.activities import (
    OFFER_HOURS,
    AcceptOffer,
    ChangeFilling,
    DeclineOffer,
    ExpireOffer,
    Filling,
    FillingChanged,
    OccurrenceScheduled,
    OfferDeclined,
    OfferExpired,
    ReviewClaims,
    SeatsOffered,
    SignUp,
    WaitlistJoined,
    Withdraw,
)
from community_domain.members import ConsentKind, RevokeConsent

from ..founding import FOUNDER
from ..moves import Move, Who
from .activities import scheduled
from .telling import HOUR, Cast, Habits, Overrides, topic, wished

__all__ = ["OFFERS"]

CLOCK = System("clock")


def _offered(cast: Cast, number: int = 0) -> list[Move]:
    """One has the only seat, a child and another adult wait, and the seat is offered."""
    where = {"occurrence_id": cast.new("occurrence", number)}
    return [
        scheduled(cast, where["occurrence_id"], 6 * HOUR),
        wished(ChangeFilling, **where, filling=Filling.BY_OFFER),
        wished(SignUp, **where, member_id=cast.adult),
        wished(SignUp, **where, member_id=cast.minor),
        wished(SignUp, **where, member_id=cast.other),
        wished(Withdraw, **where, member_id=cast.adult),
    ]


def _accepted(cast: Cast) -> list[Move]:
    """The first says yes, and then no."""
    first = {"occurrence_id": cast.new("occurrence"), "number": 1}
    return [*_offered(cast), wished(AcceptOffer, **first), wished(DeclineOffer, **first)]


def _declined(cast: Cast) -> list[Move]:
    """The first says no, and the next nothing, which is told too early and then in time."""
    here = {"occurrence_id": cast.new("occurrence")}
    expire = attrs.evolve(wished(ExpireOffer, **here, number=2), by=CLOCK)
    return [
        *_offered(cast),
        wished(DeclineOffer, **here, number=1),
        expire,
        attrs.evolve(wished(AcceptOffer, **here, number=2), after=6 * HOUR),
        expire,
    ]


def _consent_lost(cast: Cast) -> list[Move]:
    """A child is offered a seat and loses the consent."""
    consent = {
        "member_id": cast.minor,
        "giver_id": cast.guardian,
        "kind": ConsentKind.TAKING_PART,
    }
    return [*_offered(cast), wished(RevokeConsent, **consent)]


def _in_two_lines(cast: Cast) -> list[Move]:
    """The same wait in two lines: an answer in one makes way for an offer in the other."""
    decline = wished(DeclineOffer, occurrence_id=cast.new("occurrence"), number=1)
    return [*_offered(cast), *_offered(cast, 1), decline]


def _overrides(_: Cast) -> Overrides:
    return {
        (kind, "number"): st.integers(1, 3) for kind in (AcceptOffer, DeclineOffer, ExpireOffer)
    }


OFFERS = Habits(
    weights={ChangeFilling: 2, AcceptOffer: 3, DeclineOffer: 2, ExpireOffer: 2},
    actors={
        AcceptOffer: (FOUNDER, *Who),
        DeclineOffer: (FOUNDER, *Who),
    },
    topics={
        ChangeFilling: (topic(OccurrenceScheduled, "occurrence_id"),),
        AcceptOffer: (topic(SeatsOffered, "occurrence_id", "number"),),
        DeclineOffer: (topic(SeatsOffered, "occurrence_id", "number"),),
        ExpireOffer: (topic(SeatsOffered, "occurrence_id", "number"),),
        ReviewClaims: (topic(WaitlistJoined, "member_id"),),
        SignUp: (topic((FillingChanged, OfferDeclined, OfferExpired), "occurrence_id"),),
    },
    biting={"activity.offer-hours": (1, 3)},
    tight=(OFFER_HOURS.at(1),),
    plots=(_accepted, _declined, _consent_lost, _in_two_lines),
    overrides=_overrides,
)
