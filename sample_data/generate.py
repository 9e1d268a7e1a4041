"""Writes the sample year: ``python -m sample_data.generate [FOLDER]``; the same seed gives the same bytes."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from sample_data.generator import (
    case_files,
    catalogue,
    coercion,
    complaints,
    docket,
    guidance,
    inspections,
    lists,
    plan_year,
    publicity,
    register_files,
    registers,
    trainings,
)  # fmt: skip
from sample_data.generator.days import LAST
from sample_data.generator.folder import UploadFolder
from sample_data.generator.year import Year, chance, draw_year

SEED = "舞阳2022"
HERE = Path(__file__).parent
BOOKS = "2022"
"""The folder that is uploaded; truth.json stays outside it."""


def generate(target: Path = HERE, seed: str = SEED) -> None:
    """Write the upload folder and truth.json under the target."""
    year = draw_year(seed)
    folder = UploadFolder(target / BOOKS)
    _carry_catalogue(folder)
    register_files.write_registers(folder, year.roster)
    spare = {case.case_no for found in year.cases_planted.values() for case in found}
    books = case_files.CaseFiles(folder, chance(seed, "案件台账"), year.cases, year.roster, spare)
    books.write()
    inspections.write_inspections(folder, year.inspections)
    complaints.write_complaints(folder, year.complaints)
    publicity.write_publicity(folder, year.penalties_published, year.permits)
    coercion.write_coercions(folder, year.coercions)
    guidance.write_guidance(folder, year.guidance, year.mediations)
    in_plan = trainings.write_trainings(folder, chance(seed, "培训"), year.roster)
    in_plan |= plan_year.write_tasks(folder, chance(seed, "任务"))
    in_plan |= plan_year.write_reports(folder, chance(seed, "总结"))
    plan_year.write_model_sites(folder)
    plan_year.write_campaigns(folder)
    lists.write_risks(folder, year.clauses)
    lists.write_leniency(folder, year.clauses)
    lists.write_powers(folder)
    lists.write_spot_checks(folder, chance(seed, "双随机"), year.folk, year.roster)
    truth = {
        "seed": seed,
        "counts": _counts(year),
        "leanings": _leanings(),
        "planted": year.planted | in_plan,
        "writing": books.noted,
        "sheets": folder.expected,
    }
    (target / "truth.json").write_text(_line_by_line(truth), encoding="utf-8", newline="\n")


def _line_by_line(truth: Mapping[str, object]) -> str:
    """JSON with one planted thing, or one sheet, a line: short, and a change shows where it is."""

    def lines(value: object) -> str:
        if isinstance(value, dict):
            return "{\n" + ",\n".join(f"{_json(name)}: {_json(part)}" for name, part in value.items()) + "\n}"
        if isinstance(value, list):
            return "[\n" + ",\n".join(_json(part) for part in value) + "\n]"
        return _json(value)

    return "{\n" + ",\n".join(f"{_json(name)}: {lines(part)}" for name, part in truth.items()) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _carry_catalogue(folder: UploadFolder) -> None:
    """The two fact tables are part of the folder as they are; nothing draws them."""
    if folder.path != catalogue.SOURCES:
        for name in (catalogue.CATALOGUE_FILE, catalogue.BENCHMARK_FILE):
            (folder.path / name).write_bytes((catalogue.SOURCES / name).read_bytes())


def _counts(year: Year) -> dict[str, int]:
    """Real things, not rows: a case reported twice is one."""
    return {
        "penalty_case": sum(case.opened <= LAST for case in year.cases),
        "inspection": sum(len(rows) for rows in year.inspections.values()),
        "complaint": len(year.complaints),
        "penalty_publicity": len(year.penalties_published),
        "permit_publicity": len(year.permits),
        "coercion": len(year.coercions),
        "guidance": sum(len(rows) for rows in year.guidance.values()),
        "mediation": len(year.mediations),
        "officer": len(year.roster),
        "unit": len(registers.UNITS),
    }


def _leanings() -> dict[str, object]:
    """How some units differ from the others, as far as the ledgers can show it."""
    unit, street, kind = docket.LENIENT
    return {
        "lenient": {"unit": unit, "street": street, "party_kind": kind},
        "severe": {"unit": docket.SEVERE},
        "silent": {unit: list(months) for unit, months in docket.SILENT.items()},
        "bursts": [
            {
                "units": list(burst.units), "violations": list(burst.offences), "first_on": burst.first.isoformat(),
                "last_on": burst.last.isoformat(), "campaign": burst.campaign,
            }
            for burst in docket.BURSTS
        ],
    }  # fmt: skip


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
