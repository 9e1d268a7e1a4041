"""案由归并 over a small year: the share matched, a text a person decides on, and what lies behind the numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from fwzf_data.store.home import Home
from fwzf_data.web import meaning
from tests.pages.conftest import Open, desk, pointed_at, texts, turned
from tests.pages.small_year import LEDGERS, load_year

CAUSES = "pages/enforcement/causes.py"
MATCHED = "pages/enforcement/matched.py"
STREET_TRADE = "擅自占用城市道路、地下通道及其他公共场所设摊经营、兜售物品"
HOTLINE = {
    "violation": f"""
        violation_code | clause_no | name           | penalty_kind | min_yuan | max_yuan | fine_is | law  | article
        ---------------+-----------+----------------+--------------+----------+----------+---------+------+--------
        SR08           | 1         | {STREET_TRADE} | range        | 100      | 1000     | 应当    | 条例 | 第一条
    """,
    "complaint": """
        complaint_no | content                                                 | accept_date
        -------------+---------------------------------------------------------+--------------------
        T1           | 人行道上有人摆摊卖菜                                    | 2022-04-01 08:00:00
        T2           | 咨询在路边摆摊要什么手续，我的电话13812345678           | 2022-04-02 08:00:00
        T3           | 楼上漏水                                                | 2022-04-03 08:00:00
    """,
}


@pytest.fixture
def hotline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    load_year(tmp_path / "home", tmp_path, HOTLINE)
    return next(pointed_at(tmp_path / "home", monkeypatch))


def said(app: AppTest) -> str:
    return texts(app).replace("\\", "")


def test_the_share_matched_stands_over_everything(year: Home, open_page: Open) -> None:
    app = open_page(CAUSES)
    assert "对应到目录：案件 9/10（90%），检查 1/1（100%）" in texts(app)
    assert app.dataframe[0].value[["event_kind", "unmatched_count"]].values.tolist() == [["案件", 1], ["检查", 0]]


def test_a_number_leads_to_its_records(year: Home, open_page: Open) -> None:
    app = open_page(MATCHED, event_kind="案件", match_how="未对应")
    assert app.dataframe[0].value["written"].tolist() == ["说不清"]
    assert "共 9 行" in texts(open_page(MATCHED, event_kind="案件", is_matched="是"))


def test_a_text_is_decided_on_and_the_decision_taken_back(year: Home, open_page: Open) -> None:
    assert open_page(CAUSES).dataframe[1].value["written"].tolist() == ["说不清"]
    app = open_page(CAUSES, text="0")
    assert "「说不清」指什么" in texts(app)
    app = app.button(key="decide_it").click().run()
    assert "请选择违法行为" in texts(app)
    app.selectbox(key="meaning").set_value("A2/1 乱倒垃圾")
    app = app.button(key="decide_it").click().run()
    assert "请写明理由" in texts(app)
    app.text_input(key="decide_why").set_value("同一行为的简称")
    app = app.button(key="decide_it").click().run()
    assert "「说不清」已确认为 A2" in said(app)
    assert "没有等待确认的写法" in texts(app)
    app = turned(open_page(CAUSES, decision="1"), "确认记录")
    assert app.dataframe[1].value[["written", "violation_code", "is_in_force"]].values.tolist() == [
        ["说不清", "A2", "是"]
    ]
    app.text_input(key="undecide_why").set_value("认错了")
    app = app.button(key="undecide_it").click().run()
    assert "的确认已撤销" in texts(app)
    assert [row["written"] for row in desk(year).answer("undecided_texts").dicts()] == ["说不清"]


def test_what_was_decided_is_listed(year: Home, open_page: Open) -> None:
    assert "还没有人确认过写法" in texts(turned(open_page(CAUSES), "确认记录"))


def test_the_likeliest_clause_is_offered_first_and_none_of_them_last(year: Home) -> None:
    clauses = desk(year).answer("violation_list", is_local=True).dicts()
    assert meaning.choices("乱倒垃圾杂物", clauses) == ["A2/1 乱倒垃圾", "A1/1 占道经营", meaning.NONE]


def test_a_complaint_is_proposed_for_with_its_words_marked_and_its_numbers_covered(
    hotline: Home, open_page: Open
) -> None:
    app = open_page(CAUSES, text="0")
    listed = app.dataframe[1].value
    assert listed[["written", "proposed_name", "why"]].fillna("").values.tolist() == [
        ["咨询在路边摆摊要什么手续，我的电话138****5678", STREET_TRADE, "像是咨询、申请或者建议：「咨询」"],
        ["楼上漏水", "", "没有相近的违法行为"],
    ]
    shown = "\n".join(element.value for element in app.markdown)
    assert "咨询在:orange-background[路边]:orange-background[摆摊]要什么手续" in shown
    assert "13812345678" not in shown + said(app)


def test_a_complaint_can_be_said_to_be_none_of_the_catalogue(hotline: Home, open_page: Open) -> None:
    app = open_page(CAUSES, text="0")
    app.selectbox(key="meaning").set_value(meaning.NONE)
    app.text_input(key="decide_why").set_value("只是咨询")
    app = app.button(key="decide_it").click().run()
    assert "已确认为不属于目录" in said(app)
    assert "13812345678" not in said(app)
    assert "对应到目录：投诉 1/2（50%）" in texts(app)
    assert [row["written"] for row in desk(hotline).answer("undecided_texts").dicts()] == ["楼上漏水"]


def test_what_was_read_from_words_alone_can_be_looked_at_and_corrected(hotline: Home, open_page: Open) -> None:
    app = turned(open_page(CAUSES), "已认出的写法")
    assert app.dataframe[1].value[["written", "match_how", "violation_code"]].values.tolist() == [
        ["人行道上有人摆摊卖菜", "说法", "SR08"]
    ]


def test_without_anything_to_match_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: Open
) -> None:
    load_year(tmp_path / "home", tmp_path, {"unit": LEDGERS["unit"]})
    next(pointed_at(tmp_path / "home", monkeypatch))
    assert "没有要对应的案件、检查、投诉和指导" in texts(open_page(CAUSES))
