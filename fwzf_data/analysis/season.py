"""When a violation's own season is, from the bureau's records, and whether it is about to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fwzf_data.rulebook import rule_value

MONTH, TRADE, STREET = "月份", "行业", "街道"
_MOST_NAMED = 3


@dataclass(frozen=True)
class Season:
    """The months of one violation; ``months`` is None where the records cannot tell."""

    violation_code: str
    violation_name: str
    months: tuple[int, ...] | None
    record_count: int
    year_count: int
    is_whole_year: bool = True
    """Whether the records of the bureau reach over a year: months nobody has seen have no season"""
    whose: tuple[tuple[str, int], ...] = ()
    """Whom to remind: the trades, then the streets with most of its records, and how many."""

    @property
    def to_whom(self) -> str:
        """Empty where no record says its trade or street."""
        return "、".join(f"{name}（{count} 次）" for name, count in self.whose)

    @property
    def says(self) -> str:
        if not self.is_whole_year:
            return "数据不足（全部记录不满一年）"
        if self.months is None:
            return f"数据不足（合计 {self.record_count} 次）"
        if not self.months:
            return "各月差不多"
        only = "，只有一年的记录，未必年年如此" if self.year_count == 1 else ""
        return "、".join(f"{month} 月" for month in self.months) + only

    def begins(self, as_of: date, days: int) -> int | None:
        """The month of the season that begins within so many days after the as-of day; None where none does."""
        for ahead in range(1, days + 1):
            day = as_of + timedelta(days=ahead)
            if day.day == 1 and self.months and day.month in self.months:
                return day.month if (day - timedelta(days=1)).month not in self.months else None
        return None


def seasons(spots: Iterable[Mapping[str, Any]], as_of: date) -> list[Season]:
    """Seasons from the rows of ``violation_hot_spots``, by code: months that hold more than chance would give them were
    all days alike (exact binomial tail, by the days of each month the records cover), and enough more to be worth a
    word."""
    factor, alpha, least = (rule_value(f"risk.season_{name}", as_of) for name in ("factor", "alpha", "least_count"))
    counts: dict[str, dict[int, int]] = {}
    told: dict[str, Mapping[str, Any]] = {}
    spots = list(spots)
    first = min((row["first_on"] for row in spots), default=as_of)
    last = min(as_of, max((row["last_on"] for row in spots), default=as_of))
    covered = Counter((first + timedelta(days=day)).month for day in range((last - first).days + 1))
    is_whole_year = covered.total() >= rule_value("risk.season_least_days", as_of)
    named: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for row in spots:
        if row["spot_kind"] == MONTH:
            counts.setdefault(row["violation_code"], {})[int(row["spot"])] = row["record_count"]
            told[row["violation_code"]] = row
        else:
            named.setdefault((row["violation_code"], row["spot_kind"]), []).append((row["spot"], row["record_count"]))
    found = []
    for code, months in sorted(counts.items()):
        total = sum(months.values())
        often = tuple(
            month
            for month, count in sorted(months.items())
            if (share := covered[month] / covered.total())
            and count >= factor * share * total
            and _by_chance(count, total, share) <= alpha / 12
        )
        whose = [
            one
            for kind in (TRADE, STREET)
            for one in sorted(named.get((code, kind), ()), key=lambda spot: (-spot[1], spot[0]))[:_MOST_NAMED]
        ]
        found.append(
            Season(
                code,
                told[code]["violation_name"],
                often if total >= least and is_whole_year else None,
                total,
                told[code]["year_count"],
                is_whole_year,
                tuple(whose),
            )
        )
    return found


def _by_chance(count: int, total: int, share: float) -> float:
    """P(X ≥ count) for a month that holds such a share of all days."""
    from scipy.special import betainc

    return float(betainc(count, total - count + 1, share))
