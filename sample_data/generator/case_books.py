"""The case books of the units, each in the form and with the words its own clerk uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from sample_data.generator.cases import Case
from sample_data.generator.days import LAST, last_workday
from sample_data.generator.registers import BUREAU, Officer
from sample_data.generator.tables import Column, Habits, Table, columns, dashed, dotted, in_words, mixed

Record = dict[str, object]
YEAR_TITLE = "2022年行政处罚案件台账（示例数据·虚构）"


FULL = columns(
    "序号=seq_no 案号=case_no 案由=cause 违法行为代码=violation_code 条款序号=clause_no 当事人=party_name "
    "当事人类型=party_type 统一社会信用代码=uscc 行业=trade 所在街道=street 案件来源=case_source "
    "违法行为发生日期=violation_date 发现日期=found_date 程序类型=procedure 立案日期=filing_date 承办人=officers "
    "承办机构=unit 责令改正日期=order_date 改正期限=order_deadline 改正情况=corrected 法制审核日期=legal_review_date "
    "集体讨论日期=collective_date 告知书送达日期=notice_served_date 听证=hearing 违法事实=facts 处罚依据=legal_basis "
    "裁量等级=discretion_grade 裁量因素=discretion_factors 偏离审批日期=deviation_approved_date 计罚数量=quantity "
    "拟罚款金额（元）=proposed_fine 处罚决定书文号=decision_no 处罚决定日期=decision_date "
    "决定书送达日期=decision_served_date 处罚种类=penalty_type 处罚内容=penalty_content 罚款金额（元）=fine_amount "
    "当场收缴=onsite_collect 缴纳日期=paid_date 实缴金额（元）=paid_amount 票据号=receipt_no 危害后果=harm "
    "结案日期=close_date 案件状态=status 公示日期=publish_date 归档日期=archive_date 备注=remark 更新日期=updated_on"
)
GROUPED = columns(
    "序号=seq_no 立案/立案号=case_no 立案/立案时间=filing_date 线索来源=case_source 发现时间=found_date "
    "当事人/当事人名称=party_name 当事人/当事人类别=party_type 当事人/证件号码=id_no 当事人/统一社会信用代码=uscc "
    "行业=trade 所在街道=street 违法行为=cause 主要违法事实=facts 承办人员=officers 承办中队=unit 适用程序=procedure "
    "责令改正/责改日期=order_date 责令改正/整改期限=order_deadline 责令改正/整改情况=corrected "
    "告知/告知书送达时间=notice_served_date 告知/告知罚款金额=proposed_fine 告知/是否告知听证=hearing "
    "法核日期=legal_review_date 案审会日期=collective_date 违法程度=discretion_grade 裁量理由=discretion_factors "
    "偏离基准审批日期=deviation_approved_date 处罚/处罚种类=penalty_type 处罚/处罚金额（元）=fine_amount "
    "处罚/法律依据=legal_basis 处罚/处罚结果=penalty_content 处罚/决定书文号=decision_no 处罚/决定日期=decision_date "
    "处罚/送达日期=decision_served_date 计罚数量=quantity 是否当场收缴=onsite_collect 缴款日期=paid_date "
    "缴纳金额（元）=paid_amount 结案时间=close_date 办理状态=status 网上公示时间=publish_date 备注=remark"
)
PLAIN = columns(
    "序号=seq_no 案件编号=case_no 当事人名称=party_name 主体类型=party_type 信用代码=uscc 违法行为=cause "
    "简要案情=facts 来源=case_source 街道=street 所属行业=trade 检查日期=found_date 立案审批日期=filing_date "
    "处罚程序=procedure 执法人员=officers 执法中队=unit 责令限期改正日期=order_date 改正截止日期=order_deadline "
    "是否整改=corrected 法制审核时间=legal_review_date 集体讨论时间=collective_date 处罚告知时间=notice_served_date "
    "听证情况=hearing 适用法律=legal_basis 情节=discretion_grade 从轻减轻情节=discretion_factors "
    "调整适用批准日期=deviation_approved_date 处数=quantity 拟处罚金额=proposed_fine 行政处罚决定书编号=decision_no "
    "处罚日期=decision_date 签收日期=decision_served_date 处罚类别=penalty_type 处理结果=penalty_content "
    "罚款（元）=fine_amount 收缴方式=onsite_collect 交款日期=paid_date 已缴金额=paid_amount 结案日=close_date "
    "办理进度=status 公开日期=publish_date 附注=remark"
)
WEB = columns(
    "项次=seq_no 立案文号=case_no 被处罚对象名称=party_name 行政相对人类别=party_type 主体身份=party_role "
    "社会信用代码=uscc 处罚事项=cause 事项代码=violation_code 条款号=clause_no 案情摘要=facts 案源=case_source "
    "街道=street 业态=trade 违法时间=violation_date 线索发现时间=found_date 登记立案时间=filing_date "
    "案件程序=procedure 办案人员=officers 办案单位=unit 责改日期=order_date 限期改正至=order_deadline "
    "整改结果=corrected 法制审核时间=legal_review_date 案件审理会=collective_date 告知日期=notice_served_date "
    "听证告知=hearing 处罚法律依据=legal_basis 裁量阶次=discretion_grade 适用情形=discretion_factors "
    "偏离审批日期=deviation_approved_date 决定书编号=decision_no 处罚时间=decision_date "
    "送达时间=decision_served_date 处罚方式=penalty_type 处罚决定内容=penalty_content 罚款金额(元)=fine_amount "
    "拟罚款金额=proposed_fine 缴款时间=paid_date 到账金额=paid_amount 结案审批日期=close_date 案件进展=status "
    "公示时间=publish_date 备注=remark"
)
WATER = (*PLAIN, *columns("事项代码=violation_code 条款号=clause_no"))
GARDEN = columns(
    "序号=seq_no 案号=case_no 当事人=party_name 相对人类别=party_type 统一社会信用代码=uscc 案由=cause 街道=street "
    "案件线索来源=case_source 发现日期=found_date 立案日期=filing_date 程序=procedure 承办人/主办人=officers "
    "承办人/协办人=co_officers 承办单位=unit 责令改正日期=order_date 限期=order_deadline 整改情况=corrected "
    "告知书送达日期=notice_served_date 法制审核日期=legal_review_date 集体讨论日期=collective_date 听证=hearing "
    "违法事实=facts 处罚依据=legal_basis 违法情节=discretion_grade 裁量因素=discretion_factors "
    "偏离审批日期=deviation_approved_date 计罚数量=quantity 处罚决定书文号=decision_no 决定日期=decision_date "
    "送达日期=decision_served_date 处罚种类=penalty_type 处罚内容=penalty_content 罚款金额=fine_amount "
    "缴纳日期=paid_date 结案日期=close_date 案件状态=status 公示日期=publish_date 备注=remark"
)
CASE_TALL = frozenset(column.field for column in GARDEN if column.field) - {
    "penalty_type", "penalty_content", "fine_amount"
}  # fmt: skip

WORDS = {"普通程序": "一般程序", "法人": "单位", "自然人": "个人", "个体工商户": "个体户"}


def _title(unit: str, month: int | None = None) -> str:
    return f"{BUREAU}{unit}{YEAR_TITLE}{f'（{month}月）' if month else ''}"


def _note(unit: str, day: date, money: str = "元") -> str:
    return f"填报单位：{unit}    填报时间：{day.year}年{day.month}月{day.day}日    单位：{money}"


def month_of(record: Mapping[str, object]) -> int:
    found = record.get("filing_date") or record["found_date"]
    assert isinstance(found, date)
    return found.month


def final_records(cases: Sequence[Case]) -> list[Record]:
    """The cases as the books stood when they were closed, in the order of their numbers."""
    return [case.known_on(LAST).row() for case in sorted(cases, key=lambda case: case.opened) if case.opened <= LAST]


def reported_by_month(cases: Sequence[Case]) -> dict[int, list[Record]]:
    """Every month's sheet: new cases, and older ones whose standing changed since the sheet before."""
    sheets: dict[int, list[Record]] = {}
    for month in range(1, 13):
        day = last_workday(month) if month < 12 else LAST
        before = last_workday(month - 1) if month > 1 else None
        rows: list[Record] = []
        for case in sorted(cases, key=lambda case: (case.opened, case.case_no)):
            opened = case.opened
            now = case.known_on(day)
            was = case.known_on(before) if before else None
            new = opened <= day and (before is None or opened > before)
            if opened <= day and (new or (was and was.status != now.status)):
                rows.append({**now.row(), "updated_on": day})
        sheets[month] = rows
    return sheets


def monthly(
    unit: str, months: Mapping[int, Sequence[Record]], columns: Sequence[Column], habits: Habits, money: str = "元"
) -> list[Table]:
    return [
        Table(
            f"{month}月", "penalty_case", columns, rows, _title(unit, month),
            _note(unit, last_workday(month), money), habits, total_of="fine_amount", signature=True,
        )
        for month, rows in months.items() if rows
    ]  # fmt: skip


def by_month(records: Sequence[Record]) -> dict[int, list[Record]]:
    return {month: [row for row in records if month_of(row) == month] for month in range(1, 13)}


def year_sheet(unit: str, records: Sequence[Record], columns: Sequence[Column], habits: Habits, name: str) -> Table:
    return Table(name, "penalty_case", columns, records, _title(unit), _note(unit, LAST), habits)


def habits_of(unit: str, rng: Random, roster: Sequence[Officer]) -> Habits:
    numbers = {officer.name: officer.certificate_no for officer in roster}
    by_unit = {
        "一中队": Habits(),
        "二中队": Habits(day=dotted, several=" ".join, words=WORDS),
        "三中队": Habits(several="/".join),
        "四中队": Habits(
            day=mixed(rng),
            several=lambda names: "、".join(
                f"{name}（{numbers[name]}）" if name in numbers else name for name in names
            ),
            words=WORDS,
        ),
        "五中队": Habits(money=lambda yuan: yuan / 10_000, several="，".join),
        "六中队": Habits(day=dashed, words=WORDS),
        "县园林绿化所": Habits(day=dotted, money=in_words),
        "县市政设施管理所": Habits(day=mixed(rng), words=WORDS),
    }
    return by_unit[unit]


def double_penalties(records: Sequence[Record]) -> tuple[list[Record], dict[int, int]]:
    """Every fifth fined case of the garden office carries a second penalty on a row of its own."""
    rows: list[Record] = []
    spans: dict[int, int] = {}
    fined = 0
    for record in records:
        rows.append(record)
        if record["penalty_type"] == "罚款" and record["decision_date"]:
            fined += 1
            if fined % 5 == 0:
                spans[len(rows) - 1] = 2
                rows.append({**record, "penalty_type": "警告", "penalty_content": "警告", "fine_amount": None})
    return rows, spans


def _side_by_side(record: Record) -> Record:
    officers = record["officers"]
    assert isinstance(officers, list)
    return {**record, "officers": officers[:1], "co_officers": officers[1:]}


def garden_table(unit: str, records: Sequence[Record], habits: Habits) -> Table:
    rows, spans = double_penalties([_side_by_side(record) for record in records])
    table = year_sheet(unit, rows, GARDEN, habits, "2022年")
    return replace(table, spans=spans, tall=CASE_TALL, signature=True)
