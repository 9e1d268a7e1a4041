"""How many per stratum: divisor methods, which never take a place away when the total grows (no Alabama paradox)."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from fractions import Fraction

from fwzf_data.errors import BadRequest

SAINTE_LAGUE = Fraction(1, 2)


def allocate(
    counts: Mapping[str, int], n: int, *, floor: int = 0, start: Mapping[str, int] | None = None,
    offset: Fraction = SAINTE_LAGUE,
) -> dict[str, int]:  # fmt: skip
    """``n`` places over strata by highest N_h/(a_h + offset), none above N_h.

    Every stratum first gets ``floor`` places (or all it has), or what ``start`` says: an extension keeps those.
    Raises BadRequest where ``n`` is not enough for the floor or more than there are.
    """
    if n > sum(counts.values()):
        raise BadRequest(f"要抽 {n} 个，可抽的只有 {sum(counts.values())} 个，请减少数量。")
    given = dict(start) if start else {name: min(floor, count) for name, count in counts.items()}
    if sum(given.values()) > n:
        raise BadRequest(f"每层至少 {floor} 个就要 {sum(given.values())} 个，多于总数 {n} 个，请增加数量或合并分层。")

    def claim(name: str) -> tuple[Fraction, int, bytes]:
        share = given[name] + offset
        return (Fraction(-counts[name]) / share if share else Fraction(-(10**18)), -counts[name], name.encode())

    waiting = [(*claim(name), name) for name in counts if given[name] < counts[name]]
    heapq.heapify(waiting)
    for _ in range(n - sum(given.values())):
        name = heapq.heappop(waiting)[-1]
        given[name] += 1
        if given[name] < counts[name]:
            heapq.heappush(waiting, (*claim(name), name))
    return given
