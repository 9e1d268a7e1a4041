"""The lists every figure leads to: filtered, dated, and each row with the place it came from."""

from __future__ import annotations

from tests.queries.drawn import drawn


def test_a_case_leads_back_to_its_file_sheet_and_row(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | decision_date | fine_amount
        --------+------------+-------+---------------+------------
        01      | 甲         | 占道  | 2022-03-01    | 200.50
        02      | 乙         | 倾倒  |               |
    """, file="三月.xls", sheet="3月")
    assert bench.ask("case_list") == drawn("""
        case_no | decided_on | fine_fen | outcome | file     | sheet | sheet_no | row
        --------+------------+----------+---------+----------+-------+----------+----
        01      | 2022-03-01 | 20050    | 处罚    | 三月.xls | 3月   | 1        | 2
        02      |            |          | 在办    | 三月.xls | 3月   | 1        | 3
    """)


def test_cases_are_filtered_by_what_a_figure_stands_for(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | decision_date | unit   | street | party_type | procedure
        --------+------------+-------+---------------+--------+--------+------------+----------
        01      | 甲         | 占道  | 2022-03-01    | 执法一中队 | 城关镇 | 自然人     | 简易程序
        02      | 乙         | 占道  | 2022-03-31    |        |        |            |
        03      | 丙         | 占道  | 2022-04-01    | 执法一中队 | 城关镇 | 自然人     | 普通程序
        04      | 丁         | 占道  |               | 执法一中队 | 城关镇 | 自然人     | 普通程序
    """)
    for filters, numbers in (
        ({}, ["01", "02", "03", "04"]),
        ({"from_on": "2022-03-01", "to_on": "2022-03-31"}, ["01", "02"]),
        ({"unit": "执法一中队", "to_on": "2022-12-31"}, ["01", "03"]),
        ({"unit": "未填单位"}, ["02"]),
        ({"street": "未填街道"}, ["02"]),
        ({"party_kind": "未填类型"}, ["02"]),
        ({"procedure": "简易程序"}, ["01"]),
        ({"violation_code": "未对应"}, ["01", "02", "03", "04"]),
        ({"month": "2022-04"}, ["03"]),
        ({"month": "日期不明"}, ["04"]),
        ({"outcome": "在办"}, ["04"]),
        ({"row_limit": 2, "row_offset": 1}, ["02", "03"]),
        ({"unit": "三中队"}, []),
    ):
        assert [number for (number,) in bench.ask("case_list", **filters).only(["case_no"]).rows] == numbers, filters


def test_a_case_is_found_by_words_of_its_number_party_cause_or_address_however_they_are_typed(bench):
    bench.given("penalty_case", """
        case_no              | party_name | id_no              | cause    | address
        ---------------------+------------+--------------------+----------+------------
        舞城管立〔2022〕第150号 | 甲店       |                    | 占道经营 | 人民路３号
        舞城管立〔2022〕第015号 | 乙店       | 411121199001011234 | 乱倒垃圾 | 解放路
    """)
    for words, rows in (
        ("第150号", (2,)),
        ("[2022]第015 号", (3,)),
        ("乙店", (3,)),
        ("人民路3号", (2,)),
        ("占道", (2,)),
        ("411121", ()),
        ("丙", ()),
    ):
        assert bench.ask("case_list", words=words).only(["row"]).rows == tuple((str(row),) for row in rows), words


def test_inspections_and_complaints_are_found_by_words(bench):
    bench.given("inspection", """
        inspection_no | object_name | check_date | address
        --------------+-------------+------------+--------
        1             | 甲店        | 2022-03-01 | 人民路
        2             | 乙店        | 2022-03-02 | 解放路
    """)
    bench.given("complaint", """
        complaint_no | content      | address
        -------------+--------------+--------
        G1           | 油烟太大     | 人民路
        G2           | 占道经营     | 解放路
    """)
    assert bench.ask("inspection_list", words="解放路").only(["inspection_no"]).rows == (("2",),)
    assert bench.ask("inspection_list", words="甲").only(["inspection_no"]).rows == (("1",),)
    assert bench.ask("complaint_list", words="油烟").only(["complaint_no"]).rows == (("G1",),)
    assert bench.ask("complaint_list", words="解放").only(["complaint_no"]).rows == (("G2",),)


def test_an_inspection_says_whether_it_found_something_as_far_as_it_is_known(bench):
    bench.given("violation", """
        violation_code | clause_no | name
        ---------------+-----------+---------
        A1             | 1         | 占道经营
    """)
    bench.given("inspection", """
        inspection_no | object_name | check_date | check_result | violation | led_to_case | case_no
        --------------+-------------+------------+--------------+-----------+-------------+--------
        1             | 路段        | 2022-03-01 | 未发现问题   |           |             |
        2             | 路段        | 2022-03-02 | 责令整改     | 堆放      | 否          |
        3             | 路段        | 2022-03-03 |              | 占道经营  |             |
        4             | 路段        | 2022-03-04 |              |           |             | 某案
        5             | 路段        | 2022-03-05 |              | 说不清    |             |
        6             | 路段        | 2022-03-06 | 不合格       |           |             |
        7             | 路段        | 2022-03-07 | 合格         |           |             |
    """)
    assert bench.ask("inspection_list") == drawn("""
        inspection_no | has_problem | violation_code | led_to_case
        --------------+-------------+----------------+------------
        1             | 否          |                |
        2             | 是          |                | 否
        3             | 是          | A1             |
        4             | 是          |                | 是
        5             |             |                |
        6             | 是          |                |
        7             | 否          |                |
    """)
    assert bench.ask("inspection_list", has_problem="是", to_on="2022-03-03").only(["inspection_no"]).rows == (("2",), ("3",))


def test_a_complaint_keeps_its_day_and_what_came_of_it(bench):
    bench.given("complaint", """
        complaint_no | content | accept_date      | category | result   | led_to_case | case_no | unit
        -------------+---------+------------------+----------+----------+-------------+---------+-------
        T1           | 吵      | 2022-03-01 23:59 | 噪声     | 不属实   |             |         | 执法一中队
        T2           | 吵      | 2022-03-02 00:00 | 噪声     | 已立案   | 不予立案    |         |
        T3           | 吵      |                  | 噪声     |          |             | 某案    |
    """)
    assert bench.ask("complaint_list") == drawn("""
        complaint_no | accepted_on | is_valid | led_to_case | unit
        -------------+-------------+----------+-------------+-------
        T1           | 2022-03-01  | 否       |             | 执法一中队
        T2           | 2022-03-02  | 是       | 否          |
        T3           |             | 是       | 是          |
    """)
    assert bench.ask("complaint_list", to_on="2022-03-01").only(["complaint_no"]).rows == (("T1",),)


def test_rows_are_accounted_for_sheet_by_sheet(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause
        --------+------------+------
        01      | 甲         | 占道
    """, file="一月.xlsx", sheet="1月")
    bench.given("unit", """
        unit
        ------
        执法一中队
        执法二中队
    """, file="名册.xlsx")
    assert bench.ask("row_accounting") == drawn("""
        batch | file      | sheet  | ledger       | rows_read | accepted | returned | set_aside
        ------+-----------+--------+--------------+-----------+----------+----------+----------
        1     | 一月.xlsx | 1月    | penalty_case | 1         | 1        | 0        | 0
        2     | 名册.xlsx | Sheet1 | unit         | 2         | 2        | 0        | 0
    """)
    assert bench.ask("row_accounting", batch_id=2).only(["file"]).rows == (("名册.xlsx",),)


def test_nothing_loaded_gives_empty_lists(bench):
    for name in ("case_list", "inspection_list", "complaint_list", "row_accounting"):
        assert bench.ask(name).rows == ()


def test_the_span_of_the_data_covers_cases_inspections_complaints_and_trainings(bench):
    assert bench.fact("data_span").rows == ((None, None),)
    bench.given("penalty_case", """
        case_no | party_name | cause | filing_date
        --------+------------+-------+------------
        01      | 甲         | 占道  | 2022-02-01
    """)
    bench.given("training", """
        title | start_date
        ------+-----------
        某课  | 2022-11-30
    """)
    assert bench.fact("data_span").rows == (("2022-02-01", "2022-11-30"),)


def test_units_stand_in_the_order_of_the_register_wherever_nothing_ranks_them(bench):
    bench.given("unit", """
        unit   | sort_order
        -------+-----------
        办公室 | 1
        一中队 | 2
        二中队 | 3
        三中队 | 4
    """)
    bench.given("penalty_case", """
        case_no | party_name | id_no              | cause | decision_date | fine_amount | unit   | party_type
        --------+------------+--------------------+-------+---------------+-------------+--------+-----------
        01      | 甲         | 411121199001011234 | 占道  | 2022-03-01    | 200         | 三中队 | 自然人
        02      | 甲         | 411121199001011234 | 倾倒  | 2022-03-01    | 200         | 二中队 | 自然人
        03      | 甲         | 411121199001011234 | 堆放  | 2022-03-01    | 200         | 一中队 | 自然人
        04      | 乙         |                    | 堆放  | 2022-03-01    | 200         | 丁所   | 自然人
    """)
    bench.given("training", """
        training_no | title | kind         | start_date | units              | actual_n | status
        ------------+-------+--------------+------------+--------------------+----------+-------
        P1          | 培训  | 执法业务培训 | 2022-04-12 | 三中队、一中队、办公室 | 20     | 已完成
    """)
    bench.given("training_attendance", """
        training_no | title | training_date | person | unit
        ------------+-------+---------------+--------+-------
        P1          | 培训  | 2022-04-12    | 甲乙丙 | 三中队
        P1          | 培训  | 2022-04-12    | 丁戊己 | 一中队
        P1          | 培训  | 2022-04-12    | 庚辛壬 | 办公室
    """)
    several = "一中队、二中队、三中队"
    assert bench.ask("parties_of_several_units").only(["units"]).rows == ((several,),)
    assert bench.ask("same_day_decisions").only(["units"]).rows == ((several,),)
    assert bench.ask("training_list").only(["units"]).rows == (("办公室、一中队、三中队",),)
    for name in ("training_attendance_by_unit", "training_hours"):
        assert [unit for (unit,) in bench.ask(name).only(["unit"]).rows] == ["办公室", "一中队", "三中队"], name
    near = [unit for (unit,) in bench.ask("fines_near_lines").only(["unit"]).rows]
    assert near == ["一中队", "二中队", "三中队", "丁所"]
