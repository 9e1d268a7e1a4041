"""The cells of a plainly written sheet, straight from the bytes of its XML, many at a time.

Every tag is found by its bracket and known by its letter; what a cell holds stands between its value's bracket and the
next one. Each distinct number is read once, by the same functions as in ``xlsx_strict``, which is the measure of this
one: a sheet with a tag, an attribute or a blank where hardly any writer puts one is not plain, and goes there.
"""

from __future__ import annotations

import itertools
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED
from fwzf_data.intake.grid import Mark, Merge, blanks_to_null
from fwzf_data.intake.number_format import NumberFormat
from fwzf_data.intake.sheet_bytes import NotPlainError, unpacked, whole_cells
from fwzf_data.intake.xlsx_package import Package
from fwzf_data.intake.xlsx_strict import merge_range
from fwzf_data.intake.xlsx_tags import Tags, references, texts_between, whole_numbers
from fwzf_data.intake.xlsx_values import Kinds, read_values

if TYPE_CHECKING:
    from fwzf_data.intake.xlsx_tags import Bytes, Mask, Numbers, Places

SPARSE_CELLS = 5_000_000  # empty cells a dense range may hold
_PAD = 32  # bytes that may be looked at behind the last one
_ROOT = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]*)"')


@dataclass
class PlainSheet:
    """Columns of equal length that begin in row 1 and column 1, and what their texts cannot say."""

    columns: list[pa.Array] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


def read_plain(file: zipfile.ZipFile, part: str, package: Package, strings: pa.Array) -> PlainSheet:
    """Raises NotPlainError where the sheet has to be read cell by cell, UnreadableFile where it is damaged."""
    pieces = whole_cells(unpacked(file, part))
    first = next(pieces)
    root = _ROOT.search(first)
    if root is None or b"<!" in first[: root.start()]:
        raise NotPlainError
    prefix = root[1] + b":" if root[1] else b""
    opening = re.compile(rb"<%ssheetData\s*(/?)>" % prefix).search(first, root.end())
    if opening is None:
        raise NotPlainError
    cells = _Cells(prefix, package, len(strings))
    closing = b"</%ssheetData>" % prefix
    tail: list[bytes] = []
    ended = bool(opening[1])
    for chunk in itertools.chain([first[opening.end() :]], pieces):
        end = 0 if ended else chunk.find(closing)
        ended = end >= 0
        cells.read(chunk[:end] if ended else chunk)
        if ended:
            tail.append(chunk[end:])
    found = (merge_range(each.decode("ascii", "replace")) for each in _MERGE.findall(b"".join(tail)))
    return PlainSheet(*cells.finish(strings), [merge for merge in found if merge is not None])


class _Cells:
    """Gathers cells piece by piece: place, and the number of a shared string or of a spelling."""

    def __init__(self, prefix: bytes, package: Package, shared: int) -> None:
        self._prefix, self._package, self._shared = prefix, package, shared
        self._kinds = Kinds(package)
        self._strings: list[tuple[Numbers, Numbers, Numbers]] = []
        self._others: dict[str | NumberFormat, list[tuple[Numbers, Numbers, pa.Array]]] = {}
        self._no_values: list[tuple[Numbers, Numbers]] = []
        self._cells = self._filled = self._last_row = self._last_column = 0

    def read(self, chunk: bytes) -> None:
        data = np.frombuffer(chunk + b"\0" * _PAD, np.uint8)
        tags = Tags(data, self._prefix)
        if not len(tags.at):
            return
        cell, value, formula = tags.opens("c"), tags.opens("v"), tags.opens("f")
        inline, row = tags.opens("i", "s"), tags.opens("r", "o")
        known = cell | value | formula | inline | row | tags.opens("t") | tags.closes
        if not known.all() or b"\r" in chunk:
            raise NotPlainError
        own = np.cumsum(cell) - 1  # the cell each tag stands in
        places = np.flatnonzero(cell)
        if not len(places):
            return
        if (own[value | formula | inline] < 0).any():
            raise NotPlainError
        rows, columns, behind = references(data, tags.inner[places] - 1)
        next_tag = np.append(tags.at[1:], len(chunk))
        kinds = self._kinds.of(data, behind, next_tag[places] - 1)
        self._cells += len(places)
        self._last_row = max(self._last_row, int(rows.max()))
        self._last_column = max(self._last_column, int(columns.max()))
        starts, ends, valued = self._values(data, tags, value, own, next_tag, len(places))
        empty = np.zeros(len(places), np.bool_)
        empty[own[formula]] = True
        empty &= ~valued & (kinds != self._kinds.text) & (kinds != self._kinds.inline)
        if empty.any():
            self._no_values.append((rows[empty], columns[empty]))
        shared = valued & (kinds == self._kinds.shared)
        if shared.any():
            numbers = whole_numbers(data, starts[shared], ends[shared])
            if (numbers >= self._shared).any():
                raise UnreadableFile(DAMAGED)
            self._strings.append((rows[shared], columns[shared], numbers))
        self._inline(data, tags, inline, own, next_tag, kinds, starts, ends, valued)
        for number in np.unique(kinds[valued & ~shared]).tolist():
            chosen = valued & (kinds == number)
            texts = texts_between(data, starts[chosen], ends[chosen])
            self._others.setdefault(self._kinds.names[number], []).append((rows[chosen], columns[chosen], texts))

    def _values(
        self, data: Bytes, tags: Tags, value: Mask, own: Places, next_tag: Places, count: int
    ) -> tuple[Places, Places, Mask]:
        """Where the value of each cell begins and ends, and which cells have one."""
        places = np.flatnonzero(value)
        bare = tags.behind[places] == ord(">")
        if (~bare & (tags.behind[places] != ord("/"))).any():  # <v xml:space="preserve">
            raise NotPlainError
        places = places[bare]
        after = np.minimum(places + 1, len(tags.at) - 1)
        if not (tags.closes[after] & (tags.letter[after] == ord("v"))).all():
            raise NotPlainError
        of = own[places]
        if (of[1:] == of[:-1]).any():
            raise NotPlainError
        starts, ends = np.zeros(count, np.intp), np.zeros(count, np.intp)
        starts[of], ends[of] = tags.inner[places], next_tag[places]
        return starts, ends, ends > starts

    def _inline(
        self, data: Bytes, tags: Tags, inline: Mask, own: Places, next_tag: Places, kinds: Numbers,
        starts: Places, ends: Places, valued: Mask,
    ) -> None:  # fmt: skip
        """Texts written into the sheet: ``<is><t>…</t></is>``; the kind says whether their blanks are kept."""
        places = np.flatnonzero(inline)
        named = (kinds == self._kinds.inline) | (kinds == self._kinds.inline_kept)
        if not len(places):
            valued &= ~named
            return
        texts = np.minimum(places + 1, len(tags.at) - 1)
        after = np.minimum(places + 2, len(tags.at) - 1)
        sound = tags.opens("t")[texts] & (own[texts] == own[places]) & named[own[places]]
        sound &= tags.closes[after] & (tags.letter[after] == ord("t"))
        begin = tags.inner[texts]
        kept = np.zeros(len(places), np.bool_)
        for offset, byte in enumerate(b' xml:space="preserve">', -1):
            seen = data[np.minimum(begin + offset, len(data) - 1)] == byte
            kept = seen if offset < 0 else kept & seen
        if not (sound & (kept | (tags.behind[texts] == ord(">")))).all():
            raise NotPlainError
        of = own[places]
        if len(np.unique(of)) != len(of):
            raise NotPlainError
        valued &= ~named
        starts[of], ends[of] = begin + np.where(kept, len(b'xml:space="preserve">'), 0), next_tag[texts]
        kinds[of[kept]] = self._kinds.inline_kept
        valued[of] = ends[of] > starts[of]

    def finish(self, strings: pa.Array) -> tuple[list[pa.Array], list[Mark]]:
        """The columns and marks of the whole sheet."""
        if self._last_column * self._last_row > 4 * self._cells + SPARSE_CELLS:
            raise NotPlainError  # a stray cell far away would make the dense range huge
        marks = [Mark(row, column, "no_value", "") for part in self._no_values for row, column in _pairs(*part)]
        dense = np.full((self._last_column, self._last_row), -1, np.int32)
        for rows, columns, numbers in self._strings:
            dense[columns - 1, rows - 1] = numbers
            self._filled += len(rows)
        texts, before = [blanks_to_null(strings)], len(strings)
        for kind, parts in self._others.items():
            rows = np.concatenate([part[0] for part in parts])
            columns = np.concatenate([part[1] for part in parts])
            encoded = pa.concat_arrays([part[2] for part in parts]).dictionary_encode()
            read = read_values(kind, encoded.dictionary, self._package)
            places = encoded.indices.to_numpy()
            marks += read.marked(places, rows, columns)
            dense[columns - 1, rows - 1] = places + before
            self._filled += len(rows)
            texts.append(blanks_to_null(read.texts))
            before += len(read.texts)
        if np.count_nonzero(dense >= 0) != self._filled:
            raise NotPlainError  # a cell written twice
        found = pa.concat_arrays(texts)
        return [found.take(pa.array(numbers, mask=numbers < 0)) for numbers in dense], marks


def _pairs(rows: Numbers, columns: Numbers) -> list[tuple[int, int]]:
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
