"""What every file of ``queries/`` owes: a whole front matter that says what the statement does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from fwzf_data.analysis.facts import build_facts, facts_in_order, write_rules
from fwzf_data.analysis.query import Query, ask, queries
from fwzf_data.errors import BadRequest
from fwzf_data.intake.ledger import ledgers
from fwzf_data.intake.schema import create_base_tables
from fwzf_data.rulebook import rule_value

ROOT = Path(__file__).resolve().parent.parent.parent
EVERY = pytest.mark.parametrize("asked", queries().values(), ids=list(queries()))
ASKABLE = pytest.mark.parametrize("asked", [q for q in queries().values() if q.room != "facts"], ids=lambda q: q.name)
_CJK = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    """A generation in which nothing has been loaded."""
    with duckdb.connect(":memory:") as connection:
        create_base_tables(connection)
        write_rules(connection)
        build_facts(connection)
        yield connection


@EVERY
def test_titles_are_chinese_and_every_column_has_one(asked: Query):
    assert all(_CJK.search(text) for text in (asked.title, asked.purpose, asked.grain, *asked.notes))
    assert asked.columns
    assert all(_CJK.search(column.title) for column in asked.columns)


@EVERY
def test_declared_parameters_are_those_of_the_statement(asked: Query):
    (statement,) = duckdb.extract_statements(asked.sql)
    assert statement.named_parameters == set(asked.params)


@EVERY
def test_rules_exist_and_parameters_people_give_have_a_title(asked: Query):
    for name, spec in asked.params.items():
        if "rule" in spec:
            rule_value(spec["rule"])
        else:
            assert asked.room != "facts", f"a fact has no one to ask for {name}"
            assert spec["type"] in {"date", "text", "int", "bool"}
            assert _CJK.search(spec["title"])


@EVERY
def test_reads_names_every_table_that_is_read_and_only_those(asked: Query):
    # A connection without tables names views as they are written; it knows neither our parameters nor our macros.
    with duckdb.connect(":memory:") as nothing:
        for macro in ("folded(written)", "document_key(written)", "cells_of(line)", "yuan(fen)", "in_china(moment)"):
            nothing.execute(f"create macro {macro} as ''")
        assert nothing.get_table_names(re.sub(r"\$\w+", "null", asked.sql)) == set(asked.reads)


@EVERY
def test_declared_columns_are_those_of_the_answer_in_order(asked: Query, empty: duckdb.DuckDBPyConnection):
    with empty.cursor() as cursor:
        if asked.room == "facts":
            names = [name for name, *_ in cursor.execute(f"describe {asked.name}").fetchall()]
        else:
            names = list(ask(empty, asked.name, as_of=date(2022, 12, 31)).names)
    assert names == [column.name for column in asked.columns]


@ASKABLE
def test_a_mart_of_many_rows_says_its_order(asked: Query):
    one_row = asked.grain == "一件案件一行" and "record_key" in asked.params
    assert one_row or re.search(r"(^| )order by", asked.ordered, re.MULTILINE)


@EVERY
def test_nothing_asks_the_clock_or_draws_by_chance(asked: Query):
    assert not re.search(r"\b(now|today|current_date|current_timestamp|random|using sample)\b", asked.sql)


@EVERY
def test_a_moment_of_loading_is_read_by_the_clock_of_the_office(asked: Query):
    assert not re.search(r"(?<!in_china\()batch\.loaded_at", asked.sql)


def test_facts_stand_after_what_they_read():
    seen: set[str] = set()
    facts = {fact.name for fact in facts_in_order()}
    for fact in facts_in_order():
        assert {read for read in fact.reads if read in facts} <= seen
        seen.add(fact.name)


def test_every_column_of_a_fact_is_named_by_something_that_reads_it():
    modules = [path.read_text("utf-8") for room in ("fwzf_data", "pages") for path in (ROOT / room).rglob("*.py")]
    unread = []
    for fact in facts_in_order():
        readers = [asked for asked in queries().values() if fact.name in asked.reads]
        said = [asked.sql + " ".join(column.name for column in asked.columns) for asked in readers]
        said += [text for text in modules if re.search(rf"\b{fact.name}\b", text)]
        named = set(re.findall(r"\w+", " ".join(said)))
        unread += [(fact.name, column.name) for column in fact.columns if column.name not in named]
    assert unread == []


def test_no_money_is_kept_as_a_float(empty: duckdb.DuckDBPyConnection):
    floats = empty.execute(
        "select table_name, column_name from duckdb_columns() where data_type in ('DOUBLE', 'FLOAT') "
        "and not internal"
    ).fetchall()
    assert floats == []


def test_a_private_field_of_a_ledger_stays_private_in_the_lists():
    private = {column.name for kind in ledgers().values() for column in kind.columns if column.private}
    shown = [
        (asked.name, column.name)
        for asked in queries().values()
        for column in asked.columns
        if column.name in private & {"party_name", "phone", "id_no", "legal_rep", "complainant"} and not column.private
    ]
    assert shown == []


def test_an_unknown_parameter_and_an_unreadable_value_are_refused_in_words(empty: duckdb.DuckDBPyConnection):
    with pytest.raises(BadRequest, match="没有参数"):
        ask(empty, "case_list", as_of=date(2022, 12, 31), no_such="1")
    with pytest.raises(BadRequest, match="应为日期"):
        ask(empty, "case_list", as_of=date(2022, 12, 31), from_on="四月")
