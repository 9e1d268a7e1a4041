"""The parts of an .xlsx around the cells: which sheets, which are hidden, which styles show dates."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO
from xml.parsers import expat

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED
from fwzf_data.intake.stored_numbers import FormatKind, format_kind

Start = Callable[[str, dict[str, str]], None]


@dataclass(frozen=True)
class SheetPart:
    number: int
    name: str
    hidden: bool
    part: str | None  # None: a chart or dialog sheet, which has no cells


@dataclass(frozen=True)
class Package:
    sheets: tuple[SheetPart, ...]
    strings: str | None
    epoch_1904: bool
    styles: tuple[FormatKind, ...]


def open_package(file: zipfile.ZipFile) -> Package:
    names = {name.lower().lstrip("/"): name for name in file.namelist()}
    workbook = _target(file, names, "", "officedocument") or "xl/workbook.xml"
    related = _relations(file, names, workbook)
    found: list[tuple[str, str, str]] = []
    epoch = [False]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith(":id") or name == "id"), "")
            found.append((attributes.get("name", ""), attributes.get("state", "visible"), key))
        elif tag == "workbookPr":
            epoch[0] = attributes.get("date1904", "0").lower() in ("1", "true", "on")

    parse_part(file, _member(names, workbook), start)
    sheets = []
    for number, (name, state, key) in enumerate(found, 1):
        kind, target = related.get(key, ("", ""))
        part = names.get(target.lower()) if kind == "worksheet" else None
        if kind == "worksheet" and part is None:
            raise UnreadableFile(f"工作表「{name}」的内容在文件里找不到，{DAMAGED}")
        sheets.append(SheetPart(number, name, state.lower() in ("hidden", "veryhidden"), part))
    others = {kind: names.get(target.lower()) for kind, target in related.values()}
    return Package(tuple(sheets), others.get("sharedstrings"), epoch[0], _styles(file, others.get("styles")))


def parse_part(file: zipfile.ZipFile, part: str, start: Start) -> None:
    """Call ``start`` with local tag names; a document type or entity is refused."""
    parser = strict_parser(lambda tag, attributes: start(tag.rpartition(":")[2], attributes))
    with file.open(part) as opened:
        feed(parser, opened)


def strict_parser(start: Start) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    return parser


def feed(parser: expat.XMLParserType, opened: BinaryIO | zipfile.ZipExtFile) -> None:
    try:
        while chunk := opened.read(1 << 18):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise UnreadableFile(DAMAGED) from fault


def _refuse_doctype(*_: object) -> None:
    raise UnreadableFile("文件里带有实体声明（DOCTYPE），不安全；请在 WPS 里另存为 .xlsx 后再上传。")


def _member(names: dict[str, str], part: str) -> str:
    if part.lower() not in names:
        raise UnreadableFile(DAMAGED)
    return names[part.lower()]


def _target(file: zipfile.ZipFile, names: dict[str, str], part: str, kind: str) -> str | None:
    return next((target for found, target in _relations(file, names, part).values() if found == kind), None)


def _relations(file: zipfile.ZipFile, names: dict[str, str], part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (last word of its type, part)."""
    folder, base = posixpath.split(part)
    relations = names.get(posixpath.join(folder, "_rels", base + ".rels").lower())
    found: dict[str, tuple[str, str]] = {}
    if relations is None:
        return found

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/")
            absolute = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2].lower(), absolute)

    parse_part(file, relations, start)
    return found


def _styles(file: zipfile.ZipFile, part: str | None) -> tuple[FormatKind, ...]:
    """What each cell style (``s="…"``) shows."""
    if part is None:
        return ()
    codes: dict[int, str] = {}
    ids: list[int] = []
    inside = [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            codes[_integer(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside[0] = tag
        elif tag == "xf" and inside[0] == "cellXfs":
            ids.append(_integer(attributes.get("numFmtId")))

    parse_part(file, part, start)
    return tuple(format_kind(key, codes.get(key)) for key in ids)


def _integer(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
