"""Sentences and bars of how often violations occur, from the same rows as the marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile
from typing import Any

from fwzf_data.rulebook import rule_value
from fwzf_data.web.desk import Desk
from fwzf_data.web.wording import written

MOST_BARS = 15
OTHERS = "其他"
Rows = Sequence[Mapping[str, Any]]
Months = list[tuple[date, float | None]]


@dataclass(frozen=True)
class Bar:
    """One bar of the Pareto picture."""

    key: str
    label: str
    count: float
    former: float
    """The same in the window before."""

    @property
    def labelled(self) -> tuple[str, str, float]:
        return self.key, self.label, self.count


def verdict(known: Rows) -> str:
    """How many violations of each grade, and that the grade looks at frequency alone."""
    grades = Counter(row["frequency_grade"] for row in known)
    words = "、".join(f"{grade} {grades[grade]} 种" for grade in ("高", "中", "低") if grades[grade])
    return f"{len(known)} 种违法行为：{words}（仅按频次）" if known else "没有一条对应到违法行为目录"


def pareto_bars(known: Rows, former: Mapping[str | None, Any]) -> list[Bar]:
    """At most fifteen bars in the order of the rows; what is left over is one last bar."""
    bars = [
        Bar(
            row["violation_code"],
            row["violation_name"],
            float(row["weighted_count"]),
            float(former.get(row["violation_code"]) or 0),
        )
        for row in known
    ]
    head, rest = (bars[:MOST_BARS], bars[MOST_BARS:]) if len(bars) > MOST_BARS + 1 else (bars, [])
    if rest:
        label = f"{OTHERS} {len(rest)} 种"
        head.append(Bar(OTHERS, label, sum(bar.count for bar in rest), sum(bar.former for bar in rest)))
    return head


def pareto_title(bars: Sequence[Bar], known: Rows) -> str:
    """How few violations make up most of it."""
    total, most = sum(bar.count for bar in bars), rule_value("risk.pareto_share")
    so_far = 0.0
    for place, bar in enumerate(bars, 1):
        so_far += bar.count
        if bar.key != OTHERS and so_far >= most * total > 0:
            return f"前 {place} 种占全部 {len(known)} 种的 {100 * so_far / total:.0f}%"
    return f"{len(known)} 种违法行为的加权次数"


def before(from_on: date, to_on: date) -> dict[str, date]:
    """As many days, just before."""
    return {"from_on": from_on - (to_on - from_on) - timedelta(days=1), "to_on": from_on - timedelta(days=1)}


def by_month(desk: Desk, span: Mapping[str, date], **only: str) -> Months:
    """Weighted counts for each month of a window; a month in which nothing at all was recorded is unknown, not 0."""
    counted = desk.answer("violation_by_month", **span, **only).dicts()
    reported = {row["month"] for row in desk.answer("violation_by_month", **span).dicts()}
    counts = {row["month"]: float(row["weighted_count"]) for row in counted}
    first, last = span["from_on"], span["to_on"]
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    days = [date(month // 12, month % 12 + 1, 1) for month in months]
    points = [(day, counts.get(f"{day:%Y-%m}", 0.0) if f"{day:%Y-%m}" in reported else None) for day in days]
    return list(dropwhile(lambda point: point[1] is None, points))


def change_title(series: Sequence[tuple[str, Months]]) -> str:
    """The sums of the windows side by side."""
    return (
        "，".join(f"{name} {written(sum(count or 0 for _, count in months))} 次" for name, months in series)
        + "（加权）"
    )


def share_title(word: str, rows: Rows, name: str) -> str:
    """Which of them has most."""
    if not rows:
        return f"各{word}：没有记录"
    return f"各{word}：{rows[0][name]}最多（{written(float(rows[0]['weighted_count']))} 次）"
