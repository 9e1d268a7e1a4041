"""Complaints from the hotline and other channels: answered, late, turned into cases, or never touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from sample_data.generator.cases import Case
from sample_data.generator.days import FIRST, LAST, add_days, add_workdays, day_in
from sample_data.generator.folder import UploadFolder
from sample_data.generator.offences import MIX, OFFENCES
from sample_data.generator.parties import SHOP, STREETS, Townsfolk
from sample_data.generator.registers import BUREAU
from sample_data.generator.tables import Habits, Table, columns, dotted

Record = dict[str, object]

TOTAL, NEVER_ACTED, LATE, MANNERS = 1200, 18, 36, 9
_CHANNELS = (("12345", 62), ("12319", 20), ("来电", 8), ("网络", 6), ("来访", 3), ("领导批示", 1))
_CATEGORY = {
    "SR08": "占道经营", "SR03": "店外堆放", "SR01": "门前脏乱", "SR23": "污水乱倒", "SR25": "垃圾乱倒",
    "SR24": "垃圾乱倒", "DQ01": "露天烧烤", "DQ02": "油烟扰民", "SR30": "渣土遗撒", "ZS01": "施工噪声",
    "ZS02": "商业噪声", "SR09": "乱停乱放", "SR15": "小广告", "LH04": "毁绿占绿", "LH01": "毁绿占绿",
    "LH03": "毁绿占绿", "DL01": "道路破损", "PS03": "污水乱倒",
}  # fmt: skip
_SAID = {
    "占道经营": "市民反映{street}有商户占道经营，影响通行，希望尽快处理。",
    "店外堆放": "反映{street}沿街门店把货物堆在人行道上，行人只能走机动车道。",
    "门前脏乱": "反映{street}某门店门前垃圾长期无人清理。",
    "污水乱倒": "反映{street}餐饮店把污水直接倒在路面，气味难闻。",
    "垃圾乱倒": "反映{street}路边有人倾倒垃圾，请安排清运。",
    "露天烧烤": "反映{street}夜间露天烧烤，油烟和噪声扰民。",
    "油烟扰民": "反映{street}饭店油烟直排，居民无法开窗。",
    "渣土遗撒": "反映{street}渣土车遗撒，路面扬尘严重。",
    "施工噪声": "反映{street}工地夜间施工，影响休息。",
    "商业噪声": "反映{street}门店高音喇叭招揽顾客。",
    "乱停乱放": "反映{street}电动车停满人行道。",
    "小广告": "反映{street}楼道和线杆上小广告多，要求清理。",
    "毁绿占绿": "反映{street}绿化带被人占用、树木被损坏。",
    "道路破损": "反映{street}人行道被挖开后没有恢复。",
    "执法态度": "反映执法人员在{street}劝导时语气生硬，要求核实。",
    "其他": "咨询{street}临时便民服务点设置事宜。",
}
_ALIASES = {
    "一中队": ("一中队", "第一中队", "执法大队一中队"), "二中队": ("二中队", "第二中队"),
    "三中队": ("三中队", "执法三中队"),
    "县园林绿化所": ("园林所", "县园林绿化所"), "县市政设施管理所": ("市政所", "县市政设施管理所"),
    "县环境卫生服务中心": ("环卫处", "环卫中心"),
}  # fmt: skip
_HOTLINE = columns(
    "序号=- 工单编号=complaint_no 来源渠道=channel 来电人=complainant 联系电话=phone 受理时间=accept_date "
    "诉求内容=content 诉求类型=category 反映地点=address 街道=street 被反映单位=respondent 转办单位=unit "
    "办结时限=due_date 办结时间=close_date 处理情况=result 是否立案=led_to_case 关联案号=case_no 满意度=satisfaction "
    "是否调解=mediated"
)
_DESK = columns(
    "序号=- 受理编号=complaint_no 受理/受理渠道=channel 受理/登记日期=accept_date 反映人=complainant 电话=phone "
    "投诉内容=content 问题类型=category 投诉地址=address 街道=street 被举报对象=respondent 承办/办理单位=unit "
    "承办/截止时间=due_date 承办/答复日期=close_date 承办/处理结果=result 立案情况=led_to_case 关联案号=case_no "
    "回访满意度=satisfaction"
)


def draw_complaints(rng: Random, cases: Sequence[Case], folk: Townsfolk) -> tuple[list[Record], dict[str, list[str]]]:
    """All complaints by date, and the numbers of those with something planted in them."""
    rows = [_of_case(rng, case) for case in cases if case.case_source == "投诉举报" and case.opened <= LAST]
    rows += [_of_town(rng, folk) for _ in range(TOTAL - len(rows) - MANNERS)]
    rows += [_of_manners(rng) for _ in range(MANNERS)]
    rows.sort(key=lambda row: (str(row["accept_date"]), str(row["content"]), str(row["street"])))
    for place, row in enumerate(rows, start=1):
        row["complaint_no"] = f"WY2022{place:05d}"
    return rows, _plant(rng, rows)


def _of_case(rng: Random, case: Case) -> Record:
    accepted = max(FIRST, add_days(case.found_date, -rng.choice((0, 1, 1, 2, 3))))
    category = _CATEGORY.get(case.clause.code, "其他")
    return _record(rng, case.unit, case.street, category, accepted, case.party.name) | {
        "led_to_case": "是", "case_no": case.case_no, "result": "已到现场核查，情况属实，依法立案查处。",
    }  # fmt: skip


def _of_town(rng: Random, folk: Townsfolk) -> Record:
    unit = rng.choices(list(MIX), (22, 20, 19, 16, 17, 8, 4, 6))[0]
    offence = OFFENCES[rng.choices(list(MIX[unit]), list(MIX[unit].values()))[0]]
    street = rng.choices(STREETS[unit], (5, 3, 2))[0]
    month = rng.choices(range(1, 13), (5, 5, 7, 8, 9, 11, 12, 11, 9, 8, 8, 7))[0]
    kind = next(iter(offence.kinds))
    known = rng.random() < 0.5 and kind == SHOP
    respondent = folk.shop(street, rng.choice(offence.trades[kind])).name if known else None
    row = _record(rng, unit, street, _CATEGORY.get(offence.code, "其他"), day_in(rng, month, 0.8), respondent)
    answer = rng.choices(
        (
            "已现场劝导，当场整改。",
            "情况属实，已责令改正，回访满意。",
            "经现场核查，未发现反映的问题。",
            "已向来电人解释说明。",
            "情况轻微，已整改，不予立案。",
        ),
        (40, 30, 14, 9, 7),
    )[0]
    return row | {"led_to_case": "否", "case_no": None, "result": answer}


def _of_manners(rng: Random) -> Record:
    unit = rng.choice(("一中队", "三中队", "三中队", "四中队", "五中队"))
    day = day_in(rng, rng.randint(2, 11))
    row = _record(rng, unit, rng.choice(STREETS[unit]), "执法态度", day, unit)
    return row | {
        "led_to_case": "否",
        "case_no": None,
        "result": "已核实，对当事执法人员进行批评教育，并向反映人说明。",
    }


def _record(rng: Random, unit: str, street: str, category: str, accepted: date, respondent: str | None) -> Record:
    due = add_workdays(accepted, 5)
    called = datetime(accepted.year, accepted.month, accepted.day) + timedelta(minutes=rng.randint(480, 1260))
    return {
        "channel": rng.choices([name for name, _ in _CHANNELS], [weight for _, weight in _CHANNELS])[0],
        "complainant": f"{rng.choice('赵王李张刘陈杨黄')}{rng.choice(('女士', '先生'))}",
        "phone": f"0395-0{rng.randint(0, 999999):06d}",
        "accept_date": called,
        "content": _SAID[category].format(street=street), "category": category, "street": street,
        "address": f"舞阳县{street}", "respondent": respondent, "unit": rng.choice(_ALIASES.get(unit, (unit,))),
        "due_date": due, "close_date": _until(add_workdays(accepted, rng.randint(1, 5))),
        "satisfaction": rng.choices(("满意", "基本满意", "不满意"), (80, 15, 5))[0],
        "mediated": "是" if rng.random() < 0.03 else "否",
    }  # fmt: skip


def _until(day: date) -> date | None:
    return day if day <= LAST else None


def _plant(rng: Random, rows: Sequence[Record]) -> dict[str, list[str]]:
    """Some were answered late, some nobody ever touched."""
    early = [row for row in rows if str(row["accept_date"]) < "2022-11-01" and row["led_to_case"] == "否"]
    chosen = rng.sample([row for row in early if row["category"] != "执法态度"], NEVER_ACTED + LATE)
    forgotten, late = chosen[:NEVER_ACTED], chosen[NEVER_ACTED:]
    for row in forgotten:
        row.update(close_date=None, result=None, satisfaction=None, led_to_case=None, mediated=None)
    for row in late:
        assert isinstance(row["due_date"], date)
        row["close_date"] = add_workdays(row["due_date"], rng.randint(1, 12))
    for row in rows:
        if row["close_date"] is None:
            row.update(result=None, satisfaction=None)
    return {
        "complaint_never_acted_on": [str(row["complaint_no"]) for row in forgotten],
        "complaint_answered_late": [str(row["complaint_no"]) for row in late],
        "complaint_about_conduct": [str(row["complaint_no"]) for row in rows if row["category"] == "执法态度"],
    }


def write_complaints(folder: UploadFolder, rows: Sequence[Record]) -> None:
    """The hotline's export by quarter, and the desk's own book of everything else in the old format."""
    hotline = [row for row in rows if row["channel"] == "12345"]
    quarters = []
    for place, name in enumerate(("一季度", "二季度", "三季度", "四季度")):
        own = [row for row in hotline if (_month(row) - 1) // 3 == place]
        quarters.append(
            Table(name, "complaint", _HOTLINE, own, f"{BUREAU}12345热线工单办理台账（{name}，示例数据·虚构）")
        )
    folder.write("数字城管中心12345热线工单2022.xlsx", quarters)
    desk = [row for row in rows if row["channel"] != "12345"]
    title = f"{BUREAU}2022年投诉举报登记台账（示例数据·虚构）"
    table = Table("投诉举报", "complaint", _DESK, desk, title, "填报单位：县数字化城市管理中心", Habits(day=dotted))
    folder.write("12319及来电来访投诉举报台账.xls", [table], "xls")


def _month(row: Record) -> int:
    accepted = row["accept_date"]
    assert isinstance(accepted, date)
    return accepted.month
