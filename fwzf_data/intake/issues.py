"""Everything that was wrong or doubtful, with its address: 「3月!D18「2022.13.1」不是有效日期。请改成 …」."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from fwzf_data.intake.grid import column_letters
from fwzf_data.intake.staging import Staged


def create_issues(connection: duckdb.DuckDBPyConnection) -> None:
    """The macro that says where."""
    connection.execute(
        """
        create or replace temp macro placed(sheet, letter, row_no, message) as
            sheet || '!' || letter || row_no
            || case when starts_with(message, '「') or starts_with(message, '起的') then '' else '：' end || message
        """
    )


def write_issues(connection: duckdb.DuckDBPyConnection, batch_id: int, done: Staged) -> None:
    """The issues of one sheet; those that made a row be returned say so."""
    plan = done.plan
    connection.register("doubt", done.typed.issues)
    letters = {column.column_no: column for column in plan.columns}
    connection.register("place", pa.table(
        {"column_no": pa.array(list(letters), pa.int32()),
         "letter": pa.array([column_letters(number) for number in letters], pa.string()),
         "header": pa.array([column.header for column in letters.values()], pa.string()),
         "field": pa.array([column.field for column in letters.values()], pa.string())}
    ))  # fmt: skip
    needed = sorted({name for need in done.kind.needs for name in need.replace("+", "|").split("|")})
    connection.execute(
        """
        insert into cell_issue
        with found as (
            select doubt.row_no, doubt.column_no, header, field, value, code,
                case when keyed.lacking is not null and effect = 'cell_unknown' and list_contains($needed, field)
                    then 'row_returned' else effect end as effect,
                placed($sheet, letter, doubt.row_no, message) as message
            from doubt
            join place using (column_no)
            left join keyed on keyed.sheet_no = $sheet_no and keyed.row_no = doubt.row_no
            union all
            select row_no, null, null, null, null, code, effect, $sheet || '!第 ' || row_no || ' 行' || message
            from row_doubt where sheet_no = $sheet_no
        )
        select $batch_id, $sheet_no, found.* from found order by row_no, column_no, code
        """,
        {"batch_id": batch_id, "sheet_no": plan.number, "sheet": plan.name, "needed": needed},
    )
    connection.unregister("doubt")
    connection.unregister("place")
