"""What is written is matched to the catalogue only where that is certain; the rest waits for a person."""

from __future__ import annotations

import pytest

from tests.queries.drawn import Drawn, drawn


@pytest.fixture(autouse=True)
def _tables(bench):
    bench.given(
        "violation",
        """
        violation_code | clause_no | name                                                       | law  | article  | applies_in_wuyang
        ---------------+-----------+------------------------------------------------------------+------+----------+------------------
        SR08           | 1         | 擅自占用城市道路、地下通道及其他公共场所设摊经营、兜售物品 | 条例 | 第十八条 | yes
        SR03           | 1         | 擅自在城市道路或者公共场地堆放物料                         | 条例 | 第十五条 | yes
        DQ01           | 1         | 在禁止时段和区域露天烧烤食品或者提供场地                   | 条例 | 第九条   | no: 外地
    """,
    )
    bench.given(
        "penalty_case",
        """
        case_no | cause                              | facts          | violation_code | violated_article   | decision_date
        --------+------------------------------------+----------------+----------------+--------------------+--------------
        1       | 流动摊贩占道经营案                 |                |                |                    | 2022-03-01
        2       | 擅自在城市道路或者公共场地堆放物料 |                |                |                    | 2022-03-02
        3       | 其他                               |                |                | 《条例》第十八条   | 2022-03-03
        4       |                                    | 在人行道上摆摊 |                |                    | 2022-03-04
        5       | 没有占道经营                       |                |                |                    | 2022-03-05
        6       | 说不清                             |                | SR08           |                    | 2022-03-06
        7       | 露天烧烤                           |                |                |                    | 2022-03-07
    """,
    )
    bench.given(
        "complaint",
        """
        complaint_no | category | content                                | result | accept_date
        -------------+----------+----------------------------------------+--------+--------------------
        T1           | 市容     | 有商贩在人行道上摆摊，请处理           |        | 2022-04-01 08:00:00
        T2           | 市容     | 咨询在路边摆摊要什么手续               |        | 2022-04-02 08:00:00
        T3           | 市容     | 有人占道经营，还把建材堆放在人行道上   |        | 2022-04-03 08:00:00
        T4           | 市容     | 商贩占道经营                           | 不属实 | 2022-04-04 08:00:00
        T5           | 占道经营 |                                        |        | 2022-04-05 08:00:00
        T6           | 占道经营 | 感谢城管清理摊贩                       |        | 2022-04-06 08:00:00
    """,
    )
    bench.given(
        "inspection",
        """
        inspection_no | object_name | violation | check_result | check_date
        --------------+-------------+-----------+--------------+-----------
        J1            | 甲店        | 店外堆放建材 | 责令整改     | 2022-04-02
        J2            | 乙店        | 脏乱      | 责令整改     | 2022-04-03
        J3            | 丙店        |           | 责令整改     | 2022-04-04
        J4            | 丁店        |           | 未发现问题   | 2022-04-05
    """,
    )
    bench.given(
        "guidance",
        """
        guidance_no | party_name | topic            | method | guidance_date
        ------------+------------+------------------+--------+--------------
        Z1          | 甲店       | 规范店外经营秩序 | 提示   | 2022-05-01
        Z2          | 乙店       | 普法             | 提示   | 2022-05-02
    """,
    )


def decided(bench, number, ledger, written, code):
    bench.connection.execute(
        "insert into text_decision values ($1, $2, $3, $4, null, '同一行为', '试验', timestamp '2022-07-01 08:00:00')",
        [number, ledger, written, code],
    )


def test_a_case_is_matched_by_code_name_article_and_last_by_words_that_mean_one_violation(bench):
    assert bench.ask("case_list").only(["case_no", "violation_code", "match_how"]) == drawn("""
        case_no | violation_code | match_how
        --------+----------------+----------
        1       | SR08           | 说法
        2       | SR03           | 案由
        3       | SR08           | 条文
        4       | SR08           | 说法
        5       |                |
        6       | SR08           | 代码
        7       |                |
    """)


def test_a_complaint_is_matched_by_its_words_unless_it_asks_thanks_or_speaks_of_several(bench):
    assert bench.fact("complaints", "complaint_no").only(["complaint_no", "violation_code", "match_how"]) == drawn("""
        complaint_no | violation_code | match_how
        -------------+----------------+----------
        T1           | SR08           | 说法
        T2           |                |
        T3           |                |
        T4           | SR08           | 说法
        T5           | SR08           | 说法
        T6           |                |
    """)


def test_the_share_matched_is_told_source_by_source(bench):
    assert bench.ask("matching_by_source") == drawn("""
        event_kind | matched | coded_count | named_count | cited_count | confirmed_count | worded_count | unmatched_count | blank_count | outside_count
        -----------+---------+-------------+-------------+-------------+-----------------+--------------+-----------------+-------------+--------------
        案件       | 5/7     | 1           | 1           | 1           | 0               | 2            | 2               | 0           | 0
        检查       | 1/3     | 0           | 0           | 0           | 0               | 1            | 1               | 1           | 0
        投诉       | 2/5     | 0           | 0           | 0           | 0               | 2            | 3               | 0           | 0
        指导       | 1/2     | 0           | 0           | 0           | 0               | 1            | 1               | 0           | 0
    """)
    assert bench.ask("matching_by_source", from_on="2023-01-01").rows == ()


def test_each_number_of_it_leads_to_as_many_records(bench):
    counts = {"matched": {"is_matched": True}, "worded_count": {"match_how": "说法"}, "unmatched_count": {"match_how": "未对应"}}
    shares = bench.ask("matching_by_source")
    for name, filters in counts.items():
        for kind, count in shares.only(["event_kind", name]).rows:
            listed = bench.ask("matched_record_list", event_kind=kind, **filters)
            assert len(listed.rows) == int(count.split("/")[0]), (kind, name)
    assert bench.ask("matched_record_list", match_how="没有写").only(["event_kind", "written", "happened_on"]) == drawn("""
        event_kind | written | happened_on
        -----------+---------+------------
        检查       |         | 2022-04-04
    """)


def test_what_words_told_is_listed_text_by_text_so_that_a_person_can_say_otherwise(bench):
    assert bench.ask("matched_texts", match_how="说法").only(["ledger", "field", "written", "violation_code"]) == drawn("""
        ledger       | field     | written                      | violation_code
        -------------+-----------+------------------------------+---------------
        penalty_case | cause     | 流动摊贩占道经营案           | SR08
        inspection   | violation | 店外堆放建材                 | SR03
        guidance     | topic     | 规范店外经营秩序             | SR08
        complaint    | content   | 有商贩在人行道上摆摊，请处理 | SR08
        complaint    | category  | 占道经营                     | SR08
    """)
    decided(bench, 1, "complaint", "有商贩在人行道上摆摊，请处理", "SR03")
    assert bench.ask("matched_texts", match_how="确认").only(["written", "violation_code"]) == drawn("""
        written                      | violation_code
        -----------------------------+---------------
        有商贩在人行道上摆摊，请处理 | SR03
    """)


def test_what_a_person_says_is_none_of_the_catalogue_waits_no_longer_and_counts_nowhere(bench):
    waiting = bench.ask("undecided_texts", ledger="complaint", field="content").only(["written"])
    assert ("咨询在路边摆摊要什么手续",) in waiting.rows
    decided(bench, 1, "complaint", "咨询在路边摆摊要什么手续", "不属于目录")
    decided(bench, 2, "penalty_case", "流动摊贩占道经营案", "不属于目录")
    waiting = bench.ask("undecided_texts").only(["written"])
    assert {("咨询在路边摆摊要什么手续",), ("流动摊贩占道经营案",)}.isdisjoint(waiting.rows)
    assert bench.ask("case_list").only(["case_no", "violation_code", "match_how"]).rows[0] == ("1", None, "确认")
    shares = bench.ask("matching_by_source").only(["event_kind", "matched", "outside_count"])
    assert shares.rows[0] == ("案件", "4/6", "1")
    assert shares.rows[2] == ("投诉", "2/4", "1")


def test_a_complaint_waits_by_its_category_and_by_its_content(bench):
    assert bench.ask("undecided_texts", ledger="complaint").only(["field", "field_label", "written", "record_count"]) == drawn("""
        field    | field_label | written                              | record_count
        ---------+-------------+--------------------------------------+-------------
        category | 问题类别    | 市容                                 | 2
        content  | 反映内容    | 咨询在路边摆摊要什么手续             | 1
        content  | 反映内容    | 感谢城管清理摊贩                     | 1
        content  | 反映内容    | 有人占道经营，还把建材堆放在人行道上 | 1
        category | 问题类别    | 占道经营                             | 1
    """)
    decided(bench, 1, "complaint", "市容", "SR03")
    assert ("T1", "SR03") in bench.fact("complaints").only(["complaint_no", "violation_code"]).rows


def test_texts_are_read_once_and_forgotten_with_their_records(bench):
    bench.fact("complaints")
    read = "select count(*), count(violation_name) from text_reading"
    assert bench.connection.execute(read).fetchall() == [(17, 9)]
    bench.connection.execute("update text_reading set violation_name = null")
    assert bench.fact("complaints").only(["violation_code"]).rows == ((None,),) * 6
    bench.connection.execute("update text_reading set read_by = '旧词典'")
    bench.connection.execute("delete from complaint_row")
    bench.fact("complaints")
    assert bench.connection.execute(read).fetchall() == [(11, 6)]


def test_nothing_loaded_leaves_nothing_to_match(bench):
    for ledger in ("penalty_case", "inspection", "complaint", "guidance"):
        bench.connection.execute(f"delete from {ledger}_row")
    for name in ("matching_by_source", "matched_texts", "matched_record_list", "undecided_texts"):
        assert bench.ask(name).rows == ()


@pytest.mark.parametrize(
    ("jurisdiction", "code"),
    [("河南(郑州市所辖县市)", None), ("深圳", None), ("河南", "Z1"), ("河南(漯河市)", "Z1"), ("舞阳县(各区)", "Z1"), (None, "Z1")],
)
def test_a_violation_only_another_towns_benchmark_knows_is_never_matched(bench, jurisdiction, code):
    names = ("benchmark_id", "violation_code", "violation", "clause_no", "grade", "min_value", "max_value", "jurisdiction")
    row = ("B1", "Z1", "乱扔纸屑(某市条例 20—50元)", "6", "轻微", "20", "30", jurisdiction)
    bench.given("benchmark", Drawn(names, (row,)))
    bench.given("penalty_case", Drawn(("case_no", "cause"), (("又1", "乱扔纸屑"),)))
    assert dict(bench.fact("cases").only(["case_no", "violation_code"]).rows)["又1"] == code


@pytest.mark.parametrize("cause", ["采花，折枝,剥皮", "涉嫌采花、折枝，剥皮案", "采花折枝剥皮"])
def test_a_name_is_the_same_whichever_comma_parts_it(bench, cause):
    bench.given("violation", Drawn(("violation_code", "clause_no", "name"), (("L1", "1", "采花、折枝、剥皮"),)))
    bench.given("penalty_case", Drawn(("case_no", "cause"), (("又1", cause),)))
    assert dict(bench.fact("cases").only(["case_no", "violation_code"]).rows)["又1"] == "L1"
