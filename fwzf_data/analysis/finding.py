"""Everything that was found, from rules and from statistics, in one list with one shape.

A source is a plain function ``(connection, as_of, code) -> rows``; a row is a dictionary with the keys of ``ROW``
(``finding_key`` made by ``finding_key``). A new kind of finding is one function and its name in ``SOURCES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from hashlib import md5
from typing import Any

import duckdb

from fwzf_data.analysis.checks import checks, unchecked
from fwzf_data.analysis.disposition import OPEN, Disposition, is_stale
from fwzf_data.analysis.flags import flags
from fwzf_data.analysis.query import Answer, Query, QueryColumn, ask, queries
from fwzf_data.errors import BadRequest

Row = dict[str, Any]
Source = Callable[[duckdb.DuckDBPyConnection, date, str | None], Iterable[Row]]

COLUMNS = (
    QueryColumn("finding_key", "线索编号"),
    QueryColumn("code", "规则"),
    QueryColumn("title", "规则名称"),
    QueryColumn("article", "依据条款"),
    QueryColumn("level", "重要程度"),
    QueryColumn("certainty", "把握"),
    QueryColumn("doubt", "存疑原因"),
    QueryColumn("record_kind", "台账"),
    QueryColumn("record_key", "记录编号"),
    QueryColumn("unit", "单位"),
    QueryColumn("finding", "线索", free_text=True),
    QueryColumn("evidence", "依据的内容", free_text=True),
    QueryColumn("occurred_on", "发生日期"),
    QueryColumn("disposition", "处置"),
    QueryColumn("disposition_why", "处置理由"),
    QueryColumn("is_evidence_changed", "处置后内容有变"),
    QueryColumn("evidence_digest", "内容校验值"),
    QueryColumn("batch_id", "批次"),
    QueryColumn("file", "文件"),
    QueryColumn("sheet", "工作表"),
    QueryColumn("sheet_no", "表号"),
    QueryColumn("row", "行"),
)
_DECIDED = ("disposition", "disposition_why", "is_evidence_changed")
ROW = tuple(column.name for column in COLUMNS if column.name not in _DECIDED)
"""What a source says of a finding; the rest is what people said."""
FINDINGS = Query(
    name="findings",
    room="analysis",
    sql="",
    title="线索",
    purpose="各项规则和统计找出的线索，连同人的处置。线索不是结论，由人核实。",
    grain="一条规则对一件记录的一条线索",
    source="各条规则写明的条款",
    reads=(),
    notes=("确定：台账写明的内容已经够说；存疑：写明还差什么；无法核查：缺哪一列、哪一格，不算合格也不算违规。",),
    params={"code": {"type": "text", "title": "规则"}},
    columns=COLUMNS,
)


def findings(
    connection: duckdb.DuckDBPyConnection,
    as_of: date,
    decided: Mapping[str, Disposition],
    code: str | None = None,
) -> Answer:
    """The whole list as of a day, or one rule's; ``decided`` is what ``dispositions(journal)`` says.

    Raises BadRequest for a code nobody knows.
    """
    rows = [row for source in SOURCES for row in source(connection, as_of, code)]
    if code and not rows and code not in queries() and not code.startswith("F"):
        raise BadRequest(f"没有编号为「{code}」的规则。可用的：{'、'.join(check.name for check in checks())}。")
    names = tuple(column.name for column in COLUMNS)
    told = (with_disposition(row, decided.get(row["finding_key"])) for row in rows)
    return Answer(FINDINGS, as_of, {"code": code}, names, tuple(tuple(row[name] for name in names) for row in told))


def with_disposition(row: Row, decided: Disposition | None) -> Row:
    """The row with what a person said of it; nobody said anything: 待核."""
    return row | {
        "disposition": decided.state if decided else OPEN,
        "disposition_why": decided.why if decided else None,
        "is_evidence_changed": is_stale(decided, row["evidence_digest"]),
    }


def finding_key(code: str, record_kind: str, record_key: str) -> str:
    """As the checks make it: the rule and what it speaks of."""
    return f"{code}-{md5(f'{record_kind}|{record_key}'.encode(), usedforsecurity=False).hexdigest()[:16]}"


def evidence_digest(certainty: str, doubt: str | None, evidence: str) -> str:
    """As the checks make it; changes when what the finding rests on changes."""
    parts = [part for part in (certainty, doubt, evidence) if part is not None]
    return md5("|".join(parts).encode(), usedforsecurity=False).hexdigest()[:16]


def rule_findings(connection: duckdb.DuckDBPyConnection, as_of: date, code: str | None) -> Iterable[Row]:
    """What the checks found, then, rule by rule, what they could not check."""
    found = ask(connection, "finding_list", as_of=as_of, code=code)
    yield from ({name: row[name] for name in ROW} for row in found.dicts())
    for check in checks():
        if code in (None, check.name):
            yield from unchecked(connection, check, as_of)


def unchecked_records(
    connection: duckdb.DuckDBPyConnection, as_of: date, code: str, unit: str | None, most: int
) -> Answer:
    """At most so many of the records one rule could not judge, as an answer of the same columns.

    Raises BadRequest for a code nobody knows.
    """
    check = next((check for check in checks() if check.name == code), None)
    if check is None:
        raise BadRequest(f"没有编号为「{code}」的规则。请从「办案规则」重新点开。")
    rows = unchecked(connection, check, as_of, unit=unit, row_limit=most)
    return Answer(FINDINGS, as_of, {"code": code}, ROW, tuple(tuple(row[name] for name in ROW) for row in rows))


def statistical_findings(connection: duckdb.DuckDBPyConnection, as_of: date, code: str | None) -> Iterable[Row]:
    """What statistics flag in the as-of year."""
    return flagged_rows(partial(ask, connection, as_of=as_of), as_of, code)


def flagged_rows(asked: Callable[..., Answer], as_of: date, code: str | None = None) -> Iterable[Row]:
    """The statistical findings with key and digest."""
    for row in flags(asked, as_of, code):
        yield row | {
            "finding_key": finding_key(row["code"], row["record_kind"], row["record_key"]),
            "evidence_digest": evidence_digest(row["certainty"], row["doubt"], row["evidence"]),
        }


SOURCES: tuple[Source, ...] = (rule_findings, statistical_findings)
