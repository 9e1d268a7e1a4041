"""The 23 ledger definitions hold together and carry all that the research lists."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from fwzf_data.errors import UnknownLedger
from fwzf_data.intake.header_match import unit_fits, written_forms
from fwzf_data.intake.header_text import normalise_header, spelling_key
from fwzf_data.intake.ledger import STORAGE, Ledger, ledgers, read_ledger
from fwzf_data.intake.numbers import MEASURES
from fwzf_data.settings import PROJECT

FACTS = PROJECT.parent / "shared" / "facts"
needs_research = pytest.mark.skipif(not FACTS.is_dir(), reason="the research is no part of the project")
every_ledger = pytest.mark.parametrize("ledger", ledgers().values(), ids=lambda ledger: ledger.key)


def listed_ledgers() -> dict[str, str]:
    with (FACTS / "ledgers.csv").open(encoding="utf-8-sig") as file:
        return {row["ledger"]: row["key"] for row in csv.DictReader(file)}


def listed_fields() -> list[tuple[Ledger, dict[str, str]]]:
    """The rows of header_synonyms.csv, each with its ledger; that list adds words to the names of ledgers.csv."""
    keys = listed_ledgers()
    with (FACTS / "header_synonyms.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    found = []
    for row in rows:
        names = [name for name in keys if row["ledger"].startswith((name, name.split("/")[0]))]
        found.append((ledgers()[keys[max(names, key=len)]], row))
    return found


@needs_research
def test_every_listed_ledger_has_a_definition_and_no_other_does() -> None:
    assert set(ledgers()) == set(listed_ledgers().values())


@needs_research
def test_every_listed_field_is_there_under_its_name() -> None:
    missing = [
        (ledger.key, row["canonical_field_en"])
        for ledger, row in listed_fields()
        if not ledger.has(row["canonical_field_en"])
    ]
    assert missing == []


@needs_research
def test_every_listed_spelling_names_a_field_or_is_proposed() -> None:
    for ledger, row in listed_fields():
        forms = [form for column in ledger.columns for form in (*written_forms(column), *column.proposes)]
        known = {spelling_key(normalise_header(form)) for form in forms}
        for spelling in [row["canonical_field_zh"], *filter(None, row["synonyms"].split("|"))]:
            assert spelling_key(normalise_header(spelling)) in known, f"{ledger.key}: {spelling}"


@needs_research
def test_a_field_listed_as_personal_is_private() -> None:
    for ledger, row in listed_fields():
        if row["personal_data"] == "yes":
            assert ledger.column(row["canonical_field_en"]).private, f"{ledger.key}.{row['canonical_field_en']}"


@every_ledger
def test_a_spelling_decides_for_one_field_only_unless_it_steps_in_for_several(ledger: Ledger) -> None:
    spellings = Counter(
        key
        for column in ledger.columns
        for key in {spelling_key(normalise_header(form)) for form in written_forms(column)}
    )
    sure = {
        spelling_key(normalise_header(form))
        for column in ledger.columns
        for form in written_forms(column)
        if form not in column.otherwise
    }
    assert [spelling for spelling, count in spellings.items() if count > 1 and spelling in sure] == []


@every_ledger
def test_a_spelling_that_only_proposes_decides_nowhere_in_the_ledger(ledger: Ledger) -> None:
    decides = {spelling_key(normalise_header(form)) for column in ledger.columns for form in written_forms(column)}
    proposes = {spelling_key(normalise_header(form)) for column in ledger.columns for form in column.proposes}
    assert decides & proposes == set()


@every_ledger
def test_free_text_is_not_private_but_people_and_their_addresses_are(ledger: Ledger) -> None:
    for column in ledger.columns:
        if column.name in ("remark", "facts", "penalty_content", "content"):
            assert not column.private, column.name
        if column.type in ("id_no",) or column.name in (
            "party_name",
            "officers",
            "complainant",
            "legal_rep",
            "address",
        ):
            assert column.private, column.name


@every_ledger
def test_a_codes_column_lists_its_words_and_each_spelling_once(ledger: Ledger) -> None:
    for column in ledger.columns:
        if column.type in ("code", "codes"):
            assert column.codes, column.name
            spellings = Counter(spelling for word, others in column.codes for spelling in {word, *others})
            assert [spelling for spelling, count in spellings.items() if count > 1] == [], column.name


@every_ledger
def test_a_ledger_says_where_it_comes_from_and_what_speaks_for_it(ledger: Ledger) -> None:
    assert ledger.source
    assert ledger.hints
    assert ledger.needs
    assert ledger.record_keys


def test_amounts_written_in_wan_by_standard_are_stored_in_fen_like_those_in_yuan() -> None:
    stored = dict(ledgers()["penalty_publicity"].stored())
    assert stored["fine_amount_fen"] == "BIGINT"
    assert ledgers()["penalty_publicity"].column("fine_amount_wan").unit == "万元"
    assert ledgers()["penalty_case"].column("fine_amount").unit == "元"


GOOD = """
label = "试"
hints = ["试"]
record_keys = [["no"]]
own_key = ["name"]
needs = ["name"]
source = "测试"
[columns.no]
label = "编号"
type = "text"
[columns.name]
label = "名称"
type = "text"
"""


def written(folder: Path, body: str) -> Path:
    path = folder / "trial.toml"
    path.write_text(body, "utf-8")
    return path


def test_a_sound_definition_is_read(tmp_path: Path) -> None:
    ledger = read_ledger(written(tmp_path, GOOD))
    assert (ledger.key, [column.name for column in ledger.columns]) == ("trial", ["no", "name"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (GOOD.replace('label = "试"', 'label = "试"\nlables = "x"'), "lables"),
        (GOOD.replace('label = "名称"', 'label = "名称"\nsynonym = ["名"]'), "synonym"),
        (GOOD.replace('label = "名称"\ntype = "text"', 'label = "名称"\ntype = "texte"'), "texte"),
        (GOOD.replace('needs = ["name"]', 'needs = ["name|nmae"]'), "nmae"),
        (GOOD + "= 3", "TOML"),
        (
            GOOD + '[columns.fine]\nlabel = "罚款"\ntype = "money"\n[columns.fine_wan]\nlabel = "罚"\ntype = "money"',
            "同一列",
        ),
    ],
    ids=["unknown key", "unknown column key", "unknown type", "needs an undefined field", "no TOML", "stored twice"],
)
def test_a_definition_that_does_not_hold_together_is_refused_by_name(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(UnknownLedger, match=said):
        read_ledger(written(tmp_path, wrong))


def test_every_type_has_a_storage_type() -> None:
    used = {column.type for ledger in ledgers().values() for column in ledger.columns}
    assert used <= set(STORAGE)


@every_ledger
def test_a_column_of_numbers_counts_in_a_unit_whose_measure_words_are_known(ledger: Ledger) -> None:
    units = {column.unit for column in ledger.columns if {column.type, column.alternative} & {"int", "decimal"}}
    assert units - {None, "元"} <= set(MEASURES)


def test_a_column_of_days_is_none_of_amounts_though_it_counts_in_a_unit() -> None:
    assert not unit_fits("元", ledgers()["inspection"].column("order_deadline"))
