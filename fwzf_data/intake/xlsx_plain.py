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
from typing import TYPE_CHECKING, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED
from fwzf_data.intake.grid import Mark, Merge, blanks_to_null
from fwzf_data.intake.sheet_bytes import NotPlainError, unpacked, whole_cells
from fwzf_data.intake.stored_numbers import LOST_ZERO, FormatKind
from fwzf_data.intake.xlsx_package import Package
from fwzf_data.intake.xlsx_strict import iso_text, merge_range, number_cell, style_kind
from fwzf_data.intake.xlsx_strings import finished, replaced, resolved, text_between

if TYPE_CHECKING:
    import numpy.typing as npt

    Places = npt.NDArray[np.intp]
    Bytes = npt.NDArray[np.uint8]
    Numbers = npt.NDArray[np.int32]
    Mask = npt.NDArray[np.bool_]

SPARSE_CELLS = 5_000_000  # empty cells a dense range may hold
_PAD = 32  # bytes that may be looked at behind the last one
_LONGEST_ATTRIBUTES = 24
_DIGITS = 8
_ROOT = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
_ATTRIBUTE = re.compile(rb'\s*(?:s="([0-9]{1,6})"|t="(s|n|str|b|e|d|inlineStr)")')
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]*)"')
_SAME = r"^(?:0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\.[0-9]{0,8}[1-9])$"
_NUMBERS: dict[str, FormatKind] = {f"n {kind}": kind for kind in get_args(FormatKind)}
_SAME_LENGTH = 15
"""A number written so, of at most so many signs, is its own shortest text."""


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


class _Tags:
    """The brackets of one piece, in order, with the letters behind them."""

    def __init__(self, data: Bytes, prefix: bytes) -> None:
        self.at: Places = np.flatnonzero(data == ord("<"))
        self.closes: Mask = data[self.at + 1] == ord("/")
        names = self.at + 1 + self.closes
        for offset, byte in enumerate(prefix):
            if (data[names + offset] != byte).any():
                raise NotPlainError
        names += len(prefix)
        self.letter: Bytes = data[names]
        self.behind: Bytes = data[names + 1]
        self.inner: Places = names + 2
        """Where the text begins behind a bare tag of one letter."""

    def opens(self, letter: str, behind: str = " >/") -> Mask:
        """Tags whose name begins with a letter and goes on, or ends, with one of the signs ``behind``."""
        found = (self.letter == ord(letter)) & ~self.closes
        ends = self.behind == ord(behind[0])
        for sign in behind[1:]:
            ends |= self.behind == ord(sign)
        opened: Mask = found & ends
        return opened


class _Cells:
    """Gathers cells piece by piece: place, and the number of a shared string or of a spelling."""

    def __init__(self, prefix: bytes, package: Package, shared: int) -> None:
        self._prefix, self._package, self._shared = prefix, package, shared
        self._known = _Attributes(package)
        self._strings: list[tuple[Numbers, Numbers, Numbers]] = []
        self._others: dict[str, list[tuple[Numbers, Numbers, pa.Array]]] = {}
        self._no_values: list[tuple[Numbers, Numbers]] = []
        self._cells = self._filled = self._last_row = self._last_column = 0

    def read(self, chunk: bytes) -> None:
        data = np.frombuffer(chunk + b"\0" * _PAD, np.uint8)
        tags = _Tags(data, self._prefix)
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
        rows, columns, behind = _references(data, tags.inner[places] - 1)
        next_tag = np.append(tags.at[1:], len(chunk))
        kinds = self._known.of(data, behind, next_tag[places] - 1)
        self._cells += len(places)
        self._last_row = max(self._last_row, int(rows.max()))
        self._last_column = max(self._last_column, int(columns.max()))
        starts, ends, valued = self._values(data, tags, value, own, next_tag, len(places))
        empty = np.zeros(len(places), np.bool_)
        empty[own[formula]] = True
        empty &= ~valued & (kinds != self._known.text) & (kinds != self._known.inline)
        if empty.any():
            self._no_values.append((rows[empty], columns[empty]))
        shared = valued & (kinds == self._known.shared)
        if shared.any():
            numbers = _whole(data, starts[shared], ends[shared])
            if (numbers >= self._shared).any():
                raise UnreadableFile(DAMAGED)
            self._strings.append((rows[shared], columns[shared], numbers))
        self._inline(data, tags, inline, own, next_tag, kinds, starts, ends, valued)
        for number in np.unique(kinds[valued & ~shared]).tolist():
            chosen = valued & (kinds == number)
            texts = _texts(data, starts[chosen], ends[chosen])
            self._others.setdefault(self._known.names[number], []).append((rows[chosen], columns[chosen], texts))

    def _values(
        self, data: Bytes, tags: _Tags, value: Mask, own: Places, next_tag: Places, count: int
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
        self, data: Bytes, tags: _Tags, inline: Mask, own: Places, next_tag: Places, kinds: Numbers,
        starts: Places, ends: Places, valued: Mask,
    ) -> None:  # fmt: skip
        """Texts written into the sheet: ``<is><t>…</t></is>``; the kind says whether their blanks are kept."""
        places = np.flatnonzero(inline)
        named = (kinds == self._known.inline) | (kinds == self._known.inline_kept)
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
        kinds[of[kept]] = self._known.inline_kept
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
            read = _read(kind, encoded.dictionary, self._package)
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


def _references(data: Bytes, behind: Places) -> tuple[Numbers, Numbers, Places]:
    """Row and column of each cell from ``r="AB12"``, and where its other attributes begin."""
    if not all((data[behind + offset] == byte).all() for offset, byte in enumerate(b' r="')):
        raise NotPlainError
    at = behind + 4
    letters = [data[at + offset] for offset in range(3)]
    is_letter = [(byte >= ord("A")) & (byte <= ord("Z")) for byte in letters]
    second, third = is_letter[1], is_letter[1] & is_letter[2]
    columns = letters[0].astype(np.int32) - 64
    columns = np.where(second, columns * 26 + letters[1] - 64, columns)
    columns = np.where(third, columns * 26 + letters[2] - 64, columns).astype(np.int32)
    at = at + 1 + second + third
    rows = np.zeros(len(at), np.int32)
    open_ = np.ones(len(at), np.bool_)
    ends = at
    for _ in range(_DIGITS):
        digit = data[ends]
        open_ &= (digit >= ord("0")) & (digit <= ord("9"))
        if not open_.any():
            break
        rows = np.where(open_, rows * 10 + digit - 48, rows).astype(np.int32)
        ends = ends + open_
    if not is_letter[0].all() or (rows == 0).any() or (data[ends] != ord('"')).any() or (data[at] == ord("0")).any():
        raise NotPlainError
    return rows, columns, ends + 1


class _Attributes:
    """What the attributes behind a cell's reference say, each spelling of them read once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.names = ["s", "str", "inlineStr", "inlineStr kept"]
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
        name = f"n {style_kind(self._package, style)}" if kind == "n" else kind
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


_MASKS = np.array([(1 << (8 * count)) - 1 for count in range(9)], np.uint64)


def _whole(data: Bytes, starts: Places, ends: Places) -> Numbers:
    """Whole numbers written in digits alone."""
    lengths = ends - starts
    if int(lengths.max()) > _DIGITS:
        raise NotPlainError
    numbers = np.zeros(len(starts), np.int32)
    for offset in range(int(lengths.max())):
        inside = offset < lengths
        digit = data[starts + offset]
        if (inside & ((digit < ord("0")) | (digit > ord("9")))).any():
            raise NotPlainError
        numbers = np.where(inside, numbers * 10 + digit - 48, numbers).astype(np.int32)
    return numbers


def _texts(data: Bytes, starts: Places, ends: Places) -> pa.Array:
    """What stands between brackets, as text."""
    lengths = ends - starts
    offsets = np.zeros(len(starts) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    gathered = data[np.repeat(starts - offsets[:-1], lengths) + np.arange(offsets[-1])]
    return text_between(offsets, gathered.tobytes())


@dataclass(frozen=True)
class _Read:
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


def _read(kind: str, written: pa.Array, package: Package) -> _Read:
    raw = replaced(written, "&", resolved)
    match kind:
        case "e":
            errors = {place: ("error", text) for place, text in enumerate(raw.to_pylist())}
            return _Read(pa.nulls(len(raw), pa.string()), errors)
        case "b":
            return _Read(pc.if_else(pc.equal(raw, "0"), "FALSE", "TRUE"))
        case "d":
            return _Read(pa.array([iso_text(text) for text in raw.to_pylist()], pa.string()))
        case "inlineStr":
            return _Read(finished(written))
        case "str" | "inlineStr kept":
            return _Read(finished(written, trimmed=False))
    return _numbers(raw, _NUMBERS[kind], package)


def _numbers(raw: pa.Array, kind: FormatKind, package: Package) -> _Read:
    """Most numbers are their own shortest text; the others, and all days, are read one by one."""
    same = pc.and_(pc.match_substring_regex(raw, _SAME), pc.less_equal(pc.binary_length(raw), _SAME_LENGTH))
    odd = pc.or_(pc.invert(same), pc.match_substring_regex(raw, f"^(?:{LOST_ZERO.pattern})$"))
    if kind != "number":
        odd = pa.array(np.ones(len(raw), np.bool_))
    places = np.flatnonzero(odd.to_numpy(zero_copy_only=False)).tolist()
    read = [number_cell(text, kind, package.epoch_1904) for text in raw.take(pa.array(places, pa.int64())).to_pylist()]
    texts = pc.replace_with_mask(raw, odd, pa.array([text for text, _ in read], pa.string()))
    return _Read(texts, {place: (mark, text) for place, (text, mark) in zip(places, read, strict=True) if mark})
