"""Frames that draws start from, the control group, and what a spot check found and nobody mended."""

from __future__ import annotations

from datetime import date

import pytest

from fwzf_data.analysis.draw.named_frames import NAMED, named_frame, register_inspectors
from fwzf_data.errors import BadRequest
from tests.queries.conftest import Bench
from tests.queries.drawn import drawn

CASES = """
    case_no | party_name | uscc               | cause | unit   | fine_amount | filing_date | case_source | discretion_factors
    --------+------------+--------------------+-------+--------+-------------+-------------+-------------+----------------
    01      | 甲店       | 91411121MA1111111A | 占道  | 市政所 | 100         | 2022-03-01  | 巡查发现    |
    02      | 甲店       | 91411121MA1111111A | 占道  | 市政所 | 200         | 2022-04-01  | 投诉举报    | 首违不罚
    03      | 乙店       |                    | 占道  |        |             |             |             |
"""  # fmt: skip
INSPECTIONS = """
    inspection_no | object_name | check_result | check_date | unit
    --------------+-------------+--------------+------------+-------
    J1            | 甲店        | 未发现问题   | 2022-05-01 | 市政所
    J2            | 丙店        | 责令整改     | 2022-02-01 | 环卫所
    J3            | 丙店        | 未发现问题   | 2021-02-01 | 环卫所
"""
COMPLAINTS = """
    complaint_no | respondent | accept_date | unit
    -------------+------------+-------------+-------
    T1           | 丙店       | 2022-03-01  | 环卫所
"""
SPOT_CHECKS = """
    plan_no | object_name | unit   | check_date | result     | rectify_date | finish_date | led_to_case | problem
    --------+-------------+--------+------------+------------+--------------+-------------+-------------+-----------
    C1      | 过期        | 市政所 | 2022-06-01 | 责令整改   | 2022-06-10   |             |             | 过期
    C1      | 当天到期    | 市政所 | 2022-06-01 | 责令整改   | 2022-06-30   |             |             | 当天到期
    C1      | 没写期限    | 市政所 | 2022-06-01 | 发现问题   |              |             |             | 没写期限
    C1      | 什么都没写  | 市政所 |            | 发现问题   |              |             |             | 什么都没写
    C1      | 改好了      | 市政所 | 2022-06-01 | 责令整改   | 2022-06-10   | 2022-06-09  |             | 改好了
    C1      | 当场改      | 市政所 | 2022-06-01 | 当场改正   |              |             |             | 当场改
    C1      | 立案了      | 市政所 | 2022-06-01 | 立案查处   |              |             | 是          | 立案了
    C1      | 没问题      | 市政所 | 2022-06-01 | 未发现问题 |              |             |             | 没问题
    C1      | 关门        | 市政所 | 2022-06-01 | 注销       |              |             |             | 关门
"""


def test_every_case_is_one_object_with_a_bounded_weight(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    assert bench.ask("frame_cases") == drawn("""
        object_id | stratum  | weight | amount_fen
        ----------+----------+--------+-----------
        1         | 市政所   | 1      | 10000
        2         | 市政所   | 4      | 20000
        3         | 未填单位 | 1      |
    """)
    assert bench.ask("frame_cases", from_on="2022-03-01", to_on="2022-03-01").only(["object_id"]).rows == (("1",),)
    assert bench.ask("frame_cases", unit="园林所").rows == ()


def test_a_party_is_drawn_once_whatever_ledgers_it_stands_in(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    bench.given("inspection", INSPECTIONS)
    bench.given("complaint", COMPLAINTS)
    assert bench.ask("frame_parties", "2022-12-31") == drawn("""
        object_id | stratum  | weight | party_name
        ----------+----------+--------+-----------
        案件 1    | 市政所   | 2      | 甲店
        案件 3    | 未填单位 | 2      | 乙店
        检查 J3   | 环卫所   | 2      | 丙店
    """)
    # A year and a day after the last inspection it counts as long unseen; on the day itself not yet.
    seen = {on: bench.ask("frame_parties", on).only(["weight"]).rows[2] for on in ("2023-02-01", "2023-02-02")}
    assert seen == {"2023-02-01": ("2",), "2023-02-02": ("3",)}


def test_a_shop_is_one_object_however_its_name_is_spaced(bench: Bench) -> None:
    bench.given("penalty_case", """
        case_no | party_name  | cause | unit   | filing_date
        --------+-------------+-------+--------+------------
        1       | 甲（东）店  | 占道  | 市政所 | 2022-01-01
    """)
    bench.given("inspection", """
        inspection_no | object_name | check_date | unit
        --------------+-------------+------------+--------
        J1            | 甲 (东) 店  | 2022-05-01 | 市政所
        J2            | 乙店        | 2022-05-02 | 市政所
        J3            | 乙　店      | 2022-05-03 | 市政所
    """)
    bench.given("complaint", """
        complaint_no | respondent | content | accept_date | unit
        -------------+------------+---------+-------------+--------
        T1           | 乙 店      | 噪声    | 2022-06-01  | 市政所
    """)
    assert bench.ask("frame_parties", "2022-12-31").only(["object_id", "weight"]).rows == (("案件 1", "1"), ("检查 J2", "2"))


def test_evidence_is_drawn_by_duty_and_unit(bench: Bench) -> None:
    bench.given("unit", """
        unit       | unit_kind | is_responsible
        -----------+-----------+---------------
        政策法规室 | 机关股室  | 是
        市政所     | 局属单位  | 是
    """)
    rows = bench.ask("frame_evidence", "2022-06-30").only(["object_id", "stratum", "weight"]).rows
    assert any(row[0].startswith("2022 S1.1 ") for row in rows)
    assert {row[2] for row in rows} == {"1", "2"}
    assert all(row[1] == "市政所" for row in bench.ask("frame_evidence", unit="市政所").only(["object_id", "stratum"]).rows)


def test_guidance_without_a_file_is_no_object(bench: Bench) -> None:
    bench.given("guidance", """
        guidance_no | unit   | topic | form | guidance_date | archive_no
        ------------+--------+-------+------+---------------+-----------
        一          | 环卫所 | 垃圾  | 书面 | 2022-05-01    | 1
        二          | 环卫所 | 垃圾  | 书面 | 2022-06-01    |
        三          | 环卫所 | 垃圾  | 简易 | 2022-05-01    |
    """)
    bench.given("mediation", """
        mediation_no | applicant | accept_date
        -------------+-----------+------------
        M1           | 甲        | 2022-05-02
    """)
    assert bench.ask("frame_service") == drawn("""
        object_id | stratum  | weight
        ----------+----------+-------
        指导 一   | 环卫所   | 1
        指导 二   | 环卫所   | 2
        调解 M1   | 未填单位 | 1
    """)
    assert bench.ask("frame_service", from_on="2022-05-02", to_on="2022-05-31").only(["object_id"]).rows == (("调解 M1",),)


def test_a_named_frame_is_the_same_bytes_from_one_to_eight_threads(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    bench.given("inspection", INSPECTIONS)
    bench.ask("frame_parties")
    bench.ask("frame_cases")
    made = set()
    for threads in (1, 2, 8):
        bench.connection.execute(f"set threads = {threads}")
        made.add(tuple(named_frame(bench.connection, name, "weighted", date(2022, 12, 31)).frame.hash for name in ("cases", "parties")))  # fmt: skip
    assert len(made) == 1


def test_weights_and_amounts_are_named_in_the_plan(bench: Bench) -> None:
    bench.given("penalty_case", CASES)
    bench.ask("frame_cases")
    weighted = named_frame(bench.connection, "cases", "weighted", date(2022, 12, 31), unit="市政所")
    assert "风险权重最高为最低的几倍：4" in weighted.weight_rule
    assert weighted.name == "案卷（承办单位＝市政所）"
    assert [member.size for member in weighted.frame.members] == ["1", "4"]
    assert [member.size for member in named_frame(bench.connection, "案卷", "money", date(2022, 12, 31)).frame.members] == ["10000", "20000", ""]
    assert {member.size for member in named_frame(bench.connection, "frame_cases", "simple", date(2022, 12, 31)).frame.members} == {""}
    with pytest.raises(BadRequest, match="没有名为"):
        named_frame(bench.connection, "别的", "simple")
    with pytest.raises(BadRequest, match="是空的"):
        named_frame(bench.connection, "cases", "simple", date(2022, 12, 31), unit="没有")
    with pytest.raises(BadRequest, match="「当事人和店铺」不能按 --from 筛选"):
        named_frame(bench.connection, "parties", "simple", from_on=date(2022, 1, 1))
    assert set(NAMED) == {"cases", "parties", "evidence", "service"}


def test_random_checks_stand_beside_patrols_and_complaints(bench: Bench) -> None:
    bench.given("spot_check", SPOT_CHECKS)
    bench.given("inspection", INSPECTIONS)
    bench.given("complaint", COMPLAINTS)
    assert bench.ask("problem_rate_by_source", "2022-12-31", from_on="2022-01-01") == drawn("""
        unit   | source_kind | problem_share | unknown_count
        -------+-------------+---------------+--------------
        市政所 | 随机抽查    | 6/7           | 0
        市政所 | 巡查检查    | 0/1           | 0
        环卫所 | 巡查检查    | 1/1           | 0
        环卫所 | 投诉举报    | 1/1           | 0
    """)


def test_what_a_spot_check_found_waits_until_it_is_mended(bench: Bench) -> None:
    bench.given("spot_check", SPOT_CHECKS)
    found = bench.ask("K01", "2022-06-30").only(["evidence", "certainty", "finding"])
    assert {row[0].split("问题 ")[-1]: row[1:] for row in found.rows} == {
        "过期": ("确定", "抽查发现的问题没有整改，期限 2022-06-10 已过"),
        "当天到期": ("确定", "抽查发现的问题待整改，期限 2022-06-30"),
        "没写期限": ("存疑", "抽查发现的问题没有整改，期限 2022-06-16 已过"),
        "什么都没写": ("无法核查", "抽查发现的问题整改没有无法核查"),
    }
    assert bench.ask("K01", "2022-05-31").only(["certainty"]).rows == (("无法核查",),)


def test_a_day_to_mend_by_speaks_where_the_result_is_in_other_words(bench: Bench) -> None:
    bench.given("spot_check", """
        plan_no | object_name | check_date | result        | rectify_date | finish_date
        --------+-------------+------------+---------------+--------------+------------
        C1      | 甲          | 2022-06-01 | 发现问题2处   | 2022-06-10   |
        C1      | 乙          | 2022-06-01 |               | 2022-06-10   |
        C1      | 丙          | 2022-06-01 | 发现问题3处   |              |
        C1      | 丁          | 2022-06-01 | 未发现问题    | 2022-06-10   |
        C1      | 戊          | 2022-06-01 | 停业          | 2022-06-10   |
        C1      | 己          | 2022-06-01 | 责令整改2处   | 2022-06-10   | 2022-06-09
        C1      | 庚          | 2022-06-01 | 当场改正      | 2022-06-10   |
    """)
    assert sorted(bench.ask("K01", "2022-06-30").only(["certainty", "doubt"]).rows) == [
        ("存疑", "写了整改期限，检查结果「发现问题2处」不是规定的用语"),
        ("存疑", "写了整改期限，没有写检查结果"),
    ]


def test_what_a_spot_check_found_is_a_finding_only_from_the_day_after_its_deadline(bench: Bench) -> None:
    bench.given("spot_check", """
        plan_no | object_name | check_date | result   | rectify_date | finish_date
        --------+-------------+------------+----------+--------------+------------
        C1      | 甲          | 2022-06-01 | 责令整改 | 2022-06-10   |
    """)
    for day in ("2022-06-02", "2022-06-10"):
        assert bench.ask("finding_list", day, code="K01").rows == ()
    assert bench.ask("finding_list", "2022-06-11", code="K01") == drawn("""
        certainty | occurred_on | due_on     | finding
        ----------+-------------+------------+----------------------------------------------------------------------------------
        确定      | 2022-06-11  | 2022-06-10 | 抽查发现的问题没有整改，期限 2022-06-10 已过；截至 2022-06-11 已超期 1 日
    """)


def test_without_a_column_for_the_end_nothing_is_said_of_mending(bench: Bench) -> None:
    bench.given("spot_check", """
        plan_no | object_name | check_date | result
        --------+-------------+------------+---------
        C1      | 甲          | 2022-06-01 | 责令整改
    """)
    assert bench.ask("K01").only(["certainty", "doubt"]).rows == (("无法核查", "没有完结日期一列"),)


def test_inspectors_come_from_the_register_with_what_keeps_them_away(bench: Bench) -> None:
    bench.given("officer", """
        name | cert_no | unit       | valid_until
        -----+---------+------------+------------
        张三 | A1      | 政策法规室 | 2026-12-31
        李四 | A2      | 政策法规室 |
        王五 |         | 政策法规室 | 2026-12-31
    """)
    assert bench.ask("inspector_list") == drawn("""
        certificate_no | name | valid_until
        ---------------+------+------------
        A1             | 张三 | 2026-12-31
        A2             | 李四 |
    """)
    found = register_inspectors(bench.connection, {"A1": "市政所、环卫所"}, {"A2": "2022-06-01"})
    assert [(one.id, one.conflicts, one.leave) for one in found] == [
        ("A1", ("市政所", "环卫所"), ()), ("A2", (), (("2022-06-01", "2022-06-01"),)),
    ]  # fmt: skip
    with pytest.raises(BadRequest, match="没有证号「A9」"):
        register_inspectors(bench.connection, {"A9": "市政所"}, {})
