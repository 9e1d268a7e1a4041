"""What is said of figures, computed from what the picture is drawn of; no p-value in any sentence."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from fwzf_data.analysis.comparison import HIGH, UNKNOWN, Comparison, Report
from fwzf_data.analysis.fairness import Page
from fwzf_data.analysis.indicators import DIMENSIONS, STRATA
from fwzf_data.analysis.statistics.intervals import wilson
from fwzf_data.rulebook import rule_value

_COUNTED = {
    "comparison_complaint_cells": ("投诉", "件"),
    "comparison_inspection_cells": ("检查", "次"),
    "comparison_party_cells": ("监管对象", "家"),
}


def counted(page: Page) -> tuple[str, str]:
    """What an indicator counts, and in which unit."""
    return _COUNTED.get(page.indicator.cells, ("案件", "件"))


def count(value: float, is_amount: bool = False) -> str:
    """A count as people say it: whole where it is whole, else with one decimal."""
    return f"{value:.1f}" if is_amount or value != int(value) else f"{int(value):,}"


def caption(page: Page, one: Comparison) -> str:
    """「三中队处罚率：实际 185 件，按同类案件应为 214.6 件（正常范围 198.4–230.0）。值得复核（偏低）。」"""
    amount = page.indicator.amount is not None
    what, unit = counted(page)
    if one.alert is None or one.verdict == UNKNOWN:
        why = (
            f"{_comparable(page, one)}，不够判断"
            if one.alert is None
            else f"{one.size} {unit}里怎样分布都不足以说明问题"
        )
        return f"{one.unit}{page.indicator.title}：{why}。{UNKNOWN}。"
    low, high = count(one.alert.low, True), count(one.alert.high, True)
    real, wanted = count(one.observed, amount), count(one.expected, True)
    if amount:
        low, high = f"{one.alert.low / one.size:.2f}", f"{one.alert.high / one.size:.2f}"
        real, wanted = f"平均 {one.observed / one.size:.2f}", f"平均 {one.expected / one.size:.2f}"
    of = "" if amount else f" {unit}"
    return (
        f"{one.unit}{page.indicator.title}：可比 {one.size:,} {unit}，实际 {real}{of}，"
        f"按同类{what}应为 {wanted}{of}（正常范围 {low}–{high}）。{one.verdict}。{_no_fault(page, one)}"
    )


def _no_fault(page: Page, one: Comparison) -> str:
    """Few cases beyond their time are no fault: outside the range on the side an indicator does not warn of."""
    side = _side(one)
    if not one.is_flagged or side in page.indicator.direction:
        return ""
    return f"这一项{side}本身不是问题，只请核对填报的口径是不是与别人不同。"


def _side(one: Comparison) -> str:
    return "偏高" if one.verdict == HIGH else "偏低"


def unjudged(page: Page) -> str:
    """Who could not be judged, and how few cases were comparable; nothing where everybody could."""
    few = [one for one in page.report.comparisons if one.verdict == UNKNOWN]
    return "数据不足：" + "；".join(f"{one.unit}{_comparable(page, one)}" for one in few) + "。" if few else ""


def _comparable(page: Page, one: Comparison) -> str:
    what, unit = counted(page)
    alone = f"，另有 {one.left_out:,} {unit}没有同类{what}可比" if one.left_out else ""
    return f"可比{what} {one.size:,} {unit}{alone}"


def comparables(page: Page, one: Comparison) -> str:
    """What the flag rests on, as the evidence of a finding."""
    low, high = (one.alert.low, one.alert.high) if one.alert else (0.0, float(one.size))
    size = f"可比 {one.size} {counted(page)[1]}"
    return f"{size}；实际 {one.observed:g}；按同类应为 {one.expected:.1f}；正常范围 {low:.1f}–{high:.1f}"


def headline(page: Page) -> str:
    """What the page says as a whole: who is flagged, or that nobody is, and how many cannot be judged."""
    units = page.report.comparisons
    flagged = page.flagged
    unknown = sum(one.verdict == UNKNOWN for one in units)
    what = DIMENSIONS[page.dimension]
    if not units:
        return f"{page.indicator.title}：这段时间没有可比的记录"
    if flagged:
        names = "、".join(f"{one.unit}{_side(one)}" for one in flagged)
        said = f"{names}，值得复核"
    elif unknown == len(units):
        said = f"{len(units)} 个{what}都数据不足，不作判断"
    else:
        said = f"{len(units) - unknown} 个{what}都在正常范围之内"
    rest = f"；另有 {unknown} 个数据不足" if unknown and unknown < len(units) else ""
    return f"{page.indicator.title}：{said}{rest}"


def visible(one: Comparison) -> str:
    """The least difference so many cases would have shown."""
    if one.visible_gap is None:
        return "看不出任何差距"
    return f"相差 {one.visible_gap:.0%} 以上才看得出"


def interval(one: Comparison) -> str:
    """The unit's own rate with Wilson's interval, before anything is adjusted for."""
    if not one.size:
        return "—"
    low, high = wilson(one.observed, one.size, rule_value("fairness.interval_confidence"))
    return f"{one.observed / one.size:.0%}（{low:.0%}–{high:.0%}）"


def pages_looked_at(pages: int, alarm: float, unjudged: int = 0) -> str:
    """How many pages were looked at, and what luck alone would have flagged."""
    if not pages:
        return f"{unjudged} 项都数据不足，没有判断。"
    # Rounded up, as it says 不到: 0.018 of a page is not less than 0.0.
    lucky = f"{ceil(round(pages * alarm * 10, 6)) / 10:.1f}"
    looked = f"一共判断了 {pages} 项（一个指标按一种对象比是一项）；就算都没有差别，碰巧也会有不到 {lucky} 项出现提示。"
    return looked + (f"另有 {unjudged} 项数据不足，没有判断。" if unjudged else "")


def how(page: Page) -> list[dict[str, str]]:
    """The lines of the 「怎么算的」 drawer."""
    report: Report = page.report
    what, unit = counted(page)
    levels = [
        f"{'×'.join(STRATA[part] for part in level)} {cases:,} {unit}"
        for level, cases in zip(page.strata, report.coarsened, strict=True)
    ]
    lines = {
        "定义": page.indicator.definition,
        "分子": page.indicator.numerator,
        "分母": page.indicator.denominator,
        f"同类{what}": "；".join(levels) + "。件数不够的一层并入下一级。",
        "没有比较的": f"{report.left_out:,} {unit}：哪一级都没有足够的同类{what}。",
        "应为多少": "每一层按其他单位的比例乘本单位的件数，再相加；不含自己，也不含已经提示的单位。",
        "正常范围": (
            f"没有差别时越出的机会 {report.alpha:.2%}（两侧合计），贝塔二项分布，"
            f"已计入参照本身的不确定和组内相关 {report.rho:.4f}；底纹是 {1 - rule_value('fairness.shade'):.0%}。"
        ),
        "单位之间": "除了提示的，没有发现超出偶然的差别。"
        if report.steady
        else "单位之间另有没有登记的差别，正常范围已相应放宽。",
        "依据": page.indicator.source,
        "偏高偏低": page.indicator.direction,
        "最低要求": page.indicator.minimum,
        "可能的正当原因": "；".join(page.indicator.innocent),
    }
    if page.odds:
        sure = rule_value("fairness.interval_confidence")
        one, other = (found.unit for found in report.comparisons)
        lines["只有两个对象"] = (
            f"{one}发生的机会比（同类案件里与{other}相比）约 {page.odds.odds_ratio:.2f} 倍"
            f"（{sure:.0%} 区间 {page.odds.low:.2f}–{page.odds.high:.2f}），分不出是谁不同，所以不提示。"
        )
    if page.is_grade_dropped:
        lines["没有用档次"] = "只有一种结果的案件填了档次，按档次分层会把差别藏起来。"
    return [{"项目": name, "内容": text} for name, text in lines.items()]


def cases_and_filings(figures: Mapping[str, Any]) -> str:
    """Why the year has another number of cases than of filings; nothing where it has not."""
    unfiled, simple = figures["unfiled_case_count"], figures["unfiled_simple_count"]
    parts = [
        f"{unfiled:,} 件没有立案日期（{simple:,} 件是简易程序，当场决定、不单独立案）" if unfiled else "",
        f"{figures['former_filed_count']:,} 件是以前年度立案的" if figures["former_filed_count"] else "",
    ]
    filed = figures["case_count"] - unfiled - figures["former_filed_count"]
    later = figures["later_decided_count"]
    said = "，".join(part for part in parts if part)
    if not said and not later:
        return ""
    return (
        f"上面的 {figures['case_count']:,} 件按发生日（决定日期，没有的取立案日期）算，其中 {filed:,} 件是今年立案的"
        + (f"，{said}" if said else "")
        + (f"；另有 {later:,} 件今年立案、发生日不在今年" if later else "")
        + "。下面只数今年立案的。"
    )
