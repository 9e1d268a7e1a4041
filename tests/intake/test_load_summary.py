"""A 汇总 sheet that repeats the others is not counted twice; a month that carries open cases on is no summary."""

from __future__ import annotations

from tests.intake.desk import Desk

HEADER = "当事人 | 案由 | 立案日期"


def month(number: int, count: int = 5) -> list[str]:
    return [f"{number}月{place}店 | 占道经营 | 2022-{number:02}-{place:02}" for place in range(1, count + 1)]


def sheet(*rows: str) -> str:
    return "\n".join([HEADER, *rows])


def test_a_summary_by_name_is_set_aside_whole_with_a_reason() -> None:
    desk = Desk()
    desk.load({"汇总": sheet(*month(3)), "3月": sheet(*month(3))})
    assert desk.counts() == {"汇总": (0, 0, 0, 0, 0, 6), "3月": (5, 5, 0, 0, 0, 0)}
    ((ledger, note),) = desk.rows("select ledger, note from sheet where sheet = '汇总'")
    assert ledger is None
    assert "5 条记录中有 5 条" in note


def test_a_sheet_that_holds_two_others_is_a_summary_whatever_it_is_called() -> None:
    desk = Desk()
    desk.load({"3月": sheet(*month(3)), "4月": sheet(*month(4)), "Sheet3": sheet(*month(3), *month(4))})
    assert [read for read, *_ in desk.counts().values()] == [5, 5, 0]


def test_months_whose_records_all_stand_on_the_summary_are_none_themselves() -> None:
    desk = Desk()
    months = {f"{number}月": sheet(*month(number)) for number in (1, 2, 3)}
    desk.load({**months, "汇总": sheet(*month(1), *month(2), *month(3))})
    assert [read for read, *_ in desk.counts().values()] == [5, 5, 5, 0]


def test_a_month_that_carries_the_month_before_on_is_a_later_state() -> None:
    desk = Desk()
    desk.load({"3月": sheet(*month(3)), "4月": sheet(*month(3), *month(4))})
    assert desk.counts() == {"3月": (5, 5, 0, 0, 0, 0), "4月": (10, 5, 0, 5, 0, 0)}


def test_below_four_of_five_repeated_records_a_sheet_named_summary_counts() -> None:
    desk = Desk()
    desk.load({"3月": sheet(*month(3, 7)), "汇总": sheet(*month(3, 7), *month(4, 2))})
    assert desk.counts()["汇总"] == (9, 2, 0, 7, 0, 0)


def test_from_four_of_five_on_it_is_set_aside() -> None:
    desk = Desk()
    desk.load({"3月": sheet(*month(3, 8)), "汇总": sheet(*month(3, 8), *month(4, 2))})
    assert desk.counts()["汇总"][0] == 0
