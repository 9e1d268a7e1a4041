"""What a list lacks, what changed since the last, what is sent, and when a season begins."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwzf_data.analysis.prevention import change, gone, like
from fwzf_data.analysis.risk_decision import Confirmed, difference
from fwzf_data.analysis.season import seasons
from fwzf_data.analysis.short_texts import message, post, sender, to_trade
from fwzf_data.errors import BadRequest
from fwzf_data.risk_lists import Publication, publishable
from fwzf_data.settings import today

POINT = {
    "violation_code": "A1", "violation_name": "占道经营", "level": "中", "confirmed_level": "中",
    "confirmed_why": "劝导为主",
    "manifestation": "店外摆放桌椅", "party_scope": "沿街商户", "legal_basis": "《条例》第十二条",
    "consequence": "责令改正；罚款 50—200 元", "cause_analysis": None, "prevention": "普法宣传", "unit": "一中队",
}  # fmt: skip
FORMER = POINT | {"risk_level": "中", "risk_point": "占道经营"}
SAID = Publication("2022年第2版", date(2022, 6, 1), ("微信",), "截图一张")


def point(**given: Any) -> dict[str, Any]:
    return POINT | given


def test_a_complete_point_is_published() -> None:
    publishable([point()], ["2022年第1版"], SAID)


@given(st.lists(st.fixed_dictionaries({
    "violation_name": st.text(min_size=1, max_size=4),
    "legal_basis": st.sampled_from([None, "", " ", "《条例》"]),
    "consequence": st.sampled_from([None, "", "罚款"]),
    "prevention": st.sampled_from([None, "", "\t", "宣传"]),
    "confirmed_level": st.sampled_from([None, "高", "低"]),
}), min_size=1, max_size=6, unique_by=lambda one: one["violation_name"]))  # fmt: skip
def test_no_list_with_an_incomplete_point_can_be_published(points: list[dict[str, Any]]) -> None:
    names = ("legal_basis", "consequence", "prevention", "confirmed_level")
    incomplete = [one for one in points if any(not (one[name] or "").strip() for name in names)]
    if not incomplete:
        publishable(points, [], SAID)
        return
    with pytest.raises(BadRequest) as refused:
        publishable(points, [], SAID)
    assert f"{incomplete[0]['violation_name']}（缺" in str(refused.value)


@pytest.mark.parametrize(
    ("publication", "sentence"),
    [
        (Publication(" ", date(2022, 6, 1), ("微信",), "截图"), "这一版叫什么"),
        (Publication("第1版", date(2022, 6, 1), ("微信",), "截图"), "已经有了"),
        (Publication("第2版", date(2022, 6, 1), (), "截图"), "在哪里公开"),
        (Publication("第2版", date(2022, 6, 1), (" ",), "截图"), "在哪里公开"),
        (Publication("第2版", date(2022, 6, 1), ("微信",), " "), "佐证"),
    ],
)
def test_a_publication_is_said_whole(publication: Publication, sentence: str) -> None:
    with pytest.raises(BadRequest, match=sentence):
        publishable([point()], ["第1版"], publication)
    with pytest.raises(BadRequest, match="一个风险点也没有"):
        publishable([], [], SAID)


@pytest.mark.parametrize(
    "text",
    ["无", "待补充", "略", "暂无", "同上。", "详见附件", "见附件2", "（待完善）", "——", "无；待定", "/", "N/A", "未填"],
)
def test_a_word_that_only_fills_the_cell_is_no_element(text: str) -> None:
    for name, called in (("legal_basis", "处罚依据"), ("consequence", "法律后果"), ("prevention", "防控措施")):
        with pytest.raises(BadRequest, match=f"占道经营（缺{called}）"):
            publishable([point(**{name: text})], [], SAID)


def test_a_text_that_says_something_is_an_element_whatever_words_it_begins_with() -> None:
    publishable(
        [
            point(
                consequence="无证的没收工具",
                prevention="略加提醒、定期回访",
                legal_basis="详见附件所列《条例》第十二条",
            )
        ],
        [],
        SAID,
    )


def test_nothing_is_published_on_a_day_that_is_not_yet() -> None:
    publishable([point()], [], Publication("第2版", today(), ("微信",), "截图"))
    with pytest.raises(BadRequest, match="还没有到"):
        publishable([point()], [], Publication("第2版", today() + timedelta(days=1), ("微信",), "截图"))


def test_what_changed_since_the_last_version_is_said_with_the_reason() -> None:
    assert change(point(), FORMER) is None
    assert change(point(), None) == "新增"
    assert change(point(level="低", confirmed_why="连续两年没有"), FORMER) == "等级由中改为低（连续两年没有）"
    assert (
        change(point(level="低", confirmed_why=None, prevention="宣传、回访"), FORMER) == "等级由中改为低；措施有改动"
    )
    assert change(point(level=None), FORMER) is None
    assert change(point(level="高", confirmed_level=None, confirmed_why=None), FORMER) == "建议等级由中改为高"
    assert gone([point(violation_code="B1")], [FORMER]) == ["占道经营"]


def test_points_outside_the_catalogue_are_told_by_what_they_are_called() -> None:
    kept, new = ({"violation_code": None, "violation_name": name} for name in ("无照经营", "违规充电"))
    before = [
        {"violation_code": None, "risk_point": "过期食品"},
        {"violation_code": None, "risk_point": "无照 经营"},
        {"violation_code": "A1", "risk_point": "流动摊贩"},
        {"violation_code": "A1", "risk_point": "占道经营"},
    ]
    assert like(kept, before) is before[1]
    assert like(new, before) is None
    assert like(point(), before) is before[3], "of two on one violation the one called alike"
    assert like(point(violation_name="摆摊"), before) is before[2]
    assert gone([kept, new, point()], before) == ["过期食品"]


def test_a_short_message_says_what_it_costs() -> None:
    made = message(point())
    assert made.text == f"{sender()}提示：占道经营属违法行为，可能被责令改正。请对照自查。"
    assert (made.length, made.messages) == (35, 1)
    assert message(point(consequence=None)).text == f"{sender()}提示：占道经营属违法行为。请对照自查。"
    long = message(point(violation_name="长" * 60, consequence="罚" * 60))
    assert long.length <= 70
    assert to_trade("餐饮", ["甲" * 30, "乙" * 30, "丙" * 30, "丁"]).messages == 2


@pytest.mark.parametrize(
    ("consequence", "said"),
    [
        ("责令改正，处50元以上200元以下罚款", "，可能被责令改正，处50元以上200元以下罚款"),
        ("责令改正，应当处10000元以上100000元以下罚款", "，可能被责令改正"),
        ("应当处10000元以上100000元以下罚款", "，可能被罚款"),
        ("处置单位：罚款 5,000—50,000 元；个人：罚款 200 元", "，可能被罚款"),
        ("罚" * 20, ""),
        ("逾期不改正的，处200元以上1000元以下罚款", "，可能被处200元以上1000元以下罚款"),
        ("逾期不改正的处200元以上1000元以下罚款", "，可能被处200元以上1000元以下罚款"),
        ("责令改正，逾期不改正的，处200元罚款", "，可能被责令改正"),
        ("对单位处1万元以上10万元以下罚款", "，可能被罚款"),
        ("对违法行为人处50元罚款", "，可能被处50元罚款"),
        ("情节严重的，对单位处1万元以上10万元以下罚款", "，可能被罚款"),
        ("由城市管理部门责令限期改正，可以并处200元罚款", "，可能被责令限期改正，处200元罚款"),
        ("责令停止违法行为，限期清理，并处2万元以上10万元以下罚款", "，可能被责令停止违法行为，限期清理"),
        ("罚款 50—200 元", "，可能被罚款 50—200 元"),
        ("罚款 500—20,000 元", "，可能被罚款 500—20,000 元"),
        ("罚款 20,000 元以下", "，可能被罚款 20,000 元以下"),
        ("不听劝阻的，罚款 200—1,000 元", "，可能被罚款 200—1,000 元"),
        ("责令改正,处1,000元罚款", "，可能被责令改正，处1,000元罚款"),
        ("处建设工程造价 5—10% 的罚款", "，可能被处建设工程造价 5—10% 的罚款"),
        ("罚款 20—100 元；罚款 50—200 元", "，可能被罚款"),
        ("承担赔偿责任", ""),
        ("略", ""),
        ("详见附件", ""),
        ("待补充。", ""),
    ],
)
def test_a_short_message_never_cuts_an_amount(consequence: str, said: str) -> None:
    assert message(point(consequence=consequence)).text == f"{sender()}提示：占道经营属违法行为{said}。请对照自查。"


def test_a_post_holds_what_the_list_holds_and_no_empty_line() -> None:
    assert post(point(manifestation=None)).text == (
        "【风险提示】占道经营\n依据：《条例》第十二条\n后果：责令改正；罚款 50—200 元\n怎样避免：普法宣传"
    )


def test_a_post_leaves_out_what_only_fills_a_cell() -> None:
    assert post(point(manifestation="无", legal_basis="同上", prevention="待补充")).text == (
        "【风险提示】占道经营\n后果：责令改正；罚款 50—200 元"
    )


@pytest.mark.parametrize(
    ("mode", "proposed", "said"),
    [
        ("matrix", "高", "确定时建议 中，现在建议 高，请再看"),
        ("matrix", "中", "建议 中，确定为 低"),
        ("gongyi-high", "高", None),
    ],
)
def test_a_confirmed_level_is_compared_with_what_its_own_mode_proposes(
    mode: str, proposed: str, said: str | None
) -> None:
    decided = Confirmed("低", "看过", "甲", datetime(2022, 7, 1, tzinfo=UTC), "中", "matrix")
    assert difference(decided, proposed, mode) == said


def spots(
    *months: int, years: int = 2, first_on: date = date(2021, 5, 21), last_on: date = date(2022, 12, 31)
) -> list[dict[str, Any]]:
    """Rows of the mart for one violation with so many records in January, February …"""
    return [
        {
            "violation_code": "A1", "violation_name": "露天烧烤", "spot_kind": "月份", "spot": f"{month:02}",
            "record_count": count, "year_count": years, "first_on": first_on, "last_on": last_on,
        }
        for month, count in enumerate(months, 1) if count
    ]  # fmt: skip


def test_a_season_is_more_than_chance_would_give() -> None:
    summer, flat, few = (
        seasons(spots(*months), date(2022, 5, 20))[0]
        for months in (
            (1, 1, 1, 1, 1, 12, 14, 10, 1, 1, 1, 1),
            (4, 5, 3, 4, 6, 4, 3, 5, 4, 4, 3, 5),
            (0, 0, 0, 0, 0, 11),
        )
    )
    assert summer.months == (6, 7, 8)
    assert summer.says == "6 月、7 月、8 月"
    assert (flat.months, flat.says) == ((), "各月差不多")
    assert (few.months, few.says) == (None, "数据不足（合计 11 次）")


def test_months_the_records_do_not_reach_are_no_reason_for_a_season() -> None:
    spring = (4, 5, 4, 12, 3)
    (short,) = seasons(spots(*spring, first_on=date(2022, 1, 3)), date(2022, 5, 15))
    assert (short.months, short.says) == (None, "数据不足（全部记录不满一年）")
    # seventeen months of records see January to May twice: twice as many there are no season
    (uneven,) = seasons(spots(8, 8, 8, 8, 8, 4, 4, 4, 4, 4, 4, 4, first_on=date(2021, 1, 1)), date(2022, 5, 31))
    assert uneven.months == ()
    # nobody has written anything down since June: the year asked about is not the year recorded
    (half,) = seasons(spots(4, 5, 4, 6, 4, 5, first_on=date(2022, 1, 3), last_on=date(2022, 6, 28)), date(2022, 12, 31))
    assert (half.months, half.says) == (None, "数据不足（全部记录不满一年）")


def test_a_reminder_says_whom_it_is_for() -> None:
    where = [
        {
            "violation_code": "A1", "spot_kind": kind, "spot": spot, "record_count": count,
            "first_on": date(2021, 5, 21), "last_on": date(2022, 12, 31),
        }
        for kind, spot, count in (
            ("街道", "人民路", 9), ("街道", "建设路", 2), ("行业", "餐饮", 7), ("行业", "零售", 7), ("行业", "其他", 1),
            ("行业", "旅店", 3),
        )
    ]  # fmt: skip
    (season,) = seasons([*where, *spots(1, 1, 1, 1, 1, 12, 14, 10, 1, 1, 1, 1)], date(2022, 5, 20))
    assert season.to_whom == "零售（7 次）、餐饮（7 次）、旅店（3 次）、人民路（9 次）、建设路（2 次）"
    (unknown,) = seasons(spots(12), date(2022, 5, 20))
    assert unknown.to_whom == ""


@pytest.mark.parametrize(
    ("as_of", "month"),
    [
        (date(2022, 5, 1), None),  # 1 June is 31 days ahead
        (date(2022, 5, 2), 6),
        (date(2022, 5, 31), 6),
        (date(2022, 6, 1), None),  # it has begun; July is the same season
        (date(2022, 8, 20), None),
    ],
)
def test_the_reminder_is_due_in_the_thirty_days_before_the_season(as_of: date, month: int | None) -> None:
    (season,) = seasons(spots(1, 1, 1, 1, 1, 12, 14, 10, 1, 1, 1, 1, years=1), as_of)
    assert season.begins(as_of, 30) == month
    assert season.says.endswith("只有一年的记录，未必年年如此")
