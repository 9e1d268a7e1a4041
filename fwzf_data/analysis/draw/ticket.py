"""Rivest's consistent sampler (arXiv:1808.10016): every object has a ticket that only seed and identifier decide."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

DIGITS = 78
"""Decimal digits of the largest SHA-256 value: a ticket as a whole number is a fraction over ``10 ** DIGITS``."""


def seed_key(text: str, plan_hash: str) -> str:
    """The hash every ticket starts from: the seed as typed, trimmed, bound to the plan it was drawn for."""
    return hashlib.sha256(f"{text.strip()}|{plan_hash}".encode()).hexdigest()


def uniform(text: str) -> str:
    """The digits after the point of a number in [0, 1): SHA-256 in decimal, read backwards."""
    return _backwards(hashlib.sha256(text.encode()).digest())


def tickets(key: str, identifiers: Iterable[str]) -> dict[str, str]:
    """Identifier → ticket. Tickets are compared as text; the smallest is drawn first."""
    begun = hashlib.sha256(key.encode())
    found = {}
    for identifier in identifiers:
        hasher = begun.copy()
        hasher.update(identifier.encode())
        found[identifier] = _backwards(hasher.digest())
    return found


def fraction(ticket: str) -> int:
    """A ticket as a whole number of ``10 ** -DIGITS``."""
    return int(ticket.ljust(DIGITS, "0"))


def _backwards(digest: bytes) -> str:
    return str(int.from_bytes(digest)).zfill(64)[::-1]
