"""Expat with local tag names that refuses document types and entities: the only XML reader of the intake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from xml.parsers import expat

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED, ENTITIES

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]

READ_BYTES = 1 << 18
MOST_NAMES = 100_000


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def parse_xml(opened: Readable, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Walk one document; tags and attributes come without their namespace prefix."""
    local = _LocalNames()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, found: start(local[tag], {local[key]: found[key] for key in found})
    if end is not None:
        parser.EndElementHandler = lambda tag: end(local[tag])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        while chunk := opened.read(READ_BYTES):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise UnreadableFile(DAMAGED) from fault


class _LocalNames(dict[str, str]):
    def __missing__(self, name: str) -> str:
        if len(self) > MOST_NAMES:
            raise UnreadableFile(DAMAGED)
        self[name] = local = name.rpartition(":")[2]
        return local


def _refuse(*_: object) -> None:
    raise UnreadableFile(ENTITIES)
