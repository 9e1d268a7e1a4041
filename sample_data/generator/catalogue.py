"""The violation catalogue and benchmark table the cases are drawn from: the two csv files of the sample folder."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parents[1] / "2022"
CATALOGUE_FILE = "违法行为目录.csv"
BENCHMARK_FILE = "裁量基准.csv"


@dataclass(frozen=True)
class Grade:
    """One row of the benchmark table, in yuan (per unit where the clause counts units)."""

    name: str
    order: int
    low: int
    high: int
    kind: str
    ordinal_min: int | None


@dataclass(frozen=True)
class Clause:
    code: str
    number: int
    name: str
    law: str
    article: str
    precondition: str
    kind: str
    low: int
    high: int
    per_unit: str
    cap: int | None
    fine_is: str
    grades: tuple[Grade, ...]

    @property
    def basis(self) -> str:
        return f"《{self.law}》{self.article}"

    def grade(self, order: int) -> Grade:
        return self.grades[min(order, len(self.grades)) - 1]


def read_catalogue(folder: Path = SOURCES) -> dict[tuple[str, int], Clause]:
    """Every clause by (violation code, clause number), with its own grades."""
    grades: dict[tuple[str, int], list[Grade]] = {}
    for row in _rows(folder / BENCHMARK_FILE):
        key = (row["violation_code"], int(row["clause_no"]))
        if row["value_unit"] == "元":
            ordinal = int(row["ordinal_min"]) if row["ordinal_min"] else None
            low, high = int(float(row["min_value"])), int(float(row["max_value"]))
            grade = Grade(row["grade"], int(row["grade_order"]), low, high, row["penalty_kind"], ordinal)
            grades.setdefault(key, []).append(grade)
    return {
        (row["violation_code"], int(row["clause_no"])): Clause(
            code=row["violation_code"],
            number=int(row["clause_no"]),
            name=row["name"],
            law=row["law"],
            article=row["article"],
            precondition=row["precondition"],
            kind=row["penalty_kind"],
            low=int(row["min_yuan"] or 0),
            high=int(row["max_yuan"] or 0),
            per_unit=row["per_unit"],
            cap=int(row["cap_yuan"]) if row["cap_yuan"] else None,
            fine_is=row["fine_is"],
            grades=tuple(grades.get((row["violation_code"], int(row["clause_no"])), ())),
        )
        for row in _rows(folder / CATALOGUE_FILE)
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
