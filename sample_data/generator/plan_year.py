"""How the bureau reported on its plan: tasks with evidence, year-end reports, pairing, model sites, campaigns."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

from sample_data.generator.docket import BURSTS
from sample_data.generator.folder import UploadFolder
from sample_data.generator.registers import BRIGADE, BUREAU, RESPONSIBLE
from sample_data.generator.tables import Habits, Table, columns, dotted, worded

Record = dict[str, object]

_PLAN = "舞城管〔2022〕40号"
_TASKS = columns(
    "任务编号=task_no 工作任务=task 文件依据=source 责任单位=unit 配合单位=support_units 责任人=owner "
    "完成时限=due_date 进展情况=progress 完成率=percent 状态=status 实际完成时间=done_date 佐证材料=evidence "
    "存在问题=issue 更新日期=updated_at"
)
_LEAD, _OWN = "lead_tasks.csv", "unit_tasks.csv"
"""What was done for the lead units' obligations, and what every unit reports on its own (words to choose from)."""
SILENT_UNIT = "县建筑垃圾管理办公室"
"""Planted: sent in no task sheet at all."""
LATE_PLANS = {"公用事业科": date(2022, 6, 10), "县环境卫生服务中心": date(2022, 6, 20)}
NO_REPORT = ("财务室", "公用事业科", SILENT_UNIT)
LATE_REPORT = "县园林绿化所"
WITHOUT_EVIDENCE = 6
_TITLE = f"{BUREAU}2022年服务型行政执法建设年工作推进台账（示例数据·虚构）"


def _rows(file: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_tasks(folder: UploadFolder, rng: Random) -> dict[str, list[str]]:
    """The lead units' workbook, and one with a sheet for every unit that reported."""
    lead: list[Record] = []
    for task in _rows(_LEAD):
        done = date.fromisoformat(task["done_date"]) if task["done_date"] else None
        lead.append(
            {**task, **_standing(done), "source": _PLAN, "due_date": task["due_date"] or None}
            | {"support_units": ["机关各科室", "局属各单位"], "updated_at": date(2022, 12, 20)}
        )
    note = "填报单位：政策法规室    填报时间：2022年12月20日"
    lead_table = Table("牵头任务", "annual_task", _TASKS, lead, _TITLE, note, Habits(day=worded))
    folder.write("建设年牵头任务推进台账.xlsx", [lead_table])
    sheets = {unit: [_own(rng, unit, task) for task in _rows(_OWN)] for unit in RESPONSIBLE if unit != SILENT_UNIT}
    done_rows = [row for rows in sheets.values() for row in rows if row["status"] == "已完成"]
    bare = rng.sample(done_rows, WITHOUT_EVIDENCE)
    for row in bare:
        row["evidence"] = None
    tables = [
        Table(unit, "annual_task", _TASKS, rows, _TITLE, f"填报单位：{unit}", Habits(day=dotted))
        for unit, rows in sheets.items()
    ]
    folder.write("各单位建设年任务推进台账.xlsx", tables)
    return {
        "task_done_without_evidence": [f"{row['task_no']} {row['unit']}" for row in bare],
        "task_done_late": [f"S7.2 {unit}" for unit in LATE_PLANS] + ["S3.6 政策法规室"],
        "unit_without_tasks": [SILENT_UNIT],
    }


def _standing(done: date | None) -> Record:
    return {"percent": "100%" if done else "90%", "status": "已完成" if done else "推进中", "done_date": done}


def _own(rng: Random, unit: str, task: dict[str, str]) -> Record:
    done = None
    if task["first_month"]:
        first, last = date(2022, int(task["first_month"]), 6), date(2022, int(task["last_month"]), 26)
        done = first + timedelta(days=rng.randint(0, (last - first).days))
        if task["task_no"] == "S7.2":
            done = LATE_PLANS.get(unit, done)
    return {**task, **_standing(done), "unit": unit, "source": _PLAN} | {
        "progress": rng.choice(task["progress"].split("|")),
        "updated_at": date(2022, 12, rng.randint(12, 23)),
    }


def write_reports(folder: UploadFolder, rng: Random) -> dict[str, list[str]]:
    """The register of year-end reports: three units are missing, one is late, some contents are."""
    rows: list[Record] = []
    for unit in RESPONSIBLE:
        if unit not in NO_REPORT:
            day = date(2022, 12, 28) if unit == LATE_REPORT else date(2022, 12, rng.randint(15, 25))
            rows.append({
                "unit": unit, "submitted_on": day, "file_name": f"{unit}服务型行政执法建设年工作总结.docx",
                "has_practice": "√", "has_training": "√", "has_innovation": rng.choice("√√√×"),
                "has_results": rng.choice("√√×"), "media_count": rng.randint(0, 12),
            })  # fmt: skip
    rows.sort(key=lambda row: (str(row["submitted_on"]), str(row["unit"])))
    shown = columns(
        "序号=- 报送单位=unit 报送日期=submitted_on 报告名称=file_name 内容/做法=has_practice 内容/培训=has_training "
        "内容/创新举措=has_innovation 内容/示范成效=has_results 视频图片份数=media_count"
    )
    title = f"{BUREAU}服务型行政执法建设年总结报送登记（示例数据·虚构）"
    folder.write(
        "年终总结报送登记.xlsx", [Table("总结报送", "summary_report", shown, rows, title, habits=Habits(day=worded))]
    )
    return {"unit_without_report": list(NO_REPORT), "report_late": [LATE_REPORT]}


def write_model_sites(folder: UploadFolder) -> None:
    """Pairing of the named model units, and the two units that applied this year."""
    pairs = (
        (BRIGADE, "县园林绿化所", date(2022, 5, 16), ((date(2022, 6, 9), "行政指导文书制作现场教学"),
                                                 (date(2022, 9, 14), "案卷互评"))),
        (BRIGADE, "县环境卫生服务中心", date(2022, 5, 16), ((date(2022, 7, 5), "垃圾分类执法观摩"),)),
        ("县市政设施管理所", "县数字化城市管理中心", date(2022, 6, 18), ((date(2022, 8, 11), "井盖巡查流程交流"),
                                                       (date(2022, 10, 20), "服务承诺制度交流"))),
    )  # fmt: skip
    rows: list[Record] = [
        {"demo_unit": demo, "target_unit": target, "pair_date": paired, "activity": what, "activity_date": day,
         "outcome": "被帮扶单位已建立相应制度", "evidence": "照片4张、活动记录"}
        for demo, target, paired, activities in pairs for day, what in activities
    ]  # fmt: skip
    shown = columns(
        "序号=- 示范点单位=demo_unit 被帮扶单位=target_unit 结对日期=pair_date 活动内容=activity "
        "活动日期=activity_date 帮扶成效=outcome 佐证材料=evidence"
    )
    title = f"{BUREAU}2022年结对帮扶台账（示例数据·虚构）"
    folder.write("结对帮扶台账.xlsx", [Table("结对帮扶", "pairing", shown, rows, title)])
    criteria = (
        "组织领导",
        "制度建设",
        "行政指导",
        "行政调解",
        "风险防控",
        "执法规范",
        "学习培训",
        "宣传引导",
        "特色亮点",
        "群众评价",
    )
    sites: list[Record] = [
        {"unit": unit, "level": level, "criterion": criterion, "points": 10, "self_score": 10 - (place * step) % 3,
         "progress": "已完成" if place < 8 else "持续推进", "due_date": "贯穿全年", "submit_date": date(2022, 4, 28),
         "result": "待验收"}
        for unit, level, step in (("一中队", "市级", 1), ("县数字化城市管理中心", "县级", 2))
        for place, criterion in enumerate(criteria)
    ]  # fmt: skip
    shown = columns(
        "序号=- 创建单位=unit 申报级别=level 验收标准=criterion 标准分=points 自评分=self_score 完成情况=progress "
        "完成时限=due_date 申报日期=submit_date 验收结果=result"
    )
    title = f"{BUREAU}2022年服务型行政执法示范点创建台账（示例数据·虚构）"
    folder.write(
        "示范点创建台账.xlsx", [Table("示范点创建", "demo_site", shown, sites, title, habits=Habits(day=dotted))]
    )


def write_campaigns(folder: UploadFolder) -> None:
    """The announced campaigns; the burst in August is in none of them."""
    announced = [
        ("春季市容环境专项整治", date(2022, 3, 1), date(2022, 3, 31), ["店外经营", "占道经营"]),
        ("夏季露天烧烤专项整治", date(2022, 6, 15), date(2022, 8, 15), ["露天烧烤"]),
        ("扬尘和渣土运输百日攻坚", date(2022, 9, 1), date(2022, 12, 9), ["渣土遗撒", "未密闭运输"]),
        *((burst.campaign, burst.first, burst.last, ["占道经营", "堆放物料"]) for burst in BURSTS if burst.campaign),
    ]
    rows: list[Record] = [
        {"campaign": name, "from_on": first, "to_on": last, "violations": what, "units": [BRIGADE],
         "lead_unit": "市容管理科", "doc_no": f"舞城管〔2022〕{number}号"}
        for number, (name, first, last, what) in enumerate(announced, start=21)
    ]  # fmt: skip
    shown = columns(
        "序号=- 专项行动名称=campaign 起始日期=from_on 结束日期=to_on 整治内容=violations 牵头单位=lead_unit "
        "参加单位=units 方案文号=doc_no"
    )
    title = f"{BUREAU}2022年专项行动计划（示例数据·虚构）"
    folder.write("专项行动计划2022.xlsx", [Table("专项行动", "campaign", shown, rows, title)])
