"""Each fine against its benchmark: the eight verdicts, the three states, and what is missing when nothing can be said."""

from __future__ import annotations

import pytest

from tests.queries.drawn import drawn

CATALOGUE = """
    violation_code | clause_no | name           | party_scope | penalty_kind   | min_yuan | max_yuan | per_unit    | cap_yuan | base_min_pct | base_max_pct | fine_is
    ---------------+-----------+----------------+-------------+----------------+----------+----------+-------------+----------+--------------+--------------+---------
    BZ02           | 1         | 未及时清运     | 施工单位    | range          | 5000     | 50000    |             |          |              |              | 应当
    SR24           | 1         | 倾倒废弃物     | 单位        | range          | 500      | 2000     |             |          |              |              | 应当
    SR24           | 2         | 倾倒废弃物     | 个人        | range          | 100      | 500      |             |          |              |              | 应当
    DL01           | 1         | 擅自占用道路   | 全部        | max_only       | 0        | 20000    |             |          |              |              | 可以
    BZ07           | 1         | 混入生活垃圾   | 全部        | max_only       | 0        | 3000     |             |          |              |              | 应当
    PS03           | 1         | 不按许可排水   | 全部        | max_only       | 0        | 50000    |             |          |              |              | 可以
    SR27           | 1         | 宠物粪便       | 全部        | fixed          | 50       | 50       |             |          |              |              | 应当
    CX01           | 1         | 违法建设       | 全部        | proportion     |          |          |             |          | 5            | 10           | 应当
    LH06           | 1         | 损毁园林小品   | 全部        | multiple       |          |          |             |          | 100          | 300          | 应当
    SR15           | 1         | 涂写刻画       | 全部        | per_unit_range | 100      | 1000     | 处          | 5000     |              |              | 应当
    LH02           | 1         | 占用绿地期满   | 全部        | per_unit_range | 50       | 100      | 平方米·日   |          |              |              | 应当
    SR05           | 1         | 设置固定摊点   | 全部        | range          | 500      | 1000     |             |          |              |              | 应当
    ZS01           | 1         | 夜间施工       | 全部        | range          | 10000    | 100000   |             |          |              |              | 应当
"""

BENCHMARKS = """
    benchmark_id | violation_code | clause_no | grade | grade_order | party_scope | penalty_kind   | min_value | max_value | value_unit | per_unit  | cap_yuan | fine_is  | quantity_var | quantity_min | quantity_max | ordinal_min | ordinal_max | window_months | effective_from | effective_to
    -------------+----------------+-----------+-------+-------------+-------------+----------------+-----------+-----------+------------+-----------+----------+----------+--------------+--------------+--------------+-------------+-------------+---------------+----------------+-------------
    B1           | BZ02           | 1         | 轻微  | 1           | 施工单位    | range          | 5000      | 15000     | 元         |           |          | 应当     | 立方米       |              | 5            |             |             |               |                |
    B2           | BZ02           | 1         | 一般  | 2           | 施工单位    | range          | 15000     | 30000     | 元         |           |          | 应当     | 立方米       | 5            | 10           |             |             |               |                |
    B3           | BZ02           | 1         | 严重  | 3           | 施工单位    | range          | 30000     | 50000     | 元         |           |          | 应当     | 立方米       | 10           |              |             |             |               |                |
    C1           | SR24           | 1         | 轻微  | 1           | 单位        | range          | 500       | 1000      | 元         |           |          | 应当     |              |              |              |             |             |               |                |
    C2           | SR24           | 1         | 一般  | 2           | 单位        | range          | 1000      | 2000      | 元         |           |          | 应当     |              |              |              |             |             |               |                |
    C3           | SR24           | 2         | 轻微  | 1           | 个人        | range          | 100       | 250       | 元         |           |          | 应当     |              |              |              |             |             |               |                |
    D1           | DL01           | 1         | 轻微  | 1           | 全部        | max_only       | 0         | 5000      | 元         |           |          | 可以     |              |              |              |             |             |               |                |
    D2           | DL01           | 1         | 一般  | 2           | 全部        | max_only       | 5000      | 20000     | 元         |           |          | 可以     |              |              |              |             |             |               |                |
    E1           | BZ07           | 1         | 轻微  | 1           | 全部        | range          | 0         | 1000      | 元         |           |          | 应当     |              |              |              |             |             |               |                |
    F1           | PS03           | 1         | 轻微  | 1           | 全部        | none           | 0         | 0         | 元         |           |          | 不予罚款 |              |              |              |             |             |               |                |
    F2           | PS03           | 1         | 一般  | 2           | 全部        | max_only       | 0         | 50000     | 元         |           |          | 可以     |              |              |              |             |             |               |                |
    G1           | SR27           | 1         | 一般  | 1           | 全部        | fixed          | 50        | 50        | 元         |           |          | 应当     |              |              |              |             |             |               |                |
    H1           | CX01           | 1         | 较轻  | 1           | 全部        | proportion     | 5         | 7         | %          |           |          | 应当     |              |              |              |             |             |               |                |
    H2           | CX01           | 1         | 一般  | 2           | 全部        | proportion     | 7         | 10        | %          |           |          | 应当     |              |              |              |             |             |               |                |
    I1           | LH06           | 1         | 轻微  | 1           | 全部        | multiple       | 1         | 2         | 倍         |           |          | 应当     |              |              |              |             |             |               |                |
    J1           | SR15           | 1         | 轻微  | 1           | 全部        | per_unit_range | 100       | 400       | 元         | 处        | 5000     | 应当     |              |              |              |             |             |               |                |
    J2           | SR15           | 1         | 一般  | 2           | 全部        | per_unit_range | 400       | 1000      | 元         | 处        | 5000     | 应当     |              |              |              |             |             |               |                |
    K1           | LH02           | 1         | 一般  | 1           | 全部        | per_unit_fixed | 60        |           | 元         | 平方米·日 |          | 应当     |              |              |              |             |             |               |                |
    L1           | SR05           | 1         | 轻微  | 1           | 全部        | range          | 500       | 650       | 元         |           |          | 应当     |              |              |              | 1           | 1           | 12            |                |
    L2           | SR05           | 1         | 一般  | 2           | 全部        | range          | 650       | 850       | 元         |           |          | 应当     |              |              |              | 2           | 2           | 12            |                |
    L3           | SR05           | 1         | 严重  | 3           | 全部        | range          | 850       | 1000      | 元         |           |          | 应当     |              |              |              | 3           |             | 12            |                |
    M1           | ZS01           | 1         | 一般  | 1           | 全部        | range          | 10000     | 40000     | 元         |           |          | 应当     |              |              |              |             |             |               |                | 2022-06-04
    M2           | ZS01           | 1         | 一般  | 1           | 全部        | range          | 20000     | 50000     | 元         |           |          | 应当     |              |              |              |             |             |               | 2022-06-05     |
"""


@pytest.fixture(autouse=True)
def _tables(bench):
    bench.given("violation", CATALOGUE)
    bench.given("benchmark", BENCHMARKS)


def test_a_range_holds_its_ends_and_a_shared_end_fits_both_grades(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_role | violation_code | discretion_grade | fine_amount
        --------+------------+------------+----------------+------------------+------------
        下限    | 甲         | 施工单位   | BZ02           | 轻微    | 5000
        界下    | 甲         | 施工单位   | BZ02           | 轻微    | 14999.99
        界上    | 甲         | 施工单位   | BZ02           | 轻微    | 15000
        界上二  | 甲         | 施工单位   | BZ02           | 一般    | 15000
        过界    | 甲         | 施工单位   | BZ02           | 轻微    | 15000.01
        不及    | 甲         | 施工单位   | BZ02           | 严重    | 29999.99
        上限    | 甲         | 施工单位   | BZ02           | 严重    | 50000
        法外上  | 甲         | 施工单位   | BZ02           | 严重    | 50000.01
        法外下  | 甲         | 施工单位   | BZ02           | 轻微    | 4999.99
    """)
    _decided(bench)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no | benchmark_id | low_fen | high_fen | verdict      | deviation_state | reason
        --------+--------------+---------+----------+--------------+-----------------+---------------------------
        下限    | B1           | 500000  | 1500000  | 档内         |                 |
        界下    | B1           | 500000  | 1500000  | 档内         |                 |
        界上    | B1           | 500000  | 1500000  | 恰在界上     |                 |
        界上二  | B2           | 1500000 | 3000000  | 恰在界上     |                 |
        过界    | B1           | 500000  | 1500000  | 高于档次     | 无理由          |
        不及    | B3           | 3000000 | 5000000  | 低于档次     | 无理由          |
        上限    | B3           | 3000000 | 5000000  | 档内         |                 |
        法外上  | B3           | 3000000 | 5000000  | 超出法定幅度 | 无理由          | 高于法定上限
        法外下  | B1           | 500000  | 1500000  | 超出法定幅度 | 无理由          | 低于法定下限，没有减轻理由
    """)


def test_a_ground_or_an_approval_explains_a_deviation_but_never_one_above_the_statute(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | party_type       | discretion_grade | fine_amount | discretion_factors           | deviation_approved_date
        --------+------------+----------------+------------------+------------------+-------------+------------------------------+------------------------
        减轻    | 甲         | SR24           | 法人及非法人组织 | 轻微             | 300         | 主动消除危害后果，减轻处罚   |
        从轻    | 甲         | SR24           | 法人及非法人组织 | 轻微             | 300         | 从轻处罚                     |
        批准    | 甲         | SR24           | 法人及非法人组织 | 轻微             | 300         | 依第三十二条减轻             | 2022-05-01
        档下    | 甲         | SR24           | 法人及非法人组织 | 一般             | 800         | 减轻处罚                     |
        档下从轻 | 甲        | SR24           | 法人及非法人组织 | 一般             | 800         | 从轻处罚                     |
        档下批准 | 甲        | SR24           | 法人及非法人组织 | 一般             | 800         |                              | 2022-05-01
        从重    | 甲         | SR24           | 法人及非法人组织 | 轻微             | 1500        | 一年内再犯，从重处罚         |
        从重空  | 甲         | SR24           | 法人及非法人组织 | 轻微             | 1500        | 从重处罚                     |
        法外    | 甲         | SR24           | 法人及非法人组织 | 一般             | 2500        | 一年内再犯，从重处罚         |
    """)
    _decided(bench)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no  | verdict      | deviation_state
        ---------+--------------+----------------
        减轻     | 低于档次     | 已说明
        从轻     | 超出法定幅度 | 无理由
        批准     | 低于档次     | 已批准调整适用
        档下     | 低于档次     | 已说明
        档下从轻 | 低于档次     | 无理由
        档下批准 | 低于档次     | 已批准调整适用
        从重     | 高于档次     | 已说明
        从重空   | 高于档次     | 无理由
        法外     | 超出法定幅度 | 无理由
    """)


def test_no_fine_is_lawful_where_the_clause_says_may_or_a_ground_stands(bench):
    bench.given("penalty_case", """
        case_no  | party_name | violation_code | discretion_grade | fine_amount | no_penalty | discretion_factors
        ---------+------------+----------------+------------------+-------------+------------+-------------------
        可以零   | 甲         | DL01           | 轻微             | 0           |            |
        可以空   | 甲         | DL01           | 一般             |             |            |
        应当零   | 甲         | BZ07           | 轻微             | 0           |            |
        应当空   | 甲         | BZ07           | 轻微             |             |            |
        不予     | 甲         | BZ07           | 轻微             |             | 是         |
        首违     | 甲         | BZ07           | 轻微             | 0           |            | 首违不罚
        不罚档零 | 甲         | PS03           | 轻微             | 0           |            |
        不罚档罚 | 甲         | PS03           | 轻微             | 100         |            |
        可罚档   | 甲         | PS03           | 一般             | 100         |            |
    """)
    _decided(bench)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no  | verdict      | deviation_state
        ---------+--------------+----------------
        可以零   | 档内         |
        可以空   | 档内         |
        应当零   | 应有罚款而无 | 无理由
        应当空   | 应有罚款而无 | 无理由
        不予     | 档内         |
        首违     | 档内         |
        不罚档零 | 档内         |
        不罚档罚 | 应无罚款而有 | 无理由
        可罚档   | 档内         |
    """)


def test_computed_amounts_are_exact_but_for_half_a_yuan(bench):
    bench.given("penalty_case", """
        case_no  | party_name | violation_code | discretion_grade | fine_amount | base_amount | quantity | quantity_days
        ---------+------------+----------------+------------------+-------------+-------------+----------+--------------
        定额     | 甲         | SR27           | 一般             | 50          |             |          |
        比例下   | 甲         | CX01           | 较轻             | 6172.80     | 123456      |          |
        比例差   | 甲         | CX01           | 较轻             | 6172.30     | 123456      |          |
        比例超差 | 甲         | CX01           | 较轻             | 6172.29     | 123456      |          |
        比例界   | 甲         | CX01           | 较轻             | 8642        | 123456      |          |
        比例上   | 甲         | CX01           | 较轻             | 8642.43     | 123456      |          |
        无基数   | 甲         | CX01           | 较轻             | 6172        |             |          |
        倍数     | 甲         | LH06           | 轻微             | 2000        | 1000        |          |
        倍数上   | 甲         | LH06           | 轻微             | 2000.51     | 1000        |          |
        每处     | 甲         | SR15           | 轻微             | 1200        |             | 3        |
        每处界   | 甲         | SR15           | 一般             | 1200        |             | 3        |
        每处上   | 甲         | SR15           | 轻微             | 1200.01     |             | 3        |
        累计     | 甲         | SR15           | 一般             | 5000        |             | 20       |
        过累计   | 甲         | SR15           | 一般             | 5000.01     |             | 20       |
        无数量   | 甲         | SR15           | 轻微             | 100         |             |          |
        每日     | 甲         | LH02           | 一般             | 1890        |             | 10.5     | 3
        每日差   | 甲         | LH02           | 一般             | 1890.51     |             | 10.5     | 3
        无日数   | 甲         | LH02           | 一般             | 1890        |             | 10.5     |
    """)
    _decided(bench)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no  | low_fen | high_fen | verdict      | reason
        ---------+---------+----------+--------------+---------------------------
        定额     | 5000    | 5000     | 档内         |
        比例下   | 617280  | 864192   | 档内         |
        比例差   | 617280  | 864192   | 档内         |
        比例超差 | 617280  | 864192   | 超出法定幅度 | 低于法定下限，没有减轻理由
        比例界   | 617280  | 864192   | 恰在界上     |
        比例上   | 617280  | 864192   | 高于档次     |
        无基数   |         |          | 无法核查     | 缺计罚基数或数量
        倍数     | 100000  | 200000   | 档内         |
        倍数上   | 100000  | 200000   | 高于档次     |
        每处     | 30000   | 120000   | 恰在界上     |
        每处界   | 120000  | 300000   | 恰在界上     |
        每处上   | 30000   | 120000   | 高于档次     |
        累计     | 500000  | 500000   | 恰在界上     |
        过累计   | 500000  | 500000   | 超出法定幅度 | 高于法定上限
        无数量   |         |          | 无法核查     | 缺计罚基数或数量
        每日     | 189000  | 189000   | 档内         |
        每日差   | 189000  | 189000   | 高于档次     |
        无日数   |         |          | 无法核查     | 缺计罚基数或数量
    """)


def test_the_quantity_beats_a_grade_it_contradicts(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_role | violation_code | discretion_grade | quantity | fine_amount
        --------+------------+------------+----------------+------------------+----------+------------
        相符    | 甲         | 施工单位   | BZ02           | 轻微             | 3        | 8000
        恰五    | 甲         | 施工单位   | BZ02           | 轻微             | 5        | 8000
        八方    | 甲         | 施工单位   | BZ02           | 轻微             | 8        | 8000
        八方准  | 甲         | 施工单位   | BZ02           | 轻微             | 8        | 20000
        不写    | 甲         | 施工单位   | BZ02           | 轻微             |          | 8000
    """)
    _decided(bench)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no | benchmark_id | grade_by | verdict  | reason
        --------+--------------+----------+----------+------------------------------------------
        相符    | B1           | 数量     | 档内     |
        恰五    | B1           | 数量     | 档内     |
        八方    | B2           | 数量     | 低于档次 | 登记档次「轻微」与数量不符，按「一般」核
        八方准  | B2           | 数量     | 档内     | 登记档次「轻微」与数量不符，按「一般」核
        不写    | B1           | 登记     | 档内     |
    """)


def test_an_ordinal_tier_counts_earlier_punished_cases_in_its_window(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | discretion_grade | violation_date | decision_date | fine_amount | no_penalty
        --------+------------+----------------+------------------+----------------+---------------+-------------+-----------
        一      | 甲商行     | SR05           | 轻微             | 2021-05-01     | 2021-05-20    | 600         |
        二      | 甲商行     | SR05           | 一般             | 2022-05-20     | 2022-06-01    | 700         |
        三      | 甲商行     | SR05           | 轻微             | 2022-07-01     | 2022-07-10    | 600         |
        乙一    | 乙商行     | SR05           | 轻微             | 2021-05-01     | 2021-05-19    | 600         |
        乙二    | 乙商行     | SR05           | 轻微             | 2022-05-20     | 2022-06-01    | 600         |
        丙一    | 丙商行     | SR05           | 轻微             | 2022-01-01     | 2022-01-10    |             | 是
        丙二    | 丙商行     | SR05           | 轻微             | 2022-02-01     | 2022-02-10    | 600         |
        隐名    | 张某某     | SR05           | 轻微             | 2022-02-01     | 2022-02-10    | 600         |
    """)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no | benchmark_id | verdict  | reason
        --------+--------------+----------+------------------------------------------
        一      | L1           | 档内     |
        二      | L2           | 档内     |
        三      | L2           | 低于档次 | 登记档次「轻微」与序次不符，按「一般」核
        乙一    | L1           | 档内     |
        乙二    | L1           | 档内     |
        丙一    | L1           | 档内     |
        丙二    | L1           | 档内     |
        隐名    |              | 无法核查 | 缺当事人标识
    """)


def test_the_table_in_force_on_the_day_of_the_act_applies(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | discretion_grade | violation_date | decision_date | fine_amount
        --------+------------+----------------+------------------+----------------+---------------+------------
        旧      | 甲         | ZS01           | 一般             | 2022-06-04     | 2022-07-01    | 15000
        新      | 甲         | ZS01           | 一般             | 2022-06-05     | 2022-07-01    | 15000
        不详    | 甲         | ZS01           | 一般             |                | 2022-07-01    | 15000
        一版    | 甲         | BZ07           | 轻微             |                | 2022-07-01    | 500
    """)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no | benchmark_id | verdict  | reason
        --------+--------------+----------+-----------
        旧      | M1           | 档内     |
        新      | M2           | 低于档次 |
        不详    |              | 无法核查 | 缺违法日期
        一版    | E1           | 档内     |
    """)


def test_what_is_missing_is_said_in_the_fixed_order(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | clause_no | party_type       | discretion_grade | fine_amount
        --------+------------+----------------+-----------+------------------+------------------+------------
        案由    | 甲         |                |           |                  |                  | 600
        条款    | 甲         | SR24           |           |                  |                  | 600
        主体    | 甲         | SR24           | 1         |                  | 轻微             | 600
        不符    | 甲         | SR24           | 1         | 自然人           | 轻微             | 600
        档次    | 甲         | SR24           |           | 法人及非法人组织 |                  | 600
        档名    | 甲         | SR24           |           | 法人及非法人组织 | 特别严重         | 600
        写法    | 甲         | SR24           |           | 法人及非法人组织 | 情节轻微         | 600
        超限    | 甲         | SR24           |           | 法人及非法人组织 |                  | 2000.01
    """)
    _decided(bench)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no | verdict      | reason
        --------+--------------+--------------
        案由    | 无法核查     | 案由未对应
        条款    | 无法核查     | 条款不明
        主体    | 档内         |
        不符    | 无法核查     | 无适用基准
        档次    | 无法核查     | 缺裁量档次
        档名    | 无法核查     | 无适用基准
        写法    | 档内         |
        超限    | 超出法定幅度 | 高于法定上限
    """)


def test_a_table_split_by_party_needs_the_party(bench):
    bench.given("benchmark", """
        benchmark_id | violation_code | clause_no | grade | party_scope | penalty_kind | min_value | max_value
        -------------+----------------+-----------+-------+-------------+--------------+-----------+----------
        S1           | W2             | 1         | 轻微  | 单位        | range        | 10        | 50
        S2           | W2             | 1         | 轻微  | 个人        | range        | 5         | 50
    """)
    bench.given("penalty_case", """
        case_no | party_name | violation_code | party_type | discretion_grade | fine_amount
        --------+------------+----------------+------------+------------------+------------
        不详    | 甲         | W2             |            | 轻微             | 20
        个人    | 甲         | W2             | 自然人     | 轻微             | 20
        个体    | 甲         | W2             | 个体工商户 | 轻微             | 20
    """)
    _decided(bench)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no | benchmark_id | verdict  | reason
        --------+--------------+----------+-------------
        不详    |              | 无法核查 | 缺当事人类别
        个人    | S2           | 档内     |
        个体    | S2           | 档内     |
    """)


def test_a_benchmark_of_another_place_is_never_applied(bench):
    bench.given("violation", """
        violation_code | clause_no | name   | fine_is
        ---------------+-----------+--------+--------
        W1             | 1         | 某行为 | 应当
    """)
    bench.given("benchmark", """
        benchmark_id | violation_code | clause_no | grade | min_value | max_value | jurisdiction
        -------------+----------------+-----------+-------+-----------+-----------+---------------------
        X1           | W1             | 1         | 轻微  | 1         | 2         | 深圳
        X2           | W1             | 1         | 一般  | 5         | 9         | 河南(郑州市所辖县市)
        X3           | W1             | 1         | 一般  | 4         | 9         | 舞阳(demo)
    """)
    bench.given("penalty_case", """
        case_no | party_name | violation_code | discretion_grade | fine_amount
        --------+------------+----------------+------------------+------------
        外地    | 甲         | W1             | 轻微             | 2
        本地    | 甲         | W1             | 一般             | 4
    """)
    _decided(bench)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no | benchmark_id | verdict  | reason
        --------+--------------+----------+-----------
        外地    |              | 无法核查 | 无适用基准
        本地    | X3           | 档内     |
    """)


def test_only_decided_cases_are_judged_and_a_fine_nobody_could_read_is_not_zero(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | discretion_grade | decision_date | status
        --------+------------+----------------+------------------+---------------+-------
        在办    | 甲         | BZ07           | 轻微             |               | 在办
        撤案    | 甲         | BZ07           | 轻微             |               | 撤销案件
        无此列  | 甲         | BZ07           | 轻微             | 2022-05-01    |
    """)
    assert bench.ask("discretion_by_case") == drawn("""
        case_no | verdict  | reason
        --------+----------+-----------
        无此列  | 无法核查 | 缺罚款金额
    """)


def test_no_cases_give_no_verdicts(bench):
    assert bench.ask("discretion_by_case").rows == ()


def _decided(bench):
    """Give every case a decision day, so that the tables above need not repeat it."""
    bench.connection.execute("update penalty_case_row set decision_date = date '2022-05-10' where decision_date is null")


@pytest.fixture
def some_verdicts(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | party_type       | discretion_grade | fine_amount | unit   | decision_date
        --------+------------+----------------+------------------+------------------+-------------+--------+--------------
        1       | 甲         | SR24           | 法人及非法人组织 | 轻微             | 500         | 执法一中队 | 2022-03-01
        2       | 甲         | SR24           | 法人及非法人组织 | 轻微             | 900         | 执法一中队 | 2022-03-02
        3       | 甲         | SR24           | 法人及非法人组织 | 轻微             | 1200        | 执法一中队 | 2022-03-03
        4       | 甲         | SR24           | 法人及非法人组织 | 一般             | 2000        |        | 2022-03-04
        5       | 甲         | SR24           | 法人及非法人组织 |                  | 2000        |        | 2022-03-05
        6       | 甲         | SR24           | 法人及非法人组织 | 一般             | 9000        | 执法二中队 | 2022-03-06
        7       | 甲         | SR24           | 法人及非法人组织 | 轻微             | 500         | 执法一中队 | 2021-03-01
    """)


@pytest.mark.usefixtures("some_verdicts")
def test_each_unit_has_its_share_of_every_verdict(bench):
    assert bench.ask("discretion_by_unit") == drawn("""
        unit     | verdict      | share | unexplained_count | at_floor_count | at_ceiling_count
        ---------+--------------+-------+-------------------+----------------+-----------------
        执法一中队   | 档内         | 2/3   | 0                 | 1              | 0
        执法一中队   | 高于档次     | 1/3   | 1                 | 0              | 0
        执法二中队   | 超出法定幅度 | 1/1   | 1                 | 0              | 0
        未填单位 | 档内         | 1/2   | 0                 | 0              | 1
        未填单位 | 无法核查     | 1/2   | 0                 | 0              | 0
    """)
    assert bench.ask("discretion_by_unit", as_of="2020-12-31").rows == ()


@pytest.mark.usefixtures("some_verdicts")
def test_the_list_of_deviations_begins_with_the_unlawful_and_unexplained(bench):
    assert bench.ask("discretion_by_case", is_off=True) == drawn("""
        case_no | verdict      | deviation_state
        --------+--------------+----------------
        6       | 超出法定幅度 | 无理由
        3       | 高于档次     | 无理由
    """)
    assert bench.ask("discretion_by_case", is_off=True, unit="三中队").rows == ()


@pytest.mark.usefixtures("some_verdicts")
def test_the_strip_holds_the_fines_of_one_violation_within_their_bands(bench):
    assert bench.ask("discretion_strip") == drawn("""
        violation_code | applied_grade | low_fen | high_fen | fine_fen | verdict      | case_count
        ---------------+---------------+---------+----------+----------+--------------+-----------
        SR24           | 轻微          | 50000   | 100000   | 50000    | 档内         | 1
        SR24           | 轻微          | 50000   | 100000   | 90000    | 档内         | 1
        SR24           | 轻微          | 50000   | 100000   | 120000   | 高于档次     | 1
        SR24           | 一般          | 100000  | 200000   | 200000   | 档内         | 1
        SR24           | 一般          | 100000  | 200000   | 900000   | 超出法定幅度 | 1
    """)
    assert bench.ask("discretion_strip", violation_code="BZ02").rows == ()


@pytest.mark.usefixtures("some_verdicts")
def test_verdicts_are_counted_by_state_and_violation(bench):
    assert bench.ask("discretion_counts") == drawn("""
        violation_code | verdict      | deviation_state | has_range | case_count
        ---------------+--------------+-----------------+-----------+-----------
        SR24           | 无法核查     |                 | 否        | 1
        SR24           | 档内         |                 | 是        | 3
        SR24           | 超出法定幅度 | 无理由          | 是        | 1
        SR24           | 高于档次     | 无理由          | 是        | 1
    """)
    assert bench.ask("discretion_counts", as_of="2020-12-31").rows == ()


def test_the_cases_of_sole_traders_are_counted_and_those_the_reading_decides(bench):
    bench.given("penalty_case", """
        case_no | party_name | party_type | violation_code | decision_date | fine_amount
        --------+------------+------------+----------------+---------------+------------
        1       | 甲商行     | 个体工商户 | SR24           | 2022-03-01    | 300
        2       | 乙商行     | 个体工商户 | BZ07           | 2022-03-01    | 300
        3       | 丙         | 自然人     | SR24           | 2022-03-01    | 300
        4       | 丁商行     | 个体工商户 | SR24           | 2021-03-01    | 300
    """)
    assert bench.ask("sole_traders") == drawn("""
        case_count | affected_count | counts_as
        -----------+----------------+----------
        2          | 1              | 个人
    """)
    assert bench.ask("sole_traders", as_of="2020-12-31").only(["case_count"]).rows == (("0",),)
