"""How many to draw, in exact rational arithmetic; every answer says which question it answers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from fwzf_data.analysis.draw.chance import MODELS, binomial_at_most, hypergeometric_at_most, poisson_at_most
from fwzf_data.errors import BadRequest
from fwzf_data.rulebook import rule_file

AICPA = "aicpa"
"""Tables A-1 and A-2 of the AICPA Audit Sampling guide: by rate and confidence, whatever the population."""
PRESETS = ("krejcie-morgan", "gbt2828-ii", AICPA)
CHI_SQUARE = Fraction("3.841")
"""Krejcie & Morgan (1970) use the 95 % point of χ² with one degree of freedom to three digits."""
_LARGEST = 1_000_000


@dataclass(frozen=True)
class Size:
    """How many, and what that number promises."""

    n: int
    allowed: int
    """Failures with which the promise still holds."""
    says: str


def exact(text: str | int | Fraction, what: str) -> Fraction:
    """A rate as written: 0.05, 5%, 1/20; raises BadRequest for what is none."""
    try:
        written = str(text).strip().replace("％", "%")
        found = Fraction(written[:-1]) / 100 if written.endswith("%") else Fraction(written)
    except (ValueError, ZeroDivisionError) as error:
        raise BadRequest(f"{what}「{text}」应写成 0.05 或 5% 这样的数。") from error
    if not 0 <= found < 1:
        raise BadRequest(f"{what}「{text}」应不小于 0、小于 1。")
    return found


def attribute_size(
    tolerable: Fraction,
    expected: Fraction,
    confidence: Fraction,
    model: str = "binomial",
    population: int | None = None,
) -> Size:
    """Smallest n with P(X ≤ ⌈n·expected⌉) ≤ 1 − confidence were the rate as bad as tolerable.

    AICPA Audit Sampling guide, tables A-1 and A-2 (binomial); Touw & Hoogduin (hypergeometric).
    """
    if tolerable <= 0 or confidence <= 0:
        raise BadRequest("可容忍的不合格率和把握都要大于 0。")
    if expected >= tolerable:
        raise BadRequest("预计的不合格率要小于可容忍的不合格率，否则抽多少都不能得出合格的结论。")
    holds = _promise(model, population, tolerable, 1 - confidence)
    most = population or _LARGEST
    n = _smallest(most, expected, holds)
    if n is None:
        if population is None:
            raise BadRequest(f"这样的要求要抽 {_LARGEST} 个以上，请放宽预计或可容忍的不合格率。")
        return _census(population, tolerable)
    allowed = min(n, math.ceil(n * expected))
    return Size(
        n, allowed,
        f"抽 {n} 个，不合格不超过 {allowed} 个，就有 {percent(confidence)} 把握不合格率低于 {percent(tolerable)}",
    )  # fmt: skip


def _census(population: int, tolerable: Fraction) -> Size:
    """No draw is large enough; what may then be found is whatever stays under the rate, not ⌈N·expected⌉."""
    allowed = math.ceil(population * tolerable) - 1
    return Size(
        population, allowed,
        f"抽查达不到这样的把握，要全查 {population} 个；不合格不超过 {allowed} 个，不合格率就低于 {percent(tolerable)}",
    )  # fmt: skip


def fixed_size(
    allowed: int, tolerable: Fraction, confidence: Fraction, model: str, population: int | None = None
) -> int:
    """Smallest n that keeps the promise with so many failures allowed."""
    holds = _promise(model, population, tolerable, 1 - confidence)
    n = _least(allowed + 1, population or _LARGEST, lambda n: holds(allowed, n))
    if n is None:
        raise BadRequest("总体全查也达不到这样的要求。")
    return n


def two_stage(tolerable: Fraction, confidence: Fraction, population: int | None = None) -> int:
    """Places of each of two stages: the second only if the first finds exactly one, and then it must find none.

    Raises BadRequest where both together are more than there are.
    """
    good, risk = 1 - tolerable, 1 - confidence

    def enough(n: int) -> bool:
        none, one = good**n, n * tolerable * good ** (n - 1)
        return none + one * none <= risk

    n = _least(1, 10_000, enough)
    if n is None:
        raise BadRequest("这样的要求两阶段都要抽一万个以上，请放宽。")
    if population is not None and 2 * n > population:
        raise BadRequest(f"两阶段各抽 {n} 个，合起来多于总体 {population} 个，请改为一次抽取。")
    return n


def krejcie_morgan(population: int) -> Size:
    """Krejcie & Morgan (1970): 「不合格率是多少 ±5 个百分点」, not 「是不是低于」."""
    spread = CHI_SQUARE * Fraction(1, 4)
    n = _rounded(spread * population / (Fraction(1, 400) * (population - 1) + spread))
    return Size(min(n, population), 0, f"抽 {n} 个，有 95% 把握估出的比率误差不超过 5 个百分点（不是合格与否的判断）")


def gbt2828(lot: int) -> Size:
    """GB/T 2828.1, general inspection level II, single sampling: the size inspectors know by lot."""
    if lot < 2:
        raise BadRequest("GB/T 2828.1 的批量从 2 起。")
    n = next(n for most, n in rule_file("sampling")["gbt2828_ii"]["rows"] if lot <= most)
    return Size(min(n, lot), 0, f"批量 {lot}，一般检验水平Ⅱ，样本量 {min(n, lot)}（判定数按约定的接收质量限查表）")


def preset_size(preset: str, population: int | None) -> Size:
    """One of the tables users know that ask for the population alone; AICPA's is ``attribute_size`` by the binomial."""
    if population is None or population < 1:
        raise BadRequest("查表要给出总体数量（--population）。")
    if preset not in PRESETS or preset == AICPA:
        raise BadRequest(f"没有名为「{preset}」、只看总体数量的表。可用的：{'、'.join(PRESETS[:2])}。")
    return krejcie_morgan(population) if preset == PRESETS[0] else gbt2828(population)


def percent(rate: Fraction) -> str:
    """A rate as people read it: 1/20 → 5%; with more digits where one would make nothing or all of it."""
    digits = 1
    while _rounded(rate * 100 * 10**digits) in (0, 100 * 10**digits) and 0 < rate < 1:
        digits += 1
    whole, part = divmod(_rounded(rate * 100 * 10**digits), 10**digits)
    return f"{f'{whole}.{part:0{digits}d}'.rstrip('0').rstrip('.')}%"


def _promise(model: str, population: int | None, tolerable: Fraction, risk: Fraction) -> Callable[[int, int], bool]:
    """(failures allowed, n) → whether that n keeps the risk."""
    match model:
        case "hypergeometric":
            if population is None or population < 1:
                raise BadRequest("超几何模型要给出总体数量（--population）。")
            bad = math.ceil(population * tolerable)
            return lambda k, n: hypergeometric_at_most(k, population, bad, n, risk)
        case "binomial":
            return lambda k, n: binomial_at_most(k, tolerable, n, risk)
        case "poisson":
            return lambda k, n: poisson_at_most(k, tolerable * n, risk)
    raise BadRequest(f"没有名为「{model}」的模型。可用的：{'、'.join(MODELS)}。")


def _smallest(most: int, expected: Fraction, holds: Callable[[int, int], bool]) -> int | None:
    """While ⌈n·expected⌉ stays the same the risk falls with n, so only the last n of each step needs to be tried."""
    last, allowed = 0, 0
    while last < most:
        allowed = math.ceil((last + 1) * expected)
        first, last = last + 1, min(most, math.floor(allowed / expected) if expected else most)
        n = _least(first, last, lambda n, allowed=allowed: holds(allowed, n))  # type: ignore[misc]
        if n is not None:
            return n
    return None


def _least(first: int, last: int, holds: Callable[[int], bool]) -> int | None:
    """Smallest n of a range from which on something holds; tried in growing steps, large n being costly."""
    step, low, high = 64, first, first
    while not holds(high):
        if high >= last:
            return None
        low, high, step = high + 1, min(last, high + step), step * 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _rounded(value: Fraction) -> int:
    return math.floor(value + Fraction(1, 2))
