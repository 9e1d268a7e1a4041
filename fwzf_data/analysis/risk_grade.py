"""How grave the risk of one violation is: three sub-scores, a level, and the rule that decided. Exact arithmetic.

The three criteria are the plan's (表现形式、社会危害程度、发生频率); limits, weights and lists of decisions stand in
``rules/risk.toml``. The way of 巩义 is its published list of decisions, read from the high or from the low end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Self

from fwzf_data.analysis.statistics.intervals import wilson
from fwzf_data.rulebook import rule_file, rule_value

HIGH, MIDDLE, LOW, UNKNOWN = "高", "中", "低", "数据不足"
LEVELS = (LOW, MIDDLE, HIGH)
MATRIX, GONGYI_HIGH, GONGYI_LOW = MODES = ("matrix", "gongyi-high", "gongyi-low")
MOST = 4
"""The highest level of each sub-score."""


@dataclass(frozen=True)
class LevelRule:
    """One entry of a list of decisions: holds where each named sub-score is one of the given."""

    level: str
    when: Mapping[str, Sequence[int]]
    words: str
    kind: str = ""
    """下限 or 上限 in the matrix."""

    def holds(self, scores: Mapping[str, int]) -> bool:
        return all(scores[name] in allowed for name, allowed in self.when.items())


@dataclass(frozen=True)
class Scale:
    """Every limit of the grading."""

    counts: tuple[Decimal, ...]
    """Weighted counts from which frequency is 2, 3, 4."""
    shares: tuple[Decimal, ...]
    """Shares from which frequency is 3, 4."""
    concentration_share: Decimal
    concentration_count: Decimal
    concentration_months: int
    safety_level: int
    harmful_count: int
    mild_share: Decimal
    repeat_share: Decimal
    refused_count: int
    weights: Mapping[str, Decimal]
    high: Decimal
    middle: Decimal
    least_inspections: int
    confidence: float
    matrix_rules: tuple[LevelRule, ...]
    gongyi_rules: tuple[LevelRule, ...]

    @classmethod
    @cache
    def on(cls, day: date) -> Self:
        """The limits of ``rules/risk.toml`` in force on a day."""

        def exact(name: str) -> Decimal:
            return Decimal(str(rule_value(f"risk.{name}", day)))

        def whole(name: str) -> int:
            return int(rule_value(f"risk.{name}", day))

        def listed(name: str) -> tuple[LevelRule, ...]:
            return tuple(LevelRule(**entry) for entry in rule_file("risk")[name])

        return cls(
            counts=tuple(exact(f"frequency_{level}_count") for level in (2, 3, 4)),
            shares=tuple(exact(f"frequency_{level}_share") for level in (3, 4)),
            concentration_share=exact("concentration_share"),
            concentration_count=exact("concentration_count"),
            concentration_months=whole("concentration_months"),
            safety_level=whole("public_safety_level"),
            harmful_count=whole("harmful_count"),
            mild_share=exact("form_mild_share"),
            repeat_share=exact("form_repeat_share"),
            refused_count=whole("form_refused_count"),
            weights={name: exact(f"weight_{name}") for name in ("frequency", "harm", "form")},
            high=exact("score_high"),
            middle=exact("score_middle"),
            least_inspections=whole("least_inspections"),
            confidence=float(rule_value("risk.interval_confidence", day)),
            matrix_rules=listed("matrix_rule"),
            gongyi_rules=listed("gongyi_rule"),
        )

    def leaning(self, name: str, by: Decimal) -> Scale:
        """The same with one weight changed by a share, all weights still making one."""
        changed = dict(self.weights) | {name: self.weights[name] * (1 + by)}
        total = sum(changed.values())
        return replace(self, weights={key: value / total for key, value in changed.items()})


@dataclass(frozen=True)
class Grade:
    """What the counts of one violation come to."""

    frequency: int
    share_low: float | None
    """The interval of its share; none where nothing was counted at all."""
    share_high: float | None
    is_unstable: bool
    """Within the interval of the share the frequency would have another level."""
    concentrated: str | None
    """Where, if that raised the frequency: 街道, 行业 or 月份 by name."""
    harm: int | None
    form: int
    score: Decimal | None
    level: str
    rule: str


def grade(row: Mapping[str, Any], scale: Scale, mode: str = MATRIX) -> Grade:
    """Grade one row of ``violation_risk_counts``."""
    where = _concentrated(row, scale)
    count, total = Decimal(row["weighted_count"]), Decimal(row["known_total"])
    low, high = wilson(float(count), float(total), scale.confidence) if total else (None, None)

    def frequency_at(share: Decimal) -> int:
        return min(MOST, _frequency(count, share, scale) + (where is not None))

    frequency = frequency_at(count / total if total else Decimal(0))
    unstable = low is not None and high is not None and frequency_at(Decimal(low)) != frequency_at(Decimal(high))
    harm, form = _harm(row, scale), _form(row, scale)
    if not row["case_count"] and not row["grave_count"] and row["inspected_count"] < scale.least_inspections:
        score, level = None, UNKNOWN
        rule = f"没有案件，针对该行为的检查不到 {scale.least_inspections} 次"
    elif harm is None:
        score, level, rule = None, UNKNOWN, "目录中没有法定罚款幅度，危害程度不知道"
    else:
        scores = {"frequency": frequency, "harm": harm, "form": form}
        score = _score(scores, scale)
        level, rule = _by_matrix(score, scores, scale) if mode == MATRIX else _by_list(scores, scale, mode)
    return Grade(frequency, low, high, unstable, where, harm, form, score, level, rule)


def sensitivity(row: Mapping[str, Any], scale: Scale, by: Decimal) -> dict[str, str]:
    """Which other levels the matrix would give if one weight were higher or lower: weight and direction → level."""
    usual = grade(row, scale).level
    found = {}
    for name, word in (("frequency", "频率"), ("harm", "危害"), ("form", "形式")):
        for sign, direction in ((1, "加"), (-1, "减")):
            other = grade(row, scale.leaning(name, sign * by)).level
            if other != usual:
                found[f"{word}权重{direction}{by:.0%}"] = other
    return found


def _concentrated(row: Mapping[str, Any], scale: Scale) -> str | None:
    """The street, trade or month that holds so much of the count that the violation is frequent there."""
    count = row["weighted_count"]
    if count < scale.concentration_count:
        return None
    looked_at = ["street", "trade"] + (["month"] if row["month_count"] >= scale.concentration_months else [])
    for name in looked_at:
        most = row[f"top_{name}_count"]
        if most is not None and most >= scale.concentration_share * count:
            return str(row[f"top_{name}"])
    return None


def _frequency(count: Decimal, share: Decimal, scale: Scale) -> int:
    two, three, four = scale.counts
    share_three, share_four = scale.shares
    if count <= 0:
        return 1
    if count >= four or share >= share_four:
        return 4
    if count >= three or share >= share_three:
        return 3
    return 2 if count >= two else 1


def _harm(row: Mapping[str, Any], scale: Scale) -> int | None:
    """The statutory ceiling, at least so much for public safety, one more where harm was recorded."""
    floor = scale.safety_level if row["is_safety"] else None
    known = [int(level) for level in (row["ceiling_level"], floor) if level is not None]
    if not known:
        return None
    return min(MOST, max(known) + int(row["harmful_count"] >= scale.harmful_count))


def _form(row: Mapping[str, Any], scale: Scale) -> int:
    """How it shows and how it was handled; without a case nothing graver than advice was needed."""
    cases = row["case_count"]
    if row["grave_count"]:
        return 4
    if not cases:
        return 1
    if row["refused_count"] >= scale.refused_count or row["repeat_count"] >= scale.repeat_share * cases:
        return 3
    return 1 if row["mild_count"] >= scale.mild_share * cases else 2


def _score(scores: Mapping[str, int], scale: Scale) -> Decimal:
    return sum((scale.weights[name] * value for name, value in scores.items()), Decimal(0))


def _by_matrix(score: Decimal, scores: Mapping[str, int], scale: Scale) -> tuple[str, str]:
    """By the score; then floors lift it, then ceilings lower it."""
    level = HIGH if score >= scale.high else MIDDLE if score >= scale.middle else LOW
    said = f"得分 {score.quantize(Decimal('0.01'))}"
    for kind, moves in (("下限", _is_above), ("上限", _is_below)):
        for rule in scale.matrix_rules:
            if rule.kind == kind and rule.holds(scores) and moves(rule.level, level):
                level, said = rule.level, f"{kind}：{rule.words}"
    return level, said


def _by_list(scores: Mapping[str, int], scale: Scale, mode: str) -> tuple[str, str]:
    order = (HIGH, LOW) if mode == GONGYI_HIGH else (LOW, HIGH)
    for level in order:
        for rule in scale.gongyi_rules:
            if rule.level == level and rule.holds(scores):
                return level, f"巩义：{rule.words}"
    return MIDDLE, "巩义：高、低各条都不符合"


def _is_above(one: str, other: str) -> bool:
    return LEVELS.index(one) > LEVELS.index(other)


def _is_below(one: str, other: str) -> bool:
    return LEVELS.index(one) < LEVELS.index(other)
