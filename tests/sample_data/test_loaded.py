"""The sample year goes through the whole intake, and what was planted in it comes out as what it is."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import Any

import duckdb
import pytest

from fwzf_data.analysis.burst import calendar
from fwzf_data.analysis.fairness import pages
from fwzf_data.analysis.query import ask
from fwzf_data.bureau import load_sample
from fwzf_data.intake.report import LoadReport
from fwzf_data.store.home import Home
from sample_data import generate as sample

pytestmark = pytest.mark.slow
YEAR_END = date(2022, 12, 31)
TRUTH = json.loads((sample.HERE / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[LoadReport], duckdb.DuckDBPyConnection]:
    home = Home.open(tmp_path_factory.mktemp("home"))
    reports = load_sample(home, lambda words: None)
    newest = home.latest()
    assert newest is not None
    return reports, newest.connect()


Loaded = tuple[list[LoadReport], duckdb.DuckDBPyConnection]


def column(loaded: Loaded, question: str, *values: Any) -> list[Any]:
    return [row[0] for row in loaded[1].execute(question, values).fetchall()]


def test_every_file_is_loaded(loaded: Loaded) -> None:
    books = sample.HERE / sample.BOOKS
    assert sorted(report.file for report in loaded[0]) == sorted(file.name for file in books.iterdir())
    assert all(report.batch for report in loaded[0])


@pytest.mark.parametrize("ledger", TRUTH["counts"])
def test_as_many_real_things_are_counted_as_were_drawn(loaded: Loaded, ledger: str) -> None:
    assert column(loaded, f"select count(*) from {ledger}") == [TRUTH["counts"][ledger]]


def test_rows_are_returned_only_where_it_was_planted(loaded: Loaded) -> None:
    clashes = [said for said in TRUTH["writing"]["same_number_on_one_sheet"] if said["content"] == "different"]
    planted = len(TRUTH["writing"]["rows_without_party"]) + 2 * len(clashes)
    assert sum(report.returned for report in loaded[0]) == planted


def test_the_repeating_sheet_is_set_aside_and_no_month_is(loaded: Loaded) -> None:
    aside = "select sheet from sheet join batch using (batch_id) where file like '%行政处罚%' and ledger is null"
    assert sorted(column(loaded, aside)) == ["字典", "汇总", "说明"]


def test_every_unit_is_known_by_its_register(loaded: Loaded) -> None:
    assert column(loaded, "select unit from units where not in_register") == []
    assert column(loaded, "select count(*) from cases where unit is null") == [0]


VERDICTS = {
    "below_grade": ("低于档次", "无理由"),
    "below_grade_approved": ("低于档次", "已批准调整适用"),
    "above_grade": ("高于档次", "无理由"),
    "above_grade_with_reason": ("高于档次", "已说明"),
    "above_grade_approved": ("高于档次", "已批准调整适用"),
    "above_statute": ("超出法定幅度", "无理由"),
    "below_statute": ("超出法定幅度", "无理由"),
    "below_statute_with_ground": ("低于档次", "已说明"),
    "zero_where_due": ("应有罚款而无", "无理由"),
    "fine_where_none": ("应无罚款而有", "无理由"),
    "at_shared_bound": ("恰在界上", None),
}


@pytest.mark.parametrize("planted", VERDICTS)
def test_a_planted_fine_gets_its_verdict(loaded: Loaded, planted: str) -> None:
    numbers = TRUTH["planted"][planted]
    found = loaded[1].execute(
        """
        select verdict, deviation_state from case_verdict join cases using (batch_id, sheet_no, row_no)
        where list_contains($1::varchar[], case_no)
        """,
        [numbers],
    )
    assert found.fetchall() == [VERDICTS[planted]] * len(numbers)


def test_no_other_fine_leaves_its_range(loaded: Loaded) -> None:
    planted = [number for name in VERDICTS if name != "at_shared_bound" for number in TRUTH["planted"][name]]
    outside = column(
        loaded,
        """
        select case_no from case_verdict join cases using (batch_id, sheet_no, row_no)
        where verdict not in ('档内', '恰在界上', '无法核查')
        """,
    )
    assert sorted(outside) == sorted(planted)


def test_the_session_of_two_files_is_one_session(loaded: Loaded) -> None:
    held = "select training_no from trainings where is_held and category = $1 order by held_on"
    assert column(loaded, held, "执法业务培训") == TRUTH["planted"]["business_sessions_held"]
    assert column(loaded, held, "党性学习教育") == TRUTH["planted"]["party_sessions_held"]


def flagged(loaded: Loaded, indicator: str, dimension: str) -> set[str]:
    (page,) = pages(partial(ask, loaded[1], as_of=YEAR_END), YEAR_END, indicator=indicator, dimension=dimension)
    return {one.unit for one in page.flagged}


def test_the_lenient_and_the_severe_unit_are_flagged_and_their_like_are_not(loaded: Loaded) -> None:
    lenient, severe = TRUTH["leanings"]["lenient"], TRUTH["leanings"]["severe"]
    assert flagged(loaded, "punished", "unit") == {lenient["unit"]}
    assert flagged(loaded, "punished", "street") == {lenient["street"]}
    assert flagged(loaded, "position", "unit") == {severe["unit"]}
    assert flagged(loaded, "at_ceiling", "unit") == {severe["unit"]}
    assert flagged(loaded, "disclosed", "unit") == set()


def test_the_burst_nobody_announced_is_found_and_the_announced_one_explained(loaded: Loaded) -> None:
    found = calendar(partial(ask, loaded[1], as_of=YEAR_END), YEAR_END)
    (bare,) = (burst for burst in TRUTH["leanings"]["bursts"] if burst["campaign"] is None)
    first, last = (date.fromisoformat(bare[name]) for name in ("first_on", "last_on"))
    assert {burst.from_on <= first and last <= burst.to_on for burst in found.unexplained} == {True}
    assert {burst.series.unit for burst in found.unexplained} == {None, *bare["units"]}
    announced = {burst["campaign"] for burst in TRUTH["leanings"]["bursts"]} - {None}
    assert {burst.campaign for burst in found.bursts} - {None} == announced


@pytest.mark.parametrize(
    ("code", "planted"),
    [("F04", "repeat_treated_more_lightly"), ("F05", "first_offence_exempted_but_not_first")],
)
def test_planted_leads_are_listed(loaded: Loaded, code: str, planted: str) -> None:
    told = {row["record_key"] for row in ask(loaded[1], "finding_list", as_of=YEAR_END, code=code).dicts()}
    wanted = {column(loaded, "select document_key(?)", case_no)[0] for case_no in TRUTH["planted"][planted]}
    # One planted repeat followed a case that the ledgers leave open: there is nothing to be lighter than.
    assert len(wanted - told) <= (code == "F04")


def test_complaints_nobody_acted_on_are_listed(loaded: Loaded) -> None:
    told = {row["record_key"] for row in ask(loaded[1], "finding_list", as_of=YEAR_END, code="F06").dicts()}
    assert len(told) == len(TRUTH["planted"]["complaint_never_acted_on"])
