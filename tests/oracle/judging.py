"""What a fine is against its benchmark, reckoned case by case in plain Python from the readings that are fixed.

It shares neither code nor SQL with the program: what both say alike was understood alike, not copied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.tables import PLACES, Band, Clause

HALF_A_YUAN = Fraction(50)


@dataclass(frozen=True)
class Case:
    """A decided case with everything a verdict depends on. Money in fen."""

    number: str
    code: str | None
    clause: int | None
    scope: str | None
    """个人 or 单位"""
    role: str | None
    party: str | None
    """What tells parties apart."""
    grade: str | None
    act_on: date | None
    happened_on: date
    """The act, or the nearest day that is known."""
    decided_on: date
    fine: int | None
    """A fine nobody could read is None; a blank one is 0."""
    quantity: Fraction | None = None
    days: Fraction | None = None
    base: int | None = None
    is_punished: bool = True
    is_mitigated: bool = False
    is_exempted: bool = False
    is_aggravated: bool = False
    is_approved: bool = False


@dataclass(frozen=True)
class Judgement:
    verdict: str
    state: str | None = None
    reason: str | None = None
    """Only what is missing where nothing can be said."""
    low: int | None = None
    high: int | None = None


def judge(case: Case, clauses: Sequence[Clause], bands: Sequence[Band], earlier: Sequence[Case] = ()) -> Judgement:
    """The verdict on one case; ``earlier``: the punished cases of the same party and violation."""
    clause = next((c for c in clauses if (c.code, c.no) == (case.code, case.clause)), None)
    below_law, above_law = _against_statute(case, clause)
    if above_law or (below_law and not case.is_mitigated):
        judged = Judgement("超出法定幅度")
        band, why = _band_of(case, bands, earlier)
    else:
        band, why = _band_of(case, bands, earlier)
        if band is None:
            return Judgement("无法核查", reason=why)
        if case.fine is None:
            return _with_bounds(case, band, Judgement("无法核查", reason="缺罚款金额"))
        judged = Judgement(_within(case, clause, band, bands, below_law))
    if judged.verdict not in ("档内", "恰在界上", "无法核查"):
        judged = Judgement(judged.verdict, _state(case, judged.verdict))
    return judged if band is None else _with_bounds(case, band, judged)


def _against_statute(case: Case, clause: Clause | None) -> tuple[bool, bool]:
    if clause is None or case.fine is None or fits(clause.scope, case) is False:
        return False, False
    times = _times(case, clause.kind, clause.per_unit)
    low, high = (_sum(end, times, clause.cap) for end in (clause.low, clause.high))
    slack = _slack(case, clause.kind)
    return (
        low is not None and 0 < case.fine < low - slack,
        high is not None and case.fine > high + slack,
    )


def _within(case: Case, clause: Clause | None, band: Band, bands: Sequence[Band], below_law: bool) -> str:
    assert case.fine is not None
    fine_is = clause.fine_is if clause and clause.fine_is else band.fine_is
    without_fine = band.kind == "none" or band.fine_is in ("不予罚款", "不予处罚")
    if case.fine == 0:
        if without_fine or case.is_exempted or not case.is_punished or (fine_is and "可" in fine_is):
            return "档内"
        return "应有罚款而无" if fine_is else "无法核查"
    if without_fine:
        return "应无罚款而有"
    low, high = bounds(case, band)
    slack = _slack(case, band.kind)
    assert low is not None
    if below_law or case.fine < low - slack or (not band.low_in and case.fine <= low):
        return "低于档次"
    if high is not None and (case.fine > high + slack or (not band.high_in and case.fine >= high)):
        return "高于档次"
    for other in _in_force(case, bands):
        if other.table != band.table or other.grade == band.grade or other.kind == "none":
            continue
        if (other.per_unit, other.by_base) != (band.per_unit, band.by_base) or fits(other.scope, case) is False:
            continue
        begins = other.low == band.high and other.low_in and band.high_in
        ends = other.high == band.low and other.high_in and band.low_in
        if (begins and high is not None and abs(case.fine - high) <= slack) or (ends and abs(case.fine - low) <= slack):
            return "恰在界上"
    return "档内"


def _state(case: Case, verdict: str) -> str:
    if case.is_approved:
        return "已批准调整适用"
    said = (verdict == "低于档次" and case.is_mitigated) or (verdict == "高于档次" and case.is_aggravated)
    return "已说明" if said else "无理由"


def _band_of(case: Case, bands: Sequence[Band], earlier: Sequence[Case]) -> tuple[Band | None, str | None]:
    """The row that applies, or what is missing, in the fixed order of reasons."""
    if case.code is None:
        return None, "案由未对应"
    if case.clause is None:
        return None, "条款不明"
    mine = [band for band in bands if (band.code, band.clause) == (case.code, case.clause)]
    if case.act_on is None and len({(band.since, band.until) for band in mine}) > 1:
        return None, "缺违法日期"
    offered = _in_force(case, bands)
    if len({band.scope for band in offered}) > 1 and any(fits(band.scope, case) is None for band in offered):
        return None, "缺当事人类别"
    offered = [band for band in offered if fits(band.scope, case) is not False]
    if not offered:
        return None, "无适用基准"
    if case.grade is None:
        return None, "缺裁量档次"
    recorded = sorted((band for band in offered if _plain(band.grade) == _plain(case.grade)), key=_nearest_first)
    if not recorded:
        return None, "无适用基准"
    band = _pointed(case, recorded[0], offered, earlier)
    if bounds(case, band)[0] is None:
        return None, "缺计罚基数或数量"
    if recorded[0].ordinal != (None, None) and case.party is None:
        return None, "缺当事人标识"
    return band, None


def _pointed(case: Case, recorded: Band, offered: Sequence[Band], earlier: Sequence[Case]) -> Band:
    """Where ordinal or quantity tell another grade of the same table, that one; not where the recorded grade may rest
    on another ground as well (三次以上或者拒不拆除)."""
    if "或" in recorded.ground:
        return recorded
    if recorded.ordinal != (None, None):
        number = Fraction(1 + sum(_counts(case, recorded, past) for past in earlier))
        ends = {band.id: tuple(Fraction(e) if e is not None else None for e in band.ordinal) for band in offered}
        kept = [band for band in offered if band.ordinal != (None, None)]
    elif recorded.amount != (None, None) and case.quantity is not None and _is_tier(recorded):
        number = case.quantity
        ends = {band.id: band.amount for band in offered}
        kept = [band for band in offered if band.amount != (None, None) and _is_tier(band)]
    else:
        return recorded
    fitting = [
        band for band in kept
        if band.since == recorded.since
        and (band.ordinal != (None, None)) == (recorded.ordinal != (None, None))
        and (ends[band.id][0] is None or number >= ends[band.id][0])
        and (ends[band.id][1] is None or number <= ends[band.id][1])
    ]  # fmt: skip
    same = [band for band in fitting if _plain(band.grade) == _plain(recorded.grade)]
    if same or not fitting:
        return recorded
    return min(fitting, key=lambda band: (band.table != recorded.table, abs(band.order - recorded.order)))


def _is_tier(band: Band) -> bool:
    """The quantity that the fine is multiplied by is not the one that tells grades apart, unless both are the same."""
    return band.per_unit is None or band.per_unit == band.amount_of


def _counts(case: Case, band: Band, past: Case) -> bool:
    if past.number == case.number or past.party is None or past.party != case.party or past.code != case.code:
        return False
    if not past.is_punished or past.decided_on >= case.happened_on:
        return False
    return band.window is None or past.decided_on >= months_before(case.happened_on, band.window)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def _in_force(case: Case, bands: Sequence[Band]) -> list[Band]:
    return [
        band for band in bands
        if (band.code, band.clause) == (case.code, case.clause)
        and (case.act_on is None or (band.since or date.min) <= case.act_on <= (band.until or date.max))
        and (band.kind == "none" or band.high is not None or band.low)
    ]  # fmt: skip


def _nearest_first(band: Band) -> tuple[bool, int, int]:
    place = next(i for i, name in enumerate(PLACES) if band.place.startswith(name))
    return band.scope == "全部", place, -(band.since or date.min).toordinal()


def fits(scope: str, case: Case) -> bool | None:
    """Whether a clause or row meant for ``scope`` is meant for this party; None: it cannot be told."""
    if scope == "全部":
        return True
    if "个人" in scope or scope == "单位":
        wanted = "个人" if "个人" in scope else "单位"
        return None if case.scope is None else case.scope == wanted
    if case.role:
        return case.role.replace("单位", "") in scope
    return False if "单位" in scope and case.scope == "个人" else None


def bounds(case: Case, band: Band) -> tuple[Fraction | None, Fraction | None]:
    times = _times(case, band.kind, band.per_unit)
    return _sum(band.low, times, band.cap), _sum(band.high, times, band.cap)


def _times(case: Case, kind: str, per_unit: str | None) -> Fraction | None:
    if kind in ("proportion", "multiple"):
        return None if case.base is None else Fraction(case.base)
    if not kind.startswith("per_unit"):
        return Fraction(1)
    if per_unit and ("日" in per_unit or "天" in per_unit):
        return None if case.quantity is None or case.days is None else case.quantity * case.days
    return case.quantity


def _sum(each: Fraction | None, times: Fraction | None, cap: Fraction | None) -> Fraction | None:
    if each is None or times is None:
        return None
    return min(each * times, cap) if cap is not None else each * times


def _slack(case: Case, kind: str) -> Fraction:
    """Computed amounts are rounded to the yuan."""
    broken = any(part is not None and part.denominator > 1 for part in (case.quantity, case.days))
    is_computed = kind in ("proportion", "multiple") or (kind.startswith("per_unit") and broken)
    return HALF_A_YUAN if is_computed else Fraction(0)


def _with_bounds(case: Case, band: Band, judged: Judgement) -> Judgement:
    low, high = (None if end is None else int(end + Fraction(1, 2)) for end in bounds(case, band))
    return Judgement(judged.verdict, judged.state, judged.reason, low, high)


def _plain(grade: str) -> str:
    for word in ("违法行为", "违法", "情节", "情形", "档次", "阶次", "的", " "):
        grade = grade.replace(word, "")
    return grade.removesuffix("档")
