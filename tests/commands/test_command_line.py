"""What cannot be done on the command line is refused in one Chinese sentence, before anything was done."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from fwzf_data.__main__ import main
from fwzf_data.commands import console
from tests.commands.test_sample import Desk

LEDGER = "案号,当事人,案由,立案日期\n〔2022〕1号,甲,占道经营,2022-03-01\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    (tmp_path / "行政处罚案件台账.csv").write_text(LEDGER, encoding="utf-8")
    return Desk(tmp_path, capsys)


def is_one_sentence(err: str) -> bool:
    return err.count("\n") == 1 and err.endswith("。\n") and "Traceback" not in err and "error" not in err


@pytest.mark.parametrize("place", ["没有的夹/结果.xlsx", "名单.csv/结果.xlsx", "."])
@pytest.mark.parametrize(
    "words",
    [
        ("load", "行政处罚案件台账.csv", "--report"),
        ("batches", "--csv"),
        ("query", "batch_list", "--xlsx"),
        ("findings", "--xlsx"),
        ("template", "unit", "--out"),
        ("document", "risk-list", "--out"),
        ("sample", "plan", "--frame", "名单.csv", "--n", "3", "--purpose", "查", "--out"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_before_anything_is_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], place: str
) -> None:
    monkeypatch.chdir(desk.folder)
    code, out, err = desk(*words, place)
    assert (code, out, is_one_sentence(err)) == (2, "", True)
    assert words[-1] in err
    assert not (desk.folder / "home").exists()


def test_a_file_that_another_program_holds_is_refused_before_anything_is_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    Path(desk.path("结果.xlsx")).touch()
    monkeypatch.setattr(Path, "open", held)
    code, _, err = desk("load", desk.path("行政处罚案件台账.csv"), "--report", desk.path("结果.xlsx"))
    assert (code, "正被别的程序打开" in err, (desk.folder / "home").exists()) == (2, True, False)


def test_a_place_that_is_tried_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "旧.csv").write_text("旧", "utf-8")
    console.output_file(str(tmp_path / "旧.csv"))
    console.output_file(str(tmp_path / "新.csv"))
    assert [(file.name, file.read_text("utf-8")) for file in tmp_path.iterdir()] == [("旧.csv", "旧")]


def test_a_disk_that_fills_up_meanwhile_is_told_in_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    code, _, err = desk("template", "unit", "--out", desk.path("模板.xlsx"))
    assert (code, "结果没有写出来" in err, "磁盘" in err) == (2, True, True)


def test_a_home_that_cannot_be_made_is_told_in_words(desk: Desk) -> None:
    code = main(["--home", desk.path("名单.csv"), "demo"])
    assert (code, is_one_sentence(desk.said())) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "还缺少：命令"),
        (("写",), "命令 没有「写」这一种，可以写：demo"),
        (("load",), "还缺少：PATH"),
        (("load", "甲.xlsx", "--report"), "--report 后面要写一个值"),
        (("query", "甲", "乙"), "不认识「乙」"),
        (("withdraw", "甲", "--why", "错了"), "batch 应是整数，「甲」不是"),
        (("risk", "--mode", "甲"), "--mode 没有「甲」这一种，可以写：matrix"),
        (("risk", "--as-of", "2022"), "「2022」应为日期"),
        (("findings", "--json=1"), "--json 后面不能写值"),
        (("findings", "--json", "--csv", "a.csv"), "--csv 和 --json 只能写一个"),
        (("sample", "plan", "--frame", "a", "--purpose", "b", "--out", "c"), "--n --sizes 要写其中一个"),
        (("sample", "plan", "--s", "1"), "「--s」可能是 --"),
    ],
)
def test_a_command_written_wrongly_is_told_in_chinese(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(desk.folder)
    code, _, err = desk(*words)
    assert (code, said in err, is_one_sentence(err)) == (2, True, True)
    assert "argument" not in err


@pytest.mark.parametrize("words", [(), ("load",), ("sample",), ("sample", "plan")])
def test_the_help_is_chinese(desk: Desk, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*words, "-h"])
    told = capsys.readouterr().out
    assert left.value.code == 0
    assert told.startswith("用法：")
    assert not [word for word in ("usage", "options", "positional", "show this") if word in told]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('[mapping]\n案号 = "case_no"\n', '第 2 行「案号 = "case_no"」写得不对'),
        ('[mapping]\n"案号" = “case_no”\n', "列名和字段都要加英文双引号"),
        ('[mapping]\n"案号" = "case_no"\n"案号" = "unit"\n', "第 3 行「"),
    ],
)
def test_a_mapping_without_quotes_says_which_line_and_how_to_mend_it(desk: Desk, written: str, said: str) -> None:
    Path(desk.path("列名.toml")).write_text(written, "utf-8")
    code, _, err = desk("load", desk.path("行政处罚案件台账.csv"), "--mapping", desk.path("列名.toml"))
    assert (code, said in err, "line" in err) == (2, True, False)


def test_the_mapping_the_help_shows_can_be_typed_as_shown(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["load", "-h"])
    assert '"列名" = "字段"' in capsys.readouterr().out
    Path(desk.path("列名.toml")).write_text('[mapping]\n"案由" = "cause"\n', "utf-8")
    assert desk("load", desk.path("行政处罚案件台账.csv"), "--mapping", desk.path("列名.toml"))[0] == 0


def test_what_is_journalled_wants_a_reason(desk: Desk) -> None:
    assert desk("load", desk.path("行政处罚案件台账.csv"))[0] == 0
    code, _, err = desk("withdraw", "1", "--why", "　")
    assert (code, err) == (2, "请写明撤回原因。\n")


def test_an_update_that_says_less_than_before_says_so(desk: Desk) -> None:
    assert desk("load", desk.path("行政处罚案件台账.csv"))[2] == ""
    Path(desk.path("又一份.csv")).write_text(LEDGER.replace("2022-03-01", ""), encoding="utf-8")
    for dry in (["--dry-run"], []):
        _, _, err = desk("load", desk.path("又一份.csv"), *dry)
        assert err.startswith(
            "又一份.csv：更新的行以这份文件为准，先前写有、这次没有写的内容不再计入：「立案日期」1 行。"
        )
