"""The flow: examine a file, decide what its columns are, rehearse, load, withdraw, and do it again from the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from fwzf_data.analysis.facts import build_facts, facts_digest, write_rules
from fwzf_data.errors import BadRequest, UnreadableFile
from fwzf_data.intake.changes import field_changes
from fwzf_data.intake.decide import CONFIRMED, decide
from fwzf_data.intake.enter import Batch, enter
from fwzf_data.intake.examine import Examination, Remembered, examine, file_digest
from fwzf_data.intake.fates import remove_batch, wrong_fates
from fwzf_data.intake.header import normalise_header
from fwzf_data.intake.ledger import ledgers
from fwzf_data.intake.plan import LoadOptions, SheetPlan, read_mapping
from fwzf_data.intake.reader import read_workbook
from fwzf_data.intake.report import Issue, LoadReport, RowFate, SheetReport
from fwzf_data.intake.schema import create_base_tables, schema_digest
from fwzf_data.loading.same_file import standing
from fwzf_data.loading.text_decision import DECIDE_TEXT, replay_text_decision
from fwzf_data.settings import IntakeLimits
from fwzf_data.store.generation import Blueprint
from fwzf_data.store.home import Home
from fwzf_data.store.journal import canonical
from fwzf_data.store.originals import Originals

__all__ = [
    "Examination", "LoadOptions", "LoadReport", "blueprint", "examine", "load", "load_examined", "read_mapping",
    "rehearse", "remembered", "withdraw", "withdraw_all", "withdrawn",
]  # fmt: skip

LOAD, WITHDRAW = "load", "withdraw"


def blueprint(*, facts: bool = True) -> Blueprint:
    """What a generation of this version of the program holds; without facts it is only good to load more on top."""
    return Blueprint(
        schema_digest=schema_digest(),
        facts_digest=facts_digest() if facts else "",
        create=create_base_tables,
        finish=_finish if facts else lambda _: None,
        replay={LOAD: _replay_load, WITHDRAW: _replay_withdraw, DECIDE_TEXT: replay_text_decision},
        contradictions=wrong_fates,
    )


def load(
    home: Home,
    path: Path,
    options: LoadOptions,
    *,
    limits: IntakeLimits = IntakeLimits(),  # noqa: B008 - frozen
    file: str | None = None,
    facts: bool = True,
) -> LoadReport:
    """Load one file, or with ``dry_run`` say what loading would do; ``file`` is the name the user knows it by.

    ``facts=False`` is for one of many files in a row: whoever loads them refreshes the home after the last.
    Raises UnreadableFile, AmbiguousMapping, BadRequest or UnknownLedger, and then nothing was changed.
    """
    digest = file_digest(path)
    known = None if options.dry_run else _loaded_before(home, digest, options)
    if known:
        return LoadReport(file or path.name, digest, duplicate_of=known)
    examination = examine(
        path, limits=limits, remembered=remembered(home, options.unit), ledger=options.ledger, file=file
    )
    if options.dry_run:
        return rehearse(home, examination, options)
    return load_examined(home, examination, options, facts=facts)


def rehearse(home: Home, examination: Examination, options: LoadOptions) -> LoadReport:
    """Everything a load would do, on a copy of the newest generation that is thrown away."""
    made: list[LoadReport] = []

    def apply(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Any]:
        batch_id = 1 + _last_batch(connection)
        report = _enter(connection, examination, decide(examination, options), options, batch_id)
        made.append(replace(report, changes=tuple(field_changes(connection, batch_id))))
        return {}

    home.rehearse(apply, blueprint())
    return replace(made[0], batch=None)


def load_examined(home: Home, examination: Examination, options: LoadOptions, *, facts: bool = True) -> LoadReport:
    """Load what was examined, and perhaps rehearsed, before."""
    plans = decide(examination, options)
    made: list[LoadReport] = []
    with home.writing():
        known = _loaded_before(home, examination.sha256, options)
        if known:
            return LoadReport(examination.file, examination.sha256, duplicate_of=known)
        if home.originals.put(examination.path) != examination.sha256:
            raise UnreadableFile(f"「{examination.file}」在读取时又被改动。请关闭正在编辑它的程序，再载入一次。")
        newest = home.journal.last(LOAD)
        batch_id = 1 + (newest.body["batch"] if newest else 0)
        intent = {
            "batch": batch_id,
            "file": examination.file,
            "sha256": examination.sha256,
            "actor": options.actor,
            "options": options.decisive(),
            "plans": [plan.as_dict() for plan in plans],
        }

        def apply(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Any]:
            made.append(_enter(connection, examination, plans, options, batch_id))
            return {"sheets": [sheet.as_dict() for sheet in made[-1].sheets]}

        published = home.publish(LOAD, options.actor, intent, apply, blueprint(facts=facts))
    return replace(made[-1], generation=published.generation.number)


def withdraw(home: Home, batch_id: int, why: str, actor: str) -> int:
    """Take one batch back; returns the number of the new generation. What it said before stays in the journal."""
    return withdraw_all(home, [batch_id], why, actor)


def withdraw_all(home: Home, batch_ids: Sequence[int], why: str, actor: str) -> int:
    """Take batches back in one step, all or none."""
    if not why.strip():
        raise BadRequest("请写明撤回原因。")
    with home.writing():
        newest = home.latest()
        asked = "select batch_id from batch"
        there = {row[0] for row in newest.connect().execute(asked).fetchall()} if newest else set()
        for batch_id in batch_ids:
            if batch_id not in there:
                raise BadRequest(f"没有批次 {batch_id}，或已经撤回。请用 batches 查看现有批次。")
        # Newest first: what comes back of a record is settled once for each of its later versions.
        intent = {"batches": sorted(batch_ids, reverse=True), "why": why.strip()}

        def apply(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Any]:
            for batch_id in withdrawn(intent):
                remove_batch(connection, batch_id)
            return {}

        published = home.publish(WITHDRAW, actor, intent, apply, blueprint())
    return published.generation.number


def withdrawn(body: Mapping[str, Any]) -> list[int]:
    """The batches a withdrawal took back, in the order it did; the first versions of the program knew only one."""
    return list(body["batches"]) if "batches" in body else [body["batch"]]


def remembered(home: Home, unit: str | None) -> Remembered:
    """What was confirmed before for (ledger, header): by this unit, or for no unit in particular; the newest counts."""
    known: dict[tuple[str, str], str | None] = {}
    for entry in home.journal.entries(LOAD):
        if entry.body["options"].get("unit") in (None, unit):
            for plan in entry.body["plans"]:
                for column in plan["columns"]:
                    if column["how"] == CONFIRMED and plan["ledger"]:
                        known[plan["ledger"], normalise_header(column["header"])] = column["field"]
    return known


def _loaded_before(home: Home, digest: str, options: LoadOptions) -> int | None:
    """The batch that holds these bytes, read with the same options."""
    return next((one.batch_id for one in standing(home, digest) if one.is_read_with(options)), None)


def _last_batch(connection: duckdb.DuckDBPyConnection) -> int:
    ((number,),) = connection.execute("select coalesce(max(batch_id), 0) from batch").fetchall()
    return int(number)


def _enter(
    connection: duckdb.DuckDBPyConnection,
    examination: Examination,
    plans: tuple[SheetPlan, ...],
    options: LoadOptions,
    batch_id: int,
) -> LoadReport:
    ((made_at,),) = connection.execute("select made_at from meta").fetchall()
    batch = Batch(
        batch_id, examination.file, examination.sha256, options.unit, options.period, options.actor, made_at,
        canonical(options.decisive()),
    )  # fmt: skip
    settled = enter(connection, batch, [examined.sheet for examined in examination.sheets], plans)
    return _report(connection, examination, settled, batch_id)


def _report(
    connection: duckdb.DuckDBPyConnection, examination: Examination, plans: tuple[SheetPlan, ...], batch_id: int
) -> LoadReport:
    counts = {
        number: found
        for number, *found in connection.execute(
            """
            select sheet_no, rows_read, accepted, updated, unchanged, returned, set_aside, note
            from sheet where batch_id = $1
            """,
            [batch_id],
        ).fetchall()
    }
    by_number = {plan.number: plan for plan in plans}
    issues = connection.execute(
        """
        select sheet_no, row_no, column_no, header, field, value, code, effect, message
        from cell_issue where batch_id = $1 order by sheet_no, row_no, column_no nulls first, code
        """,
        [batch_id],
    ).fetchall()
    rows = connection.execute(
        """
        select sheet_no, row_no, fate, reason from raw_row
        where batch_id = $1 and fate not in ('采用', '表头') order by sheet_no, row_no
        """,
        [batch_id],
    ).fetchall()
    return LoadReport(
        examination.file,
        examination.sha256,
        batch_id,
        sheets=tuple(SheetReport(plan, *counts[plan.number]) for plan in plans),
        issues=tuple(
            Issue(
                by_number[number].name,
                row,
                column_no,
                header,
                field,
                _type(by_number[number], field),
                value,
                code,
                effect,
                message,
            )
            for number, row, column_no, header, field, value, code, effect, message in issues
        ),
        rows=tuple(RowFate(by_number[number].name, row, fate, reason) for number, row, fate, reason in rows),
        notes=examination.notes,
    )


def _type(plan: SheetPlan, field: str | None) -> str | None:
    return ledgers()[plan.ledger].column(field).type if plan.ledger and field else None


def _finish(connection: duckdb.DuckDBPyConnection) -> None:
    """Facts anew; what law and plan fix only where it changed, for the calendar alone is ten thousand days."""
    ((written,),) = connection.execute("select comment from duckdb_tables() where table_name = 'rule'").fetchall()
    if written != facts_digest():
        write_rules(connection)
        connection.execute(f"comment on table rule is '{facts_digest()}'")
    build_facts(connection)


def _replay_load(connection: duckdb.DuckDBPyConnection, body: Mapping[str, Any], originals: Originals) -> None:
    """The plans of the journal, not today's synonyms, decide how the bytes are read."""
    workbook = read_workbook(originals.path(body["sha256"]))
    plans = [SheetPlan.from_dict(plan) for plan in body["plans"]]
    ((made_at,),) = connection.execute("select made_at from meta").fetchall()
    options = body["options"]
    batch = Batch(
        body["batch"], body["file"], body["sha256"], options["unit"], options["period"], body["actor"], made_at,
        canonical(options),
    )  # fmt: skip
    enter(connection, batch, workbook.sheets, plans)


def _replay_withdraw(connection: duckdb.DuckDBPyConnection, body: Mapping[str, Any], _: Originals) -> None:
    for batch_id in withdrawn(body):
        remove_batch(connection, batch_id)
