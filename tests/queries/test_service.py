"""Guidance, mediation, permits and the smaller registers; and how complete what was reported is."""

from __future__ import annotations

from tests.queries.conftest import Bench
from tests.queries.drawn import drawn

GUIDANCES = """
    guidance_no | unit   | party_name | topic | method    | form        | guidance_date | officers | has_document | served_date | archive_no | count
    ------------+--------+------------+-------+-----------+-------------+---------------+----------+--------------+-------------+------------+------
    一          | 环卫所 | 甲店       | 垃圾  | 提示、建议 | 书面        | 2022-05-01    | 张三     | 是           | 2022-05-02  | 1          |
    二          | 环卫所 | 乙店       | 垃圾  | 约谈      | 书面、微信  | 2022-05-03    |          | 是           |             |            |
    三          | 环卫所 | 丙店       | 垃圾  | 提示      |             | 2022-05-04    | 张三     |              |             |            |
    四          | 环卫所 |            |       | 提示      | 口头        | 2022-06       |          |              |             |            | 30
"""  # fmt: skip


def test_guidance_knows_what_is_written_complete_served_and_filed(bench: Bench) -> None:
    bench.given("guidance", GUIDANCES)
    assert bench.fact("guidances", "row_no") == drawn("""
        guidance_no | is_written | is_complete | is_served | is_filed | guided_month | guidance_count
        ------------+------------+-------------+-----------+----------+--------------+---------------
        一          | 是         | 是          | 是        | 是       | 2022-05      | 1
        二          | 是         | 否          | 否        | 否       | 2022-05      | 1
        三          |            |             | 否        | 否       | 2022-05      | 1
        四          | 否         | 否          | 否        | 否       | 2022-06      | 30
    """)


def test_a_column_the_sheet_does_not_have_leaves_guidance_unknown(bench: Bench) -> None:
    bench.given(
        "guidance",
        """
        guidance_no | unit   | party_name | topic | form | guidance_date | officers | has_document
        ------------+--------+------------+-------+------+---------------+----------+-------------
        一          | 环卫所 | 甲店       | 垃圾  | 书面 | 2022-05-01    | 张三     | 是
    """,
    )
    assert bench.fact("guidances").only(["is_complete", "is_served", "is_filed"]).rows == (("是", None, None),)
    assert bench.fact("sheet_fields").rows == (
        ("1", "1", "form、guidance_date、guidance_no、has_document、officers、party_name、topic、unit"),
    )


def test_a_cell_that_could_not_be_read_is_not_a_blank_one(bench: Bench) -> None:
    bench.given("guidance", GUIDANCES)
    bench.connection.execute(
        "insert into cell_issue values (1, 1, 3, 10, '送达日期', 'served_date', '五月底', 'I09', 'cell_unknown', '请补上日。')"
    )
    assert bench.fact("guidances", "row_no").only(["is_served"]).rows == (("是",), (None,), ("否",), ("否",))
    assert bench.fact("unread_fields").rows == (("1", "1", "3", "served_date"),)


def test_the_list_of_guidance_can_be_narrowed_and_leads_to_the_row(bench: Bench) -> None:
    bench.given("guidance", GUIDANCES, file="指导.xlsx")
    assert bench.ask("guidance_list", is_written="是", method="约谈") == drawn("""
        guidance_no | file      | row
        ------------+-----------+----
        二          | 指导.xlsx | 3
    """)
    in_may = bench.ask("guidance_list", from_on="2022-05-03", to_on="2022-06-29").only(["guidance_no"]).rows
    assert in_may == (("二",), ("三",))
    assert bench.ask("guidance_list", from_on="2022-06-30").only(["guidance_no"]).rows == (("四",),)
    assert bench.ask("guidance_list", unit="没有这个单位").rows == ()


def test_mediation_knows_who_has_to_be_referred_and_what_is_closed(bench: Bench) -> None:
    bench.given("mediation", """
        mediation_no | unit   | applicant | accept_date | notice_date | agreed | result     | referred_to | archive_date | end_date
        -------------+--------+-----------+-------------+-------------+--------+------------+-------------+--------------+-----------
        一           | 环卫所 | 甲        | 2022-05-01  | 2022-05-01  | 是     | 达成协议   |             | 2022-05-20   | 2022-05-10
        二           | 环卫所 | 乙        | 2022-05-02  |             | 否     |            | 行政诉讼    |              |
        三           | 环卫所 | 丙        | 2022-05-03  |             | 是     | 终止       |             |              |
        四           | 环卫所 | 丁        | 2022-05-04  |             | 是     | 撤回       |             |              |
        五           | 环卫所 | 戊        | 2022-05-05  |             | 是     | 调解中     |             |              |
        六           | 环卫所 | 己        | 2022-05-06  |             |        |            |             |              |
    """)  # fmt: skip
    assert bench.fact("mediations", "row_no") == drawn("""
        mediation_no | is_notified | needs_referral | is_referred | is_closed | is_filed
        -------------+-------------+----------------+-------------+-----------+---------
        一           | 是          | 否             | 否          | 是        | 是
        二           | 否          | 是             | 是          | 否        | 否
        三           | 否          | 是             | 否          | 是        | 否
        四           | 否          | 否             | 否          | 是        | 否
        五           | 否          | 否             | 否          | 否        | 否
        六           | 否          |                | 否          | 否        | 否
    """)


def test_a_permit_is_timed_in_working_days(bench: Bench) -> None:
    bench.given(
        "permit_publicity",
        """
        permit_doc_no | party_name | permit_content | accept_date | decision_date | promised_days | published_on
        --------------+------------+----------------+-------------+---------------+---------------+-------------
        一            | 甲公司     | 占道           | 2022-04-22  | 2022-05-05    | 7             | 2022-05-09
        二            | 乙公司     | 占道           |             | 2022-05-05    |               |
    """,
    )
    assert bench.fact("permits", "row_no") == drawn("""
        permit_no | workdays_used | promised_days | is_published
        ----------+---------------+---------------+-------------
        一        | 7             | 7             | 是
        二        |               |               | 否
    """)


def test_a_published_penalty_is_known_by_the_number_of_its_decision(bench: Bench) -> None:
    bench.given(
        "penalty_publicity",
        """
        decision_no                | party_name | decision_date | published_on | fine_amount_wan
        ---------------------------+------------+---------------+--------------+----------------
        舞城管罚决字〔2022〕第012号 | 甲公司     | 2022-05-01    | 2022-05-06   | 2000
    """,
    )
    bench.given("penalty_case", """
        case_no | decision_no             | party_name | unit   | party_type       | procedure | decision_date | penalty_type | fine_amount
        --------+-------------------------+------------+--------+------------------+-----------+---------------+--------------+------------
        一号    | 舞城管罚决字(2022)12号   | 甲公司     | 环卫所 | 法人及非法人组织 | 普通程序  | 2022-05-01    | 罚款         | 2000
    """)  # fmt: skip
    assert bench.fact("publicity").only(["published_on"]).rows == (("2022-05-06",),)
    assert bench.fact("disclosures").only(["is_published", "published_on"]).rows == (("是", "2022-05-06"),)


def test_the_smaller_registers_carry_the_names_of_units_as_the_register_has_them(bench: Bench) -> None:
    bench.given(
        "unit",
        """
        unit   | unit_kind | aliases | is_responsible
        -------+-----------+---------+---------------
        环卫所 | 局属单位  | 环卫处  | 是
    """,
    )
    bench.given(
        "pairing",
        """
        demo_unit | target_unit | activity_date
        ----------+-------------+--------------
        环卫处    | 市政所      | 2022-04-01
    """,
    )
    bench.given(
        "demo_site",
        """
        unit   | year | submit_date
        -------+------+------------
        环卫处 | 2022 | 2022-09-01
    """,
    )
    bench.given(
        "campaign",
        """
        campaign | from_on    | to_on      | units
        ---------+------------+------------+-------------
        夜市整治 | 2022-06-01 | 2022-06-30 | 环卫处、市政所
    """,
    )
    bench.given(
        "coercion",
        """
        coercion_no | party_name | kind | start_date | unit
        ------------+------------+------+------------+-------
        强一        | 甲         | 扣押 | 2022-05-01 | 环卫处
    """,
    )
    bench.given(
        "spot_check",
        """
        plan_no | object_name | draw_date  | unit   | result
        --------+-------------+------------+--------+-----------
        双一    | 甲公司      | 2022-05-01 | 环卫处 | 未发现问题
    """,
    )
    bench.given(
        "risk_list",
        """
        risk_point | unit   | measure | publish_way
        -----------+--------+---------+------------
        占道经营   | 环卫处 | 提醒    | 微信、座谈会
    """,
    )
    assert bench.fact("pairings").only(["demo_unit", "target_unit"]).rows == (("环卫所", "市政所"),)
    assert bench.fact("demo_sites").only(["unit", "applied_on"]).rows == (("环卫所", "2022-09-01"),)
    assert bench.fact("campaigns").only(["units"]).rows == (("市政所、环卫所",),)
    assert bench.fact("coercions").only(["unit", "kinds", "started_on"]).rows == (("环卫所", "扣押", "2022-05-01"),)
    assert bench.fact("spot_checks").only(["unit", "drawn_on"]).rows == (("环卫所", "2022-05-01"),)
    assert bench.fact("risk_points").only(["unit", "prevention", "publish_ways"]).rows == (
        ("环卫所", "提醒", "微信、座谈会"),
    )


def test_completeness_shows_a_month_in_which_a_unit_reported_nothing_as_blank(bench: Bench) -> None:
    bench.given(
        "unit",
        """
        unit   | unit_kind | is_responsible
        -------+-----------+---------------
        环卫所 | 局属单位  | 是
        市政所 | 局属单位  | 是
    """,
    )
    bench.given("guidance", GUIDANCES)
    bench.given(
        "guidance",
        """
        guidance_no | party_name | topic | guidance_date
        ------------+------------+-------+--------------
        九          | 丁店       | 垃圾  | 2022-05-09
    """,
    )
    span = {"ledger": "guidance", "from_on": "2022-05-15", "to_on": "2022-06-01"}
    assert bench.ask("completeness_by_unit", **span) == drawn("""
        unit     | ledger_label | month   | row_count
        ---------+--------------+---------+----------
        市政所   | 行政指导台账 | 2022-05 |
        市政所   | 行政指导台账 | 2022-06 |
        未填单位 | 行政指导台账 | 2022-05 | 1
        环卫所   | 行政指导台账 | 2022-05 | 3
        环卫所   | 行政指导台账 | 2022-06 | 1
    """)
    year = bench.ask("completeness_by_unit", "2022-06-01", unit="市政所", ledger="complaint").only(["month"]).rows
    assert year == tuple((f"2022-{month:02}",) for month in range(1, 7))


def test_completeness_of_nothing_is_empty(bench: Bench) -> None:
    assert bench.ask("completeness_by_unit").rows == ()
    assert bench.ask("column_completeness").rows == ()


def test_a_required_column_is_filled_read_or_missing(bench: Bench) -> None:
    bench.given(
        "summary_report",
        """
        unit   | submitted_on | file_name
        -------+--------------+----------
        环卫所 | 2022-12-25   | 报告
        市政所 |              | 报告
    """,
    )
    bench.given(
        "guidance",
        """
        guidance_no | unit   | party_name | form | guidance_date
        ------------+--------+------------+------+--------------
        一          | 环卫所 | 甲店       | /    | 2022-05-01
    """,
    )
    bench.connection.execute(
        "insert into cell_issue values (1, 1, 2, 2, '报送日期', 'submitted_on', '月底', 'I07', 'cell_unknown', '请改成日期。')"
    )
    assert bench.ask("column_completeness", ledger="summary_report") == drawn("""
        field_label | row_count | filled_count | read_count | filled
        ------------+-----------+--------------+------------+-------
        单位        | 2         | 2            | 2          | 2/2
        报送日期    | 2         | 1            | 0          | 1/2
    """)
    filled = dict(bench.ask("column_completeness", ledger="guidance").only(["field", "filled"]).rows)
    assert (filled["unit"], filled["form"], filled["officers"]) == ("1/1", "0/1", "0/1")
