"""The published comparison over drawn ledgers: its columns, who may see what, and that nothing changes a byte."""

from __future__ import annotations

import json
from datetime import date
from functools import partial

import duckdb
import pytest

from fwzf_data.analysis.captions import how, interval
from fwzf_data.analysis.facts import build_facts, write_rules
from fwzf_data.analysis.fairness import PERMILLE, UNIT_COMPARISON, compared_cases, pages, unit_comparison
from fwzf_data.analysis.indicators import DIMENSIONS, indicators
from fwzf_data.analysis.published import answer, published
from fwzf_data.analysis.query import ask, queries
from fwzf_data.documents.plain import answer_json
from fwzf_data.errors import BadRequest
from fwzf_data.intake.schema import create_base_tables

PUBLIC = [
    "indicator", "dimension", "value", "n", "observed", "expected", "rate", "low", "high", "shrunk",
    "min_visible_gap", "verdict",
]  # fmt: skip
IDS = [
    "punished", "unpunished", "withdrawn", "reduced", "at_ceiling", "position", "overdue", "disclosed",
    "complaint_filed", "patrol_filed", "first_exempt", "simple_procedure", "warned_not_filed", "inspected_often",
]  # fmt: skip
YEAR_END = date(2022, 12, 31)
MADE = """
    create or replace table compared_cases as
    select
        date '2022-01-03' + (case_no % 360)::integer as happened_on,
        '中队' || (case_no % 7) as unit,
        '中队' || (case_no % 7) as above_unit,
        '街道' || (case_no % 5) as street,
        case when case_no % 3 = 0 then '自然人' else '个体工商户' end as party_kind,
        '巡查发现' as source_kind,
        '甲、乙' || (case_no % 4) as officer_pair,
        'V' || (case_no // 7 % 3) as violation_code,
        '轻微' as grade,
        '普通程序' as procedure,
        '个人' as party_scope,
        date '2022-02-01' as mature_on,
        case when hash(case_no) % 100 < case when case_no % 7 = 0 then 75 else 30 end then '处罚' else '不予处罚' end
            as outcome,
        false as is_reduced,
        hash(case_no) % 5 = 0 as is_at_ceiling,
        (hash(case_no + 1) % 1001)::integer as position_permille,
        date '2022-12-01' as decision_due_on,
        date '2022-11-01' as ended_on,
        null::date as publish_due_on,
        null::date as published_on,
        null::boolean as is_first_exempted,
        1 as batch_id,
        1 as sheet_no,
        case_no::integer as row_no
    from range(700) as drawn(case_no)
"""
NUMBERED = """
    create or replace table compared_cases as
    select *, hash(violation_code, grade, procedure, party_scope) as kind_key from compared_cases
"""


@pytest.fixture
def made() -> duckdb.DuckDBPyConnection:
    """Facts of a made year: 中队0 punishes 75 of a hundred where the others punish 30."""
    connection = duckdb.connect(":memory:")
    create_base_tables(connection)
    write_rules(connection)
    build_facts(connection)
    connection.execute(MADE)
    connection.execute(NUMBERED)
    build_facts(connection, ["compared_kinds"])
    return connection


def text(connection: duckdb.DuckDBPyConnection, **given: str) -> str:
    found = answer(connection, "unit_comparison", as_of=YEAR_END, **given)
    return json.dumps(answer_json(found, 1), ensure_ascii=False, sort_keys=True)


def test_the_answer_has_the_public_columns_and_rates_travel_with_both_numbers(made: duckdb.DuckDBPyConnection) -> None:
    rows = answer(made, "unit_comparison", as_of=YEAR_END, indicator="punished", dimension="unit").dicts()
    assert list(rows[0])[: len(PUBLIC)] == PUBLIC
    (deviant,) = (row for row in rows if row["value"] == "中队0")
    assert (deviant["n"], deviant["verdict"]) == (100, "值得复核（偏高）")
    assert deviant["rate"] == {"num": deviant["observed"], "den": 100}
    assert deviant["observed"] > deviant["high"] > deviant["expected"] > deviant["low"]
    assert set(deviant["shrunk"]) == set(deviant["min_visible_gap"]) == {"num", "den"}
    assert {row["verdict"] for row in rows if row["value"] != "中队0"} == {"正常波动"}


def test_expected_is_what_the_others_did_with_the_same_kinds_of_case(made: duckdb.DuckDBPyConnection) -> None:
    rows = answer(made, "unit_comparison", as_of=YEAR_END, indicator="punished", dimension="unit").dicts()
    expected = made.execute("""
        with counted as (
            select unit, violation_code, count(*) as size, count(*) filter (outcome = '处罚') as events
            from compared_cases group by all
        )
        select sum(own.size * others.events / others.size)
        from counted as own
        inner join (
            select violation_code, sum(size) as size, sum(events) as events from counted
            where unit not in ('中队0', '中队1') group by violation_code
        ) as others on own.violation_code = others.violation_code
        where own.unit = '中队1'
    """).fetchone()
    assert expected is not None
    (found,) = (row["expected"] for row in rows if row["value"] == "中队1")
    assert found == pytest.approx(expected[0], abs=1e-3), "a flagged unit is nobody's reference"


def test_every_indicator_of_the_contract_is_declared_and_counted() -> None:
    assert list(indicators()) == IDS
    for indicator in indicators().values():
        columns = {column.name for column in queries()[indicator.cells].columns}
        wanted = {indicator.size} | ({indicator.count} if indicator.count else set())
        wanted |= {f"{indicator.amount}_{part}" for part in ("sum", "squares", "cubes")} if indicator.amount else set()
        assert wanted <= columns, indicator.name
        assert set(indicator.dimensions) <= set(DIMENSIONS)
        assert (indicator.count is None) != (indicator.amount is None)


def test_squads_are_joined_on_a_page_of_their_own_only_where_there_are_any(made: duckdb.DuckDBPyConnection) -> None:
    def found() -> dict[str, list[str]]:
        asked = pages(partial(ask, made, as_of=YEAR_END), YEAR_END, indicator="punished")
        return {page.dimension: [one.unit for one in page.report.comparisons] for page in asked}

    assert "above_unit" not in found()
    made.execute("update compared_cases set above_unit = '大队' where unit in ('中队1', '中队2')")
    assert found()["above_unit"] == ["中队0", "中队3", "中队4", "中队5", "中队6", "大队"]


def test_units_are_compared_in_the_order_of_the_register(made: duckdb.DuckDBPyConnection) -> None:
    made.execute("insert into units by name select '中队3' as unit, 1 as sort_order union all select '中队1', 2")
    (page,) = pages(partial(ask, made, as_of=YEAR_END), YEAR_END, indicator="punished", dimension="unit")
    assert [one.unit for one in page.report.comparisons][:4] == ["中队3", "中队1", "中队0", "中队2"]


def test_the_list_of_cases_marks_as_many_comparable_as_each_unit_was_compared_by(
    made: duckdb.DuckDBPyConnection,
) -> None:
    made.execute("insert into cases by name select batch_id, sheet_no, row_no from compared_cases")
    made.execute("update compared_cases set violation_code = unit where row_no % 11 = 0")
    made.execute(NUMBERED.replace("*", "* exclude (kind_key)"))
    build_facts(made, ["compared_kinds"])
    asking = partial(ask, made, as_of=YEAR_END)
    for page in pages(asking, YEAR_END):
        if page.indicator.cells == "comparison_case_cells":
            for one in page.report.comparisons:
                listed = compared_cases(asking, YEAR_END, indicator=page.indicator.name, **{page.dimension: one.unit})
                marks = [row[0] for row in listed.rows]
                assert (marks.count(True), marks.count(False)) == (one.size, one.left_out)
    alone = compared_cases(asking, YEAR_END, indicator="punished", unit="中队1")
    assert sum(row[0] is False for row in alone.rows) == 9, "of a kind that no other unit has"
    assert {row[0] for row in compared_cases(asking, YEAR_END, indicator="punished").rows} == {None}


def test_officers_are_for_the_supervisor_alone(made: duckdb.DuckDBPyConnection) -> None:
    assert "officer_pair" not in text(made).replace('"params"', "")
    assert "officer_pair" in text(made, role="supervisor")
    assert "甲、乙" not in text(made)


def test_row_order_threads_and_repetition_change_no_byte(made: duckdb.DuckDBPyConnection) -> None:
    first = text(made, role="supervisor")
    assert text(made, role="supervisor") == first
    made.execute("create or replace table compared_cases as select * from compared_cases order by hash(row_no, 7)")
    made.execute("set threads to 1")
    assert text(made, role="supervisor") == first
    made.execute("set threads to 4")
    assert text(made, role="supervisor") == first


def test_a_grade_that_only_one_ending_has_is_no_stratum(made: duckdb.DuckDBPyConnection) -> None:
    made.execute("update compared_cases set grade = case when outcome = '处罚' then '轻微' end")
    made.execute(NUMBERED.replace("*", "* exclude (kind_key)"))
    build_facts(made, ["compared_kinds"])
    (page,) = pages(partial(ask, made, as_of=YEAR_END), YEAR_END, indicator="punished", dimension="unit")
    assert page.is_grade_dropped
    assert page.strata == (("violation", "procedure", "scope"), ("violation",))
    assert [one.unit for one in page.flagged] == ["中队0"]


def test_amounts_are_compared_as_parts_of_one(made: duckdb.DuckDBPyConnection) -> None:
    rows = answer(made, "unit_comparison", as_of=YEAR_END, indicator="position", dimension="unit").dicts()
    total = made.execute("select sum(position_permille) from compared_cases").fetchone()
    assert total is not None
    assert sum(row["observed"] for row in rows) == pytest.approx(total[0] / PERMILLE)


def test_an_empty_bureau_has_an_empty_answer() -> None:
    with duckdb.connect(":memory:") as connection:
        create_base_tables(connection)
        write_rules(connection)
        build_facts(connection)
        assert unit_comparison(partial(ask, connection, as_of=YEAR_END), YEAR_END).rows == ()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"nonsense": "1"}, "没有参数 nonsense"),
        ({"from_on": "2022.1.1"}, "应为日期"),
        ({"indicator": "beauty"}, "没有名为「beauty」的指标"),
        ({"dimension": "moon"}, "没有名为「moon」的维度"),
    ],
)
def test_what_cannot_be_asked_is_said(made: duckdb.DuckDBPyConnection, given: dict[str, str], says: str) -> None:
    with pytest.raises(BadRequest, match=says):
        answer(made, "unit_comparison", as_of=YEAR_END, **given)


def test_computed_answers_are_published_beside_the_files() -> None:
    assert published()["unit_comparison"] is UNIT_COMPARISON
    assert {"case_list", "unit_comparison"} <= set(published())
    assert not any(asked.room == "facts" for asked in published().values())


def test_two_groups_get_an_odds_ratio_and_no_verdict(made: duckdb.DuckDBPyConnection) -> None:
    (page,) = pages(partial(ask, made, as_of=YEAR_END), YEAR_END, indicator="punished", dimension="party_kind")
    assert {one.unit for one in page.report.comparisons} == {"个体工商户", "自然人"}
    assert not page.flagged
    assert page.odds is not None
    assert page.odds.low < 1 < page.odds.high
    assert any("机会比" in line["内容"] for line in how(page))
    (by_unit,) = pages(partial(ask, made, as_of=YEAR_END), YEAR_END, indicator="punished", dimension="unit")
    assert by_unit.odds is None


def test_the_raw_rate_is_told_with_its_interval(made: duckdb.DuckDBPyConnection) -> None:
    (page,) = pages(partial(ask, made, as_of=YEAR_END), YEAR_END, indicator="punished", dimension="unit")
    (deviant,) = (one for one in page.report.comparisons if one.unit == "中队0")
    share = deviant.observed / deviant.size
    assert interval(deviant).startswith(f"{share:.0%}（")
