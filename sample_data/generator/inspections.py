"""Patrols and checks: the ones that led to a case, and the many that did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from sample_data.generator.cases import Case
from sample_data.generator.catalogue import Clause
from sample_data.generator.days import LAST, day_in
from sample_data.generator.docket import MONTHS, SILENT
from sample_data.generator.folder import UploadFolder
from sample_data.generator.offences import MIX, OFFENCES
from sample_data.generator.parties import PERSON, SHOP, SHOP_TRADES, STREETS, Party, Townsfolk
from sample_data.generator.registers import BUREAU, Officer, squad_of
from sample_data.generator.tables import Habits, Table, columns, dashed, dotted

Record = dict[str, object]

COUNTS = {
    "一中队": 920, "二中队": 900, "三中队": 910, "四中队": 880, "五中队": 890, "六中队": 500,
    "县园林绿化所": 320, "县市政设施管理所": 340, "县环境卫生服务中心": 340,
}  # fmt: skip
_STREETS = {**STREETS, "县环境卫生服务中心": ("人民路", "上海路", "建设路")}
_MIX: Mapping[str, Mapping[str, float]] = {**MIX, "县环境卫生服务中心": {"SR25": 60, "SR24": 25, "SR23": 15}}
_FOUND_BY_PATROL = ("日常巡查", "执法检查", "上级交办")
_BRIGADE = columns(
    "序号=- 巡查编号=inspection_no 巡查时间=check_date 巡查中队=unit 检查对象=object_name 当事人=party_name "
    "对象性质=party_type 统一社会信用代码=party_code 检查地点=address 街道=street 检查形式=check_form "
    "检查类型=check_class 检查方式=check_method 巡查内容=inspection_name 巡查结果=check_result 问题类别=violation "
    "巡查人员=officers 处理结果=corrected 是否立案=led_to_case 案件编号=case_no"
)
_OFFICES = columns(
    "序号=- 检查记录号=inspection_no 检查/检查日期=check_date 检查/检查单位=unit 检查/检查人员=officers "
    "监管对象=object_name 行政相对人=party_name 行政相对人性质=party_type 路段=address 街道=street "
    "检查形式=check_form 检查类别=check_class 检查事项=inspection_name 结果/检查情况=check_result "
    "结果/违法类型=violation 结果/后续处置=corrected 立案情况=led_to_case 关联案号=case_no"
)


def draw_inspections(
    rng: Random,
    cases: Sequence[Case],
    folk: Townsfolk,
    clauses: Mapping[tuple[str, int], Clause],
    roster: Sequence[Officer],
) -> dict[str, list[Record]]:
    """Records by unit, in the order of their dates."""
    books: dict[str, list[Record]] = {}
    for number, (unit, count) in enumerate(COUNTS.items(), start=1):
        staff = [officer.name for officer in squad_of(list(roster), unit)]
        own = [
            case for case in cases if case.unit == unit and case.case_source in _FOUND_BY_PATROL and case.opened <= LAST
        ]
        rows = [_of_case(rng, case) for case in own]
        rows += [_without_case(rng, unit, folk, clauses, staff) for _ in range(count - len(rows))]
        rows.sort(key=lambda row: (str(row["check_date"]), str(row["object_name"])))
        for place, row in enumerate(rows, start=1):
            row["inspection_no"] = f"XC{number:02d}-2022-{place:04d}"
        books[unit] = rows
    return books


def _of_case(rng: Random, case: Case) -> Record:
    return {
        **_met(case.party, case.street),
        "unit": case.unit, "check_date": case.found_date, "officers": case.officers,
        "check_form": "专项检查" if case.campaign else "日常检查", "check_class": "日常检查",
        "check_method": "现场检查", "inspection_name": case.campaign or "市容环境秩序巡查", "check_result": "立案查处",
        "violation": case.clause.name, "corrected": rng.choice(("立案处罚", "责令改正并立案")),
        "led_to_case": "是", "case_no": case.case_no,
    }  # fmt: skip


def _without_case(
    rng: Random, unit: str, folk: Townsfolk, clauses: Mapping[tuple[str, int], Clause], staff: Sequence[str]
) -> Record:
    months = [0.0 if month in SILENT.get(unit, ()) else weight for month, weight in enumerate(MONTHS, start=1)]
    day: date = day_in(rng, rng.choices(range(1, 13), months)[0])
    street = rng.choices(_STREETS[unit], (5, 3, 2))[0]
    mix = _MIX[unit]
    offence = OFFENCES[rng.choices(list(mix), list(mix.values()))[0]]
    kind = rng.choices(list(offence.kinds), list(offence.kinds.values()))[0]
    trade = rng.choice(offence.trades[kind])
    found = rng.random() < 0.30
    if kind == PERSON and not found:
        kind, trade = SHOP, rng.choice(SHOP_TRADES)
    party = _somebody(folk, unit, kind, street, trade)
    clause = clauses[offence.code, offence.clauses.get(kind, 1)]
    result, after = "未发现问题", None
    if found:
        result = rng.choices(("责令改正", "当场整改", "教育劝导"), (5, 4, 1))[0]
        after = rng.choice(("已改正", "当场清理完毕", "限期三日内整改，复查已改正", "批评教育，当场改正"))
    return {
        **_met(party, street),
        "unit": unit, "check_date": day, "officers": rng.sample(list(staff), 2) if len(staff) > 1 else list(staff),
        "check_form": rng.choices(("日常检查", "专项检查", "双随机抽查"), (88, 9, 3))[0], "check_class": "日常检查",
        "check_method": "现场检查", "inspection_name": "市容环境秩序巡查", "check_result": result,
        "violation": _named(rng, clause) if found else None, "corrected": after, "led_to_case": "否", "case_no": None,
    }  # fmt: skip


def _named(rng: Random, clause: Clause) -> str | None:
    """Mostly the name of the catalogue; sometimes nothing was noted."""
    return clause.name if rng.random() < 0.93 else None


def _met(party: Party, street: str) -> Record:
    return {
        "object_name": party.name, "party_name": party.owner or party.name, "party_type": party.kind,
        "party_code": party.uscc, "address": f"{street}路段", "street": street,
    }  # fmt: skip


def _somebody(folk: Townsfolk, unit: str, kind: str, street: str, trade: str) -> Party:
    if kind == SHOP:
        return folk.shop(street, trade)
    return folk.person(street, trade, unit) if kind == PERSON else folk.company(street, trade)


def write_inspections(folder: UploadFolder, books: Mapping[str, Sequence[Record]]) -> None:
    """One workbook with a sheet per street squad, a csv of the night squad, one workbook of the other offices."""
    title = "2022年日常巡查检查台账（示例数据·虚构）"
    squads = [unit for unit in books if unit in ("一中队", "二中队", "三中队", "四中队", "五中队")]
    folder.write("执法大队2022年日常巡查台账.xlsx", [
        Table(unit, "inspection", _BRIGADE, books[unit], f"{BUREAU}{unit}{title}", f"填报单位：{unit}",
              Habits(several="、".join))
        for unit in squads
    ])  # fmt: skip
    night = Table("六中队夜查", "inspection", _BRIGADE, books["六中队"], habits=Habits(day=dashed))
    folder.write("六中队夜间巡查台账（示例数据）.csv", [night], "utf8-bom")
    offices = {"园林所": "县园林绿化所", "市政所": "县市政设施管理所", "环卫中心": "县环境卫生服务中心"}
    folder.write("局属单位2022年检查台账.xlsx", [
        Table(sheet, "inspection", _OFFICES, books[unit], f"{BUREAU}{unit}{title}", f"填报单位：{unit}",
              Habits(day=dotted, several=" ".join), signature=True)
        for sheet, unit in offices.items()
    ])  # fmt: skip
