"""One penalty case and its lawful course from the finding to the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from sample_data.generator.catalogue import Clause
from sample_data.generator.days import add_days, add_workdays, on_workday
from sample_data.generator.fines import hearing_line
from sample_data.generator.parties import PERSON, Party

SIMPLE, ORDINARY = "简易程序", "普通程序"
PUNISHED, SPARED, DROPPED, PASSED_ON = "处罚", "不予处罚", "撤案", "移送"
GRADES = ("轻微", "一般", "严重")


@dataclass
class Case:
    """Attributes carry the names of the ledger's fields; the rest is what the generator needs to know."""

    unit: str
    party: Party
    clause: Clause
    street: str
    found_date: date
    grade_order: int
    outcome: str
    procedure: str
    facts: str
    officers: list[str]
    case_source: str = "日常巡查"
    fine_amount: int = 0
    quantity: int | None = None
    case_no: str = ""
    decision_no: str | None = None
    cause: str = ""
    violation_date: date | None = None
    filing_date: date | None = None
    order_no: str | None = None
    order_date: date | None = None
    order_deadline: date | None = None
    corrected: str = "已改正"
    invest_end_date: date | None = None
    legal_review_date: date | None = None
    collective_date: date | None = None
    notice_served_date: date | None = None
    hearing: str | None = None
    discretion_grade: str | None = None
    discretion_factors: str | None = None
    deviation_approved_date: date | None = None
    decision_date: date | None = None
    decision_served_date: date | None = None
    penalty_type: str | None = None
    penalty_content: str | None = None
    proposed_fine: int | None = None
    onsite_collect: str | None = None
    paid_date: date | None = None
    paid_amount: int | None = None
    receipt_no: str | None = None
    close_date: date | None = None
    publish_date: date | None = None
    archive_date: date | None = None
    harm: str = "无"
    status: str = "在办"
    remark: str | None = None
    campaign: str | None = None

    @property
    def opened(self) -> date:
        return self.filing_date or self.found_date

    @property
    def needs_disclosure(self) -> bool:
        return self.procedure == ORDINARY and self.outcome == PUNISHED and self.party.kind != PERSON

    @property
    def party_role(self) -> str | None:
        return {"建筑": "施工单位", "运输": "运输单位"}.get(self.party.trade)

    def row(self) -> dict[str, object]:
        """The case under the field names of the ledger."""
        fields: dict[str, object] = {
            name: value for name, value in vars(self).items() if name not in ("party", "clause", "grade_order")
        }
        fields |= {
            "party_name": self.party.name, "party_type": self.party.kind, "uscc": self.party.uscc,
            "party_role": self.party_role,
            "id_no": self.party.id_no, "legal_rep": self.party.owner, "trade": self.party.trade,
            "violation_code": self.clause.code, "clause_no": self.clause.number,
            "legal_basis": self.clause.basis, "address": f"{self.street}路段",
            "fine_amount": self.fine_amount if self.decision_date and self.outcome == PUNISHED else None,
        }  # fmt: skip
        return fields

    def known_on(self, day: date) -> Case:
        """The case as the book showed it at the end of that day."""
        seen = replace(self)
        for name, value in vars(self).items():
            if isinstance(value, date) and value > day and name != "order_deadline":
                setattr(seen, name, None)
        if seen.decision_date is None:
            seen.decision_no = seen.penalty_type = seen.penalty_content = seen.discretion_factors = None
            seen.discretion_grade = seen.onsite_collect = None
        if seen.notice_served_date is None and seen.decision_date is None:
            seen.proposed_fine = seen.hearing = None
        if seen.paid_date is None:
            seen.paid_amount = seen.receipt_no = None
        seen.status = seen.current_status()
        return seen

    def current_status(self) -> str:
        if self.outcome in (DROPPED, PASSED_ON) and self.close_date:
            return self.outcome
        if self.close_date:
            return "结案"
        return "已处罚" if self.decision_date and self.outcome == PUNISHED else "在办"


def settle(case: Case, rng: Random) -> None:
    """Fill in the course of the case; the caller has fixed who, what, outcome and amount."""
    case.violation_date = case.found_date
    case.order_date = case.found_date
    case.discretion_grade = GRADES[case.grade_order - 1]
    if case.procedure == SIMPLE:
        _on_the_spot(case, rng)
    else:
        _ordinary(case, rng)
    _word(case)


def _on_the_spot(case: Case, rng: Random) -> None:
    case.decision_date = case.decision_served_date = case.found_date
    if case.fine_amount <= 100 and rng.random() < 0.5:
        case.onsite_collect, case.paid_date = "是", case.found_date
    else:
        case.onsite_collect, case.paid_date = "否", add_days(case.found_date, rng.randint(0, 12))
    case.close_date = case.paid_date
    case.archive_date = add_workdays(case.close_date, rng.randint(5, 20))


def _ordinary(case: Case, rng: Random) -> None:
    if "逾期" in case.clause.precondition:
        case.order_deadline = add_days(case.found_date, rng.choice((3, 3, 5, 7)))
        case.filing_date = add_workdays(case.order_deadline, rng.randint(1, 3))
        case.corrected = "逾期未改正"
    else:
        case.order_deadline = add_days(case.found_date, rng.randint(1, 3))
        case.filing_date = on_workday(add_days(case.found_date, rng.choice((0, 1, 1, 2, 3, 4))))
    case.invest_end_date = add_workdays(
        case.filing_date, rng.randint(3, 14) if rng.random() < 0.85 else rng.randint(15, 34)
    )
    if case.outcome in (DROPPED, PASSED_ON):
        case.close_date = add_workdays(case.invest_end_date, rng.randint(1, 6))
        return
    ready = case.invest_end_date
    grave = case.outcome == PUNISHED and case.fine_amount >= hearing_line(case.party.kind)
    if grave:
        case.legal_review_date = ready = add_workdays(ready, rng.randint(1, 3))
        case.collective_date = ready = add_workdays(ready, rng.randint(1, 3))
        case.hearing = "已告知，未申请听证"
    if case.outcome == PUNISHED:
        case.notice_served_date = add_workdays(ready, rng.randint(1, 4))
        ready = add_workdays(case.notice_served_date, 6 if grave else 3)
        case.proposed_fine = case.fine_amount
    case.decision_date = add_workdays(ready, rng.randint(0, 6))
    case.decision_served_date = add_workdays(case.decision_date, rng.choice((0, 0, 1, 1, 2, 3, 5)))
    if case.outcome == PUNISHED:
        case.onsite_collect = "否"
        case.paid_date = add_days(case.decision_served_date, rng.choice((0, 1, 2, 3, 5, 7, 9, 12, 14)))
        case.close_date = add_workdays(case.paid_date, rng.randint(1, 6))
    else:
        case.close_date = add_workdays(case.decision_served_date, rng.randint(1, 5))
    if case.needs_disclosure:
        case.publish_date = add_workdays(case.decision_date, rng.choice((1, 2, 3, 3, 4, 5, 5, 6, 7)))
    case.archive_date = add_workdays(case.close_date, rng.randint(5, 20))


def _word(case: Case) -> None:
    """The words a clerk writes for the outcome."""
    if case.outcome == PUNISHED:
        warned = "警告" in case.clause.article or case.clause.code.startswith("BZ")
        case.penalty_type = "警告、罚款" if warned else "罚款"
        case.penalty_content = f"{'警告，并处' if warned else ''}罚款{case.fine_amount}元"
        case.paid_amount = case.fine_amount
    elif case.outcome == SPARED:
        case.penalty_type = "不予处罚"
        case.penalty_content = "不予行政处罚，责令改正并进行教育"
        case.discretion_factors = case.discretion_factors or (
            "初次违法且危害后果轻微并及时改正，依据行政处罚法第三十三条第一款不予处罚"
        )
    case.cause = case.clause.name
