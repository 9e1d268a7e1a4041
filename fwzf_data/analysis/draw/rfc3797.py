"""Nominating by RFC 3797, for whoever wants the published algorithm of the IETF: numbers in a list, no plan, MD5.

Draws of this program are made by tickets (``ticket.py``); this is the same chance in the other well-known dress.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from fwzf_data.errors import BadRequest

_MOST = 65_535
"""Places are numbered in two bytes (RFC 3797, section 4)."""


@dataclass(frozen=True)
class Pick:
    """One step: what the digest was, out of how many, and the number in the list it fell on."""

    digest: str
    remaining: int
    number: int


def key_of(sources: Sequence[Sequence[int]]) -> str:
    """The key of section 4: each source's numbers in ascending order, a stop after each, a slash after all."""
    return "".join("".join(f"{number}." for number in sorted(source)) + "/" for source in sources)


def nominated(key: str, pool: int, n: int) -> list[Pick]:
    """``n`` of the numbers 1 … ``pool`` in the order they come; raises BadRequest for impossible counts."""
    if not 1 <= n <= pool <= _MOST:
        raise BadRequest(f"名单 {pool} 个抽 {n} 个不可能：至少抽 1 个，不能多于名单，名单不超过 {_MOST} 个。")
    left, picks = list(range(1, pool + 1)), []
    for step in range(n):
        around = step.to_bytes(2, "big")
        digest = hashlib.md5(around + key.encode() + around, usedforsecurity=False).hexdigest().upper()
        picks.append(Pick(digest, len(left), left.pop(int(digest, 16) % len(left))))
    return picks
