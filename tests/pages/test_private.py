"""Names, certificate and telephone numbers of persons: on no page and in no file while they are hidden."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fwzf_data.analysis.checks import checks
from fwzf_data.analysis.finding import unchecked_records
from fwzf_data.analysis.query import Query, queries
from fwzf_data.documents.checklist import checklist
from fwzf_data.documents.draw_package import package
from fwzf_data.draws import draws, kept
from fwzf_data.intake.ledger import Column, ledger
from fwzf_data.store.home import Home
from fwzf_data.web import desk, spot_checks
from tests.pages.conftest import Open, texts
from tests.pages.small_year import LEDGERS, SERVICE, load_year
from tests.pages.test_sampling_pages import drawn as draw_drawn
from tests.pages.test_sampling_pages import planned
from tests.queries.drawn import Drawn, drawn

CANARIES = ("俊敏", "艾力江", "19900101", "3912345")
NAMES = ("李俊敏", "买买提·艾力江", "王俊敏、赵俊敏")
MORE = {
    "coercion": """
        coercion_no | case_no | kind | start_date | due_date   | unit
        ------------+---------+------+------------+------------+-------
        Q1          | 01      | 查封 | 2022-03-02 | 2022-03-20 | 一中队
    """,
    "complaint": """
        complaint_no | content  | category | accept_date | due_date   | unit
        -------------+----------+----------+-------------+------------+-------
        T1           | 占道经营 | 占道     | 2022-03-01  | 2022-03-05 | 一中队
        T2           | 占道经营 | 占道     | 2022-03-01  | 2022-03-05 | 一中队
    """,
    "spot_check": """
        plan_no | unit   | check_date | result   | rectify_date | finish_date
        --------+--------+------------+----------+--------------+------------
        C1      | 一中队 | 2022-06-01 | 责令整改 | 2022-06-10   |
    """,
    "officer": """
        unit   | valid_until
        -------+------------
        一中队 | 2022-03-01
        二中队 | 2026-12-31
    """,
    "penalty_publicity": """
        decision_no | violation_type | decision_date | unit
        ------------+----------------+---------------+-------
        决1         | 占道           | 2022-03-08    | 一中队
    """,
    "permit_publicity": """
        permit_doc_no | permit_content | unit       | accept_date | decision_date | promised_days | statutory_days
        --------------+----------------+------------+-------------+---------------+---------------+---------------
        一            | 占道           | 政策法规室 | 2022-04-22  | 2022-05-05    | 7             | 20
        二            | 占道           | 政策法规室 | 2022-04-22  | 2022-05-06    | 7             | 20
    """,
}
FREE = ("remark", "problem", "issue", "facts", "outcome", "evidence", "content", "discretion_factors", "topic")


def with_persons(key: str, table: str) -> Drawn:
    """The drawn rows with a person in each private field, and a person's numbers in whatever is told in words."""
    rows, kind = drawn(table), ledger(key)
    told = [kind.column(name) for name in FREE if kind.has(name) and kind.column(name).type == "text"]
    columns = [column for column in kind.columns if column.private] + [one for one in told if not one.private]
    kept_names = [name for name in rows.names if name not in {column.name for column in columns}]
    return Drawn(
        (*kept_names, *(column.name for column in columns)),
        tuple(
            (*line, *(person(column, place) for column in columns))
            for place, line in enumerate(rows.only(kept_names).rows)
        ),
    )


def person(column: Column, place: int) -> str:
    match column.type:
        case "phone":
            return "13912345678"
        case "id_no":
            return "411121199001011234"
        case "list":
            return "李俊敏、王俊敏"
        case "decimal":
            return "80"
        case _ if column.name.endswith("cert_no"):
            return f"豫L3912345{place}"
        case _ if not column.private:
            return f"占道{place}，电话 139-1234-5678，证件 411121199001011234"
        case _ if column.name in ("case_name", "penalty_name", "address"):
            return "李俊敏占道经营案"
        case _:
            return NAMES[place % len(NAMES)]


@pytest.fixture(scope="session")
def home_of_persons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("persons")
    ledgers = {**SERVICE, **LEDGERS, **MORE}
    load_year(folder / "home", folder, {key: str(with_persons(key, table)) for key, table in ledgers.items()})
    return folder / "home"


@pytest.fixture
def persons(home_of_persons: Path, monkeypatch: pytest.MonkeyPatch) -> desk.Desk:
    monkeypatch.setenv("FWZF_HOME", str(home_of_persons))
    return replace(desk.open_desk(), as_of=date(2022, 12, 31))


def asked_of(opened: desk.Desk, asked: Query) -> list[dict[str, Any]]:
    """What a query is asked with: what it cannot do without, from every row there is."""
    if "row_no" in asked.params and "batch_id" in asked.params:
        return [
            {"batch_id": row["batch_id"], "sheet_no": row["sheet_no"], "row_no": row["row"]}
            for row in opened.answer("row_fates").dicts()
        ]
    if "record_key" in asked.params and asked.name != "finding_list":
        keys = [row["record_key"] for row in opened.answer("case_list").dicts()]
        return [{"record_key": key} for key in keys]
    return [{}]


@pytest.mark.parametrize("asked", [one for one in queries().values() if one.room != "facts"], ids=lambda one: one.name)
def test_no_answer_and_so_no_table_and_no_export_tells_a_person(persons: desk.Desk, asked: Query) -> None:
    given = asked_of(persons, asked)
    if "ledger" in asked.params and "record_key" in asked.params:
        given = [one | {"ledger": "penalty_case"} for one in given]
    answers = [persons.answer(asked.name, **one).dicts() for one in given]
    told = {
        (name, row.get("field"), str(value)[:40])
        for rows in answers
        for row in rows
        for name, value in row.items()
        if any(canary in str(value) for canary in CANARIES)
    }
    assert told == set()


@pytest.mark.parametrize("code", [check.name for check in checks()])
def test_what_could_not_be_checked_tells_no_person_either(persons: desk.Desk, code: str) -> None:
    assert persons.generation is not None
    found = unchecked_records(persons.generation.connect(), persons.as_of, code, None, 1_000)
    assert not any(canary in str(persons.as_seen(found).rows) for canary in CANARIES)


def test_the_persons_are_there_for_who_asks_to_see_them(persons: desk.Desk) -> None:
    shown = str(replace(persons, unmasked=True).answer("source_row", batch_id=2, sheet_no=1, row_no=2).rows)
    assert any(canary in shown for canary in CANARIES)


def cells(workbook: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def of_package(record: dict[str, Any], labels: dict[str, str]) -> str:
    with zipfile.ZipFile(io.BytesIO(package(record, labels=labels))) as archive:
        return (
            cells(archive.read("检查表.xlsx")) + archive.read("DRAW.json").decode() + archive.read("名单.csv").decode()
        )


@pytest.mark.parametrize("made", [lambda record, labels: cells(checklist(record, labels)), of_package])
def test_a_drawn_person_is_masked_on_page_and_paper_and_handed_out_in_full_only_on_record(
    home_of_persons: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_page: Open,
    made: Callable[[dict[str, Any], dict[str, str]], str],
) -> None:
    monkeypatch.setenv("FWZF_HOME", str(home_of_persons))
    if not list(draws(Home(home_of_persons))):
        planned(open_page, n=10)
        draw_drawn(open_page)
    for page in ("pages/sampling/draw.py", "pages/sampling/results.py"):
        app = open_page(page)
        shown = texts(app) + "".join(frame.value.to_csv() for frame in app.dataframe)
        assert not any(canary in shown for canary in CANARIES)
    opened = desk.open_desk()
    (draw,) = draws(opened.home)
    record = kept(opened.home, draw)
    before = len(list(opened.home.journal.entries("export")))
    masked = made(record, spot_checks.labels(opened, record))
    assert not any(canary in masked for canary in CANARIES)
    assert "1　李某某　占道经营" in masked
    assert len(list(opened.home.journal.entries("export"))) == before
    whole = made(record, spot_checks.labels(replace(opened, unmasked=True), record))
    assert "1　李俊敏　占道经营" in whole
    *_, entry = opened.home.journal.entries("export")
    assert entry.body == {"query": "frame_cases", "rows": 10, "unmasked": True}
