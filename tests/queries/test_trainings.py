"""Trainings: what is one session, what counts as held, who took part, and whether the year's minimum is met."""

from __future__ import annotations

from tests.queries.conftest import Bench
from tests.queries.drawn import drawn

UNITS = """
    unit       | unit_kind | is_responsible | sort_order
    -----------+-----------+----------------+-----------
    政策法规室 | 机关股室  | 是             | 1
    环卫所     | 局属单位  | 是             | 2
"""


def test_the_same_day_category_and_topic_in_two_files_is_one_session(bench: Bench) -> None:
    for file in ("政策法规室.xlsx", "环卫所.xlsx"):
        bench.given("training", f"""
            title            | kind         | start_date | host_unit | units    | actual_n
            -----------------+--------------+------------+-----------+----------+---------
            行政处罚法，培训 | 执法业务培训 | 2022-03-01 | 政策法规室 | {file[:-5]} | 20
            行政处罚法       | 执法业务培训 | 2022-06-01 | 政策法规室 |          | 20
        """, file=file)  # fmt: skip
    assert bench.fact("trainings", "held_on") == drawn("""
        title            | held_on    | units             | record_count
        -----------------+------------+-------------------+-------------
        行政处罚法，培训 | 2022-03-01 | 政策法规室、环卫所 | 2
        行政处罚法       | 2022-06-01 | 政策法规室        | 2
    """)


def test_two_hosts_of_one_file_hold_two_sessions(bench: Bench) -> None:
    bench.given(
        "training",
        """
        title      | kind         | start_date | host_unit | actual_n
        -----------+--------------+------------+-----------+---------
        行政处罚法 | 执法业务培训 | 2022-03-01 | 一中队    | 20
        行政处罚法 | 执法业务培训 | 2022-03-01 | 二中队    | 20
    """,
    )
    assert len(bench.fact("trainings").rows) == 2


def test_a_session_is_held_when_somebody_came_or_nothing_speaks_against_it(bench: Bench) -> None:
    bench.given(
        "training",
        """
        training_no | title | kind         | start_date | host_unit | actual_n | status
        ------------+-------+--------------+------------+-----------+----------+-------
        甲          | 甲    | 执法业务培训 | 2022-01-01 | 政策法规室 | 1        | 计划
        乙          | 乙    | 执法业务培训 | 2022-01-02 | 政策法规室 | 0        | 已举办
        丙          | 丙    | 执法业务培训 | 2022-01-03 | 政策法规室 |          | 已举办
        丁          | 丁    | 执法业务培训 | 2022-01-04 | 政策法规室 |          | 计划
        戊          | 戊    | 执法业务培训 | 2022-01-05 | 政策法规室 |          | 取消
        己          | 己    | 执法业务培训 | 2022-01-06 | 政策法规室 |          |
        庚          | 庚    | 执法业务培训 | 2022-01-07 | 政策法规室 |          | 计划
    """,
    )
    bench.given(
        "training_attendance",
        """
        training_no | person | unit       | is_present
        ------------+--------+------------+-----------
        庚          | 张三   | 政策法规室 | 到
        丁          | 张三   | 政策法规室 | 请假
    """,
    )
    assert bench.fact("trainings", "held_on") == drawn("""
        title | is_held | signed_count
        ------+---------+-------------
        甲    | 是      |
        乙    | 否      |
        丙    | 是      |
        丁    | 否      | 0
        戊    | 否      |
        己    | 是      |
        庚    | 是      | 1
    """)


def test_each_row_of_the_ledger_finds_its_session_and_category(bench: Bench) -> None:
    bench.given(
        "training",
        """
        title    | kind         | start_date | host_unit
        ---------+--------------+------------+----------
        业务     | 执法业务培训 | 2022-03    | 政策法规室
        讲堂     | 党性学习教育 | 2022-03-02 | 政策法规室
        考试     | 测试         | 2022-03-03 | 政策法规室
        没有类别 |              | 2022-03-04 | 政策法规室
    """,
    )
    assert bench.fact("training_records", "row_no") == drawn("""
        title    | category     | held_on    | held_month
        ---------+--------------+------------+-----------
        业务     | 执法业务培训 |            | 2022-03
        讲堂     | 党性学习教育 | 2022-03-02 | 2022-03
        考试     | 其他         | 2022-03-03 | 2022-03
        没有类别 |              | 2022-03-04 | 2022-03
    """)


def test_sign_ins_join_by_number_else_by_title_and_day(bench: Bench) -> None:
    bench.given(
        "training",
        """
        training_no | title | kind         | start_date | host_unit
        ------------+-------+--------------+------------+----------
        P-11        | 甲    | 执法业务培训 | 2022-01-01 | 政策法规室
        P-12        | 乙    | 执法业务培训 | 2022-01-02 | 政策法规室
    """,
    )
    bench.given(
        "training_attendance",
        """
        training_no | title | training_date | person | unit
        ------------+-------+---------------+--------+---------
        p-11        |       |               | 张三   | 环卫所
                    | 乙    | 2022-01-02    | 李四   | 环卫所
                    | 乙    | 2022-01-03    | 王五   | 环卫所
        P-19        |       |               | 赵六   | 环卫所
    """,
    )
    assert bench.fact("training_attendances", "row_no") == drawn("""
        person | training_record_key
        -------+--------------------
        张三   | P-11
        李四   | P-12
        王五   |
        赵六   |
    """)


def test_a_writing_for_all_units_of_a_kind_stands_for_each_of_them(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit  | units
        ------+--------------+------------+------------+-----------
        甲    | 执法业务培训 | 2022-01-01 | 政策法规室 | 局属各单位
        乙    | 执法业务培训 | 2022-01-02 | 环卫所     | 全局
    """,
    )
    assert bench.fact("trainings", "held_on") == drawn("""
        title | units
        ------+--------------------
        甲    | 政策法规室、环卫所
        乙    | 政策法规室、环卫所
    """)


def test_two_sessions_meet_the_minimum_and_one_does_not(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit  | units    | actual_n
        ------+--------------+------------+------------+----------+---------
        甲    | 执法业务培训 | 2022-01-01 | 政策法规室 | 环卫所   | 20
        乙    | 执法业务培训 | 2022-12-31 | 政策法规室 | 政策法规室 | 20
        丙    | 党性学习教育 | 2022-05-01 | 政策法规室 | 环卫所   | 20
        丁    | 党性学习教育 | 2021-12-31 | 政策法规室 | 环卫所   | 20
        戊    | 党性学习教育 | 2023-01-01 | 政策法规室 | 环卫所   | 20
        己    | 其他         | 2022-05-01 | 政策法规室 | 环卫所   | 20
    """,
    )
    assert bench.ask("training_by_unit") == drawn("""
        unit       | category     | session_count | required_count | status | missing_count
        -----------+--------------+---------------+----------------+--------+--------------
        全局       | 党性学习教育 | 1             | 2              | 未达标 | 1
        全局       | 执法业务培训 | 2             | 2              | 已达标 | 0
        政策法规室 | 党性学习教育 | 1             | 2              | 未达标 | 1
        政策法规室 | 执法业务培训 | 2             | 2              | 已达标 | 0
        环卫所     | 党性学习教育 | 1             | 2              | 未达标 | 1
        环卫所     | 执法业务培训 | 1             | 2              | 未达标 | 1
    """)


def test_before_the_year_ends_the_remark_says_until_when(bench: Bench) -> None:
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit  | actual_n
        ------+--------------+------------+------------+---------
        甲    | 执法业务培训 | 2022-06-30 | 政策法规室 | 20
        乙    | 执法业务培训 | 2022-07-01 | 政策法规室 | 20
    """,
    )
    assert bench.ask("training_by_unit", "2022-06-30", unit="全局") == drawn("""
        category     | session_count | status | remark
        -------------+---------------+--------+----------------------
        党性学习教育 | 0             | 未达标 | 还差 2 场，2022-12-31 前
        执法业务培训 | 1             | 未达标 | 还差 1 场，2022-12-31 前
    """)
    assert bench.ask("training_by_unit", "2022-07-01", unit="全局").only(["status"]).rows == (("未达标",), ("已达标",))
    on_the_last_day = bench.ask("training_by_unit", "2022-12-31", unit="全局", category="党性学习教育")
    assert on_the_last_day.only(["remark"]).rows == (("还差 2 场，2022-12-31 前",),)


def test_all_units_are_all_of_the_register_where_it_marks_nobody_responsible(bench: Bench) -> None:
    bench.given("unit", "unit | unit_kind\n--+--\n政策法规室 | 机关股室\n环卫所 | 局属单位")
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit  | units      | actual_n
        ------+--------------+------------+------------+------------+---------
        甲    | 执法业务培训 | 2022-06-30 | 政策法规室 | 各责任单位 | 20
    """,
    )
    assert bench.ask("training_by_unit", category="执法业务培训").only(["unit", "session_count"]).rows == (
        ("全局", "1"), ("政策法规室", "1"), ("环卫所", "1"))  # fmt: skip


def test_what_is_unclear_leaves_the_answer_open_only_where_it_could_change_it(bench: Bench) -> None:
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit  | actual_n
        ------+--------------+------------+------------+---------
        甲    | 执法业务培训 | 2022-01-01 | 政策法规室 | 20
        乙    |              | 2022-02-01 | 政策法规室 | 20
    """,
    )
    assert bench.ask("training_by_unit", unit="全局") == drawn("""
        category     | session_count | unclear_count | status
        -------------+---------------+---------------+---------
        党性学习教育 | 0             | 1             | 未达标
        执法业务培训 | 1             | 1             | 数据不足
    """)


def test_without_a_training_ledger_the_data_do_not_suffice(bench: Bench) -> None:
    assert bench.ask("training_by_unit") == drawn("""
        unit | category     | session_count | status   | remark
        -----+--------------+---------------+----------+---------------
        全局 | 党性学习教育 | 0             | 数据不足 | 还没有培训台账
        全局 | 执法业务培训 | 0             | 数据不足 | 还没有培训台账
    """)


def test_a_month_counts_when_it_is_over(bench: Bench) -> None:
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit  | actual_n
        ------+--------------+------------+------------+---------
        甲    | 执法业务培训 | 2022-06    | 政策法规室 | 20
    """,
    )
    before, after = (bench.ask("training_by_unit", day, unit="全局").rows[1][2] for day in ("2022-06-29", "2022-06-30"))
    assert (before, after) == ("0", "1")


def test_the_list_of_sessions_can_be_narrowed_and_leads_to_the_row(bench: Bench) -> None:
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit  | units    | actual_n
        ------+--------------+------------+------------+----------+---------
        甲    | 执法业务培训 | 2022-01-01 | 政策法规室 | 环卫所   | 20
        乙    | 党性学习教育 | 2022-02-01 | 政策法规室 |          | 20
        丙    |              | 2022-03-01 | 政策法规室 |          | 0
    """,
        file="培训.xlsx",
    )
    assert bench.ask("training_list", unit="环卫所") == drawn("""
        title | file      | sheet  | row
        ------+-----------+--------+----
        甲    | 培训.xlsx | Sheet1 | 2
    """)
    assert bench.ask("training_list", from_on="2022-02-01", to_on="2022-02-01").only(["title"]).rows == (("乙",),)
    assert bench.ask("training_list", category="未写明", is_held="否").only(["title"]).rows == (("丙",),)
    assert bench.ask("training_list", unit="没有这个单位").rows == ()


def test_attendance_is_counted_by_unit_and_what_finds_no_session_apart(bench: Bench) -> None:
    bench.given(
        "training",
        """
        training_no | title | kind         | start_date | host_unit
        ------------+-------+--------------+------------+----------
        P-11        | 甲    | 执法业务培训 | 2022-01-01 | 政策法规室
        P-12        | 乙    | 党性学习教育 | 2023-01-02 | 政策法规室
    """,
    )
    bench.given(
        "training_attendance",
        """
        training_no | person | unit       | is_present | score | passed
        ------------+--------+------------+------------+-------+-------
        P-11        | 张三   | 环卫所     |            | 90    | 是
        P-11        | 李四   | 环卫所     | 缺勤       |       |
        P-11        | 王五   | 环卫所     | 到         | 50    | 否
        P-12        | 张三   | 环卫所     |            |       |
        P-19        | 张三   | 政策法规室 |            |       |
    """,
    )
    assert bench.ask("training_attendance_by_unit") == drawn("""
        unit       | session_count | person_count | present | absent_count | tested_count | tested | passed | unmatched_count
        -----------+---------------+--------------+---------+--------------+--------------+--------+--------+----------------
        政策法规室 | 0             | 0            | 0/0     | 0            | 0            | 0/0    | 0/0    | 1
        环卫所     | 1             | 2            | 2/3     | 1            | 2            | 2/2    | 1/2    | 0
    """)


def test_a_squad_takes_part_for_its_brigade_and_a_joint_training_has_two_hosts(bench: Bench) -> None:
    bench.given(
        "unit",
        """
        unit   | unit_kind | is_responsible | parent_unit
        -------+-----------+----------------+------------
        大队   | 局属单位  | 是             |
        一中队 | 局属单位  | 否             | 大队
        办公室 | 机关股室  | 是             |
        人事室 | 机关股室  | 是             |
    """,
    )
    bench.given(
        "training",
        """
        title | kind         | start_date | host_unit     | units  | actual_n
        ------+--------------+------------+---------------+--------+---------
        甲    | 执法业务培训 | 2022-01-01 | 办公室、人事室 | 一中队 | 20
    """,
    )
    counts = bench.ask("training_by_unit").only(["unit", "category", "session_count"]).rows
    assert [row[0] for row in counts if row[1:] == ("执法业务培训", "1")] == ["全局", "人事室", "办公室", "大队"]
    assert bench.fact("trainings").only(["host_unit"]).rows == (("人事室、办公室",),)
    assert bench.fact("units").only(["unit"]).rows == (("一中队",), ("人事室",), ("办公室",), ("大队",))
    assert len(bench.ask("training_list", unit="大队").rows) == 1


def test_who_of_the_register_did_not_come_is_named_where_there_is_a_sign_in_list(bench: Bench) -> None:
    bench.given("unit", UNITS)
    bench.given(
        "officer",
        """
        name | cert_no | unit
        -----+---------+-------
        张三 | 01      | 环卫所
        李四 | 02      | 环卫所
        王五 |         | 环卫所
        赵六 | 04      | 政策法规室
    """,
        file="名册.xlsx",
    )
    bench.given(
        "training",
        """
        training_no | title | kind         | start_date | host_unit | units  | actual_n
        ------------+-------+--------------+------------+-----------+--------+---------
        P-11        | 甲    | 执法业务培训 | 2022-03-01 | 环卫所    | 环卫所 | 2
        P-12        | 乙    | 执法业务培训 | 2022-04-01 | 环卫所    | 环卫所 | 2
    """,
    )
    bench.given(
        "training_attendance",
        """
        training_no | person | cert_no | unit   | is_present
        ------------+--------+---------+--------+-----------
        P-11        | 张　三 | 01      | 环卫所 |
        P-11        | 李四   | 02      | 环卫所 | 请假
    """,
    )
    assert bench.ask("training_absentees", "2022-12-31") == drawn("""
        title | held_on    | unit   | name | why                | file      | row
        ------+------------+--------+------+--------------------+-----------+----
        甲    | 2022-03-01 | 环卫所 | 李四 | 签到表写明没有到场 | 名册.xlsx | 3
        甲    | 2022-03-01 | 环卫所 | 王五 | 不在签到表上       | 名册.xlsx | 4
    """)
    assert bench.ask("training_absentees", "2022-02-28").rows == ()
    assert bench.ask("training_absentees", unit="政策法规室").rows == ()


def test_hours_are_summed_by_person_and_asked_for_only_in_years_that_ask_for_them(bench: Bench) -> None:
    for year in ("2022", "2024"):
        bench.given(
            "training",
            f"""
            training_no | title | kind         | start_date | host_unit | actual_n | hours
            ------------+-------+--------------+------------+-----------+----------+------
            甲{year}    | 甲    | 执法业务培训 | {year}-03-01 | 环卫所  | 2        | 40
            乙{year}    | 乙    | 执法业务培训 | {year}-04-01 | 环卫所  | 2        |
        """,
        )
        bench.given(
            "training_attendance",
            f"""
            training_no | person | unit   | is_present | hours
            ------------+--------+--------+------------+------
            甲{year}    | 张三   | 环卫所 |            |
            甲{year}    | 李四   | 环卫所 | 缺勤       |
            甲{year}    | 王五   | 环卫所 |            | 60
            甲{year}    | 赵六   | 环卫所 |            | 59.5
            乙{year}    | 张三   | 环卫所 |            |
        """,
        )
    assert bench.ask("training_hours", "2024-12-31") == drawn("""
        person | session_count | hours | unknown_count | required_hours | status
        -------+---------------+-------+---------------+----------------+---------
        张三   | 2             | 40    | 1             | 60             | 数据不足
        王五   | 1             | 60    | 0             | 60             | 已达标
        赵六   | 1             | 59.5  | 0             | 60             | 未达标
    """)
    assert {row[-1] for row in bench.ask("training_hours", "2022-12-31").rows} == {"没有要求"}
    assert bench.ask("training_hours", "2024-02-28").rows == ()
