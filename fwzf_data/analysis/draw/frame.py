"""The frame: whom the draw may hit, frozen as one canonical file whose hash does not depend on who wrote it how."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from typing import NamedTuple

from fwzf_data.analysis.draw.identifier import canonical, distinct
from fwzf_data.errors import BadRequest

HEADER = ("id", "stratum", "size")
_NAMES = {
    "id": {"id", "object_id", "编号", "对象编号", "案号"},
    "stratum": {"stratum", "分层", "层", "单位"},
    "size": {"size", "规模", "权重", "金额"},
}
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+\d+")
SIZE_DIGITS = 6
"""Digits a size may have after the point; sizes are compared as whole millionths."""


class Member(NamedTuple):
    """One object of a frame."""

    id: str
    stratum: str = ""
    size: str = ""
    """Weight or amount, as a canonical decimal; blank where nobody gave one."""

    @property
    def millionths(self) -> int:
        return _millionths(self.size)


@dataclass(frozen=True)
class Frame:
    """Members sorted by the bytes of their identifiers."""

    members: tuple[Member, ...]

    @cached_property
    def text(self) -> str:
        """The canonical file: RFC 4180 quoting, LF, UTF-8."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows((member.id, member.stratum, member.size) for member in self.members)
        return buffer.getvalue()

    @cached_property
    def counts(self) -> Counter[str]:
        """Stratum → members."""
        return Counter(member.stratum for member in self.members)

    @cached_property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def frozen(rows: Iterable[Sequence[str]]) -> Frame:
    """A frame of ``(id, stratum, size)`` rows as somebody wrote them, in any order.

    Raises BadRequest for an empty frame, blank or duplicate identifiers, and sizes that are no amount.
    """
    written = list(rows)
    identifiers = distinct(row[0] for row in written)
    members = [
        Member(identifier, _stratum(row[1]), _size(row[2], identifier))
        for identifier, row in zip(identifiers, written, strict=True)
    ]
    if not members:
        raise BadRequest("名单是空的，没有可抽的对象。")
    return Frame(tuple(sorted(members, key=lambda member: member.id.encode())))


def read_frame(data: bytes) -> Frame:
    """The frame of somebody's CSV; its headings may be English or Chinese, its encoding UTF-8 or GB 18030."""
    frame = _framed(data)
    for member in frame.members:
        if _SCIENTIFIC.fullmatch(member.id):
            raise BadRequest(
                f"编号「{member.id}」被电子表格改成了科学计数法，原来的号码已经丢了：请把编号列设成文本，重新填好再导出。"
            )
    return frame


def unread_columns(data: bytes) -> list[str]:
    """What to say of the columns of a list that was read but are no part of its frame: no weight is lost unseen."""
    heads = map(canonical, next(csv.reader(io.StringIO(decoded(data), newline="")), []))
    known = set().union(*_NAMES.values())
    unread = [head for head in heads if head and head.lower() not in known]
    return [f"名单文件的「{'」「'.join(unread)}」没有用到（认得的列：编号、分层、权重或金额）。"] if unread else []


def _framed(data: bytes) -> Frame:
    heads, rows = read_table(data, "名单")
    if not heads:
        raise BadRequest("名单文件是空的，第一行应为 id,stratum,size。")
    places = {
        name: [place for place, head in enumerate(heads) if head.lower() in words] for name, words in _NAMES.items()
    }
    if not places["id"]:
        raise BadRequest("名单文件没有编号列：第一行应有 id（或“编号”）一列。")
    for found in places.values():
        if len(found) > 1:
            raise BadRequest(f"名单文件的「{'」「'.join(heads[place] for place in found)}」说的是同一项，请只留一列。")

    def cell(row: list[str], name: str) -> str:
        place = next(iter(places[name]), None)
        return row[place] if place is not None and place < len(row) else ""

    return frozen([cell(row, "id"), cell(row, "stratum"), cell(row, "size")] for row in rows)


def read_table(data: bytes, called: str) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a CSV as offices save it; rows of nothing but blanks are none.

    Raises BadRequest for what a reader would swallow: a quote that is never closed takes the rest of the file into one
    cell, and a comma that is not quoted moves a cell out of its column.
    """
    try:
        rows = list(csv.reader(io.StringIO(decoded(data), newline=""), strict=True))
    except csv.Error as error:
        raise BadRequest(f"{called}文件里有没有配对的英文引号，或者一格长得不像话，请核对后另存。") from error
    heads = list(map(canonical, rows[0])) if rows else []
    for number, row in enumerate(rows[1:], 2):
        if more := next((cell for cell in row[len(heads) :] if canonical(cell)), None):
            raise BadRequest(
                f"{called}文件第 {number} 行的「{more.strip()}」在表头以外："
                "一格里有逗号的请加英文引号，多个并列的用、隔开。"
            )
    return heads, [row for row in rows[1:] if any(map(str.strip, row))]


def thawed(text: str) -> Frame:
    """The frame of a canonical file; raises BadRequest where the text is not exactly the file of its members."""
    frame = _framed(text.encode())
    if frame.text != text:
        raise BadRequest("名单不是规范写法，或者被人改动过：请用最初导出的名单文件。")
    return frame


def decoded(data: bytes) -> str:
    """The text of a CSV as offices save it; raises BadRequest where it is neither UTF-8 nor GB 18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadRequest("名单文件的编码认不出来，请另存为 UTF-8 编码的 CSV。")


_stratum = lru_cache(maxsize=4096)(canonical)


@lru_cache(maxsize=4096)
def _millionths(size: str) -> int:
    return int(Decimal(size or "1").scaleb(SIZE_DIGITS))


def _size(written: str, identifier: str) -> str:
    if written.isascii() and written.isdecimal() and len(written) <= 15:
        return written.lstrip("0") or "0"
    text = canonical(written).replace(",", "")
    if not text:
        return ""
    try:
        size = Decimal(text)
        scaled = size.scaleb(SIZE_DIGITS)
        is_whole = size.is_finite() and scaled == scaled.to_integral_value()
    except InvalidOperation as error:
        raise BadRequest(f"对象「{identifier}」的权重或金额「{text}」不是数字。") from error
    if not is_whole or size < 0 or size >= 10**15:
        raise BadRequest(f"对象「{identifier}」的权重或金额「{text}」应为不小于 0、小数不超过 {SIZE_DIGITS} 位的数字。")
    plain = format(size, "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).lstrip("0") or "0"
