"""A page of the comparison and a calendar of weeks, made by the real computation from made counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from fwzf_data.analysis.burst import Calendar, FoundBurst, Series
from fwzf_data.analysis.comparison import CountyYear, compare
from fwzf_data.analysis.fairness import Page, limits
from fwzf_data.analysis.indicators import indicators

MONDAY = date(2022, 5, 2)


def a_page(name: str, cases: int = 60, sizes: Sequence[int] = ()) -> Page:
    """Five units; the first, of this name, punishes almost always."""
    units = [name, "二中队", "三中队", "四中队", "五中队"]
    size = np.array(sizes or [cases] * 5, float)
    events = np.round(size * np.array([0.95, 0.3, 0.32, 0.28, 0.3]))
    year = CountyYear(units, np.arange(5), np.zeros((5, 1), np.int64), size, events)
    indicator = indicators()["punished"]
    return Page(indicator, "unit", (("violation",),), False, compare(year, limits("unit")), None)


def a_calendar(name: str, count: int = 12) -> Calendar:
    """Three weeks, the middle one a burst of the unit of this name."""
    weeks = tuple(MONDAY + timedelta(weeks=week) for week in range(3))
    series = Series(name, None, None, (1, count, 1))
    burst = FoundBurst(series, weeks[1], weeks[1] + timedelta(days=6), weeks[1], count, 4.0, None)
    return Calendar(weeks, (5.0, 5.0, 5.0), (count and 1, count, count and 1), (burst,) if count else (), 1)
