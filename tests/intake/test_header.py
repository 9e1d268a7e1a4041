"""Finding the table, the ledger and the columns of a sheet.

``header_layouts.txt`` holds 449 drawn headers. When the matcher first met them it got right: 公开 87 of 100 columns,
手写 97; then 公开二 89 and 手写二 91; then 外行三, words of other bureaus, 86. Then it learned to take headers apart
into words. Of whole workbooks by an author who knew neither synonyms nor code it first got 93 of 100 (盲一, before
that) and 92 (盲二, after it), of words in public software nobody had shown it 96 (公开三), and of two more whole sets
by authors who knew neither 98 (盲四, by hand in offices and streets) and 96 (盲五, exports and templates), 4 of 720
being mapped wrong unasked; of a last whole set 97, one of 401 wrong unasked, and what was missed there is drawn again
in 盲六. Of a set in the wordings of real systems (盲九) it got 98, six of 398 wrong unasked, and 53 of one in the words
of the street, of which 盲十 holds the eight books a clerk might keep so. The synonyms have learned from all of them,
so the rates below guard what was reached; they are no forecast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fwzf_data.intake.header import HeaderGuess, find_header, normalise_header
from fwzf_data.intake.header_text import split_header
from fwzf_data.intake.ledger import ledger, ledgers
from fwzf_data.settings import PROJECT, SAMPLE_DATA
from tests.intake import layouts as drawings

REAL = PROJECT.parent / "shared" / "real" / "financial_regulator_penalties_2024_2026.xlsx"


def found(
    table: str, *, sheet: str = "Sheet1", file: str = "表.xlsx", chosen: str | None = None, **kept
) -> HeaderGuess | None:
    rows, merges = drawings.drawn(table.strip("\n"))
    return find_header(
        rows, merges, sheet=sheet, file=file, ledgers=ledgers(), chosen=chosen, remembered=kept.get("remembered")
    )


def fields(guess: HeaderGuess | None) -> dict[str, str | None]:
    assert guess
    return {column.header: column.field for column in guess.columns}


def column(guess: HeaderGuess | None, header: str):
    assert guess
    return next(column for column in guess.columns if column.header == header)


def beside_required(ledger_key: str, header: str, field: str, cells: Sequence[str] = ()):
    """What a header over some cells is taken for, beside all else that its ledger requires."""
    others = [one.label for one in ledger(ledger_key).columns if one.required and one.name != field]
    rows = [" | ".join([cell, *("某" for _ in others)]) for cell in cells]
    return column(found("\n".join([" | ".join([header, *others]), *rows]), chosen=ledger_key), header)


# What a header says


@pytest.mark.parametrize(
    ("written", "header", "unit"),
    [
        ("罚款金额\n（万元）", "罚款金额", "万元"),
        ("处罚金额(单位：元)", "处罚金额", "元"),
        ("罚款金额/元", "罚款金额", "元"),
        ("罚款金额元", "罚款金额", "元"),
        ("抽查比例（％）", "抽查比例", "%"),
        ("＊案　由（必填）", "案由", None),
        ("1.案由", "案由", None),
        ("（一）案由", "案由", None),
        ("案由\n下拉选择", "案由", None),
        ("发证机关(FZJG)", "发证机关", None),
        ("处罚文书号（CF_WSH）", "处罚文书号", None),
        ("清运数量（KG）", "清运数量(kg)", None),
        ("(FZJG)", "(fzjg)", None),
        ("立案日期（格式：2022-4-30）", "立案日期", None),
        ("是否立案（是/否）", "是否立案", None),
        ("罚款额(万)\n※不要写元！", "罚款额", "万元"),
        ("行政相对人代码_1（统一社会信用代码）", "行政相对人代码_1(统一社会信用代码)", None),
        ("12345工单编号", "12345工单编号", None),
        ("有效期（起）", "有效期(起)", None),
        ("CF_XDR_MC", "cf_xdr_mc", None),
        ("单位", "单位", None),
        ("元", "元", None),
        ("", "", None),
    ],
)
def test_a_header_loses_its_dress_and_keeps_its_word(written: str, header: str, unit: str | None) -> None:
    assert split_header(written) == (header, unit)


@given(st.text(max_size=40))
def test_a_normalised_header_stays_as_it_is(text: str) -> None:
    once = normalise_header(text)
    assert normalise_header(once) == once


# Where the table begins


def test_titles_and_notes_above_the_table_are_read_and_passed_over() -> None:
    guess = found("""
舞阳县城市管理局2022年行政处罚案件台账 | 《 | 《 | 《
填报单位：城市综合执法大队　填报时间：2023年1月　单位：万元 | | |
案号 | 当事人 | 案由 | 罚款金额
舞城管立〔2022〕第1号 | 王某某 | 占道经营 | 0.02
""")
    assert guess
    assert (guess.ledger, guess.first, guess.last) == ("penalty_case", 3, 3)
    assert (guess.title_unit, guess.title_year, guess.reporting_unit) == ("万元", 2022, "城市综合执法大队")


def test_merged_headers_are_read_as_parent_and_child() -> None:
    guess = found("""
序号 | 当事人 | 立案 | 《 | 处罚 | 《
︽ | ︽ | 日期 | 文号 | 种类 | 金额（元）
1 | 王某某 | 2022.4.1 | 一号 | 罚款 | 200
""")
    assert guess
    assert (guess.first, guess.last) == (1, 2)
    assert fields(guess) == {
        "序号": "seq_no", "当事人": "party_name", "立案/日期": "filing_date", "立案/文号": "case_no",
        "处罚/种类": "penalty_type", "处罚/金额（元）": "fine_amount",
    }  # fmt: skip
    assert column(guess, "处罚/金额（元）").unit == "元"


def test_parents_without_merges_reach_over_the_blanks_to_their_right() -> None:
    guess = found("""
案号 | 当事人 | 立案 | | 处罚 |
 | | 日期 | 承办人 | 种类 | 金额
一 | 王某某 | 2022.4.1 | 李某 | 罚款 | 200
""")
    assert fields(guess)["立案/日期"] == "filing_date"
    assert fields(guess)["处罚/金额"] == "fine_amount"
    assert fields(guess)["案号"] == "case_no"


def test_a_child_whose_parent_changes_its_meaning_is_not_mapped_by_itself() -> None:
    guess = found("""
案号 | 当事人 | 案由 | 催告程序 | 《
︽ | ︽ | ︽ | 送达日期 | 承办人
一 | 王某某 | 占道 | 2022.4.1 | 李某
""")
    assert fields(guess)["催告程序/送达日期"] != "decision_served_date"


@pytest.mark.parametrize(
    "below",
    [
        "1 | 2 | 3 | 4",
        "（1） | （2） | （3） | （4）",
        "甲 | 乙 | 1 | 2",
        "A | B | C | D",
        " | | 年/月/日 | 万元",
        "必填 | 必填 | 选填 | 选填",
    ],
    ids=["numbers", "in brackets", "stems and numbers", "letters", "units", "instructions"],
)
def test_rows_that_only_explain_the_columns_belong_to_the_header(below: str) -> None:
    guess = found(f"案号 | 当事人 | 立案日期 | 罚款金额\n{below}\n一号 | 王某某 | 2022.4.1 | 200")
    assert guess
    assert (guess.first, guess.last) == (1, 2)


def test_a_unit_row_gives_its_columns_their_units() -> None:
    guess = found("案号 | 当事人 | 立案日期 | 罚款金额\n | | | （万元）\n一号 | 王某某 | 2022.4.1 | 0.02")
    assert column(guess, "罚款金额").unit == "万元"


def test_a_row_of_interface_names_below_the_header_belongs_to_it() -> None:
    guess = found("""
行政相对人名称 | 行政处罚决定书文号 | 处罚决定日期 | 处罚机关
CF_XDR_MC | CF_WSH | CF_JDRQ | CF_CFJG
某某公司 | 一号 | 2022/4/1 | 某局
""")
    assert guess
    assert (guess.ledger, guess.first, guess.last) == ("penalty_publicity", 1, 2)


def test_the_first_row_of_data_is_no_header_even_when_sparse() -> None:
    guess = found("案号 | 当事人 | 案由 | 立案日期\n一号 | | |\n二号 | 王某某 | 占道 | 2022.4.1")
    assert guess
    assert guess.last == 1


# Which ledger it is


@pytest.mark.parametrize(
    "table",
    [
        "说明\n一、本表由各中队填写。\n二、金额以元为单位。",
        "单位 | 立案数 | 结案数 | 罚款总数 | 同比\n一中队 | 12 | 10 | 3000 | 5%",
        "字段 | 说明 | 类型 | 示例\n案号 | 立案时的编号 | 文本 | 一号",
        "1 | 2 | 3\n4 | 5 | 6",
        "",
    ],
    ids=["说明", "统计", "字典", "numbers only", "empty"],
)
def test_a_sheet_that_is_no_ledger_is_said_to_be_none(table: str) -> None:
    assert found(table) is None


def test_a_ledger_a_person_chose_is_not_doubted() -> None:
    table = "日期 | 内容 | 人员 | 备注\n2022.4.1 | 某 | 李某 | 无"
    guess = found(table, chosen="inspection")
    assert guess
    assert guess.ledger == "inspection"


def test_a_chosen_ledger_without_one_known_header_still_shows_its_columns() -> None:
    guess = found("甲栏 | 乙栏 | 丙栏\n1 | 2 | 3", chosen="penalty_case")
    assert guess
    assert [column.header for column in guess.columns] == ["甲栏", "乙栏", "丙栏"]
    assert all(column.field is None for column in guess.columns)


@pytest.mark.parametrize("chosen", [None, "complaint"])
def test_a_record_that_holds_a_known_word_is_no_header(chosen: str | None) -> None:
    guess = found(
        """
热线接话登记本 | 《 | 《 | 《 | 《
本月共接 | 46 | 件 | 已回 | 41
接话号 | 接话时间 | 打哪儿来的 | 号码 | 说的啥事
J2303-01 | 2023-03-05 17:51 | 电话 | 13900001909 | 半夜工地还在干
J2303-02 | 2023-03-06 09:20 | 微信 | 13900002110 | 门口堆垃圾
""",
        chosen=chosen,
    )
    assert guess is None or (guess.first, guess.last) == (3, 3)
    assert "电话" not in fields(guess) if guess else chosen is None


def test_a_header_nobody_knows_reaches_as_far_down_as_its_merged_cells() -> None:
    guess = found("甲栏 | 乙栏 | 《\n︽ | 丙栏 | 丁栏\n王某 | 李某 | 李某", chosen="penalty_case")
    assert guess
    assert (guess.first, guess.last) == (1, 2)
    assert [column.header for column in guess.columns] == ["甲栏", "乙栏/丙栏", "乙栏/丁栏"]


def test_words_in_the_title_decide_between_ledgers_with_the_same_columns() -> None:
    header = "序号 | 检查对象 | 检查日期 | 检查人员 | 检查结果\n1 | 某店 | 2022.4.1 | 李某 | 合格"
    assert fields(found(header, sheet="双随机抽查结果")) == fields(found(header, sheet="双随机抽查结果"))
    by_title = {sheet: found(header, sheet=sheet) for sheet in ("双随机抽查结果", "日常巡查记录")}
    assert {sheet: guess and guess.ledger for sheet, guess in by_title.items()} == {
        "双随机抽查结果": "spot_check",
        "日常巡查记录": "inspection",
    }


# Which column is which field


def test_two_headers_that_claim_one_field_are_both_asked() -> None:
    guess = found("当事人 | 案由 | 行政处罚内容 | 行政处罚 内容 | 处罚日期\n王某某 | 占道 | 罚款 | 罚款 | 2022.4.1")
    clash = [
        (column.header, column.field, column.how, column.proposals) for column in guess.columns if column.how == "冲突"
    ]
    assert clash == [
        ("行政处罚内容", None, "冲突", (("penalty_content", 1.0),)),
        ("行政处罚 内容", None, "冲突", (("penalty_content", 1.0),)),
    ]


def test_a_word_that_only_steps_in_gives_way_and_is_asked() -> None:
    both = found("案号 | 当事人 | 案由 | 违法地点 | 住址\n一 | 王某某 | 占道 | 路 | 街")
    alone = found("案号 | 当事人 | 案由 | 住址\n一 | 王某某 | 占道 | 街")
    assert fields(both)["违法地点"] == "address"
    assert (column(both, "住址").field, column(both, "住址").how) == (None, "冲突")
    assert fields(alone)["住址"] == "address"


@pytest.mark.parametrize(
    ("ledger", "header", "may_be"),
    [
        ("penalty_case", "处罚单位", {"unit", "party_name"}),
        ("penalty_case", "限期整改日期", {"order_date", "order_deadline"}),
        ("penalty_case", "机构负责人", {"legal_rep"}),
        ("penalty_case", "处理意见", {"penalty_content"}),
        ("penalty_case", "法律文书号", {"decision_no"}),
        ("inspection", "巡查单位名称", {"object_name", "unit"}),
        ("inspection", "复查日期", {"corrected_date"}),
        ("inspection", "处理措施", {"corrected"}),
        ("complaint", "投诉举报类型", {"category"}),
        ("complaint", "案件类型", {"category"}),
        ("complaint", "涉及单位", {"respondent", "unit"}),
        ("coercion", "作出决定日期", {"start_date", "approve_date"}),
        ("guidance", "约谈单位", {"party_name", "unit"}),
        ("mediation", "调解类型", {"dispute_type"}),
        ("pairing", "结对帮扶单位", {"demo_unit", "target_unit"}),
        ("pairing", "干了什么", {"activity"}),
        ("demo_site", "验收日期", {"named_on"}),
        ("officer", "证件状态", {"is_active"}),
        ("spot_check", "检查对象数", {"base_n", "drawn_n"}),
        ("benchmark", "封顶金额", {"cap_yuan", "max_value"}),
        ("annual_task", "控制措施", {"task", "measure"}),
        ("violation", "处罚种类", {"other_measures"}),
        ("power_list", "实施机构", {"authority", "unit"}),
        ("unit", "所在街道", {"area"}),
    ],
)
def test_a_word_that_may_hold_another_thing_is_only_proposed(ledger: str, header: str, may_be: set[str]) -> None:
    asked = column(found(f"{header} | 备注\n一 | 无", chosen=ledger), header)
    assert asked.field is None
    assert {field for field, _ in asked.proposals} >= may_be


@pytest.mark.parametrize(
    ("ledger", "better", "header", "field"),
    [
        ("penalty_case", "处罚决定日期", "决定书下达日期", "decision_date"),
        ("penalty_case", "告知书送达日期", "事先告知书日期", "notice_served_date"),
        ("penalty_case", "立案时间", "立案审批日期", "filing_date"),
        ("penalty_case", "实缴罚款", "上缴财政金额", "paid_amount"),
        ("inspection", "巡查中队", "检查单位", "unit"),
        ("inspection", "检查人员A", "检查人员B", "officers"),
        ("permit_publicity", "受理时间", "收件日期", "accept_date"),
        ("coercion", "延期至", "延长期限", "extend_date"),
        ("officer", "发证时间", "有效期起", "valid_from"),
        ("demo_site", "创建年度", "命名年度", "year"),
        ("training", "实到", "参训人数", "actual_n"),
        ("annual_task", "任务名称", "任务描述", "task"),
    ],
)
def test_a_looser_word_gives_way_to_the_stricter_one(ledger: str, better: str, header: str, field: str) -> None:
    guess = found(f"{better} | {header}\n一 | 二", chosen=ledger)
    assert (column(guess, better).field, column(guess, header).field) == (field, None)


def test_what_a_person_decided_goes_before_everything() -> None:
    guess = found(
        "案号 | 当事人 | 案由 | 领导签字 | 备注\n一 | 王某某 | 占道 | 张 | 无",
        remembered={("penalty_case", "领导签字"): "defence", ("penalty_case", "备注"): None},
    )
    assert (column(guess, "领导签字").field, column(guess, "领导签字").how) == ("defence", "已确认")
    assert (column(guess, "备注").field, column(guess, "备注").how, column(guess, "备注").proposals) == (
        None,
        "已确认",
        (),
    )


def test_a_decision_settles_a_clash() -> None:
    table = "当事人 | 案由 | 处罚结果 | 处理意见稿 | 处罚日期\n王某某 | 占道 | 罚款 | 罚 | 2022.4.1"
    guess = found(table, remembered={("penalty_case", "处理意见稿"): "penalty_content"})
    assert column(guess, "处理意见稿").field == "penalty_content"
    assert column(guess, "处罚结果").field is None


@pytest.mark.parametrize(
    ("header", "never"),
    [
        ("被处罚的人", "decision_no"),
        ("处罚决定书拟稿人", "decision_no"),
        ("罚款金额（实缴）", "fine_amount"),
        ("处罚决定书（送达）", "decision_no"),
        ("联系人/电话", "phone"),
        ("罚款缴纳人", "fine_amount"),
        ("案由编制日期", "cause"),
        ("当事人电话回访", "phone"),
    ],
)
def test_a_false_friend_is_never_mapped_by_itself(header: str, never: str) -> None:
    guess = found(f"案号 | 当事人 | 案由 | 立案日期 | {header}\n一 | 王某某 | 占道 | 2022.4.1 | 某")
    assert column(guess, header).field != never


def test_a_unit_that_does_not_go_with_a_field_is_not_mapped_to_it() -> None:
    guess = found("任务编号 | 工作任务 | 牵头单位 | 责任单位 | 完成情况（%）\nS1 | 某 | 甲 | 乙 | 50")
    assert fields(guess)["完成情况（%）"] != "progress"


def test_a_known_word_of_a_text_may_stand_over_figures_in_a_unit() -> None:
    guess = found("违法行为 | 裁量阶次 | 适用条件 | 罚款幅度（万元）\n占道 | 轻微 | 首次 | 1至3", chosen="benchmark")
    assert column(guess, "罚款幅度（万元）").proposals[0][0] == "standard"


def test_the_cells_below_speak_against_a_proposal() -> None:
    head = "案号 | 当事人 | 案由 | 立案日期 | 结案审批"
    dated = found(f"{head}\n一 | 王某某 | 占道 | 2022.4.1 | 2022.4.3\n二 | 李某某 | 占道 | 2022.4.2 | 2022.4.5")
    worded = found(f"{head}\n一 | 王某某 | 占道 | 2022.4.1 | 同意罚款\n二 | 李某某 | 占道 | 2022.4.2 | 同意警告")
    likeness = {
        name: dict(column(guess, "结案审批").proposals).get("close_date", 0)
        for name, guess in (("日期", dated), ("文字", worded))
    }
    assert likeness["日期"] > likeness["文字"]


def test_the_order_of_columns_changes_nothing() -> None:
    layout = next(layout for layout in drawings.layouts() if layout.name == "时限检查表")
    (number, cells), *_ = layout.rows
    straight = find_header([(number, cells)], (), sheet="", file="", ledgers=ledgers())
    turned = find_header([(number, cells[::-1])], (), sheet="", file="", ledgers=ledgers())
    assert fields(straight) == fields(turned)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.sampled_from(["案号", "当事人", "案由", "立案", "日期", "金额", "单位", "备注", "1", "2022年"]),
                st.text(max_size=6),
            ),
            min_size=1,
            max_size=6,
        ),
        max_size=5,
    )
)
def test_whatever_stands_in_a_sheet_no_field_is_given_twice(table: list[list[str | None]]) -> None:
    guess = find_header(list(enumerate(table, 1)), (), sheet="", file="", ledgers=ledgers())
    columns = guess.columns if guess else ()
    given_fields = [column.field for column in columns if column.field and column.how != "合读"]
    assert len(given_fields) == len(set(given_fields))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("行政处罚决定书下发的时间", "decision_date"),
        ("处罚决定送交日", "decision_served_date"),
        ("最终罚没数额", "fine_amount"),
        ("罚金交纳时间", "paid_date"),
        ("事先告知书交付时间", "notice_served_date"),
        ("案审委会审时间", "collective_date"),
        ("违法主体所属类别", "party_type"),
        ("经办队员姓名", "officers"),
        ("案卷归入档案时间", "archive_date"),
        ("该正情况", "corrected"),
        ("dsrlx", "party_type"),
        ("AY（案由）", "cause"),
    ],
)
def test_a_header_nobody_listed_is_first_proposed_for_what_its_words_mean(header: str, field: str) -> None:
    guess = found(f"案号 | 当事人 | 违法事实 | 备注 | {header}\n一 | 王某某 | 占道 | |", sheet="行政处罚案件台账")
    asked = column(guess, header)
    assert (asked.field or asked.proposals[0][0]) == field


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("立案", ("2022.4.1", "2022.4.2"), "filing_date"),
        ("下达处罚决定书", ("3.18", "4.2"), "decision_date"),
        ("承办", ("王某、李某", "赵某 钱某"), "officers"),
        ("办理程序如何", ("简易程序", "普通程序"), "procedure"),
    ],
)
def test_the_cells_below_complete_a_header(header: str, cells: tuple[str, str], field: str) -> None:
    one, two = cells
    guess = found(f"案号 | 当事人 | 案由 | {header}\n一 | 王某某 | 占道 | {one}\n二 | 李某某 | 占道 | {two}")
    assert column(guess, header).proposals[0][0] == field


def test_what_shares_only_the_sort_of_thing_is_not_proposed() -> None:
    guess = found("案号 | 当事人 | 案由 | 放行日期 | 车牌号\n一 | 王某某 | 占道 | 2022.4.1 | 豫L0001")
    assert [(column.field, column.proposals) for column in guess.columns[3:]] == [(None, ()), (None, ())]


def test_children_of_a_parent_that_says_dates_are_days() -> None:
    guess = found("""
案号 | 当事人 | 案由 | 各节点日期 | 《 | 《
︽ | ︽ | ︽ | 立案 | 法审 | 归卷
一 | 王某某 | 占道 | | |
""")
    assert [column.proposals[0][0] for column in guess.columns[3:]] == [
        "filing_date",
        "legal_review_date",
        "archive_date",
    ]


def test_a_header_ends_where_its_merged_cells_end() -> None:
    guess = found("""
培训台账 | 《 | 《 | 《 | 《
培训名称 | 培训日期 | 测试情况 | 《 | 备注
︽ | ︽ | 平均分 | 及格人数 | ︽
处罚法 | 2022.5.1 | 90 | 30 |
""")
    assert guess
    assert (guess.first, guess.last) == (2, 3)
    assert fields(guess)["测试情况/平均分"] != "has_test"


def test_a_header_printed_twice_is_found_where_it_stands_first() -> None:
    head = "案号 | 当事人 | 案由 | 立案日期"
    guess = found(
        f"行政处罚登记簿 | 《 | 《 | 《\n{head}\n一 | 王某某 | 占道 | 2022.4.1\n{head}\n二 | 李某某 | 占道 | 2022.4.2"
    )
    assert guess
    assert (guess.first, guess.last) == (2, 2)


def test_one_known_word_in_a_row_of_data_makes_no_header_below_a_row_that_looks_like_one() -> None:
    guess = found(
        "讲座 | 听众 | 随堂分 | 达标与否\n甲 | 王某 | 90 | 合格\n甲 | 李某 | 50 | 否", chosen="training_attendance"
    )
    assert guess
    assert (guess.first, guess.last) == (1, 1)


@pytest.mark.parametrize(
    ("title", "ledger"),
    [("行政处罚信息公示表", "penalty_publicity"), ("行政处罚案件台账", "penalty_case")],
)
def test_the_longer_word_of_a_title_decides_between_two_ledgers_of_penalties(title: str, ledger: str) -> None:
    guess = found(f"""
{title} | 《 | 《 | 《 | 《
处罚决定书文号 | 当事人 | 违法事实 | 处罚依据 | 处罚结果
一号 | 王某某 | 占道 | 某法 | 罚款
""")
    assert guess
    assert guess.ledger == ledger


def test_a_ledger_only_the_title_speaks_for_is_named_as_likely_as_the_one_the_columns_speak_for() -> None:
    guess = found(
        "案号 | 当事人 | 案由 | 立案日期 | 承办人 | 案件来源 | 罚款金额 | 处罚决定书文号 | 结案日期\n一 | 王某某",
        file="双公示推送核对.xlsx",
        sheet="公示",
    )
    assert guess
    assert {guess.ledger, *(key for key, _ in guess.rivals)} >= {"penalty_case", "penalty_publicity"}


def test_where_hardly_a_word_is_known_the_ledger_the_title_speaks_for_is_a_rival() -> None:
    guess = found(
        """
双公示(处罚)上传自留底帐 | 《 | 《 | 《 | 《 | 《 | 《 | 《 | 《
序 | 被罚的(写全称) | 老板姓名 | 罚决号 | 违法类型 | 违法情况(一句话) | 罚的内容 | 没收(万) | 做出日期
1 | 甲公司 | 冯某 | 一号 | 违反市容规定 | 没硬化 | 罚款 | 0 | 2023/1/10
""",
        sheet="上网留底",
        file="15.xlsx",
    )
    assert guess
    assert guess.ledger == "penalty_publicity" or ("penalty_publicity", guess.score) in guess.rivals


def test_a_titled_ledger_whose_records_could_not_exist_is_no_rival() -> None:
    guess = found(
        """
案件状态 | 受理时间 | 案件来源 | 案件小类 | 街镇 | 发生地址 | 来电号码 | 问题描述 | 派遣时间 | 结案时间
已结案 | 2024.3.5 | 12345热线 | 油烟 | 城关镇 | 人民路 | 13800005899 | 夜市油烟扰民 | 2024.3.6 | 2024.3.10
""",
        sheet="案件明细",
    )
    assert guess
    assert (guess.ledger, guess.rivals) == ("complaint", ())


# How well it does


@cache
def outcomes() -> Counter[tuple[str, str]]:
    count: Counter[tuple[str, str]] = Counter()
    for layout in drawings.layouts():
        guess = find_header(layout.rows, layout.merges, sheet="Sheet1", file="表.xlsx", ledgers=ledgers())
        count[layout.origin, "layout"] += 1
        count[layout.origin, "ledger"] += bool(guess and guess.ledger == layout.ledger)
        if not guess or guess.ledger != layout.ledger:
            guess = find_header(layout.rows, layout.merges, sheet="", file="", ledgers=ledgers(), chosen=layout.ledger)
        by_number = {column.column_no: column for column in guess.columns} if guess else {}
        for number, truth in enumerate(layout.truth, 1):
            column = by_number.get(number)
            first = column.proposals[0][0] if column and column.proposals else "-"
            answer = column.field if column and column.field else first
            count[layout.origin, "wrong"] += bool(column and column.field and column.field not in truth)
            if truth != {"-"}:
                count[layout.origin, "column"] += 1
                count[layout.origin, "right"] += answer in truth or (answer == "-" and "-" in truth)
    return count


ORIGINS = sorted({layout.origin for layout in drawings.layouts()})


@pytest.mark.parametrize("origin", ORIGINS)
def test_of_a_hundred_columns_at_least_97_are_mapped_or_first_proposed_right(origin: str) -> None:
    assert outcomes()[origin, "right"] >= 0.97 * outcomes()[origin, "column"]


@pytest.mark.parametrize("origin", ORIGINS)
def test_no_column_of_the_drawn_layouts_is_mapped_wrong(origin: str) -> None:
    assert outcomes()[origin, "wrong"] == 0


def test_of_a_hundred_drawn_layouts_at_least_97_are_known_as_their_ledger() -> None:
    known, all_of_them = (sum(outcomes()[origin, what] for origin in ORIGINS) for what in ("ledger", "layout"))
    assert known >= 0.97 * all_of_them


@pytest.mark.skipif(not REAL.is_file(), reason="a megabyte of named parties, no part of the project")
def test_the_real_penalties_of_another_bureau_are_read_as_cases() -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(REAL, read_only=True).active
    rows = [
        (number, [None if cell is None else str(cell) for cell in cells])
        for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=60), 1)
    ]
    guess = find_header(rows, (), sheet=sheet.title, file=REAL.name, ledgers=ledgers())
    assert guess
    assert guess.ledger == "penalty_case"
    assert {header: field for header, field in fields(guess).items() if field} == {
        "处罚决定书文号": "decision_no", "当事人名称": "party_name", "当事人类型": "party_type",
        "主要违法违规事实": "facts", "行政处罚依据": "legal_basis", "处罚类型": "penalty_type",
        "罚款金额(元)": "fine_amount", "作出决定机关": "unit", "发布日期": "publish_date", "序 号": "seq_no",
    }  # fmt: skip
    assert {column.header for column in guess.columns if column.how == "冲突"} == {
        "行政处罚内容", "行政处罚 内容", "作出处罚决定的日期", "作出决定时间",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "ledger"), [("违法行为目录", "violation"), ("裁量基准", "benchmark")])
def test_the_published_tables_are_read_by_their_own_english_columns(name: str, ledger: str) -> None:
    import csv

    with (SAMPLE_DATA / f"{name}.csv").open(encoding="utf-8-sig") as file:
        rows = [(number, list(cells)) for number, cells in zip(range(1, 30), csv.reader(file), strict=False)]
    guess = find_header(rows, (), sheet="", file="表.csv", ledgers=ledgers())
    assert guess
    assert guess.ledger == ledger
    assert [column.header for column in guess.columns if not column.field] == []
