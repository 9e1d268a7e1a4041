"""Checks of who decided and by which procedure: the hit, the exact boundary, the unknown, the empty case, the traps."""

from __future__ import annotations

from tests.queries.drawn import drawn


def test_simple_procedure_may_fine_up_to_the_limit_and_not_a_fen_more(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | procedure | party_type       | fine_amount | penalty_type | decision_date
        --------+------------+-------+-----------+------------------+-------------+--------------+--------------
        个恰好  | 甲         | 占道  | 简易程序  | 自然人           | 200         | 罚款         | 2022-03-01
        个超    | 甲         | 占道  | 简易程序  | 自然人           | 200.01      | 罚款         | 2022-03-01
        单恰好  | 甲         | 占道  | 简易程序  | 法人及非法人组织 | 3000        | 罚款         | 2022-03-01
        单超    | 甲         | 占道  | 简易程序  | 法人及非法人组织 | 3500        | 罚款         | 2022-03-01
        普通    | 甲         | 占道  | 普通程序  | 自然人           | 500         | 罚款         | 2022-03-01
        旧法前  | 甲         | 占道  | 简易程序  | 自然人           | 100         | 罚款         | 2021-07-14
        新法日  | 甲         | 占道  | 简易程序  | 自然人           | 100         | 罚款         | 2021-07-15
        没收    | 甲         | 占道  | 简易程序  | 自然人           | 100         | 罚款、没收违法所得 | 2022-03-01
        个体    | 甲         | 占道  | 简易程序  | 个体工商户       | 300         | 罚款         | 2022-03-01
        个体多  | 甲         | 占道  | 简易程序  | 个体工商户       | 3500        | 罚款         | 2022-03-01
    """)
    assert bench.ask("P05") == drawn("""
        record_key | certainty | doubt                              | finding                                                        | occurred_on
        -----------+-----------+------------------------------------+----------------------------------------------------------------+------------
        个体       | 存疑      | 个体工商户按个人核，有的地方按单位 | 简易程序对个人罚款 300 元，超过 200 元的限额 100 元            | 2022-03-01
        个体多     | 确定      |                                    | 简易程序对个人罚款 3,500 元，超过 200 元的限额 3,300 元        | 2022-03-01
        个超       | 确定      |                                    | 简易程序对个人罚款 200.01 元，超过 200 元的限额 0.01 元        | 2022-03-01
        单超       | 确定      |                                    | 简易程序对单位罚款 3,500 元，超过 3,000 元的限额 500 元        | 2022-03-01
        旧法前     | 确定      |                                    | 简易程序对个人罚款 100 元，超过 50 元的限额 50 元              | 2021-07-14
        没收       | 确定      |                                    | 简易程序给予了没收违法所得                                     | 2022-03-01
    """)


def test_a_simple_case_without_party_kind_or_amount_cannot_be_checked(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | procedure | party_type | fine_amount | penalty_type | decision_no | decision_date
        --------+------------+-------+-----------+------------+-------------+--------------+-------------+--------------
        缺类型  | 甲         | 占道  | 简易程序  |            | 250         | 罚款         | 1号         | 2022-03-01
        缺日期  | 甲         | 占道  | 简易程序  | 自然人     | 250         | 罚款         | 2号         |
        零罚款  | 甲         | 占道  | 简易程序  |            |             | 警告         | 3号         | 2022-03-01
    """)
    bench.given("penalty_case", """
        case_no | party_name | cause | procedure | party_type | penalty_type | decision_no | decision_date
        --------+------------+-------+-----------+------------+--------------+-------------+--------------
        缺金额  | 甲         | 占道  | 简易程序  | 自然人     | 罚款         | 4号         | 2022-03-01
    """)
    assert bench.ask("P05") == drawn("""
        record_key | certainty | doubt          | finding
        -----------+-----------+----------------+------------------------------------
        缺日期     | 无法核查  | 缺决定日期     | 简易程序限额无法核查：缺决定日期
        缺类型     | 无法核查  | 缺当事人类型   | 简易程序限额无法核查：缺当事人类型
        缺金额     | 无法核查  | 缺罚款金额     | 简易程序限额无法核查：缺罚款金额
    """)


def test_nothing_is_found_where_nothing_was_loaded(bench):
    assert bench.ask("P05") == drawn("record_key | finding\n-----------+--------")
