"""The plan's obligations: who bears each, what counts as done, and the seven words of their state."""

from __future__ import annotations

import pytest

from fwzf_data.rulebook import rule_file
from tests.queries.conftest import Bench
from tests.queries.drawn import drawn

UNITS = """
    unit       | unit_kind | is_responsible | is_demo | sort_order
    -----------+-----------+----------------+---------+-----------
    政策法规室 | 机关股室  | 是             |         | 1
    监督检查室 | 机关股室  | 是             |         | 2
    环卫所     | 局属单位  | 是             |         | 3
"""
MEASURED = """
    id   | kind       | due_on     | unit_rule   | source_ledgers
    -----+------------+------------+-------------+--------------------------------------------------
    S1.1 | dated      | 2022-04-30 | lead        | risk_list, annual_task
    S1.2 | dated      | 2022-04-30 | lead        | risk_list, annual_task
    S1.3 | dated      | 2022-04-30 | lead        | risk_list, annual_task
    S1.4 | dated      | 2022-04-30 | lead        | risk_list, annual_task
    S1.5 | dated      | 2022-04-30 | lead        | risk_list, annual_task
    S2.1 | continuous | 2022-12-31 | responsible | guidance
    S2.2 | continuous | 2022-12-31 | responsible | guidance
    S2.3 | permissive | 2022-12-31 | responsible | guidance
    S2.4 | continuous | 2022-12-31 | responsible | guidance
    S3.1 | continuous | 2022-12-31 | lead        | mediation
    S3.2 | continuous | 2022-12-31 | responsible | mediation, complaint
    S3.3 | continuous | 2022-12-31 | responsible | mediation
    S3.4 | existence  | 2022-12-31 | lead        | annual_task
    S3.5 | continuous | 2022-12-31 | responsible | mediation
    S3.6 | dated      | 2022-04-30 | lead        | annual_task
    S4.1 | continuous | 2022-12-31 | responsible | annual_task
    S4.2 | continuous | 2022-12-31 | lead        | permit_publicity, power_list, annual_task
    S4.3 | continuous | 2022-12-31 | lead        | annual_task
    S4.4 | continuous | 2022-12-31 | responsible | penalty_case, penalty_publicity, permit_publicity
    S4.5 | continuous | 2022-12-31 | lead        | annual_task
    S4.6 | continuous | 2022-12-31 | responsible | complaint
    S4.7 | continuous | 2022-12-31 | lead        | findings
    S4.8 | continuous | 2022-12-31 | lead        | penalty_case, benchmark
    S5.1 | existence  | 2022-12-31 | lead        | annual_task
    S5.2 | counted    | 2022-12-31 | bureau      | training
    S5.3 | counted    | 2022-12-31 | bureau      | training
    S5.4 | continuous | 2022-12-31 | lead        | training, training_attendance
    S5.5 | existence  | 2022-12-31 | lead        | pairing, demo_site, unit
    S5.6 | existence  | 2022-12-31 | lead        | annual_task
    S6.1 | existence  | 2022-12-31 | lead        | annual_task, demo_site
    S6.2 | existence  | 2022-12-31 | lead        | demo_site, annual_task
    S7.1 | dated      | 2022-05-31 | responsible | annual_task
    S7.2 | dated      | 2022-05-31 | responsible | annual_task
    S7.3 | dated      | 2022-11-30 | responsible | annual_task
    S7.4 | dated      | 2022-12-25 | responsible | summary_report, annual_task
    S8.1 | existence  |            | bureau      | annual_task
    S8.2 | continuous | 2022-12-31 | responsible | annual_task
    S8.3 | continuous | 2022-12-31 | lead        | spot_check, annual_task
    S9.1 | continuous |            | bureau      | penalty_case
"""
"""From the research on 舞城管〔2022〕40号 that came before the program."""


def state(bench: Bench, obligation_id: str, as_of: str, unit: str | None = None) -> tuple[str | None, str | None]:
    """Status and days overdue of the one row asked for."""
    rows = bench.ask("obligation_status", as_of, obligation_id=obligation_id, unit=unit).only(
        ["status", "days_overdue"]
    )
    (row,) = rows.rows
    return row[0], row[1]


def tasks(bench: Bench, rows: str) -> None:
    bench.given("annual_task", "task_no | unit | status | done_date | evidence | progress | updated_at\n--+--\n" + rows)


def test_the_plan_carries_the_39_obligations_as_measured() -> None:
    plan = {obligation["obligation_id"]: obligation for obligation in rule_file("plan_2022")["obligation"]}
    measured = drawn(MEASURED)
    assert list(plan) == [row[0] for row in measured.rows]
    for key, kind, due_on, unit_rule, source_ledgers in measured.rows:
        obligation = plan[key]
        assert obligation["kind"] == kind, key
        assert str(obligation.get("due_on", "")) == (due_on or ""), key
        assert obligation["unit_rule"] == unit_rule, key
        assert obligation["source_ledgers"] == source_ledgers.split(", "), key


def test_each_obligation_is_borne_by_its_lead_by_every_responsible_unit_or_by_the_bureau(bench: Bench) -> None:
    bench.given("unit", UNITS)
    units = bench.fact("obligation_units").rows
    assert {unit for _, key, unit in units if key == "S1.1"} == {"政策法规室"}
    assert {unit for _, key, unit in units if key == "S7.4"} == {"政策法规室", "监督检查室", "环卫所"}
    assert {unit for _, key, unit in units if key == "S5.2"} == {"全局"}
    assert {unit for _, key, unit in units if key == "S4.7"} == {"监督检查室"}


def test_without_a_register_the_units_that_occur_are_responsible(bench: Bench) -> None:
    tasks(bench, "S7.1 | 环卫所 | 推进中 | | | 已布置 | 2022-05-01")
    assert bench.fact("responsible_units").only(["unit"]).rows == (("环卫所",),)


def test_a_register_that_marks_nobody_makes_everybody_in_it_responsible(bench: Bench) -> None:
    bench.given(
        "unit",
        """
        unit       | unit_kind
        -----------+----------
        政策法规室 | 机关股室
    """,
    )
    tasks(bench, "S7.1 | 不在册的 | 推进中 | | | 已布置 | 2022-05-01")
    assert bench.fact("responsible_units").only(["unit"]).rows == (("政策法规室",),)


def test_a_set_of_units_is_no_unit(bench: Bench) -> None:
    tasks(bench, "S7.1 | 局属各单位 | 推进中 | | | 已布置 | 2022-05-01")
    assert bench.fact("units").rows == ()


@pytest.mark.parametrize(
    ("as_of", "status", "days_overdue"),
    [("2022-04-30", "未到期", None), ("2022-05-01", "超期", "1"), ("2022-12-31", "超期", "245")],
)
def test_a_day_of_the_plan_includes_itself(bench: Bench, as_of: str, status: str, days_overdue: str | None) -> None:
    assert state(bench, "S3.6", as_of) == (status, days_overdue)


def test_a_duty_without_a_date_is_never_late(bench: Bench) -> None:
    assert state(bench, "S8.1", "2030-01-01") == ("未到期", None)


DATED = """
    row                                                            | status         | days_overdue
    ---------------------------------------------------------------+----------------+-------------
    政策法规室 ; 已完成 ; 2022-04-30 ; 文件 ; 已公布 ; 2022-05-09      | 已完成          |
    政策法规室 ; 已完成 ; 2022-05-02 ; 文件 ; 已公布 ; 2022-05-09      | 已完成          | 2
    政策法规室 ; 已完成 ;            ; 文件 ; 已公布 ; 2022-05-09      | 已完成          | 9
    政策法规室 ; 已完成 ; 2022-04-30 ;      ; 已公布 ; 2022-05-09      | 报称完成无佐证   | 31
    政策法规室 ; 已完成 ; 2022-06-02 ; 文件 ; 已公布 ; 2022-06-02      | 超期            | 31
    政策法规室 ; 推进中 ;            ;      ; 起草中 ; 2022-05-09      | 超期            | 31
    政策法规室 ; 未开始 ;            ;      ;        ; 2022-05-09      | 超期            | 31
    环卫所     ; 已完成 ; 2022-04-30 ; 文件 ; 已公布 ; 2022-05-09      | 超期            | 31
"""


@pytest.mark.parametrize("row", drawn(DATED).rows, ids=lambda row: row[0])
def test_a_dated_duty_is_done_by_its_lead_with_evidence(bench: Bench, row: tuple[str, str, str | None]) -> None:
    task, status, days_overdue = row
    tasks(bench, "S3.6 | " + task.replace(";", "|"))
    assert state(bench, "S3.6", "2022-05-31") == (status, days_overdue)


@pytest.mark.parametrize(
    ("task", "status"),
    [
        ("推进中 | | | 起草中 | 2022-04-09", "进行中"),
        ("未开始 | | | | 2022-04-09", "未到期"),
        ("推进中 | | | 起草中 | 2022-04-19", "未到期"),
        ("已完成 | 2022-04-01 | | 已公布 | 2022-04-09", "报称完成无佐证"),
    ],
)
def test_before_its_date_a_duty_is_begun_or_not(bench: Bench, task: str, status: str) -> None:
    tasks(bench, f"S3.6 | 政策法规室 | {task}")
    assert state(bench, "S3.6", "2022-04-10") == (status, None)


def test_every_responsible_unit_answers_for_itself(bench: Bench) -> None:
    bench.given("unit", UNITS)
    tasks(
        bench,
        """
        S7.2 | 环卫所     | 已完成 | 2022-05-31 | 方案、台账 | 已部署 | 2022-05-31
        S7.2 | 监督检查室 | 已完成 | 2022-05-31 |            | 已部署 | 2022-05-31
    """,
    )
    assert bench.ask("obligation_status", "2022-06-01", obligation_id="S7.2") == drawn("""
        unit       | status         | days_overdue | evidence_count
        -----------+----------------+--------------+---------------
        政策法规室 | 超期           | 1            | 0
        环卫所     | 已完成         |              | 2
        监督检查室 | 报称完成无佐证 | 1            | 0
    """)


RISKS = """
    risk_point | risk_level | legal_basis | consequence | measure | published_on | publish_way
    -----------+------------+-------------+-------------+---------+--------------+------------
    占道经营   | 高         | 条例        | 罚款        | 提醒    | 2022-04-28   | 微信
    乱倒垃圾   | {level}    | 条例        | 罚款        | 提醒    | 2022-05-01   | 微信
"""


def test_a_ledger_that_can_count_overrules_what_is_reported(bench: Bench) -> None:
    bench.given("risk_list", RISKS.format(level=""))
    tasks(bench, "S1.2 | 政策法规室 | 已完成 | 2022-04-29 | 清单 | 已定级 | 2022-04-29")
    assert bench.ask("obligation_status", "2022-05-02", obligation_id="S1.2") == drawn("""
        status | days_overdue | share | difference
        -------+--------------+-------+--------------------------------
        超期   | 2            | 1/2   | 任务台账报已完成，按台账只有 1/2
    """)


def test_what_the_ledger_counts_is_done_even_where_the_report_lags(bench: Bench) -> None:
    bench.given("risk_list", RISKS.format(level="中"))
    tasks(bench, "S1.2 | 政策法规室 | 推进中 | | | 定级中 | 2022-04-29")
    assert bench.ask("obligation_status", "2022-05-02", obligation_id="S1.2") == drawn("""
        status | days_overdue | share | difference
        -------+--------------+-------+----------------------------------
        已完成 | 1            | 2/2   | 按台账已完成，任务台账报「推进中」
    """)
    assert state(bench, "S1.1", "2022-05-02") == ("已完成", None)


TRAININGS = """
    title | kind         | start_date | host_unit  | actual_n
    ------+--------------+------------+------------+---------
    甲    | 执法业务培训 | 2022-03-01 | 政策法规室 | 20
    乙    | 执法业务培训 | {second}   | 政策法规室 | 20
"""


@pytest.mark.parametrize(
    ("second", "as_of", "status"),
    [
        ("2022-12-31", "2022-12-31", "已完成"),
        ("2022-12-31", "2022-12-30", "进行中"),
        ("2023-01-01", "2023-01-02", "超期"),
        ("2021-12-31", "2022-12-31", "进行中"),
    ],
)
def test_two_trainings_of_the_year_fulfil_the_counted_duty(bench: Bench, second: str, as_of: str, status: str) -> None:
    bench.given("training", TRAININGS.format(second=second))
    assert state(bench, "S5.2", as_of)[0] == status


def test_where_no_training_ledger_was_loaded_the_report_with_evidence_speaks(bench: Bench) -> None:
    tasks(bench, "S5.2 | 政策法规室 | 已完成 | 2022-11-01 | 签到表 | 已办两期 | 2022-11-01")
    assert state(bench, "S5.2", "2022-12-31") == ("已完成", None)
    bench.given("training", TRAININGS.format(second="2021-12-31"))
    assert state(bench, "S5.2", "2022-12-31")[0] == "进行中"


GUIDANCES = """
    guidance_no | unit   | party_name | topic | form | guidance_date | officers | has_document | served_date   | archive_no
    ------------+--------+------------+-------+------+---------------+----------+--------------+---------------+-----------
    一          | 环卫所 | 甲店       | 垃圾  | 书面 | 2022-05-01    | 张三     | 是           | 2022-05-02    | 1
    二          | 环卫所 | 乙店       | 垃圾  | 书面 | 2022-06-01    | 张三     | 是           | {second}      | 2
    三          | 环卫所 | 丙店       | 垃圾  | 口头 | 2022-06-02    | 张三     | 否           |               |
"""


@pytest.mark.parametrize(
    ("second", "as_of", "status", "share"),
    [
        ("2022-06-02", "2022-12-30", "进行中", "2/2"),
        ("2022-06-02", "2022-12-31", "已完成", "2/2"),
        ("", "2022-12-31", "进行中", "1/2"),
        ("", "2023-06-01", "进行中", "1/2"),
        ("2022-06-09", "2022-06-08", "进行中", "1/2"),
    ],
)
def test_a_continuous_duty_lasts_until_the_year_ends_and_is_late_only_by_a_number_of_the_plan(
    bench: Bench, second: str, as_of: str, status: str, share: str
) -> None:
    bench.given("guidance", GUIDANCES.format(second=second))
    row = bench.ask("obligation_status", as_of, obligation_id="S2.2", unit="环卫所").only(["status", "share"]).rows[0]
    assert row == (status, share)


def test_a_unit_from_which_nothing_came_has_not_reported(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given("guidance", GUIDANCES.format(second=""))
    assert state(bench, "S2.1", "2022-07-01", "环卫所")[0] == "进行中"
    assert state(bench, "S2.1", "2022-07-01", "政策法规室")[0] == "未报"
    assert state(bench, "S2.1", "2021-12-31", "政策法规室")[0] == "未到期"


def test_papers_a_task_names_do_not_finish_a_continuous_duty_its_own_ledger_counts(bench: Bench) -> None:
    bench.given("unit", UNITS)
    tasks(
        bench,
        """
        S2.1 | 监督检查室 | 推进中 | | 指导台账 | 已开展 | 2022-06-01
        S2.3 | 监督检查室 | 推进中 | | 指导台账 | 已开展 | 2022-06-01
        S8.2 | 监督检查室 | 推进中 | | 信息两篇 | 已开展 | 2022-06-01
    """,
    )
    assert state(bench, "S2.1", "2022-12-31", "监督检查室") == ("已完成", None), "nobody sent a ledger that counts"
    bench.given("guidance", GUIDANCES.format(second=""))
    told = {
        row[0]: row[1:]
        for row in bench.ask("obligation_status", "2022-12-31", unit="监督检查室")
        .only(["obligation_id", "status", "done_count", "difference"])
        .rows
    }
    assert told["S2.1"] == ("进行中", "0", "任务台账报「推进中」，按台账一次也没有查到")
    assert told["S2.3"] == ("进行中", "0", "任务台账报「推进中」，按台账一次也没有查到")
    assert told["S8.2"] == ("已完成", None, None), "no ledger but the tasks' tells of it"
    assert state(bench, "S2.1", "2022-12-31", "环卫所") == ("已完成", None)


def test_written_guidance_cannot_be_told_where_the_form_is_missing(bench: Bench) -> None:
    bench.given(
        "guidance",
        """
        guidance_no | unit   | party_name | topic | guidance_date
        ------------+--------+------------+-------+--------------
        一          | 环卫所 | 甲店       | 垃圾  | 2022-05-01
    """,
    )
    answer = bench.ask("obligation_status", "2022-12-31", unit="环卫所").only(
        ["obligation_id", "status", "unknown_count"]
    )
    told = {row[0]: row[1:] for row in answer.rows}
    assert told["S2.2"] == ("无法核查", "1")
    assert told["S2.1"] == ("已完成", "0")


def test_what_is_only_permitted_is_never_late(bench: Bench) -> None:
    bench.given("guidance", GUIDANCES.format(second=""))
    assert state(bench, "S2.3", "2022-07-01", "环卫所") == ("进行中", None)
    assert state(bench, "S2.3", "2023-07-01", "环卫所") == ("已完成", None)


MEDIATIONS = """
    mediation_no | unit   | applicant | accept_date | dispute_type | stage        | notice_date | agreed | result     | referred_to | archive_date
    -------------+--------+-----------+-------------+--------------+--------------+-------------+--------+------------+-------------+-------------
    一           | 环卫所 | 甲        | 2022-05-01  | 民事纠纷     | 日常监管执法 | 2022-05-01  | 是     | 达成协议   |             | 2022-05-20
    二           | 环卫所 | 乙        | 2022-05-02  | 民事纠纷     | 受理举报投诉 | 2022-05-02  | 否     | 不同意调解 | 行政诉讼    |
    三           | 环卫所 | 丙        | 2022-05-03  | 行政争议     | 重大执法决定 |             | 是     | 终止       |             |
    四           | 环卫所 | 丁        | 2022-05-04  | 行政争议     | 日常监管执法 | 2022-05-04  | 是     | 调解中     |             |
"""  # fmt: skip


def test_mediation_is_counted_by_notice_referral_and_filing(bench: Bench) -> None:
    bench.given("mediation", MEDIATIONS)
    answer = bench.ask("obligation_status", "2022-12-31").only(["obligation_id", "status", "share"])
    told = {row[0]: row[1:] for row in answer.rows}
    assert told["S3.1"] == ("进行中", "2/3")
    assert told["S3.2"] == ("进行中", "3/4")
    assert told["S3.3"] == ("进行中", "1/2")
    assert told["S3.5"] == ("进行中", "1/3")


def test_three_points_of_contact_are_a_number_of_the_plan(bench: Bench) -> None:
    bench.given("mediation", MEDIATIONS)
    assert state(bench, "S3.1", "2022-12-31") == ("进行中", None)
    assert state(bench, "S3.1", "2023-01-01") == ("超期", "1")


def test_from_complaints_alone_nobody_knows_who_had_to_be_told_of_mediation(bench: Bench) -> None:
    bench.given(
        "complaint",
        """
        complaint_no | unit   | accept_date | content  | category
        -------------+--------+-------------+----------+---------
        一           | 环卫所 | 2022-05-01  | 邻里噪声 | 噪声
        二           | 环卫所 | 2022-05-02  | 态度粗暴 | 其他
    """,
    )
    assert state(bench, "S3.2", "2022-12-31", "环卫所")[0] == "无法核查"
    row = bench.ask("obligation_status", "2022-12-31", obligation_id="S4.6").only(["status", "evidence_count"]).rows[0]
    assert row == ("已完成", "1")


def test_every_named_model_unit_has_to_be_paired(bench: Bench) -> None:
    bench.given(
        "unit",
        """
        unit       | unit_kind | is_responsible | is_demo
        -----------+-----------+----------------+--------
        环卫所     | 局属单位  | 是             | 是
        园林所     | 局属单位  | 是             | 是
        市政所     | 局属单位  | 是             | 否
    """,
    )
    bench.given(
        "pairing",
        """
        demo_unit | target_unit | pair_date  | activity_date
        ----------+-------------+------------+--------------
        环卫所    | 市政所      | 2022-03-01 | 2022-04-01
    """,
    )
    answer = bench.ask("obligation_status", "2022-12-31", obligation_id="S5.5").only(
        ["status", "share", "evidence_count"]
    )
    assert answer.rows == (("进行中", "1/2", "1"),)
    bench.given(
        "pairing",
        """
        demo_unit | target_unit | pair_date  | activity_date
        ----------+-------------+------------+--------------
        园林所    | 市政所      | 2022-06-01 | 2022-07-01
    """,
    )
    assert state(bench, "S5.5", "2022-12-31") == ("已完成", None)
    assert state(bench, "S5.5", "2022-05-31")[0] == "进行中"


def test_the_summary_report_counts_from_its_register_and_names_what_is_missing(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given(
        "summary_report",
        """
        unit       | submitted_on | has_practice | has_training | has_innovation | has_results | media_count
        -----------+--------------+--------------+--------------+----------------+-------------+------------
        环卫所     | 2022-12-25   | 是           | 是           | 是             | 是          | 3
        监督检查室 | 2022-12-27   | 是           | 否           |                | 是          | 0
    """,
    )
    tasks(bench, "S7.4 | 政策法规室 | 已完成 | 2022-12-20 | 报告 | 已报送 | 2022-12-20")
    assert bench.ask("obligation_status", "2022-12-31", obligation_id="S7.4") == drawn("""
        unit       | status | days_overdue | difference
        -----------+--------+--------------+--------------------------------
        政策法规室 | 超期   | 6            | 任务台账报已完成，按台账没有查到
        环卫所     | 已完成 |              |
        监督检查室 | 已完成 | 2            |
    """)
    assert bench.fact("summary_reports", "submitted_on") == drawn("""
        unit       | missing_contents
        -----------+-----------------
        环卫所     |
        监督检查室 | 培训、视频图片
    """)


def test_five_fields_of_service_each_need_an_entry(bench: Bench) -> None:
    tasks(bench, "S4.1 | 环卫所 | 推进中 | | | 网格化全覆盖，垃圾分类试点 3 个小区 | 2022-05-01")
    row = bench.ask("obligation_status", "2022-12-31", obligation_id="S4.1").only(["status", "share"]).rows[0]
    assert row == ("进行中", "2/5")


def test_a_case_without_basis_is_a_lead_and_never_late(bench: Bench) -> None:
    bench.given(
        "penalty_case",
        """
        case_no | party_name | unit   | decision_date | fine_amount | legal_basis
        --------+------------+--------+---------------+-------------+------------
        一号    | 甲店       | 环卫所 | 2022-05-01    | 200         | 条例第一条
        二号    | 乙店       | 环卫所 | 2022-05-02    | 200         |
    """,
    )
    row = bench.ask("obligation_status", "2023-05-01", obligation_id="S9.1").only(
        ["unit", "status", "share", "days_overdue"]
    )
    assert row.rows == (("全局", "进行中", "1/2", None),)


def test_publication_within_seven_working_days_counts_and_a_later_one_does_not(bench: Bench) -> None:
    bench.given("penalty_case", """
        case_no | party_name | unit   | party_type       | procedure | decision_date | penalty_type | fine_amount | publish_date
        --------+------------+--------+------------------+-----------+---------------+--------------+-------------+-------------
        恰好    | 甲公司     | 环卫所 | 法人及非法人组织 | 普通程序  | 2022-04-22    | 罚款         | 200         | 2022-05-05
        晚一天  | 乙公司     | 环卫所 | 法人及非法人组织 | 普通程序  | 2022-04-22    | 罚款         | 200         | 2022-05-06
        没有公示 | 丙公司    | 环卫所 | 法人及非法人组织 | 普通程序  | 2022-04-22    | 罚款         | 200         |
        自然人  | 张三       | 环卫所 | 自然人           | 普通程序  | 2022-04-22    | 罚款         | 200         |
        简易    | 丁公司     | 环卫所 | 法人及非法人组织 | 简易程序  | 2022-04-22    | 罚款         | 200         |
        只警告  | 戊公司     | 环卫所 | 法人及非法人组织 | 普通程序  | 2022-04-22    | 警告         |             |
        不明    | 己公司     | 环卫所 |                  | 普通程序  | 2022-04-22    | 罚款         | 200         |
    """)  # fmt: skip
    assert bench.fact("disclosures", "row_no") == drawn("""
        title    | due_on     | is_due | is_published
        ---------+------------+--------+-------------
        恰好     | 2022-05-05 | 是     | 是
        晚一天   | 2022-05-05 | 是     | 是
        没有公示 | 2022-05-05 | 是     | 否
        自然人   | 2022-05-05 | 否     | 否
        简易     | 2022-05-05 | 否     | 否
        只警告   | 2022-05-05 | 否     | 否
        不明     | 2022-05-05 |        | 否
    """)
    row = bench.ask("obligation_status", "2022-12-31", obligation_id="S4.4").only(["status", "share", "unknown_count"])
    assert row.rows == (("进行中", "1/3", "1"),)


def test_evidence_listed_is_evidence_counted(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given("guidance", GUIDANCES.format(second=""))
    bench.given("mediation", MEDIATIONS)
    bench.given("risk_list", RISKS.format(level="低"))
    bench.given("training", TRAININGS.format(second="2022-06-01"))
    tasks(bench, "S3.6 | 政策法规室 | 已完成 | 2022-04-30 | 文件、名单 | 已公布 | 2022-05-09")
    counted = {row[:2]: int(row[2] or 0)
               for row in bench.ask("obligation_status").only(["obligation_id", "unit", "evidence_count"]).rows}  # fmt: skip
    listed = dict.fromkeys(counted, 0)
    for *key, is_evidence in bench.ask("obligation_evidence").only(["obligation_id", "unit", "is_evidence"]).rows:
        listed[tuple(key)] += is_evidence == "是"
    assert listed == counted
    assert counted["S3.6", "政策法规室"] == 2


def test_evidence_leads_to_the_sheet_and_row(bench: Bench) -> None:
    tasks(bench, "S3.6 | 政策法规室 | 已完成 | 2022-04-30 | 文件、名单 | 已公布 | 2022-05-09")
    assert bench.ask("obligation_evidence", obligation_id="S3.6", unit="政策法规室") == drawn("""
        ledger      | what | happened_on | is_evidence | file      | sheet  | row
        ------------+------+-------------+-------------+-----------+--------+----
        annual_task | 名单 | 2022-04-30  | 是          | 台账.xlsx | Sheet1 | 2
        annual_task | 文件 | 2022-04-30  | 是          | 台账.xlsx | Sheet1 | 2
    """)
    assert bench.ask("obligation_evidence", "2022-04-29", obligation_id="S3.6").rows == ()


def test_each_row_of_a_ledger_says_something_of_the_obligations_it_bears_on(bench: Bench) -> None:
    bench.given("guidance", GUIDANCES.format(second=""))
    keys = {row[0] for row in bench.fact("obligation_rows").only(["obligation_id"]).rows}
    assert keys == {"S2.1", "S2.2", "S2.3", "S2.4"}


def test_a_task_finds_its_obligation_by_number_only(bench: Bench) -> None:
    tasks(
        bench,
        """
        s3.6 | 政策法规室 | 已完成 | 2022-04-30 | 文件 | 已公布 | 2022-05-09
        3.6  | 政策法规室 | 已完成 | 2022-04-30 | 文件 | 已公布 | 2022-05-09
    """,
    )
    assert bench.fact("tasks", "row_no").only(["obligation_id"]).rows == (("S3.6",), (None,))
    assert len(bench.ask("task_list", unit="政策法规室").rows) == 2
    assert bench.ask("task_list", obligation_id="S3.6", state="已完成", from_on="2022-05-09").only(["row"]).rows == (
        ("2",),
    )
    assert bench.ask("task_list", to_on="2022-05-08").rows == ()


SQUADS = """
    unit   | unit_kind | is_responsible | parent_unit
    -------+-----------+----------------+------------
    大队   | 局属单位  | 是             |
    一中队 | 局属单位  | 否             | 大队
    一分队 | 局属单位  | 否             | 一中队
    游离   | 局属单位  | 否             | 游离
"""


def test_the_work_of_a_squad_counts_for_its_brigade_but_its_report_does_not(bench: Bench) -> None:
    bench.given("unit", SQUADS)
    bench.given("guidance", GUIDANCES.format(second="").replace("环卫所", "一分队"))
    bench.given(
        "summary_report",
        """
        unit   | submitted_on
        -------+-------------
        一中队 | 2022-12-20
    """,
    )
    tasks(bench, "S7.2 | 一中队 | 已完成 | 2022-05-01 | 台账 | 已部署 | 2022-05-01")
    assert bench.fact("unit_bearers").only(["unit", "bearer"]).rows == (
        ("一中队", "大队"), ("一分队", "大队"), ("大队", "大队"))  # fmt: skip
    assert state(bench, "S2.1", "2022-12-31", "大队") == ("已完成", None)
    assert state(bench, "S7.4", "2022-12-31", "大队") == ("超期", "6")
    assert state(bench, "S7.2", "2022-12-31", "大队") == ("超期", "214")
