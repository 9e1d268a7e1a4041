"""Facts are built after what they read, from rules written beside them."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from fwzf_data.analysis.facts import _calendar, build_facts, in_order, needed_facts, write_rules
from fwzf_data.analysis.query import Query
from fwzf_data.errors import BadRequest
from fwzf_data.intake.schema import create_base_tables
from fwzf_data.store.compare import differences
from tests.bench.checks import drawn


def _fact(name: str, *reads: str) -> Query:
    return Query(name, "facts", "select 1 as n", "表", "用途", "一行", "", reads, (), {}, ())


def test_a_fact_stands_after_all_it_reads_whatever_their_names():
    order = in_order({name: _fact(name, *reads) for name, *reads in (("a", "c", "batch"), ("b",), ("c", "b"))})
    assert [fact.name for fact in order] == ["b", "c", "a"]


def test_facts_that_read_each_other_are_refused_with_the_way_round():
    with pytest.raises(BadRequest, match=r"a → b → a|b → a → b"):
        in_order({"a": _fact("a", "b"), "b": _fact("b", "a")})


def test_what_a_mart_needs_reaches_down_to_the_first_fact():
    assert {"violation_clauses", "cases", "case_verdict"} <= needed_facts(["case_verdict"])
    assert needed_facts(["batch"]) == set()


def test_a_generation_without_the_tables_a_fact_reads_is_refused_in_words():
    with duckdb.connect(":memory:") as connection, pytest.raises(BadRequest, match="不存在"):
        build_facts(connection)


def test_rules_are_written_once_however_often_and_hold_from_the_first_day_to_the_last():
    with duckdb.connect(":memory:") as connection:
        create_base_tables(connection)
        write_rules(connection)
        before = connection.execute("select count(*) from rule").fetchall()
        write_rules(connection)
        assert connection.execute("select count(*) from rule").fetchall() == before
        words = "select words from rule where name = 'discretion.sole_trader_counts_as'"
        assert connection.execute(words).fetchall() == [("个人",)]
        held = "select valid_from, valid_to from rule where name = 'procedure.hearing_request_workdays' order by all"
        assert connection.execute(held).fetchall() == [
            (date.min, date(2021, 7, 14)),
            (date(2021, 7, 15), date.max),
        ]
        works = "select is_workday from calendar_day where day = ?"
        assert connection.execute(works, [date(2022, 10, 3)]).fetchall() == [(False,)]


def test_the_bureaus_own_days_reach_the_calendar_of_the_generation(monkeypatch):
    written = {"days_off": [date(2031, 3, 4)], "days_worked": [date(2031, 3, 8)], "whole_years": [2031]}
    monkeypatch.setattr(
        "fwzf_data.analysis.facts.rule_value", lambda name, on=None: written[name.removeprefix("holidays.")]
    )
    _calendar.cache_clear()
    with duckdb.connect(":memory:") as connection:
        create_base_tables(connection)
        write_rules(connection)
        asked = "select day, is_workday, is_estimated from calendar_day where day between '2031-03-04' and '2031-03-09'"
        found = {str(day): (works, guessed) for day, works, guessed in connection.execute(asked).fetchall()}
    _calendar.cache_clear()
    assert found == {
        "2031-03-04": (False, False),
        "2031-03-05": (True, False),
        "2031-03-06": (True, False),
        "2031-03-07": (True, False),
        "2031-03-08": (True, False),
        "2031-03-09": (False, False),
    }


@pytest.mark.slow
def test_two_threads_make_the_same_facts_and_findings_as_one(tmp_path):
    made = []
    for threads in (1, 2):
        made.append(tmp_path / f"{threads}.duckdb")
        with drawn(made[-1], 60_000) as connection:
            connection.execute(f"set threads = {threads}")
            build_facts(connection)
    assert differences(*made) == []
