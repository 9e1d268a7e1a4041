"""From a figure back to the sheet: batches, issues, returned rows, original rows, the rows behind one record."""

from __future__ import annotations

import pytest

from tests.queries.conftest import Bench
from tests.queries.drawn import drawn


def issue(
    bench: Bench, row_no: int, column_no: int | None, code: str, effect: str, value: str = "x", batch_id: int = 1
) -> None:
    bench.connection.execute(
        "insert into cell_issue values (?, 1, ?, ?, '立案日期', 'filing_date', ?, ?, ?, '请改成日期。')",
        [batch_id, row_no, column_no, value, code, effect],
    )


def returned(bench: Bench, row_no: int, reason: str, batch_id: int = 1) -> None:
    bench.connection.execute(
        "insert into raw_row values (?, 1, ?, '\x1f甲', '退回', ?, null)", [batch_id, row_no, reason]
    )
    bench.connection.execute(
        "update sheet set rows_read = rows_read + 1, returned = returned + 1 where batch_id = ?", [batch_id]
    )


CASES = """
    case_no | party_name | filing_date
    --------+------------+------------
    一号    | 甲店       | 2022-04-01
    二号    | 乙店       | 2022-04-02
"""


def test_a_batch_is_listed_with_its_counts_newest_first(bench: Bench) -> None:
    bench.given("penalty_case", CASES, file="四月.xlsx")
    bench.given("penalty_case", CASES, file="五月.xlsx")
    returned(bench, 9, "缺少当事人")
    issue(bench, 9, 3, "I07", "row_returned")
    assert bench.ask("batch_list") == drawn("""
        batch_id | file      | ledgers      | rows_read | accepted | returned | issue_count
        ---------+-----------+--------------+-----------+----------+----------+------------
        2        | 五月.xlsx | penalty_case | 2         | 2        | 0        | 0
        1        | 四月.xlsx | penalty_case | 3         | 2        | 1        | 1
    """)
    assert len(bench.ask("batch_list", batch_id=2).rows) == 1


def test_every_field_of_a_sheet_is_listed_once_with_its_column(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    bench.given("penalty_case", CASES)
    bench.connection.execute("insert into sheet_column values (1, 1, 7, '日', 'filing_date', '合读', null)")
    bench.connection.execute("insert into sheet_column values (1, 1, 8, '盒号', null, '未识别', null)")
    assert bench.ask("sheet_columns", batch_id=1).only(["field", "column_no"]) == drawn("""
        field       | column_no
        ------------+----------
        case_no     | 1
        party_name  | 2
        filing_date | 3
    """)
    assert len(bench.ask("sheet_columns").rows) == 6


def test_without_any_batch_the_list_is_empty(bench: Bench) -> None:
    for name in ("batch_list", "issues", "issue_kinds", "returned_rows", "row_fates"):
        assert bench.ask(name).rows == ()


def test_an_issue_says_the_cell_as_a_spreadsheet_does(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    for column_no in (1, 26, 27, 52, 53, 256, None):
        issue(bench, 5, column_no, "I07", "cell_unknown")
    assert [row[0] for row in bench.ask("issues").only(["address"]).rows] == [
        "A5", "Z5", "AA5", "AZ5", "BA5", "IV5", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "rows"), [({}, 3), ({"code": "I07"}, 2), ({"effect": "提示"}, 1), ({"batch_id": 2}, 0)]
)
def test_issues_are_chosen_by_code_effect_and_batch(bench: Bench, chosen: dict[str, object], rows: int) -> None:
    bench.given("penalty_case", CASES)
    issue(bench, 2, 1, "I07", "cell_unknown")
    issue(bench, 2, 2, "I07", "row_returned")
    issue(bench, 3, 1, "I02", "note")
    assert len(bench.ask("issues", **chosen).rows) == rows


def test_kinds_of_issues_count_places_and_rows(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    issue(bench, 2, 1, "I07", "cell_unknown")
    issue(bench, 2, 2, "I07", "cell_unknown")
    issue(bench, 3, 1, "I07", "cell_unknown")
    issue(bench, 3, 1, "I02", "note")
    assert bench.ask("issue_kinds") == drawn("""
        code | header   | effect           | issue_count | row_count
        -----+----------+------------------+-------------+----------
        I07  | 立案日期 | 该格按未知处理   | 3           | 2
        I02  | 立案日期 | 提示             | 1           | 1
    """)


def test_returned_rows_say_where_and_why(bench: Bench) -> None:
    bench.given("penalty_case", CASES, file="四月.xlsx", sheet="4月")
    returned(bench, 9, "缺少当事人")
    assert bench.ask("returned_rows") == drawn("""
        batch_id | file      | sheet | row | reason
        ---------+-----------+-------+-----+-----------
        1        | 四月.xlsx | 4月   | 9   | 缺少当事人
    """)


def test_an_original_row_shows_each_cell_with_its_field_and_its_issues(bench: Bench) -> None:
    bench.given("penalty_case", CASES, file="四月.xlsx", sheet="4月")
    issue(bench, 3, 3, "I07", "cell_unknown")
    issue(bench, 2, 3, "I07", "cell_unknown")
    assert bench.ask("source_row", batch_id=1, sheet_no=1, row_no=3) == drawn("""
        column_no | address | field       | raw        | issue        | file      | sheet | row | fate
        ----------+---------+-------------+------------+--------------+-----------+-------+-----+-----
        1         | A3      | case_no     | 二号       |              | 四月.xlsx | 4月   | 3   | 采用
        2         | B3      | party_name  | 乙店       |              | 四月.xlsx | 4月   | 3   | 采用
        3         | C3      | filing_date | 2022-04-02 | 请改成日期。 | 四月.xlsx | 4月   | 3   | 采用
    """)


def test_a_cell_under_no_header_is_shown_too(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    bench.connection.execute("update raw_row set line = line || '\x1f旁注' where row_no = 2")
    assert bench.ask("source_row", batch_id=1, sheet_no=1, row_no=2).only(["address", "header", "raw"]).rows[-1] == (
        "D2", None, "旁注",
    )  # fmt: skip


def test_a_row_that_is_not_there_has_no_cells(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    assert bench.ask("source_row", batch_id=1, sheet_no=1, row_no=99).rows == ()


def test_every_row_that_speaks_of_a_record_is_its_evidence(bench: Bench) -> None:
    bench.given("penalty_case", CASES, file="四月.xlsx")
    bench.given("penalty_case", CASES, file="五月.xlsx")
    key = bench.connection.execute("select record_key from raw_row where batch_id = 1 and row_no = 3").fetchall()[0][0]
    assert bench.ask("record_rows", ledger="penalty_case", record_key=key) == drawn("""
        file      | row | loaded_at
        ----------+-----+--------------------
        五月.xlsx | 3   | 2022-12-31 08:00:00
        四月.xlsx | 3   | 2022-12-31 08:00:00
    """)
    assert bench.ask("record_rows", ledger="inspection", record_key=key).rows == ()


def test_the_fate_of_every_row_is_told(bench: Bench) -> None:
    bench.given("penalty_case", CASES, sheet="4月")
    returned(bench, 9, "缺少当事人")
    assert bench.ask("row_fates", batch_id=1) == drawn("""
        sheet | header_last | row | fate | reason
        ------+-------------+-----+------+-----------
        4月   | 1           | 2   | 采用 |
        4月   | 1           | 3   | 采用 |
        4月   | 1           | 9   | 退回 | 缺少当事人
    """)


def test_the_timeline_of_a_case_is_in_order_and_counts_days(bench: Bench) -> None:
    bench.given(
        "penalty_case",
        """
        case_no | filing_date | decision_date | decision_served_date | found_date
        --------+-------------+---------------+----------------------+-----------
        一号    | 2022-04-01  | 2022-04-30    | 2022-04-30           |
    """,
    )
    key = bench.connection.execute("select record_key from penalty_case").fetchall()[0][0]
    assert bench.ask("case_timeline", record_key=key) == drawn("""
        step     | on_day     | days_since_previous
        ---------+------------+--------------------
        立案     | 2022-04-01 |
        处罚决定 | 2022-04-30 | 29
        送达     | 2022-04-30 | 0
    """)


def test_a_case_nobody_knows_has_no_detail_and_no_timeline(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    assert bench.ask("case_detail", record_key="没有").rows == ()
    assert bench.ask("case_timeline", record_key="没有").rows == ()


def test_the_detail_of_a_case_keeps_what_was_written_beside_what_it_means(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    key = bench.connection.execute("select record_key from penalty_case where case_no = '一号'").fetchall()[0][0]
    assert bench.ask("case_detail", record_key=key).only(["case_no", "party_name"]).rows == (("一号", "甲店"),)


def test_units_are_listed_in_the_order_of_the_register_and_strangers_last(bench: Bench) -> None:
    bench.given(
        "unit",
        """
        unit     | sort_order
        ---------+-----------
        二中队   | 2
        一中队   | 1
    """,
    )
    bench.given(
        "penalty_case",
        """
        case_no | unit   | party_name
        --------+--------+-----------
        一号    | 九中队 | 甲店
    """,
    )
    assert bench.ask("unit_list") == drawn("""
        unit   | in_register
        -------+------------
        一中队 | 是
        二中队 | 是
        九中队 | 否
    """)
