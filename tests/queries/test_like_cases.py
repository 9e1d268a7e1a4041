"""Cases alike in violation, clause, party, grade and version: how far their fines lie apart, and which two to compare."""

from __future__ import annotations

import pytest

from tests.queries.drawn import drawn


@pytest.fixture(autouse=True)
def _tables(bench):
    bench.given("violation", """
        violation_code | clause_no | name     | party_scope | penalty_kind | min_yuan | max_yuan | fine_is
        ---------------+-----------+----------+-------------+--------------+----------+----------+--------
        A1             | 1         | 占道经营 | 全部        | range        | 100      | 1000     | 可以
    """)
    bench.given("benchmark", """
        benchmark_id | violation_code | violation | clause_no | grade | grade_order | penalty_kind   | min_value | max_value | per_unit
        -------------+----------------+-----------+-----------+-------+-------------+----------------+-----------+-----------+---------
        B1           | A1             | 占道经营  | 1         | 轻微  | 1           | range          | 100       | 300       |
        B2           | A1             | 占道经营  | 1         | 一般  | 2           | range          | 300       | 1000      |
        C1           | C1             | 每处计罚  | 1         | 轻微  | 1           | per_unit_range | 100       | 200       | 处
    """)
    bench.given("penalty_case", """
        case_no | party_name | party_type | violation_code | discretion_grade | fine_amount | unit   | decision_date | procedure | trade | corrected | discretion_factors | officers     | quantity
        --------+------------+------------+----------------+------------------+-------------+--------+---------------+-----------+-------+-----------+--------------------+--------------+---------
        1       | 甲         | 自然人     | A1             | 轻微             | 100         | 城东中队 | 2022-03-01    | 简易程序  | 餐饮  | 已改正    | 主动清理           | 张三、李四   |
        2       | 乙         | 自然人     | A1             | 轻微             | 100         | 城东中队 | 2022-03-02    | 简易程序  | 餐饮  | 已改正    |                    | 李四、张三   |
        3       | 丙         | 自然人     | A1             | 轻微             | 200         | 城东中队 | 2022-03-03    | 简易程序  | 零售  | 已改正    |                    | 张三、李四   |
        4       | 丁         | 自然人     | A1             | 轻微             | 300         | 城西中队 | 2022-03-04    | 简易程序  | 餐饮  | 已改正    | 占道面积大         | 王五         |
        5       | 戊         | 自然人     | A1             | 轻微             | 300         | 城西中队 | 2022-12-04    | 普通程序  | 零售  | 未改正    |                    |              |
        6       | 己         | 自然人     | A1             | 轻微             | 310         | 城西中队 | 2022-03-06    | 简易程序  |       |           |                    | 王五         |
        7       | 庚         | 自然人     | A1             | 一般             | 400         | 城西中队 | 2022-03-07    | 简易程序  | 餐饮  | 已改正    |                    | 王五         |
        8       | 辛         | 自然人     | A1             | 轻微             | 100         | 城东中队 | 2021-03-01    | 简易程序  | 餐饮  | 已改正    |                    | 张三、李四   |
        9       | 壬         | 自然人     | C1             | 轻微             | 200         | 城东中队 | 2022-03-01    | 简易程序  |       |           |                    |              | 2
        10      | 癸         | 自然人     | C1             | 轻微             | 800         | 城东中队 | 2022-03-01    | 简易程序  |       |           |                    |              | 4
        11      | 子         | 自然人     | A1             | 一般             | 0           | 城西中队 | 2022-03-08    | 简易程序  | 餐饮  | 已改正    |                    | 王五         |
    """)
    bench.connection.execute("update penalty_case_row set violation_date = decision_date")


def number_of(bench, benchmark_id):
    return dict(bench.fact("benchmarks").only(["benchmark_id", "benchmark_no"]).rows)[benchmark_id]


def test_a_group_of_five_has_statistics_and_a_smaller_one_only_its_number(bench):
    assert bench.ask("like_case_groups") == drawn("""
        benchmark_id | party_scope | case_count | unit_count | fine_q1_fen | fine_median_fen | fine_q3_fen | spread | at_floor | at_middle | at_ceiling | outside
        -------------+-------------+------------+------------+---------+-------------+---------+--------+----------+-----------+------------+--------
        B1           | 个人        | 6          | 2          | 10000   | 20000       | 30000   | 1      | 2/6      | 1/6       | 2/6        | 1/6
        C1           | 个人        | 2          | 1          |         |             |         |        |          |           |            |
        B2           | 个人        | 1          | 1          |         |             |         |        |          |           |            |
    """)
    assert bench.ask("like_case_groups", violation_code="C1").only(["benchmark_id"]).rows == (("C1",),)
    assert bench.ask("like_case_groups", as_of="2020-12-31").rows == ()


def test_each_case_knows_how_many_of_its_like_were_fined_less(bench):
    number = number_of(bench, "B1")
    assert bench.ask("like_case_list", benchmark_no=number, party_scope="个人") == drawn("""
        case_no | fine_fen | percentile | verdict
        --------+----------+------------+---------
        1       | 10000    | 16.7       | 档内
        2       | 10000    | 16.7       | 档内
        3       | 20000    | 41.7       | 档内
        4       | 30000    | 66.7       | 恰在界上
        5       | 30000    | 66.7       | 恰在界上
        6       | 31000    | 91.7       | 高于档次
    """)
    small = bench.ask("like_case_list", benchmark_no=number_of(bench, "C1"), party_scope="个人")
    assert small.only(["case_no", "percentile"]).rows == (("9", None), ("10", None))
    assert bench.ask("like_case_list", benchmark_no=number, party_scope="单位").rows == ()


def test_one_case_finds_its_like_over_all_years(bench):
    assert bench.ask("like_cases_of", record_key="3") == drawn("""
        benchmark_id | case_count | lighter_count | same_count | heavier_count | percentile
        -------------+------------+---------------+------------+---------------+-----------
        B1           | 7          | 3             | 1          | 3             | 50
    """)
    assert bench.ask("like_cases_of", record_key="11").rows == ()


def test_units_and_pairs_of_officers_have_shares_only_from_five_cases_on(bench):
    group = {"benchmark_no": number_of(bench, "B1"), "party_scope": "个人", "from_on": "2021-01-01"}
    assert bench.ask("like_case_shares", **group) == drawn("""
        unit   | officer_pair | case_count | at_floor | at_middle | at_ceiling | outside | median_position
        -------+--------------+------------+----------+-----------+------------+---------+----------------
        城东中队 |              | 4          |          |           |            |         |
        城西中队 |              | 3          |          |           |            |         |
    """)
    bench.connection.execute("update penalty_case_row set unit = '城东中队' where case_no = '4'")
    assert bench.ask("like_case_shares", **group).rows[0] == ("城东中队", None, "5", "3/5", "1/5", "1/5", "0/5", "0")
    assert bench.ask("like_case_shares", by_officers="是", **group) == drawn("""
        unit   | officer_pair | case_count
        -------+--------------+-----------
        城东中队 | 张三、李四   | 4
        城东中队 | 王五         | 1
        城西中队 | 未填承办人   | 1
        城西中队 | 王五         | 1
    """)
    assert bench.ask("like_case_shares", benchmark_no=0).rows == ()


def test_the_most_comparable_and_most_different_pair_comes_first_with_both_reasons(bench):
    pairs = bench.ask("like_case_pairs", benchmark_no=number_of(bench, "B1"), party_scope="个人")
    assert pairs.only(
        ["rank", "light_case_no", "heavy_case_no", "times", "differing", "days_between", "light_reason", "heavy_reason"]
    ).rows[:2] == (
        ("1", "2", "4", "3", None, "2", None, "占道面积大"),
        ("2", "1", "4", "3", None, "3", "主动清理", "占道面积大"),
    )
    last = pairs.only(["light_case_no", "heavy_case_no", "differing"]).rows[-1]
    assert last == ("5", "6", "程序")
    assert len(bench.ask("like_case_pairs", benchmark_no=number_of(bench, "B1"), party_scope="个人", row_limit=3).rows) == 3


def test_a_case_without_a_fine_is_no_light_one(bench):
    assert bench.ask("like_case_pairs", benchmark_no=number_of(bench, "B2"), party_scope="个人").rows == ()


def test_computed_fines_are_compared_by_their_share_of_the_ceiling(bench):
    pairs = bench.ask("like_case_pairs", benchmark_no=number_of(bench, "C1"), party_scope="个人")
    assert pairs.only(["light_case_no", "heavy_case_no", "times"]).rows == (("9", "10", "2"),)
    assert bench.ask("like_case_pairs", benchmark_no=0).rows == ()
