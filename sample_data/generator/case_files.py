"""Writes the case books of all units into the upload folder and notes what was spoilt on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from sample_data.generator import flaws
from sample_data.generator.case_books import (
    FULL,
    GROUPED,
    PLAIN,
    WATER,
    WEB,
    YEAR_TITLE,
    Record,
    by_month,
    final_records,
    garden_table,
    habits_of,
    month_of,
    monthly,
    reported_by_month,
    year_sheet,
)  # fmt: skip
from sample_data.generator.cases import Case
from sample_data.generator.days import LAST
from sample_data.generator.folder import Aside, UploadFolder
from sample_data.generator.registers import BUREAU, Officer
from sample_data.generator.tables import Column, Raw, Sheet, Table, lay_out

BARE = tuple(replace(column, header=column.header.replace("（元）", "")) for column in FULL)


class CaseFiles:
    """One call per form; ``spare`` are the case numbers in which something else is planted."""

    def __init__(
        self, folder: UploadFolder, rng: Random, cases: Sequence[Case], roster: Sequence[Officer], spare: set[str]
    ) -> None:
        self._folder, self._rng, self._roster, self._spare = folder, rng, roster, spare
        self._cases: dict[str, list[Case]] = {}
        for case in cases:
            self._cases.setdefault(case.unit, []).append(case)
        self.noted: dict[str, list[dict[str, object]]] = {"unreadable_cells": [], "rows_without_party": []}

    def write(self) -> None:
        self._monthly_with_versions()
        self._grouped_headers()
        self._old_binary()
        self._gbk_text()
        self._ten_thousands()
        self._web_page()
        self._double_penalties()
        self._unicode_text()

    def _spoil(self, unit: str, records: Sequence[Record], columns: Sequence[Column]) -> None:
        fields = {column.field for column in columns if column.field}
        self.noted["unreadable_cells"] += flaws.spoil_cells(self._rng, unit, records, self._spare, fields)

    def _without_party(self, records: Sequence[Record], count: int, short: str) -> list[Record]:
        extra = flaws.without_party(self._rng, records, count, f"舞城管（{short}）立字〔2022〕")
        self.noted["rows_without_party"] += [{"case_no": row["case_no"]} for row in extra]
        return extra

    def _monthly_with_versions(self) -> None:
        """一中队: a sheet a month, a case again when it has moved on; one sheet repeats all, two are no ledger."""
        unit = "一中队"
        months = reported_by_month(self._cases[unit])
        for row in self._without_party([row for rows in months.values() for row in rows], 2, "一"):
            months[month_of(row)].append(row)
        last = {str(row["case_no"]): row for rows in months.values() for row in rows}
        self._spoil(unit, list(last.values()), FULL)
        habits = habits_of(unit, self._rng, self._roster)
        repeat = Table(
            "汇总", "penalty_case", FULL, list(last.values()), f"{BUREAU}{unit}{YEAR_TITLE}（全年汇总）", habits=habits
        )
        notes = Sheet("说明", [
            ["填表说明（示例数据·虚构）"],
            ["1. 每月最后一个工作日前报送，案件状态有变化的次月续报，以更新日期为准。"],
            ["2. 金额单位为元，日期按年/月/日填写。"],
            ["3. 当事人名称按决定书填写，不得简写。"],
        ])  # fmt: skip
        words = Sheet(
            "字典",
            [["程序类型", "案件状态"], ["简易程序", "在办"], ["普通程序", "已处罚"], [None, "结案"]],
            hidden=True,
        )
        tables = monthly(unit, months, FULL, habits)
        versions = sum(len(rows) for rows in months.values()) - len(last)
        self.noted["later_versions"] = [{"file": "一中队2022年行政处罚案件台账.xlsx", "rows": versions}]
        self._folder.write("一中队2022年行政处罚案件台账.xlsx", [
            *tables, Aside(lay_out(repeat), "汇总：重复各月数据"), Aside(notes, "说明"), Aside(words, "字典"),
        ])  # fmt: skip
        self._repeated_in_second_file(list(last.values()))

    def _repeated_in_second_file(self, records: Sequence[Record]) -> None:
        """The supervision office copies twelve cases: six as they stand, six it has corrected since."""
        closed = [row for row in records if row["status"] == "结案" and row["case_no"] not in self._spare]
        whole = [row for row in closed if row["party_name"] and row["receipt_no"] and row["proposed_fine"]
                 and not any(isinstance(value, Raw) for value in row.values())]  # fmt: skip
        chosen = self._rng.sample(whole, 12)
        changed = [
            {**row, "remark": "监督检查室核对：票据号更正", "receipt_no": f"{row['receipt_no']}改"}
            for row in chosen[6:]
        ]
        table = Table(
            "重点案件",
            "penalty_case",
            FULL,
            [*chosen[:6], *({**row, "updated_on": LAST} for row in changed)],
            f"{BUREAU}2022年重点案件抽查台账（示例数据·虚构）",
            "填报单位：监督检查室    填报时间：2022年12月31日    单位：元",
        )
        self._folder.write("监督检查室重点案件抽查台账.xlsx", [table])
        self.noted["in_two_files"] = [
            {"case_no": row["case_no"], "content": "equal" if place < 6 else "different"}
            for place, row in enumerate(chosen)
        ]

    def _grouped_headers(self) -> None:
        """二中队: a sheet a month, headers of two rows, broken look-ups and ruined identity numbers."""
        unit = "二中队"
        records = final_records(self._cases[unit])
        self._spoil(unit, records, GROUPED)
        twice, said = flaws.said_twice(self._rng, records, self._spare, "舞城管（二）立字〔2022〕")
        self.noted["same_number_on_one_sheet"] = said
        self.noted |= flaws.spreadsheet_accidents(self._rng, records, self._spare)
        months = by_month(records)
        months[month_of(twice[0])].append(twice[0])
        months[month_of(twice[1])] += twice[1:]
        tables = monthly(unit, months, GROUPED, habits_of(unit, self._rng, self._roster))
        self._folder.write("二中队行政处罚台账2022.xlsx", tables)

    def _old_binary(self) -> None:
        """三中队: the old .xls format."""
        unit = "三中队"
        records = final_records(self._cases[unit])
        self._spoil(unit, records, PLAIN)
        months = by_month([*records, *self._without_party(records, 2, "三")])
        self._folder.write(
            "三中队2022年处罚台账.xls", monthly(unit, months, PLAIN, habits_of(unit, self._rng, self._roster)), "xls"
        )

    def _gbk_text(self) -> None:
        """四中队: one csv in the office encoding, dates in every spelling."""
        unit = "四中队"
        records = final_records(self._cases[unit])
        self._spoil(unit, records, PLAIN)
        self.noted["readable_oddities"] = flaws.readable_oddities(self._rng, records, self._spare)
        rows = [*records, *self._without_party(records, 1, "四")]
        table = year_sheet(unit, rows, PLAIN, habits_of(unit, self._rng, self._roster), "四中队2022年案件")
        self._folder.write("四中队2022年案件（示例数据）.csv", [replace(table, title=None, note=None)], "gbk")

    def _ten_thousands(self) -> None:
        """五中队: amounts in 万元, said only in the line above the header."""
        unit = "五中队"
        months = reported_by_month(self._cases[unit])
        tables = monthly(unit, months, BARE, habits_of(unit, self._rng, self._roster), money="万元")
        self._folder.write("五中队2022年行政处罚案件台账.xlsx", tables)

    def _web_page(self) -> None:
        """六中队: a web page under the name of a workbook; two months are simply not there."""
        unit = "六中队"
        records = final_records(self._cases[unit])
        self._spoil(unit, records, WEB)
        rows = [*records, *self._without_party(records, 1, "六")]
        table = year_sheet(unit, rows, WEB, habits_of(unit, self._rng, self._roster), "Sheet1")
        self._folder.write("六中队导出案件.xls", [table], "html")

    def _double_penalties(self) -> None:
        """园林所: amounts in words, officers in two cells, two penalties in rows merged downwards."""
        unit = "县园林绿化所"
        table = garden_table(unit, final_records(self._cases[unit]), habits_of(unit, self._rng, self._roster))
        self.noted["two_penalties_one_case"] = [{"case_no": table.records[start]["case_no"]} for start in table.spans]
        self._folder.write("园林所2022年案件台账.xlsx", [table])

    def _unicode_text(self) -> None:
        """市政所: Excel's Unicode text."""
        unit = "县市政设施管理所"
        table = year_sheet(
            unit, final_records(self._cases[unit]), WATER, habits_of(unit, self._rng, self._roster), "市政所2022年案件"
        )
        self._folder.write("市政所2022年案件.txt", [table], "utf16")
