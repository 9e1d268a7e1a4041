"""What a person decides on the command line is kept in the journal and seen by every answer."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from fwzf_data.__main__ import main
from fwzf_data.analysis.notice_decision import Decided, decisions
from fwzf_data.bureau import open_bureau
from tests.pages.small_year import SERVICE, load_year


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decided")
    load_year(folder / "home", folder)
    return folder / "home"


@pytest.fixture
def run(loaded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    shutil.copytree(loaded, tmp_path / "home")

    def run_(*words: str) -> tuple[int, str, str]:
        code = main(["--home", str(tmp_path / "home"), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_


def test_a_finding_is_disposed_of(run) -> None:
    first = json.loads(run("findings", "--json")[1])["rows"][0]
    code, out, _ = run("dispose", first["finding_key"], "数据错误", "--why", "日期填错")
    assert (code, out) == (0, f"{first['finding_key']}：数据错误\n")
    rows = json.loads(run("findings", "--json")[1])["rows"]
    (told,) = [row for row in rows if row["finding_key"] == first["finding_key"]]
    assert (told["disposition"], told["disposition_why"]) == ("数据错误", "日期填错")
    assert run("dispose", first["finding_key"], "随便", "--why", "因为")[0] == 2
    assert "没有编号为" in run("dispose", "P01-0", "属实", "--why", "因为")[2]


def test_a_level_is_confirmed_and_taken_back(run) -> None:
    def level() -> str | None:
        return next(row for row in json.loads(run("risk", "--json")[1])["rows"] if row["violation_code"] == code)[
            "confirmed_level"
        ]

    code = json.loads(run("risk", "--json")[1])["rows"][0]["violation_code"]
    assert run("confirm-risk", code, "低", "--why", "劝导为主")[0] == 0
    assert level() == "低"
    assert run("confirm-risk", code, "撤销", "--why", "重新评定")[0] == 0
    assert level() is None
    assert run("confirm-risk", code, "很高", "--why", "因为")[0] == 2
    assert "没有代码为" in run("confirm-risk", "XX", "低", "--why", "因为")[2]


def test_a_slow_unit_is_named_for_a_reason_and_only_one_that_is_proposed(tmp_path: Path, capsys) -> None:
    load_year(tmp_path / "home", tmp_path, SERVICE)

    def notice(unit: str, decision: str, why: str, day: str = "2022-12-31") -> tuple[int, str, str]:
        home = ["--home", str(tmp_path / "home")]
        code = main([*home, "notice", unit, decision, "--why", why, "--as-of", day])
        return code, *capsys.readouterr()

    assert notice("政策法规室", "列入通报", "已约谈，限期补报")[:2] == (0, "政策法规室：列入通报\n")
    assert notice("政策法规室", "不列入通报", "已补报")[0] == 0
    assert notice("政策法规室", "再说", "因为")[0] == 2
    assert "请写明理由。" in notice("政策法规室", "列入通报", " ")[2]
    assert "没有建议通报「某某室」：建议通报的是" in notice("某某室", "列入通报", "因为")[2]
    assert "没有建议通报的单位" in notice("政策法规室", "列入通报", "因为", "2022-01-05")[2]
    journal = open_bureau(tmp_path / "home").journal
    assert decisions(journal, 2022) == {
        "政策法规室": Decided("不列入通报", "已补报", "命令行", date(2022, 12, 31)),
    }
    assert decisions(journal, 2023) == {}
    newest = journal.last("slow_progress")
    assert newest is not None
    assert any("项超期" in reason for reason in newest.body["reasons"])
