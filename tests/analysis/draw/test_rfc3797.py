"""The published draw of the IETF comes out digest by digest."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fwzf_data.__main__ import main
from fwzf_data.analysis.draw.rfc3797 import Pick, key_of, nominated
from fwzf_data.errors import BadRequest

VECTOR = Path(__file__).parent / "vectors" / "rfc3797_worked_example.csv"
SOURCES = [[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]]


def test_the_worked_example_of_section_6() -> None:
    with VECTOR.open(encoding="utf-8", newline="") as file:
        published = [
            Pick(row["md5_published"], int(row["remaining"]), int(row["selected_position"]))
            for row in csv.DictReader(file)
        ]
    assert key_of(SOURCES) == "9319./2.5.8.10.12./9.18.26.34.41.45./"
    assert nominated(key_of(SOURCES), 25, 16) == published


def test_the_order_in_which_a_source_was_read_out_changes_nothing() -> None:
    assert key_of([[45, 9, 18, 41, 26, 34]]) == key_of([[9, 18, 26, 34, 41, 45]])


def test_everybody_can_be_drawn_and_nobody_twice() -> None:
    assert sorted(pick.number for pick in nominated("1./", 30, 30)) == list(range(1, 31))


@pytest.mark.parametrize(("pool", "n"), [(5, 0), (5, 6), (0, 0), (65_536, 1)])
def test_impossible_counts_are_refused(pool: int, n: int) -> None:
    with pytest.raises(BadRequest, match="不可能"):
        nominated("1./", pool, n)


def test_the_command_prints_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "rfc3797", "--pool", "25", "--n", "2", "--source", "9319", "--source", "2 5 12 8 10"]) == 0
    first, *steps = capsys.readouterr().out.splitlines()
    assert first == "种子串　9319./2.5.8.10.12./"
    assert len(steps) == 2
    assert main(["sample", "rfc3797", "--pool", "25", "--n", "2", "--source", "九"]) == 2
