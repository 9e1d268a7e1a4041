"""The risk-prevention list: graded violations with basis, consequence, causes and measures; what lacks, what changed.

A published list is a version in the ledger of risk lists, like one that was uploaded: the ledger is the library of
measures the bureau edits, and its newest row on a violation is what the next draft begins with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from fwzf_data.analysis.query import Answer, Query, QueryColumn
from fwzf_data.analysis.risk import RISK, risk
from fwzf_data.analysis.risk_decision import Confirmed
from fwzf_data.analysis.risk_grade import LEVELS, MATRIX, UNKNOWN
from fwzf_data.errors import BadRequest
from fwzf_data.rulebook import rule_value

Ask = Callable[..., Answer]
Row = dict[str, Any]

ELEMENTS = {"legal_basis": "处罚依据", "consequence": "法律后果", "prevention": "防控措施"}
"""Without which no risk point is published (实施方案三（一）)."""
UNCONFIRMED = "确定等级"
_TOLD = ("manifestation", "party_scope", "legal_basis", "consequence", "cause_analysis", "prevention", "unit")
_COMPARED = {"legal_basis": "依据", "consequence": "后果", "prevention": "措施"}
_GRADED = {column.name: column for column in RISK.columns}
COLUMNS = (
    *(_GRADED[name] for name in ("violation_code", "violation_name")),
    QueryColumn("state", "状态"),
    QueryColumn("lacking", "还缺"),
    QueryColumn("level", "风险等级"),
    *(_GRADED[name] for name in ("proposed_level", "confirmed_level", "confirmed_why")),
    QueryColumn("change", "与上一版相比"),
    *(
        _GRADED[name]
        for name in ("finding_count", "case_count", "complaint_count", "frequency", "harm", "form", "score", "rule")
    ),
    QueryColumn("manifestation", "表现形式"),
    QueryColumn("party_scope", "行政相对人"),
    QueryColumn("legal_basis", "处罚依据"),
    QueryColumn("consequence", "法律后果"),
    QueryColumn("cause_analysis", "发生原因"),
    QueryColumn("prevention", "防控措施"),
    QueryColumn("unit", "责任单位"),
)
PREVENTION = Query(
    name="prevention",
    room="analysis",
    sql="",
    title="风险防控清单草稿",
    purpose="评出等级的违法行为，连同依据、后果、原因和措施；还缺什么、与上一版相比变了什么。",
    grain="一个风险点一行",
    source="实施方案三（一）：4月30日前列出风险点、分级、依据、后果和防控措施，并公开",
    reads=(),
    notes=(
        "列入清单的是有记录、评得出等级的违法行为，加上已经确定等级的和上一版清单里的。",
        "等级以人确定的为准；没有确定的只是建议，不能公开。",
        "依据、后果、措施缺一样的不能公开。",
    ),
    params={
        "mode": {"type": "text", "title": "方式", "default": MATRIX},
        "from_on": {"type": "date", "title": "从"},
        "to_on": {"type": "date", "title": "到"},
    },
    columns=COLUMNS,
)
DRAFT, READY = "草稿", "可以公开"


def prevention(
    ask: Ask,
    as_of: date,
    confirmed: Mapping[str, Confirmed],
    *,
    mode: str = MATRIX,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Answer:
    """The draft as of a day, gravest first; ``confirmed``: what ``confirmations(journal)`` says."""
    written = {row["violation_code"]: row for row in ask("prevention_points").dicts()}
    before = last_published(ask)
    rows = [
        made
        for graded in risk(ask, as_of, confirmed, mode=mode, from_on=from_on, to_on=to_on).dicts()
        if (told := written.get(graded["violation_code"])) and (made := _point(graded, told, before)) is not None
    ]
    rows.sort(key=lambda row: (_place(row["level"]), -(row["score"] or 0), row["violation_code"]))
    names = tuple(column.name for column in COLUMNS)
    params = {"mode": mode, "from_on": from_on, "to_on": to_on, "as_of": as_of}
    return Answer(PREVENTION, as_of, params, names, tuple(tuple(row[name] for name in names) for row in rows))


def last_published(ask: Ask) -> list[Row]:
    """The points of the version published last, whenever it was loaded; none where there is none."""
    versions = ask("risk_list_versions").dicts()
    last = max(filter(_published_when, versions), key=_published_when, default=None)
    return ask("risk_point_list", version=last["version"]).dicts() if last else []


def published_on(version: Mapping[str, Any]) -> str | None:
    """When a version became public, in words; nothing where it says neither a day nor a month."""
    if version["published_on"]:
        return str(version["published_on"])
    year, _, month = (version["published_month"] or "").partition("-")
    return f"{year}年{int(month)}月" if month else None


def _published_when(version: Mapping[str, Any]) -> tuple[str, int] | tuple[()]:
    """Sorts versions by publication, those of one day by loading; a month alone ends with it. Empty: not public."""
    day = version["published_on"].isoformat() if version["published_on"] else version["published_month"]
    return (day if len(day) > len("2022-04") else f"{day}-31", version["batch_id"]) if day else ()


def published(ask: Ask, version: str) -> tuple[list[Row], list[str]]:
    """The points of a version in the columns of the draft, and what it left out of the version published before it.

    Raises BadRequest where there is no such version.
    """
    known = {row["version"]: _published_when(row) for row in ask("risk_list_versions").dicts()}
    if version not in known:
        have = "、".join(name or "（未写版本）" for name in known) or "无"
        raise BadRequest(f"没有「{version}」这一版防控清单。已有的版本：{have}。")
    earlier = {when: name for name, when in known.items() if () < when < known[version]}
    former = ask("risk_point_list", version=earlier[max(earlier)]).dicts() if earlier else []
    points = []
    for row in ask("risk_point_list", version=version).dicts():
        level = row["risk_level"]
        named = {"violation_name": row["risk_point"], "level": level, "confirmed_level": level, "confirmed_why": None}
        point = row | named
        points.append(point | {"change": change(point, like(point, former)) if former else None})
    return points, gone(points, former)


def _point(graded: Row, told: Row, before: Sequence[Row]) -> Row | None:
    former = like(graded, before)
    level = graded["confirmed_level"] or (graded["proposed_level"] if graded["weighted_count"] else None)
    if level in (None, UNKNOWN) and former is None:
        return None
    level = None if level == UNKNOWN else level
    row = graded | {name: told[name] for name in _TOLD} | {"level": level}
    missing = lacking(row)
    return row | {
        "lacking": "、".join(missing) or None,
        "state": DRAFT if missing else READY,
        "change": change(row, former) if before else None,
    }


def lacking(point: Mapping[str, Any]) -> list[str]:
    """What a risk point still needs before it can be published."""
    missing = [word for name, word in ELEMENTS.items() if is_blank(point[name])]
    return missing if point["confirmed_level"] else [*missing, UNCONFIRMED]


def is_blank(text: str | None) -> bool:
    """Whether nothing is written: 「无」「待补充」 only keep a cell from being empty."""
    words = "|".join(rule_value("risk.placeholder_words"))
    return re.fullmatch(f"(?:{words})*", re.sub(r"[\W_]", "", text or "").lower()) is not None


def change(point: Mapping[str, Any], former: Mapping[str, Any] | None) -> str | None:
    """What is not as in the version before, with the reason a level was given; nothing where all is alike."""
    if former is None:
        return "新增"
    said = []
    if point["level"] and former["risk_level"] != point["level"]:
        why = f"（{point['confirmed_why']}）" if point["confirmed_why"] else ""
        proposed = "" if point["confirmed_level"] else "建议"
        said.append(f"{proposed}等级由{former['risk_level'] or '未定'}改为{point['level']}{why}")
    said += [f"{word}有改动" for name, word in _COMPARED.items() if point[name] != former[name]]
    return "；".join(said) or None


def gone(points: Iterable[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]) -> list[str]:
    """Points of the version before that this one leaves out."""
    kept = {_same(point["violation_code"], point["violation_name"]) for point in points}
    return [row["risk_point"] for row in before if _same(row["violation_code"], row["risk_point"]) not in kept]


def like(point: Mapping[str, Any], before: Sequence[Row]) -> Row | None:
    """The same point in the version before: of several on one violation the one called alike, else the first."""
    same = _same(point["violation_code"], point["violation_name"])
    found = [row for row in before if _same(row["violation_code"], row["risk_point"]) == same]
    return next((row for row in found if row["risk_point"] == point["violation_name"]), found[0] if found else None)


def _same(violation_code: str | None, name: str) -> tuple[str | None, str]:
    """What tells a point: its violation, and outside the catalogue what it is called."""
    return (violation_code, "") if violation_code else (None, re.sub(r"[\W_]", "", name))


def _place(level: str | None) -> int:
    return -LEVELS.index(level) if level in LEVELS else 1
