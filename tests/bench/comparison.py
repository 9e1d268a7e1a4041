"""What the comparison costs at a million cases: facts at publishing, counts when asked, statistics of all indicators.

    python -m tests.bench.comparison [--cases 1000000] [--units 100]

The facts it reads are made by SQL from a running number, then the project's own queries run over them in a file, as
they do in a generation. Nothing is asserted: a busy machine must not fail a build.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

# Run by its path, too.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from fwzf_data.analysis.facts import build_facts, facts_in_order, write_rules
from fwzf_data.analysis.fairness import pages, unit_comparison
from fwzf_data.analysis.query import Answer, ask, queries
from fwzf_data.intake.schema import create_base_tables

YEAR_END = date(2022, 12, 31)
PLACE = "1 as batch_id, 1 as sheet_no, n::integer as row_no, n::varchar as record_key"
UNIT = "'中队' || (hash(n, 1) % $units) as unit, '街道' || (hash(n, 2) % 40) as street"
VIOLATION = "'V' || (hash(n, 6) % 40) as violation_code"
GRADE = "['轻微', '一般', '严重', '较重', '特重'][(1 + hash(n, 7) % 5)::integer]"
DAY = "date '2022-01-01' + (hash(n, 11) % 300)::integer"
DRAWN = "from range($cases) as drawn(n)"
MADE = {
    "units": """
        select '中队' || n as unit, '局属单位' as unit_kind, null::varchar as parent_unit,
            '大队' || n % 10 as above_unit, true as is_responsible, false as is_demo,
            null::varchar as area, n::bigint as sort_order, true as in_register
        from range($units) as drawn(n)""",
    "cases": f"""
        select {PLACE}, n::varchar as case_no, {UNIT}, {VIOLATION}, {GRADE} as grade,
            ['自然人', '个体工商户', '法人及非法人组织'][(1 + hash(n, 3) % 3)::integer] as party_kind,
            ['个人', '个人', '单位'][(1 + hash(n, 3) % 3)::integer] as party_scope,
            ['巡查发现', '投诉举报', '数字城管'][(1 + hash(n, 4) % 3)::integer] as source_kind,
            ['甲' || (hash(n, 5) % 300), '乙' || (hash(n, 5) % 300)] as officers,
            ['普通程序', '简易程序'][(1 + hash(n, 8) % 2)::integer] as procedure,
            case
                when hash(n, 9) % 100 < 80 then '处罚' when hash(n, 9) % 100 < 95 then '不予处罚' else '撤案'
            end as outcome,
            'c' || (hash(n, 10) % 400000) as party_key, '店' || (hash(n, 10) % 400000) as party_name,
            {DAY} as filed_on, filed_on + 20 as decided_on, filed_on + 25 as closed_on, filed_on as event_on,
            null::date as act_on, filed_on as found_on, (hash(n, 12) % 1000 * 100)::bigint as fine_fen,
            false as is_mitigated, '已改正' as corrected, null::varchar as discretion_factors,
            null::varchar as penalty_content, null::varchar as case_status, null::date as deviation_approved_on,
            null::decimal(18, 6) as quantity, null::varchar as harm
        {DRAWN}""",
    "clock_deciding": f"""
        select {PLACE}, date '2022-12-01' as due_on, false as is_pause_open, true as is_decided_blank
        {DRAWN}""",
    "sheet_fields": "select 1 as batch_id, 1 as sheet_no, ['publish_date'] as fields",
    "case_verdict": f"""
        select {PLACE}, '档内' as verdict, {GRADE} as applied_grade,
            (hash(n, 12) % 1000 * 100)::bigint as fine_fen, 100000::bigint as high_fen,
            struct_pack(num := (hash(n, 13) % 1001)::bigint, den := 1000::bigint) as position
        {DRAWN}""",
    "disclosures": f"""
        select 'penalty_case' as ledger, {PLACE}, true as is_due, hash(n, 14) % 10 > 0 as is_published,
            date '2022-06-01' as due_on, case when hash(n, 14) % 10 > 0 then date '2022-05-01' end as published_on
        {DRAWN}""",
    "inspections": f"""
        select {PLACE}, {UNIT}, {VIOLATION}, ['自然人', '个体工商户'][(1 + hash(n, 3) % 2)::integer] as party_kind,
            '店' || (hash(n, 10) % 400000) as object_name, null::varchar as party_name, {DAY} as inspected_on,
            '日常检查' as check_form, hash(n, 4) % 3 = 0 as has_problem, hash(n, 5) % 9 = 0 as led_to_case,
            null::varchar as violation_written
        {DRAWN}""",
    "complaints": f"""
        select {PLACE}, {UNIT}, {VIOLATION}, '12345' as channel, {DAY} as accepted_on, true as is_valid,
            hash(n, 5) % 4 = 0 as led_to_case, '占道' as category, null::date as closed_on, null::date as due_on,
            '已劝导' as result
        {DRAWN} where n % 5 = 0""",
}


@contextmanager
def timed(what: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    print(f"{what:<44}{time.perf_counter() - wall:8.3f} s wall{time.process_time() - cpu:8.3f} s CPU", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--units", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(str(Path(folder) / "made.duckdb")) as connection:
        create_base_tables(connection)
        write_rules(connection)
        build_facts(connection)
        for name, sql in MADE.items():
            made = sql.replace("$cases", str(given.cases)).replace("$units", str(given.units))
            kind = "table" if queries()[name].stored else "view"
            connection.execute(f"drop {kind} {name}")
            connection.execute(f"create table {name} as {made}")
        for fact in facts_in_order():
            if fact.name in ("compared_cases", "compared_kinds", "party_contacts", "party_years"):
                with timed(f"fact {fact.name}"):
                    build_facts(connection, [fact.name])
        asked: dict[tuple[str, str], Answer] = {}

        def answers(name: str, **params: object) -> Answer:
            key = name, str(params.get("dimension"))
            if key not in asked:
                asked[key] = ask(connection, name, as_of=YEAR_END, **params)
            return asked[key]

        every: list[float] = []
        for name in ("case", "inspection", "complaint", "party"):
            for dimension in ("unit", "above_unit", "street", "party_kind", "source"):
                times = []
                for _ in range(20):
                    begun = time.perf_counter()
                    ask(connection, f"comparison_{name}_cells", as_of=YEAR_END, dimension=dimension)
                    times.append(1000 * (time.perf_counter() - begun))
                every += times
                said = f"{statistics.median(times):8.1f} ms median{_p95(times):8.1f} ms p95"
                print(f"{f'{name} counts by {dimension}':<44}{said}")
        print(f"{'every count':<44}{statistics.median(every):8.1f} ms median{_p95(every):8.1f} ms p95")
        with timed("all counts and statistics, no officers"):
            pages(answers, YEAR_END)
        with timed("statistics alone, no officers"):
            found = pages(answers, YEAR_END)
        with timed("statistics alone, officers too"):
            pages(answers, YEAR_END, officers=True)
        with timed("one page: its counts and statistics"):
            pages(partial(ask, connection, as_of=YEAR_END), YEAR_END, indicator="punished", dimension="unit")
        with timed("the published answer"):
            rows = unit_comparison(answers, YEAR_END).rows
        print(f"{len(found)} pages, {len(rows)} comparisons")


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
