"""Duties of the plan seen row by row: guidance papers, mediation, training, the list of risks."""

from __future__ import annotations

from tests.queries.drawn import drawn


def test_written_guidance_needs_its_paper_and_simple_guidance_does_not(bench):
    bench.given("guidance", """
        guidance_no | unit   | party_name | topic | form | guidance_date | officers | has_document | served_date | archive_no
        ------------+--------+------------+-------+------+---------------+----------+--------------+-------------+-----------
        齐全        | 某中队 | 甲店       | 占道  | 书面 | 2022-03-01    | 张甲一   | 是           | 2022-03-01  | 卷1
        没文书      | 某中队 | 甲店       | 占道  | 书面 | 2022-03-01    | 张甲一   | 否           | 2022-03-01  | 卷2
        缺要素      | 某中队 |            | 占道  | 书面 | 2022-03-01    | 张甲一   | 是           |             | 卷3
        没卷        | 某中队 | 甲店       | 占道  | 书面 | 2022-03-01    | 张甲一   | 是           | 2022-03-01  |
        简易        | 某中队 | 甲店       | 占道  | 口头 | 2022-03-01    | 张甲一   | 否           |             |
        没写形式    | 某中队 | 甲店       | 占道  |      | 2022-03-01    | 张甲一   | 否           |             |
    """)
    bench.given("guidance", """
        guidance_no | unit   | party_name | topic | form | guidance_date | officers
        ------------+--------+------------+-------+------+---------------+---------
        无此列      | 某中队 | 甲店       | 占道  | 书面 | 2022-03-01    | 张甲一
    """)
    rows = {row[0].split("·")[-1]: row[1:] for row in bench.ask("S01").only(["record_key", "certainty", "finding"]).rows}
    assert rows == {
        "没文书": ("确定", "书面指导没有文书，四项要求差 1 项"),
        "缺要素": ("确定", "书面指导要素不全、没有送达，四项要求差 2 项"),
        "没卷": ("确定", "书面指导没有案卷号，四项要求差 1 项"),
        "没写形式": ("无法核查", "指导文书无法核查：缺指导形式"),
        "无此列": ("无法核查", "指导文书无法核查：缺是否有文书、缺送达日期、缺案卷号"),
    }


def test_a_failed_mediation_is_followed_by_advice_where_to_turn(bench):
    bench.given("mediation", """
        mediation_no | unit   | accept_date | notice_date | agreed | result     | end_date   | referred_to
        -------------+--------+-------------+-------------+--------+------------+------------+------------
        成了         | 某中队 | 2022-03-01  | 2022-03-01  | 是     | 达成协议   | 2022-03-05 |
        没成引导     | 某中队 | 2022-03-01  | 2022-03-01  | 是     | 未达成协议 | 2022-03-05 | 诉讼
        没成没引     | 某中队 | 2022-03-01  | 2022-03-01  | 是     | 未达成协议 | 2022-03-05 |
        不愿         | 某中队 | 2022-03-01  |             | 否     |            |            |
        没写结果     | 某中队 | 2022-03-01  | 2022-03-01  |        |            |            |
    """)
    assert bench.ask("S02") == drawn("""
        record_key | certainty | finding
        -----------+-----------+------------------------------------------------------
        不愿       | 确定      | 没有送达告知引导书；调解不成，没有引导诉讼、复议
        没成没引   | 确定      | 调解不成，没有引导诉讼、复议
    """)


def test_a_mediation_without_the_columns_cannot_be_checked(bench):
    bench.given("mediation", """
        mediation_no | unit   | accept_date | agreed | result
        -------------+--------+-------------+--------+-----------
        无此列       | 某中队 | 2022-03-01  | 是     | 未达成协议
    """)
    assert bench.ask("S02") == drawn("""
        record_key | certainty | doubt
        -----------+-----------+-------------------------
        无此列     | 无法核查  | 缺告知日期、缺引导途径
    """)


TASKS = "task_no | task | unit | status | done_date | evidence\n--------+---+---+---+---+---\n"


def test_the_mechanism_of_mediation_is_published_by_the_end_of_april(bench):
    def asked(row: str, as_of: str = "2022-12-31"):
        bench.connection.execute("delete from annual_task_row")
        bench.given("annual_task", TASKS + row)
        return bench.ask("S03", as_of=as_of).only(["certainty", "finding"]).rows

    lead = bench.fact("obligation_units").rows
    unit = next(row[2] for row in lead if row[1] == "S3.6")
    assert asked(f"S3.6 | 公布 | {unit} | 已完成 | 2022-04-30 | 网页") == ()
    assert asked(f"S3.6 | 公布 | {unit} | 已完成 | 2022-05-01 | 网页") == (
        ("确定", "期限 2022-04-30，2022-05-01 才完成，超期 1 日"),
    )
    assert asked(f"S3.6 | 公布 | {unit} | 已完成 | 2022-04-29 |") == (("存疑", "报 2022-04-29 完成，没有佐证"),)
    assert asked(f"S3.6 | 公布 | {unit} | 进行中 | |") == (("确定", "期限 2022-04-30 已到，任务台账报「进行中」"),)
    assert asked(f"S3.6 | 公布 | {unit} | 进行中 | |", "2022-04-30") == ()
    assert asked(f"S1.1 | 别的 | {unit} | 进行中 | |") == (("无法核查", "调解机制公布无法核查：缺任务台账这一行"),)


def test_two_trainings_of_each_kind_by_the_end_of_the_year(bench):
    bench.given("training", """
        title | kind         | start_date | actual_n | status
        ------+--------------+------------+--------------+-------
        甲    | 执法业务培训 | 2022-03-01 | 20           | 已举办
        乙    | 执法业务培训 | 2022-12-31 | 20           | 已举办
        丙    | 党性学习教育 | 2022-03-01 | 20           | 已举办
        丁    | 党性学习教育 | 2022-05-01 |              | 取消
        戊    | 党性学习教育 | 2023-01-01 | 20           | 已举办
    """)
    assert bench.ask("S04", as_of="2022-12-31").rows == ()
    assert bench.ask("S04", as_of="2023-01-01") == drawn("""
        record_key        | unit | certainty | finding                                    | occurred_on
        ------------------+------+-----------+--------------------------------------------+------------
        2022·党性学习教育 | 全局 | 确定      | 党性学习教育全年 1 场，最低 2 场，少 1 场  | 2023-01-01
    """)


def test_of_a_year_from_which_no_training_was_reported_nothing_is_certain(bench):
    bench.given("training", """
        title | kind         | start_date | actual_n
        ------+--------------+------------+-------------
        甲    | 执法业务培训 | 2023-03-01 | 20
    """)
    assert bench.ask("S04", as_of="2023-06-01") == drawn("""
        record_key        | certainty | doubt
        ------------------+-----------+------------------------
        2022·党性学习教育 | 无法核查  | 这一年没有报培训台账
        2022·执法业务培训 | 无法核查  | 这一年没有报培训台账
    """)


def test_a_session_of_unknown_kind_leaves_the_count_open(bench):
    bench.given("training", """
        title | kind         | start_date | actual_n
        ------+--------------+------------+-------------
        甲    | 执法业务培训 | 2022-03-01 | 20
        乙    |              | 2022-04-01 | 20
    """)
    assert bench.ask("S04", as_of="2023-01-01") == drawn("""
        record_key        | certainty | doubt
        ------------------+-----------+-------------------------
        2022·党性学习教育 | 确定      |
        2022·执法业务培训 | 无法核查  | 有 1 场没有写清类别
    """)


def test_the_list_of_risks_is_whole_and_published_in_time(bench):
    bench.given("risk_list", """
        risk_point | version | risk_level | legal_basis | consequence | measure | published_on
        -----------+---------+------------+-------------+-------------+---------+-------------
        占道       | 1       | 高         | 依据        | 罚款        | 劝导    | 2022-04-30
        油烟       | 1       |            | 依据        | 罚款        |         | 2022-04-30
        渣土       | 1       | 高         | 依据        | 罚款        | 劝导    | 2022-05-01
        招牌       | 1       | 高         | 依据        | 罚款        | 劝导    |
        占道       | 2       | 高         | 依据        | 罚款        | 劝导    | 2022-09-01
    """)
    rows = {row[0].split("·")[0] + row[0].split("·")[-1]: row[1:] for row in bench.ask("S05").only(["record_key", "certainty", "finding"]).rows}
    assert list(rows.values()) == [row for row in rows.values() if row[0] == "确定"]
    assert sorted(finding for _, finding in rows.values()) == [
        "期限 2022-04-30，2022-05-01 才公开，超期 1 日",
        "风险点没有公开日期",
        "风险点没有等级、措施",
    ]
    assert bench.ask("S05", as_of="2022-04-30").rows == ()


def test_a_list_without_the_columns_cannot_be_checked(bench):
    bench.given("risk_list", """
        risk_point | risk_level | legal_basis | consequence
        -----------+------------+-------------+------------
        占道       | 高         | 依据        | 罚款
    """)
    assert bench.ask("S05").only(["certainty", "doubt"]).rows == (("无法核查", "缺措施、公开日期"),)
