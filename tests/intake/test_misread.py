"""Rows the columns of the header do not speak for are returned, never read by the wrong column in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fwzf_data.__main__ import main
from fwzf_data.loading.load import LoadOptions, load
from fwzf_data.store.home import Home
from tests.intake.desk import Desk

ORDINARY = """一、普通程序
案号 | 当事人 | 案由 | 立案日期 | 罚款金额（元）
甲1号 | 甲店 | 占道经营 | 2022-03-01 | 200
甲2号 | 乙店 | 占道经营 | 2022-03-02 | 200
"""


def test_rows_below_a_header_with_other_columns_are_returned_with_one_reason() -> None:
    desk = Desk()
    desk.load(
        ORDINARY
        + "二、简易程序\n案号 | 案由 | 当事人 | 罚款金额（元） | 立案日期\n乙1号 | 张贴 | 丙店 | 50 | 2022-03-03"
    )
    fates = desk.fates()
    assert [fates[row_no] for row_no in (3, 4)] == [("采用", None)] * 2
    assert fates[6] == ("搁置", "列不同的表头")
    assert fates[7] == ("退回", "从第 6 行起列的顺序变了")
    assert desk.issues() == [(7, None, "I32", "row_returned")]
    ((message,),) = desk.rows("select message from cell_issue")
    assert message == "3月!第 7 行从第 6 行起列的顺序变了，整行退回。不能按上面的表头读，请拆成两张表。"


def test_an_amount_in_another_unit_further_down_is_another_column() -> None:
    desk = Desk()
    desk.load(ORDINARY + ORDINARY.replace("（元）", "（万元）").replace("200", "0.02").replace("甲", "丁"))
    assert desk.counts()["3月"][:5] == (4, 2, 0, 0, 2)


def test_the_first_columns_are_read_again_where_their_header_comes_again() -> None:
    desk = Desk()
    other = "案号 | 案由 | 当事人 | 罚款金额（元） | 立案日期\n乙1号 | 张贴 | 丙店 | 50 | 2022-03-03\n"
    desk.load(ORDINARY + other + ORDINARY.replace("甲", "丁"))
    assert desk.counts()["3月"][:5] == (5, 4, 0, 0, 1)


INSPECTIONS = """2022年巡查检查台账
检查对象 | 检查日期 | 检查人员 | 检查单位 | 检查内容 | 检查结果 | 发现问题
甲店 | 2022-05-01 | 张三 | 一中队 | 市容 | 不合格 | 占道
乙店 | 2022-05-02 | 张三 | 一中队 | 市容 | 合格 |
"""


def test_of_two_tables_of_different_ledgers_the_first_is_read_and_the_second_returned() -> None:
    desk = Desk()
    desk.load(ORDINARY.replace("一、普通程序", "2022年行政处罚案件台账") + INSPECTIONS)
    assert desk.rows("select ledger from sheet") == [("penalty_case",)]
    assert desk.counts()["3月"] == (4, 2, 0, 0, 2, 3)
    fates = desk.fates()
    assert fates[5] == ("搁置", "标题")
    assert fates[6] == ("搁置", "列不同的表头")
    assert fates[7] == fates[8] == ("退回", "从第 6 行起是「巡查检查台账」的表头")
    desk.load(INSPECTIONS + ORDINARY)
    assert desk.rows("select ledger from sheet where batch_id = 2") == [("inspection",)]
    assert desk.counts()["3月"][:5] == (4, 2, 0, 0, 2)


def test_a_sheet_set_aside_whole_says_why_and_the_load_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("数,月,额\n1,3,200\n2,4,300\n", "utf-8")
    assert main(["--home", str(tmp_path / "home"), "load", str(path)]) == 1
    assert "没有认出是哪种台账，整张搁置" in capsys.readouterr().out
    assert main(["--home", str(tmp_path / "home"), "load", "--dry-run", "--json", str(path)]) == 1
    assert "没有认出是哪种台账" in json.loads(capsys.readouterr().out)["batches"][0]["sheets"][0]["note"]


def test_records_above_a_fuller_header_are_no_titles() -> None:
    desk = Desk()
    fuller = (
        "案号 | 当事人 | 案由 | 立案日期 | 罚款金额（元） | 承办人 | 裁量档次 | 结案日期 | 处罚决定日期 | 承办机构\n"
    )
    desk.load(
        ORDINARY + fuller + "乙1号 | 丙店 | 张贴 | 2022-03-03 | 50 | 李某 | 一般 | 2022-04-01 | 2022-03-20 | 一中队"
    )
    fates = desk.fates()
    assert [fates[row_no][0] for row_no in (3, 4, 5, 6)] == ["采用", "采用", "搁置", "退回"]


def test_a_row_of_a_text_file_with_more_cells_than_the_header_is_returned(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(
        "台账\n案号,当事人,案由,立案日期,罚款金额,备注\n甲1号,甲店,占道经营,2022-03-01,200,无\n"
        '甲2号,乙店,占道经营,2022-03-01,1,000,\n甲3号,丙店,占道经营,2022-03-01,"1,000",\n甲4号,丁店,占道经营\n',
        "utf-8",
    )
    report = load(Home.open(tmp_path / "home"), path, LoadOptions())
    assert [(issue.row, issue.code, issue.effect) for issue in report.issues] == [(4, "I33", "row_returned")]
    assert "有 7 格，表头只有 6 列" in report.issues[0].message
    (sheet,) = report.sheets
    assert (sheet.rows_read, sheet.accepted, sheet.returned) == (4, 3, 1)


def test_a_comma_at_the_end_of_every_row_shifts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("案号,当事人,案由,立案日期\n甲1号,甲店,占道,2022-03-01,\n甲2号,乙店,占道,2022-03-01,\n", "utf-8")
    assert load(Home.open(tmp_path / "home"), path, LoadOptions()).issues == ()
