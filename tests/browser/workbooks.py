"""A workbook as offices send it: title, note, merged two-row header, mixed dates, a subtotal and a signature."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

CASE_NO = "舞城管罚字〔2022〕第3号"
FAULTY_CELL = "2022.13.1"


def messy_ledger(path: Path) -> Path:
    """Three good cases, one without anything it could exist by, one day that is none; one header nobody knows."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("4月")
    sheet.merge_range("A1:H1", "舞阳县城市管理局2022年4月行政处罚案件台账")
    sheet.merge_range("A2:H2", "填报单位：一中队　单位：元")
    for place, title in {"A": "序号", "B": "案号", "C": "案由", "G": "罚款金额（元）", "H": "内部流转备忘"}.items():
        sheet.merge_range(f"{place}3:{place}4", title)
    sheet.merge_range("D3:E3", "当事人")
    sheet.write_row("D4", ["名称", "电话"])
    sheet.merge_range("F3:F4", "立案日期")
    rows = [
        [1, "舞城管罚字〔2022〕第1号", "占道经营", "甲某某", "13800000001", date(2022, 4, 1), "200", "甲"],
        [2, "舞城管罚字〔2022〕第2号", "占道经营", "乙超市", "13800000002", "2022年4月6日", "1,200.50元", "乙"],
        [3, CASE_NO, "随意倾倒垃圾", "丙商店", "13800000003", FAULTY_CELL, "50", "丙"],
        [4, "", "", "", "13800000004", "2022-04-09", "", "丁"],
    ]
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows, 4):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            else:
                sheet.write(number, place, value)
    sheet.write_row("A9", ["合计", "", "", "", "", "", "1,450.50"])
    sheet.write("A11", "填表人：戊某某　审核人：己某某")
    book.close()
    return path
