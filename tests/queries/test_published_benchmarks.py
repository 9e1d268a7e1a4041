"""Every bound of the published tables, one fen below, at and above, against verdicts worked out in plain Python."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fwzf_data.intake.ledger import ledger
from fwzf_data.settings import PROJECT
from tests.queries.drawn import Drawn

FACTS = PROJECT.parent / "shared" / "facts"
LOCAL = ("舞阳", "漯河", "河南", "全国")
QUANTITY, BASE_YUAN = Decimal(3), Decimal(123_450)

pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="没有公布的裁量基准表（shared/facts）。")


def test_every_bound_of_every_local_row_gets_the_verdict_plain_python_gives(bench):
    clauses = {(row["violation_code"], row["clause_no"]): row for row in _read(FACTS / "violations.csv")}
    rows = [row for row in _read(FACTS / "discretion_benchmarks.csv") if row["jurisdiction"].startswith(LOCAL)]
    rows = [row for row in rows if (row["violation_code"], row["clause_no"]) in clauses]
    _load(bench, "violation", list(clauses.values()))
    _load(bench, "benchmark", _read(FACTS / "discretion_benchmarks.csv"))
    expected: dict[str, str] = {}
    cases = []
    for row in rows:
        # The ordinal of a tier is played out by earlier cases of the same party.
        party = f"商行{row['benchmark_id']}"
        low, high = _bounds(row)
        for fine in sorted({low - 1, low, low + 1, high - 1, high, high + 1, Decimal(0)}):
            if fine < 0:
                continue
            number = f"{row['benchmark_id']}/{fine}"
            owner = f"{party}之{fine}"
            for earlier in range(int(row["ordinal_min"] or 1) - 1):
                cases.append(_case(row, f"{number}/前{earlier}", owner, Decimal(100), date(2022, 1, 5 + earlier)))
            cases.append(_case(row, number, owner, fine, date(2022, 5, 1)))
            expected[number] = _verdict(row, clauses[row["violation_code"], row["clause_no"]], rows, fine)
    _load(bench, "penalty_case", cases)
    given = dict(bench.ask("discretion_by_case").only(["case_no", "verdict"]).rows)
    assert {number: given.get(number) for number in expected} == expected
    assert set(expected.values()) == {"档内", "恰在界上", "低于档次", "高于档次", "超出法定幅度", "应有罚款而无", "应无罚款而有"}


def _verdict(row: dict[str, str], clause: dict[str, str], rows: list[dict[str, str]], fine: Decimal) -> str:
    """The verdict on a fine in fen, party and grade as the row wants them."""
    statute_low, statute_high = (
        Decimal(clause[f"{end}_yuan"] or 0) * 100 * (QUANTITY if clause["per_unit"] else 1) for end in ("min", "max")
    )
    cap = Decimal(clause["cap_yuan"]) * 100 if clause["cap_yuan"] else Decimal("Infinity")
    if fine > min(statute_high, cap) or 0 < fine < statute_low:
        return "超出法定幅度"
    if row["penalty_kind"] == "none":
        return "应无罚款而有" if fine else "档内"
    if fine == 0:
        return "档内" if "可" in clause["fine_is"] else "应有罚款而无"
    low, high = _bounds(row)
    if fine < low:
        return "低于档次"
    if fine > high:
        return "高于档次"
    others = [
        _bounds(other)
        for other in rows
        if (other["violation_code"], other["clause_no"], other["jurisdiction"])
        == (row["violation_code"], row["clause_no"], row["jurisdiction"])
        and other["grade"] != row["grade"]
        and other["penalty_kind"] != "none"
        and _role(row) in _roles(other)
    ]
    return "恰在界上" if any(fine == low == there[1] or fine == high == there[0] for there in others) else "档内"


def _bounds(row: dict[str, str]) -> tuple[Decimal, Decimal]:
    each = QUANTITY if row["per_unit"] else 1
    cap = Decimal(row["cap_yuan"]) * 100 if row["cap_yuan"] else Decimal("Infinity")
    low, high = (min(Decimal(row[f"{end}_value"]) * 100 * each, cap) for end in ("min", "max"))
    return low, high


def _case(row: dict[str, str], number: str, party: str, fine: Decimal, act_on: date) -> dict[str, Any]:
    scope = row["party_scope"]
    return {
        "case_no": number,
        "party_name": party,
        "party_type": "自然人" if "个人" in scope else "法人及非法人组织",
        "party_role": _role(row),
        "violation_code": row["violation_code"],
        "clause_no": row["clause_no"],
        "discretion_grade": row["grade"],
        "violation_date": act_on.isoformat(),
        "decision_date": act_on.isoformat(),
        "quantity": str(QUANTITY) if row["per_unit"] else None,
        "base_amount": str(BASE_YUAN) if row["base_kind"] else None,
        "fine_amount": str(fine / 100),
    }


def _role(row: dict[str, str]) -> str | None:
    return next(iter(sorted(_roles(row), reverse=True)), None)


def _roles(row: dict[str, str]) -> set[str | None]:
    known = {"建设单位": "建设", "施工单位": "施工", "运输单位": "运输"}
    roles = {role for role, word in known.items() if word in row["party_scope"]}
    return set(roles) or {None}


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _load(bench: Any, key: str, rows: list[dict[str, Any]]) -> None:
    """Load rows by the English columns of the CSV, as far as the ledger has them."""
    kind = ledger(key)
    fields = {name: {"violation_name": "violation"}.get(name, name) for name in rows[0]}
    names = [name for name, field in fields.items() if kind.has(field)]
    cells = tuple(tuple({"yes": "是", "no": "否"}.get(row[name], row[name]) or None for name in names) for row in rows)
    bench.given(key, Drawn(tuple(fields[name] for name in names), cells))
