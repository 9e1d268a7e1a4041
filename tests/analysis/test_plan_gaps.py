"""What a plan file lacks is told line by line: faults with which it cannot be used, gaps the plan leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest

from fwzf_data.analysis.plan_gaps import plan_gaps
from fwzf_data.errors import BadRequest
from fwzf_data.settings import RULES

PLAN = """
[plan]
title = "方案"
document_no = "文号"
issued_on = 2027-03-01
year = 2027
first_on = 2027-01-01
last_on = 2027-12-31
"""
WHOLE = {
    "obligation_id": '"T1"',
    "clause": '"一"',
    "title": '"做一件事"',
    "wording": '"要做一件事"',
    "lead_unit": '"甲室"',
    "deadline": '"6月底前"',
    "due_on": "2027-06-30",
    "phase": '"一"',
    "phase_from": "2027-03-01",
    "phase_to": "2027-06-30",
    "kind": '"dated"',
    "unit_rule": '"lead"',
    "source_ledgers": '["annual_task"]',
    "indicator": '"有没有"',
    "query": '"task_list"',
    "done_when": '"有佐证"',
    "evidence": '"文件"',
}


def gaps(tmp_path: Path, *without: str, plan: str = PLAN, **other: str) -> list[str]:
    keys = {key: value for key, value in (WHOLE | other).items() if key not in without}
    file = tmp_path / "plan_2027.toml"
    file.write_text(plan + "[[obligation]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()), "utf-8")
    return [str(gap) for gap in plan_gaps(file)]


def test_a_whole_plan_lacks_nothing(tmp_path: Path) -> None:
    assert gaps(tmp_path) == []


def test_the_plan_of_2022_has_gaps_of_its_own_and_no_faults() -> None:
    found = plan_gaps(RULES / "plan_2022.toml")
    assert [gap for gap in found if gap.kind == "错误"] == []
    said = [str(gap) for gap in found]
    assert "缺口　方案　没有写发文日期：超期的义务会注明发文日期未知" in said
    assert "缺口　S3.6　时限早于阶段：期限 2022-04-30，阶段从 2022-06-01 开始" in said
    assert {gap.obligation_id for gap in found if "责任不清" in gap.message} == {"S3.6", "S4.1", "S7.1", "S7.2", "S7.3"}


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("kind", "错误　T1　没有写 kind"),
        ("due_on", "错误　T1　有期限、计次的义务没有写期限（due_on）"),
        ("lead_unit", "缺口　T1　责任不清：由牵头单位承担而没有写牵头单位"),
        ("evidence", "缺口　T1　没有写佐证材料（evidence）"),
        ("deadline", "缺口　T1　没有写期限的原写法（deadline）"),
        ("phase", "缺口　T1　没有写阶段和起止（phase、phase_from、phase_to）"),
        ("indicator", "缺口　T1　没有写指标（indicator）"),
    ],
)
def test_what_is_left_out_is_named(tmp_path: Path, key: str, said: str) -> None:
    assert said in gaps(tmp_path, key)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"unit_rule": '"all"'}, "错误　T1　unit_rule＝「all」不认识，应为 lead、responsible、bureau"),
        ({"measure": '"nothing"'}, "错误　T1　没有名为「nothing」的算法（measure）"),
        ({"query": '"cases"'}, "错误　T1　没有名为「cases」的查询"),
        ({"source_ledgers": '["cashbook"]'}, "错误　T1　没有名为「cashbook」的台账"),
        ({"due_on": '"6月底"'}, "错误　T1　due_on 不是日期"),
        ({"due_on": "2028-01-01"}, "缺口　T1　期限 2028-01-01 不在方案年度里"),
        ({"due_on": "2027-02-01"}, "缺口　T1　时限早于阶段：期限 2027-02-01，阶段从 2027-03-01 开始"),
        ({"kind": '"counted"'}, "错误　T1　计次的义务没有写目标数（threshold）"),
        ({"threshold": "1.2", "threshold_is": '"share"'}, "错误　T1　比例以 1 为全部，threshold 不能大于 1"),
        (
            {"threshold": "2", "threshold_is": '"points"', "points": '["甲"]'},
            "错误　T1　目标数多于写明的方面（points）",
        ),
        ({"threshold": "2", "threshold_is": '"count"'}, "缺口　T1　没有写目标数的由谁定（threshold_from）"),
        ({"support": '"各室"'}, "缺口　T1　没有列出配合单位（support_units）"),
        ({"due_on": "2027-06-30T12:00:00"}, "错误　T1　due_on 写了几点几分，应只写日期"),
        ({"note": '"备注"'}, "错误　T1　有不认识的键 note"),
        ({"plan_year": "2027"}, "错误　T1　有不认识的键 plan_year"),
        ({"title": "3"}, "错误　T1　title 应为带引号的文字"),
        ({"source_ledgers": '"annual_task"'}, "错误　T1　source_ledgers 应为方括号里的几段文字"),
        ({"lead_is_stated": '"否"'}, "错误　T1　lead_is_stated 应为 true 或者 false"),
        ({"unit_rule": '"responsible"', "bearers": "[]"}, "错误　T1　bearers 是空的：没有单位承担"),
        (
            {"unit_rule": '"responsible"', "bearers": '["机关各处室"]'},
            "错误　T1　bearers 里的「机关各处室」指哪些单位不知道，一批单位的写法见 units.toml",
        ),
        ({"bearers": '["各室"]'}, "错误　T1　只有 unit_rule 为 responsible 的才写 bearers"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named(tmp_path: Path, given: dict[str, str], said: str) -> None:
    assert said in gaps(tmp_path, **given)


@pytest.mark.parametrize("written", ["各责任单位", "机关各股室", "局属各单位", "各中队"])
def test_a_set_of_units_that_the_register_resolves_is_no_fault(tmp_path: Path, written: str) -> None:
    assert gaps(tmp_path, unit_rule='"responsible"', bearers=f'["{written}"]') == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("obligation = 3", "错误　方案　obligation 应写成一项一项的 [[obligation]]"),
        ("obligation = [3]", "错误　方案　obligation 应写成一项一项的 [[obligation]]"),
        ("plan = 3", "错误　方案　plan 应写成 [plan] 下面的一组键"),
    ],
)
def test_a_file_of_another_shape_is_one_fault(tmp_path: Path, written: str, said: str) -> None:
    file = tmp_path / "plan_2027.toml"
    file.write_text(written, "utf-8")
    assert [str(gap) for gap in plan_gaps(file)] == [said]


def test_the_days_of_the_plan_are_days_and_its_year_a_number(tmp_path: Path) -> None:
    said = gaps(tmp_path, plan=PLAN.replace("first_on = 2027-01-01", "first_on = 2027-01-01T08:00:00"))
    assert said == ["错误　方案　[plan] 的 first_on 写了几点几分，应只写日期"]
    assert gaps(tmp_path, plan=PLAN.replace("year = 2027", 'year = "2027"')) == [
        "错误　方案　[plan] 的 year 应为四位年份"
    ]


def test_a_year_has_one_plan(tmp_path: Path) -> None:
    second = PLAN.replace("2027", "2022").replace("issued_on = 2022-03-01\n", "")
    assert "错误　方案　plan_2022.toml 也是 2022 年度的方案，一个年度只能有一个" in gaps(tmp_path, plan=second)


def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text("[plan", "utf-8")
    with pytest.raises(BadRequest, match=r"方案文件「plan\.toml」不是有效的 TOML"):
        plan_gaps(tmp_path / "plan.toml")
    with pytest.raises(BadRequest, match="没有找到方案文件"):
        plan_gaps(tmp_path / "none.toml")


def test_a_quarter_that_ends_before_it_begins_and_a_summary_of_a_quarter_are_faults(tmp_path: Path) -> None:
    quarter = {"period_from": "2027-04-01", "period_to": "2027-03-31"}
    assert "错误　T1　这一期的止（period_to）早于起（period_from）" in gaps(tmp_path, **quarter)
    said = gaps(tmp_path, measure='"summaries"', source_ledgers='["summary_report"]', period_to="2027-06-30")
    assert "错误　T1　报送登记只认全年的总结；半年、季度的总结请不写 measure，凭任务台账" in said


def test_two_duties_that_count_the_same_rows_are_told_unless_each_has_its_quarter(tmp_path: Path) -> None:
    counted = {"kind": '"counted"', "measure": '"tests"', "threshold": "1", "threshold_is": '"count"',
               "threshold_from": '"方案"', "threshold_source": '"一"', "source_ledgers": '["training"]'}  # fmt: skip
    file = tmp_path / "plan_2027.toml"

    def said(*quarters: tuple[str, str]) -> list[str]:
        text = PLAN
        for number, (first, last) in enumerate(quarters, 1):
            quarter = {"period_from": first, "period_to": last} if first else {}
            keys = WHOLE | counted | quarter | {"obligation_id": f'"T{number}"'}
            text += "[[obligation]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())
        file.write_text(text, "utf-8")
        return [str(gap) for gap in plan_gaps(file)]

    assert said(("", ""), ("", "")) == [
        "缺口　方案　T1、T2 数同样的台账行，一行各算一次；分季、分月的请写这一期的起止（period_from、period_to）"
    ]
    assert said(("2027-01-01", "2027-03-31"), ("2027-04-01", "2027-06-30")) == []


def test_a_lead_that_is_several_units_and_points_that_are_not_named_are_faults(tmp_path: Path) -> None:
    assert "错误　T1　牵头单位（lead_unit）写了甲室、乙室，只能写一个，其余的写在 support_units" in gaps(
        tmp_path, lead_unit='"甲室、乙室"'
    )
    points = gaps(tmp_path, threshold="2", threshold_is='"points"')
    assert "错误　T1　没有写要分别做到的方面（points）" in points
