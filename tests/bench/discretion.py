"""What fines against their benchmarks cost at a million cases: publishing, and every question the pages ask.

    python -m tests.bench.discretion [--cases 1000000] [--repeat 20]

The published catalogue and benchmarks go through the real load; cases are drawn on top of them in one statement. Every
question is asked of the finished file, with other filters each time, as pages do. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

# Run by its path, too.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from fwzf_data.analysis.facts import facts_in_order
from fwzf_data.analysis.query import ask
from fwzf_data.bureau import open_bureau
from fwzf_data.intake.ledger import ledger
from fwzf_data.intake.schema import widen
from fwzf_data.loading.load import LoadOptions, blueprint, load
from fwzf_data.rulebook import rule_value
from fwzf_data.settings import SAMPLE_DATA
from fwzf_data.store.generation import Generation, open_work

OURS = {
    "violation_texts", "violation_clauses", "violations", "violation_names", "violation_lookup", "decided_texts",
    "benchmarks", "grade_names", "scope_fits", "cited_articles", "cited_bases", "clause_citations", "benchmark_periods",
    "case_situations", "situations", "situation_benchmarks", "situation_statutes", "case_verdict",
}  # fmt: skip
"""The facts that exist for benchmarks and verdicts; cases, parties and their violations are there without them."""
_FIELDS = (
    "case_no", "decision_no", "unit", "party_name", "party_type", "violation_code", "clause_no", "cause", "procedure",
    "trade", "corrected", "discretion_grade", "discretion_factors", "violation_date", "filing_date", "decision_date",
    "fine_amount_fen", "quantity", "base_amount_fen", "officers",
)  # fmt: skip
_CASES = f"""
    insert into penalty_case_row (
        batch_id, sheet_no, row_no, record_key, own_key, is_current, {", ".join(_FIELDS)}
    )
    with rows as (
        select
            *,
            row_number() over (order by benchmark_no) - 1 as place
        from benchmarks where is_local
    ),

    thrown as (
        select
            i,
            list_transform(range(13), lambda n: (hash(i, n) % 1000000)::integer) as dice
        from range($cases) as numbers (i)
    )

    select
        1, 1, i, 'K' || i, false, true, 'K' || i, 'J' || i, ['一', '二', '三', '四', '五'][1 + dice[2] % 5] || '中队',
        '商行' || dice[3] // 4,
        case when contains(party_scope, '个人') then '自然人' else '法人及非法人组织' end,
        violation_code, clause_no, violation_name, case when dice[4] % 3 = 0 then '简易程序' else '普通程序' end,
        ['餐饮', '零售', '建筑', '其他'][1 + dice[5] % 4], case when dice[6] % 4 = 0 then '未改正' else '已改正' end,
        case when dice[7] % 20 > 0 then grade end,
        case when dice[8] % 15 = 0 then '主动消除危害后果，减轻处罚' end,
        date '2020-01-01' + dice[9] % 1000, date '2020-01-05' + dice[9] % 1000, date '2020-01-20' + dice[9] % 1000,
        greatest(0, 100 * round(
            case when value_unit = '%' then 1000 else 1 end
            * (min_value + (coalesce(max_value, min_value) - min_value) * (dice[10] % 11) * 0.1)
        )::bigint + case when dice[11] % 25 = 0 then 10000 else 0 end),
        case when per_unit is not null then 1 + dice[12] % 5 end, case when value_unit = '%' then 10000000 end,
        ['张甲一', '李乙二', '王丙三'][1 + dice[13] % 2:2 + dice[13] % 2]
    from thrown
    inner join rows on rows.place = i % (select count(*) from rows)
"""


def drawn_home(folder: Path, cases: int) -> Path:
    """A generation file with the published tables and so many cases, without facts."""
    home = open_bureau(folder / "home")
    for name in ("违法行为目录.csv", "裁量基准.csv"):
        load(home, SAMPLE_DATA / name, LoadOptions(actor="量测"))
    newest = home.latest()
    assert newest is not None
    file = folder / "drawn.duckdb"
    shutil.copyfile(newest.path, file)
    os.chmod(file, 0o600)
    with duckdb.connect(file) as connection:
        widen(connection, ledger("penalty_case"), _FIELDS)
        connection.execute(_CASES, {"cases": cases})
        for fact in facts_in_order():
            connection.execute(f"drop {'table' if fact.stored else 'view'} if exists {fact.name}")
    return file


def publish(file: Path) -> dict[str, tuple[float, float]]:
    """Build the facts as publishing does, in one transaction by one thread; (seconds, CPU) for each, and to commit."""
    costs: dict[str, tuple[float, float]] = {}
    with open_work(file) as connection:
        for fact in facts_in_order():
            settings = {name: rule_value(spec["rule"]) for name, spec in fact.params.items()}
            kind = "table" if fact.stored else "view"
            costs[fact.name] = _timed(connection, f"create {kind} {fact.name} as {fact.sql}", settings)
    return costs


def _timed(connection: duckdb.DuckDBPyConnection, sql: str, settings: Mapping[str, Any]) -> tuple[float, float]:
    begun, used = time.perf_counter(), _cpu()
    connection.begin()
    connection.execute(sql, settings)
    connection.commit()
    return time.perf_counter() - begun, _cpu() - used


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def questions(connection: duckdb.DuckDBPyConnection, repeat: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What 裁量核查, 类案比对 and 基准管理 ask, with other filters each time."""
    groups = connection.execute(
        "select violation_code, benchmark_no, party_scope, count(*) from case_verdict where benchmark_no is not null "
        "group by all order by 4 desc, 1, 2 limit $1", [repeat]
    ).fetchall()  # fmt: skip
    keys = connection.execute("select record_key from cases using sample reservoir(500) repeatable (1)").fetchall()
    for turn in range(repeat):
        code, benchmark_no, scope, _ = groups[turn % len(groups)]
        window = {"from_on": date(2022, 1, 1 + turn % 28), "to_on": date(2022, 12, 31)}
        everything = {"from_on": date(2020, 1, 1 + turn % 28), "to_on": date(2022, 12, 31)}
        group = {"benchmark_no": benchmark_no, "party_scope": scope}
        for span in (window, everything):
            yield "discretion_counts", span
            yield "discretion_by_unit", span
            yield "discretion_shares", span
            yield "discretion_by_case", span | {"is_off": True, "row_limit": 100}
            yield "discretion_by_case", span | {"violation_code": code, "row_limit": 100}
            yield "discretion_strip", span | {"violation_code": code}
            yield "like_case_groups", span
            yield "like_case_pairs", span | group
            yield "like_case_list", span | group | {"row_limit": 100}
            yield "like_case_shares", span | group
        yield "like_cases_of", {"record_key": keys[turn % len(keys)][0]}
        yield "benchmark_list", {"violation_code": code}
        yield "violation_list", {}
        yield "undecided_texts", {"row_limit": 100}
        yield "text_decision_list", {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = drawn_home(Path(folder), given.cases)
        costs = publish(file)
        print(f"{given.cases} cases, {file.stat().st_size / 2**20:.0f} MiB; digest {blueprint().facts_digest[:8]}")
        for name, (seconds, cpu) in sorted(costs.items(), key=lambda cost: -cost[1][0])[:12]:
            print(f"  fact {name:24} {seconds:6.2f} s  {cpu:6.2f} s CPU{'  *' if name in OURS else ''}")
        extra = [cost for name, cost in costs.items() if name in OURS]
        _say("facts of benchmarks and verdicts (*)", extra)
        _say("all facts", list(costs.values()))
        connection = Generation(1, file).connect()
        took: dict[str, list[float]] = {}
        for name, params in questions(connection, given.repeat):
            begun = time.perf_counter()
            ask(connection, name, as_of=date(2022, 12, 31), **params)
            took.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
    for name, times in sorted(took.items(), key=lambda pair: -statistics.median(pair[1])):
        print(f"  {name:24} median {statistics.median(times):6.1f} ms  p95 {_p95(times):6.1f} ms")
    every = [one for times in took.values() for one in times]
    print(f"every question: p95 {_p95(every):.1f} ms of {len(every)}")


def _say(what: str, costs: list[tuple[float, float]]) -> None:
    print(f"{what}: {sum(seconds for seconds, _ in costs):.2f} s, {sum(cpu for _, cpu in costs):.2f} s CPU")


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
