"""The rule of recurrence: its days, and the last of them until another."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from community_domain.activities import Recurrence, Weekday

FIRST = date(2024, 6, 5)
"""A Wednesday."""
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def rules(*, counted: bool) -> st.SearchStrategy[Recurrence]:
    """Rules that end after so many days, or on one."""
    last = st.none() | DAYS if counted else DAYS
    return st.builds(
        Recurrence,
        st.dates(date(2024, 1, 1), date(2024, 12, 31)),
        st.integers(1, 5),
        st.sampled_from(["days", "weeks"]),
        st.lists(st.sampled_from(Weekday), max_size=3, unique=True).map(tuple),
        last,
        st.integers(1, 60) if counted else st.none(),
    )


@given(rules(counted=True) | rules(counted=False), DAYS)
def test_the_latest_day_is_found_without_counting_from_the_first(
    rule: Recurrence, until: date
) -> None:
    """It is the one that counting finds, wherever in the rule it lies."""
    days = [day for day in rule.days() if day <= until]
    assert rule.latest(until) == (days[-1] if days else None)


def test_the_latest_day_of_a_rule_that_begins_in_the_middle_of_a_week() -> None:
    """Mondays of every second week from a Wednesday on: none in the first week."""
    rule = Recurrence(FIRST, 2, weekdays=(Weekday.MONDAY,), last=date(2100, 1, 1))
    monday = date(2024, 6, 17)
    assert rule.latest(monday - timedelta(days=1)) is None
    assert rule.latest(monday) == monday
    assert rule.latest(monday + timedelta(days=13)) == monday
    assert rule.latest(date(2199, 12, 31)) == date(2099, 12, 21)
