"""The seed: text from several hands. Here only how much chance is in it, and whether promises were kept."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence

from fwzf_data.errors import BadRequest

ENOUGH_BITS = 128
PARTED = "|"
_ALPHABETS = ((10, str.isdecimal), (16, lambda text: all(char in "0123456789abcdef" for char in text.lower())))


def joined(contributions: Sequence[str]) -> str:
    """The seed of what each hand brought, in the order the plan names them."""
    return PARTED.join(text.strip() for text in contributions if text.strip())


def checked(text: object, commitments: Sequence[str] = ()) -> str:
    """The seed as it is hashed; raises BadRequest for what is no text, is empty, or breaks a commitment."""
    if not isinstance(text, str):
        raise BadRequest("种子必须按文字保存：存成数字会丢掉开头的 0，算出的名单就不同了。")
    seed = text.strip()
    if not seed:
        raise BadRequest("种子不能为空。")
    parts = {hashlib.sha256(part.encode()).hexdigest() for part in _contributions(seed)} if commitments else set()
    for commitment in commitments:
        if commitment.lower() not in parts:
            raise BadRequest(f"种子里没有与事先承诺 {commitment[:12]}… 相符的一份，承诺的一方须公开原来的内容。")
    return seed


def _contributions(seed: str) -> Iterator[str]:
    """What one hand may have brought: a part of the seed, or several in a row, as a secret with its salt may hold |."""
    parts = seed.split(PARTED)
    for first in range(len(parts)):
        for last in range(first, len(parts)):
            yield PARTED.join(parts[first : last + 1]).strip()


def bits(text: str) -> int:
    """At most so many bits of chance are in a seed: by its alphabet, and never more than its variety allows."""
    total = 0.0
    for part in text.split(PARTED):
        letters = "".join(char for char in part if char.isascii() and char.isalnum())
        alphabet = next((size for size, fits in _ALPHABETS if letters and fits(letters)), 36)
        variety = len(set(letters.lower()))
        total += len(letters) * math.log2(min(alphabet, variety)) if variety > 1 else 0.0
    return int(total)
