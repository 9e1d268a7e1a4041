"""Every sheet of the sample year is recognised as the ledger it is, with every column, without asking anybody."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from fwzf_data.intake.examine import examine
from sample_data import generate as sample

BOOKS = sample.HERE / sample.BOOKS
TRUTH = json.loads((sample.HERE / "truth.json").read_text("utf-8"))
FILES = sorted({sheet["file"] for sheet in TRUTH["sheets"]})


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_ledger_and_columns_are_read_as_they_were_meant(file: str) -> None:
    meant: list[dict[str, Any]] = [sheet for sheet in TRUTH["sheets"] if sheet["file"] == file]
    read = examine(BOOKS / file).sheets
    assert len(read) == len(meant)
    for sheet, told in zip(read, meant, strict=True):
        if told["ledger"] is None:
            continue
        assert sheet.guess is not None, told["sheet"]
        assert sheet.guess.ledger == told["ledger"]
        fields = [column.field for column in sheet.guess.columns]
        assert [field for _, field in told["columns"] if field] == [field for field in fields if field in named(told)]
        assert not [column.header for column in sheet.guess.columns if column.proposals]


def named(told: dict[str, Any]) -> set[str]:
    return {field for _, field in told["columns"] if field}


@pytest.mark.slow
@pytest.mark.parametrize("file", ["违法行为目录.csv", "裁量基准.csv"])
def test_the_catalogue_and_the_benchmarks_are_read_by_their_own_columns(file: str) -> None:
    (sheet,) = examine(Path(BOOKS / file)).sheets
    assert sheet.guess is not None
    assert sheet.guess.ledger == {"违法行为目录.csv": "violation", "裁量基准.csv": "benchmark"}[file]
    assert {"violation_code", "clause_no", "party_scope"} <= {column.field for column in sheet.guess.columns}


@pytest.mark.parametrize("file", ["违法行为目录.csv", "裁量基准.csv"])
def test_where_a_clause_or_a_benchmark_comes_from_is_said_in_chinese(file: str) -> None:
    with (BOOKS / file).open(encoding="utf-8", newline="") as lines:
        said = {text for row in csv.DictReader(lines) for text in (row["source"], row.get("jurisdiction") or "")}
    assert [text for text in said if re.search("[A-Za-z]", text)] == []
