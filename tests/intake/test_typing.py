"""What is passed on without being read would have read as itself."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fwzf_data.intake.as_written import as_written
from fwzf_data.intake.cells import read_cell
from tests.intake.desk import Desk

ODD = " '`/\\-—…·×“”‘’（）《》〔〕，。；：！？、～\u3000\u200b\ufeff\n\t\x07空无nullaN0129Ａ１é\u0301张三丰烧烤店"


def reads_as_itself(kind: str, text: str) -> bool:
    return bool(as_written(kind, pa.chunked_array([[text]]))[0].as_py())


@settings(max_examples=1500, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters()), max_size=14))
def test_words_passed_on_unread_are_what_reading_gives(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    if reads_as_itself("text", text):
        assert read_cell("text", text).value == text


@given(st.from_regex(r"[0-9]{1,16}", fullmatch=True))
def test_whole_numbers_passed_on_unread_are_what_reading_gives(text: str) -> None:
    if reads_as_itself("int", text):
        reading = read_cell("int", text)
        assert (reading.value, reading.code) == (int(text), None)


@given(st.from_regex(r"1[3-9][0-9]{9,10}", fullmatch=True))
def test_telephone_numbers_passed_on_unread_are_what_reading_gives(text: str) -> None:
    if reads_as_itself("phone", text):
        reading = read_cell("phone", text)
        assert (reading.value, reading.code) == (text, None)


@given(st.from_regex(r"[0-9]{6}(19|20)[0-9]{6}[0-9]{3}[0-9X]", fullmatch=True))
def test_numbers_of_persons_passed_on_unread_are_what_reading_gives(text: str) -> None:
    for check in "0123456789X":
        written = text[:17] + check
        reading = read_cell("id_no", written)
        assert not reads_as_itself("id_no", written) or (reading.value, reading.code) == (written, None)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17) | st.just("0" * 17))
def test_credit_codes_are_passed_on_unread_exactly_where_their_check_digit_holds(text: str) -> None:
    for check in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        reading = read_cell("uscc", text + check)
        assert reads_as_itself("uscc", text + check) == ((reading.value, reading.code) == (text + check, None))


@pytest.mark.parametrize("text", ["空", "null", "n/a", "/", "——", "'/", "  甲", "甲 ", "甲\u200b乙丙丁戊己庚辛"])
def test_what_reading_would_change_is_read(text: str) -> None:
    assert not reads_as_itself("text", text)


def test_a_mixed_column_keeps_every_cell_in_its_row() -> None:
    desk = Desk()
    names = ["甲某某烧烤店一分店", " 乙店 ", "/", "丙店", "甲某某烧烤店一分店"]
    desk.load("案号 | 案由 | 当事人\n" + "\n".join(f"{place}号 | 占道 | {name}" for place, name in enumerate(names, 1)))
    assert desk.rows("select row_no, party_name from penalty_case order by row_no") == [
        (2, "甲某某烧烤店一分店"), (3, "乙店"), (5, "丙店"), (6, "甲某某烧烤店一分店"),
    ]  # fmt: skip


def test_the_alternative_type_takes_what_the_main_one_cannot_read() -> None:
    desk = Desk()
    desk.load(
        "案号 | 当事人 | 案由 | 法制审核日期\n甲1号 | 甲店 | 占道 | 2022-03-01\n"
        "甲2号 | 乙店 | 占道 | 是\n甲3号 | 丙店 | 占道 | 大概",
        ledger="penalty_case",
    )
    found = desk.rows("select legal_review_date::varchar, legal_review_date_bool from penalty_case order by record_key")
    assert found == [("2022-03-01", None), (None, True), (None, None)]
    assert [(row, effect) for row, _, _, effect in desk.issues()] == [(4, "cell_unknown")]


def test_a_month_without_a_day_keeps_the_month() -> None:
    desk = Desk()
    desk.load("指导对象 | 指导日期 | 指导方式\n甲店 | 2022年4月 | 提示", ledger="guidance")
    assert desk.rows("select guidance_date, guidance_date_month from guidance") == [(None, "2022-04")]
    assert desk.counts()["3月"] == (1, 1, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("written", "day", "said"),
    [
        ("2022-04-30", "2022-04-30", None),
        ("是", None, True),
        ("无", None, False),
        ("/", None, None),
    ],
)
def test_a_column_of_days_or_yes_and_no_keeps_both_answers(written: str, day: str | None, said: bool | None) -> None:
    desk = Desk()
    mapping = {"法制审核": "legal_review_date"}
    desk.load(f"案号 | 案由 | 当事人 | 法制审核\n1号 | 占道 | 甲店 | {written}", mapping=mapping)
    asked = "select legal_review_date::varchar, legal_review_date_bool from penalty_case"
    assert desk.rows(asked) == [(day, said)]


@pytest.mark.parametrize(
    ("written", "day", "days", "code"),
    [
        ("2022-05-07", "2022-05-07", None, None),
        ("7天", None, 7, None),
        ("7日内", None, 7, None),
        ("七日", None, 7, None),
        ("限7日内", None, 7, None),
        ("7个工作日", None, None, "I34"),
        ("立即", None, None, "I07"),
        ("2022.13.1", None, None, "I07"),
    ],
)
def test_a_time_limit_is_a_day_or_so_many_days(
    written: str, day: str | None, days: int | None, code: str | None
) -> None:
    desk = Desk()
    desk.load(
        f"检查编号 | 检查对象 | 检查日期 | 检查单位 | 整改期限\nJ1 | 甲店 | 2022-04-30 | 一中队 | {written}",
        ledger="inspection",
    )
    assert desk.rows("select order_deadline::varchar, order_deadline_int from inspection") == [(day, days)]
    assert [issue[2] for issue in desk.issues()] == ([code] if code else [])


def test_the_unit_of_amounts_in_a_title_is_none_of_the_counts() -> None:
    desk = Desk()
    desk.load(
        "培训台账（单位：万元）\n培训编号 | 培训名称 | 培训日期 | 主办单位 | 实到人数\n"
        "P1 | 业务 | 2022-04-30 | 法规室 | 48人",
        ledger="training",
    )
    assert desk.rows("select actual_n from training") == [(48,)]
