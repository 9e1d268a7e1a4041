"""What the desk of benchmarks shows: the tables, the catalogue, texts waiting for a person, and what was decided."""

from __future__ import annotations

import pytest

from tests.queries.drawn import drawn


@pytest.fixture(autouse=True)
def _tables(bench):
    bench.given(
        "violation",
        """
        violation_code | clause_no | name     | party_scope | min_yuan | max_yuan | fine_is | applies_in_wuyang
        ---------------+-----------+----------+-------------+----------+----------+---------+------------------
        A1             | 1         | 占道经营 | 单位        | 500      | 2000     | 应当    | yes
        A1             | 2         | 占道经营 | 个人        | 50       | 200      | 应当    | yes
        D1             | 1         | 遛犬未牵 | 全部        | 50       | 200      | 可以    | no: 公安机关
    """,
    )
    bench.given(
        "benchmark",
        """
        benchmark_id | violation_code | violation | clause_no | grade | grade_order | penalty_kind | min_value | max_value | jurisdiction | effective_from | effective_to | other_outcome
        -------------+----------------+-----------+-----------+-------+-------------+--------------+-----------+-----------+--------------+----------------+--------------+---------------
        B1           | A1             | 占道经营  | 1         | 轻微  | 1           | range        | 500       | 1000      | 舞阳         |                | 2022-06-04   | 责令改正|警告
        B2           | A1             | 占道经营  | 1         | 轻微  | 1           | range        | 600       | 1000      | 舞阳         | 2022-06-05     |              |
        B3           | A1             | 占道经营  | 1         | 一般  | 2           | range        |           |           | 舞阳         | 2022-06-05     |              |
        X1           | A1             | 占道经营  | 1         | 较轻  | 1           | fixed        | 800       |           | 深圳         |                |              |
    """.replace("责令改正|警告", "责令改正、警告"),
    )
    bench.given(
        "penalty_case",
        """
        case_no | party_name | party_type       | cause       | violation_code | decision_date
        --------+------------+------------------+-------------+----------------+--------------
        1       | 甲         | 法人及非法人组织 | 占道经营    |                | 2022-05-01
        2       | 乙         |                  | 占道经营    |                | 2022-05-02
        3       | 丙         | 自然人           | 马路摆摊    |                | 2022-05-03
        4       | 丁         | 自然人           | 马路摆摊案  |                | 2022-05-09
        5       | 戊         | 自然人           | 马路摆摊    | A1             | 2022-05-03
    """,
    )
    bench.given(
        "complaint",
        """
        complaint_no | category | accept_date
        -------------+----------+--------------------
        T1           | 马路摆摊 | 2022-04-01 08:00:00
    """,
    )
    bench.given(
        "inspection",
        """
        inspection_no | object_name | violation | check_date
        --------------+-------------+-----------+-----------
        J1            | 甲店        | 门前堆物  | 2022-04-02
    """,
    )


def decided(bench, number, ledger, written, code, clause_no=None):
    bench.connection.execute(
        "insert into text_decision values ($1, $2, $3, $4, $5, '同一行为', '试验', timestamp '2022-07-01 08:00:00')",
        [number, ledger, written, code, clause_no],
    )


def test_texts_wait_for_a_person_with_what_they_lack(bench):
    assert bench.ask("undecided_texts") == drawn("""
        ledger       | written    | lacking  | violation_code | record_count | first_on   | last_on
        -------------+------------+----------+----------------+--------------+------------+-----------
        penalty_case | 占道经营   | 条款     | A1             | 1            | 2022-05-02 | 2022-05-02
        penalty_case | 马路摆摊   | 违法行为 |                | 1            | 2022-05-03 | 2022-05-03
        penalty_case | 马路摆摊案 | 违法行为 |                | 1            | 2022-05-09 | 2022-05-09
        inspection   | 门前堆物   | 违法行为 |                | 1            | 2022-04-02 | 2022-04-02
        complaint    | 马路摆摊   | 违法行为 |                | 1            | 2022-04-01 | 2022-04-01
    """)
    assert bench.ask("undecided_texts", ledger="coercion").rows == ()


def test_a_decision_holds_for_its_ledger_and_for_spellings_of_the_same_form(bench):
    decided(bench, 1, "penalty_case", "马路摆摊", "A1")
    assert bench.ask("undecided_texts", ledger="penalty_case").only(["written", "lacking"]) == drawn("""
        written  | lacking
        ---------+--------
        占道经营 | 条款
    """)
    assert bench.ask("case_list").only(["case_no", "violation_code", "clause_no", "match_how"]) == drawn("""
        case_no | violation_code | clause_no | match_how
        --------+----------------+-----------+----------
        1       | A1             | 1         | 案由
        2       | A1             |           | 案由
        3       | A1             | 2         | 确认
        5       | A1             | 2         | 代码
        4       | A1             | 2         | 确认
    """)
    assert bench.ask("complaint_list").only(["violation_code"]).rows == ((None,),)
    decided(bench, 2, "complaint", "马路摆摊", "A1")
    decided(bench, 3, "inspection", "门前堆物", "A1")
    assert bench.ask("complaint_list").only(["violation_code"]).rows == (("A1",),)
    assert bench.ask("inspection_list").only(["violation_code"]).rows == (("A1",),)


def test_a_clause_can_be_decided_where_the_text_alone_does_not_tell_it(bench):
    decided(bench, 1, "penalty_case", "占道经营", "A1", 2)
    assert ("2", "A1", "2", "确认") in bench.ask("case_list").only(
        ["case_no", "violation_code", "clause_no", "match_how"]
    ).rows


def test_every_decision_is_listed_and_the_one_in_force_is_marked(bench):
    assert bench.ask("text_decision_list").rows == ()
    decided(bench, 1, "penalty_case", "马路摆摊", "A1")
    decided(bench, 2, "penalty_case", "马路摆摊案", "A1", 2)
    decided(bench, 3, "complaint", "马路摆摊", "A1")
    decided(bench, 4, "complaint", "马路摆摊", None)
    decided(bench, 5, "inspection", "门前堆物", "D1")
    assert bench.ask("text_decision_list") == drawn("""
        decision_no | ledger       | written    | violation_code | clause_no | is_in_force | why
        ------------+--------------+------------+----------------+-----------+-------------+---------
        5           | inspection   | 门前堆物   | D1             |           | 否          | 同一行为
        4           | complaint    | 马路摆摊   |                |           | 否          | 同一行为
        3           | complaint    | 马路摆摊   | A1             |           | 否          | 同一行为
        2           | penalty_case | 马路摆摊案 | A1             | 2         | 是          | 同一行为
        1           | penalty_case | 马路摆摊   | A1             |           | 否          | 同一行为
    """)


def test_the_table_says_what_each_row_is_used_for_and_when(bench):
    assert bench.ask("benchmark_list") == drawn("""
        benchmark_id | use      | low | high | companions     | effective_from | effective_to
        -------------+----------+-----+------+----------------+----------------+-------------
        B1           | 套用     | 500 | 1000 | 责令改正、警告 |                | 2022-06-04
        B2           | 套用     | 600 | 1000 |                | 2022-06-05     |
        B3           | 没有金额 |     |      |                | 2022-06-05     |
        X1           | 外地示例 | 800 | 800  |                |                |
    """)
    for day, there in (("2022-06-04", {"B1", "X1"}), ("2022-06-05", {"B2", "B3", "X1"})):
        assert {row[0] for row in bench.ask("benchmark_list", on_day=day).only(["benchmark_id"]).rows} == there
    assert bench.ask("benchmark_list", use="外地示例").only(["benchmark_id"]).rows == (("X1",),)
    assert bench.ask("benchmark_list", violation_code="D1").rows == ()


def test_a_row_for_what_only_another_town_punishes_is_an_example(bench):
    bench.given("benchmark", """
        benchmark_id | violation_code | violation | grade | min_value | max_value | jurisdiction
        -------------+----------------+-----------+-------+-----------+-----------+---------------------
        Z1           | Z1             | 乱扔纸屑  | 轻微  | 20        | 30        | 河南(郑州市所辖县市)
    """)
    assert bench.ask("benchmark_list", violation_code="Z1").only(["use"]).rows == (("外地示例",),)


def test_the_catalogue_marks_what_does_not_hold_here(bench):
    assert bench.ask("violation_list") == drawn("""
        violation_code | clause_no | violation_name | is_local | min_fen | max_fen
        ---------------+-----------+----------------+----------+---------+--------
        A1             | 1         | 占道经营       | 是       | 50000   | 200000
        A1             | 2         | 占道经营       | 是       | 5000    | 20000
        D1             | 1         | 遛犬未牵       | 否       | 5000    | 20000
    """)
    assert bench.ask("violation_list", is_local=True).only(["violation_code"]).rows == (("A1",), ("A1",))
