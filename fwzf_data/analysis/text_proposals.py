"""The texts that wait for a person, each with the nearest violation and why it is only proposed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fwzf_data.analysis.query import Answer, Query, QueryColumn, query
from fwzf_data.analysis.text_likeness import proposals
from fwzf_data.analysis.violation_words import read

SHOWN = 300
"""Texts proposals are made for at a time, the most frequent first."""
_APART = "单看这一栏只指这一种，同一条记录的类别和内容合起来确定不了"
_OF_TEXT = ("ledger", "field", "field_label", "written", "lacking", "record_count", "first_on", "last_on", "text_key")

TEXT_PROPOSALS = Query(
    name="text_proposals",
    room="analysis",
    sql="",
    title="待确认的写法和建议",
    purpose="台账里对应不上违法行为或条款的写法，各附最接近的违法行为和为什么只是建议。",
    grain="一种台账的一列的一种写法一行，次数多的在前",
    source="认说法有一部词典；名称相似只作建议",
    reads=(),
    notes=(
        "确定的已经计入；这里的都由人确认，没有确认的不计入任何一种违法行为。",
        f"一次列出次数最多的 {SHOWN} 种，确认了再列后面的。",
    ),
    params={"ledger": {"type": "text", "title": "台账代号"}, "field": {"type": "text", "title": "字段"}},
    columns=(
        *(column for column in query("undecided_texts").columns if column.name in _OF_TEXT),
        QueryColumn("proposed_code", "建议的代码"),
        QueryColumn("proposed_name", "建议"),
        QueryColumn("why", "理由"),
    ),
)


def text_proposals(
    ask: Callable[..., Answer], as_of: date, *, ledger: str | None = None, field: str | None = None
) -> Answer:
    """The most frequent texts with their proposals."""
    waiting = ask("undecided_texts", ledger=ledger, field=field, row_limit=SHOWN).dicts()
    clauses = ask("violation_list", is_local=True).dicts()
    rows = []
    for row in waiting:
        own = [clause for clause in clauses if row["violation_code"] in (None, clause["violation_code"])]
        nearest = next(iter(proposals(row["written"], own)), None)
        if row["violation_code"]:
            why = "违法行为已经认出，条款不止一条"
        elif nearest is None:
            why = "没有相近的违法行为"
        else:
            reading = read(row["written"])
            why = _APART if reading.named else reading.why if nearest.is_said else nearest.why
        rows.append((
            *(row[name] for name in _OF_TEXT),
            nearest.violation_code if nearest else row["violation_code"],
            nearest.violation_name if nearest else None,
            why,
        ))  # fmt: skip
    names = tuple(column.name for column in TEXT_PROPOSALS.columns)
    return Answer(TEXT_PROPOSALS, as_of, {"ledger": ledger, "field": field}, names, tuple(rows))
