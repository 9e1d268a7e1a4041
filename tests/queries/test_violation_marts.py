"""Violations against the window before, and by unit, street, kind of party and month."""

from __future__ import annotations

import pytest

from tests.queries.drawn import drawn


@pytest.fixture(autouse=True)
def _loaded(bench):
    bench.given("violation", """
        violation_code | clause_no | name
        ---------------+-----------+---------
        A1             | 1         | 占道经营
        A2             | 1         | 乱倒垃圾
    """)
    bench.given("unit", """
        unit     | aliases | area
        ---------+---------+----------------
        一中队   |         | 城关镇
        二中队   |         | 辛安镇、孟寨镇
    """)
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause | decision_date | unit   | street | party_type
        --------+------------+----------------+-------+---------------+--------+--------+-----------
        01      | 甲         | A1             | 占道  | 2022-02-28    | 一中队 |        | 自然人
        02      | 甲         | A1             | 占道  | 2022-03-01    | 一中队 |        | 自然人
        03      | 甲         | A1             | 占道  | 2022-03-31    | 二中队 |        |
        04      | 甲         | A2             | 占道  | 2022-03-31    |        | 孟寨镇 |
        05      | 甲         |                | 谜    | 2022-03-31    |        |        |
        06      | 甲         | A2             | 占道  | 2022-01-28    | 一中队 |        |
        07      | 甲         | A2             | 占道  | 2022-01-29    | 一中队 |        |
    """)


def test_a_window_is_compared_with_as_many_days_before_it(bench):
    assert bench.ask("violation_trend", from_on="2022-03-01", to_on="2022-03-31") == drawn("""
        violation_code | violation_name | case_count | former_case_count | difference | change
        ---------------+----------------+------------+-------------------+------------+-------
        A1             | 占道经营       | 2          | 1                 | 1          | 1/1
        A2             | 乱倒垃圾       | 1          | 1                 | 0          | 0/1
                       | 未对应         | 1          | 0                 | 1          |
    """)


def test_units_streets_kinds_and_months_each_hold_every_row_once(bench):
    march = {"from_on": "2022-03-01", "to_on": "2022-03-31"}
    assert bench.ask("violation_by_unit", **march) == drawn("""
        unit     | case_count | share
        ---------+------------+------
        未填单位 | 2          | 2/4
        一中队   | 1          | 1/4
        二中队   | 1          | 1/4
    """)
    assert bench.ask("violation_by_street", **march) == drawn("""
        street   | case_count
        ---------+-----------
        未填街道 | 2
        城关镇   | 1
        孟寨镇   | 1
    """)
    assert bench.ask("violation_by_party_kind", **march) == drawn("""
        party_kind | case_count
        -----------+-----------
        未填类型   | 3
        自然人     | 1
    """)
    assert bench.ask("violation_by_month") == drawn("""
        month   | case_count
        --------+-----------
        2022-01 | 2
        2022-02 | 1
        2022-03 | 4
    """)


def test_one_violation_can_be_asked_for_and_the_unmatched_too(bench):
    assert bench.ask("violation_by_month", violation_code="A1") == drawn("""
        month   | case_count
        --------+-----------
        2022-02 | 1
        2022-03 | 2
    """)
    assert bench.ask("violation_by_month", violation_code="未对应") == drawn("""
        month   | case_count
        --------+-----------
        2022-03 | 1
    """)


def test_a_window_without_events_gives_no_rows(bench):
    for name in ("violation_trend", "violation_by_unit", "violation_by_street", "violation_by_month"):
        assert bench.ask(name, from_on="2020-01-01", to_on="2020-12-31").rows == ()
