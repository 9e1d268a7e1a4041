"""防控清单: a draft that is not complete is refused, what was confirmed is published, and the plan sees it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from fwzf_data.__main__ import main
from fwzf_data.analysis.query import ask
from fwzf_data.analysis.risk_decision import confirmations
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load
from fwzf_data.store.home import Home
from tests.pages.conftest import Open, texts, turned

PAGE = "pages/enforcement/prevention.py"


def publish(app: AppTest, version: str, *, only_ready: bool = False) -> AppTest:
    app.text_input(key="list_version").input(version)
    app.multiselect(key="list_ways").set_value(["微信", "座谈会"])
    app.text_input(key="list_evidence").input("会议记录")
    app.toggle(key="list_ready").set_value(only_ready)
    return next(button for button in app.button if button.label == "公开").click().run()


def versions(year: Home) -> list[dict]:
    return ask(year.latest().connect(), "risk_list_versions").dicts()


def test_from_a_draft_that_is_refused_to_a_list_the_plan_sees(year: Home, open_page: Open, tmp_path: Path) -> None:
    library = tmp_path / "防控措施.csv"
    library.write_text(
        "违法风险点,行政相对人,风险等级,处罚依据,法律后果,防控措施\n占道经营,沿街商户,中,条例,罚款,普法宣传\n", "utf-8"
    )
    load(year, library, LoadOptions(ledger="risk_list", actor="试验"))
    assert "还不能公开" in texts(open_page(PAGE))
    before = len(versions(year))
    said = texts(publish(turned(open_page(PAGE), "公开"), "2022年第9版"))
    assert "不能公开：" in said
    assert "确定等级" in said
    assert len(versions(year)) == before

    app = open_page(PAGE)
    app.session_state["confirm_open"] = True
    app = app.run()
    app.text_input(key="confirm_why").input("会议研究同意")
    app = next(button for button in app.button if "都按建议等级确定" in button.label).click().run()
    assert not app.exception
    assert {said.why for said in confirmations(year.journal).values()} == {"会议研究同意"}

    app = publish(turned(open_page(PAGE), "公开"), "2022年第9版", only_ready=True)
    assert not app.exception
    assert "「2022年第9版」已公开" in texts(app)
    newest = versions(year)[0]
    assert (newest["version"], newest["incomplete_count"]) == ("2022年第9版", 0)
    assert newest["publish_ways"] == ["座谈会", "微信"]
    assert "已经有了" in texts(publish(turned(open_page(PAGE), "公开"), "2022年第9版", only_ready=True))
    (told,) = ask(year.latest().connect(), "risk_point_list", version="2022年第9版").dicts()[:1]
    assert (told["evidence"], told["published_on"].isoformat()) == ("会议记录", "2022-12-31")


def test_a_version_opens_its_points(year: Home, open_page: Open) -> None:
    assert "当前条件下没有记录" in texts(open_page("pages/enforcement/risk_points.py", version="没有这一版"))


@pytest.mark.parametrize("name", ["版本", "短信和微信", "热点和提醒"])
def test_the_other_parts_open(year: Home, open_page: Open, name: str) -> None:
    assert turned(open_page(PAGE), name).header[0].value == "防控清单"


def test_the_list_is_written_as_word_and_as_its_own_ledger(year: Home, tmp_path: Path) -> None:
    home = ["--home", str(year.folder)]
    assert main([*home, "document", "risk-list", "--out", str(tmp_path / "单.docx")]) == 0
    assert main([*home, "document", "risk-list", "--out", str(tmp_path / "单.xlsx")]) == 0
    said = [part.text for part in Document(io.BytesIO((tmp_path / "单.docx").read_bytes())).paragraphs]
    assert said[0] == "行政相对人法律风险防控清单（草稿）"
    assert any(line.endswith("（建议中）") for line in said), "nobody has confirmed a level yet"
    book = openpyxl.load_workbook(tmp_path / "单.xlsx")
    assert book.sheetnames == ["法律风险防控清单", "评级依据"]
    assert [cell.value for cell in book.worksheets[0][1]][:4] == ["序号", "违法风险点", "违法行为代码", "表现形式"]
    refused = ["publish-list", "--version", "一", "--on", "2022-12-01", "--way", "微信", "--evidence", "截图"]
    assert main([*home, *refused]) == 2


def test_a_published_version_is_written_as_word_with_the_day_it_became_public(
    year: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, file, published = ["--home", str(year.folder)], tmp_path / "单.docx", tmp_path / "清单.csv"
    published.write_text(
        "违法风险点,风险等级,处罚依据,法律后果,防控措施,版本,公开日期,公开方式,备注\n"
        "店外经营,低,条例,罚款,劝导,第一版,2022-04-29,微信、座谈会,试行\n",
        "utf-8",
    )
    load(year, published, LoadOptions(ledger="risk_list", actor="试验"))
    assert main([*home, "document", "risk-list", "--version", "第一版", "--out", str(file)]) == 0
    said = [part.text for part in Document(io.BytesIO(file.read_bytes())).paragraphs]
    assert said[0] == "行政相对人法律风险防控清单"
    assert "第一版，2022-04-29 以微信、座谈会公开，共 1 个风险点。" in said
    book = file.with_suffix(".XLSX")
    assert main([*home, "document", "risk-list", "--version", "第一版", "--out", str(book)]) == 0
    head, row = openpyxl.load_workbook(book).active.values
    told = dict(zip(head, row, strict=True))
    assert [told[name] for name in ("违法风险点", "公开方式", "备注")] == ["店外经营", "微信、座谈会", "试行"]
    assert main([*home, "document", "risk-list", "--out", str(file.with_suffix(".pdf"))]) == 2
    assert "「单.pdf」的结尾应为 .docx 或 .xlsx。" in capsys.readouterr().err
    assert main([*home, "document", "risk-list", "--version", "没有这一版", "--out", str(file)]) == 2
    assert "没有「没有这一版」这一版防控清单。已有的版本：" in capsys.readouterr().err
