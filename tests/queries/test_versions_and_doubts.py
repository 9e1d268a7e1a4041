"""Which version of statute and benchmark holds for a case, and what makes a deviation uncertain."""

from __future__ import annotations

import pytest

from tests.queries.drawn import drawn

CATALOGUE = """
    violation_code | clause_no | name     | party_scope | penalty_kind | min_yuan | max_yuan | fine_is | effective_from
    ---------------+-----------+----------+-------------+--------------+----------+----------+---------+---------------
    T18            | 1         | 占道经营 | 全部        | range        | 500      | 5000     | 应当    |
    T18            | 1         | 占道经营 | 全部        | range        | 2000     | 20000    | 应当    | 2022-06-05
    T21            | 1         | 乱贴乱画 | 全部        | range        | 100      | 1000     | 应当    |
    SR25           | 1         | 倾倒垃圾 | 单位        | range        | 5000     | 50000    | 应当    |
    SR25           | 2         | 倾倒垃圾 | 个人        | range        | 100      | 200      | 应当    |
    SR05           | 1         | 固定摊点 | 全部        | range        | 500      | 1000     | 应当    |
    T24            | 1         | 占用道路、地下通道摆摊 | 全部 | range | 500     | 1000     | 应当    |
"""
BENCHMARKS = """
    benchmark_id | violation_code | clause_no | grade | grade_order | party_scope | penalty_kind | min_value | max_value | circumstance               | quantity_var | quantity_min | quantity_max | ordinal_min | ordinal_max | window_months | effective_from | effective_to
    -------------+----------------+-----------+-------+-------------+-------------+--------------+-----------+-----------+----------------------------+--------------+--------------+--------------+-------------+-------------+---------------+----------------+-------------
    O            | T18            | 1         | 一般  | 1           | 全部        | range        | 500       | 1000      |                            |              |              |              |             |             |               |                | 2022-06-04
    N            | T18            | 1         | 一般  | 1           | 全部        | range        | 2000      | 4000      |                            |              |              |              |             |             |               | 2022-06-05     |
    L            | T21            | 1         | 一般  | 1           | 全部        | range        | 100       | 500       |                            |              |              |              |             |             |               | 2022-06-05     |
    S1           | SR25           | 1         | 一般  | 1           | 单位        | range        | 5000      | 50000     |                            |              |              |              |             |             |               |                |
    S2           | SR25           | 2         | 一般  | 1           | 个人        | range        | 100       | 200       |                            |              |              |              |             |             |               |                |
    Q1           | SR05           | 1         | 轻微  | 1           | 全部        | range        | 500       | 650       |                            |              |              |              | 1           | 1           | 12            |                |
    Q2           | SR05           | 1         | 严重  | 2           | 全部        | range        | 650       | 1000      | 二次以上或者拒不拆除       |              |              |              | 2           |             | 12            |                |
"""


@pytest.fixture(autouse=True)
def _tables(bench):
    bench.given("violation", CATALOGUE)
    bench.given("benchmark", BENCHMARKS)


def test_statute_and_benchmark_are_those_of_the_day_of_the_act(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause    | violation_code | discretion_grade | violation_date | decision_date | fine_amount
        --------+------------+------------+----------+----------------+------------------+----------------+---------------+------------
        旧      | 甲         | 自然人     | 占道经营 | T18            | 一般             | 2022-06-04     | 2022-06-20    | 600
        新      | 乙         | 自然人     | 占道经营 | T18            | 一般             | 2022-06-05     | 2022-06-20    | 600
        早立案  | 丙         | 自然人     | 占道经营 | T18            | 一般             |                | 2022-05-20    | 600
        不明    | 丁         | 自然人     | 占道经营 | T18            | 一般             |                | 2022-06-20    | 600
        未生效  | 戊         | 自然人     | 乱贴乱画 | T21            | 一般             |                | 2022-02-10    | 200
        生效后  | 己         | 自然人     | 乱贴乱画 | T21            | 一般             | 2022-06-05     | 2022-06-20    | 200
    """)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no | verdict      | reason                     | low_fen | high_fen
        --------+--------------+----------------------------+---------+---------
        旧      | 档内         |                            | 50000   | 100000
        新      | 超出法定幅度 | 低于法定下限，没有减轻理由 | 200000  | 400000
        早立案  | 档内         |                            | 50000   | 100000
        不明    | 无法核查     | 缺违法日期                 |         |
        未生效  | 无法核查     | 无适用基准                 |         |
        生效后  | 档内         |                            | 10000   | 50000
    """)


def test_the_version_is_found_once_for_each_decided_case(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause    | violation_code | discretion_grade | violation_date | filing_date | decision_date | no_penalty
        --------+------------+------------+----------+----------------+------------------+----------------+-------------+---------------+-----------
        1末日   | 甲         | 自然人     | 占道经营 | T18            | 一般             | 2022-06-04     | 2022-06-10  | 2022-06-20    |
        2首日   | 乙         | 自然人     | 占道经营 | T18            | 一般             | 2022-06-05     | 2022-06-10  | 2022-06-20    | 首违不罚
        3早立案 | 丙         | 自然人     | 占道经营 | T18            | 一般             |                | 2022-06-04  | 2022-06-20    |
        4不明   | 丁         | 自然人     | 占道经营 | T18            | 一般             |                | 2022-06-05  | 2022-06-20    |
        5一版   | 戊         | 自然人     | 乱贴乱画 | T21            | 一般             |                | 2022-06-10  | 2022-06-20    |
        6未对应 | 己         | 自然人     | 其他     |                | 一般             | 2022-06-05     | 2022-06-10  | 2022-06-20    |
        7未决定 | 庚         | 自然人     | 占道经营 | T18            | 一般             | 2022-06-05     | 2022-06-10  |               |
    """)
    assert bench.fact("case_situations", "row_no") == drawn("""
        violation_code | period     | lacks_act_on | acted_about | row_no
        ---------------+------------+--------------+-------------+-------
        T18            | 0001-01-01 | 否           | 2022-06-04  | 2
        T18            | 2022-06-05 | 否           | 2022-06-05  | 3
        T18            | 0001-01-01 | 否           | 2022-06-04  | 4
        T18            |            | 是           | 2022-06-05  | 5
        T21            |            | 否           | 2022-06-10  | 6
                       |            | 否           | 2022-06-05  | 7
    """)


def test_no_case_has_no_situation(bench):
    assert not bench.fact("case_situations").rows
    assert not bench.fact("situations").rows


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        ("个体工商户 | SR25 | 一般 | 2022-05-01 | 25000 |    | ", "个体工商户按个人还是按单位适用条款，结果可能不同"),
        ("自然人     | SR25 | 一般 | 2022-05-01 | 230   | 30 | ", "登记了加处罚款，罚款金额可能把它算在内"),
        ("自然人     | SR25 | 一般 | 2022-05-01 | 600   |    | 按日连续处罚3日", "写明按日连续处罚，金额可能是几日合计"),
        ("自然人     | SR25 | 一般 | 2022-05-01 | 600   |    | ", None),
    ],
)
def test_a_fine_that_another_reading_makes_lawful_is_no_certain_finding(bench, cells, doubt):
    party, code, grade, day, fine, surcharge, content = (cell.strip() for cell in cells.split("|"))
    bench.given("penalty_case", f"""
        case_no | party_name | party_type | cause | violation_code | discretion_grade | violation_date | decision_date | fine_amount | surcharge | penalty_content
        --------+------------+------------+-------+----------------+------------------+----------------+---------------+-------------+-----------+----------------
        一      | 甲         | {party}    | 倾倒  | {code}         | {grade}          | {day}          | 2022-06-20    | {fine}      | {surcharge} | {content}
    """)
    assert [tuple(row) for row in bench.ask("P26").only(("certainty", "doubt")).rows] == [
        ("存疑" if doubt else "确定", doubt)
    ]


def test_a_fine_for_several_violations_or_with_what_was_confiscated_is_no_certain_finding(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause                    | violation_code | discretion_grade | violation_date | decision_date | fine_amount | confiscated_amount | penalty_type
        --------+------------+------------+--------------------------+----------------+------------------+----------------+---------------+-------------+--------------------+-------------
        1       | 甲         | 自然人     | 在街上乱贴；倾倒建筑垃圾 | T21            | 一般             | 2022-07-01     | 2022-07-20    | 1200        |                    | 罚款
        2       | 乙         | 自然人     | 乱贴乱画                 | T21            | 一般             | 2022-07-01     | 2022-07-20    | 1200        |                    | 罚款
        3       | 丙         | 自然人     | 乱贴乱画                 | T21            | 一般             | 2022-07-01     | 2022-07-20    | 1200        | 800                | 罚款
        4       | 丁         | 自然人     | 乱贴乱画                 | T21            | 一般             | 2022-07-01     | 2022-07-20    | 1200        |                    | 没收非法财物、罚款
        5       | 戊         | 自然人     | 在街上乱贴；倾倒建筑垃圾 | T21            | 一般             | 2022-07-01     | 2022-07-20    | 90          |                    | 罚款
        6       | 己         | 自然人     | 占用道路、地下通道摆摊案 | T24            | 一般             | 2022-07-01     | 2022-07-20    | 1200        |                    | 罚款
    """)
    several, mixed = "案由写了几个违法行为，罚款可能是合计", "金额一栏是罚没合计，可能把没收的算在内"
    found = bench.ask("P26").only(("record_key", "doubt")).rows
    assert found == (("1", several), ("2", None), ("3", None), ("4", None), ("5", None), ("6", None))
    bench.connection.execute("update sheet_column set header = '罚没金额' where field = 'fine_amount'")
    found = bench.ask("P26").only(("record_key", "doubt")).rows
    assert found == (("1", several), ("2", None), ("3", mixed), ("4", mixed), ("5", None), ("6", None))


def test_a_blank_amount_beside_a_fine_in_words_may_be_left_out(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause    | violation_code | discretion_grade | violation_date | decision_date | fine_amount | penalty_type | penalty_content
        --------+------------+------------+----------+----------------+------------------+----------------+---------------+-------------+--------------+----------------
        空种类  | 甲         | 自然人     | 乱贴乱画 | T21            | 一般             | 2022-07-01     | 2022-07-20    |             | 罚款         |
        空内容  | 乙         | 自然人     | 乱贴乱画 | T21            | 一般             | 2022-07-01     | 2022-07-20    |             |              | 罚款300元
        空警告  | 丙         | 自然人     | 乱贴乱画 | T21            | 一般             | 2022-07-01     | 2022-07-20    |             | 警告         | 警告
        零      | 丁         | 自然人     | 乱贴乱画 | T21            | 一般             | 2022-07-01     | 2022-07-20    | 0           | 罚款         |
    """)
    said = "处罚种类或者内容写了罚款，金额可能漏填"
    found = bench.ask("D03").only(("record_key", "doubt")).rows
    assert sorted(found) == [("空内容", said), ("空种类", said), ("空警告", None), ("零", None)]


def test_a_benchmark_of_another_town_of_the_province_accuses_nobody_for_certain(bench):
    bench.given("violation", "violation_code | clause_no | name | fine_is | max_yuan\n--+--+--\nX1 | 1 | 遛狗 | 应当 | 900")
    bench.given("benchmark", """
        benchmark_id | violation_code | clause_no | grade | min_value | max_value | jurisdiction
        -------------+----------------+-----------+-------+-----------+-----------+---------------------
        X1           | X1             | 1         | 轻微  | 100       | 200       | 河南(郑州市所辖县市)
        X2           | X1             | 1         | 一般  | 100       | 200       | 河南(漯河市)
    """)
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause | violation_code | discretion_grade | violation_date | decision_date | fine_amount
        --------+------------+------------+-------+----------------+------------------+----------------+---------------+------------
        1       | 甲         | 自然人     | 遛狗  | X1             | 轻微             | 2022-07-01     | 2022-07-20    | 300
        2       | 乙         | 自然人     | 遛狗  | X1             | 一般             | 2022-07-01     | 2022-07-20    | 300
        3       | 丙         | 自然人     | 遛狗  | X1             | 轻微             | 2022-07-01     | 2022-07-20    | 1000
        4       | 丁         | 自然人     | 遛狗  | X1             | 轻微             | 2022-07-01     | 2022-07-20    | 0
    """)
    assert bench.ask("D02").only(("record_key", "certainty", "doubt")) == drawn("""
        record_key | certainty | doubt
        -----------+-----------+----------------------------------------------------
        1          | 存疑      | 基准是「河南(郑州市所辖县市)」的，是否适用于本地请核对
        2          | 确定      |
    """)
    for code, key in (("P26", "3"), ("D03", "4")):
        assert bench.ask(code).only(("record_key", "certainty")).rows == ((key, "确定"),), "the clause itself says so"


def test_a_later_version_makes_a_deviation_uncertain(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type | cause    | violation_code | discretion_grade | violation_date | decision_date | fine_amount
        --------+------------+------------+----------+----------------+------------------+----------------+---------------+------------
        跨版    | 甲         | 自然人     | 占道经营 | T18            | 一般             | 2022-05-01     | 2022-07-10    | 3000
        同版    | 乙         | 自然人     | 占道经营 | T18            | 一般             | 2022-05-01     | 2022-05-20    | 3000
    """)
    assert bench.ask("D02").only(("record_key", "certainty", "doubt")) == drawn("""
        record_key | certainty | doubt
        -----------+-----------+----------------------------------
        同版       | 确定      |
        跨版       | 存疑      | 决定时已有新的版本，新的较轻的从新
    """)


def test_a_history_that_may_lie_before_the_ledgers_accuses_nobody_for_certain(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type | uscc               | cause | violation_code | discretion_grade | violation_date | decision_date | fine_amount
        --------+------------+------------+--------------------+-------+----------------+------------------+----------------+---------------+------------
        首年    | 甲公司     | 单位       | 91411121MA3X00001L | 摊点  | SR05           | 轻微             | 2022-02-01     | 2022-02-10    | 700
        次年    | 乙公司     | 单位       | 91411121MA3X00002J | 摊点  | SR05           | 轻微             | 2023-06-01     | 2023-06-10    | 700
    """)
    assert bench.ask("D02", "2023-12-31").only(("record_key", "certainty", "doubt")) == drawn("""
        record_key | certainty | doubt
        -----------+-----------+------------------------------
        次年       | 确定      |
        首年       | 存疑      | 此前的处罚可能在已有台账之前
    """)


def test_a_number_does_not_overrule_a_grade_that_has_another_ground(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type | uscc               | cause | violation_code | discretion_grade | violation_date | decision_date | fine_amount | corrected
        --------+------------+------------+--------------------+-------+----------------+------------------+----------------+---------------+-------------+----------
        拒拆    | 甲公司     | 单位       | 91411121MA3X00001L | 摊点  | SR05           | 严重             | 2022-02-01     | 2022-02-10    | 900         | 拒不拆除
    """)
    assert bench.ask("discretion_by_case").only(("applied_grade", "grade_by", "verdict")) == drawn("""
        applied_grade | grade_by | verdict
        --------------+----------+--------
        严重          | 登记     | 档内
    """)
