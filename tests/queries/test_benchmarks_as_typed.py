"""Benchmark tables as offices type them: units, measures, parties and gaps that are not written as the template asks."""

from __future__ import annotations

import pytest

from tests.queries.drawn import Drawn, drawn

NAMES = ("case_no", "verdict", "reason", "low_fen", "high_fen")


def judged(bench, benchmarks: str, cases: str) -> Drawn:
    """The verdicts on cases of one violation, all of one party, by one table of it."""
    table = drawn(benchmarks)
    bench.given(
        "benchmark",
        Drawn(("violation", *table.names), tuple(("占道经营", *row) for row in table.rows)),
    )
    written = drawn(cases)
    bench.given(
        "penalty_case",
        Drawn(
            ("party_name", "cause", "violation_date", "decision_date", *written.names),
            tuple(("甲店", "占道经营", "2022-03-01", "2022-03-20", *row) for row in written.rows),
        ),
    )
    return bench.ask("discretion_by_case").only(NAMES)


def test_the_unit_of_a_bound_is_that_of_its_row_and_then_that_of_its_head(bench):
    assert judged(
        bench,
        """
        grade | min_value | max_value | value_unit  | per_unit | value_basis
        ------+-----------+-----------+-------------+----------+------------
        一    | 0.5       | 1         | 万元        |          |
        二    | 50        | 100       | 元/平方米   |          |
        三    | 5%        | 10%       |             |          |
        四    | 5         | 10        |             | %        |
        五    | 1         | 3         |             |          | 倍数
        六    | 500       | 1000      |             | 元       |
        七    | 5         | 10        | ‰           |          |
        八    | 5%        | 10%       | 元          |          |
        """,
        """
        case_no | discretion_grade | fine_amount | quantity | base_amount
        --------+------------------+-------------+----------+------------
        1       | 一               | 6000        |          |
        2       | 二               | 700         | 10       |
        3       | 三               | 6000        |          | 100000
        4       | 四               | 6000        |          | 100000
        5       | 五               | 200000      |          | 100000
        6       | 六               | 1000.01     |          |
        7       | 七               | 6000        |          | 100000
        8       | 八               | 6000        |          | 100000
        """,
    ) == drawn("""
        case_no | verdict  | reason     | low_fen  | high_fen
        --------+----------+------------+----------+---------
        1       | 档内     |            | 500000   | 1000000
        2       | 档内     |            | 50000    | 100000
        3       | 档内     |            | 500000   | 1000000
        4       | 档内     |            | 500000   | 1000000
        5       | 档内     |            | 10000000 | 30000000
        6       | 高于档次 |            | 50000    | 100000
        7       | 无法核查 | 无适用基准 |          |
        8       | 无法核查 | 无适用基准 |          |
    """)


def test_a_bound_too_large_to_be_one_stops_nothing(bench):
    found = judged(
        bench,
        """
        grade | min_value | max_value   | value_unit | per_unit
        ------+-----------+-------------+------------+---------
        一    | 100000000 | 99999999999 | 万元       |
        二    | 1         | 99999999999 | 万元       | 平方米
        """,
        """
        case_no | discretion_grade | fine_amount | quantity
        --------+------------------+-------------+------------
        1       | 一               | 6000        |
        2       | 二               | 6000        | 99999999999
        """,
    )
    assert [row[1] for row in found.rows] == ["无法核查", "无法核查"]


def test_a_head_in_percent_makes_a_share_of_the_bound(bench):
    bench.given(
        "benchmark",
        """
        violation | grade | min_value | max_value
        ----------+-------+-----------+----------
        占道经营  | 一般  | 5         | 10
        """,
    )
    bench.connection.execute("update sheet_column set unit = '%' where field in ('min_value', 'max_value')")
    bench.given(
        "penalty_case",
        """
        case_no | party_name | cause    | discretion_grade | violation_date | decision_date | fine_amount | base_amount
        --------+------------+----------+------------------+----------------+---------------+-------------+------------
        1       | 甲店       | 占道经营 | 一般             | 2022-03-01     | 2022-03-20    | 6000        | 100000
        """,
    )
    assert bench.ask("discretion_by_case").only(NAMES) == drawn("""
        case_no | verdict | reason | low_fen | high_fen
        --------+---------+--------+---------+---------
        1       | 档内    |        | 500000  | 1000000
    """)


def test_a_measure_without_a_kind_multiplies_the_bound_unless_it_may_only_part_the_grades(bench):
    assert judged(
        bench,
        """
        grade | min_value | max_value | per_unit   | standard                | quantity_var | quantity_min | quantity_max
        ------+-----------+-----------+------------+-------------------------+--------------+--------------+-------------
        一    | 500       | 1000      | 处         |                         |              |              |
        二    | 500       | 1000      | 处         | 每处500元以上1000元以下 |              |              |
        三    | 500       | 1000      | 平方米     | 处500元以上1000元以下   | 平方米       |              | 5
        四    | 500       | 1000      | 平方米     |                         | 平方米       | 5            |
        五    | 500       | 1000      | 每日       |                         |              |              |
        """,
        """
        case_no | discretion_grade | fine_amount | quantity | quantity_days
        --------+------------------+-------------+----------+--------------
        1       | 一               | 2400        | 3        |
        2       | 二               | 3000.01     | 3        |
        3       | 三               | 1000.01     | 3        |
        4       | 四               | 6000        | 6        |
        5       | 五               | 2400        |          | 3
        6       | 一               | 2400        |          |
        """,
    ) == drawn("""
        case_no | verdict  | reason             | low_fen | high_fen
        --------+----------+--------------------+---------+---------
        1       | 档内     |                    | 150000  | 300000
        2       | 高于档次 |                    | 150000  | 300000
        3       | 高于档次 |                    | 50000   | 100000
        4       | 无法核查 | 无适用基准         |         |
        5       | 档内     |                    | 150000  | 300000
        6       | 无法核查 | 缺计罚基数或数量   |         |
    """)


def test_a_row_that_was_not_read_whole_judges_nothing(bench):
    bench.given(
        "benchmark",
        """
        violation | grade | min_value | max_value
        ----------+-------+-----------+----------
        占道经营  | 一    | 500       | 1000
        占道经营  | 二    | 500       | 1000
        占道经营  | 三    | 1000      | 500
        """,
    )
    bench.connection.execute(
        "insert into cell_issue by name select 1 as batch_id, 1 as sheet_no, 2 as row_no, 9 as column_no, 'penalty_kind' "
        "as field, 'cell_unknown' as effect"
    )
    bench.given(
        "penalty_case",
        """
        case_no | party_name | cause    | discretion_grade | violation_date | decision_date | fine_amount
        --------+------------+----------+------------------+----------------+---------------+------------
        1       | 甲店       | 占道经营 | 一               | 2022-03-01     | 2022-03-20    | 6000
        2       | 甲店       | 占道经营 | 二               | 2022-03-01     | 2022-03-20    | 6000
        3       | 甲店       | 占道经营 | 三               | 2022-03-01     | 2022-03-20    | 600
        """,
    )
    assert bench.ask("discretion_by_case").only(NAMES) == drawn("""
        case_no | verdict  | reason     | low_fen | high_fen
        --------+----------+------------+---------+---------
        1       | 无法核查 | 无适用基准 |         |
        2       | 高于档次 |            | 50000   | 100000
        3       | 无法核查 | 无适用基准 |         |
    """)
    uses = bench.ask("benchmark_list").only(("grade", "use")).rows
    assert sorted(uses) == [("一", "读不准"), ("三", "读不准"), ("二", "套用")]


def test_a_grade_from_nothing_to_nothing_has_no_fine(bench):
    assert judged(
        bench,
        """
        grade | min_value | max_value | fine_is
        ------+-----------+-----------+---------
        轻微  | 0         | 0         | 应当
        较轻  |           |           | 不予罚款
        一般  | 0         | 1000      | 应当
        """,
        """
        case_no | discretion_grade | fine_amount
        --------+------------------+------------
        1       | 轻微             | 0
        2       | 轻微             | 0.01
        3       | 较轻             | 0
        4       | 较轻             | 500
        5       | 一般             | 0
        """,
    ).only(("case_no", "verdict")) == drawn("""
        case_no | verdict
        --------+-------------
        1       | 档内
        2       | 应无罚款而有
        3       | 档内
        4       | 应无罚款而有
        5       | 应有罚款而无
    """)


@pytest.mark.parametrize(
    ("of_firms", "of_people", "trader"),
    [
        ("单位", "个人", "个人"),
        ("法人或者其他组织", "公民", "个人"),
        ("企业", "自然人", "个人"),
        ("对单位", "对个人", "个人"),
        ("单位（含个体工商户）", "个人", "单位"),
        ("法人、非法人组织", "个人（含个体工商户）", "个人"),
    ],
)
def test_the_laws_own_words_say_whom_a_row_is_for(bench, of_firms, of_people, trader):
    found = judged(
        bench,
        f"""
        grade | party_scope | min_value | max_value
        ------+-------------+-----------+----------
        一般  | {of_firms}  | 10000     | 20000
        一般  | {of_people} | 100       | 200
        """,
        """
        case_no | party_type       | discretion_grade | fine_amount
        --------+------------------+------------------+------------
        1       | 法人及非法人组织 | 一般             | 15000
        2       | 自然人           | 一般             | 150
        3       | 个体工商户       | 一般             | 150
        4       |                  | 一般             | 150
        """,
    )
    of_trader = (
        ("3", "档内", None, "10000", "20000") if trader == "个人" else ("3", "低于档次", None, "1000000", "2000000")
    )
    assert found.rows == (
        ("1", "档内", None, "1000000", "2000000"),
        ("2", "档内", None, "10000", "20000"),
        of_trader,
        ("4", "无法核查", "缺当事人类别", None, None),
    )


@pytest.mark.parametrize("scope", ["单位和个人", "单位、个人", "公民、法人或者其他组织", "所有", "不限", "违法行为人"])
def test_a_row_for_everybody_is_for_everybody(bench, scope):
    found = judged(
        bench,
        f"""
        grade | party_scope | min_value | max_value
        ------+-------------+-----------+----------
        一般  | {scope}     | 100       | 200
        """,
        """
        case_no | party_type       | discretion_grade | fine_amount
        --------+------------------+------------------+------------
        1       | 法人及非法人组织 | 一般             | 150
        2       | 自然人           | 一般             | 150
        3       |                  | 一般             | 150
        """,
    )
    assert {row[1] for row in found.rows} == {"档内"}


def test_a_row_of_their_own_is_for_sole_traders_alone(bench):
    found = judged(
        bench,
        """
        grade | party_scope | min_value | max_value
        ------+-------------+-----------+----------
        一般  | 单位        | 10000     | 20000
        一般  | 个体工商户  | 1000      | 2000
        一般  | 个人        | 100       | 200
        """,
        """
        case_no | party_type       | discretion_grade | fine_amount
        --------+------------------+------------------+------------
        1       | 法人及非法人组织 | 一般             | 15000
        2       | 个体工商户       | 一般             | 1500
        3       | 自然人           | 一般             | 150
        """,
    )
    assert {row[1] for row in found.rows} == {"档内"}


def test_a_table_that_parts_firms_from_people_leaves_a_sole_trader_in_doubt(bench):
    judged(
        bench,
        """
        grade | party_scope | min_value | max_value
        ------+-------------+-----------+----------
        一般  | 单位        | 10000     | 20000
        一般  | 个人        | 100       | 200
        """,
        """
        case_no | party_type | discretion_grade | fine_amount
        --------+------------+------------------+------------
        1       | 个体工商户 | 一般             | 15000
        2       | 自然人     | 一般             | 15000
        """,
    )
    assert bench.ask("D02").only(("record_key", "certainty", "doubt")) == drawn("""
        record_key | certainty | doubt
        -----------+-----------+------------------------------------------------
        1          | 存疑      | 个体工商户按个人还是按单位适用条款，结果可能不同
        2          | 确定      |
    """)


def test_a_quantity_between_the_tiers_leaves_the_recorded_grade_in_doubt(bench):
    judged(
        bench,
        """
        grade | min_value | max_value | quantity_var | quantity_min | quantity_max
        ------+-----------+-----------+--------------+--------------+-------------
        轻微  | 1000      | 2000      | 平方米       |              | 5
        严重  | 3000      | 4000      | 平方米       | 10           |
        """,
        """
        case_no | discretion_grade | fine_amount | quantity
        --------+------------------+-------------+---------
        1       | 严重             | 1500        | 7
        2       | 严重             | 1500        | 10
        3       | 严重             | 1500        |
        """,
    )
    assert bench.ask("D01").only(("record_key", "certainty", "doubt")) == drawn("""
        record_key | certainty | doubt
        -----------+-----------+------------------------------------------------
        1          | 存疑      | 登记的数量不在「严重」的范围内，也不在别的档次
        2          | 确定      |
        3          | 确定      |
    """)


def test_a_grade_that_a_later_table_dropped_leaves_a_deviation_in_doubt(bench):
    bench.given(
        "benchmark",
        """
        violation | grade | min_value | max_value | effective_from | effective_to
        ----------+-------+-----------+-----------+----------------+-------------
        占道经营  | 较轻  | 1000      | 2000      |                |
        占道经营  | 一般  | 2000      | 4000      |                |
        占道经营  | 一般  | 3000      | 5000      | 2022-06-01     |
        乱贴乱画  | 较轻  | 1000      | 2000      |                |
        乱贴乱画  | 一般  | 2000      | 4000      |                | 2022-05-31
        乱贴乱画  | 一般  | 3000      | 5000      | 2022-06-01     |
    """,
    )
    bench.given(
        "penalty_case",
        """
        case_no | party_name | cause    | discretion_grade | violation_date | decision_date | fine_amount
        --------+------------+----------+------------------+----------------+---------------+------------
        新版前  | 甲店       | 占道经营 | 较轻             | 2022-05-31     | 2022-05-31    | 900
        新版后  | 甲店       | 占道经营 | 较轻             | 2022-06-01     | 2022-06-20    | 900
        新版有  | 甲店       | 占道经营 | 一般             | 2022-06-01     | 2022-06-20    | 900
        只改一档 | 甲店      | 乱贴乱画 | 较轻             | 2022-06-01     | 2022-06-20    | 900
    """,
    )
    assert sorted(bench.ask("D01").only(("record_key", "doubt")).rows) == [
        ("只改一档", None),
        ("新版前", None),
        ("新版后", "「较轻」只在较早的一版基准里，那一版没有写失效日期"),
        ("新版有", None),
    ]


@pytest.mark.parametrize("written", ["一般", "“一般”", "违法程度一般", "情节一般的", "一般违法行为"])
def test_a_grade_is_the_same_however_it_is_dressed(bench, written):
    found = judged(
        bench,
        """
        grade    | min_value | max_value
        ---------+-----------+----------
        一般     | 100       | 200
        一般以上 | 200       | 300
        """,
        f"""
        case_no | discretion_grade | fine_amount
        --------+------------------+------------
        1       | {written}        | 150
        """,
    )
    assert [row[1] for row in found.rows] == ["档内"]
