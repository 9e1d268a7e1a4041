"""The ways to draw, each a total order of the tickets of one group; ``verify_draw.py`` says the same again, alone."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from fwzf_data.analysis.draw.frame import Member
from fwzf_data.analysis.draw.inclusion import certain, chances
from fwzf_data.analysis.draw.ticket import DIGITS, fraction

_SCALE = 10**40
"""u/x is compared as a whole number of 10^-118: exact enough that only equal tickets tie, and then the ticket says."""

Tickets = Mapping[str, str]


def simple(members: Sequence[Member], n: int, tickets: Tickets, start: int) -> list[str]:
    """The n smallest tickets; only the methods at an interval need the random start."""
    return heapq.nsmallest(n, (member.id for member in members), key=tickets.__getitem__)


def weighted(members: Sequence[Member], n: int, tickets: Tickets, start: int) -> list[str]:
    """Sequential Poisson (Ohlsson 1998): the n smallest u/π, the certain ones first."""
    sizes = {member.id: member.millionths for member in members}
    taken = certain(sizes, n)
    return heapq.nsmallest(
        n,
        sizes,
        key=lambda name: (
            name not in taken,
            0 if name in taken else fraction(tickets[name]) * _SCALE // sizes[name],
            tickets[name],
        ),
    )


def systematic(members: Sequence[Member], n: int, tickets: Tickets, start: int) -> list[str]:
    """Every N/n-th of the frame in the order of its file, from a start the seed decides."""
    names = [member.id for member in members]
    return _every(names, [1] * len(names), n, start)


def money(members: Sequence[Member], n: int, tickets: Tickets, start: int) -> list[str]:
    """Money units at a fixed interval over the amounts in ticket order; who exceeds the interval is certain."""
    sizes = {member.id: member.millionths for member in members if member.millionths}
    taken = certain(sizes, n)
    first = sorted(taken, key=tickets.__getitem__)
    rest = sorted((name for name in sizes if name not in taken), key=tickets.__getitem__)
    return first + _every(rest, [sizes[name] for name in rest], n - len(first), start)


def rotation(members: Sequence[Member], n: int, tickets: Tickets, start: int, covered: frozenset[str]) -> list[str]:
    """Four fifths from those not covered this year, by ticket; the rest by risk from everybody, covered or not."""
    fresh = [member for member in members if member.id not in covered]
    sliced = simple(fresh, min(-(-4 * n // 5), len(fresh)), tickets, start)
    taken = set(sliced)
    others = [member for member in members if member.id not in taken]
    return sliced + weighted(others, n - len(sliced), tickets, start)


Select = Callable[[Sequence[Member], int, Tickets, int], list[str]]
METHODS: dict[str, Select] = {
    "simple": simple,
    "stratified": simple,
    "systematic": systematic,
    "weighted": weighted,
    "money": money,
}
WORDS = {
    "simple": "简单随机",
    "stratified": "分层随机",
    "systematic": "等距",
    "weighted": "按风险加权",
    "money": "按金额",
    "rotation": "全年轮查",
}


def chances_of(
    method: str, members: Sequence[Member], n: int, covered: frozenset[str], wanted: Sequence[str]
) -> dict[str, Fraction]:
    """Inclusion probabilities of the wanted; of a rotation: within this round, given what was covered before it."""
    if method in ("weighted", "money"):
        return chances({member.id: member.millionths for member in members}, n, wanted)
    if method != "rotation":
        return dict.fromkeys(wanted, Fraction(n, len(members)))
    # Who is left for the risk part depends on the slice; only the slice's share has a simple value.
    fresh = [member.id for member in members if member.id not in covered]
    slots = min(-(-4 * n // 5), len(fresh))
    return {name: Fraction(slots, len(fresh)) for name in wanted[:slots]}


def _every(names: Sequence[str], sizes: Sequence[int], n: int, start: int) -> list[str]:
    """Whoever holds the points (start + k)·T/n of the cumulated sizes, in exact whole numbers."""
    total, one, found, reached, point = sum(sizes), 10**DIGITS, [], 0, 0
    for name, size in zip(names, sizes, strict=True):
        reached += size
        if point < n and (start + point * one) * total < reached * n * one:
            found.append(name)
            point += 1
    return found
