"""Words that may mean several things: the cells settle what they can, and a person is asked the rest."""

from __future__ import annotations

import pytest

from fwzf_data.intake.header_cells import plausible
from fwzf_data.intake.ledger import ledger
from tests.intake.test_header import beside_required, column, fields, found


@pytest.mark.parametrize(
    ("ledger_key", "header", "cells", "field"),
    [
        ("annual_task", "单位", ("法制股", "办公室"), "unit"),
        ("annual_task", "单位", ("个", "%"), None),
        ("coercion", "单位", ("件", "辆"), None),
        ("training", "时间", ("2022.4.1", "2022.5.1"), "start_date"),
        ("training", "时间", ("2小时", "3小时"), None),
        ("training", "月份", ("3月", "12月份"), "start_date"),
        ("annual_task", "进度", ("80%", "100%"), "percent"),
        ("annual_task", "进度", ("正在推进", "已完成"), None),
        ("training", "类别", ("执法业务培训", "党性学习教育"), "kind"),
        ("training", "类别", ("第一季度", "第二季度"), None),
        ("training_attendance", "结果", ("合格", "不合格"), "passed"),
        ("training_attendance", "结果", ("85", "92"), None),
        ("training_attendance", "证号", ("411100012", "411100013"), "cert_no"),
        ("training_attendance", "证号", ("411121198503071033", "411121199003071044"), None),
        ("guidance", "方式", ("口头", "书面"), "form"),
        ("guidance", "方式", ("建议", "提示"), "method"),
    ],
)
def test_the_cells_settle_what_a_common_word_means(
    ledger_key: str, header: str, cells: tuple[str, str], field: str | None
) -> None:
    others = {
        "annual_task": "任务编号 | 工作任务 | 牵头单位", "coercion": "当事人 | 强制种类 | 实施日期",
        "training": "培训名称 | 地点 | 学时", "training_attendance": "姓名 | 培训名称 | 单位",
        "guidance": "指导对象 | 指导日期 | 指导事项",
    }[ledger_key]  # fmt: skip
    guess = found(f"{header} | {others}\n" + "\n".join(f"{cell} | 某 | 某 | 某" for cell in cells), chosen=ledger_key)
    assert column(guess, header).field == field


def test_amounts_in_words_and_blanks_in_signs_say_nothing_against_a_common_word() -> None:
    guess = found("""
案号 | 当事人 | 案由 | 罚没款 | 送达日期
一 | 王某 | 占道 | 贰佰元整 | /
二 | 李某 | 占道 | 伍拾元整 | /
三 | 赵某 | 占道 | 壹佰元整 | 2022.4.1
""")
    assert (fields(guess)["罚没款"], fields(guess)["送达日期"]) == ("fine_amount", "decision_served_date")


@pytest.mark.parametrize(
    ("ledger_key", "header", "cells", "field"),
    [
        ("penalty_publicity", "公示期限", ("1年", "3年"), "publish_until"),
        ("penalty_case", "立案日期", ("李某", "王某"), "filing_date"),
        ("penalty_case", "罚款", ("罚款", "警告"), "fine_amount"),
        ("penalty_publicity", "罚款", ("罚款", "警告"), "fine_amount_wan"),
        ("complaint", "电话", ("微信", "上门"), "phone"),
        ("penalty_case", "承办人", ("13900001103", "13900001320"), "officers"),
        ("penalty_case", "整改情况", ("2022.4.1", "2022.4.2"), "corrected"),
        ("penalty_case", "办案人员", ("一中队", "市容股"), "officers"),
        ("penalty_case", "承办单位", ("李某", "王某某、赵某"), "unit"),
    ],
)
def test_a_sure_word_over_cells_that_cannot_be_its_field_is_asked(
    ledger_key: str, header: str, cells: tuple[str, str], field: str
) -> None:
    assert beside_required(ledger_key, header, field, cells).field is None


@pytest.mark.parametrize(
    ("ledger_key", "header", "cells", "field"),
    [
        ("penalty_case", "立案日期", ("四月初三", "4月1日左右"), "filing_date"),
        ("penalty_case", "立案日期", ("无", "待定"), "filing_date"),
        ("penalty_case", "罚款", ("贰佰元整", "伍拾元"), "fine_amount"),
        ("penalty_case", "电话", ("139****1103", "同上"), "phone"),
        ("penalty_case", "决定书编号", ("0032411", "0032412"), "decision_no"),
        ("inspection", "限几日改完", ("当场", "三日内"), "order_deadline"),
        ("training", "培训类型", ("法律知识", "业务技能"), "kind"),
        ("spot_check", "种子", ("20220501", "20220502"), "seed"),
    ],
)
def test_cells_only_written_badly_say_nothing_against_a_sure_word(
    ledger_key: str, header: str, cells: tuple[str, str], field: str
) -> None:
    assert beside_required(ledger_key, header, field, cells).field == field


def test_a_day_in_three_columns_is_not_doubted_for_its_cells() -> None:
    guess = found("""
案号 | 当事人 | 案由 | 送达日期 | 《 | 《
︽ | ︽ | ︽ | 年 | 月 | 日
一 | 王某 | 占道 | 2022 | 4 | 1
二 | 李某 | 占道 | 2022 | 5 | 7
""")
    assert [one.field for one in guess.columns[3:]] == ["decision_served_date"] * 3 if guess else False


@pytest.mark.parametrize(
    ("ledger_key", "header", "first"),
    [
        ("pairing", "时间", "activity_date"),
        ("annual_task", "完成时间", "due_date"),
        ("annual_task", "联系人", "owner"),
        ("annual_task", "牵头领导", "owner"),
        ("annual_task", "分管负责人", "owner"),
        ("annual_task", "包保领导", "owner"),
        ("annual_task", "主管领导", "owner"),
        ("complaint", "地址", "address"),
        ("complaint", "联系人", "complainant"),
        ("complaint", "类型", "category"),
        ("demo_site", "得分", "final_score"),
        ("guidance", "数量", "count"),
        ("inspection", "证号", "officer_cert_no"),
        ("inspection", "检查内容", "inspection_name"),
        ("spot_check", "检查内容", "item"),
        ("penalty_case", "金额", "fine_amount"),
        ("spot_check", "单位", "object_name"),
        ("training", "单位", "host_unit"),
        ("violation", "主体", "party_scope"),
    ],
)
def test_a_common_word_no_cell_can_settle_is_asked_with_the_likeliest_first(
    ledger_key: str, header: str, first: str
) -> None:
    asked = beside_required(ledger_key, header, first)
    assert (asked.field, asked.proposals[0][0]) == (None, first)


def test_a_story_that_begins_with_a_day_is_no_day() -> None:
    told = ("2022年3月，当事人在人民路擅自占用城市道路经营", "2022年4月，当事人在文化路倾倒垃圾")
    assert plausible(ledger("penalty_case").column("facts"), told) == 1.0


@pytest.mark.parametrize(
    ("ledger_key", "header", "field"),
    [
        ("mediation", "双方当事人是否自愿", "agreed"),
        ("mediation", "是否愿意调解", "agreed"),
        ("guidance", "有没有文书", "has_document"),
        ("guidance", "有无行政指导书", "has_document"),
        ("inspection", "限改时间", "order_deadline"),
        ("inspection", "限改截止日", "order_deadline"),
        ("training", "在哪里学的", "place"),
        ("training", "哪天学的", "start_date"),
        ("annual_task", "任务大项", "category"),
        ("annual_task", "灯号", "status"),
        ("penalty_publicity", "处罚数据推送日期", "published_on"),
        ("benchmark", "罚款起罚点（元）", "min_value"),
        ("benchmark", "罚款顶格（元）", "max_value"),
        ("training_attendance", "笔试卷面分", "score"),
    ],
)
def test_a_family_of_words_is_known_or_first_proposed(ledger_key: str, header: str, field: str) -> None:
    asked = beside_required(ledger_key, header, field)
    assert (asked.field or asked.proposals[0][0]) == field


@pytest.mark.parametrize(
    ("ledger_key", "header", "first"),
    [
        ("penalty_case", "几号交的钱", "paid_date"),
        ("penalty_case", "告知书几号送的", "notice_served_date"),
        ("penalty_case", "罚了多少", "fine_amount"),
        ("penalty_case", "谁办的？", "officers"),
        ("penalty_case", "哪个中队办的", "unit"),
        ("penalty_case", "凭哪条", "legal_basis"),
        ("inspection", "啥时检查的", "check_date"),
        ("inspection", "几号改好", "corrected_date"),
        ("inspection", "整改到什么程度", "corrected"),
        ("complaint", "满意没？", "satisfaction"),
        ("complaint", "几号办结", "close_date"),
        ("annual_task", "谁牵头", "lead_unit"),
        ("annual_task", "哪个股室牵头", "lead_unit"),
        ("training", "来了几个人", "actual_n"),
        ("training", "在哪培训", "place"),
        ("training", "谁讲的课", "lecturer"),
        ("coercion", "放在哪", "storage_place"),
        ("unit", "归谁管", "parent_unit"),
    ],
)
def test_a_header_put_as_a_question_is_asked_with_the_likeliest_first(ledger_key: str, header: str, first: str) -> None:
    labels = [one.label for one in ledger(ledger_key).columns if one.required and one.name != first]
    asked = column(found(" | ".join((header, "备注", *labels)), chosen=ledger_key), header)
    assert (asked.field, asked.proposals[0][0]) == (None, first)


def test_who_takes_the_lead_is_a_person_or_an_office_as_the_cells_say() -> None:
    table = "任务编号 | 工作任务 | 谁牵头\nS1.1 | 梳理 | {}\nS1.2 | 公开 | {}"
    person, office = found(table.format("李某", "王某某")), found(table.format("法制股", "一中队"))
    assert column(person, "谁牵头").proposals[0][0] == "owner"
    assert column(office, "谁牵头").proposals[0][0] == "lead_unit"


def test_what_a_question_is_proposed_for_makes_no_other_header_alike() -> None:
    guess = found("文件名称 | 报送单位 | 报送日期 | 交稿人", chosen="summary_report")
    assert column(guess, "交稿人").proposals[0][0] == "submitter"
