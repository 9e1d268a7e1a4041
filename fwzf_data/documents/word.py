"""Official documents as Word files, set after GB/T 9704-2012; fonts are named, never shipped."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from fwzf_data.documents.export import SAMPLE, clean

TITLE_FONT, BODY_FONT, FIRST_FONT, SECOND_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
_LINE = Pt(28.95)
"""22 lines on a page."""
_TITLE, _BODY, _SMALL = Pt(22), Pt(16), Pt(12)


class Letter:
    """One document, filled from top to bottom; one made of the invented sample year says so on every page."""

    def __init__(self, title: str, *, is_sample: bool = False) -> None:
        self._document = Document()
        self._set_page()
        self._set_defaults()
        if is_sample:
            self._run(self._document.sections[0].header.paragraphs[0], SAMPLE, FIRST_FONT, _SMALL)
        self._paragraph(title, TITLE_FONT, _TITLE, centred=True)
        self._paragraph("", BODY_FONT, _BODY)

    def heading(self, text: str) -> None:
        """A first-level heading, 一、…"""
        self._paragraph(text, FIRST_FONT, _BODY, indented=True)

    def subheading(self, text: str) -> None:
        """A second-level heading, （一）…"""
        self._paragraph(text, SECOND_FONT, _BODY, indented=True)

    def text(self, text: str) -> None:
        self._paragraph(text, BODY_FONT, _BODY, indented=True)

    def flush(self, text: str) -> None:
        """A line without indent: whom it goes to, or a hash."""
        self._paragraph(text, BODY_FONT, _BODY)

    def signed(self, office: str, day: str) -> None:
        """落款: who and when, to the right."""
        self._paragraph("", BODY_FONT, _BODY)
        for line in (office, day):
            self._paragraph(line, BODY_FONT, _BODY).alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A ruled table whose head is repeated on every page; widths in millimetres, 156 in all."""
        table = self._document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.autofit = False
        for cells, line in zip(
            (table.rows[0].cells, *(table.add_row().cells for _ in rows)), (heads, *rows), strict=True
        ):
            for cell, text, width in zip(cells, line, widths, strict=True):
                cell.width = Mm(width)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.line_spacing = 1.0
                self._run(paragraph, text, FIRST_FONT if line is heads else BODY_FONT, _SMALL)
        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        self._paragraph("", BODY_FONT, _SMALL)

    def as_bytes(self) -> bytes:
        buffer = io.BytesIO()
        self._document.core_properties.created = self._document.core_properties.modified = datetime(2022, 1, 1)
        self._document.core_properties.author = self._document.core_properties.title = ""
        self._document.save(buffer)
        return _without_clock(buffer)

    def _set_page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(28)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(footer, "— ", "宋体", Pt(14))
        run = self._run(footer, "", "宋体", Pt(14))
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            part.text = text
            run._r.append(part)
        self._run(footer, " —", "宋体", Pt(14))

    def _set_defaults(self) -> None:
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = BODY_FONT, _BODY
        style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)

    def _paragraph(self, text: str, font: str, size: Any, *, indented: bool = False, centred: bool = False) -> Any:
        paragraph = self._document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
        if indented:
            shape.first_line_indent = size * 2
            paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), "200")
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(paragraph, text, font, size)
        return paragraph

    def _run(self, paragraph: Any, text: str, font: str, size: Any) -> Any:
        run = paragraph.add_run(clean(text))
        run.font.name, run.font.size = font, size
        run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), font)
        return run


def _without_clock(document: io.BytesIO) -> bytes:
    """The same package with no time of writing in it: the same letter is the same bytes whenever it is made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(document) as written, zipfile.ZipFile(buffer, "w") as package:
        for part in written.infolist():
            package.writestr(zipfile.ZipInfo(part.filename), written.read(part), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
