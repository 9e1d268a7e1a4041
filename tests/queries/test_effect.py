"""What the effect of prevention stands on: days of publication, days of discovery, and who offended again."""

from __future__ import annotations

from datetime import date

import pytest

from fwzf_data.analysis.facts import build_facts, needed_facts
from fwzf_data.analysis.published import answer
from fwzf_data.analysis.query import query
from tests.queries.drawn import Drawn, draw, drawn


@pytest.fixture(autouse=True)
def _catalogue(bench):
    bench.given(
        "violation",
        """
        violation_code | clause_no | name     | applies_in_wuyang
        ---------------+-----------+----------+------------------
        A1             | 1         | 占道经营 | yes
        A2             | 1         | 乱倒垃圾 | yes
        D1             | 1         | 遛犬未牵 | no: 公安
    """,
    )


def test_a_violation_is_published_by_code_or_name_and_guided_on_from_its_first_day(bench):
    bench.given(
        "risk_list",
        """
        risk_point | violation_code | version | published_on | legal_basis | consequence | measure
        -----------+----------------+---------+--------------+-------------+-------------+---------
        摆摊       | A1             | 一      | 2022-04-29   | 《条例》    | 罚款        | 宣传
        乱倒垃圾   |                | 一      | 2022-04      | 《条例》    | 罚款        | 宣传
        乱倒垃圾   |                | 二      | 2022-09-01   | 《条例》    | 罚款        | 宣传
        遛犬未牵   | D1             | 一      | 2022-04-29   | 《条例》    | 罚款        | 宣传
        不认得     |                | 一      | 2022-04-29   | 《条例》    | 罚款        | 宣传
        占道经营   |                | 三      |              | 《条例》    | 罚款        | 宣传
        占道经营   |                | 四      | 2023-01-01   | 《条例》    | 罚款        | 宣传
        占道经营   |                | 五      | 2022-05-01   |             | 罚款        | 宣传
        占道经营   |                | 六      | 2022-05-02   | 《条例》    | 待补充      | 宣传
        占道经营   |                | 七      | 2022-05-03   | 《条例》    | 罚款        | 无
    """,
    )
    bench.given(
        "guidance",
        """
        guidance_no | party_name | topic    | guidance_date
        ------------+------------+----------+--------------
        1           | 甲店       | 占道经营 | 2022-07-01
        2           | 乙店       | 占道经营 | 2022-06-01
        3           | 丙店       | 普法     | 2022-06-01
    """,
    )
    assert bench.ask("interventions") == drawn("""
        violation_code | intervention | before_on  | after_on   | version
        ---------------+--------------+------------+------------+--------
        A1             | 公布清单     | 2022-04-29 | 2022-04-29 | 一
        A1             | 开展指导     | 2022-06-01 | 2022-06-01 |
        A2             | 公布清单     | 2022-04-01 | 2022-05-01 | 一
        A2             | 公布清单     | 2022-09-01 | 2022-09-01 | 二
    """)


def test_a_case_counts_on_the_day_it_was_found_and_its_inspection_not_again(bench):
    bench.given(
        "penalty_case",
        """
        case_no | cause    | found_date | filing_date | violation_date | decision_date
        --------+----------+------------+-------------+----------------+--------------
        1       | 占道经营 | 2022-03-01 | 2022-03-02  |                | 2022-05-01
        2       | 占道经营 |            | 2022-03-02  | 2022-02-01     | 2022-05-01
        3       | 占道经营 |            |             | 2022-02-01     | 2022-05-01
        4       | 占道经营 |            |             |                | 2022-05-01
        5       | 占道经营 |            |             |                |
        6       | 不认得   | 2022-03-01 |             |                |
    """,
    )
    bench.given(
        "inspection",
        """
        inspection_no | object_name | violation | check_result | check_date | case_no
        --------------+-------------+-----------+--------------+------------+--------
        J1            | 甲店        | 占道经营  | 责令整改     | 2022-03-01 | 1
        J2            | 乙店        | 占道经营  | 责令整改     | 2022-03-01 |
        J3            | 丙店        |           | 未发现问题   | 2022-03-01 |
        J4            | 丁店        | 占道经营  | 责令整改     | 2023-01-01 |
    """,
    )
    bench.given(
        "complaint",
        """
        complaint_no | category | accept_date         | result
        -------------+----------+---------------------+-------
        T1           | 占道经营 | 2022-03-02 08:00:00 |
        T2           | 占道经营 | 2022-03-02 08:00:00 | 不属实
    """,
    )
    assert bench.ask("violation_days") == drawn("""
        happened_on | violation_code | finding_count | other_case_count | complaint_count | looked_count | clean_count
        ------------+----------------+---------------+------------------+-----------------+--------------+------------
        2022-02-01  | A1             | 0             | 1                | 0               | 0            | 0
        2022-03-01  |                | 0             | 0                | 0               | 1            | 1
        2022-03-01  | A1             | 2             | 0                | 0               | 2            | 0
        2022-03-02  | A1             | 0             | 1                | 1               | 0            | 0
        2022-05-01  | A1             | 0             | 1                | 0               | 0            | 0
    """)
    assert bench.ask("occurrence_list", violation_code="A1", to_on="2022-03-01").only(
        ["event_kind", "counted", "happened_on", "row"]
    ) == drawn("""
        event_kind | counted  | happened_on | row
        -----------+----------+-------------+----
        案件       | 其他案件 | 2022-02-01  | 4
        案件       | 检查发现 | 2022-03-01  | 2
        检查       | 检查发现 | 2022-03-01  | 3
    """)
    assert bench.ask("occurrence_list", counted="有效投诉").only(["event_kind", "row"]).rows == (("投诉", "2"),)


def test_each_ledger_says_how_far_it_is_kept_whatever_it_holds(bench):
    assert bench.ask("record_spans").rows == ()
    bench.given(
        "penalty_case",
        """
        case_no | cause    | found_date | decision_date
        --------+----------+------------+--------------
        1       | 不认得   | 2022-03-01 | 2022-07-01
        2       | 占道经营 |            | 2022-02-01
    """,
    )
    bench.given(
        "complaint",
        """
        complaint_no | category | accept_date         | result
        -------------+----------+---------------------+-------
        T1           | 占道经营 | 2022-03-02 08:00:00 |
        T2           | 占道经营 | 2022-06-02 08:00:00 | 不属实
        T3           | 占道经营 | 2023-06-02 08:00:00 |
    """,
    )
    assert bench.ask("record_spans") == drawn("""
        counted  | first_on   | last_on
        ---------+------------+-----------
        其他案件 | 2022-02-01 | 2022-03-01
        有效投诉 | 2022-03-02 | 2022-06-02
    """)


def treated(bench):
    bench.given(
        "guidance",
        """
        guidance_no | party_name | party_type       | topic    | guidance_date
        ------------+------------+------------------+----------+--------------
        1           | 甲店       | 法人及非法人组织 | 占道经营 | 2022-01-01
        2           | 乙店       | 法人及非法人组织 | 占道经营 | 2022-01-01
        3           | 丙店       |                  | 占道经营 | 2022-01-01
        4           | 张某某     | 自然人           | 占道经营 | 2022-01-01
        5           | 丁店       | 法人及非法人组织 | 占道经营 | 2022-12-01
    """,
    )
    bench.given(
        "penalty_case",
        """
        case_no | party_name | party_type       | cause    | fine_amount | penalty_type | found_date | decision_date
        --------+------------+------------------+----------+-------------+--------------+------------+--------------
        1       | 甲店       | 法人及非法人组织 | 占道经营 | 500         | 罚款         | 2022-06-30 | 2022-07-05
        2       | 戊店       | 法人及非法人组织 | 占道经营 | 500         | 罚款         | 2022-01-10 | 2022-02-01
        3       | 己店       | 法人及非法人组织 | 占道经营 |             | 警告         | 2022-01-10 | 2022-02-01
        4       | 庚店       | 法人及非法人组织 | 乱倒垃圾 | 500         | 罚款         | 2022-01-10 | 2022-02-01
        5       | 庚店       | 法人及非法人组织 | 占道经营 | 500         | 罚款         | 2022-03-10 | 2022-04-01
    """,
    )
    bench.given(
        "penalty_case",
        """
        case_no | party_name | party_type       | cause    | found_date | status
        --------+------------+------------------+----------+------------+---------
        6       | 戊店       | 法人及非法人组织 | 占道经营 | 2022-03-10 | 撤案
        7       | 戊店       | 法人及非法人组织 | 占道经营 | 2022-03-11 | 移送公安
    """,
    )
    bench.given(
        "inspection",
        """
        inspection_no | object_name | violation | check_result | check_date
        --------------+-------------+-----------+--------------+-----------
        J1            | 乙店        | 占道经营  | 责令整改     | 2022-07-01
        J2            | 戊 店       | 占道经营  | 责令整改     | 2022-02-01
        J3            | 戊店        | 乱倒垃圾  | 责令整改     | 2022-03-01
        J4            | 己店        | 占道经营  | 责令整改     | 2022-02-02
        J5            | 辛店        |           | 未发现问题   | 2022-12-30
    """,
    )


def test_who_offended_again_within_the_days_of_the_first_treatment_of_the_same_violation(bench):
    treated(bench)
    assert bench.ask("treatment_list") == drawn("""
        treatment | violation_code | party_scope | treated_on | relapsed_on | is_repeated | is_comparable
        ----------+----------------+-------------+------------+-------------+-------------+--------------
        指导      | A1             | 单位        | 2022-01-01 | 2022-06-30  | 是          | 是
        指导      | A1             | 单位        | 2022-01-01 |             | 否          | 是
        指导      | A1             |             | 2022-01-01 |             | 否          | 否
        罚款      | A1             | 单位        | 2022-02-01 |             | 否          | 是
        警告      | A1             | 单位        | 2022-02-01 | 2022-02-02  | 是          | 是
        罚款      | A2             | 单位        | 2022-02-01 |             | 否          | 否
        罚款      | A1             | 单位        | 2022-04-01 |             | 否          | 是
    """)
    assert len(bench.ask("treatment_list", is_comparable=True, is_repeated=True, violation_code="A1").rows) == 2
    assert bench.ask("treatment_list", as_of="2022-01-31").rows == ()


@pytest.mark.parametrize(("last_on", "listed"), [("2022-08-06", 0), ("2022-08-07", 1), ("2023-02-01", 0)])
def test_who_offended_again_after_the_last_record_nobody_knows(bench, last_on, listed):
    bench.given(
        "guidance",
        """
        guidance_no | party_name | party_type       | topic    | guidance_date
        ------------+------------+------------------+----------+--------------
        1           | 甲店       | 法人及非法人组织 | 占道经营 | 2022-02-08
    """,
    )
    names = ("inspection_no", "object_name", "check_result", "check_date")
    bench.given("inspection", Drawn(names, (("J1", "乙店", "未发现问题", last_on),)))
    assert len(bench.ask("treatment_list").rows) == listed


def test_shares_of_those_who_offended_again_are_of_comparable_parties_and_few_are_no_verdict(bench):
    treated(bench)
    build_facts(bench.connection, needed_facts(query("treatment_list").reads))
    found = answer(bench.connection, "repeat_after_treatment", as_of=date(2022, 12, 31))
    assert draw(found.names, found.rows) == drawn("""
        violation_code | violation_name         | treatment | repeated | share_low | share_high | verdict
        ---------------+------------------------+-----------+----------+-----------+------------+---------
                       | 各违法行为中可比的合计 | 指导      | 1/2      | 0.095     | 0.905      | 数据不足
                       | 各违法行为中可比的合计 | 警告      | 1/1      | 0.207     | 1.0        | 数据不足
                       | 各违法行为中可比的合计 | 罚款      | 0/2      | 0.0       | 0.658      | 数据不足
        A1             | 占道经营               | 指导      | 1/2      | 0.095     | 0.905      | 数据不足
        A1             | 占道经营               | 警告      | 1/1      | 0.207     | 1.0        | 数据不足
        A1             | 占道经营               | 罚款      | 0/2      | 0.0       | 0.658      | 数据不足
    """)


@pytest.mark.parametrize(("count", "verdict"), [(9, "数据不足"), (10, "可以看")])
def test_from_the_least_number_on_a_share_may_be_looked_at(bench, count, verdict):
    rows = "\n".join(f"{n} | 店{n} | 法人及非法人组织 | 占道经营 | 500 | 罚款 | 2022-02-01" for n in range(count))
    head = "case_no | party_name | party_type | cause | fine_amount | penalty_type | decision_date\n---\n"
    bench.given("penalty_case", head + rows)
    bench.given(
        "guidance",
        """
        guidance_no | party_name | party_type       | topic    | guidance_date
        ------------+------------+------------------+----------+--------------
        1           | 甲店       | 法人及非法人组织 | 占道经营 | 2022-01-01
    """,
    )
    names = ("inspection_no", "object_name", "check_result", "check_date")
    bench.given("inspection", Drawn(names, (("J1", "乙店", "未发现问题", "2022-12-30"),)))
    build_facts(bench.connection, needed_facts(query("treatment_list").reads))
    found = answer(bench.connection, "repeat_after_treatment", as_of=date(2022, 12, 31)).dicts()
    assert [row["verdict"] for row in found if row["treatment"] == "罚款"] == [verdict] * 2


def test_nothing_loaded_is_nothing_told(bench):
    for name in ("interventions", "violation_days", "occurrence_list", "treatment_list"):
        assert bench.ask(name).rows == ()
