"""The base tables of a generation beside ``meta``: what was loaded, row by row, and what law and plan fix.

Nothing is migrated: a generation made under another ``schema_digest`` is rebuilt from originals and journal.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Set
from functools import cache

import duckdb

from fwzf_data.intake.ledger import Ledger, ledgers

_TABLES = {
    "batch": """batch_id INTEGER, file VARCHAR, sha256 VARCHAR, unit VARCHAR, period VARCHAR, actor VARCHAR,
        loaded_at TIMESTAMP, options VARCHAR""",
    "sheet": """batch_id INTEGER, sheet_no INTEGER, sheet VARCHAR, hidden BOOLEAN, ledger VARCHAR,
        header_first INTEGER, header_last INTEGER, rows_read INTEGER, accepted INTEGER, updated INTEGER,
        unchanged INTEGER, returned INTEGER, set_aside INTEGER, note VARCHAR,
        reporting_unit VARCHAR, title_year INTEGER""",
    "sheet_column": """batch_id INTEGER, sheet_no INTEGER, column_no INTEGER, header VARCHAR, field VARCHAR,
        how VARCHAR, unit VARCHAR""",
    "raw_row": """batch_id INTEGER, sheet_no INTEGER, row_no INTEGER, line VARCHAR USING COMPRESSION zstd, fate VARCHAR,
        reason VARCHAR, record_key VARCHAR""",
    "cell_issue": """batch_id INTEGER, sheet_no INTEGER, row_no INTEGER, column_no INTEGER, header VARCHAR,
        field VARCHAR, value VARCHAR, code VARCHAR, effect VARCHAR, message VARCHAR""",
    "rule": """name VARCHAR, value DECIMAL(18,6), words VARCHAR, valid_from DATE, valid_to DATE, source VARCHAR""",
    "obligation": """plan_year INTEGER, plan_from DATE, plan_to DATE, issued_on DATE, obligation_id VARCHAR,
        clause VARCHAR, title VARCHAR, wording VARCHAR, lead_unit VARCHAR, lead_is_stated BOOLEAN, support VARCHAR,
        support_units VARCHAR[], support_is_open BOOLEAN, bearers VARCHAR[], deadline VARCHAR, due_on DATE,
        period_from DATE, period_to DATE, phase VARCHAR, phase_from DATE, phase_to DATE, kind VARCHAR,
        unit_rule VARCHAR, source_ledgers VARCHAR[],
        measure VARCHAR, points VARCHAR[], indicator VARCHAR, query VARCHAR, done_when VARCHAR,
        threshold DECIMAL(18,6), threshold_is VARCHAR, threshold_from VARCHAR, threshold_source VARCHAR,
        evidence VARCHAR, flags VARCHAR[]""",
    "unit_alias_rule": "alias VARCHAR, unit VARCHAR",
    "text_decision": """decision_no INTEGER, ledger VARCHAR, written VARCHAR, violation_code VARCHAR, clause_no BIGINT,
        why VARCHAR, actor VARCHAR, decided_at TIMESTAMP""",
    "text_reading": "written VARCHAR, violation_name VARCHAR, read_by VARCHAR",
    "ledger_field": """ledger VARCHAR, ledger_label VARCHAR, field VARCHAR, field_label VARCHAR, field_no INTEGER,
        is_required BOOLEAN, is_private BOOLEAN""",
    "calendar_day": "day DATE, is_workday BOOLEAN, is_estimated BOOLEAN, workday_no INTEGER",
}

PARTED = "\x1f"
"""What stands between the cells of ``raw_row.line``; a cell that is blank is empty there."""

_ROW = """batch_id INTEGER, sheet_no INTEGER, row_no INTEGER, record_key VARCHAR, own_key BOOLEAN,
    is_current BOOLEAN DEFAULT true, content_digest UBIGINT"""
"""``content_digest`` is one of the stored fields; ``is_current`` marks the version of a record that counts."""


_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_BRACKETS = dict.fromkeys(map(ord, "[{【〖「『《<〈［｛"), ord("(")) | dict.fromkeys(
    map(ord, "]}】〗」』》>〉］｝"), ord(")")
)
_RARE = r"[\s\x{3000}０-９Ａ-Ｚａ-ｚ\[\]{}【】〖〗「」『』《》<>〈〉［］｛｝]"
"""What is folded only where it occurs: the two usual pairs of brackets cost a tenth of a table of sixty characters."""


def _macros() -> list[str]:
    folds = _FULL_WIDTH | _BRACKETS
    rare, plain = "".join(map(chr, folds)), "".join(map(chr, folds.values()))
    return [
        # A row's cells are one text in the file: a list of texts takes thrice the time to write and twice the room.
        f"create macro cells_of(line) as list_transform(string_split(line, '{PARTED}'), lambda cell: nullif(cell, ''))",
        """create macro round_brackets(written) as
            replace(replace(replace(replace(written, '〔', '('), '〕', ')'), '（', '('), '）', ')')""",
        # One spelling of what people write in many; the keys of records and the links between ledgers are made of it.
        f"""create macro folded(written) as lower(
            case when regexp_matches(round_brackets(written), '{_RARE}')
                then regexp_replace(
                    translate(round_brackets(written), '{rare}', '{plain}'), '[\\s\\x{{3000}}]+', '', 'g')
                else round_brackets(written)
            end)""",
        # 舞城管罚决字〔2022〕第012号 and 舞城管罚决字(2022)12号 are one document.
        """create macro document_key(written) as regexp_replace(
            upper(replace(replace(replace(folded(written), '第', ''), '号', ''), '#', '')),
            '(^|[^0-9])0+([0-9])', '\\1\\2', 'g')""",
        # What tells a record apart and is not everybody's business stands in its key as a digest.
        "create macro key_digest(told) as left(md5(told), 16)",
        # Fen as a sentence says them, 3,000 or 12.50, by whole numbers alone.
        """create macro yuan(fen) as
            format('{:,}', fen // 100) || case when fen % 100 = 0 then '' else printf('.%02d', fen % 100) end""",
        # Moments are kept in UTC; the office reads, and days begin, by China's clock.
        "create macro in_china(moment) as moment + interval 8 hour",
    ]


def create_base_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every base table, empty, and the view of current versions for each ledger."""
    for statement in _statements():
        connection.execute(statement)


def base_columns(table: str) -> dict[str, str]:
    """Name and type of every column of a base table that is no ledger."""
    return dict(re.findall(r"(\w+) ([A-Z]+(?:\[\])?)", _TABLES[table]))


@cache
def schema_digest() -> str:
    """Digest of every statement and of the version of DuckDB that wrote the file."""
    return hashlib.sha256("\n".join([duckdb.__version__, *_statements()]).encode()).hexdigest()


def _statements() -> list[str]:
    tables = [f"create table {name} ({columns})" for name, columns in _TABLES.items()]
    return _macros() + tables + [statement for kind in ledgers().values() for statement in _ledger_statements(kind)]


def _ledger_statements(kind: Ledger) -> list[str]:
    always = {name for name, _ in kind.telling()}
    fields = "".join(f', "{name}" {type_}' for name, type_ in kind.stored() if name in always)
    return [f"create table {kind.key}_row ({_ROW}{fields})", _view(kind, always)]


def columns_there(connection: duckdb.DuckDBPyConnection, kind: Ledger) -> set[str]:
    """The columns the table of a ledger has so far."""
    asked = "select column_name from duckdb_columns() where table_name = $1"
    return {name for (name,) in connection.execute(asked, [f"{kind.key}_row"]).fetchall()}


def widen(connection: duckdb.DuckDBPyConnection, kind: Ledger, stored: Iterable[str]) -> None:
    """Give the table of a ledger the stored columns a sheet brings. A ledger has up to a hundred, a sheet fills twenty;
    to write the others as nulls costs as much as the twenty. The view shows them all."""
    there = columns_there(connection, kind)
    missing = [(name, type_) for name, type_ in kind.stored() if name in set(stored) - there]
    for name, type_ in missing:
        connection.execute(f'alter table {kind.key}_row add column "{name}" {type_}')
    if missing:
        connection.execute(_view(kind, there | {name for name, _ in missing}))


def _view(kind: Ledger, there: Set[str]) -> str:
    """The current version of each record with every field of the ledger."""
    fields = "".join(
        f', "{name}"' if name in there else f', null::{type_} as "{name}"' for name, type_ in kind.stored()
    )
    return f"""create or replace view {kind.key} as
        select batch_id, sheet_no, row_no, record_key, own_key{fields} from {kind.key}_row where is_current"""
