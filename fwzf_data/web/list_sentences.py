"""A sentence over a list: what its rows come to."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fwzf_data.analysis.query import Answer
from fwzf_data.web.wording import yuan

_MEASURES = {"案件": "件", "检查": "次", "投诉": "件", "指导": "次"}


def cases(answer: Answer) -> str:
    fines = [fine for fine in _column(answer, "fine_fen") if fine is not None]
    return f"{len(answer.rows):,} 件，罚款合计 {yuan(sum(fines))} 元（{len(fines):,} 件写有罚款金额）。"


def events(answer: Answer) -> str:
    times: Counter[str] = Counter()
    for kind, number in zip(_column(answer, "event_kind"), _column(answer, "times"), strict=True):
        times[kind] += number
    return "其中" + "、".join(f"{kind} {times[kind]:,} {unit}" for kind, unit in _MEASURES.items() if times[kind])


def compared(answer: Answer) -> str:
    marks = _column(answer, "is_comparable")
    if None in marks:
        return f"{len(marks):,} 件。"
    return f"可比 {marks.count(True):,} 件；另有 {marks.count(False):,} 件没有同类案件可比，不计入比较。"


def _column(answer: Answer, name: str) -> list[Any]:
    place = answer.names.index(name)
    return [row[place] for row in answer.rows]
