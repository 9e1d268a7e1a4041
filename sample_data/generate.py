"""Writes the sample year: ``python -m sample_data.generate [FOLDER]``; the same seed gives the same bytes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

from sample_data.generator import case_files, catalogue, docket, parties, planted, register_files, registers
from sample_data.generator.folder import UploadFolder

SEED = "舞阳2022"
HERE = Path(__file__).parent


def generate(target: Path = HERE, seed: str = SEED) -> None:
    """Write ``2022/`` and ``truth.json`` under the target folder."""
    folder = UploadFolder(target / "2022")
    if target != HERE:
        for name in (catalogue.CATALOGUE_FILE, catalogue.BENCHMARK_FILE):
            (folder.path / name).write_bytes((catalogue.SOURCES / name).read_bytes())
    taken: set[str] = set()
    roster, expired = planted.expire_certificate(registers.officers(Random(f"{seed} 人员"), taken), "四中队")
    clauses = catalogue.read_catalogue()
    folk = parties.Townsfolk(Random(f"{seed} 当事人"), taken)
    cases = docket.draw_docket(Random(f"{seed} 案件"), folk, clauses, roster)
    done = planted.plant_all(Random(f"{seed} 埋设"), cases, expired)
    docket.number_cases(cases)
    truth: dict[str, object] = {
        name: [{"case_no": case.case_no, "unit": case.unit} for case in found] for name, found in sorted(done.items())
    }
    register_files.write_registers(folder, roster)
    books = case_files.CaseFiles(folder, Random(f"{seed} 台账"), cases, roster, {
        case.case_no for found in done.values() for case in found
    })  # fmt: skip
    books.write()
    body = {"seed": seed, "cases": truth, "writing": books.noted, "sheets": folder.expected}
    text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    (target / "truth.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
