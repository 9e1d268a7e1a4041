"""Workbooks written part by part, so that a test can write what no library would."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def sheet_xml(rows: str, *, after: str = "", before: str = "") -> str:
    return f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def styles_xml(formats: Sequence[tuple[int, str | None]]) -> str:
    """Cell styles 0, 1, 2 … with these number formats; a code of None leaves the built-in one."""
    own = "".join(f'<numFmt numFmtId="{key}" formatCode="{code}"/>' for key, code in formats if code is not None)
    used = "".join(f'<xf numFmtId="{key}"/>' for key, _ in formats)
    return f"<styleSheet {MAIN}><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>"


def strings_xml(strings: Sequence[str]) -> str:
    return f"<sst {MAIN}>" + "".join(f"<si>{each}</si>" for each in strings) + "</sst>"


def write_xlsx(
    path: Path,
    sheets: dict[str, str],
    *,
    strings: Sequence[str] = (),
    formats: Sequence[tuple[int, str | None]] = ((0, None),),
    states: dict[str, str] | None = None,
    epoch_1904: bool = False,
    more: dict[str, str | bytes] | None = None,
) -> Path:
    """``sheets``: name → XML of the part; ``strings``: contents of ``<si>``."""
    entries, related = [], []
    for number, name in enumerate(sheets, 1):
        state = (states or {}).get(name, "visible")
        entries.append(f'<sheet name="{name}" sheetId="{number}" state="{state}" r:id="r{number}"/>')
        related.append(("worksheet", f"r{number}", f"worksheets/sheet{number}.xml"))
    related += [("styles", "rs", "styles.xml"), ("sharedStrings", "rt", "sharedStrings.xml")]
    links = "".join(f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{to}"/>' for kind, key, to in related)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}"><workbookPr date1904="{int(epoch_1904)}"/>'
        f"<sheets>{''.join(entries)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/styles.xml": styles_xml(formats),
        "xl/sharedStrings.xml": strings_xml(strings),
    }
    parts |= {f"xl/worksheets/sheet{number}.xml": xml for number, xml in enumerate(sheets.values(), 1)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts | (more or {})).items():
            package.writestr(name, content)
    return path
