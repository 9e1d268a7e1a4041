"""Ten years worked out by hand, boundary by boundary, in every mode; the worked examples; what changes no grade."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fwzf_data.analysis.risk_grade import GONGYI_HIGH, GONGYI_LOW, MATRIX, Scale, grade, sensitivity

DAY = date(2022, 12, 31)
SCALE = Scale.on(DAY)
QUIET: dict[str, Any] = {
    "case_count": 0, "inspected_count": 0, "weighted_count": Decimal(0), "known_total": Decimal(1000),
    "top_street": None, "top_street_count": None, "top_trade": None, "top_trade_count": None,
    "top_month": None, "top_month_count": None, "month_count": 12, "is_safety": False, "ceiling_level": 1,
    "harmful_count": 0, "mild_count": 0, "refused_count": 0, "repeat_count": 0, "grave_count": 0,
}  # fmt: skip


def counts(**given: Any) -> dict[str, Any]:
    """A violation of a year in which 1000 weighted times were counted in all."""
    return QUIET | {"weighted_count": Decimal(given.get("case_count", 0))} | given


YEARS = [
    # what it is, its counts, (frequency, harm, form), score, matrix, 巩义 high first, 巩义 low first
    (
        "占道经营：天天有，轻微，当场改正",
        {"case_count": 300, "mild_count": 240, "ceiling_level": 2},
        (4, 2, 1), "2.45", "中", "高", "低",
    ),
    (
        "未取得燃气许可：一件，重罚",
        {"case_count": 1, "grave_count": 1, "ceiling_level": 4, "is_safety": True},
        (1, 4, 4), "2.95", "高", "高", "低",
    ),
    (
        "宠物粪便：几件，都当场改正",
        {"case_count": 4, "mild_count": 4, "ceiling_level": 1},
        (2, 1, 1), "1.35", "低", "低", "低",
    ),
    (
        "渣土遗撒：多发，拒不改正",
        {"case_count": 12, "refused_count": 1, "ceiling_level": 2, "is_safety": True},
        (3, 3, 3), "3.00", "高", "高", "高",
    ),
    (
        "损坏树木：几件，普通程序",
        {"case_count": 5, "mild_count": 3, "ceiling_level": 3},
        (2, 3, 2), "2.40", "中", "中", "中",
    ),
    (
        "大型户外广告：一件，上限很高",
        {"case_count": 1, "ceiling_level": 4},
        (1, 4, 2), "2.45", "中", "低", "低",
    ),
    (
        "露天烧烤：罚的是餐饮单位，上限两万元",
        {"case_count": 12, "mild_count": 10, "ceiling_level": 2},
        (3, 2, 1), "2.10", "中", "高", "低",
    ),
    (
        "露天烧烤：罚的是个人，同样的上限对个人是最重的一级",
        {"case_count": 12, "mild_count": 10, "ceiling_level": 4},
        (3, 4, 1), "2.90", "高", "高", "低",
    ),
    (
        "正好到高：频率三、危害三、形式二为2.75，差一点",
        {"case_count": 10, "ceiling_level": 3},
        (3, 3, 2), "2.75", "中", "高", "高",
    ),
    (
        "正好到中：频率四、危害一、形式一为2.05",
        {"case_count": 30, "mild_count": 24, "ceiling_level": 1},
        (4, 1, 1), "2.05", "中", "高", "低",
    ),
    (
        "下限：重大处罚但少，得分不到中也是中",
        {"case_count": 2, "grave_count": 1, "ceiling_level": 1},
        (1, 1, 4), "1.75", "中", "高", "低",
    ),
    (
        "下限：重大处罚且多发为高，得分不到高",
        {"case_count": 10, "grave_count": 1, "ceiling_level": 1},
        (3, 1, 4), "2.45", "高", "高", "高",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "given", "scores", "score", "matrix", "high_first", "low_first"), YEARS, ids=[year[0] for year in YEARS]
)
def test_a_year_worked_out_by_hand(what, given, scores, score, matrix, high_first, low_first):
    row = counts(**given)
    found = grade(row, SCALE)
    assert (found.frequency, found.harm, found.form) == scores
    assert found.score == Decimal(score)
    levels = [grade(row, SCALE, mode).level for mode in (MATRIX, GONGYI_HIGH, GONGYI_LOW)]
    assert levels == [matrix, high_first, low_first]


@pytest.mark.parametrize(
    ("count", "total", "level"),
    [
        ("0", "0", 1), ("2.5", "1000", 1), ("3", "1000", 2), ("9.5", "1000", 2), ("10", "1000", 3),
        ("29.5", "1000", 3), ("30", "1000", 4), ("1", "20", 3), ("0.5", "10.5", 1), ("3", "20", 4), ("2.5", "17", 3),
    ],
)  # fmt: skip
def test_frequency_reaches_a_level_at_its_limit_by_count_or_by_share(count, total, level):
    row = counts(weighted_count=Decimal(count), known_total=Decimal(total), inspected_count=5)
    assert grade(row, SCALE).frequency == level


@pytest.mark.parametrize(
    ("place", "count", "most", "months", "level"),
    [
        ("street", "6", "3", 12, 3), ("street", "6", "2.5", 12, 2), ("street", "5.5", "5.5", 12, 2),
        ("trade", "9.5", "5", 12, 3), ("month", "6", "3", 3, 3), ("month", "6", "6", 2, 2),
        ("street", "40", "40", 12, 4),
    ],
)  # fmt: skip
def test_half_of_six_times_in_one_place_trade_or_month_raises_frequency_by_one(place, count, most, months, level):
    where = {f"top_{place}": "某处", f"top_{place}_count": Decimal(most), "month_count": months}
    assert grade(counts(weighted_count=Decimal(count), inspected_count=5, **where), SCALE).frequency == level


@pytest.mark.parametrize(
    ("ceiling", "is_safety", "harmful", "harm"),
    [(1, False, 2, 1), (1, False, 3, 2), (4, False, 3, 4), (1, True, 0, 3), (2, True, 3, 4), (4, True, 0, 4),
     (None, True, 0, 3), (None, False, 9, None)],
)  # fmt: skip
def test_harm_is_the_ceiling_at_least_three_for_public_safety_one_more_for_recorded_harm(
    ceiling, is_safety, harmful, harm
):
    row = counts(case_count=5, ceiling_level=ceiling, is_safety=is_safety, harmful_count=harmful)
    assert grade(row, SCALE).harm == harm


@pytest.mark.parametrize(
    ("handled", "form"),
    [
        ({"mild_count": 8}, 1), ({"mild_count": 7}, 2), ({"mild_count": 10, "repeat_count": 1}, 1),
        ({"mild_count": 10, "repeat_count": 2}, 3), ({"mild_count": 10, "refused_count": 1}, 3),
        ({"mild_count": 10, "refused_count": 1, "grave_count": 1}, 4), ({}, 2),
    ],
)  # fmt: skip
def test_form_of_ten_cases(handled, form):
    assert grade(counts(case_count=10, **handled), SCALE).form == form


def test_zero_cases_and_few_inspections_are_too_little_data_and_not_low():
    assert grade(counts(inspected_count=4), SCALE).level == "数据不足"
    assert grade(counts(inspected_count=5), SCALE).level == "低"
    assert grade(counts(case_count=1), SCALE).level == "低"


def test_a_violation_without_a_statutory_range_is_not_graded():
    found = grade(counts(case_count=50, ceiling_level=None), SCALE)
    assert (found.level, found.score) == ("数据不足", None)


def test_frequency_is_unstable_only_where_the_interval_of_the_share_crosses_a_limit_that_decides():
    assert grade(counts(case_count=4, known_total=Decimal(85)), SCALE).is_unstable
    assert not grade(counts(case_count=4, known_total=Decimal(1000)), SCALE).is_unstable
    assert not grade(counts(case_count=30, known_total=Decimal(200)), SCALE).is_unstable, "by count alone it is four"


def test_the_score_is_exact_at_its_limits():
    """0.35·2 + 0.40·2 + 0.25·2 is 2.0: binary fractions would make it less on some machines."""
    assert grade(counts(case_count=4, ceiling_level=2), SCALE).level == "中"


def test_a_grade_that_another_weight_would_change_says_so():
    near = counts(case_count=30, mild_count=30, ceiling_level=1)
    assert sensitivity(near, SCALE, Decimal("0.1")) == {"频率权重减10%": "低"}
    clear = counts(case_count=300, grave_count=10, ceiling_level=4)
    assert sensitivity(clear, SCALE, Decimal("0.1")) == {}


def test_each_grade_names_the_rule_that_decided():
    assert grade(counts(case_count=10, grave_count=1), SCALE).rule == "下限：有重大处罚、强制或移送且多发，定为高"
    assert grade(counts(case_count=4, ceiling_level=2), SCALE).rule == "得分 2.00"
    assert grade(counts(case_count=30, mild_count=30), SCALE, GONGYI_HIGH).rule == "巩义：易发、高发、多发"
    assert (
        grade(counts(case_count=30, mild_count=30), SCALE, GONGYI_LOW).rule
        == "巩义：多为简易程序、当场改正或不予处罚，或者没有立案"
    )
    assert grade(counts(case_count=4), SCALE, GONGYI_LOW).rule == "巩义：高、低各条都不符合"


def test_a_ceiling_lowers_what_other_weights_would_call_high():
    """Under the default weights it cannot bite (the score of a frequent trifle is 2.05); with others it does."""
    leaning = SCALE.leaning("frequency", Decimal(9))
    found = grade(counts(case_count=300, mild_count=300), leaning)
    assert (found.level, found.rule) == ("中", "上限：轻微且及时改正，不高于中")
