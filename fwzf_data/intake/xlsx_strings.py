"""The shared strings of a workbook as one Arrow array: by pattern where all are plain, else as ``xlsx_strict`` does."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED
from fwzf_data.intake.xlsx_strict import read_strings, unescape

if TYPE_CHECKING:
    import numpy.typing as npt

# What Excel writes beside a Chinese text to sort it by sound is no part of it.
_PLAIN = re.compile(rb"<si><t([^<]*)</t>(?:<phoneticPr [^<]*(?:</phoneticPr>)?)?</si>")
_BARE, _KEPT = ">", ' xml:space="preserve">'
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
EDGES = " \t\r\n"


def shared_strings(file: zipfile.ZipFile, part: str | None) -> pa.Array:
    """Every shared string by its number; raises UnreadableFile where the part cannot be read."""
    if part is None:
        return pa.array([], pa.string())
    data = file.read(part)
    texts = _joined(_PLAIN.findall(data))
    odd = b"<!" in data or b"\r" in data or b"si/>" in data or data.count(b"si>") != 2 * len(texts)
    kept = pc.starts_with(texts, _KEPT)
    if odd or not pc.all(pc.or_(kept, pc.starts_with(texts, _BARE))).as_py():
        return pa.array(read_strings(file, part), pa.string())
    bare = finished(pc.utf8_slice_codeunits(texts, len(_BARE)))
    if not pc.any(kept).as_py():
        return bare
    return pc.if_else(kept, finished(pc.utf8_slice_codeunits(texts, len(_KEPT)), trimmed=False), bare)


def _joined(written: list[bytes]) -> pa.Array:
    """Bytes of a document as text, by way of one long text: five times as fast as one by one."""
    offsets = np.zeros(len(written) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, written), np.int32, len(written)), out=offsets[1:])
    return text_between(offsets, b"".join(written))


def text_between(offsets: npt.NDArray[np.int32], written: bytes) -> pa.Array:
    """Texts that stand one behind the other; raises UnreadableFile where they are no UTF-8."""
    buffers = [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(written)]
    try:
        return pa.Array.from_buffers(pa.binary(), len(offsets) - 1, buffers).cast(pa.string())
    except pa.ArrowInvalid as fault:
        raise UnreadableFile(DAMAGED) from fault


def finished(texts: pa.Array, *, trimmed: bool = True) -> pa.Array:
    """Written texts as they read: entities and escapes resolved, outer blanks off unless the writer kept them."""
    return replaced(replaced(pc.utf8_trim(texts, EDGES) if trimmed else texts, "&", resolved), "_x", unescape)


def replaced(texts: pa.Array, sign: str, read: Callable[[str], str]) -> pa.Array:
    """The few texts that hold a sign, read anew."""
    odd = pc.fill_null(pc.match_substring(texts, sign), False)
    if not pc.any(odd).as_py():
        return texts
    anew = [read(text) for text in texts.filter(odd).to_pylist()]
    return pc.replace_with_mask(texts, odd, pa.array(anew, pa.string()))


def resolved(text: str) -> str:
    """``&amp;`` and its like; raises UnreadableFile for an entity XML does not have."""
    read = _ENTITY.sub(_character, text)
    if text.count("&") != len(_ENTITY.findall(text)):
        raise UnreadableFile(DAMAGED)
    return read


def _character(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code)
    raise UnreadableFile(DAMAGED)
