"""元 or 万元: header, title and cell say it; where none does, the words of the penalty settle it."""

from __future__ import annotations

import pytest

from tests.intake.desk import Desk


def fines(text: str) -> tuple[Desk, list[int | None]]:
    desk = Desk()
    desk.load(text, ledger="penalty_case")
    return desk, [fen for (fen,) in desk.rows("select fine_amount_fen from penalty_case order by row_no")]


TABLE = "案号 | 当事人 | 案由 | {} | 处罚内容\n甲1号 | 甲店 | 占道 | {} | {}\n甲2号 | 乙店 | 占道 | {} | {}"


def test_the_unit_of_the_header_counts() -> None:
    _, found = fines(TABLE.format("罚款金额（万元）", "0.2", "", "0.055", ""))
    assert found == [200000, 55000]


def test_the_unit_of_the_title_counts_where_the_header_has_none() -> None:
    _, found = fines("单位：万元\n" + TABLE.format("罚款金额", "0.2", "", "300元", ""))
    assert found == [200000, 30000]


@pytest.mark.parametrize(
    "header", ["罚款金额（万元，保留两位小数）", "罚款金额（单位:万）", "罚款金额（万）", "罚款金额（￥万元）"]
)
def test_a_unit_counts_however_the_header_writes_it(header: str) -> None:
    _, found = fines(TABLE.format(header, "0.2", "", "0.05", ""))
    assert found == [200000, 50000]


@pytest.mark.parametrize(
    "title",
    [
        "单　位：万元",
        "单位：万 元",
        "单位∶万元",
        "单位：万",
        "单位: 件、万元",
        "2022年案件台账（单位：万）",
        "2022年罚没款(万元)",
    ],
)
def test_a_unit_counts_however_the_title_writes_it(title: str) -> None:
    _, found = fines(f"{title}\n" + TABLE.format("罚款金额", "0.2", "", "0.05", ""))
    assert found == [200000, 50000]


@pytest.mark.parametrize("title", ["罚款金额万元以上行政处罚案件台账", "填报单位：万达中队", "填报单位：万元店"])
def test_a_title_that_only_holds_the_word_sets_no_unit(title: str) -> None:
    _, found = fines(f"{title}\n" + TABLE.format("罚款金额", "20000", "", "30000", ""))
    assert found == [2_000_000, 3_000_000]


@pytest.mark.parametrize(
    "table",
    [
        TABLE.format("罚款金额（万元/元）", "0.2", "", "300元", ""),
        TABLE.format("罚款金额（元或万元）", "0.2", "", "300元", ""),
        TABLE.format("罚款金额/元/万元", "0.2", "", "300元", ""),
        "单位：元/万元\n" + TABLE.format("罚款金额", "0.2", "", "300元", ""),
    ],
)
def test_a_unit_that_leaves_the_choice_makes_a_bare_amount_doubtful(table: str) -> None:
    desk, found = fines(table)
    assert found == [None, 30000]
    assert [(code, effect) for _, _, code, effect in desk.issues()] == [("I18", "cell_unknown")]


def test_words_that_state_the_amount_before_the_fine_count_the_same() -> None:
    _, found = fines(TABLE.format("罚款金额", "0.2", "处以人民币2000元的罚款", "0.05", "处500元罚款"))
    assert found == [200000, 50000]
    desk, found = fines(TABLE.format("罚款金额（元）", "0.2", "并处2000元罚款", "0.05", "罚款（人民币）￥500元"))
    assert found == [None, None]
    assert [code for _, _, code, _ in desk.issues()] == ["I30", "I30"]


def test_words_that_state_the_amount_settle_the_unit_of_a_bare_column() -> None:
    desk, found = fines(TABLE.format("罚款金额", "0.2", "罚款2000元", "0.05", "责令改正"))
    assert found == [200000, 50000]
    ((note,),) = desk.rows("select note from sheet")
    assert "万元" in note


def test_words_that_agree_with_yuan_leave_it_yuan() -> None:
    desk, found = fines(TABLE.format("罚款金额", "2000", "罚款2000元", "300", "罚款人民币叁佰元整"))
    assert found == [200000, 30000]
    assert desk.issues() == []


def test_a_row_that_contradicts_its_column_is_unknown() -> None:
    desk, found = fines(TABLE.format("罚款金额", "2000", "罚款2000元", "0.03", "罚款300元"))
    assert found == [200000, None]
    assert desk.issues() == [(3, 4, "I30", "cell_unknown")]


def test_a_stated_unit_is_doubted_but_never_overruled() -> None:
    desk, found = fines(TABLE.format("罚款金额（万元）", "2000", "罚款2000元", "0.03", "罚款300元"))
    assert found == [None, 30000]
    assert desk.issues() == [(2, 4, "I30", "cell_unknown")]


def test_other_differences_are_not_our_business() -> None:
    desk, found = fines(TABLE.format("罚款金额", "1500", "罚款2000元，减按1500元", "300", ""))
    assert found == [150000, 30000]
    assert desk.issues() == []


def test_a_cell_with_its_own_unit_says_nothing_about_the_column() -> None:
    _, found = fines(TABLE.format("罚款金额", "0.2万元", "罚款2000元", "300", ""))
    assert found == [200000, 30000]
