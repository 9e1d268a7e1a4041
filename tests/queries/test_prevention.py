"""The draft of the risk list: what comes from the catalogue, what from the bureau's own list, and its versions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from itertools import permutations

import pytest

from fwzf_data.analysis.facts import build_facts, needed_facts
from fwzf_data.analysis.prevention import prevention, published, published_on
from fwzf_data.analysis.query import ask, query
from fwzf_data.analysis.risk_decision import Confirmed
from tests.queries.drawn import Drawn, drawn

YEAR_END = date(2022, 12, 31)
CATALOGUE = """
    violation_code | clause_no | name         | law  | article  | party_scope | penalty_kind | min_yuan | max_yuan | base_min_pct | base_max_pct | base_kind
    ---------------+-----------+--------------+------+----------+-------------+--------------+----------+----------+--------------+--------------+----------
    A1             | 1         | 占道经营     | 条例 | 第十二条 | 个人        | range        | 50       | 200      |              |              |
    A1             | 2         | 占道经营     | 条例 | 第十二条 | 单位        | range        | 500      | 2000     |              |              |
    A2             | 1         | 违法建设     | 城规 | 第六四条 | 全部        | proportion   |          |          | 5            | 10           | 工程造价
    A3             | 1         | 不按许可排水 | 排水 | 第五十条 | 全部        | max_only     | 0        | 50000    |              |              |
"""
CASES = """
    case_no | party_name | party_type | violation_code | cause | decision_date | decision_no | fine_amount
    --------+------------+------------+----------------+-------+---------------+-------------+------------
    1       | 张三       | 自然人     | A1             | 占道  | 2022-05-01    | 罚1         | 100
    2       | 李四       | 自然人     | A1             | 占道  | 2022-06-01    | 罚2         | 100
    3       | 王五       | 自然人     | A2             | 违建  | 2022-06-01    | 罚3         | 5000
"""


@pytest.fixture(autouse=True)
def _tables(bench):
    bench.given("violation", CATALOGUE)
    bench.given("penalty_case", CASES)


def drafted(bench, **confirmed):
    for name in ("violation_risk_counts", "prevention_points", "risk_list_versions", "risk_point_list"):
        build_facts(bench.connection, needed_facts(query(name).reads))
    said = {code: Confirmed(level, "看过", "甲", datetime(2022, 7, 1, tzinfo=UTC), level) for code, level in confirmed.items()}
    return {row["violation_code"]: row for row in prevention(partial(ask, bench.connection, as_of=YEAR_END), YEAR_END, said).dicts()}


def test_basis_and_consequence_come_from_the_catalogue_until_the_bureau_writes_its_own(bench):
    bench.given("risk_list", """
        risk_point | violation_code | party_scope | risk_level | legal_basis | consequence | measure        | version
        -----------+----------------+-------------+------------+-------------+-------------+----------------+--------
        违法建设   |                | 建设单位    | 高         |             | 限期拆除    | 巡查、先行告知 |
    """)
    assert bench.ask("prevention_points").only(
        ["violation_code", "party_scope", "legal_basis", "consequence", "prevention"]
    ) == drawn("""
        violation_code | party_scope | legal_basis      | consequence                                     | prevention
        ---------------+-------------+------------------+-------------------------------------------------+---------------
        A1             | 个人、单位  | 《条例》第十二条 | 个人：罚款 50—200 元；单位：罚款 500—2,000 元   |
        A2             | 建设单位    | 《城规》第六四条 | 限期拆除                                        | 巡查、先行告知
        A3             | 单位和个人  | 《排水》第五十条 | 罚款 50,000 元以下                              |
    """)


def test_the_consequence_says_under_what_condition_and_a_share_as_one_says_it(bench):
    bench.given("violation", """
        violation_code | clause_no | name | law  | article | precondition   | party_scope | penalty_kind | min_yuan | max_yuan | base_min_pct | base_max_pct | base_kind
        ---------------+-----------+------+------+---------+----------------+-------------+--------------+----------+----------+--------------+--------------+----------
        B1             | 1         | 摆摊 | 条例 | 第一条  | 不听劝阻       | 全部        | range        | 200      | 1000     |              |              |
        B2             | 1         | 排水 | 条例 | 第二条  |                | 全部        | max_only     | 0        | 50000    |              |              |
        B2             | 2         | 排水 | 条例 | 第三条  | 造成严重后果的 | 全部        | range        | 50000    | 500000   |              |              |
        B3             | 1         | 临建 | 条例 | 第四条  | 逾期未改正     | 个人        | multiple     |          |          | 100          | 100          | 造价
        B4             | 1         | 违建 | 条例 | 第五条  |                | 全部        | proportion   |          |          | 0            | 2.5          | 造价
    """)
    told = bench.ask("prevention_points").only(["violation_code", "consequence"]).rows
    assert [row for row in told if row[0].startswith("B")] == [
        ("B1", "不听劝阻的，罚款 200—1,000 元"),
        ("B2", "罚款 50,000 元以下；造成严重后果的，罚款 50,000—500,000 元"),
        ("B3", "个人：逾期未改正的，处造价 100% 的罚款"),
        ("B4", "处造价 2.5% 以下的罚款"),
    ]


def test_the_last_word_on_each_element_is_the_library_and_a_blank_takes_nothing_away(bench):
    bench.given("risk_list", """
        risk_point | violation_code | party_scope | risk_level | cause_analysis | measure | version
        -----------+----------------+-------------+------------+----------------+---------+--------
        占道经营   | A1             | 商户        | 中         | 图方便         | 宣传    | 1
        占道经营   | A1             | 摊贩        | 中         |                | 回访    | 2
        占道经营   | A1             | 摊贩        | 中         |                |         | 3
    """)
    row = drafted(bench)["A1"]
    assert (row["party_scope"], row["cause_analysis"], row["prevention"]) == ("摊贩", "图方便", "回访")


def test_a_word_that_only_fills_the_cell_replaces_nothing_and_leaves_the_version_incomplete(bench):
    bench.given("risk_list", """
        risk_point | violation_code | party_scope | risk_level | legal_basis | consequence | cause_analysis | measure  | version
        -----------+----------------+-------------+------------+-------------+-------------+----------------+----------+--------
        占道经营   | A1             | 商户        | 中         | 《办法》    | 罚款        | 图方便         | 宣传     | 1
        占道经营   | A1             | 商户        | 中         | 无          | 同上        | 略             | 待补充   | 2
        违法建设   | A2             | 商户        | 中         | 暂无。      | （待定）    |                | 详见附件 | 2
    """)
    assert bench.ask("prevention_points").only(
        ["violation_code", "legal_basis", "consequence", "cause_analysis", "prevention"]
    ).rows[:2] == (("A1", "《办法》", "罚款", "图方便", "宣传"), ("A2", "《城规》第六四条", "处工程造价 5—10% 的罚款", None, None))
    assert bench.ask("risk_list_versions").only(["version", "point_count", "incomplete_count"]) == drawn("""
        version | point_count | incomplete_count
        --------+-------------+-----------------
        1       | 1           | 0
        2       | 2           | 2
    """)
    assert drafted(bench, A2="中")["A2"]["lacking"] == "防控措施"


def test_a_point_says_what_it_lacks_and_nothing_without_records_is_listed(bench):
    bench.given("risk_list", """
        risk_point | violation_code | party_scope | risk_level | measure
        -----------+----------------+-------------+------------+--------
        占道经营   | A1             | 商户        | 中         | 宣传
    """)
    draft = drafted(bench, A1="中")
    assert set(draft) == {"A1", "A2"}
    assert (draft["A1"]["state"], draft["A1"]["lacking"], draft["A1"]["level"]) == ("可以公开", None, "中")
    assert (draft["A2"]["state"], draft["A2"]["lacking"]) == ("草稿", "防控措施、确定等级")
    assert draft["A1"]["change"] is None, "there is no version before"


def test_a_draft_is_compared_with_the_last_published_version(bench):
    bench.given("risk_list", """
        risk_point   | violation_code | party_scope | risk_level | legal_basis      | consequence | measure | version | published_on | publish_way
        -------------+----------------+-------------+------------+------------------+-------------+---------+---------+--------------+------------
        占道经营     | A1             | 商户        | 低         | 《条例》第十二条 | 罚款        | 宣传    | 1       | 2022-04-20   | 微信
        不按许可排水 | A3             | 商户        | 中         | 《排水》第五十条 | 罚款        | 宣传    | 1       | 2022-04-20   | 微信
    """)
    draft = drafted(bench, A1="中")
    assert draft["A1"]["change"] == "等级由低改为中（看过）"
    assert draft["A2"]["change"] == "新增"
    assert draft["A3"]["level"] is None, "it was listed, now nothing is known of it"
    assert bench.ask("risk_list_versions").only(["version", "point_count", "incomplete_count", "publish_ways"]) == drawn("""
        version | point_count | incomplete_count | publish_ways
        --------+-------------+------------------+-------------
        1       | 2           | 0                | 微信
    """)


def test_a_list_in_the_bureaus_own_words_is_read_like_its_cases(bench):
    bench.given("violation", """
        violation_code | clause_no | name                                                   | applies_in_wuyang
        ---------------+-----------+--------------------------------------------------------+------------------
        B1             | 1         | 在禁止时段和区域露天烧烤食品或者提供场地               | yes
        B2             | 1         | 擅自占用城市道路、地下通道及其他公共场所设摊经营、兜售物品 | yes
        D1             | 1         | 遛犬未牵                                               | no: 公安
    """)
    bench.connection.execute(
        "insert into text_decision values (1, 'penalty_case', '夜市外溢', 'B2', null, '同一行为', '试验', timestamp '2022-07-01')"
    )
    bench.given("risk_list", """
        risk_point | violation_code | version | published_on | legal_basis | consequence | measure
        -----------+----------------+---------+--------------+-------------+-------------+--------
        露天烧烤   |                | 一      | 2022-04-20   | 《办法》    | 罚款        | 夜查
        夜市外溢     |                | 一      | 2022-04-20   | 《条例》    | 罚款        | 劝导
        违法建设   | 认不得的代码   | 一      | 2022-04-20   | 《条例》    | 罚款        | 巡查
        遛犬未牵   | D1             | 一      | 2022-04-20   | 《条例》    | 罚款        | 宣传
        无照经营   |                | 一      | 2022-04-20   | 《条例》    | 罚款        | 宣传
    """)
    points = dict(bench.ask("prevention_points").only(["violation_code", "prevention"]).rows)
    assert {code: told for code, told in points.items() if told} == {"B1": "夜查", "B2": "劝导", "A2": "巡查"}
    assert set(bench.ask("interventions").only(["violation_code"]).rows) == {("A2",), ("B1",), ("B2",)}
    listed = dict(bench.ask("risk_point_list").only(["risk_point", "violation_code"]).rows)
    assert (listed["露天烧烤"], listed["无照经营"]) == ("B1", None)


def test_the_version_before_is_the_one_published_last_not_the_one_loaded_last(bench):
    bench.given("risk_list", """
        risk_point | violation_code | risk_level | legal_basis      | consequence | measure | version | published_on
        -----------+----------------+------------+------------------+-------------+---------+---------+-------------
        占道经营   | A1             | 高         | 《条例》第十二条 | 罚款        | 宣传    | 乙      | 2022-04
        无照经营   |                | 低         | 《办法》         | 罚款        | 宣传    | 乙      | 2022-04
        违规充电   |                | 低         | 《办法》         | 罚款        | 宣传    | 乙      | 2022-04
    """)
    bench.given("risk_list", """
        risk_point | violation_code | risk_level | legal_basis      | consequence | measure | version | published_on
        -----------+----------------+------------+------------------+-------------+---------+---------+-------------
        占道经营   | A1             | 低         | 《条例》第十二条 | 罚款        | 宣传    | 甲      | 2021-06-15
        无照经营   |                | 低         | 《办法》         | 罚款        | 宣传    | 甲      | 2021-06-15
        过期食品   |                | 低         | 《办法》         | 罚款        | 宣传    | 甲      | 2021-06-15
    """)
    assert drafted(bench, A1="中")["A1"]["change"] == "等级由高改为中（看过）"
    asked = partial(ask, bench.connection, as_of=YEAR_END)
    points, left = published(asked, "乙")
    assert {row["risk_point"]: row["change"] for row in points} == {
        "占道经营": "等级由低改为高", "无照经营": None, "违规充电": "新增",
    }  # fmt: skip
    assert left == ["过期食品"]
    assert published(asked, "甲")[1] == []
    assert {row["version"]: published_on(row) for row in asked("risk_list_versions").dicts()} == {
        "甲": "2021-06-15", "乙": "2022年4月",
    }  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_rows_changes_no_draft(bench, order):
    rows = [
        "占道经营     | A1 | 商户 | 低 | 宣传 | 1 | 2022-04-20 | 微信",
        "违法建设     | A2 | 商户 | 高 | 巡查 | 1 | 2022-04-20 | 微信",
        "不按许可排水 | A3 | 商户 | 中 | 回访 | 1 | 2022-04-20 | 微信",
    ]
    head = "risk_point | violation_code | party_scope | risk_level | measure | version | published_on | publish_way\n"
    bench.given("risk_list", head + "---+---+---+---+---+---+---+---\n" + "\n".join(rows[place] for place in order))
    draft = drafted(bench, A1="高")
    assert [(code, row["level"], row["prevention"], row["change"]) for code, row in sorted(draft.items())] == [
        ("A1", "高", "宣传", "等级由低改为高（看过）；依据有改动；后果有改动"),
        ("A2", draft["A2"]["proposed_level"], "巡查", draft["A2"]["change"]),
        ("A3", None, "回访", "依据有改动；后果有改动"),
    ]


def test_hot_spots_are_counted_by_street_trade_and_month(bench):
    bench.given("penalty_case", """
        case_no | party_name | violation_code | cause | street | trade | decision_date | decision_no | fine_amount
        --------+------------+----------------+-------+--------+-------+---------------+-------------+------------
        排1     | 张三       | A3             | 排水  | 东街   | 餐饮  | 2021-05-01    | 罚1         | 100
        排2     | 李四       | A3             | 排水  | 东街   |       | 2022-05-09    | 罚2         | 100
        排3     | 王五       | A3             | 排水  |        | 餐饮  | 2022-06-01    | 罚3         | 100
        排4     | 赵六       | A3             | 排水  | 西街   | 零售  | 2023-01-01    | 罚4         | 100
    """)
    found = bench.ask("violation_hot_spots")
    of_a3 = Drawn(found.names, tuple(row for row in found.rows if row[0] == "A3"))
    assert of_a3 == drawn("""
        spot_kind | spot | record_count | known_count | year_count
        ----------+------+--------------+-------------+-----------
        月份      | 05   | 2            | 3           | 2
        月份      | 06   | 1            | 3           | 2
        行业      | 餐饮 | 2            | 2           | 2
        街道      | 东街 | 2            | 2           | 2
    """)
    assert set(found.only(["first_on", "last_on"]).rows) == {("2021-05-01", "2022-06-01")}
    filters = {"街道": "street", "行业": "trade", "月份": "calendar_month"}
    for row in (dict(zip(of_a3.names, row, strict=True)) for row in of_a3.rows):
        listed = bench.ask(
            "violation_event_list", violation_code="A3", to_on=YEAR_END, **{filters[row["spot_kind"]]: row["spot"]}
        )
        assert len(listed.rows) == int(row["record_count"]), row
