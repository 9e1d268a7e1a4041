"""The pages on fairness over the small year and over a made one: true sentences, no p-value outside the drawer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from fwzf_data.analysis.disposition import dispositions
from fwzf_data.analysis.findings_desk import found
from fwzf_data.analysis.query import ask
from fwzf_data.bureau import open_bureau
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load
from fwzf_data.store.home import Home
from tests.pages.conftest import Open, picture, pointed_at, texts, turned

COMPARISON = "pages/fairness/comparison.py"
LEADS = "pages/fairness/leads.py"
CAMPAIGNS = "pages/fairness/bursts.py"
COMPLAINTS = "pages/fairness/streets.py"
FINDINGS = "pages/fairness/dispositions.py"
CASES = "pages/fairness/compared_cases.py"
YEAR_END = date(2022, 12, 31)
HEAD = "案号,当事人,当事人类型,案由,承办机构,所在街道,程序类型,立案日期,处罚决定日期,结案日期,罚款金额,案件状态,承办人"


def drawn_year() -> str:
    """Six units of 60 cases; 东中队 lets most of them go, and in three weeks of May 西中队 works as in three months."""
    lines = [HEAD]
    for number in range(360):
        unit = ("东中队", "西中队", "南中队", "北中队", "河中队", "山中队")[number % 6]
        day = (
            f"2022-05-{2 + number % 20:02d}"
            if number % 6 == 1
            else f"2022-{1 + number // 30:02d}-{1 + number % 28:02d}"
        )
        hit = (number // 6) % 10 < (2 if unit == "东中队" else 8)
        ending = f"{day},100,已结案" if hit else f"{day},,撤案"
        decided = day if hit else ""
        lines.append(
            f"{number},店{number},个体工商户,占道经营,{unit},人民路,普通程序,{day},{decided},{ending},赵一、钱二"
        )
    return "\n".join(lines)


@pytest.fixture(scope="session")
def loaded_fair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fair")
    file = folder / "案件台账.csv"
    file.write_text(drawn_year(), "utf-8-sig")
    complaints = folder / "投诉台账.csv"
    complaints.write_text(
        "工单编号,反映内容,问题类别,承办单位,所在街道,受理日期,办理期限,办结日期,办理结果,是否立案\n"
        + "\n".join(
            f"{number},占道,占道,东中队,{'人民路' if number % 2 else '解放路'},2022-03-01,2022-03-10,,"
            f"{'' if number < 3 else '已劝导'},否"
            for number in range(12)
        ),
        "utf-8-sig",
    )
    home = open_bureau(folder / "home")
    load(home, file, LoadOptions(ledger="penalty_case", actor="试验"))
    load(home, complaints, LoadOptions(ledger="complaint", actor="试验"))
    return folder / "home"


@pytest.fixture
def fair(loaded_fair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    shutil.copytree(loaded_fair, tmp_path / "home")
    yield from pointed_at(tmp_path / "home", monkeypatch)


@pytest.mark.parametrize("page", [COMPARISON, LEADS, CAMPAIGNS, COMPLAINTS, FINDINGS])
def test_a_small_year_is_not_enough_and_the_page_says_so(year: Home, open_page: Open, page: str) -> None:
    said = texts(open_page(page))
    assert "偏高，值得复核" not in said
    assert "偏低，值得复核" not in said


def test_the_comparison_stands_beside_what_chance_drew(fair: Home, open_page: Open) -> None:
    app = open_page(COMPARISON)
    app.session_state["control"] = True
    app.run()
    assert "随机抽查没有挑过，是对照组" in texts(app)
    shown = [frame.value for frame in app.dataframe if "problem_share" in frame.value]
    assert [set(frame["source_kind"]) for frame in shown] == [{"投诉举报"}]


def test_the_comparison_names_who_differs_and_the_picture_says_the_same(fair: Home, open_page: Open) -> None:
    app = open_page(COMPARISON)
    said = texts(app)
    assert "项有提示，0 项没有" in said
    assert any("处罚率：东中队偏低，值得复核" in button.label for button in app.button)
    assert "碰巧也会有不到" in said
    figure = picture(app, "funnel_punished_unit")
    assert figure["layout"]["title"]["text"].startswith("处罚率：东中队偏低，值得复核")
    flagged = next(trace for trace in figure["data"] if trace["name"] == "值得复核")
    assert flagged["customdata"] == ["东中队"]
    table = app.dataframe[0].value.set_index("value")
    assert table.loc["东中队", "verdict"] == "值得复核（偏低）"
    assert set(table["verdict"].drop("东中队")) == {"正常波动"}


def test_a_hint_opens_its_indicator_and_dimension(fair: Home, open_page: Open) -> None:
    app = open_page(COMPARISON)
    assert app.selectbox(key="what").value == "处罚率"
    app = app.button(key="hint_unpunished_unit").click().run()
    assert (app.selectbox(key="what").value, app.selectbox(key="across").value) == ("不予处罚和撤案率", "单位")
    assert "东中队不予处罚和撤案率" in texts(app)


def test_the_list_behind_a_figure_counts_as_many_comparable_cases_as_the_figure(fair: Home, open_page: Open) -> None:
    comparison = open_page(COMPARISON).dataframe[0].value.set_index("value")
    app = open_page(CASES, indicator="punished", unit="东中队", from_on="2022-01-01", to_on="2022-12-31")
    said, marks = texts(app), list(app.dataframe[0].value["is_comparable"])
    counts = (int(comparison.loc["东中队", "n"]), int(comparison.loc["东中队", "left_out"]))
    assert (marks.count("是"), marks.count("否")) == counts
    assert "指标＝处罚率" in said
    assert f"可比 {counts[0]} 件；另有 {counts[1]} 件没有同类案件可比，不计入比较" in said


def test_no_chance_is_named_outside_the_drawer(fair: Home, open_page: Open) -> None:
    app = open_page(COMPARISON)
    outside = texts(app)
    assert "p值" not in outside.lower().replace(" ", "")
    assert "碰巧到这个程度的机会" not in outside
    assert [box.label for box in app.expander] == ["随机抽查对照", "怎么算的"]
    app.session_state["how_made"] = True
    app.run()
    inside = "".join(str(table.value.to_dict()) for table in app.expander[1].table)
    assert "同类案件" in inside
    assert "碰巧到这个程度的机会" in inside


def test_the_cases_behind_a_figure_are_those_it_counts(fair: Home, open_page: Open) -> None:
    app = open_page(CASES, indicator="punished", unit="东中队", from_on="2022-01-01", to_on="2022-12-31")
    table = app.dataframe[0].value
    assert (len(table), (table["is_hit"] == "是").sum()) == (60, 12)


def test_a_burst_nobody_announced_is_said_and_its_weeks_stand_out(fair: Home, open_page: Open) -> None:
    app = open_page(CAMPAIGNS)
    assert "西中队 2022-05-02" in texts(app)
    assert "没有公布的专项行动" in picture(app, "weeks")["layout"]["title"]["text"]


def test_complaints_are_shown_by_street_with_what_nobody_acted_on(fair: Home, open_page: Open) -> None:
    app = open_page(COMPLAINTS)
    said = "有效投诉 12 件，人民路最多（6 件），3 件没有任何结果"
    assert picture(app, "streets")["layout"]["title"]["text"] == said
    assert said not in texts(app), "once is enough"


def test_leads_are_listed_with_what_may_excuse_them(fair: Home, open_page: Open) -> None:
    app = open_page(LEADS)
    assert "投诉没有人办 3 条" in texts(app)
    app = turned(app, "投诉没有人办")
    assert "可能的正当原因" in texts(app)
    assert len(app.dataframe[0].value) == 3
    for part in ("一天几件决定", "几个单位办案", "从来没有查过", "压线的罚款", "承办人"):
        app = turned(app, part)
        assert "赵一" not in texts(app)


def finding(home: Home, code: str) -> dict[str, Any]:
    latest = home.latest()
    assert latest is not None
    rows = found(partial(ask, latest.connect(), as_of=YEAR_END), YEAR_END)
    return next(row for row in rows if row["code"] == code)


def submit(app: AppTest, state: str, why: str) -> AppTest:
    next(
        box for box in app.selectbox if box.label == "处置" and "待核" in box.options and "全部" not in box.options
    ).set_value(state)
    app.text_area[0].set_value(why)
    app = next(button for button in app.button if button.label == "记下处置").click().run()
    assert not app.exception
    return app


def test_a_finding_is_disposed_with_a_reason_and_keeps_it(fair: Home, open_page: Open) -> None:
    key = finding(fair, "F01")["finding_key"]
    app = open_page(FINDINGS, finding_key=key)
    assert "单位比较超出正常范围" in texts(app)
    assert "可能的正当原因" in "".join(str(table.value.to_dict()) for table in app.table)
    submit(app, "有正当理由", "职责不同，已核实")
    assert dispositions(fair.journal)[key].state == "有正当理由"
    app = open_page(FINDINGS, finding_key=key)
    assert "有正当理由：职责不同，已核实" in "".join(str(table.value.to_dict()) for table in app.table)


def test_a_disposition_without_a_reason_is_refused(fair: Home, open_page: Open) -> None:
    key = finding(fair, "F06")["finding_key"]
    app = submit(open_page(FINDINGS, finding_key=key), "属实", " ")
    assert "请写明理由" in texts(app)
    assert dispositions(fair.journal) == {}


def test_dispositions_are_counted_by_rule(fair: Home, open_page: Open) -> None:
    submit(open_page(FINDINGS, finding_key=finding(fair, "F06")["finding_key"]), "属实", "已限期办理")
    app = open_page(FINDINGS)
    app = turned(app, "规则好不好用")
    rows = {row["规则"]: row for row in app.table[0].value.to_dict("records")}
    assert (rows["F06 投诉没有人办"]["属实"], rows["F06 投诉没有人办"]["待核"]) == ("1", "2")
