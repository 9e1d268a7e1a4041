"""What cells of .xlsx hold: the kind their attributes name, and each distinct value as ``xlsx_strict`` reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.intake.grid import Mark
from fwzf_data.intake.number_format import PLAIN, NumberFormat
from fwzf_data.intake.sheet_bytes import NotPlainError
from fwzf_data.intake.stored_numbers import LOST_ZERO, number_cell, stored_text
from fwzf_data.intake.xlsx_package import Package
from fwzf_data.intake.xlsx_strict import iso_text, style_format
from fwzf_data.intake.xlsx_strings import finished, replaced, resolved

if TYPE_CHECKING:
    import numpy.typing as npt

    from fwzf_data.intake.xlsx_tags import Bytes, Numbers, Places

_LONGEST_ATTRIBUTES = 24
_ATTRIBUTE = re.compile(rb'\s*(?:s="([0-9]{1,6})"|t="(s|n|str|b|e|d|inlineStr)")')
_MASKS = np.array([(1 << (8 * count)) - 1 for count in range(9)], np.uint64)
_SAME = r"^(?:0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\.[0-9]{0,8}[1-9])$"
_SAME_LENGTH = 15
"""A number written so, of at most so many signs, is its own shortest text."""


class Kinds:
    """What kind of value the attributes behind a cell's reference name, each spelling of them read once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.names: list[str | NumberFormat] = ["s", "str", "inlineStr", "inlineStr kept"]
        self.shared, self.text, self.inline, self.inline_kept = range(4)
        self._known: list[tuple[list[np.uint64], int]] = []

    def of(self, data: Bytes, begin: Places, end: Places) -> Numbers:
        """The kind of each cell, a place in ``names``; ``end`` is where the bracket of its tag closes."""
        if (data[end] != ord(">")).any():
            raise NotPlainError
        lengths = end - begin
        if len(lengths) and (lengths.min() < 0 or lengths.max() > _LONGEST_ATTRIBUTES):
            raise NotPlainError
        words = _words(data, begin, lengths)
        kinds = np.zeros(len(begin), np.int32)
        left = np.arange(len(begin))
        number = 0
        while len(left):
            if number == len(self._known):
                place = left[0]
                kind = self._read(data[begin[place] : end[place]].tobytes())
                self._known.append(([word[place] for word in words], kind))
            known, kind = self._known[number]
            here = (words[0][left] == known[0]) & (words[1][left] == known[1]) & (words[2][left] == known[2])
            kinds[left[here]] = kind
            left = left[~here]
            number += 1
        return kinds

    def _read(self, written: bytes) -> int:
        bare = written.removesuffix(b"/").rstrip()
        found = _ATTRIBUTE.findall(bare)
        if sum(map(len, _ATTRIBUTE.split(bare)[::3])):
            raise NotPlainError
        style = next((style for style, _ in found if style), b"").decode()
        kind = next((kind for _, kind in found if kind), b"n").decode()
        name = style_format(self._package, style) if kind == "n" else kind
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)


def _words(data: Bytes, begin: Places, lengths: Places) -> list[npt.NDArray[np.uint64]]:
    """Up to 24 bytes from each place, as three numbers."""
    at_every_byte = np.lib.stride_tricks.as_strided(data[:8].view(np.uint64), (len(data) - 7,), (1,))
    return [
        at_every_byte[begin + 8 * word] & _MASKS[np.clip(lengths - 8 * word, 0, 8)]
        if word == 0 or lengths.max() > 8 * word
        else np.zeros(len(begin), np.uint64)
        for word in range(3)
    ]


@dataclass(frozen=True)
class Values:
    """Distinct values as they read; of some the text cannot say all, or there is none."""

    texts: pa.Array
    marks: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Place → kind and text of its mark."""

    def marked(self, places: Numbers, rows: Numbers, columns: Numbers) -> list[Mark]:
        """The marks of the cells that hold the values at ``places``."""
        if not self.marks:
            return []
        table = np.zeros(len(self.texts), np.bool_)
        table[list(self.marks)] = True
        hit = table[places]
        found = zip(places[hit].tolist(), *(each[hit].tolist() for each in (rows, columns)), strict=True)
        return [Mark(row, column, *self.marks[place]) for place, row, column in found]


def read_values(kind: str | NumberFormat, written: pa.Array, package: Package) -> Values:
    raw = replaced(written, "&", resolved)
    if isinstance(kind, NumberFormat):
        return _numbers(raw, kind, package)
    match kind:
        case "e":
            errors = {place: ("error", text) for place, text in enumerate(raw.to_pylist())}
            return Values(pa.nulls(len(raw), pa.string()), errors)
        case "b":
            return Values(pc.if_else(pc.equal(raw, "0"), "FALSE", "TRUE"))
        case "d":
            return Values(pa.array([iso_text(text) for text in raw.to_pylist()], pa.string()))
        case "inlineStr":
            return Values(finished(written))
    return Values(finished(written, trimmed=False))


def _numbers(raw: pa.Array, style: NumberFormat, package: Package) -> Values:
    """Most numbers are their own shortest text; the others, all days, and what a format adds to are read one by one."""
    same = pc.and_(pc.match_substring_regex(raw, _SAME), pc.less_equal(pc.binary_length(raw), _SAME_LENGTH))
    odd = pc.or_(pc.invert(same), pc.match_substring_regex(raw, f"^(?:{LOST_ZERO.pattern})$"))
    if style != PLAIN:
        odd = pa.array(np.ones(len(raw), np.bool_))
    places = np.flatnonzero(odd.to_numpy(zero_copy_only=False)).tolist()
    read = [
        number_cell(stored_text(text), style, epoch_1904=package.epoch_1904)
        for text in raw.take(pa.array(places, pa.int64())).to_pylist()
    ]
    texts = pc.replace_with_mask(raw, odd, pa.array([text for text, _ in read], pa.string()))
    return Values(texts, {place: mark for place, (_, mark) in zip(places, read, strict=True) if mark})
