"""Facts: one row per real thing, computed once when a generation is made.

``queries/facts/<name>.sql`` becomes the table ``<name>``; the order follows from what each file says it ``reads``.
What law, plan and bureau fix is written beside them as tables, so that SQL holds no limit of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

import duckdb

from fwzf_data.analysis.annual_plan import alias_rows, obligation_rows
from fwzf_data.analysis.checks import TABLES as FINDINGS
from fwzf_data.analysis.checks import checks, read_by_checks, write_findings
from fwzf_data.analysis.query import Query, queries
from fwzf_data.analysis.read_texts import FACT as TEXT_MEANINGS
from fwzf_data.analysis.read_texts import read_texts
from fwzf_data.analysis.workdays import bureau_days, calendar_days
from fwzf_data.errors import BadRequest
from fwzf_data.intake.ledger import ledgers
from fwzf_data.rulebook import Rule, rule_value, rules
from fwzf_data.settings import RULES

CALENDAR = (date(2010, 1, 1), date(2035, 12, 31))
"""The days working days are counted over; wide enough for the oldest case and the longest period of law."""


def write_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Write what law, plan and bureau fix into its base tables."""
    _fill(connection, "rule", [row for rule in rules() for row in _rule_rows(rule)])
    _fill(connection, "obligation", obligation_rows(list(_columns(connection, "obligation"))))
    _fill(connection, "unit_alias_rule", alias_rows())
    _fill(connection, "ledger_field", _field_rows())
    _fill(connection, "calendar_day", _calendar())


def build_facts(connection: duckdb.DuckDBPyConnection, only: Iterable[str] | None = None) -> None:
    """Create or replace each fact (or only the named ones) in an order in which everything read exists already, then
    what the checks find in them."""
    wanted = None if only is None else set(only)
    there = dict(connection.execute("select table_name, table_type from information_schema.tables").fetchall())
    for fact in facts_in_order():
        if wanted is None or fact.name in wanted:
            if missing := sorted(set(fact.reads) - there.keys()):
                raise BadRequest(f"事实表 {fact.name} 要读的 {'、'.join(missing)} 不存在。请核对它的 reads。")
            if fact.name == TEXT_MEANINGS:
                read_texts(connection)
            kind = "table" if fact.stored else "view"
            if (there.get(fact.name) == "VIEW") == fact.stored:
                connection.execute(f"drop {'view' if fact.stored else 'table'} if exists {fact.name}")
            there[fact.name] = "BASE TABLE" if fact.stored else "VIEW"
            settings = {name: rule_value(spec["rule"]) for name, spec in fact.params.items()}
            connection.execute(f"create or replace {kind} {fact.name} as {fact.sql}", settings)
    if wanted is None or wanted & set(FINDINGS):
        write_findings(connection)


@cache
def facts_in_order() -> tuple[Query, ...]:
    """Every fact after the facts it reads."""
    return in_order({name: found for name, found in queries().items() if found.room == "facts"})


def in_order(facts: Mapping[str, Query]) -> tuple[Query, ...]:
    """Facts after the facts they read; raises BadRequest where they read each other in a circle."""
    sorter = TopologicalSorter({name: [read for read in fact.reads if read in facts] for name, fact in facts.items()})
    try:
        return tuple(facts[name] for name in sorter.static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise BadRequest(f"事实表互相引用，无法排出先后：{circle}。请修改各文件的 reads。") from error


def needed_facts(reads: Collection[str]) -> set[str]:
    """The facts among ``reads`` and all they stand on; findings stand on everything a check reads."""
    facts = {fact.name: fact for fact in facts_in_order()}
    needed = set(reads) & set(FINDINGS)
    waiting = [name for name in (*reads, *(read_by_checks() if needed else ())) if name in facts]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += [read for read in facts[name].reads if read in facts]
    return needed


@cache
def facts_digest() -> str:
    """Digest of all facts, checks and rules: a generation made under another one is rebuilt, not read."""
    digest = hashlib.sha256()
    for made in (*facts_in_order(), *checks()):
        parts = (made.name, made.title, made.source, made.params, made.stored, made.sql, made.extra)
        digest.update("".join(f"{part}\0" for part in parts).encode())
    for path in sorted(RULES.glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _rule_rows(rule: Rule) -> list[tuple[Any, ...]]:
    """A list is one row an entry; a number is kept as a number and as words; an open end is the first or the last day
    there is, so that every query may ask which row a day lies between."""
    entries = rule.value if isinstance(rule.value, list) else [rule.value]
    return [
        (
            rule.name,
            Decimal(str(entry)) if isinstance(entry, int | float) and not isinstance(entry, bool) else None,
            str(entry),
            rule.valid_from or date.min,
            rule.valid_to or date.max,
            rule.source,
        )
        for entry in entries
    ]


def _field_rows() -> list[tuple[Any, ...]]:
    """What ledgers and their fields are called, in the order of their definitions."""
    return [
        (kind.key, kind.label, column.name, column.label, number, column.required, column.private)
        for kind in ledgers().values()
        for number, column in enumerate(kind.columns, 1)
    ]


def _fill(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Replace the content of a small table; the columns of ``rows`` are in the order of the table."""
    connection.execute(f"delete from {table}")
    if rows:
        types = _columns(connection, table).values()
        columns = ", ".join(f"unnest(${place}::{type_}[])" for place, type_ in enumerate(types, 1))
        values = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(f"insert into {table} select {columns}", values)


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Column → type of a base table, in its order."""
    found = connection.execute(
        "select column_name, data_type from duckdb_columns() where table_name = ? order by column_index", [table]
    ).fetchall()
    return dict(found)


@cache
def _calendar() -> list[tuple[date, bool, bool, int]]:
    names = ("days_off", "days_worked", "whole_years")
    return calendar_days(*CALENDAR, bureau_days(*(rule_value(f"holidays.{name}") for name in names)))
