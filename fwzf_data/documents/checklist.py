"""检查表: the drawn objects as a spot-check ledger without results; filled in, it is loaded like any other."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import xlsxwriter

from fwzf_data.analysis.draw.plan import read_plan
from fwzf_data.analysis.draw.record import draw_number, replacements
from fwzf_data.documents.export import SAMPLE, clean
from fwzf_data.intake.ledger import ledger

FIELDS = (
    "seq_no", "plan_no", "plan_name", "object_name", "officers", "unit", "base_n", "drawn_n", "draw_date", "check_date",
    "result", "problem", "rectify_date", "finish_date", "led_to_case", "case_no", "remark",
)  # fmt: skip
ROWS_FOR_REPLACEMENTS = 20
NEXT_SHOWN = 5


def checklist(record: Mapping[str, Any], labels: Mapping[str, str] | None = None, *, is_sample: bool = False) -> bytes:
    """The workbook; ``labels`` tell inspectors whom an identifier stands for, where the ledgers know."""
    plan, frame = read_plan(record)
    kind = ledger("spot_check")
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2022, 1, 1)})
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(kind.label)
    for place, name in enumerate(FIELDS):
        column = kind.column(name)
        sheet.write_string(0, place, column.label, head)
        is_long = name in ("object_name", "problem", "plan_name", "plan_no")
        sheet.set_column(place, place, 26 if is_long else 12, day if column.type == "date" else None)
    teams = record.get("inspection", {}).get("teams", {})
    names = {one.id: one.name or one.id for one in plan.inspectors}
    for row, one in enumerate(record["drawn"], 1):
        cells = {
            "plan_no": draw_number(record), "plan_name": plan.purpose, "object_name": one["id"],
            "officers": "、".join(names.get(who, who) for who in teams.get(one["id"], [])), "unit": one["stratum"],
        }  # fmt: skip
        sheet.write_number(row, 0, one["no"])
        for place, name in enumerate(FIELDS):
            if cells.get(name):
                sheet.write_string(row, place, clean(cells[name]))
        sheet.write_number(row, FIELDS.index("base_n"), len(frame.members))
        sheet.write_number(row, FIELDS.index("drawn_n"), len(record["drawn"]))
    _choices(book, sheet, len(record["drawn"]) + ROWS_FOR_REPLACEMENTS, kind.column("result").choices())
    sheet.freeze_panes(1, 4)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if is_sample:
        sheet.set_header(f"&L{SAMPLE}")
    _about(book.add_worksheet("填表说明"), record, labels or {}, head, is_sample)
    book.close()
    return buffer.getvalue()


def _choices(book: Any, sheet: Any, rows: int, words: list[str]) -> None:
    hidden = book.add_worksheet("字典")
    hidden.hide()
    hidden.write_column(0, 0, words)
    place = FIELDS.index("result")
    source = f"=字典!$A$1:$A${len(words)}"
    sheet.data_validation(1, place, rows, place, {"validate": "list", "source": source, "error_type": "warning"})


def _about(sheet: Any, record: Mapping[str, Any], labels: Mapping[str, str], head: Any, is_sample: bool) -> None:
    lines = [
        *([f"{SAMPLE}，仅供熟悉系统。"] if is_sample else []),
        "一、每个对象填检查日期和检查结果；有问题的填问题描述和整改期限，整改好了再填完结日期，整张表重新上传即可。",
        "二、注销、停业、搬迁等没有查成的，检查结果照选，备注写明证据和批准人；在表末加一行填下面的递补对象，抽查编号照抄。",
        "三、几组各填各的也可以，分别上传：没有填的行不会冲掉别组登记的结果。要撤销填错的结果，改填正确的，或者撤回那一批。",
        "四、不要改动抽查编号和检查对象名称：系统凭它们与摇号记录核对。",
    ]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
    row = len(lines) + 1
    sheet.write_row(row, 0, ["分层", "递补次序", "递补对象"], head)
    for name, waiting in replacements(record).items():
        for number, identifier in enumerate(waiting[:NEXT_SHOWN], 1):
            row += 1
            sheet.write_row(row, 0, [clean(name or "（不分层）"), number, clean(identifier)])
    if labels:
        row += 2
        sheet.write_row(row, 0, ["对象编号", "对象"], head)
        for one in record["drawn"]:
            row += 1
            sheet.write_row(row, 0, [clean(one["id"]), clean(labels.get(one["id"], ""))])
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 2, 40)
