"""What came back from a draw: how far it was carried out, what was found, and what may be concluded of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from fwzf_data.analysis.draw.evaluate import binomial_upper, evaluate
from fwzf_data.analysis.draw.identifier import canonical, same_object
from fwzf_data.analysis.draw.plan import Plan, groups, not_drawn, read_plan
from fwzf_data.analysis.draw.record import replacements
from fwzf_data.analysis.draw.size import percent
from fwzf_data.analysis.draw.unequal import First, bounds, estimate
from fwzf_data.intake.ledger import ledger
from fwzf_data.rulebook import rule_value

PASSED, FAILED, UNREACHED, UNCLEAR, OPEN = "合格", "不合格", "未能检查", "结果不明", "未回填"
RAW_WARNING = "这次不是等概率抽取，样本的不合格率不是总体的不合格率，不能互相代替。"


@dataclass(frozen=True)
class Checked:
    """One row of the checklist that came back."""

    id: str
    result: str


def state(result: str) -> str:
    """What a written result says."""
    if not result.strip():
        return OPEN
    for words, said in (("passed", PASSED), ("unreached", UNREACHED), ("problem", FAILED)):
        if result.strip() in rule_value(f"sampling.{words}_results"):
            return said
    return UNCLEAR


def outcome(record: Mapping[str, Any], rows: Sequence[Checked]) -> dict[str, Any]:
    """The draw's result as JSON: counts, replacements, bounds, the worst case, and what each object came to."""
    plan, frame = read_plan(record)
    named = {same_object(member.id): member.id for member in frame.members}
    written = {named.get(same_object(name), name): row.result.strip() for row in rows if (name := canonical(row.id))}
    told = {name: state(result) for name, result in written.items()}
    members = groups(plan, frame)
    group_of = {member.id: name for name, group in members.items() for member in group}
    drawn = [one["id"] for one in record["drawn"]]
    standing, log, strangers = _replaced(record, told, group_of)
    confidence = Fraction(rule_value("sampling.confidence"), 100)
    counts = {said: sum(told.get(one, OPEN) == said for one in standing) for said in (PASSED, FAILED)}
    missing = len(drawn) - counts[PASSED] - counts[FAILED]
    parts = [
        _part(name, [one for one in standing if group_of[one] == name], told, record, group_of, len(group), confidence)
        for name, group in members.items()
    ]
    is_bounded = plan.method in ("simple", "stratified")
    says = _said(parts, not_drawn(plan, frame), confidence) if is_bounded else []
    estimated = None
    if not is_bounded:
        parts = [part | {"upper": None, "worst_upper": None, "says": ""} for part in parts]
        came = {said: {one for one, state_ in told.items() if state_ == said} for said in (PASSED, FAILED)}
        fixed = tuple(one for one in record["drawn"] if one["part"] == "首批")
        first = First(plan, members, fixed, came[PASSED], came[FAILED])
        says += [] if plan.method == "systematic" else [RAW_WARNING]
        estimated = estimate(first)
        if estimated is not None:
            says.append(f"按抽中概率加权估计，总体不合格率约为 {percent(estimated)}")
        says += bounds(first, confidence)
    return {
        "planned": len(drawn), "passed": counts[PASSED], "failed": counts[FAILED], "missing": missing,
        "unreached": [one for one in drawn if told.get(one) == UNREACHED],
        "unclear": [one for one in standing if told.get(one) == UNCLEAR],
        "replacements": log, "undeclared": _undeclared(plan, log, written), "strangers": strangers,
        "parts": parts, "says": says,
        "summary": says[-1:] if is_bounded else says,
        "estimate": None if estimated is None else {"num": estimated.numerator, "den": estimated.denominator},
        "objects": [{"id": one, "state": told.get(one, OPEN)} for one in standing],
    }  # fmt: skip


def _replaced(
    record: Mapping[str, Any], told: Mapping[str, str], group_of: Mapping[str, str]
) -> tuple[list[str], list[dict[str, str]], list[str]]:
    """Who stands for whom: each unreached object is followed by the next ticket of its group, again and again."""
    waiting = {name: iter(who) for name, who in replacements(record).items()}
    standing, log = [], []
    for drawn in (one["id"] for one in record["drawn"]):
        current = drawn
        while told.get(current) == UNREACHED:
            following = next(waiting[group_of[drawn]], None)
            log.append({"unreached": current, "replaced_by": following or ""})
            if following is None:
                break
            current = following
        standing.append(current)
    wanted = {one["id"] for one in record["drawn"]} | {one["replaced_by"] for one in log}
    return standing, log, sorted(set(told) - wanted)


def _undeclared(plan: Plan, log: Sequence[Mapping[str, str]], written: Mapping[str, str]) -> list[dict[str, str]]:
    """Replacements whose ground is none of those the plan was published with."""
    codes = ledger("spot_check").column("result").codes
    grounds = {word for word, others in codes if set(plan.replacement_reasons) & {word, *others}}
    grounds |= set(plan.replacement_reasons)
    return [
        {"unreached": one["unreached"], "result": written[one["unreached"]]}
        for one in log
        if written[one["unreached"]] not in grounds
    ]


def _part(
    name: str,
    standing: Sequence[str],
    told: Mapping[str, str],
    record: Mapping[str, Any],
    group_of: Mapping[str, str],
    population: int,
    confidence: Fraction,
) -> dict[str, Any]:
    """One group: the bound on what was checked, and the bound were everything missing a failure.

    Who could not be reached is missing, replaced or not: the replacements were drawn from those who can be reached, and
    say nothing of the others.
    """
    failed = sum(told.get(one) == FAILED for one in standing)
    checked = failed + sum(told.get(one) == PASSED for one in standing)
    first = [one["id"] for one in record["drawn"] if group_of[one["id"]] == name]
    planned, not_passed = len(first), sum(told.get(one) != PASSED for one in first)
    missing = sum(told.get(one) not in (PASSED, FAILED) for one in first)
    replaced = missing - (planned - checked)
    bound = evaluate(checked, failed, confidence, population) if checked else None
    worst = evaluate(planned, not_passed, confidence, population) if planned else None
    said = f"{name}：" if name else ""
    if bound and worst:
        said += bound.says
        if missing:
            counted = f"（含已递补的 {replaced} 件）" if replaced else ""
            said += f"；没有查成的 {missing} 件{counted}若都不合格，则不超过 {percent(worst.upper)}"
    else:
        said += "还没有检查结果，数据不足"
    return {
        "stratum": name, "population": population, "planned": planned, "checked": checked, "failed": failed,
        "missing": missing, "not_passed": not_passed,
        "upper": bound and {"num": bound.upper.numerator, "den": bound.upper.denominator},
        "worst_upper": worst and {"num": worst.upper.numerator, "den": worst.upper.denominator}, "says": said,
    }  # fmt: skip


def _said(parts: Sequence[Mapping[str, Any]], left_out: Sequence[str], confidence: Fraction) -> list[str]:
    """The sentences of an equal draw: of each stratum, and of all of them together; ``left_out`` are strata without
    places, of which nothing is known.

    Together: failures of all strata are a sum of independent yes and no, whose lower tail no binomial of the same mean
    undercuts (Hoeffding 1956); so the exact binomial bound holds for the mean of what was checked, and the population's
    is at most so many times that as the stratum checked most thinly weighs more than its share.
    """
    if not any(part["checked"] for part in parts):
        return ["还没有检查结果，数据不足"]
    says = [part["says"] for part in parts]
    if not all(part["checked"] for part in parts):
        says.append("有的分层还没有检查结果，各层合起来数据不足")
    elif len(parts) > 1:
        checked, failed, missing = (sum(part[name] for part in parts) for name in ("checked", "failed", "missing"))
        upper = percent(_together(parts, "checked", "failed", confidence))
        said = (
            f"各层合起来：抽 {checked} 件，{failed} 件不合格，有 {percent(confidence)} 把握总体不合格率"
            f"不超过 {upper}（各层抽取比例不一，已按抽得最稀的一层放大）"
        )
        if missing:
            worst = percent(_together(parts, "planned", "not_passed", confidence))
            said += f"；没有查成的 {missing} 件若都不合格，则不超过 {worst}"
        says.append(said)
    if left_out:
        says[-1] += f"。没有抽的分层 {'、'.join(left_out)} 不在内"
    return says


def _together(parts: Sequence[Mapping[str, Any]], taken: str, bad: str, confidence: Fraction) -> Fraction:
    """The bound of all strata from so many taken and so many of them bad in each."""
    total, n = (sum(part[name] for part in parts) for name in ("population", taken))
    thinnest = max(Fraction(part["population"] * n, total * part[taken]) for part in parts)
    return min(Fraction(1), thinnest * binomial_upper(n, sum(part[bad] for part in parts), confidence))
