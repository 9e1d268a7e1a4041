"""What there is, where the cases stand, and the plan's phases."""

from tests.queries.drawn import drawn


def test_a_case_without_a_date_is_counted_apart_and_an_unknown_fine_is_not_a_zero(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | decision_date | fine_amount | penalty_type
        --------+------------+-------+---------------+-------------+-------------
        年初    | 甲         | 占道  | 2022-01-01    | 100         | 罚款
        截止日  | 甲         | 占道  | 2022-06-30    | 50.50       | 罚款
        次日    | 甲         | 占道  | 2022-07-01    | 900         | 罚款
        金额不明 | 甲        | 占道  | 2022-03-01    |             | 罚款
        没有日期 | 甲        | 占道  |               | 900         | 罚款
    """)
    bench.given("inspection", """
        object_name | check_date
        ------------+-----------
        路段        | 2022-06-30
        路段        | 2022-07-01
        路段        |
    """)
    assert bench.ask("data_overview", as_of="2022-06-30") == drawn("""
        from_on    | to_on      | case_count | undated_case_count | fine_fen | inspection_count | complaint_count
        -----------+------------+------------+--------------------+----------+------------------+----------------
        2022-01-01 | 2022-06-30 | 3          | 1                  | 15050    | 1                | 0
    """)


def test_why_there_are_more_cases_than_filings_is_counted(bench):
    bench.given("penalty_case", """
        case_no  | party_name | cause | procedure | filing_date | decision_date
        ---------+------------+-------+-----------+-------------+--------------
        今年     | 甲         | 占道  | 普通程序  | 2022-02-01  | 2022-03-01
        当场     | 甲         | 占道  | 简易程序  |             | 2022-03-01
        漏填     | 甲         | 占道  | 普通程序  |             | 2022-03-01
        去年立案 | 甲         | 占道  | 普通程序  | 2021-12-01  | 2022-03-01
        明年决定 | 甲         | 占道  | 普通程序  | 2022-06-01  | 2022-07-01
    """)
    row = bench.ask("data_overview", as_of="2022-06-30")
    assert row == drawn("""
        case_count | unfiled_case_count | unfiled_simple_count | former_filed_count | later_decided_count
        -----------+--------------------+----------------------+--------------------+--------------------
        4          | 2                  | 1                    | 1                  | 1
    """)
    filed = bench.ask("case_flow", as_of="2022-06-30").only(("step", "case_count")).rows[0]
    assert filed == ("已立案", "2"), "4 - 2 - 1 + 1"


def test_an_empty_bureau_has_zeros_that_are_really_counted(bench):
    assert bench.ask("data_overview", as_of="2022-06-30") == drawn("""
        case_count | undated_case_count | fine_fen | inspection_count | complaint_count
        -----------+--------------------+----------+------------------+----------------
        0          | 0                  | 0        | 0                | 0
    """)


def test_a_step_of_the_flow_counts_what_was_done_by_the_day_asked(bench):
    bench.given("penalty_case", """
        case_no  | party_name | cause | filing_date | decision_date | close_date | status
        ---------+------------+-------+-------------+---------------+------------+-------
        已结     | 甲         | 占道  | 2022-03-01  | 2022-03-20    | 2022-04-30 | 已结案
        次日结   | 甲         | 占道  | 2022-03-01  | 2022-04-30    | 2022-05-01 | 已结案
        没有立案 | 甲         | 占道  |             | 2022-03-01    | 2022-03-01 | 已结案
    """)
    assert bench.ask("case_flow", as_of="2022-04-30") == drawn("""
        step     | case_count | share
        ---------+------------+------
        已立案   | 2          | 2/2
        已作决定 | 2          | 2/2
        已送达   | 0          | 0/2
        已结案   | 1          | 1/2
        已公示   | 0          | 0/2
        不予处罚 | 0          | 0/2
        撤案     | 0          | 0/2
        移送     | 0          | 0/2
        在办     | 0          | 0/2
    """)


def test_a_flow_of_nothing_is_empty_and_not_nine_zeros(bench):
    assert not bench.ask("case_flow", as_of="2022-04-30").rows


def test_the_phases_are_those_of_the_plan(bench):
    assert bench.ask("plan_phases") == drawn("""
        phase                     | phase_from | phase_to
        --------------------------+------------+-----------
        一、广泛宣传动员（4—5月） | 2022-04-01 | 2022-05-31
        二、整体推进（6—11月）    | 2022-06-01 | 2022-11-30
        三、检查总结（12月）      | 2022-12-01 | 2022-12-31
    """)
