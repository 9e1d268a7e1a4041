"""Working days, held to the examples that were counted by hand from the State Council's notices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwzf_data.analysis.workdays import add_workdays, bureau_days, calendar_days, deadline, is_workday
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
    end = deadline(date.fromisoformat(decided), 7, "workdays")
    assert (end.day.isoformat(), end.is_estimated) == (last_day, False)


def test_day_one_is_the_day_after():
    assert add_workdays(date(2022, 4, 18), 1).day == date(2022, 4, 19)
    assert add_workdays(date(2022, 4, 18), 0).day == date(2022, 4, 18)


def test_a_calendar_period_that_ends_on_a_day_off_ends_on_the_next_working_day():
    assert deadline(date(2022, 4, 15), 15, "calendar").day == date(2022, 5, 5)
    assert deadline(date(2022, 4, 15), 15, "calendar", roll_over=False).day == date(2022, 4, 30)
    assert deadline(date(2022, 4, 14), 15, "calendar").day == date(2022, 4, 29)


@pytest.mark.parametrize("day", ["2022-04-30", "2022-12-25", "2022-12-31"])
def test_three_deadlines_of_the_plan_fall_on_days_off(day):
    assert not is_workday(date.fromisoformat(day))


def test_outside_the_known_years_days_are_estimated():
    rows = {day: (works, estimated) for day, works, estimated, _ in calendar_days(date(2026, 12, 31), date(2027, 1, 3))}
    assert rows[date(2026, 12, 31)] == (True, False)
    assert rows[date(2027, 1, 1)] == (True, True)
    assert rows[date(2027, 1, 2)] == (False, True)
    assert deadline(date(2026, 12, 30), 7, "workdays").is_estimated
    assert not deadline(date(2026, 12, 30), 1, "workdays").is_estimated


def test_the_bureaus_table_extends_and_corrects_the_calendar():
    extra = {date(2027, 1, 1): False, date(2022, 4, 24): False}
    assert calendar_days(date(2027, 1, 1), date(2027, 1, 1), extra) == [(date(2027, 1, 1), False, False, 0)]
    assert deadline(date(2022, 4, 22), 7, "workdays", extra=extra).day == date(2022, 5, 6)


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


def test_a_period_has_no_negative_length():
    with pytest.raises(ValueError, match="negative"):
        add_workdays(date(2022, 1, 1), -1)


@given(COVERED, st.integers(0, 40))
def test_the_difference_of_two_numbers_is_the_count_of_working_days(start, count):
    end = add_workdays(start, count).day
    numbers = {day: number for day, _, _, number in calendar_days(start, end)}
    assert numbers[end] - numbers[start] == count


@given(COVERED, st.integers(1, 40))
def test_a_period_of_working_days_ends_on_one(start, count):
    assert is_workday(add_workdays(start, count).day)


@given(COVERED, st.integers(0, 200))
def test_rolling_over_never_shortens_a_period_nor_adds_more_than_a_holiday(start, count):
    plain = start + timedelta(days=count)
    assert plain <= deadline(start, count, "calendar").day <= plain + timedelta(days=12)
