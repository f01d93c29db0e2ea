"""Strategies for moves: wishes that make sense often enough for stories to get somewhere."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from community_domain import (
    STANDARD,
    Actor,
    Command,
    Domain,
    Event,
    MemberId,
    Period,
    SettingValue,
    System,
)
from community_domain.activities import (
    ChangeCapacity,
    CheckIn,
    CheckOut,
    FillSeats,
    ScheduleOccurrence,
    SignUp,
)
from community_domain.community import (
    FoundCommunity,
)
from community_domain.members import (
    ConsentKind,
    EnrolMinor,
    GrantConsent,
    GrantRole,
    LinkGuardian,
    RegisterInstitution,
    RegisterMember,
    RevokeConsent,
    RevokeRole,
    UnlinkGuardian,
)

from .founding import FOUNDER
from .likelihood import (
    ACTORS,
    ADULT_BIRTHDAYS,
    AHEAD,
    ALWAYS,
    AROUND,
    BACK,
    BITING,
    INSTITUTION,
    LENGTHS,
    MINOR_BIRTHDAYS,
    PAUSES,
    TOPICS,
    WEIGHTS,
    Topic,
)
from .moves import About, Later, Move, Sketch, Who
from .plots import PLOTS, Cast, foundation, period_ahead, prologue
from .vocabulary import ZONES, Vocabulary

__all__ = ["Moves"]


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
        kinds = ("occurrence", "activity", "building", "stairwell", "household")
        self.cast = Cast(self.adults, self.minors, *map(self.names, kinds))
        wanted = [part for part in domain.slices if part.namespace in namespaces or not namespaces]
        self.kinds: list[type[Any]] = [kind for part in wanted for kind in part.commands]

    def prologue(self) -> list[Move]:
        """What most stories begin with, in a domain that can say it: people, and an activity."""
        return [move for move in prologue(self.cast) if move.wish.kind in self.domain.commands]

    def foundation(self, *settings: SettingValue, zone: str = ZONES[0]) -> Move | None:
        """The first move of every story, in a domain that can say it.

        Args:
            settings: Those that differ from the defaults.
            zone: IANA name of the community's time zone.
        """
        return foundation(settings, zone) if FoundCommunity in self.domain.commands else None

    def moves(self, *kinds: type[Command]) -> SearchStrategy[Move]:
        """Moves with commands of these types, by default of all types, weighted."""
        weighted = kinds or [kind for kind in self.kinds for _ in range(WEIGHTS.get(kind, 1))]
        return st.sampled_from(weighted).flatmap(self.moves_of)

    def plots(self) -> SearchStrategy[list[Move]]:
        """Short plots that chance alone seldom hits upon, of anybody and any occurrence."""
        occurrences = st.permutations(self.cast.occurrences)
        plots = st.sampled_from(PLOTS)
        people = st.tuples(self._one_of(self.adults), self._one_of(self.minors))
        drawn = st.tuples(plots, occurrences, people)
        whole = drawn.map(lambda one: one[0](self.cast, one[1], *one[2]))
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
            return st.builds(period_ahead, st.sampled_from(AHEAD), st.sampled_from(LENGTHS))
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
