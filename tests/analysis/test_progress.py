"""Obligations summed over the units that owe them."""

from datetime import date

import pytest

from fwzf_data.analysis.progress import by_obligation, by_unit, late_words

APRIL, MAY = date(2022, 4, 30), date(2022, 5, 31)


def row(obligation_id, unit, status, due_on=APRIL, days_overdue=None, kind="有期限", share=None):
    return {
        "kind": kind,
        "share": share,
        "phase_from": date(2022, 4, 1),
        "obligation_id": obligation_id,
        "title": obligation_id,
        "phase": None,
        "unit": unit,
        "status": status,
        "due_on": due_on,
        "days_overdue": days_overdue,
    }


def test_what_is_late_comes_first_then_by_date():
    lines = by_obligation(
        [
            row("S1", "甲", "已完成"),
            row("S2", "甲", "未到期", None),
            row("S3", "甲", "超期", MAY, 3),
            row("S4", "甲", "未到期", MAY),
        ]
    )
    assert [line.obligation_id for line in lines] == ["S3", "S1", "S4", "S2"]


def test_the_words_count_units_where_several_owe_it():
    several, single = by_obligation(
        [
            row("S1", "甲", "超期", days_overdue=2),
            row("S1", "乙", "已完成"),
            row("S1", "丙", "超期", days_overdue=9),
            row("S2", "甲", "进行中"),
        ]
    )
    assert several.words == "超期 2 · 已完成 1"
    assert single.words == "进行中"
    assert several.longest_overdue == 9


def test_days_of_a_late_completion_are_not_days_overdue():
    (line,) = by_obligation([row("S1", "甲", "已完成", days_overdue=4)])
    assert (line.is_late, line.longest_overdue, line.done_share) == (False, 0, 1.0)


def test_nothing_late_is_said_in_words():
    assert (late_words(0), late_words(3)) == ("没有单位超期", "3 项有单位超期")


def test_no_rows_make_no_lines():
    assert by_obligation([]) == []


def test_one_overdue_duty_is_reason_enough_to_propose_a_notice():
    late, done = by_unit([row("S1", "乙", "已完成"), row("S1", "甲", "超期", days_overdue=1)], date(2022, 5, 1))
    assert (late.unit, late.reasons) == ("甲", ("1 项超期", "有期限的义务平均做到 0%，时间已过 100%"))
    assert (done.unit, done.is_slow) == ("乙", False)


@pytest.mark.parametrize(
    ("num", "day", "slow"),
    [(0, 13, False), (0, 14, True), (1, 28, False), (1, 29, True)],
)
def test_behind_is_more_than_twenty_points_behind_the_time(num, day, slow):
    """April 1 to May 31 are sixty days: 12 of them are exactly twenty points."""
    half = row("S5.2", "甲", "进行中", MAY, kind="计次", share={"num": num, "den": 4})
    (line,) = by_unit([half], date(2022, 4, day))
    assert line.is_slow is slow


def test_a_claim_without_evidence_and_a_duty_without_end_are_no_progress():
    (line,) = by_unit(
        [
            row("S1", "甲", "报称完成无佐证", MAY),
            row("S2", "甲", "已完成", kind="持续"),
            row("S3", "甲", "未到期", None),
        ],
        date(2022, 4, 1),
    )
    assert (line.hard, line.progress, line.time, line.is_slow) == (1, 0.0, 0.0, False)
    assert by_unit([], date(2022, 4, 1)) == []
