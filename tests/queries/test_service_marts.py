"""What the service pages ask: guidance, mediation, permits, publication, model sites, summaries; figures and gaps."""

from __future__ import annotations

from tests.queries.conftest import Bench
from tests.queries.drawn import drawn
from tests.queries.test_obligations import MEDIATIONS, UNITS, tasks

GUIDANCES = """
    guidance_no | unit   | party_name | topic | method    | form       | guidance_date | officers | has_document | served_date | archive_no | count
    ------------+--------+------------+-------+-----------+------------+---------------+----------+--------------+-------------+------------+------
    一          | 环卫所 | 甲店       | 垃圾  | 提示、建议 | 书面      | 2022-05-01    | 张三     | 是           | 2022-05-02  | 1          |
    二          | 环卫所 | 乙店       | 垃圾  | 约谈      | 书面       | 2022-05-03    |          | 是           |             |            |
    三          | 环卫所 | 丙店       | 垃圾  | 提示      |            | 2022-05-04    | 张三     |              |             |            |
    四          | 环卫所 |            |       | 提示      | 口头       | 2022-06       |          |              |             |            | 30
"""  # fmt: skip


def test_guidance_of_a_unit_that_sent_nothing_is_blank_and_not_zero(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given("guidance", GUIDANCES)
    assert bench.ask("guidance_by_unit", "2022-06-30") == drawn("""
        unit       | guidance_count | written_count | complete | served | filed | simple_count | unknown_count | months
        -----------+----------------+---------------+----------+--------+-------+--------------+---------------+-------
        政策法规室 |                |               | 0/0      | 0/0    | 0/0   |              |               |
        监督检查室 |                |               | 0/0      | 0/0    | 0/0   |              |               |
        环卫所     | 33             | 2             | 1/2      | 1/2    | 1/2   | 30           | 1             | 5、6
    """)
    assert bench.ask("guidance_by_unit", "2022-06-29", from_on="2022-05-04").rows[2][1] == "1"


def test_all_eight_methods_are_listed_whether_used_or_not(bench: Bench) -> None:
    bench.given("guidance", GUIDANCES)
    counts = bench.ask("guidance_by_method").only(["method", "guidance_count", "written_count"]).rows
    assert [row[0] for row in counts] == ["引导", "示范", "提示", "辅导", "建议", "规劝", "约谈", "回访"]
    assert {row[0]: row[1:] for row in counts}["提示"] == ("32", "1")
    assert ("回访", "0", "0") in counts


def test_simple_guidance_needs_no_document_and_written_guidance_says_what_is_missing(bench: Bench) -> None:
    bench.given("guidance", GUIDANCES)
    assert bench.ask("guidance_gaps") == drawn("""
        guidance_no | gaps                          | row
        ------------+-------------------------------+----
        二          | 要素不全、没有送达、没有案卷号 | 3
    """)
    bench.given(
        "guidance",
        """
        guidance_no | unit   | party_name | topic | form | guidance_date | officers | has_document
        ------------+--------+------------+-------+------+---------------+----------+-------------
        九          | 环卫所 | 甲店       | 垃圾  | 书面 | 2022-07-01    | 张三     | 是
    """,
    )
    assert bench.ask("guidance_gaps").only(["gaps"]).rows[1] == ("送达不明、案卷不明",)
    assert bench.ask("guidance_gaps", unit="没有这个单位").rows == ()


def test_mediations_are_listed_with_what_is_missing(bench: Bench) -> None:
    bench.given("mediation", MEDIATIONS, file="调解.xlsx")
    assert bench.ask("mediation_list") == drawn("""
        mediation_no | gaps                         | file      | row
        -------------+------------------------------+-----------+----
        一           |                              | 调解.xlsx | 2
        二           | 没有归档                     | 调解.xlsx | 3
        三           | 没有告知、没有引导、没有归档 | 调解.xlsx | 4
        四           |                              | 调解.xlsx | 5
    """)
    assert bench.ask("mediation_list", gap="没有引导").only(["mediation_no"]).rows == (("三",),)
    assert bench.ask("mediation_list", stage="日常监管执法").only(["mediation_no"]).rows == (("一",), ("四",))
    assert bench.ask("mediation_list", "2022-05-02").only(["mediation_no"]).rows == (("一",), ("二",))


def test_the_three_points_of_contact_are_those_of_the_plan(bench: Bench) -> None:
    bench.given("mediation", MEDIATIONS)
    assert bench.ask("mediation_by_stage") == drawn("""
        stage        | mediation_count | notified | refused_count | referred | closed_count | filed
        -------------+-----------------+----------+---------------+----------+--------------+------
        重大执法决定 | 1               | 0/1      | 1             | 0/1      | 1            | 0/1
        日常监管执法 | 2               | 2/2      | 0             | 0/0      | 1            | 1/1
        受理举报投诉 | 1               | 1/1      | 1             | 1/1      | 1            | 0/1
    """)
    assert bench.ask("mediation_by_stage", "2022-04-30").only(["mediation_count"]).rows == (("0",), ("0",), ("0",))


PERMITS = """
    permit_doc_no | party_name | party_type       | permit_content | unit       | accept_date | decision_date | promised_days | statutory_days | published_on
    --------------+------------+------------------+----------------+------------+-------------+---------------+---------------+----------------+-------------
    恰好          | 甲公司     | 法人及非法人组织 | 占道（人民路） | 政策法规室 | 2022-04-22  | 2022-05-05    | 7             | 20             | 2022-05-13
    超承诺        | 乙公司     | 法人及非法人组织 | 占道（解放路） | 政策法规室 | 2022-04-22  | 2022-05-06    | 7             | 20             | 2022-05-17
    超法定        | 丙公司     | 法人及非法人组织 | 占道           | 政策法规室 | 2022-03-01  | 2022-05-06    | 7             | 20             |
    不知道        | 丁公司     |                  | 绿地           | 政策法规室 |             | 2022-05-06    | 7             | 20             |
    没有决定      | 戊公司     | 法人及非法人组织 | 绿地           | 政策法规室 | 2022-05-06  |               | 7             | 20             |
"""  # fmt: skip


def test_a_permit_is_held_against_promise_and_law_in_working_days(bench: Bench) -> None:
    bench.given("permit_publicity", PERMITS)
    assert bench.ask("permit_list") == drawn("""
        permit_no | workdays_used | overrun    | row
        ----------+---------------+------------+----
        恰好      | 7             | 没有超时   | 2
        超承诺    | 8             | 超承诺时限 | 3
        超法定    | 45            | 超法定时限 | 4
        不知道    |               | 不知道     | 5
        没有决定  |               | 没有决定   | 6
    """)
    assert bench.ask("permit_list", matter="占道", overrun="没有超时").only(["permit_no"]).rows == (("恰好",),)
    assert bench.ask("permit_terms") == drawn("""
        matter | permit_count | promised_days | statutory_days | shortened_days | workdays_used | over_promised_count | over_statutory_count | unknown_count
        -------+--------------+---------------+----------------+----------------+---------------+---------------------+----------------------+--------------
        占道   | 3            | 7             | 20             | 13             | 8             | 2                   | 1                    | 0
        绿地   | 1            | 7             | 20             | 13             |               | 0                   | 0                    | 1
    """)  # fmt: skip
    assert bench.ask("permit_terms", "2022-05-04").rows == ()


def test_publication_is_timely_on_the_seventh_working_day_and_late_the_day_after(bench: Bench) -> None:
    bench.given("permit_publicity", PERMITS)
    assert bench.ask("disclosure_list", "2022-05-31") == drawn("""
        title  | due_on     | state
        -------+------------+------------------
        恰好   | 2022-05-13 | 按期公示
        超承诺 | 2022-05-16 | 超期公示
        超法定 | 2022-05-16 | 没有公示
        不知道 | 2022-05-16 | 是否应公示不明
    """)
    assert bench.ask("disclosure_list", "2022-05-16", disclosure_state="未到期").only(["title"]).rows == (("超承诺",), ("超法定",))
    assert bench.ask("disclosure_by_unit", "2022-05-31") == drawn("""
        unit     | ledger           | decided_count | excluded_count | published | on_time | late_count | unpublished_count | pending_count | unknown_count
        ---------+------------------+---------------+----------------+-----------+---------+------------+-------------------+---------------+--------------
        合计     | permit_publicity | 4             | 0              | 2/3       | 1/3     | 1          | 1                 | 0             | 1
        政策法规室 | permit_publicity | 4           | 0              | 2/3       | 1/3     | 1          | 1                 | 0             | 1
    """)  # fmt: skip
    assert bench.ask("disclosure_by_unit", "2022-05-16").only(["published", "pending_count"]).rows[0] == ("1/1", "2")
    assert bench.ask("disclosure_by_unit", "2022-05-04").rows == ()


MODELS = """
    unit   | unit_kind | is_responsible | is_demo
    -------+-----------+----------------+--------
    环卫所 | 局属单位  | 是             | 是
    园林所 | 局属单位  | 是             |
    市政所 | 局属单位  | 是             |
"""
SITES = """
    unit   | year | level | progress | submit_date | result | named_on
    -------+------+-------+----------+-------------+--------+---------
    园林所 | 2022 | 县级  | 已创建   | 2022-04     | 已命名 | 2022-09
    市政所 | 2022 | 县级  |          |             |        |
"""
PAIRINGS = """
    demo_unit | target_unit | pair_date  | activity | activity_date
    ----------+-------------+------------+----------+--------------
    环卫所    | 市政所      | 2022-03    | 观摩     | 2022-04-01
    环卫所    | 市政所      | 2022-03    | 互评     | 2022-07-01
"""


def test_model_units_come_from_the_register_and_from_the_sites_that_were_named(bench: Bench) -> None:
    bench.given("unit", MODELS)
    bench.given("demo_site", SITES)
    bench.given("pairing", PAIRINGS)
    assert bench.ask("model_pairings") == drawn("""
        unit   | named_on   | is_paired | paired_on  | targets | activity_count | last_activity_on
        -------+------------+-----------+------------+---------+----------------+-----------------
        园林所 | 2022-09-30 | 否        |            |         | 0              |
        环卫所 |            | 是        | 2022-03-31 | 市政所  | 2              | 2022-07-01
    """)
    assert bench.ask("model_pairings", "2022-03-30") == drawn("""
        unit   | is_paired | activity_count
        -------+-----------+---------------
        环卫所 | 否        | 0
    """)
    status = bench.ask("obligation_status", "2022-12-31", obligation_id="S5.5").only(["status", "share"]).rows
    assert status == (("进行中", "1/2"),)
    assert bench.ask("obligation_status", "2022-09-29", obligation_id="S5.5").only(["status"]).rows == (("已完成",),)


def test_pairings_and_sites_are_listed_with_their_rows(bench: Bench) -> None:
    bench.given("pairing", PAIRINGS, file="结对.xlsx")
    bench.given("demo_site", SITES, file="示范点.xlsx")
    assert bench.ask("pairing_list", "2022-04-01", unit="环卫所") == drawn("""
        activity | activity_on | paired_on  | file      | row
        ---------+-------------+------------+-----------+----
        观摩     | 2022-04-01  | 2022-03-31 | 结对.xlsx | 2
    """)
    assert bench.ask("demo_site_list") == drawn("""
        unit   | applied_on | gaps                                     | row
        -------+------------+------------------------------------------+----
        园林所 | 2022-04-30 | 没有佐证材料                             | 2
        市政所 |            | 没有申报日期、没有写完成情况、没有佐证材料 | 3
    """)
    assert bench.ask("pairing_list", unit="没有这个单位").rows == bench.ask("demo_site_list", unit="没有").rows == ()


def test_summaries_are_reminded_five_working_days_ahead_and_late_from_the_day_after(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given(
        "summary_report",
        """
        unit   | submitted_on | has_practice | has_training | has_innovation | has_results | media_count
        -------+--------------+--------------+--------------+----------------+-------------+------------
        环卫所 | 2022-12-26   | 是           | 否           |                | 是          | 0
    """,
        file="登记.xlsx",
    )
    tasks(bench, "S7.4 | 监督检查室 | 已完成 | 2022-12-20 | 报告 | 已报送 | 2022-12-20")

    def remarks(as_of: str) -> dict[str | None, str | None]:
        return dict(bench.ask("summary_by_unit", as_of).only(["unit", "remark"]).rows)

    assert remarks("2022-12-18")["政策法规室"] == "没有到提醒日"
    assert remarks("2022-12-19")["政策法规室"] == "请提醒：2022-12-25 到期"
    assert remarks("2022-12-25")["环卫所"] == "请提醒：2022-12-25 到期"
    assert bench.ask("summary_by_unit", "2022-12-26") == drawn("""
        unit       | remind_on  | is_sent | submitted_on | days_overdue | missing_contents | remark                         | file      | row
        -----------+------------+---------+--------------+--------------+------------------+--------------------------------+-----------+----
        政策法规室 | 2022-12-19 | 否      |              | 1            |                  | 没有报                         |           |
        监督检查室 | 2022-12-19 | 否      |              | 1            |                  | 任务台账报已完成，报送登记里没有 |         |
        环卫所     | 2022-12-19 | 是      | 2022-12-26   | 1            | 培训、视频图片   | 晚报 1 天                      | 登记.xlsx | 2
    """)  # fmt: skip
    assert len(bench.ask("summary_by_unit", is_sent="否").rows) == 2


def test_without_a_unit_nobody_owes_a_summary(bench: Bench) -> None:
    assert bench.ask("summary_by_unit").rows == ()
    assert bench.ask("guidance_by_unit").rows == ()


def test_a_point_is_told_when_the_progress_names_it(bench: Bench) -> None:
    bench.given("unit", "unit | unit_kind | is_responsible\n--+--+--\n环卫所 | 局属单位 | 是")
    tasks(bench, "S4.1 | 环卫所 | 推进中 | | | 网格化全覆盖，垃圾分类试点 | 2022-05-01")
    assert bench.ask("point_progress", "2022-05-01", obligation_id="S4.1") == drawn("""
        point      | unit   | last_on    | is_told
        -----------+--------+------------+--------
        网格       | 环卫所 | 2022-05-01 | 是
        垃圾分类   | 环卫所 | 2022-05-01 | 是
        便民服务点 | 环卫所 |            | 否
        自行车     | 环卫所 |            | 否
        志愿服务   | 环卫所 |            | 否
    """)
    assert {row[-1] for row in bench.ask("point_progress", "2022-04-30", obligation_id="S4.1").rows} == {"否"}


def test_sets_of_units_are_resolved_by_the_register_and_an_open_list_says_so(bench: Bench) -> None:
    bench.given("unit", UNITS + "    政策法规科2 | 机关股室 | 否 | | 9\n")
    assert bench.ask("plan_units", obligation_id="S1.1") == drawn("""
        role | written    | unit       | is_open
        -----+------------+------------+--------
        承担 | 政策法规室 | 政策法规室 | 否
        牵头 | 政策法规室 | 政策法规室 | 否
        配合 | 局属各单位 | 环卫所     | 否
        配合 | 机关各科室 | 政策法规室 | 否
        配合 | 机关各科室 | 监督检查室 | 否
    """)
    assert bench.ask("plan_units", obligation_id="S4.7").only(["role", "written", "unit", "is_open"]).rows[2:] == (
        ("配合", "县城市综合执法大队", "县城市综合执法大队", "是"),
        ("配合", "政策法规室", "政策法规室", "是"),
    )
    told = bench.fact("unit_sets").only(["written", "unit"]).rows
    assert [unit for written, unit in told if written == "全局"] == ["政策法规室", "环卫所", "监督检查室"]
