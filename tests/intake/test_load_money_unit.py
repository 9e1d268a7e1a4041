"""元 or 万元: header, title and cell say it; where none does, the words of the penalty settle it."""

from __future__ import annotations

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
