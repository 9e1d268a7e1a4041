"""Several hundred cases at, a fen below and a fen above every bound of every kind of benchmark row, each as a clerk
would write it and as the oracle reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from tests.oracle.judging import Case, bounds
from tests.oracle.tables import Band, Clause
from tests.queries.drawn import Drawn, drawn

DECIDED = date(2022, 9, 1)
DAYS = (date(2021, 7, 14), date(2021, 7, 15), date(2022, 6, 4), date(2022, 6, 5), date(2022, 8, 1))
"""Acts on both sides of every version."""
_ROLES = {"施工": "施工单位", "建设": "建设单位", "运输": "运输单位"}
_QUANTITIES = (Fraction(3), Fraction(5), Fraction(10), Fraction(20), Fraction(21, 2))


@dataclass(frozen=True)
class Written:
    """A case as it stands in the ledger, and what the oracle knows of it."""

    cells: dict[str, str | None]
    case: Case


def catalogue() -> tuple[Drawn, Drawn]:
    """The constructed catalogue and benchmark table."""
    text = (Path(__file__).parent / "constructed.txt").read_text("utf-8")
    parts = [part for part in text.split("\n\n") if part.strip()]
    tables = [drawn("\n".join(line for line in part.splitlines() if not line.startswith("#"))) for part in parts]
    return tables[0], tables[1]


def cases_of(band: Band, clauses: Sequence[Clause]) -> Iterator[Written]:
    """Every bound of a row and of its clause, with and without grounds, for every party and day that matters."""
    clause = next((c for c in clauses if (c.code, c.no) == (band.code, band.clause)), None)
    for place, case in enumerate(circumstances(band)):
        for fine in _fines(case, band, clause):
            number = f"{band.id}/{place}/{fine}"
            yield from past_of(replace(case, number=number), band)
            yield as_written(replace(case, number=number, fine=fine))
            for word in ("减轻", "从重", "批准", "免罚"):
                yield from past_of(replace(case, number=f"{number}/{word}"), band)
                yield as_written(_grounds(replace(case, number=f"{number}/{word}", fine=fine), word))


def lacking(band: Band) -> Iterator[Written]:
    """What can be missing, one thing at a time, at a fine inside the range."""
    case = next(circumstances(band))
    fine = next((int(end) for end in bounds(case, band) if end is not None and end > 0), 0)
    case = replace(case, fine=fine)
    blanks: dict[str, object] = {
        "code": None, "act_on": None, "grade": None, "scope": None, "quantity": None, "days": None, "base": None,
        "party": None, "fine": 0,
    }  # fmt: skip
    for name, blank in blanks.items():
        lacks = replace(case, number=f"{band.id}/缺{name}", **{name: blank})  # type: ignore[arg-type]
        if name == "code":
            lacks = replace(lacks, clause=None)
        if name == "scope":
            lacks = replace(lacks, role=None)
        yield as_written(lacks)
    yield as_written(replace(case, number=f"{band.id}/无此档", grade="特别严重"))


def circumstances(band: Band) -> Iterator[Case]:
    """Cases the row could be for: each party, day, quantity and base, the grade as recorded."""
    dated = DAYS if (band.since or band.until or band.code == "ZO") else DAYS[-1:]
    counted = band.per_unit is not None or band.amount != (None, None)
    quantities: tuple[Fraction | None, ...] = _QUANTITIES if counted else (None,)
    bases = (12_345_600, 33_333) if band.by_base else (None,)
    for scope, role in _parties(band.scope):
        for day in dated:
            for quantity in quantities:
                for base in bases:
                    yield Case(
                        band.id, band.code, band.clause, scope, role, f"商行{band.id}", band.grade, day, day,
                        DECIDED, None, quantity=quantity,
                        days=Fraction(3) if band.per_unit and "日" in band.per_unit else None, base=base,
                    )  # fmt: skip


def _parties(scope: str) -> list[tuple[str, str | None]]:
    roles = [role for word, role in _ROLES.items() if word in scope]
    if roles:
        return [("单位", role) for role in (*roles, *(role for role in _ROLES.values() if role not in roles))]
    return [("个人", None), ("单位", None)] if "个人" in scope else [("单位", None), ("个人", None)]


def _fines(case: Case, band: Band, clause: Clause | None) -> list[int]:
    ends = list(bounds(case, band))
    if clause is not None:
        law = replace(band, kind=clause.kind, per_unit=clause.per_unit, cap=clause.cap,
                      low=clause.low or Fraction(0), high=clause.high)  # fmt: skip
        ends += bounds(case, law)
    steps = (-51, -50, -1, 0, 1, 50, 51) if band.by_base or band.per_unit else (-1, 0, 1)
    fines = {int(end) + step for end in ends if end is not None for step in steps} | {0}
    return sorted(fine for fine in fines if fine >= 0)


def past_of(case: Case, band: Band) -> Iterator[Written]:
    """Earlier punishments of the same party, so that the row's ordinal comes true; one more lies before the window."""
    if band.ordinal == (None, None):
        return
    owner = f"商行{case.number}"
    assert case.act_on is not None
    for back in range((band.ordinal[0] or 1) - 1):
        day = case.act_on - timedelta(days=20 + 10 * back)
        past = replace(case, number=f"{case.number}/前{back}", party=owner, act_on=day, happened_on=day, decided_on=day)
        yield as_written(replace(past, fine=100))
    day = date(2021, 7, 31)
    yield as_written(replace(case, number=f"{case.number}/早", party=owner, act_on=day, happened_on=day,
                           decided_on=day, fine=100))  # fmt: skip


def _grounds(case: Case, word: str) -> Case:
    return replace(
        case,
        is_mitigated=word == "减轻",
        is_aggravated=word == "从重",
        is_approved=word == "批准",
        is_exempted=word == "免罚",
    )


def as_written(case: Case) -> Written:
    said = [
        text
        for flag, text in (
            (case.is_mitigated, "主动消除危害后果，减轻处罚"),
            (case.is_aggravated, "一年内再次违法，从重处罚"),
            (case.is_exempted, "首违不罚"),
        )
        if flag
    ]
    owner = case.party and (
        f"商行{case.number}" if not case.number.rpartition("/")[2].startswith(("前", "早")) else case.party
    )
    case = replace(case, party=owner)
    return Written(
        {
            "case_no": case.number,
            "party_name": owner or "张某某",
            "party_type": {"个人": "自然人", "单位": "法人及非法人组织", None: None}[case.scope],
            "party_role": case.role,
            "violation_code": case.code,
            "clause_no": None if case.clause is None else str(case.clause),
            "discretion_grade": case.grade,
            "violation_date": case.act_on and case.act_on.isoformat(),
            "decision_date": case.decided_on.isoformat(),
            "fine_amount": None if case.fine is None else f"{case.fine / 100:.2f}",
            "quantity": _decimal(case.quantity),
            "quantity_days": _decimal(case.days),
            "base_amount": None if case.base is None else f"{case.base / 100:.2f}",
            "discretion_factors": "；".join(said) or None,
            "deviation_approved_date": "2022-08-30" if case.is_approved else None,
        },
        case if case.act_on else replace(case, happened_on=case.decided_on),
    )


def _decimal(value: Fraction | None) -> str | None:
    return None if value is None else f"{float(value):g}"
