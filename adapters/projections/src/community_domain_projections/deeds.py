"""Deeds: on which days each member took part, in what way, and whom they had to do with by it.

What a member only planned (a seat, a shift, help that was not needed) is no deed. People
who were counted without having signed up have none either: nobody knows who they were.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import attrs

from community_domain import Event, MemberId, Recorded, local_date
from community_domain.activities import (
    CheckedIn,
    OutreachConfirmed,
    OutreachHeld,
    PresenceRecorded,
)
from community_domain.community import CommunityFounded
from community_domain.market import TradeMade
from community_domain.recognition import ThanksGiven
from community_domain.safety import (
    HazardRectified,
    HazardReported,
    HazardVerified,
    ItemAnswered,
    NoticePosted,
)
from community_domain.shifts import DutyBegun
from community_domain.tasks import HelpAsked, RequestClosed, RequestId, TaskVerified

from .folding import Handler, Projection

__all__ = ["Deed", "Deeds"]


class Deed(StrEnum):
    """In what way somebody took part."""

    CAME = "came to an activity"
    SERVED = "served on a shift"
    WORKED = "did work that was verified"
    WARNED = "reported or rectified a hazard, inspected, posted a notice"
    TAUGHT = "taught others"
    HELPED = "helped a neighbour who asked"
    TRADED = "bought or sold"
    THANKED = "thanked another member"
    VOUCHED = "verified work, or confirmed an outreach, of others"


@attrs.define
class Deeds(Projection):
    """The days of every member, by deed, and ties between members."""

    days: dict[MemberId, dict[Deed, dict[date, None]]] = attrs.field(
        factory=dict[MemberId, dict[Deed, dict[date, None]]], init=False
    )
    """Local days on which somebody took part, in the order in which they were told."""
    ties: dict[Deed, Counter[tuple[MemberId, MemberId]]] = attrs.field(
        factory=dict[Deed, Counter[tuple[MemberId, MemberId]]], init=False
    )
    """How often one helped, traded with or thanked another; who acted stands first."""
    _zone: str = attrs.field(default="UTC", init=False)
    _asked: dict[RequestId, MemberId] = attrs.field(factory=dict[RequestId, MemberId], init=False)

    def handlers(self) -> Mapping[type[Event], Handler]:
        """Every event by which somebody takes part."""
        return {
            CommunityFounded: self._found,
            CheckedIn: self._arrive(Deed.CAME),
            PresenceRecorded: self._tell(Deed.CAME, "member_id"),
            DutyBegun: self._arrive(Deed.SERVED),
            TaskVerified: self._verify,
            HazardReported: self._tell(Deed.WARNED, "member_id"),
            HazardRectified: self._rectify,
            ItemAnswered: self._tell(Deed.WARNED, "member_id"),
            NoticePosted: self._tell(Deed.WARNED, "poster_id"),
            HazardVerified: self._tell(Deed.VOUCHED, "verifier_id"),
            OutreachHeld: self._teach,
            OutreachConfirmed: self._tell(Deed.VOUCHED, "confirmer_id"),
            HelpAsked: self._ask,
            RequestClosed: self._help,
            TradeMade: self._trade,
            ThanksGiven: self._thank,
        }

    def days_of(self, member_id: MemberId) -> dict[date, None]:
        """Every day on which a member took part, in whatever way."""
        found = self.days.get(member_id, {})
        return {day: None for days in found.values() for day in days}

    def doers(self, deeds: Iterable[Deed]) -> tuple[MemberId, ...]:
        """Everybody who ever took part in one of these ways."""
        wanted = frozenset(deeds)
        return tuple(one for one, found in self.days.items() if not wanted.isdisjoint(found))

    def _found(self, recorded: Recorded[CommunityFounded]) -> None:
        self._zone = recorded.event.zone

    def _arrive(self, deed: Deed) -> Handler:
        def told(recorded: Recorded[Any]) -> None:
            self._note(deed, recorded.event.at, recorded.event.member_id)

        return told

    def _tell(self, deed: Deed, field: str) -> Handler:
        """A deed on the day of its decision."""

        def told(recorded: Recorded[Any]) -> None:
            self._note(deed, recorded.envelope.context.at, getattr(recorded.event, field))

        return told

    def _verify(self, recorded: Recorded[TaskVerified]) -> None:
        at = recorded.envelope.context.at
        self._note(Deed.WORKED, at, recorded.event.member_id)
        self._note(Deed.VOUCHED, at, recorded.event.verifier_id)

    def _rectify(self, recorded: Recorded[HazardRectified]) -> None:
        for member_id in recorded.event.member_ids:
            self._note(Deed.WARNED, recorded.event.rectified_at, member_id)

    def _teach(self, recorded: Recorded[OutreachHeld]) -> None:
        self._note(Deed.TAUGHT, recorded.event.period.start, recorded.event.teacher_id)

    def _ask(self, recorded: Recorded[HelpAsked]) -> None:
        self._asked[recorded.event.request_id] = recorded.event.member_id

    def _help(self, recorded: Recorded[RequestClosed]) -> None:
        asker_id = self._asked[recorded.event.request_id]
        for helper_id in recorded.event.helper_ids:
            self._tie(Deed.HELPED, recorded, helper_id, asker_id)

    def _trade(self, recorded: Recorded[TradeMade]) -> None:
        for holder_id in recorded.event.holder_ids:
            self._tie(Deed.TRADED, recorded, recorded.event.buyer_id, holder_id)
            self._note(Deed.TRADED, recorded.envelope.context.at, holder_id)

    def _thank(self, recorded: Recorded[ThanksGiven]) -> None:
        self._tie(Deed.THANKED, recorded, recorded.event.giver_id, recorded.event.taker_id)

    def _tie(
        self, deed: Deed, recorded: Recorded[Any], member_id: MemberId, other_id: MemberId
    ) -> None:
        self._note(deed, recorded.envelope.context.at, member_id)
        self.ties.setdefault(deed, Counter())[member_id, other_id] += 1

    def _note(self, deed: Deed, at: datetime, member_id: MemberId) -> None:
        days = self.days.setdefault(member_id, {}).setdefault(deed, {})
        days[local_date(at, self._zone)] = None
