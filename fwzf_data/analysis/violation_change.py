"""Does a violation rise, or is more being inspected? What happened in a window, against as many days before.

Patrols drive counts: twice the patrols find twice as much. So what inspections found is compared over the inspections
that looked for it, complaints over days, and a case without its inspection over both; the counts only stand beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from fwzf_data.analysis.occurrences import COMPLAINED, FOUND, OTHER, Occurrences, occurrences
from fwzf_data.analysis.query import Answer, Query, QueryColumn
from fwzf_data.analysis.statistics.interrupted import Period
from fwzf_data.analysis.statistics.two_rates import rate_ratio
from fwzf_data.rulebook import rule_value

RISING, FALLING, UNSEEN, TOO_FEW = "上升", "下降", "看不出", "数据不足"
_COUNTED = ("finding_count", "other_case_count", "complaint_count")
_PARTS = len(_COUNTED)

VIOLATION_CHANGE = Query(
    name="violation_change",
    room="analysis",
    sql="",
    title="违法行为的升降",
    purpose="各违法行为的检查发现、其他案件和有效投诉，与之前同样长的一段时间相比是升是降。",
    grain="目录中适用于本地的一种违法行为一行",
    source="两个泊松率之比的精确检验；界线见「规则与时限」",
    reads=(),
    notes=(
        "检查翻一番，发现的也会翻一番：查这种行为的检查，每次发现的多了才算上升。",
        "台账写明查的是哪种行为的，分母是查它的检查；只在发现时才写的，分母是没有写别的违法行为的全部检查。",
        "投诉按天算。没有检查关联的案件不知道是不是检查发现的，按天算和按检查算都升（都降）才算。",
        "一种台账登记到哪一天就数到哪一天：再往后没有记录的日子不当作没有发生。",
        "上升、下降：偶然出现的可能很小；几种数法方向相反的为看不出；数据不足：次数太少或一段没有记录。",
        "案件按发现日，没有的依次取立案、违法、决定日。",
    ),
    params={"from_on": {"type": "date", "title": "从"}, "to_on": {"type": "date", "title": "到"}},
    columns=(
        QueryColumn("violation_code", "违法行为代码"),
        QueryColumn("violation_name", "违法行为"),
        QueryColumn("verdict", "升降"),
        QueryColumn("why", "理由"),
        QueryColumn("finding_count", "检查发现", "次"),
        QueryColumn("former_finding_count", "上一段检查发现", "次"),
        QueryColumn("per_looked", "检查发现与查该行为的检查之比"),
        QueryColumn("former_per_looked", "上一段检查发现与查该行为的检查之比"),
        QueryColumn("other_case_count", "其他案件", "件"),
        QueryColumn("former_other_case_count", "上一段其他案件", "件"),
        QueryColumn("complaint_count", "有效投诉", "件"),
        QueryColumn("former_complaint_count", "上一段有效投诉", "件"),
    ),
)


def violation_change(
    ask: Callable[..., Answer], as_of: date, *, from_on: date | None = None, to_on: date | None = None
) -> Answer:
    """The change of each violation that occurred in either window; what happened most first."""
    first, last = (day if isinstance(day, date) or day is None else date.fromisoformat(day) for day in (from_on, to_on))
    first, last = first or date(as_of.year, 1, 1), last or as_of
    happened, days = occurrences(ask, as_of), (last - first).days + 1
    starts = (first, first - timedelta(days=days))
    rows = [(code, name, *_row(happened, code, starts, days, as_of)) for code, name in happened.names.items()]
    names = tuple(column.name for column in VIOLATION_CHANGE.columns)
    place = {name: number for number, name in enumerate(names)}
    now, before = ([place[part + name] for name in _COUNTED] for part in ("", "former_"))
    rows = [row for row in rows if any(row[at] for at in (*now, *before))]
    rows.sort(key=lambda row: (-sum(row[at] for at in now), row[0]))
    params = {"from_on": first, "to_on": last, "as_of": as_of}
    return Answer(VIOLATION_CHANGE, as_of, params, names, tuple(rows))


def _row(happened: Occurrences, code: str, starts: tuple[date, date], days: int, as_of: date) -> tuple[Any, ...]:
    found, other, other_looked, complained = (
        [series.period(start, days) for start in starts]
        for series in (
            happened.over_inspections(FOUND, code), happened.over_days(OTHER, code),
            happened.over_inspections(OTHER, code), happened.over_days(COMPLAINED, code),
        )
    )  # fmt: skip
    by_day, by_inspection = change(other[0], other[1], as_of), change(other_looked[0], other_looked[1], as_of)
    is_never_looked_for = happened.has_inspections and not any(over for _, over in other_looked)
    told = {
        FOUND: change(found[0], found[1], as_of),
        OTHER: by_day if is_never_looked_for else agreed(by_day, by_inspection),
        COMPLAINED: change(complained[0], complained[1], as_of),
    }
    (count, over), (former_count, former_over) = found
    return (
        together(list(told.values())), "；".join(f"{name}{verdict}" for name, verdict in told.items()),
        count, former_count, _rate(count, over), _rate(former_count, former_over), other[0][0], other[1][0],
        complained[0][0], complained[1][0],
    )  # fmt: skip


def change(now: Period, former: Period, as_of: date) -> str:
    """What may be said of a rate against the former one."""
    (count, over), (former_count, former_over) = now, former
    if not over or not former_over or count + former_count < rule_value("risk.change_least_count", as_of):
        return TOO_FEW
    low, high = rate_ratio(count, over, former_count, former_over, 1 - rule_value("risk.change_alpha", as_of) / _PARTS)
    return RISING if low > 1 else FALLING if high < 1 else UNSEEN


def agreed(by_day: str, by_inspection: str) -> str:
    """What holds whether patrols produced the records or not."""
    if TOO_FEW in (by_day, by_inspection):
        return TOO_FEW
    return by_day if by_day == by_inspection else UNSEEN


def together(verdicts: Sequence[str]) -> str:
    """What several kinds of records say of one violation: where some rise and others fall, nothing can be told."""
    moved = {verdict for verdict in verdicts if verdict in (RISING, FALLING)}
    if len(moved) == 1:
        return moved.pop()
    return UNSEEN if moved or UNSEEN in verdicts else TOO_FEW


def _rate(count: int, over: float) -> dict[str, int] | None:
    return {"num": count, "den": round(over)} if over else None
