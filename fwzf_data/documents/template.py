"""An empty ledger to fill in: required marks, drop-downs, hints, an example row that intake sets aside."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from fwzf_data.documents.export import sheet_name
from fwzf_data.intake.ledger import Column, Ledger

ROWS_WITH_HELP = 2_000
"""How far down drop-downs and formats reach."""
HEADER_ROW = 2
EXAMPLE_MARK = "示例："
MUST, ONE_OF, WANTED, FREE = "必填", "至少填一项", "尽量填", "选填"

_TYPE_WORDS = {
    "text": "文字",
    "code": "从下拉中选",
    "codes": "可填多个，用“、”隔开",
    "list": "可填多个，用“、”隔开",
    "things": "可填多个，用“、”隔开",
    "date": "日期，如 2022-04-30",
    "datetime": "日期时间，如 2022-04-30 10:00",
    "money": "金额（元），如 200 或 1200.50",
    "int": "整数",
    "decimal": "数字",
    "percent": "百分比，如 85%",
    "bool": "是 或 否",
    "uscc": "18 位统一社会信用代码（文本格式）",
    "id_no": "证件号码（文本格式，不要存成数字）",
    "phone": "电话号码（文本格式）",
}


def template(ledger: Ledger) -> bytes:
    """The workbook as bytes: the ledger's sheet, 填写说明, and a hidden 字典 behind the drop-downs."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _formats(book)
    sheet = book.add_worksheet(sheet_name(ledger.label))
    guide = book.add_worksheet("填写说明")
    words = book.add_worksheet("字典")
    words.hide()
    _write_ledger(sheet, words, ledger, formats)
    _write_guide(guide, ledger, formats)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    head = {"bold": True, "bg_color": "#DCE6F1", "border": 1}
    looks: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 14, "align": "center"},
        "note": {"font_color": "#595959", "valign": "top"},
        MUST: {**head, "font_color": "#C00000", "text_wrap": True, "align": "center"},
        ONE_OF: {**head, "font_color": "#C00000", "text_wrap": True, "align": "center"},
        WANTED: {**head, "font_color": "#1F5FA8", "text_wrap": True, "align": "center"},
        FREE: {**head, "text_wrap": True, "align": "center"},
        "example": {"font_color": "#808080", "italic": True, "num_format": "@"},
        "text": {"num_format": "@"},
        "date": {"num_format": "yyyy-mm-dd"},
        "money": {"num_format": "#,##0.00"},
        "wrap": {"text_wrap": True, "valign": "top", "border": 1},
        "head": head,
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_ledger(sheet: Any, words: Any, ledger: Ledger, formats: dict[str, Any]) -> None:
    last = len(ledger.columns) - 1
    sheet.merge_range(0, 0, 0, max(last, 1), f"{ledger.label}（模板）", formats["title"])
    sheet.write_string(
        1,
        0,
        f"填报单位：　　　　填报时间：　　　　红色带 * 的列必填，缺了整行退回：{_needs_in_words(ledger)}。"
        "蓝色的列尽量填，没有时可留空；灰色示例行不入库。",
        formats["note"],
    )
    sheet.set_row(HEADER_ROW, 32)
    for place, column in enumerate(ledger.columns):
        kind = duty(ledger, column)
        name = f"{column.label}*" if kind in (MUST, ONE_OF) else column.label
        sheet.write_string(HEADER_ROW, place, name, formats[kind])
        sheet.set_column(place, place, max(12, min(30, 2 * len(column.label) + 4)), _cell_format(column, formats))
        sheet.write_string(
            HEADER_ROW + 1, place, (EXAMPLE_MARK if place == 0 else "") + column.example, formats["example"]
        )
        _help(sheet, words, place, column, kind)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + ROWS_WITH_HELP, last)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)


def _cell_format(column: Column, formats: dict[str, Any]) -> Any:
    return formats.get(
        {"uscc": "text", "id_no": "text", "phone": "text", "text": "text", "date": "date", "money": "money"}.get(
            column.type, ""
        )
    )


def duty(ledger: Ledger, column: Column) -> str:
    """Whether a row is returned without this column, is the better for it, or may do without."""
    if column.name in ledger.needs:
        return MUST
    if any(column.name in need.replace("+", "|").split("|") for need in ledger.needs):
        return ONE_OF
    return WANTED if column.required else FREE


def _help(sheet: Any, words: Any, place: int, column: Column, kind: str) -> None:
    """A drop-down, from the hidden sheet because Excel drops lists of over 255 characters; else an input hint."""
    first, last = HEADER_ROW + 2, HEADER_ROW + ROWS_WITH_HELP
    told = f"{kind}：{column.hint or _TYPE_WORDS[column.type]}"
    hint = {"input_title": column.label[:32], "input_message": told[:255]}
    choices = ["是", "否"] if column.type == "bool" else column.choices()
    if column.type in {"bool", "code"} and choices:
        words.write_column(0, place, choices)
        letter = xl_col_to_name(place)
        source = f"=字典!${letter}$1:${letter}${len(choices)}"
        sheet.data_validation(
            first, place, last, place, {"validate": "list", "source": source, "error_type": "warning", **hint}
        )
    else:
        sheet.data_validation(first, place, last, place, {"validate": "any", **hint})


def _write_guide(guide: Any, ledger: Ledger, formats: dict[str, Any]) -> None:
    lines = [
        f"一、本模板用于填报「{ledger.label}」，一行一条记录，从第 {HEADER_ROW + 3} 行填起。",
        "二、列名可以增减、改序，也可以直接上传本单位原有的台账，系统会认表头并请您确认。",
        "三、证件号码、信用代码、电话请先把单元格设为“文本”再填，否则后几位会丢失。",
        f"四、以“{EXAMPLE_MARK}”开头的行、合计行、签字行不入库。",
        f"五、必填：一行至少要有{_needs_in_words(ledger)}，缺了整行退回。"
        "尽量填：没有时可留空，留空的计入「完整性」。选填：有就填。",
        f"六、栏目依据：{ledger.source}。",
    ]
    for row, line in enumerate(lines):
        guide.write_string(row, 0, line)
    top = len(lines) + 1
    for place, head in enumerate(["列名", "填不填", "怎么填", "示例", "可选值", "也认这些列名"]):
        guide.write_string(top, place, head, formats["head"])
    for row, column in enumerate(ledger.columns, top + 1):
        cells = [
            column.label,
            duty(ledger, column),
            column.hint or _TYPE_WORDS[column.type],
            column.example,
            "、".join(column.choices()),
            "、".join(column.synonyms),
        ]
        for place, cell in enumerate(cells):
            guide.write_string(row, place, cell, formats["wrap"])
    for place, width in enumerate([24, 10, 34, 24, 40, 60]):
        guide.set_column(place, place, width)


def _needs_in_words(ledger: Ledger) -> str:
    def label(field: str) -> str:
        return ledger.column(field).label

    return "，".join(
        "或".join("加".join(label(field) for field in part.split("+")) for part in need.split("|"))
        for need in ledger.needs
    )
