"""The draft of a supervision opinion says what the finding says, and that a finding is not a verdict."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document

from fwzf_data.analysis.finding import COLUMNS
from fwzf_data.analysis.findings_desk import Explained
from fwzf_data.documents.export import SAMPLE
from fwzf_data.documents.opinion import opinion

SAID = Explained("投诉不查最伤公信。", ("转给别的单位办理。", "没有回填。"), "限期办理并回访。")


def finding(**given: Any) -> dict[str, Any]:
    return (
        dict.fromkeys(column.name for column in COLUMNS)
        | {
            "finding_key": "F06-1",
            "code": "F06",
            "article": "行政处罚法第五十四条",
            "unit": "三中队",
            "finding": "投诉过了期限没有人办",
            "evidence": "受理日期 2022-03-01",
            "disposition": "待核",
            "file": "投诉.xlsx",
            "sheet": "3月",
            "row": 18,
        }
        | given
    )


def paragraphs(row: dict[str, Any]) -> str:
    return "\n".join(part.text for part in Document(io.BytesIO(opinion(row, SAID, 7, "ab" * 32))).paragraphs)


def test_the_draft_holds_finding_ground_excuses_and_place() -> None:
    text = paragraphs(finding())
    assert "行政执法监督意见书（草稿）" in text
    assert "三中队：" in text
    assert "投诉过了期限没有人办" in text
    assert "出处：投诉.xlsx，3月，第 18 行。" in text
    assert "行政处罚法第五十四条" in text
    assert "1．转给别的单位办理。" in text
    assert "线索不是结论" in text
    assert "（起草参考，印发前改成对单位的要求：限期办理并回访。）" in text
    assert "线索编号 F06-1，数据第 7 版，日志校验值 abababababababab" in text


def test_a_confirmed_finding_says_so_with_its_reason() -> None:
    text = paragraphs(finding(disposition="属实", disposition_why="已向单位核实", file=None, unit=None))
    assert "该线索经核实属实" in text
    assert "核实情况：已向单位核实。" in text
    assert "出处" not in text


def test_the_same_finding_makes_the_same_bytes_whenever_it_is_written() -> None:
    first = opinion(finding(), SAID, 7, "00")
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert opinion(finding(), SAID, 7, "00") == first


def test_a_letter_made_of_the_sample_year_says_so_on_every_page():
    made = Document(io.BytesIO(opinion(finding(), SAID, 7, "ab" * 32, is_sample=True)))
    assert made.sections[0].header.paragraphs[0].text == SAMPLE
    assert Document(io.BytesIO(opinion(finding(), SAID, 7, "ab" * 32))).sections[0].header.paragraphs[0].text == ""
