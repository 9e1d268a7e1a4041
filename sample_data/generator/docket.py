"""The year's cases of every unit, drawn in the order they were found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample_data.generator.cases import DROPPED, ORDINARY, PASSED_ON, PUNISHED, SIMPLE, SPARED, Case, settle
from sample_data.generator.catalogue import Clause
from sample_data.generator.days import day_in
from sample_data.generator.fines import HIGH, USUAL, draw_fine, simple_limit
from sample_data.generator.offences import MIX, OFFENCES, Offence
from sample_data.generator.parties import PERSON, SHOP, STREETS, Party, Townsfolk
from sample_data.generator.registers import Officer, squad_of

COUNTS = {
    "一中队": 295, "二中队": 265, "三中队": 260, "四中队": 200, "五中队": 250, "六中队": 130,
    "县园林绿化所": 40, "县市政设施管理所": 60,
}  # fmt: skip
MONTHS = (5.0, 4.0, 10.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 10.0, 9.0, 8.0)
SILENT: dict[str, tuple[int, ...]] = {"六中队": (7, 8)}
"""Months a unit reported nothing at all: it found nothing late enough to be filed in them."""
LENIENT = ("三中队", "人民路", SHOP)
"""Planted: this unit spares the shops of this street far more often than the others do."""
SEVERE = "五中队"
"""Planted: this unit fines in the upper part of the range."""
SHORT = {
    "一中队": "一", "二中队": "二", "三中队": "三", "四中队": "四", "五中队": "五", "六中队": "六",
    "县园林绿化所": "园", "县市政设施管理所": "市",
}  # fmt: skip


@dataclass(frozen=True)
class Burst:
    """Cases of one kind crowded into some days, on top of the ordinary year."""

    units: tuple[str, ...]
    offences: tuple[str, ...]
    first: date
    last: date
    each: int
    campaign: str | None


BURSTS = (
    Burst(("一中队", "二中队", "三中队", "四中队", "五中队"), ("SR08", "SR03"),
          date(2022, 10, 10), date(2022, 10, 21), 8, "文明城市迎检市容秩序专项整治"),
    Burst(("四中队",), ("SR09",), date(2022, 8, 22), date(2022, 8, 26), 45, None),
)  # fmt: skip


@dataclass(frozen=True)
class _Event:
    day: date
    offence: Offence
    kind: str
    street: str
    campaign: str | None


def draw_docket(
    rng: Random, folk: Townsfolk, clauses: dict[tuple[str, int], Clause], roster: list[Officer]
) -> list[Case]:
    """All cases in the order they were found, with the general leanings of the units in them."""
    history: dict[tuple[str, str], list[Case]] = defaultdict(list)
    seen: set[str] = set()
    cases: list[Case] = []
    staff = {unit: [officer.name for officer in squad_of(roster, unit)] for unit in COUNTS}
    events = [(event.day, unit, event) for unit in COUNTS for event in _events(rng, unit)]
    for _, unit, event in sorted(events, key=lambda item: (item[0], item[1], item[2].offence.code, item[2].street)):
        party = _party(rng, folk, unit, event, history)
        case = _case(rng, unit, event, party, clauses, staff[unit], history, seen)
        if case.outcome == PUNISHED:
            history[party.name, case.clause.code].append(case)
        seen.add(party.name)
        cases.append(case)
    return cases


def _events(rng: Random, unit: str) -> list[_Event]:
    months = [0.0 if month in SILENT.get(unit, ()) else MONTHS[month - 1] for month in range(1, 13)]
    names, weights = zip(*MIX[unit].items(), strict=True)
    events: list[_Event] = []
    extra = [burst for burst in BURSTS if unit in burst.units]
    while len(events) < COUNTS[unit] - sum(burst.each for burst in extra):
        month = rng.choices(range(1, 13), months)[0]
        offence = OFFENCES[rng.choices(names, weights)[0]]
        season = offence.months[month - 1]
        day = day_in(rng, month)
        hushed = day.day > 22 and month + 1 in SILENT.get(unit, ())
        if month >= offence.from_month and not hushed and rng.random() < season / max(offence.months):
            events.append(_event(rng, unit, day, offence, None))
    for burst in extra:
        span = (burst.last - burst.first).days
        for _ in range(burst.each):
            day = burst.first + timedelta(days=rng.randint(0, span))
            events.append(_event(rng, unit, day, OFFENCES[rng.choice(burst.offences)], burst.campaign))
    return events


def _event(rng: Random, unit: str, day: date, offence: Offence, campaign: str | None) -> _Event:
    kind = rng.choices(list(offence.kinds), list(offence.kinds.values()))[0]
    street = rng.choices(STREETS[unit], (5, 3, 2))[0]
    return _Event(day, offence, kind, street, campaign)


def _party(rng: Random, folk: Townsfolk, unit: str, event: _Event, history: dict[tuple[str, str], list[Case]]) -> Party:
    """Somebody whose last case of the same kind is decided: a repeat is a repeat by every reading."""
    while True:
        trade = rng.choice(event.offence.trades[event.kind])
        if event.kind == SHOP:
            party = folk.shop(event.street, trade)
        elif event.kind == PERSON:
            party = folk.person(event.street, trade, unit)
        else:
            party = folk.company(event.street, trade)
        earlier = history[party.name, event.offence.code]
        if all(case.decision_date and case.decision_date < event.day for case in earlier):
            return party


def _case(
    rng: Random, unit: str, event: _Event, party: Party, clauses: dict[tuple[str, int], Clause],
    staff: list[str], history: dict[tuple[str, str], list[Case]], seen: set[str],
) -> Case:  # fmt: skip
    offence = event.offence
    clause = clauses[offence.code, offence.clauses[event.kind]]
    earlier = history[party.name, clause.code]
    order = _grade(rng, clause, earlier)
    first_time = party.name not in seen
    outcome = _outcome(rng, unit, event, order, first_time)
    ground = None if first_time else "违法行为轻微并及时改正，没有造成危害后果，依据行政处罚法第三十三条第一款不予处罚"
    if clause.grades and clause.grade(order).kind == "none":
        outcome, ground = SPARED, "轻微危害后果且在限期内整改完毕，责令改正，不予罚款"
    quantity = _quantity(rng, offence, order)
    fine = 0
    if outcome == PUNISHED:
        fine = draw_fine(rng, clause, order, quantity, HIGH if unit == SEVERE else USUAL)
        same = [case.fine_amount for case in earlier if case.clause == clause and case.grade_order == order]
        fine = max([fine, *same])
    on_spot = outcome == PUNISHED and fine <= simple_limit(event.kind) and rng.random() < offence.simple
    area = (rng.randint(1, 2), rng.randint(3, 8), rng.randint(10, 30))[order - 1]
    case = Case(
        unit=unit, party=party, clause=clause, street=event.street, found_date=event.day, grade_order=order,
        outcome=outcome, procedure=SIMPLE if on_spot else ORDINARY, officers=rng.sample(staff, 2),
        facts=f"{event.day.month}月{event.day.day}日，当事人" + offence.story.format(
            street=event.street, area=area, count=quantity),
        fine_amount=fine, quantity=quantity, case_source=_source(rng, event), campaign=event.campaign,
        discretion_factors=ground if outcome == SPARED else None,
    )  # fmt: skip
    settle(case, rng)
    return case


def _grade(rng: Random, clause: Clause, earlier: list[Case]) -> int:
    """Minor, ordinary or serious; who was punished before for the same is not treated more lightly."""
    if clause.grades and clause.grades[0].ordinal_min:
        return min(len(earlier) + 1, len(clause.grades))
    drawn = rng.choices((1, 2, 3), (0.58, 0.33, 0.09))[0]
    grades = len(clause.grades) or 3
    return max([min(drawn, grades), *(case.grade_order for case in earlier if case.clause == clause)])


def _outcome(rng: Random, unit: str, event: _Event, order: int, first_time: bool) -> str:
    draw = rng.random()
    if (unit, event.street, event.kind) == LENIENT and order < 3:
        return SPARED if draw < 0.55 else PUNISHED
    if draw < 0.10 and order == 1 and first_time:
        return SPARED
    if draw > 0.985:
        return DROPPED
    return PASSED_ON if draw > 0.98 and event.kind != PERSON else PUNISHED


def _quantity(rng: Random, offence: Offence, order: int) -> int | None:
    if offence.quantity is None:
        return None
    tops = (0, *offence.quantity)
    return rng.randint(tops[order - 1] + 1, tops[order])


def _source(rng: Random, event: _Event) -> str:
    if event.campaign:
        return "执法检查"
    return rng.choices(("日常巡查", "投诉举报", "数字城管", "上级交办"), (66, 22, 8, 4))[0]


def number_cases(cases: list[Case]) -> None:
    """Give case and decision numbers in the order of each unit's own book."""
    counters: dict[tuple[str, str], int] = defaultdict(int)
    for case in sorted(cases, key=lambda case: (case.unit, case.opened)):
        short, word = SHORT[case.unit], "简" if case.procedure == SIMPLE else "立"
        counters[case.unit, word] += 1
        case.case_no = f"舞城管（{short}）{word}字〔2022〕第{counters[case.unit, word]:03d}号"
        case.order_no = f"舞城管（{short}）责改字〔2022〕第{counters[case.unit, word]:03d}号"
    for case in sorted(cases, key=lambda case: (case.unit, case.decision_date or date.max, case.case_no)):
        if case.decision_date:
            short, word = SHORT[case.unit], "当罚" if case.procedure == SIMPLE else "罚决"
            if case.outcome == SPARED:
                word = "不罚"
            counters[case.unit, word] += 1
            case.decision_no = f"舞城管（{short}）{word}字〔2022〕第{counters[case.unit, word]:03d}号"
            if case.outcome == PUNISHED:
                case.receipt_no = f"{SHORT[case.unit]}{counters[case.unit, word]:05d}{word[0]}"
