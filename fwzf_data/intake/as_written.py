"""Cells that read as themselves, told a column at a time: what ``cells`` would give back unchanged is not read at all.

Only columns nearly every cell of which is different gain by it: words, telephone numbers, the numbers of persons and
firms. A property test holds each of these to ``cells``; whatever is not proved here is read there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.intake.codes import ID_CHECKS, ID_WEIGHTS, USCC_ALPHABET, USCC_WEIGHTS

if TYPE_CHECKING:
    import numpy.typing as npt

    _Proof = Callable[[npt.NDArray[np.uint8]], npt.NDArray[np.bool_]]

_WORD = r"0-9A-Za-z\x{4e00}-\x{9fff}"
_INNER = _WORD + r" -~\x{3001}-\x{3015}\x{ff01}-\x{ff5e}\x{2014}\x{2018}-\x{201d}\x{2026}\x{b7}\x{d7}"
_PATTERNS = {
    # two Han or seven other characters and more, so that it is none of the words for a blank
    "text": rf"^[\x{{4e00}}-\x{{9fff}}]{{2,}}$|^[{_WORD}][{_INNER}]{{5,}}[{_WORD}\x{{3002}}\x{{ff09}}\x{{300b}}]$",
    "int": r"^[0-9]{1,11}$",
    "phone": r"^1[3-9][0-9]{9}$",
    "uscc": rf"^[{USCC_ALPHABET}]{{18}}$",
    # days every month has: of the others some do not exist
    "id_no": r"^[0-9]{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|1[0-9]|2[0-8])[0-9]{3}[0-9X]$",
}
TYPES = tuple(_PATTERNS)


def as_written(type_: str, texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Which cells of a column of one of ``TYPES`` read as themselves; null where there is no text."""
    fits = pc.match_substring_regex(texts, _PATTERNS[type_])
    if type_ == "uscc":
        return _checked(texts, fits, _uscc_holds)
    if type_ == "id_no":
        return _checked(texts, fits, _id_no_holds)
    return fits


def _checked(texts: pa.ChunkedArray, fits: pa.ChunkedArray, holds: _Proof) -> pa.ChunkedArray:
    """Of the cells of eighteen plain signs those whose check digit holds."""
    fitting = pc.fill_null(fits, False).combine_chunks()
    places = np.flatnonzero(fitting.to_numpy(zero_copy_only=False))
    found = texts.combine_chunks().take(pa.array(places))
    signs = np.frombuffer("".join(found.to_pylist()).encode("ascii"), np.uint8).reshape(-1, 18)
    held = np.zeros(len(fitting), np.bool_)
    held[places] = holds(signs)
    mask = pa.array(held)
    return pa.chunked_array([pc.if_else(pc.is_valid(texts).combine_chunks(), mask, pa.scalar(None, pa.bool_()))])


def _uscc_holds(signs: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """GB 32100: the weighted sum and the check digit make a multiple of 31; nothing but zeros is no code, and XX hides
    one."""
    value = np.zeros(128, np.int64)
    value[[ord(sign) for sign in USCC_ALPHABET]] = range(len(USCC_ALPHABET))
    total = value[signs[:, :17]] @ np.array(USCC_WEIGHTS)
    hidden = ((signs[:, :-1] == ord("X")) & (signs[:, 1:] == ord("X"))).any(axis=1)
    held: npt.NDArray[np.bool_] = ~hidden & (total > 0) & ((total + value[signs[:, 17]]) % len(USCC_ALPHABET) == 0)
    return held


def _id_no_holds(signs: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """GB 11643: the weighted sum of seventeen digits names the last sign."""
    total = (signs[:, :17].astype(np.int64) - ord("0")) @ np.array(ID_WEIGHTS)
    wanted = np.frombuffer(ID_CHECKS.encode("ascii"), np.uint8)[total % len(ID_CHECKS)]
    held: npt.NDArray[np.bool_] = signs[:, 17] == wanted
    return held
