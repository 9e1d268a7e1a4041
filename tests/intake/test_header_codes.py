"""Cells that are the fixed words of one field speak for it, whatever the header sounds like."""

from __future__ import annotations

import pytest

from fwzf_data.intake.header_cells import plausible
from fwzf_data.intake.ledger import ledger
from tests.intake.test_header import beside_required, column, fields, found


def test_cells_that_are_words_of_another_field_are_asked_with_that_field_first() -> None:
    guess = found("""
检查日期 | 企业名称 | 检查地点 | 检查人员 | 处理结果
2024.1.5 | 甲店 | 人民路 | 李某 | 未发现问题
2024.1.6 | 乙店 | 文化路 | 王某 | 责令限期改正
2024.1.7 | 丙店 | 解放路 | 李某 | 立案查处
""")
    asked = column(guess, "处理结果")
    assert (asked.field, [name for name, _ in asked.proposals][:2]) == (None, ["check_result", "corrected"])


def test_sorts_of_parties_are_no_persons() -> None:
    guess = found("案号 | 当事人 | 案由 | 法人\n一 | 甲店 | 占道 | 个体\n二 | 李某某 | 占道 | 自然人")
    asked = column(guess, "法人")
    assert (asked.field, asked.proposals[0][0]) == (None, "party_type")


def test_words_of_a_field_another_column_claims_speak_for_nothing() -> None:
    guess = found("""
检查日期 | 企业名称 | 检查地点 | 检查人员 | 检查结果 | 处理结果
2024.1.5 | 甲店 | 人民路 | 李某 | 未发现问题 | 未发现问题
2024.1.6 | 乙店 | 文化路 | 王某 | 发现问题 | 责令限期改正
""")
    assert (fields(guess)["检查结果"], fields(guess)["处理结果"]) == ("check_result", "corrected")


def test_a_header_of_two_fields_is_the_one_whose_words_its_cells_are() -> None:
    table = """
序号 | 行政处罚事项 | 免罚情形 | 法律依据
1 | 占道经营 | {} | 处罚法
2 | 乱贴广告 | {} | 处罚法
"""
    kinds = found(table.format("首违免罚", "轻微不罚"), chosen="leniency_list")
    circumstances = found(table.format("初次违法且及时改正", "主动消除后果"), chosen="leniency_list")
    assert fields(kinds)["免罚情形"] == "kind"
    assert fields(circumstances)["免罚情形"] == "circumstance"


@pytest.mark.parametrize("cells", [("是", "否"), ("无", "其他"), ("合格", "不合格")], ids="、".join)
def test_words_of_many_fields_speak_for_none(cells: tuple[str, str]) -> None:
    one, two = cells
    guess = found(f"案号 | 当事人 | 案由 | 处罚结果\n一 | 王某某 | 占道 | {one}\n二 | 李某某 | 占道 | {two}")
    assert fields(guess)["处罚结果"] == "penalty_content"


def test_one_word_again_and_again_is_no_choice_of_words() -> None:
    guess = found("违法行为 | 裁量阶次 | 适用条件 | 法定罚款幅度\n占道 | 轻微 | 首次 | 可以\n堆物 | 一般 | 再次 | 可以")
    assert fields(guess)["法定罚款幅度"] == "statutory_range"


def test_the_own_name_of_a_field_is_believed_over_words_of_another() -> None:
    guess = found("""
检查时间 | 监管对象 | 检查人员 | 整改情况
2024.1.5 | 甲店 | 李某 | 当场整改
2024.1.6 | 乙店 | 王某 | 限期整改
""")
    assert fields(guess)["整改情况"] == "corrected"


def test_problems_among_which_some_cells_say_none_are_violations() -> None:
    head = "巡查日期 | 巡查商户 | 巡查人员 | 发现问题"
    none = "5.5 | 乙店 | 李某 | 无\n5.7 | 丙店 | 李某 | 无"
    told = found(f"{head}\n5.3 | 甲店 | 李某 | 店外经营\n{none}\n5.9 | 丁店 | 李某 | 破损门头")
    results = found(f"{head}\n5.3 | 甲店 | 李某 | 正常\n{none}\n5.9 | 丁店 | 李某 | 责令改正")
    assert (fields(told)["发现问题"], fields(results)["发现问题"]) == ("violation", "check_result")


def test_nothing_but_none_is_still_the_word_of_a_field() -> None:
    assert plausible(ledger("inspection").column("check_result"), ("无", "无")) > 1


@pytest.mark.parametrize(
    ("ledger_key", "header", "field"),
    [
        ("penalty_publicity", "法人/个体/自然人", "party_type"),
        ("guidance", "口头/书面形式", "form"),
        ("risk_list", "高/中/低", "risk_level"),
        ("guidance", "个体还是公司", "party_type"),
        ("penalty_case", "个体？单位？", "party_type"),
    ],
)
def test_a_header_that_lists_the_words_of_a_field_is_proposed_for_it(ledger_key: str, header: str, field: str) -> None:
    asked = beside_required(ledger_key, header, field)
    assert (asked.field or asked.proposals[0][0]) == field
