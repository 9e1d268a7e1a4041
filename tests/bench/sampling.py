"""What draws cost, and how even they are, thoroughly: a million objects, 20,000 seeds.

    python -m tests.bench.sampling [--rows 1000000] [--seeds 20000]

Prints seconds of this machine and χ² with its 99.9 % point; nothing is asserted of the seconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Run by its path, too.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fwzf_data.analysis.draw.frame import frozen
from fwzf_data.analysis.draw.inclusion import chances
from fwzf_data.analysis.draw.plan import make_plan
from fwzf_data.analysis.draw.record import draw as draw_record
from fwzf_data.analysis.draw.record import drawn_of, faults


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun, used = time.perf_counter(), time.process_time()
    yield
    print(f"{what:32} {time.perf_counter() - begun:7.1f} s   CPU {time.process_time() - used:7.1f} s", flush=True)


def draw_many(rows: int) -> None:
    written = [(f"舞城管罚字〔2022〕{number}号", f"{number % 8}中队", str(1 + number % 4)) for number in range(rows)]
    with timed(f"freeze {rows:,}"):
        members = frozen(written)
        _ = members.hash
    for method in ("simple", "stratified", "systematic", "weighted", "money", "rotation"):
        plan = make_plan(members, purpose="速度", frame_name="试", method=method, n=1_000)
        with timed(f"draw {method}"):
            record = draw_record(plan, members, "0" * 40)
    with timed("verify"):
        print(faults(record) or "verified")


def count(method: str, seeds: int) -> None:
    """Drawn as often as published: χ² of the counts, with the negative dependence of a fixed size taken out."""
    members = frozen([(f"号{number}", "", str(1 + number % 4)) for number in range(40)])
    plan = make_plan(members, purpose="均匀", frame_name="试", method=method, n=10)
    with timed(f"{seeds:,} seeds {method}"):
        counts = Counter(one.id for seed in range(seeds) for one in drawn_of(plan, members, f"种子{seed}"))
    wanted = chances({one.id: one.millionths if method in ("weighted", "money") else 1 for one in members.members}, 10)
    scores = [
        (counts[name] - seeds * float(chance)) / (seeds * float(chance * (1 - chance))) ** 0.5
        for name, chance in wanted.items()
    ]
    worst = max(abs(counts[name] / seeds - float(chance)) for name, chance in wanted.items())
    chi = sum(score**2 for score in scores) * (len(scores) - 1) / len(scores)
    print(f"  χ² {chi:.1f} of 39 degrees (99.9 %: 72.1), largest gap {worst:.4f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seeds", type=int, default=20_000)
    given = parser.parse_args()
    # Not systematic: its objects are drawn in blocks, so their counts are no separate degrees of freedom.
    for way in ("simple", "money", "weighted"):
        count(way, given.seeds)
    draw_many(given.rows)
