"""Working days, held to the examples that were counted by hand from the State Council's notices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwzf_data.analysis.workdays import bureau_days, calendar_days
from fwzf_data.errors import BadRequest

COVERED = st.dates(date(2004, 1, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("decided", "last_day"),
    [
        ("2022-04-22", "2022-05-05"),  # 04-24 and 05-07 are worked, 04-30 to 05-04 are off
        ("2022-04-29", "2022-05-12"),
        ("2022-09-29", "2022-10-13"),
        ("2022-01-27", "2022-02-10"),
        ("2022-12-28", "2023-01-09"),
    ],
)
def test_seven_working_days_end_where_the_notice_of_holidays_says(decided, last_day):
    assert after(date.fromisoformat(decided), 7) == date.fromisoformat(last_day)


def after(start: date, count: int, extra: Mapping[date, bool] | None = None) -> date:
    """The count-th working day after a day; day one is the day after."""
    rows = calendar_days(start + timedelta(days=1), start + timedelta(days=90), extra)
    return next(day for day, works, _, number in rows if works and number == count)


@pytest.mark.parametrize("day", ["2022-04-30", "2022-12-25", "2022-12-31"])
def test_three_deadlines_of_the_plan_fall_on_days_off(day):
    ((_, works, _, _),) = calendar_days(date.fromisoformat(day), date.fromisoformat(day))
    assert not works


def test_outside_the_known_years_days_are_estimated():
    rows = {day: (works, estimated) for day, works, estimated, _ in calendar_days(date(2026, 12, 31), date(2027, 1, 3))}
    assert rows[date(2026, 12, 31)] == (True, False)
    assert rows[date(2027, 1, 1)] == (True, True)
    assert rows[date(2027, 1, 2)] == (False, True)


def test_the_bureaus_table_extends_and_corrects_the_calendar():
    extra = {date(2027, 1, 1): False, date(2022, 4, 24): False}
    assert calendar_days(date(2027, 1, 1), date(2027, 1, 1), extra) == [(date(2027, 1, 1), False, False, 0)]
    assert after(date(2022, 4, 22), 7, extra) == date(2022, 5, 6)


def test_the_bureau_writes_the_days_of_a_year_the_calendar_does_not_know():
    extra = bureau_days([date(2027, 1, 1), date(2027, 2, 8)], [date(2027, 2, 14)], [2027])
    rows = {
        day: (works, guessed) for day, works, guessed, _ in calendar_days(date(2027, 1, 1), date(2028, 1, 4), extra)
    }
    assert rows[date(2027, 2, 8)] == (False, False)
    assert rows[date(2027, 2, 14)] == (True, False)
    assert rows[date(2027, 3, 1)] == (True, False)
    assert rows[date(2027, 3, 6)] == (False, False)
    assert rows[date(2028, 1, 3)] == (True, True)


def test_days_of_a_year_that_is_not_whole_leave_the_rest_estimated():
    extra = bureau_days([date(2027, 1, 1)], [], [])
    rows = {day: guessed for day, _, guessed, _ in calendar_days(date(2027, 1, 1), date(2027, 1, 4), extra)}
    assert rows == {date(2027, 1, 1): False, date(2027, 1, 2): True, date(2027, 1, 3): True, date(2027, 1, 4): True}


def test_a_day_cannot_be_off_and_worked():
    with pytest.raises(BadRequest, match="2027-01-01"):
        bureau_days([date(2027, 1, 1)], [date(2027, 1, 1)], [])


def test_no_days_between_a_later_and_an_earlier_day():
    assert calendar_days(date(2022, 1, 2), date(2022, 1, 1)) == []


@given(COVERED, st.integers(0, 200))
def test_the_number_of_a_day_is_the_count_of_working_days_up_to_it(start, length):
    rows = calendar_days(start, start + timedelta(days=length))
    assert [number for _, _, _, number in rows] == list(accumulate(works for _, works, _, _ in rows))
