"""Statistical findings in the shape of the findings list: F01 comparison, F02 burst, F03 bunching under a line.

Each is made of the same object as the picture and the caption, and keeps its identity over re-imports: it is named by
what was compared and in which year, never by a row's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fwzf_data.analysis.bunching import bunching
from fwzf_data.analysis.burst import BUREAU, calendar
from fwzf_data.analysis.captions import caption, comparables
from fwzf_data.analysis.fairness import pages
from fwzf_data.analysis.indicators import SQUADS_JOINED
from fwzf_data.analysis.query import Answer

Ask = Callable[..., Answer]
Row = dict[str, Any]


@dataclass(frozen=True)
class FlagRule:
    """What a statistical finding says of itself, as a check's front matter does."""

    code: str
    title: str
    article: str
    level: str
    innocent: tuple[str, ...]
    advice: str
    find: Callable[[Ask, date], Iterator[Row]]


def _comparisons(ask: Ask, as_of: date) -> Iterator[Row]:
    for page in pages(ask, as_of):
        for one in page.flagged:
            yield {
                "record_kind": "unit_comparison",
                "record_key": f"{page.indicator.name}·{page.dimension}·{one.unit}·{as_of.year}",
                "unit": one.unit if page.dimension in ("unit", SQUADS_JOINED) else None,
                "finding": caption(page, one),
                "evidence": comparables(page, one),
            }


def _bursts(ask: Ask, as_of: date) -> Iterator[Row]:
    for burst in calendar(ask, as_of).unexplained:
        yield {
            "record_kind": "enforcement_by_week",
            # A few late rows may move its first day, hardly ever the month of its strongest week.
            "record_key": (
                f"{burst.series.unit or BUREAU}·{burst.series.violation_code or '全部'}·{burst.strongest_on:%Y-%m}"
            ),
            "unit": burst.series.unit,
            "finding": burst.sentence,
            "evidence": f"{burst.from_on} 至 {burst.to_on} 立案 {burst.count} 件，应为 {burst.expected:.1f} 件",
            "occurred_on": burst.from_on,
        }


def _lines(ask: Ask, as_of: date) -> Iterator[Row]:
    for one in bunching(ask, as_of):
        if one.is_flagged:
            said = f"{one.line_kind}（{one.party_scope} {one.line_fen // 100:,} 元）附近的可比罚款 {one.near} 件"
            yield {
                "record_kind": "fines_near_lines",
                "record_key": f"{one.line_kind}·{one.party_scope}·{one.line_fen}·{one.unit}·{as_of.year}",
                "unit": one.unit,
                "finding": (
                    f"{one.unit}{said}，{one.below} 件压在线下；"
                    f"按其他单位对同样违法行为、同一档次的做法应为 {one.expected:.1f} 件。"
                ),
                "evidence": f"{said}，线下 {one.below} 件；其他单位 {one.others_near} 件里线下 {one.others_below} 件",
            }


FLAGS = (
    FlagRule(
        "F01",
        "单位比较超出正常范围",
        "行政处罚法第五条、第三十四条；国办发〔2022〕27号",
        "中",
        ("经手的案件情节不同而台账没有登记。", "职责分工不同。", "填报不全或者填报习惯不同。"),
        "打开比较页看最可比的案件，向承办单位了解原因后再定。",
        _comparisons,
    ),
    FlagRule(
        "F02",
        "没有公布专项行动的集中执法",
        "实施方案三（四）4：整治运动式、随意性执法",
        "中",
        ("上级临时部署没有登记专项行动计划。", "集中补录立案日期。", "节庆、天气使违法集中。"),
        "问清这段时间为什么集中；确有部署的，补登专项行动计划。",
        _bursts,
    ),
    FlagRule(
        "F03",
        "罚款压在程序界线以下",
        "行政处罚法第五十一条、第五十七条、第六十三条",
        "中",
        ("界线以下恰是裁量档次的常用数。", "案件本来就小。"),
        "抽查几件紧贴界线的案卷，看裁量档次和理由是否写明。",
        _lines,
    ),
)


def flags(ask: Ask, as_of: date, code: str | None = None) -> Iterator[Row]:
    """Every statistical finding of the as-of year, or one code's, without key, digest and disposition."""
    nothing = dict.fromkeys(("doubt", "occurred_on", "batch_id", "file", "sheet", "sheet_no", "row"))
    for rule in FLAGS:
        if code in (None, rule.code):
            said = {"code": rule.code, "title": rule.title, "article": rule.article, "level": rule.level}
            for row in rule.find(ask, as_of):
                yield (
                    nothing
                    | said
                    | {"certainty": "存疑", "doubt": "统计提示，原因要看案卷", "occurred_on": as_of}
                    | row
                )
