"""The plan's progress for machines and for a terminal: obligations, who is behind, trainings, phases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from fwzf_data.analysis.progress import LATE, UnitLine, by_obligation, by_unit, late_words
from fwzf_data.analysis.query import Answer
from fwzf_data.documents.plain import answer_json, answer_table

_SHOWN = ("obligation_id", "title", "unit", "status", "due_on", "days_overdue", "evidence_count", "share", "flags")
_TRAINING = ("unit", "category", "session_count", "required_count", "status", "remark")


def progress_json(
    generation: int, known_by: date | None, status: Answer, training: Answer, phases: Answer
) -> dict[str, Any]:
    """The shape of every answer under the name ``progress``, with trainings, phases and units beside its rows."""
    body = answer_json(status, generation) | {"name": "progress"}
    body["params"] |= {"known_by": known_by.isoformat() if known_by else None}
    return body | {
        "trainings": answer_json(training, generation)["rows"],
        "phases": answer_json(phases, generation)["rows"],
        "units": [_unit(line) for line in by_unit(status.dicts(), status.as_of)],
    }


def progress_text(known_by: date | None, status: Answer, training: Answer, phases: Answer) -> str:
    """What a person reads: the sentence first, who is behind, then the tables."""
    lines = by_obligation(status.dicts())
    basis = f"按 {known_by} 已报的台账" if known_by else "按业务日期"
    units = by_unit(status.dicts(), status.as_of)
    behind = [f"  {line.unit}：{'；'.join(line.reasons)}" for line in units if line.is_slow]
    late = [line for line in lines if line.is_late]
    parts = [
        f"截至 {status.as_of}（{basis}），{len(lines)} 项义务，{late_words(len(late))}。",
        "阶段：" + "；".join(f"{row['phase']} {row['phase_from']} 至 {row['phase_to']}" for row in phases.dicts()),
        "\n".join(["建议通报（由人决定）：", *behind]) if behind else "没有单位达到建议通报的标准。",
        answer_table(_late_first(_only(status, _SHOWN))),
        answer_table(_only(training, _TRAINING)),
    ]
    return "\n\n".join(parts)


def _unit(line: UnitLine) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "counts": dict(line.counts),
        "hard_count": line.hard,
        "progress_pct": round(100 * line.progress),
        "time_pct": round(100 * line.time),
        "is_slow": line.is_slow,
        "reasons": list(line.reasons),
    }


def _only(answer: Answer, names: Sequence[str]) -> Answer:
    places = [answer.names.index(name) for name in names]
    return replace(answer, names=tuple(names), rows=tuple(tuple(row[place] for place in places) for row in answer.rows))


def _late_first(answer: Answer) -> Answer:
    place = answer.names.index("status")
    return replace(answer, rows=tuple(sorted(answer.rows, key=lambda row: row[place] != LATE)))
