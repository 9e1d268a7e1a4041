"""What a person confirms counts, what only looks alike is proposed, and what contradicts itself is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fwzf_data.errors import AmbiguousMapping, BadRequest
from fwzf_data.intake.header import normalise_header
from fwzf_data.loading.load import LoadOptions, read_mapping
from tests.intake.desk import Desk

KNOWN = "案号 | 当事人 | 案由 | 立案日期"
ROW = "甲1号 | 甲店 | 占道经营 | 2022-03-01"


def columns(desk: Desk) -> dict[str, tuple[str | None, str]]:
    return {header: (field, how) for header, field, how in desk.rows("select header, field, how from sheet_column")}


def test_a_confirmed_header_is_mapped_and_an_ignored_one_is_not() -> None:
    desk = Desk()
    desk.load(f"{KNOWN} | 甲乙丙栏\n{ROW} | 张三", mapping={"甲乙丙栏": "officers", "立案日期": None})
    assert columns(desk)["甲乙丙栏"] == ("officers", "已确认")
    assert columns(desk)["立案日期"] == (None, "已确认")
    assert desk.rows("select officers from penalty_case") == [(["张三"],)]


def test_a_sheet_may_have_a_mapping_of_its_own() -> None:
    desk = Desk()
    mapping = {"甲乙丙栏": "remark", "4月": {"甲乙丙栏": "officers"}}
    desk.load({"3月": f"{KNOWN} | 甲乙丙栏\n{ROW} | 张三", "4月": f"{KNOWN} | 甲乙丙栏\n{ROW} | 张三"}, mapping=mapping)
    assert desk.rows("select field from sheet_column where header = '甲乙丙栏' order by sheet_no") == [
        ("remark",), ("officers",),
    ]  # fmt: skip


def test_two_headers_confirmed_for_one_field_are_refused() -> None:
    with pytest.raises(AmbiguousMapping, match="都被确认为"):
        Desk().load(f"{KNOWN} | 甲栏 | 乙栏\n{ROW} | 一 | 二", mapping={"甲栏": "remark", "乙栏": "remark"})


def test_a_field_the_ledger_does_not_have_is_refused() -> None:
    with pytest.raises(BadRequest, match="no_such_field"):
        Desk().load(f"{KNOWN} | 甲栏\n{ROW} | 一", mapping={"甲栏": "no_such_field"})


def test_a_confirmed_column_takes_the_field_from_a_known_header() -> None:
    desk = Desk()
    desk.load(f"{KNOWN} | 甲栏\n{ROW} | 乙店", mapping={"甲栏": "party_name"})
    assert columns(desk)["当事人"] == (None, "冲突")
    assert desk.rows("select party_name from penalty_case") == [("乙店",)]


def test_two_headers_that_claim_one_field_and_disagree_are_both_left_out() -> None:
    desk = Desk()
    desk.load(f"{KNOWN} | 处罚内容 | 处罚 内容\n{ROW} | 罚款200元 | 警告")
    assert {columns(desk)[header] for header in ("处罚内容", "处罚 内容")} == {(None, "冲突")}
    ((note,),) = desk.rows("select note from sheet")
    assert "请确认用哪一列" in note


def test_the_fuller_of_two_columns_that_agree_is_used() -> None:
    desk = Desk()
    desk.load(f"{KNOWN} | 处罚内容 | 处罚 内容\n{ROW} | 警告 | \n甲2号 | 乙店 | 占道 | | 罚款200元 | 罚款200元")
    assert columns(desk)["处罚内容"][0] == "penalty_content"
    assert columns(desk)["处罚 内容"] == (None, "冲突")


def test_what_was_confirmed_before_is_remembered() -> None:
    desk = Desk()
    desk.load(
        f"{KNOWN} | 甲乙丙栏\n{ROW} | 张三",
        remembered={("penalty_case", normalise_header("甲乙丙栏")): "officers"},
    )
    assert columns(desk)["甲乙丙栏"] == ("officers", "已确认")


def test_proposals_are_used_only_when_they_are_accepted() -> None:
    text = f"{KNOWN} | 案件承办执法人\n{ROW} | 张三"
    asked, accepted = Desk(), Desk()
    asked.load(text)
    accepted.load(text, accept_proposals=True)
    assert columns(asked)["案件承办执法人"][0] is None
    assert columns(accepted)["案件承办执法人"] == ("officers", "采纳建议")


def test_a_mapping_file_says_fields_and_left_out_columns(tmp_path: Path) -> None:
    file = tmp_path / "对应.toml"
    file.write_text('[mapping]\n"甲栏" = "officers"\n"乙栏" = ""\n["3月"]\n"丙栏" = "remark"\n', "utf-8")
    options = LoadOptions(mapping=read_mapping(file))
    assert options.fields_of("3月") == {"甲栏": "officers", "乙栏": None, "丙栏": "remark"}
    assert options.fields_of("4月") == {"甲栏": "officers", "乙栏": None}


@pytest.mark.parametrize("text", ["[mapping\n", '[mapping]\n"甲栏" = 3\n', '"甲栏" = "officers"\n'])
def test_a_mapping_file_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "对应.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadRequest, match=r"对应\.toml"):
        read_mapping(file)


@pytest.mark.parametrize("period", ["2022-13", "22-04", "2022年4月", "2022-Q5", ""])
def test_a_period_that_is_none_is_refused(period: str) -> None:
    with pytest.raises(BadRequest, match="报送期间"):
        LoadOptions(period=period)


def test_the_period_gives_the_year_of_dates_without_one() -> None:
    desk = Desk()
    desk.load(f"{KNOWN}\n甲1号 | 甲店 | 占道经营 | 3月1日", period="2021-03")
    ((day,),) = desk.rows("select filing_date from penalty_case")
    assert day.isoformat() == "2021-03-01"


# A day in three columns

SPLIT = """
案号 | 当事人 | 案由 | 立案时间 | 《 | 《
︽ | ︽ | ︽ | 年 | 月 | 日
甲1号 | 甲店 | 占道经营 | 2022 | 3 | 5
甲2号 | 乙店 | 占道经营 | 2022年 | 4月 | 30日
甲3号 | 丙店 | 占道经营 | 2022 | 2 | 30
甲4号 | 丁店 | 占道经营 | | |
""".strip()
MERGED = {"3月": [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 1, 6)]}


def test_a_day_written_in_three_columns_is_one_day() -> None:
    desk = Desk()
    desk.load(SPLIT.replace("《", "").replace("︽", ""), merges=MERGED)
    assert desk.rows("select case_no, filing_date from penalty_case order by 1") == [
        ("甲1号", date(2022, 3, 5)),
        ("甲2号", date(2022, 4, 30)),
        ("甲3号", None),
        ("甲4号", None),
    ]
    assert {header: how for header, how in columns(desk).items() if "/" in header} == {
        "立案时间/年": ("filing_date", "同义词"),
        "立案时间/月": ("filing_date", "合读"),
        "立案时间/日": ("filing_date", "合读"),
    }
    assert [(row_no, column) for row_no, column, *_ in desk.issues()] == [(5, 4)]


def test_a_day_in_three_columns_may_be_blank_or_written_whole_in_the_first() -> None:
    desk = Desk()
    rows = ["/ | / | /", "— | — | —", "无 | | ", "2022 | 4 | 1号", "2022年4月20日 | | ", "2022-04-21 | / | "]
    head = SPLIT.replace("《", "").replace("︽", "").split("\n")[:2]
    desk.load(
        "\n".join([*head, *(f"甲{at}号 | 甲店 | 占道经营 | {row}" for at, row in enumerate(rows, 1))]), merges=MERGED
    )
    assert [day for (day,) in desk.rows("select filing_date from penalty_case order by row_no")] == [
        None, None, None, date(2022, 4, 1), date(2022, 4, 20), date(2022, 4, 21),
    ]  # fmt: skip
    assert desk.issues() == []


def test_headers_that_say_year_month_and_day_side_by_side_are_one_day() -> None:
    desk = Desk()
    desk.load("案号 | 当事人 | 案由 | 立案年 | 立案月 | 立案日\n甲1号 | 甲店 | 占道经营 | 2022 | 4 | 5")
    assert desk.rows("select filing_date from penalty_case") == [(date(2022, 4, 5),)]
    assert desk.issues() == []
    desk.load("案号 | 当事人 | 案由 | 立案日 | 立案年 | 立案月\n甲2号 | 甲店 | 占道经营 | 5 | 2022 | 4")
    assert columns(desk)["立案日"][0] is None
    desk.load("案号 | 当事人 | 案由 | 立案日\n甲3号 | 甲店 | 占道经营 | 2022-04-05")
    assert columns(desk)["立案日"][0] == "filing_date"


@pytest.mark.parametrize(
    ("chosen", "how"),
    [("found_date", {"found_date": "合读"}), ("remark", {None: "已确认"}), (None, {None: "已确认"})],
)
def test_what_a_person_decides_of_one_of_the_three_holds_for_all(
    chosen: str | None, how: dict[str | None, str]
) -> None:
    desk = Desk()
    desk.load(SPLIT.replace("《", "").replace("︽", ""), merges=MERGED, mapping={"立案时间/年": chosen})
    assert columns(desk)["立案时间/年"] == (chosen, "已确认")
    assert {columns(desk)[f"立案时间/{part}"] for part in "月日"} == set(how.items())


def test_the_rest_of_a_day_is_not_read_with_a_column_a_person_chose_in_its_place() -> None:
    desk = Desk()
    drawn = SPLIT.replace("《", "").replace("︽", "").split("\n")
    wider = "\n".join(
        line + " | " + cell for line, cell in zip(drawn, ["立案那天", "", *["2022-03-01"] * 4], strict=True)
    )
    desk.load(wider, merges={"3月": [*MERGED["3月"], (1, 7, 2, 7)]}, mapping={"立案那天": "filing_date"})
    assert columns(desk)["立案那天"] == ("filing_date", "已确认")
    assert {columns(desk)[f"立案时间/{part}"][0] for part in "年月日"} == {None}
    assert set(desk.rows("select filing_date from penalty_case")) == {(date(2022, 3, 1),)}
