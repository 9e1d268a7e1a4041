"""CONTRIBUTING's recipes, held to the tree: what a recipe says is enough must be what is there."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fwzf_data.__main__ import _parser
from fwzf_data.analysis.facts import needed_facts
from fwzf_data.analysis.query import queries
from fwzf_data.intake.ledger import ledgers
from fwzf_data.settings import SAMPLE_DATA

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(path.relative_to(ROOT) for path in (ROOT / "pages").rglob("*.py"))
QUERY_TESTS = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests" / "queries").glob("*.py"))
PAGE_TESTS = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests" / "pages").glob("*.py"))
STARTING_CONTENT = {"violation": "违法行为目录.csv", "benchmark": "裁量基准.csv"}
"""Ledgers whose workbook is published content and not drawn by the generator."""


def is_named_in_a_test(name: str) -> bool:
    return re.search(rf"[\"'/]{name}[\"']", QUERY_TESTS) is not None


@pytest.mark.parametrize("name", sorted(name for name, asked in queries().items() if asked.room != "facts"))
def test_every_mart_and_check_has_a_drawn_table_test(name):
    assert is_named_in_a_test(name), f"tests/queries 里没有查询 {name} 的测试"


@pytest.mark.parametrize("name", sorted(name for name, asked in queries().items() if asked.room == "facts"))
def test_every_fact_is_tested_or_stands_under_something_that_is(name):
    assert is_named_in_a_test(name) or any(
        is_named_in_a_test(asked.name) for asked in queries().values() if name in needed_facts(asked.reads)
    )


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_page_is_in_the_router_and_has_a_test(page):
    assert len(page.parts) == 3, "页面要放在 pages/<栏目>/ 下"
    assert page.as_posix() in (ROOT / "app.py").read_text("utf-8")
    assert page.as_posix() in PAGE_TESTS


def test_there_are_pages_to_hold_to_the_recipe():
    assert len(PAGES) >= 9


@pytest.mark.parametrize("key", sorted(ledgers()))
def test_every_ledger_has_a_workbook_in_the_sample(key):
    drawn = {
        sheet["ledger"] for sheet in json.loads((ROOT / "sample_data" / "truth.json").read_text("utf-8"))["sheets"]
    }
    assert key in drawn or (SAMPLE_DATA / STARTING_CONTENT[key]).exists()


def test_only_the_web_room_knows_streamlit():
    for path in (ROOT / "fwzf_data").rglob("*.py"):
        if "web" not in path.parts:
            assert "streamlit" not in imported(path), path


ROOMS = [
    {"errors", "without_pandas"}, {"settings"}, {"rulebook"}, {"intake", "store"}, {"analysis"}, {"loading"},
    {"bureau", "past", "draws", "documents"}, {"risk_lists"}, {"web"}, {"commands"}, {"__main__"},
]  # fmt: skip
"""From the workbook to the reader: a room knows those before it, and no other of its own rank."""


def test_imports_go_one_way():
    places = {path.relative_to(ROOT / "fwzf_data").parts[0] for path in (ROOT / "fwzf_data").rglob("*.py")}
    assert set().union(*ROOMS) == {place.removesuffix(".py") for place in places} - {"__init__"}
    known: set[str] = set()
    for rank in ROOMS:
        for room in rank:
            for path in [*(ROOT / "fwzf_data" / room).rglob("*.py"), *(ROOT / "fwzf_data").glob(f"{room}.py")]:
                used = {name.split(".")[1] for name in imported(path) if name.startswith("fwzf_data.")}
                assert used <= known | {room}, f"{path.relative_to(ROOT)} 引用了 {'、'.join(used - known - {room})}"
        known |= rank


def test_the_guide_names_every_command():
    (commands,) = (action.choices for action in _parser()._actions if isinstance(action.choices, dict))
    guide = (ROOT / "README.md").read_text("utf-8")
    (listed,) = re.findall(r"^`python -m fwzf_data --help`：(.*)。$", guide, re.MULTILINE)
    assert set(re.findall(r"`([\w-]+)`", listed)) == set(commands)


BENCHES = sorted(path.stem for path in (ROOT / "tests" / "bench").glob("*.py") if "__main__" in path.read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("name", BENCHES)
def test_every_bench_runs_as_its_docstring_says_and_explains_itself(name):
    command = [sys.executable, "-m", f"tests.bench.{name}", "--help"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    docstring = ast.get_docstring(ast.parse((ROOT / "tests" / "bench" / f"{name}.py").read_text("utf-8")))
    assert f"    python -m tests.bench.{name} " in docstring
    assert docstring.split()[0] in asked.stdout


def test_every_bench_that_is_named_is_there():
    rules = [path for path in (ROOT / "fwzf_data").rglob("*") if path.suffix in {".py", ".toml"}]
    texts = [
        path.read_text("utf-8") for path in (ROOT / "CONTRIBUTING.md", ROOT / "README.md", ROOT / "Makefile", *rules)
    ]
    named = set(re.findall(r"tests[./]bench[./](\w+)", "\n".join(texts)))
    assert {"calibration", "effect", "load"} <= named <= set(BENCHES)


def test_every_place_the_recipes_name_exists():
    named = re.findall(
        r"`((?:fwzf_data|queries|sample_data|tests|pages|static|docs)/[\w/.]*)`",
        (ROOT / "CONTRIBUTING.md").read_text("utf-8"),
    )
    assert named
    for place in named:
        assert (ROOT / place).exists(), place


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found | {name.split(".")[0] for name in found}
