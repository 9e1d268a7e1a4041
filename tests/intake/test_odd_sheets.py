"""Two tables side by side are not read as one, a page without a head says whose it is, our own words are no record."""

from __future__ import annotations

from pathlib import Path

from fwzf_data.documents.returned import RESULT_HEADER
from fwzf_data.loading.load import LoadOptions, load
from fwzf_data.store.home import Home
from tests.intake.desk import Desk
from tests.loading.test_load_files import workbook

BESIDE_INSPECTIONS = """
    案号  | 当事人 | 案由     | 立案日期   |  | 检查对象 | 检查时间   | 检查结果   | 处罚决定日期
    甲1号 | 甲店   | 占道经营 | 2022-03-01 |  | 丙店     | 2022-01-05 | 未发现问题 | 2022-01-09
    甲2号 | 乙店   | 占道经营 | 2022-03-02 |  | 丁店     | 2022-01-06 | 责令改正   | 2022-01-10
"""
ROSTER_IN_TWO_COLUMNS = """
    姓名 | 执法证号    | 所在单位 | 姓名 | 执法证号    | 所在单位
    赵一 | 16160399001 | 一中队   | 钱一 | 16160399011 | 二中队
    赵二 | 16160399002 | 一中队   | 钱二 | 16160399012 | 二中队
"""
WITH_A_BLANK_COLUMN = """
    检查编号 | 检查对象 | 检查时间   |  | 问题类别 | 检查结果 | 检查人员
    JC1      | 丙店     | 2022-01-05 |  | 占道经营 | 责令改正 | 张三
"""
BESIDE_A_COUNT = """
    案号  | 当事人 | 案由     | 立案日期   |  | 单位   | 件数
    甲1号 | 甲店   | 占道经营 | 2022-03-01 |  | 一中队 | 12
    甲2号 | 乙店   | 占道经营 | 2022-03-02 |  |        |
"""


def test_what_stands_in_the_ledger_beside_it_is_no_day_of_a_case() -> None:
    desk = Desk()
    desk.load(BESIDE_INSPECTIONS)
    assert desk.counts() == {"3月": (0, 0, 0, 0, 0, 3)}
    assert desk.rows("select note from sheet") == [
        (
            "并排放着 2 张表（A–D 列是「行政处罚案件台账」，F–I 列是「巡查检查台账」），不能合在一起读，整张搁置。"
            "请分放到几张工作表后重新上传。如果本是一张表，请删去中间的空列。",
        )
    ]


def test_a_roster_in_two_columns_of_one_page_is_told_so_and_not_called_incomplete() -> None:
    desk = Desk()
    desk.load(ROSTER_IN_TWO_COLUMNS)
    assert desk.counts() == {"3月": (0, 0, 0, 0, 0, 3)}
    ((note,),) = desk.rows("select note from sheet")
    assert note.startswith("并排放着 2 张表（A–C 列是「执法人员名册」，D–F 列是「执法人员名册」）")
    assert "空列" not in note


def test_a_blank_column_alone_parts_no_ledger() -> None:
    desk = Desk()
    desk.load({"一": WITH_A_BLANK_COLUMN, "二": BESIDE_A_COUNT})
    assert desk.counts() == {"一": (1, 1, 0, 0, 0, 0), "二": (2, 2, 0, 0, 0, 0)}


def test_a_sheet_without_a_head_says_whose_next_page_it_looks_like(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "home")
    head = ("案号", "当事人", "案由", "立案日期")
    pages = {
        "1月": [head, ("甲1号", "甲店", "占道经营", "2022-03-01")],
        "2月": [("甲2号", "乙店", "占道经营", "2022-03-02"), ("甲3号", "丙店", "占道经营", "2022-03-03")],
        "说明": [("本表按月报送", "张三", "李四", "每月")],
    }
    file = workbook(tmp_path / "台账.xlsx", pages)
    for chosen in (None, "penalty_case"):
        _, second, third = load(home, file, LoadOptions(ledger=chosen)).sheets
        assert second.is_unread
        assert (second.note or "").startswith("没有表头，像是接着「1月」写的，整张搁置。请把「1月」的表头复制到")
        assert "接着" not in (third.note or "")


def test_records_without_a_head_are_asked_for_one_and_not_for_the_ledger_a_person_chose(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "home")
    rows = [
        ("舞城管罚〔2022〕第1号", "样例商店", "占道经营", 200, "2022-04-01", "一中队"),
        ("舞城管罚〔2022〕第2号", "样例饭店", "占道经营", 300, "2022-04-02", "二中队"),
    ]
    file = workbook(tmp_path / "无表头.xlsx", {"一": rows})
    for ledger, word in (("penalty_case", "没有找到表头"), (None, "没有认出是哪种台账")):
        (one,) = load(home, file, LoadOptions(ledger=ledger, dry_run=True)).sheets
        assert (one.rows_read, (one.note or "")[: len(word)]) == (0, word)


def test_what_we_wrote_into_a_returned_workbook_is_never_proposed_for_a_field(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "home")
    head = ("案号", "当事人", "案由", "立案日期", RESULT_HEADER)
    row = ("甲1号", "甲店", "占道经营", "2022-03-01", "采用，但立案日期未读出（按未知）；请核对。")
    file = workbook(tmp_path / "台账.xlsx", {"1月": [head, row], "错误清单": [("序号", "工作表", "单元格", "列名")]})
    sheet, _ = load(home, file, LoadOptions(accept_proposals=True)).sheets
    assert RESULT_HEADER in sheet.as_dict()["unmapped"]
    assert sheet.as_dict()["proposed"] == {}
