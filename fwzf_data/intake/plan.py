"""What is decided about a file before its rows are typed: the ledger, header rows and columns of each sheet.

The plan is written to the journal, and a replay carries it out again: better synonyms tomorrow never re-read the past.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from fwzf_data.errors import BadRequest

JOINED = "合读"

Fields = Mapping[str, str | None]
"""Header as written → field; None: the column is left out on purpose."""

_PERIOD = re.compile(r"(?P<year>(?:19|20)\d{2})(?:-(?:0[1-9]|1[0-2]|Q[1-4]))?")


@dataclass(frozen=True)
class LoadOptions:
    """What a person says about a file."""

    ledger: str | None = None
    unit: str | None = None
    """填报单位; for rows, sheets and titles that name none."""
    period: str | None = None
    """``2022``, ``2022-04`` or ``2022-Q2``; the year of dates without one."""
    mapping: Mapping[str, Any] = field(default_factory=dict)
    """Header → field, or sheet name → such a mapping of its own (see ``read_mapping``)."""
    accept_proposals: bool = False
    dry_run: bool = False
    actor: str = "命令行"

    def __post_init__(self) -> None:
        if self.period is not None and not _PERIOD.fullmatch(self.period):
            raise BadRequest(f"报送期间「{self.period}」应写成 2022、2022-04 或 2022-Q2。")

    @property
    def year(self) -> int | None:
        return int(self.period[:4]) if self.period else None

    def fields_of(self, sheet: str) -> dict[str, str | None]:
        """The confirmed headers of a sheet, its own before those of the file."""
        own = self.mapping.get(sheet)
        general = {header: name for header, name in self.mapping.items() if not isinstance(name, Mapping)}
        return {**general, **(own if isinstance(own, Mapping) else {})}

    def decisive(self) -> dict[str, Any]:
        """What makes another result of the same bytes."""
        return {key: value for key, value in asdict(self).items() if key not in ("actor", "dry_run")}


@dataclass(frozen=True)
class PlannedColumn:
    """One column of a sheet and what it holds."""

    column_no: int
    header: str
    field: str | None
    how: str
    """同义词 已确认 采纳建议 合读 相似 未识别 冲突"""
    unit: str | None = None
    proposals: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class SheetPlan:
    """One sheet. Without a ledger it is set aside whole, and ``note`` says why."""

    number: int
    name: str
    hidden: bool
    ledger: str | None
    first: int | None = None
    last: int | None = None
    """Rows of the header, Excel's numbers."""
    columns: tuple[PlannedColumn, ...] = ()
    title_unit: str | None = None
    year: int | None = None
    """Of dates written without one."""
    reporting_unit: str | None = None
    note: str | None = None

    def mapped(self) -> list[PlannedColumn]:
        """The columns a field is read from; those read together with one are its ``parts``."""
        return [column for column in self.columns if column.field and column.how != JOINED]

    def parts(self, whole: PlannedColumn) -> list[PlannedColumn]:
        """The columns that go with one: 月 and 日 of the 年 of one day."""
        return [column for column in self.columns if column.field == whole.field and column.how == JOINED]

    def column_of(self, name: str) -> PlannedColumn | None:
        return next((column for column in self.columns if column.field == name), None)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, body: Mapping[str, Any]) -> SheetPlan:
        columns = tuple(
            PlannedColumn(**{**column, "proposals": tuple((name, score) for name, score in column["proposals"])})
            for column in body["columns"]
        )
        return cls(**{**body, "columns": columns})


def read_mapping(path: str | Path) -> dict[str, Any]:
    """Read a mapping file.

    ::

        [mapping]
        "案件承办人" = "officers"
        "领导签字" = ""              # left out on purpose

        ["3月"]                      # only for the sheet 3月
        "名称" = "party_name"
    """
    file = Path(path)
    try:
        text = file.read_text("utf-8-sig")
        body = tomllib.loads(text)
    except OSError as error:
        raise BadRequest(f"列名对应文件「{file.name}」打不开，请核对路径。") from error
    except UnicodeDecodeError as error:
        raise BadRequest(f"列名对应文件「{file.name}」不是 UTF-8 编码，请用记事本另存为 UTF-8。") from error
    except tomllib.TOMLDecodeError as error:
        raise BadRequest(f"列名对应文件「{file.name}」{_unreadable(text, error)}") from error
    read: dict[str, Any] = {}
    for table, fields in body.items():
        if not isinstance(fields, dict) or not all(isinstance(name, str) for name in fields.values()):
            raise BadRequest(f'列名对应文件「{file.name}」的「{table}」应在表里写成 "列名" = "字段"。')
        named = {header: name or None for header, name in fields.items()}
        read |= named if table == "mapping" else {table: named}
    return read


def _unreadable(text: str, error: tomllib.TOMLDecodeError) -> str:
    """Which line of a mapping file is wrong, and how it is written: most forget the quotes TOML wants."""
    place = re.search(r"at line (\d+)", str(error))
    number = int(place[1]) if place else len(text.splitlines())
    line = next(iter(text.splitlines()[number - 1 : number]), "").strip()
    if "Cannot overwrite" in str(error):
        return f"第 {number} 行「{line}」和前面的写重了，同一列名只写一次。"
    return f'第 {number} 行「{line}」写得不对：列名和字段都要加英文双引号，写成 "列名" = "字段"。'
