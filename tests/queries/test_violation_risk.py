"""What a risk grade rests on, counted from ledgers; the list it gives; and that more patrols are not more violations."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import permutations

import pytest

from fwzf_data.analysis.facts import build_facts, needed_facts
from fwzf_data.analysis.published import answer
from fwzf_data.analysis.query import ask, query
from fwzf_data.analysis.risk import risk
from fwzf_data.errors import BadRequest
from fwzf_data.settings import SAMPLE_DATA
from tests.queries.drawn import Drawn, drawn

YEAR_END = date(2022, 12, 31)
CATALOGUE = """
    violation_code | clause_no | name                 | party_scope | penalty_kind | min_yuan | max_yuan | cap_yuan | base_kind
    ---------------+-----------+----------------------+-------------+--------------+----------+----------+----------+----------
    A1             | 1         | 占道经营             | 全部        | range        | 200      | 1000     |          |
    A2             | 1         | 乱倒垃圾             | 单位        | range        | 5000     | 50000    |          |
    A2             | 2         | 乱倒垃圾             | 个人        | range        | 50       | 200      |          |
    A3             | 1         | 违法建设             | 全部        | proportion   |          |          |          | 工程造价
    A4             | 1         | 未经许可经营燃气     | 全部        | range        | 50000    | 500000   |          |
    A5             | 1         | 乱贴广告             | 全部        | per_unit     | 50       | 50       | 5000     |
    A6             | 1         | 没有写幅度           | 全部        |              |          |          |          |
"""


@pytest.fixture(autouse=True)
def _catalogue(bench):
    bench.given("violation", CATALOGUE)


def listed(bench, **given):
    build_facts(bench.connection, needed_facts(query("violation_risk_counts").reads))
    return risk(partial(ask, bench.connection, as_of=YEAR_END), YEAR_END, {}, **given)


def test_the_ceiling_is_that_of_the_kind_of_party_that_was_punished(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type       | violation_code | cause | decision_date | decision_no | fine_amount
        --------+------------+------------------+----------------+-------+---------------+-------------+------------
        1       | 张三       | 自然人           | A2             | 倒    | 2022-05-01    | 罚1         | 100
        2       | 某公司     | 法人及非法人组织 | A1             | 占    | 2022-05-01    | 罚2         | 500
    """)
    assert bench.ask("violation_risk_counts") == drawn("""
        violation_code | ceiling_level | is_safety
        ---------------+---------------+----------
        A1             | 1             | 否
        A2             | 1             | 否
        A3             | 3             | 否
        A4             | 4             | 是
        A5             | 3             | 否
        A6             |               | 否
    """)


def test_without_anyone_punished_both_kinds_of_party_are_looked_at(bench):
    bench.given("inspection", """
        inspection_no | object_name | violation | check_result | check_date
        --------------+-------------+-----------+--------------+-----------
        J1            | 路段        | 占道经营  | 责令整改     | 2022-04-30
    """)
    assert bench.ask("violation_risk_counts").only(("violation_code", "ceiling_level")).rows[:2] == (
        ("A1", "2"),
        ("A2", "3"),
    )


def test_how_cases_were_handled_is_counted_case_by_case(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause | procedure | decision_date | decision_no | fine_amount | corrected | harm       | status
        --------+------------+----------------+-------+-----------+---------------+-------------+-------------+-----------+------------+-------
        1       | 李四       | A1             | 占    | 简易程序  | 2022-01-10    | 罚1         | 100         | 已改正    |            |
        2       | 李四       | A1             | 占    | 普通程序  | 2022-02-10    | 罚2         | 200         | 拒不改正  | 堵塞交通   |
        3       | 王五       | A1             | 占    | 普通程序  | 2022-03-10    | 罚3         | 200         | 未改正    | 无         |
        4       | 王五       | A1             | 占    | 普通程序  | 2022-04-10    |             |             |           | 未造成后果 | 移送公安
        5       | 赵六       | A1             | 占    | 普通程序  | 2022-05-10    |             |             |           |            | 不予处罚
    """)
    assert bench.ask("violation_risk_counts").only(
        ("violation_code", "case_count", "mild_count", "refused_count", "repeat_count", "harmful_count", "grave_count")
    ).rows[0] == ("A1", "5", "2", "1", "1", "1", "1"), "what was transferred is no repeat"


def test_a_repeat_looks_back_exactly_twelve_months_at_punished_cases_of_the_same_violation(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause | decision_date | decision_no | fine_amount | status
        --------+------------+----------------+-------+---------------+-------------+-------------+---------
        正好    | 甲甲       | A1             | 占    | 2021-05-01    | 罚1         | 100         |
        再犯    | 甲甲       | A1             | 占    | 2022-05-01    | 罚2         | 100         |
        太早    | 乙乙       | A1             | 占    | 2021-04-30    | 罚3         | 100         |
        不再犯  | 乙乙       | A1             | 占    | 2022-05-01    | 罚4         | 100         |
        未罚    | 丙丙       | A1             | 占    | 2022-03-01    |             |             | 不予处罚
        初犯    | 丙丙       | A1             | 占    | 2022-05-01    | 罚5         | 100         |
        别的    | 丁丁       | A2             | 倒    | 2022-03-01    | 罚6         | 100         |
        同日    | 丁丁       | A1             | 占    | 2022-05-01    | 罚7         | 100         |
        同日二  | 丁丁       | A1             | 占    | 2022-05-01    | 罚8         | 100         |
    """)
    assert bench.ask("violation_risk_counts").only(("violation_code", "case_count", "repeat_count")).rows[0] == (
        "A1", "6", "1",
    )  # fmt: skip


def test_coercion_and_a_fine_at_the_hearing_line_are_grave_and_keeping_evidence_is_not(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type | violation_code | cause | procedure | decision_date | decision_no | fine_amount
        --------+------------+------------+----------------+-------+-----------+---------------+-------------+------------
        1       | 甲甲       | 自然人     | A1             | 占    | 普通程序  | 2022-05-01    | 罚1         | 100
        2       | 乙乙       | 自然人     | A2             | 倒    | 普通程序  | 2022-05-01    | 罚2         | 100
        3       | 丙丙       | 自然人     | A4             | 气    | 普通程序  | 2022-05-01    | 罚3         | 5000
        4       | 丁丁       | 自然人     | A5             | 贴    | 普通程序  | 2022-05-01    | 罚4         | 4999
    """)
    bench.given("coercion", """
        coercion_no | case_no | party_name | kind         | start_date
        ------------+---------+------------+--------------+-----------
        Q1          | 1       | 甲甲       | 扣押         | 2022-05-01
        Q2          | 2       | 乙乙       | 先行登记保存 | 2022-05-01
    """)
    counted = bench.ask("violation_risk_counts").only(("violation_code", "grave_count")).rows
    assert counted[:5] == (("A1", "1"), ("A2", "0"), ("A3", "0"), ("A4", "1"), ("A5", "0"))


def one_case(bench, **said: str) -> dict[str, str | None]:
    """The counts of A1 from one punished case with these cells."""
    names = ("case_no", "party_name", "party_type", "violation_code", "cause", "procedure", "decision_date", "decision_no")
    row = ("1", "甲甲", "自然人", "A1", "占", "普通程序", "2022-05-01", "罚1")
    bench.given("penalty_case", Drawn((*names, *said), ((*row, *said.values()),)))
    found = bench.ask("violation_risk_counts")
    return dict(zip(found.names, found.rows[0], strict=True))


@pytest.mark.parametrize(
    ("corrected", "mild", "refused"),
    [
        ("当场改正", "1", "0"), ("已及时改正", "1", "0"), ("经劝导立即整改", "1", "0"), ("未造成影响，当场改正", "1", "0"),
        ("未及时改正", "0", "0"), ("当场未改正", "0", "0"), ("未立即改正", "0", "0"), ("责令立即改正后仍未改正", "0", "0"),
        ("当场拒绝改正", "0", "1"), ("拒不改正", "0", "1"), ("未拒绝改正，已改正", "0", "0"), ("无拒不改正情形", "0", "0"),
        ("现场整改", "1", "0"), ("主动改正", "1", "0"), ("不主动改正", "0", "0"), ("拒绝签收文书，现场已清理", "1", "0"),
        ("当事人拒绝在笔录上签字，已改正", "0", "0"), ("不是拒不改正", "0", "0"), ("责令立即改正", "0", "0"),
        ("责令立即改正，已当场改正", "1", "0"),
    ],
)  # fmt: skip
def test_how_it_was_corrected_is_not_turned_round(bench, corrected, mild, refused):
    found = one_case(bench, corrected=corrected)
    assert (found["mild_count"], found["refused_count"]) == (mild, refused)


@pytest.mark.parametrize(
    ("harm", "harmful"),
    [
        ("无", "0"), ("没有。", "0"), ("未造成危害后果", "0"), ("无明显危害后果", "0"), ("无人员伤亡和财产损失", "0"), ("/", "0"),
        ("无人员伤亡，未造成财产损失", "0"), ("无法恢复的人行道破损", "1"), ("没有及时清理导致行人受伤", "1"),
        ("及时改正，未造成危害后果", "0"), ("已主动消除影响", "0"), ("未发生安全事故", "0"), ("未产生不良影响", "0"), ("不存在危害后果", "0"),
        ("未对环境造成影响", "0"), ("不详", "0"), ("未发生事故，但影响通行", "1"), ("无损害后果发生", "0"),
        ("及时改正，但造成路面破损", "1"), ("无人员伤亡，造成财产损失2万元", "1"), ("未造成人员受伤，但造成车辆损坏", "1"), ("未造成伤亡但堵塞交通", "1"), ("轻微", "1"),
    ],
)  # fmt: skip
def test_harm_is_none_only_where_every_clause_says_so(bench, harm, harmful):
    assert one_case(bench, harm=harm)["harmful_count"] == harmful


@pytest.mark.parametrize(
    ("enforcement", "grave"),
    [
        ("2022-06-01", "1"), ("已申请法院强制执行", "1"), ("是", "1"), ("逾期不缴纳已申请强制执行", "1"), ("2022.6.1", "1"),
        ("无", "0"), ("否", "0"), ("未申请法院强制执行", "0"), ("已履行，无需强制执行", "0"), ("/", "0"),
        ("不涉及强制执行", "0"), ("未进入强制执行程序", "0"), ("未采取强制措施", "0"), ("法院裁定不准予强制执行", "0"),
        ("撤回强制执行申请", "0"), ("法院裁定准予强制执行", "1"), ("不履行，已申请法院执行", "1"),
    ],
)  # fmt: skip
def test_enforcement_in_the_ledger_of_penalties_is_grave(bench, enforcement, grave):
    assert one_case(bench, enforcement=enforcement)["grave_count"] == grave


def test_coercion_that_names_no_case_is_counted_once_by_its_cause(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause | decision_date | decision_no | fine_amount
        --------+------------+----------------+-------+---------------+-------------+------------
        1       | 甲甲       | A1             | 占    | 2022-05-01    | 罚1         | 100
        2       | 乙乙       | A2             | 倒    | 2022-05-01    | 罚2         | 100
    """)
    bench.given("coercion", """
        coercion_no | case_no | party_name | cause    | kind         | start_date
        ------------+---------+------------+----------+--------------+-----------
        Q1          | 1       | 甲甲       | 占道经营 | 扣押         | 2022-05-01
        Q2          |         | 甲甲       | 占道经营 | 查封         | 2022-05-02
        Q3          | 不认得  | 乙乙       | 乱倒垃圾 | 代履行       | 2022-05-01
        Q4          |         | 乙乙       | 乱倒垃圾 | 强制拆除     | 2022-05-03
        Q5          |         | 丙丙       | 违法建设 | 强制拆除     | 2022-05-03
        Q6          |         | 丙丙       | 违法建设 | 强制拆除     | 2021-05-03
        Q7          |         | 丁丁       | 乱贴广告 | 先行登记保存 | 2022-05-03
        Q8          |         | 丁丁       | 谜       | 扣押         | 2022-05-03
    """)
    counted = bench.ask("violation_risk_counts").only(("violation_code", "grave_count")).rows
    assert counted[:5] == (("A1", "1"), ("A2", "1"), ("A3", "1"), ("A4", "0"), ("A5", "0"))
    assert {row["violation_code"]: row["form"] for row in listed(bench).dicts()}["A3"] == 4


def test_a_withdrawn_or_transferred_case_is_no_repeat(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause | filing_date | decision_date | decision_no | fine_amount | status
        --------+------------+----------------+-------+-------------+---------------+-------------+-------------+---------
        1       | 甲甲       | A1             | 占    |             | 2022-01-10    | 罚1         | 100         |
        2       | 甲甲       | A1             | 占    | 2022-02-10  |               |             |             | 撤案
        3       | 甲甲       | A1             | 占    | 2022-03-10  |               |             |             | 移送公安
        4       | 甲甲       | A1             | 占    | 2022-04-10  |               |             |             | 不予处罚
        5       | 甲甲       | A1             | 占    | 2022-05-10  |               |             |             | 办理中
    """)
    assert bench.ask("violation_risk_counts").only(("case_count", "repeat_count")).rows[0] == ("5", "2")


def test_a_clause_for_another_kind_of_party_is_no_ceiling_for_a_person(bench):
    bench.given("violation", """
        violation_code | clause_no | name     | party_scope  | penalty_kind | min_yuan | max_yuan
        ---------------+-----------+----------+--------------+--------------+----------+---------
        B1             | 1         | 乱停车   | 全部         | range        | 20       | 200
        B1             | 2         | 乱停车   | 停车场经营者 | range        | 1000     | 10000
        B2             | 1         | 不设标志 | 停车场经营者 | range        | 1000     | 10000
    """)
    bench.given("penalty_case", """
        case_no | party_name | party_type | violation_code | clause_no | cause | decision_date | decision_no | fine_amount
        --------+------------+------------+----------------+-----------+-------+---------------+-------------+------------
        1       | 张三       | 自然人     | B1             |           | 停    | 2022-05-01    | 罚1         | 100
        2       | 张三       | 自然人     | B2             |           | 标    | 2022-05-01    | 罚2         | 1000
    """)
    ceilings = bench.ask("violation_risk_counts").only(("violation_code", "ceiling_level"))
    assert ceilings.rows[-2:] == (("B1", "1"), ("B2", "4")), "a clause without another is all there is"
    bench.given("penalty_case", """
        case_no | party_name | party_type | violation_code | clause_no | cause | decision_date | decision_no | fine_amount
        --------+------------+------------+----------------+-----------+-------+---------------+-------------+------------
        3       | 李四       | 自然人     | B1             | 2         | 停    | 2022-05-01    | 罚3         | 1000
    """)
    assert bench.ask("violation_risk_counts").only(("violation_code", "ceiling_level")).rows[-2] == ("B1", "4")


def test_where_and_when_it_gathers_and_what_is_unmatched(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause | decision_date | street | trade
        --------+------------+----------------+-------+---------------+--------+------
        1       | 甲甲       | A1             | 占    | 2022-05-01    | 东街   | 餐饮
        2       | 乙乙       | A1             | 占    | 2022-05-02    | 东街   |
        3       | 丙丙       | A1             | 占    | 2022-06-01    | 西街   | 餐饮
        4       | 丁丁       |                | 谜    | 2022-06-01    | 西街   |
    """)
    bench.given("complaint", """
        complaint_no | content | category | accept_date      | street
        -------------+---------+----------+------------------+-------
        T1           | 吵      | 占道经营 | 2022-06-30 10:00 | 西街
    """)
    rows = bench.ask("violation_risk_counts").only((
        "violation_code", "weighted_count", "known_total", "unknown_total", "top_street", "top_street_count", "top_trade",
        "top_trade_count", "top_month", "top_month_count", "recorded_month_count", "month_count",
    )).rows  # fmt: skip
    assert rows[0] == ("A1", "3.5", "3.5", "1", "东街", "2", "餐饮", "2", "2022-05", "2", "2", "12")
    assert rows[-1][:2] == (None, "1")


def test_an_empty_year_is_all_too_little_data(bench):
    answered = listed(bench)
    assert {row["proposed_level"] for row in answered.dicts()} == {"数据不足"}
    assert {row["share"] for row in answered.dicts()} == {None}


YEAR = {
    "penalty_case": """
        case_no | party_name | party_type | violation_code | cause | procedure | decision_date | decision_no | fine_amount | corrected
        --------+------------+------------+----------------+-------+-----------+---------------+-------------+-------------+----------
        1       | 甲甲       | 自然人     | A1             | 占    | 简易程序  | 2022-05-01    | 罚1         | 100         | 已改正
        2       | 乙乙       | 自然人     | A1             | 占    | 简易程序  | 2022-06-01    | 罚2         | 100         | 已改正
        3       | 丙丙       | 自然人     | A4             | 气    | 普通程序  | 2022-07-01    | 罚3         | 50000       | 已改正
    """,
    "inspection": """
        inspection_no | object_name | violation | check_result | check_date
        --------------+-------------+-----------+--------------+-----------
        J1            | 路段        | 占道经营  | 责令整改     | 2022-04-30
        J2            | 路段        |           | 未发现问题   | 2022-04-30
    """,
    "complaint": """
        complaint_no | content | category | accept_date      | result
        -------------+---------+----------+------------------+-------
        T1           | 吵      | 占道经营 | 2022-06-30 10:00 | 已处理
    """,
}  # fmt: skip


def test_the_list_says_level_counts_rule_and_reason(bench):
    for key, table in YEAR.items():
        bench.given(key, table)
    row = listed(bench).dicts()[1]
    assert {name: row[name] for name in ("violation_code", "frequency", "harm", "form", "proposed_level", "rule")} == {
        "violation_code": "A1", "frequency": 4, "harm": 2, "form": 1, "proposed_level": "中", "rule": "得分 2.45",
    }  # fmt: skip
    assert row["per_inspection"] == {"num": 3, "den": 2}
    assert row["reason"] == (
        "频率 4 级：案件 2、检查发现 1、有效投诉 1、行政指导 0，加权 3.5 次，占 77.8%（95% 区间 34.0%–96.0%）；"
        "危害 2 级：法定上限 2 级，有危害后果 0 件；"
        "形式 1 级：重大处罚、强制或移送 0 件，拒不改正 0 件，再犯 0 件，当场改正、简易或不罚 2 件。"
        "时段 12 个月，有记录 4 个月；全部记录已对应 100%。"
    )
    assert listed(bench).dicts()[0]["violation_code"] == "A4"


def test_an_unknown_mode_is_refused(bench):
    with pytest.raises(BadRequest, match="没有「随便」这种方式"):
        listed(bench, mode="随便")


@pytest.mark.parametrize("order", list(permutations(YEAR)), ids="·".join)
def test_the_order_of_rows_and_files_changes_nothing(bench, order):
    for key in order:
        head, *rows = [line for line in YEAR[key].splitlines() if line.strip() and "-+-" not in line]
        bench.given(key, "\n".join([head, *reversed(rows)]))
    graded = [(row["violation_code"], row["score"], row["proposed_level"], row["rule"]) for row in listed(bench).dicts()]
    assert graded[:3] == [
        ("A4", Decimal("4"), "高", "得分 4.00"),
        ("A1", Decimal("2.45"), "中", "得分 2.45"),
        ("A2", None, "数据不足", "没有案件，针对该行为的检查不到 5 次"),
    ]


def _patrols(year: int, patrols: int, found: int, named: str | None = None, what: str = "占道经营") -> str:
    """So many patrols evenly over a year, the first of them finding something; ``named``: what those that find nothing
    say they looked for."""
    head = "inspection_no | object_name | violation | check_result | check_date"
    rows = [
        f"{what}{year}-{number} | 路段 | {what if number < found else named or ''} | "
        f"{'责令整改' if number < found else '未发现问题'} | {year}-{number % 12 + 1:02d}-15"
        for number in range(patrols)
    ]
    return "\n".join([head, *rows])


def _others(year: int, count: int) -> str:
    """So many cases evenly over a year, none of them linked to an inspection."""
    head = "case_no | cause | party_name | found_date"
    rows = [f"{year}案{n} | 占道经营 | 某{n} | {year}-{n % 12 + 1:02d}-15" for n in range(count)]
    return "\n".join([head, *rows])


def _complaints(year: int, count: int) -> str:
    head = "complaint_no | category | accept_date"
    return "\n".join([head, *(f"{year}诉{n} | 占道经营 | {year}-{n % 12 + 1:02d}-15 10:00" for n in range(count))])


def changes(bench) -> dict[str, dict[str, object]]:
    build_facts(bench.connection, needed_facts(query("violation_days").reads))
    return {row["violation_name"]: row for row in answer(bench.connection, "violation_change", as_of=YEAR_END).dicts()}


@pytest.mark.parametrize(
    ("patrols", "found", "verdict"),
    [(400, 200, "看不出"), (400, 360, "上升"), (400, 90, "下降"), (200, 200, "上升")],
)
def test_twice_the_patrols_finding_twice_as_much_is_no_rise(bench, patrols, found, verdict):
    bench.given("inspection", _patrols(2021, 200, 100))
    bench.given("inspection", _patrols(2022, patrols, found))
    row = changes(bench)["占道经营"]
    assert (row["finding_count"], row["former_finding_count"], row["verdict"]) == (found, 100, verdict)


def test_patrols_after_one_violation_that_double_or_quadruple_move_neither_it_nor_another(bench):
    for year, times in ((2021, 1), (2022, 4)):
        bench.given("inspection", _patrols(year, 300 * times, 75 * times, named="乱倒垃圾", what="乱倒垃圾"))
        bench.given("inspection", _patrols(year, 500, 150))
        bench.given("inspection", _patrols(year, 500, 100, named="乱贴广告", what="乱贴广告"))
    assert {name: row["verdict"] for name, row in changes(bench).items()} == {
        "占道经营": "看不出", "乱倒垃圾": "看不出", "乱贴广告": "看不出",
    }  # fmt: skip


@pytest.mark.parametrize("times", [1, 4])
def test_another_violations_patrols_do_not_hide_what_changed(bench, times):
    for year, found in ((2021, 60), (2022, 180)):
        bench.given("inspection", _patrols(year, 300 * (times if year == 2022 else 1), 20, named="乱倒垃圾", what="乱倒垃圾"))
        bench.given("inspection", _patrols(year, 500, found))
    assert changes(bench)["占道经营"]["verdict"] == "上升"


@pytest.mark.parametrize(
    ("patrols", "cases", "verdict"),
    [
        (400, 100, "看不出"),  # patrols double, and cases that do not come from them stay
        (400, 200, "看不出"),  # both double: patrols may have made them
        (100, 50, "看不出"),
        (200, 30, "下降"),
        (200, 300, "上升"),
    ],
)
def test_a_case_without_its_inspection_is_judged_by_days_and_by_inspections(bench, patrols, cases, verdict):
    bench.given("inspection", _patrols(2021, 200, 2))
    bench.given("inspection", _patrols(2022, patrols, patrols // 100))
    bench.given("penalty_case", _others(2021, 100))
    bench.given("penalty_case", _others(2022, cases))
    row = changes(bench)["占道经营"]
    assert (row["other_case_count"], row["former_other_case_count"], row["verdict"]) == (cases, 100, verdict)


def test_complaints_are_judged_by_days_and_against_the_findings_tell_nothing(bench):
    bench.given("complaint", _complaints(2021, 100))
    bench.given("complaint", _complaints(2022, 40))
    assert changes(bench)["占道经营"]["verdict"] == "下降"
    bench.given("inspection", _patrols(2021, 400, 100))
    bench.given("inspection", _patrols(2022, 400, 300))
    row = changes(bench)["占道经营"]
    assert (row["verdict"], row["why"]) == ("看不出", "检查发现上升；其他案件数据不足；有效投诉下降")


def test_before_the_first_record_of_a_kind_nothing_is_known_of_it(bench):
    bench.given("inspection", _patrols(2021, 400, 100))
    bench.given("inspection", _patrols(2022, 400, 100))
    bench.given("complaint", _complaints(2022, 40))
    assert changes(bench)["占道经营"]["why"] == "检查发现看不出；其他案件数据不足；有效投诉数据不足"


def test_looking_again_at_what_was_found_is_no_further_search(bench):
    for year, found in ((2021, 60), (2022, 240)):
        bench.given("inspection", _patrols(year, 500, found))
        again = [f"{year}复{n} | 路段 | 占道经营 | 未发现问题 | {year}-06-15 | 复查" for n in range(found)]
        head = "inspection_no | object_name | violation | check_result | check_date | check_form"
        bench.given("inspection", "\n".join([head, *again]))
    row = changes(bench)["占道经营"]
    assert (row["per_looked"], row["verdict"]) == ({"num": 240, "den": 500}, "上升")


def test_few_findings_or_no_inspections_are_too_little_to_compare(bench):
    bench.given("inspection", _patrols(2022, 400, 200))
    assert changes(bench)["占道经营"]["verdict"] == "数据不足"


SAFETY = (
    "不按照燃气经营许可", "临时建筑物、构筑物", "侵占、毁损、擅自拆", "占用道路期满或者挖", "在城市道路和公共场", "在燃气设施保护范围",
    "建筑垃圾清运未经城", "建筑施工噪声超标或", "建设工程施工未落实", "擅自占用或者挖掘城", "施工单位将建筑垃圾", "施工工地未采取围挡",
    "施工范围内有燃气管", "未取得或者未按照建", "未取得或者未按照建", "未取得燃气经营许可", "未在城市道路施工现", "未对道路上检查井、",
    "未按批准的位置、面", "未经批准或者未按批", "未经许可经营燃气", "未设置燃气设施保护", "毁损、覆盖、涂改、", "燃气用户擅自操作公",
    "燃气经营者拒绝供气", "运输建筑垃圾沿途丢", "运输液体、散装物料", "运输煤炭、垃圾、渣", "销售充装单位擅自为",
)  # fmt: skip


def test_public_safety_is_marked_on_exactly_these_violations_of_the_catalogue(bench):
    (path,) = SAMPLE_DATA.rglob("违法行为目录.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    rows = "\n".join(f"{name} | {place}" for place, name in enumerate(dict.fromkeys(names)))
    bench.given("violation", f"""
        name | violation_code
        -----+---------------
        {rows}
    """)
    rows = bench.ask("violation_risk_counts").only(("violation_name", "is_safety")).rows
    assert sorted(name[:9] for name, is_safety in rows if is_safety == "是") == sorted(SAFETY)
