"""What was known at the end of a past day: only what had been loaded, and not withdrawn, by then."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from fwzf_data.__main__ import main
from fwzf_data.analysis.query import ask
from fwzf_data.bureau import open_bureau
from fwzf_data.errors import BadRequest
from fwzf_data.loading.load import LoadOptions, load, withdraw
from fwzf_data.past import known_by
from fwzf_data.store import journal
from fwzf_data.store.home import Home

MONDAY, TUESDAY, WEDNESDAY = date(2022, 6, 6), date(2022, 6, 7), date(2022, 6, 8)
TASKS = "任务编号,责任单位,工作任务,状态,完成日期,佐证材料,更新日期\n"
DONE = TASKS + "S3.6,政策法规室,公布,已完成,2022-04-20,文件,2022-04-20\n"


class Clock(datetime):
    """The days on which people act; the journal asks it for the time."""

    moment = datetime(2022, 6, 6, 2, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        cls.moment += timedelta(seconds=1)
        return cls.moment

    @classmethod
    def on(cls, day: date, hour: int = 2) -> None:
        cls.moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Nothing on Sunday; a report loaded on Monday, the register on Tuesday; the report withdrawn on Wednesday."""
    monkeypatch.setattr(journal, "datetime", Clock)
    opened = open_bureau(tmp_path / "home")
    for day, ledger, text in (
        (MONDAY, "annual_task", DONE),
        (TUESDAY, "unit", "单位名称,单位类别,是否责任单位\n政策法规室,机关股室,是\n"),
    ):
        Clock.on(day)
        (tmp_path / f"{ledger}.csv").write_text(text, "utf-8-sig")
        load(opened, tmp_path / f"{ledger}.csv", LoadOptions(ledger=ledger, actor="试验"))
    Clock.on(WEDNESDAY)
    withdraw(opened, 1, "报错了", "试验")
    return opened


def status(home: Home, day: date) -> str:
    answer = ask(known_by(home, day).connect(), "obligation_status", as_of=date(2022, 5, 31), obligation_id="S3.6")
    (row,) = answer.dicts()
    return str(row["status"])


def test_each_day_knows_what_had_been_loaded_by_then(home: Home) -> None:
    assert [status(home, day) for day in (MONDAY, TUESDAY, WEDNESDAY)] == ["已完成", "已完成", "超期"]
    assert status(home, date(2030, 1, 1)) == "超期"


def test_before_anything_was_loaded_nothing_was_known(home: Home) -> None:
    with pytest.raises(BadRequest, match="到 2022-06-05 为止还没有载入任何台账"):
        known_by(home, MONDAY - timedelta(1))


def test_a_day_ends_at_midnight_in_china(home: Home, tmp_path: Path) -> None:
    Clock.on(WEDNESDAY, hour=16)
    (tmp_path / "again.csv").write_text(DONE.replace("文件", "文件二"), "utf-8-sig")
    load(home, tmp_path / "again.csv", LoadOptions(ledger="annual_task", actor="试验"))
    assert status(home, WEDNESDAY) == "超期"
    assert status(home, WEDNESDAY + timedelta(1)) == "已完成"


def test_a_generation_that_is_gone_is_rebuilt_and_then_kept(home: Home) -> None:
    first = known_by(home, MONDAY)
    assert first == home.generation(first.number)
    first.path.unlink()
    rebuilt = known_by(home, MONDAY)
    assert rebuilt.path.parent == home.folder / "known"
    assert status(home, MONDAY) == "已完成"
    made_at = rebuilt.path.stat().st_mtime_ns
    assert known_by(home, MONDAY).path.stat().st_mtime_ns == made_at
    assert [path.suffix for path in rebuilt.path.parent.iterdir()] == [".duckdb"]


def test_facts_of_another_version_are_made_anew(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    from fwzf_data.loading import load as flow

    monkeypatch.setattr(flow, "facts_digest", lambda: "another version")
    made = known_by(home, MONDAY)
    assert made.path.parent == home.folder / "known"
    assert made.meta().facts_digest == "another version"
    assert status(home, MONDAY) == "已完成"


def test_the_command_line_takes_both_days(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    def asked(*given: str) -> dict[str, object]:
        assert main(["--home", str(home.folder), "progress", "--as-of", "2022-05-31", "--json", *given]) == 0
        body = json.loads(capsys.readouterr().out)
        assert body["name"] == "progress"
        return {row["obligation_id"]: row["status"] for row in body["rows"]} | {"known_by": body["params"]["known_by"]}

    now, then = asked(), asked("--known-by", "2022-06-07")
    assert (now["S3.6"], now["known_by"]) == ("超期", None)
    assert (then["S3.6"], then["known_by"]) == ("已完成", "2022-06-07")
    assert main(["--home", str(home.folder), "progress", "--known-by", "2022-06-05"]) == 2
    assert "还没有载入任何台账" in capsys.readouterr().err


def test_the_command_line_says_who_is_behind(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(home.folder), "progress", "--as-of", "2022-06-30"]) == 0
    out = capsys.readouterr().out
    assert "截至 2022-06-30（按业务日期），39 项义务" in out
    assert "建议通报（由人决定）：\n  政策法规室：" in out


def test_the_command_line_tells_the_gaps_of_plan_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan"]) == 0
    assert "plan_2022.toml　缺口　S3.6　时限早于阶段" in capsys.readouterr().out
    (tmp_path / "plan_2027.toml").write_text("[plan]\nyear = 2027\n", "utf-8")
    assert main(["plan", str(tmp_path / "plan_2027.toml")]) == 1
    assert "错误　方案　没有任何义务" in capsys.readouterr().out
