"""首页 and the analysis pages over a small year: true sentences, and each number opens the rows it counts."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from fwzf_data.analysis.query import query
from fwzf_data.settings import PROJECT
from fwzf_data.store.home import Home
from fwzf_data.web import bands, provenance
from tests.pages.conftest import APP, Open, desk, picture, texts, turned

RISK = "pages/enforcement/risk.py"
DISCRETION = "pages/enforcement/discretion.py"
TRAINING = "pages/year/training.py"
PROGRESS = "pages/year/progress.py"
EVIDENCE = "pages/year/evidence.py"
YEAR = {"from_on": "2022-01-01", "to_on": "2022-12-31"}


def overview() -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    return app


def test_the_front_page_says_what_is_wrong_in_at_most_five_sentences(year: Home) -> None:
    said = [button.label.replace("\\", "") for button in overview().button if button.label.startswith("**")]
    assert len(said) == 5
    assert "1 个单位的 9 项义务（共 9 条）已超期，最久的是政策法规室「风险点分高、中、低三级」，已超 245 天" in said[0]
    assert "党性学习教育已办 1 场，还差 1 场" in said[1]
    assert all(re.search(r":blue\[去「.+」看", sentence) for sentence in said)


@pytest.mark.parametrize("place", range(5))
def test_the_number_on_a_button_is_the_number_of_rows_it_opens(year: Home, place: int) -> None:
    app = overview()
    button = app.button(key=f"attention_{place}")
    (count,) = map(int, re.findall(r":blue\[去「.+」看 (\d+) 条\]$", button.label))
    app = button.click().run()
    assert not app.exception
    assert count == len(app.dataframe[0].value) > 0


@pytest.mark.parametrize(
    ("key", "rows"),
    [("list_case_count", 8), ("list_fine_fen", 7), ("list_inspection_count", 2), ("list_undated", 1)],
)
def test_the_figures_of_the_year_open_their_lists(year: Home, key: str, rows: int) -> None:
    app = overview()
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["行政处罚案件（件）"] == "8"
    assert shown["罚款合计（万元）"] == "0.20"
    app = app.button(key=key).click().run()
    assert not app.exception
    assert len(app.dataframe[0].value) == rows


def test_risk_counts_what_is_unknown_apart_and_says_the_grade_is_by_frequency_alone(
    year: Home, open_page: Open
) -> None:
    app = open_page(RISK)
    assert "2 种违法行为：高 1 种、中 1 种（仅按频次）" in texts(app)
    assert "这里的高、中、低只看频次" in texts(app)
    assert "只看频次，所以两页的高、中、低数目不同" in texts(open_page("pages/enforcement/risk_grades.py"))
    assert "另有加权 1 次写明的内容没有对应到目录" in texts(app)
    bars, line = picture(app, "pareto")["data"][:2]
    assert bars["customdata"] == ["A1", "A2"]
    assert line["x"][-1] == pytest.approx(100)
    table = app.dataframe[0].value
    assert table[["violation_name", "weighted_count"]].values.tolist() == [
        ["占道经营", 7.0],
        ["乱倒垃圾", 1.0],
        ["未对应", 1.0],
    ]
    assert table["frequency_grade"].fillna("").tolist() == ["高", "中", ""]
    app = app.button(key="unknown").click().run()
    assert len(app.dataframe[0].value) == 1


def test_the_window_of_risk_is_its_address_and_is_compared_with_the_one_before(year: Home, open_page: Open) -> None:
    app = turned(open_page(RISK, since="2022-05-01", until="2022-06-30"), "与上一时段比")
    assert "1 种违法行为" in texts(app)
    assert "本时段 2 次，上一时段 3 次（加权）" in picture(app, "trend")["layout"]["title"]["text"]
    app = open_page(RISK)
    assert "上一时段占比" in [trace["name"] for trace in picture(app, "pareto")["data"]]
    app = open_page(RISK, since="2019-01-01", until="2019-12-31")
    assert "这段时间没有案件、检查、投诉和指导记录" in texts(app)


def test_a_window_nobody_chose_goes_with_the_as_of_day_and_a_chosen_one_stays(year: Home, open_page: Open) -> None:
    def window(app: AppTest) -> tuple[date, date]:
        return app.date_input(key="since").value, app.date_input(key="until").value

    app = open_page(RISK).date_input(key="as_of").set_value(date(2021, 6, 30)).run()
    assert window(app) == (date(2021, 1, 1), date(2021, 6, 30))
    app = open_page(RISK, since="2022-05-01").date_input(key="as_of").set_value(date(2022, 6, 30)).run()
    assert window(app) == (date(2022, 5, 1), date(2022, 6, 30))


@pytest.mark.parametrize("page", ["enforcement/discretion", "fairness/comparison", "enforcement/risk"])
def test_a_window_that_ends_before_it_begins_is_told_and_no_ledger_is_asked_for(
    year: Home, open_page: Open, page: str
) -> None:
    app = open_page(f"pages/{page}.py", since="2022-06-01", until="2022-03-01")
    assert "开始日期晚于结束日期" in texts(app)
    assert "上传" not in texts(app)


def test_discretion_says_how_many_are_off_and_draws_those_outside_as_diamonds(year: Home, open_page: Open) -> None:
    app = turned(open_page(DISCRETION), "罚款分布")
    title = picture(app, "verdicts")["layout"]["title"]["text"]
    assert title.replace("<br>", "") == "已决定 7 件，可核查 5 件，其中偏离 2 件、没有写明理由 2 件"
    figure = picture(app, "strip_A1_0")
    assert figure["layout"]["title"]["text"] == "第 1 条款 · 个人：5 件，2 件不在幅度之内"
    drawn = {trace["name"]: sorted(trace["x"]) for trace in figure["data"]}
    assert drawn == {"幅度之内": [100, 250, 500], "幅度之外": [120, 900]}
    deviations = turned(open_page(DISCRETION), "偏离清单").dataframe[0].value
    assert deviations[["case_no", "verdict", "deviation_state"]].values.tolist() == [
        ["03", "高于档次", "无理由"],
        ["04", "低于档次", "无理由"],
    ]


def test_a_mark_of_the_strip_opens_its_cases(year: Home) -> None:
    asked = desk(year)
    (facet,) = bands.facets(asked.answer("discretion_strip", violation_code="A1", **YEAR).dicts())
    for mark in facet.marks:
        found = asked.answer("discretion_by_case", violation_code="A1", **bands.filters_of(mark.key), **YEAR)
        assert len(found.rows) == mark.count, mark


@pytest.mark.parametrize("mart", provenance.BEHIND)
def test_a_figure_of_a_table_is_the_number_of_rows_behind_it(year: Home, mart: str) -> None:
    asked = desk(year)
    listed, figures = provenance.BEHIND[mart]
    by = {"violation_frequency": "violation_code", "finding_by_rule": "code", "matching_by_source": "event_kind"}
    name = by.get(mart, "unit")
    checked = 0
    window = YEAR if "from_on" in query(mart).params else {}
    for row in asked.answer(mart, **window).dicts():
        for column, filters in figures.items():
            count = row[column]["num"] if isinstance(row[column], dict) else row[column]
            rows = asked.answer(listed, **{name: row[name] or "未对应"}, **filters, **YEAR).dicts()
            assert sum(found.get("times", 1) for found in rows) == count, (row[name], column)
            checked += count > 0
    assert checked


def test_every_step_of_the_flow_opens_its_cases(year: Home) -> None:
    asked = desk(year)
    filed = {"filed_from": YEAR["from_on"], "filed_to": YEAR["to_on"]}
    for row in asked.answer("case_flow").dicts():
        listed = asked.answer("case_list", step=row["step"], step_until="2022-12-31", **filed)
        assert len(listed.rows) == row["case_count"], row["step"]


def test_training_holds_the_sessions_against_the_minimum(year: Home, open_page: Open) -> None:
    app = open_page(TRAINING)
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown == {"党性学习教育（全局）": "1 / 2 场", "执法业务培训（全局）": "2 / 2 场"}
    assert "未达标：还差 1 场，2022-12-31 前" in texts(app)
    app = app.button(key="sessions_执法业务培训").click().run()
    assert len(app.dataframe[0].value) == 2


def test_hours_are_listed_and_absences_need_a_register_of_officers(year: Home, open_page: Open) -> None:
    spent = turned(open_page(TRAINING), "学时").dataframe[0].value
    assert spent[["session_count", "status"]].values.tolist() == [[1, "没有要求"]] * 2
    assert "没有可列的缺勤：要有执法人员名册和签到表才能对照" in texts(turned(open_page(TRAINING), "缺勤名单"))


def test_what_is_missing_in_training_says_until_when(year: Home, open_page: Open) -> None:
    app = open_page(TRAINING).date_input(key="as_of").set_value(date(2022, 8, 1)).run()
    assert not app.exception
    assert "未达标：还差 1 场，2022-12-31 前" in texts(app)


def test_a_year_whose_plan_asks_for_no_training_is_not_held_against_a_number(year: Home, open_page: Open) -> None:
    app = open_page(TRAINING).date_input(key="as_of").set_value(date(2023, 8, 1)).run()
    assert not app.exception
    assert "没有方案写明这一年的最低场次" in texts(app)
    assert {metric.value for metric in app.metric} == {"0 场"}
    assert "None" not in texts(turned(app, "各单位"))


def test_progress_draws_late_obligations_first_and_todays_line(year: Home, open_page: Open) -> None:
    app = open_page(PROGRESS)
    assert "9 项有单位超期，最长 245 天" in texts(app)
    figure = picture(app, "timeline")
    states = [note["text"] for note in figure["layout"]["annotations"] if note["xref"] == "paper"]
    assert states == ["超期"] * 9 + ["已完成"]
    (today,) = (shape for shape in figure["layout"]["shapes"] if shape["type"] == "line")
    assert today["x0"] == "2022-12-31"
    assert len(turned(open_page(PROGRESS, state="超期"), "逐项清单").dataframe[0].value) == 9


def test_an_obligation_shows_what_proves_it(year: Home, open_page: Open) -> None:
    app = open_page(EVIDENCE, obligation_id="S1.1", unit="政策法规室")
    status, evidence = (frame.value for frame in app.dataframe)
    assert status[["unit", "status", "evidence_count"]].values.tolist() == [["政策法规室", "已完成", 1]]
    assert len(evidence) == 1


def test_an_obligation_says_whose_number_its_target_is_and_what_has_to_be_explained(
    year: Home, open_page: Open
) -> None:
    said = texts(open_page(EVIDENCE, obligation_id="S1.2", unit="政策法规室")).replace("\\", "")
    assert "目标数：1（比例，本局设定：方案“划分为高、中、低”，未写比例，按全部计）" in said
    assert "截止日逢休息日：2022-04-30 是星期六" in said
    assert "发文日期未知" in said


BOUND = re.compile(r'(?:key="(\w+)"[^)]*?bind="query-params"|filters\.choice\([^,]+, "(\w+)")', re.DOTALL)


def test_no_page_owns_a_name_in_the_address_that_it_must_pass_on() -> None:
    """Streamlit refuses to open another page with a parameter that a widget of this one is bound to."""
    passed_on = {name for mart in provenance.LISTS for name in query(mart).params} | {
        "record_key",
        "sheet_no",
        "row_no",
    }
    sources = [*(PROJECT / "pages").glob("*/*.py"), PROJECT / "fwzf_data" / "web" / "filters.py"]
    owned = {name for path in sources for pair in BOUND.findall(path.read_text("utf-8")) for name in pair if name}
    assert {"violation", "whose", "part"} <= owned
    assert not (owned | {"since", "until"}) & passed_on


@pytest.mark.parametrize("page", sorted({*provenance.LISTS.values()}))
def test_a_page_out_of_the_menu_is_still_reached_by_its_address(year: Home, open_page: Open, page: str) -> None:
    assert open_page(page).header[0].value
