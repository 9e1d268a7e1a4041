"""What was published on the credit platform: penalties in the standard layout, and permits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from sample_data.generator.cases import Case
from sample_data.generator.days import LAST, add_days, add_workdays, day_in, on_workday
from sample_data.generator.folder import UploadFolder
from sample_data.generator.parties import COMPANY, SHOP, STREETS, Townsfolk, uscc
from sample_data.generator.registers import BUREAU
from sample_data.generator.tables import Cell, Habits, Table, columns

Record = dict[str, object]

OWN_CODE = uscc("11", 411121)
_KIND = {COMPANY: "法人及非法人组织", SHOP: "个体工商户"}
_PENALTY = columns(
    "行政相对人名称=party_name 行政相对人类别=party_type 行政相对人代码_1(统一社会信用代码)=uscc "
    "行政相对人代码_2(工商注册号)=reg_no 法定代表人=legal_rep 行政处罚决定书文号=decision_no "
    "违法行为类型=violation_type 违法事实=facts 处罚依据=legal_basis 处罚类别=penalty_type 处罚内容=penalty_content "
    "罚款金额（万元）=fine_amount_wan 没收违法所得、没收非法财物的金额（万元）=confiscated_wan "
    "处罚决定日期=decision_date 处罚有效期=valid_until 公示截止期=publish_until 处罚机关=authority "
    "处罚机关统一社会信用代码=authority_uscc 数据来源单位=source_unit 数据来源单位统一社会信用代码=source_uscc "
    "备注=remark"
)
_PERMIT = columns(
    "行政相对人名称=party_name 行政相对人类别=party_type 行政相对人代码_1(统一社会信用代码)=uscc "
    "法定代表人=legal_rep 行政许可决定文书名称=permit_doc_name 行政许可决定文书号=permit_doc_no 许可类别=permit_type "
    "许可证书名称=licence_name 许可编号=licence_no 许可内容=permit_content 受理日期=accept_date "
    "承诺时限=promised_days 法定时限=statutory_days 许可决定日期=decision_date 有效期自=valid_from "
    "有效期至=valid_until 公示日期=published_on 许可机关=authority 许可机关统一社会信用代码=authority_uscc "
    "当前状态=status 数据来源单位=source_unit 数据来源单位统一社会信用代码=source_uscc 备注=remark"
)
_PERMITS = (
    ("临时占用城市道路", "占道许可决定书", "占", 30, 5),
    ("设置大型户外广告及悬挂宣传品", "户外广告许可决定书", "广", 15, 5),
    ("城市建筑垃圾处置核准", "建筑垃圾处置核准决定书", "渣", 25, 7), ("挖掘城市道路", "挖掘许可决定书", "挖", 12, 7),
    ("临时占用城市绿地", "占用绿地许可决定书", "绿", 8, 7),
)  # fmt: skip
"""Matter, document, mark, weight, promised working days."""
PERMITS = 96


def _with_slashes(day: date) -> Cell:
    return f"{day.year}/{day.month:02d}/{day.day:02d}"


def _authority() -> Record:
    return {
        "authority": BUREAU, "authority_uscc": OWN_CODE, "source_unit": BUREAU, "source_uscc": OWN_CODE,
    }  # fmt: skip


def published_penalties(cases: Sequence[Case]) -> list[Record]:
    """Every case published by the end of the year, in the order of publication."""
    due = [case for case in cases if case.needs_disclosure and case.publish_date and case.publish_date <= LAST]
    return [
        {
            "party_name": case.party.name, "party_type": _KIND[case.party.kind], "uscc": case.party.uscc,
            "legal_rep": case.party.owner, "decision_no": case.decision_no, "violation_type": case.clause.name,
            "facts": case.facts, "legal_basis": case.clause.basis,
            "penalty_type": (case.penalty_type or "").replace("、", ";"), "penalty_content": case.penalty_content,
            "fine_amount_wan": case.fine_amount / 10_000 if case.fine_amount else None,
            "decision_date": case.decision_date, "valid_until": add_days(case.decision_date, 365),
            "publish_until": add_days(case.decision_date, 365), **_authority(),
        }
        for case in sorted(due, key=lambda case: (case.publish_date or LAST, case.decision_no or ""))
        if case.decision_date
    ]  # fmt: skip


def draw_permits(rng: Random, folk: Townsfolk) -> tuple[list[Record], dict[str, list[str]]]:
    """Permits by decision date; a few took longer than promised or were published late."""
    rows: list[Record] = []
    planted: dict[str, list[str]] = {"permit_over_promise": [], "permit_published_late": []}
    for place in range(PERMITS):
        matter, document, mark, _, promised = rng.choices(_PERMITS, [kind[3] for kind in _PERMITS])[0]
        company = mark in "渣挖" or rng.random() < 0.3
        street = rng.choice(STREETS["一中队"] + STREETS["二中队"])
        trade = (
            rng.choice(("运输", "建筑") if mark in "渣挖" else ("商贸",)) if company else rng.choice(("零售", "餐饮"))
        )
        party = folk.company(street, trade) if company else folk.shop(street, trade)
        accepted = on_workday(day_in(rng, rng.randint(1, 11)))
        slow, late = place % 32 == 7, place % 24 == 5
        decided = add_workdays(accepted, promised + 3 if slow else rng.randint(1, promised))
        number = f"舞城管许（{mark}）〔2022〕第{place + 1:03d}号"
        for name, chosen in (("permit_over_promise", slow), ("permit_published_late", late)):
            if chosen:
                planted[name].append(number)
        rows.append({
            "party_name": party.name, "party_type": _KIND[party.kind], "uscc": party.uscc, "legal_rep": party.owner,
            "permit_doc_name": document, "permit_doc_no": number, "permit_type": "核准" if mark == "渣" else "普通",
            "licence_name": f"{matter}许可证", "licence_no": f"WYXK2022{place + 1:04d}",
            "permit_content": f"{matter}（{street}）", "accept_date": accepted, "promised_days": promised,
            "statutory_days": 20, "decision_date": decided, "valid_from": decided,
            "valid_until": add_days(decided, rng.choice((30, 90, 180, 365))),
            "published_on": add_workdays(decided, rng.randint(9, 14) if late else rng.randint(1, 6)),
            "status": "1", **_authority(),
        })  # fmt: skip
    rows.sort(key=lambda row: (str(row["decision_date"]), str(row["permit_doc_no"])))
    return rows, planted


def write_publicity(folder: UploadFolder, penalties: Sequence[Record], permits: Sequence[Record]) -> None:
    habits = Habits(day=_with_slashes)
    folder.write("双公示行政处罚信息2022（示例数据）.xlsx", [
        Table("行政处罚", "penalty_publicity", _PENALTY, penalties, habits=habits),
    ])  # fmt: skip
    folder.write("双公示行政许可信息2022（示例数据）.xlsx", [
        Table("行政许可", "permit_publicity", _PERMIT, permits, habits=habits),
    ])  # fmt: skip
