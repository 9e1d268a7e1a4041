"""Numbers for records without a document number that share what tells a row apart: two stalls fined on one day.

A row that says what a record there is says already is that record again, unless another unit speaks. What is left of a
unit is a correction of what is left of its records there, where there are as many rows as records; where there are
fewer, nobody can say which one is meant, and where another unit or none is named, whether it is one at all: such a row
is a record of its own, with a note. Numbers go by content, so that the order of rows does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from fwzf_data.intake.ledger import Ledger

_OWN = "number_key is null and lacking is null and misread is null"


def number_own_keys(connection: duckdb.DuckDBPyConnection, sheets: Iterable[tuple[int, Ledger]]) -> None:
    """Give every row of ``keyed`` without a number of its own its record key, sheet by sheet."""
    asked = f"select distinct sheet_no from keyed where {_OWN}"
    without = {sheet_no for (sheet_no,) in connection.execute(asked).fetchall()}
    by_ledger: dict[Ledger, list[int]] = {}
    for sheet_no, kind in sheets:
        if sheet_no in without:
            by_ledger.setdefault(kind, []).append(sheet_no)
    for kind, numbers in by_ledger.items():
        unit = "folded(coalesce(said.unit, page.reporting_unit, batch.unit))" if kind.has("unit") else "null::varchar"
        connection.execute(
            f"""
            create or replace temp table known_own as
            select split_part(record_key, '#', 1) as own_base, split_part(record_key, '#', 2)::integer as number,
                content_digest as content, {unit} as unit
            from {kind.key}_row as version
            join {kind.key} as said using (batch_id, sheet_no, row_no, record_key)
            join sheet as page using (batch_id, sheet_no)
            join batch using (batch_id)
            where version.own_key and split_part(record_key, '#', 1) in (
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
            select row_no, own_base, content, unit,
                row_number() over (partition by own_base, content, unit order by row_no) as nth
            from keyed where sheet_no = $1 and {_OWN}
        ), known as (
            select *, row_number() over (partition by own_base, content, unit order by number) as nth from known_own
        ), same as (
            select mine.row_no, mine.own_base, known.number
            from mine join known on mine.own_base = known.own_base and mine.content = known.content
                and mine.unit is not distinct from known.unit and mine.nth = known.nth
        ),
        -- of what is left, a row that names no unit is the record that does, and the other way round
        mine_left as (
            select *, row_number() over (partition by own_base, content, unit is null order by row_no) as place
            from mine where row_no not in (select row_no from same)
        ), known_left as (
            select *, row_number() over (partition by own_base, content, unit is null order by number) as place
            from known where (own_base, number) not in (select (own_base, number) from same)
        ), again as (
            select * from same
            union all
            select mine.row_no, mine.own_base, known.number
            from mine_left as mine join known_left as known on mine.own_base = known.own_base
                and mine.content = known.content and (mine.unit is null) <> (known.unit is null)
                and mine.place = known.place
        ), others as (
            select row_no, own_base, unit,
                row_number() over (partition by own_base, unit order by content, row_no) as place,
                count(*) over (partition by own_base, unit) as rows
            from mine where row_no not in (select row_no from again)
        ), waiting as (
            select own_base, number, unit,
                row_number() over (partition by own_base, unit order by number) as place,
                count(*) over (partition by own_base, unit) as records
            from known where (own_base, number) not in (select (own_base, number) from again)
        ), corrected as (
            select others.row_no, others.own_base, number
            from others join waiting on others.own_base = waiting.own_base
                and others.unit is not distinct from waiting.unit and others.place = waiting.place
            where rows >= records
        ), fresh as (
            select row_no, own_base, row_number() over (partition by own_base order by content, unit, row_no) as place
            from mine where row_no not in (select row_no from again union all select row_no from corrected)
        ), highest as (
            select own_base, max(number) as number from known group by own_base
        ), free as (
            select own_base, number, row_number() over (partition by own_base order by number) as place
            from (
                select fresh.own_base, unnest(range(1, 1 + count(*) + coalesce(any_value(highest.number), 0))) as number
                from fresh left join highest using (own_base) group by fresh.own_base
            )
            where (own_base, number) not in (select (own_base, number) from known)
        ), passed_by as (
            select own_base, count(*) as records from waiting
            where (own_base, number) not in (select (own_base, number) from corrected) group by own_base
        )
        select row_no, own_base, number, null as beside from again
        union all
        select row_no, own_base, number, null from corrected
        union all
        select row_no, own_base, free.number, passed_by.records
        from fresh join free using (own_base, place) left join passed_by using (own_base)
        """,
        [sheet_no],
    )
    connection.execute(
        """
        update keyed set record_key = numbered.own_base || '#' || numbered.number, beside = numbered.beside
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
    connection.execute(
        """
        insert into known_own
        select numbered.own_base, number, content, unit
        from numbered join keyed on keyed.sheet_no = $1 and keyed.row_no = numbered.row_no
        """,
        [sheet_no],
    )
