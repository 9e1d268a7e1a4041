"""Every duty of every unit on the days of 2022, for three constructed years, against the reckoning by hand."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from fwzf_data.analysis.query import ask
from fwzf_data.settings import today
from tests.reckoning.reckon import Reckoning
from tests.reckoning.years import TEMPERS, load_year, made

SEEDS = range(int(os.environ.get("FWZF_YEARS", "1")))
"""``FWZF_YEARS=9 FWZF_EVERY_DAY=1``: nine years of each temper, all 365 days."""
TURNS = (date(2022, 1, 1), date(2022, 4, 30), date(2022, 5, 1), date(2022, 5, 31), date(2022, 6, 1), date(2022, 11, 30),
         date(2022, 12, 1), date(2022, 12, 25), date(2022, 12, 26), date(2022, 12, 30), date(2022, 12, 31))  # fmt: skip
Told = dict[date, list[dict[str, Any]]]
EVERY = [date(2022, 1, 1) + timedelta(day) for day in range(365)]
DAYS = EVERY if os.environ.get("FWZF_EVERY_DAY") else sorted({*EVERY[::30], *TURNS})


@pytest.fixture(scope="module", params=[(temper, seed) for seed in SEEDS for temper in TEMPERS], ids=str)
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Reckoning, Told]:
    """The rows as they were drawn, and what the product says after they went through the real intake."""
    folder: Path = tmp_path_factory.mktemp("year")
    rows = made(*request.param)
    generation = load_year(rows, folder / "home", folder).latest()
    assert generation is not None
    connection = generation.connect()
    loaded_on = today()
    return Reckoning(rows, loaded_on), {day: ask(connection, "obligation_status", as_of=day).dicts() for day in DAYS}


def test_every_duty_of_every_unit_has_the_status_reckoned_by_hand(year: tuple[Reckoning, Told]) -> None:
    reckoning, told = year
    wrong = []
    for day, rows in told.items():
        by_hand = {(key, unit): (status, days) for key, unit, status, days in reckoning.statuses(day)}
        answered = {(row["obligation_id"], row["unit"]): (row["status"], row["days_overdue"]) for row in rows}
        assert answered.keys() == by_hand.keys()
        wrong += [(day, key, answered[key], by_hand[key]) for key in by_hand if answered[key] != by_hand[key]]
    assert wrong == []


def test_nothing_is_done_without_evidence_and_nothing_is_late_before_its_day(year: tuple[Reckoning, Told]) -> None:
    _, told = year
    for day, rows in told.items():
        for row in rows:
            if row["status"] == "已完成":
                assert row["evidence_count"] or row["done_count"], (day, row)
            if row["status"] == "超期":
                assert row["due_on"] < day, (day, row)


def test_the_three_years_are_as_different_as_they_are_called() -> None:
    loaded = {temper: sum(len(rows) for files in made(temper, 0).values() for rows in files) for temper in TEMPERS}
    assert loaded["diligent"] > loaded["average"] > loaded["failing"] > 0
