"""The plan's tables as rows: every key is a column, every alias leads to one unit."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fwzf_data.analysis.annual_plan import PLAN_COLUMNS, alias_rows, obligation_rows
from fwzf_data.errors import BadRequest
from fwzf_data.intake.ledger import ledgers
from fwzf_data.rulebook import rule_file

SCHEMA = {name for obligation in rule_file("plan_2022")["obligation"] for name in obligation}
COLUMNS = sorted(SCHEMA | set(PLAN_COLUMNS))


def test_obligations_come_in_the_order_of_the_table() -> None:
    first = dict(zip(COLUMNS, obligation_rows(COLUMNS)[0], strict=True))
    assert (first["obligation_id"], first["lead_unit"], first["due_on"]) == ("S1.1", "政策法规室", date(2022, 4, 30))
    assert (first["plan_year"], first["plan_to"], first["issued_on"]) == (2022, date(2022, 12, 31), None)
    turned = obligation_rows(COLUMNS[::-1])[0]
    assert turned == obligation_rows(COLUMNS)[0][::-1]


def test_a_key_that_is_no_column_is_refused_by_name() -> None:
    with pytest.raises(BadRequest, match=r"plan_2022\.toml 的义务 S1\.1 有不认识的键：indicator"):
        obligation_rows([column for column in COLUMNS if column != "indicator"])


def test_every_target_says_where_it_comes_from() -> None:
    for obligation in rule_file("plan_2022")["obligation"]:
        assert ("threshold" in obligation) == ("threshold_source" in obligation), obligation["obligation_id"]
        assert ("threshold" in obligation) == ("threshold_from" in obligation), obligation["obligation_id"]


def test_every_ledger_a_duty_is_told_by_exists() -> None:
    known = {*ledgers(), "findings"}
    for obligation in rule_file("plan_2022")["obligation"]:
        assert set(obligation["source_ledgers"]) <= known, obligation["obligation_id"]


def test_an_alias_stands_for_one_unit_and_is_no_name_of_another() -> None:
    aliases = [alias for alias, _ in alias_rows()]
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & {unit for _, unit in alias_rows()}
    assert all(re.fullmatch(r"\S+", alias) for alias in aliases)
