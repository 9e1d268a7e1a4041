"""Interface names made of the first letters of Chinese words: DSRLX is 当事人类型.

GB 2312 keeps its first 3,755 characters in the order of their sound, so a character's code tells its first letter.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

_FIRST = {
    "a": 0xB0A1, "b": 0xB0C5, "c": 0xB2C1, "d": 0xB4EE, "e": 0xB6EA, "f": 0xB7A2, "g": 0xB8C1, "h": 0xB9FE,
    "j": 0xBBF7, "k": 0xBFA6, "l": 0xC0AC, "m": 0xC2E8, "n": 0xC4C3, "o": 0xC5B6, "p": 0xC5BE, "q": 0xC6DA,
    "r": 0xC8BB, "s": 0xC8F6, "t": 0xCBFA, "w": 0xCDDA, "x": 0xCEF4, "y": 0xD1B9, "z": 0xD4D1,
}  # fmt: skip
"""Letter → code of its first character."""
_LAST = 0xD7F9
_LETTERS, _CODES = list(_FIRST), list(_FIRST.values())


@lru_cache(maxsize=16384)
def initials(text: str) -> str:
    """The first letters of a Chinese text; empty where one of its characters is not in the list of 3,755."""
    try:
        pairs = text.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    codes = [high << 8 | low for high, low in zip(pairs[::2], pairs[1::2], strict=False)]
    if len(pairs) != 2 * len(text) or any(not _CODES[0] <= code <= _LAST for code in codes):
        return ""
    return "".join(_LETTERS[bisect_right(_CODES, code) - 1] for code in codes)
