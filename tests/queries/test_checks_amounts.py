"""Amounts outside statute or benchmark, one act fined twice, a penalty before its time, dates turned round."""

from __future__ import annotations

from tests.queries.drawn import drawn

CATALOGUE = """
    violation_code | clause_no | name     | precondition | party_scope | penalty_kind | min_yuan | max_yuan | fine_is
    ---------------+-----------+----------+--------------+-------------+--------------+----------+----------+--------
    SR24           | 1         | 露天烧烤 |              | 全部        | range        | 500      | 2000     | 应当
    SR03           | 1         | 店外堆物 | 逾期不改正   | 全部        | range        | 200      | 1000     | 可以
    SR04           | 1         | 拒不清理 | 拒不改正的   | 全部        | range        | 200      | 1000     | 应当
    PS03           | 1         | 不按排水 |              | 全部        | max_only     | 0        | 50000    | 可以
"""
BENCHMARKS = """
    benchmark_id | violation_code | clause_no | grade | grade_order | party_scope | penalty_kind | min_value | max_value | value_unit | fine_is
    -------------+----------------+-----------+-------+-------------+-------------+--------------+-----------+-----------+------------+---------
    A1           | SR24           | 1         | 轻微  | 1           | 全部        | range        | 500       | 1000      | 元         | 应当
    A2           | SR24           | 1         | 一般  | 2           | 全部        | range        | 1000      | 2000      | 元         | 应当
    F1           | PS03           | 1         | 轻微  | 1           | 全部        | none         | 0         | 0         | 元         | 不予罚款
"""


def test_fines_outside_the_statute_and_outside_the_grade_are_told_apart(bench):
    bench.given("violation", CATALOGUE)
    bench.given("benchmark", BENCHMARKS)
    bench.given("penalty_case", """
        case_no | party_name | party_type | violation_code | discretion_grade | fine_amount | discretion_factors       | deviation_approved_date | decision_date | penalty_type
        --------+------------+------------+----------------+------------------+-------------+--------------------------+-------------------------+---------------+-------------
        界上    | 甲         | 自然人     | SR24           | 轻微             | 1000        |                          |                         | 2022-03-01    | 罚款
        过界    | 甲         | 自然人     | SR24           | 轻微             | 1000.01     |                          |                         | 2022-03-01    | 罚款
        不及    | 甲         | 自然人     | SR24           | 一般             | 999.99      |                          |                         | 2022-03-01    | 罚款
        从重    | 甲         | 自然人     | SR24           | 轻微             | 1500        | 一年内再犯，从重处罚     |                         | 2022-03-01    | 罚款
        批准    | 甲         | 自然人     | SR24           | 一般             | 800         |                          | 2022-02-28              | 2022-03-01    | 罚款
        减轻    | 甲         | 自然人     | SR24           | 轻微             | 300         | 依第三十二条减轻处罚     |                         | 2022-03-01    | 罚款
        法外上  | 甲         | 自然人     | SR24           | 一般             | 2000.01     |                          |                         | 2022-03-01    | 罚款
        法外下  | 甲         | 自然人     | SR24           | 轻微             | 499.99      |                          |                         | 2022-03-01    | 罚款
        应罚    | 甲         | 自然人     | SR24           | 轻微             | 0           |                          |                         | 2022-03-01    | 警告
        不该罚  | 甲         | 自然人     | PS03           | 轻微             | 500         |                          |                         | 2022-03-01    | 罚款
        没档次  | 甲         | 自然人     | SR24           |                  | 800         |                          |                         | 2022-03-01    | 罚款
        没对应  | 甲         | 自然人     |                | 轻微             | 800         |                          |                         | 2022-03-01    | 罚款
    """)
    assert bench.ask("P26") == drawn("""
        record_key | certainty | finding
        -----------+-----------+------------------------------------------------------------------------------
        没对应     | 无法核查  | 法定幅度无法核查：案由未对应
        法外上     | 确定      | 罚款 2,000.01 元，高于法定上限 2,000 元，多出 0.01 元
        法外下     | 确定      | 罚款 499.99 元，低于法定下限 500 元，少 0.01 元，没有减轻处罚的理由
    """)
    unknown = """
        没对应     | 无法核查  | 裁量无法核查：案由未对应
        没档次     | 无法核查  | 裁量无法核查：缺裁量档次
    """
    head = "record_key | certainty | finding\n-----------+---+---\n"
    assert bench.ask("D01") == drawn(head + "不及 | 确定 | 罚款 999.99 元，低于「一般」幅度下限 1,000 元 0.01 元，没有理由" + unknown)
    assert bench.ask("D02") == drawn(head + "过界 | 确定 | 罚款 1,000.01 元，高于「轻微」幅度上限 1,000 元 0.01 元，没有理由")
    assert bench.ask("D03") == drawn(head + "应罚 | 确定 | 条款规定应当罚款 500—1,000 元，没有罚款")
    assert bench.ask("D04") == drawn(head + "不该罚 | 确定 | 登记档次「轻微」不罚款，罚了 500 元")


def test_one_act_is_fined_once(bench):
    bench.given("penalty_case", """
        case_no | party_name | uscc               | cause | violation_code | violation_date | address | fine_amount | decision_no | decision_date
        --------+------------+--------------------+-------+----------------+----------------+---------+-------------+-------------+--------------
        先罚    | 甲店       | 92411121MA00000A11 | 占道  |                | 2022-03-01     | 南门    | 200         | 罚1         | 2022-03-05
        又罚    | 甲店       | 92411121MA00000A11 | 占道  |                | 2022-03-01     | 南门    | 300         | 罚2         | 2022-03-06
        同决定  | 甲店       | 92411121MA00000A11 | 占道  |                | 2022-03-01     | 南门    | 200         | 罚1         | 2022-03-07
        次日    | 甲店       | 92411121MA00000A11 | 占道  |                | 2022-03-02     | 南门    | 300         | 罚3         | 2022-03-06
        别事    | 甲店       | 92411121MA00000A11 | 油烟  |                | 2022-03-01     | 南门    | 300         | 罚4         | 2022-03-06
        同名一  | 乙店       |                    | 占道  |                | 2022-03-01     | 东门    | 200         | 罚5         | 2022-03-05
        同名二  | 乙店       |                    | 占道  |                | 2022-03-01     | 西门    | 200         | 罚6         | 2022-03-06
        隐名    | 某某       |                    | 占道  |                | 2022-03-01     | 西门    | 200         | 罚7         | 2022-03-06
        缺日期  | 丙店       |                    | 占道  |                |                | 西门    | 200         | 罚8         | 2022-03-06
    """)
    assert bench.ask("P20") == drawn("""
        record_key | certainty | doubt                                                                              | finding
        -----------+-----------+------------------------------------------------------------------------------------+----------------------------------------------------------
        又罚       | 存疑      | 案由未对应目录，只凭字面相同                                                       | 2022-03-01 的同一违法行为，已有案件 先罚 罚款，又罚一次
        同决定     | 存疑      | 案由未对应目录，只凭字面相同                                                       | 2022-03-01 的同一违法行为，已有案件 又罚 罚款，又罚一次
        同名二     | 存疑      | 只凭名称认定是同一当事人；违法地点不同；案由未对应目录，只凭字面相同               | 2022-03-01 的同一违法行为，已有案件 同名一 罚款，又罚一次
        缺日期     | 无法核查  | 缺违法日期                                                                         | 是否重复罚款无法核查
        隐名       | 无法核查  | 缺当事人标识                                                                       | 是否重复罚款无法核查
    """)


def test_a_decision_without_a_fine_is_no_second_fine(bench):
    bench.given("violation", CATALOGUE)
    bench.given("penalty_case", """
        case_no | party_name | uscc               | violation_code | violation_date | address | fine_amount | penalty_type | decision_no | decision_date
        --------+------------+--------------------+----------------+----------------+---------+-------------+--------------+-------------+--------------
        罚      | 甲店       | 92411121MA00000A11 | SR24           | 2022-03-01     | 南门    | 500         | 罚款         | 罚1         | 2022-03-05
        警告    | 甲店       | 92411121MA00000A11 | SR24           | 2022-03-01     | 南门    |             | 警告         | 罚2         | 2022-03-06
        零      | 甲店       | 92411121MA00000A11 | SR24           | 2022-03-01     | 南门    | 0           | 警告         | 罚3         | 2022-03-07
    """)
    assert bench.ask("P20").rows == ()


def test_the_same_party_code_act_and_place_twice_is_certain(bench):
    bench.given("violation", CATALOGUE)
    bench.given("penalty_case", """
        case_no | party_name | uscc               | violation_code | violation_date | address | fine_amount | decision_no | decision_date
        --------+------------+--------------------+----------------+----------------+---------+-------------+-------------+--------------
        先罚    | 甲店       | 92411121MA00000A11 | SR24           | 2022-03-01     | 南门    | 500         | 罚1         | 2022-03-05
        又罚    | 甲店       | 92411121MA00000A11 | SR24           | 2022-03-01     | 南门    | 600         | 罚2         | 2022-03-06
    """)
    assert bench.ask("P20") == drawn("""
        record_key | certainty | finding
        -----------+-----------+---------------------------------------------------------
        又罚       | 确定      | 2022-03-01 的同一违法行为，已有案件 先罚 罚款，又罚一次
    """)


def test_a_daily_fine_and_a_decision_made_anew_are_no_certain_second_fine(bench):
    bench.given("violation", CATALOGUE)
    bench.given("penalty_case", """
        case_no | party_name | uscc               | violation_code | violation_date | address | fine_amount | decision_no | decision_date | review_litigation | penalty_content
        --------+------------+--------------------+----------------+----------------+---------+-------------+-------------+---------------+-------------------+----------------
        一日    | 甲店       | 92411121MA00000A11 | SR24           | 2022-03-01     | 南门    | 500         | 罚1         | 2022-03-05    |                   | 按日连续处罚第一日
        二日    | 甲店       | 92411121MA00000A11 | SR24           | 2022-03-01     | 南门    | 500         | 罚2         | 2022-03-06    |                   | 按日连续处罚第二日
        撤前    | 乙店       | 92411121MA00000B19 | SR24           | 2022-03-01     | 北门    | 500         | 罚3         | 2022-03-05    | 撤销              |
        撤后    | 乙店       | 92411121MA00000B19 | SR24           | 2022-03-01     | 北门    | 300         | 罚4         | 2022-05-06    |                   |
    """)
    assert bench.ask("P20").only(("record_key", "certainty", "doubt")) == drawn("""
        record_key | certainty | doubt
        -----------+-----------+------------------------------
        二日       | 存疑      | 可能是按日连续处罚
        撤后       | 存疑      | 前一决定可能已经撤销、重新作出
    """)


def test_a_simple_procedure_may_be_registered_after_it_was_closed(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | procedure | violation_date | filing_date | decision_date | close_date
        --------+------------+-------+-----------+----------------+-------------+---------------+-----------
        当场    | 甲         | 占道  | 简易程序  | 2022-04-24     | 2022-04-25  | 2022-04-24    | 2022-04-24
    """)
    assert bench.ask("P27").only(("record_key", "certainty", "doubt")) == drawn("""
        record_key | certainty | doubt
        -----------+-----------+---------------------------
        当场       | 存疑      | 简易程序可能事后登记立案
    """)


def test_a_penalty_for_not_correcting_waits_for_the_deadline(bench):
    bench.given("violation", CATALOGUE)
    bench.given("penalty_case", """
        case_no | party_name | cause | violation_code | clause_no | order_date | order_deadline | corrected  | fine_amount | decision_date
        --------+------------+-------+----------------+-----------+------------+----------------+------------+-------------+--------------
        期满日  | 甲         | 堆物  | SR03           | 1         | 2022-03-01 | 2022-03-08     |            | 200         | 2022-03-08
        早一日  | 甲         | 堆物  | SR03           | 1         | 2022-03-01 | 2022-03-08     |            | 200         | 2022-03-07
        写天数  | 甲         | 堆物  | SR03           | 1         | 2022-03-01 | 7              |            | 200         | 2022-03-07
        拒不改  | 甲         | 堆物  | SR04           | 1         | 2022-03-01 | 2022-03-08     | 拒不改正   | 200         | 2022-03-07
        无前提  | 甲         | 烧烤  | SR24           | 1         | 2022-03-01 | 2022-03-08     |            | 500         | 2022-03-07
        没对应  | 甲         | 某事  |                |           | 2022-03-01 | 2022-03-08     |            | 500         | 2022-03-07
        缺期限  | 甲         | 堆物  | SR03           | 1         | 2022-03-01 |                |            | 200         | 2022-03-07
    """)
    assert bench.ask("P22") == drawn("""
        record_key | certainty | finding
        -----------+-----------+------------------------------------------------------------
        写天数     | 确定      | 责令改正期限到 2022-03-08，2022-03-07 就作出决定，早了 1 日
        早一日     | 确定      | 责令改正期限到 2022-03-08，2022-03-07 就作出决定，早了 1 日
        没对应     | 存疑      | 责令改正期限到 2022-03-08，2022-03-07 就作出决定，早了 1 日
        缺期限     | 无法核查  | 改正期限无法核查：缺改正期限
    """)


def test_no_step_is_dated_before_the_step_it_follows(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | procedure | violation_date | found_date | filing_date | notice_served_date | decision_date | decision_served_date | paid_date  | publish_date | close_date | archive_date
        --------+------------+-------+-----------+----------------+------------+-------------+--------------------+---------------+----------------------+------------+--------------+------------+-------------
        都对    | 甲         | 占道  | 普通程序  | 2022-03-01     | 2022-03-01 | 2022-03-02  | 2022-03-05         | 2022-03-08    | 2022-03-08           | 2022-03-08 | 2022-03-09   | 2022-03-10 | 2022-03-20
        送达早  | 甲         | 占道  | 普通程序  | 2022-03-01     | 2022-03-01 | 2022-03-02  | 2022-03-05         | 2022-03-08    | 2022-03-07           | 2022-03-09 | 2022-03-09   | 2022-03-10 | 2022-03-20
        年份错  | 甲         | 占道  | 普通程序  | 2022-03-01     | 2022-03-01 | 2022-03-02  | 2022-03-05         | 2022-03-08    | 2022-03-08           | 2022-03-09 | 2021-03-09   | 2022-03-10 | 2022-03-20
        复查    | 甲         | 占道  | 普通程序  | 2022-03-01     | 2022-03-05 | 2022-03-02  | 2022-03-05         | 2022-03-08    | 2022-03-08           | 2022-03-09 | 2022-03-09   | 2022-03-10 | 2022-03-20
        告知晚  | 甲         | 占道  | 普通程序  | 2022-03-01     | 2022-03-01 | 2022-03-02  | 2022-03-10         | 2022-03-08    | 2022-03-08           | 2022-03-09 | 2022-03-09   | 2022-03-10 | 2022-03-20
        只一个  | 甲         | 占道  | 普通程序  |                |            |             |                    | 2022-03-08    |                      |            |              |            |
    """)
    assert bench.ask("P27") == drawn("""
        record_key | certainty | finding
        -----------+-----------+-----------------------------------------------------
        只一个     | 无法核查  | 日期先后无法核查：只有一个或者没有日期
        复查       | 存疑      | 立案 2022-03-02 早于发现 2022-03-05（差 3 日）
        年份错     | 确定      | 公示 2021-03-09 早于决定 2022-03-08（差 364 日）
        送达早     | 确定      | 送达 2022-03-07 早于决定 2022-03-08（差 1 日）
    """)


def test_the_benchmark_row_that_applied_to_a_case_says_why(bench):
    bench.given("violation", CATALOGUE)
    bench.given("benchmark", BENCHMARKS)
    bench.given("penalty_case", """
        case_no | party_name | party_type | violation_code | discretion_grade | fine_amount | decision_date | penalty_type
        --------+------------+------------+----------------+------------------+-------------+---------------+-------------
        过界    | 甲         | 自然人     | SR24           | 轻微             | 1000.01     | 2022-03-01    | 罚款
        没对应  | 甲         | 自然人     |                | 轻微             | 800         | 2022-03-01    | 罚款
    """)
    assert bench.ask("case_range", record_key="过界") == drawn("""
        verdict  | deviation_state | benchmark_id | low_fen | high_fen | statute_low_fen | statute_high_fen | fine_fen | applied_grade
        ---------+-----------------+--------------+---------+----------+-----------------+------------------+----------+--------------
        高于档次 | 无理由          | A1           | 50000   | 100000   | 50000           | 200000           | 100001   | 轻微
    """)
    assert bench.ask("case_range", record_key="没对应") == drawn("""
        verdict  | reason     | benchmark_id | low_fen
        ---------+------------+--------------+--------
        无法核查 | 案由未对应 |              |
    """)
    assert bench.ask("case_range", record_key="没有").rows == ()


def test_what_the_benchmark_wants_beside_the_fine_is_looked_for_and_never_certain(bench):
    bench.given("violation", CATALOGUE)
    bench.given("benchmark", """
        benchmark_id | violation_code | clause_no | grade | party_scope | penalty_kind | min_value | max_value | value_unit | fine_is | other_outcome
        -------------+----------------+-----------+-------+-------------+--------------+-----------+-----------+------------+---------+---------------------------
        A1           | SR24           | 1         | 轻微  | 全部        | range        | 500       | 1000      | 元         | 应当    | 责令改正｜没收烧烤工具
        A2           | SR24           | 1         | 一般  | 全部        | range        | 1000      | 2000      | 元         | 应当    | 责令限期改正｜警告｜拒不改正可以停业
        F1           | PS03           | 1         | 一般  | 全部        | range        | 0         | 50000     | 元         | 应当    | 可以没收工具
    """.replace("｜", "、"))
    bench.given("penalty_case", """
        case_no | party_name | party_type | violation_code | discretion_grade | fine_amount | penalty_type              | order_date | corrected | decision_date
        --------+------------+------------+----------------+------------------+-------------+---------------------------+------------+-----------+--------------
        都有    | 甲         | 自然人     | SR24           | 轻微             | 600         | 罚款、没收非法财物        | 2022-02-20 |           | 2022-03-01
        缺没收  | 甲         | 自然人     | SR24           | 轻微             | 600         | 罚款                      | 2022-02-20 |           | 2022-03-01
        都缺    | 甲         | 自然人     | SR24           | 一般             | 1500        | 罚款                      |            |           | 2022-03-01
        已改    | 甲         | 自然人     | SR24           | 一般             | 1500        | 警告、罚款                |            | 已改正    | 2022-03-01
        一并    | 甲         | 自然人     | SR24           | 一般             | 1500        | 警告、罚款、责令限期改正  |            |           | 2022-03-01
        附条件  | 甲         | 自然人     | PS03           | 一般             | 600         | 罚款                      |            |           | 2022-03-01
        没罚    | 甲         | 自然人     | SR24           | 轻微             | 0           | 警告                      |            |           | 2022-03-01
        没种类  | 甲         | 自然人     | SR24           | 一般             | 1500        |                           | 2022-02-20 |           | 2022-03-01
    """)
    assert bench.ask("D05") == drawn("""
        record_key | certainty | doubt                        | finding
        -----------+-----------+------------------------------+--------------------------------------------------
        没种类     | 无法核查  | 缺处罚种类                   | 基准要求同时作出的无法核查：缺处罚种类
        缺没收     | 存疑      | 台账可能只登记了主要的处罚   | 基准要求同时没收烧烤工具，台账没有登记
        都缺       | 存疑      | 台账可能只登记了主要的处罚   | 基准要求同时责令限期改正、警告，台账没有登记
    """)


def test_an_order_cannot_be_looked_for_where_no_column_could_tell_it(bench):
    bench.given("violation", CATALOGUE)
    bench.given("benchmark", """
        benchmark_id | violation_code | clause_no | grade | party_scope | penalty_kind | min_value | max_value | value_unit | fine_is | other_outcome
        -------------+----------------+-----------+-------+-------------+--------------+-----------+-----------+------------+---------+--------------
        A1           | SR24           | 1         | 轻微  | 全部        | range        | 500       | 1000      | 元         | 应当    | 责令改正
    """)
    bench.given("penalty_case", """
        case_no | party_name | party_type | violation_code | discretion_grade | fine_amount | penalty_type | decision_date
        --------+------------+------------+----------------+------------------+-------------+--------------+--------------
        没有列  | 甲         | 自然人     | SR24           | 轻微             | 600         | 罚款         | 2022-03-01
    """)
    assert bench.ask("D05") == drawn("""
        record_key | certainty | doubt
        -----------+-----------+----------------
        没有列     | 无法核查  | 缺责令改正日期
    """)
