"""Word documents after GB/T 9704: page, fonts, repeated table heads; what a notice of a draw says."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml.ns import qn

from fwzf_data.analysis.draw.frame import frozen
from fwzf_data.analysis.draw.inspectors import Inspector
from fwzf_data.analysis.draw.plan import make_plan
from fwzf_data.analysis.draw.record import draw
from fwzf_data.documents.draw_notice import draw_notice
from fwzf_data.documents.word import Letter


def test_the_page_is_that_of_an_official_document() -> None:
    letter = Letter("标题")
    letter.heading("一、情况")
    letter.text("正文")
    letter.table(["序号", "内容"], [["1", "甲\x0b乙"]], [20, 136])
    letter.signed("某局", "2022年4月30日")
    opened = Document(io.BytesIO(letter.as_bytes()))
    section = opened.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fonts = [run._r.rPr.rFonts.get(qn("w:eastAsia")) for one in opened.paragraphs for run in one.runs if run.text]
    assert fonts[:3] == ["方正小标宋简体", "黑体", "仿宋_GB2312"]
    assert opened.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_a_notice_holds_all_that_is_needed_to_check_it() -> None:
    members = frozen([(f"舞城管罚字〔2022〕{number}号", "一中队", "") for number in range(9)])
    people = [Inspector("A1", "张三"), Inspector("A2", "李四")]
    plan = make_plan(members, purpose="评查", frame_name="案卷", n=3, inspectors=people,
                     exclusions={"舞城管罚字〔2022〕8号": "正在复议"})  # fmt: skip
    record = draw(plan, members, "0123456789")
    opened = Document(io.BytesIO(draw_notice(record)))
    text = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    for needed in (record["frame_hash"], plan.hash, record["draw_hash"], "0123456789", "正在复议", "verify_draw.py"):
        assert needed in text
    rows = [[cell.text for cell in row.cells] for row in opened.tables[0].rows]
    assert [row[1] for row in rows[1:]] == [one["id"] for one in record["drawn"]]
    assert {row[4] for row in rows[1:]} == {"张三、李四"}
    assert draw_notice(record, sealed=True) != draw_notice(record)
