"""All verdicts of the sample year reckoned again in plain Python from the typed rows: not one may differ."""

from __future__ import annotations

from collections import defaultdict

import duckdb
import pytest

from fwzf_data.bureau import load_sample
from fwzf_data.settings import SAMPLE_DATA
from fwzf_data.store.home import Home
from tests.oracle.judging import Case, judge
from tests.oracle.matching import number, read_case
from tests.oracle.tables import bands, clauses, read

pytestmark = pytest.mark.slow

CASES = """
    select
        penalty_case.*,
        not list_contains(coalesce(unread_fields.fields, []), 'fine_amount')
        and exists (
            select 1 from sheet_column
            where
                sheet_column.batch_id = penalty_case.batch_id and sheet_column.sheet_no = penalty_case.sheet_no
                and field = 'fine_amount'
        ) as is_fine_readable
    from penalty_case
    left join unread_fields using (batch_id, sheet_no, row_no)
"""
SAID = """
    select record_key, verdict, deviation_state, reason from case_verdict
"""


@pytest.mark.parametrize(
    ("word", "value"), [("十", 10), ("一百零五", 105), ("一百一十八", 118), ("二十", 20), ("37", 37)]
)
def test_a_numeral_is_read(word: str, value: int) -> None:
    assert number(word) == value


def test_no_verdict_of_the_year_differs(tmp_path) -> None:
    home = Home.open(tmp_path / "home")
    load_sample(home, lambda words: None)
    newest = home.latest()
    assert newest is not None
    connection: duckdb.DuckDBPyConnection = newest.connect()
    law = clauses(read(SAMPLE_DATA / "违法行为目录.csv"))
    table = bands(read(SAMPLE_DATA / "裁量基准.csv"))
    rows = connection.execute(CASES)
    names = [column[0] for column in rows.description]
    cases = [read_case(dict(zip(names, row, strict=True)), law, table) for row in rows.fetchall()]
    decided = {case.number: case for case in cases if case}
    said = {key: rest for key, *rest in connection.execute(SAID).fetchall()}
    assert said.keys() == decided.keys()
    past: dict[tuple[str | None, str | None], list[Case]] = defaultdict(list)
    for case in decided.values():
        past[case.party, case.code].append(case)
    differing = {}
    for key, case in decided.items():
        again = judge(case, law, table, past[case.party, case.code])
        verdict, state, reason = said[key]
        if (verdict, state) != (again.verdict, again.state) or (verdict == "无法核查" and reason != again.reason):
            differing[key] = (said[key], again, case)
    assert differing == {}
    assert len(decided) > 1_000
