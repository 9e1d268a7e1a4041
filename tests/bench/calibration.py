"""How often the comparison accuses somebody although nobody differs, and how often it finds somebody who does.

    python -m tests.bench.calibration [--years 1000] [--seed 2022]

Prints, per kind of indicator and size of county, the share of reports with any alert beside what offices do today, then
the power for one unit that truly differs, for an officer who only gets graver cases, and for a campaign. Choose another
seed than the one a limit was tuned on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

# Run by its path, too.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from fwzf_data.analysis.burst import scan_weeks
from fwzf_data.analysis.comparison import UNKNOWN, Report, compare
from fwzf_data.analysis.fairness import limits
from tests.analysis.county import Cases, Plan, cases_of, county_year, weekly_counts

SIZES = (120, 300, 500, 800, 1200, 2000)
KINDS = {
    "比例 30%（处罚率一类）": (Plan(), False),
    "比例 85%（公示率一类）": (Plan(rate=0.85), False),
    "比例 4%（撤案、超期一类）": (Plan(rate=0.04), False),
    "金额（裁量位置）": (Plan(), True),
    "层很多、层间差别大": (Plan(violations=20, rate_spread=1.0), False),
    "单位间另有未登记差别": (Plan(unit_spread=0.2), False),
    "各单位专管几类案件": (Plan(likeness=0.1, rate_spread=1.0), False),
    "档次之下再分四种": (Plan(splits=4), False),
}


def years(plan: Plan, count: int, seed: int) -> Iterable[Cases]:
    return (
        cases_of(plan, np.random.default_rng([seed, plan.cases, plan.planted_cases, year])) for year in range(count)
    )


def raw_rates(cases: Cases) -> tuple[np.ndarray, np.ndarray]:
    size = np.bincount(cases.unit, minlength=cases.units)
    kept = size > 0
    return np.bincount(cases.unit, cases.event, cases.units)[kept] / size[kept], size[kept]


def iqr_fence(cases: Cases) -> bool:
    rates, _ = raw_rates(cases)
    low, high = np.quantile(rates, [0.25, 0.75])
    return bool(((rates < low - 1.5 * (high - low)) | (rates > high + 1.5 * (high - low))).any())


def two_deviations(cases: Cases) -> bool:
    rates, _ = raw_rates(cases)
    return bool((np.abs(rates - rates.mean()) > 2 * rates.std(ddof=1)).any())


def four_fifths(cases: Cases) -> bool:
    rates, _ = raw_rates(cases)
    return bool(rates.min() < 0.8 * rates.max())


HABITS: dict[str, Callable[[Cases], bool]] = {"四分位": iqr_fence, "±2标准差": two_deviations, "八折": four_fifths}


def report(cases: Cases, of_amounts: bool) -> Report:
    return compare(county_year(cases, of_amounts), limits("unit"))


def false_alarms(count: int, seed: int) -> None:
    print("没有差别时，一页出现任何提示的比例（800 件以内 ≤ 2%，以上 ≤ 3%）")
    print(f"{'':　<14}{'件数':>6}{'本系统':>8}{'数据不足':>8}" + "".join(f"{name:>8}" for name in HABITS))
    for name, (plan, of_amounts) in KINDS.items():
        for cases in SIZES:
            alarms, unknown, habits = 0, 0, dict.fromkeys(HABITS, 0)
            for year in years(replace(plan, cases=cases), count, seed):
                found = report(year, of_amounts).comparisons
                alarms += any(one.is_flagged for one in found)
                unknown += sum(one.verdict == UNKNOWN for one in found)
                for habit, rule in HABITS.items():
                    habits[habit] += rule(year)
            shares = "".join(f"{habits[habit] / count:>10.1%}" for habit in HABITS)
            print(
                f"{name:　<14}{cases:>6}{alarms / count:>10.1%}{unknown / count / plan.units:>10.1%}{shares}",
                flush=True,
            )


def power(count: int, seed: int) -> None:
    print("\n一个单位 60%、其他 600 件 30%：检出（40 件 ≥ 60%，80 件 ≥ 90%），无辜单位被提示（≤ 3%）")
    for cases in (10, 20, 40, 80, 160):
        hits = innocent = 0
        for year in years(Plan(cases=600, units=11, planted_cases=cases), count, seed):
            planted, *others = report(year, False).comparisons
            hits += planted.is_flagged
            innocent += sum(one.is_flagged for one in others)
        print(f"  {cases:>4} 件：检出 {hits / count:.1%}，无辜 {innocent / count / 11:.2%}", flush=True)
    graver = sum(
        report(year, of_amounts).comparisons[0].is_flagged
        for of_amounts in (False, True)
        for year in years(Plan(cases=600, units=11, planted_cases=60, planted_grade=2), count, seed)
    )
    print(f"  只办重案的承办人被提示（≤ 6%）：{graver / count / 2:.2%}")


def campaigns(count: int, seed: int) -> None:
    print("\n三周 ×2.5 的集中执法：检出（≥ 95%），没有集中时误报（≤ 3%）")
    for name, rate, spread in (
        ("每周 10 件", 10.0, 0.0),
        ("每周 10 件，周波动 0.1", 10.0, 0.1),
        ("每周 20 件", 20.0, 0.0),
    ):
        found = [
            sum(
                scan_weeks(weekly_counts(rate, spread, np.random.default_rng([seed, year]), times), [5.0] * 52)
                is not None
                for year in range(count)
            )
            for times in (2.5, 1.0)
        ]
        print(f"  {name}：检出 {found[0] / count:.1%}，误报 {found[1] / count:.1%}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--years", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2022)
    given = parser.parse_args()
    false_alarms(given.years, given.seed)
    power(given.years, given.seed)
    campaigns(min(given.years, 300), given.seed)
