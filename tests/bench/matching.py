"""How often a text that is matched for certain is matched rightly: texts with their truth through the real facts.

    python -m tests.bench.matching [CAUSES.csv COMPLAINTS.csv] [--wrong]

Each file has the columns ``text``, ``violation_code`` (empty: none of the catalogue; several with ; where the text
leaves it open) and ``note``: certain is right only where the truth is one violation and the same. The first file is
read as causes of cases, the second as contents of complaints, against the published catalogue of ``sample_data/``;
those of ``tests/analysis/texts/`` where none are named.
"""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date
from pathlib import Path

# Run by its path, too.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from fwzf_data.analysis.facts import build_facts, needed_facts, write_rules
from fwzf_data.analysis.query import ask
from fwzf_data.analysis.statistics.intervals import wilson
from fwzf_data.analysis.text_likeness import proposals
from fwzf_data.analysis.violation_words import read
from fwzf_data.intake.schema import create_base_tables
from fwzf_data.settings import PROJECT, SAMPLE_DATA
from tests.queries.conftest import Bench
from tests.queries.drawn import Drawn

TEXTS = PROJECT / "tests" / "analysis" / "texts"
KINDS = (("penalty_case", "case_no", "cause", "cases"), ("complaint", "complaint_no", "content", "complaints"))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def catalogue(bench: Bench) -> None:
    found = rows_of(SAMPLE_DATA / "违法行为目录.csv")
    names = ("violation_code", "clause_no", "name", "law", "article", "party_scope", "applies_in_wuyang")
    bench.given("violation", Drawn(names, tuple(tuple(row[name] or None for name in names) for row in found)))


def matched(texts: list[dict[str, str]], ledger: str, key: str, column: str, fact: str) -> list[str | None]:
    """The code each text is matched to for certain."""
    with duckdb.connect(":memory:") as connection:
        create_base_tables(connection)
        write_rules(connection)
        bench = Bench(connection)
        catalogue(bench)
        bench.given(ledger, Drawn((key, column), tuple((str(place), row["text"]) for place, row in enumerate(texts))))
        build_facts(connection, needed_facts([fact]))
        codes = dict(connection.execute(f"select {key}, violation_code from {fact}").fetchall())
        return [codes[str(place)] for place in range(len(texts))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.csv", help="causes, then complaints")
    parser.add_argument("--wrong", action="store_true", help="list what was certain and wrong, and what was left")
    given = parser.parse_args()
    files = given.files or [TEXTS / "causes.csv", TEXTS / "complaints.csv"]
    if len(files) != len(KINDS):
        parser.error("name two files, causes and complaints, or none")
    with duckdb.connect(":memory:") as connection:
        create_base_tables(connection)
        write_rules(connection)
        bench = Bench(connection)
        catalogue(bench)
        build_facts(connection, needed_facts(["violation_clauses", "violations"]))
        clauses = ask(connection, "violation_list", as_of=date(2022, 12, 31), is_local=True).dicts()
    for file, kind in zip(files, KINDS, strict=True):
        texts = rows_of(file)
        codes = matched(texts, *kind)
        sure = [(row, code) for row, code in zip(texts, codes, strict=True) if code]
        right = [code == row["violation_code"] for row, code in sure]
        left = [row for row, code in zip(texts, codes, strict=True) if not code and row["violation_code"]]
        near = [[one.violation_code for one in proposals(row["text"], clauses)] for row in left]
        truths = [set(row["violation_code"].split(";")) for row in left]
        offered = sum(bool(truth & set(codes)) for truth, codes in zip(truths, near, strict=True))
        first = sum(bool(truth & set(codes[:1])) for truth, codes in zip(truths, near, strict=True))
        among = sum(code in row["violation_code"].split(";") for row, code in sure)
        low, high = wilson(sum(right), len(right)) if right else (0.0, 1.0)
        meant = sum(bool(row["violation_code"]) for row in texts)
        print(
            f"{file.name}: {len(texts)} texts, {meant} of the catalogue; certain {len(sure)}, right {sum(right)} "
            f"({sum(right) / max(len(right), 1):.1%}, 95 % interval {low:.1%}-{high:.1%}; one of several {among}); "
            f"left to a person {len(left)}, the right one proposed for {offered}, first for {first}"
        )
        if given.wrong:
            for row, code in sure:
                if code != row["violation_code"]:
                    print(f"  wrong {code} for {row['violation_code'] or '-'}: {row['text']} | {row['note']}")
            for row, codes in zip(left, near, strict=True):
                print(f"  left {row['violation_code']} {codes}: {row['text']} | {read(row['text']).why}")


if __name__ == "__main__":
    main()
