"""法律风险防控清单: as the ledger that is loaded back, with what each grade rests on, and as a Word document."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from fwzf_data.documents.export import SAMPLE, clean
from fwzf_data.documents.word import Letter
from fwzf_data.intake.ledger import ledger

FIELDS = (
    "seq_no", "risk_point", "violation_code", "manifestation", "party_scope", "risk_level", "frequency", "harm",
    "legal_basis", "consequence", "cause_analysis", "measure", "unit", "publish_way", "published_on", "evidence",
    "version", "remark",
)  # fmt: skip
_FROM = {"risk_point": "violation_name", "risk_level": "level", "measure": "prevention", "remark": "change"}
"""Ledger field → column of the draft, where they are not called alike."""
GROUNDS = {
    "violation_name": "违法风险点", "finding_count": "检查发现数", "case_count": "办案数", "complaint_count": "投诉数",
    "frequency": "频率等级", "harm": "危害等级", "form": "形式等级", "score": "得分", "proposed_level": "建议等级",
    "confirmed_level": "确定等级", "confirmed_why": "确定的理由", "rule": "判定规则", "lacking": "还缺",
}  # fmt: skip
_LONG = {"risk_point", "manifestation", "legal_basis", "consequence", "cause_analysis", "measure", "evidence"}
Points = Sequence[Mapping[str, Any]]


def risk_list_book(
    points: Points, published: Mapping[str, Any] | None = None, *, grounds: bool = True, is_sample: bool = False
) -> bytes:
    """The list in the columns of its ledger; ``published`` holds version, publish_way, published_on and evidence.

    With ``grounds`` a second sheet says what each grade rests on; there and in print a sample says that it is one.
    """
    kind = ledger("risk_list")
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2022, 1, 1)})
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    sheet = book.add_worksheet(kind.label)
    for place, name in enumerate(FIELDS):
        sheet.write_string(0, place, kind.column(name).label, head)
        sheet.set_column(place, place, 32 if name in _LONG else 12)
    for row_no, point in enumerate(points, 1):
        sheet.write_number(row_no, 0, row_no)
        cells = {name: point.get(_FROM.get(name, name)) for name in FIELDS} | dict(published or {})
        for place, name in enumerate(FIELDS):
            value = cells[name]
            if name == "seq_no" or value is None:
                continue
            if isinstance(value, date):
                sheet.write_datetime(row_no, place, datetime(value.year, value.month, value.day), day)
            else:
                sheet.write_string(row_no, place, clean(str(value)), wrapped)
    _print(sheet, is_sample)
    if grounds:
        told = book.add_worksheet("评级依据")
        for place, title in enumerate(GROUNDS.values()):
            told.write_string(0, place, title, head)
            told.set_column(place, place, 32 if place in (0, 10, 11) else 12)
        for row_no, point in enumerate(points, 1):
            for place, name in enumerate(GROUNDS):
                if point[name] is not None:
                    told.write(row_no, place, clean(point[name]) if isinstance(point[name], str) else point[name])
        if is_sample:
            told.write_string(len(points) + 2, 0, SAMPLE)
        _print(told, is_sample)
    book.close()
    return buffer.getvalue()


def _print(sheet: Any, is_sample: bool) -> None:
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if is_sample:
        sheet.set_header(f"&L{SAMPLE}")


def published_book(points: Points, *, is_sample: bool = False) -> bytes:
    """A version that was published, as it was, in the columns of its ledger."""
    told = [
        dict(point) | {"publish_way": "、".join(point["publish_ways"]), "change": point["remark"]} for point in points
    ]
    return risk_list_book(told, grounds=False, is_sample=is_sample)


def risk_list_letter(
    points: Points, gone: Sequence[str], day: date | str, version: str | None, *, is_sample: bool = False
) -> bytes:
    """The list as a document: a table to read, then each point in full, and what changed.

    ``day`` is the one a draft stands on, or that (or the month) the ``version`` was published; an empty one has no
    name. A level nobody has confirmed is told as proposed.
    """
    letter = Letter("行政相对人法律风险防控清单" + ("（草稿）" if version is None else ""), is_sample=is_sample)
    letter.flush(
        f"按截至 {day} 已入库的台账编制，共 {len(points)} 个风险点。"
        if version is None
        else f"{f'{version}，' if version else ''}{day} {_ways(points)}公开，共 {len(points)} 个风险点。"
    )
    letter.table(
        ("序号", "违法风险点", "等级", "行政相对人", "防控措施"),
        [
            (
                str(place), point["violation_name"], _level(point), point["party_scope"] or "",
                point["prevention"] or "（未写）",
            )
            for place, point in enumerate(points, 1)
        ],
        (12, 52, 14, 30, 48),
    )  # fmt: skip
    for place, point in enumerate(points, 1):
        letter.subheading(f"{place}．{point['violation_name']}（{_level(point)}）")
        for label, name in (
            ("表现形式", "manifestation"), ("处罚依据", "legal_basis"), ("法律后果", "consequence"),
            ("发生原因", "cause_analysis"), ("防控措施", "prevention"), ("责任单位", "unit"),
        ):  # fmt: skip
            if point[name]:
                letter.text(f"{label}：{point[name]}")
    changed = [f"{point['violation_name']}：{point['change']}" for point in points if point["change"]]
    changed += [f"{name}：不再列入" for name in gone]
    if changed:
        letter.heading("与上一版相比")
        for line in changed:
            letter.text(line)
    return letter.as_bytes()


def _ways(points: Points) -> str:
    """Where a version was published, in the order its points name it."""
    ways = dict.fromkeys(way for point in points for way in point["publish_ways"])
    return f"以{'、'.join(ways)}" if ways else ""


def _level(point: Mapping[str, Any]) -> str:
    """A draft's level is only proposed until a person confirmed it; a published point has the one it was given."""
    if not point["level"]:
        return "未定"
    return point["level"] if point["confirmed_level"] else f"建议{point['level']}"
