"""A 汇总 sheet that repeats the other sheets of its file: its rows are set aside, not counted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import duckdb

from fwzf_data.intake.plan import SheetPlan
from fwzf_data.intake.staging import Staged

REPEATED_SHARE = 0.8
"""From this share of its records on, a sheet repeats the others."""
_SAYS_SO = re.compile("汇总|合计|总表|总台账|全部")


def without_summaries(
    connection: duckdb.DuckDBPyConnection, staged: Sequence[Staged], plans: Sequence[SheetPlan]
) -> tuple[list[Staged], list[SheetPlan]]:
    """The sheets that count, and all plans; a summary's plan has no ledger any more and says why.

    A sheet repeats the others when its name says so or its records come from two other sheets at least: two months
    of which the second carries the first on are two states of the same records.
    """
    summaries: dict[int, str] = {}
    for done in staged:
        others = [other for other in staged if other.kind is done.kind and other is not done]
        others = [other for other in others if other.plan.number not in summaries]
        total, repeated, sources = _repeated(connection, done, others)
        says_so = bool(_SAYS_SO.search(done.plan.name))
        if total and repeated >= REPEATED_SHARE * total and (says_so or sources >= 2) and len(others) > 0:
            summaries[done.plan.number] = (
                f"汇总表：{total} 条记录中有 {repeated} 条与其他工作表相同，整张搁置，不重复计数。"
            )
    for number in summaries:
        connection.execute("delete from keyed where sheet_no = $1", [number])
    kept = [done for done in staged if done.plan.number not in summaries]
    return kept, [_aside(plan, summaries[plan.number]) if plan.number in summaries else plan for plan in plans]


def _aside(plan: SheetPlan, why: str) -> SheetPlan:
    return replace(plan, ledger=None, note=(plan.note or "") + why)


def _repeated(connection: duckdb.DuckDBPyConnection, done: Staged, others: Sequence[Staged]) -> tuple[int, int, int]:
    """How many records a sheet has, how many of them others have too, and on how many sheets those are."""
    ((total, repeated, sources),) = connection.execute(
        """
        with own as (
            select distinct record_key from keyed where sheet_no = $1 and record_key is not null
        ), elsewhere as (
            select record_key, sheet_no from keyed
            where list_contains($2::integer[], sheet_no) and record_key in (select record_key from own)
        )
        select (select count(*) from own), count(distinct record_key), count(distinct sheet_no) from elsewhere
        """,
        [done.plan.number, [other.plan.number for other in others]],
    ).fetchall()
    return total, repeated, sources
