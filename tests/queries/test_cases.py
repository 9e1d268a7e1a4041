"""What a case is: unit, party, violation, clause, outcome."""

from __future__ import annotations

import pytest

from tests.queries.drawn import drawn

CATALOGUE = """
    violation_code | clause_no | name                             | law                            | article                    | precondition | party_scope | penalty_kind | min_yuan | max_yuan | fine_is
    ---------------+-----------+----------------------------------+--------------------------------+----------------------------+--------------+-------------+--------------+----------+----------+--------
    SR08           | 1         | 擅自占用城市道路设摊经营         | 漯河市城市市容和环境卫生管理条例 | 第18条第2款、第45条        | 不听劝阻     | 全部        | range        | 200      | 1000     | 应当
    SR24           | 1         | 向广场、绿地倾倒废弃物           | 漯河市城市市容和环境卫生管理条例 | 第32条(五)、第55条(三)     |              | 单位        | range        | 500      | 2000     | 应当
    SR24           | 2         | 向广场、绿地倾倒废弃物           | 漯河市城市市容和环境卫生管理条例 | 第32条(五)、第55条(三)     |              | 个人        | range        | 100      | 500      | 应当
    SR25           | 1         | 随意倾倒垃圾(含装修垃圾)         | 漯河市城市市容和环境卫生管理条例 | 第32条(六)、第55条(四)     |              | 全部        | range        | 50       | 200      | 应当
    SR30           | 1         | 运输液体车辆泄漏、遗撒           | 漯河市城市市容和环境卫生管理条例 | 第37条、第58条             |              | 全部        | range        | 1000     | 3000     | 应当
    SR30           | 2         | 运输车辆带泥运行污染路面         | 漯河市城市市容和环境卫生管理条例 | 第37条、第58条             |              | 全部        | range        | 200      | 1000     | 应当
    DL01           | 1         | 擅自占用或者挖掘城市道路         | 城市道路管理条例               | 第27条(一)、第42条         |              | 全部        | max_only     | 0        | 20000    | 可以
    DL06           | 1         | 未按批准的位置占用城市道路       | 城市道路管理条例               | 第42条(六)                 |              | 全部        | max_only     | 0        | 20000    | 可以
    PS03           | 1         | 不按照排水许可证的要求排放污水   | 城镇排水与污水处理条例         | 第50条第2款                |              | 全部        | max_only     | 0        | 50000    | 可以
    PS03           | 2         | 不按照排水许可证的要求排放污水   | 城镇排水与污水处理条例         | 第50条第2款                | 造成严重后果 | 全部        | range        | 50000    | 500000   | 应当
    BZ01           | 1         | 未经核准擅自处置建筑垃圾         | 城市建筑垃圾管理规定(建设部令第139号) | 第25条              |              | 施工单位    | range        | 10000    | 100000   | 应当
    BZ01           | 2         | 未经核准擅自处置建筑垃圾         | 城市建筑垃圾管理规定(建设部令第139号) | 第25条              |              | 建设单位、运输单位 | range | 5000     | 30000    | 应当
"""


@pytest.fixture(autouse=True)
def _catalogue(bench):
    bench.given("violation", CATALOGUE)


def test_a_violation_comes_from_its_code_then_its_name_then_a_telling_article(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause                            | legal_basis
        --------+------------+----------------+----------------------------------+------------------------------------------------
        01      | 甲         | SR08           | 随便什么                         |
        02      | 甲         | XX99           | 涉嫌擅自占用城市道路 设摊经营案  |
        03      | 甲         |                | 随意倾倒垃圾                     |
        04      | 甲         |                | 占道                             | 《漯河市城市市容和环境卫生管理条例》第四十五条
        05      | 甲         |                | 占道                             | 违反《城市道路管理条例》第二十七条第（一）项，依据第四十二条
        06      | 甲         |                | 占道                             | 《城市道路管理条例》第四十二条第（六）项
        07      | 甲         |                | 占道                             | 城市道路管理条例第27条第一项
        08      | 甲         |                | 占道                             | 《城市道路管理条例》第二十七条
        09      | 甲         |                | 擅自占用城市道路摆摊经营         |
        10      | 甲         |                | 占道                             | 《郑州市城市市容管理条例》第四十五条
    """)
    assert bench.fact("cases", "case_no") == drawn("""
        case_no | violation_code | match_how
        --------+----------------+----------
        01      | SR08           | 代码
        02      | SR08           | 案由
        03      | SR25           | 案由
        04      | SR08           | 条文
        05      | DL01           | 条文
        06      | DL06           | 条文
        07      | DL01           | 条文
        08      | DL01           | 条文
        09      |                |
        10      |                |
    """)


def test_an_article_of_two_violations_identifies_none(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | legal_basis
        --------+------------+-------+---------------------------------------------
        01      | 甲         | 占道  | 《城市道路管理条例》第四十二条
        02      | 甲         | 倾倒  | 《漯河市城市市容和环境卫生管理条例》第五十五条
        03      | 甲         | 倾倒  | 《漯河市城市市容和环境卫生管理条例》第五十五条第三项
    """)
    assert bench.fact("cases", "case_no") == drawn("""
        case_no | violation_code
        --------+---------------
        01      |
        02      |
        03      | SR24
    """)


def test_a_violation_that_belongs_elsewhere_is_never_matched(bench):
    bench.given("violation", """
        violation_code | clause_no | name         | law                  | article | applies_in_wuyang
        ---------------+-----------+--------------+----------------------+---------+------------------
        QZ02           | 1         | 养犬未登记   | 郑州市城市养犬管理条例 | 第24条  | no: 郑州市 only
    """)
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause      | legal_basis
        --------+------------+----------------+------------+-------------------------------
        01      | 甲         | QZ02           | 养犬未登记 | 《郑州市城市养犬管理条例》第二十四条
    """)
    assert bench.fact("cases", "case_no") == drawn("""
        case_no | violation_code
        --------+---------------
        01      |
    """)


def test_the_clause_is_the_written_one_else_the_one_that_party_name_or_precondition_leave(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | clause_no | cause                    | party_type       | party_role | harm
        --------+------------+----------------+-----------+--------------------------+------------------+------------+---------
        01      | 甲         | SR24           | 2         |                          | 法人及非法人组织 |            |
        02      | 甲         | SR24           |           |                          | 法人及非法人组织 |            |
        03      | 甲         | SR24           |           |                          | 个体工商户       |            |
        04      | 甲         | SR24           |           |                          |                  |            |
        05      | 甲         | SR30           |           | 运输车辆带泥运行污染路面 |                  |            |
        06      | 甲         | SR30           |           | 遗撒                     |                  |            |
        07      | 甲         | PS03           |           |                          |                  |            |
        08      | 甲         | PS03           |           |                          |                  |            | 严重污染
        09      | 甲         | PS03           |           |                          |                  |            | 无
        10      | 甲         | BZ01           |           |                          |                  | 运输单位   |
        11      | 甲         | BZ01           |           |                          | 法人及非法人组织 |            |
        12      | 甲         | SR08           |           |                          |                  |            |
    """)
    assert bench.fact("cases", "case_no") == drawn("""
        case_no | violation_code | clause_no
        --------+----------------+----------
        01      | SR24           | 2
        02      | SR24           | 1
        03      | SR24           | 2
        04      | SR24           |
        05      | SR30           | 2
        06      | SR30           |
        07      | PS03           |
        08      | PS03           | 2
        09      | PS03           | 1
        10      | BZ01           | 2
        11      | BZ01           |
        12      | SR08           | 1
    """)


def test_a_party_is_known_by_its_code_else_by_a_name_that_is_not_masked(bench):
    bench.given("penalty_case", """
        case_no | party_name           | uscc               | id_no | cause
        --------+----------------------+--------------------+-------+------
        01      | 漯河市示例（商贸）有限公司 | 91411100MA00000001 |  | 占道
        02      | 另一个写法           | 91411100ma00000001 |       | 占道
        03      | 示例 商行            |                    |       | 占道
        04      | 示例商行             |                    |       | 占道
        05      | 张某某               |                    |       | 占道
        06      | 李*                  |                    |       | 占道
        07      | 王××                 |                    |       | 占道
        08      | 漯河市XX商贸有限公司 |                    |       | 占道
        09      | 甲                   | 00000000000000000X |       | 占道
        10      | 赵某                 | 92411121MA00000002 |       | 占道
    """)
    parties = bench.fact("cases", "case_no")
    keys = dict(parties.only(["case_no", "party_key"]).rows)
    assert keys["01"] == keys["02"]
    assert keys["03"] == keys["04"]
    assert [number for number, key in keys.items() if key is None] == ["05", "06", "07", "08"]
    assert keys["10"] is not None
    assert keys["09"] not in (keys["01"], keys["03"])
    assert parties.only(["case_no", "party_kind", "party_scope"]).rows[0] == ("01", "法人及非法人组织", "单位")
    assert parties.only(["case_no", "party_kind", "party_scope"]).rows[9] == ("10", "个体工商户", "个人")
    assert parties.only(["case_no", "party_kind", "party_scope"]).rows[2] == ("03", None, None)


def test_the_outcome_is_what_was_decided(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | decision_date | fine_amount | no_penalty | status   | penalty_content  | close_date
        --------+------------+-------+---------------+-------------+------------+----------+------------------+-----------
        01      | 甲         | 占道  | 2022-03-01    | 200         |            |          |                  |
        02      | 甲         | 占道  | 2022-03-01    |             |            |          | 警告             |
        03      | 甲         | 占道  | 2022-03-01    | 0           | 是         |          |                  |
        04      | 甲         | 占道  |               |             |            |          | 不予行政处罚     | 2022-03-02
        05      | 甲         | 占道  |               |             |            |          | 撤销立案         | 2022-03-02
        06      | 甲         | 占道  |               |             |            |          | 移送公安机关     | 2022-03-02
        07      | 甲         | 占道  |               |             |            |          |                  |
        08      | 甲         | 占道  |               | 500         | 否         |          |                  |
        09      | 甲         | 占道  |               |             |            |          |                  | 2022-03-02
    """)
    assert bench.fact("cases", "case_no") == drawn("""
        case_no | outcome
        --------+---------
        01      | 处罚
        02      | 处罚
        03      | 不予处罚
        04      | 不予处罚
        05      | 撤案
        06      | 移送
        07      | 在办
        08      | 处罚
        09      |
    """)


def test_a_request_that_was_not_granted_is_no_ground(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | discretion_factors
        --------+------------+-------+-----------------------------------------------
        01      | 甲         | 占道  | 当事人请求减轻处罚，理由不成立，不予采纳
        02      | 甲         | 占道  | 当事人减轻处罚的申请本局不予支持
        03      | 甲         | 占道  | 经审查，减轻情节不成立
        04      | 甲         | 占道  | 依法不得减轻处罚；不应减轻处罚；拒绝减轻处罚
        05      | 甲         | 占道  | 减轻处罚情节：无
        06      | 甲         | 占道  | 从轻减轻情节：否；从重情节：一年内两次
        07      | 甲         | 占道  | 非初次违法，不予处罚的要求不予采纳
        08      | 甲         | 占道  | 主动消除后果，减轻处罚；要求免予处罚的理由不成立
        09      | 甲         | 占道  | 不从重处罚，理由不充分
    """)
    assert bench.fact("cases", "case_no") == drawn("""
        case_no | is_mitigated | is_exempted | is_aggravated | is_called_first
        --------+--------------+-------------+---------------+----------------
        01      | 否           | 否          | 否            | 否
        02      | 否           | 否          | 否            | 否
        03      | 否           | 否          | 否            | 否
        04      | 否           | 否          | 否            | 否
        05      | 否           | 否          | 否            | 否
        06      | 否           | 否          | 是            | 否
        07      | 否           | 否          | 否            | 否
        08      | 是           | 否          | 否            | 否
        09      | 否           | 否          | 否            | 否
    """)


def test_a_negated_ground_is_no_ground(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | discretion_factors
        --------+------------+-------+-----------------------------------------
        01      | 甲         | 占道  | 主动消除危害后果，依法减轻处罚
        02      | 甲         | 占道  | 无从轻、减轻情节
        03      | 甲         | 占道  | 不具有第三十二条规定的情形，主动改正
        04      | 甲         | 占道  | 从轻处罚
        05      | 甲         | 占道  | 不存在危害后果，符合首违不罚
        06      | 甲         | 占道  | 从重处罚
        07      | 甲         | 占道  | 一年内再次违法，从重处罚
        08      | 甲         | 占道  |
    """)
    assert bench.fact("cases", "case_no") == drawn("""
        case_no | is_mitigated | is_exempted | is_aggravated
        --------+--------------+-------------+--------------
        01      | 是           | 否          | 否
        02      | 否           | 否          | 否
        03      | 否           | 否          | 否
        04      | 否           | 否          | 否
        05      | 否           | 是          | 否
        06      | 否           | 否          | 否
        07      | 否           | 否          | 是
        08      | 否           | 否          | 否
    """)


def test_a_blank_fine_a_zero_fine_and_no_column_are_three_things(bench):
    bench.given("penalty_case", """
        case_no | party_name | cause | fine_amount
        --------+------------+-------+------------
        01      | 甲         | 占道  | 0
        02      | 甲         | 占道  |
    """)
    bench.given("penalty_case", """
        case_no | party_name | cause
        --------+------------+------
        03      | 甲         | 占道
    """)
    assert bench.fact("cases", "case_no") == drawn("""
        case_no | fine_fen | is_fine_blank
        --------+----------+--------------
        01      | 0        | 否
        02      |          | 是
        03      |          | 否
    """)


def test_the_unit_is_canonical_or_as_written_or_the_sender(bench):
    bench.given("unit", """
        unit               | aliases          | unit_kind | is_responsible
        -------------------+------------------+-----------+---------------
        县城市综合执法大队 | 执法大队、城管大队 | 局属单位  | 是
    """)
    bench.given("penalty_case", """
        case_no | party_name | cause | unit
        --------+------------+-------+-------------
        01      | 甲         | 占道  | 执法 大队
        02      | 甲         | 占道  | 第九中队
    """)
    bench.given("penalty_case", """
        case_no | party_name | cause
        --------+------------+------
        03      | 甲         | 占道
    """, unit="城管大队")
    bench.given("penalty_case", """
        case_no | party_name | cause
        --------+------------+------
        04      | 甲         | 占道
    """)
    assert bench.fact("cases", "case_no") == drawn("""
        case_no | unit               | unit_written
        --------+--------------------+-------------
        01      | 县城市综合执法大队 | 执法 大队
        02      | 第九中队           | 第九中队
        03      | 县城市综合执法大队 |
        04      |                    |
    """)


def test_no_rows_give_no_cases(bench):
    assert bench.fact("cases").rows == ()
