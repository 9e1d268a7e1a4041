"""Duties of another plan that ask for a number or a share of what a ledger of daily work counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.queries.conftest import Bench
from tests.queries.drawn import drawn
from tests.queries.test_another_plan import PLAN, bench, rewrite, rules

__all__ = ["bench", "rules"]

DUTY = """
[[obligation]]
obligation_id = "丙1"
clause = "四"
title = "次数"
wording = "不少于10次"
lead_unit = "法制股"
deadline = "11月底前"
due_on = 2027-11-30
phase = "全年"
phase_from = 2027-01-01
phase_to = 2027-12-31
kind = "counted"
unit_rule = "responsible"
bearers = ["局属各单位"]
source_ledgers = ["guidance"]
measure = "guidance_given"
indicator = "次数"
query = "guidance_list"
done_when = "10次"
threshold = 10
threshold_is = "count"
threshold_from = "方案"
threshold_source = "方案四"
evidence = "台账"
"""


@pytest.fixture
def counting(rules: Path, bench: Bench) -> Bench:
    """A plan that asks each unit for ten rounds of guidance."""
    rewrite(rules, bench, PLAN + DUTY)
    return bench


def guidance(bench: Bench, rows: str) -> None:
    head = "guidance_no | unit | party_name | topic | form | guidance_date | count\n--+--\n"
    bench.given("guidance", head + rows)


def test_guidance_is_counted_for_a_duty_with_a_day(counting: Bench) -> None:
    guidance(counting, "".join(f"{n} | 排水所 | 店{n} | 提醒 | 口头 | 2027-{n:02}-10 |\n" for n in range(1, 12)))
    assert counting.ask("obligation_status", "2027-12-01", obligation_id="丙1") == drawn("""
        unit   | status | share | done_count | done_on    | days_overdue
        -------+--------+-------+------------+------------+-------------
        排水所 | 已完成 | 11/10 | 11         | 2027-10-10 |
        照明所 | 超期   | 0/10  | 0          |            | 1
    """)


def test_a_row_of_statistics_counts_as_often_as_it_says(counting: Bench) -> None:
    guidance(counting, """
        一 | 排水所 | 商户 | 提醒 | 短信 | 2027-03-31 | 4
        二 | 排水所 | 商户 | 提醒 | 短信 | 2027-12-05 | 9
        三 | 照明所 | 商户 | 提醒 | 短信 | 2027-03-31 | 10
    """)  # fmt: skip
    assert counting.ask("obligation_status", "2027-12-31", obligation_id="丙1") == drawn("""
        unit   | status | share | done_count | done_on    | days_overdue
        -------+--------+-------+------------+------------+-------------
        排水所 | 已完成 | 13/10 | 13         | 2027-12-05 | 5
        照明所 | 已完成 | 10/10 | 10         | 2027-03-31 |
    """)


def test_a_month_in_which_nothing_was_done_is_reported_and_not_done(counting: Bench) -> None:
    counting.given("guidance", """
        guidance_no | unit   | party_name | topic  | form | guidance_date | count
        ------------+--------+------------+--------+------+---------------+------
        一          | 排水所 | 商户       | 本月无 | 短信 | 2022-03-31    | 0
    """)  # fmt: skip
    for key, status in (("S2.1", "进行中"), ("S2.3", "未到期")):
        answer = counting.ask("obligation_status", "2022-12-31", obligation_id=key, unit="排水所")
        assert answer.only(["status", "done_count", "evidence_count"]).rows == ((status, "0", "0"),)


CHECKS = """
    plan_no | unit   | object_name | draw_date
    --------+--------+-------------+-----------
    一      | 法制股 | 甲店        | 2026-03-02
    一      | 法制股 | 甲店        | 2027-03-02
    一      | 法制股 | 乙店        | 2027-03-02
    一      | 排水所 | 丙店        | 2027-03-02
"""


def test_a_draw_of_many_objects_is_one_check(rules: Path, bench: Bench) -> None:
    asked = DUTY.replace('unit_rule = "responsible"\nbearers = ["局属各单位"]', 'unit_rule = "bureau"')
    asked = asked.replace("guidance_given", "spot_checks").replace('["guidance"]', '["spot_check"]')
    rewrite(rules, bench, PLAN + asked.replace("threshold = 10", "threshold = 2"))
    bench.given("spot_check", CHECKS)
    states = ["status", "share", "evidence_count", "done_on"]
    assert bench.ask("obligation_status", "2027-12-01", obligation_id="丙1").only(states).rows == (
        ("超期", "1/2", "3", None),)  # fmt: skip
    bench.given("spot_check", "plan_no | unit | object_name | draw_date\n--+--\n二 | 法制股 | 甲店 | 2027-06-02")
    assert bench.ask("obligation_status", "2027-12-01", obligation_id="丙1").only(states).rows == (
        ("已完成", "2/2", "4", "2027-06-02"),)  # fmt: skip


def test_what_is_published_without_its_case_does_not_say_that_all_was_published(rules: Path, bench: Bench) -> None:
    asked = DUTY.replace("guidance_given", "disclosures").replace('["guidance"]', '["annual_task"]')
    asked = asked.replace("threshold = 10", "threshold = 1").replace('"count"', '"share"').replace("counted", "dated")
    rewrite(rules, bench, PLAN + asked)
    bench.given(
        "penalty_publicity",
        """
        decision_no | unit   | party_type       | decision_date | published_on
        ------------+--------+------------------+---------------+-------------
        罚1号       | 排水所 | 法人及非法人组织 | 2027-03-01    | 2027-03-03
    """,
    )
    bench.given(
        "annual_task",
        """
        task_no | unit   | status | done_date  | evidence | updated_at
        --------+--------+--------+------------+----------+-----------
        丙1     | 排水所 | 已完成 | 2027-11-01 | 截图     | 2027-11-01
    """,
    )
    answer = bench.ask("obligation_status", "2027-12-01", obligation_id="丙1").only(["unit", "status"])
    assert answer.rows == (("排水所", "已完成"), ("照明所", "超期"))


def test_what_is_added_to_a_finished_list_does_not_make_it_late(bench: Bench) -> None:
    days = ["2027-03-01"] * 9 + ["2027-05-20"]
    rows = "".join(f"    风险{number} | 高 | 一 | {day}\n" for number, day in enumerate(days))
    bench.given("risk_list", "risk_point | risk_level | version | published_on\n--+--+--+--\n" + rows)
    for day, share in (("2027-03-01", "9/10"), ("2027-03-06", "9/10"), ("2027-12-31", "10/10")):
        answer = bench.ask("obligation_status", day, obligation_id="S1.2")
        assert answer.only(["status", "share", "done_on", "days_overdue"]).rows == (
            ("已完成", share, "2027-03-01", None),)  # fmt: skip


QUARTERS = "".join(
    DUTY.replace("丙1", f"丙{number}")
    .replace("2027-11-30", f"2027-{last}")
    .replace("phase = ", f"period_from = 2027-{first}\nperiod_to = 2027-{last}\nphase = ")
    .replace("guidance_given", "business_trainings")
    .replace('["guidance"]', '["training"]')
    .replace("threshold = 10", "threshold = 1")
    .replace('unit_rule = "responsible"\nbearers = ["局属各单位"]', 'unit_rule = "bureau"')
    for number, first, last in ((1, "01-01", "03-31"), (2, "04-01", "06-30"), (3, "07-01", "09-30"))
)


def test_a_session_fulfils_the_duty_of_its_quarter_and_of_no_other(rules: Path, bench: Bench) -> None:
    rewrite(rules, bench, PLAN + QUARTERS)
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit | actual_n
        ------+--------------+------------+-----------+---------
        甲    | 执法业务培训 | 2027-04-10 | 法制股    | 20
        乙    | 执法业务培训 | 2027-06-30 | 法制股    | 20
    """,
    )
    wanted = {
        "2027-03-31": ("未到期", "未到期", "未到期"),
        "2027-04-10": ("超期", "已完成", "未到期"),
        "2027-10-01": ("超期", "已完成", "超期"),
    }
    for day, states in wanted.items():
        asked = (bench.ask("obligation_status", day, obligation_id=f"丙{number}") for number in (1, 2, 3))
        assert tuple(answer.only(["status"]).rows[0][0] for answer in asked) == states, day
    evidence = bench.ask("obligation_evidence", "2027-12-31", obligation_id="丙3").rows
    assert evidence == ()
    asked = bench.ask("training_by_unit", "2027-12-31", unit="全局", category="执法业务培训")
    assert asked.only(["required_count"]).rows == (("3",),)


def test_the_work_of_a_squad_counts_for_its_unit_in_a_dated_duty_too(rules: Path, bench: Bench) -> None:
    rewrite(rules, bench, PLAN + DUTY.replace('"counted"', '"dated"').replace("threshold = 10", "threshold = 1"))
    bench.given("unit", "unit | unit_kind | parent_unit | is_responsible\n--+--+--+--\n一班 | 局属单位 | 排水所 | 否")
    guidance(bench, "一 | 一班 | 店 | 提醒 | 口头 | 2027-03-10 |")
    answer = bench.ask("obligation_status", "2027-12-01", obligation_id="丙1").only(["unit", "status"])
    assert answer.rows == (("排水所", "已完成"), ("照明所", "超期"))
