"""What needs attention now: one sentence per kind, in a fixed order, and nothing where nothing is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fwzf_data.analysis.attention import HINTS, attention, year_to
from fwzf_data.analysis.captions import cases_and_filings
from fwzf_data.analysis.flags import FLAGS
from fwzf_data.analysis.query import Answer, query
from fwzf_data.rulebook import rule_value

DECEMBER = date(2022, 12, 1)
UNREPORTED = {"obligation_id": "S2", "title": "指导", "unit": "乙", "due_on": date(2022, 12, 31), "kind": "持续"}
LEAD = {
    "code": "P04",
    "title": "执法人员少于两人",
    "unit": "一中队",
    "level": "高",
    "certainty": "确定",
    "disposition": "待核",
}
LONG = LEAD | {"code": "P01", "title": "办案超过九十日", "certainty": "存疑"}
FLAGGED = LEAD | {"code": "F01", "title": "单位比较超出正常范围", "unit": "二中队", "level": "中", "certainty": "存疑"}
LATE = {"obligation_id": "S1", "title": "清单", "unit": "甲", "days_overdue": 3, "kind": "有期限"}
OPEN = {"obligation_id": "S7", "title": "总结", "unit": "甲", "due_on": date(2022, 12, 25), "kind": "有期限"}
COUNTED = {"obligation_id": "S5", "title": "培训", "unit": "全局", "due_on": date(2022, 12, 31), "kind": "计次"}
OFF = {"unit": "一中队", "verdict": "高于档次", "deviation_state": "无理由", "reason": None}
INSIDE = {"unit": "一中队", "verdict": "档内", "deviation_state": None, "reason": None}
UNKNOWN = {"unit": None, "verdict": "无法核查", "deviation_state": None, "reason": "缺基准"}
SHORT = {
    "category": "党性学习教育",
    "session_count": 1,
    "missing_count": 1,
    "status": "未达标",
    "due_on": date(2022, 12, 31),
}
RETURNED = {"file": "三月.xls", "row": 3}


class Bureau:
    """Answers by mart; a filter keeps the rows that agree with it, as the marts do."""

    def __init__(
        self,
        late: Any = (),
        coming: Any = (),
        judged: Any = (),
        short: Any = (),
        returned: Any = (),
        unreported: Any = (),
    ) -> None:
        self.rows = {"discretion_by_case": judged, "training_by_unit": short, "returned_rows": returned}
        self.of_state = {"超期": late, "未报": unreported, None: coming}

    def __call__(self, name: str, **given: Any) -> Answer:
        if name == "obligation_status":
            rows = self.of_state[given.get("status")]
        else:
            asked = {key: given[key] for key in ("verdict", "deviation_state") if key in given}
            rows = [row for row in self.rows[name] if asked.items() <= row.items()]
        names = tuple(rows[0]) if rows else ()
        return Answer(query(name), DECEMBER, given, names, tuple(tuple(row.values()) for row in rows))


def said(day: date = DECEMBER, findings: Any = (), **rows: Any) -> list[str]:
    return [entry.sentence for entry in attention(Bureau(**rows), day, findings)]


def test_nothing_wrong_says_nothing() -> None:
    assert said() == []
    assert said(judged=[INSIDE]) == []


def test_the_most_urgent_comes_first_and_five_sentences_are_all() -> None:
    bureau = Bureau([LATE], [OPEN], [OFF, UNKNOWN], [SHORT], [RETURNED], [UNREPORTED])
    pages = [entry.page for entry in attention(bureau, DECEMBER, [LEAD, LONG])]
    assert pages == ["义务清单", "培训达标", "义务清单", "义务清单", "线索处置"]
    assert len(pages) == rule_value("attention.most_sentences")
    bureau.of_state = dict.fromkeys(bureau.of_state, ())
    pages = [entry.page for entry in attention(bureau, DECEMBER, [LEAD, LONG])]
    assert pages == ["培训达标", "线索处置", "线索处置", "裁量核查清单", "裁量核查清单"]


def test_training_waits_behind_leads_until_its_last_day_is_near() -> None:
    bureau = Bureau(short=[SHORT])
    for day, first in ((date(2022, 11, 30), "线索处置"), (DECEMBER, "培训达标")):
        assert attention(bureau, day, [LEAD])[0].page == first


def test_leads_nobody_looked_into_are_counted_with_the_hints_of_statistics_among_them() -> None:
    settled = LEAD | {"disposition": "属实"}
    assert said(findings=[LEAD, LEAD, FLAGGED, settled]) == [
        "3 条线索没有人核实，重要而且确定的 2 条，一中队最多（2 条）；其中单位比较提示 1 条。"
    ]
    assert said(findings=[settled]) == []


def test_every_hint_of_statistics_has_its_short_name() -> None:
    assert set(HINTS) == {flag.code for flag in FLAGS}


def test_cases_over_ninety_days_have_a_sentence_that_leads_to_just_them() -> None:
    long, waiting = attention(Bureau(), DECEMBER, [LONG, LONG, LEAD])
    assert long.sentence == (
        "2 件案件立案超过九十日才决定或者还没有决定，一中队最多（2 件），请核实有没有扣除的时间和批准的延期。"
    )
    assert (long.count, long.filters) == (2, {"rule": "P01 办案超过九十日", "said": "待核"})
    assert waiting.filters == {"said": "待核"}


@pytest.mark.parametrize(
    ("day", "left"),
    [(date(2022, 12, 1), "还有 30 天到期"), (date(2022, 12, 31), "今天到期"), (date(2023, 1, 2), "已到期")],
)
def test_what_was_never_reported_is_said_when_the_year_is_nearly_over(day: date, left: str) -> None:
    rows = [UNREPORTED, UNREPORTED | {"obligation_id": "S3"}, UNREPORTED | {"unit": "甲"}]
    assert said(day, unreported=rows) == [
        f"2 个单位的 2 项义务（共 3 条）一次也没有报，{left}，最多的是乙（2 条），请催报。"
    ]
    assert said(date(2022, 11, 30), unreported=rows) == []


def test_the_longest_overdue_is_named() -> None:
    rows = [
        LATE,
        LATE | {"unit": "乙", "days_overdue": 9},
        LATE | {"obligation_id": "S2", "unit": "乙", "days_overdue": 1},
    ]
    assert said(late=rows) == ["2 个单位的 2 项义务（共 3 条）已超期，最久的是乙「清单」，已超 9 天，请催办。"]


def test_the_unit_with_most_deviations_is_named_and_of_equal_ones_the_first() -> None:
    rows = [INSIDE, OFF, OFF | {"unit": "二中队"}, OFF | {"unit": "二中队"}]
    assert said(judged=rows) == [
        "2022 年可核查的 4 件案件中，3 件偏离裁量基准且没有写明理由，二中队最多（2 件），请复核案卷。"
    ]
    (entry,) = attention(Bureau(judged=[OFF | {"unit": None}]), DECEMBER, ())
    assert "未填单位最多（1 件）" in entry.sentence
    assert entry.filters == {"deviation_state": "无理由", "from_on": "2022-01-01", "to_on": "2022-12-01"}


def test_what_cannot_be_checked_is_said_from_a_fifth_on() -> None:
    assert said(judged=[UNKNOWN] + [INSIDE] * 4) == [
        "2022 年已决定的 5 件案件中，1 件无法对照裁量基准，最多的原因是缺基准（1 件）。"
    ]
    assert said(judged=[UNKNOWN] + [INSIDE] * 5) == []


def test_training_that_is_short_and_training_nobody_can_judge_are_told_apart() -> None:
    unclear = SHORT | {"category": "执法业务培训", "session_count": 0, "status": "数据不足"}
    assert said(short=[SHORT, unclear]) == [
        "培训没有达到全年最低场次：党性学习教育已办 1 场，还差 1 场；执法业务培训已办 0 场，是否达标数据不足，"
        "截止 2022-12-31。"
    ]


def test_what_is_coming_names_the_nearest_and_leaves_training_to_its_own_sentence() -> None:
    assert said(coming=[COUNTED]) == []
    assert said(coming=[COUNTED, OPEN]) == [
        "30 天内有 2 个单位的 2 项义务（共 2 条）到期，最近的是「总结」，2022-12-25 到期。"
    ]


def test_returned_rows_name_the_file_with_most() -> None:
    rows = [RETURNED, RETURNED, RETURNED | {"file": "四月.xls"}]
    assert said(returned=rows) == ["2 份文件有 3 行没有入库，「三月.xls」最多（2 行），改好后重新上传即可。"]


@pytest.mark.parametrize(("day", "first"), [(date(2022, 1, 1), "2022-01-01"), (date(2023, 12, 31), "2023-01-01")])
def test_the_year_of_a_day_runs_up_to_that_day(day: date, first: str) -> None:
    assert year_to(day) == {"from_on": first, "to_on": day.isoformat()}


FIGURES = {
    "case_count": 1485,
    "unfiled_case_count": 373,
    "unfiled_simple_count": 373,
    "former_filed_count": 0,
    "later_decided_count": 0,
}


def test_why_there_are_more_cases_than_filings_is_said() -> None:
    assert cases_and_filings(FIGURES) == (
        "上面的 1,485 件按发生日（决定日期，没有的取立案日期）算，其中 1,112 件是今年立案的，"
        "373 件没有立案日期（373 件是简易程序，当场决定、不单独立案）。下面只数今年立案的。"
    )
    moved = FIGURES | {"unfiled_case_count": 0, "former_filed_count": 5, "later_decided_count": 2}
    assert "1,480 件是今年立案的，5 件是以前年度立案的；另有 2 件今年立案、发生日不在今年" in cases_and_filings(moved)
    assert cases_and_filings(FIGURES | {"unfiled_case_count": 0}) == ""
