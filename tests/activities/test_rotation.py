"""How members are dealt to groups, and how groups go round: laws of the plan itself."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from community_domain import MemberId
from community_domain.activities import StationId, Visit, dealt, rounds_for

GROUPS = st.integers(1, 24)
STATIONS = st.dictionaries(
    st.sampled_from([StationId(f"station-{number}") for number in range(1, 11)]),
    st.integers(1, 4),
    max_size=10,
)
CLAIMS = st.lists(st.integers(1, 6), min_size=1, max_size=40)
Been = set[tuple[int, StationId]]


def claims_of(sizes: list[int]) -> list[list[MemberId]]:
    """So many members together each."""
    return [[MemberId(f"{n}-{one}") for one in range(size)] for n, size in enumerate(sizes)]


def demand_a_rotation(
    visits: tuple[Visit, ...], groups: int, stations: dict[StationId, int], been: Been, first: int
) -> None:
    """What is missing is visited, once each; nowhere are too many, and nobody is in two places."""
    pairs = [(visit.group, visit.station_id) for visit in visits]
    every = {(group, station) for group in range(1, groups + 1) for station in stations}
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == every - been
    busy = Counter((visit.round, visit.group) for visit in visits)
    assert not busy or max(busy.values()) == 1
    for (_, station), together in Counter((v.round, v.station_id) for v in visits).items():
        assert together <= stations[station]
    numbers = sorted({visit.round for visit in visits})
    assert numbers == list(range(first, first + len(numbers)))
    assert list(visits) == sorted(visits, key=lambda visit: (visit.round, visit.group))


def fewest(visits: tuple[Visit, ...], stations: dict[StationId, int]) -> int:
    """No plan can have fewer rounds than its fullest group, or its fullest station, needs."""
    of_groups = Counter(visit.group for visit in visits)
    at_stations = Counter(visit.station_id for visit in visits)
    turns = [-(-count // stations[station]) for station, count in at_stations.items()]
    return max([*of_groups.values(), *turns, 0])


@given(GROUPS, STATIONS)
def test_r16_every_group_visits_every_station_once(
    groups: int, stations: dict[StationId, int]
) -> None:
    """For any groups, stations and places, in as few rounds as there can be (R16)."""
    visits = rounds_for(groups, stations, set(), 1)
    demand_a_rotation(visits, groups, stations, set(), 1)
    assert len({visit.round for visit in visits}) == fewest(visits, stations)


@given(GROUPS, STATIONS, st.data())
def test_r16_what_is_left_is_planned_without_repeats(
    groups: int, stations: dict[StationId, int], data: st.DataObject
) -> None:
    """Wherever groups have been before, each goes where it has not been, and only there (R16)."""
    every = [(group, station) for group in range(1, groups + 1) for station in stations]
    been: Been = data.draw(st.sets(st.sampled_from(every))) if every else set()
    visits = rounds_for(groups, stations, been, 4)
    demand_a_rotation(visits, groups, stations, been, 4)
    assert len({visit.round for visit in visits}) == fewest(visits, stations)


@given(GROUPS, STATIONS, st.data())
def test_r16_stations_close_one_after_the_other(
    groups: int, stations: dict[StationId, int], data: st.DataObject
) -> None:
    """However often it rains, what was played stays, and every open station is visited (R16)."""
    been: Been = set()
    visits, number = rounds_for(groups, stations, been, 1), 1
    while visits:
        been |= {(one.group, one.station_id) for one in visits if one.round == number}
        visits, number = tuple(one for one in visits if one.round > number), number + 1
        closed = data.draw(st.sampled_from([None, *stations]))
        if closed is not None:
            stations = {one: takes for one, takes in stations.items() if one != closed}
            been = {one for one in been if one[1] in stations}
            visits = rounds_for(groups, stations, been, number)
            demand_a_rotation(visits, groups, stations, been, number)
    assert been == {(group, one) for group in range(1, groups + 1) for one in stations}


def test_groups_go_on_to_the_next_station() -> None:
    """As on a real sports day: everybody moves up by one, and nobody has to look anything up."""
    names = [StationId(name) for name in ("ring-toss", "bowling", "ping-pong", "rope")]
    visits = rounds_for(4, dict.fromkeys(names, 1), set(), 1)
    first = [visit.station_id for visit in visits if visit.group == 1]
    assert first == names
    assert [v.station_id for v in visits if v.group == 2] == [*names[1:], names[0]]


def test_more_groups_than_places_wait_in_turns() -> None:
    """Three groups at one station take three rounds, or two where it takes two at once."""
    one = StationId("ring-toss")
    assert [(v.round, v.group) for v in rounds_for(3, {one: 1}, set(), 1)] == [
        (1, 1),
        (2, 3),
        (3, 2),
    ]
    assert Counter(v.round for v in rounds_for(3, {one: 2}, set(), 1)) == {1: 2, 2: 1}


@given(CLAIMS, st.integers(1, 30))
def test_groups_are_as_large_as_each_other(sizes: list[int], groups: int) -> None:
    """Sizes differ by one at most, and everybody is in exactly one group."""
    claims = claims_of(sizes)
    everybody = [one for claim in claims for one in claim]
    made = dealt(claims, min(groups, len(everybody)))
    assert sorted(one for group in made for one in group) == sorted(everybody)
    assert max(map(len, made)) - min(map(len, made)) <= 1


@given(CLAIMS, st.integers(1, 30))
def test_a_party_is_split_only_where_no_group_has_room(sizes: list[int], groups: int) -> None:
    """Whoever came together stays together, as long as it fits into what is left at its turn."""
    claims = claims_of(sizes)
    made = dealt(claims, min(groups, sum(sizes)))
    where = {one: number for number, group in enumerate(made) for one in group}
    room = [len(group) for group in made]
    for claim in sorted(claims, key=len, reverse=True):
        parts = Counter(where[one] for one in claim)
        if len(claim) <= max(room):
            assert len(parts) == 1
        for number, part in parts.items():
            room[number] -= part


def test_the_draw_decides_who_is_with_whom() -> None:
    """Another order makes other groups, the same order the same ones."""
    claims = claims_of([1] * 6)
    assert dealt(claims, 2) == dealt(claims, 2)
    assert dealt(claims, 3)[0] == [*claims[0], *claims[3]]
    assert dealt([*claims[1:], claims[0]], 3)[0] == [*claims[1], *claims[4]]
