"""Rule checks, run once when a generation is made: what each finds, and how many records each could not check.

Every file of ``queries/checks/`` is asked without an end of time, for a generation knows no today; a finding carries
the day from which it holds, and whoever asks compares that with the as-of day. What could not be checked is kept as
counts by unit, day and reason: a ledger without a column would otherwise fill a row per case and rule.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb

from fwzf_data.analysis.query import CHECK_ORDER, Query, queries
from fwzf_data.rulebook import rule_value

UNCHECKED = "无法核查"
NO_UNIT = "未填单位"
END_OF_TIME = date(9999, 12, 31)
TABLES = {
    "check_rules": "code varchar, title varchar, article varchar, level varchar",
    "rule_findings": """finding_key varchar, code varchar, record_kind varchar, record_key varchar, unit varchar,
        certainty varchar, doubt varchar, finding varchar, evidence varchar, evidence_digest varchar, occurred_on date,
        due_on date, done_on date, counted_in varchar, batch_id integer, sheet_no integer, row_no integer""",
    "rule_unchecked": "code varchar, unit varchar, doubt varchar, occurred_on date, record_count bigint",
}
"""Made after the facts; marts read them like any other."""
_OF_A_FINDING = (
    "record_kind", "record_key", "finding", "evidence", "due_on", "done_on", "counted_in", "batch_id", "sheet_no",
    "row_no",
)  # fmt: skip
FINDING_KEY = "code || '-' || substr(md5(record_kind || '|' || record_key), 1, 16)"
"""One finding keeps its key across imports: it is made of the rule and of what it speaks of, never of a row's place."""
EVIDENCE_DIGEST = "substr(md5(concat_ws('|', certainty, doubt, evidence)), 1, 16)"


def checks() -> tuple[Query, ...]:
    """Every check in the order of its code."""
    return tuple(asked for asked in queries().values() if asked.room == "checks")


def read_by_checks() -> set[str]:
    """The facts and base tables the checks stand on."""
    return {table for check in checks() for table in check.reads}


def write_findings(connection: duckdb.DuckDBPyConnection) -> None:
    """Create or replace the three tables from the facts that are there.

    Each check is run once: what it could not judge falls together by unit, day and reason on the way.
    """
    for table, columns in TABLES.items():
        connection.execute(f"create or replace table {table} ({columns})")
    for check in checks():
        head = [check.name, check.title, check.source, check.extra["level"]]
        connection.execute("insert into check_rules values ($1, $2, $3, $4)", head)
        ((rows,),) = connection.execute(
            f"""create or replace temp table found as
            select unit, certainty, doubt, occurred_on, {", ".join(map(_unless_unchecked, _OF_A_FINDING))},
                count(*) as record_count
            from ({check.sql}) group by all""",
            _settings(check),
        ).fetchall()
        if not rows:
            continue
        connection.execute(
            f"""insert into rule_findings
            select {FINDING_KEY}, code, record_kind, record_key, unit, certainty, doubt, finding, evidence,
                {EVIDENCE_DIGEST}, occurred_on, due_on, done_on, counted_in, batch_id, sheet_no, row_no
            from (select $code as code, * from found) where certainty <> '{UNCHECKED}' order by {CHECK_ORDER}""",
            {"code": check.name},
        )
        connection.execute(
            f"""insert into rule_unchecked
            select $code, unit, doubt, occurred_on, record_count from found
            where certainty = '{UNCHECKED}' order by all""",
            {"code": check.name},
        )
    connection.execute("drop table if exists found")


def _unless_unchecked(column: str) -> str:
    return f"case when certainty <> '{UNCHECKED}' then {column} end as {column}"


def unchecked(
    connection: duckdb.DuckDBPyConnection,
    check: Query,
    as_of: date,
    *,
    unit: str | None = None,
    doubt: str | None = None,
    row_limit: int | None = None,
    row_offset: int = 0,
) -> list[dict[str, Any]]:
    """The records one check could not judge as of a day, each with what is missing and where it stands."""
    asked = f"""select {FINDING_KEY} as finding_key, code, $title as title, $article as article, $level as level,
            certainty, doubt, record_kind, record_key, found.unit, finding, evidence, occurred_on,
            {EVIDENCE_DIGEST} as evidence_digest, found.batch_id, batch.file, sheet.sheet, found.sheet_no, row_no as row
        from (select '{check.name}' as code, * from ({check.sql})) as found
        left join batch on found.batch_id = batch.batch_id
        left join sheet on found.batch_id = sheet.batch_id and found.sheet_no = sheet.sheet_no
        where certainty = '{UNCHECKED}' and ($of_unit is null or coalesce(found.unit, '{NO_UNIT}') = $of_unit)
            and ($of_doubt is null or doubt = $of_doubt)
        order by {CHECK_ORDER}
        limit $row_limit offset $row_offset"""
    given = {"title": check.title, "article": check.source, "level": check.extra["level"], "of_unit": unit}
    given |= {"of_doubt": doubt, "row_limit": row_limit, "row_offset": row_offset}
    with connection.cursor() as cursor:
        cursor.execute(asked, _settings(check, as_of) | given)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _settings(check: Query, as_of: date = END_OF_TIME) -> dict[str, Any]:
    return {
        name: as_of if name == "as_of" else rule_value(spec["rule"]) if "rule" in spec else spec.get("default")
        for name, spec in check.params.items()
    }
