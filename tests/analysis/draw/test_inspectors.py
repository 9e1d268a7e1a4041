"""Inspectors: two each, nobody where he must not be, and chance alone among what is possible."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from fwzf_data.analysis.draw.frame import frozen
from fwzf_data.analysis.draw.inspectors import (
    NOT_UNIFORM,
    ONE_BY_ONE,
    UNIFORM,
    Inspector,
    assign,
    inspectors_file,
    read_inspectors,
)
from fwzf_data.analysis.draw.plan import make_plan
from fwzf_data.analysis.draw.record import draw, faults
from fwzf_data.errors import BadRequest


def staff(**conflicts: str) -> list[Inspector]:
    return [Inspector(name, conflicts=tuple(kept.split())) for name, kept in conflicts.items()]


def test_three_inspectors_three_objects_and_one_way_to_do_it() -> None:
    people = staff(甲="二 三", 乙="一 三", 丙="一 二")
    for key in range(20):
        found = assign(str(key), {"一": "", "二": "", "三": ""}, people, 1)
        assert found.teams == {"一": ["甲"], "二": ["乙"], "三": ["丙"]}


def test_one_way_that_picking_in_order_would_miss() -> None:
    people = staff(甲="", 乙="三", 丙="二 三")
    assert assign("种子", {"一": "", "二": "", "三": ""}, people, 1).teams == {"一": ["丙"], "二": ["乙"], "三": ["甲"]}


def test_feasible_assignments_are_equally_likely() -> None:
    people = staff(甲="一", 乙="", 丙="")
    counts = Counter(str(assign(f"{key}", {"一": "", "二": "", "三": ""}, people, 1).teams) for key in range(2_000))
    assert len(counts) == 4
    assert sum((count - 500) ** 2 / 500 for count in counts.values()) < 16.3  # 99.9 % point of χ²(3)


def test_two_different_people_each_and_an_even_load() -> None:
    people = [Inspector(f"证{number}") for number in range(7)]
    found = assign("种子", {f"对象{number}": "一中队" for number in range(10)}, people, 2)
    assert found.how == UNIFORM
    assert all(len(set(team)) == 2 for team in found.teams.values())
    assert sorted(found.load.values()) == [2, 3, 3, 3, 3, 3, 3]


def test_stratum_certificate_and_leave_keep_people_away() -> None:
    people = read_inspectors([
        {"执法证号": "A", "回避": "一中队", "有效期至": "2030-12-31"},
        {"执法证号": "B", "回避": "", "有效期至": "2022-05-31"},
        {"执法证号": "C", "请假": "2022-05-30至2022-06-02"},
        {"执法证号": "D", "有效期至": "2022-06-01"},
        {"执法证号": "E"},
    ])  # fmt: skip
    assert assign("s", {"x": "一中队"}, people, 2, "2022-06-01").teams == {"x": ["D", "E"]}
    with pytest.raises(BadRequest, match="「x」可派的检查人员不足 2 人"):
        assign("s", {"y": "二中队", "x": "一中队"}, people, 2, "2022-06-02")


def test_where_chance_finds_nothing_a_matching_does_and_says_so() -> None:
    objects = {f"o{number:02}": "" for number in range(12)}
    # Each person may go to one object only: one assignment in 12!.
    people = [Inspector(name, conflicts=tuple(other for other in objects if other != name)) for name in objects]
    found = assign("s", objects, people, 1)
    assert found.how == NOT_UNIFORM
    assert found.teams == {name: [name] for name in objects}


def test_where_nobody_has_to_stay_away_no_conflict_is_blamed() -> None:
    people = [Inspector(f"证{number}") for number in range(4)]
    found = assign("s", {f"o{number:03}": "" for number in range(100)}, people, 2)
    assert found.how == ONE_BY_ONE
    assert set(found.load.values()) == {50}


def test_an_addition_leaves_the_teams_of_the_first_part_as_they_were() -> None:
    members = frozen([(f"号{number:02}", "", "") for number in range(30)])
    people = [Inspector(f"证{number}") for number in range(6)]
    plan = make_plan(members, purpose="查", frame_name="试", n=6, inspectors=people)
    first = draw(plan, members, "种子")["inspection"]["teams"]
    longer = draw(plan, members, "种子", extend=5)["inspection"]
    assert len(longer["teams"]) == 11
    assert first.items() <= longer["teams"].items()
    assert sum(longer["load"].values()) == 22


def test_a_list_nobody_can_be_sent_to_stands_and_names_the_object() -> None:
    members = frozen([("甲", "", ""), ("乙", "", "")])
    people = [Inspector("A", conflicts=("甲",)), Inspector("B")]
    plan = make_plan(members, purpose="查", frame_name="试", n=2, inspectors=people)
    record = draw(plan, members, "种子")
    assert [one["id"] for one in record["drawn"]] != []
    assert record["inspection"]["teams"] == {}
    assert record["inspection"]["how"].startswith("没有派出：「甲」可派的检查人员不足 2 人")
    assert faults(record) == []


def test_when_nobody_may_get_more_the_blocking_objects_are_named() -> None:
    people = staff(甲="", 乙="一 二", 丙="一 二")
    with pytest.raises(BadRequest, match="「一」「二」"):
        assign("s", {"一": "", "二": "", "三": ""}, people, 1, most=1)
    assert assign("s", {"一": "", "二": "", "三": ""}, people, 1).load["甲"] == 2


@pytest.mark.parametrize(("written", "away"), [
    ("2026-12-01至2026-12-20", [("2026-12-01", "2026-12-20")]),
    ("2026-12-01至12-20", [("2026-12-01", "2026-12-20")]),
    ("2026-12-01 —— 2026-12-20", [("2026-12-01", "2026-12-20")]),
    ("2026-12-01–12-20", [("2026-12-01", "2026-12-20")]),
    ("2026-12-01-2026-12-20", [("2026-12-01", "2026-12-20")]),
    ("2026-12-01～12-20", [("2026-12-01", "2026-12-20")]),
    ("2026年12月1日到12月20日", [("2026-12-01", "2026-12-20")]),
    ("2026-12-01，2026/12/5", [("2026-12-01", "2026-12-01"), ("2026-12-05", "2026-12-05")]),
    ("无", []),
])  # fmt: skip
def test_leave_is_read_in_the_ways_people_write_it(written: str, away: list[tuple[str, str]]) -> None:
    (found,) = read_inspectors([{"执法证号": "A", "请假": written}])
    assert list(found.leave) == away


@pytest.mark.parametrize(
    "written",
    ["2026-12-20至2026-12-01", "2026-12-28至01-05", "2026-13-45", "2026-12-01,全月", "2026-12-01至00-05", "下周", "——"],
)
def test_leave_with_anything_left_over_is_refused_naming_the_person(written: str) -> None:
    with pytest.raises(BadRequest, match="「A」的请假"):
        read_inspectors([{"执法证号": "A", "请假": written}])


def test_nobody_is_sent_without_certificate_number() -> None:
    with pytest.raises(BadRequest, match="「张三」没有执法证号"):
        read_inspectors([{"姓名": "张三", "单位": "一中队"}])


def test_a_certificate_with_an_end_is_looked_at_on_the_day_of_the_check() -> None:
    members = frozen([("甲", "", "")])
    people = read_inspectors([{"id": "A", "有效期至": "2020-01-01"}, {"id": "B"}, {"id": "C"}])
    with pytest.raises(BadRequest, match="请写明检查哪一天"):
        make_plan(members, purpose="查", frame_name="试", n=1, inspectors=people)
    plan = make_plan(members, purpose="查", frame_name="试", n=1, inspectors=people, check_on=date(2022, 6, 1))
    assert draw(plan, members, "种子")["inspection"]["teams"] == {"甲": ["B", "C"]}


def test_conflicts_name_what_is_in_the_frame_however_it_is_written() -> None:
    members = frozen([("AB-1", "一中队", ""), ("AB-2", "二中队", "")])
    people = read_inspectors([{"id": "A", "回避": "ａｂ－１"}, {"id": "B", "回避": "无"}, {"id": "C"}])
    plan = make_plan(members, purpose="查", frame_name="试", method="simple", n=2, inspectors=people)
    assert plan.inspectors[0].conflicts == ("AB-1",)
    for seed in range(5):
        assert draw(plan, members, str(seed))["inspection"]["teams"]["AB-1"] == ["B", "C"]
    unknown = read_inspectors([{"id": "A", "回避": "AB-9"}])
    with pytest.raises(BadRequest, match="「A」要回避的「AB-9」不在名单里"):
        make_plan(members, purpose="查", frame_name="试", n=1, inspectors=unknown)


def test_what_cannot_be_read_is_refused() -> None:
    for row in ({"id": ""}, {"id": "A", "leave": "下周"}, {"id": "A", "valid_until": "长期"}):
        with pytest.raises(BadRequest):
            read_inspectors([row])
    with pytest.raises(BadRequest, match="编号重复"):
        read_inspectors([{"id": "A"}, {"id": "a"}])


def test_a_filled_column_nobody_reads_is_refused_as_it_may_say_whom_to_stay_away_from() -> None:
    for heads, said in (
        ("执法证号,姓名,亲属所在单位", "「亲属所在单位」一列认不出来"),
        ("执法证号,回避,回避", "「回避」一列不止一个"),
        ("执法证号,回避,回避对象", "说同一项的列不止一个"),
        ("执法证号,回避", "「AB-2」在表头以外"),
    ):
        with pytest.raises(BadRequest, match=said):
            inspectors_file(f"{heads}\nA,AB-1,AB-2\n".encode())
    with pytest.raises(BadRequest, match="没有人"):
        inspectors_file("执法证号,姓名\n,\n".encode())


def test_the_headings_offices_use_are_read_and_blank_rows_are_nobody() -> None:
    rows = "序号,证号,姓名,证件有效期至,回避对象,请假日期,备注\n1,A,张,2030/1/5,甲、乙,2026-12-01,\n, ,,,,,\n"
    (found,) = inspectors_file(rows.encode("gb18030"))
    assert (found.id, found.valid_until, found.conflicts) == ("A", "2030-01-05", ("甲", "乙"))
    assert found.leave == (("2026-12-01", "2026-12-01"),)
