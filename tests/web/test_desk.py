"""The desk: answers of the newest generation, masked unless asked for, and errors that say nothing private."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from fwzf_data.analysis.disposition import dispose
from fwzf_data.bureau import open_bureau
from fwzf_data.errors import BadRequest
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load, withdraw
from fwzf_data.store.home import Home
from fwzf_data.web import desk, findings, tables
from tests.browser.workbooks import messy_ledger


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("FWZF_HOME", str(tmp_path / "home"))
    made = open_bureau(tmp_path / "home")
    load(made, messy_ledger(tmp_path / "四月台账.xlsx"), LoadOptions(actor="试验"))
    return made


def test_a_load_or_withdrawal_is_seen_at_the_next_rerun(home: Home) -> None:
    assert len(desk.open_desk().answer("case_list").rows) == 3
    withdraw(home, 1, "试验", "试验")
    assert len(desk.open_desk().answer("case_list").rows) == 0


def test_an_answer_is_made_once_for_a_generation(home: Home) -> None:
    assert desk.open_desk().answer("case_list") is desk.open_desk().answer("case_list")
    assert desk.open_desk().answer("case_list", unit="甲") is not desk.open_desk().answer("case_list")


def test_what_rests_on_what_people_wrote_is_made_again_only_after_somebody_wrote(home: Home) -> None:
    before = findings.findings(desk.open_desk())
    assert findings.findings(desk.open_desk()) is before
    desk.open_desk().record("unmask", {"shown": "private columns"})
    assert findings.findings(desk.open_desk()) is not before


def test_a_decision_is_seen_at_the_next_rerun(home: Home, tmp_path: Path) -> None:
    slow = tmp_path / "案件台账.csv"
    slow.write_text("案号,当事人,立案日期,决定日期,案由\nA-1,甲店,2022-01-04,2022-11-04,占道经营\n", "utf-8")
    load(home, slow, LoadOptions(actor="试验"))
    first = findings.findings(desk.open_desk())
    dispose(home.journal, first.rows[0], "属实", "查过案卷", "试验")
    second = findings.findings(desk.open_desk())
    assert (second.waiting, len(second.rows)) == (first.waiting - 1, len(first.rows))
    listed = findings.chosen(desk.open_desk(), None, None, "属实").dicts()
    assert [row["finding_key"] for row in listed] == [first.rows[0]["finding_key"]]


def test_an_unknown_filter_is_refused_in_words(home: Home) -> None:
    with pytest.raises(BadRequest, match="没有参数"):
        desk.open_desk().answer("case_list", nonsense="1")


def test_an_export_is_masked_like_the_page(home: Home) -> None:
    opened = desk.open_desk()
    parties = [row["party_name"] for row in opened.answer("case_list").dicts()]
    assert parties == ["甲某某", "乙某某", "丙某某"]


def test_a_squad_complained_of_is_named_and_a_person_is_not(home: Home, tmp_path: Path) -> None:
    complaints = tmp_path / "投诉举报台账.csv"
    complaints.write_text(
        "工单编号,被投诉人,受理日期,反映内容,承办单位\n1,五中队,2022-04-01,态度粗暴,五中队\n2,张三丰,2022-04-02,油烟,五中队\n",
        "utf-8",
    )
    load(home, complaints, LoadOptions(actor="试验"))
    listed = desk.open_desk().answer("complaint_list").dicts()
    assert {row["respondent"] for row in listed} == {"五中队", "张某某"}
    assert {row["content"] for row in listed} == {"态度粗暴", "油烟"}, "a short text is no name"


def test_a_definition_says_what_the_figure_means(home: Home) -> None:
    said = tables.definition(desk.open_desk().answer("case_list"))
    assert "一件案件一行" in said


def test_an_unforeseen_error_shows_a_number_and_its_words_go_nowhere(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def script() -> None:
        from streamlit.error_util import handle_user_script_exception

        from fwzf_data.web.server import dashboard, report_error

        dashboard()
        try:
            raise ValueError("".join(["张", "三", " 411121199001011234"]))
        except ValueError as error:
            handle_user_script_exception(error, report_error)

    app = AppTest.from_function(script).run()
    (shown,) = [error.value for error in app.error]
    number = shown.split("错误编号 ")[1].split(" ")[0]
    assert number in caplog.text
    assert "ValueError" in caplog.text
    assert "张三" not in shown + caplog.text + "".join(capfd.readouterr())


def test_an_error_made_for_people_is_shown_as_it_is() -> None:
    def script() -> None:
        from fwzf_data.errors import BadRequest
        from fwzf_data.web.server import report_error

        report_error(BadRequest("没有批次 9，或已经撤回。"))

    app = AppTest.from_function(script).run()
    assert [error.value for error in app.error] == ["没有批次 9，或已经撤回。"]
