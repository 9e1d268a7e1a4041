"""抽查: plan, draw, verify, results and coverage as a person goes through them."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from fwzf_data.__main__ import main
from fwzf_data.analysis.draw.record import as_file
from fwzf_data.draws import draws, kept, plans
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load
from fwzf_data.store.home import Home
from tests.pages.conftest import Open, texts

PLAN = "pages/sampling/plan.py"
DRAW = "pages/sampling/draw.py"
VERIFY = "pages/sampling/verify.py"
RESULTS = "pages/sampling/results.py"
COVERAGE = "pages/sampling/coverage.py"
DICE = ("01234567890123456789", "98765432109876543210", "2022130期 03 09 14")


def planned(open_page: Open, purpose: str = "案卷评查", n: int = 4) -> AppTest:
    app = open_page(PLAN)
    app.text_input(key="purpose").input(purpose)
    app.number_input(key="how_many").set_value(n)
    app = app.run()
    assert not app.exception
    app = app.button(key="fix").click().run()
    assert not app.exception
    return app


def drawn(open_page: Open, *, dice: tuple[str, ...] = DICE, sealed: bool = False, again: str = "") -> AppTest:
    app = open_page(DRAW)
    for hand, text in zip(("办公室的骰子", "监督方的骰子", "公开的号码"), dice, strict=True):
        app.text_input(key=f"hand_{hand}").input(text)
    if sealed:
        app.toggle(key="sealed").set_value(True)
    if again:
        app.text_input(key="again").input(again)
    app = app.run().button(key="draw").click().run()
    assert not app.exception
    return app


def test_plan_then_draw_then_verify(year: Home, open_page: Open, tmp_path: Path) -> None:
    app = planned(open_page)
    (plan,) = plans(year)
    assert plan.body["plan_hash"] in "".join(code.value for code in app.code)
    app = drawn(open_page)
    (draw,) = draws(year)
    assert draw.body["draw_hash"] in texts(app)
    assert draw.body["seed"] == "|".join(DICE)
    record = kept(year, draw)
    (tmp_path / "PLAN.json").write_bytes(as_file(kept(year, plan)))
    where = [
        "--home",
        str(year.folder),
        "sample",
        "draw",
        str(tmp_path / "PLAN.json"),
        "--out",
        str(tmp_path / "D.json"),
    ]
    assert main([*where, "--seed", "|".join(DICE)]) == 0
    assert (tmp_path / "D.json").read_bytes() == as_file(record), "the app and the command line draw the same bytes"
    assert len(list(draws(year))) == 1
    app = open_page(VERIFY)
    app.file_uploader(key="record").upload("DRAW.json", json.dumps(record).encode())
    assert "核验通过" in texts(app.run())
    record["drawn"].pop()
    app.file_uploader(key="record").upload("DRAW2.json", json.dumps(record).encode())
    said = texts(app.run())
    assert "抽中名单与重新计算的不同" in said.replace("\\", "")
    assert "核验通过" not in said


def test_sizes_can_be_given_stratum_by_stratum_with_their_reason(year: Home, open_page: Open) -> None:
    app = open_page(PLAN)
    app.text_input(key="purpose").input("分层自定")
    app.text_input(key="size_rule").input("每队一件")
    app = app.toggle(key="by_stratum").set_value(True).run()
    (sizes,) = [area for area in app.text_area if area.key.startswith("sizes_")]
    strata = [line.split("=")[0] for line in sizes.value.splitlines()]
    assert len(strata) > 1
    app = sizes.input(f"{strata[0]}=九").run()
    assert f"分层「{strata[0]}」的数量「九」应是整数" in texts(app)
    (sizes,) = [area for area in app.text_area if area.key.startswith("sizes_")]
    app = sizes.input(f"{strata[0]}=1").run()
    assert f"不会抽到的分层：{'、'.join(sorted(strata[1:]))}" in texts(app)
    assert not app.button(key="fix").click().run().exception
    (plan,) = plans(year)
    body = kept(year, plan)["plan"]
    assert body["sizes"] == {strata[0]: 1}
    assert body["size_rule"] == "每队一件"


def test_a_redraw_needs_a_reason_and_is_shown(year: Home, open_page: Open) -> None:
    planned(open_page)
    drawn(open_page)
    other = ("1", "2", "3")
    assert "已经摇过号" in texts(drawn(open_page, dice=other))
    assert len(list(draws(year))) == 1
    said = texts(drawn(open_page, dice=other, again="骰子落地"))
    assert "第 2 次摇号" in said
    assert DICE[0] in said
    assert "不足 128 比特" in said


def test_a_sealed_list_is_shown_only_after_it_is_opened(year: Home, open_page: Open) -> None:
    planned(open_page)
    app = drawn(open_page, sealed=True)
    assert "名单密封" in texts(app)
    assert not app.dataframe
    assert "密封着" in texts(open_page(RESULTS))
    app = app.button(key="open").click().run()
    assert len(app.dataframe[0].value) == 4


def test_results_say_what_is_missing(year: Home, open_page: Open) -> None:
    planned(open_page)
    drawn(open_page)
    said = texts(open_page(RESULTS))
    assert "应查 4，合格 0，不合格 0，没有查成 4" in said
    assert "数据不足" in said
    for part in ("整改", "与巡查、投诉对照"):
        assert not open_page(RESULTS, part=part).exception


def test_coverage_counts_who_was_drawn(year: Home, open_page: Open) -> None:
    planned(open_page)
    drawn(open_page)
    said = texts(open_page(COVERAGE))
    assert "10 个对象抽到 4 个，还有 6 个没有抽到" in said


def test_coverage_leaves_a_sealed_list_out_until_it_is_opened(year: Home, open_page: Open) -> None:
    planned(open_page)
    app = drawn(open_page, sealed=True)
    said = texts(open_page(COVERAGE))
    assert "0 个对象抽到 0 个" in said
    assert "另有 1 次暗访的名单还密封着" in said
    app.button(key="open").click().run()
    assert "10 个对象抽到 4 个，还有 6 个没有抽到" in texts(open_page(COVERAGE))


def test_the_usual_number_reaches_every_stratum_and_one_that_does_not_can_be_raised_by_a_click(
    empty_home: Home, open_page: Open
) -> None:
    layers = "id,stratum,size\n" + "".join(f"A{n},第{n % 9}层,\n" for n in range(40))
    app = open_page(PLAN)
    app.get("file_uploader")[0].upload("名单.csv", layers.encode(), "text/csv")
    app.text_input(key="purpose").input("查")
    app = app.run()
    app.number_input(key="how_many").set_value(10)
    app = app.run()
    assert "每层至少 2 个就要 18 个" in texts(app)
    app = app.button(key="enough").click().run()
    assert app.button(key="fix").label == "定下方案（抽 18 个）"


def test_what_cannot_be_planned_is_said_in_words(year: Home, open_page: Open) -> None:
    app = open_page(PLAN)
    app.text_input(key="purpose").input("查")
    app.number_input(key="how_many").set_value(99)
    assert "可抽的只有 10 个" in texts(app.run())


def test_whom_to_stay_away_from_is_kept_however_the_number_is_typed_and_never_written_over(
    year: Home, open_page: Open, tmp_path: Path
) -> None:
    sheet = openpyxl.Workbook()
    for row in (
        ("姓名", "执法证号", "单位"),
        ("张三", "１６01", "一中队"),
        ("李四", "1602", "二中队"),
        ("王五", "1603", "二中队"),
    ):
        sheet.active.append(row)
    sheet.save(tmp_path / "执法人员名册.xlsx")
    load(year, tmp_path / "执法人员名册.xlsx", LoadOptions(actor="试验"))
    app = open_page(PLAN)
    app.text_input(key="purpose").input("查")
    app.number_input(key="how_many").set_value(4)
    app = app.toggle(key="send").set_value(True).run()
    app.text_area(key="conflicts").input("1602=一中队\n１602=二中队")
    assert "「1602」写了不止一行，请合成一行" in texts(app.run()).replace("\\", "")
    app.text_area(key="conflicts").input("１602=一中队、二中队\n1601=二中队")
    app = app.run().button(key="fix").click().run()
    (plan,) = plans(year)
    people = kept(year, plan)["plan"]["inspectors"]
    assert [(one["name"], one["conflicts"]) for one in sorted(people, key=lambda one: one["id"])] == [
        ("张三", ["二中队"]), ("李四", ["一中队", "二中队"]), ("王五", []),
    ]  # fmt: skip


def test_sizes_by_stratum_begin_from_enough_however_small_the_total(empty_home: Home, open_page: Open) -> None:
    layers = "id,stratum,风险分\n" + "".join(f"A{n},第{n % 9}层,3\n" for n in range(40))
    app = open_page(PLAN)
    app.get("file_uploader")[0].upload("名单.csv", layers.encode(), "text/csv")
    app.text_input(key="purpose").input("查")
    app = app.run()
    app.number_input(key="how_many").set_value(3)
    app = app.toggle(key="by_stratum").set_value(True).run()
    assert "「风险分」没有用到" in texts(app)
    (sizes,) = [area for area in app.text_area if area.key.startswith("sizes_")]
    assert sizes.value.splitlines() == [f"第{n}层=2" for n in range(9)]
    app.selectbox(key="method").set_value("全年轮查")
    assert "今年已经轮到 0 个" in texts(app.run())
