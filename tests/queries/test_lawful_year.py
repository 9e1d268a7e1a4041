"""A year in which every fine is lawful and every ledger is messy accuses nobody: what is not sure says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from fwzf_data.settings import SAMPLE_DATA
from tests.oracle.constructed import Written, as_written, circumstances, past_of
from tests.oracle.judging import Case, bounds
from tests.oracle.tables import Band, Clause, bands, clauses, read
from tests.queries.drawn import Drawn
from tests.queries.test_constructed_verdicts import load_rows

CHECKS = ("D01", "D02", "D03", "D04", "D05", "P26")
BLANKED = ("discretion_grade", "violation_date", "party_type", "party_role", "clause_no", "quantity", "base_amount")
ALIASES = ("情节{}", "违法情节{}的", " {} ", "{}档")
NEGATED = "无减轻情节，不具有从重情形"
EARLIER = re.compile(r"/(前\d+|早)$").search
"""Earlier cases are there to be counted; they are not the year's."""


@pytest.fixture
def messy_year(bench):
    violations, benchmarks = read(SAMPLE_DATA / "违法行为目录.csv"), read(SAMPLE_DATA / "裁量基准.csv")
    law = {(clause.code, clause.no): clause for clause in clauses(violations)}
    load_rows(bench, "violation", violations)
    load_rows(bench, "benchmark", benchmarks)
    known = [band for band in bands(benchmarks) if (band.code, band.clause) in law]
    written = [one for band in known for one in _lawful(band, law[band.code, band.clause])]
    names = tuple(dict.fromkeys(["cause", *written[0].cells]))
    bench.given("penalty_case", Drawn(names, tuple(tuple(map(one.cells.get, names)) for one in written)))
    return written


def test_nothing_in_a_lawful_year_is_an_unmarked_finding(bench, messy_year):
    said = {}
    for check in CHECKS:
        found = [row for row in bench.ask(check).only(["record_key", "certainty", "doubt"]).rows if not EARLIER(row[0])]
        said[check] = [row for row in found if row[1] == "确定"]
        assert all(row[2] for row in found if row[1] != "确定")
    assert said == {check: [] for check in CHECKS}


def test_most_of_a_lawful_year_can_be_judged_all_the_same(bench, messy_year):
    judged = bench.ask("discretion_by_case").only(["record_key", "verdict", "deviation_state"]).rows
    judged = [row for row in judged if not EARLIER(row[0])]
    verdicts = Counter(row[1] for row in judged)
    assert len(judged) > 2_000
    assert verdicts["档内"] + verdicts["恰在界上"] > len(judged) / 2
    assert {row[2] for row in judged} == {None, "已说明", "已批准调整适用"}


def _lawful(band: Band, clause: Clause) -> Iterator[Written]:
    case = next(circumstances(band))
    if band.amount != (None, None) and not band.per_unit:
        case = replace(case, quantity=band.amount[0] or band.amount[1])
    for place, fine in enumerate(_fines(case, band, clause)):
        whole = replace(case, number=f"{band.id}/{place}", fine=fine)
        yield from _messy(whole, band)
    low, high = bounds(case, band)
    if low and band.kind != "none":
        lighter = replace(case, number=f"{band.id}/减轻", fine=int(low) // 2, is_mitigated=True)
        yield from past_of(lighter, band)
        yield as_written(lighter)
        spared = replace(case, number=f"{band.id}/不罚", fine=0, is_exempted=True)
        yield from past_of(spared, band)
        yield as_written(spared)
    ceiling = _law(case, clause)[1]
    if high and ceiling and ceiling > high and band.kind != "none":
        allowed = replace(case, number=f"{band.id}/批准", fine=int(high) + 1, is_approved=True)
        yield from past_of(allowed, band)
        yield as_written(allowed)


def _fines(case: Case, band: Band, clause: Clause) -> list[int]:
    """Both ends, the middle, and the whole yuan beside a computed end."""
    if band.kind == "none":
        return [0]
    low, high = bounds(case, band)
    floor, ceiling = _law(case, clause)
    assert low is not None
    ends = {low, high or low, (low + (high or low)) / 2}
    fines = {int(end) if end.denominator == 1 else 100 * round(end / 100) for end in ends}
    return sorted(fine for fine in fines if fine > 0 and (floor or 0) <= fine <= (ceiling or fine))


def _law(case: Case, clause: Clause) -> tuple[Fraction | None, Fraction | None]:
    band = Band(
        "", clause.code, clause.no, "", "", 0, clause.scope, clause.kind, clause.low or Fraction(0), clause.high, True,
        True, clause.per_unit, clause.cap, None, None, None, (None, None), None, (None, None), None, "",
    )  # fmt: skip
    return bounds(case, band)


def _messy(case: Case, band: Band) -> Iterator[Written]:
    """The same lawful case as different clerks would write it, one thing left out or written otherwise each time."""
    for name in ("whole", *BLANKED, "code", *ALIASES, "negated", "masked"):
        one = replace(case, number=f"{case.number}/{name}", party=None if name == "masked" else case.party)
        if name != "masked":
            yield from past_of(one, band)
        cells = dict(as_written(one).cells)
        if name in BLANKED:
            cells[name] = None
        elif name == "code":
            cells |= {"violation_code": None, "clause_no": None, "cause": f"涉嫌{band.name}案"}
        elif name in ALIASES:
            cells["discretion_grade"] = name.format(band.grade)
        elif name == "negated":
            cells["discretion_factors"] = NEGATED
        yield Written(cells, one)
