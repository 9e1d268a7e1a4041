"""Numbers for records without a document number that share what tells a row apart: two stalls fined on one day.

A row that says what a record there is says already is that record again; the others take the numbers left, those of
records before new ones, in the order of their content, so that the order of rows does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from fwzf_data.intake.ledger import Ledger

_OWN = "number_key is null and lacking is null and misread is null"


def number_own_keys(connection: duckdb.DuckDBPyConnection, sheets: Iterable[tuple[int, Ledger]]) -> None:
    """Give every row of ``keyed`` without a number of its own its record key, sheet by sheet."""
    by_ledger: dict[str, list[int]] = {}
    for sheet_no, kind in sheets:
        by_ledger.setdefault(kind.key, []).append(sheet_no)
    for key, numbers in by_ledger.items():
        connection.execute(
            f"""
            create or replace temp table known_own as
            select split_part(record_key, '#', 1) as own_base, split_part(record_key, '#', 2)::integer as number,
                content_digest as content
            from {key}_row
            where own_key and is_current and split_part(record_key, '#', 1) in (
                select own_base from keyed where list_contains($1::integer[], sheet_no) and {_OWN}
            )
            """,
            [numbers],
        )
        for sheet_no in numbers:
            _number_sheet(connection, sheet_no)


def _number_sheet(connection: duckdb.DuckDBPyConnection, sheet_no: int) -> None:
    connection.execute(
        f"""
        create or replace temp table numbered as
        with mine as (
            select row_no, own_base, content,
                row_number() over (partition by own_base, content order by row_no) as nth
            from keyed where sheet_no = $1 and {_OWN}
        ), known as (
            select *, row_number() over (partition by own_base, content order by number) as nth from known_own
        ), again as (
            select mine.row_no, own_base, content, known.number from mine join known using (own_base, content, nth)
        ), others as (
            select row_no, own_base, content,
                row_number() over (partition by own_base order by content, row_no) as place
            from mine where row_no not in (select row_no from again)
        ), numbers as (
            select own_base, number, true as is_known from known
            union all
            select own_base, unnest(range(1, count(*) + 1)), false from mine group by own_base
        ), free as (
            select own_base, number,
                row_number() over (partition by own_base order by bool_or(is_known) desc, number) as place
            from numbers
            where (own_base, number) not in (select (own_base, number) from again)
            group by own_base, number
        )
        select row_no, own_base, number, content from again
        union all
        select row_no, own_base, number, content from others join free using (own_base, place)
        """,
        [sheet_no],
    )
    connection.execute(
        """
        update keyed set record_key = numbered.own_base || '#' || numbered.number
        from numbered where keyed.sheet_no = $1 and keyed.row_no = numbered.row_no
        """,
        [sheet_no],
    )
    connection.execute(
        """
        delete from known_own using numbered
        where known_own.own_base = numbered.own_base and known_own.number = numbered.number
        """
    )
    connection.execute("insert into known_own select own_base, number, content from numbered")
