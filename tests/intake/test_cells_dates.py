"""Days: every way of writing one that ledgers show, and what cannot be one."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwzf_data.intake.cells import ISSUES, read_cell
from fwzf_data.intake.ledger import ledger
from tests.queries.drawn import drawn

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
DIGITS = "〇一二三四五六七八九"


def words(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


WAYS = {
    "dots": lambda d: f"{d.year}.{d.month}.{d.day}",
    "dots with zeros": lambda d: f"{d:%Y.%m.%d}",
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "dashes": lambda d: f"{d:%Y-%m-%d}",
    "characters": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "号": lambda d: f"{d.year}年{d.month}月{d.day}号",
    "eight digits": lambda d: f"{d:%Y%m%d}",
    "full width": lambda d: f"{d.year}．{d.month}．{d.day}".translate({48 + n: 0xFF10 + n for n in range(10)}),
    "words": lambda d: f"{''.join(DIGITS[int(c)] for c in str(d.year))}年{words(d.month)}月{words(d.day)}日",
    "letter O in words": lambda d: (
        f"{''.join(DIGITS[int(c)] for c in str(d.year))}年{words(d.month)}月{words(d.day)}日".replace("〇", "O")
    ),
    "blanks and apostrophe": lambda d: f" '{d.year}.{d.month}.{d.day} \u200b",
    "time of day": lambda d: f"{d.year}-{d.month}-{d.day} 10:00",
    "blanks between": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "blanks after dots": lambda d: f"{d.year}. {d.month}. {d.day}",
    "words with blanks": lambda d: (
        f"{''.join(DIGITS[int(c)] for c in str(d.year))} 年 {words(d.month)} 月 {words(d.day)} 日"
    ),
    "weekday": lambda d: f"{d.year}年{d.month}月{d.day}日（星期六）",
}


@pytest.mark.parametrize("way", WAYS)
@given(day=DAYS)
def test_a_day_comes_back_from_every_way_of_writing_it(way, day):
    reading = read_cell("date", WAYS[way](day))
    assert (reading.value, reading.code) == (day, None)


WRITTEN = """
    written                  | value      | month   | code
    -------------------------+------------+---------+-----
    2022年4月                 |            | 2022-04 | I09
    二〇二二年十月              |            | 2022-10 | I09
    202204                   |            | 2022-04 | I09
    2022年12月底前             |            | 2022-12 | I09
    2022                     |            |         | I09
    二OO五                   |            |         | I09
    44681                    | 2022-04-30 | 2022-04 | I11
    44681.4166666667         | 2022-04-30 | 2022-04 | I11
    32873                    |            |         | I07
    32874                    | 1990-01-01 | 1990-01 | I11
    55153                    | 2050-12-31 | 2050-12 | I11
    55154                    |            |         | I07
    2022.4.30-5.2            | 2022-04-30 | 2022-04 | I14
    2022年4月30日至5月2日       | 2022-04-30 | 2022-04 | I14
    2022.4.28-30             | 2022-04-28 | 2022-04 | I14
    2022.4.30-4.2            |            |         | I10
    2022.4.30-5.32           |            |         | I10
    2022年4月30日前            | 2022-04-30 | 2022-04 | I14
    2022-02-30               |            |         | I07
    2022.13.1                |            |         | I07
    1900-01-00               |            |         | I07
    1900-01-01               |            |         | I07
    0                        |            |         | I07
    22.4.30                  |            |         | I13
    22年4月30日                |            |         | I13
    2O22.4.30                | 2022-04-30 | 2022-04 | I20
    贯穿全年                   |            |         | I10
    2022年第一季度              |            |         | I10
    2022.4.30、2022.5.2       |            |         | I10
    2022年4月30日补录           |            |         | I10
    2022.4-5                 |            |         | I07
    已立案                    |            |         | I07
    2022-04-30 25:00         |            |         | I07
    长期                     | 2099-12-31 | 2099-12 | I14
    2099/12/31               | 2099-12-31 | 2099-12 |
    /                        |            |         |
    —                        |            |         |
    无                       |            |         |
    待定                     |            |         |
"""


@pytest.mark.parametrize("row", drawn(WRITTEN).rows, ids=lambda row: row[0])
def test_a_written_day_is_read_or_says_why_not(row):
    written, value, month, code = row
    reading = read_cell("date", written)
    assert reading.value == (date.fromisoformat(value) if value else None)
    assert (reading.month, reading.code) == (month, code)


@pytest.mark.parametrize(("written", "day"), [("4.30", 30), ("4月30日", 30), ("4-3", 3), ("4.30-5.2", 30)])
def test_the_title_gives_the_year_and_a_note_says_so(written, day):
    reading = read_cell("date", written, year=2022)
    assert (reading.value, reading.code) == (date(2022, 4, day), "I14")


@pytest.mark.parametrize("written", ["4.30", "4月30日", "4.30-5.2", "2.29"])
def test_without_a_year_a_day_is_unknown(written):
    reading = read_cell("date", written)
    assert (reading.value, reading.code) == (None, "I08")


def test_the_leap_day_needs_a_leap_year():
    assert read_cell("date", "2.29", year=2022).code == "I07"
    assert read_cell("date", "2.29", year=2024).value == date(2024, 2, 29)


NUMBERS = """
    written | value      | month   | code
    --------+------------+---------+-----
    4.3     |            |         | I12
    4.1     |            |         | I12
    4.5     | 2022-04-05 | 2022-04 | I14
    4.12    | 2022-04-12 | 2022-04 | I14
    2.3     | 2022-02-03 | 2022-02 | I14
    2022.1  |            |         | I12
    2022.4  |            | 2022-04 | I09
    2022.12 |            | 2022-12 | I09
"""


@pytest.mark.parametrize("row", drawn(NUMBERS).rows, ids=lambda row: row[0])
def test_a_number_may_have_lost_its_last_zero_only_where_a_zero_makes_another_day(row):
    written, value, month, code = row
    reading = read_cell("date", written, year=2022, marks=frozenset({"number"}))
    assert reading.value == (date.fromisoformat(value) if value else None)
    assert (reading.month, reading.code) == (month, code)


CLOCKS = """
    written               | value
    ----------------------+--------------------
    2022-4-30 10:00       | 2022-04-30 10:00:00
    2022/4/30 上午9:05     | 2022-04-30 09:05:00
    2022/4/30 下午3:05:06  | 2022-04-30 15:05:06
    2022 年 4 月 30 日 10:00 | 2022-04-30 10:00:00
    2022 年 4 月 30 日（周六） | 2022-04-30 00:00:00
    2022年4月30日10时5分    | 2022-04-30 10:05:00
    2022-04-30T10:00:00   | 2022-04-30 10:00:00
    2022-04-30            | 2022-04-30 00:00:00
    44681.4166666667      | 2022-04-30 10:00:00
"""


@pytest.mark.parametrize("row", drawn(CLOCKS).rows, ids=lambda row: row[0])
def test_a_point_in_time_is_read_with_its_clock(row):
    assert read_cell("datetime", row[0]).value == datetime.fromisoformat(row[1])


def test_the_message_says_what_is_wrong_and_how_to_mend_it():
    message = read_cell("date", "2022.13.1").message
    assert message == "「2022.13.1」不是有效日期（没有 13 月）。请核对后写成“年-月-日”（写法示例：2022-03-05）。"


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("22.3.5", "请把年份写全，如 2022-03-05。"),
        ("22.13.5", "请核对后写成“年-月-日”（写法示例：2022-03-05）。"),
        ("3月5日", "请补上年份，写成“年份-03-05”。"),
    ],
)
def test_the_way_to_mend_a_day_is_made_of_the_cell_itself_where_it_can_be(written, mend):
    assert read_cell("date", written).message.endswith(mend)


@pytest.mark.parametrize("kind", ["date", "datetime"])
@given(text=st.text(alphabet="0123456789.-/年月日至OlI :〇二十O前底ab，、", max_size=24), number=st.booleans())
def test_nothing_written_makes_it_fail_and_what_is_unknown_says_why(kind, text, number):
    reading = read_cell(kind, text, year=2022, marks=frozenset({"number"} if number else ()))
    assert (reading.code is None) == (reading.message is None)
    assert reading.code is None or reading.code in ISSUES


@given(st.text(max_size=24))
def test_a_day_once_read_reads_the_same_again(text):
    first = read_cell("date", text, year=2022)
    if first.value is not None:
        assert read_cell("date", str(first.value)).value == first.value


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2022-03-20至2022-04-10", "2022-03-20", "2022-04-10"),
        ("2022.3.1-3.15", "2022-03-01", "2022-03-15"),
        ("2022年3月1日-15日", "2022-03-01", "2022-03-15"),
        ("2022-03-20", "2022-03-20", "2022-03-20"),
    ],
)
def test_what_took_some_days_was_done_on_the_last_of_them(written: str, first: str, last: str) -> None:
    assert str(read_cell("date", written).value) == first
    done = read_cell("date", written, ends=True)
    assert (str(done.value), done.month) == (last, last[:7])
    assert ledger("annual_task").column("done_date").ends
