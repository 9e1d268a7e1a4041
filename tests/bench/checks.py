"""What the checks add to publishing, and how long the questions of their pages take.

    python -m tests.bench.checks [--cases 1000000]

Cases are drawn straight into the base tables, about one in twenty-five of them late or over a line, two columns of
dates with gaps, no register of officers. CPU seconds are told, for a busy machine stretches the clock.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

# Run by its path, too.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from fwzf_data.analysis.checks import checks, write_findings
from fwzf_data.analysis.facts import build_facts, facts_in_order, write_rules
from fwzf_data.analysis.query import ask
from fwzf_data.intake.ledger import ledger
from fwzf_data.intake.schema import create_base_tables, widen
from fwzf_data.store.generation import Generation, open_work

FIELDS = (
    "case_no", "party_name", "party_type", "uscc", "cause", "officers", "unit", "procedure", "violation_date",
    "found_date", "filing_date", "notice_served_date", "proposed_fine", "decision_no", "decision_date",
    "decision_served_date", "penalty_type", "fine_amount", "paid_date", "close_date", "publish_date", "archive_date",
)  # fmt: skip
CASES = """
    insert into penalty_case_row by name
    with drawn as (
        select i, hash(i) % 1000 as u, hash(i + 7) % 1000 as v, hash(i * 3 + 1) % 1000 as w from range($count) as t (i)
    ),
    found as (select *, date '2022-01-01' + (hash(i + 11) % 300)::int as found_on, v < 300 as is_simple from drawn),
    filed as (select *, found_on + (u % 4)::int as filed_on from found),
    decided as (
        select *, case
            when is_simple then found_on else filed_on + (15 + v % 60 + case when w < 10 then 60 else 0 end)::int
        end as decided_on
        from filed
    ),
    served as (
        select *, decided_on + (case when is_simple then 0 when w between 20 and 29 then 14 else v % 4 end)::int
            as served_on
        from decided
    )
    select 1 as batch_id, 1 as sheet_no, (i + 4)::int as row_no, '舞城管立(2022)' || i as record_key, false as own_key,
        '舞城管立〔2022〕' || i || '号' as case_no, '当事人' || (i % 300000) as party_name,
        case when u < 200 then '法人及非法人组织' when u < 600 then '个体工商户' else '自然人' end as party_type,
        '92' || lpad((i % 300000)::varchar, 16, '1') as uscc, '擅自占用城市道路' as cause,
        case when w between 60 and 64 then ['张甲一'] else ['张甲一', '李乙二'] end as officers,
        '第' || (i % 8) || '中队' as unit, case when is_simple then '简易程序' else '普通程序' end as procedure,
        found_on as violation_date, found_on as found_date, case when not is_simple then filed_on end as filing_date,
        case when not is_simple then decided_on - 5 end as notice_served_date, decided_on as decision_date,
        '罚' || i as decision_no, case when w < 970 then served_on end as decision_served_date,
        ['罚款'] as penalty_type,
        (100 * (100 + u % 100))::bigint as fine_amount_fen, (100 * (100 + u % 100))::bigint as proposed_fine_fen,
        case when w < 960 then served_on + (case when w between 40 and 49 then 30 else u % 14 end)::int end
            as paid_date,
        served_on + 40 as close_date, case when w < 980 then decided_on + (v % 6)::int end as publish_date,
        served_on + 60 as archive_date
    from served
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "generation.duckdb"
        connection = drawn(file, given.cases)
        spent = cpu(lambda: build_facts(connection, {fact.name for fact in facts_in_order()}))
        added = cpu(lambda: write_findings(connection))
        connection.close()
        connection = Generation(1, file).connect()
        print(f"{given.cases:,} cases: facts {spent:.2f} s CPU, {len(checks())} checks {added:.2f} s CPU")
        ((found, unchecked),) = connection.execute(
            "select (select count(*) from rule_findings), (select sum(record_count) from rule_unchecked)"
        ).fetchall()
        print(f"{found:,} findings, {unchecked:,} times a case could not be checked")
        questions(connection)


def drawn(path: Path, count: int) -> duckdb.DuckDBPyConnection:
    """A generation's base tables with so many cases of one sheet."""
    connection = open_work(path)
    create_base_tables(connection)
    kind = ledger("penalty_case")
    widen(connection, kind, [name for column in kind.columns for name, _ in column.stored()])
    write_rules(connection)
    connection.execute("insert into batch (batch_id, file, loaded_at) values (1, '台账.xlsx', '2022-12-31')")
    connection.execute("insert into sheet (batch_id, sheet_no, sheet, ledger) values (1, 1, '2022年', 'penalty_case')")
    for number, field in enumerate(FIELDS, 1):
        connection.execute(
            "insert into sheet_column (batch_id, sheet_no, column_no, header, field) values (1, 1, $1, $2, $3)",
            [number, kind.column(field).label, field],
        )
    connection.execute(CASES, {"count": count})
    connection.execute("checkpoint")
    return connection


def questions(connection: duckdb.DuckDBPyConnection) -> None:
    """The questions of the pages, each some times: median and 95th percentile."""
    one = "select record_key, row_no from rule_findings where code = 'P13' order by row_no desc limit 1"
    ((key, row_no),) = connection.execute(one).fetchall()
    window = {"from_on": date(2022, 1, 1), "to_on": date(2022, 12, 31)}
    asked: dict[str, dict[str, Any]] = {
        "finding_by_rule": window,
        "finding_by_unit": window,
        "finding_list": window | {"code": "P13", "row_limit": 100},
        "case_detail": {"record_key": key},
        "case_clocks": {"record_key": key, "row_no": row_no},
        "case_range": {"record_key": key},
    }
    for name, params in asked.items():
        times = []
        for _ in range(20):
            before = time.perf_counter()
            ask(connection, name, as_of=date(2022, 12, 31), **params)
            times.append(1000 * (time.perf_counter() - before))
        print(f"{name:18} median {statistics.median(times):6.1f} ms, p95 {sorted(times)[-2]:6.1f} ms")


def cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    main()
