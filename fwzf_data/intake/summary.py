"""A 汇总 sheet that repeats the other sheets of its file: its rows are set aside, not counted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import duckdb

from fwzf_data.intake.plan import SheetPlan
from fwzf_data.intake.staging import Staged

REPEATED_SHARE = 0.8
"""From this share of its records on, a sheet repeats the others, or holds one of them."""
_SHEETS_HELD = 2
_SAYS_SO = re.compile("汇总|合计|总表|总台账|全部")


def without_summaries(
    connection: duckdb.DuckDBPyConnection, staged: Sequence[Staged], plans: Sequence[SheetPlan]
) -> tuple[list[Staged], list[SheetPlan]]:
    """The sheets that count, and all plans; a summary's plan has no ledger any more and says why.

    A sheet repeats the others when its name says so, or when it holds what two other sheets hold: a month whose open
    cases stand on the next month's sheet again is a state of them, and no summary.
    """
    summaries: dict[int, str] = {}
    shared = _sharing(connection)
    for done in sorted(staged, key=lambda done: not _SAYS_SO.search(done.plan.name)):
        if done.plan.number not in shared:
            continue
        others = [
            other for other in staged
            if other.plan.number in shared and other.plan.number not in summaries
            and other is not done and other.kind is done.kind
        ]  # fmt: skip
        total, repeated, held = _repeated(connection, done, others)
        says_so = bool(_SAYS_SO.search(done.plan.name))
        if total and repeated >= REPEATED_SHARE * total and (says_so or held >= _SHEETS_HELD):
            summaries[done.plan.number] = (
                f"汇总表：{total} 条记录中有 {repeated} 条与其他工作表相同，整张搁置，不重复计数。"
            )
    for number in summaries:
        connection.execute("delete from keyed where sheet_no = $1", [number])
    kept = [done for done in staged if done.plan.number not in summaries]
    return kept, [_aside(plan, summaries[plan.number]) if plan.number in summaries else plan for plan in plans]


def _aside(plan: SheetPlan, why: str) -> SheetPlan:
    return replace(plan, ledger=None, note=(plan.note or "") + why)


def _sharing(connection: duckdb.DuckDBPyConnection) -> set[int]:
    """The sheets with a record that another sheet has, too: of hundreds of sheets the few that are looked at."""
    found = connection.execute(
        """
        select distinct sheet_no from keyed where record_key in (
            select record_key from keyed group by record_key having count(distinct sheet_no) > 1
        )
        """
    ).fetchall()
    return {sheet_no for (sheet_no,) in found}


def _repeated(connection: duckdb.DuckDBPyConnection, done: Staged, others: Sequence[Staged]) -> tuple[int, int, int]:
    """How many records a sheet has, how many of them other sheets have too, and how many other sheets it holds."""
    ((total, repeated, held),) = connection.execute(
        """
        with own as (
            select distinct record_key from keyed where sheet_no = $own and record_key is not null
        ), elsewhere as (
            select distinct sheet_no, record_key, record_key in (select record_key from own) as is_own
            from keyed where list_contains($others::integer[], sheet_no) and record_key is not null
        ), sheets as (
            select sheet_no, count(*) as records, count(*) filter (where is_own) as common from elsewhere group by all
        )
        select (select count(*) from own), (select count(distinct record_key) from elsewhere where is_own),
            (select count(*) from sheets where common >= $share * records)
        """,
        {"own": done.plan.number, "others": [other.plan.number for other in others], "share": REPEATED_SHARE},
    ).fetchall()
    return total, repeated, held
