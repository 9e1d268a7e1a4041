"""What a person decided a text of a ledger means: kept in the journal, part of the next generation and every rebuild.

Likeness may have proposed it, but only what a person said is ever used. A later decision on the same text replaces an
earlier one; one without a violation takes it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from fwzf_data.errors import BadRequest
from fwzf_data.store.generation import Blueprint
from fwzf_data.store.home import Home
from fwzf_data.store.originals import Originals

DECIDE_TEXT = "decide_text"
LEDGERS = {
    "penalty_case": "案由",
    "inspection": "违法行为",
    "complaint": "问题类别或者反映内容",
    "guidance": "指导事项",
}
"""The ledgers whose texts can be decided on, and the column the text stands in."""
NOTHING = "不属于目录"
"""What stands for the violation where a person says that a text means none of the catalogue."""


@dataclass(frozen=True)
class TextDecision:
    """One text, as it is written, and what it means; spellings that differ only in form are decided with it."""

    ledger: str
    written: str
    violation_code: str | None
    """None takes the decision back, ``NOTHING`` says it means none of the catalogue."""
    clause_no: int | None = None
    why: str = ""


def decide_text(home: Home, decision: TextDecision, actor: str, blueprint: Blueprint) -> int:
    """Remember a decision; returns the number of the generation that holds it.

    Raises BadRequest where the text does not occur, or violation and clause are not in the catalogue of this place.
    """
    with home.writing():
        newest = home.latest()
        if newest is None:
            raise BadRequest("还没有数据：请先载入台账，再决定写法指哪一种违法行为。")
        _check(newest.connect(), decision)
        body = {"actor": actor, **asdict(decision)}

        def apply(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Any]:
            _insert(connection, body)
            return {}

        return home.publish(DECIDE_TEXT, actor, body, apply, blueprint).generation.number


def replay_text_decision(connection: duckdb.DuckDBPyConnection, body: Mapping[str, Any], _: Originals) -> None:
    """Carry a decision of the journal out again."""
    _insert(connection, body)


def _insert(connection: duckdb.DuckDBPyConnection, body: Mapping[str, Any]) -> None:
    connection.execute(
        """
        insert into text_decision
        select
            (select count(*) from text_decision) + 1, $ledger, $written, $violation_code, $clause_no, $why, $actor,
            (select made_at from meta)
        """,
        {name: body[name] for name in ("ledger", "written", "violation_code", "clause_no", "why", "actor")},
    )


def _check(connection: duckdb.DuckDBPyConnection, decision: TextDecision) -> None:
    if decision.ledger not in LEDGERS:
        raise BadRequest(f"「{decision.ledger}」不是可以决定写法的台账。可用的：{'、'.join(LEDGERS)}。")
    if not decision.why.strip():
        raise BadRequest("请写明理由：为什么这个写法是（或不再是）这一种违法行为。")
    occurs = """
        select 1 from violation_texts where written = $1
        union all
        select 1 from complaint where content = $1
    """
    if not connection.execute(occurs, [decision.written]).fetchall():
        raise BadRequest(f"台账里没有「{decision.written}」这个写法，请照台账里的原文填写。")
    if decision.violation_code in (None, NOTHING):
        return
    clauses = connection.execute(
        """
        select clause_no from violation_clauses where is_local and violation_code = $1
        union
        select clause_no from benchmarks where is_local and violation_code = $1
        """,
        [decision.violation_code],
    ).fetchall()
    if not clauses:
        raise BadRequest(f"违法行为目录里没有适用于本地的「{decision.violation_code}」，请核对代码。")
    if decision.clause_no is not None and (decision.clause_no,) not in clauses:
        known = "、".join(str(number) for (number,) in sorted(clauses))
        raise BadRequest(f"「{decision.violation_code}」没有第 {decision.clause_no} 条款。它的条款：{known}。")
