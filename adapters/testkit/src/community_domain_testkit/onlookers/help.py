"""Looks at help requests: how many answer, and that no minor is alone in another's home."""

import attrs

from community_domain import Envelope, Event, MemberId, Recorded
from community_domain.tasks import (
    HelpAsked,
    HelpOffered,
    HelpReleased,
    HelpWithdrawn,
    RequestClosed,
    RequestId,
)

from .known import Known, SliceOnlooker, demand, silenced

__all__ = ["HelpOnlooker"]

CHANGES = (HelpOffered, HelpWithdrawn, HelpReleased)


@attrs.define
class Plea:
    """A help request, as an onlooker remembers it."""

    asked: HelpAsked
    helpers: list[MemberId] = attrs.Factory(list[MemberId])
    closed: bool = False


class HelpOnlooker(SliceOnlooker):
    """R3, R4, R38."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = {
            HelpAsked: self.asked,
            HelpOffered: self.offered,
            HelpWithdrawn: self.withdrawn,
            HelpReleased: self.withdrawn,
            RequestClosed: self.closed,
        }
        self.pleas: dict[RequestId, Plea] = {}

    def asked(self, event: HelpAsked, envelope: Envelope) -> None:
        """Who may take part asks, once."""
        demand(event.request_id not in self.pleas, "one request", event)
        demand(self.known.may_take_part(event.member_id, envelope.context.at), "R3", event)
        self.pleas[event.request_id] = Plea(event)

    def offered(self, event: HelpOffered, envelope: Envelope) -> None:
        """Somebody else who may take part answers, while helpers are wanted."""
        plea, helper = self.pleas[event.request_id], event.helper_id
        demand(not plea.closed and helper not in plea.helpers, "R38", event)
        demand(helper != plea.asked.member_id, "R38", event)
        demand(self.known.may_take_part(helper, envelope.context.at), "R3", event)
        plea.helpers.append(helper)
        demand(len(plea.helpers) <= plea.asked.helpers, "R38", event)

    def withdrawn(self, event: HelpWithdrawn | HelpReleased, _: Envelope) -> None:
        """A helper does not come after all, while help is asked for."""
        plea = self.pleas[event.request_id]
        demand(not plea.closed and event.helper_id in plea.helpers, "R38", event)
        plea.helpers.remove(event.helper_id)

    def closed(self, event: RequestClosed, _: Envelope) -> None:
        """A request is closed once, and says who helped."""
        plea = self.pleas[event.request_id]
        demand(not plea.closed, "R38", event)
        demand(event.helper_ids == tuple(plea.helpers), "events are self-contained", event)
        plea.closed = True

    def done(self, rows: list[Recorded[Event]]) -> None:
        """No minor is alone in another's home, and none helps against a no."""
        at = max(row.envelope.context.at for row in rows)
        for row in rows:
            if isinstance(row.event, CHANGES):
                plea = self.pleas[row.event.request_id]
                adults = [who for who in plea.helpers if not self.known.is_minor(who, at)]
                alone = plea.asked.at_home and plea.helpers and not adults
                demand(not alone or plea.closed, "R38", (row.event, plea.helpers))
            elif (member := silenced(row.event)) and not self.known.may_take_part(member, at):
                here = [one for one in self.pleas.values() if not one.closed]
                demand(not any(member in one.helpers for one in here), "R4", row.event)
