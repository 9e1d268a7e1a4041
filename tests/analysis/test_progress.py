"""Obligations summed over the units that owe them."""

from datetime import date

from fwzf_data.analysis.progress import by_obligation, late_words

APRIL, MAY = date(2022, 4, 30), date(2022, 5, 31)


def row(obligation_id, unit, status, due_on=APRIL, days_overdue=None):
    return {
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
