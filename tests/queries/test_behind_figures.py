"""The lists behind figures: events counted in a frequency, attendances, judged cases, obligations that fall due."""

from __future__ import annotations

import pytest

from tests.queries.drawn import drawn

CATALOGUE = """
    violation_code | clause_no | name     | party_scope | penalty_kind | min_yuan | max_yuan | fine_is
    ---------------+-----------+----------+-------------+--------------+----------+----------+--------
    A1             | 1         | 占道经营 | 全部        | range        | 100      | 1000     | 应当
"""
BENCHMARK = """
    benchmark_id | violation_code | clause_no | grade | grade_order | party_scope | penalty_kind | min_value | max_value | value_unit | fine_is
    -------------+----------------+-----------+-------+-------------+-------------+--------------+-----------+-----------+------------+--------
    B1           | A1             | 1         | 轻微  | 1           | 全部        | range        | 100       | 300       | 元         | 应当
    B2           | A1             | 1         | 一般  | 2           | 全部        | range        | 300       | 1000      | 元         | 应当
"""


def test_each_counted_event_leads_to_its_own_ledger_file_and_row(bench):
    bench.given("violation", CATALOGUE)
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause | decision_date | unit   | street
        --------+------------+----------------+-------+---------------+--------+-------
        01      | 甲         | A1             | 占道  | 2022-03-01    | 甲所   | 人民路
        02      | 乙         |                | 谜    | 2022-03-02    |        |
        03      | 丙         | A1             | 占道  |               | 甲所   |
    """, file="案件.xls", sheet="3月")
    bench.given("inspection", """
        inspection_no | object_name | violation | check_result | check_date | case_no
        --------------+-------------+-----------+--------------+------------+--------
        J1            | 甲店        | 占道经营  | 责令整改     | 2022-03-03 |
        J2            | 甲店        | 占道经营  | 责令整改     | 2022-03-03 | 01
    """, file="检查.xlsx")
    bench.given("guidance", """
        guidance_no | party_name | topic    | guidance_date | count
        ------------+------------+----------+---------------+------
        G1          | 甲         | 占道经营 | 2022-03-04    | 4
    """, file="指导.et")
    assert bench.ask("violation_event_list") == drawn("""
        event_kind | violation_code | happened_on | times | unit   | street | file      | sheet  | row
        -----------+----------------+-------------+-------+--------+--------+-----------+--------+----
        案件       | A1             | 2022-03-01  | 1     | 甲所   | 人民路 | 案件.xls  | 3月    | 2
        案件       |                | 2022-03-02  | 1     |        |        | 案件.xls  | 3月    | 3
        检查       | A1             | 2022-03-03  | 1     |        |        | 检查.xlsx | Sheet1 | 2
        指导       | A1             | 2022-03-04  | 4     |        |        | 指导.et   | Sheet1 | 2
        案件       | A1             |             | 1     | 甲所   |        | 案件.xls  | 3月    | 4
    """)
    for filters, rows in (
        ({"violation_code": "未对应"}, 1),
        ({"event_kind": "案件"}, 3),
        ({"unit": "未填单位"}, 3),
        ({"street": "人民路"}, 1),
        ({"month": "日期不明"}, 1),
        ({"from_on": "2022-03-02", "to_on": "2022-03-03"}, 2),
        ({"party_kind": "没有的类型"}, 0),
        ({"row_limit": 2, "row_offset": 4}, 1),
    ):
        assert len(bench.ask("violation_event_list", **filters).rows) == rows, filters


@pytest.fixture
def judged(bench):
    bench.given("violation", CATALOGUE)
    bench.given("benchmark", BENCHMARK)
    bench.given("unit", """
        unit   | sort_order
        -------+-----------
        二中队 | 1
        一中队 | 2
    """)
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause | discretion_grade | fine_amount | unit   | decision_date
        --------+------------+----------------+-------+------------------+-------------+--------+--------------
        01      | 甲         | A1             | 占道  | 轻微             | 100         | 一中队 | 2022-03-01
        02      | 乙         | A1             | 占道  | 轻微             | 300         | 一中队 | 2022-03-02
        03      | 丙         | A1             | 占道  | 轻微             | 900         | 一中队 | 2022-03-03
        04      | 丁         | A1             | 占道  |                  | 900         | 一中队 | 2022-03-04
        05      | 戊         | A1             | 占道  | 一般             | 1000        | 二中队 | 2022-12-31
        06      | 己         | A1             | 占道  | 一般             | 500         |        | 2022-12-31
        07      | 庚         | A1             | 占道  | 一般             | 500         | 二中队 | 2021-12-31
    """)
    return bench


def test_units_stand_in_their_order_with_what_is_inside_off_and_unknown(judged):
    assert judged.ask("discretion_shares") == drawn("""
        unit     | decided_count | unchecked | inside | off | unexplained_count | at_floor | at_ceiling
        ---------+---------------+-----------+--------+-----+-------------------+----------+-----------
        二中队   | 1             | 0/1       | 1/1    | 0/1 | 0                 | 0/1      | 1/1
        一中队   | 4             | 1/4       | 2/3    | 1/3 | 1                 | 1/3      | 1/3
        未填单位 | 1             | 0/1       | 1/1    | 0/1 | 0                 | 0/1      | 0/1
    """)
    assert judged.ask("discretion_shares", as_of="2023-12-31").rows == ()


def test_judged_cases_are_filtered_by_what_a_figure_stands_for(judged):
    for filters, numbers in (
        ({"is_checked": "否"}, ["04"]),
        ({"is_off": "是"}, ["03"]),
        ({"is_checked": "是", "is_off": "否"}, ["01", "02", "05", "06", "07"]),
        ({"at_bound": "下限"}, ["01"]),
        ({"at_bound": "上限"}, ["02", "05"]),
        ({"applied_grade": "轻微", "low_fen": 10000, "high_fen": 30000, "fine_fen": 90000}, ["03"]),
        ({"clause_no": 1, "fine_fen": 50000, "to_on": "2022-12-31", "from_on": "2022-01-01"}, ["06"]),
        ({"clause_no": 2}, []),
    ):
        found = judged.ask("discretion_by_case", **filters).only(["case_no"]).rows
        assert [number for (number,) in found] == numbers, filters


def test_attendances_are_filtered_by_what_a_figure_stands_for(bench):
    bench.given("training", """
        training_no | title | kind         | start_date | actual_n
        ------------+-------+--------------+------------+---------
        P1          | 业务  | 执法业务培训 | 2022-04-12 | 20
    """)
    bench.given("training_attendance", """
        training_no | title | training_date | person | unit   | is_present | score | passed
        ------------+-------+---------------+--------+--------+------------+-------+-------
        P1          | 业务  | 2022-04-12    | 甲     | 一中队 | 到         | 80    | 是
        P1          | 业务  | 2022-04-12    | 乙     | 一中队 | 缺勤       |       |
        P1          | 业务  | 2022-04-12    | 丙     |        | 到         | 50    | 否
        P9          | 别处  | 2022-04-12    | 丁     | 一中队 | 到         |       |
    """)
    for filters, people in (
        ({}, {"甲", "乙", "丙", "丁"}),
        ({"is_matched": "是", "is_present": "是"}, {"甲", "丙"}),
        ({"is_matched": "是", "is_present": "否"}, {"乙"}),
        ({"is_tested": "是"}, {"甲", "丙"}),
        ({"passed": "是"}, {"甲"}),
        ({"is_matched": "否", "from_on": "2022-05-01"}, {"丁"}),
        ({"is_matched": "是", "from_on": "2022-05-01"}, set()),
        ({"unit": "未填单位"}, {"丙"}),
        ({"category": "党性学习教育", "is_matched": "是"}, set()),
    ):
        found = bench.ask("training_attendance_list", **filters).only(["person"]).rows
        assert {person for (person,) in found} == people, filters


def test_cases_are_listed_by_how_far_they_got(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | filing_date | decision_date | decision_served_date | close_date
        --------+------------+-------+-------------+---------------+----------------------+-----------
        01      | 甲         | 占道  | 2022-01-01  | 2022-02-01    | 2022-02-03           | 2022-03-01
        02      | 乙         | 占道  | 2022-01-01  | 2022-02-01    | 2022-02-03           |
        03      | 丙         | 占道  | 2022-12-31  |               |                      |
        04      | 丁         | 占道  | 2021-12-31  | 2022-02-01    |                      |
    """)
    filed = {"filed_from": "2022-01-01", "filed_to": "2022-12-31"}
    for step, until, numbers in (
        ("已立案", None, ["01", "02", "03"]),
        ("已作决定", "2022-02-01", ["01", "02"]),
        ("已作决定", "2022-01-31", []),
        ("已送达", None, ["01", "02"]),
        ("已结案", "2022-03-01", ["01"]),
        ("已公示", None, []),
        ("在办", None, ["03"]),
    ):
        found = bench.ask("case_list", step=step, step_until=until, **filed).only(["case_no"]).rows
        assert [number for (number,) in found] == numbers, (step, until)


def test_an_obligation_falls_due_up_to_and_on_the_day(bench):
    bench.given("unit", """
        unit       | unit_kind | is_responsible | sort_order
        -----------+-----------+----------------+-----------
        政策法规室 | 机关股室  | 是             | 1
    """)
    ids = [key for (key,) in bench.ask("obligation_status", "2022-12-20", open_until="2022-12-25").only(["obligation_id"]).rows]
    assert ids == ["S7.4"]
    assert bench.ask("obligation_status", "2022-12-20", open_until="2022-12-24").rows == ()
    on_the_day = bench.ask("obligation_status", "2022-12-25", open_until="2022-12-25")
    assert on_the_day.only(["obligation_id", "status"]).rows == (("S7.4", "未到期"),)


def test_training_that_falls_short_is_listed_apart(bench):
    bench.given("training", """
        training_no | title | kind         | start_date | actual_n
        ------------+-------+--------------+------------+---------
        P1          | 业务  | 执法业务培训 | 2022-04-12 | 20
        P2          | 业务  | 执法业务培训 | 2022-05-12 | 20
    """)
    assert bench.ask("training_by_unit", unit="全局", is_met="否").only(["category"]).rows == (("党性学习教育",),)
    assert bench.ask("training_by_unit", unit="全局", is_met="是").only(["category"]).rows == (("执法业务培训",),)
    assert bench.ask("training_by_unit", category="执法业务培训").only(["unit"]).rows == (("全局",),)
