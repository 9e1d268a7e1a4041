"""What speaks for a duty and what does not: units written together, denials, other years, rows without a day."""

from __future__ import annotations

import pytest

from tests.queries.conftest import Bench
from tests.queries.drawn import drawn
from tests.queries.test_obligations import UNITS, state, tasks

LEAD_ROWS = """
    lead_unit          | unit
    -------------------+------------------------
    政策法规室         | 机关各科室、局属各单位
    政策法规室         | 环卫所
    法规科、监督检查室 | 环卫所
                       | 政策法规科、环卫所
"""


@pytest.mark.parametrize("row", drawn(LEAD_ROWS).rows, ids=str)
def test_a_row_that_names_the_lead_speaks_for_the_duty_of_the_lead(
    bench: Bench, row: tuple[str | None, str]
) -> None:
    bench.given("unit", UNITS)
    bench.given(
        "annual_task",
        f"""
        task_no | lead_unit      | unit     | status | done_date  | evidence | updated_at
        --------+----------------+----------+--------+------------+----------+-----------
        S3.6    | {row[0] or ""} | {row[1]} | 已完成 | 2022-04-20 | 文件     | 2022-04-20
    """,
    )
    assert state(bench, "S3.6", "2022-12-31") == ("已完成", None)
    assert bench.ask("obligation_evidence", obligation_id="S3.6").only(["is_evidence"]).rows == (("是",),)


def test_several_units_in_one_cell_are_each_of_them_and_no_unit_of_their_own(bench: Bench) -> None:
    bench.given("unit", UNITS)
    tasks(
        bench,
        """
        S7.1 | 政策法规科、监督检查室 | 已完成 | 2022-05-20 | 照片 | 已办 | 2022-05-20
        S7.2 | 各责任单位             | 已完成 | 2022-05-20 | 方案 | 已办 | 2022-05-20
        S7.3 | 局属各单位             | 已完成 | 2022-05-20 | 制度 | 已办 | 2022-05-20
    """,
    )
    done = {
        (row[0], row[1])
        for row in bench.ask("obligation_status", status="已完成").only(["obligation_id", "unit"]).rows
    }
    assert done == {
        ("S7.1", "政策法规室"), ("S7.1", "监督检查室"),
        ("S7.2", "政策法规室"), ("S7.2", "监督检查室"), ("S7.2", "环卫所"),
        ("S7.3", "环卫所"),
    }  # fmt: skip
    assert {row[0] for row in bench.ask("unit_list").rows} == {"政策法规室", "监督检查室", "环卫所"}


def test_a_unit_that_sends_in_a_set_speaks_of_itself(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given(
        "annual_task",
        """
        task_no | unit       | status | done_date  | evidence | updated_at
        --------+------------+--------+------------+----------+-----------
        S7.3    | 各责任单位 | 已完成 | 2022-11-20 | 制度     | 2022-11-20
    """,
        unit="环卫所",
    )
    assert bench.ask("obligation_status", status="已完成").only(["unit"]).rows == (("环卫所",),)


SPOKEN_FOR = """
    unit               | sender     | own_unit   | sender_unit | units
    -------------------+------------+------------+-------------+---------------------------------
    环卫所             | 政策法规科 | 环卫所     | 政策法规室  | 环卫所
    环卫所、监督检查室 | 环卫所     |            | 环卫所      | 环卫所、监督检查室
    各责任单位         | 环卫所     | 环卫所     | 环卫所      | 环卫所
    局属各单位         | 政策法规科 | 环卫所     | 政策法规室  | 环卫所
    机关各科室         | 环卫所     |            | 环卫所      | 政策法规室、监督检查室
    各责任单位         |            |            |             | 政策法规室、环卫所、监督检查室
                       | 政策法规科 |            | 政策法规室  | 政策法规室
                       |            |            |             |
"""
SPEAKING = {
    "annual_task": "task_no | unit\n--+--\nS7.1 | {}",
    "guidance": "guidance_no | party_name | unit\n--+--+--\n一 | 甲店 | {}",
    "mediation": "mediation_no | unit\n--+--\n一 | {}",
    "summary_report": "period | unit\n--+--\n2022年 | {}",
}


@pytest.mark.parametrize("ledger", SPEAKING)
@pytest.mark.parametrize("row", drawn(SPOKEN_FOR).rows, ids=str)
def test_all_four_ledgers_speak_for_the_units_they_name_or_for_their_sender(
    bench: Bench, row: tuple[str | None, ...], ledger: str
) -> None:
    bench.given("unit", UNITS)
    bench.given(ledger, SPEAKING[ledger].format(row[0] or ""), unit=row[1])
    assert bench.fact("row_units").only(["own_unit", "sender_unit", "units"]).rows == (row[2:],)


def test_no_row_speaks_for_nobody(bench: Bench) -> None:
    bench.given("unit", UNITS)
    assert bench.fact("row_units").rows == ()


def test_a_registered_name_with_a_comma_in_it_is_one_unit(bench: Bench) -> None:
    bench.given("unit", "unit | unit_kind | is_responsible\n--+--+--\n市政、园林所 | 局属单位 | 是")
    tasks(bench, "S7.1 | 市政、园林所 | 已完成 | 2022-05-20 | 照片 | 已办 | 2022-05-20")
    assert state(bench, "S7.1", "2022-12-31") == ("已完成", None)


def test_guidance_mediation_and_summaries_of_several_units_count_for_each(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given(
        "guidance",
        """
        guidance_no | unit                 | party_name | topic | form | guidance_date
        ------------+----------------------+------------+-------+------+--------------
        一          | 环卫所、监督检查室   | 甲店       | 垃圾  | 口头 | 2022-05-01
    """,
    )
    bench.given(
        "mediation",
        """
        mediation_no | unit               | applicant | accept_date | stage        | notice_date
        -------------+--------------------+-----------+-------------+--------------+------------
        一           | 环卫所、监督检查室 | 甲        | 2022-05-01  | 日常监管执法 | 2022-05-01
    """,
    )
    bench.given("summary_report", "unit | submitted_on\n--+--\n环卫所、监督检查室 | 2022-12-20")
    for key in ("S2.1", "S3.2", "S7.4"):
        done = bench.ask("obligation_status", obligation_id=key, status="已完成").only(["unit", "done_count"]).rows
        assert set(done) == {("环卫所", "1"), ("监督检查室", "1")}, key
    assert bench.ask("obligation_status", obligation_id="S3.1").only(["done_count"]).rows == (("1",),)
    assert len(bench.ask("unit_list").rows) == 3


POINTS = """
    progress                                                             | share
    ---------------------------------------------------------------------+------
    网格化管理、垃圾分类、便民服务点、公共自行车、志愿服务站均未开展     | 0/5
    网格化管理、垃圾分类、便民服务点，均未开展；志愿服务站已建           | 1/5
    网格化全覆盖，垃圾分类尚未启动，没有设便民服务点                     | 1/5
    便民服务点完成无障碍改造，垃圾分类无害化处理                         | 2/5
"""


@pytest.mark.parametrize("row", drawn(POINTS).rows, ids=lambda row: row[0])
def test_what_a_clause_denies_is_not_met(bench: Bench, row: tuple[str, str]) -> None:
    tasks(bench, f"S4.1 | 环卫所 | 推进中 | | | {row[0]} | 2022-06-01")
    answer = bench.ask("obligation_status", obligation_id="S4.1").only(["status", "share"]).rows[0]
    assert answer[0] == "进行中"
    assert (answer[1] or "0/5") == row[1]


@pytest.mark.parametrize(("evidence", "status"), [("", "报称完成无佐证"), ("照片", "已完成")])
def test_points_counted_from_words_alone_are_claimed_and_not_proved(
    bench: Bench, evidence: str, status: str
) -> None:
    progress = "网格化、垃圾分类、便民服务点、公共自行车、志愿服务站推进"
    tasks(bench, f"S4.1 | 环卫所 | 推进中 | | {evidence} | {progress} | 2022-06-01")
    assert state(bench, "S4.1", "2022-12-30")[0] == "进行中"
    assert state(bench, "S4.1", "2022-12-31")[0] == status


SUMMARIES = """
    period              | submitted_on | status
    --------------------+--------------+-------
    2021年度            | 2022-01-05   | 超期
    2021年度            | 2022-12-20   | 超期
    2022年上半年        | 2022-07-05   | 超期
    2022年1-6月         | 2022-12-20   | 超期
    2022年度            | 2022-11-30   | 已完成
    2022年1月至12月     | 2022-12-20   | 已完成
    全年                | 2022-12-20   | 已完成
                        | 2022-12-20   | 已完成
                        | 2022-07-05   | 超期
                        | 2022-01-05   | 超期
"""


@pytest.mark.parametrize("row", drawn(SUMMARIES).rows, ids=str)
def test_only_a_summary_of_the_whole_year_is_the_one_that_is_due(
    bench: Bench, row: tuple[str | None, str, str]
) -> None:
    period, submitted_on, status = row
    bench.given("unit", UNITS)
    bench.given(
        "summary_report",
        f"unit | period | submitted_on\n--+--+--\n环卫所 | {period or ''} | {submitted_on}",
    )
    assert state(bench, "S7.4", "2022-12-31", "环卫所")[0] == status
    assert bench.ask("summary_by_unit", unit="环卫所").only(["is_sent"]).rows == (
        ("是" if status == "已完成" else "否",),
    )


def test_a_unit_that_published_without_its_cases_has_reported(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given(
        "penalty_publicity",
        """
        decision_no     | unit   | party_type       | decision_date | published_on
        ----------------+--------+------------------+---------------+-------------
        罚字〔2022〕1号 | 环卫所 | 法人及非法人组织 | 2022-03-01    | 2022-03-03
    """,
    )
    assert state(bench, "S4.4", "2022-04-01", "环卫所")[0] == "进行中"
    assert state(bench, "S4.4", "2022-12-31", "环卫所")[0] == "进行中"
    assert state(bench, "S4.4", "2022-12-31", "政策法规室")[0] == "未报"


def test_a_test_known_from_its_list_of_marks_has_been_reported(bench: Bench) -> None:
    bench.given(
        "training_attendance",
        """
        training_no | title | training_date | person | unit   | score
        ------------+-------+---------------+--------+--------+------
        一          | 业务  | 2022-03-01    | 张三   | 环卫所 | 88
        一          | 业务  | 2022-03-01    | 李四   | 环卫所 | 50
    """,
    )
    row = bench.ask("obligation_status", "2022-04-01", obligation_id="S5.4").only(["status", "evidence_count"]).rows[0]
    assert row == ("进行中", "1")


def test_a_row_that_says_not_begun_is_a_report_after_the_year_too(bench: Bench) -> None:
    tasks(bench, "S8.2 | 环卫所 | 未开始 | | | | 2022-06-01")
    assert [state(bench, "S8.2", day)[0] for day in ("2022-07-01", "2022-12-31", "2023-01-01")] == [
        "未到期", "未到期", "进行中"]  # fmt: skip


def test_a_list_of_a_later_year_overrules_nothing_that_was_proved(bench: Bench) -> None:
    tasks(bench, "S1.1 | 政策法规室 | 已完成 | 2022-04-20 | 清单 | 已办 | 2022-04-20")
    bench.given("risk_list", "risk_point | version | published_on\n--+--+--\n占道 | 2023 | 2023-03-10")
    for day in ("2022-12-31", "2023-06-01"):
        assert state(bench, "S1.1", day) == ("已完成", None)


def test_a_late_list_still_fulfils_what_nobody_proved(bench: Bench) -> None:
    bench.given("risk_list", "risk_point | version | published_on\n--+--+--\n占道 | 2023 | 2023-03-10")
    assert state(bench, "S1.1", "2022-12-31") == ("超期", "245")
    assert state(bench, "S1.1", "2023-06-01") == ("已完成", "314")


def test_a_pairing_without_a_day_counts_from_the_day_it_was_loaded(bench: Bench) -> None:
    bench.given("unit", "unit | unit_kind | is_demo\n--+--+--\n环卫所 | 局属单位 | 是\n市政所 | 局属单位 | 否")
    bench.given("pairing", "demo_unit | target_unit\n--+--\n环卫所 | 市政所")
    assert [state(bench, "S5.5", day)[0] for day in ("2022-01-01", "2022-12-30", "2022-12-31")] == [
        "未到期", "未到期", "已完成"]  # fmt: skip


CELLS = """
    unit                             | units
    ---------------------------------+------------------
    环卫所和监督检查室               | 环卫所、监督检查室
    环卫所及监督检查室               | 环卫所、监督检查室
    环卫所　监督检查室               | 环卫所、监督检查室
    ①环卫所②监督检查室               | 环卫所、监督检查室
    监督检查室（牵头）、环卫所       | 环卫所、监督检查室
    牵头：监督检查室 配合：环卫所    | 环卫所、监督检查室
    环卫所、监督检查室等单位         | 环卫所、监督检查室
    环卫所等                         | 环卫所
    局环卫所                         | 环卫所
    舞阳县城市管理局环卫所           | 环卫所
    各科室、局属二级单位             | 政策法规室、环卫所、监督检查室
    市政和园林所                     | 市政和园林所
    环卫所和市政所                   | 环卫所和市政所
"""


@pytest.mark.parametrize("row", drawn(CELLS).rows, ids=lambda row: row[0])
def test_a_cell_of_units_is_read_as_far_as_every_part_of_it_is_known(bench: Bench, row: tuple[str, str]) -> None:
    bench.given("unit", UNITS)
    bench.given("annual_task", f"task_no | unit\n--+--\nS7.1 | {row[0]}")
    assert bench.fact("row_units").only(["units"]).rows == ((row[1],),)


@pytest.mark.parametrize("cell", ["环卫所\n监督检查室", "1.环卫所\n2.监督检查室"])
def test_units_on_lines_of_one_cell_are_each_of_them(bench: Bench, cell: str) -> None:
    bench.given("unit", UNITS)
    bench.given("annual_task", "task_no | unit\n--+--\nS7.1 | 甲")
    bench.connection.execute("update annual_task_row set unit = $1", [cell])
    assert bench.fact("row_units").only(["units"]).rows == (("环卫所、监督检查室",),)


@pytest.mark.parametrize("cell", ["各中队和环卫所", "各中队及环卫所", "环卫所　各中队"])
def test_all_squads_beside_a_unit_are_the_squads_and_the_unit(bench: Bench, cell: str) -> None:
    bench.given("unit", "unit | is_responsible\n--+--\n一中队 | 是\n二中队 | 是\n环卫所 | 是")
    bench.given("annual_task", f"task_no | unit\n--+--\nS7.1 | {cell}")
    assert bench.fact("row_units").only(["units"]).rows == (("一中队、二中队、环卫所",),)


def test_a_model_unit_named_after_the_year_undoes_no_pairing_of_the_year(bench: Bench) -> None:
    bench.given("unit", "unit | unit_kind | is_responsible\n--+--+--\n环卫所 | 局属单位 | 是\n市政所 | 局属单位 | 是")
    bench.given("demo_site", "unit | year | named_on\n--+--+--\n环卫所 | 2021 | 2021-11-01\n市政所 | 2023 | 2023-03-01")
    bench.given("pairing", "demo_unit | target_unit | pair_date\n--+--+--\n环卫所 | 市政所 | 2022-05-01")
    for day in ("2022-12-31", "2023-06-30"):
        assert state(bench, "S5.5", day) == ("已完成", None)
