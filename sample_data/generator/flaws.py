"""What is wrong with the writing: rows nobody can use, cells nobody can read, numbers spreadsheets have ruined."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from sample_data.generator.case_books import Record
from sample_data.generator.tables import Fault, Formula, Raw

Noted = list[dict[str, object]]

UNREADABLE: dict[str, tuple[tuple[str, str], ...]] = {
    "一中队": (("paid_date", "待缴"), ("close_date", "2022-02-30"), ("quantity", "若干")),
    "二中队": (("paid_amount", "已缴清"), ("archive_date", "13.5"), ("notice_served_date", "2022.4")),
    "三中队": (("fine_amount", "三百左右"), ("paid_date", "未知"), ("publish_date", "已上网")),
    "四中队": (("fine_amount", "200-500"), ("close_date", "6月31日"), ("found_date", "22年")),
    "六中队": (("fine_amount", "见决定书"), ("paid_date", "见票据")),
}
"""Unit → field and what stands there instead of a value."""


def spoil_cells(rng: Random, unit: str, records: Sequence[Record], spare: set[str], fields: set[str]) -> Noted:
    """Overwrite cells of closed cases nothing else was planted in."""
    pool = [row for row in records if row["status"] == "结案" and row["case_no"] not in spare]
    noted: Noted = []
    for name, text in UNREADABLE.get(unit, ()):
        if name in fields:
            row = rng.choice([row for row in pool if row.get(name) is not None or name == "quantity"])
            pool.remove(row)
            row[name] = Raw(text)
            noted.append({"case_no": row["case_no"], "field": name, "text": text})
    return noted


def readable_oddities(rng: Random, records: Sequence[Record], spare: set[str]) -> Noted:
    """Amounts in spellings that can still be read without guessing."""
    pool = [row for row in records if row["fine_amount"] == 200 and row["case_no"] not in spare]
    noted: Noted = []
    for row, text in zip(rng.sample(pool, 4), ("2OO元", "贰佰元整", "￥200.00", "200元"), strict=True):
        row["fine_amount"] = Raw(text)
        noted.append({"case_no": row["case_no"], "text": text, "yuan": 200})
    return noted


def spreadsheet_accidents(rng: Random, records: Sequence[Record], spare: set[str]) -> dict[str, Noted]:
    """#N/A from a broken look-up, a formula nobody computed, identity numbers stored as numbers."""
    closed = [row for row in records if row["status"] == "结案" and row["case_no"] not in spare]
    companies = [row for row in closed if row["uscc"]]
    persons = [row for row in closed if isinstance(row["id_no"], str) and row["id_no"][-1] != "X"]
    paid = [row for row in closed if row["paid_amount"]]
    accidents: dict[str, Noted] = {"error_cells": [], "formula_without_value": [], "identity_number_as_number": []}
    for row in rng.sample(companies, 3):
        row["uscc"] = Raw(Fault("#N/A"))
        accidents["error_cells"].append({"case_no": row["case_no"], "field": "uscc"})
    for row in rng.sample(paid, 2):
        row["paid_amount"] = Raw(Formula("=VLOOKUP(A1,缴款!A:B,2,0)"))
        accidents["formula_without_value"].append({"case_no": row["case_no"], "field": "paid_amount"})
    for row in rng.sample(persons, 2):
        row["id_no"] = Raw(float(str(row["id_no"])))
        accidents["identity_number_as_number"].append({"case_no": row["case_no"], "field": "id_no"})
    return accidents


def without_party(rng: Random, records: Sequence[Record], count: int, prefix: str) -> list[Record]:
    """Extra rows in which the clerk left out who it was: they cannot become cases."""
    extra = []
    for number, row in enumerate(rng.sample([row for row in records if row["status"] == "结案"], count), start=1):
        nobody = {"decision_no": None, "party_name": None, "uscc": None}
        extra.append({**row, "case_no": f"{prefix}第90{number}号", **nobody})
    return extra


def said_twice(rng: Random, records: Sequence[Record], spare: set[str], prefix: str) -> tuple[list[Record], Noted]:
    """One case written twice the same, and one number given to two different cases."""
    closed = [row for row in records if row["status"] == "结案" and row["case_no"] not in spare]
    same, first, second = rng.sample(closed, 3)
    clash = f"{prefix}第911号"
    numbered = {"case_no": clash, "decision_no": None}
    rows = [dict(same), {**first, **numbered}, {**second, **numbered}]
    return rows, [
        {"case_no": same["case_no"], "content": "equal", "kept": 1},
        {"case_no": clash, "content": "different", "kept": 0},
    ]
