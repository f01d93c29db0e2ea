"""Moves: wishes that make sense often enough for stories to get somewhere.

A move is drawn without knowing what happened before. Its instants are told from the moment it is
made, so that a story stays the same when a move before it is taken out, and shrinks well.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import (
    STANDARD,
    Actor,
    Command,
    CommandId,
    Context,
    Domain,
    Event,
    Issue,
    MemberId,
    Period,
    SettingValue,
    System,
)
from community_domain.activities import (
    ActivityOffered,
    ChangeCapacity,
    CheckedIn,
    CheckIn,
    CheckOut,
    CloseCheckIn,
    ContestNoShow,
    FillSeats,
    LiftNoShow,
    NoShowRecorded,
    OccurrenceScheduled,
    OfferActivity,
    RecordNoShow,
    RecordPresence,
    ReleaseSeats,
    ScheduleOccurrence,
    SeatConfirmed,
    SignUp,
    WaitlistJoined,
    Withdraw,
)
from community_domain.community import (
    AddBuilding,
    AddStairwell,
    BuildingAdded,
    ChangeSettings,
    FoundCommunity,
    StairwellAdded,
)
from community_domain.members import (
    COORDINATOR,
    ConsentKind,
    ConsentRevoked,
    EnrolMinor,
    GrantConsent,
    GrantRole,
    GuardianLinked,
    HouseholdJoined,
    JoinHousehold,
    LeaveHousehold,
    LinkGuardian,
    LittleTeacherEnrolled,
    RegisterInstitution,
    RegisterMember,
    RevokeConsent,
    RevokeRole,
    RoleGranted,
    UnlinkGuardian,
)

from .founding import FOUNDER
from .vocabulary import ZONES, Vocabulary

__all__ = ["About", "Edge", "Later", "Move", "Moves", "Sketch", "Who"]


@attrs.frozen
class Later:
    """An instant, told from the moment of a move."""

    by: timedelta


@attrs.frozen
class Sketch:
    """A command or value whose instants are still open."""

    kind: type
    fields: Mapping[str, Any]

    def at(self, now: datetime) -> Any:
        """The thing itself, with its instants told from a moment.

        Raises:
            InvalidValue: The fields do not go together.
        """
        return self.kind(**{name: _at(what, now) for name, what in self.fields.items()})


@attrs.frozen
class About:
    """Of the last events of some types one, whose identifiers a wish takes over."""

    kinds: tuple[type[Event], ...]
    fields: tuple[tuple[str, str], ...]
    """Names in the command, and in the event."""
    back: int
    """So many of them happened since."""

    def found(self, happened: Sequence[Event]) -> dict[str, Any]:
        """The fields of the event, by their names in the command."""
        ones = [event for event in happened if isinstance(event, self.kinds)]
        if ones:
            event = ones[-1 - min(self.back, len(ones) - 1)]
            return {name: getattr(event, there) for name, there in self.fields}
        latest = [(name, _latest(there, happened)) for name, there in self.fields]
        return {name: found for name, found in latest if found is not None}


def _latest(field: str, happened: Sequence[Event]) -> Any:
    """The field of the last event that has it."""
    return next((got for event in reversed(happened) if (got := getattr(event, field, None))), None)


@attrs.frozen
class Edge:
    """So long after the next beginning or end of anything that has a period."""

    by: timedelta

    def after(self, now: datetime, happened: Sequence[Event]) -> datetime:
        """That instant; now, when nothing is ahead."""
        periods = [p for event in happened if (p := getattr(event, "period", None))]
        edges = [edge for period in periods for edge in (period.start, period.end)]
        return min((edge + self.by for edge in edges if edge + self.by > now), default=now)


class Who(Enum):
    """By whom a wish is issued, in relation to what it names."""

    NAMED = "the first member it names"
    OTHER = "the last member it names"
    GUARDIAN = "a guardian of the first member it names"


@attrs.frozen
class Move:
    """Somebody wishes something, a while after the last move."""

    wish: Sketch
    by: Actor | Who = FOUNDER
    after: timedelta | Edge = timedelta(0)
    """How long after the last move; below zero to try to go back."""
    about: About | None = None
    reason: str | None = None

    def at(self, now: datetime, happened: Sequence[Event]) -> datetime:
        """When it is made, the last one having been made `now`."""
        if isinstance(self.after, Edge):
            return self.after.after(now, happened)
        return now + self.after

    def issue(self, at: datetime, command_id: str, happened: Sequence[Event] = ()) -> Issue:
        """The wish as it is issued.

        Args:
            at: The instant of the decision.
            command_id: Names the wish.
            happened: All events so far.

        Raises:
            InvalidValue: There can be no such command.
        """
        found = self.about.found(happened) if self.about else {}
        command: Command = attrs.evolve(self.wish, fields={**self.wish.fields, **found}).at(at)
        context = Context(at, self._actor(command, happened), None, self.reason)
        return Issue(command, context, CommandId(command_id))

    def _actor(self, command: Command, happened: Sequence[Event]) -> Actor:
        if not isinstance(self.by, Who):
            return self.by
        names = (getattr(command, field, None) for field in MEMBER_FIELDS)
        named: list[MemberId] = [name for name in names if name] or [FOUNDER]
        if self.by is Who.GUARDIAN:
            links = [event for event in happened if isinstance(event, GuardianLinked)]
            guardians = [one.guardian_id for one in links if one.member_id == named[0]]
            return guardians[-1] if guardians else named[0]
        return named[0] if self.by is Who.NAMED else named[-1]


INSTITUTION = MemberId("institution-1")
ADULT_BIRTHDAYS = (date(1980, 1, 1), date(1990, 12, 31))
MINOR_BIRTHDAYS = (date(2014, 3, 3), date(2009, 6, 1), date(2006, 6, 2))
"""Ten years old when stories begin; fifteen, who consents to data alone; of age the day after."""

HOUR = timedelta(hours=1)
AHEAD = (HOUR, 2 * HOUR, 6 * HOUR, 24 * HOUR, 3 * HOUR, 48 * HOUR, -3 * HOUR)
"""When what is planned begins: mostly soon."""
LENGTHS = (HOUR, 2 * HOUR, 4 * HOUR)
AROUND = (timedelta(0), -HOUR / 2, -HOUR, -2 * HOUR, -6 * HOUR, HOUR)
"""When what is told happened: mostly just now, sometimes a while ago."""

WEIGHTS: Mapping[type[Command], int] = {
    SignUp: 16,
    CheckIn: 8,
    ScheduleOccurrence: 5,
    RecordNoShow: 4,
    CheckOut: 3,
    CloseCheckIn: 3,
    ContestNoShow: 3,
    GrantConsent: 3,
    LiftNoShow: 3,
    Withdraw: 3,
    ChangeCapacity: 2,
    ChangeSettings: 2,
    EnrolMinor: 2,
    FillSeats: 2,
    JoinHousehold: 2,
    LeaveHousehold: 2,
    RecordPresence: 2,
    RevokeConsent: 2,
}
"""How often a command is wished for, against 1 for all others."""
PAUSES: tuple[timedelta | Edge, ...] = (
    *[timedelta(0)] * 60,
    *[HOUR / 2] * 2,
    2 * HOUR,
    -HOUR,
    Edge(timedelta(0)),
    Edge(timedelta(0)),
    Edge(-HOUR / 2),
    Edge(HOUR / 2),
)
"""How long after the last move: mostly at once, seldom back."""
ALWAYS = 100
BACK = (0, 0, 0, 1, 1, 2, 3, 5)
"""How many events of its kind a wish looks back."""
MEMBER_FIELDS = ("member_id", "guardian_id", "giver_id")
SOMEBODY = (FOUNDER, *Who)
ACTORS: Mapping[type[Command], tuple[Actor | Who, ...]] = {
    RegisterMember: (FOUNDER, Who.NAMED),
    EnrolMinor: (FOUNDER, Who.OTHER),
    LinkGuardian: (FOUNDER, Who.GUARDIAN),
    UnlinkGuardian: (FOUNDER, Who.OTHER),
    GrantConsent: (FOUNDER, Who.OTHER),
    RevokeConsent: (FOUNDER, Who.OTHER),
    JoinHousehold: SOMEBODY,
    LeaveHousehold: SOMEBODY,
    SignUp: SOMEBODY,
    Withdraw: SOMEBODY,
    CheckIn: SOMEBODY,
    CheckOut: SOMEBODY,
    ReleaseSeats: (System("clock"), System("clock"), FOUNDER),
    FillSeats: (FOUNDER, System("clock")),
    CloseCheckIn: (FOUNDER, System("clock")),
    RecordNoShow: (FOUNDER, System("clock")),
    ContestNoShow: (Who.NAMED, Who.GUARDIAN),
}
"""Who issues a command, where it is not mostly the founder or somebody it names."""
BOTH = (("occurrence_id", "occurrence_id"), ("member_id", "member_id"))
GIVER = (("member_id", "member_id"), ("giver_id", "guardian_id"))
GUARDIAN = (("member_id", "member_id"), ("guardian_id", "guardian_id"))
HOME = (("household_id", "household_id"), ("member_id", "member_id"))
TAKEN_BACK = (("member_id", "member_id"), ("giver_id", "giver_id"))
ROLE = (("member_id", "member_id"), ("role", "role"), ("scope", "scope"))
MEMBER = (("member_id", "member_id"),)
Topic = tuple[tuple[type[Event], ...], tuple[tuple[str, str], ...]]
TOPICS: Mapping[type[Command], tuple[Topic, ...]] = {
    RegisterMember: (),
    RegisterInstitution: (),
    EnrolMinor: (),
    OfferActivity: (),
    AddBuilding: (),
    AddStairwell: (((BuildingAdded,), (("building_id", "building_id"),)),),
    JoinHousehold: (((StairwellAdded,), (("stairwell_id", "stairwell_id"),)),),
    LeaveHousehold: (((HouseholdJoined,), HOME),),
    LinkGuardian: (((LittleTeacherEnrolled,), MEMBER),),
    UnlinkGuardian: (((GuardianLinked,), GUARDIAN), ((SeatConfirmed,), MEMBER)),
    GrantConsent: (((GuardianLinked,), GIVER), ((ConsentRevoked,), TAKEN_BACK)),
    RevokeConsent: (((GuardianLinked,), GIVER), ((SeatConfirmed, WaitlistJoined), MEMBER)),
    RevokeRole: (((RoleGranted,), ROLE),),
    ScheduleOccurrence: (((ActivityOffered,), (("activity_id", "activity_id"),)),),
    SignUp: (((OccurrenceScheduled,), (("occurrence_id", "occurrence_id"),)),),
    Withdraw: (((SeatConfirmed, WaitlistJoined), BOTH),),
    ReleaseSeats: (((SeatConfirmed,), MEMBER),),
    CheckIn: (((SeatConfirmed,), BOTH),),
    CheckOut: (((CheckedIn,), BOTH),),
    CloseCheckIn: (((CheckedIn,), BOTH),),
    RecordPresence: (((SeatConfirmed,), BOTH),),
    RecordNoShow: (((SeatConfirmed,), BOTH),),
    ContestNoShow: (((NoShowRecorded,), BOTH),),
    LiftNoShow: (((NoShowRecorded,), BOTH),),
}
"""What a command goes on from, where it is not just any event that shares its identifiers."""
BITING: Mapping[str, tuple[int, ...]] = {
    "activity.waitlist-least": (0, 1),
    "activity.waitlist-percent": (0, 100),
    "activity.late-withdrawal-hours": (0, 2),
    "member.age-of-majority": (16, 21),
    "member.consent-days": (1, 2),
    "member.data-consent-version": (1, 2),
    "member.taking-part-consent-version": (1, 2),
}
"""Settings with values at which their rules are felt in a small community."""


class Moves(Vocabulary):
    """Strategies for moves.

    Args:
        domain: Whose commands are issued.
        adults: Members who are of age, beside the founder.
        minors: Members who are enrolled by an adult.
        occurrences: Dated instances; so many of other things too.
        adversarial: Of a hundred moves so many are issued by anybody at all, or go back in time.
        namespaces: Slices whose commands are issued; all by default.
    """

    def __init__(  # noqa: PLR0913 - knobs, all by keyword
        self,
        domain: Domain = STANDARD,
        *,
        adults: int = 3,
        minors: int = 3,
        occurrences: int = 3,
        adversarial: int = 10,
        namespaces: tuple[str, ...] = (),
    ) -> None:
        self.adults = [MemberId(f"adult-{number}") for number in range(1, adults + 1)]
        self.minors = [MemberId(f"child-{number}") for number in range(1, minors + 1)]
        self.adversarial = adversarial
        self._moves: dict[type[Command], SearchStrategy[Move]] = {}
        super().__init__(domain, pool=occurrences)
        wanted = [part for part in domain.slices if part.namespace in namespaces or not namespaces]
        self.kinds: list[type[Any]] = [kind for part in wanted for kind in part.commands]

    def prologue(self) -> list[Move]:
        """What most stories begin with, in a domain that can say it: people, and an activity."""
        people = [
            Sketch(RegisterMember, {"member_id": who, "name": "one", "born": ADULT_BIRTHDAYS[0]})
            for who in self.adults
        ]
        children = [
            Sketch(
                EnrolMinor,
                {
                    "member_id": who,
                    "guardian_id": self.guardian_of(who),
                    "name": "one",
                    "born": MINOR_BIRTHDAYS[number % 3],
                    "consents": (ConsentKind.DATA, ConsentKind.TAKING_PART),
                },
            )
            for number, who in enumerate(self.minors)
        ]
        offers = [
            Sketch(OfferActivity, {"activity_id": name, "title": "one"})
            for name in self.names("activity")
        ]
        dates = [
            Sketch(
                ScheduleOccurrence,
                {
                    "occurrence_id": self.names("occurrence")[0],
                    "activity_id": self.names("activity")[0],
                    "period": _period(6 * HOUR, 2 * HOUR),
                    "capacity": 1,
                },
            )
        ]
        claims = [
            Sketch(SignUp, {"occurrence_id": self.names("occurrence")[0], "member_id": who})
            for who in [*self.adults[:1], *self.minors[:1]]
        ]
        wishes = [*people, *children, *offers, *dates, *claims]
        known = [wish for wish in wishes if wish.kind in self.domain.commands]
        return [Move(wish) for wish in known]

    def foundation(self, *settings: SettingValue, zone: str = ZONES[0]) -> Move | None:
        """The first move of every story, in a domain that can say it.

        Args:
            settings: Those that differ from the defaults.
            zone: IANA name of the community's time zone.
        """
        if FoundCommunity not in self.domain.commands:
            return None
        fields = {
            "name": "one",
            "zone": zone,
            "founder_id": FOUNDER,
            "founder_name": "one",
            "founder_born": ADULT_BIRTHDAYS[0],
            "settings": settings,
        }
        return Move(Sketch(FoundCommunity, fields))

    def moves(self, *kinds: type[Command]) -> SearchStrategy[Move]:
        """Moves with commands of these types, by default of all types, weighted."""
        weighted = kinds or [kind for kind in self.kinds for _ in range(WEIGHTS.get(kind, 1))]
        return st.sampled_from(weighted).flatmap(self.moves_of)

    def plots(self) -> SearchStrategy[list[Move]]:
        """Short plots that chance alone seldom hits upon, told of anybody and any occurrence.

        Two wait in line for one seat; a waiter is passed over, becomes eligible again and gets the
        seat; somebody is at two places at once; somebody moves in and out; an office is given and
        taken.
        """
        occurrences = st.permutations(self.names("occurrence"))
        plots = st.sampled_from([_in_line, _passed_over, _two_places, _moving, _office])
        people = st.tuples(self._one_of(self.adults), self._one_of(self.minors))
        drawn = st.tuples(plots, occurrences, people)
        whole = drawn.map(lambda one: one[0](self, one[1], *one[2]))
        return whole.flatmap(self._with_gaps)

    @staticmethod
    def _one_of(people: list[MemberId]) -> SearchStrategy[MemberId]:
        return st.sampled_from(people or [FOUNDER])

    def _with_gaps(self, plot: list[Move]) -> SearchStrategy[list[Move]]:
        """The plot with a move left out here and there, as far as its slices are in play."""
        known = [move for move in plot if move.wish.kind in self.kinds]
        kept = st.tuples(*[st.sampled_from([False, *[True] * 19]) for _ in known])
        return kept.map(lambda keep: [move for move, kept in zip(known, keep, strict=True) if kept])

    def next_moves(self, happened: Sequence[Event]) -> SearchStrategy[Move]:
        """Moves that go on from something that happened already."""
        known = {type(event) for event in happened}
        going = [
            kind
            for kind in self.kinds
            for _ in range(WEIGHTS.get(kind, 1))
            if any(not known.isdisjoint(wanted) for wanted, _ in TOPICS.get(kind, ()))
        ]
        return self.moves(*going)

    def moves_of(self, kind: type[Command]) -> SearchStrategy[Move]:
        """Moves with commands of one type."""
        if kind not in self._moves:
            self._moves[kind] = st.builds(
                Move,
                self.built(kind),
                self.actors_for(kind),
                st.sampled_from(PAUSES),
                self.topics(kind),
                st.sampled_from([None, None, "told on paper"]),
            )
        return self._moves[kind]

    def actors_for(self, kind: type[Command]) -> SearchStrategy[Actor | Who]:
        """Mostly somebody who may, sometimes anybody at all."""
        usual = ACTORS.get(kind, (*[FOUNDER] * 6, *Who))
        if not self.adversarial:
            return st.sampled_from(usual)
        anybody = [*self.everybody, System("clock")]
        usually = (100 - self.adversarial) * len(anybody) / (self.adversarial * len(usual))
        shares = round(usually) or int(self.adversarial < ALWAYS)
        return st.sampled_from([*usual * shares, *anybody])

    def topics(self, kind: type[Command]) -> SearchStrategy[About | None]:
        """Mostly something that happened, so that a wish goes on from there."""
        topics = TOPICS.get(kind) if kind in TOPICS else self._shared(kind)
        about = [About(*topic, back) for topic in topics or () for back in BACK]
        return st.sampled_from([*about, None, None] if about else [None])

    def _shared(self, kind: type[Command]) -> tuple[Topic, ...]:
        """Events that name what the command names."""
        names = [name for name in self.fields(kind) if name.endswith("_id")]
        known = {event: vars(event) for event in self.domain.events}
        return tuple(
            ((*[event for event in known if name in known[event]],), ((name, name),))
            for name in names
            if any(name in fields for fields in known.values())
        )

    @property
    def everybody(self) -> list[MemberId]:
        """All members there may be."""
        return [FOUNDER, *self.adults, *self.minors, INSTITUTION]

    def guardian_of(self, minor: MemberId) -> MemberId:
        """The adult who most often answers for a minor."""
        return self.adults[self.minors.index(minor) % len(self.adults)] if self.adults else FOUNDER

    def identifiers(self, kind: Any) -> SearchStrategy[Any]:
        """Identifiers of a kind, from the cast."""
        if kind is MemberId:
            return st.sampled_from([*self.adults, *self.minors, *self.minors, FOUNDER, INSTITUTION])
        return super().identifiers(kind)

    def put_together(self, kind: type) -> SearchStrategy[Any]:
        """Sketches instead of instances."""
        fields = st.fixed_dictionaries(self.fields(kind))
        return fields.map(lambda found: Sketch(kind, found))

    def instances(self, kind: type) -> SearchStrategy[Any]:
        """Sketches of periods ahead, and of what the vocabulary makes."""
        if kind is Period:
            return st.builds(_period, st.sampled_from(AHEAD), st.sampled_from(LENGTHS))
        if kind is ScheduleOccurrence:
            return self.put_together(kind)
        return super().instances(kind)

    def texts(self, longest: int) -> SearchStrategy[str]:
        """One of two texts, so that the same is said again."""
        return st.sampled_from(["one"[:longest], "other"[:longest]])

    def instants(self) -> SearchStrategy[Any]:
        """Instants around the moment of the move."""
        return st.sampled_from([Later(by) for by in AROUND])

    def dates(self) -> SearchStrategy[date]:
        """Birthdays of adults and children."""
        return st.sampled_from([*ADULT_BIRTHDAYS, *MINOR_BIRTHDAYS])

    def standing_overrides(self) -> Mapping[tuple[type, str], SearchStrategy[Any]]:
        """What makes a wish likely to be granted."""
        adults = st.sampled_from([*self.adults, *self.adults, *self.minors])
        minors = st.sampled_from([*self.minors, *self.minors, *self.minors, *self.adults])
        guardians = st.sampled_from([*self.adults, INSTITUTION, *self.minors[:1]])
        seats = st.sampled_from([1, 2, 1, 3, 0, None])
        kinds = st.sampled_from([*ConsentKind, ConsentKind.DATA, ConsentKind.TAKING_PART])
        happened = st.sampled_from([Later(timedelta(0)), *map(Later, AROUND)])
        every_consent = st.just((ConsentKind.DATA, ConsentKind.TAKING_PART))
        roles = st.sampled_from([*self.domain.roles, "coordinator", "janitor"])
        return {
            **super().standing_overrides(),
            (FoundCommunity, "founder_id"): st.just(FOUNDER),
            (FoundCommunity, "founder_born"): st.just(ADULT_BIRTHDAYS[0]),
            (FoundCommunity, "settings"): st.just(()),
            (RegisterMember, "member_id"): adults,
            (RegisterMember, "born"): st.sampled_from([*ADULT_BIRTHDAYS * 3, *MINOR_BIRTHDAYS]),
            (RegisterMember, "name"): st.just("one"),
            (RegisterMember, "contact"): st.none(),
            (RegisterInstitution, "member_id"): st.just(INSTITUTION),
            (EnrolMinor, "member_id"): minors,
            (EnrolMinor, "guardian_id"): guardians,
            (EnrolMinor, "born"): st.sampled_from([*MINOR_BIRTHDAYS * 2, *ADULT_BIRTHDAYS]),
            (EnrolMinor, "name"): st.just("one"),
            (EnrolMinor, "consents"): every_consent
            | every_consent
            | self.values(tuple[ConsentKind, ...]),
            (LinkGuardian, "member_id"): minors,
            (LinkGuardian, "guardian_id"): guardians,
            (UnlinkGuardian, "member_id"): minors,
            (UnlinkGuardian, "guardian_id"): guardians,
            (GrantConsent, "member_id"): minors,
            (GrantConsent, "giver_id"): guardians,
            (GrantConsent, "kind"): kinds,
            (GrantConsent, "version"): st.sampled_from([1, 1, 1, 2]),
            (GrantConsent, "until"): st.sampled_from([None, None, *map(Later, AHEAD)]),
            (RevokeConsent, "member_id"): minors,
            (RevokeConsent, "giver_id"): guardians,
            (RevokeConsent, "kind"): kinds,
            (GrantRole, "role"): roles,
            (RevokeRole, "role"): roles,
            (ScheduleOccurrence, "capacity"): seats,
            (ScheduleOccurrence, "opens"): st.sampled_from(
                [None, None, None, Later(timedelta(hours=2))]
            ),
            (ScheduleOccurrence, "closes"): st.sampled_from(
                [None, None, None, Later(timedelta(hours=12))]
            ),
            (ChangeCapacity, "capacity"): seats,
            (SignUp, "priority"): st.sampled_from([0, 0, 0, 1, 2]),
            (FillSeats, "passed"): st.sampled_from([0, 0, 0, 1]),
            (CheckIn, "at"): happened,
            (CheckOut, "at"): happened,
        }

    def setting_values(self) -> SearchStrategy[SettingValue]:
        """Settings at values that make their rules bite early."""
        by_name = {setting.name: setting for setting in self.domain.settings}
        small = [
            SettingValue(name, value)
            for name, values in BITING.items()
            for value in values
            if name in by_name
        ]
        defaults = [SettingValue(one.name, one.default) for one in self.domain.settings]
        return st.sampled_from([*small, *defaults, SettingValue("unknown.setting", 1)])


def _in_line(kit: Moves, occurrences: list[str], adult: MemberId, minor: MemberId) -> list[Move]:
    """Two wait for one seat, the later one with priority, and the seat becomes free."""
    where = {"occurrence_id": occurrences[0]}
    last = next((who for who in kit.adults if who != adult), FOUNDER)
    return [
        _scheduled(occurrences[0], 6 * HOUR),
        Move(Sketch(SignUp, {**where, "member_id": adult})),
        Move(Sketch(SignUp, {**where, "member_id": minor})),
        Move(Sketch(SignUp, {**where, "member_id": last, "priority": 1})),
        Move(Sketch(Withdraw, {**where, "member_id": adult})),
    ]


def _passed_over(
    kit: Moves, occurrences: list[str], adult: MemberId, minor: MemberId
) -> list[Move]:
    """A waiting minor loses a consent, is passed over, gets it back, and then the seat."""
    where = {"occurrence_id": occurrences[0]}
    consent = {"member_id": minor, "giver_id": kit.guardian_of(minor)}
    kind = {"kind": ConsentKind.TAKING_PART}
    return [
        _scheduled(occurrences[0], 6 * HOUR),
        Move(Sketch(SignUp, {**where, "member_id": adult})),
        Move(Sketch(SignUp, {**where, "member_id": minor})),
        Move(Sketch(RevokeConsent, {**consent, **kind})),
        Move(Sketch(Withdraw, {**where, "member_id": adult})),
        Move(Sketch(GrantConsent, {**consent, **kind, "version": 1})),
        Move(Sketch(FillSeats, where)),
    ]


def _two_places(_: Moves, occurrences: list[str], adult: MemberId, __: MemberId) -> list[Move]:
    """Somebody arrives at one occurrence without having left the one before."""
    first, second = occurrences[0], occurrences[-1]
    return [
        _scheduled(first, HOUR),
        _scheduled(second, 2 * HOUR),
        Move(Sketch(SignUp, {"occurrence_id": first, "member_id": adult})),
        Move(Sketch(SignUp, {"occurrence_id": second, "member_id": adult})),
        *(
            Move(
                Sketch(
                    CheckIn,
                    {"occurrence_id": where, "member_id": adult, "at": Later(timedelta(0))},
                ),
                after=Edge(HOUR / 2) if where == first else timedelta(0),
            )
            for where in (first, second)
        ),
    ]


def _moving(kit: Moves, _: list[str], adult: MemberId, __: MemberId) -> list[Move]:
    """Somebody moves into a new building, and out again."""
    building, stairwell = kit.names("building")[0], kit.names("stairwell")[0]
    home = {"household_id": kit.names("household")[0], "member_id": adult}
    name = {"name": "one"}
    return [
        Move(Sketch(AddBuilding, {"building_id": building, **name})),
        Move(Sketch(AddStairwell, {"stairwell_id": stairwell, "building_id": building, **name})),
        Move(Sketch(JoinHousehold, {**home, "stairwell_id": stairwell})),
        Move(Sketch(LeaveHousehold, home)),
    ]


def _office(_: Moves, __: list[str], adult: MemberId, ___: MemberId) -> list[Move]:
    """Somebody becomes a coordinator, and ceases to be one."""
    office = {"member_id": adult, "role": COORDINATOR}
    return [Move(Sketch(GrantRole, office)), Move(Sketch(RevokeRole, office))]


def _scheduled(occurrence: str, ahead: timedelta) -> Move:
    """An occurrence of an hour with one seat."""
    fields = {
        "occurrence_id": occurrence,
        "activity_id": "activity-1",
        "period": _period(ahead, HOUR),
        "capacity": 1,
    }
    return Move(Sketch(ScheduleOccurrence, fields))


def _period(start: timedelta, length: timedelta) -> Sketch:
    return Sketch(Period, {"start": Later(start), "end": Later(start + length)})


def _at(what: Any, now: datetime) -> Any:
    anything: Any = what
    match what:
        case Later():
            return now + what.by
        case Sketch():
            return what.at(now)
        case tuple():
            return tuple(_at(entry, now) for entry in anything)
        case _:
            return what
