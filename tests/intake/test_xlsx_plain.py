"""The reader of plain sheets against the strict one: the same cells and marks, or it says the sheet is not plain."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.grid import cells_from_columns, cells_from_rows, marks_table
from fwzf_data.intake.sheet_bytes import NotPlainError
from fwzf_data.intake.xlsx_package import Package, SheetPart, open_package
from fwzf_data.intake.xlsx_plain import read_plain
from fwzf_data.intake.xlsx_strict import read_sheet, read_strings
from fwzf_data.intake.xlsx_strings import shared_strings
from fwzf_data.settings import SAMPLE_DATA, IntakeLimits
from tests.intake.raw_workbook import sheet_xml, write_xlsx

FORMATS = [(0, None), (14, None), (45, None), (46, None), (164, "yyyy/m/d h:mm"), (9, None), (17, None),
           (165, "&quot;甲&quot;000&quot;号&quot;"), (166, "0.00E+00&quot;元&quot;"), (167, "0,")]  # fmt: skip
STRINGS = [
    "<t>甲店</t>",
    "<t>乙&amp;丙</t>",
    '<t xml:space="preserve"> 丁 </t>',
    "<t> 戊 </t>",
    "<t/>",
    "<t>a_x000D_b</t>",
]
PHONETIC = '<t>己</t><phoneticPr fontId="1" type="noConversion"/>'
NUMBERS = ["0", "-0", "1", "200.0", "4.3", "10.1", "0.1", "1E-3", "411121199001011234", "44681", "44681.5", "59", "60",
           "0.28999999999999998", "-3", " 7", "", "１", "x", "&#49;", "2022.1", "NaN", "INF",
           "12345678901234567890"]  # fmt: skip
REFERENCES = [f"{column}{row}" for column in ("A", "B", "Z", "AA", "CV") for row in ("1", "2", "10", "103")]

references = st.sampled_from([*REFERENCES, "a1", "$A$1", "A0", "A01", "AAAA1", "1", ""])
styles = st.sampled_from(["", *(f' s="{style}"' for style in range(len(FORMATS))), ' s="99"'])
types = st.sampled_from(["", ' t="n"', ' t="s"', ' t="str"', ' t="b"', ' t="e"', ' t="d"', ' t="inlineStr"', ' t="?"'])
formulas = st.sampled_from(["", "<f>A1+1</f>", "<f/>", '<f t="shared" si="0"/>', "<f>A1&lt;2</f>"])
values = st.one_of(
    st.sampled_from(["", "<v/>", "<v></v>", '<v xml:space="preserve"> 8 </v>', "<is><r><t>庚</t></r></is>", "<is/>",
                     "<is><t>辛</t></is>", '<is><t xml:space="preserve"> 壬 </t></is>', "<is><t> 癸 </t></is>",
                     "<v>1</v><v>2</v>", "<extLst/>", "<v>TRUE</v>", "<v>#N/A</v>", "<v>2022-04-30T00:00:00Z</v>"]),
    st.sampled_from(NUMBERS).map(lambda number: f"<v>{number}</v>"),
    st.integers(0, len(STRINGS) + 1).map(lambda number: f"<v>{number}</v>"),
)  # fmt: skip


@st.composite
def cells(draw: st.DrawFn) -> str:
    reference, style, type_ = draw(references), draw(styles), draw(types)
    attributes = [f' r="{reference}"' if reference else "", *draw(st.permutations([style, type_]))]
    body = draw(formulas) + draw(values)
    start = "<c" + "".join(attributes)
    return f"{start}/>" if not body and draw(st.booleans()) else f"{start}>{body}</c>"


plain_cells = st.builds(
    lambda place, style, number: (f'<c r="{REFERENCES[place]}"{style}><v>{number}</v></c>'),
    st.integers(0, len(REFERENCES) - 1), styles, st.sampled_from(NUMBERS),
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(
    st.lists(plain_cells, max_size=12) | st.lists(cells(), max_size=4),
    st.sampled_from(["", "\n", "<!-- c -->"]),
    st.sampled_from([STRINGS, [*STRINGS, PHONETIC], [*STRINGS, "<r><t>庚</t></r>"], []]),
)
def test_a_sheet_reads_plainly_as_it_reads_strictly(written: list[str], between: str, strings: list[str]) -> None:
    rows = f'<row r="1">{between.join(written)}</row>'
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "a.xlsx", {"甲": sheet_xml(rows)}, strings=strings, formats=FORMATS)
        with zipfile.ZipFile(path) as file:
            package = open_package(file)
            assert shared_strings(file, package.strings).to_pylist() == read_strings(file, package.strings)
            agree(file, package, package.sheets[0])


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLE_DATA.glob("*.xlsx")))
def test_every_sheet_of_the_sample_is_plain_and_reads_as_it_reads_strictly(name: str) -> None:
    with zipfile.ZipFile(SAMPLE_DATA / name) as file:
        package = open_package(file)
        assert [agree(file, package, sheet) for sheet in package.sheets] == [True] * len(package.sheets)


def test_a_sheet_that_was_packed_otherwise_than_it_unpacks_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"甲": sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')})
    with zipfile.ZipFile(path) as file:
        package = open_package(file)
        part = package.sheets[0].part
        assert part is not None
        file.getinfo(part).CRC ^= 1
        with pytest.raises(UnreadableFile):
            read_plain(file, part, package, shared_strings(file, package.strings))


def agree(file: zipfile.ZipFile, package: Package, sheet: SheetPart) -> bool:
    """Whether a sheet is plain; if it is, both readers say the same of it."""
    assert sheet.part is not None
    strings, limits = shared_strings(file, package.strings), IntakeLimits()
    try:
        strict = read_sheet(file, sheet.part, package, strings.to_pylist())
    except UnreadableFile:
        with pytest.raises((UnreadableFile, NotPlainError)):
            read_plain(file, sheet.part, package, strings)
        return False
    try:
        plain = read_plain(file, sheet.part, package, strings)
        quick = cells_from_columns(plain.columns, 1, sheet="甲", limits=limits, marks=plain.marks)
    except NotPlainError:
        return False
    slow = cells_from_rows(strict.sorted_rows(), sheet="甲", limits=limits, marks=strict.marks)
    assert quick.to_pydict() == slow.to_pydict()
    assert marks_table(plain.marks) == marks_table(strict.marks)
    assert plain.merges == strict.merges
    return True
