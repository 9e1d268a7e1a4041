"""What a whole ``load`` costs beside bare readers of the same workbook: CPU with its children, and memory.

    python -m tests.bench.load [--rows 100000] [--repeat 3]

Each run is a fresh process; the repetitions are interleaved, medians are compared. Absolute seconds are the machine's,
ratios are ours. Nothing is asserted: a busy machine must not fail a build.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

# Run by its path, too.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.ledger_file import write_ledger

PROJECT = Path(__file__).resolve().parents[2]
SLOW = "pandas"
PEERS = {
    "fastexcel": "import fastexcel; fastexcel.read_excel(F).load_sheet(0, header_row=None, dtypes='string').to_arrow()",
    "calamine": "import python_calamine as p; p.CalamineWorkbook.from_path(F).get_sheet_by_index(0).to_python()",
    SLOW: "import pandas; pandas.read_excel(F, header=None)",
}
GOALS = {"fastexcel": "≤ 2.0", "calamine": "≤ 1.4", SLOW: "≤ 0.25"}


@dataclass(frozen=True)
class Cost:
    """One run."""

    seconds: float
    megabytes: float
    """The largest process of it."""


def run(command: list[str]) -> Cost:
    """Run a command; raises CalledProcessError where it fails."""
    child = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def read_bare(peer: str, file: Path) -> Cost:
    return run([sys.executable, "-c", f"F = {str(file)!r}; {PEERS[peer]}"])


def load_whole(file: Path) -> Cost:
    """``load`` into an empty home, through the command line."""
    with tempfile.TemporaryDirectory() as home:
        return run([sys.executable, "-m", "fwzf_data", "--home", home, "load", str(file)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--without-pandas", action="store_true", help="leave out the peer that takes longest")
    given = parser.parse_args()
    peers = [peer for peer in PEERS if not (given.without_pandas and peer == SLOW)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.xlsx"
        write_ledger(file, given.rows)
        print(f"{given.rows} rows, {file.stat().st_size / 2**20:.1f} MiB; {given.repeat} interleaved runs, medians")
        costs: dict[str, list[Cost]] = {"load": [], **{peer: [] for peer in peers}}
        for repetition in range(given.repeat):
            costs["load"].append(load_whole(file))
            for peer in peers:
                if peer != SLOW or repetition == 0:
                    costs[peer].append(read_bare(peer, file))
    seconds = {name: statistics.median(cost.seconds for cost in found) for name, found in costs.items()}
    megabytes = {name: max(cost.megabytes for cost in found) for name, found in costs.items()}
    for name in costs:
        ratio = f"  load is {seconds['load'] / seconds[name]:.2f} of it (goal {GOALS[name]})" if name in GOALS else ""
        print(f"{name:10} {seconds[name]:6.2f} s CPU  {megabytes[name]:6.0f} MB{ratio}")
    print(f"memory: {megabytes['load'] / megabytes['fastexcel']:.2f} of fastexcel's (goal ≤ 2.0)")


if __name__ == "__main__":
    main()
