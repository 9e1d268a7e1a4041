"""``sample`` as a user runs it: plan, draw, verify, results, and the attacks on each step."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from fwzf_data.__main__ import main
from fwzf_data.analysis.draw.named_frames import register_of
from fwzf_data.bureau import open_bureau
from fwzf_data.documents.checklist import FIELDS
from fwzf_data.draws import coverage
from fwzf_data.settings import today

SEED = "01234567890123456789|98765432109876543210"


class Desk:
    """A folder with a home, and the command line in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        rows = [f"舞城管罚字〔2022〕{number}号,{'一二三'[number % 3]}中队,{1 + number % 4}" for number in range(1, 31)]
        (folder / "名单.csv").write_text("id,stratum,size\n" + "\n".join(rows) + "\n", encoding="utf-8")

    def __call__(self, *words: str) -> tuple[int, str, str]:
        code = main(["--home", str(self.folder / "home"), *words])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def said(self) -> str:
        return self._capsys.readouterr().err

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text("utf-8"))

    def plan(self, *words: str, out: str = "PLAN.json", n: str = "9", frame: str = "名单.csv") -> tuple[int, str, str]:
        made = ("sample", "plan", "--frame", self.path(frame), "--n", n, "--purpose", "案卷评查")
        return self(*made, "--out", self.path(out), *words)

    def draw(
        self, *words: str, seed: str = SEED, plan: str = "PLAN.json", out: str = "DRAW.json"
    ) -> tuple[int, str, str]:
        return self("sample", "draw", self.path(plan), "--seed", seed, "--out", self.path(out), *words)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_plan_draw_verify(desk: Desk) -> None:
    code, out, err = desk.plan("--method", "stratified")
    assert code == 0
    assert desk.json("PLAN.json")["plan_hash"] in out
    assert desk.json("PLAN.json")["frame_hash"] in out
    assert "先公布" in err
    assert desk.draw()[0] == 0
    code, out, _ = desk("sample", "verify", desk.path("DRAW.json"), "--plan-hash", desk.json("PLAN.json")["plan_hash"])
    assert (code, "核验通过：9 个" in out) == (0, True)
    assert desk("sample", "verify", desk.path("DRAW.json"), "--plan-hash", "00")[0] == 1
    script = [sys.executable, "-I", desk.path("verify_draw.py"), desk.path("DRAW.json")]
    assert subprocess.run(script, check=False, capture_output=True).returncode == 0


def test_a_later_draw_from_fewer_hides_nobody_of_the_year(desk: Desk) -> None:
    desk.plan(n="6")
    desk.draw()
    listed = (desk.folder / "名单.csv").read_text("utf-8").splitlines()
    (desk.folder / "名单.csv").write_text("\n".join(listed[:11]), encoding="utf-8")
    desk.plan(n="3", out="FEWER.json")
    desk.draw(plan="FEWER.json", out="DRAW2.json")
    reached = {one["id"] for name in ("DRAW.json", "DRAW2.json") for one in desk.json(name)["drawn"]}
    found = coverage(open_bureau(desk.folder / "home"), today().year)
    assert sum(part.members for part in found) == 30
    assert sum(part.drawn for part in found) == len(reached)
    assert len({name for part in found for name in part.never} | reached) == 30


def test_the_same_draw_again_is_the_same_bytes_and_one_entry(desk: Desk) -> None:
    desk.plan()
    desk.draw()
    first = (desk.folder / "DRAW.json").read_bytes()
    assert desk.draw()[0] == 0
    assert (desk.folder / "DRAW.json").read_bytes() == first
    assert desk.draw("--extend", "4", out="MORE.json")[0] == 0
    assert [one["id"] for one in desk.json("MORE.json")["drawn"]][:9] == [
        one["id"] for one in desk.json("DRAW.json")["drawn"]
    ]


def test_a_redraw_is_refused_or_numbered_and_shown(desk: Desk) -> None:
    desk.plan()
    desk.draw()
    code, _, err = desk.draw(seed="别的种子", out="AGAIN.json")
    assert code == 2
    assert "已经摇过号" in err
    assert not (desk.folder / "AGAIN.json").exists()
    code, out, _ = desk.draw("--again", "骰子落地", seed="别的种子", out="AGAIN.json")
    assert code == 0
    assert "第 2 次" in out
    record = desk.json("AGAIN.json")
    assert (record["draw_no"], record["earlier_seeds"], record["why_again"]) == (2, [SEED], "骰子落地")
    record["earlier_seeds"], record["draw_no"] = [], 1
    (desk.folder / "AGAIN.json").write_text(json.dumps(record), "utf-8")
    code, out, _ = desk("sample", "verify", desk.path("AGAIN.json"))
    assert code == 1
    assert "另有 1 次" in out


def test_an_edited_plan_or_frame_is_not_drawn(desk: Desk) -> None:
    desk.plan()
    for name, edit in {
        "方案": lambda file: file["plan"].update(sizes={"": 10}),
        "名单": lambda file: file.update(frame=file["frame"].replace("〕1号", "〕99号", 1)),
    }.items():
        file = desk.json("PLAN.json")
        edit(file)
        (desk.folder / "EDITED.json").write_text(json.dumps(file, ensure_ascii=False), "utf-8")
        code, _, err = desk.draw(plan="EDITED.json")
        assert code == 2
        assert name in err


def test_a_plan_nobody_registered_is_told(desk: Desk) -> None:
    desk.plan()
    (desk.folder / "home").rename(desk.folder / "elsewhere")
    code, _, err = desk.draw()
    assert code == 0
    assert "没有在本机登记过" in err


@pytest.mark.parametrize(("words", "n", "said"), [
    ((), "0", "至少为 1"),
    ((), "31", "可抽的只有 30 个"),
    (("--exclude", "没有的=注销"), "3", "不在名单里"),
    (("--commit", "0" * 64), "3", ""),
    (("--commit", "abc"), "3", "「abc」不是 SHA-256 校验值"),
    (("--unit", "一中队", "--from", "2022-01-01"), "3", "--unit、--from 不起作用"),
    (("--as-of", "2022-01-01"), "3", "--as-of 不起作用"),
])  # fmt: skip
def test_what_cannot_be_planned_changes_nothing(desk: Desk, words: tuple[str, ...], n: str, said: str) -> None:
    code, _, err = desk.plan(*words, n=n)
    if said:
        assert (code, said in err, (desk.folder / "PLAN.json").exists()) == (2, True, False)
    else:
        assert desk.draw()[0] == 2


def test_sizes_by_stratum_tell_what_is_left_out(desk: Desk) -> None:
    base = ("sample", "plan", "--frame", desk.path("名单.csv"), "--purpose", "查", "--out", desk.path("PLAN.json"))
    code, _, err = desk(*base, "--sizes", "一中队=3,二中队=2")
    assert code == 0
    assert "三中队 没有给数量" in err
    assert desk.json("PLAN.json")["plan"]["sizes"] == {"一中队": 3, "二中队": 2}
    for sizes in ("四中队=1", "一中队=0", "一中队=99", "一中队", "一中队=1,一中队=2", "A=1,Ａ=2", "=1"):
        assert desk(*base, "--sizes", sizes)[0] == 2


def test_a_weak_seed_is_told_and_a_leading_zero_counts(desk: Desk) -> None:
    desk.plan()
    assert "不足 128 比特" in desk.draw(seed="0123")[2]
    one = desk.json("DRAW.json")["drawn"]
    assert desk.draw("--again", "试", seed="123")[0] == 0
    assert desk.json("DRAW.json")["drawn"] != one
    record = desk.json("DRAW.json")
    record["seed"] = 123
    (desk.folder / "DRAW.json").write_text(json.dumps(record), "utf-8")
    assert desk("sample", "verify", desk.path("DRAW.json"))[0] == 1


def test_inspectors_come_from_a_file(desk: Desk) -> None:
    people = "执法证号,姓名,回避\nA,张三,一中队\nB,李四,\nC,王五,\n"
    (desk.folder / "人员.csv").write_text(people, encoding="gb18030")
    assert desk.plan("--inspectors", desk.path("人员.csv"))[0] == 0
    assert desk.draw()[0] == 0
    record = desk.json("DRAW.json")
    teams = record["inspection"]["teams"]
    assert all(len(set(team)) == 2 for team in teams.values())
    assert all("A" not in teams[one["id"]] for one in record["drawn"] if one["stratum"] == "一中队")


def test_a_seed_whose_list_cannot_be_staffed_is_entered_all_the_same(desk: Desk) -> None:
    (desk.folder / "人员.csv").write_text("执法证号,姓名,回避\nA,张三,一中队\nB,李四,\n", encoding="utf-8")
    assert desk.plan("--inspectors", desk.path("人员.csv"))[0] == 0
    code, out, _ = desk.draw()
    assert (code, "第 1 次" in out, "没有派出：「舞城管罚字" in out) == (1, True, True)
    assert desk("sample", "verify", desk.path("DRAW.json"))[0] == 0
    code, _, err = desk.draw(seed="换一个", out="AGAIN.json")
    assert (code, "已经摇过号" in err) == (2, True)
    desk.draw("--again", "试", seed="换一个", out="AGAIN.json")
    assert desk.json("AGAIN.json")["earlier_seeds"] == [SEED]


def test_a_filled_checklist_comes_back(desk: Desk) -> None:
    desk.plan("--method", "stratified")
    desk.draw()
    assert desk("sample", "package", desk.path("DRAW.json"), "--out", desk.path("包.zip"))[0] == 0
    with zipfile.ZipFile(desk.path("包.zip")) as archive:
        assert set(archive.namelist()) == {"verify_draw.py", "名单.csv", "DRAW.json", "抽查公示.docx", "检查表.xlsx"}
        book = openpyxl.load_workbook(io.BytesIO(archive.read("检查表.xlsx")))
    drawn = [one["id"] for one in desk.json("DRAW.json")["drawn"]]
    sheet = book.worksheets[0]
    place = {name: number for number, name in enumerate(FIELDS, 1)}
    assert [sheet.cell(row, place["object_name"]).value for row in range(2, 11)] == drawn
    for row, result in enumerate(["未发现问题"] * 6 + ["责令整改", "注销", None], 2):
        sheet.cell(row, place["check_date"], "2022-06-01")
        sheet.cell(row, place["result"], result)
    book.save(desk.path("结果.xlsx"))
    code, out, _ = desk("sample", "result", desk.path("DRAW.json"), desk.path("结果.xlsx"), "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["planned"], told["passed"], told["failed"], told["missing"]) == (9, 6, 1, 2)
    assert told["unreached"] == [drawn[7]]
    (replaced,) = told["replacements"]
    assert replaced["unreached"] == drawn[7]
    assert replaced["replaced_by"] not in drawn
    assert any("若都不合格" in said for said in told["says"])
    code, out, _ = desk("findings", "--as-of", "2022-12-31", "--code", "K01", "--json")
    (row,) = json.loads(out)["rows"]
    assert (row["certainty"], row["occurred_on"]) == ("存疑", "2022-06-17")
    assert "2022-06-16 已过" in row["finding"]
    assert json.loads(desk("findings", "--as-of", "2022-06-16", "--code", "K01", "--json")[1])["rows"] == []
    assert desk("sample", "result", desk.path("DRAW.json"), desk.path("结果.xlsx"))[0] == 0
    sheet.cell(2, place["result"], "还可以")
    book.save(desk.path("结果.xlsx"))
    _, out, _ = desk("sample", "result", desk.path("DRAW.json"), desk.path("结果.xlsx"))
    assert f"{drawn[0]} 的检查结果认不出来，按没有查成算" in out


def test_a_sealed_draw_shows_nothing_until_it_is_opened(desk: Desk) -> None:
    desk.plan()
    _, out, _ = desk.draw("--sealed")
    record = desk.json("DRAW.json")
    assert record["draw_hash"] in out
    assert record["drawn"][0]["id"] not in out
    desk("sample", "package", desk.path("DRAW.json"), "--sealed", "--out", desk.path("包.zip"))
    with zipfile.ZipFile(desk.path("包.zip")) as archive:
        assert set(archive.namelist()) == {"verify_draw.py", "名单.csv", "抽查预告.docx"}
    assert desk("document", "draw-notice", "--out", desk.path("公示.docx"))[0] == 0
    text = "\n".join(paragraph.text for paragraph in Document(desk.path("公示.docx")).paragraphs)
    assert record["draw_hash"] in text
    assert record["seed"] not in text
    assert desk("sample", "open", desk.path("DRAW.json"))[0] == 0
    desk("document", "draw-notice", "--out", desk.path("公示.docx"))
    opened = Document(desk.path("公示.docx"))
    assert [row.cells[1].text for row in opened.tables[0].rows][1:] == [one["id"] for one in record["drawn"]]
    assert any(record["seed"] in paragraph.text for paragraph in opened.paragraphs)


def test_a_redraw_tells_no_seed_of_a_list_that_is_still_sealed(desk: Desk) -> None:
    desk.plan()
    desk.draw("--sealed")
    code, _, err = desk.draw("--again", "骰子落地", seed="别的种子", out="LEAK.json")
    assert (code, "还密封着" in err, (desk.folder / "LEAK.json").exists()) == (2, True, False)
    assert desk.draw("--again", "骰子落地。", "--sealed", seed="别的种子", out="AGAIN.json")[0] == 0
    assert desk("sample", "open", desk.path("AGAIN.json"))[0] == 0
    assert desk("sample", "package", desk.path("DRAW.json"), "--out", desk.path("包.zip"))[0] == 0, "its seed is told"
    assert desk("sample", "package", desk.path("AGAIN.json"), "--out", desk.path("包.zip"))[0] == 0
    with zipfile.ZipFile(desk.path("包.zip")) as archive:
        notice = Document(io.BytesIO(archive.read("抽查公示.docx")))
    assert any("重摇理由：骰子落地。" in one.text and "。。" not in one.text for one in notice.paragraphs)


def test_no_papers_are_made_of_a_forged_record(desk: Desk) -> None:
    desk.plan()
    desk.draw()
    record = desk.json("DRAW.json")
    drawn = {one["id"] for one in record["drawn"]}
    rows = (desk.folder / "名单.csv").read_text("utf-8").splitlines()[1:]
    record["drawn"][0]["id"] = next(row.split(",")[0] for row in rows if row.split(",")[0] not in drawn)
    (desk.folder / "FORGED.json").write_text(json.dumps(record), "utf-8")
    for words in ((), ("--sealed",)):
        code, _, err = desk("sample", "package", desk.path("FORGED.json"), *words, "--out", desk.path("假.zip"))
        assert (code, "核验不过" in err, (desk.folder / "假.zip").exists()) == (2, True, False)


def test_nothing_else_tells_a_sealed_list(desk: Desk) -> None:
    rotation = ("--method", "rotation")
    desk.plan(*rotation)
    desk.draw("--sealed")
    assert desk.plan(*rotation, out="NEXT.json")[0] == 0
    assert desk.json("NEXT.json")["plan"]["covered"] == []
    for refused in (
        lambda: desk.plan(*rotation, "--earlier", desk.path("DRAW.json"), out="LEAK.json"),
        lambda: desk("sample", "package", desk.path("DRAW.json"), "--out", desk.path("LEAK.json")),
        lambda: desk.draw(out="LEAK.json"),
        lambda: desk.draw("--extend", "1", out="LEAK.json"),
    ):
        code, _, err = refused()
        assert (code, "还密封着" in err, (desk.folder / "LEAK.json").exists()) == (2, True, False)
    assert desk.draw("--sealed", "--extend", "1", out="MORE.json")[0] == 0
    code, _, err = desk("sample", "open", desk.path("DRAW.json"))
    assert (code, "追加的名单还密封着" in err) == (2, True), "the seed of the one tells the other"
    for name in ("MORE.json", "DRAW.json"):
        assert desk("sample", "open", desk.path(name))[0] == 0
    assert desk("sample", "package", desk.path("DRAW.json"), "--out", desk.path("包.zip"))[0] == 0
    assert desk.plan(*rotation, out="NEXT.json")[0] == 0
    assert len(desk.json("NEXT.json")["plan"]["covered"]) == 10


def test_sizes_and_sentences(desk: Desk) -> None:
    assert desk("sample", "evaluate", "--n", "30", "--found", "0")[1] == (
        "抽 30 件，0 件不合格：有 95% 把握不合格率不超过 9.5%\n"
    )
    told = json.loads(
        desk("sample", "size", "--tolerable", "5%", "--expected", "0.035", "--confidence", "0.9", "--json")[1]
    )
    assert (told["n"], told["allowed"]) == (400, 14)
    assert desk("sample", "size", "--population", "500", "--preset", "krejcie-morgan")[1].startswith("217\n")
    assert desk("sample", "size", "--population", "500", "--tolerable", "8%")[1].startswith("35\n")
    assert desk("sample", "size", "--tolerable", "5%", "--confidence", "0.9", "--two-stage")[1].startswith("49\n")
    table = ("sample", "size", "--preset", "aicpa", "--population", "200", "--tolerable", "5%")
    assert desk(*table)[1].startswith("59\n")
    assert desk(*table, "--expected", "1%")[1].startswith("93\n")
    refused = ("--tolerable", "5%", "--expected", "5%"), ("--tolerable", "5%", "--population", "0")
    for words in (("--preset", "gbt2828-ii"), ("--preset", "aicpa"), (), *refused):
        code, out, err = desk("sample", "size", *words)
        assert (code, out) == (2, "")
        assert len(err.strip().splitlines()) == 1


def test_a_file_that_is_no_plan_is_refused_in_words(desk: Desk) -> None:
    for name, text in {"a.json": "[]", "b.json": "{}", "c.json": "不是", "d.json": '{"plan": 1}'}.items():
        (desk.folder / name).write_text(text, "utf-8")
        assert desk.draw(plan=name)[0] == 2
        assert desk("sample", "verify", desk.path(name))[0] in (1, 2)


def test_a_draw_of_new_years_morning_belongs_to_the_new_year(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, zone: Any = None) -> datetime:
            return datetime(2025, 12, 31, 20, tzinfo=UTC)

    monkeypatch.setattr("fwzf_data.store.journal.datetime", Clock)
    desk.plan()
    desk.draw()
    home = open_bureau(desk.folder / "home")
    assert (len(coverage(home, 2025)), len(coverage(home, 2026))) == (0, 3)


def test_a_smaller_addition_asked_later_hides_nobody_and_who_is_excluded_waits_for_nothing(desk: Desk) -> None:
    desk.plan("--exclude", "舞城管罚字〔2022〕1号=正在复议")
    desk.draw("--extend", "6")
    desk.draw("--extend", "1", out="FEWER.json")
    found = coverage(open_bureau(desk.folder / "home"), today().year)
    assert (sum(part.members for part in found), sum(part.drawn for part in found)) == (29, 15)
    assert not any("舞城管罚字〔2022〕1号" in part.never for part in found)


def test_two_lists_whose_names_differ_in_brackets_are_two_lists(desk: Desk) -> None:
    for name in ("名单（餐饮）.csv", "名单（工地）.csv", "案卷（二）.csv"):
        (desk.folder / name).write_text(f"id\n{name[3]}1\n{name[3]}2\n", encoding="utf-8")
        desk.plan(n="1", frame=name)
        desk.draw()
    found = coverage(open_bureau(desk.folder / "home"), today().year)
    assert [(one.frame, one.members) for one in found] == [
        ("名单（工地）.csv", 2), ("名单（餐饮）.csv", 2), ("案卷（二）.csv", 2),
    ]  # fmt: skip
    assert [register_of(name) for name in ("案卷（从＝2022-01-01）", "案卷", "案卷（二）.csv")] == [
        "案卷", "案卷", "案卷（二）.csv",
    ]  # fmt: skip
