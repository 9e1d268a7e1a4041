"""Every row has one fate; versions, repeated numbers and withdrawals."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fwzf_data.intake import enter as entering
from fwzf_data.intake.fates import wrong_fates
from tests.intake.desk import Desk

HEADER = "案号 | 当事人 | 案由 | 立案日期 | 罚款金额（元） | 更新日期"
CASE_1 = "舞城管立〔2022〕1号 | 甲店 | 占道经营 | 2022-03-01 | 200 | "
CASE_2 = "舞城管立〔2022〕2号 | 乙店 | 占道经营 | 2022-03-02 | 300 | "
CURRENT = "select record_key, party_name, fine_amount_fen from penalty_case order by 1"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_first_load_accepts_every_record(desk: Desk) -> None:
    desk.load(f"{HEADER}\n{CASE_1}\n{CASE_2}")
    assert desk.counts()["3月"] == (2, 2, 0, 0, 0, 0)
    assert desk.rows(CURRENT) == [("舞城管立(2022)1", "甲店", 20000), ("舞城管立(2022)2", "乙店", 30000)]


def test_a_row_without_what_it_cannot_exist_without_is_returned_with_what_is_missing(desk: Desk) -> None:
    desk.load(f"{HEADER}\n{CASE_1}\n舞城管立〔2022〕9号 | | 占道经营 | 2022-03-01 | 200 | ")
    assert desk.counts()["3月"] == (2, 1, 0, 0, 1, 0)
    assert desk.rows("select row_no, code, effect, message from cell_issue") == [
        (3, "I01", "row_returned", "3月!第 3 行缺少「当事人」，一条记录必须有，整行退回。请补填后重新上传。")
    ]


def test_every_other_unreadable_cell_is_unknown_and_the_row_is_accepted(desk: Desk) -> None:
    desk.load(f"{HEADER}\n舞城管立〔2022〕1号 | 甲店 | 占道经营 | 2022.13.1 | 200 | ")
    assert desk.counts()["3月"] == (1, 1, 0, 0, 0, 0)
    ((value, effect, message),) = desk.rows("select value, effect, message from cell_issue")
    assert (value, effect) == ("2022.13.1", "cell_unknown")
    assert message.startswith("3月!D2「2022.13.1」")
    assert desk.rows("select filing_date from penalty_case") == [(None,)]


def test_an_unreadable_cell_that_a_record_needs_returns_the_row() -> None:
    desk = Desk()
    desk.load("检查对象 | 检查日期 | 检查结果\n甲店 | 2022.13.1 | 合格", ledger="inspection")
    assert ("I07", "row_returned") in [(code, effect) for _, _, code, effect in desk.issues()]
    assert desk.counts()["3月"] == (1, 0, 0, 0, 1, 0)


def test_a_formula_error_is_unknown_and_shown_as_it_stands(desk: Desk) -> None:
    desk.load(f"{HEADER}\n舞城管立〔2022〕1号 | 甲店 | 占道经营 | | 200 | ", marks={"3月": [(2, 4, "error", "#N/A")]})
    assert desk.issues() == [(2, 4, "I04", "cell_unknown")]
    assert desk.rows("select cells_of(line)[4] from raw_row where row_no = 2") == [("#N/A",)]


def test_digits_lost_in_a_number_are_named(desk: Desk) -> None:
    sheet = "案号 | 当事人 | 案由 | 证件号码\n甲1号 | 甲某 | 占道经营 | 411121199003070020"
    desk.load(sheet, marks={"3月": [(2, 4, "lossy_number", "411121199003070020")]})
    assert desk.issues() == [(2, 4, "I06", "cell_unknown")]
    assert desk.rows("select id_no from penalty_case") == [(None,)]


def test_the_same_number_twice_with_equal_content_is_one_record_and_a_note(desk: Desk) -> None:
    desk.load(f"序号 | {HEADER}\n1 | {CASE_1}\n2 | {CASE_1}")
    assert desk.counts()["3月"] == (2, 1, 0, 1, 0, 0)
    assert desk.fates()[3] == ("未变", "与第 2 行相同")
    assert desk.issues() == [(3, None, "I03", "note")]
    assert len(desk.rows(CURRENT)) == 1


def test_the_same_number_twice_with_different_content_returns_both(desk: Desk) -> None:
    desk.load(f"{HEADER}\n{CASE_1}\n舞城管立(2022)第01号 | 丙店 | 占道经营 | 2022-03-01 | 200 | \n{CASE_2}")
    assert desk.counts()["3月"] == (3, 1, 0, 0, 2, 0)
    assert [issue[:1] + issue[2:] for issue in desk.issues()] == [
        (2, "I02", "row_returned"),
        (3, "I02", "row_returned"),
    ]


def test_a_later_sheet_is_a_later_version(desk: Desk) -> None:
    desk.load({"3月": f"{HEADER}\n{CASE_1}\n{CASE_2}", "4月": f"{HEADER}\n{CASE_1.replace('200', '500')}"})
    assert desk.counts() == {"3月": (2, 2, 0, 0, 0, 0), "4月": (1, 0, 1, 0, 0, 0)}
    assert desk.rows(CURRENT)[0] == ("舞城管立(2022)1", "甲店", 50000)


def test_a_later_file_with_the_same_content_changes_nothing(desk: Desk) -> None:
    desk.load(f"{HEADER}\n{CASE_1}")
    desk.load(
        "当事人 | 案号 | 备用栏 | 案由 | 立案日期 | 罚款金额\n"
        "甲店 | 舞城管立[2022]第1号 | | 占道经营 | 2022.3.1 | 200元"
    )
    assert desk.counts()["3月"] == (1, 0, 0, 1, 0, 0)


def test_the_update_date_decides_before_the_order_of_loading(desk: Desk) -> None:
    desk.load(f"{HEADER}\n{CASE_1}2022-05-01")
    desk.load(f"{HEADER}\n{CASE_1.replace('甲店', '旧名店')}2022-04-01")
    assert desk.counts()["3月"] == (1, 0, 1, 0, 0, 0)
    assert desk.rows("select party_name from penalty_case") == [("甲店",)]


def test_withdrawing_brings_the_former_version_back(desk: Desk) -> None:
    desk.load(f"{HEADER}\n{CASE_1}\n{CASE_2}")
    later = desk.load(f"{HEADER}\n{CASE_1.replace('200', '500')}")
    desk.withdraw(later)
    assert desk.rows(CURRENT) == [("舞城管立(2022)1", "甲店", 20000), ("舞城管立(2022)2", "乙店", 30000)]


def test_what_repeated_a_withdrawn_batch_becomes_new(desk: Desk) -> None:
    first = desk.load(f"{HEADER}\n{CASE_1}")
    second = desk.load(f"{HEADER}\n{CASE_1}\n{CASE_2}")
    assert desk.counts(second)["3月"] == (2, 1, 0, 1, 0, 0)
    desk.withdraw(first)
    assert desk.counts(second)["3月"] == (2, 2, 0, 0, 0, 0)
    assert [fate for fate, _ in desk.fates().values()] == ["表头", "采用", "采用"]


def test_of_two_equal_rows_each_keeps_its_fate_when_another_version_is_withdrawn() -> None:
    twice = f"{HEADER}\n{CASE_1}\n{CASE_2}\n{CASE_1}"
    other = f"{HEADER}\n{CASE_1.replace('200', '777')}"
    for order in ((other, twice), (twice, other)):
        desk = Desk()
        batches = {text: desk.load(text) for text in order}
        desk.withdraw(batches[other])
        assert desk.counts(batches[twice])["3月"] == (3, 2, 0, 1, 0, 0)
        told = desk.rows("select row_no, fate, reason from raw_row where row_no > 1 order by 1")
        assert told == [(2, "采用", None), (3, "采用", None), (4, "未变", "与第 2 行相同")]
        assert wrong_fates(desk.connection) == []


def test_a_fate_the_versions_do_not_bear_out_is_found(desk: Desk) -> None:
    desk.load(f"{HEADER}\n{CASE_1}\n{CASE_2}\n{CASE_1}")
    desk.connection.execute("update raw_row set fate = '采用' where row_no = 4")
    desk.connection.execute("update penalty_case_row set is_current = false where row_no = 3")
    assert [(table, row) for table, _, _, row, _ in wrong_fates(desk.connection)] == [
        ("penalty_case_row", 3),
        ("penalty_case_row", 4),
    ]


def test_the_records_of_many_sheets_of_one_form_are_written_together(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    once = entering._write_records

    def counted(connection: object, batch: object, kind: object, rows: pa.Table) -> None:
        written.append(rows.num_rows)
        once(connection, batch, kind, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(entering, "_write_records", counted)
    desk.load({f"{number}组": f"{HEADER}\n{CASE_1.replace('1号', f'{number}号')}" for number in range(1, 9)})
    assert written == [8]
    assert set(desk.counts().values()) == {(1, 1, 0, 0, 0, 0)}


def test_a_sheet_that_is_no_ledger_is_set_aside_whole(desk: Desk) -> None:
    desk.load({"说明": "本表由各中队填报\n每月报送一次", "3月": f"{HEADER}\n{CASE_1}"})
    assert desk.counts() == {"说明": (0, 0, 0, 0, 0, 2), "3月": (1, 1, 0, 0, 0, 0)}
    ((note,),) = desk.rows("select note from sheet where sheet = '说明'")
    assert "没有认出" in note


row = st.tuples(
    st.sampled_from(["甲1号", "甲2号", "甲3号", ""]),
    st.sampled_from(["甲店", "乙店", ""]),
    st.sampled_from(["占道经营", ""]),
    st.sampled_from(["2022-03-01", "3月", "/", ""]),
    st.sampled_from(["200", "0.02万元", "叁佰元整", "若干", ""]),
    st.sampled_from(["合计", ""]),
)
batch = st.lists(row, min_size=1, max_size=6)


def text_of(rows: list[tuple[str, ...]]) -> str:
    return "\n".join([HEADER, *(" | ".join(cells) for cells in rows)])


@settings(max_examples=25, deadline=None)
@given(st.lists(batch, min_size=1, max_size=3))
def test_what_became_of_rows_always_adds_up_to_the_rows(sheets: list[list[tuple[str, ...]]]) -> None:
    desk = Desk()
    desk.load({f"{number}月": text_of(rows) for number, rows in enumerate(sheets, 1)})
    below = desk.rows("select sheet_no, count(*) from raw_row where fate <> '表头' group by 1 order by 1")
    told = [(number, sum(counts[1:])) for number, counts in enumerate(desk.counts().values(), 1)]
    assert [(number, count) for number, count in told if count] == below
    assert all(read == sum(rest[:4]) for read, *rest in desk.counts().values())


@settings(max_examples=15, deadline=None)
@given(batch, batch)
def test_loading_both_and_withdrawing_the_first_is_loading_the_second(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    both, alone = Desk(), Desk()
    withdrawn = both.load(text_of(first))
    both.load(text_of(second))
    both.withdraw(withdrawn)
    alone.load(text_of(second))
    # which of equal own keys a row got, and that it stood beside another record, stays as it was told
    key = "split_part(record_key, '#', 1) as record_key"
    reason = "if(reason not like '没有编号%', reason, null) as reason"
    for shown in (
        f"select * exclude (batch_id) replace ({key}) from penalty_case order by all",
        f"select * exclude (batch_id) replace ({key}, {reason}) from raw_row order by all",
        "select * exclude (batch_id) from cell_issue where code <> 'I37' order by all",
        "select * exclude (batch_id) from sheet order by all",
    ):
        assert both.rows(shown) == alone.rows(shown)


@settings(max_examples=15, deadline=None)
@given(batch.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_changes_no_record(pair: tuple[list[tuple[str, ...]], list[tuple[str, ...]]]) -> None:
    found = []
    for rows in pair:
        desk = Desk()
        desk.load(text_of(rows))
        found.append(desk.rows("select * exclude (batch_id, sheet_no, row_no) from penalty_case order by all"))
    assert found[0] == found[1]


def test_a_row_of_a_checklist_nobody_filled_in_is_no_later_version_of_one_that_is() -> None:
    desk = Desk()
    heads = "抽查编号 | 检查对象名称 | 检查人员 | 检查日期 | 检查结果"
    asked = "select object_name, result from spot_check order by 1"
    desk.load(f"{heads}\n一 | 甲店 | 张某 | 2022-06-01 | 合格\n一 | 乙店 | 张某 | |", ledger="spot_check")
    desk.load(f"{heads}\n一 | 甲店 | 张某 | |\n一 | 乙店 | 张某 | 2022-06-02 | 不合格", ledger="spot_check")
    assert desk.rows(asked) == [("乙店", "发现问题"), ("甲店", "未发现问题")]
    assert desk.counts()["3月"] == (2, 0, 1, 1, 0, 0)
    desk.load(f"{heads}\n一 | 甲店 | 张某 | 2022-06-03 | 不合格", ledger="spot_check")
    assert desk.rows(asked) == [("乙店", "发现问题"), ("甲店", "发现问题")]
    assert wrong_fates(desk.connection) == []
    desk.withdraw(3)
    desk.withdraw(1)
    assert desk.rows(asked) == [("乙店", "发现问题"), ("甲店", None)]
    assert wrong_fates(desk.connection) == []
