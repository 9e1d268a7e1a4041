"""A lawful year as messy ledgers tell it: nothing is found that does not say what makes it doubtful."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from fwzf_data.analysis.checks import checks
from tests.oracle.workdays import DAY, on_workday, workdays_after
from tests.queries.drawn import Drawn

OPTIONAL = (
    "extension_date", "hearing_from", "hearing_to", "testing_from", "testing_to", "instalment", "service_method",
    "hearing", "legal_review_date", "collective_date", "notice_served_date", "proposed_fine", "publish_date",
    "paid_date", "decision_served_date", "found_date", "order_deadline", "defence", "surcharge",
)  # fmt: skip
NAMES = (
    "case_no", "party_name", "party_type", "uscc", "cause", "officers", "procedure", "violation_date", "filing_date",
    "decision_no", "decision_date", "penalty_type", "fine_amount", "close_date", *OPTIONAL,
)  # fmt: skip


def lawful_case(dice: Random, number: int) -> dict[str, object]:
    """One case at or inside every limit, with what the law allows: testing, extension, instalments, the post."""
    kind = dice.choice(("自然人", "个体工商户", "法人及非法人组织"))
    simple = dice.random() < 0.2
    limit = 3000 if kind == "法人及非法人组织" else 200
    line = 50_000 if kind == "法人及非法人组织" else 5_000
    fine = dice.choice((limit, limit // 2)) if simple else dice.choice((line, line - 1, line // 2, 100))
    found = on_workday(date(2022, 5, 1) + dice.randrange(150) * DAY)
    case: dict[str, object] = {
        "case_no": f"案{number}", "party_name": f"当事人{number}", "party_type": kind, "uscc": f"9{number:017d}",
        "cause": "擅自占道", "officers": "张甲一、李乙二", "violation_date": found, "found_date": found,
        "decision_no": f"决{number}", "penalty_type": "罚款", "fine_amount": fine, "proposed_fine": fine,
    }  # fmt: skip
    if simple:
        return case | {"procedure": "简易程序", "decision_date": found, "paid_date": found + 15 * DAY, "close_date": found + 20 * DAY}
    filed = min(found + dice.randrange(16) * DAY, found + 15 * DAY)
    excluded = 0
    if dice.random() < 0.3:
        excluded = 20
        case |= {"testing_from": filed + 3 * DAY, "testing_to": filed + 22 * DAY}
    if extended := dice.random() < 0.3:
        case["extension_date"] = filed + 60 * DAY
    decided = on_workday(filed + (90 + excluded - 1 + 30 * extended) * DAY)
    if dice.random() < 0.6:
        decided = on_workday(filed + 40 * DAY)
    told = decided
    for _ in range(8):
        told = max(filed, told - DAY)
    while workdays_after(told, 5) >= decided:
        told -= DAY
    posted = dice.random() < 0.2
    served = workdays_after(decided, 12 if posted else dice.choice((0, 3, 7)))
    deferred = dice.random() < 0.2
    paid = on_workday(served + 15 * DAY) if not deferred else served + 90 * DAY
    return case | {
        "procedure": "普通程序", "filing_date": filed, "notice_served_date": told, "decision_date": decided,
        "decision_served_date": served, "service_method": "邮寄送达" if posted else "直接送达",
        "instalment": "是" if deferred else "否", "paid_date": paid, "close_date": paid + 10 * DAY,
        "publish_date": workdays_after(decided, 7), "hearing": "已告知，未申请" if fine >= line else None,
        "legal_review_date": told, "collective_date": decided, "defence": "未陈述申辩",
    }  # fmt: skip


def table(cases: list[dict[str, object]], names: list[str]) -> Drawn:
    return Drawn(tuple(names), tuple(tuple(None if case.get(name) is None else str(case[name]) for name in names) for case in cases))


@pytest.mark.parametrize("seed", range(4))
def test_no_finding_is_certain_in_a_lawful_year_whatever_columns_a_ledger_lacks(bench, seed):
    dice = Random(seed)
    bench.given("officer", "name | cert_no | valid_until\n---+---+---\n张甲一 | 1 | 2030-01-01\n李乙二 | 2 | 2030-01-01")
    for sheet in range(6):
        lacking = set(dice.sample(OPTIONAL, sheet * 3)) if sheet else set()
        cases = [lawful_case(dice, 1000 * sheet + number) for number in range(80)]
        bench.given("penalty_case", table(cases, [name for name in NAMES if name not in lacking]))
    certain = [
        (code, *row)
        for code in (check.name for check in checks() if check.name[0] in "PDE")
        for row in bench.ask(code, as_of="2023-12-31").only(["record_key", "certainty", "finding"]).rows
        if row[1] == "确定"
    ]
    assert certain == []


def test_the_year_is_looked_at_and_not_passed_over(bench):
    dice = Random(1)
    cases = [lawful_case(dice, number) for number in range(80)]
    late = {**cases[-1], "case_no": "超期", "procedure": "普通程序", "service_method": "直接送达", "filing_date": date(2022, 6, 1),
            "decision_date": date(2022, 6, 2), "decision_served_date": date(2022, 7, 1)}  # fmt: skip
    bench.given("penalty_case", table([*cases, late], list(NAMES)))
    assert ("超期", "确定") in bench.ask("P13", as_of="2023-12-31").only(["record_key", "certainty"]).rows
