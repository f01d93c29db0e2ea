"""Looks at disputes about the hours ledger: who speaks, in which order, and who answers."""

from community_domain import Envelope, MemberId
from community_domain.service import EntryAppealed, EntryDisputed, EntryId, EntryUpheld

from .known import Known, SliceOnlooker, demand
from .service import ServiceOnlooker

__all__ = ["DisputesOnlooker"]

COURSE = [EntryDisputed, EntryUpheld, EntryAppealed, EntryUpheld]
Said = EntryDisputed | EntryUpheld | EntryAppealed


class DisputesOnlooker(SliceOnlooker):
    """R27."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self.sees = dict.fromkeys(COURSE, self.said)
        self.about: dict[EntryId, list[Said]] = {}

    def said(self, event: Said, envelope: Envelope) -> None:
        """It comes next, is about an entry that counts, and no answer is in one's own favour."""
        service, said = self.other(ServiceOnlooker), self.about.setdefault(event.entry_id, [])
        demand(event.entry_id in service.counting, "R27: it counts", event)
        whose = service.entries[event.entry_id].member_id
        demand(whose == event.member_id, "R27", (event, whose))
        said.append(event)
        demand([type(one) for one in said] == COURSE[: len(said)], "R27: order", said)
        if isinstance(event, EntryUpheld):
            judge = MemberId(str(envelope.context.actor))
            demand(event.upheld_by == judge, "R27", (event, judge))
            demand(not self.known.are_one_household(judge, whose), "R27", event)
            judges = [one.upheld_by for one in said if isinstance(one, EntryUpheld)]
            demand(len({*judges}) == len(judges), "R27: another answers", said)
