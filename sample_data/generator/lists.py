"""The bureau's lists: legal risks, leniency, powers, and the objects drawn for spot checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from sample_data.generator.catalogue import Clause
from sample_data.generator.days import add_workdays, on_workday
from sample_data.generator.folder import UploadFolder
from sample_data.generator.offences import OFFENCES
from sample_data.generator.parties import Townsfolk
from sample_data.generator.registers import BUREAU, Officer
from sample_data.generator.tables import Habits, Table, columns, dotted, worded

Record = dict[str, object]
PUBLISHED = date(2022, 4, 29)
_HIGH = ("BZ01", "BZ02", "DQ02", "SR07", "ZS01")
_LOW = ("SR22", "SR09", "SR25", "SR24", "LH04", "SR18", "DQ04")
_LENIENT = (
    ("SR03", "首违不罚", "初次违法，当场清理完毕，未造成通行阻碍"), ("SR08", "首违不罚", "初次违法，经劝阻当场撤离"),
    ("SR20", "首违不罚", "初次违法，在限期内更换"), ("SR11", "首违不罚", "初次违法，当场清除污物"),
    ("SR01", "轻微不罚", "违法行为轻微，限期内改正，没有造成危害后果"),
    ("SR23", "轻微不罚", "污染面积不足1平方米并当场清除"),
    ("SR24", "轻微不罚", "数量较少并当场清理"), ("LH04", "轻微不罚", "未造成树木损伤并当场拆除"),
    ("SR25", "减轻处罚", "主动清理并消除危害后果"), ("LH03", "减轻处罚", "主动补种并通过验收"),
    ("SR04", "减轻处罚", "在责令期限内自行拆除"), ("DL01", "从轻处罚", "主动补办手续并恢复原状"),
)  # fmt: skip
_POWERS = (
    ("城市建筑垃圾处置核准", "行政许可", "《城市建筑垃圾管理规定》第七条", 7, 20),
    ("临时占用城市道路审批", "行政许可", "《城市道路管理条例》第三十一条", 5, 20),
    ("设置大型户外广告及悬挂宣传品审批", "行政许可", "《城市市容和环境卫生管理条例》第十一条", 5, 20),
    ("临时占用城市绿地审批", "行政许可", "《漯河市城市绿化条例》第二十条", 7, 20),
    ("对擅自占道设摊经营的处罚", "行政处罚", "《漯河市城市市容和环境卫生管理条例》第四十五条", 60, 90),
    ("对擅自处置建筑垃圾的处罚", "行政处罚", "《城市建筑垃圾管理规定》第二十五条", 60, 90),
    ("扣押与违法行为有关的财物", "行政强制", "《行政强制法》第二十二条", 30, 30),
    ("市容环境卫生检查", "行政检查", "《漯河市城市市容和环境卫生管理条例》第五条", 15, 15),
)  # fmt: skip
_STEPS = (("受理", "材料齐全的当场受理，一次告知补正内容"), ("审查", "对材料和现场进行审查，提出初审意见"),
          ("决定", "作出决定，说明理由"), ("办结", "送达并按规定公开"))  # fmt: skip


def write_risks(folder: UploadFolder, clauses: Mapping[tuple[str, int], Clause]) -> None:
    """The risk list of the plan, published one day before its date."""
    seen: dict[str, Clause] = {}
    for offence in OFFENCES.values():
        seen.setdefault(offence.code, clauses[offence.code, next(iter(offence.clauses.values()))])
    rows: list[Record] = [
        {
            "risk_point": clause.name, "violation_code": clause.code, "manifestation": _story(clause.code),
            "party_scope": "沿街商户、施工和运输企业、居民", "risk_level": _level(clause.code),
            "legal_basis": clause.basis, "consequence": _consequence(clause), "cause_analysis": "法治观念淡薄、图方便",
            "measure": "普法宣传，提前提示，签订承诺书，定期回访", "unit": "县城市综合执法大队",
            "publish_way": ["座谈会", "微信", "网站"], "published_on": PUBLISHED,
        }
        for clause in seen.values()
    ]  # fmt: skip
    shown = columns(
        "序号=- 违法风险点=risk_point 事项编码=violation_code 表现形式=manifestation 行政相对人=party_scope "
        "风险等级=risk_level 法律依据=legal_basis 法律后果=consequence 原因分析=cause_analysis 防控措施=measure "
        "责任单位=unit 公开途径=publish_way 公开日期=published_on"
    )
    title = f"{BUREAU}行政相对人法律风险点防控清单（2022年，示例数据·虚构）"
    folder.write(
        "法律风险防控清单2022.xlsx", [Table("风险清单", "risk_list", shown, rows, title, habits=Habits(day=worded))]
    )


def _story(code: str) -> str:
    story = next(offence.story for offence in OFFENCES.values() if offence.code == code)
    return story.format(street="沿街", area="若干", count="多").replace("若干", "数").split("，责令")[0]


def _level(code: str) -> str:
    return "高风险" if code in _HIGH else "低风险" if code in _LOW else "中风险"


def _consequence(clause: Clause) -> str:
    unit = f"每{clause.per_unit}" if clause.per_unit else ""
    span = f"{clause.high}元以下" if not clause.low else f"{clause.low}元以上{clause.high}元以下"
    return f"责令改正，{clause.fine_is}处{unit}{span}罚款"


def write_leniency(folder: UploadFolder, clauses: Mapping[tuple[str, int], Clause]) -> None:
    rows: list[Record] = [
        {"item": clauses[code, 1].name, "kind": kind, "circumstance": when,
         "legal_basis": f"《行政处罚法》第{'三十三' if '不罚' in kind else '三十二'}条",
         "measure": "说服教育、行政指导、行政回访"}
        for code, kind, when in _LENIENT
    ]  # fmt: skip
    shown = columns("序号=- 处罚事项名称=item 类别=kind 适用情形=circumstance 依据=legal_basis 配套监管措施=measure")
    title = f"{BUREAU}不予处罚、从轻减轻处罚事项清单（示例数据·虚构）"
    folder.write("不予处罚和从轻减轻处罚清单.xlsx", [Table("清单", "leniency_list", shown, rows, title)])


def write_powers(folder: UploadFolder) -> None:
    """One power over four rows, merged downwards, as the published lists have it."""
    rows: list[Record] = [
        {"power_name": name, "power_type": kind, "legal_basis": basis, "authority": BUREAU, "unit": "政策法规室",
         "step": step, "duty": duty, "promised_days": promised, "statutory_days": statutory, "fee": "不收费"}
        for name, kind, basis, promised, statutory in _POWERS for step, duty in _STEPS
    ]  # fmt: skip
    shown = columns(
        "项目名称=power_name 职权类别=power_type 实施依据=legal_basis 实施主体=authority 责任科室=unit 办理环节=step "
        "责任事项=duty 承诺时限=promised_days 法定时限=statutory_days 收费情况及依据=fee"
    )
    title = f"{BUREAU}权责清单（节选，示例数据·虚构）"
    tall = frozenset(column.field for column in shown if column.field) - {"step", "duty"}
    table = Table("权责清单", "power_list", shown, rows, title)
    folder.write("权责清单.xlsx", [replace(table, spans=dict.fromkeys(range(0, len(rows), 4), 4), tall=tall)])


def write_spot_checks(folder: UploadFolder, rng: Random, folk: Townsfolk, roster: Sequence[Officer]) -> None:
    """Three random draws of the year with their results."""
    checkers = [officer.name for officer in roster if officer.unit in ("监督检查室", "市容管理科", "一中队", "二中队")]
    rows: list[Record] = []
    for number, (name, day, trade, base) in enumerate((
        ("物业小区生活垃圾投放抽查", date(2022, 5, 18), "物业", 64),
        ("建筑垃圾运输企业抽查", date(2022, 8, 24), "运输", 38),
        ("在建工地扬尘和噪声抽查", date(2022, 10, 26), "建筑", 52),
    ), start=1):  # fmt: skip
        objects = {folk.company("建设路", trade) for _ in range(60)}
        drawn = sorted(objects, key=lambda party: party.name)[: 12 + number]
        for party in drawn:
            result = rng.choices(
                ("未发现问题", "发现问题已责令改正", "通过登记的住所（经营场所）无法联系"), (72, 23, 5)
            )[0]
            checked = on_workday(add_workdays(day, rng.randint(2, 15)))
            rows.append({
                "plan_no": f"SSJ2022-{number:02d}", "plan_name": name, "draw_date": day, "base_n": base,
                "ratio": round(len(drawn) / base, 4), "drawn_n": len(drawn), "seed": f"2022{number:02d}{day.day}",
                "object_name": party.name, "uscc": party.uscc, "officers": rng.sample(checkers, 2),
                "check_date": checked, "result": result, "entry_date": add_workdays(checked, 2),
                "publish_date": add_workdays(checked, 8),
                "follow_up": "责令改正，复查合格" if "改正" in result else None,
                "finish_date": add_workdays(checked, 12),
            })  # fmt: skip
    shown = columns(
        "序号=- 抽查计划编号=plan_no 抽查任务名称=plan_name 抽取/随机抽取日期=draw_date 抽取/检查对象总数=base_n "
        "抽取/抽查比例=ratio 抽取/抽取数量=drawn_n 抽取/抽取随机数=seed 被抽查对象=object_name 统一社会信用代码=uscc "
        "抽取执法人员=officers 检查日期=check_date 抽查结果=result 结果/录入日期=entry_date "
        "结果/公示日期=publish_date 结果/后续处置=follow_up 结果/完结日期=finish_date"
    )
    title = f"{BUREAU}2022年双随机抽查台账（示例数据·虚构）"
    folder.write(
        "双随机抽查台账2022.xlsx", [Table("双随机", "spot_check", shown, rows, title, habits=Habits(day=dotted))]
    )
