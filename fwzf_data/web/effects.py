"""What became of violations after publication and guidance, in the words and the picture of the page 防控效果."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fwzf_data.analysis.effect import FALLING, PER_INSPECTION, RISING, TOO_FEW, UNSEEN
from fwzf_data.analysis.statistics.interrupted import Period
from fwzf_data.rulebook import rule_value
from fwzf_data.web import charts
from fwzf_data.web.wording import written

SHOWN = (
    "violation_name", "verdict", "after_on", "before_rate", "after_rate", "ratio", "ratio_low", "ratio_high", "why",
    "compared_with", "visible_drop", "counted_over", "version",
)  # fmt: skip
HUNDRED = 100


def verdict(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many fell, rose, or cannot be told, and how many would seem to by chance; one published twice is two."""
    if not rows:
        return "还没有公布的清单或者有日期的指导，没有效果可看。"
    counts = Counter(row["verdict"] for row in rows)
    said = "，".join(f"{word} {counts[word]} 项" for word in (FALLING, RISING, UNSEEN, TOO_FEW) if counts[word])
    judged = len(rows) - counts[TOO_FEW]
    chance = judged * rule_value("effect.alpha") / 2
    least = "不到 1" if chance < 1 else f"约 {chance:.0f}"
    by_chance = f"（即使都没有变化，碰巧说成下降的也会有{least} 项）" if judged else ""
    return f"{said}{by_chance}"


def picture(
    row: Mapping[str, Any], before: Sequence[tuple[date, Period]], after: Sequence[tuple[date, Period]]
) -> tuple[charts.Figure, str]:
    """The rate of each period on either side of the day, with the mean of each side, and the title that says it."""
    unit, times = _unit(row)
    title = f"{row['violation_name']}：{row['intervention']}（{row['after_on']}）以后{row['verdict']}"
    series: list[tuple[str, list[tuple[date, float | None]]]] = [
        (unit, [(first, times * count / over) for first, (count, over) in (*before, *after)]),
        *((name, _level(part, times)) for name, part in (("之前平均", before), ("之后平均", after)) if part),
    ]
    return charts.trend(series, title, "次"), title


def spoken(row: Mapping[str, Any]) -> str:
    """One row in a sentence: how much, how sure, and why."""
    unit, times = _unit(row)
    rates = [row["before_rate"], row["after_rate"]]
    before, after = (written(round(times * one["num"] / one["den"], 1)) if one else "没有数据" for one in rates)
    sentence = f"{unit}：之前 {before}，之后 {after}。{row['why']}。"
    if row["ratio"] is None:
        return sentence
    high = "不知道多高" if row["ratio_high"] is None else written(round(row["ratio_high"], 2))
    between = f"真实的倍数在 {written(round(row['ratio_low'], 2))} 到 {high} 之间"
    needed = f"降 {row['visible_drop']}% 以上才看得出"
    return f"{sentence}之后是之前的 {written(round(row['ratio'], 2))} 倍，{between}；{needed}。"


def behind(row: Mapping[str, Any]) -> dict[str, Any]:
    """The filters that list what one row counts."""
    first = row["before_from"] or row["after_on"]
    return {
        "violation_code": row["violation_code"],
        "counted": row["counted"],
        "from_on": first,
        "to_on": row["after_to"] or row["after_on"],
    }


def _unit(row: Mapping[str, Any]) -> tuple[str, int]:
    """What is shown, and by what the rate is multiplied for it."""
    if row["counted_over"] == PER_INSPECTION:
        return f"每百次检查的{row['counted']}", HUNDRED
    return f"每百天的{row['counted']}", HUNDRED


def _level(periods: Sequence[tuple[date, Period]], times: int) -> list[tuple[date, float | None]]:
    mean = times * sum(count for _, (count, _) in periods) / sum(over for _, (_, over) in periods)
    return [(first, mean) for first, _ in periods]
