"""How often a publication without effect is said to have lowered a violation, and how often a real fall is seen.

    python -m tests.bench.effect [--series 4000] [--seed 2026]

Choose another seed than the one a limit of ``fwzf_data/rules/effect.toml`` was tuned on. Nothing is asserted here; the
tests hold the false alarms to the declared rate with seeds of their own.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

# Run by its path, too.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fwzf_data.analysis.effect import FALLING, RISING, judged
from tests.analysis.offences import Town, verdicts

QUIET = {
    "没有变化": Town(),
    "没有变化，很少（每段 3 次）": Town(mean=3),
    "没有变化，一阵一阵（方差大）": Town(burst=0.2),
    "巡查翻一番": Town(patrols=2),
    "巡查翻一番，一阵一阵": Town(patrols=2, burst=0.2),
    "巡查减半，一阵一阵": Town(patrols=0.5, burst=0.2),
    "季节 ±20%，一年": Town(season=0.2),
    "季节 ±40%，一年": Town(season=0.4),
    "每年自己降 20%，一年": Town(fall=0.2),
    "季节 ±60%，两年": Town(season=0.6, years=2),
    "每年自己降 30%，两年": Town(fall=0.3, years=2),
    "季节 ±60%、一阵一阵，两年": Town(season=0.6, burst=0.2, years=2),
}
FALLS = (0.7, 0.5, 0.3)
MEANS = (5, 20, 60)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--series", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    print("没有效果：说成下降 / 上升")
    for name, town in QUIET.items():
        found = verdicts(town, judged, given.series, given.seed)
        print(f"  {name}: {found.get(FALLING, 0) / given.series:.2%} / {found.get(RISING, 0) / given.series:.2%}")
    print("真的降了：看得出的占比（每段几次 × 降到几成；一年、两年，方差 0.05）")
    for mean in MEANS:
        for effect in FALLS:
            town = Town(mean=mean, effect=effect, burst=0.05)
            one, two = (
                verdicts(replace(town, years=years), judged, given.series // 4, given.seed).get(FALLING, 0)
                / (given.series // 4)
                for years in (1, 2)
            )
            print(f"  每段 {mean} 次，降到 {effect:.0%}: {one:.0%} / {two:.0%}")


if __name__ == "__main__":
    main()
