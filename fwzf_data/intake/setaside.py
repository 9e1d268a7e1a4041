"""Rows that are no records: titles, repeated headers, totals, signatures, notes, examples, numbered blanks.

Only rows that lack what a record needs, begin with a telling word or repeat the header are looked at closely; a row
with a document number is a record whatever else it says.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from fwzf_data.intake.ledger import Ledger
from fwzf_data.intake.merged import Merge
from fwzf_data.intake.plan import SheetPlan

TITLE, HEADER_AGAIN, TOTAL, BLANK_BELOW = "标题", "重复的表头", "合计行", "以下空白"
SIGNATURE, NOTE, EXAMPLE, NUMBERED_BLANK, COLUMN_NUMBERS = "签字行", "说明行", "示例行", "只有序号的空行", "列号行"

_BLANK_WORDS = "('', '/', '／', '-', '--', '—', '——', '－', '\\')"
_TOTAL = r"[(（]?.{0,10}?(合计|小计|总计|累计|共计)(数|项|件数|金额)?[)）]?([(（].{0,6}[)）])?([:：].*)?"
_SIGNATURE = (
    r"^(填表人|填报人|审核人|审批人|制表人|制表|复核人|经办人|统计人|负责人|单位负责人|分管领导|局长|签字|签名|盖章|"
    r"填表日期|填报日期|制表日期|报送日期|填报时间|日期|联系电话)([(（]签字[)）]|[(（]盖章[)）]|[(（]签章[)）])?[:：]"
)
_NOTE = r"^(注|备注|说明|填表说明|填报说明|注意事项|注意|提示)\s*\d*\s*[:：]|^[※＊*]"
_EXAMPLE = r"^[(（【\[]?(示例|样例|填写示例|例)[)）】\]]?([:：]|$)|^[(（【\[](示例|样例|例)[)）】\]]"
_TELLING = rf"{_EXAMPLE}|合|小|总|累|共|填|审|制|注|备注|说明|※"
"""What the first filled cell of a row must hold to be looked at although it has all a record needs."""


def set_aside(
    connection: duckdb.DuckDBPyConnection, kind: Ledger, plan: SheetPlan, merges: Sequence[Merge]
) -> list[tuple[int, str]]:
    """Row numbers of the view ``cells`` that are set aside, with the reason, in order."""
    width = _width(connection)
    every = [f"c{number}" for number in range(1, width + 1)]
    numbers = [f"{_cell(plan, name)} is not null" for fields in kind.record_keys for name in fields if _has(plan, name)]
    wide = sorted({merge[0] for merge in merges if 2 * (merge[3] - merge[1] + 1) >= max(4, len(plan.columns))})
    seq = plan.column_of("seq_no")
    beside_seq = [name for name in every if seq is None or name != f"c{seq.column_no}"] or ["null"]
    again = " + ".join(
        f"(coalesce(c{column.column_no}, '') in ({_words(connection, plan, column.column_no)}))::int"
        for column in plan.columns
    )
    found = connection.execute(
        f"""
        with near as (
            select row_no, coalesce({", ".join(every)}) as first_text, [{", ".join(every)}] as texts,
                {again or "0"} as header_words, {_counts_columns(every)} as column_numbers,
                {" and ".join(f"coalesce(trim({name}) in {_BLANK_WORDS}, true)" for name in beside_seq)} as only_seq,
                {" or ".join(numbers) or "false"} as is_numbered,
                {_has_all(kind, plan)} as has_all
            from cells
            where row_no > $last and (
                not {_has_all(kind, plan)} or row_no <= $last + 2
                or regexp_matches(coalesce({", ".join(every)}), $telling)
                or {_repeats_header(connection, kind, plan)}
            )
        ), read as (
            select *, list_filter(texts, lambda text: text is not null) as filled,
                regexp_replace(array_to_string(texts, ''), '\\s', '', 'g') as squeezed,
                len(filled) as n
            from near
        )
        select row_no, case
            when header_words >= 2 and 2 * header_words >= n then $header_again
            when row_no <= $last + 2 and n >= 3 and column_numbers = n then $column_numbers
            when regexp_matches(first_text, $example) then $example_row
            when contains(squeezed, '以下空白') and n <= 3 then $blank_below
            when not is_numbered and (
                regexp_full_match(regexp_replace(first_text, '\\s', '', 'g'), $total)
                or not has_all and len(list_filter(filled, lambda text:
                    regexp_full_match(regexp_replace(text, '\\s', '', 'g'), $total))) > 0) then $total_row
            when has_all then null
            when regexp_matches(squeezed, $signature) and not is_numbered then $signature_row
            when n <= 2 and regexp_matches(trim(first_text), $note_word) then $note_row
            when only_seq then $numbered_blank
            when n = 1 and list_contains($wide, row_no) then $title
            when n = 1 and list_contains($titles, trim(first_text)) then $title
        end as reason
        from read
        where reason is not null
        order by row_no
        """,
        {
            "last": plan.last, "telling": _TELLING, "example": _EXAMPLE, "total": _TOTAL, "signature": _SIGNATURE,
            "note_word": _NOTE, "wide": wide or [-1], "titles": _titles(connection, plan), "header_again": HEADER_AGAIN,
            "column_numbers": COLUMN_NUMBERS, "example_row": EXAMPLE, "blank_below": BLANK_BELOW, "total_row": TOTAL,
            "signature_row": SIGNATURE, "note_row": NOTE, "numbered_blank": NUMBERED_BLANK, "title": TITLE,
        },
    ).fetchall()  # fmt: skip
    above = connection.execute("select row_no from cells where row_no < $1 order by row_no", [plan.first]).fetchall()
    return [(row_no, TITLE) for (row_no,) in above] + found


def _width(connection: duckdb.DuckDBPyConnection) -> int:
    return len(connection.execute("describe cells").fetchall()) - 1


def _has(plan: SheetPlan, name: str) -> bool:
    return plan.column_of(name) is not None


def _cell(plan: SheetPlan, name: str) -> str:
    column = plan.column_of(name)
    return f"nullif(trim(c{column.column_no}), '/')" if column else "null"


def _has_all(kind: Ledger, plan: SheetPlan) -> str:
    """SQL: whether a row writes something in everything a record of the ledger needs."""

    def filled(name: str) -> str:
        column = plan.column_of(name)
        return f"coalesce(c{column.column_no} not in {_BLANK_WORDS}, false)" if column else "false"

    needs = [
        "(" + " or ".join(" and ".join(map(filled, part.split("+"))) for part in need.split("|")) + ")"
        for need in kind.needs
    ]
    return "(" + (" and ".join(needs) or "true") + ")"


def _words(connection: duckdb.DuckDBPyConnection, plan: SheetPlan, column_no: int) -> str:
    """SQL: what the header rows write in a column."""
    rows = connection.execute(
        f"""
        select distinct c{column_no} from cells
        where row_no between $1 and $2 and c{column_no} is not null order by 1
        """,
        [plan.first, plan.last],
    ).fetchall()
    return ", ".join("'" + text.replace("'", "''") + "'" for (text,) in rows) or "null"


def _repeats_header(connection: duckdb.DuckDBPyConnection, kind: Ledger, plan: SheetPlan) -> str:
    needed = {name for need in kind.needs for name in need.replace("+", "|").split("|")}
    return (
        " or ".join(
            f"coalesce(c{column.column_no} in ({_words(connection, plan, column.column_no)}), false)"
            for column in plan.mapped()
            if column.field in needed
        )
        or "false"
    )


def _counts_columns(every: Sequence[str]) -> str:
    """SQL: how many cells of a row only number their column."""
    return " + ".join(
        f"coalesce(regexp_full_match({name}, '[(（]?{number}[)）]?'), false)::int"
        for number, name in enumerate(every, 1)
    )


def _titles(connection: duckdb.DuckDBPyConnection, plan: SheetPlan) -> list[str]:
    rows = connection.execute("select * exclude (row_no) from cells where row_no < $1", [plan.first]).fetchall()
    return [text.strip() for row in rows for text in row if text] or ["\x00"]
