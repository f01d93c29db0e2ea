"""What the log alone tells of the neighbourhood: figures, ledgers, histories."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Self

import attrs
from community_domain_projections import (
    Attendance,
    Bringing,
    Campaigns,
    Deeds,
    Entry,
    Hazards,
    Histories,
    Ledgers,
    Notices,
    Outreach,
    People,
    Programme,
    Rosters,
    Tasks,
    every,
)

from community_domain import Decided, EventLog, MemberId
from community_domain.activities import ActivityId
from community_domain.community import CampaignId
from community_domain.members import TUTOR

__all__ = ["Figures", "Reading", "busiest", "lookup"]

SPORTS_DAY, FLEA_MARKET = ActivityId("sports-day"), ActivityId("flea-market")
EPIDEMIC, CIVILITY = ActivityId("epidemic"), CampaignId("civility")


@attrs.frozen
class SportsDay:
    """Who signed up, who served, and how many took part in all."""

    signed_up: int
    parents_serving: int
    residents: int


@attrs.frozen
class Gathering:
    """How many residents took part."""

    residents: int


@attrs.frozen
class Civility:
    """Little teachers and parents with a part in any activity or task of the campaign."""

    participants: int


@attrs.frozen
class Epidemic:
    """Who was on duty at least once, and how many of them are parents of little teachers."""

    volunteers: int
    parents: int
    parent_share: float
    parent_percent: int


@attrs.frozen
class Figures:
    """The figures that were reported, as the log tells them."""

    residents: int
    little_teachers: int
    tutors: int
    activities: int
    sports_day: SportsDay
    flea_market: Gathering
    civility: Civility
    epidemic: Epidemic
    hours_total_minutes: int
    events: int

    def as_dict(self) -> dict[str, Any]:
        """As plain values."""
        return attrs.asdict(self)


@attrs.frozen
class Reading:
    """Everything that is folded from the log, up to one point in time."""

    events: int
    people: People
    attendance: Attendance
    programme: Programme
    rosters: Rosters
    tasks: Tasks
    ledgers: Ledgers
    campaigns: Campaigns
    deeds: Deeds
    bringing: Bringing
    hazards: Hazards
    outreach: Outreach
    notices: Notices

    @classmethod
    def of(cls, log: EventLog, as_of: Decided | None = None) -> Self:
        """Fold a log, with what was decided until then."""
        kinds: list[Any] = [field.type for field in attrs.fields(cls)][1:]
        return cls(_decided(log, as_of), *(kind().fold(log, as_of=as_of) for kind in kinds))

    def figures(self) -> Figures:
        """The reported figures."""
        people, volunteers = self.people, self.rosters.served_at(EPIDEMIC)
        parents = _share(volunteers, people.parents)
        return Figures(
            len(people.residents),
            len(people.little_teachers),
            len(people.holders(TUTOR)),
            sum(self._was_held(activity) for activity in self.programme.titles),
            SportsDay(
                self.attendance.activity(SPORTS_DAY).seats,
                _share(self.rosters.served_at(SPORTS_DAY), people.parents),
                self._residents_at(SPORTS_DAY),
            ),
            Gathering(self._residents_at(FLEA_MARKET)),
            Civility(len(self._participants(CIVILITY))),
            Epidemic(
                len(volunteers),
                parents,
                round(parents / len(volunteers), 4) if volunteers else 0.0,
                round(100 * parents / len(volunteers)) if volunteers else 0,
            ),
            self.ledgers.minutes,
            self.events,
        )

    def _members_at(self, activity_id: ActivityId) -> dict[MemberId, None]:
        """Who came with a seat, and who served."""
        came = (
            member_id
            for dated in self.programme.occurrences.values()
            if dated.activity_id == activity_id
            for member_id in self.attendance.attendees(dated.occurrence_id)
        )
        return dict.fromkeys([*came, *self.rosters.served_at(activity_id)])

    def _residents_at(self, activity_id: ActivityId) -> int:
        """Members, and heads counted without a seat."""
        heads = self.attendance.activity(activity_id).heads
        return len(self._members_at(activity_id)) + sum(heads.values())

    def _was_held(self, activity_id: ActivityId) -> bool:
        """It had a date, and somebody was there."""
        figures = self.attendance.activity(activity_id)
        return figures.position > 0 and bool(figures.attended or figures.heads)

    def _participants(self, campaign_id: CampaignId) -> dict[MemberId, None]:
        found: dict[MemberId, None] = {}
        for activity_id in self.campaigns.activities.get(campaign_id, {}):
            found |= self._members_at(activity_id)
        for task_id in self.campaigns.tasks.get(campaign_id, {}):
            found |= dict.fromkeys(self.tasks.done(task_id))
        return found


def busiest(
    histories: Histories, number: int, *, besides: MemberId
) -> Iterator[tuple[MemberId, list[Entry]]]:
    """The members with the longest histories, the longest first.

    Args:
        histories: Of everybody.
        number: So many members.
        besides: Is in nearly everything, and left out.
    """
    told = {
        member_id: list(every(partial(histories.page, member_id)))
        for member_id in histories.members
        if member_id != besides
    }
    yield from sorted(told.items(), key=lambda one: -len(one[1]))[:number]


def lookup(figures: Mapping[str, Any], name: str) -> Any:
    """A figure of the replay by its name with dots."""
    found: Any = figures
    for part in name.split("."):
        found = found[part]
    return found


def _decided(log: EventLog, as_of: Decided | None) -> int:
    """Events that were decided until then."""
    if as_of is None:
        return log.head().position
    return sum(recorded.envelope.context.at <= as_of.at for recorded in log.read())


def _share(members: tuple[MemberId, ...], of: tuple[MemberId, ...]) -> int:
    """How many of some members are among others."""
    return len(dict.fromkeys(members).keys() & dict.fromkeys(of).keys())
