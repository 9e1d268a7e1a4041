"""A bare 序号 or 编号: whether it numbers the records or only counts the rows."""

from __future__ import annotations

import pytest

from fwzf_data.intake.ledger import ledgers
from tests.intake.test_header import column, fields, found

BARE = ("序号", "编号", "No.", "顺序号", "行号", "项次", "条目", "流水号", "登记序号", "登记编号")
COUNTS = {
    "plain": ("1", "2", "3"),
    "of a filtered list": ("3", "8", "21"),
    "of groups": ("1", "2", "1"),
    "padded": ("001", "002", "003"),
    "as a decimal": ("1.0", "2.0", "3.0"),
    "in brackets": ("（1）", "（2）", "（3）"),
    "in words": ("一", "二", "三"),
    "in circles": ("①", "②", "③"),
}


def table(key: str, header: str, cells: tuple[str, ...]) -> str:
    labels = [kind.label for kind in ledgers()[key].columns if kind.required and not kind.name.endswith("_no")]
    rows = [" | ".join((cell, *["某"] * len(labels))) for cell in cells]
    return "\n".join((" | ".join((header, *labels)), *rows))


@pytest.mark.parametrize("cells", COUNTS.values(), ids=COUNTS)
@pytest.mark.parametrize("key", ledgers())
def test_a_count_is_never_taken_for_the_number_of_a_record_without_asking(key: str, cells: tuple[str, ...]) -> None:
    for header in BARE:
        field = column(found(table(key, header, cells), chosen=key), header).field
        assert field is None or ledgers()[key].column(field).type == "int", header


@pytest.mark.parametrize("key", ledgers())
def test_what_is_no_count_is_never_taken_for_one_without_asking(key: str) -> None:
    for header in BARE:
        guess = found(table(key, header, ("舞城〔2022〕1号", "舞城〔2022〕7号")), chosen=key)
        field = column(guess, header).field
        assert field is None or ledgers()[key].column(field).type != "int", header


def test_the_number_of_a_task_in_other_words_is_proposed_and_the_count_beside_it_is_left_out() -> None:
    guess = found("""
序号 | 登记序号 | 工作任务 | 责任单位 | 完成时限
1 | S1.1 | 梳理风险点 | 法制股 | 2022.6.1
2 | S1.2 | 公开清单 | 办公室 | 2022.7.1
""")
    assert guess
    assert guess.ledger == "annual_task"
    assert (column(guess, "序号").field, column(guess, "序号").proposals) == (None, ())
    assert column(guess, "登记序号").proposals[0][0] == "task_no"


def test_a_count_of_tasks_that_holds_the_numbers_of_duties_is_their_number() -> None:
    guess = found("序号 | 工作任务 | 责任单位\nS1.1 | 梳理风险点 | 法制股\nS1.2 | 公开清单 | 办公室")
    assert fields(guess)["序号"] == "task_no"


def test_an_outline_may_be_the_number_of_a_task_and_is_asked() -> None:
    guess = found("序号 | 工作任务 | 责任单位\n1.1 | 梳理风险点 | 法制股\n1.2 | 公开清单 | 办公室")
    assert (column(guess, "序号").field, column(guess, "序号").proposals[0][0]) == (None, "task_no")


def test_a_count_beside_the_number_of_a_task_is_not_asked() -> None:
    guess = found("序号 | 任务编号 | 工作任务 | 责任单位\n1 | S1.1 | 梳理 | 法制股\n2 | S1.2 | 公开 | 办公室")
    assert (column(guess, "序号").how, column(guess, "序号").proposals) == ("未识别", ())
    assert fields(guess)["任务编号"] == "task_no"


def test_a_number_named_after_its_record_is_asked_where_its_cells_only_count() -> None:
    counted = found("任务序号 | 工作任务 | 责任单位\n1 | 梳理 | 法制股\n2 | 公开 | 办公室")
    coded = found("任务序号 | 工作任务 | 责任单位\nS1.1 | 梳理 | 法制股\nS1.2 | 公开 | 办公室")
    assert (column(counted, "任务序号").field, column(counted, "任务序号").proposals[0][0]) == (None, "task_no")
    assert fields(coded)["任务序号"] == "task_no"


def test_a_template_without_records_is_read_by_its_words() -> None:
    assert fields(found("编号 | 当事人 | 强制种类 | 实施日期", chosen="coercion"))["编号"] == "coercion_no"


@pytest.mark.parametrize(
    ("cells", "field"),
    [(("1", "2"), "seq_no"), (("0012", "0013"), "complaint_no"), (("GD20220401", "GD20220402"), "complaint_no")],
    ids=["count", "padded", "codes"],
)
def test_the_cells_say_first_what_a_number_of_registration_is(cells: tuple[str, str], field: str) -> None:
    one, two = cells
    guess = found(
        f"登记序号 | 投诉人 | 反映内容 | 承办单位\n{one} | 王某 | 占道 | 一中队\n{two} | 李某 | 油烟 | 二中队",
        chosen="complaint",
    )
    assert (column(guess, "登记序号").field, column(guess, "登记序号").proposals[0][0]) == (None, field)


def test_what_a_person_decided_of_a_number_stays() -> None:
    guess = found(
        "编号 | 当事人 | 强制种类\n1 | 王某 | 扣押\n2 | 李某 | 扣押",
        chosen="coercion",
        remembered={("coercion", "编号"): "coercion_no"},
    )
    assert fields(guess)["编号"] == "coercion_no"


def test_a_number_that_looks_like_a_day_is_still_a_number() -> None:
    guess = found(
        "登记号 | 申请人 | 被申请人 | 争议事项\n23-09 | 王某 | 李某 | 噪声\n23-10 | 赵某 | 钱某 | 油烟",
        chosen="mediation",
    )
    assert fields(guess)["登记号"] == "mediation_no"
