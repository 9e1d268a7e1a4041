"""Does a violation rise, or is more being inspected? Cases and findings per inspection, against as many days before.

Patrols drive counts: twice the patrols find twice as much. So what is compared is the rate per inspection, by the exact
test of two rates, and the counts only stand beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from fwzf_data.analysis.query import Answer, Query, QueryColumn
from fwzf_data.analysis.statistics.two_rates import rate_ratio
from fwzf_data.rulebook import rule_value

RISING, FALLING, UNSEEN, TOO_FEW = "上升", "下降", "看不出", "数据不足"

VIOLATION_CHANGE = Query(
    name="violation_change",
    room="analysis",
    sql="",
    title="每百次检查的升降",
    purpose="各违法行为每百次检查的案件和检查发现，与之前同样长的一段时间相比是升是降。",
    grain="目录中适用于本地的一种违法行为一行",
    source="两个泊松率之比的精确检验；界线见规则 risk",
    reads=(),
    notes=(
        "检查翻一番，发现的也会翻一番：只有每次检查发现的多了才算上升。",
        "上升、下降：偶然出现的可能很小；看不出：差别可能是偶然；数据不足：次数太少或一段没有检查记录。",
        "分母是时段内的全部检查，包括没有发现问题的。",
    ),
    params={"from_on": {"type": "date", "title": "起"}, "to_on": {"type": "date", "title": "止"}},
    columns=(
        QueryColumn("violation_code", "违法行为代码"),
        QueryColumn("violation_name", "违法行为"),
        QueryColumn("found_count", "案件和检查发现", "次"),
        QueryColumn("former_found_count", "上一段案件和检查发现", "次"),
        QueryColumn("per_inspection", "案件和检查发现与全部检查之比"),
        QueryColumn("former_per_inspection", "上一段案件和检查发现与全部检查之比"),
        QueryColumn("verdict", "升降"),
    ),
)


def violation_change(
    ask: Callable[..., Answer], as_of: date, *, from_on: date | None = None, to_on: date | None = None
) -> Answer:
    """The change of each violation that occurred in either window; most found first."""
    first, last = (day if isinstance(day, date) or day is None else date.fromisoformat(day) for day in (from_on, to_on))
    first, last = first or date(as_of.year, 1, 1), last or as_of
    before = {"from_on": first - (last - first) - timedelta(days=1), "to_on": first - timedelta(days=1)}
    former = {row["violation_code"]: row for row in ask("violation_risk_counts", **before).dicts()}
    rows = []
    for row in ask("violation_risk_counts", from_on=first, to_on=last).dicts():
        earlier = former.get(row["violation_code"])
        found, found_before = _found(row), _found(earlier) if earlier else 0
        if row["violation_code"] is None or not found + found_before:
            continue
        over, over_before = row["all_inspected_count"], earlier["all_inspected_count"] if earlier else 0
        rows.append((
            row["violation_code"], row["violation_name"], found, found_before,
            {"num": found, "den": over} if over else None,
            {"num": found_before, "den": over_before} if over_before else None,
            change(found, over, found_before, over_before, as_of),
        ))  # fmt: skip
    names = tuple(column.name for column in VIOLATION_CHANGE.columns)
    params = {"from_on": first, "to_on": last, "as_of": as_of}
    return Answer(VIOLATION_CHANGE, as_of, params, names, tuple(sorted(rows, key=lambda row: (-row[2], row[0]))))


def change(count: int, over: int, former_count: int, former_over: int, as_of: date) -> str:
    """What may be said of a rate against the former one."""
    if not over or not former_over or count + former_count < rule_value("risk.change_least_count", as_of):
        return TOO_FEW
    low, high = rate_ratio(count, over, former_count, former_over, 1 - rule_value("risk.change_alpha", as_of))
    return RISING if low > 1 else FALLING if high < 1 else UNSEEN


def _found(row: Mapping[str, Any]) -> int:
    return int(row["case_count"] + row["finding_count"])
