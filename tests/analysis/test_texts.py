"""Causes and complaints with their truth: what is certain is right, and what is none of the catalogue is left alone.

The texts were invented; nobody wrote them who complained. Where the truth names several violations with ``;`` the text
leaves open which, and then none of them is certain.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fwzf_data.analysis.violation_words import read
from fwzf_data.settings import SAMPLE_DATA

TEXTS = Path(__file__).parent / "texts"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(("file", "least"), [("causes", 0.6), ("complaints", 0.4)])
def test_what_is_certain_is_right_and_enough_of_it_is_certain(file, least):
    codes = {row["name"]: row["violation_code"] for row in rows_of(SAMPLE_DATA / "违法行为目录.csv")}
    told = [(row, codes.get(read(row["text"]).named or "")) for row in rows_of(TEXTS / f"{file}.csv")]
    wrong = [(row["text"], row["violation_code"], code) for row, code in told if code and code != row["violation_code"]]
    sure = sum(code is not None for _, code in told)
    assert len(wrong) <= 0.05 * sure, wrong
    assert sure >= least * sum(bool(row["violation_code"]) for row, _ in told)
