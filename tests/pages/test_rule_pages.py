"""办案规则: the numbers are the rows they open, a rule says what may excuse, what cannot be checked is listed."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from fwzf_data.store.home import Home
from fwzf_data.web.provenance import BEHIND
from tests.pages.conftest import Open, desk, texts, turned

YEAR = {"from_on": date(2022, 1, 1), "to_on": date(2022, 12, 31)}


def test_the_page_counts_findings_and_what_could_not_be_checked(year: Home, open_page: Open) -> None:
    rows = desk(year).answer("finding_by_rule", **YEAR).dicts()
    said = texts(open_page("pages/enforcement/rules.py"))
    assert f"{len(rows)} 条规则：确定的线索 {sum(row['sure_count'] for row in rows):,} 条" in said
    assert f"无法核查 {sum(row['unchecked_count'] for row in rows):,} 件次" in said


@pytest.mark.parametrize("mart", ["finding_by_rule", "finding_by_unit"])
def test_a_number_is_the_number_of_rows_behind_it(year: Home, mart: str) -> None:
    asked, (listed, figures) = desk(year), BEHIND[mart]
    rows = asked.answer(mart, **YEAR).dicts()
    name = "code" if mart == "finding_by_rule" else "unit"
    counted = 0
    for row in rows:
        for column, filters in figures.items():
            behind = asked.answer(listed, **YEAR, **filters, **{name: row[name]}).rows
            assert row[column] == len(behind)
            counted += len(behind)
    assert counted


@pytest.mark.parametrize("part", ["各规则", "各单位", "规则说明"])
def test_every_part_opens(year: Home, open_page: Open, part: str) -> None:
    app = open_page("pages/enforcement/rules.py")
    turned(app, part)


def test_a_rule_says_its_article_what_may_excuse_and_what_was_left_out(year: Home, open_page: Open) -> None:
    app: AppTest = open_page("pages/enforcement/rules.py", explained="P01 办案超过九十日")
    app = turned(app, "规则说明")
    told = " ".join(app.table[0].value.astype(str).to_numpy().ravel())
    assert "行政处罚法第六十条" in told
    assert "可能的正当原因" in told
    assert "简易程序的案件。" in told


def test_what_a_rule_could_not_check_is_listed_and_counted_alike(year: Home, open_page: Open) -> None:
    rows = desk(year).answer("finding_by_rule").dicts()
    worst = max(rows, key=lambda row: row["unchecked_count"])
    assert worst["unchecked_count"]
    said = texts(open_page("pages/enforcement/unchecked.py", code=worst["code"]))
    assert f"{worst['code']} {worst['title']}" in said
    assert f"共 {worst['unchecked_count']:,} 行" in said


def test_an_unknown_rule_and_no_rule_are_answered_in_words(year: Home, open_page: Open) -> None:
    assert "没有编号为「X9」的规则" in texts(open_page("pages/enforcement/unchecked.py", code="X9"))
    assert "请从「办案规则」点开" in texts(open_page("pages/enforcement/unchecked.py"))


def test_a_case_shows_its_clocks_and_what_the_rules_found(year: Home, open_page: Open) -> None:
    found = desk(year).answer("finding_list", record_kind="penalty_case").dicts()
    case = found[0]["record_key"]
    said = texts(open_page("pages/trace/case.py", record_key=case))
    assert "法定期限" in said
    assert f"规则线索 {sum(row['record_key'] == case for row in found)} 条" in said
