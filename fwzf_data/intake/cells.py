"""What one written value means, by the type of its column: pure, exact, and never a guess.

The flow reads each distinct spelling once. What cannot be read in one way only is unknown with an issue; the raw
text always stays beside the value. Where the main type leaves no value, the flow tries the alternative type (``or``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from fwzf_data.intake.codes import read_bool, read_code, read_codes, read_id_no, read_phone, read_uscc
from fwzf_data.intake.dates import read_date, read_datetime
from fwzf_data.intake.money import read_money
from fwzf_data.intake.names import names_and_numbers, read_list, read_things
from fwzf_data.intake.numbers import read_decimal, read_int, read_percent
from fwzf_data.intake.reading import ISSUES, NOTHING, Reading, is_blank, is_formula_error, shown, unknown
from fwzf_data.intake.stored_numbers import UNSEEN

__all__ = ["ISSUES", "Reading", "names_and_numbers", "read_cell", "read_text"]


def read_cell(
    type: str,  # noqa: A002 - the word the ledger definitions use
    text: str,
    *,
    unit: str | None = None,
    codes: Mapping[str, str] | None = None,
    year: int | None = None,
    marks: frozenset[str] = frozenset(),
    label: str = "",
    epoch_1904: bool = False,
    ends: bool = False,
) -> Reading:
    """One cell. ``unit`` is that of header, title or definition, ``codes`` spelling → word, ``year`` the title's,
    ``marks`` the reader's, ``label`` the column's, ``epoch_1904`` the workbook's, ``ends`` that a stretch of days
    stands for its last; raises KeyError for a type that no ledger may use."""
    if "no_value" in marks:
        return unknown("I05", "这一格是公式但没有计算结果。请在 WPS 或 Excel 里打开、保存一次再上传。")
    if "error" in marks or is_formula_error(text):
        which = f"（{text.strip()}）" if text.strip() else ""
        return unknown("I04", f"这一格的公式出错{which}。请改正公式或直接填写内容。")
    if "lossy_number" in marks:
        return unknown("I06", "这一格被存成了数字，后几位已丢失。请把该列设为“文本”后重新填写。")
    if UNSEEN in marks:
        return unknown("I35", f"这一格存的数是{shown(text)}，显示的却不是这个数。请把看到的内容直接写进格里。")
    match type:
        case "text":
            return read_text(text)
        case "date":
            return read_date(text, year, "number" in marks, epoch_1904, ends)
        case "datetime":
            return read_datetime(text, year, "number" in marks, epoch_1904)
        case "money":
            return read_money(text, unit, label)
        case "int":
            return read_int(text, unit)
        case "decimal":
            return read_decimal(text, unit)
        case "percent":
            return read_percent(text, unit)
        case "bool":
            return read_bool(text)
        case "code":
            return read_code(text, codes or {})
        case "codes":
            return read_codes(text, codes or {})
        case "list":
            return read_list(text)
        case "things":
            return read_things(text)
        case "uscc":
            return read_uscc(text)
        case "id_no":
            return read_id_no(text)
        case "phone":
            return read_phone(text)
    raise KeyError(type)


def read_text(text: str) -> Reading:
    """Words as they are, without outer white space and invisible characters."""
    if is_blank(text):
        return NOTHING
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc", "Cs"))
    return Reading(unicodedata.normalize("NFC", kept).strip() or None)
