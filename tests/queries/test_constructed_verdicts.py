"""Every verdict on several hundred constructed cases, and on every row of the published tables, as the oracle says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fwzf_data.intake.ledger import ledger
from fwzf_data.settings import SAMPLE_DATA
from tests.oracle.constructed import Written, cases_of, catalogue, lacking
from tests.oracle.judging import Case, Judgement, judge
from tests.oracle.tables import PLACES, Band, Clause, bands, clauses, read
from tests.queries.drawn import Drawn

BOOKS = SAMPLE_DATA
VERDICTS = {"档内", "恰在界上", "低于档次", "高于档次", "超出法定幅度", "应有罚款而无", "应无罚款而有", "无法核查"}
REASONS = {
    "案由未对应", "条款不明", "缺违法日期", "缺当事人类别", "无适用基准", "缺裁量档次", "缺计罚基数或数量", "缺当事人标识",
    "缺罚款金额", "罚款要求不明",
}  # fmt: skip


def test_every_bound_of_every_kind_of_row_gets_the_verdict_of_the_oracle(bench):
    violations, benchmarks = catalogue()
    law, table = clauses(_dicts(violations)), bands(_dicts(benchmarks))
    load_rows(bench, "violation", _dicts(violations))
    load_rows(bench, "benchmark", _dicts(benchmarks))
    written = [one for band in table for one in (*cases_of(band, law), *lacking(band))]
    found = _compare(bench, written, law, table)
    assert set(found) == VERDICTS
    assert len(written) > 3_000


def test_every_bound_of_the_published_tables_gets_the_verdict_of_the_oracle(bench):
    violations, benchmarks = read(BOOKS / "违法行为目录.csv"), read(BOOKS / "裁量基准.csv")
    law, table = clauses(violations), bands(benchmarks)
    load_rows(bench, "violation", violations)
    load_rows(bench, "benchmark", benchmarks)
    known = {(clause.code, clause.no) for clause in law}
    written = [
        one for band in table if (band.code, band.clause) in known for one in (*cases_of(band, law), *lacking(band))
    ]
    found = _compare(bench, written, law, table)
    assert set(found) == VERDICTS
    facts = dict(bench.connection.execute("select benchmark_id, is_local from benchmarks where is_usable").fetchall())
    assert facts == {row["benchmark_id"]: row["jurisdiction"].startswith(PLACES) for row in benchmarks}


def test_the_rows_of_other_places_are_as_usable_once_they_are_ours(bench):
    benchmarks = [
        row | {"jurisdiction": "舞阳"}
        for row in read(BOOKS / "裁量基准.csv")
        if not row["jurisdiction"].startswith(PLACES)
    ]
    table = bands(benchmarks)
    load_rows(bench, "benchmark", benchmarks)
    written = [one for band in table for one in (*cases_of(band, []), *lacking(band))]
    found = _compare(bench, written, [], table)
    assert len(table) == len(benchmarks) > 50
    inside = {one.case.number.split("/")[0] for one in written if found.by_number[one.case.number].verdict == "档内"}
    assert inside == {band.id for band in table}


def test_rows_by_percent_or_by_number_cannot_be_checked_without_their_base(bench):
    violations, benchmarks = read(BOOKS / "违法行为目录.csv"), read(BOOKS / "裁量基准.csv")
    law, table = clauses(violations), bands([row | {"jurisdiction": "舞阳"} for row in benchmarks])
    load_rows(bench, "violation", violations)
    load_rows(bench, "benchmark", [row | {"jurisdiction": "舞阳"} for row in benchmarks])
    needing = [band for band in table if band.by_base or band.per_unit]
    lacks = "base", "quantity"
    written = [
        one for band in needing for one in lacking(band) if one.case.number.endswith(tuple(f"缺{n}" for n in lacks))
    ]
    found = _compare(bench, written, law, table)
    for band in needing:
        name = "base" if band.by_base else "quantity"
        assert found.by_number[f"{band.id}/缺{name}"].reason == "缺计罚基数或数量"


class _Found(Counter[str]):
    by_number: dict[str, Judgement]


def _compare(bench: Any, written: Sequence[Written], law: Sequence[Clause], table: Sequence[Band]) -> _Found:
    """Judge every case twice; raises AssertionError naming the cases both do not say alike."""
    numbers = Counter(one.case.number for one in written)
    assert max(numbers.values()) == 1
    bench.given("penalty_case", Drawn(tuple(written[0].cells), tuple(tuple(one.cells.values()) for one in written)))
    names = ["case_no", "verdict", "deviation_state", "reason", "low_fen", "high_fen"]
    given = {row[0]: row[1:] for row in bench.ask("discretion_by_case").only(names).rows}
    past: dict[tuple[str | None, str | None], list[Case]] = defaultdict(list)
    for one in written:
        past[one.case.party, one.case.code].append(one.case)
    found = _Found()
    found.by_number = {}
    differing = []
    for one in written:
        judged = judge(one.case, law, table, past[one.case.party, one.case.code])
        verdict, state, reason, low, high = given[one.case.number]
        missing = reason if reason in REASONS else None
        if (verdict, state, missing) != (judged.verdict, judged.state, judged.reason) or (
            low is not None
            and judged.low is not None
            and (int(low), int(high) if high else None) != (judged.low, judged.high)
        ):
            differing.append((one.case.number, given[one.case.number], judged))
        found[judged.verdict] += 1
        found.by_number[one.case.number] = judged
    assert differing == []
    return found


def _dicts(table: Drawn) -> list[dict[str, str]]:
    return [{name: cell or "" for name, cell in zip(table.names, row, strict=True)} for row in table.rows]


def load_rows(bench: Any, key: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Load rows by the English columns of the published tables, as far as the ledger has them."""
    kind = ledger(key)
    names = [name for name in rows[0] if kind.has({"violation_name": "violation"}.get(name, name))]
    fields = tuple({"violation_name": "violation"}.get(name, name) for name in names)
    bench.given(key, Drawn(fields, tuple(tuple(_cells(row, names)) for row in rows)))


def _cells(row: Mapping[str, str], names: Iterable[str]) -> list[str | None]:
    return [{"yes": "是", "no": "否"}.get(row[name], row[name]) or None for name in names]
