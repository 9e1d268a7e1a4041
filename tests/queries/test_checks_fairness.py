"""Lists where a test would lie: the hit, the boundary, the unknown, the innocent, the empty case."""

from __future__ import annotations

import pytest

from tests.queries.drawn import drawn

VIOLATIONS = """
    violation_code | clause_no | name     | party_scope | penalty_kind | min_yuan | max_yuan | fine_is | law  | article
    ---------------+-----------+----------+-------------+--------------+----------+----------+---------+------+--------
    A1             | 1         | 占道经营 | 全部        | range        | 50       | 1000     | 可以    | 条例 | 第一条
    A2             | 1         | 乱倒垃圾 | 全部        | range        | 50       | 1000     | 可以    | 条例 | 第二条
"""


def test_a_second_offence_treated_more_lightly_without_a_reason_is_listed(bench):
    bench.given("violation", VIOLATIONS)
    bench.given("penalty_case", """
        case_no | party_name | id_no              | violation_code | discretion_grade | violation_date | decision_date | fine_amount | no_penalty | discretion_factors
        --------+------------+--------------------+----------------+------------------+----------------+---------------+-------------+------------+-------------------
        甲一    | 甲         | 11010519491231002X | A1             | 轻微             | 2022-01-01     | 2022-02-01    | 300         |            |
        甲二    | 甲         | 11010519491231002X | A1             | 轻微             | 2022-03-01     | 2022-04-01    | 299.99      |            |
        甲三    | 甲         | 11010519491231002X | A1             | 轻微             | 2022-05-01     | 2022-06-01    | 299.99      |            |
        甲四    | 甲         | 11010519491231002X | A1             | 轻微             | 2022-07-01     | 2022-08-01    |             | 是         | 轻微
        甲五    | 甲         | 11010519491231002X | A2             | 轻微             | 2022-07-01     | 2022-08-01    | 50          |            |
        乙一    | 乙         | 110105194912310038 | A1             | 一般             | 2022-01-01     | 2022-02-01    | 300         |            |
        乙二    | 乙         | 110105194912310038 | A1             | 轻微             | 2022-03-01     | 2022-04-01    | 100         |            |
        丙一    | 丙         | 110105194912310054 | A1             | 轻微             | 2022-01-01     | 2022-02-01    | 300         |            |
        丙二    | 丙         | 110105194912310054 | A1             | 轻微             | 2022-03-01     | 2022-04-01    | 100         |            | 主动消除后果，减轻处罚
        丁一    | 丁         | 110105194912310070 | A1             | 轻微             | 2020-02-28     | 2020-03-01    | 300         |            |
        丁二    | 丁         | 110105194912310070 | A1             | 轻微             | 2022-03-01     | 2022-04-01    | 100         |            |
        戊一    | 戊         |                    | A1             | 轻微             | 2022-01-01     | 2022-02-01    | 300         |            |
        戊二    | 戊         |                    | A1             | 轻微             | 2022-03-01     | 2022-04-01    | 100         |            |
        隐名    | 张某某     |                    | A1             | 轻微             | 2022-03-01     | 2022-04-01    | 100         |            |
    """)
    assert bench.ask("F04") == drawn("""
        record_key | certainty | doubt                    | finding
        -----------+-----------+--------------------------+--------------------------------------------
        乙二       | 存疑      | 两次登记的档次不同       | 同一当事人再犯，这次罚款 100 元，比上次少 200 元
        戊二       | 存疑      | 只凭名称认定是同一当事人 | 同一当事人再犯，这次罚款 100 元，比上次少 200 元
        甲二       | 确定      |                          | 同一当事人再犯，这次罚款 299.99 元，比上次少 0.01 元
        甲四       | 确定      |                          | 同一当事人再犯，这次不予处罚，上次罚款 299.99 元
        隐名       | 无法核查  | 缺当事人标识             | 是不是再犯无法核查：缺当事人标识
    """)


def test_a_repeat_is_compared_with_the_last_time_it_was_punished(bench):
    bench.given("violation", VIOLATIONS)
    bench.given("penalty_case", """
        case_no | party_name | id_no              | violation_code | discretion_grade | violation_date | decision_date | fine_amount | no_penalty | discretion_factors
        --------+------------+--------------------+----------------+------------------+----------------+---------------+-------------+------------+-------------------
        甲一    | 甲         | 11010519491231002X | A1             | 轻微             | 2022-01-01     | 2022-02-01    | 900         |            |
        甲二    | 甲         | 11010519491231002X | A1             | 轻微             | 2022-03-01     | 2022-04-01    |             | 是         | 首违不罚
        甲三    | 甲         | 11010519491231002X | A1             | 轻微             | 2022-05-01     | 2022-06-01    | 500         |            |
    """)
    assert bench.ask("F04") == drawn("""
        record_key | certainty | finding                                               | evidence
        -----------+-----------+-------------------------------------------------------+---------
        甲三       | 确定      | 同一当事人再犯，这次罚款 500 元，比上次少 400 元 | 上次 甲一（2022-02-01，轻微，罚款 900 元）；这次 2022-06-01，轻微，处罚，罚款 500 元
    """)


def test_a_first_offence_exempted_that_was_not_the_first_is_listed(bench):
    bench.given("violation", VIOLATIONS)
    bench.given("penalty_case", """
        case_no | party_name | id_no              | violation_code | violation_date | decision_date | fine_amount | no_penalty | discretion_factors | status
        --------+------------+--------------------+----------------+----------------+---------------+-------------+------------+--------------------+-------
        甲一    | 甲         | 11010519491231002X | A1             | 2022-01-01     | 2022-02-01    | 300         |            |                    |
        甲二    | 甲         | 11010519491231002X | A1             | 2022-03-01     | 2022-04-01    |             | 是         | 首次违法，符合首违不罚 |
        乙一    | 乙         | 110105194912310038 | A2             | 2022-01-01     | 2022-02-01    | 300         |            |                    |
        乙二    | 乙         | 110105194912310038 | A1             | 2022-03-01     | 2022-04-01    |             | 是         | 首违不罚           |
        丙一    | 丙         | 110105194912310054 | A1             | 2022-03-01     | 2022-04-01    |             | 是         | 首违不罚           |
        丁一    | 丁         | 110105194912310070 | A1             | 2022-01-01     |               |             |            |                    | 撤案
        丁二    | 丁         | 110105194912310070 | A1             | 2022-03-01     | 2022-04-01    |             | 是         | 首违不罚           |
        戊一    | 戊         | 110105194912310097 | A1             | 2022-01-01     | 2022-02-01    | 300         |            |                    |
        戊二    | 戊         | 110105194912310097 | A1             | 2022-03-01     | 2022-04-01    |             | 是         | 情节轻微           |
        隐名    | 张某某     |                    | A1             | 2022-03-01     | 2022-04-01    |             | 是         | 首违不罚           |
    """)
    assert bench.ask("F05") == drawn("""
        record_key | certainty | doubt                                                | finding
        -----------+-----------+------------------------------------------------------+----------------------------------------
        乙二       | 存疑      | 此前是别的违法行为；清单只看同一违法行为的，不在此列 | 按首次违法不予处罚，此前已有案件 1 件，其中同一违法行为 0 件
        甲二       | 确定      |                                                      | 按首次违法不予处罚，此前已有案件 1 件，其中同一违法行为 1 件
        隐名       | 无法核查  | 缺当事人标识                                         | 是不是首次违法无法核查：缺当事人标识
    """)


COMPLAINTS = """
    complaint_no | content | category | unit   | accept_date | due_date   | close_date | result | led_to_case
    -------------+---------+----------+--------+-------------+------------+------------+--------+------------
    没人办       | 占道    | 占道     | 东中队 | 2022-03-01  | 2022-03-10 |            |        |
    没期限       | 占道    | 占道     | 东中队 | 2022-03-01  |            |            |        | 否
    办晚了       | 占道    | 占道     | 东中队 | 2022-03-01  | 2022-03-10 | 2022-05-01 |        |
    有结果       | 占道    | 占道     | 东中队 | 2022-03-01  | 2022-03-10 |            | 已劝导 |
    立了案       | 占道    | 占道     | 东中队 | 2022-03-01  | 2022-03-10 |            |        | 是
"""


def test_a_complaint_nobody_acted_on_is_listed_from_the_day_after_its_limit(bench):
    bench.given("complaint", COMPLAINTS)
    listed = """
        record_key | certainty | doubt                             | occurred_on | due_on
        -----------+-----------+-----------------------------------+-------------+-----------
        没人办     | 确定      |                                   | 2022-03-11  | 2022-03-10
        没期限     | 存疑      | 没有写办理期限，按受理后 15 天算  | 2022-03-17  | 2022-03-16
    """
    assert bench.ask("F06") == drawn(listed)
    assert bench.ask("F06", "2022-03-11") == drawn("record_key | due_on\n-----------+-----------\n没人办     | 2022-03-10")
    assert bench.ask("F06", "2022-03-10") == drawn("record_key | due_on\n-----------+-------")


@pytest.mark.parametrize(
    ("result", "status", "certainty"),
    [
        ("未办理", "", "确定"),
        ("待处理", "", "确定"),
        ("尚未处理。", "", "确定"),
        ("处理中", "在办", "确定"),
        ("未处理，待办", "", "确定"),
        ("", "已办结", "存疑"),
        ("未处理的部分已劝导", "", None),
        ("无违法行为", "", None),
        ("不存在重复投诉", "", None),
        ("重复投诉", "", None),
    ],
)
def test_a_result_that_says_nothing_was_done_is_none(bench, result, status, certainty):
    bench.given("complaint", f"""
        complaint_no | content | category | unit   | accept_date | due_date   | result   | status
        -------------+---------+----------+--------+-------------+------------+----------+---------
        一           | 占道    | 占道     | 东中队 | 2022-03-01  | 2022-03-10 | {result} | {status}
    """)
    assert [row[0] for row in bench.ask("F06").only(("certainty",)).rows] == ([certainty] if certainty else [])


@pytest.mark.parametrize(
    ("result", "is_valid"),
    [("不存在重复投诉", "是"), ("非重复件，已劝导", "是"), ("重复投诉", "否"), ("非本单位职责", "否"), ("无重复，但不属实", "否")],
)
def test_a_denied_word_makes_no_complaint_invalid(bench, result, is_valid):
    bench.given("complaint", f"""
        complaint_no | content | category | unit   | accept_date | result
        -------------+---------+----------+--------+-------------+---------
        一           | 占道    | 占道     | 东中队 | 2022-03-01  | {result}
    """)
    assert bench.fact("complaints", "record_key").only(("is_valid",)).rows == ((is_valid,),)


def test_who_was_warned_three_times_in_a_year_and_never_filed_is_listed_once(bench):
    bench.given("inspection", """
        inspection_no | object_name | violation | check_result | check_date | unit   | led_to_case
        --------------+-------------+-----------+--------------+------------+--------+------------
        甲1           | 甲店        | 占道      | 责令整改     | 2022-01-01 | 东中队 | 否
        甲2           | 甲店        | 占道      | 责令整改     | 2022-02-01 | 东中队 | 否
        甲3           | 甲店        | 占道      | 责令整改     | 2023-01-01 | 西中队 | 否
        甲4           | 甲店        | 占道      | 责令整改     | 2023-01-02 | 西中队 | 否
        乙1           | 乙店        | 占道      | 责令整改     | 2022-01-01 | 东中队 | 否
        乙2           | 乙店        | 占道      | 责令整改     | 2022-02-01 | 东中队 | 否
        乙3           | 乙店        | 占道      | 责令整改     | 2023-01-02 | 东中队 | 否
        丙1           | 丙店        | 占道      | 责令整改     | 2022-01-01 | 东中队 | 否
        丙2           | 丙店        | 占道      | 立案查处     | 2022-02-01 | 东中队 | 是
        丙3           | 丙店        | 占道      | 责令整改     | 2022-03-01 | 东中队 | 否
        丙4           | 丙店        | 占道      | 责令整改     | 2022-04-01 | 东中队 | 否
        好1           | 好店        | 占道      | 未发现问题   | 2022-01-01 | 东中队 | 否
        好2           | 好店        | 占道      | 未发现问题   | 2022-02-01 | 东中队 | 否
        好3           | 好店        | 占道      | 未发现问题   | 2022-03-01 | 东中队 | 否
    """)
    assert bench.ask("F07", "2023-12-31") == drawn("""
        record_kind | record_key | unit   | certainty | finding                                                   | occurred_on
        ------------+------------+--------+-----------+-----------------------------------------------------------+------------
        inspection  | 甲3        | 西中队 | 存疑      | 同一对象从 2022-01-01 到 2023-01-01 被劝导 3 次，没有立案 | 2023-01-01
    """)
    assert bench.ask("F07", "2022-12-31") == drawn("record_key | finding\n-----------+--------")


@pytest.mark.parametrize("code", ["F04", "F05", "F06", "F07"])
def test_nothing_is_listed_where_nothing_was_loaded(bench, code):
    assert bench.ask(code) == drawn("record_key | finding\n-----------+--------")
