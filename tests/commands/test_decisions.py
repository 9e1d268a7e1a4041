"""What a person decides on the command line is kept in the journal and seen by every answer."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fwzf_data.__main__ import main
from tests.pages.small_year import load_year


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
