"""What the 校验结果 column says of one row: what became of it, which values were not read, what to mend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fwzf_data.intake.grid import column_letters

if TYPE_CHECKING:
    from fwzf_data.documents.returned import MarkedCell

_KEPT = ("采用", "更新", "未变")


def row_words(fate: str, reason: str | None, faults: Sequence[MarkedCell]) -> str:
    """A row that came in without one of its values is not simply 采用: the value it lacks is named first."""
    said = f"{fate}：{reason}" if reason else fate
    unread = dict.fromkeys(fault.header for fault in faults if fault.column and fault.effect == "cell_unknown")
    if fate in _KEPT and unread:
        said += f"，但{'、'.join(unread)}未读出（按未知）"
    elif fate in _KEPT and faults:
        said += "，有提示"
    return joined([said, *(_remark(fault) for fault in faults if fault.column or fault.effect != "row_returned")])


def faults_of_rows(cells: Sequence[MarkedCell]) -> dict[tuple[str, int], list[MarkedCell]]:
    """The faults by sheet and row."""
    found: dict[tuple[str, int], list[MarkedCell]] = {}
    for cell in cells:
        found.setdefault((cell.sheet, cell.row), []).append(cell)
    return found


def joined(parts: Sequence[str]) -> str:
    """Sentences as one, parted by ；."""
    *before, last = parts
    return "；".join([*(part.rstrip("。") for part in before), last])


def _remark(fault: MarkedCell) -> str:
    """The message without the address of the row it stands in."""
    if fault.column is None:
        return fault.message.removeprefix(f"{fault.sheet}!第 {fault.row} 行")
    address = f"{column_letters(fault.column)}{fault.row}"
    bare = fault.message.removeprefix(f"{fault.sheet}!{address}").removeprefix("：")
    if not fault.header:
        return bare
    return f"{fault.header}{'' if bare.startswith('「') else '：'}{bare}"
