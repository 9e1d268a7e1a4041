"""The graded list of violations: counts, three sub-scores, proposed and confirmed level, and why.

The level is proposed; a person confirms it (``risk_decision``), and what was confirmed stays when data change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fwzf_data.analysis.query import Answer, Query, QueryColumn
from fwzf_data.analysis.risk_decision import Confirmed, difference
from fwzf_data.analysis.risk_grade import MATRIX, MODES, Grade, Scale, grade, sensitivity
from fwzf_data.errors import BadRequest
from fwzf_data.rulebook import rule_value

Ask = Callable[..., Answer]
Row = dict[str, Any]

COLUMNS = (
    QueryColumn("violation_code", "违法行为代码"),
    QueryColumn("violation_name", "违法行为"),
    QueryColumn("case_count", "案件", "件"),
    QueryColumn("finding_count", "检查发现", "次"),
    QueryColumn("complaint_count", "有效投诉", "件"),
    QueryColumn("guidance_count", "行政指导", "次"),
    QueryColumn("weighted_count", "加权次数", "次"),
    QueryColumn("share", "占比"),
    QueryColumn("share_low", "占比区间下限"),
    QueryColumn("share_high", "占比区间上限"),
    QueryColumn("per_inspection", "案件和检查发现与全部检查之比"),
    QueryColumn("frequency", "频率等级"),
    QueryColumn("harm", "危害等级"),
    QueryColumn("form", "形式等级"),
    QueryColumn("score", "得分"),
    QueryColumn("proposed_level", "建议等级"),
    QueryColumn("confirmed_level", "确定等级"),
    QueryColumn("level_difference", "与建议的差别"),
    QueryColumn("confirmed_why", "确定的理由"),
    QueryColumn("rule", "判定规则"),
    QueryColumn("unstable", "频率等级不稳定"),
    QueryColumn("sensitivity", "权重浮动时的等级"),
    QueryColumn("reason", "依据"),
)
RISK = Query(
    name="risk",
    room="analysis",
    sql="",
    title="风险评级",
    purpose="每一种违法行为的频率、危害、形式三项分级，建议等级和判定的规则，连同人确定的等级。",
    grain="目录中适用于本地的一种违法行为一行",
    source="实施方案三（一）；巩义市风险防控清单的评定办法；分级的数字见「规则与时限」",
    reads=(),
    notes=(
        "建议等级由规则得出，由人确定；数据变化不改确定等级。",
        "没有案件、针对该行为的检查又少的，为数据不足，不是低。",
        "占比的分母不含没有对应到违法行为的记录。",
        "占比的区间为 Wilson 区间，置信度见「规则与时限」；跨过分级界线的，频率等级不稳定。",
        "次数受检查多少影响，请同时看每百次检查发现多少。",
        "权重浮动：三项权重逐个上下浮动后等级会变的，写明变成什么；只用于矩阵方式。",
    ),
    params={
        "mode": {"type": "text", "title": "方式", "default": MATRIX},
        "from_on": {"type": "date", "title": "从"},
        "to_on": {"type": "date", "title": "到"},
    },
    columns=COLUMNS,
)
_NAMES = tuple(column.name for column in COLUMNS)


def risk(
    ask: Ask,
    as_of: date,
    confirmed: Mapping[str, Confirmed],
    *,
    mode: str = MATRIX,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Answer:
    """The list as of a day, gravest first; ``confirmed``: what ``confirmations(journal)`` says.

    Raises BadRequest for a mode nobody knows.
    """
    if mode not in MODES:
        raise BadRequest(f"没有「{mode}」这种方式，应为 {'、'.join(MODES)} 之一。")
    counts = ask("violation_risk_counts", from_on=from_on, to_on=to_on).dicts()
    rows = sorted(graded(counts, as_of, mode), key=_gravest_first)
    told = (_with_word(row, confirmed.get(row["violation_code"]), mode) for row in rows)
    params = {"mode": mode, "from_on": from_on, "to_on": to_on, "as_of": as_of}
    return Answer(RISK, as_of, params, _NAMES, tuple(tuple(row[name] for name in _NAMES) for row in told))


def _with_word(row: Row, decided: Confirmed | None, mode: str) -> Row:
    return row | {
        "confirmed_level": decided.level if decided else None,
        "level_difference": difference(decided, row["proposed_level"], mode),
        "confirmed_why": decided.why if decided else None,
    }


def graded(counts: Iterable[Mapping[str, Any]], as_of: date, mode: str = MATRIX) -> list[Row]:
    """Rows of ``violation_risk_counts`` with their grades; what was not matched to a violation has none."""
    scale = Scale.on(as_of)
    by = Decimal(str(rule_value("risk.sensitivity", as_of)))
    return [_row(row, grade(row, scale, mode), scale, by, mode) for row in counts if row["violation_code"] is not None]


def _row(row: Mapping[str, Any], found: Grade, scale: Scale, by: Decimal, mode: str) -> Row:
    leaning = sensitivity(row, scale, by) if mode == MATRIX else {}
    total, inspections = row["known_total"], row["all_inspected_count"]
    return {
        **{name: row[name] for name in _NAMES if name in row},
        "share": {"num": row["weighted_count"], "den": total} if total else None,
        "share_low": _rounded(found.share_low),
        "share_high": _rounded(found.share_high),
        "per_inspection": {"num": row["case_count"] + row["finding_count"], "den": inspections}
        if inspections
        else None,
        "frequency": found.frequency,
        "harm": found.harm,
        "form": found.form,
        "score": found.score,
        "proposed_level": found.level,
        "rule": found.rule,
        "unstable": found.is_unstable,
        "sensitivity": "；".join(f"{change}→{level}" for change, level in leaning.items()) or None,
        "reason": reason(row, found, scale),
    }


def reason(row: Mapping[str, Any], found: Grade, scale: Scale) -> str:
    """The three sub-scores in words, with the counts, the period and how complete the data are."""
    counts = f"案件 {row['case_count']}、检查发现 {row['finding_count']}、有效投诉 {row['complaint_count']}、"
    counts += f"行政指导 {row['guidance_count']}，加权 {_plain(row['weighted_count'])} 次"
    frequency = f"频率 {found.frequency} 级：{counts}"
    if found.share_low is not None and found.share_high is not None:
        share = float(row["weighted_count"]) / float(row["known_total"])
        frequency += f"，占 {share:.1%}（{scale.confidence:.0%} 区间 {found.share_low:.1%}–{found.share_high:.1%}）"
    frequency += f"，集中在{found.concentrated}加一级" if found.concentrated else ""
    frequency += "，频率等级不稳定" if found.is_unstable else ""
    harm = f"危害 {found.harm} 级：" if found.harm else "危害不知道："
    harm += f"法定上限 {row['ceiling_level']} 级" if row["ceiling_level"] else "没有法定幅度"
    harm += "，涉及公共安全" if row["is_safety"] else ""
    harm += f"，有危害后果 {row['harmful_count']} 件"
    form = f"形式 {found.form} 级：" + (
        f"重大处罚、强制或移送 {row['grave_count']} 件，拒不改正 {row['refused_count']} 件，"
        f"再犯 {row['repeat_count']} 件，当场改正、简易或不罚 {row['mild_count']} 件"
        if row["case_count"]
        else "没有案件"
    )
    everything = row["known_total"] + row["unknown_total"]
    coverage = f"时段 {row['month_count']} 个月，有记录 {row['recorded_month_count']} 个月"
    coverage += f"；全部记录已对应 {float(row['known_total'] / everything):.0%}" if everything else ""
    return "；".join((frequency, harm, form)) + f"。{coverage}。"


def _gravest_first(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """By level (数据不足 last), then score, count and code, so that the order of the data changes nothing."""
    place = {"高": 0, "中": 1, "低": 2}.get(row["proposed_level"], 3)
    return place, -(row["score"] or 0), -row["weighted_count"], row["violation_code"]


def _plain(count: Decimal) -> str:
    return f"{count:f}".rstrip("0").rstrip(".")


def _rounded(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(str(round(share, 6)))
