"""Keys of records: numbers however they are written, else a digest of what tells a row apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fwzf_data.intake.ledger import Ledger, ledgers
from fwzf_data.intake.reading import plain
from tests.intake.desk import Desk

DESK = Desk()


def keys(text: str, **options: object) -> list[tuple[str, bool]]:
    desk = Desk()
    desk.load(text, **options)  # type: ignore[arg-type]
    return desk.rows("select record_key, own_key from penalty_case_row order by row_no")  # type: ignore[return-value]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="舞城管罚决字〔〕（）()【】[]第号#0012359　 ABab０１２Ａｚ-_·", max_size=24))
def test_the_macro_and_a_reckoning_by_hand_see_the_same_document_number(text: str) -> None:
    bare = re.sub(r"\s", "", plain(text)).translate(str.maketrans("[{〔【〖]}〕】〗", "((((()))))")).upper()
    number = re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[第号#]", "", bare))
    assert DESK.connection.execute("select document_key($1)", [text]).fetchall() == [(plain(number),)]


def test_the_numbers_of_two_years_and_of_two_units_stay_apart() -> None:
    rows = [
        f"{who}罚立字〔{year}〕{no}号 | 甲店 | 占道"
        for who in ("舞城管", "舞城执")
        for year in (2021, 2022)
        for no in (1, 10)
    ]
    assert len(set(keys("\n".join(["案号 | 当事人 | 案由", *rows])))) == 8


@pytest.mark.parametrize(
    "text", ["舞城管罚立字[2022]12号", "舞城管罚立字（2022）第 012 号", "舞城管罚立字【２０２２】0012"]
)
def test_a_number_is_the_same_however_it_is_written(text: str) -> None:
    assert keys(f"案号 | 当事人 | 案由\n{text} | 甲店 | 占道经营") == [("舞城管罚立字(2022)12", False)]


def test_the_decision_number_serves_where_the_case_number_is_blank() -> None:
    text = "案号 | 处罚决定书文号 | 当事人 | 案由\n | 决1号 | 甲店 | 占道\n立2号 | 决2号 | 乙店 | 占道"
    assert keys(text) == [("决1", False), ("立2", False)]


def test_a_ledger_without_numbers_gets_keys_of_its_own() -> None:
    text = "当事人 | 案由 | 立案日期 | 罚款金额（元）\n甲店 | 占道经营 | 2022-03-01 | {}"
    (first,), (corrected,) = keys(text.format(200)), keys(text.format(300))
    assert first == corrected
    assert first[0].startswith("~")
    assert first[1] is True


def test_equal_own_keys_on_a_sheet_are_two_records() -> None:
    one, two = keys("当事人 | 案由 | 立案日期\n甲店 | 占道经营 | 2022-03-01\n甲店 | 占道经营 | 2022-03-01")
    assert one[0].removesuffix("#1") == two[0].removesuffix("#2")


TWINS = "当事人 | 案由 | 立案日期 | 罚款金额（元）\n"
TWO_HUNDRED, THREE_HUNDRED = (f"甲店 | 占道经营 | 2022-03-01 | {fine}\n" for fine in (200, 300))


def fines(desk: Desk) -> list[int]:
    return [fen for (fen,) in desk.rows("select fine_amount_fen from penalty_case order by 1")]


@pytest.mark.parametrize("again", [TWO_HUNDRED, THREE_HUNDRED])
def test_one_of_two_rows_with_equal_own_keys_reported_again_is_itself(again: str) -> None:
    desk = Desk()
    first = desk.load(TWINS + TWO_HUNDRED + THREE_HUNDRED)
    desk.load(TWINS + again)
    assert desk.counts()["3月"] == (1, 0, 0, 1, 0, 0)
    assert fines(desk) == [20000, 30000]
    desk.withdraw(first)
    assert fines(desk) == [int(again.split(" | ")[3]) * 100]
    desk.load(TWINS + again.replace("00\n", "50\n"))
    assert desk.counts()["3月"] == (1, 0, 1, 0, 0, 0)


def test_of_two_rows_with_equal_own_keys_the_changed_one_is_updated() -> None:
    desk = Desk()
    desk.load(TWINS + TWO_HUNDRED + THREE_HUNDRED)
    desk.load(TWINS + THREE_HUNDRED + TWO_HUNDRED.replace("200", "900"))
    assert desk.counts()["3月"] == (2, 0, 1, 1, 0, 0)
    assert fines(desk) == [30000, 90000]


def test_one_of_two_rows_with_equal_own_keys_stands_on_the_next_sheet_again() -> None:
    for again in (TWO_HUNDRED, THREE_HUNDRED):
        for order in (1, -1):
            desk = Desk()
            sheets = {"3月": TWINS + TWO_HUNDRED + THREE_HUNDRED, "4月": TWINS + again}
            desk.load(dict(list(sheets.items())[::order]))
            assert fines(desk) == [20000, 30000]


UNITS = "当事人 | 案由 | 立案日期 | 罚款金额（元） | 承办机构\n"
FIRST = "甲店 | 占道经营 | 2022-03-01 | {} | 一中队\n"
SECOND = FIRST.replace("一中队", "二中队")


def test_another_units_case_without_a_number_is_a_case_of_its_own_with_a_note() -> None:
    desk = Desk()
    desk.load(UNITS + FIRST.format(100) + FIRST.format(200))
    before = desk.rows("select record_key, fine_amount_fen, unit from penalty_case order by 1")
    desk.load(UNITS + SECOND.format(500))
    assert desk.counts()["3月"] == (1, 1, 0, 0, 0, 0)
    assert desk.issues() == [(2, None, "I37", "note")]
    after = desk.rows("select record_key, fine_amount_fen, unit from penalty_case order by 1")
    assert after[:2] == before
    assert after[2][1:] == (50000, "二中队")
    desk.load(UNITS + SECOND.format(600))
    assert desk.counts()["3月"] == (1, 0, 1, 0, 0, 0)
    assert fines(desk) == [10000, 20000, 60000]


def test_the_same_row_from_the_file_of_another_unit_is_a_case_of_its_own() -> None:
    desk = Desk()
    for unit in ("一中队", "二中队", "二中队"):
        desk.load(TWINS + TWO_HUNDRED, unit=unit)
    assert desk.counts()["3月"] == (1, 0, 0, 1, 0, 0)
    assert fines(desk) == [20000, 20000]


def test_the_same_row_with_the_unit_named_only_once_is_that_record_again() -> None:
    for one, other in ((None, "一中队"), ("一中队", None)):
        desk = Desk()
        desk.load(TWINS + TWO_HUNDRED, unit=one)
        desk.load(TWINS + TWO_HUNDRED, unit=other)
        assert desk.counts()["3月"] == (1, 0, 0, 1, 0, 0)


def test_a_corrected_ledger_of_the_same_unit_updates_every_case() -> None:
    desk = Desk()
    desk.load(UNITS + FIRST.format(100) + FIRST.format(200) + SECOND.format(100))
    desk.load(UNITS + SECOND.format(100) + FIRST.format(150) + FIRST.format(250))
    assert desk.counts()["3月"] == (3, 0, 2, 1, 0, 0)
    assert fines(desk) == [10000, 15000, 25000]
    assert desk.issues() == []


def test_where_nobody_can_say_which_of_two_is_corrected_nothing_is_lost() -> None:
    desk = Desk()
    desk.load(UNITS + FIRST.format(100) + FIRST.format(200))
    desk.load(UNITS + FIRST.format(500))
    assert fines(desk) == [10000, 20000, 50000]
    assert desk.fates()[2] == ("采用", "没有编号，与已有的 2 条记录相近")


def test_a_sheet_says_how_many_of_its_records_have_no_number() -> None:
    desk = Desk()
    desk.load(f"案号 | {TWINS}甲1号 | {TWO_HUNDRED} | {TWO_HUNDRED} | {THREE_HUNDRED}")
    ((note,),) = desk.rows("select note from sheet")
    assert note.startswith("2 条记录没有编号，用系统编号，以后按「当事人」、「案由」或「违法事实」、")


def test_an_own_key_cannot_be_forged_by_moving_words_between_columns() -> None:
    one, two = keys("当事人 | 案由\n甲乙 | 丙占道\n甲 | 乙丙占道")
    assert one[0].partition("#")[0] != two[0].partition("#")[0]


def test_rows_without_a_unit_are_told_apart_by_the_unit_of_their_file() -> None:
    desk = Desk()
    for unit in ("一中队", "二中队"):
        desk.load("任务编号 | 工作任务 | 状态\nS1.1 | 梳理风险点 | 已完成", ledger="annual_task", unit=unit)
    assert desk.counts()["3月"] == (1, 1, 0, 0, 0, 0)
    assert len(desk.rows("from annual_task")) == 2


def test_the_serial_number_is_no_part_of_what_a_row_says() -> None:
    desk = Desk()
    desk.load("序号 | 案号 | 当事人 | 案由\n1 | 甲1号 | 甲店 | 占道")
    desk.load("序号 | 案号 | 当事人 | 案由\n7 | 甲1号 | 甲店 | 占道")
    assert desk.counts()["3月"] == (1, 0, 0, 1, 0, 0)


PRIVATE_KEYS = {
    f"{kind.key}-{'+'.join(fields)}": (kind, fields)
    for kind in ledgers().values()
    for fields in kind.record_keys
    if any(kind.column(name).private for name in fields)
}
CANARY = "李俊敏"


def keyed_row(kind: Ledger, fields: tuple[str, ...], remark: str) -> str:
    """A sheet of one row with its key and what it cannot be without: 李俊敏 where that is private."""
    named = dict.fromkeys([*fields, *(part for need in kind.needs for part in need.split("|")[0].split("+"))])
    columns = [kind.column(name) for name in named]
    said = {
        column.label: CANARY if column.private else "2022-04-12" if column.type == "date" else "甲乙"
        for column in columns
    } | {kind.column("remark").label: remark}
    return "\n".join([" | ".join(said), " | ".join(said.values())])


@pytest.mark.parametrize(("kind", "fields"), PRIVATE_KEYS.values(), ids=PRIVATE_KEYS)
def test_no_key_says_what_is_private_and_the_same_row_has_the_same_key_again(
    kind: Ledger, fields: tuple[str, ...]
) -> None:
    desk = Desk()
    for remark in ("", "更正"):
        desk.load(keyed_row(kind, fields, remark), ledger=kind.key)
    assert desk.counts()["3月"] == (1, 0, 1, 0, 0, 0)
    tables = desk.rows("select distinct table_name from duckdb_columns() where column_name = 'record_key'")
    keys = [row for (table,) in tables for row in desk.rows(f"select record_key from {table}") if row[0]]
    assert len(keys) > 2
    assert not [key for (key,) in keys if CANARY in key or key.startswith("~")]
    readable = [name for name in fields if not kind.column(name).private and kind.column(name).type == "text"]
    assert all(key.count("甲乙") == len(readable) for (key,) in keys)


def test_two_people_at_one_training_are_two_records_and_nobody_is_one_digest_at_two_trainings() -> None:
    desk = Desk()
    desk.load(
        "培训编号 | 姓名 | 单位\nP1 | 李俊敏 | 一中队\nP1 | 王小二 | 一中队\nP2 | 李俊敏 | 一中队",
        ledger="training_attendance",
    )
    keys = [key.split("·") for (key,) in desk.rows("select record_key from training_attendance order by row_no")]
    assert [(number, unit) for number, _, unit in keys] == [("P1", "一中队"), ("P1", "一中队"), ("P2", "一中队")]
    assert len({digest for _, digest, _ in keys}) == 3


@pytest.mark.parametrize("everybody", ["各责任单位", "各中队"])
def test_the_same_form_for_all_units_filled_in_by_two_of_them_is_a_record_of_each(everybody: str) -> None:
    desk = Desk()
    form = f"任务编号 | 工作任务 | 责任单位 | 状态 | 佐证材料\nS7.2 | 定方案 | {everybody} | {{}} | {{}}"
    for unit, state, evidence in (
        ("环卫所", "已完成", "方案"),
        ("市政所", "推进中", ""),
        ("环卫所", "已完成", "方案二"),
    ):
        desk.load(form.format(state, evidence), ledger="annual_task", unit=unit)
    told = desk.rows("select record_key, status, evidence from annual_task order by batch_id")
    assert told == [
        (f"S7.2·{everybody}(市政所)", "推进中", None),
        (f"S7.2·{everybody}(环卫所)", "已完成", ["方案二"]),
    ]
    assert [desk.counts(batch)["3月"][:3] for batch in (1, 2, 3)] == [(1, 1, 0), (1, 1, 0), (1, 0, 1)]


def test_a_form_nobody_signed_and_a_unit_named_by_its_own_name_keep_their_keys() -> None:
    for unit, options, key in (("各责任单位", {}, "S7.2·各责任单位"), ("环卫所", {"unit": "市政所"}, "S7.2·环卫所")):
        desk = Desk()
        desk.load(f"任务编号 | 工作任务 | 责任单位\nS7.2 | 定方案 | {unit}", ledger="annual_task", **options)
        assert desk.rows("select record_key from annual_task") == [(key,)]
