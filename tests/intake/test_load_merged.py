"""Vertical merges: one record under one merged key, and nothing filled outside."""

from __future__ import annotations

from tests.intake.desk import Desk

HEADER = "案号 | 当事人 | 案由 | 承办人 | 处罚种类 | 罚款金额（元）"


def loaded(rows: str, merged: list[tuple[int, int, int, int]]) -> Desk:
    desk = Desk()
    desk.load(f"{HEADER}\n{rows}", merges={"3月": merged})
    return desk


def whole(first: int, last: int, *columns: int) -> list[tuple[int, int, int, int]]:
    return [(first, column, last, column) for column in columns]


def test_two_penalties_of_one_merged_case_are_one_record() -> None:
    desk = loaded("甲1号 | 甲店 | 占道经营 | 赵甲 | 警告 | \n | | | 钱乙 | 罚款 | 200", whole(2, 3, 1, 2, 3))
    assert desk.rows("select record_key, officers, penalty_type, fine_amount_fen, row_no from penalty_case") == [
        ("甲1", ["赵甲", "钱乙"], ["警告", "罚款"], 20000, 2)
    ]
    assert desk.counts()["3月"] == (2, 2, 0, 0, 0, 0)
    assert desk.rows("select row_no, fate, record_key from raw_row where row_no > 1") == [
        (2, "采用", "甲1"),
        (3, "采用", "甲1"),
    ]


def test_different_amounts_in_one_record_are_unknown_with_an_issue() -> None:
    desk = loaded("甲1号 | 甲店 | 占道经营 | 赵甲 | 罚款 | 100\n | | | | | 200", whole(2, 3, 1, 2, 3))
    assert desk.rows("select fine_amount_fen from penalty_case") == [(None,)]
    assert desk.issues() == [(2, 6, "I31", "cell_unknown")]


def test_rows_under_a_merged_party_with_numbers_of_their_own_stay_apart() -> None:
    desk = loaded("甲1号 | 甲店 | 占道经营 | 赵甲 | 罚款 | 100\n甲2号 | | 店外经营 | 赵甲 | 罚款 | 200", whole(2, 3, 2))
    assert desk.rows("select record_key, party_name, fine_amount_fen from penalty_case order by 1") == [
        ("甲1", "甲店", 10000),
        ("甲2", "甲店", 20000),
    ]


def test_a_blank_below_a_value_is_not_filled_without_a_merge() -> None:
    desk = loaded("甲1号 | 甲店 | 占道经营 | 赵甲 | 罚款 | 100\n甲2号 | | 店外经营 | 赵甲 | 罚款 | 200", [])
    assert desk.counts()["3月"] == (2, 1, 0, 0, 1, 0)


def test_a_merged_unit_does_not_make_its_cases_one() -> None:
    desk = Desk()
    desk.load(
        "承办单位 | 案号 | 当事人 | 案由\n一中队 | 甲1号 | 甲店 | 占道\n | 甲2号 | 乙店 | 占道\n | 甲3号 | 丙店 | 占道",
        merges={"3月": [(2, 1, 4, 1)]},
    )
    assert desk.rows("select record_key, unit from penalty_case order by 1") == [
        ("甲1", "一中队"), ("甲2", "一中队"), ("甲3", "一中队"),
    ]  # fmt: skip


def test_people_under_a_merged_training_are_people_of_their_own() -> None:
    desk = Desk()
    desk.load(
        "培训名称 | 培训日期 | 姓名 | 单位 | 成绩\n法规培训 | 2022-05-01 | 赵甲 | 一中队 | 90\n | | 钱乙 | 一中队 | 85",
        ledger="training_attendance",
        merges={"3月": [(2, 1, 3, 1), (2, 2, 3, 2)]},
    )
    assert desk.rows("select title, person from training_attendance order by 2") == [
        ("法规培训", "赵甲"), ("法规培训", "钱乙"),
    ]  # fmt: skip


def test_a_returned_record_returns_all_its_rows() -> None:
    desk = loaded("甲1号 | | 占道经营 | 赵甲 | 警告 | \n | | | 钱乙 | 罚款 | 200", whole(2, 3, 1, 3))
    assert desk.counts()["3月"] == (2, 0, 0, 0, 2, 0)


def test_without_numbers_the_serial_number_holds_a_record_together() -> None:
    desk = Desk()
    desk.load(
        "序号 | 当事人 | 案由 | 处罚种类\n1 | 甲店 | 占道经营 | 警告\n | | 店外经营 | 罚款\n2 | 乙店 | 占道经营 | 罚款",
        merges={"3月": [(2, 1, 3, 1), (2, 2, 3, 2)]},
    )
    assert desk.rows("select party_name, cause, penalty_type from penalty_case order by row_no") == [
        ("甲店", "占道经营；店外经营", ["警告", "罚款"]),
        ("乙店", "占道经营", ["罚款"]),
    ]


def test_the_grades_under_one_merged_violation_are_rows_of_their_own() -> None:
    desk = Desk()
    desk.load(
        "序号 | 违法行为 | 裁量档次 | 适用条件 | 罚款下限（万元） | 罚款上限（万元）\n"
        "1 | 占道经营 | 轻微 | 初次 | 0.1 | 0.5\n | | 一般 | 二次 | 0.5 | 1万元\n | | 严重 | 三次 | 10000元 | 2",
        ledger="benchmark",
        merges={"3月": [(2, 1, 4, 1), (2, 2, 4, 2)]},
    )
    assert desk.rows("select violation, grade, min_value, max_value from benchmark order by row_no") == [
        ("占道经营", "轻微", 1000, 5000), ("占道经营", "一般", 5000, 10000), ("占道经营", "严重", 10000, 20000),
    ]  # fmt: skip
    assert desk.issues() == []


def test_the_title_of_a_benchmark_speaks_for_bounds_whose_head_says_nothing() -> None:
    desk = Desk()
    desk.load("单位：万元\n违法行为 | 裁量档次 | 罚款下限 | 罚款上限\n占道经营 | 一般 | 0.5 | 1", ledger="benchmark")
    assert desk.rows("select min_value, max_value from benchmark") == [(5000, 10000)]
    assert desk.rows("select header, unit from sheet_column order by column_no") == [
        ("违法行为", None), ("裁量档次", None), ("罚款下限", "万元"), ("罚款上限", "万元"),
    ]  # fmt: skip


THREE = """甲1号 | 甲店 | 占道 | 赵甲 | 罚款 | {}
甲2号 | 乙店 | 占道 | 赵甲 | 罚款 |
甲3号 | 丙店 | 占道 | 赵甲 | 罚款 | 300"""
FINES = "select record_key, fine_amount_fen from penalty_case order by 1"


def test_an_amount_merged_over_different_records_is_unknown_for_each_of_them() -> None:
    desk = loaded(THREE.format(500), whole(2, 3, 6))
    assert desk.rows(FINES) == [("甲1", None), ("甲2", None), ("甲3", 30000)]
    assert desk.issues() == [(2, 6, "I36", "cell_unknown"), (3, 6, "I36", "cell_unknown")]
    assert desk.rows("select value, message from cell_issue where row_no = 3") == [
        (
            "500",
            "3月!F3「500」是第 2 至 3 行合并的一格，这些行是不同的记录，看不出各是多少，都按未知处理。"
            "请取消合并，逐行填写。",
        )
    ]


def test_no_fine_merged_over_different_records_is_none_for_each_of_them() -> None:
    desk = loaded(THREE.format(0), whole(2, 3, 6))
    assert desk.rows(FINES) == [("甲1", 0), ("甲2", 0), ("甲3", 30000)]
    assert desk.issues() == []


def test_an_amount_merged_within_one_record_is_that_records() -> None:
    rows = "甲1号 | 甲店 | 占道 | 赵甲 | 罚款 | 500\n | | | 钱乙 | 警告 | \n甲2号 | 乙店 | 占道 | 赵甲 | 罚款 | 300"
    assert loaded(rows, whole(2, 3, 1, 2, 3, 6)).rows(FINES) == [("甲1", 50000), ("甲2", 30000)]
    again = rows.replace("\n | | | 钱乙 | 警告", "\n甲1号 | 甲店 | 占道 | 赵甲 | 罚款")
    desk = loaded(again, whole(2, 3, 6))
    assert desk.rows(FINES) == [("甲1", 50000), ("甲2", 30000)]
    assert [issue[2] for issue in desk.issues()] == ["I03"]


def test_people_of_two_merged_trainings_are_not_counted_twice() -> None:
    desk = Desk()
    desk.load(
        "培训名称 | 培训日期 | 主办单位 | 培训类别 | 实到人数\n"
        "法规培训 | 2022-05-01 | 法规股 | 执法业务培训 | 40\n技能培训 | 2022-05-02 | 法规股 | 执法业务培训 | ",
        ledger="training",
        merges={"3月": [(2, 3, 3, 3), (2, 5, 3, 5)]},
    )
    assert desk.rows("select title, host_unit, actual_n from training order by 1") == [
        ("技能培训", "法规股", None),
        ("法规培训", "法规股", None),
    ]
