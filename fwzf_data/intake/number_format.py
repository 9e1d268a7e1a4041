"""What a number format makes of a number: its words, percent signs, scaled thousands, leading zeros, parts of a day.

A cell says what it shows, but no number is rounded: 1234.567 shown as 「1235元」 is 1234.567元. Formats that only
change the look (``#,##0.00``, colours, ¥, brackets for negatives, exponents) leave the number as it is stored.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Literal

FormatKind = Literal["number", "date", "month", "year", "elapsed"]
"""``month`` and ``year``: days of which the format shows no more than that."""

# What Chinese Excel shows where the file has no code of its own for the id.
_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    22: "m/d/yy h:mm",
    46: "[h]:mm:ss",
    **dict.fromkeys((14, 15, 16, 30, 31), "yyyy/m/d"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "h:mm:ss"),
    17: "yyyy-m",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
}

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<pad>[_*].)|\[(?P<bracket>[^\]]*)\]?|(?P<general>General|G/通用格式)'
    r"|(?P<exponent>E[+-])|(?P<slot>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<text>@)|(?P<end>;)|(?P<bare>.)",
    re.IGNORECASE | re.DOTALL,
)
_LITERALS = re.compile(r'"[^"]*"?|[\\_*!].|General|G/通用格式|AM/PM|A/P', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]?")
_DAY_PARTS = re.compile(r"aaaa?|y+|e(?![+-])|m+|d+|h+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PLAIN_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?:E[-+]?\d+)?", re.IGNORECASE)
_IN_PARTS = re.compile(r"^-?0\d|\d-\d")
"""017 and 2022-17."""
_POWERS = (0, -4, -3, -6, -7, -8, 2)
"""By which powers of ten a cell may show a number: as it is, in ten thousands, thousands, …, in percent."""
_SIGNS = re.compile(r"[-()（）]")


@dataclass
class _Section:
    """One of the parts between semicolons; a number is its slots with literals before, between and behind them."""

    items: list[tuple[str, str]] = field(default_factory=list)
    condition: tuple[str, Decimal] | None = None
    scale: Decimal = Decimal(1)
    is_text: bool = False
    is_grouped: bool = False
    is_odd: bool = False
    """An exponent, a fraction or a clock: another way to write the same number, as long as no words stand beside."""

    def says_more(self) -> bool:
        """Whether a cell shows more, or another number, than the stored digits."""
        return self.scale != 1 or self.is_worded() or self._zeros() > 1 or bool(self._between())

    def is_worded(self) -> bool:
        return any(map(_is_word, self._literals()))

    def fits(self, number: Decimal) -> bool:
        return self.condition is None or _COMPARE[self.condition[0]](number, self.condition[1])

    def shown(self, number: Decimal) -> str | None:
        """The number as the section shows it but with all its digits; None where that cannot be told."""
        if self.is_odd:
            return None if self.is_worded() or self.scale != 1 else _digits(number)
        if not any(kind in ("slot", "general") for kind, _ in self.items):
            return "".join(text for _, text in self.items).strip() if self.is_worded() else _digits(number)
        places = [place for place, (kind, _) in enumerate(self.items) if kind != "literal"]
        first, last = places[0], places[-1]
        before, behind = ("".join(text for _, text in part) for part in (self.items[:first], self.items[last + 1 :]))
        if number < 0:
            before, behind = _SIGNS.sub("", before), _SIGNS.sub("", behind)
        inner = self.items[first : last + 1]
        point = next((place for place, (kind, _) in enumerate(inner) if kind == "point"), len(inner))
        whole, _, rest = _digits(abs(number) * self.scale).partition(".")
        decimals = inner[point + 1 :]
        if any(kind == "literal" for kind, _ in decimals) or (rest and point == len(inner) and self._between()):
            return None
        rest = rest.ljust(sum(text == "0" for _, text in decimals), "0")
        line = _filled(inner[:point], whole)
        if self.is_grouped and self.is_worded():
            line = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", line)
        return f"{before}{'-' if number < 0 else ''}{line}{'.' if rest else ''}{rest}{behind}".strip()

    def settle(self) -> None:
        """``0!.0,"万元"`` shows ten thousands: a point that is only a literal moves the number all the same."""
        literal_points = [place for place, item in enumerate(self.items) if item == ("literal", ".")]
        slots = [place for place, (kind, _) in enumerate(self.items) if kind == "slot"]
        if len(literal_points) != 1 or ("point", ".") in self.items or self._between() != ["."]:
            return
        (place,) = literal_points
        self.items[place] = ("point", ".")
        self.scale /= 10 ** sum(slot > place for slot in slots)

    def _literals(self) -> list[str]:
        return [text for kind, text in self.items if kind == "literal"]

    def _zeros(self) -> int:
        """Digits a number has before its point at least."""
        kinds = [kind for kind, _ in self.items]
        end = kinds.index("point") if "point" in kinds else len(kinds)
        return sum(text == "0" for _, text in self.items[:end])

    def _between(self) -> list[str]:
        """Literals between digits, blanks aside."""
        slots = [place for place, (kind, _) in enumerate(self.items) if kind == "slot"]
        if not slots or self.is_odd:
            return []
        inner = self.items[slots[0] : slots[-1]]
        return [text for kind, text in inner if kind == "literal" and text.strip()]


@dataclass(frozen=True)
class NumberFormat:
    """What the cells of one style show."""

    kind: FormatKind = "number"
    code: str = ""
    """Only where it says more than the kind, so that all formats that leave the number as it is stored are one."""

    def text(self, number: str) -> str | None:
        """A number as the cell shows it, never rounded; None where that cannot be told."""
        section = _section_for(_sections(self.code), Decimal(number))
        return number if section is None or not section.says_more() else section.shown(Decimal(number))


PLAIN = NumberFormat()


@cache
def number_format(format_id: int, code: str | None) -> NumberFormat:
    """What a number format shows; ``code`` is the file's own text for ``format_id``, if it has one."""
    code = _BUILT_IN.get(format_id, "") if code is None else code
    kind = _kind(code)
    if kind == "number":
        return NumberFormat(kind, code) if any(section.says_more() for section in _sections(code)) else PLAIN
    return NumberFormat(kind, code if kind in ("month", "year") else "")


def _kind(code: str) -> FormatKind:
    shown = _LITERALS.sub("", code).split(";")[0]
    if _ELAPSED.search(shown):
        return "elapsed"
    shown = _BRACKETS.sub("", shown)
    parts = [part.lower()[:3] for part in _DAY_PARTS.findall(shown)]
    if not parts or (parts == ["e"] and re.search("[0#?]", shown)):
        return "number"
    letters = "".join("M" if part == "mmm" else part[0] for part in parts)
    if re.search("[da]", letters):
        return "date"
    # m behind hours or before seconds stands for minutes
    if "M" in letters or re.search("(?<!h)m(?!s)", letters):
        return "month"
    return "year" if re.search("[ye]", letters) else "date"


@cache
def _sections(code: str) -> list[_Section]:
    sections = [_Section()]
    commas = 0
    for token in _TOKEN.finditer(code):
        kind, section = token.lastgroup, sections[-1]
        text = token[kind or "bare"]
        if kind == "comma" and section.items and section.items[-1][0] == "slot":
            commas += 1
            continue
        if kind == "slot":
            section.is_grouped = section.is_grouped or commas > 0
        elif kind != "pad":
            section.scale /= 1000**commas
        commas = 0 if kind != "pad" else commas
        if kind == "end":
            sections.append(_Section())
        else:
            _add(section, kind or "bare", text)
    sections[-1].scale /= 1000**commas
    for section in sections:
        section.settle()
    return [section for section in sections if not section.is_text]


def _add(section: _Section, kind: str, text: str) -> None:
    match kind:
        case "pad":
            return
        case "bracket":
            if condition := _CONDITION.fullmatch(text.replace(" ", "")):
                section.condition = (condition[1], Decimal(condition[2]))
            elif _ELAPSED.fullmatch(f"[{text}]"):
                section.is_odd = True
            elif text.startswith("$"):
                section.items.append(("literal", text[1:].partition("-")[0]))
        case "exponent":
            section.is_odd = True
        case "text":
            section.is_text = True
        case "slot" | "point" | "general":
            section.items.append((kind, text))
        case _:
            has_slots = any(kind == "slot" for kind, _ in section.items)
            if kind == "bare" and ((text == "/" and has_slots) or text in "dmyhsDMYHS"):
                section.is_odd = True
            if kind == "bare" and text == "%":
                section.scale *= 100
            section.items.append(("literal", text))


def _section_for(sections: list[_Section], number: Decimal) -> _Section | None:
    """The section Excel chooses; None where there is none, and where it shows nothing at all."""
    first, second, third = (sections[place] if place < len(sections) else None for place in range(3))
    if first is None or second is None:
        return first
    if first.condition or second.condition:
        if first.condition and first.fits(number):
            return first
        if second.condition is None or second.fits(number):
            return second
        return third if first.condition else second
    if third is not None and number == 0:
        return third
    return second if number < 0 else first


def _filled(items: list[tuple[str, str]], digits: str) -> str:
    """Digits in their slots from the right; those too many stand before the first."""
    slots = [place for place, (kind, _) in enumerate(items) if kind in ("slot", "general")]
    shown = {place: text for place, (kind, text) in enumerate(items) if kind == "literal"}
    least = len(slots) - next((at for at, place in enumerate(slots) if items[place][1] == "0"), len(slots) - 1)
    left = digits.zfill(least)
    for place in reversed(slots[1:]):
        shown[place], left = left[-1:], left[:-1]
    return left + "".join(text for place, text in sorted(shown.items()))


def _digits(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").removesuffix(".") if "." in text else text


def as_percent(number: str) -> str:
    """0.855 as 85.5%."""
    return _digits(Decimal(number) * 100) + "%"


def number_in(shown: str, number: str) -> str:
    """A number as a cell shows it whose format is not known: with its words and zeros, but with all its digits.

    Words the number is not found in stand as they are."""
    if not _is_word(_PLAIN_NUMBER.sub("", shown)) and not _IN_PARTS.search(shown):
        return number
    exact = abs(Decimal(number))
    parts = list(_DIGITS.finditer(shown))
    for found in reversed(parts):
        digits = found[0].replace(",", "")
        decimals = len(digits.partition(".")[2])
        for power in _POWERS if len(parts) == 1 else (0,):
            scaled = exact.scaleb(power)
            is_rounded = abs(scaled - Decimal(digits)) * 2 <= Decimal(1).scaleb(-decimals)
            if is_rounded and (power == 0 or Decimal(digits)):
                whole, _, rest = _digits(scaled).partition(".")
                rest = rest.ljust(decimals, "0")
                whole = whole.zfill(len(digits.partition(".")[0]))
                line = whole + (f".{rest}" if rest else "")
                return f"{shown[: found.start()]}{line}{shown[found.end() :]}".strip()
    return shown.strip()


def _is_word(text: str) -> bool:
    """Letters, digits and percent signs say something; ¥, brackets, signs and blanks do not."""
    return any(unicodedata.category(sign)[0] in "LN" or sign in "%‰№℃" for sign in text)
