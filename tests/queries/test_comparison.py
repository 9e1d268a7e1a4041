"""What is counted for the comparison of units: what gets in, on which day, and where nothing can be known."""

from __future__ import annotations

import pytest

from tests.queries.drawn import drawn

CASES = """
    case_no | party_name | party_type | cause | violation_code | discretion_grade | procedure | unit   | street | case_source | officers | filing_date | decision_date | close_date | fine_amount | status | no_penalty
    --------+------------+------------+-------+----------------+------------------+-----------+--------+--------+-------------+----------+-------------+---------------+------------+-------------+--------+-----------
    一      | 甲店       | 个体工商户 | 占道  | A1             | 轻微             | 普通程序  | 东中队 | 人民路 | 巡查发现    | 赵一、钱二 | 2022-03-01 | 2022-03-20  | 2022-03-30 | 100         |        |
    二      | 乙店       | 个体工商户 | 占道  | A1             | 轻微             | 普通程序  | 东中队 | 人民路 | 投诉举报    | 钱二、赵一 | 2022-03-02 | 2022-03-20  | 2022-04-01 |             |        | 是
    三      | 丙店       | 个体工商户 | 占道  | A1             | 一般             | 普通程序  | 东中队 | 人民路 | 巡查发现    | 赵一     | 2022-03-03  |               | 2022-04-02 |             | 撤案   |
    四      | 丁店       | 个体工商户 | 占道  | A1             | 一般             | 简易程序  | 西中队 |        | 巡查发现    | 赵一     |             | 2022-05-05    |            | 50          |        |
    五      | 戊店       | 个体工商户 | 占道  | A1             | 一般             | 普通程序  | 西中队 |        |             |          | 2022-08-31  |               |            |             | 在办   |
    六      | 己店       | 个体工商户 | 占道  | A1             | 一般             | 普通程序  | 西中队 |        |             |          | 2022-12-01  |               |            |             | 在办   |
"""
VIOLATIONS = """
    violation_code | clause_no | name     | party_scope | penalty_kind | min_yuan | max_yuan | fine_is | law  | article
    ---------------+-----------+----------+-------------+--------------+----------+----------+---------+------+--------
    A1             | 1         | 占道经营 | 全部        | range        | 50       | 1000     | 可以    | 条例 | 第一条
"""
BENCHMARKS = """
    benchmark_id | violation_code | clause_no | grade | grade_order | party_scope | penalty_kind | min_value | max_value | value_unit | fine_is
    -------------+----------------+-----------+-------+-------------+-------------+--------------+-----------+-----------+------------+--------
    B1           | A1             | 1         | 轻微  | 1           | 全部        | range        | 100       | 300       | 元         | 可以
    B2           | A1             | 1         | 一般  | 2           | 全部        | range        | 300       | 1000      | 元         | 可以
"""


def test_a_case_is_mature_when_it_is_closed_or_ninety_days_have_passed(bench):
    bench.given("violation", VIOLATIONS)
    bench.given("benchmark", BENCHMARKS)
    bench.given("penalty_case", CASES)
    assert bench.fact("compared_cases", "row_no").only(
        ("row_no", "happened_on", "mature_on", "outcome", "officer_pair", "ended_on", "decision_due_on")
    ) == drawn("""
        row_no | happened_on | mature_on  | outcome  | officer_pair | ended_on   | decision_due_on
        -------+-------------+------------+----------+--------------+------------+----------------
        2      | 2022-03-01  | 2022-03-30 | 处罚     | 赵一、钱二   | 2022-03-20 | 2022-05-30
        3      | 2022-03-02  | 2022-04-01 | 不予处罚 | 赵一、钱二   | 2022-03-20 | 2022-05-31
        4      | 2022-03-03  | 2022-04-02 | 撤案     | 赵一         | 2022-04-02 | 2022-06-01
        5      | 2022-05-05  | 2022-05-05 | 处罚     | 赵一         | 2022-05-05 |
        6      | 2022-08-31  | 2022-11-29 | 在办     |              |            | 2022-11-29
        7      | 2022-12-01  | 2023-03-01 | 在办     |              |            | 2023-03-01
    """)



def test_cases_are_counted_by_unit_and_kind_with_what_became_of_the_mature_ones(bench):
    bench.given("violation", VIOLATIONS)
    bench.given("benchmark", BENCHMARKS)
    bench.given("penalty_case", CASES)
    counts = """
        value  | grade_no | procedure_no | mature_size | punished_count | unpunished_count | withdrawn_count | overdue_size | overdue_count | simple_size | simple_count
        -------+----------+--------------+-------------+----------------+------------------+-----------------+--------------+---------------+-------------+-------------
        东中队 | 1        | 1            | 1           | 0              | 1                | 1               | 1            | 0             | 0           | 0
        东中队 | 2        | 1            | 2           | 1              | 1                | 0               | 2            | 0             | 1           | 0
        西中队 | 1        | 1            | 1           | 0              | 0                | 0               | 1            | 1             | 0           | 0
        西中队 | 1        | 2            | 1           | 1              | 0                | 0               | 0            | 0             | 1           | 1
    """
    assert bench.ask("comparison_case_cells") == drawn(counts)
    assert bench.ask("comparison_case_cells", dimension="unit", from_on="2023-01-01", to_on="2023-12-31") == drawn(
        "value | mature_size\n------+------------"
    )


@pytest.mark.parametrize(("as_of", "size", "late"), [("2022-12-31", 3, 2), ("2023-12-31", 4, 3)])
def test_a_case_nobody_dated_the_decision_of_is_neither_late_nor_in_time(bench, as_of, size, late):
    dated = """
        case_no | unit   | procedure | filing_date | decision_date | close_date | fine_amount | status
        --------+--------+-----------+-------------+---------------+------------+-------------+-------
        按时    | 东中队 | 普通程序  | 2022-03-01  | 2022-04-01    | 2022-04-10 | 100         | 结案
        超期    | 东中队 | 普通程序  | 2022-03-01  | 2022-08-01    | 2022-08-10 | 100         | 结案
        在办    | 东中队 | 普通程序  | 2022-03-01  |               |            |             | 在办
        未写    | 东中队 | 普通程序  | 2022-03-01  |               | 2022-08-10 | 100         | 结案
        以后    | 东中队 | 普通程序  | 2022-12-01  | 2023-04-01    | 2023-04-10 | 100         | 结案
    """
    undated = """
        case_no | unit   | procedure | filing_date | close_date | fine_amount | status
        --------+--------+-----------+-------------+------------+-------------+-------
        一      | 西中队 | 普通程序  | 2022-03-01  | 2022-04-10 | 100         | 结案
        二      | 西中队 | 普通程序  | 2022-03-01  | 2022-08-10 | 100         | 结案
        三      | 西中队 | 普通程序  | 2022-03-01  |            |             | 在办
        四      | 西中队 | 普通程序  | 2022-03-01  |            |             | 撤案
    """
    bench.given("penalty_case", dated)
    bench.given("penalty_case", undated)
    counted = bench.ask("comparison_case_cells", as_of, from_on="2022-01-01").only(
        ("value", "overdue_size", "overdue_count")
    )
    assert counted == drawn(f"""
        value  | overdue_size | overdue_count
        -------+--------------+--------------
        东中队 | {size}       | {late}
        西中队 | 0            | 0
    """)


def test_what_is_decided_after_the_day_asked_for_was_open_on_it(bench):
    bench.given("penalty_case", """
        case_no | unit   | procedure | filing_date | decision_date | close_date | fine_amount | no_penalty | status
        --------+--------+-----------+-------------+---------------+------------+-------------+------------+-------
        一      | 东中队 | 普通程序  | 2022-03-01  | 2022-07-01    | 2022-07-10 | 100         |            | 结案
        二      | 东中队 | 普通程序  | 2022-03-01  | 2022-07-01    | 2022-07-10 |             | 是         | 结案
    """)  # fmt: skip
    names = ("mature_size", "punished_count", "unpunished_count", "simple_size")
    assert bench.ask("comparison_case_cells", "2022-06-30").only(names).rows == (("2", "0", "0", "0"),)
    assert bench.ask("comparison_case_cells", "2022-07-01").only(names).rows == (("2", "1", "1", "1"),)
    listed = bench.ask("compared_case_list", "2022-06-30", indicator="punished")
    assert listed.only(("case_no", "is_hit", "outcome")).rows == (("一", "否", "在办"), ("二", "否", "在办"))


def test_publications_are_known_only_as_far_as_somebody_listed_them(bench):
    undated = """
        case_no | decision_no | unit   | party_type       | procedure | filing_date | decision_date | fine_amount
        --------+-------------+--------+------------------+-----------+-------------+---------------+------------
        更早    | 罚1号       | 西中队 | 法人及非法人组织 | 普通程序  | 2022-01-05  | 2022-01-20    | 100
        公示了  | 罚2号       | 东中队 | 法人及非法人组织 | 普通程序  | 2022-03-01  | 2022-03-01    | 100
        没公示  | 罚3号       | 东中队 | 法人及非法人组织 | 普通程序  | 2022-03-01  | 2022-04-01    | 100
        更晚    | 罚4号       | 西中队 | 法人及非法人组织 | 普通程序  | 2022-08-01  | 2022-08-20    | 100
    """
    dated = """
        case_no | decision_no | unit   | party_type       | procedure | filing_date | decision_date | fine_amount | publish_date
        --------+-------------+--------+------------------+-----------+-------------+---------------+-------------+-------------
        公示了  | 罚5号       | 北中队 | 法人及非法人组织 | 普通程序  | 2022-08-01  | 2022-08-20    | 100         | 2022-08-22
        没公示  | 罚6号       | 北中队 | 法人及非法人组织 | 普通程序  | 2022-08-01  | 2022-08-20    | 100         |
    """
    bench.given("penalty_publicity", """
        decision_no | party_name | decision_date | published_on
        ------------+------------+---------------+-------------
        罚2号       | 甲公司     | 2022-03-01    | 2022-03-05
        罚9号       | 乙公司     | 2022-06-25    | 2022-06-30
    """)
    bench.given("penalty_case", undated)
    bench.given("penalty_case", dated)
    assert bench.ask("comparison_case_cells").only(("value", "disclosed_size", "disclosed_count")) == drawn("""
        value  | disclosed_size | disclosed_count
        -------+----------------+----------------
        东中队 | 2              | 1
        北中队 | 2              | 1
        西中队 | 0              | 0
    """)


def test_on_the_ninetieth_day_a_case_counts_and_the_day_before_it_does_not(bench):
    bench.given("penalty_case", CASES)
    def mature(day: str) -> list[str]:
        asked = bench.ask("comparison_case_cells", day)
        return [row[1] for row in asked.only(("value", "mature_size")).rows if row[0] == "西中队"]

    assert sum(int(count) for count in mature("2022-11-28")) == 1
    assert sum(int(count) for count in mature("2022-11-29")) == 2


def test_who_is_not_told_is_compared_with_nobody(bench):
    bench.given("penalty_case", CASES)
    values = {row[0] for row in bench.ask("comparison_case_cells", dimension="street").only(("value",)).rows}
    assert values == {"人民路"}


def test_names_of_officers_are_for_the_supervisor_only(bench):
    bench.given("penalty_case", CASES)
    def values(**given: str) -> set[str]:
        return {row[0] for row in bench.ask("comparison_case_cells", dimension="officer_pair", **given).only(("value",)).rows}

    assert values() == values(role="办公室") == set()
    assert values(role="supervisor") == {"赵一", "赵一、钱二"}


def test_squads_count_for_the_unit_they_are_below_and_every_other_unit_for_itself(bench):
    bench.given("unit", """
        unit   | unit_kind | parent_unit
        -------+-----------+------------
        办公室 | 机关股室  |
        大队   | 局属单位  | 办公室
        东中队 | 局属单位  | 大队
    """)
    bench.given("penalty_case", CASES)
    assert bench.fact("units", "unit").only(("unit", "parent_unit", "above_unit")) == drawn("""
        unit   | parent_unit | above_unit
        -------+-------------+-----------
        东中队 | 大队        | 大队
        办公室 |             | 办公室
        大队   | 办公室      | 大队
        西中队 |             | 西中队
    """)
    counted = bench.ask("comparison_case_cells", dimension="above_unit").only(("value", "grade_no", "mature_size"))
    alone = bench.ask("comparison_case_cells").only(("value", "grade_no", "mature_size"))
    renamed = [("大队" if unit == "东中队" else unit, *rest) for unit, *rest in alone.rows]
    assert sorted(counted.rows) == sorted(renamed)


def test_positions_are_summed_in_thousandths_and_cut_at_the_ends(bench):
    bench.given("violation", VIOLATIONS)
    bench.given("benchmark", BENCHMARKS)
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause | violation_code | discretion_grade | unit   | filing_date | decision_date | fine_amount
        --------+------------+------------+-------+----------------+------------------+--------+-------------+---------------+------------
        下限    | 甲         | 自然人     | 占道  | A1             | 轻微             | 东中队 | 2022-03-01  | 2022-03-20    | 100
        四分    | 乙         | 自然人     | 占道  | A1             | 轻微             | 东中队 | 2022-03-01  | 2022-03-20    | 150
        顶格    | 丙         | 自然人     | 占道  | A1             | 轻微             | 东中队 | 2022-03-01  | 2022-03-20    | 300
        高于    | 丁         | 自然人     | 占道  | A1             | 轻微             | 东中队 | 2022-03-01  | 2022-03-20    | 900
        低于    | 戊         | 自然人     | 占道  | A1             | 一般             | 东中队 | 2022-03-01  | 2022-03-20    | 100
        超法定  | 己         | 自然人     | 占道  | A1             | 轻微             | 东中队 | 2022-03-01  | 2022-03-20    | 2000
        无档次  | 庚         | 自然人     | 占道  | A1             |                  | 东中队 | 2022-03-01  | 2022-03-20    | 100
    """)
    assert bench.ask("comparison_case_cells") == drawn("""
        value  | grade_no | position_size | position_sum | position_squares | position_cubes | at_ceiling_count | reduced_size | reduced_count
        -------+----------+---------------+--------------+------------------+----------------+------------------+--------------+--------------
        东中队 | 0        | 0             | 0            | 0                | 0              | 0                | 0            | 0
        东中队 | 1        | 1             | 0            | 0                | 0              | 0                | 1            | 1
        东中队 | 2        | 4             | 2250         | 2062500          | 2015625000     | 2                | 5            | 0
    """)


def test_the_first_offence_of_a_listed_violation_is_exempted_or_not(bench):
    bench.given("violation", VIOLATIONS)
    bench.given("leniency_list", """
        item     | kind     | circumstance
        ---------+----------+-------------
        占道经营 | 首违不罚 | 及时改正
    """)
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause    | violation_code | unit   | filing_date | decision_date | fine_amount | no_penalty | corrected
        --------+------------+------------+----------+----------------+--------+-------------+---------------+-------------+------------+----------
        首免    | 甲店       | 个体工商户 | 占道经营 | A1             | 东中队 | 2022-03-01  | 2022-03-20    |             | 是         | 已改正
        首罚    | 乙店       | 个体工商户 | 占道经营 | A1             | 东中队 | 2022-03-01  | 2022-03-20    | 100         |            | 已改正
        再犯    | 乙店       | 个体工商户 | 占道经营 | A1             | 东中队 | 2022-06-01  | 2022-06-20    |             | 是         | 已改正
        拒改    | 丙店       | 个体工商户 | 占道经营 | A1             | 东中队 | 2022-03-01  | 2022-03-20    | 100         |            | 拒不改正
        隐名    | 丁某某     | 自然人     | 占道经营 | A1             | 东中队 | 2022-03-01  | 2022-03-20    | 100         |            | 已改正
        未写    | 戊店       | 个体工商户 | 占道经营 | A1             | 东中队 | 2022-03-01  | 2022-03-20    | 100         |            |
    """)
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause    | violation_code | unit   | filing_date | decision_date | fine_amount | corrected | harm
        --------+------------+------------+----------+----------------+--------+-------------+---------------+-------------+-----------+-----
        无害    | 己店       | 个体工商户 | 占道经营 | A1             | 东中队 | 2022-03-01  | 2022-03-20    | 100         | 已改正    | 未造成人员伤亡
        轻微    | 庚店       | 个体工商户 | 占道经营 | A1             | 东中队 | 2022-03-01  | 2022-03-20    | 100         | 已改正    | 影响市容，后果轻微
        较轻    | 辛店       | 个体工商户 | 占道经营 | A1             | 东中队 | 2022-03-01  | 2022-03-20    | 100         | 已改正    | 未造成人员伤亡，影响较小。
        有害    | 壬店       | 个体工商户 | 占道经营 | A1             | 东中队 | 2022-03-01  | 2022-03-20    | 100         | 已改正    | 后果轻微，路面破损
    """)
    assert bench.fact("compared_cases", "batch_id, row_no").only(("row_no", "is_first_exempted")) == drawn("""
        row_no | is_first_exempted
        -------+------------------
        2      | 是
        3      | 否
        4      |
        5      |
        6      |
        7      |
        2      | 否
        3      |
        4      | 否
        5      |
    """)



def test_complaints_and_inspections_count_only_where_filing_is_known(bench):
    bench.given("complaint", """
        complaint_no | content | category | unit   | accept_date | result   | led_to_case
        -------------+---------+----------+--------+-------------+----------+------------
        1            | 占道    | 占道     | 东中队 | 2022-03-01  | 已处理   | 是
        2            | 占道    | 占道     | 东中队 | 2022-03-02  | 已处理   | 否
        3            | 占道    | 占道     | 东中队 | 2022-03-02  | 不属实   | 否
        4            | 占道    | 占道     | 东中队 | 2022-03-02  | 已处理   |
        5            | 噪声    | 噪声     | 西中队 | 2021-12-31  | 已处理   | 否
    """)
    assert bench.ask("comparison_complaint_cells") == drawn("""
        value  | violation_no | complaint_size | complaint_count
        -------+--------------+----------------+----------------
        东中队 | 1            | 2              | 1
    """)
    bench.given("inspection", """
        inspection_no | object_name | violation | check_result | check_date | unit   | led_to_case
        --------------+-------------+-----------+--------------+------------+--------+------------
        1             | 甲店        | 占道      | 责令整改     | 2022-03-01 | 东中队 | 否
        2             | 甲店        | 占道      | 责令整改     | 2022-03-02 | 东中队 | 是
        3             | 甲店        | 占道      | 未发现问题   | 2022-03-03 | 东中队 | 否
        4             | 甲店        | 占道      | 责令整改     | 2022-03-04 | 东中队 |
    """)
    assert bench.ask("comparison_inspection_cells") == drawn("""
        value  | violation_no | patrol_size | patrol_count
        -------+--------------+-------------+-------------
        东中队 | 1            | 2           | 1
    """)


WARNED = """
    inspection_no | object_name | violation | check_result | check_date | unit   | street | led_to_case
    --------------+-------------+-----------+--------------+------------+--------+--------+------------
    1             | 甲店        | 占道      | 责令整改     | 2022-03-01 | 东中队 | 人民路 | 否
    2             | 甲 店       | 占道      | 责令整改     | 2022-04-01 | 东中队 | 人民路 | 否
    3             | 甲店        | 占道      | 责令整改     | 2022-05-01 | 西中队 | 人民路 | 否
    4             | 乙店（东）  | 占道      | 责令整改     | 2022-03-01 | 东中队 | 人民路 | 否
    5             | 乙店(东)    | 占道      | 责令整改     | 2022-04-01 | 东中队 | 人民路 | 否
    6             | 乙店(东)    | 占道      | 立案查处     | 2022-05-01 | 东中队 | 人民路 | 是
    7             | 丙店        | 占道      | 责令整改     | 2022-03-01 | 东中队 | 人民路 | 否
    8             | 丁某某      | 占道      | 责令整改     | 2022-03-01 | 东中队 | 人民路 | 否
"""


def test_a_party_counts_where_it_was_last_seen_and_one_that_was_filed_is_not_let_off(bench):
    bench.given("inspection", WARNED)
    assert bench.ask("comparison_party_cells") == drawn("""
        value  | warned_size | warned_count | inspected_size | inspected_count
        -------+-------------+--------------+----------------+----------------
        东中队 | 2           | 0            | 2              | 0
        西中队 | 1           | 1            | 1              | 0
    """)


@pytest.mark.parametrize("dimension", ["unit", "street", "party_kind"])
def test_a_whole_year_of_a_party_is_what_its_contacts_add_up_to(bench, dimension):
    bench.given("inspection", WARNED)
    bench.given("penalty_case", CASES)
    every_contact = bench.ask("comparison_party_cells", dimension=dimension, from_on="2021-12-31", to_on="2022-12-31")
    for to_on in ("2022-12-31", "2022-12-01"):
        assert (
            bench.ask("comparison_party_cells", dimension=dimension, from_on="2022-01-01", to_on=to_on).rows
            == every_contact.rows
        )


def test_a_window_that_ends_before_the_last_contact_of_its_year_counts_what_it_holds(bench):
    bench.given("inspection", WARNED)
    assert bench.ask("comparison_party_cells", from_on="2022-01-01", to_on="2022-04-30") == drawn("""
        value  | warned_size | warned_count | inspected_size | inspected_count
        -------+-------------+--------------+----------------+----------------
        东中队 | 3           | 0            | 3              | 0
    """)


def test_who_is_complained_of_or_fined_and_never_looked_at_is_listed(bench):
    complaints = """
        complaint_no | content | category | unit   | respondent | accept_date | result
        -------------+---------+----------+--------+------------+-------------+-------
        1            | 油烟    | 油烟     | 东中队 | 乙饭店     | 2022-03-01  | 属实
        2            | 油烟    | 油烟     | 西中队 | 乙 饭店    | 2022-05-01  | 属实
        3            | 油烟    | 油烟     | 东中队 | 甲店       | 2022-03-02  | 属实
        4            | 油烟    | 油烟     | 东中队 | 丁饭店     | 2022-03-02  | 不属实
        5            | 油烟    | 油烟     | 东中队 | 王某某     | 2022-03-02  | 属实
        6            | 油烟    | 油烟     | 东中队 | 旧饭店     | 2021-03-02  | 属实
    """
    bench.given("complaint", complaints)
    assert bench.ask("never_inspected").rows == (), "nobody reported an inspection: who was looked at is unknown"
    bench.given("inspection", WARNED)
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause | filing_date | unit
        --------+------------+------------+-------+-------------+-------
        一      | 丙公司     | 单位       | 占道  | 2022-06-01  | 东中队
        二      | 张三       | 自然人     | 占道  | 2022-06-01  | 东中队
        三      | 乙店（东） | 个体工商户 | 占道  | 2022-06-01  | 东中队
    """)
    assert bench.ask("never_inspected").only(("party_name", "complaint_count", "case_count", "units", "last_on")) == drawn("""
        party_name | complaint_count | case_count | units         | last_on
        -----------+-----------------+------------+---------------+-----------
        乙 饭店    | 2               | 0          | 东中队、西中队 | 2022-05-01
        丙公司     | 0               | 1          | 东中队        | 2022-06-01
    """)


def test_who_was_looked_at_before_or_drawn_and_checked_is_not_called_passed_over(bench):
    bench.given("inspection", WARNED)
    bench.given("inspection", """
        inspection_no | object_name | check_result | check_date | unit
        --------------+-------------+--------------+------------+-------
        去年          | 丁店        | 未发现问题   | 2021-12-30 | 东中队
        明年          | 戊店        | 未发现问题   | 2023-01-02 | 东中队
    """)
    bench.given("spot_check", """
        plan_no | object_name | draw_date  | check_date | result     | unit
        --------+-------------+------------+------------+------------+-------
        一      | 己店        | 2022-04-01 | 2022-04-08 | 未发现问题 | 东中队
        二      | 庚店        | 2022-04-01 |            |            | 东中队
        三      | 辛店        | 2022-04-01 |            | 未发现问题 | 东中队
    """)
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause | filing_date | unit
        --------+------------+------------+-------+-------------+-------
        一      | 丁店       | 单位       | 占道  | 2022-06-01  | 东中队
        二      | 戊店       | 单位       | 占道  | 2022-06-01  | 东中队
        三      | 己店       | 单位       | 占道  | 2022-06-01  | 东中队
        四      | 庚店       | 单位       | 占道  | 2022-06-01  | 东中队
        五      | 辛店       | 单位       | 占道  | 2022-06-01  | 东中队
    """)
    assert bench.ask("never_inspected").only(("party_name",)).rows == (("庚店",), ("戊店",))
    assert bench.ask("never_inspected", "2023-12-31", from_on="2022-01-01").only(("party_name",)).rows == (("庚店",),)


def test_a_complaint_about_a_squad_of_the_bureau_names_nobody_to_inspect(bench):
    bench.given("unit", "unit | unit_kind | aliases\n--+--+--\n五中队 | 局属单位 | 城管五队")
    bench.given("inspection", WARNED)
    bench.given(
        "complaint",
        """
        complaint_no | respondent | accept_date | content  | unit
        -------------+------------+-------------+----------+-------
        1            | 五中队     | 2022-04-01  | 态度粗暴 | 五中队
        2            | 城管 五队  | 2022-04-02  | 态度粗暴 | 五中队
        3            | 东中队     | 2022-04-03  | 态度粗暴 | 东中队
        4            | 己饭店     | 2022-04-04  | 油烟     | 五中队
    """,
    )
    assert bench.ask("never_inspected").only(("party_name",)).rows == (("己饭店",),)


def test_contacts_leave_out_names_that_are_covered_and_only_persuasion_is_a_warning(bench):
    bench.given("inspection", WARNED)
    bench.given("guidance", """
        guidance_no | party_name | topic | guidance_date | unit   | method     | count
        ------------+------------+-------+---------------+--------+------------+------
        Z1          | 丙店       | 占道  | 2022-06-01    | 东中队 | 规劝、回访 |
        Z2          | 丙店       | 占道  | 2022-06-02    | 东中队 | 提示       |
        Z3          | 丙店       | 占道  | 2022-06-03    | 东中队 |            |
        Z4          | 沿街商户   | 占道  | 2022-06-30    | 东中队 | 规劝       | 40
    """)
    contacts = bench.fact("party_contacts", "batch_id, row_no")
    assert contacts.only(("batch_id", "row_no", "contact_kind", "is_warning", "is_filed")) == drawn("""
        batch_id | row_no | contact_kind | is_warning | is_filed
        ---------+--------+--------------+------------+---------
        1        | 2      | 检查         | 是         | 否
        1        | 3      | 检查         | 是         | 否
        1        | 4      | 检查         | 是         | 否
        1        | 5      | 检查         | 是         | 否
        1        | 6      | 检查         | 是         | 否
        1        | 7      | 检查         | 否         | 是
        1        | 8      | 检查         | 是         | 否
        2        | 2      | 指导         | 是         | 否
        2        | 3      | 指导         | 否         | 否
        2        | 4      | 指导         | 否         | 否
        2        | 5      | 指导         | 否         | 否
    """)



def test_every_week_has_its_workdays_and_its_cases(bench):
    bench.given("penalty_case", CASES)
    asked = bench.ask("enforcement_by_week", from_on="2022-02-28", to_on="2022-03-08")
    assert asked == drawn("""
        week_on    | workday_count | day_off_count | unit   | case_count
        -----------+---------------+---------------+--------+-----------
        2022-02-28 | 4             | 2             | 东中队 | 3
        2022-03-07 | 2             | 0             |        | 0
    """)


def test_days_nobody_uploaded_a_ledger_for_are_not_counted(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | unit   | filing_date
        --------+------------+-------+--------+------------
        一      | 甲店       | 占道  | 东中队 | 2022-03-09
        二      | 乙店       | 占道  | 东中队 | 2022-05-04
        三      | 丙店       | 占道  | 东中队 | 2022-05-11
    """)
    weeks = bench.ask("enforcement_by_week").only(("week_on", "workday_count", "day_off_count", "case_count")).rows
    seen = {week[5:]: (int(workdays), int(off)) for week, workdays, off, _ in weeks if (workdays, off) != ("0", "0")}
    assert list(seen) == ["03-07", "03-14", "03-21", "03-28", "04-25", "05-02", "05-09"]
    assert seen["04-25"] == (0, 1), "only the first of May"
    assert seen["03-28"] == (4, 0), "April was not loaded"
    assert len(weeks) == 53


def test_a_unit_is_asked_only_about_the_months_its_sheets_tell_of(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | unit   | filing_date
        --------+------------+-------+--------+------------
        一      | 甲店       | 占道  | 东中队 | 2022-03-09
        二      | 乙店       | 占道  | 东中队 | 2022-06-08
        三      | 丙店       | 占道  | 西中队 | 2022-05-11
        四      | 丁店       | 占道  | 河中队 | 2022-05-11
    """)
    bench.given("penalty_case", """
        case_no | party_name | cause | unit   | filing_date
        --------+------------+-------+--------+------------
        五      | 甲店       | 占道  | 西中队 | 2022-08-04
        六      | 乙店       | 占道  |        | 2022-08-31
    """)
    rows = bench.ask("reported_weeks").rows
    weeks = {unit: [row[1][5:] for row in rows if row[0] == unit] for unit in ("东中队", "河中队", "西中队")}
    assert (weeks["东中队"][0], weeks["东中队"][-1], len(weeks["东中队"])) == ("03-07", "06-06", 14)
    assert (weeks["西中队"][0], weeks["西中队"][-1]) == ("05-09", "08-01"), "it began in May"
    assert "07-04" not in weeks["西中队"], "nobody told of July"
    assert weeks["河中队"] == weeks["东中队"], "its only case lies in a ledger that tells of more"
    assert len({row[0] for row in rows}) == 3
    assert [row for row in bench.ask("reported_weeks", from_on="2022-03-08", to_on="2022-03-13").rows if row[0] == "东中队"] == [
        ("东中队", "2022-03-07", "4", "2")
    ]


def test_an_announced_campaign_says_whom_and_what_it_covers(bench):
    bench.given("violation", VIOLATIONS)
    bench.given("unit", """
        unit   | unit_kind | parent_unit
        -------+-----------+------------
        大队   | 大队      |
        东中队 | 执法中队  | 大队
        所     | 局属单位  |
        科     | 机关股室  |
    """)
    bench.given("campaign", """
        campaign | from_on    | to_on      | violations       | units
        ---------+------------+------------+------------------+------
        元旦     | 2022-01-01 | 2022-01-10 | 占道经营         | 机关各股室
        春季     | 2022-03-01 | 2022-03-31 | 占道经营         | 大队
        夏季     | 2022-06-01 | 2022-06-30 | 占道经营、说不清 | 所
        去年     | 2021-06-01 | 2021-06-30 | 占道经营         | 所
        秋季     | 2022-09-01 | 2022-09-30 | 占道经营         | 各中队、所
        冬季     | 2022-12-01 | 2022-12-30 | 占道经营         | 所、局属各单位
    """)
    assert bench.ask("announced_campaigns") == drawn("""
        campaign | violation_codes | violation_names | is_known | units
        ---------+-----------------+-----------------+----------+-------------
        元旦     | A1              | 占道经营        | 是       | 科
        春季     | A1              | 占道经营        | 是       | 东中队、大队
        夏季     | A1              | 占道经营        | 否       | 所
        秋季     | A1              | 占道经营        | 是       | 东中队、所
        冬季     | A1              | 占道经营        | 是       |
    """)
    assert [row[0] for row in bench.fact("units", "unit").only(("unit",)).rows] == ["东中队", "大队", "所", "科"]


def test_what_people_call_a_violation_is_recognised_where_it_means_one_only(bench):
    bench.given("violation", """
        violation_code | clause_no | name                     | party_scope | penalty_kind | min_yuan | max_yuan | fine_is | law  | article
        ---------------+-----------+--------------------------+-------------+--------------+----------+----------+---------+------+--------
        SR03           | 1         | 擅自在城市道路或者公共场地堆放物料 | 全部        | range        | 50       | 1000     | 可以    | 条例 | 第一条
    """)
    bench.given("campaign", """
        campaign | from_on    | to_on      | violations
        ---------+------------+------------+-------------------
        甲       | 2022-03-01 | 2022-03-31 | 堆放物料
        乙       | 2022-04-01 | 2022-04-30 | 店外堆放、堆放物料
    """)
    assert bench.ask("announced_campaigns") == drawn("""
        campaign | violation_codes | is_known
        ---------+-----------------+---------
        甲       | SR03            | 是
        乙       | SR03            | 否
    """)


def test_a_name_with_a_comma_in_it_is_one_violation_and_not_its_parts(bench):
    bench.given("violation", VIOLATIONS + """
        B9             | 1         | 店外经营、占道经营 | 全部        | range        | 50       | 1000     | 可以    | 条例 | 第二条
    """)
    bench.given("campaign", """
        campaign | from_on    | to_on      | violations
        ---------+------------+------------+-----------------------------
        整名     | 2022-03-01 | 2022-03-31 | 店外经营、占道经营
        都有     | 2022-04-01 | 2022-04-30 | 占道经营、店外经营、占道经营
        一部分   | 2022-05-01 | 2022-05-31 | 店外经营
    """)
    assert bench.ask("announced_campaigns") == drawn("""
        campaign | violation_codes | is_known
        ---------+-----------------+---------
        整名     | B9              | 是
        都有     | A1、B9          | 是
        一部分   |                 | 否
    """)


def test_fines_near_a_line_are_below_it_or_not_and_the_line_itself_is_where_the_law_puts_it(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type       | cause | unit   | decision_date | fine_amount
        --------+------------+------------------+-------+--------+---------------+------------
        一      | 甲         | 自然人           | 占道  | 东中队 | 2022-03-01    | 200
        二      | 乙         | 自然人           | 占道  | 东中队 | 2022-03-01    | 201
        三      | 丙         | 自然人           | 占道  | 东中队 | 2022-03-01    | 99.99
        四      | 丁         | 自然人           | 占道  | 东中队 | 2022-03-01    | 301
        五      | 戊         | 自然人           | 占道  | 西中队 | 2022-03-01    | 4999
        六      | 己         | 自然人           | 占道  | 西中队 | 2022-03-01    | 5000
        七      | 庚         | 法人及非法人组织 | 占道  | 西中队 | 2022-03-01    | 3000
        八      | 辛         |                  | 占道  | 西中队 | 2022-03-01    | 200
        九      | 壬         | 自然人           | 占道  |        | 2022-03-01    | 200
    """)
    assert bench.ask("fines_near_lines") == drawn("""
        unit   | line_kind    | party_scope | line_fen | below_count | near_count
        -------+--------------+-------------+----------+-------------+-----------
        西中队 | 听证线       | 个人        | 500000   | 1           | 2
        东中队 | 简易程序限额 | 个人        | 20000    | 1           | 2
        西中队 | 简易程序限额 | 单位        | 300000   | 1           | 1
    """)


REPEATED = """
    case_no | party_name | uscc               | cause | unit   | decision_date | fine_amount
    --------+------------+--------------------+-------+--------+---------------+------------
    一      | 甲公司     | 91411121MA00000011 | 占道  | 东中队 | 2022-03-01    | 200
    二      | 甲公司     | 91411121MA00000011 | 噪声  | 西中队 | 2022-03-01    | 300
    三      | 甲公司     | 91411121MA00000011 | 占道  | 东中队 | 2022-03-02    | 200
    四      | 乙店       |                    | 占道  | 东中队 | 2022-03-01    | 200
    五      | 乙店       |                    | 占道  | 东中队 | 2022-03-01    | 200
    六      | 张某某     |                    | 占道  | 东中队 | 2022-03-01    | 200
    七      | 张某某     |                    | 占道  | 西中队 | 2022-03-01    | 200
"""


def test_several_decisions_for_one_party_on_one_day_are_listed(bench):
    bench.given("penalty_case", REPEATED)
    asked = bench.ask("same_day_decisions")
    assert sorted(asked.only(("party_name", "case_count", "units", "fine_fen", "case_nos", "is_by_name")).rows) == [
        ("乙店", "2", "东中队", "40000", "四、五", "是"),
        ("甲公司", "2", "东中队、西中队", "50000", "一、二", "否"),
    ]
    assert bench.ask("same_day_decisions", from_on="2022-03-02") == drawn("case_count | units\n-----------+------")


def test_a_party_of_several_units_is_listed(bench):
    bench.given("penalty_case", REPEATED)
    assert bench.ask("parties_of_several_units") == drawn("""
        party_name | unit_count | case_count | units          | violations | fine_fen | first_on   | last_on    | is_by_name
        -----------+------------+------------+----------------+------------+----------+------------+------------+-----------
        甲公司     | 2          | 3          | 东中队、西中队 | 占道、噪声 | 70000    | 2022-03-01 | 2022-03-02 | 否
    """)


def test_a_decision_not_to_punish_is_one_of_several_too(bench):
    bench.given("penalty_case", """
        case_no | party_name | uscc               | cause | unit   | decision_date | fine_amount | no_penalty | status
        --------+------------+--------------------+-------+--------+---------------+-------------+------------+-------
        一      | 甲公司     | 91411121MA00000011 | 占道  | 东中队 | 2022-03-01    | 200         |            |
        二      | 甲公司     | 91411121MA00000011 | 噪声  | 西中队 | 2022-03-01    |             | 是         |
        三      | 甲公司     | 91411121MA00000011 | 油烟  | 北中队 | 2022-03-01    |             |            | 撤案
    """)
    assert bench.ask("same_day_decisions") == drawn("""
        case_count | units          | fine_fen | case_nos
        -----------+----------------+----------+---------
        2          | 东中队、西中队 | 20000    | 一、二
    """)
    assert bench.ask("parties_of_several_units").only(("unit_count", "case_count")).rows == (("2", "2"),)


def test_streets_show_complaints_beside_inspections_and_cases(bench):
    bench.given("complaint", """
        complaint_no | content | category | unit   | street | accept_date | close_date | result | led_to_case
        -------------+---------+----------+--------+--------+-------------+------------+--------+------------
        1            | 占道    | 占道     | 东中队 | 人民路 | 2022-03-01  | 2022-03-05 | 已劝导 | 否
        2            | 占道    | 占道     | 东中队 | 人民路 | 2022-03-01  |            |        | 是
        3            | 占道    | 占道     | 东中队 | 人民路 | 2022-03-01  |            |        |
        4            | 占道    | 占道     | 东中队 |        | 2022-03-01  |            | 不属实 |
    """)
    bench.given("inspection", WARNED)
    assert bench.ask("complaints_by_street") == drawn("""
        street | complaint_count | filed_share | unanswered_count | inspection_count | case_count
        -------+-----------------+-------------+------------------+------------------+-----------
        人民路 | 3               | 1/2         | 1                | 8                |
    """), "nobody reported a case: how many there were is unknown"
    bench.given("penalty_case", CASES)
    assert bench.ask("complaints_by_street").only(("street", "inspection_count", "case_count")) == drawn("""
        street   | inspection_count | case_count
        ---------+------------------+-----------
        人民路   | 8                | 3
        未填街道 | 0                | 3
    """)
    assert bench.ask("complaints_by_street", from_on="2021-01-01", to_on="2021-12-31") == drawn("street | case_count\n-------+-----------")


def test_the_cases_behind_a_count_are_as_many_as_it_says(bench):
    bench.given("violation", VIOLATIONS)
    bench.given("benchmark", BENCHMARKS)
    bench.given("penalty_case", CASES)
    assert bench.ask("compared_case_list", indicator="unpunished", unit="东中队") == drawn("""
        is_hit | case_no | happened_on | outcome
        -------+---------+-------------+---------
        否     | 一      | 2022-03-01  | 处罚
        是     | 二      | 2022-03-02  | 不予处罚
        是     | 三      | 2022-03-03  | 撤案
    """)
    columns = {
        "punished": ("mature_size", "punished_count"),
        "unpunished": ("mature_size", "unpunished_count"),
        "withdrawn": ("mature_size", "withdrawn_count"),
        "reduced": ("reduced_size", "reduced_count"),
        "at_ceiling": ("position_size", "at_ceiling_count"),
        "overdue": ("overdue_size", "overdue_count"),
        "disclosed": ("disclosed_size", "disclosed_count"),
        "simple_procedure": ("simple_size", "simple_count"),
        "first_exempt": ("first_exempt_size", "first_exempt_count"),
    }
    for indicator, (size, count) in columns.items():
        counted = bench.ask("comparison_case_cells").only((size, count)).rows
        listed = bench.ask("compared_case_list", indicator=indicator).only(("is_hit",)).rows
        assert len(listed) == sum(int(row[0]) for row in counted), indicator
        assert sum(row[0] == "是" for row in listed) == sum(int(row[1]) for row in counted), indicator
    assert bench.ask("compared_case_list", from_on="2021-01-01", to_on="2021-12-31") == drawn("case_no | unit\n--------+-----")
