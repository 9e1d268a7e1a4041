"""Asking ``queries/``: one SQL statement per file, described by the TOML in its leading comment.

The front matter of a file holds

- ``title``: what a page calls it;  ``purpose``: one sentence;  ``grain``: one row per what;
- ``source``: the article or paper behind it;  ``reads``: tables it reads;  ``notes``: what may be argued about (list);
- ``stored = false``: a fact that others look through; it becomes a view and has no ``[params]``;
- ``[params]``: name → ``{type = "date|text|int|bool", default = …, rule = "<file>.<table>", title = …}``.
  ``as_of`` needs no default: it is asked for or taken from the data. One with neither default nor rule is null;
- ``[columns]``: name → Chinese heading, or ``{title, unit, private, free_text}``; in the order of the result.

A check has besides: ``code`` (its file name), ``level`` 高/中/低, ``why`` it matters, ``innocent`` explanations and
what was ``excluded`` (lists), ``advice``. Its columns are the same for every check and need not be said.

A cell that is a ``{num, den}`` struct is a rate and stays so until it is shown.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import duckdb

from fwzf_data.errors import BadRequest
from fwzf_data.rulebook import rule_value
from fwzf_data.settings import QUERIES, today

_FRONT = re.compile(r"\A\s*/\*(.*?)\*/", re.DOTALL)
_KEYS = {"title", "purpose", "grain", "source", "stored", "reads", "notes", "params", "columns"}
_CHECK_KEYS = {"code", "level", "why", "innocent", "excluded", "advice"}


@dataclass(frozen=True)
class QueryColumn:
    """A result column as people read it."""

    name: str
    title: str
    unit: str = ""
    private: bool = False
    free_text: bool = False
    """Words somebody wrote, in which numbers of persons may stand: only these are masked."""


CHECK_COLUMNS = (
    QueryColumn("record_kind", "台账"),
    QueryColumn("record_key", "记录编号"),
    QueryColumn("unit", "单位"),
    QueryColumn("certainty", "把握"),
    QueryColumn("doubt", "存疑原因"),
    QueryColumn("finding", "线索", free_text=True),
    QueryColumn("evidence", "依据的内容", free_text=True),
    QueryColumn("occurred_on", "发生日期"),
    QueryColumn("due_on", "期限届满日"),
    QueryColumn("done_on", "实际办理日"),
    QueryColumn("counted_in", "期限单位"),
    QueryColumn("batch_id", "批次"),
    QueryColumn("sheet_no", "表号"),
    QueryColumn("row_no", "行"),
)
"""What every check answers. ``certainty`` is 确定, 存疑 (``doubt``: why) or 无法核查 (``doubt``: what is missing).
A finding occurs on the day the limit was first broken; ``due_on`` is the last lawful day, ``done_on`` blank while what
is due was not done, ``counted_in`` 日 or 工作日. The last three say where the record stands."""

CHECK_ORDER = "record_key, record_kind, batch_id, sheet_no, row_no"


@dataclass(frozen=True)
class Query:
    """One file of ``queries/``."""

    name: str
    room: str
    """``facts``, ``marts`` or ``checks``"""
    sql: str
    title: str
    purpose: str
    grain: str
    source: str
    reads: tuple[str, ...]
    notes: tuple[str, ...]
    params: dict[str, dict[str, Any]]
    columns: tuple[QueryColumn, ...]
    stored: bool = True
    """Whether a fact is a table; else it is a view."""
    extra: dict[str, Any] = field(default_factory=dict)
    """The keys only a check has: code, level, why, innocent, excluded, advice."""

    @property
    def tells_persons(self) -> bool:
        """Whether an answer that is not masked may say who somebody is."""
        return any(column.private or column.free_text for column in self.columns)

    @property
    def ordered(self) -> str:
        """The statement with its rows in order. Marts say theirs; a check's rows are sorted only for whoever looks at
        them, because publishing throws most of them together."""
        return f"from ({self.sql}) order by {CHECK_ORDER}" if self.room == "checks" else self.sql


@dataclass(frozen=True)
class Answer:
    """Rows of one query over one generation."""

    query: Query
    as_of: date
    params: dict[str, Any]
    names: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> list[dict[str, Any]]:
        """The rows by column name. They are made once and shared: never change them."""
        return list(self._dicts)

    @cached_property
    def _dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]

    def titles(self) -> dict[str, str]:
        return {column.name: column.title for column in self.query.columns}


@cache
def queries() -> dict[str, Query]:
    """Every query by name (file stem); names are unique over the rooms."""
    found: dict[str, Query] = {}
    for path in sorted(QUERIES.glob("*/*.sql")):
        if path.stem in found:
            raise BadRequest(f"查询名「{path.stem}」重复：{path}。")
        found[path.stem] = read_query(path)
    return found


def query(name: str) -> Query:
    """One mart or check; raises BadRequest naming what there is."""
    known = queries()
    if name not in known or known[name].room == "facts":
        askable = "、".join(key for key, value in known.items() if value.room != "facts")
        raise BadRequest(f"没有名为「{name}」的查询。可用的查询：{askable}。")
    return known[name]


def read_query(path: Path) -> Query:
    """Read one SQL file; raises BadRequest where front matter is missing, unreadable or has unknown keys."""
    text = path.read_text("utf-8")
    front = _FRONT.match(text)
    if not front:
        raise BadRequest(f"{path.name} 开头没有说明（/* … */）。")
    try:
        body = tomllib.loads(front.group(1))
    except tomllib.TOMLDecodeError as error:
        raise BadRequest(f"{path.name} 的说明不是有效的 TOML：{error}。") from error
    known = _KEYS | (_CHECK_KEYS if path.parent.name == "checks" else set())
    if set(body) - known:
        raise BadRequest(f"{path.name} 的说明有不认识的键：{'、'.join(sorted(set(body) - known))}。")
    return Query(
        name=path.stem,
        room=path.parent.name,
        sql=text[front.end() :].strip(),
        title=body["title"],
        purpose=body["purpose"],
        grain=body["grain"],
        source=body.get("source", ""),
        reads=tuple(body.get("reads", [])),
        notes=tuple(body.get("notes", [])),
        params=body.get("params", {}),
        columns=CHECK_COLUMNS
        if path.parent.name == "checks"
        else tuple(
            QueryColumn(name, spec) if isinstance(spec, str) else QueryColumn(name, **spec)
            for name, spec in body.get("columns", {}).items()
        ),
        stored=body.get("stored", True),
        extra={key: body[key] for key in body if key in _CHECK_KEYS},
    )


def ask(connection: duckdb.DuckDBPyConnection, name: str, *, as_of: date | None = None, **given: Any) -> Answer:
    """Ask one mart or check on its own cursor.

    ``as_of`` is filled from the data where it is not given; raises BadRequest for a parameter the query does not have
    or a value that cannot be read as its type.
    """
    asked = query(name)
    unknown = sorted(set(given) - set(asked.params))
    if unknown:
        have = "、".join(asked.params) or "无"
        raise BadRequest(f"查询「{name}」没有参数 {'、'.join(unknown)}。它的参数：{have}。")
    day = as_of or default_as_of(connection)
    params: dict[str, Any] = {}
    for key, spec in asked.params.items():
        if key == "as_of":
            params[key] = day
        elif given.get(key) is not None:
            params[key] = _read_param(asked, key, given[key])
        elif "rule" in spec:
            params[key] = rule_value(spec["rule"], day)
        else:
            params[key] = spec.get("default")
    with connection.cursor() as cursor:
        cursor.execute(asked.ordered, params)
        names = tuple(column[0] for column in cursor.description or ())
        rows = tuple(cursor.fetchall())
    return Answer(asked, day, params, names, rows)


def default_as_of(connection: duckdb.DuckDBPyConnection, at: date | None = None) -> date:
    """The day figures stand on when nobody names one: today, but no later than the end of the last year with cases,
    inspections, complaints or trainings, so that a closed year is shown whole."""
    with connection.cursor() as cursor:
        ((last,),) = cursor.execute("select last_on from data_span").fetchall()
    at = at or today()
    return min(at, date(last.year, 12, 31)) if last else at


def _read_param(asked: Query, key: str, value: Any) -> Any:
    spec = asked.params[key]
    kind = spec.get("type", "text")
    try:
        match kind:
            case "date":
                return value if isinstance(value, date) else date.fromisoformat(str(value))
            case "int":
                return int(value)
            case "bool":
                return value if isinstance(value, bool) else {"是": True, "否": False}[str(value)]
            case _:
                return str(value)
    except (ValueError, KeyError) as error:
        wanted = {"date": "日期（如 2022-04-30）", "int": "整数", "bool": "是或否"}[kind]
        raise BadRequest(
            f"「{asked.title}」的条件「{spec.get('title', key)}」应为{wanted}，写的是「{value}」。"
        ) from error
