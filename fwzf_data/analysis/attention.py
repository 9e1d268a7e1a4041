"""What needs attention now, in a few sentences, each computed from one answer and leading to the rows it counts.

The order is fixed: a broken deadline before a doubtful fine before what is coming before what is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from fwzf_data.analysis.query import Answer
from fwzf_data.rulebook import rule_value

OFF = ("高于档次", "低于档次", "超出法定幅度", "应有罚款而无", "应无罚款而有")
"""Verdicts that are a deviation."""
UNEXPLAINED, UNCHECKED = "无理由", "无法核查"


class Ask(Protocol):
    """Asks one mart as of the day the page stands on."""

    def __call__(self, name: str, **given: Any) -> Answer: ...


@dataclass(frozen=True)
class Attention:
    """One sentence, its number, and the view that shows the rows behind it."""

    topic: str
    """进度, 裁量, 培训, 数据"""
    sentence: str
    count: int
    filters: dict[str, str] = field(default_factory=dict)


def attention(ask: Ask) -> list[Attention]:
    """At most ``attention.most_sentences`` of them; none where nothing is wrong that can be known."""
    found = [made for sentence in _SENTENCES if (made := sentence(ask))]
    return found[: rule_value("attention.most_sentences")]


def _overdue(ask: Ask) -> Attention | None:
    rows = ask("obligation_status", status="超期").dicts()
    if not rows:
        return None
    units = {row["unit"] for row in rows}
    worst = max(rows, key=lambda row: (row["days_overdue"] or 0, row["unit"]))
    return Attention(
        "进度",
        f"{len({row['obligation_id'] for row in rows})} 项义务在 {len(units)} 个单位超期，"
        f"最久的是{worst['unit']}「{worst['title']}」，已 {worst['days_overdue'] or 0} 天。",
        len(rows),
        {"status": "超期"},
    )


def _deviations(ask: Ask) -> Attention | None:
    judged = ask("discretion_by_case").dicts()
    off = [row for row in judged if row["verdict"] in OFF and row["deviation_state"] == UNEXPLAINED]
    if not off:
        return None
    by_unit = Counter(row["unit"] or "未填单位" for row in off)
    unit, most = min(by_unit.items(), key=lambda pair: (-pair[1], pair[0]))
    checked = sum(row["verdict"] != UNCHECKED for row in judged)
    return Attention(
        "裁量",
        f"可核查的 {checked:,} 件案件中有 {len(off)} 件偏离裁量基准且没有写明理由，其中{unit} {most} 件，请复核案卷。",
        len(off),
        {"deviation_state": UNEXPLAINED},
    )


def _training(ask: Ask) -> Attention | None:
    short = [row for row in ask("training_by_unit", unit="全局").dicts() if row["status"] != "已达标"]
    if not short:
        return None
    parts = [
        f"{row['category']}已办 {row['session_count']} 场"
        + (f"、还差 {row['missing_count']} 场" if row["status"] == "未达标" else "、是否达标数据不足")
        for row in short
    ]
    return Attention("培训", f"{'；'.join(parts)}，截止 {short[0]['due_on']:%Y-%m-%d}。", len(short))


def _coming(ask: Ask) -> Attention | None:
    answer = ask("obligation_status")
    last = answer.as_of + timedelta(days=rule_value("attention.days_ahead"))
    rows = [
        row
        for row in answer.dicts()
        if row["due_on"] and answer.as_of <= row["due_on"] <= last and row["status"] in ("未到期", "进行中", "未报")
        if row["kind"] in ("dated", "counted", "existence")
    ]
    if not rows:
        return None
    first = min(rows, key=lambda row: (row["due_on"], row["obligation_id"]))
    units = {row["unit"] for row in rows}
    return Attention(
        "进度",
        f"{rule_value('attention.days_ahead')} 天内有 {len({row['obligation_id'] for row in rows})} 项义务到期，"
        f"涉及 {len(units)} 个单位，最近的是 {first['due_on']:%Y-%m-%d}「{first['title']}」。",
        len(rows),
    )


def _unchecked(ask: Ask) -> Attention | None:
    judged = ask("discretion_by_case").dicts()
    unknown = [row for row in judged if row["verdict"] == UNCHECKED]
    if not judged or 100 * len(unknown) < rule_value("attention.unchecked_share_pct") * len(judged):
        return None
    reason, most = min(Counter(row["reason"] for row in unknown).items(), key=lambda pair: (-pair[1], pair[0] or ""))
    return Attention(
        "裁量",
        f"{len(unknown):,}/{len(judged):,} 件已决定的案件无法对照裁量基准，最多的原因是{reason}（{most:,} 件）。",
        len(unknown),
        {"verdict": UNCHECKED},
    )


def _returned(ask: Ask) -> Attention | None:
    rows = ask("returned_rows").dicts()
    if not rows:
        return None
    files = Counter(row["file"] for row in rows)
    file, most = min(files.items(), key=lambda pair: (-pair[1], pair[0]))
    return Attention(
        "数据",
        f"{len(files)} 份文件有 {len(rows):,} 行没有入库，「{file}」最多（{most} 行），改好后重新上传即可。",
        len(rows),
    )


_SENTENCES: tuple[Callable[[Ask], Attention | None], ...] = (
    _overdue,
    _deviations,
    _training,
    _coming,
    _unchecked,
    _returned,
)
