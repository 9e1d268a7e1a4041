"""What a plan file lacks: faults, with which it cannot be used, and gaps, which the plan itself leaves open."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fwzf_data.analysis.annual_plan import PLAN_COLUMNS, plan_files
from fwzf_data.analysis.query import queries
from fwzf_data.errors import BadRequest
from fwzf_data.intake.keys import UNIT_SETS
from fwzf_data.intake.ledger import ledgers
from fwzf_data.intake.schema import base_columns
from fwzf_data.rulebook import rule_value

KINDS = ("dated", "counted", "existence", "continuous", "permissive")
UNIT_RULES = ("lead", "responsible", "bureau")
TARGETS = ("share", "count", "points")
SETTERS = ("方案", "其他规定", "本局设定")
_WORDS = {"kind": KINDS, "unit_rule": UNIT_RULES, "threshold_is": TARGETS, "threshold_from": SETTERS}
FAULT, GAP = "错误", "缺口"
_NEEDED = ("obligation_id", "title", "kind", "unit_rule", "source_ledgers")
_TOLD = re.compile(r"'measure': '(\w+)'")
_KEYS = re.compile(r"（[a-z_、]+）")
_BY_TASKS = "task_points"
_SUMMARIES = "summaries"
_DAYS = {"due_on", "period_from", "period_to", "phase_from", "phase_to"}
_ENDS = {"dated", "counted", "existence"}
_FINDINGS = "findings"
"""The list of findings is a source that is no ledger."""

Table = Mapping[str, Any]


@dataclass(frozen=True)
class PlanGap:
    """One thing that is missing or cannot be."""

    obligation_id: str | None
    """None: the plan as a whole"""
    kind: str
    """错误 or 缺口"""
    message: str

    @property
    def said(self) -> str:
        """The message for a reader of the page, who has no plan file to put a key into."""
        return _KEYS.sub("", self.message)

    def __str__(self) -> str:
        return f"{self.kind}　{self.obligation_id or '方案'}　{self.message}"


def plan_gaps(path: Path) -> list[PlanGap]:
    """Every fault and gap of one plan file, in its order; raises BadRequest where it cannot be read at all."""
    try:
        body = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadRequest(f"没有找到方案文件「{path}」，请核对路径。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRequest(f"方案文件「{path.name}」不是有效的 TOML：{error}。") from error
    shapeless = list(_shapeless(body))
    if shapeless:
        return [PlanGap(None, *gap) for gap in shapeless]
    plan, obligations = _parts(body)
    found = [PlanGap(None, *gap) for gap in _of_plan(path, plan, obligations)]
    for obligation in obligations:
        key = obligation.get("obligation_id")
        found += [PlanGap(key if isinstance(key, str) else None, *gap) for gap in _of_obligation(obligation, plan)]
    return found


def known_measures() -> set[str]:
    """The measures ``queries/facts/told_*.sql`` take from the ledgers."""
    told = (asked.sql for name, asked in queries().items() if name.startswith("told_"))
    return {measure for sql in told for measure in _TOLD.findall(sql)} | {_BY_TASKS}


def _shapeless(body: Table) -> Iterator[tuple[str, str]]:
    if not isinstance(body.get("plan", {}), dict):
        yield FAULT, "plan 应写成 [plan] 下面的一组键"
    obligations = body.get("obligation", [])
    if not isinstance(obligations, list) or not all(isinstance(obligation, dict) for obligation in obligations):
        yield FAULT, "obligation 应写成一项一项的 [[obligation]]"


def _parts(body: Table) -> tuple[Table, list[Table]]:
    return body.get("plan", {}), body.get("obligation", [])


def _day_fault(key: str, value: Any) -> str | None:
    """Why a value is no day; a day with a time of day is none."""
    if isinstance(value, datetime):
        return f"{key} 写了几点几分，应只写日期"
    return None if isinstance(value, date) else f"{key} 不是日期"


def _of_plan(path: Path, plan: Table, obligations: list[Table]) -> Iterator[tuple[str, str]]:
    for key, word in (("title", "名称"), ("year", "年度"), ("first_on", "年度第一天"), ("last_on", "年度最后一天")):
        if key not in plan:
            yield FAULT, f"[plan] 没有写{word}（{key}）"
    for key in ("first_on", "last_on", "issued_on"):
        if key in plan and (said := _day_fault(key, plan[key])):
            yield FAULT, f"[plan] 的 {said}"
    if "year" in plan and type(plan["year"]) is not int:
        yield FAULT, "[plan] 的 year 应为四位年份"
    if _is_before(plan.get("last_on"), plan.get("first_on")):
        yield FAULT, "[plan] 年度最后一天早于第一天"
    keys = [obligation.get("obligation_id") for obligation in obligations]
    own = {key for key in keys if isinstance(key, str)}
    for other in (other for other in plan_files() if other.resolve() != path.resolve()):
        year, others = _year_and_keys(other)
        if year is not None and year == plan.get("year"):
            yield FAULT, f"{other.name} 也是 {plan.get('year')} 年度的方案，一个年度只能有一个"
        elif own & others:
            yield (
                GAP,
                (
                    f"有编号与 {other.name} 相同：任务台账同一单位同一编号只留最新一次填报，"
                    "以后看往年的进度要用当时已报的口径；要都留下，请换编号"
                ),
            )
    if not obligations:
        yield FAULT, "没有任何义务（[[obligation]]）"
    counts = Counter(key for key in keys if isinstance(key, str))
    for key in (key for key, count in counts.items() if key and count > 1):
        yield FAULT, f"编号 {key} 重复"
    yield from _counted_twice(obligations)
    if "document_no" not in plan:
        yield GAP, "没有写文号"
    if "issued_on" not in plan:
        yield GAP, "没有写发文日期：超期的义务会注明发文日期未知"


def _counted_twice(obligations: list[Table]) -> Iterator[tuple[str, str]]:
    """Duties of several quarters that count the same rows, where no quarter is written down."""
    whole: dict[str, list[str]] = {}
    for obligation in obligations:
        measure, key = obligation.get("measure"), obligation.get("obligation_id")
        is_open = "period_from" not in obligation or "period_to" not in obligation
        if obligation.get("kind") in _ENDS and is_open and isinstance(measure, str) and isinstance(key, str):
            whole.setdefault(measure, []).append(key)
    for keys in (keys for measure, keys in whole.items() if len(keys) > 1 and measure != _BY_TASKS):
        yield (
            GAP,
            f"{'、'.join(keys)} 数同样的台账行，一行各算一次；分季、分月的请写这一期的起止（period_from、period_to）",
        )


def _year_and_keys(path: Path) -> tuple[int | None, set[str]]:
    """The year and the numbers of another plan; what is wrong with that file is told where it is checked itself."""
    try:
        body = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None, set()
    if any(_shapeless(body)):
        return None, set()
    plan, obligations = _parts(body)
    keys = (obligation.get("obligation_id") for obligation in obligations)
    return plan.get("year"), {key for key in keys if isinstance(key, str)}


def _of_obligation(obligation: Table, plan: Table) -> Iterator[tuple[str, str]]:
    mistyped = dict(_mistyped(obligation))
    yield from ((FAULT, said) for said in mistyped.values())
    if mistyped.keys() - _DAYS:
        return
    yield from _unusable(obligation)
    yield from _target(obligation)
    yield from _bearers(obligation)
    yield from _days(obligation, plan)
    for key, word in (("wording", "方案原话"), ("clause", "方案条目"), ("done_when", "怎样算完成"),
                      ("indicator", "指标"), ("query", "明细查询"), ("evidence", "佐证材料")):  # fmt: skip
        if not obligation.get(key):
            yield GAP, f"没有写{word}（{key}）"


def _mistyped(obligation: Table) -> Iterator[tuple[str, str]]:
    """Keys that the table does not have, and values it cannot hold."""
    columns = base_columns("obligation")
    for key, value in obligation.items():
        kind = columns.get(key) if key not in PLAN_COLUMNS else None
        if kind is None:
            yield key, f"有不认识的键 {key}"
        elif kind == "DATE":
            if said := _day_fault(key, value):
                yield key, said
        elif kind == "BOOLEAN" and not isinstance(value, bool):
            yield key, f"{key} 应为 true 或者 false"
        elif kind == "VARCHAR" and not isinstance(value, str):
            yield key, f"{key} 应为带引号的文字"
        elif kind == "VARCHAR[]" and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            yield key, f"{key} 应为方括号里的几段文字"


def _unusable(obligation: Table) -> Iterator[tuple[str, str]]:
    for key in _NEEDED:
        if not obligation.get(key):
            yield FAULT, f"没有写 {key}"
    for key, known in _WORDS.items():
        if key in obligation and obligation[key] not in known:
            yield FAULT, f"{key}＝「{obligation[key]}」不认识，应为 {'、'.join(known)}"
    for ledger in obligation.get("source_ledgers", []):
        if ledger not in ledgers() and ledger != _FINDINGS:
            yield FAULT, f"没有名为「{ledger}」的台账"
    if "measure" in obligation and obligation["measure"] not in known_measures():
        yield FAULT, f"没有名为「{obligation['measure']}」的算法（measure）"
    asked = queries().get(obligation.get("query", ""))
    if "query" in obligation and (asked is None or asked.room == "facts"):
        yield FAULT, f"没有名为「{obligation['query']}」的查询"
    if "measure" not in obligation and "annual_task" not in obligation.get("source_ledgers", []):
        yield GAP, "台账里没有哪些行算数（measure），只能凭任务台账"


def _target(obligation: Table) -> Iterator[tuple[str, str]]:
    threshold = obligation.get("threshold")
    if threshold is None:
        if obligation.get("kind") == "counted":
            yield FAULT, "计次的义务没有写目标数（threshold）"
        elif obligation.get("kind") == "continuous":
            yield GAP, "没有目标数：只列次数，不判断够不够"
        return
    if isinstance(threshold, bool) or not isinstance(threshold, int | float) or threshold <= 0:
        yield FAULT, "threshold 应为大于 0 的数"
        return
    if "threshold_is" not in obligation:
        yield FAULT, "没有写目标数是比例、次数还是方面数（threshold_is）"
    if obligation.get("threshold_is") == "share" and threshold > 1:
        yield FAULT, "比例以 1 为全部，threshold 不能大于 1"
    if obligation.get("threshold_is") == "points" and not obligation.get("points"):
        yield FAULT, "没有写要分别做到的方面（points）"
    elif obligation.get("threshold_is") == "points" and threshold > len(obligation.get("points", [])):
        yield FAULT, "目标数多于写明的方面（points）"
    for key, word in (("threshold_from", "由谁定"), ("threshold_source", "出处")):
        if key not in obligation:
            yield GAP, f"没有写目标数的{word}（{key}）"


def _bearers(obligation: Table) -> Iterator[tuple[str, str]]:
    rule = obligation.get("unit_rule")
    if not obligation.get("lead_is_stated", True):
        lead = obligation.get("lead_unit")
        yield GAP, f"责任不清：没有写牵头单位{f'，推定为{lead}' if lead else ''}"
    elif rule == "lead" and not obligation.get("lead_unit"):
        yield GAP, "责任不清：由牵头单位承担而没有写牵头单位"
    if "bearers" in obligation and rule != "responsible":
        yield FAULT, "只有 unit_rule 为 responsible 的才写 bearers"
    if "bearers" in obligation and not obligation["bearers"]:
        yield FAULT, "bearers 是空的：没有单位承担"
    if parts := _parted(obligation.get("lead_unit") or ""):
        yield FAULT, f"牵头单位（lead_unit）写了{'、'.join(parts)}，只能写一个，其余的写在 support_units"
    for written in obligation.get("bearers", []):
        if _is_unknown_set(written):
            yield FAULT, f"bearers 里的「{written}」指哪些单位不知道，一批单位的写法见 units.toml"
    if obligation.get("support") and not obligation.get("support_units"):
        yield GAP, "没有列出配合单位（support_units）"
    if obligation.get("support_is_open"):
        yield GAP, "配合单位有「等」，没有列完，不据此算应报单位"


def _days(obligation: Table, plan: Table) -> Iterator[tuple[str, str]]:
    days = {key: obligation.get(key) for key in sorted(_DAYS)}
    if any(day is not None and _day_fault(key, day) for key, day in days.items()):
        return
    due_on = days["due_on"]
    if due_on is None:
        if obligation.get("kind") in ("dated", "counted"):
            yield FAULT, "有期限、计次的义务没有写期限（due_on）"
        else:
            yield GAP, "没有期限：不会算超期"
    elif not obligation.get("deadline"):
        yield GAP, "没有写期限的原写法（deadline）"
    if _is_before(due_on, plan.get("first_on")) or _is_before(plan.get("last_on"), due_on):
        yield GAP, f"期限 {due_on} 不在方案年度里"
    if _is_before(due_on, days["phase_from"]):
        yield GAP, f"时限早于阶段：期限 {due_on}，阶段从 {days['phase_from']} 开始"
    if not obligation.get("phase") or days["phase_from"] is None or days["phase_to"] is None:
        yield GAP, "没有写阶段和起止（phase、phase_from、phase_to）"
    elif _is_before(days["phase_to"], days["phase_from"]):
        yield FAULT, "阶段的止早于起"
    if _is_before(days["period_to"], days["period_from"]):
        yield FAULT, "这一期的止（period_to）早于起（period_from）"
    if obligation.get("measure") == _SUMMARIES and (days["period_from"] or days["period_to"]):
        yield FAULT, "报送登记只认全年的总结；半年、季度的总结请不写 measure，凭任务台账"


def _parted(written: str) -> list[str]:
    """The units a cell names, where they are several."""
    parts = re.split(f"[{''.join(rule_value('units.name_separators'))}]", written)
    return parts if len(parts) > 1 else []


def _is_unknown_set(written: str) -> bool:
    """「机关各处室」 reads like many units, but no register can tell which."""
    known = {name for key in UNIT_SETS for name in rule_value(key)}
    return "各" in written and written not in known


def _is_before(day: Any, other: Any) -> bool:
    return type(day) is date and type(other) is date and day < other
