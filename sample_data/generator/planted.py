"""What is wrong, late, unequal or missing on purpose; every planted thing is remembered for the truth file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sample_data.generator.cases import ORDINARY, PUNISHED, SIMPLE, SPARED, Case, settle
from sample_data.generator.days import LAST, add_days, add_workdays
from sample_data.generator.docket import LENIENT, SEVERE
from sample_data.generator.fines import hearing_line
from sample_data.generator.parties import COMPANY
from sample_data.generator.registers import Officer

Planted = dict[str, list[Case]]

COLLOQUIAL = {
    "SR08": "占道经营", "SR03": "店外堆物", "SR01": "门前三包不落实", "SR23": "乱泼污水", "SR25": "乱倒垃圾",
    "SR22": "乱扔垃圾", "SR09": "乱停乱放", "SR18": "乱摆广告牌",
}  # fmt: skip
EXPIRED_ON = date(2022, 6, 30)


def expire_certificate(roster: list[Officer], unit: str) -> tuple[list[Officer], Officer]:
    """The unit's second officer goes on signing after the certificate ran out."""
    place = [index for index, officer in enumerate(roster) if officer.unit == unit][1]
    expired = replace(roster[place], valid_until=EXPIRED_ON)
    return [*roster[:place], expired, *roster[place + 1 :]], expired


class Planter:
    """Picks cases that nothing else was planted in, changes them, and remembers what was done."""

    def __init__(self, rng: Random, cases: list[Case]) -> None:
        self._rng, self._cases = rng, cases
        self._used: set[int] = set()
        self.planted: Planted = defaultdict(list)

    def plant(self, name: str, count: int, fits: Callable[[Case], bool], change: Callable[[Case], None]) -> None:
        pool = [case for case in self._cases if id(case) not in self._used and fits(case)]
        if len(pool) < count:
            raise ValueError(f"{name}: only {len(pool)} of {count} cases fit")
        for case in self._rng.sample(pool, count):
            change(case)
            self.remember(name, case)

    def remember(self, name: str, case: Case) -> None:
        self._used.add(id(case))
        self.planted[name].append(case)

    def is_free(self, case: Case) -> bool:
        return id(case) not in self._used


def plant_all(rng: Random, cases: list[Case], expired: Officer) -> Planted:
    planter = Planter(rng, cases)
    _repeats(planter, cases)
    _amounts(planter, rng)
    _clocks(planter, rng)
    _people_and_papers(planter, rng)
    planter.planted["expired_certificate"] = [
        case for case in cases if expired.name in case.officers and case.found_date > EXPIRED_ON
    ]
    return planter.planted


def _settled(case: Case) -> bool:
    """Closed well before the books were, by a unit without a leaning of its own."""
    stratum = (case.unit, case.street, case.party.kind)
    return (
        case.outcome == PUNISHED
        and case.close_date is not None
        and case.close_date <= date(2022, 11, 30)
        and case.unit != SEVERE
        and stratum != LENIENT
        and case.fine_amount < hearing_line(case.party.kind)
    )


def _ordinary(case: Case) -> bool:
    return _settled(case) and case.procedure == ORDINARY


def _ranged(case: Case) -> bool:
    """Grades of plain ranges that do not count earlier cases."""
    clause = case.clause
    return _ordinary(case) and clause.kind == "range" and len(clause.grades) == 3 and not clause.grades[0].ordinal_min


def set_fine(case: Case, fine: int) -> None:
    case.fine_amount = case.proposed_fine = case.paid_amount = fine
    case.penalty_content = (case.penalty_content or "").split("罚款")[0] + f"罚款{fine}元"


def _amounts(planter: Planter, rng: Random) -> None:
    def below(case: Case) -> None:
        set_fine(case, (case.clause.low + case.clause.grade(case.grade_order).low) // 20 * 10)

    def above(case: Case) -> None:
        set_fine(case, (case.clause.high + case.clause.grade(case.grade_order).high) // 20 * 10)

    def with_ground(change: Callable[[Case], None], ground: str) -> Callable[[Case], None]:
        def changed(case: Case) -> None:
            change(case)
            case.discretion_factors = ground

        return changed

    def approved(change: Callable[[Case], None]) -> Callable[[Case], None]:
        def changed(case: Case) -> None:
            change(case)
            case.discretion_factors = "案情特殊，按基准处罚明显不当，经集体讨论调整适用"
            case.deviation_approved_date = case.notice_served_date

        return changed

    def over_statute(case: Case) -> None:
        set_fine(case, case.clause.high + (case.clause.high - case.clause.low) // 4 // 10 * 10)

    def under_statute(case: Case) -> None:
        set_fine(case, case.clause.low // 2)

    def zero(case: Case) -> None:
        case.fine_amount, case.proposed_fine, case.paid_amount, case.paid_date = 0, None, None, None
        case.penalty_type = case.penalty_content = "警告"

    def fine_anyway(case: Case) -> None:
        case.outcome, case.fine_amount, case.discretion_factors = PUNISHED, rng.choice((1000, 2000)), None
        settle(case, rng)

    def raisable(case: Case) -> bool:
        high = case.clause.high * 5 // 4
        return _ranged(case) and case.grade_order < 3 and high < hearing_line(case.party.kind)

    def lowerable(case: Case) -> bool:
        return _ranged(case) and case.grade_order > 1

    harsher = "从重处罚：经多次劝导仍不改正，造成群众多次反映"
    milder = "主动清理并消除危害后果，依据行政处罚法第三十二条减轻处罚"
    planter.plant("below_grade", 8, lowerable, below)
    planter.plant("below_grade_approved", 3, lowerable, approved(below))
    planter.plant("above_grade", 8, raisable, above)
    planter.plant("above_grade_with_reason", 4, raisable, with_ground(above, harsher))
    planter.plant("above_grade_approved", 2, raisable, approved(above))
    planter.plant("above_statute", 4, raisable, over_statute)
    planter.plant("below_statute", 4, _ranged, under_statute)
    planter.plant("below_statute_with_ground", 4, _ranged, with_ground(under_statute, milder))
    planter.plant("zero_where_due", 3, lambda case: _ranged(case) and case.clause.fine_is == "应当", zero)
    planter.plant(
        "fine_where_none", 2,
        lambda case: case.clause.code == "PS03" and case.outcome == SPARED and case.found_date.month < 10, fine_anyway,
    )  # fmt: skip
    planter.plant(
        "at_shared_bound", 6, lambda case: _ranged(case) and case.grade_order < 3,
        lambda case: set_fine(case, case.clause.grade(case.grade_order).high),
    )  # fmt: skip


def _clocks(planter: Planter, rng: Random) -> None:
    def slow(case: Case) -> None:
        weeks = timedelta(weeks=rng.randint(12, 16))
        for name, value in vars(case).items():
            if isinstance(value, date) and case.filing_date and value > case.filing_date and name != "order_deadline":
                setattr(case, name, value + weeks)
        if case.publish_date and case.decision_date:
            case.publish_date = add_workdays(case.decision_date, 3)

    def stuck(case: Case) -> None:
        assert case.invest_end_date
        undone = [
            name for name, value in vars(case).items() if isinstance(value, date) and value >= case.invest_end_date
        ]
        for name in undone:
            setattr(case, name, None)
        case.outcome, case.hearing, case.discretion_grade, case.proposed_fine = "在办", None, None, None

    def publish_late(case: Case) -> None:
        assert case.decision_date
        case.publish_date = add_workdays(case.decision_date, rng.randint(8, 25))

    def decide_first(case: Case) -> None:
        assert case.decision_date
        case.notice_served_date = add_workdays(case.decision_date, rng.randint(1, 3))

    def pay_late(case: Case) -> None:
        assert case.decision_served_date
        case.paid_date = add_days(case.decision_served_date, rng.randint(18, 45))
        case.close_date = add_workdays(case.paid_date, 2)
        case.archive_date = add_workdays(case.close_date, 10)

    def serve_late(case: Case) -> None:
        assert case.decision_date
        case.decision_served_date = add_workdays(case.decision_date, rng.randint(9, 13))
        case.paid_date = add_days(case.decision_served_date, 3)
        case.close_date = add_workdays(case.paid_date, 2)
        case.archive_date = add_workdays(case.close_date, 10)

    def punish_early(case: Case) -> None:
        assert case.decision_date
        case.order_deadline = add_days(case.decision_date, rng.randint(2, 6))

    def early(case: Case) -> bool:
        return _ordinary(case) and case.found_date.month in (2, 3, 4, 5, 6)

    def published(case: Case) -> bool:
        return _ordinary(case) and case.needs_disclosure and case.found_date.month < 10

    planter.plant("late_decision", 14, early, slow)
    planter.plant("open_over_90_days", 6, early, stuck)
    planter.plant("late_disclosure", 25, published, publish_late)
    planter.plant("missing_disclosure", 18, published, lambda case: setattr(case, "publish_date", None))
    planter.plant("decision_before_notice", 5, _ordinary, decide_first)
    planter.plant("paid_late", 12, lambda case: _ordinary(case) and case.found_date.month < 9, pay_late)
    planter.plant("served_late", 6, lambda case: _ordinary(case) and case.found_date.month < 9, serve_late)
    planter.plant(
        "punished_before_deadline", 5, lambda case: _ordinary(case) and "逾期" in case.clause.precondition, punish_early
    )


def _people_and_papers(planter: Planter, rng: Random) -> None:
    def alone(case: Case) -> None:
        case.officers = case.officers[:1]

    def with_helper(case: Case) -> None:
        case.officers = [case.officers[0], rng.choice(("协管员小张", "协管员小李"))]

    def beyond_spot(case: Case) -> None:
        fine = min(case.clause.grade(1).high, rng.choice((250, 300, 350)))
        set_fine(case, fine)
        case.proposed_fine, case.onsite_collect = None, "否"

    def cash(case: Case) -> None:
        case.onsite_collect, case.paid_date = "是", case.found_date
        case.close_date = case.found_date
        case.archive_date = add_workdays(case.found_date, 10)

    def raised(case: Case) -> None:
        case.proposed_fine = case.clause.grade(case.grade_order).low

    def colloquial(case: Case) -> None:
        case.cause = COLLOQUIAL[case.clause.code]

    def small(case: Case) -> bool:
        return _settled(case) and case.procedure == SIMPLE and case.party.kind != COMPANY

    def nameable(case: Case) -> bool:
        return _settled(case) and case.unit in ("二中队", "三中队", "四中队") and case.clause.code in COLLOQUIAL

    planter.plant("single_officer", 9, _settled, alone)
    planter.plant("unknown_officer", 5, _settled, with_helper)
    planter.plant(
        "simple_over_limit", 6,
        lambda case: small(case) and case.grade_order == 1 and case.clause.code in ("SR08", "SR03", "SR23"),
        beyond_spot,
    )  # fmt: skip
    planter.plant("cash_over_100", 4, lambda case: small(case) and case.fine_amount > 100, cash)
    planter.plant(
        "raised_after_hearing_party", 3,
        lambda case: _ranged(case) and case.fine_amount > case.clause.grade(case.grade_order).low, raised,
    )  # fmt: skip
    planter.plant("colloquial_cause", 24, nameable, colloquial)


def _repeats(planter: Planter, cases: list[Case]) -> None:
    """Second offences treated more lightly, and 首违不罚 for parties who were not first."""
    earlier: dict[str, list[Case]] = defaultdict(list)
    lighter = spared = 0
    for case in sorted(cases, key=lambda case: case.found_date):
        before = earlier[case.party.name]
        same = [other for other in before if other.clause == case.clause]
        if same and lighter < 8 and _ranged(case) and planter.is_free(case):
            grade = case.clause.grade(1)
            if same[-1].fine_amount > grade.low and same[-1].unit != SEVERE:
                case.grade_order, case.discretion_grade = 1, grade.name
                set_fine(case, grade.low)
                planter.remember("repeat_treated_more_lightly", case)
                lighter += 1
        elif before and spared < 5 and _ranged(case) and planter.is_free(case):
            _spare(case)
            planter.remember("first_offence_exempted_but_not_first", case)
            spared += 1
        if case.outcome == PUNISHED and (case.decision_date or LAST) < LAST:
            earlier[case.party.name].append(case)
    if (lighter, spared) != (8, 5):
        raise ValueError(f"planted {lighter} lighter repeats and {spared} false first offences")


def _spare(case: Case) -> None:
    case.outcome, case.fine_amount, case.grade_order = SPARED, 0, 1
    case.discretion_grade = "轻微"
    for name in ("notice_served_date", "proposed_fine", "paid_date", "paid_amount", "onsite_collect", "publish_date"):
        setattr(case, name, None)
    case.penalty_type = "不予处罚"
    case.penalty_content = "不予行政处罚，责令改正并进行教育"
    case.discretion_factors = "首次违法，危害后果轻微并及时改正，符合首违不罚"
