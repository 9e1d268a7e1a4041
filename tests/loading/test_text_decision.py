"""A person says what a text means: used from the next generation on, done again by every rebuild, taken back later."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fwzf_data.__main__ import main
from fwzf_data.analysis.query import ask
from fwzf_data.bureau import open_bureau
from fwzf_data.errors import BadRequest
from fwzf_data.loading.load import blueprint
from fwzf_data.loading.text_decision import TextDecision, decide_text
from fwzf_data.store.home import Home
from fwzf_data.store.verify import verify_deep
from tests.pages.small_year import load_year

WHY = "与目录所列行为相同"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year")
    load_year(folder / "home", folder)
    return folder / "home"


@pytest.fixture
def home(loaded: Path, tmp_path: Path) -> Home:
    shutil.copytree(loaded, tmp_path / "home")
    return open_bureau(tmp_path / "home")


def decide(home: Home, written: str, code: str | None, clause_no: int | None = None, why: str = WHY) -> int:
    return decide_text(home, TextDecision("penalty_case", written, code, clause_no, why), "试验", blueprint())


def matched(home: Home, case_no: str = "07") -> tuple[str | None, int | None, str | None]:
    newest = home.latest()
    assert newest is not None
    listed = ask(newest.connect(), "case_list").dicts()
    return next(
        (row["violation_code"], row["clause_no"], row["match_how"]) for row in listed if row["case_no"] == case_no
    )


def undecided(home: Home) -> list[str]:
    newest = home.latest()
    assert newest is not None
    return [row["written"] for row in ask(newest.connect(), "undecided_texts").dicts()]


def test_a_text_nobody_decided_on_stays_unmatched(home: Home) -> None:
    assert matched(home) == (None, None, None)
    assert undecided(home) == ["说不清"]


def test_a_decision_counts_from_the_next_generation_on(home: Home) -> None:
    decide(home, "说不清", "A2")
    assert matched(home) == ("A2", 1, "确认")
    assert undecided(home) == []


def test_a_later_decision_replaces_an_earlier_one_and_an_empty_one_takes_it_back(home: Home) -> None:
    decide(home, "说不清", "A2")
    decide(home, "说不清", "A1", 1)
    assert matched(home) == ("A1", 1, "确认")
    decide(home, "说不清", None, why="认错了")
    assert matched(home) == (None, None, None)
    assert undecided(home) == ["说不清"]
    newest = home.latest()
    assert newest is not None
    rows = ask(newest.connect(), "text_decision_list").dicts()
    assert [(row["violation_code"], row["is_in_force"], row["why"]) for row in rows] == [
        (None, False, "认错了"),
        ("A1", False, WHY),
        ("A2", False, WHY),
    ]


def test_a_rebuild_from_the_journal_says_the_same(home: Home) -> None:
    decide(home, "说不清", "A2")
    assert verify_deep(home, blueprint()) == []
    newest = home.latest()
    assert newest is not None
    newest.path.chmod(0o600)
    newest.path.unlink()
    home.refresh("试验", blueprint())
    assert matched(home) == ("A2", 1, "确认")
    assert verify_deep(home, blueprint()) == []


@pytest.mark.parametrize(
    ("written", "code", "clause_no", "why", "said"),
    [
        ("没有这样写", "A2", None, WHY, "没有「没有这样写」这个写法"),
        ("说不清", "ZZ", None, WHY, "没有适用于本地的「ZZ」"),
        ("说不清", "A2", 7, WHY, "没有第 7 条款。它的条款：1"),
        ("说不清", "A2", None, " ", "请写明理由"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_changes(
    home: Home, written: str, code: str, clause_no: int | None, why: str, said: str
) -> None:
    before = home.journal.head()
    with pytest.raises(BadRequest, match=said):
        decide(home, written, code, clause_no, why)
    assert home.journal.head() == before


def test_the_ledger_has_to_be_one_with_such_texts(home: Home) -> None:
    with pytest.raises(BadRequest, match="不是可以决定写法的台账"):
        decide_text(home, TextDecision("training", "业务培训", "A1", None, WHY), "试验", blueprint())


def test_the_command_line_proposes_decides_and_takes_back(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(home.folder)
    assert main(["--home", folder, "decide", "penalty_case", "占道经营摊点"]) == 0
    assert capsys.readouterr().out == "A1\t第 1 条款\t名称相似 100%\t占道经营\n"
    assert matched(home) == (None, None, None)
    assert main(["--home", folder, "decide", "penalty_case", "说不清", "--violation", "A2", "--why", WHY]) == 0
    assert "「说不清」已确认为 A2" in capsys.readouterr().out
    assert matched(home) == ("A2", 1, "确认")
    assert main(["--home", folder, "decide", "penalty_case", "说不清", "--withdraw", "--why", "认错了"]) == 0
    assert matched(home) == (None, None, None)
    assert main(["--home", folder, "decide", "penalty_case", "说不清", "--none", "--why", "没有这种行为"]) == 0
    assert "「说不清」已确认为 不属于目录" in capsys.readouterr().out
    assert (matched(home), undecided(home)) == ((None, None, "确认"), [])
    assert main(["--home", folder, "decide", "penalty_case", "说不清", "--withdraw", "--why", "认错了"]) == 0
    assert main(["--home", folder, "decide", "penalty_case", "说不清", "--violation", "ZZ", "--why", WHY]) == 2
