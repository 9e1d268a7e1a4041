"""What a finished check allows to say: bounds with the worst case, replacements, and unequal draws apart."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fwzf_data.analysis.draw.evaluate import amount_upper, unequal_upper
from fwzf_data.analysis.draw.frame import frozen
from fwzf_data.analysis.draw.inclusion import certain, chances
from fwzf_data.analysis.draw.plan import make_plan
from fwzf_data.analysis.draw.record import draw, drawn_of, replacements
from fwzf_data.analysis.draw.result import RAW_WARNING, Checked, outcome, state
from fwzf_data.analysis.draw.unequal import IN_ORDER
from fwzf_data.intake.ledger import ledger
from fwzf_data.rulebook import rule_value

FRAME = frozen([(f"号{number:02}", ("甲", "乙")[number % 2], str(1 + number % 3)) for number in range(40)])


def drawn(method: str, n: int = 10) -> dict:
    return draw(make_plan(FRAME, purpose="查", frame_name="试", method=method, n=n), FRAME, "种子")


def all_of(record: dict, result: str) -> list[Checked]:
    return [Checked(one["id"], result) for one in record["drawn"]]


def test_nothing_came_back_yet() -> None:
    told = outcome(drawn("simple"), [])
    assert told["says"] == ["还没有检查结果，数据不足"]
    assert (told["passed"], told["failed"], told["missing"]) == (0, 0, 10)


def test_every_word_of_a_result_has_one_meaning() -> None:
    words = ["未发现问题", "责令整改", "注销", "", "看着还行"]
    assert [state(word) for word in words] == ["合格", "不合格", "未能检查", "未回填", "结果不明"]


def test_every_published_ground_for_a_replacement_is_a_result_that_calls_for_one() -> None:
    codes = {
        written: word for word, others in ledger("spot_check").column("result").codes for written in (word, *others)
    }
    for ground in (*rule_value("sampling.replacement_reasons"), "未能检查"):
        assert (state(ground), state(codes[ground])) == ("未能检查", "未能检查"), ground


def test_all_passed_in_a_finite_population() -> None:
    record = drawn("simple")
    (said,) = outcome(record, all_of(record, "未发现问题"))["says"]
    # Of 40 with 8 bad ones ten good are drawn with 7.6 %, with 9 bad ones with 5.2 %, with 10 with 3.5 %.
    assert said == "抽 10 件，0 件不合格：有 95% 把握不合格率不超过 22.5%"


def test_what_is_missing_counts_against_in_the_worst_case() -> None:
    record = drawn("simple")
    rows = all_of(record, "未发现问题")[:8]
    told = outcome(record, [*rows, Checked(record["drawn"][8]["id"], "说不清"), Checked("别家", "未发现问题")])
    assert told["missing"] == 2
    assert told["unclear"] == [record["drawn"][8]["id"]]
    assert told["strangers"] == ["别家"]
    part = told["parts"][0]
    assert Fraction(part["worst_upper"]["num"], part["worst_upper"]["den"]) > Fraction(
        part["upper"]["num"], part["upper"]["den"]
    )
    assert "没有查成的 2 件若都不合格" in told["says"][0]


def test_replacements_follow_until_one_is_reached() -> None:
    record = drawn("stratified")
    lost = record["drawn"][0]
    first, second = replacements(record)[lost["stratum"]][:2]
    rows = [Checked(lost["id"], "注销"), Checked(first, "迁出"), Checked(second, "责令整改")]
    told = outcome(record, rows)
    assert told["replacements"] == [
        {"unreached": lost["id"], "replaced_by": first},
        {"unreached": first, "replaced_by": second},
    ]
    assert told["failed"] == 1
    assert told["strangers"] == []


def test_strata_together_say_more_than_each_alone() -> None:
    record = drawn("stratified")
    says = outcome(record, all_of(record, "未发现问题"))["says"]
    assert len(says) == 3
    # Five of twenty in both strata: the binomial bound of ten, 25.9 %, unmagnified.
    assert says[-1].startswith("各层合起来：抽 10 件，0 件不合格，有 95% 把握总体不合格率不超过 25.9%")


def test_a_stratum_without_a_result_leaves_the_whole_open() -> None:
    record = drawn("stratified")
    rows = [row for row in all_of(record, "未发现问题") if row.id in {one["id"] for one in record["drawn"][:5]}]
    assert outcome(record, rows)["summary"] == ["有的分层还没有检查结果，各层合起来数据不足"]


def test_a_thinly_checked_stratum_widens_the_bound_of_all() -> None:
    record = drawn("stratified")
    rows = [row for row in all_of(record, "未发现问题") if row.id not in {one["id"] for one in record["drawn"][:4]}]
    # One of 甲 and five of 乙: 甲 weighs half and was a sixth of what was checked; 39.3 % times three is more than all.
    assert "不超过 100%" in outcome(record, rows)["says"][-1]


def test_an_unequal_draw_is_estimated_by_its_chances_and_says_so() -> None:
    record = drawn("weighted")
    failed = record["drawn"][0]
    rows = [Checked(one["id"], "责令整改" if one is failed else "未发现问题") for one in record["drawn"]]
    told = outcome(record, rows)
    assert told["says"][0] == RAW_WARNING
    assert told["parts"][0]["upper"] is None
    assert Fraction(told["estimate"]["num"], told["estimate"]["den"]) == 1 / Fraction(failed["chance"]) / 40
    assert outcome(record, rows[1:])["estimate"] is None


def test_an_unequal_draw_has_a_bound_that_counts_what_was_not_checked_as_failed() -> None:
    record = drawn("weighted")
    found = outcome(record, all_of(record, "未发现问题"))["says"][-1]
    # A mean of 2.996 rules out none found: 14 of weight one (10/79 each) and 4 of weight two reach 2.785, five 3.038.
    assert found == "有 95% 把握总体不合格率不超过 45%，偏保守：不合格的都当作最不容易抽中的"
    told = outcome(record, all_of(record, "未发现问题")[1:])
    assert told["estimate"] is None
    assert told["says"][-1].endswith("（没有查成的 1 件按不合格算）")
    assert outcome(record, [])["says"][-1] == "还没有检查结果，数据不足"


def test_a_draw_by_amount_speaks_of_the_amount() -> None:
    record = drawn("money")
    # None of ten hits fails: 1 − 0.05^(1/10) of the amount.
    assert outcome(record, all_of(record, "未发现问题"))["says"][-1] == (
        "按金额算：有 95% 把握不合格对象的金额不超过总金额的 25.9%"
    )


def test_a_draw_in_the_order_of_a_list_gives_no_bound() -> None:
    record = drawn("systematic")
    rows = [Checked(one["id"], "责令整改" if one["no"] == 1 else "未发现问题") for one in record["drawn"]]
    told = outcome(record, rows)
    assert told["says"] == ["按抽中概率加权估计，总体不合格率约为 10%", IN_ORDER]
    assert (told["parts"][0]["upper"], told["parts"][0]["says"]) == (None, "")
    assert outcome(record, [])["summary"] == ["还没有检查结果，数据不足"]


def test_a_rotation_bounds_only_the_slice_that_was_drawn_equally() -> None:
    record = drawn("rotation")
    said = outcome(record, all_of(record, "未发现问题"))["says"]
    assert said[0] == RAW_WARNING
    assert said[-1].startswith("今年还没查过的 40 件里轮到 8 件：有 95% 把握其中不合格率不超过 ")
    assert said[-1].endswith("按风险抽的只作线索，不推算")


@pytest.mark.parametrize("method", ["weighted", "money"])
def test_the_bound_of_an_unequal_draw_holds_in_nineteen_of_twenty_draws_or_more(method: str) -> None:
    members = frozen([(f"号{number}", "", str(1 + number % 5)) for number in range(60)])
    plan = make_plan(members, purpose="查", frame_name="试", method=method, n=12)
    sizes = {one.id: one.millionths for one in members.members}
    bad = set(sorted(sizes, key=sizes.__getitem__)[:16])  # where the draw looks least
    confidence, held, draws = Fraction(95, 100), 0, 800
    taken = certain(sizes, 12)
    for seed in range(draws):
        found = [one.id for one in drawn_of(plan, members, f"种子{seed}")]
        if method == "weighted":
            most = unequal_upper(chances(sizes, 12).values(), len(bad & set(found)), confidence)
            held += most >= len(bad)
        else:
            places = [(sizes[one], one in taken, one in bad) for one in found]
            upper = amount_upper(places, sum(sizes.values()), sum(sizes[one] for one in taken), confidence)
            held += upper >= Fraction(sum(sizes[one] for one in bad), sum(sizes.values()))
    assert held >= 0.95 * draws - 3 * (0.05 * 0.95 * draws) ** 0.5


def test_who_was_replaced_counts_against_in_the_worst_case() -> None:
    record = drawn("simple")
    gone, stayed = record["drawn"][:4], record["drawn"][4:]
    following = replacements(record)[""][:4]
    rows = [Checked(one["id"], "注销") for one in gone]
    rows += [Checked(name, "未发现问题") for name in (*(one["id"] for one in stayed), *following)]
    told = outcome(record, rows)
    assert (told["passed"], told["missing"]) == (10, 0)
    # Four bad of ten drawn: with 26 bad of 40 that few are drawn with 6.5 %, with 27 with 4.2 %.
    assert told["says"] == [
        "抽 10 件，0 件不合格：有 95% 把握不合格率不超过 22.5%；"
        "没有查成的 4 件（含已递补的 4 件）若都不合格，则不超过 65%"
    ]


def test_all_strata_together_have_a_worst_case_and_name_who_was_not_drawn_from() -> None:
    plan = make_plan(
        frozen([(f"{name}{number}", name, "") for name in "甲乙丙" for number in range(20)]),
        purpose="查", frame_name="试", sizes={"甲": 5, "乙": 5},
    )  # fmt: skip
    record = draw(plan, frozen([(f"{name}{number}", name, "") for name in "甲乙丙" for number in range(20)]), "种子")
    said = outcome(record, all_of(record, "未发现问题")[1:])["says"][-1]
    # One of ten might be bad: the binomial bound is 39.4 %.
    assert "没有查成的 1 件若都不合格，则不超过 39.4%" in said
    assert said.endswith("。没有抽的分层 丙 不在内")


def test_an_object_is_known_however_its_number_is_typed() -> None:
    members = frozen([(f"Ab-{number}", "", "") for number in range(5)])
    record = draw(make_plan(members, purpose="查", frame_name="试", n=3), members, "种子")
    typed = [Checked(f"ａｂ- {one['id'][3:]}", "未发现问题") for one in record["drawn"]]
    told = outcome(record, typed)
    assert (told["passed"], told["strangers"]) == (3, [])


def test_a_replacement_on_grounds_the_plan_did_not_publish_is_told() -> None:
    record = drawn("simple")
    results = ("注销", "已关闭停业或正在组织清算", "迁出", "未能检查", "通过登记的住所（经营场所）无法联系")
    rows = [Checked(one["id"], result) for one, result in zip(record["drawn"], results, strict=False)]
    told = outcome(record, rows)
    assert len(told["replacements"]) == 5
    assert told["undeclared"] == [
        {"unreached": record["drawn"][3]["id"], "result": "未能检查"},
        {"unreached": record["drawn"][4]["id"], "result": "通过登记的住所（经营场所）无法联系"},
    ]
