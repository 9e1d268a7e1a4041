"""Texts in pictures: escaped, shortened and broken, for plotly does none of that and reads markup."""

from __future__ import annotations

LONGEST_LABEL = 12


def broken(title: str, room: int) -> list[str]:
    """A title in lines, each broken after the last pause that fits; plotly would run over the edge."""
    if len(title) <= room:
        return [title]
    end = 1 + max(title.rfind(pause, 0, room) for pause in "，；：。、")
    return [title[: end or room], *broken(title[end or room :], room)]


def short(text: str, longest: int = LONGEST_LABEL, tail: int = 3) -> str:
    """A label that leaves room for the picture; the whole of it is under the pointer. Names of units begin alike, so
    their last characters stay; ``tail``: how many."""
    return text if len(text) <= longest else f"{text[: longest - tail - 1]}…{text[len(text) - tail :]}"


def safe(text: str) -> str:
    """A text that plotly shows as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
