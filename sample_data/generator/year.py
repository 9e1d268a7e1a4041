"""The whole invented year, drawn before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from sample_data.generator import (
    catalogue,
    coercion,
    complaints,
    docket,
    guidance,
    inspections,
    parties,
    planted,
    publicity,
    registers,
)  # fmt: skip
from sample_data.generator.cases import Case

Record = dict[str, object]


@dataclass(frozen=True)
class Year:
    clauses: dict[tuple[str, int], catalogue.Clause]
    folk: parties.Townsfolk
    roster: list[registers.Officer]
    cases: list[Case]
    inspections: dict[str, list[Record]]
    complaints: list[Record]
    penalties_published: list[Record]
    permits: list[Record]
    coercions: list[Record]
    guidance: dict[str, list[Record]]
    mediations: list[Record]
    cases_planted: dict[str, list[Case]]
    planted: dict[str, list[str]]
    """What was planted → the numbers of the records it was planted in."""


def chance(seed: str, topic: str) -> Random:
    """A generator of its own for every topic, so that a change in one leaves the others as they were."""
    return Random(f"{seed} {topic}")


def draw_year(seed: str) -> Year:
    clauses = catalogue.read_catalogue()
    taken: set[str] = set()
    roster, expired = planted.expire_certificate(registers.officers(chance(seed, "人员"), taken), "四中队")
    folk = parties.Townsfolk(chance(seed, "当事人"), taken)
    cases = docket.draw_docket(chance(seed, "案件"), folk, clauses, roster)
    in_cases = planted.plant_all(chance(seed, "埋设"), cases, expired)
    docket.number_cases(cases)
    patrols = inspections.draw_inspections(chance(seed, "巡查"), cases, folk, clauses, roster)
    calls, in_calls = complaints.draw_complaints(chance(seed, "投诉"), cases, folk)
    permits, in_permits = publicity.draw_permits(chance(seed, "许可"), folk)
    seized, in_seized = coercion.draw_coercions(chance(seed, "强制"), cases)
    advice, in_advice = guidance.draw_guidance(chance(seed, "指导"), folk, roster)
    disputes, in_disputes = guidance.draw_mediations(chance(seed, "调解"), folk, roster)
    by_number = {name: sorted(case.case_no for case in found) for name, found in in_cases.items()}
    return Year(
        clauses=clauses,
        folk=folk,
        roster=roster,
        cases=cases,
        inspections=patrols,
        complaints=calls,
        penalties_published=publicity.published_penalties(cases),
        permits=permits,
        coercions=seized,
        guidance=advice,
        mediations=disputes,
        cases_planted=in_cases,
        planted=by_number | in_calls | in_permits | in_seized | in_advice | in_disputes,
    )
