"""元 or 万元: the words of the penalty settle the unit of an amount that has none, and contradict a wrong one.

「罚款2000元」 beside a bare 0.2 means 万元. Only a factor of exactly 10,000 speaks; any other difference may have
its reasons and is not our business here.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.intake.cells import read_cell
from fwzf_data.intake.ledger import Ledger
from fwzf_data.intake.plan import PlannedColumn, SheetPlan
from fwzf_data.intake.reading import shown
from fwzf_data.intake.typing import ISSUE, SheetReader, Typed

STATED_IN = {"fine_amount": "penalty_content", "fine_amount_wan": "penalty_content"}
"""Amount → the field whose words state it."""

_WORDS = "零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟萬"
_AMOUNT = rf"(?P<amount>[0-9][0-9,.]*[千万]?元|[{_WORDS}]+元)"
_FINES = (rf"罚款(?:人民币|共计|计|金额|[:：¥￥()（）])*{_AMOUNT}", rf"{_AMOUNT}(?:整|人民币)?的?罚款")
"""「罚款2000元」, and where that is not said 「处2000元罚款」."""
_OWN_UNIT = "[元圆块万千百亿]"
_TIMES = 10_000


@dataclass(frozen=True)
class _Compared:
    """Row by row, how an amount relates to what the words state."""

    equal: int
    too_small: pa.ChunkedArray
    too_large: pa.ChunkedArray


def settle_units(
    kind: Ledger, reader: SheetReader, plan: SheetPlan, cells: pa.Table, typed: Typed
) -> tuple[Typed, list[str]]:
    """The rows with amounts in the unit their words state, and a note for each column that was settled so."""
    notes = []
    for amount, words in STATED_IN.items():
        place, stated = plan.column_of(amount), plan.column_of(words)
        if not place or not stated:
            continue
        (name, _), *_ = kind.column(amount).stored()
        found = _compare(cells[f"c{place.column_no}"], cells[f"c{stated.column_no}"], typed.rows[name])
        small, large = _count(found.too_small), _count(found.too_large)
        if not small and not large:
            continue
        if not (place.unit or plan.title_unit) and not found.equal and not (small and large):
            unit = "万元" if small else "元"
            values, issues = reader.column(place, unit)
            typed = Typed(_with(typed.rows, name, values[name]), _instead(typed.issues, place, issues))
            notes.append(f"「{place.header}」没有写单位，按处罚内容里写明的罚款数额，以{unit}计。")
        else:
            wrong = pc.or_(found.too_small, found.too_large)
            unknown = pc.if_else(wrong, pa.scalar(None, pa.int64()), typed.rows[name])
            doubts = _doubts(cells, place, stated, wrong)
            typed = Typed(_with(typed.rows, name, unknown), pa.concat_tables([typed.issues, doubts]))
    return typed, notes


def _compare(amounts: pa.ChunkedArray, words: pa.ChunkedArray, fen: pa.ChunkedArray) -> _Compared:
    """Cells that carry their own unit say nothing about the column's."""
    bare = pc.invert(pc.fill_null(pc.match_substring_regex(amounts, _OWN_UNIT), True))
    stated = _stated_fen(words)
    same, small, large = (
        pc.fill_null(pc.and_(bare, pc.and_(pc.greater(fen, 0), test)), False)
        for test in (
            pc.equal(fen, stated),
            pc.equal(pc.multiply(fen, _TIMES), stated),
            pc.equal(fen, pc.multiply(stated, _TIMES)),
        )
    )
    return _Compared(_count(same), small, large)


def _stated_fen(words: pa.ChunkedArray) -> pa.ChunkedArray:
    amounts = pc.coalesce(*(pc.struct_field(pc.extract_regex(words, fine), "amount") for fine in _FINES))
    encoded = pc.dictionary_encode(amounts)
    spellings = encoded.chunk(0).dictionary.to_pylist() if encoded.num_chunks else []
    fen = pa.array([read_cell("money", text, unit="元").value for text in spellings], pa.int64())
    return pa.chunked_array([fen.take(chunk.indices) for chunk in encoded.chunks], type=pa.int64())


def _doubts(cells: pa.Table, place: PlannedColumn, stated: PlannedColumn, wrong: pa.ChunkedArray) -> pa.Table:
    rows = cells.select(["row_no", f"c{place.column_no}", f"c{stated.column_no}"]).filter(wrong).to_pydict()
    numbers, amounts, words = rows.values()
    said = [
        f"{shown(amount)}与「{stated.header}」的{shown(text)}相差一万倍，单位存疑，按未知处理。请核对是元还是万元。"
        for amount, text in zip(amounts, words, strict=True)
    ]
    count = len(numbers)
    return pa.table(
        [numbers, [place.column_no] * count, amounts, ["I30"] * count, ["cell_unknown"] * count, said], schema=ISSUE
    )


def _with(rows: pa.Table, name: str, values: pa.ChunkedArray) -> pa.Table:
    return rows.set_column(rows.schema.get_field_index(name), name, values)


def _instead(issues: pa.Table, place: PlannedColumn, anew: pa.Table) -> pa.Table:
    return pa.concat_tables([issues.filter(pc.not_equal(issues["column_no"], place.column_no)), anew])


def _count(mask: pa.ChunkedArray) -> int:
    return int(pc.sum(mask).as_py() or 0)
