"""The effect of publication and guidance: no fall where nothing changed, no rise because patrols doubled."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest

from fwzf_data.analysis.effect import FALLING, LAST_YEAR, ONE_YEAR, RISING, TOO_FEW, UNSEEN, judged, periods
from fwzf_data.analysis.facts import build_facts, needed_facts, write_rules
from fwzf_data.analysis.published import answer
from fwzf_data.analysis.query import query
from fwzf_data.intake.schema import create_base_tables
from fwzf_data.rulebook import rule_value
from tests.analysis.offences import Town, verdicts
from tests.queries.conftest import Bench
from tests.queries.drawn import Drawn

AS_OF = date(2022, 12, 31)
PUBLISHED = date(2022, 5, 1)
SERIES = 1500
ELEMENTS = ("《条例》", "罚款", "宣传")
QUIET = {
    "steady": Town(),
    "rare": Town(mean=3),
    "in bursts": Town(burst=0.2),
    "patrols double": Town(patrols=2),
    "patrols double, in bursts": Town(patrols=2, burst=0.2),
    "patrols halve": Town(patrols=0.5, burst=0.1),
    "a season in one year": Town(season=0.2),
    "falling anyway in one year": Town(fall=0.2),
    "a strong season in two years": Town(season=0.6, years=2),
    "a strong season in bursts in two years": Town(season=0.6, burst=0.2, years=2),
    "falling anyway in two years": Town(fall=0.3, years=2),
    "patrols double in two years": Town(patrols=2, burst=0.1, years=2),
}


@pytest.fixture
def bench():
    with duckdb.connect(":memory:") as connection:
        create_base_tables(connection)
        write_rules(connection)
        made = Bench(connection)
        made.given("violation", Drawn(("violation_code", "clause_no", "name"), (("A1", "1", "占道经营"),)))
        yield made


def given_inspections(bench: Bench, first: date, last: date, rates: dict[date, tuple[int, int]]) -> None:
    """Each day so many inspections, so many of which found something; ``rates``: from a day on."""
    rows = []
    for place in range((last - first).days + 1):
        day = first + timedelta(days=place)
        inspections, every = next(rate for since, rate in sorted(rates.items(), reverse=True) if since <= day)
        for number in range(inspections):
            is_found = (place * inspections + number) % every == 0
            rows.append((f"{day}-{number}", f"店{number}", "占道经营" if is_found else None,
                         "责令整改" if is_found else "未发现问题", str(day)))  # fmt: skip
    bench.given(
        "inspection", Drawn(("inspection_no", "object_name", "violation", "check_result", "check_date"), tuple(rows))
    )


def given_published(bench: Bench, *days: str) -> None:
    rows = tuple(("A1", "占道经营", str(number), day, *ELEMENTS) for number, day in enumerate(days))
    names = ("violation_code", "risk_point", "version", "published_on", "legal_basis", "consequence", "measure")
    bench.given("risk_list", Drawn(names, rows))


def effect(bench: Bench, as_of: date = AS_OF, **chosen: str) -> list[dict[str, object]]:
    for name in ("interventions", "violation_days", "occurrence_list", "complaint_list"):
        build_facts(bench.connection, needed_facts(query(name).reads))
    return answer(bench.connection, "prevention_effect", as_of=as_of, **chosen).dicts()


@pytest.mark.parametrize("name", QUIET)
def test_without_an_effect_a_fall_is_said_at_most_as_often_as_declared(name):
    declared = rule_value("effect.alpha") / 2
    found = verdicts(QUIET[name], judged, SERIES, seed=20221)
    assert found.get(FALLING, 0) <= declared * SERIES
    assert found.get(RISING, 0) <= declared * SERIES


def test_a_real_fall_is_seen_more_often_the_larger_and_the_longer_known_it_is():
    seen = {
        (effect, years): verdicts(Town(mean=20, effect=effect, burst=0.05, years=years), judged, 300, seed=7).get(
            FALLING, 0
        )
        for effect in (0.7, 0.3)
        for years in (1, 2)
    }
    assert seen[0.7, 1] < seen[0.3, 1]
    assert seen[0.7, 2] < seen[0.3, 2]
    assert seen[0.3, 1] > 0.8 * 300


@pytest.mark.parametrize(
    ("before", "after", "verdict", "why"),
    [
        ([(10, 1.0)] * 2, [(10, 1.0)] * 8, TOO_FEW, "之前 2 段、之后 8 段，各要 3 段"),
        ([(10, 1.0)] * 3, [(10, 1.0)] * 3, UNSEEN, "差别可能是偶然"),
        ([(1, 1.0)] * 4, [(1, 1.0)] * 5, TOO_FEW, "前后合计不到 10 次"),
        ([(1, 1.0)] * 5, [(1, 1.0)] * 5, UNSEEN, "差别可能是偶然"),
        ([(100, 1.0)] * 4, [(80, 1.0)] * 8, UNSEEN, "超出偶然，但季节也可能造成这样的差别"),
        ([(100, 1.0)] * 4, [(30, 1.0)] * 8, FALLING, "降得超出偶然和季节可能造成的"),
        ([(30, 1.0)] * 4, [(100, 1.0)] * 8, RISING, "升得超出偶然和季节可能造成的"),
        ([(9, 1.0)] * 4, [(0, 1.0)] * 8, FALLING, "降得超出偶然和季节可能造成的"),
    ],
)
def test_one_year_is_judged_with_room_for_the_season(before, after, verdict, why):
    found = judged(before, after, None, AS_OF)
    assert (found[1], found[3]) == (verdict, why)
    assert found[2] == (None if verdict == TOO_FEW else ONE_YEAR)


def test_the_year_before_takes_the_season_away_and_needs_data_of_its_own():
    before, after = [(100, 1.0)] * 4, [(60, 1.0)] * 8
    assert judged(before, after, (before, after), AS_OF)[1:3] == (UNSEEN, LAST_YEAR)
    assert judged(before, after, (before, before), AS_OF)[1:3] == (FALLING, LAST_YEAR)
    assert judged(after, before, (before, before), AS_OF)[1:3] == (RISING, LAST_YEAR)
    assert judged(before, after, (before[:2], after), AS_OF)[2] == ONE_YEAR
    assert judged(before, after, ([(0, 1.0)] * 4, [(1, 1.0)] * 9), AS_OF)[2] == ONE_YEAR


def test_patrols_that_double_at_the_day_are_neither_rise_nor_fall(bench):
    given_inspections(bench, date(2022, 1, 1), AS_OF, {date(2022, 1, 1): (5, 7), PUBLISHED: (10, 7)})
    given_published(bench, "2022-05-01")
    (found,) = effect(bench)
    before, after = found["before_rate"], found["after_rate"]
    assert after["num"] > 3 * before["num"] > 0
    assert found["verdict"] == UNSEEN
    assert 0.9 < found["ratio"] < 1.1
    assert (found["counted_over"], found["compared_with"]) == ("每次检查", ONE_YEAR)


def test_less_found_per_inspection_is_a_fall_whatever_the_patrols(bench):
    given_inspections(bench, date(2022, 1, 1), AS_OF, {date(2022, 1, 1): (5, 5), PUBLISHED: (10, 25)})
    given_published(bench, "2022-05-01")
    (found,) = effect(bench)
    assert found["verdict"] == FALLING
    assert found["ratio_high"] < 1 / 1.5
    counted = [
        [period for _, period in part]
        for part in periods(
            lambda name, **given: answer(bench.connection, name, as_of=AS_OF, **given), AS_OF,
            violation_code="A1", intervention="公布清单", after_on=PUBLISHED, counted="检查发现",
        )
    ]  # fmt: skip
    assert [len(part) for part in counted] == [4, 8]
    assert sum(count for count, _ in counted[0]) == found["before_rate"]["num"]
    listed = bench.ask("occurrence_list", violation_code="A1", counted="检查发现",
                       from_on=found["before_from"], to_on=found["after_to"])  # fmt: skip
    assert len(listed.rows) == found["before_rate"]["num"] + found["after_rate"]["num"]


def test_a_later_publication_ends_the_time_after_the_first_and_begins_the_one_before_the_second(bench):
    given_inspections(bench, date(2022, 1, 1), AS_OF, {date(2022, 1, 1): (5, 5)})
    given_published(bench, "2022-05-01", "2022-09-01", "2022-09-01")
    first, second = effect(bench)
    assert (first["after_on"], second["after_on"]) == (PUBLISHED, date(2022, 9, 1))
    assert first["after_to"] < date(2022, 9, 1)
    assert second["before_from"] >= PUBLISHED


def test_a_month_of_publication_belongs_to_neither_side(bench):
    given_inspections(bench, date(2022, 1, 1), AS_OF, {date(2022, 1, 1): (5, 5)})
    given_published(bench, "2022-05")
    assert bench.ask("interventions").only(["before_on", "after_on"]).rows == (("2022-05-01", "2022-06-01"),)
    (found,) = effect(bench)
    assert (found["before_from"], found["after_on"]) == (date(2022, 1, 9), date(2022, 6, 1))


def test_the_year_before_is_used_where_it_was_recorded_and_nothing_was_published_then(bench):
    given_inspections(bench, date(2021, 1, 1), AS_OF, {date(2021, 1, 1): (5, 5)})
    given_published(bench, "2022-05-01")
    assert effect(bench)[0]["compared_with"] == LAST_YEAR
    given_published(bench, "2021-05-01")
    assert [found["compared_with"] for found in effect(bench)] == [ONE_YEAR, ONE_YEAR]


def given_cases(bench: Bench, every: float, every_after: float) -> None:
    """A case each so many days, before and after publication, none of them linked to an inspection."""
    days = [date(2022, 1, 1) + timedelta(days=int(n * every)) for n in range(int(120 / every))]
    days += [PUBLISHED + timedelta(days=int(n * every_after)) for n in range(int(244 / every_after))]
    rows = tuple((str(n), "占道经营", str(day)) for n, day in enumerate(days))
    bench.given("penalty_case", Drawn(("case_no", "cause", "found_date"), rows))


def test_without_any_inspection_cases_are_counted_over_days_and_say_so(bench):
    given_cases(bench, 5, 5)
    given_published(bench, "2022-05-01")
    (found,) = effect(bench)
    assert (found["counted"], found["counted_over"], found["verdict"]) == ("其他案件", "每天", UNSEEN)


@pytest.mark.parametrize(
    ("patrols_after", "every_after", "verdict"),
    [
        (10, 2, UNSEEN),  # patrols double, cases that do not come from them stay
        (10, 1, UNSEEN),  # both double
        (2, 5, UNSEEN),  # both fall
        (5, 8, FALLING),
        (5, 0.5, RISING),
    ],
)
def test_a_case_without_its_inspection_falls_or_rises_only_over_days_and_over_inspections(
    bench, patrols_after, every_after, verdict
):
    given_inspections(bench, date(2022, 1, 1), AS_OF, {date(2022, 1, 1): (5, 10**6), PUBLISHED: (patrols_after, 10**6)})
    given_cases(bench, 2, every_after)
    given_published(bench, "2022-05-01")
    assert {row["counted"]: row["verdict"] for row in effect(bench)}["其他案件"] == verdict


def test_the_patrols_after_another_violation_change_nothing(bench):
    bench.given("violation", Drawn(("violation_code", "clause_no", "name"), (("A2", "1", "未安检燃气"),)))
    given_inspections(bench, date(2022, 1, 1), AS_OF, {date(2022, 1, 1): (5, 5)})
    rows = tuple(
        (f"{day}气{number}", "气站", "未安检燃气", "未发现问题" if number % 3 else "责令整改", str(day))
        for day in (date(2022, 1, 1) + timedelta(days=place) for place in range(365))
        for number in range(12 if day >= PUBLISHED else 3)
    )
    names = ("inspection_no", "object_name", "violation", "check_result", "check_date")
    bench.given("inspection", Drawn(names, rows))
    given_published(bench, "2022-05-01")
    found = {row["violation_code"]: row for row in effect(bench)}
    assert (found["A1"]["verdict"], found["A1"]["after_rate"]["den"]) == (UNSEEN, 8 * 28 * 5)


def test_findings_that_fall_while_complaints_rise_tell_nothing(bench):
    given_inspections(bench, date(2022, 1, 1), AS_OF, {date(2022, 1, 1): (5, 5), PUBLISHED: (5, 25)})
    days = [date(2022, 1, 1) + timedelta(days=4 * n) for n in range(30)]
    days += [PUBLISHED + timedelta(days=n) for n in range(240)]
    rows = tuple((str(n), "占道经营", f"{day} 08:00:00") for n, day in enumerate(days))
    bench.given("complaint", Drawn(("complaint_no", "category", "accept_date"), rows))
    given_published(bench, "2022-05-01")
    assert {(row["verdict"], row["why"]) for row in effect(bench)} == {
        (UNSEEN, "检查发现下降、有效投诉上升，方向相反")
    }  # fmt: skip


def test_a_day_that_is_not_yet_or_without_data_before_it_is_no_verdict(bench):
    given_inspections(bench, date(2022, 4, 1), AS_OF, {date(2022, 1, 1): (5, 5)})
    given_published(bench, "2022-05-01", "2023-05-01")
    (found,) = effect(bench)
    assert (found["verdict"], found["why"]) == (TOO_FEW, "之前 1 段、之后 8 段，各要 3 段")
    assert effect(bench, as_of=date(2022, 4, 30)) == []


def test_complaints_are_a_series_of_their_own_and_guidance_counts_from_its_first_day(bench):
    given_inspections(bench, date(2022, 1, 1), AS_OF, {date(2022, 1, 1): (5, 5)})
    rows = tuple((str(n), "占道经营", f"{date(2022, 1, 1) + timedelta(days=3 * n)} 08:00:00") for n in range(120))
    bench.given("complaint", Drawn(("complaint_no", "category", "accept_date"), rows))
    guided = (("1", "甲店", "占道经营", "2022-06-01"), ("2", "乙店", "占道经营", "2022-08-01"))
    bench.given("guidance", Drawn(("guidance_no", "party_name", "topic", "guidance_date"), guided))
    found = effect(bench, intervention="开展指导")
    assert [(row["counted"], row["counted_over"], row["after_on"], row["verdict"]) for row in found] == [
        ("有效投诉", "每天", date(2022, 6, 1), UNSEEN),
        ("检查发现", "每次检查", date(2022, 6, 1), UNSEEN),
    ]


def test_nothing_published_is_nothing_to_judge(bench):
    assert effect(bench) == []


@pytest.mark.parametrize(("last_on", "verdict"), [(date(2022, 5, 20), TOO_FEW), (AS_OF, FALLING)])
def test_a_ledger_that_stops_is_no_fall_while_others_go_on(bench, last_on, verdict):
    given_inspections(bench, date(2022, 1, 1), AS_OF, {date(2022, 1, 1): (5, 5)})
    days = [date(2022, 1, 1) + timedelta(days=n) for n in range(130)]
    rows = [(f"T{n}", "占道经营", f"{day} 08:00:00") for n, day in enumerate(days)]
    # the last one is of something else: the ledger is kept until then
    rows.append(("T", "别的事", f"{last_on} 08:00:00"))
    bench.given("complaint", Drawn(("complaint_no", "category", "accept_date"), tuple(rows)))
    given_published(bench, "2022-05-01")
    (found,) = (row for row in effect(bench) if row["counted"] == "有效投诉")
    assert found["verdict"] == verdict
    changed = answer(bench.connection, "violation_change", as_of=AS_OF, from_on=date(2022, 7, 1)).dicts()[0]
    assert ("有效投诉下降" in changed["why"]) == (verdict == FALLING)
