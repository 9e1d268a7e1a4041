"""What is said of frequencies comes from the rows that are drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fwzf_data.web import frequency


def rows(*counts: float) -> list[dict[str, Any]]:
    return [
        {
            "violation_code": f"A{n}",
            "violation_name": f"行为{n}",
            "weighted_count": Decimal(str(count)),
            "frequency_grade": "高",
        }
        for n, count in enumerate(counts)
    ]


def test_the_verdict_counts_grades_and_says_it_is_frequency_alone() -> None:
    found = rows(3, 2, 1)
    found[2]["frequency_grade"] = "低"
    assert frequency.verdict(found) == "3 种违法行为：高 2 种、低 1 种（仅按频次）"
    assert frequency.verdict([]) == "没有一条对应到违法行为目录"


@pytest.mark.parametrize(("kinds", "bars"), [(15, 15), (16, 16), (17, 16), (40, 16)])
def test_fifteen_bars_and_the_rest_as_one_last(kinds: int, bars: int) -> None:
    found = frequency.pareto_bars(rows(*[2.5] * kinds), {"A20": 4})
    assert len(found) == bars
    assert sum(bar.count for bar in found) == 2.5 * kinds
    if kinds > 16:
        assert found[-1].label == f"其他 {kinds - 15} 种"
        assert found[-1].former == (4 if kinds > 20 else 0)


def test_the_title_says_how_few_make_four_fifths() -> None:
    known = rows(8, 1, 1)
    assert frequency.pareto_title(frequency.pareto_bars(known, {}), known) == "前 1 种占全部 3 种的 80%"
    known = rows(*[1] * 40)
    assert frequency.pareto_title(frequency.pareto_bars(known, {}), known) == "40 种违法行为的加权次数"
    assert frequency.pareto_title([], []) == "0 种违法行为的加权次数"


def test_the_window_before_has_as_many_days() -> None:
    assert frequency.before(date(2022, 3, 1), date(2022, 3, 31)) == {
        "from_on": date(2022, 1, 29),
        "to_on": date(2022, 2, 28),
    }
    assert frequency.before(date(2022, 3, 1), date(2022, 3, 1)) == {
        "from_on": date(2022, 2, 28),
        "to_on": date(2022, 2, 28),
    }


def test_titles_sum_the_lines_and_name_the_longest_bar() -> None:
    may = date(2022, 5, 1)
    assert (
        frequency.change_title([("本时段", [(may, 2.5)]), ("上一时段", [(may, None)])])
        == "本时段 2.5 次，上一时段 0 次（加权）"
    )
    assert frequency.share_title("街道", [{"street": "人民路", "weighted_count": Decimal("3.000")}], "street") == (
        "各街道：人民路最多（3 次）"
    )
    assert frequency.share_title("街道", [], "street") == "各街道：没有记录"
