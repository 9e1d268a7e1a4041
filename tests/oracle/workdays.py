"""Working days by the package of the State Council's notices, for reckonings that look at no code of ours."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

DAY = timedelta(days=1)


def on_workday(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not chinese_calendar.is_workday(day):
        day += DAY
    return day


def workdays_after(day: date, count: int) -> date:
    """So many working days later."""
    while count:
        day += DAY
        count -= chinese_calendar.is_workday(day)
    return day
