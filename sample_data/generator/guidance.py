"""The service side: guidance given to shops and companies, and mediation offered to neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from sample_data.generator.days import LAST, add_days, add_workdays, day_in, on_workday
from sample_data.generator.folder import UploadFolder
from sample_data.generator.parties import SHOP_TRADES, STREETS, Townsfolk
from sample_data.generator.registers import BRIGADE, BUREAU, SQUADS, Officer, squad_of
from sample_data.generator.tables import Habits, Raw, Table, columns, dotted, worded

Record = dict[str, object]

COUNTS = {
    **dict.fromkeys(SQUADS[:5], 58), "六中队": 24, "市容管理科": 36, "县园林绿化所": 22, "县市政设施管理所": 26,
    "县环境卫生服务中心": 24, "政策法规室": 14,
}  # fmt: skip
MEDIATIONS = 58
_GUIDANCE = columns(
    "序号=- 指导编号=guidance_no 指导对象=party_name 指导事项=topic 指导方式=method 指导形式=form "
    "指导日期=guidance_date 实施人员=officers 实施单位=unit 是否制作文书=has_document 送达日期=served_date "
    "案卷号=archive_no 指导效果=outcome 回访日期=revisit_date 街道=street 户次=count 备注=remark"
)
_MEDIATION = columns(
    "序号=- 调解编号=mediation_no 当事人/申请人=applicant 当事人/被申请人=respondent 纠纷类型=dispute_type "
    "纠纷事由=dispute 融入环节=stage 告知/告知引导书送达日期=notice_date 告知/是否同意调解=agreed "
    "受理日期=accept_date 调解员=mediators 调解日期=mediation_date 调解结果=result 协议编号=agreement_no "
    "引导途径=referred_to 承办单位=unit 办结日期=end_date 归档日期=archive_date 备注=remark"
)
_METHODS = (("提示", 26), ("规劝", 24), ("辅导", 14), ("引导", 12), ("建议", 9), ("回访", 7), ("约谈", 5), ("示范", 3))
_FORMS = (("口头", 38), ("书面", 26), ("微信", 14), ("电话", 10), ("简易行政指导书", 8), ("短信", 4))
_TOPICS = (
    "门前五包责任落实", "规范店外经营秩序", "餐饮油烟净化设施清洗维护", "户外招牌设置和维护", "垃圾分类投放",
    "建筑垃圾处置核准办理流程", "占道经营疏导至便民服务点", "噪声扰民防范", "绿化管护和占绿审批", "道路挖掘手续办理",
)  # fmt: skip
_DISPUTES = ("油烟扰民", "空调外机噪声", "占用公共通道堆物", "装修垃圾清运费用", "绿化修剪影响采光", "下水管道堵塞责任")
_STAGES = (("日常监管执法", 26), ("受理举报投诉", 27), ("重大执法决定", 5))


def draw_guidance(
    rng: Random, folk: Townsfolk, roster: Sequence[Officer]
) -> tuple[dict[str, list[Record]], dict[str, list[str]]]:
    """Single records and monthly counts by unit; some written guidance lacks its document or its file number."""
    books: dict[str, list[Record]] = {}
    number = 0
    for unit, count in COUNTS.items():
        staff = [officer.name for officer in squad_of(list(roster), unit)] or ["张建国"]
        rows = [_guided(rng, unit, folk, staff) for _ in range(count)]
        rows.sort(key=lambda row: (str(row["guidance_date"]), str(row["party_name"])))
        for row in rows:
            number += 1
            row["guidance_no"] = f"舞城管指字〔2022〕第{number:03d}号"
            if row["archive_no"]:
                row["archive_no"] = f"ZD-2022-{number:03d}"
        books[unit] = rows + _monthly_counts(rng, unit)
    written = [row for rows in books.values() for row in rows if row["form"] == "书面"]
    chosen = rng.sample(written, 16)
    for row in chosen[:7]:
        row.update(has_document="否", served_date=None)
    for row in chosen[7:]:
        row.update(archive_no=None)
    planted = {
        "written_guidance_without_document": [str(row["guidance_no"]) for row in chosen[:7]],
        "written_guidance_without_file_number": [str(row["guidance_no"]) for row in chosen[7:]],
    }
    return books, planted


def _guided(rng: Random, unit: str, folk: Townsfolk, staff: Sequence[str]) -> Record:
    street = rng.choice(STREETS.get(unit, STREETS["一中队"]))
    months = [0 if unit == "六中队" and month in (7, 8) else weight for month, weight in _MONTHS.items()]
    day = on_workday(day_in(rng, rng.choices(range(1, 13), months)[0]))
    form = rng.choices([name for name, _ in _FORMS], [weight for _, weight in _FORMS])[0]
    written = form == "书面"
    return {
        "party_name": folk.shop(street, rng.choice(SHOP_TRADES)).name, "topic": rng.choice(_TOPICS),
        "method": rng.choices([name for name, _ in _METHODS], [weight for _, weight in _METHODS])[0], "form": form,
        "guidance_date": min(day, LAST), "officers": rng.sample(list(staff), min(2, len(staff))), "unit": unit,
        "has_document": "是" if written else "否", "served_date": min(day, LAST) if written else None,
        "archive_no": "卷" if written else None,
        "outcome": rng.choice(("已采纳并改正", "已采纳", "当场整改", "承诺三日内整改")),
        "revisit_date": _until(add_days(day, rng.randint(7, 20))) if rng.random() < 0.4 else None, "street": street,
    }  # fmt: skip


_MONTHS = {1: 4, 2: 4, 3: 8, 4: 11, 5: 11, 6: 9, 7: 9, 8: 8, 9: 9, 10: 9, 11: 9, 12: 8}


def _monthly_counts(rng: Random, unit: str) -> list[Record]:
    """Simple forms are only counted, once a month: the date is a month, as the plan allows."""
    if unit not in ("一中队", "三中队", "市容管理科"):
        return []
    return [
        {
            "topic": "发放提示单、微信群提醒", "method": "提示", "form": "微信",
            "guidance_date": Raw(f"2022年{month}月"), "unit": unit, "has_document": "否", "served_date": None,
            "archive_no": None, "count": rng.randint(30, 120), "outcome": "已提醒到户", "officers": [],
        }
        for month in range(4, 13)
    ]  # fmt: skip


def draw_mediations(
    rng: Random, folk: Townsfolk, roster: Sequence[Officer]
) -> tuple[list[Record], dict[str, list[str]]]:
    """Disputes by date; a few refused ones were sent away without being told where to go, some files are not closed."""
    mediators = [officer.name for officer in roster if officer.unit in ("政策法规室", "市容管理科")]
    rows = [_mediated(rng, folk, mediators) for _ in range(MEDIATIONS)]
    rows.sort(key=lambda row: (str(row["accept_date"]), str(row["applicant"])))
    for place, row in enumerate(rows, start=1):
        row["mediation_no"] = f"舞城管调字〔2022〕第{place:03d}号"
        if row["result"] == "达成协议":
            row["agreement_no"] = f"舞城管调协〔2022〕第{place:03d}号"
    failed = [row for row in rows if row["result"] in ("未达成", "不同意调解")]
    without_way = rng.sample(failed, 3)
    for row in without_way:
        row["referred_to"] = None
    unfiled = rng.sample([row for row in rows if row["archive_date"] and row not in without_way], 6)
    for row in unfiled:
        row["archive_date"] = None
    return rows, {
        "mediation_failed_without_referral": [str(row["mediation_no"]) for row in without_way],
        "mediation_not_filed": [str(row["mediation_no"]) for row in unfiled],
    }


def _mediated(rng: Random, folk: Townsfolk, mediators: Sequence[str]) -> Record:
    unit = rng.choice((*SQUADS[:5], "市容管理科", "县园林绿化所"))
    street = rng.choice(STREETS.get(unit, STREETS["一中队"]))
    accepted = on_workday(day_in(rng, rng.randint(3, 11)))
    result = rng.choices(("达成协议", "未达成", "不同意调解"), (68, 17, 15))[0]
    ended = add_workdays(accepted, rng.randint(3, 15))
    failed = result != "达成协议"
    return {
        "applicant": folk.person(street, "居民", unit).name, "respondent": folk.shop(street, "餐饮").name,
        "dispute_type": "民事纠纷" if rng.random() < 0.9 else "行政争议", "dispute": rng.choice(_DISPUTES),
        "stage": rng.choices([name for name, _ in _STAGES], [weight for _, weight in _STAGES])[0],
        "notice_date": accepted, "agreed": "否" if result == "不同意调解" else "是", "accept_date": accepted,
        "mediators": rng.sample(list(mediators), 1), "result": result, "unit": unit,
        "mediation_date": None if result == "不同意调解" else add_workdays(accepted, 2),
        "referred_to": rng.choice(("行政诉讼", "行政复议", "仲裁")) if failed else None,
        "end_date": ended, "archive_date": _until(add_workdays(ended, rng.randint(3, 15))),
    }  # fmt: skip


def _until(day: date) -> date | None:
    return day if day <= LAST else None


def write_guidance(folder: UploadFolder, books: Mapping[str, Sequence[Record]], mediations: Sequence[Record]) -> None:
    title = "2022年行政指导台账（示例数据·虚构）"
    folder.write("执法大队行政指导台账2022.xlsx", [
        Table(unit, "guidance", _GUIDANCE, books[unit], f"{BUREAU}{BRIGADE}{unit}{title}", f"填报单位：{unit}")
        for unit in SQUADS
    ])  # fmt: skip
    others = [row for unit, rows in books.items() if unit not in SQUADS for row in rows]
    folder.write("机关股室和局属单位行政指导台账2022.xlsx", [
        Table("行政指导", "guidance", _GUIDANCE, others, f"{BUREAU}{title}", "填报单位：政策法规室",
              Habits(day=dotted, several=" ".join)),
    ])  # fmt: skip
    title = f"{BUREAU}2022年行政调解台账（示例数据·虚构）"
    folder.write("行政调解台账2022.xlsx", [
        Table("行政调解", "mediation", _MEDIATION, mediations, title, "填报单位：政策法规室",
              Habits(day=worded), signature=True),
    ])  # fmt: skip
