"""认表头: what is asked, in which order, and what counts as decided."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import examine
from fwzf_data.web.mapping import asked_headers, confirmed


def workbook(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path


HEAD = ["案号", "当事人", "案由", "立案日期", "罚款金额（元）", "内部流转备忘"]


def test_a_header_on_many_sheets_is_asked_once(tmp_path: Path) -> None:
    months = {
        f"{month}月": [HEAD, [f"〔2022〕{month}号", "甲店", "占道经营", "2022-04-01", "200", "乙"]]
        for month in (1, 2, 3)
    }
    asked = asked_headers(examine(workbook(tmp_path / "台账.xlsx", months)), LoadOptions())
    assert sorted(header.header for header in asked) == sorted(HEAD)
    assert asked[0].header == "内部流转备忘", "what nobody recognised comes first"
    assert asked[0].sheets == ("1月", "2月", "3月")
    assert asked[0].samples == ("乙",)


def test_only_what_a_person_changed_is_decided(tmp_path: Path) -> None:
    rows = {"4月": [HEAD, ["〔2022〕1号", "甲店", "占道经营", "2022-04-01", "200", "乙"]]}
    asked = asked_headers(examine(workbook(tmp_path / "台账.xlsx", rows)), LoadOptions())
    as_found = {place: header.field for place, header in enumerate(asked)}
    assert confirmed(asked, as_found) == {}

    memo, cause = (
        next(place for place, header in enumerate(asked) if header.header == name) for name in ("内部流转备忘", "案由")
    )
    assert confirmed(asked, as_found | {memo: "officers", cause: None}) == {"内部流转备忘": "officers", "案由": None}


def test_what_is_only_similar_is_named_and_never_chosen_beforehand(tmp_path: Path) -> None:
    head = [*HEAD[:5], "主办人员名单"]
    rows = {"4月": [head, ["〔2022〕1号", "甲店", "占道经营", "2022-04-01", "200", "乙某"]]}
    asked = asked_headers(examine(workbook(tmp_path / "台账.xlsx", rows)), LoadOptions())
    (doubtful,) = [header for header in asked if not header.is_certain]
    assert doubtful.field is None
    assert doubtful.proposals[0] == "officers"


def test_a_column_left_out_on_purpose_says_nothing_of_the_others(tmp_path: Path) -> None:
    head = [*HEAD, "领导批示栏外记"]
    rows = {"4月": [head, ["〔2022〕1号", "甲店", "占道经营", "2022-04-01", "200", "乙", "丙"]]}
    options = LoadOptions(mapping={"内部流转备忘": None})
    found = {
        header.header: header.how for header in asked_headers(examine(workbook(tmp_path / "a.xlsx", rows)), options)
    }
    assert (found["内部流转备忘"], found["领导批示栏外记"]) == ("已确认", "未识别")
