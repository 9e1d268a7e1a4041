"""From what a header looks like and what a person says to what every column is. Ambiguous is refused, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.errors import AmbiguousMapping, BadRequest
from fwzf_data.intake.examine import Examination, ExaminedSheet
from fwzf_data.intake.header import ColumnGuess, HeaderGuess, normalise_header
from fwzf_data.intake.ledger import Ledger, ledger
from fwzf_data.intake.plan import JOINED, LoadOptions, PlannedColumn, SheetPlan

KNOWN, CONFIRMED, PROPOSED, UNKNOWN, CLASH = "同义词", "已确认", "采纳建议", "未识别", "冲突"
_CLOSE = 0.88
"""A rival ledger with this share of the best one's score is as likely: a person has to say which. (The real penalties
of `shared/real` come to 0.83 between 案件台账 and 双公示, and are rightly the former.)"""


def decide(examination: Examination, options: LoadOptions) -> tuple[SheetPlan, ...]:
    """A plan for every sheet of a file; raises AmbiguousMapping where what was confirmed contradicts itself."""
    return tuple(_plan(examined, options) for examined in examination.sheets)


def _plan(examined: ExaminedSheet, options: LoadOptions) -> SheetPlan:
    sheet, guess = examined.sheet, examined.guess
    aside = SheetPlan(sheet.number, sheet.name, sheet.hidden, None, note=examined.reason)
    if guess is None:
        return aside
    rival = _close_rival(guess)
    if rival and not options.ledger:
        one, other = ledger(guess.ledger).label, ledger(rival).label
        return replace(aside, note=f"分不清是「{one}」还是「{other}」，整张搁置。请选定台账（--ledger）后重新上传。")
    kind = ledger(guess.ledger)
    columns, notes = _columns(kind, examined, guess, options)
    return SheetPlan(
        sheet.number, sheet.name, sheet.hidden, guess.ledger, guess.first, guess.last, columns, guess.title_unit,
        guess.title_year or options.year, guess.reporting_unit, "".join(notes) or None,
    )  # fmt: skip


def _close_rival(guess: HeaderGuess) -> str | None:
    return next((key for key, score in guess.rivals if key != guess.ledger and score >= _CLOSE * guess.score), None)


def _columns(
    kind: Ledger, examined: ExaminedSheet, guess: HeaderGuess, options: LoadOptions
) -> tuple[tuple[PlannedColumn, ...], list[str]]:
    confirmed = _confirmed(kind, options.fields_of(examined.sheet.name))
    columns = [_column(kind, column, confirmed) for column in guess.columns]
    _refuse_double(examined.sheet.name, kind, columns)
    taken = {column.field for column in columns if column.how == CONFIRMED and column.field}
    columns = [
        replace(column, field=None, how=CLASH)
        if column.field in taken and column.how not in (CONFIRMED, JOINED)
        else column
        for column in columns
    ]
    columns = [_alone(column) if _has_lost_its_day(place, columns) else column for place, column in enumerate(columns)]
    columns, notes = _settle_clashes(kind, examined, guess, columns)
    if options.accept_proposals:
        columns = _accept(columns)
    return tuple(columns), notes


def _has_lost_its_day(place: int, columns: Sequence[PlannedColumn]) -> bool:
    """Whether 月 or 日 was to be read with a column that a person gave another field."""
    column = columns[place]
    before = columns[max(place - 2, 0) : place]
    return column.how == JOINED and not any(one.field == column.field and one.how != JOINED for one in before)


def _alone(column: PlannedColumn) -> PlannedColumn:
    return replace(column, field=None, how=UNKNOWN)


def _confirmed(kind: Ledger, fields: Mapping[str, str | None]) -> dict[str, str | None]:
    for name in fields.values():
        if name and not kind.has(name):
            raise BadRequest(f"列名对应里的「{name}」不是「{kind.label}」的字段，请用 template 查看可用的列。")
    return {normalise_header(header): name for header, name in fields.items()}


def _column(kind: Ledger, column: ColumnGuess, confirmed: Mapping[str, str | None]) -> PlannedColumn:
    key = normalise_header(column.header)
    field, how = (confirmed[key], CONFIRMED) if key in confirmed else (column.field, column.how)
    if column.how == JOINED and how == CONFIRMED:
        # 立案日期/月 is decided with 立案日期/年: 「/年」 is a unit, and the three are one header
        is_day = field is not None and kind.column(field).type in ("date", "datetime")
        field, how = (field, JOINED) if is_day else (None, CONFIRMED)
    return PlannedColumn(column.column_no, column.header, field, how, column.unit, tuple(column.proposals))


def _refuse_double(sheet: str, kind: Ledger, columns: Iterable[PlannedColumn]) -> None:
    claimed: dict[str, str] = {}
    for column in columns:
        if column.how == CONFIRMED and column.field:
            if column.field in claimed:
                label = kind.column(column.field).label
                raise AmbiguousMapping(
                    f"工作表「{sheet}」的「{claimed[column.field]}」和「{column.header}」都被确认为「{label}」，请只留一列。"
                )
            claimed[column.field] = column.header


def _settle_clashes(
    kind: Ledger, examined: ExaminedSheet, guess: HeaderGuess, columns: list[PlannedColumn]
) -> tuple[list[PlannedColumn], list[str]]:
    """Of columns that claim one field the fullest is used where all agree; else none is, and a person is asked."""
    taken = {column.field for column in columns if column.field}
    notes = []
    for name in dict.fromkeys(claim for column in columns if (claim := _claim(column)) and claim not in taken):
        rivals = [column for column in columns if _claim(column) == name]
        if len(rivals) < 2:
            continue
        headers = "、".join(f"「{column.header}」" for column in rivals)
        fullest = _fullest(examined, guess, rivals)
        if fullest is None:
            notes.append(f"{headers}都像「{kind.column(name).label}」且内容不一致，都没有采用，请确认用哪一列。")
            continue
        notes.append(f"{headers}都像「{kind.column(name).label}」，内容一致，采用较全的「{fullest.header}」。")
        columns = [_settled(column, name, fullest) if column in rivals else column for column in columns]
    return columns, notes


def _settled(column: PlannedColumn, name: str, fullest: PlannedColumn) -> PlannedColumn:
    return replace(column, field=name, how=KNOWN) if column is fullest else replace(column, proposals=())


def _claim(column: PlannedColumn) -> str | None:
    return column.proposals[0][0] if column.how == CLASH and column.proposals else None


def _fullest(examined: ExaminedSheet, guess: HeaderGuess, rivals: Sequence[PlannedColumn]) -> PlannedColumn | None:
    cells = examined.sheet.cells
    below = cells.filter(pc.greater(cells["row_no"], guess.last))
    texts = [pc.utf8_trim_whitespace(below[f"c{column.column_no}"]) for column in rivals]
    if any(_disagree(texts[0], other) for other in texts[1:]) or any(_disagree(texts[-1], one) for one in texts[:-1]):
        return None
    filled = [len(text) - text.null_count for text in texts]
    return rivals[filled.index(max(filled))]


def _disagree(one: pa.ChunkedArray, other: pa.ChunkedArray) -> bool:
    return pc.any(pc.not_equal(one, other), min_count=0).as_py() is True


def _accept(columns: Sequence[PlannedColumn]) -> list[PlannedColumn]:
    """Similar headers take their first proposal, the likeliest first; a field is given once."""
    taken = {column.field for column in columns if column.field}
    given: dict[int, str] = {}
    waiting = [column for column in columns if not column.field and column.proposals]
    waiting = [column for column in waiting if column.how not in (CLASH, CONFIRMED)]
    for column in sorted(waiting, key=lambda column: -column.proposals[0][1]):
        name = column.proposals[0][0]
        if name not in taken:
            taken.add(name)
            given[column.column_no] = name
    return [
        replace(column, field=given[column.column_no], how=PROPOSED) if column.column_no in given else column
        for column in columns
    ]
