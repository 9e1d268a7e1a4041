"""The clocks and limits of the sample year worked out again in plain Python from what was loaded: no difference.

Nothing of ``queries/`` is used but the cases themselves; days are counted from the calendar's own tables.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fwzf_data.bureau import load_sample, open_bureau
from tests.oracle.workdays import DAY, on_workday, workdays_after

AS_OF = date(2023, 1, 31)
Case = dict[str, Any]
UNREAD_PAYMENTS = {"舞城管(一)立字(2022)26", "舞城管(三)立字(2022)66", "舞城管(六)立字(2022)82"}
"""「待缴」「未知」「见票据」 stand where the day of payment should: not known, and so not late."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Case], dict[str, set[str]]]:
    home = open_bureau(tmp_path_factory.mktemp("recomputed") / "home")
    load_sample(home, lambda _: None)
    connection = home.latest().connect()
    asked = connection.execute("select * from cases")
    names = [column[0] for column in asked.description]
    cases = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    found: dict[str, set[str]] = {}
    for code, key in connection.execute(
        "select code, record_key from rule_findings where occurred_on is null or occurred_on <= $1", [AS_OF]
    ).fetchall():
        found.setdefault(code, set()).add(key)
    return cases, found


def later(done: date | None, due: date) -> bool:
    return (done or AS_OF) > due


def punished(case: Case) -> bool:
    return case["outcome"] == "处罚"


def ordinary(case: Case) -> bool:
    return case["procedure"] != "简易程序"


def late_decision(case: Case) -> bool:
    if not ordinary(case) or case["filed_on"] is None or case["filed_on"] < date(2021, 7, 15):
        return False
    ended = case["closed_on"] if case["outcome"] in ("撤案", "移送") else case["decided_on"]
    due = on_workday(case["filed_on"] + 90 * DAY)
    if ended is None and (case["outcome"] != "在办" or (case["closed_on"] and case["closed_on"] <= due)):
        return False
    return later(ended, due)


def late_service(case: Case) -> bool:
    if not punished(case) or case["decided_on"] is None or (not ordinary(case) and case["served_on"] is None):
        return False
    return later(case["served_on"], workdays_after(case["decided_on"], 7))


def received(case: Case) -> date | None:
    return case["served_on"] or (None if ordinary(case) else case["decided_on"])


def late_payment(case: Case) -> bool:
    if not punished(case) or received(case) is None or case["fine_fen"] == 0 or case["is_deferred"]:
        return False
    if case["fine_fen"] is None and case["is_fine_blank"]:
        return False
    if case["paid_on"] is None and case["is_paid"]:
        return False
    return later(case["paid_on"], on_workday(received(case) + 15 * DAY))


def over_simple_limit(case: Case) -> bool:
    limit = {"个人": 20_000, "单位": 300_000}.get(case["party_scope"])
    return (
        punished(case)
        and case["procedure"] == "简易程序"
        and bool(case["fine_fen"] and limit and case["fine_fen"] > limit)
    )


def told_after(case: Case) -> bool:
    return (
        punished(case)
        and ordinary(case)
        and bool(case["notified_on"] and case["decided_on"] and case["notified_on"] >= case["decided_on"])
    )


def harsher_than_told(case: Case) -> bool:
    return (
        punished(case)
        and ordinary(case)
        and None not in (case["fine_fen"], case["proposed_fine_fen"])
        and case["fine_fen"] > case["proposed_fine_fen"]
    )


def alone(case: Case) -> bool:
    return case["outcome"] in ("处罚", "不予处罚", "在办") and len(set(case["officers"] or [])) == 1


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ("P01", late_decision),
        ("P05", over_simple_limit),
        ("P08", harsher_than_told),
        ("P13", late_service),
        ("P14", late_payment),
    ],
)
def test_no_difference_over_the_sample_year(
    loaded: tuple[list[Case], dict[str, set[str]]], code: str, is_found: Callable[[Case], bool]
) -> None:
    cases, found = loaded
    expected = {case["record_key"] for case in cases if is_found(case)} - UNREAD_PAYMENTS
    assert expected
    assert found.get(code, set()) == expected


def test_notices_after_decisions_and_lone_officers_are_among_the_findings(
    loaded: tuple[list[Case], dict[str, set[str]]],
) -> None:
    cases, found = loaded
    assert {case["record_key"] for case in cases if told_after(case)} <= found["P07"]
    assert {case["record_key"] for case in cases if alone(case)} <= found["P04"]
