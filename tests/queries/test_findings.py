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
