"""What a draw of unequal chances says of the whole: an estimate weighed by the chances, and a bound for each method."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from fwzf_data.analysis.draw.evaluate import amount_upper, evaluate, horvitz_thompson, unequal_upper
from fwzf_data.analysis.draw.frame import Member
from fwzf_data.analysis.draw.inclusion import certain, chances
from fwzf_data.analysis.draw.plan import Plan
from fwzf_data.analysis.draw.size import percent

IN_ORDER = "等距抽取依名单的次序，名单里有规律时误差无从估计，不推算总体不合格率的上限。"


@dataclass(frozen=True)
class First:
    """The places the plan fixed, with what was found; replacements have no published chance and say nothing here."""

    plan: Plan
    members: Mapping[str, Sequence[Member]]
    """By group of the plan."""
    drawn: tuple[Mapping[str, Any], ...]
    passed: Collection[str]
    failed: Collection[str]

    @property
    def missing(self) -> int:
        return sum(one["id"] not in self.passed and one["id"] not in self.failed for one in self.drawn)

    def bad(self, name: str) -> bool:
        """What was not checked is held to have failed."""
        return name not in self.passed


def estimate(first: First) -> Fraction | None:
    """Horvitz–Thompson, only where every place was checked and has a published chance."""
    if first.missing or any(not one["chance"] for one in first.drawn):
        return None
    observed = [(int(one["id"] in first.failed), Fraction(one["chance"])) for one in first.drawn]
    return horvitz_thompson(observed, sum(map(len, first.members.values())))


def bounds(first: First, confidence: Fraction) -> list[str]:
    """The sentences an unequal draw allows, each in the words of its method.

    A systematic draw has only as many outcomes as starts: chances are equal, but no bound holds for every order.
    """
    if first.missing == len(first.drawn):
        return ["还没有检查结果，数据不足"]
    if first.plan.method == "systematic":
        return [IN_ORDER]
    sure = f"有 {percent(confidence)} 把握"
    said = {"rotation": _rotated, "money": _by_amount}.get(first.plan.method, _weighted)(first, confidence, sure)
    counted = f"（没有查成的 {first.missing} 件按不合格算）" if first.missing else ""
    return [sentence + counted for sentence in said]


def _weighted(first: First, confidence: Fraction, sure: str) -> Iterator[str]:
    looked = [
        chance
        for name, group in first.members.items()
        for chance in chances({one.id: one.millionths for one in group}, first.plan.sizes[name]).values()
    ]
    most = unequal_upper(looked, sum(first.bad(one["id"]) for one in first.drawn), confidence)
    upper = percent(Fraction(most, len(looked)))
    yield f"{sure}总体不合格率不超过 {upper}，偏保守：不合格的都当作最不容易抽中的"


def _by_amount(first: First, confidence: Fraction, sure: str) -> Iterator[str]:
    for name, group in first.members.items():
        sizes = {one.id: one.millionths for one in group if one.millionths}
        taken = certain(sizes, first.plan.sizes[name])
        upper = amount_upper(
            [(sizes[one["id"]], one["id"] in taken, first.bad(one["id"])) for one in first.drawn if one["id"] in sizes],
            sum(sizes.values()), sum(sizes[one] for one in taken), confidence,
        )  # fmt: skip
        yield f"{_of(name)}按金额算：{sure}不合格对象的金额不超过总金额的 {percent(upper)}"


def _rotated(first: First, confidence: Fraction, sure: str) -> Iterator[str]:
    """Only the slice of those not yet covered is an equal draw; who comes by risk is a lead."""
    for name, group in first.members.items():
        here = {one.id for one in group}
        fresh = sum(one.id not in first.plan.covered for one in group)
        slice_ = [one["id"] for one in first.drawn if one["id"] in here and one["chance"]]
        if not slice_:
            yield f"{_of(name)}今年都已查过一遍，这一轮只按风险抽，不作推算"
            continue
        upper = evaluate(len(slice_), sum(map(first.bad, slice_)), confidence, fresh).upper
        yield (
            f"{_of(name)}今年还没查过的 {fresh} 件里轮到 {len(slice_)} 件：{sure}其中不合格率不超过 {percent(upper)}；"
            "按风险抽的只作线索，不推算"
        )


def _of(group: str) -> str:
    return f"{group}：" if group else ""
