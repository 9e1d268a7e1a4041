"""What a ledger looks like, read from ``ledgers/<key>.toml``: the folder is the registry.

Unknown keys are refused, so that a typing mistake in a definition never silently switches something off.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fwzf_data.errors import UnknownLedger
from fwzf_data.settings import LEDGERS

STORAGE = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "codes": "VARCHAR[]",
    "list": "VARCHAR[]",
    "things": "VARCHAR[]",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "money": "BIGINT",
    "int": "BIGINT",
    "decimal": "DECIMAL(18,6)",
    "percent": "DECIMAL(18,6)",
    "bool": "BOOLEAN",
    "uscc": "VARCHAR",
    "id_no": "VARCHAR",
    "phone": "VARCHAR",
}
"""Column type → DuckDB type of its stored value; a ``list`` is one of people, ``things`` one of anything else."""


_PROGRAMS = re.compile("[a-z_]+")


@dataclass(frozen=True)
class Column:
    """One field of a ledger."""

    name: str
    label: str
    type: str
    synonyms: tuple[str, ...] = ()
    """Other headers that mean this field in this ledger, whatever stands beside them: mapped without asking."""
    otherwise: tuple[str, ...] = ()
    """Headers that mean this field where no other of the sheet does: 「检查时间」, unless 「发现日期」 is there."""
    proposes: tuple[str, ...] = ()
    """Headers that often mean this field but not always: only ever proposed."""
    unit: str | None = None
    """``元`` or ``万元`` for money without a unit in header, title or cell; what a column of numbers counts or measures
    in: only its measure words are dropped."""
    required: bool = False
    """Marks the template and the completeness score; a blank never returns a row by itself."""
    codes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Canonical words with the other spellings of each."""
    private: bool = False
    alternative: str | None = None
    """TOML ``or``: the type tried on cells the main type cannot read; stored beside it."""
    month: bool = False
    ends: bool = False
    """Of a stretch of days the last one counts: what was done from the 1st to the 10th was done on the 10th."""
    summed: bool = False
    """Added up over records: one value merged over several records is nobody's, and filled in it would count twice."""
    example: str = ""
    hint: str = ""

    def choices(self) -> list[str]:
        """The words of a code as a clerk picks them: where the first is the program's, the next."""
        return [clerks_word((word, *others)) for word, others in self.codes]

    def stored(self) -> list[tuple[str, str]]:
        """The stored columns of this field as (name, DuckDB type), the main one first."""
        columns = [(_stored_name(self.name, self.type), STORAGE[self.type])]
        if self.month:
            columns.append((f"{self.name}_month", "VARCHAR"))
        if self.alternative:
            columns.append((f"{self.name}_{self.alternative}", STORAGE[self.alternative]))
        return columns


@dataclass(frozen=True)
class Ledger:
    """One kind of workbook a bureau keeps."""

    key: str
    label: str
    hints: tuple[str, ...]
    """Words in a file name, sheet name or title that speak for this ledger."""
    record_keys: tuple[tuple[str, ...], ...]
    own_key: tuple[str, ...]
    needs: tuple[str, ...]
    """What a row cannot exist without: ``a|b+c`` is a, or b together with c. All of them must hold."""
    columns: tuple[Column, ...]
    updated_by: str | None
    """The field that orders versions of one record, where the ledger has one."""
    told_by: tuple[str, ...]
    """Of a form handed out with its rows written: the fields that are filled in later. A version in which all of them
    are blank says nothing yet, and counts only while there is no other."""
    source: str
    apart: tuple[str, ...] = ()
    """Fields that tell rows under one merged number apart: the grades of one violation are rows of their own."""

    def __hash__(self) -> int:
        return hash(self.key)

    def exists_by(self, fields: Collection[str]) -> bool:
        """Whether these fields are all a record of it needs."""
        return all(meets(need, fields) for need in self.needs)

    def column(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise UnknownLedger(f"「{self.label}」没有名为 {name} 的字段，请核对台账定义 {self.key}.toml。")

    def has(self, name: str) -> bool:
        return any(column.name == name for column in self.columns)

    def need_in_words(self, need: str) -> str:
        """One of the ``needs`` as messages name it: 「案由」或「违法事实」."""
        return "或".join(
            "和".join(f"「{self.column(name).label}」" for name in part.split("+")) for part in need.split("|")
        )

    def telling(self) -> list[tuple[str, str]]:
        """The stored columns of what orders the versions of a record."""
        orders = {*self.told_by, self.updated_by}
        return [pair for column in self.columns if column.name in orders for pair in column.stored()]

    def stored(self) -> list[tuple[str, str]]:
        """All stored columns of the ledger as (name, DuckDB type)."""
        return [pair for column in self.columns for pair in column.stored()]


def meets(need: str, fields: Collection[str]) -> bool:
    """Whether one of the ways ``a+b|c`` of a need is among the fields."""
    return any(all(field in fields for field in way.split("+")) for way in need.split("|"))


def clerks_word(spellings: Iterable[str]) -> str:
    """The first spelling that is no word of the program, which a clerk is never asked to write; else the first."""
    first, *others = spellings
    return next((one for one in (first, *others) if not _PROGRAMS.fullmatch(one)), first)


def _stored_name(name: str, type_: str) -> str:
    return f"{name.removesuffix('_wan')}_fen" if type_ == "money" else name


_LEDGER_KEYS = {
    "label", "hints", "record_keys", "own_key", "needs", "updated_by", "told_by", "source", "apart", "columns",
}  # fmt: skip
_COLUMN_KEYS = {
    "label", "type", "synonyms", "otherwise", "proposes", "unit", "required", "codes", "private", "or", "month",
    "ends", "summed", "example", "hint",
}  # fmt: skip


@cache
def ledgers() -> dict[str, Ledger]:
    """Every ledger by key, in the order of the file names."""
    return {path.stem: read_ledger(path) for path in sorted(LEDGERS.glob("*.toml"))}


def ledger(key: str) -> Ledger:
    """One ledger; raises UnknownLedger naming the keys there are."""
    known = ledgers()
    if key not in known:
        raise UnknownLedger(f"没有代号为「{key}」的台账。可用的代号：{'、'.join(known)}。")
    return known[key]


def read_ledger(path: Path) -> Ledger:
    """Read one definition; raises UnknownLedger with the file and the key that is wrong."""
    try:
        body = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UnknownLedger(f"台账定义 {path.name} 不是有效的 TOML：{error}。") from error
    _refuse_unknown(path, "台账", body, _LEDGER_KEYS)
    columns = tuple(_column(path, name, spec) for name, spec in body.get("columns", {}).items())
    names = {column.name for column in columns}
    stored = [name for column in columns for name, _ in column.stored()]
    if len(stored) != len(set(stored)):
        raise UnknownLedger(f"台账定义 {path.name} 有两个字段存到同一列。")
    record_keys = tuple(tuple(fields) for fields in body.get("record_keys", []))
    own_key, needs, apart = (tuple(body.get(key, [])) for key in ("own_key", "needs", "apart"))
    used = {field for fields in (*record_keys, apart) for field in fields}
    used |= {field for rule in (*own_key, *needs) for field in rule.replace("+", "|").split("|")}
    used |= {body["updated_by"]} if body.get("updated_by") else set()
    used |= set(body.get("told_by", []))
    if used - names:
        raise UnknownLedger(f"台账定义 {path.name} 用到了没有定义的字段：{'、'.join(sorted(used - names))}。")
    return Ledger(
        key=path.stem,
        label=body["label"],
        hints=tuple(body.get("hints", [])),
        record_keys=record_keys,
        own_key=own_key,
        needs=needs,
        columns=columns,
        updated_by=body.get("updated_by"),
        told_by=tuple(body.get("told_by", [])),
        source=body.get("source", ""),
        apart=apart,
    )


def _column(path: Path, name: str, spec: dict[str, Any]) -> Column:
    _refuse_unknown(path, f"字段 {name}", spec, _COLUMN_KEYS)
    kinds = [spec["type"], *([spec["or"]] if "or" in spec else [])]
    for kind in kinds:
        if kind not in STORAGE:
            raise UnknownLedger(f"台账定义 {path.name} 的字段 {name} 用了不认识的类型「{kind}」。")
    return Column(
        name=name,
        label=spec["label"],
        type=spec["type"],
        synonyms=tuple(spec.get("synonyms", [])),
        otherwise=tuple(spec.get("otherwise", [])),
        proposes=tuple(spec.get("proposes", [])),
        unit=spec.get("unit"),
        required=spec.get("required", False),
        codes=tuple((word, tuple(others)) for word, others in spec.get("codes", {}).items()),
        private=spec.get("private", False),
        alternative=spec.get("or"),
        month=spec.get("month", False),
        ends=spec.get("ends", False),
        summed=spec.get("summed", False),
        example=str(spec.get("example", "")),
        hint=spec.get("hint", ""),
    )


def _refuse_unknown(path: Path, place: str, spec: dict[str, Any], known: set[str]) -> None:
    unknown = sorted(set(spec) - known)
    if unknown:
        raise UnknownLedger(f"台账定义 {path.name} 的{place}有不认识的键：{'、'.join(unknown)}。")
