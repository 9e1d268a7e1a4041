"""Working days. The periods of law are counted over them in ``queries/facts/legal_days.sql``.

Days come from chinesecalendar, then from the bureau's own table of days (the State Council's notice of each November),
which beats it. Outside both a day is an ordinary Monday to Friday and is marked as estimated, so that a page can say
未含调休，暂估.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from chinese_calendar.constants import holidays, workdays

from fwzf_data.errors import BadRequest

_DAY = timedelta(days=1)
_KNOWN_YEARS = (min(holidays).year, max(holidays).year)


def bureau_days(off: Iterable[date], worked: Iterable[date], whole_years: Iterable[int]) -> dict[date, bool]:
    """The bureau's own table as ``extra``: whether people work on a day it names, and on every day of a whole year.

    Raises BadRequest for a day that is both off and worked.
    """
    off, worked = set(off), set(worked)
    if both := sorted(off & worked):
        raise BadRequest(f"放假调休表里 {both[0]} 既放假又上班。请改 rules/holidays.toml。")
    years = (_days(date(year, 1, 1), date(year, 12, 31)) for year in whole_years)
    ordinary = {day: day.weekday() < 5 for days in years for day in days}
    return ordinary | dict.fromkeys(off, False) | dict.fromkeys(worked, True)


def calendar_days(
    first: date, last: date, extra: Mapping[date, bool] | None = None
) -> list[tuple[date, bool, bool, int]]:
    """Rows of ``calendar_day``: day, is_workday, is_estimated, working days from ``first`` up to and including it."""
    rows: list[tuple[date, bool, bool, int]] = []
    count = 0
    for day in _days(first, last):
        works, estimated = _workday(day, extra or {})
        count += works
        rows.append((day, works, estimated, count))
    return rows


def _workday(day: date, extra: Mapping[date, bool]) -> tuple[bool, bool]:
    """Whether it is a working day, and whether that is only estimated."""
    if day in extra:
        return extra[day], False
    if day in holidays:
        return False, False
    if day in workdays:
        return True, False
    return day.weekday() < 5, not _KNOWN_YEARS[0] <= day.year <= _KNOWN_YEARS[1]


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY
