"""What the desk of findings works on: everything found as of a day, what people said of it, and how each rule fares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fwzf_data.analysis.disposition import OPEN, STATES, Disposition
from fwzf_data.analysis.finding import COLUMNS, FINDINGS, ROW, Row, flagged_rows, with_disposition
from fwzf_data.analysis.flags import FLAGS
from fwzf_data.analysis.indicators import indicators
from fwzf_data.analysis.query import Answer, queries
from fwzf_data.rulebook import rule_value

UNFOUNDED = ("有正当理由", "数据错误")


@dataclass(frozen=True)
class RuleFare:
    """How one rule fares in the hands of those who check its findings."""

    code: str
    title: str
    counts: Mapping[str, int]
    """Disposition → findings"""

    @property
    def decided(self) -> int:
        return sum(count for state, count in self.counts.items() if state != OPEN)

    @property
    def verdict(self) -> str:
        """A rule most of whose findings turn out unfounded is to be changed, not obeyed."""
        if self.decided < rule_value("fairness.judged_rule_findings"):
            return "处置还少，不作判断"
        unfounded = sum(self.counts.get(state, 0) for state in UNFOUNDED)
        if unfounded >= rule_value("fairness.bad_rule_share") * self.decided:
            return "多数不成立，规则要改"
        return "可用"


@dataclass(frozen=True)
class Explained:
    """What a rule says beside its findings."""

    why: str
    innocent: tuple[str, ...]
    advice: str


def found(ask: Callable[..., Answer], as_of: date) -> tuple[Row, ...]:
    """Everything found as of a day, rules first, without what could not be checked."""
    listed = ask("finding_list").dicts()
    return (*({name: row[name] for name in ROW} for row in listed), *flagged_rows(ask, as_of))


def disposed(rows: Iterable[Row], decided: Mapping[str, Disposition]) -> tuple[Row, ...]:
    """The rows with what people said; what has changed since, and what nobody looked at, first."""
    told = [with_disposition(row, decided.get(row["finding_key"])) for row in rows]
    return tuple(sorted(told, key=lambda row: (not row["is_evidence_changed"], row["disposition"] != OPEN)))


def as_answer(rows: Sequence[Row], as_of: date) -> Answer:
    """The rows as the answer tables and exports show."""
    names = tuple(column.name for column in COLUMNS)
    return Answer(FINDINGS, as_of, {"code": None}, names, tuple(tuple(row[name] for name in names) for row in rows))


def fares(rows: Iterable[Row]) -> tuple[RuleFare, ...]:
    """Dispositions per rule, the rule with most findings first."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        mine = counts.setdefault((row["code"], row["title"]), dict.fromkeys(STATES, 0))
        mine[row["disposition"]] += 1
    made = [RuleFare(code, title, states) for (code, title), states in counts.items()]
    return tuple(sorted(made, key=lambda fare: (-sum(fare.counts.values()), fare.code)))


def explained(row: Mapping[str, Any]) -> Explained:
    """Why a finding matters, what may excuse it, and what to do."""
    for rule in FLAGS:
        if rule.code == row["code"]:
            return Explained("统计提示：实际数越出了没有差别时的范围。", _innocent(row) or rule.innocent, rule.advice)
    extra = queries()[row["code"]].extra
    return Explained(extra["why"], tuple(extra["innocent"]), extra["advice"])


def _innocent(row: Mapping[str, Any]) -> tuple[str, ...]:
    """What may excuse a figure of the comparison is said by its indicator, as on the page of the comparison."""
    if row.get("record_kind") != "unit_comparison":
        return ()
    return tuple(f"{reason}。" for reason in indicators()[row["record_key"].split("·")[0]].innocent)
