"""The grid of who reported what: blank is not zero, and the undated have no month."""

from __future__ import annotations

from datetime import date
from typing import Any

from fwzf_data.analysis.query import Answer, query
from fwzf_data.web.reported import grid, ledgers_asked

DAY = date(2022, 12, 31)


def asked(*rows: tuple[str, str, int | None]) -> Any:
    """Answers like those of the mart, with these rows as (unit, month, count)."""

    def ask(name: str, **_: object) -> Answer:
        names = ("unit", "month", "row_count", "ledger")
        return Answer(query(name), DAY, {}, names, tuple((*row, "inspection") for row in rows))

    return ask


def test_a_month_nobody_reported_stays_unknown_beside_one_with_rows() -> None:
    ask = asked(("甲", "2022-01", 3), ("甲", "2022-02", None), ("乙", "2022-01", None), ("乙", "2022-02", None))
    found = grid(ask, DAY, ledger="inspection")
    assert found.counts == ((3, None), (None, None))
    assert found.months == (date(2022, 1, 1), date(2022, 2, 1))
    assert found.silent == ("乙",)


def test_rows_without_a_date_are_no_month_and_still_name_their_unit() -> None:
    found = grid(asked(("甲", "2022-01", None), ("甲", "日期不明", 4)), DAY, ledger="inspection")
    assert found.months == (date(2022, 1, 1),)
    assert found.silent == ("甲",)


def test_nothing_asked_is_an_empty_grid() -> None:
    assert grid(asked(), DAY, ledger="inspection").units == ()
    assert ledgers_asked(asked(), DAY) == ()
