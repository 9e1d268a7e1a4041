"""Three constructed years of a small bureau, drawn by a seed: a diligent one, an average one, a failing one.

A year is plain rows by ledger, one list a file, under the fields of the ledgers; blanks are missing keys.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from fwzf_data.bureau import open_bureau
from fwzf_data.intake.ledger import ledger
from fwzf_data.loading.load import LoadOptions, blueprint, load
from fwzf_data.store.home import Home

Row = dict[str, Any]
Year = dict[str, list[list[Row]]]
"""Ledger → files → rows."""

RESPONSIBLE = ("政策法规室", "监督检查室", "县城市综合执法大队", "环卫所")
SQUADS = ("一中队", "二中队")
WRITTEN = {
    "政策法规室": ("政策法规室", "政策法规科", "法规科"),
    "县城市综合执法大队": ("县城市综合执法大队", "执法大队", "城管大队"),
    "环卫所": ("环卫所", "环卫处"),
}
"""How clerks write a unit."""
LEAD_TASKS = ("S1.1", "S1.2", "S1.3", "S1.4", "S1.5", "S3.4", "S3.6", "S4.2", "S4.3", "S4.5", "S4.7", "S5.1", "S5.4",
              "S5.6", "S6.1", "S6.2", "S8.3")  # fmt: skip
UNIT_TASKS = ("S4.1", "S7.1", "S7.2", "S7.3", "S7.4", "S8.2")
SUPERVISED = {"S4.7", "S5.5", "S6.1", "S6.2", "S4.8"}
"""Led by 监督检查室."""
DUE = {"S1": date(2022, 4, 30), "S3.6": date(2022, 4, 30), "S7.1": date(2022, 5, 31), "S7.2": date(2022, 5, 31),
       "S7.3": date(2022, 11, 30), "S7.4": date(2022, 12, 25)}  # fmt: skip
FIELDS = ("网格化", "垃圾分类", "便民服务点", "公共自行车", "志愿服务站")
CONTENTS = ("职责", "依据", "权限", "结果")
STAGES = ("重大执法决定", "日常监管执法", "受理举报投诉")


@dataclass(frozen=True)
class Temper:
    """How a bureau works: chances from 0 to 1."""

    reports: float
    """That something is reported at all."""
    on_time: float
    proves: float
    """That a report names its evidence, that a cell is filled."""
    has_lists: float
    """That a ledger that can count was loaded."""


TEMPERS = {
    "diligent": Temper(1.0, 0.97, 0.99, 1.0),
    "average": Temper(0.75, 0.7, 0.7, 0.6),
    "failing": Temper(0.3, 0.35, 0.3, 0.35),
}


def made(name: str, seed: int) -> Year:
    """The year of this temper and seed."""
    return _Maker(TEMPERS[name], Random(f"{name} {seed}")).year()


def load_year(year: Year, home: Path, folder: Path) -> Home:
    """Write each file under its Chinese headings and load it the usual way."""
    opened = open_bureau(home)
    for key, files in year.items():
        kind = ledger(key)
        for number, rows in enumerate(files, 1):
            names = list(dict.fromkeys(name for row in rows for name in row))
            file = folder / f"{kind.label.replace('/', '或')}{number}.csv"
            with file.open("w", encoding="utf-8-sig", newline="") as lines:
                out = csv.writer(lines)
                out.writerow(kind.column(name).label for name in names)
                out.writerows([_cell(row.get(name)) for name in names] for row in rows)
            load(opened, file, LoadOptions(ledger=key, actor="试验"), facts=False)
    opened.refresh("试验", blueprint())
    return opened


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case list():
            return "、".join(value)
        case _:
            return str(value)


class _Maker:
    def __init__(self, temper: Temper, luck: Random) -> None:
        self._temper = temper
        self._luck = luck

    def year(self) -> Year:
        made: Year = {"unit": [self._units()], "annual_task": [self._tasks()]}
        for key, rows in (
            ("risk_list", self._risks),
            ("training", self._trainings),
            ("summary_report", self._summaries),
            ("pairing", self._pairings),
            ("demo_site", self._sites),
            ("permit_publicity", self._permits),
            ("power_list", self._powers),
            ("spot_check", self._checks),
            ("mediation", self._mediations),
            ("complaint", self._complaints),
            ("penalty_case", self._cases),
        ):
            if self._chance(self._temper.has_lists) and (found := rows()):
                made[key] = [found]
        made["guidance"] = [rows for unit in (*RESPONSIBLE, *SQUADS) if (rows := self._guidances(unit))]
        return {key: files for key, files in made.items() if files and files[0]}

    def _chance(self, share: float) -> bool:
        return self._luck.random() < share

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(self._luck.randrange((last - first).days + 1))

    def _any_day(self) -> date:
        return self._day(date(2022, 1, 3), date(2022, 12, 30))

    def _written(self, unit: str) -> str:
        return self._luck.choice(WRITTEN.get(unit, (unit,)))

    def _units(self) -> list[Row]:
        named = self._luck.choice(RESPONSIBLE[2:])
        rows: list[Row] = [
            {"unit": unit, "unit_kind": "机关股室" if unit.endswith("室") else "局属单位", "is_responsible": True,
             "is_demo": unit == named, "aliases": ["环卫处"] if unit == "环卫所" else None, "parent_unit": None}
            for unit in RESPONSIBLE
        ]  # fmt: skip
        return rows + [
            {"unit": squad, "unit_kind": "局属单位", "is_responsible": False, "is_demo": False,
             "parent_unit": "县城市综合执法大队"}
            for squad in SQUADS
        ]  # fmt: skip

    def _tasks(self) -> list[Row]:
        rows = [self._task(key, "监督检查室" if key in SUPERVISED else "政策法规室") for key in LEAD_TASKS]
        rows += [self._task(key, unit) for key in UNIT_TASKS for unit in (*RESPONSIBLE, "一中队")]
        rows += [self._task("S8.1", "政策法规室"), self._task("S3.6", "环卫所"), self._task("S5.2", "政策法规室")]
        return [row for row in rows if row]

    def _task(self, key: str, unit: str) -> Row:
        if not self._chance(self._temper.reports):
            return {}
        due = DUE.get(key) or DUE.get(key.split(".")[0]) or date(2022, 12, 20)
        early, late = max(date(2022, 1, 5), due - timedelta(60)), due
        if not self._chance(self._temper.on_time):
            early, late = due + timedelta(1), min(due + timedelta(90), date(2022, 12, 31))
        done = self._day(early, max(early, late))
        state = self._luck.choice(("已完成", "已完成", "已完成", "推进中", "未开始"))
        if self._chance(self._temper.on_time):
            state = "已完成"
        begun = state != "未开始"
        words = FIELDS if key == "S4.1" else CONTENTS
        told = [word for word in words if self._chance(self._temper.proves)]
        return {
            "task_no": key,
            "unit": self._written(unit),
            "task": "任务",
            "status": state if self._chance(0.95) else None,
            "done_date": done if state == "已完成" and self._chance(0.8) else None,
            "evidence": ["文件", "照片"] if begun and self._chance(self._temper.proves) else None,
            "progress": ("，".join(told) or "办理") if begun else None,
            "updated_at": done + timedelta(self._luck.randrange(5)) if self._chance(0.93) else None,
        }

    def _risks(self) -> list[Row]:
        published = self._day(date(2022, 4, 10), date(2022, 4, 30))
        if not self._chance(self._temper.on_time):
            published += timedelta(20)
        versions = ["一", "二"] if self._chance(0.5) else ["一"]
        return [
            {
                "risk_point": f"风险{number}", "version": version,
                "risk_level": "高" if self._chance(self._temper.proves) else None,
                "legal_basis": "条例" if self._chance(self._temper.proves) else None,
                "consequence": "罚款", "measure": "提醒" if self._chance(self._temper.proves) else None,
                "published_on": published if version == "一" and self._chance(0.95) else None,
                "publish_way": ["微信"],
            }
            for version in versions for number in range(3)
        ]  # fmt: skip

    def _trainings(self) -> list[Row]:
        return [
            {
                "training_no": f"PX{number}", "title": f"第{number}讲",
                "kind": self._luck.choice(("执法业务培训", "执法业务培训", "道德讲堂", "党性学习教育", "其他", None)),
                "start_date": self._any_day() if self._chance(0.85) else f"{self._any_day():%Y-%m}",
                "host_unit": "政策法规室", "units": ["政策法规室"],
                "actual_n": self._luck.choice((20, 20, 0, None)),
                "has_test": self._luck.choice((True, False)),
                "status": self._luck.choice(("已举办", "已举办", "计划", "取消", None)),
            }
            for number in range(1 + int(8 * self._temper.reports))
        ]  # fmt: skip

    def _summaries(self) -> list[Row]:
        return [
            {"unit": self._written(unit), "submitted_on": self._day(date(2022, 12, 10), date(2022, 12, 25))
             if self._chance(self._temper.on_time) else self._day(date(2022, 12, 26), date(2022, 12, 31)),
             "file_name": "总结", "has_practice": True, "media_count": 2}
            for unit in (*RESPONSIBLE, "一中队") if self._chance(self._temper.reports)
        ]  # fmt: skip

    def _pairings(self) -> list[Row]:
        return [
            {"demo_unit": self._written(unit), "target_unit": "政策法规室", "pair_date": self._any_day(),
             "activity": "观摩", "activity_date": self._any_day() if self._chance(0.5) else None}
            for unit in RESPONSIBLE[2:] if self._chance(self._temper.reports)
        ]  # fmt: skip

    def _sites(self) -> list[Row]:
        return [
            {"unit": unit, "year": 2022, "level": "县级", "progress": "创建中",
             "submit_date": self._any_day() if self._chance(self._temper.reports) else None,
             "named_on": self._any_day() if self._chance(0.3) else None}
            for unit in RESPONSIBLE[2:]
        ]  # fmt: skip

    def _permits(self) -> list[Row]:
        rows = []
        for number in range(6):
            accepted = self._day(date(2022, 1, 4), date(2022, 11, 30))
            decided = accepted + timedelta(self._luck.randrange(1, 20))
            rows.append({
                "permit_doc_no": f"许{number}", "party_name": f"公司{number}",
                "party_type": self._luck.choice(("法人及非法人组织", "个体工商户", "自然人", None)),
                "permit_content": "占道", "unit": self._written(self._luck.choice(RESPONSIBLE)),
                "accept_date": accepted, "decision_date": decided, "promised_days": 7, "statutory_days": 20,
                "published_on": decided + timedelta(self._luck.randrange(0, 16)) if self._chance(0.8) else None,
            })  # fmt: skip
        return rows

    def _powers(self) -> list[Row]:
        return [{"power_name": "占道许可", "power_type": "行政许可", "promised_days": 5,
                 "statutory_days": 20}]  # fmt: skip

    def _checks(self) -> list[Row]:
        return [{"plan_no": "抽1", "plan_name": "抽查", "object_name": "甲公司", "draw_date": self._any_day(),
                 "unit": "监督检查室", "result": "未发现问题"}]  # fmt: skip

    def _mediations(self) -> list[Row]:
        rows = []
        for number in range(2 + int(10 * self._temper.reports)):
            accepted = self._day(date(2022, 1, 4), date(2022, 12, 15))
            willing, result = self._luck.choice(
                ((True, "达成协议"), (True, "未达成协议"), (False, "不同意调解"), (True, "调解中"), (True, "撤回"))
            )
            closed = accepted + timedelta(self._luck.randrange(1, 40)) if result != "调解中" else None
            rows.append({
                "mediation_no": f"调{number}", "unit": self._written(self._luck.choice((*RESPONSIBLE, *SQUADS))),
                "applicant": f"甲{number}", "respondent": f"乙{number}", "accept_date": accepted,
                "stage": self._luck.choice(STAGES),
                "notice_date": accepted + timedelta(2) if self._chance(self._temper.proves) else None,
                "agreed": willing, "result": result, "end_date": closed,
                "referred_to": "行政诉讼" if self._chance(self._temper.proves) else None,
                "archive_date": closed + timedelta(3) if closed and self._chance(self._temper.proves) else None,
            })  # fmt: skip
        return rows

    def _complaints(self) -> list[Row]:
        return [
            {"complaint_no": f"诉{number}", "unit": self._written(self._luck.choice((*RESPONSIBLE, *SQUADS))),
             "accept_date": self._any_day(), "category": self._luck.choice(("噪声", "占道", "执法态度")),
             "content": self._luck.choice(("夜间噪声", "言语粗暴")), "result": "已处理"}
            for number in range(int(8 * self._temper.reports))
        ]  # fmt: skip

    def _cases(self) -> list[Row]:
        rows = []
        for number in range(4 + int(20 * self._temper.reports)):
            decided = self._day(date(2022, 1, 5), date(2022, 12, 31))
            rows.append({
                "case_no": f"案{number}", "decision_no": f"决{number}", "party_name": f"公司{number}",
                "cause": "占道经营",
                "unit": self._written(self._luck.choice((*RESPONSIBLE[2:], *SQUADS))),
                "party_type": self._luck.choice(("法人及非法人组织", "法人及非法人组织", "自然人", None)),
                "procedure": self._luck.choice(("普通程序", "普通程序", "简易程序")),
                "decision_date": decided if self._chance(0.95) else None, "penalty_type": ["罚款"],
                "fine_amount": 200, "legal_basis": "条例第一条" if self._chance(self._temper.proves) else None,
                "publish_date": decided + timedelta(self._luck.randrange(0, 16)) if self._chance(0.8) else None,
            })  # fmt: skip
        return rows

    def _guidances(self, unit: str) -> list[Row]:
        if not self._chance(self._temper.reports):
            return []
        has_form, has_served = self._chance(0.85), self._chance(0.85)
        rows = []
        for number in range(1 + int(4 * self._temper.reports)):
            day = self._day(date(2022, 1, 4), date(2022, 12, 20))
            row: Row = {
                "guidance_no": f"导{unit}{number}", "unit": self._written(unit), "party_name": f"店{number}",
                "topic": "提醒" if self._chance(self._temper.proves) else None,
                "guidance_date": day if self._chance(0.9) else f"{day:%Y-%m}", "officers": ["张三"],
                "has_document": self._chance(self._temper.proves),
                "archive_no": "卷一" if self._chance(self._temper.proves) else None,
            }  # fmt: skip
            if has_form:
                row["form"] = ["书面"] if self._chance(0.6) else ["口头"]
            if has_served:
                row["served_date"] = day + timedelta(self._luck.randrange(6)) if self._chance(0.8) else None
            rows.append(row)
        return rows
