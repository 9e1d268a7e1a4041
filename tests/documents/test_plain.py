"""An answer in the terminal and as JSON."""

from datetime import date, datetime
from decimal import Decimal

from fwzf_data.documents.plain import answer_json, answer_table, plain
from tests.documents.test_export import ANSWER


def test_a_table_lines_up_under_chinese_headings_and_counts_its_rows():
    lines = answer_table(ANSWER).splitlines()
    assert lines[0].split() == ["案号", "罚款金额（元）", "占比", "决定日期"]
    assert lines[1].split() == ["=HYPERLINK(1)", "1234567890123.45", "1/3", "2022-04-30"]
    assert lines[2].split()[1:] == ["—", "0/0", "—"]
    assert lines[-1] == "共 2 行"


def test_json_keeps_fen_and_rates_as_they_are():
    body = answer_json(ANSWER, 7)
    assert body["rows"][0] == {
        "case_no": "=HYPERLINK(1)",
        "fine_fen": 123456789012345,
        "share": {"num": 1, "den": 3},
        "decided_on": "2022-04-30",
    }
    assert (body["name"], body["generation"], body["as_of"]) == ("fines", 7, "2022-12-31")


def test_a_decimal_without_fraction_is_a_whole_number():
    assert [plain(Decimal(text)) for text in ("12.000", "0.5")] == [12, 0.5]
    assert plain([date(2022, 4, 30), datetime(2022, 4, 30, 10)]) == ["2022-04-30", "2022-04-30T10:00:00"]
