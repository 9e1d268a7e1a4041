"""A plan for 2027 with other phases, thresholds and units is another file: nothing else changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from fwzf_data import rulebook
from fwzf_data.analysis import annual_plan
from fwzf_data.analysis.facts import write_rules
from fwzf_data.analysis.plan_gaps import plan_gaps
from fwzf_data.intake.schema import create_base_tables
from fwzf_data.settings import RULES
from tests.queries.conftest import Bench
from tests.queries.drawn import drawn
from tests.queries.test_obligations import tasks

PLAN = """
[plan]
title = "另一个局 2027 年实施方案"
document_no = "城管〔2027〕3号"
year = 2027
issued_on = 2027-02-01
first_on = 2027-01-01
last_on = 2027-12-31

[[obligation]]
obligation_id = "甲1"
clause = "一"
title = "业务培训不少于3次"
wording = "每个所业务培训不少于3次"
deadline = "10月底前"
due_on = 2027-10-31
phase = "一、上半年"
phase_from = 2027-02-01
phase_to = 2027-06-30
kind = "counted"
unit_rule = "responsible"
bearers = ["局属各单位"]
source_ledgers = ["training"]
measure = "business_trainings"
indicator = "场次"
query = "training_list"
done_when = "每个所参加 3 场"
threshold = 3
threshold_is = "count"
threshold_from = "方案"
threshold_source = "方案一"
evidence = "签到"

[[obligation]]
obligation_id = "S1.2"
clause = "二"
title = "九成风险点有等级"
wording = "风险点定级率不低于 90%"
lead_unit = "法制股"
deadline = "3月5日"
due_on = 2027-03-05
phase = "二、下半年"
phase_from = 2027-07-01
phase_to = 2027-12-31
kind = "dated"
unit_rule = "lead"
source_ledgers = ["risk_list"]
measure = "risk_levels"
indicator = "定级率"
query = "obligation_evidence"
done_when = "九成有等级"
threshold = 0.9
threshold_is = "share"
threshold_from = "方案"
threshold_source = "方案二"
evidence = "清单"

[[obligation]]
obligation_id = "乙1"
clause = "三"
title = "两个领域有进展"
wording = "推进水体、绿化"
deadline = "全年"
due_on = 2027-12-31
phase = "全年"
phase_from = 2027-01-01
phase_to = 2027-12-31
kind = "continuous"
unit_rule = "responsible"
source_ledgers = ["annual_task"]
measure = "task_points"
points = ["水体", "绿化"]
indicator = "领域数"
query = "task_list"
done_when = "两个领域"
threshold = 2
threshold_is = "points"
threshold_from = "方案"
threshold_source = "方案三"
evidence = "记录"
"""
UNITS = """
    unit   | unit_kind | is_responsible | sort_order
    -------+-----------+----------------+-----------
    法制股 | 机关股室  | 是             | 1
    排水所 | 局属单位  | 是             | 2
    照明所 | 局属单位  | 是             | 3
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The rules of a bureau that got a second plan."""
    shutil.copytree(RULES, tmp_path / "rules")
    (tmp_path / "rules" / "plan_2027.toml").write_text(PLAN, "utf-8")
    for module in (rulebook, annual_plan):
        monkeypatch.setattr(module, "RULES", tmp_path / "rules")
    for kept in (rulebook.rule_file, rulebook.rules):
        kept.cache_clear()
    yield tmp_path / "rules"
    for kept in (rulebook.rule_file, rulebook.rules):
        kept.cache_clear()


@pytest.fixture
def bench(rules: Path) -> Iterator[Bench]:
    with duckdb.connect(":memory:") as connection:
        create_base_tables(connection)
        write_rules(connection)
        made = Bench(connection)
        made.given("unit", UNITS)
        yield made


def rewrite(rules: Path, bench: Bench, plan: str) -> None:
    """The rules of the bench once more, with another second plan."""
    (rules / "plan_2027.toml").write_text(plan, "utf-8")
    for kept in (rulebook.rule_file, rulebook.rules):
        kept.cache_clear()
    for table in ("obligation", "unit_alias_rule"):
        bench.connection.execute(f"delete from {table}")
    write_rules(bench.connection)


def test_the_file_lacks_only_what_shares_a_number_with_another_plan(rules: Path) -> None:
    said = [str(gap) for gap in plan_gaps(rules / "plan_2027.toml")]
    assert len(said) == 2
    assert said[0].startswith("缺口　方案　有编号与 plan_2022.toml 相同")
    assert said[1] == "缺口　S1.2　时限早于阶段：期限 2027-03-05，阶段从 2027-07-01 开始"


def test_each_year_is_held_against_its_own_plan(bench: Bench) -> None:
    counts = {day: len({row[0] for row in bench.ask("obligation_status", day).rows})
              for day in ("2021-06-30", "2022-06-30", "2026-12-31", "2027-01-01", "2030-01-01")}  # fmt: skip
    assert list(counts.values()) == [39, 39, 39, 3, 3]
    assert bench.ask("plan_phases", "2027-06-30").only(["phase"]).rows == (("一、上半年",), ("二、下半年",))


def test_units_thresholds_and_dates_are_those_of_the_file(bench: Bench) -> None:
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit | units        | actual_n
        ------+--------------+------------+-----------+--------------+---------
        甲    | 执法业务培训 | 2027-02-01 | 法制股    | 排水所、照明所 | 20
        乙    | 执法业务培训 | 2027-05-01 | 法制股    | 排水所、照明所 | 20
        丙    | 执法业务培训 | 2027-11-01 | 法制股    | 排水所       | 20
        丁    | 执法业务培训 | 2022-05-01 | 法制股    | 排水所       | 20
    """,
    )
    assert bench.ask("obligation_status", "2027-10-31", obligation_id="甲1") == drawn("""
        unit   | status | share | days_overdue
        -------+--------+-------+-------------
        排水所 | 进行中 | 2/3   |
        照明所 | 进行中 | 2/3   |
    """)
    assert bench.ask("obligation_status", "2027-11-01", obligation_id="甲1") == drawn("""
        unit   | status | share | days_overdue
        -------+--------+-------+-------------
        排水所 | 已完成 | 3/3   | 1
        照明所 | 超期   | 2/3   | 1
    """)
    assert bench.ask("training_by_unit", "2027-12-31", unit="照明所", category="执法业务培训") == drawn("""
        session_count | required_count | missing_count | due_on
        --------------+----------------+---------------+-----------
        2             | 3              | 1             | 2027-10-31
    """)
    assert bench.ask("training_by_unit", "2022-12-31", unit="全局").only(["required_count"]).rows[1] == ("2",)


def test_training_the_plan_does_not_ask_for_is_neither_met_nor_short(bench: Bench) -> None:
    for is_met, categories in (("是", set()), ("否", {"执法业务培训"})):
        rows = bench.ask("training_by_unit", "2027-12-31", is_met=is_met).only(["category"]).rows
        assert {category for (category,) in rows} == categories
    asked = bench.ask("training_by_unit", "2027-12-31", unit="照明所", category="党性学习教育")
    assert asked.only(["status", "remark"]).rows == (("数据不足", "没有方案写明这一年的最低场次"),)


def test_a_share_below_all_is_enough_where_the_plan_says_so(bench: Bench) -> None:
    rows = "".join(f"    风险{number} | {'高' if number else ''} | 2027-03-05\n" for number in range(10))
    bench.given("risk_list", "risk_point | risk_level | published_on\n--+--+--\n" + rows)
    row = bench.ask("obligation_status", "2027-03-06", obligation_id="S1.2").only(["unit", "status", "share", "flags"])
    assert row.rows[0][:3] == ("法制股", "已完成", "9/10")
    assert str(row.rows[0][3]).startswith("时限早于阶段：二、下半年从 2027-07-01 开始")


def test_points_of_another_plan_are_found_by_its_own_words(bench: Bench) -> None:
    tasks(bench, "乙1 | 排水所 | 推进中 | | 照片 | 水体治理，绿化提升 | 2027-06-01")
    assert bench.ask("obligation_status", "2027-12-31", obligation_id="乙1").only(["unit", "status", "share"]).rows == (
        ("排水所", "已完成", "2/2"), ("法制股", "未报", None), ("照明所", "未报", None))  # fmt: skip
    assert bench.ask("point_progress", "2027-12-31").only(["point"]).rows[0] == ("水体",)


def test_a_report_belongs_to_the_plan_of_its_day(bench: Bench) -> None:
    tasks(bench, "S1.2 | 法制股 | 已完成 | 2022-04-20 | 清单 | 已定级 | 2022-04-20")
    assert bench.fact("tasks").only(["plan_year", "obligation_id"]).rows == (("2022", "S1.2"),)


def test_with_a_day_of_issue_nothing_is_said_of_it(bench: Bench) -> None:
    flags = bench.ask("obligation_status", "2027-12-31", obligation_id="S1.2").only(["status", "flags"]).rows[0]
    assert flags[0] == "超期"
    assert "发文日期未知" not in (flags[1] or "")


def test_a_check_of_one_plan_finds_nothing_in_another_that_uses_its_number(rules: Path, bench: Bench) -> None:
    rewrite(rules, bench, PLAN.replace('"S1.2"', '"S3.6"'))
    tasks(bench, "S3.6 | 法制股 | 推进中 | | | 进行中 | 2027-04-15")
    found = bench.ask("S03", "2027-07-01").only(["record_key", "certainty"]).rows
    assert found == (("S3.6·政策法规室", "无法核查"),)


def test_a_plan_year_that_crosses_new_year_counts_its_own_trainings(rules: Path, bench: Bench) -> None:
    rewrite(rules, bench, PLAN.replace("first_on = 2027-01-01", "first_on = 2027-03-01")
            .replace("last_on = 2027-12-31", "last_on = 2028-02-29").replace("2027-10-31", "2028-02-29"))  # fmt: skip
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit | units  | actual_n
        ------+--------------+------------+-----------+--------+---------
        甲    | 执法业务培训 | 2027-02-01 | 法制股    | 排水所 | 20
        乙    | 执法业务培训 | 2027-05-01 | 法制股    | 排水所 | 20
        丙    | 执法业务培训 | 2028-01-15 | 法制股    | 排水所 | 20
    """,
    )
    asked = bench.ask("training_by_unit", "2028-02-01", unit="排水所", category="执法业务培训")
    assert asked == drawn("""
        session_count | required_count | due_on
        --------------+----------------+-----------
        2             | 3              | 2028-02-29
    """)
    row = bench.ask("obligation_status", "2028-02-01", obligation_id="甲1", unit="排水所").only(["share"]).rows
    assert row == (("2/3",),)


def test_a_number_of_two_plans_is_one_task_of_the_plan_of_its_day(bench: Bench) -> None:
    tasks(bench, "S1.2、S1.3 | 法制股 | 已完成 | 2022-04-20 | 清单 | 已定级 | 2022-04-20")
    assert bench.fact("tasks").only(["plan_year", "obligation_id"]).rows == (("2022", "S1.2"), ("2022", "S1.3"))
    tasks(bench, "S1.2 | 排水所 | 已完成 | 2027-04-20 | 清单 | 已定级 | 2027-04-20")
    assert ("2027", "S1.2") in bench.fact("tasks").only(["plan_year", "obligation_id"]).rows
