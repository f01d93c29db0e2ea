"""How a community executes commands: once, in order, all or nothing, and on one view."""

import threading
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import anyio
import anyio.to_thread
import pytest
from community_domain_testkit import BEGINNING, FOUNDER, founded, given

from community_domain import (
    STANDARD,
    Acting,
    AsyncCommunity,
    BoundaryTooWide,
    Command,
    CommandId,
    CommandIdReused,
    Community,
    Conflict,
    Context,
    Decided,
    Domain,
    Event,
    Grant,
    InstantGoesBack,
    InvalidValue,
    Issue,
    MemberId,
    MemoryLog,
    NotPermitted,
    Outcome,
    Read,
    Refusal,
    Right,
    Slice,
    System,
    anyone,
    command,
    decides,
    process,
)
from community_domain.activities import (
    ActivityId,
    ActivityOffered,
    ActivityUnknown,
    OccurrenceId,
    OccurrenceUnknown,
    OfferActivity,
    ScheduleOccurrence,
    SeatConfirmed,
    SeatReleased,
    Seats,
    SignUp,
)
from community_domain.community import FoundCommunity, Settings
from community_domain.members import (
    BACKFILLER,
    ConsentKind,
    EnrolMinor,
    GrantRole,
    MemberRegistered,
    MemberUnknown,
    Profile,
    RegisterMember,
    RevokeConsent,
    Standing,
)
from tests.stories import BOTH, CHILD, GAMES, GUARDIAN, OTHER, PERIOD, SPORTS_DAY, counting

MARKET = ActivityId("market")
SECOND = timedelta(seconds=1)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = BEGINNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock in the hands of the test."""
    return Clock()


@pytest.fixture
def community(clock: Clock) -> Community:
    """A community in memory, just founded."""
    made = Community(MemoryLog(), STANDARD, clock=clock, ids=counting())
    made.acting(FOUNDER).execute(
        FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", date(1980, 1, 1))
    )
    return made


@pytest.fixture
def founder(community: Community) -> Acting:
    """The founder's hands."""
    return community.acting(FOUNDER)


def families(founder: Acting) -> Acting:
    """A guardian with two children, and a sports day with one seat; the guardian's hands."""
    founder.execute(RegisterMember(GUARDIAN, "Person 1", date(1985, 1, 1)))
    guardian = founder.community.acting(GUARDIAN)
    for child in (CHILD, OTHER):
        guardian.execute(EnrolMinor(child, GUARDIAN, f"Person {child}", date(2014, 5, 5), BOTH))
    founder.execute(OfferActivity(GAMES, "Games"))
    founder.execute(ScheduleOccurrence(SPORTS_DAY, GAMES, PERIOD, 1))
    return guardian


def test_r39_a_refused_command_records_nothing(community: Community, founder: Acting) -> None:
    """Not an event, not the command id: the same id may be used again once the way is free."""
    before = community.log.head()
    schedule = ScheduleOccurrence(SPORTS_DAY, GAMES, PERIOD)
    with pytest.raises(Refusal):
        founder.execute(schedule, command_id="again")
    assert community.log.head() == before
    founder.execute(OfferActivity(GAMES, "Games"))
    assert len(founder.execute(schedule, command_id="again").events) == 1


@command("quitting.change-of-mind")
class ChangeOfMind(Command):
    """Yields an event and refuses after it."""


@decides(by=anyone)
def change_mind(command: ChangeOfMind, context: Context, read: Read) -> Iterator[Event]:
    """Say yes, then no."""
    yield ActivityOffered(MARKET, "Market")
    raise MemberUnknown(MemberId("nobody"))


def test_r39_a_decision_that_refuses_after_its_first_event_records_nothing() -> None:
    """What a decision yields is recorded when it is through, not while it goes."""
    quitting = Slice("quitting", (), (ChangeOfMind,), (), (change_mind,), (), (), (), ())
    given(domain=STANDARD + quitting).when(ChangeOfMind()).then_refused(MemberUnknown)


def test_r40_every_event_names_who_for_whom_when_and_the_command(founder: Acting) -> None:
    """A guardian who signs a child up acts on its behalf, by this command, at this instant."""
    guardian = families(founder)
    sign_up = SignUp(SPORTS_DAY, CHILD)
    [recorded] = guardian.execute(sign_up, command_id="sign-up-1", reason="Asked").recorded
    envelope = recorded.envelope
    assert (envelope.command, envelope.command_id) == (sign_up, "sign-up-1")
    assert envelope.context == Context(BEGINNING, GUARDIAN, CHILD, "Asked")
    assert envelope.decision_version == 1
    assert recorded.recorded_at == BEGINNING


def test_r40_the_same_command_sent_twice_has_one_effect(founder: Acting) -> None:
    """Under the same id the answer is what was recorded the first time."""
    offer = OfferActivity(MARKET, "Market")
    first = founder.execute(offer, command_id="offer")
    again = founder.execute(offer, command_id="offer")
    assert (first.repeated, again.repeated) == (False, True)
    assert [r.position for r in again.recorded] == [r.position for r in first.recorded]
    assert founder.community.log.head().position == first.recorded[-1].position


def test_r40_an_id_with_other_content_or_another_actor_is_refused(founder: Acting) -> None:
    """Nothing is guessed about which of two commands was meant."""
    families(founder)
    founder.execute(OfferActivity(MARKET, "Market"), command_id="offer")
    for hands, wish in (
        (founder, OfferActivity(MARKET, "Fair")),
        (founder.community.acting(GUARDIAN), OfferActivity(MARKET, "Market")),
    ):
        with pytest.raises(CommandIdReused):
            hands.execute(wish, command_id="offer")


@pytest.mark.parametrize("wrong", ["a:b", "", "x" * 91, "offer--1", "号"])
def test_a_command_id_is_an_id_that_no_follow_up_has(founder: Acting, wrong: str) -> None:
    """Separators, length, and the mark of follow-ups are refused by name."""
    issue = Issue(OfferActivity(MARKET, "Market"), Context(BEGINNING, FOUNDER), CommandId(wrong))
    with pytest.raises(InvalidValue, match="command_id"):
        founder.community.execute(issue)


def test_r43_reading_personal_values_takes_a_right(founder: Acting) -> None:
    """The member, a guardian and a coordinator see a child's profile; a neighbour does not."""
    guardian = families(founder)
    community = founder.community
    founder.execute(RegisterMember(MemberId("adult-1"), "Person 2", date(1985, 1, 1)))
    for hands in (guardian, founder, community.acting(CHILD)):
        assert hands.state(Profile(CHILD)).name == f"Person {CHILD}"
    for stranger in (MemberId("adult-1"), System("clock")):
        for state in (Profile(CHILD), Standing(CHILD)):
            with pytest.raises(NotPermitted, match="may not"):
                community.acting(stranger).state(state)
    assert community.acting(MemberId("adult-1")).state(Seats(SPORTS_DAY)).capacity == 1


def test_r44_an_instant_never_goes_back(founder: Acting) -> None:
    """An explicit instant behind the last decision is refused, to the microsecond."""
    back = BEGINNING - timedelta(microseconds=1)
    with pytest.raises(InstantGoesBack):
        founder.execute(OfferActivity(MARKET, "Market"), at=back)
    founder.execute(OfferActivity(MARKET, "Market"), at=BEGINNING)


def test_r44_a_backfilled_decision_does_not_turn_the_clock_back(founder: Acting) -> None:
    """After one decision in the past, the next still has to follow the latest."""
    founder.execute(GrantRole(FOUNDER, BACKFILLER))
    past = BEGINNING - timedelta(days=10)
    founder.execute(OfferActivity(MARKET, "Market"), at=past, reason="From a sheet")
    with pytest.raises(InstantGoesBack):
        founder.execute(OfferActivity(GAMES, "Games"), at=past + SECOND)
    assert founder.community.log.head().decided_at == BEGINNING


def test_r44_a_clock_that_lags_a_little_is_lifted(founder: Acting, clock: Clock) -> None:
    """Two machines' clocks differ by moments: up to five seconds count as the last instant."""
    clock.now = BEGINNING - 5 * SECOND
    outcome = founder.execute(OfferActivity(MARKET, "Market"))
    assert outcome.recorded[0].envelope.context.at == BEGINNING
    clock.now = BEGINNING - 5 * SECOND - timedelta(microseconds=1)
    with pytest.raises(InstantGoesBack):
        founder.execute(OfferActivity(GAMES, "Games"))


def test_follow_ups_know_their_cause(founder: Acting) -> None:
    """The commands that processes issue carry the first command's id, and their own cause's."""
    guardian = families(founder)
    for child in (CHILD, OTHER):
        guardian.execute(SignUp(SPORTS_DAY, child))
    start = founder.community.log.head().position
    revoke = RevokeConsent(CHILD, GUARDIAN, ConsentKind.DATA)
    guardian.execute(revoke, command_id="revoke")
    rows = list(founder.community.log.read(after=start))
    assert [type(row.event) for row in rows][1:] == [SeatReleased, SeatConfirmed]
    contexts = [(row.envelope.command_id, row.envelope.context) for row in rows[1:]]
    at, root = BEGINNING, CommandId("revoke")
    first, second = (command_id for command_id, _ in contexts)
    assert all(one.startswith("revoke--") for one in (first, second))
    assert contexts == [
        (first, Context(at, System("consent-guard"), None, None, root, root)),
        (second, Context(at, System("seat-filler"), None, None, root, first)),
    ]


def test_many_commands_stand_or_fall_together(founder: Acting) -> None:
    """The second is refused, so the first is not there either, and its id is free."""
    first, second = OfferActivity(MARKET, "Market"), ScheduleOccurrence(SPORTS_DAY, GAMES, PERIOD)
    before = founder.community.log.head()
    with pytest.raises(Refusal):
        founder.execute_all([first, second], command_id="both")
    assert founder.community.log.head() == before
    founder.execute(OfferActivity(GAMES, "Games"))
    outcomes = founder.execute_all([first, second], command_id="both")
    assert [outcome.command_id for outcome in outcomes] == ["both", "both-1"]


def test_with_each_the_refused_are_told_and_the_rest_goes_in(founder: Acting) -> None:
    """Answers come in the order of the commands; later ones see what earlier ones did."""
    wishes = [
        OfferActivity(MARKET, "Market"),
        ScheduleOccurrence(SPORTS_DAY, GAMES, PERIOD),
        ScheduleOccurrence(SPORTS_DAY, MARKET, PERIOD),
    ]
    offered, refused, scheduled = founder.execute_all(wishes, each=True)
    assert isinstance(offered, Outcome)
    assert isinstance(scheduled, Outcome)
    assert isinstance(refused, Refusal)
    assert refused.code == "activity-unknown"


def test_a_type_is_no_state_and_a_slice_no_domain(founder: Acting) -> None:
    """What is missing is told, and not that something inside has no such attribute."""
    which: Any = Seats
    with pytest.raises(TypeError, match=r"Seats is a type; say which one: Seats\(occurrence_id\)"):
        founder.community.state(which)
    part: Any = STANDARD.slices[0]
    with pytest.raises(TypeError, match="a Slice is no Domain; a slice is added to one"):
        Community(MemoryLog(), part)


def test_states_are_folded_as_of_any_position_or_instant(founder: Acting, clock: Clock) -> None:
    """By position, by the log's clock, and by the instant of decision; none disturbs another."""
    guardian = families(founder)
    clock.now = BEGINNING + timedelta(hours=1)
    recorded = guardian.execute(SignUp(SPORTS_DAY, CHILD)).recorded[0]
    community = founder.community
    for before, after in (
        (recorded.position - 1, recorded.position),
        (BEGINNING, clock.now),
        (Decided(BEGINNING), Decided(clock.now)),
    ):
        assert not community.state(Seats(SPORTS_DAY), as_of=before).confirmed
        assert CHILD in community.state(Seats(SPORTS_DAY), as_of=after).confirmed
    mine = community.state(Seats(SPORTS_DAY))
    mine.confirmed.clear()
    assert CHILD in community.state(Seats(SPORTS_DAY)).confirmed


def test_as_of_decided_follows_decisions_and_not_their_recording(founder: Acting) -> None:
    """What was backfilled today about last week stands in last week by decision, not by record."""
    founder.execute(GrantRole(FOUNDER, BACKFILLER))
    past = BEGINNING - timedelta(days=7)
    founder.execute(OfferActivity(GAMES, "Games"), at=past, reason="From a sheet")
    community = founder.community
    rows = [r.event for r in community.log.read() if r.envelope.context.at <= past]
    assert rows == [ActivityOffered(GAMES, "Games")]


def test_a_command_outside_the_domain_is_a_mistake_of_the_program(founder: Acting) -> None:
    """It is told as one, with the domain's slices, and records nothing."""
    with pytest.raises(TypeError, match="ChangeOfMind is no command of Domain"):
        founder.execute(ChangeOfMind())


def test_an_event_outside_the_domain_is_never_recorded() -> None:
    """What no state could read again does not enter the log."""
    stray = Slice("quitting", (), (ChangeOfMind,), (), (_strays,), (), (), (), ())
    with pytest.raises(TypeError, match=r"hand its module to Slice\.of"):
        given(domain=STANDARD + stray).when(ChangeOfMind())


class _Stray(Event):
    __slots__ = ()


@decides(by=anyone)
def _strays(command: ChangeOfMind, context: Context, read: Read) -> Iterator[Event]:
    yield _Stray()


@decides(by=anyone)
def _reads_much(command: ChangeOfMind, context: Context, read: Read) -> Iterator[Event]:
    for number in range(100):
        read(Standing(MemberId(f"member-{number}")))
    yield from ()


def test_a_decision_reads_a_bounded_number_of_states() -> None:
    """The sixty-fifth state is refused with the way out: follow-up commands."""
    much = Slice("quitting", (), (ChangeOfMind,), (), (_reads_much,), (), (), (), ())
    with pytest.raises(BoundaryTooWide, match="more than 64 states; split it into follow-ups"):
        given(domain=STANDARD + much).when(ChangeOfMind())


@decides(by=anyone)
def _tells_position(command: ChangeOfMind, context: Context, read: Read) -> Iterator[Event]:
    yield ActivityOffered(ActivityId(f"at-{read.position}"), "Market")


def _telling() -> Domain:
    return STANDARD + Slice("quitting", (), (ChangeOfMind,), (), (_tells_position,), (), (), (), ())


def test_a_state_asked_for_twice_is_given_twice() -> None:
    """Each place of a read is filled, also the first time, when all is folded from the log."""

    @decides(by=anyone)
    def twins(command: ChangeOfMind, context: Context, read: Read) -> Iterator[Event]:
        """Read one state in two places, twice."""
        for _ in ("folded", "kept"):
            one, other = read(Seats(SPORTS_DAY), Seats(SPORTS_DAY))
            assert one is other
            assert read.each([Seats(SPORTS_DAY), Seats(SPORTS_DAY)]) == [one, one]
        yield from ()

    part = Slice("quitting", (), (ChangeOfMind,), (), (twins,), (), (), (), ())
    given(domain=STANDARD + part).when(ChangeOfMind()).then_nothing()


def test_a_decision_knows_the_position_that_its_reads_see() -> None:
    """Founding took three positions; in one transaction the second command sees the first's."""
    story = given(*founded(), domain=_telling())
    story.when(ChangeOfMind()).then(ActivityOffered(ActivityId("at-3"), "Market"))
    hands = Community(story.log(), _telling(), clock=lambda: BEGINNING, ids=counting()).acting(
        FOUNDER
    )
    first, second = hands.execute_all([ChangeOfMind(), ChangeOfMind()])
    assert (*first.events, *second.events) == (
        ActivityOffered(ActivityId("at-3"), "Market"),
        ActivityOffered(ActivityId("at-4"), "Market"),
    )


def test_who_only_looks_knows_the_position_too(community: Community) -> None:
    """What the right to look depends on is seen at one position, the head."""
    seen: list[int] = []

    def ask(_: Seats, __: Context, read: Read) -> Grant:
        seen.append(read.position)
        assert read(Settings()).name
        return Grant()

    looking = Slice(
        "looking", (), (), (), (), (), (), (), (), readers={Seats: Right("looker", "看", ask)}
    )
    Community(community.log, STANDARD + looking).acting(FOUNDER).state(Seats(SPORTS_DAY))
    assert seen == [community.log.head().position]


class _Overtaken(MemoryLog):
    """A log on which others are faster so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    @contextmanager
    def writing(self) -> Generator[MemoryLog]:
        with super().writing() as writer:
            yield writer
            if self.times:
                self.times -= 1
                raise Conflict(1)


@pytest.mark.parametrize(("times", "wins"), [(4, True), (5, False)])
def test_a_decision_that_is_overtaken_is_made_again_a_few_times(times: int, *, wins: bool) -> None:
    """Four times is bad luck, five is told; nothing is recorded twice or half."""
    log = _Overtaken(times)
    hands = Community(log, STANDARD, clock=lambda: BEGINNING, ids=counting()).acting(FOUNDER)
    found = FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", date(1980, 1, 1))
    if wins:
        assert hands.execute(found).events == founded()
    else:
        with pytest.raises(Conflict, match="in all 5 attempts"):
            hands.execute(found)
    assert log.head().position == (3 if wins else 0)


class _Failing(MemoryLog):
    """A log whose next commit fails for a reason of its own."""

    broken = False

    @contextmanager
    def writing(self) -> Generator[MemoryLog]:
        with super().writing() as writer:
            yield writer
            if self.broken:
                raise OSError("the disk is full")


def test_a_failed_commit_leaves_no_trace_in_the_cached_states() -> None:
    """What was decided but not recorded is decided anew from the log."""
    log = _Failing()
    hands = Community(log, STANDARD, clock=lambda: BEGINNING, ids=counting()).acting(FOUNDER)
    hands.execute(
        FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", date(1980, 1, 1))
    )
    log.broken = True
    with pytest.raises(OSError, match="full"):
        hands.execute(OfferActivity(MARKET, "Market"))
    log.broken = False
    assert hands.execute(OfferActivity(MARKET, "Fair")).events == (ActivityOffered(MARKET, "Fair"),)


def test_other_writers_are_noticed(clock: Clock) -> None:
    """Two communities over one log: each sees what the other did, few events or many."""
    log = MemoryLog()
    one, two = (Community(log, STANDARD, clock=clock, ids=ids) for ids in (counting(), _other_ids))
    guardian = families(_founded(one))
    two.acting(GUARDIAN).execute(SignUp(SPORTS_DAY, CHILD))
    assert guardian.execute(SignUp(SPORTS_DAY, CHILD)).events == ()
    for number in range(1_200):
        two.acting(FOUNDER).execute(OfferActivity(ActivityId(f"activity-{number}"), "More"))
    assert one.acting(FOUNDER).execute(OfferActivity(ActivityId("activity-7"), "More")).events == ()


_other_numbers = count()


def _other_ids() -> str:
    return f"other-{next(_other_numbers)}"


def _founded(community: Community) -> Acting:
    hands = community.acting(FOUNDER)
    hands.execute(
        FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", date(1980, 1, 1))
    )
    return hands


class _Counted(MemoryLog):
    """A log that counts its transactions, and lets them begin when told."""

    def __init__(self) -> None:
        super().__init__()
        self.transactions = 0
        self.open = threading.Event()
        self.open.set()

    @contextmanager
    def writing(self) -> Generator[MemoryLog]:
        self.open.wait()
        with super().writing() as writer:
            self.transactions += 1
            yield writer


def test_threads_that_arrive_together_share_a_transaction() -> None:
    """Sixteen commands wait for the first one's transaction, then go in together, one refused."""
    log = _Counted()
    community = Community(log, STANDARD, clock=lambda: BEGINNING, ids=counting())
    hands = _founded(community)
    log.transactions = 0
    log.open.clear()
    answers: dict[int, object] = {}

    def offer(number: int) -> None:
        try:
            title = "Market" if number else "\u5e02\u573a"
            where = ActivityId("same" if number < 2 else f"activity-{number}")
            answers[number] = hands.execute(OfferActivity(where, title)).events
        except Refusal as refusal:
            answers[number] = refusal.code

    threads = [threading.Thread(target=offer, args=(number,)) for number in range(17)]
    for thread in threads:
        thread.start()
    queue: deque[object] = getattr(vars(community)["_turns"], "_waiting")  # noqa: B009 - inside
    while len(queue) < 16:
        threading.Event().wait(0.001)
    log.open.set()
    for thread in threads:
        thread.join()
    assert log.transactions == 2
    assert sorted(map(str, answers.values())).count("activity-exists") == 1
    assert log.head().position == 3 + 16


def test_hooks_surround_an_execution() -> None:
    """A tracer sees the issue, before and after, also when it is refused."""
    seen: list[str] = []

    @contextmanager
    def around(issue: Issue) -> Generator[None]:
        seen.append(type(issue.command).__name__)
        try:
            yield
        finally:
            seen.append("done")

    community = Community(MemoryLog(), STANDARD, around=around)
    with pytest.raises(Refusal):
        community.acting(FOUNDER).execute(
            OfferActivity(MARKET, "Market"), at=BEGINNING, command_id="offer"
        )
    assert seen == ["OfferActivity", "done"]


def test_without_clock_and_ids_both_are_asked_for() -> None:
    """The core asks no clock and makes no id: whoever issues a command gives them."""
    hands = Community(MemoryLog(), STANDARD).acting(FOUNDER)
    with pytest.raises(TypeError, match="a clock and ids"):
        hands.execute(OfferActivity(MARKET, "Market"))


def test_the_asynchronous_face_does_what_the_other_does(community: Community) -> None:
    """Awaited under anyio, with worker threads that the app brings."""

    async def story() -> tuple[int, int, str | None]:
        awaited = AsyncCommunity(community, anyio.to_thread.run_sync)
        hands = awaited.acting(FOUNDER)
        one = await hands.execute(OfferActivity(MARKET, "Market"))
        many = await hands.execute_all(
            [OfferActivity(GAMES, "Games"), OfferActivity(MARKET, "Fair")], each=True
        )
        profile = await hands.state(Profile(FOUNDER))
        await awaited.state(Seats(SPORTS_DAY))
        refusals = [answer for answer in many if isinstance(answer, Refusal)]
        return len(one.events), len(refusals), profile.name

    assert anyio.run(story) == (1, 1, "Founder")


def test_a_subscriber_sees_what_was_and_what_comes(founder: Acting) -> None:
    """Events arrive in order, across the moment of subscribing, until it is stopped."""
    log = founder.community.log
    seen: list[Any] = []
    with log.subscribe(after=2) as subscription:
        offer = threading.Thread(target=lambda: founder.execute(OfferActivity(MARKET, "Market")))
        offer.start()
        for recorded in subscription:
            seen.append(recorded.position)
            if isinstance(recorded.event, ActivityOffered):
                subscription.stop()
        offer.join()
    assert seen == [3, 4]
    assert not [r for r in log.read(after=2) if isinstance(r.event, MemberRegistered)]


def test_instants_are_kept_in_utc(community: Community) -> None:
    """An instant given in another zone is the same instant, as UTC."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - the machine's zones are the point here

    later = (BEGINNING + SECOND).astimezone(ZoneInfo("Asia/Shanghai"))
    outcome = community.acting(FOUNDER).execute(OfferActivity(MARKET, "Market"), at=later)
    assert outcome.recorded[0].envelope.context.at.tzinfo is UTC


@process("second-thoughts")
def second_thoughts(event: ActivityOffered) -> Iterator[Command]:
    """Follow every offer by a command that is refused."""
    yield ChangeOfMind()


@pytest.mark.parametrize("each", [False, True])
def test_what_was_undone_does_not_stay_in_the_cached_states(*, each: bool) -> None:
    """Another process then appends as many events: the positions agree, so states must too."""
    slice_ = Slice(
        "quitting", (), (ChangeOfMind,), (), (change_mind,), (second_thoughts,), (), (), ()
    )
    log, ids = MemoryLog(), counting()
    hasty = Community(log, STANDARD + slice_, clock=lambda: BEGINNING, ids=ids)
    calm = Community(log, STANDARD, clock=lambda: BEGINNING, ids=ids)
    _founded(hasty)
    schedule = ScheduleOccurrence(SPORTS_DAY, MARKET, PERIOD)
    with pytest.raises(ActivityUnknown):
        hasty.acting(FOUNDER).execute(schedule)
    offer = hasty.acting(FOUNDER).issue(OfferActivity(MARKET, "Market"))
    if each:
        assert isinstance(hasty.execute_all([offer], each=True)[0], MemberUnknown)
    else:
        with pytest.raises(MemberUnknown):
            hasty.execute(offer)
    calm.acting(FOUNDER).execute(OfferActivity(GAMES, "Games"))
    with pytest.raises(ActivityUnknown):
        hasty.acting(FOUNDER).execute(schedule)


def test_a_group_that_fell_leaves_nothing_in_the_cached_states(founder: Acting) -> None:
    """The first of two was folded already when the second was refused."""
    guardian = families(founder)
    other = Community(founder.community.log, STANDARD, clock=Clock(), ids=_other_ids)
    unknown = SignUp(OccurrenceId("nowhere"), CHILD)
    with pytest.raises(OccurrenceUnknown):
        guardian.execute_all([SignUp(SPORTS_DAY, CHILD), unknown])
    other.acting(FOUNDER).execute(OfferActivity(MARKET, "Market"))
    assert guardian.execute(SignUp(SPORTS_DAY, OTHER)).events == (
        SeatConfirmed(SPORTS_DAY, OTHER, PERIOD),
    )


@pytest.mark.parametrize(
    "nonsense",
    [-1, 99, "2024-06-01", date(2024, 6, 1), datetime(2024, 6, 1), True],  # noqa: DTZ001
    ids=repr,
)
def test_a_past_that_never_was_is_refused(community: Community, nonsense: Any) -> None:
    """A date, a text, a naive instant, a position nobody has reached: never today's state."""
    with pytest.raises(InvalidValue, match="as_of"):
        community.state(Seats(SPORTS_DAY), as_of=nonsense)


def test_beginners_are_told_the_way_out(community: Community) -> None:
    """A command instead of an issue, an id with a blank, a naive instant of decision."""
    with pytest.raises(TypeError, match=r"acting\(member\)"):
        community.execute(SignUp(SPORTS_DAY, CHILD))  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="occurrence_id"):
        community.state(Seats(OccurrenceId("sports day")))
    with pytest.raises(InvalidValue, match="no time zone"):
        Decided(datetime(2024, 6, 1))  # noqa: DTZ001
