"""Where things stand in the bytes of a sheet's XML: tags by their bracket, references, numbers, texts.

Positions are offsets into one piece of the sheet, arrays of them stand for many cells at a time. What hardly any writer
does raises NotPlainError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from fwzf_data.intake.sheet_bytes import NotPlainError
from fwzf_data.intake.xlsx_strings import text_between

if TYPE_CHECKING:
    import numpy.typing as npt

    Places = npt.NDArray[np.intp]
    Bytes = npt.NDArray[np.uint8]
    Numbers = npt.NDArray[np.int32]
    Mask = npt.NDArray[np.bool_]

_DIGITS = 8


class Tags:
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


def references(data: Bytes, behind: Places) -> tuple[Numbers, Numbers, Places]:
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


def whole_numbers(data: Bytes, starts: Places, ends: Places) -> Numbers:
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


def texts_between(data: Bytes, starts: Places, ends: Places) -> pa.Array:
    """What stands between brackets, as text."""
    lengths = ends - starts
    offsets = np.zeros(len(starts) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    gathered = data[np.repeat(starts - offsets[:-1], lengths) + np.arange(offsets[-1])]
    return text_between(offsets, gathered.tobytes())
