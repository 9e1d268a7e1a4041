"""Hostile files: whatever the bytes, a workbook or one Chinese sentence, in time, within its memory."""

from __future__ import annotations

import re
import resource
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.reader import Workbook, read_workbook
from fwzf_data.settings import PROJECT, IntakeLimits
from tests.intake.raw_workbook import sheet_xml, strings_xml, write_xlsx
from tests.intake.test_reader_old_kinds import OPENDOCUMENT

HOSTILE = PROJECT.parent / "shared" / "real" / "hostile"
FILES = sorted(path for path in HOSTILE.glob("*") if path.name != "INDEX.csv") if HOSTILE.is_dir() else []
needs_files = pytest.mark.skipif(not FILES, reason="six megabytes of other people's files, no part of the project")
SENTENCE = re.compile(r"[^\n]*[\u4e00-\u9fff][^\n]*。")
SECONDS = 20


@dataclass(frozen=True)
class Outcome:
    said: Workbook | str
    seconds: float


def outcome(path: Path, limits: IntakeLimits = IntakeLimits()) -> Outcome:  # noqa: B008
    begun = time.monotonic()
    try:
        said: Workbook | str = read_workbook(path, limits)
    except UnreadableFile as refused:
        said = str(refused)
    return Outcome(said, time.monotonic() - begun)


@pytest.fixture(scope="module")
def outcomes() -> dict[Path, Outcome]:
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(FILES, pool.map(outcome, FILES), strict=True))


@pytest.mark.slow
@needs_files
def test_every_hostile_file_is_read_or_refused_in_a_chinese_sentence(outcomes: dict[Path, Outcome]) -> None:
    assert len(outcomes) == 284
    wordless = [
        path.name
        for path, found in outcomes.items()
        if isinstance(found.said, str) and not SENTENCE.fullmatch(found.said)
    ]
    assert wordless == []


@pytest.mark.slow
@needs_files
def test_no_hostile_file_takes_long_or_much(outcomes: dict[Path, Outcome]) -> None:
    assert [path.name for path, found in outcomes.items() if found.seconds > SECONDS] == []
    largest_child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert largest_child < IntakeLimits().child_memory_large


@pytest.mark.slow
@needs_files
def test_password_files_are_told_to_lose_their_password(outcomes: dict[Path, Outcome]) -> None:
    locked = {path.name: found.said for path, found in outcomes.items() if "pwd_password" in path.name}
    assert len(locked) > 20
    assert {name for name, said in locked.items() if "去掉打开密码" not in str(said)} == set()


# --- bombs we build ourselves

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def bomb(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.xlsx"
    if kind == "one huge cell":
        return write_xlsx(path, {"表": sheet_xml(f'<row r="1"><c r="A1" t="str"><v>{"字" * 9_000_000}</v></c></row>')})
    if kind == "a million empty rows":
        return write_xlsx(path, {"表": sheet_xml(ROW + "".join(f'<row r="{row}"/>' for row in range(2, 1_000_000)))})
    if kind == "many shared strings":
        return write_xlsx(
            path, {"表": sheet_xml(ROW)}, more={"xl/sharedStrings.xml": strings_xml(["<t/>"] * 4_000_000)}
        )
    if kind == "merges over everything":
        merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        return write_xlsx(path, {"表": sheet_xml(ROW, after=merges)})
    if kind == "billion laughs":
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        xml = f'<?xml version="1.0"?>{" " * 5000}<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]>' + sheet_xml(ROW)
        return write_xlsx(path, {"表": xml})
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1_048_577))
    return write_xlsx(path, {"表": sheet_xml(rows)}, strings=[f"<t>{'长' * 2000}</t>"])


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("one huge cell", "压缩得异常厉害"),
        ("a million empty rows", None),
        ("many shared strings", "压缩得异常厉害"),
        ("merges over everything", None),
        ("billion laughs", "DOCTYPE"),
        ("one string a million times", "占用的内存超过了上限"),
    ],
)
def test_a_bomb_is_read_cheaply_or_refused(tmp_path: Path, kind: str, said: str | None) -> None:
    found = outcome(bomb(tmp_path, kind))
    assert found.seconds < SECONDS
    if said is None:
        assert isinstance(found.said, Workbook)
        assert found.said.sheets[0].cells.num_rows == 1
    else:
        assert said in str(found.said)


# --- the limits themselves


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "大.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        for row in range(20_000):
            sheet.write_row(row, 0, [f"{row}号{column}" for column in range(20)])
    return path


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (IntakeLimits(child_memory_small=300 * 2**20), "占用的内存超过了上限"),
        (IntakeLimits(child_wall_seconds=2, child_wall_seconds_per_mb=0.1), "还没读完"),
        (IntakeLimits(child_cpu_seconds=1, large_rows=1), None),
        (IntakeLimits(rows=10_000), "超过 10000 行"),
        (IntakeLimits(filled_rows=19_999), "有 20000 行写了内容，一次最多读 19999 行"),
        (IntakeLimits(columns=19), "T1 单元格超出了 19 列"),
    ],
)
def test_a_limit_that_is_hit_is_said(large: Path, limits: IntakeLimits, said: str | None) -> None:
    found = outcome(large, limits)
    assert isinstance(found.said, Workbook) if said is None else said in str(found.said)


def test_the_child_leaves_nothing_behind(large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    book = read_workbook(large)
    assert list(tmp_path.iterdir()) == []
    assert book.sheets[0].cells.num_rows == 20_000


# --- damage by chance


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One sound workbook of each packed kind."""
    folder = tmp_path_factory.mktemp("sound")
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        sheet = book.add_worksheet("表")
        for row in range(60):
            sheet.write_row(row, 0, ["当事人", row, row / 7, "2022.4.30"])
        sheet.merge_range("A70:B71", "合并")
    old = xlwt.Workbook()
    page = old.add_sheet("表")
    for row in range(60):
        for column, value in enumerate(["当事人", row, row / 7]):
            page.write(row, column, value)
    old.save(str(folder / "a.xls"))
    with zipfile.ZipFile(folder / "a.ods", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("content.xml", OPENDOCUMENT)
    return {kind: (folder / f"a.{kind}").read_bytes() for kind in ("xlsx", "xls", "ods")}


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_damaged_file_is_read_or_refused(
    tmp_path: Path, sound: dict[str, bytes], kind: str, data: st.DataObject
) -> None:
    content = bytearray(sound[kind])
    if data.draw(st.booleans(), "cut"):
        content = content[: data.draw(st.integers(1, len(content) - 1), "length")]
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8), "places"):
        content[at] ^= data.draw(st.integers(1, 255), "flip")
    path = tmp_path / "damaged"
    path.write_bytes(content)
    found = outcome(path)
    assert found.seconds < SECONDS
    assert isinstance(found.said, Workbook) or SENTENCE.fullmatch(found.said)
