"""Rows that are no records are set aside with their reason, and no record ever is."""

from __future__ import annotations

import pytest

from tests.intake.desk import Desk

HEADER = "序号 | 案号 | 当事人 | 案由 | 立案日期 | 罚款金额"


def fate_of(row: str) -> tuple[str, str | None]:
    """What becomes of one row between two good ones."""
    desk = Desk()
    desk.load(
        f"""
某县城市管理局2022年行政处罚案件台账
{HEADER}
1 | 舞城管立〔2022〕1号 | 甲店 | 占道经营 | 2022-03-01 | 200
2 | 舞城管立〔2022〕2号 | 乙店 | 占道经营 | 2022-03-02 | 200
3 | 舞城管立〔2022〕3号 | 丙店 | 占道经营 | 2022-03-02 | 200
{row}
5 | 舞城管立〔2022〕5号 | 丁店 | 占道经营 | 2022-03-02 | 200
"""
    )
    read, accepted, updated, unchanged, returned, _ = desk.counts()["3月"]
    assert read == accepted + updated + unchanged + returned
    return desk.fates()[6]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("合计 | | | | | 800", "合计行"),
        (" | | 合　计 | | | 800", "合计行"),
        (" | 合计 | | | | 800", "合计行"),
        ("4 | 本月合计 | | | | 800", "合计行"),
        ("合计 | 5件 | | | | 800", "合计行"),
        ("合计 | 5 | | | | 800", "合计行"),
        ("总计：12件，罚款3000元", "合计行"),
        ("小计： | | 3 户 | 3 件 | | 600", "合计行"),
        ("本月合计 | | | | | 800", "合计行"),
        ("1-4月累计 | | | | | 800", "合计行"),
        ("总计（元） | | | | | 800", "合计行"),
        ("以下空白", "以下空白"),
        (" | | 以 下 空 白 | | | ", "以下空白"),
        ("（以下空白）", "以下空白"),
        ("以下无正文", "以下空白"),
        (" | 此页空白", "以下空白"),
        ("以下为二中队案件", "说明行"),
        (" | （以下均为简易程序案件）", "说明行"),
        ("填表人：赵某 | | | 审核人：钱某 | | ", "签字行"),
        ("单位负责人（签字）： | | | | | ", "签字行"),
        ("科室负责人签字： | | | | | ", "签字行"),
        ("经办： | | 复核： | 分管领导： | | ", "签字行"),
        (" | 注：编号以立案审批表为准 | | | | ", "说明行"),
        ("一、组织领导", "标题"),
        (" | 第一周 | | | | ", "标题"),
        ("注：金额以决定书为准。", "说明行"),
        ("※ 简易程序另册登记", "说明行"),
        ("示例：1 | 舞城管立〔2022〕第012号 | 某某商店 | 占道经营 | 2022-04-30 | 200", "示例行"),
        ("（例） | 舞城管立〔2022〕第012号 | 某某商店 | 占道经营 | 2022-04-30 | 200", "示例行"),
        ("序号 | 案号 | 当事人 | 案由 | 立案日期 | 罚款金额", "重复的表头"),
        ("4", "只有序号的空行"),
        ("4 | / | / | — | / | /", "只有序号的空行"),
        ("某县城市管理局2022年行政处罚案件台账", "标题"),
    ],
)
def test_a_row_that_is_no_record_is_set_aside_with_its_reason(row: str, reason: str) -> None:
    assert fate_of(row) == ("搁置", reason)


@pytest.mark.parametrize(
    "row",
    [
        "4 | 舞城管立〔2022〕4号 | 合力烧烤店 | 占道经营 | 2022-03-05 | 200",
        "合计 | 舞城管立〔2022〕4号 | 戊店 | 占道经营 | 2022-03-05 | 200",
        "4 | 舞城管立〔2022〕4号 | 注安师事务所 | 占道经营 | | ",
        "4 | | 小计划文具店 | 占道经营 | 2022-03-05 | ",
        " | | 签字笔专卖店 | 占道经营 | | ",
        "4 | 合计所〔2022〕4号 | 戊店 | 占道经营 | 2022-03-05 | 200",
    ],
)
def test_a_record_is_never_set_aside(row: str) -> None:
    assert fate_of(row) == ("采用", None)


COMPLAINTS = """
反映内容 | 受理日期 | 办理单位 | 来源 | 办理结果
一、占道经营 | | | |
夜市占道 | 2022-05-01 | 一中队 | 12319 | 已劝离
二、油烟 | | | |
烧烤油烟 | 2022-05-02 | 一中队 | 12319 | 已整改
{row}
"""


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        ("以下空白 | | | |", ("搁置", "以下空白")),
        ("（以下空白） | | | |", ("搁置", "以下空白")),
        ("以下无正文 | | | |", ("搁置", "以下空白")),
        ("此页空白 | | | |", ("搁置", "以下空白")),
        ("第一周 | | | |", ("搁置", "标题")),
        ("（三）噪音 | | | |", ("搁置", "标题")),
        ("以下为二中队工单 | | | |", ("搁置", "说明行")),
        ("以下空白处被人乱涂乱画 | | | |", ("采用", None)),
        ("以下空白 | 2022-05-03 | | |", ("采用", None)),
        ("以下商户占道经营：甲店、乙店 | | | |", ("采用", None)),
        ("一、甲店占道；二、乙店油烟扰民，多次反映无人管 | | | |", ("采用", None)),
        ("一、噪音 | 2022-05-03 | | |", ("采用", None)),
        ("本页广告牌掉落 | | | |", ("采用", None)),
        ("油烟扰民 | | | |", ("采用", None)),
    ],
)
def test_what_stands_alone_where_one_cell_makes_a_record_is_aside_only_if_it_names_none(
    row: str, fate: tuple[str, str | None]
) -> None:
    desk = Desk()
    desk.load(COMPLAINTS.format(row=row), ledger="complaint")
    assert desk.fates() == {
        1: ("表头", None), 2: ("搁置", "标题"), 3: ("采用", None), 4: ("搁置", "标题"), 5: ("采用", None), 6: fate,
    }  # fmt: skip
    (told,) = desk.rows("select cells_of(line)[1] from raw_row where row_no = 6")
    assert told == (row.split("|")[0].strip(),)


def test_a_heading_merged_over_the_table_is_no_complaint() -> None:
    desk = Desk()
    desk.load(COMPLAINTS.format(row="噪音类 | | | |"), ledger="complaint", merges={"3月": [(6, 1, 6, 5)]})
    assert desk.fates()[6] == ("搁置", "标题")


@pytest.mark.parametrize("basis", ["", "第三条"])
def test_the_items_of_a_list_are_records_though_they_are_numbered_like_headings(basis: str) -> None:
    desk = Desk()
    items = "\n".join(f"{number}、占道经营 | | {basis if number == '三' else ''}" for number in "一二三四")
    desk.load(f"事项名称 | 情形 | 依据\n{items}", ledger="leniency_list")
    assert {fate for row_no, fate in desk.fates().items() if row_no > 1} == {("采用", None)}


def test_an_item_that_a_merged_cell_speaks_for_is_a_record() -> None:
    desk = Desk()
    table = "事项名称 | 情形 | 依据\n占道经营 | 首次 | 第一条\n乱倒垃圾 | 首次 | 第二条\n二、噪音 | |"
    desk.load(table, ledger="leniency_list", merges={"3月": [(3, 3, 4, 3)]})
    assert desk.fates()[4] == ("采用", None)


@pytest.mark.parametrize(
    ("ledger", "table", "aside"),
    [
        (
            "unit",
            "单位名称 | 负责人 | 编制人数 | 在岗人数\n一中队 | 王某 | 10 | 9\n二中队 | 李某 | 12 | 11\n"
            "合计 | | 26 | 24",
            {4: "合计行"},
        ),
        ("unit", "序号 | 单位名称 | 编制人数\n1 | 一中队 | 10\n2 | 二中队 | 12\n3 | 合计 | 22", {4: "合计行"}),
        (
            "demo_site",
            "单位 | 年度 | 创建级别 | 创建进展\n一中队 | 2022 | 市级 | 已申报\n合计 | 1个 | | ",
            {3: "合计行"},
        ),
        (
            "officer",
            "姓名 | 执法证号 | 所属单位 | 职务\n张甲 | 16160399276 | 一中队 | 队员\n合计 | 2人 | | \n合计：2人 | | | ",
            {3: "合计行", 4: "合计行"},
        ),
        (
            "complaint",
            "反映内容 | 受理日期 | 办理单位\n"
            "停车费合计：多收50元，要求退还 | 2022-05-01 | 一中队\n共计：三家店占道 | 2022-05-01 | 一中队\n"
            "例：烧烤店油烟 | 2022-05-01 | 一中队\n"
            "水费总计（两年） | | \n合计 | | \n示例：夜市扰民 | 2022-05-01 | 一中队",
            {6: "合计行", 7: "示例行"},
        ),
        (
            "penalty_case",
            "备注 | 案号 | 当事人 | 案由 | 立案日期\n"
            "示例 | E1 | 王某 | 占道 | 2022-04-01\n例：样 | E2 | 李某 | 占道 | 2022-04-01",
            {},
        ),
    ],
    ids=["units", "units with ordinals", "a year of units", "certificates", "what people say", "remarks in front"],
)
def test_a_total_of_what_the_rows_are_named_by_is_none_of_them(ledger: str, table: str, aside: dict[int, str]) -> None:
    desk = Desk()
    desk.load(table, ledger=ledger)
    rows = {row_no: (fate, reason) for row_no, (fate, reason) in desk.fates().items() if row_no > 1}
    assert rows == {row_no: ("搁置", aside[row_no]) if row_no in aside else ("采用", None) for row_no in rows}


def test_a_row_with_a_number_that_lacks_something_is_returned_not_set_aside() -> None:
    assert fate_of("4 | 舞城管立〔2022〕4号 | | 占道经营 | 2022-03-05 | 200") == ("退回", "缺少「当事人」")


def test_rows_above_the_header_are_titles_and_the_header_is_neither_read_nor_set_aside() -> None:
    desk = Desk()
    desk.load(f"某县2022年行政处罚案件台账\n填报单位：一中队\n{HEADER}\n1 | 甲1号 | 甲店 | 占道经营 | 2022-03-01 | 200")
    assert desk.fates() == {1: ("搁置", "标题"), 2: ("搁置", "标题"), 3: ("表头", None), 4: ("采用", None)}
    assert desk.counts()["3月"] == (1, 1, 0, 0, 0, 2)


def test_a_row_that_numbers_the_columns_is_no_record() -> None:
    desk = Desk()
    desk.load(f"{HEADER}\n1 | 2 | 3 | 4 | 5 | 6\n1 | 甲1号 | 甲店 | 占道经营 | 2022-03-01 | 200")
    assert desk.counts()["3月"][:2] == (1, 1)


def test_a_heading_merged_over_the_table_is_a_title() -> None:
    desk = Desk()
    desk.load(f"{HEADER}\n一、市容类\n1 | 甲1号 | 甲店 | 占道经营 | 2022-03-01 | 200", merges={"3月": [(2, 1, 2, 6)]})
    assert desk.fates()[2] == ("搁置", "标题")


def test_a_sheet_without_rows_below_its_header_reads_nothing() -> None:
    desk = Desk()
    desk.load(HEADER)
    assert desk.counts()["3月"] == (0, 0, 0, 0, 0, 0)
