"""Bursts, bunching, officers and sentences: each claim is computed from the object it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import duckdb
import numpy as np
import pytest

from fwzf_data.analysis.bunching import FLAGGED, UNKNOWN, bunching
from fwzf_data.analysis.burst import calendar, scan_weeks
from fwzf_data.analysis.captions import caption, headline, how, pages_looked_at
from fwzf_data.analysis.fairness import pages
from fwzf_data.analysis.finding import findings
from fwzf_data.analysis.flags import FLAGS
from fwzf_data.analysis.officers import of_officers, shared_variance
from fwzf_data.analysis.query import Answer, ask, query
from tests.analysis.county import weekly_counts
from tests.analysis.test_fairness import YEAR_END, made  # noqa: F401

MONDAY = date(2022, 1, 3)


def told(**rows: list[dict[str, Any]]) -> Callable[..., Answer]:
    """Answers of named marts as given."""

    def answer(name: str, **_: Any) -> Answer:
        given = rows.get(name, [])
        names = tuple(given[0]) if given else ()
        return Answer(query(name), YEAR_END, {}, names, tuple(tuple(row.values()) for row in given))

    return answer


def weeks(counts: list[int], unit: str = "东中队") -> list[dict[str, Any]]:
    return [
        {
            "week_on": MONDAY + timedelta(weeks=week),
            "workday_count": 5,
            "day_off_count": 2,
            "unit": unit,
            "violation_code": "A1",
            "violation_name": "占道",
            "case_count": count,
        }
        for week, count in enumerate(counts)
    ]


def campaign(first: date, last: date, **more: Any) -> dict[str, Any]:
    given = {
        "campaign": "整治",
        "from_on": first,
        "to_on": last,
        "violation_codes": ["A1"],
        "is_known": True,
        "units": [],
    }
    return given | more


BURST = [4] * 20 + [15, 14, 16] + [4] * 29
FIRST, LAST = MONDAY + timedelta(weeks=20), MONDAY + timedelta(weeks=23) - timedelta(days=1)


def test_three_weeks_of_far_more_cases_are_found_for_the_bureau_the_unit_and_the_violation() -> None:
    found = calendar(told(enforcement_by_week=weeks(BURST)), YEAR_END)
    assert {(burst.from_on, burst.to_on, burst.count) for burst in found.bursts} == {(FIRST, LAST, 45)}
    assert found.scanned == 4
    assert "没有公布的专项行动" in found.unexplained[0].sentence


@pytest.mark.parametrize(
    ("announced", "explained"),
    [
        (campaign(FIRST, LAST), 4),
        (campaign(FIRST + timedelta(days=3), LAST - timedelta(days=3)), 4),
        (campaign(FIRST - timedelta(days=60), FIRST - timedelta(days=1)), 0),
        (campaign(FIRST, LAST, units=["西中队"]), 2),
        (campaign(FIRST, LAST, violation_codes=["B9"]), 2),
        (campaign(FIRST, LAST, violation_codes=[], is_known=False), 4),
    ],
    ids=["covers it", "within a week of it", "before it", "another unit", "another violation", "says nothing we know"],
)
def test_an_announced_campaign_explains_what_it_covers(announced: dict[str, Any], explained: int) -> None:
    found = calendar(told(enforcement_by_week=weeks(BURST), announced_campaigns=[announced]), YEAR_END)
    assert sum(burst.campaign == "整治" for burst in found.bursts) == explained
    assert len(found.unexplained) == 4 - explained


def test_a_steady_year_and_one_with_few_cases_have_no_burst() -> None:
    assert calendar(told(enforcement_by_week=weeks([4] * 52)), YEAR_END).bursts == ()
    few = calendar(told(enforcement_by_week=weeks([0] * 50 + [14, 15])), YEAR_END)
    assert (few.bursts, few.scanned) == ((), 0)
    assert calendar(told(), YEAR_END).weeks == ()


@pytest.mark.slow
def test_campaigns_are_found_and_quiet_years_stay_quiet() -> None:
    years = [np.random.default_rng([7, year]) for year in range(60)]
    assert sum(scan_weeks(weekly_counts(10, 0, year, 2.5), [5.0] * 52) is not None for year in years) >= 56
    years = [np.random.default_rng([8, year]) for year in range(60)]
    assert sum(scan_weeks(weekly_counts(10, 0, year), [5.0] * 52) is not None for year in years) <= 4


def line(unit: str, below: int, near: int) -> dict[str, Any]:
    at = {"line_kind": "听证线", "party_scope": "个人", "line_fen": 500_000}
    return {"unit": unit} | at | {"below_count": below, "near_count": near}


def test_a_unit_whose_fines_all_lie_under_the_line_is_worth_a_look() -> None:
    found = bunching(
        told(fines_near_lines=[line("东中队", 28, 30), line("西中队", 20, 40), line("北中队", 15, 30)]), YEAR_END
    )
    assert [one.unit for one in found if one.is_flagged] == ["东中队"]
    assert found[0].expected == pytest.approx(30 * 35 / 70)


def test_fewer_than_twenty_near_a_line_say_nothing() -> None:
    found = bunching(told(fines_near_lines=[line("东中队", 19, 19), line("西中队", 20, 40)]), YEAR_END)
    assert [one.verdict for one in found] == [UNKNOWN, "正常波动"] or found[0].verdict == UNKNOWN
    assert FLAGGED not in {one.verdict for one in found}
    alone = bunching(told(fines_near_lines=[line("东中队", 40, 40)]), YEAR_END)
    assert [one.verdict for one in alone] == [UNKNOWN]


def test_who_came_matters_only_as_far_as_the_scores_say() -> None:
    chance = np.random.default_rng(3)
    sizes = np.full(40, 40.0)
    nothing = shared_variance(chance.normal(0, 1, 40), sizes)
    much = shared_variance(chance.normal(0, np.sqrt(1 + 0.1 * 39), 40), sizes)
    assert nothing is not None
    assert much is not None
    assert "看不出" in nothing.sentence
    assert nothing.low == 0
    assert much.low < 0.1 < much.high
    assert shared_variance(np.zeros(2), np.ones(2)) is None


def test_every_sentence_claims_what_the_object_says(made: duckdb.DuckDBPyConnection) -> None:  # noqa: F811
    for page in pages(partial(ask, made, as_of=YEAR_END), YEAR_END, officers=True):
        said = headline(page)
        for one in page.report.comparisons:
            assert one.verdict in caption(page, one)
            assert (f"{one.unit}偏高" in said or f"{one.unit}偏低" in said) == one.is_flagged
            assert "p" not in caption(page, one).lower()
        assert [line["项目"] for line in how(page)][:3] == ["定义", "分子", "分母"]
    assert "不到 1.0 页" in pages_looked_at(50, 0.02)
    assert "数据不足" not in pages_looked_at(50, 0.02)
    assert pages_looked_at(50, 0.02, 3).endswith("另有 3 页数据不足，没有判断。")


def test_flags_join_the_findings_with_keys_of_their_own(made: duckdb.DuckDBPyConnection) -> None:  # noqa: F811
    first = findings(made, YEAR_END, {}, "F01").dicts()
    assert {row["code"] for row in first} == {"F01"}
    assert any(row["unit"] == "中队0" and "处罚率" in row["finding"] for row in first)
    assert {row["disposition"] for row in first} == {"待核"}
    assert not any("甲、乙" in row["finding"] for row in first), "no officer is named"
    again = findings(made, YEAR_END, {}, "F01").dicts()
    assert [row["finding_key"] for row in again] == [row["finding_key"] for row in first]
    assert len({row["finding_key"] for row in first}) == len(first)
    assert [rule.code for rule in FLAGS] == ["F01", "F02", "F03"]


def test_the_office_learns_how_much_goes_with_who_came_and_no_name(made: duckdb.DuckDBPyConnection) -> None:  # noqa: F811
    found = of_officers(partial(ask, made, as_of=YEAR_END), YEAR_END, indicator="punished")
    assert found is not None
    assert found.officers == 4
    assert "甲" not in found.sentence
