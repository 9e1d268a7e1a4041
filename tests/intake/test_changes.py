"""A row that changes a record says in which field, from what and to what."""

from __future__ import annotations

import pytest

from fwzf_data.intake.changes import field_changes, values_lost
from tests.intake.desk import Desk

FIRST = """
    案号  | 当事人 | 案由     | 罚款金额（元） | 立案日期   | 承办机构
    甲1号 | 甲店   | 占道经营 | 200            | 2022-03-01 | 一中队
    甲2号 | 乙店   | 占道经营 | 300            | 2022-03-02 | 一中队
"""
AGAIN = """
    序号 | 案号  | 当事人 | 案由     | 罚款金额（元） | 立案日期   | 承办机构
    7    | 甲1号 | 甲店   | 占道经营 | 500            | 2022-03-01 | 二中队
    8    | 甲2号 | 乙店   | 占道经营 | 300            | 2022-03-02 | 一中队
    9    | 甲3号 | 丙店   | 占道经营 | 300            | 2022-03-02 | 一中队
"""
WITHOUT_FINES = """
    案号  | 当事人 | 案由     | 立案日期   | 承办机构
    甲1号 | 甲店   | 占道经营 | 2022-03-01 | 二中队
    甲2号 | 乙店   | 占道经营 |            | 一中队
"""
SENT_FOR_NO_UNIT = """
    案号  | 当事人 | 案由     | 罚款金额（元） | 立案日期
    甲1号 | 甲店   | 占道经营 | 200            | 2022-03-01
"""


@pytest.fixture
def desk() -> Desk:
    return Desk()


def changed(desk: Desk, batch: int) -> list[tuple[object, ...]]:
    return [(one.row, one.record, one.field, one.before, one.after) for one in field_changes(desk.connection, batch)]


def test_a_changed_row_says_each_field_that_differs_and_the_others_say_nothing(desk: Desk) -> None:
    desk.load(FIRST)
    assert changed(desk, desk.load(AGAIN)) == [
        (2, "甲1号", "unit", "一中队", "二中队"),
        (2, "甲1号", "fine_amount", 20000, 50000),
    ]


def test_what_an_update_no_longer_says_is_told_by_field(desk: Desk) -> None:
    desk.load(FIRST)
    assert values_lost(field_changes(desk.connection, desk.load(AGAIN))) is None
    told = values_lost(field_changes(desk.connection, desk.load(WITHOUT_FINES)))
    assert told == (
        "更新的行以这份文件为准，先前写有、这次没有写的内容不再计入：「罚款金额」2 行、「立案日期」1 行。"
        "如果只是这份文件缺了这些列，请补全后再上传。"
    )


def test_what_is_new_changes_nothing(desk: Desk) -> None:
    assert changed(desk, desk.load(FIRST)) == []


def test_the_same_row_sent_for_another_unit_moves_to_that_unit(desk: Desk) -> None:
    desk.load(SENT_FOR_NO_UNIT, unit="一中队")
    again = desk.load(SENT_FOR_NO_UNIT, unit="二中队")
    assert desk.counts(again)["3月"][3] == 1, "the row itself is unchanged"
    assert changed(desk, again) == [(2, "甲1号", "unit", "一中队", "二中队")]


def test_a_later_batch_is_compared_with_the_one_before_it(desk: Desk) -> None:
    desk.load(FIRST)
    desk.load(AGAIN)
    assert changed(desk, desk.load(FIRST)) == [
        (2, "甲1号", "unit", "二中队", "一中队"),
        (2, "甲1号", "fine_amount", 50000, 20000),
    ]


def test_no_more_rows_are_told_than_were_asked_for(desk: Desk) -> None:
    desk.load(FIRST)
    batch = desk.load(FIRST.replace("2022-03-0", "2022-04-0"))
    assert len({one.row for one in field_changes(desk.connection, batch)}) == 2
    assert len({one.row for one in field_changes(desk.connection, batch, limit=1)}) == 1


def test_a_day_that_is_no_longer_read_is_told_once_with_what_stands_there(desk: Desk) -> None:
    drawn = """
        任务编号 | 工作任务 | 责任单位 | 完成时限   | 工作进展
        1        | 学法     | 一中队   | 2022-06-30 | 学了
    """
    desk.load(drawn, ledger="annual_task")
    monthly = desk.load(drawn.replace("2022-06-30", "2022年6月"), ledger="annual_task")
    assert changed(desk, monthly) == [(2, "1", "due_date", "2022-06-30", "2022年6月")]


def test_a_row_of_a_checklist_nobody_filled_in_changes_nothing(desk: Desk) -> None:
    heads = "抽查编号 | 检查对象名称 | 检查人员 | 检查日期 | 检查结果"
    desk.load(f"{heads}\n一 | 甲店 | 张某 | 2022-06-01 | 合格\n一 | 乙店 | 张某 | |", ledger="spot_check")
    again = desk.load(f"{heads}\n一 | 甲店 | 张某 | |\n一 | 乙店 | 张某 | | 不合格", ledger="spot_check")
    assert changed(desk, again) == [(3, "一", "result", None, "发现问题")]
