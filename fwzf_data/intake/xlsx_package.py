"""The parts of an .xlsx around the cells: which sheets, which are hidden, what the styles show."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED
from fwzf_data.intake.number_format import NumberFormat, number_format
from fwzf_data.intake.xml_parts import Attributes, Start, parse_xml


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
    styles: tuple[NumberFormat, ...]


def open_package(file: zipfile.ZipFile) -> Package:
    names = members(file)
    workbook = _target(file, names, "", "officedocument") or "xl/workbook.xml"
    related = relations(file, names, workbook)
    found: list[tuple[str, str, str]] = []
    epoch = [False]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            found.append((attributes.get("name", ""), attributes.get("state", "visible"), attributes.get("id", "")))
        elif tag == "workbookPr":
            epoch[0] = attributes.get("date1904", "0").lower() in ("1", "true", "on")

    parse_part(file, _member(names, workbook), start)
    sheets = []
    for number, (name, state, key) in enumerate(found, 1):
        kind, target = related.get(key, ("", ""))
        part = names.get(target.lower()) if kind == "worksheet" else None
        if kind == "worksheet" and part is None:
            raise UnreadableFile(missing_sheet(name))
        sheets.append(SheetPart(number, name, state.lower() in ("hidden", "veryhidden"), part))
    others = {kind: names.get(target.lower()) for kind, target in related.values()}
    return Package(tuple(sheets), others.get("sharedstrings"), epoch[0], _styles(file, others.get("styles")))


def parse_part(file: zipfile.ZipFile, part: str, start: Start) -> None:
    with file.open(part) as opened:
        parse_xml(opened, start)


def missing_sheet(name: str) -> str:
    return f"工作表「{name}」的内容在文件里找不到；请在 WPS 或 Excel 里打开，另存为 .xlsx 后再上传。"


def members(file: zipfile.ZipFile) -> dict[str, str]:
    """Part names as relations write them → as the package writes them."""
    return {name.replace("\\", "/").lower().lstrip("/"): name for name in file.namelist()}


def _member(names: dict[str, str], part: str) -> str:
    if part.lower() not in names:
        raise UnreadableFile(DAMAGED)
    return names[part.lower()]


def _target(file: zipfile.ZipFile, names: dict[str, str], part: str, kind: str) -> str | None:
    return next((target for found, target in relations(file, names, part).values() if found == kind), None)


def relations(file: zipfile.ZipFile, names: dict[str, str], part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (last word of its type, part)."""
    folder, base = posixpath.split(part)
    relations = names.get(posixpath.join(folder, "_rels", base + ".rels").lower())
    found: dict[str, tuple[str, str]] = {}
    if relations is None:
        return found

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/")
            absolute = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2].lower(), absolute)

    parse_part(file, relations, start)
    return found


def _styles(file: zipfile.ZipFile, part: str | None) -> tuple[NumberFormat, ...]:
    """What each cell style (``s="…"``) shows."""
    if part is None:
        return ()
    codes: dict[int, str] = {}
    ids: list[int] = []
    inside = [""]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            codes[_integer(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside[0] = tag
        elif tag == "xf" and inside[0] == "cellXfs":
            ids.append(_integer(attributes.get("numFmtId")))

    parse_part(file, part, start)
    return tuple(number_format(key, codes.get(key)) for key in ids)


def _integer(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
