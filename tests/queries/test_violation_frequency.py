"""How often each violation occurs, and the grade that follows from frequency alone."""

from __future__ import annotations

import pytest

from tests.queries.drawn import Drawn, drawn


@pytest.fixture(autouse=True)
def _catalogue(bench):
    bench.given("violation", """
        violation_code | clause_no | name
        ---------------+-----------+---------
        A1             | 1         | 占道经营
        A2             | 1         | 乱倒垃圾
        A3             | 1         | 露天烧烤
        A4             | 1         | 乱贴广告
        A5             | 1         | 损坏树木
        A6             | 1         | 夜间施工
        A7             | 1         | 渣土遗撒
    """)


def _cases(code: str, count: int, on: str = "2022-05-01") -> str:
    return "\n".join(f"{code}-{number} | 甲 | {code} | 某事 | {on}" for number in range(count))


def test_the_grade_follows_count_or_share_whichever_is_higher(bench):
    counts = {"A1": 300, "A2": 30, "A3": 29, "A4": 10, "A5": 9, "A6": 3, "A7": 2}
    rows = "\n".join(_cases(code, count) for code, count in counts.items())
    bench.given("penalty_case", f"""
        case_no | party_name | violation_code | cause | decision_date
        --------+------------+----------------+-------+--------------
        {rows}
    """)
    assert bench.ask("violation_frequency") == drawn("""
        violation_code | case_count | share           | frequency_level | frequency_grade
        ---------------+------------+-----------------+-----------------+----------------
        A1             | 300        | 300/383         | 4               | 高
        A2             | 30         | 30/383          | 4               | 高
        A3             | 29         | 29/383          | 3               | 中
        A4             | 10         | 10/383          | 3               | 中
        A5             | 9          | 9/383           | 2               | 中
        A6             | 3          | 3/383           | 2               | 中
        A7             | 2          | 2/383           | 1               | 低
    """)


def test_a_share_of_exactly_the_limit_reaches_it(bench):
    rows = "\n".join(_cases(code, count) for code, count in {"A1": 5, "A2": 1, "A3": 3, "A4": 3, "A5": 4, "A6": 4}.items())
    bench.given("penalty_case", f"""
        case_no | party_name | violation_code | cause | decision_date
        --------+------------+----------------+-------+--------------
        {rows}
    """)
    assert bench.ask("violation_frequency") == drawn("""
        violation_code | share | frequency_level
        ---------------+-------+----------------
        A1             | 5/20  | 4
        A5             | 4/20  | 4
        A6             | 4/20  | 4
        A3             | 3/20  | 4
        A4             | 3/20  | 4
        A2             | 1/20  | 3
    """)


def test_what_became_a_case_counts_once_and_what_is_unknown_is_counted_apart(bench):
    bench.given("penalty_case", """
        case_no              | party_name | violation_code | cause | decision_date
        ---------------------+------------+----------------+-------+--------------
        舞城管罚字〔2022〕第012号 | 甲      | A1             | 占道  | 2022-05-01
        02                   | 甲         |                | 谜    | 2022-05-01
    """)
    bench.given("inspection", """
        inspection_no | object_name | violation | check_result | check_date | case_no
        --------------+-------------+-----------+--------------+------------+-----------------------
        J1            | 路段        | 占道经营  | 责令整改     | 2022-04-30 | 舞城管罚字(2022)12号
        J2            | 路段        | 占道经营  | 责令整改     | 2022-04-30 |
        J3            | 路段        | 占道经营  | 未发现问题   | 2022-04-30 |
        J4            | 路段        | 占道经营  |              | 2022-04-30 | 别处的案号
        J5            | 路段        |           |              | 2022-04-30 |
    """)
    bench.given("complaint", """
        complaint_no | content | category | accept_date      | result
        -------------+---------+----------+------------------+---------
        T1           | 吵      | 占道经营 | 2022-04-30 10:00 |
        T2           | 吵      | 占道经营 | 2022-04-30 10:00 | 经查不属实
        T3           | 吵      | 噪音     | 2022-04-30 10:00 | 已处理
    """)
    bench.given("guidance", """
        guidance_no | party_name | topic    | guidance_date | count
        ------------+------------+----------+---------------+------
        G1          | 甲         | 占道经营 | 2022-04-30    | 4
    """)
    assert bench.ask("violation_frequency") == drawn("""
        violation_code | violation_name | case_count | inspection_count | complaint_count | guidance_count | weighted_count | share   | frequency_grade
        ---------------+----------------+------------+------------------+-----------------+----------------+----------------+---------+----------------
        A1             | 占道经营       | 1          | 2                | 1               | 4              | 5.5            | 5.5/5.5 | 高
                       | 未对应         | 1          | 0                | 1               | 0              | 1.5            |         |
    """)


def test_the_window_holds_both_its_days(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause | decision_date
        --------+------------+----------------+-------+--------------
        01      | 甲         | A1             | 占道  | 2022-03-31
        02      | 甲         | A1             | 占道  | 2022-04-01
        03      | 甲         | A1             | 占道  | 2022-04-30
        04      | 甲         | A1             | 占道  | 2022-05-01
        05      | 甲         | A1             | 占道  |
    """)
    april = bench.ask("violation_frequency", from_on="2022-04-01", to_on="2022-04-30")
    assert april.only(["case_count"]).rows == (("2",),)
    assert bench.ask("violation_frequency", as_of="2022-04-30").only(["case_count"]).rows == (("3",),)
    assert bench.ask("violation_frequency", as_of="2023-04-30").rows == ()


def test_nothing_loaded_gives_no_rows(bench):
    assert bench.ask("violation_frequency").rows == ()


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("发现问题，已责令改正，复查未发现问题", "是"), ("现场发现占道，未见经营者", "是"), ("存在占道经营，未发现其他问题", "是"),
        ("未发现其他问题，仅擅自设置停车位一处，责令改正", "是"), ("未发现问题", "否"), ("检查未发现占道经营等违法行为", "否"),
        ("未发现问题，已进行普法教育", "否"), ("上次发现的问题已整改，未发现新问题", "否"), ("无问题", "否"), ("正常", "否"),
        ("发现问题：无", "否"), ("符合要求", "否"), ("未见异常，门前整洁", "否"), ("责令整改", "是"),
        ("无违法违规行为", "否"), ("不存在违法行为", "否"), ("没有违规", "否"), ("无明显问题", "否"), ("无需整改", "否"), ("未违规", "否"),
        ("经营正常。", "否"), ("合格。", "否"), ("经检查，证照齐全、经营规范", "否"), ("无占道经营现象", "否"), ("正常（无占道）", "否"), ("0", "否"),
        ("经营不正常", "是"), ("未达标", "是"), ("责令规范经营", "是"), ("合格证过期", "是"), ("无占道审批手续", "是"), ("不存在占道，但存在乱堆", "是"),
        ("现场发现占道经营，无其他问题", "是"), ("秩序混乱", "是"), (None, "是"),
    ],
)  # fmt: skip
def test_an_inspection_is_a_finding_where_any_part_of_its_result_says_so(bench, result, said):
    names = ("inspection_no", "object_name", "violation", "check_result", "check_date")
    bench.given("inspection", Drawn(names, (("1", "某店", "占道经营", result, "2022-05-01"),)))
    assert bench.fact("inspections").only(["has_problem"]).rows == ((said,),)


@pytest.mark.parametrize(
    ("result", "said"), [("存在占道经营", "是"), ("擅自设摊", "是"), ("门前脏乱", None), ("无违规行为", "否"), ("达标", "否")]
)
def test_a_result_speaks_where_nobody_says_which_violation(bench, result, said):
    names = ("inspection_no", "object_name", "check_result", "check_date")
    bench.given("inspection", Drawn(names, (("1", "某店", result, "2022-05-01"),)))
    assert bench.fact("inspections").only(["has_problem"]).rows == ((said,),)


@pytest.mark.parametrize(
    ("result", "is_repeat", "said"),
    [
        ("属实，多次劝导无效，已立案处理", None, "是"), ("属实，该户重复占道，已责令改正", None, "是"), ("该商户落实不实，已责令整改", None, "是"),
        ("部分属实，夜间部分不属实，已处理", None, "是"), ("情况部分不属实", None, "是"), ("属实", "否", "是"), (None, None, "是"),
        ("不属实", None, "否"), ("经核查，反映问题不实", None, "否"), ("是否属实：不属实", None, "否"), ("属实，系重复投诉", None, "否"),
        ("重复", None, "否"), ("无效工单", None, "否"), ("误报", None, "否"), ("属实，已处理", "是", "否"), (None, "是", "否"),
        ("属实", "是，第2次", "否"), ("经查，反映的问题不存在", None, "否"), ("查无此事", None, "否"), ("举报不成立", None, "否"),
        ("反映失实", None, "否"), ("与实际情况不符", None, "否"), ("不属于我单位职责", None, "否"), ("不归我局管辖，已退回", None, "否"),
        ("该件与12345-01重复", None, "否"), ("不予受理", None, "否"), ("投诉人已撤诉", None, "否"), ("部分成立，已责令改正", None, "是"),
        ("已退还占道物品，当事人不再占道", None, "是"), ("现场未发现，已加强巡查", None, "是"),
    ],
)  # fmt: skip
def test_a_complaint_is_invalid_for_what_is_said_of_it_and_not_of_the_offender(bench, result, is_repeat, said):
    names = ("complaint_no", "content", "category", "accept_date", "result", "is_repeat")
    bench.given("complaint", Drawn(names, (("1", "某事", "占道经营", "2022-05-01 10:00", result, is_repeat),)))
    assert bench.fact("complaints").only(["is_valid"]).rows == ((said,),)
