"""The list of what the checks found, and the counts of what they could not check."""

from __future__ import annotations

from tests.queries.drawn import drawn

TWO = """
    case_no | party_name | cause | procedure | party_type | unit   | fine_amount | penalty_type | decision_no | decision_date
    --------+------------+-------+-----------+------------+--------+-------------+--------------+-------------+--------------
    超甲    | 甲         | 占道  | 简易程序  | 自然人     | 执法一中队 | 300         | 罚款         | 1号         | 2022-03-01
    超乙    | 乙         | 占道  | 简易程序  | 自然人     |        | 250         | 罚款         | 2号         | 2022-05-01
    缺类型  | 丙         | 占道  | 简易程序  |            | 执法一中队 | 250         | 罚款         | 3号         | 2022-06-01
"""


def test_findings_are_listed_with_their_rule_and_row_and_what_is_unknown_is_not_among_them(bench):
    bench.given("penalty_case", TWO)
    assert bench.ask("finding_list", code="P05") == drawn("""
        code | title                | article              | level | certainty | record_kind  | record_key | unit   | occurred_on | file      | row
        -----+----------------------+----------------------+-------+-----------+--------------+------------+--------+-------------+-----------+----
        P05  | 简易程序罚款超过限额 | 行政处罚法第五十一条 | 高    | 确定      | penalty_case | 超甲       | 执法一中队 | 2022-03-01  | 台账.xlsx | 2
        P05  | 简易程序罚款超过限额 | 行政处罚法第五十一条 | 高    | 确定      | penalty_case | 超乙       |        | 2022-05-01  | 台账.xlsx | 3
    """)


def test_the_list_takes_unit_day_and_page_as_filters(bench):
    bench.given("penalty_case", TWO)
    first, second = "record_key\n----------\n超甲", "record_key\n----------\n超乙"
    assert bench.ask("finding_list", code="P05", as_of="2022-04-30") == drawn(first)
    assert bench.ask("finding_list", code="P05", unit="执法一中队") == drawn(first)
    assert bench.ask("finding_list", code="P05", unit="未填单位") == drawn(second)
    assert bench.ask("finding_list", code="P05", from_on="2022-05-01") == drawn(second)
    assert bench.ask("finding_list", code="P05", row_limit=1, row_offset=1) == drawn(second)
    assert bench.ask("finding_list", code="P05", level="低") == drawn("record_key | unit\n---------+---")


def test_rules_and_units_are_counted_by_certainty_and_a_rule_without_findings_is_a_row_of_noughts(bench):
    bench.given("penalty_case", TWO)
    by_rule = {row[0]: row[1:] for row in bench.ask("finding_by_rule").only(
        ["code", "sure_count", "doubtful_count", "unchecked_count", "unit_count"]).rows}  # fmt: skip
    assert by_rule["P05"] == ("2", "0", "1", "1")
    assert by_rule["E02"] == ("0", "0", "0", "0")
    assert bench.ask("finding_by_unit", code="P05") == drawn("""
        unit       | sure_count | doubtful_count | unchecked_count | rule_count
        -----------+------------+----------------+-----------------+-----------
        执法一中队 | 1          | 0              | 1               | 1
        未填单位   | 1          | 0              | 0               | 1
    """)
    early = {row[0]: row[1] for row in bench.ask("finding_by_rule", as_of="2022-04-30").only(["code", "sure_count"]).rows}
    assert early["P05"] == "1"


def test_nothing_loaded_means_noughts_and_no_units(bench):
    assert {row[0] for row in bench.ask("finding_by_rule").only(["sure_count"]).rows} == {"0"}
    assert bench.ask("finding_by_unit").rows == ()


def test_a_case_shows_every_clock_with_its_last_day_and_state(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type       | cause | procedure | fine_amount | penalty_type | found_date | filing_date | notice_served_date | decision_date | decision_served_date | paid_date | service_method | publish_date
        --------+------------+------------------+-------+-----------+-------------+--------------+------------+-------------+--------------------+---------------+----------------------+-----------+----------------+-------------
        甲案    | 甲公司     | 法人及非法人组织 | 占道  | 普通程序  | 60000       | 罚款         | 2022-06-01 | 2022-06-17  | 2022-09-01         | 2022-09-05    | 2022-09-29           |           | 直接送达       |
        乙案    | 某乙       | 自然人           | 占道  | 简易程序  | 100         | 罚款         |            |             |                    | 2022-09-05    |                      |           |                |
    """)
    assert bench.ask("case_clocks", record_key="甲案", as_of="2022-10-08") == drawn("""
        clock              | code | started_on | due_on     | done_on    | state        | days_over | remark
        -------------------+------+------------+------------+------------+--------------+-----------+--------------------
        发现到立案         | P02  | 2022-06-01 | 2022-06-16 | 2022-06-17 | 超期         | 1         |
        立案到决定         | P01  | 2022-06-17 | 2022-09-15 | 2022-09-05 | 按期         |           |
        告知到听证申请期满 | P10  | 2022-09-01 | 2022-09-08 | 2022-09-05 | 早于期满     |           | 期满以前不应作出决定
        决定到送达         | P13  | 2022-09-05 | 2022-09-15 | 2022-09-29 | 超期         | 14        | 直接送达
        收到决定书到缴款   | P14  | 2022-09-29 | 2022-10-14 |            | 未到期       |           |
        决定到公示         | P17  | 2022-09-05 | 2022-09-15 |            | 没有办理日期 | 23        |
    """)
    assert bench.ask("case_clocks", record_key="乙案", as_of="2022-10-08").only(["code", "due_on", "state"]).rows == (
        ("P14", "2022-09-20", "没有办理日期"),
        ("P17", "2022-09-15", "不适用"),
    )
    assert bench.ask("case_clocks", record_key="没有").rows == ()
