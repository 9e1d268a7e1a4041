"""Dates of the sample year: working days, random days inside a month."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import chinese_calendar

YEAR = 2022
FIRST = date(YEAR, 1, 1)
LAST = date(YEAR, 12, 31)
"""The books were closed on this day: what happened later is not in them."""


def is_workday(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def add_days(day: date, count: int) -> date:
    return day + timedelta(days=count)


def add_workdays(day: date, count: int) -> date:
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


def on_workday(day: date) -> date:
    """The day itself or the next working day: papers are signed when the office is open."""
    return day if is_workday(day) else add_workdays(day, 1)


def month_end(month: int) -> date:
    return LAST if month == 12 else date(YEAR, month + 1, 1) - timedelta(days=1)


def last_workday(month: int) -> date:
    day = month_end(month)
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def day_in(rng: Random, month: int, weekend: float = 0.25) -> date:
    """A day of the month; squads patrol on days off too, but less."""
    while True:
        day = date(YEAR, month, rng.randint(1, month_end(month).day))
        if is_workday(day) or rng.random() < weekend:
            return day
