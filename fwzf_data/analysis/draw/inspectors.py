"""Who goes where: at least two per object, certificates valid, conflicts and leave respected, even load, by chance."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from fwzf_data.analysis.draw.frame import read_table
from fwzf_data.analysis.draw.identifier import canonical, distinct
from fwzf_data.errors import BadRequest

TRIES = 10_000
UNIFORM = "在全部可行的安排中等概率抽取"
NOT_UNIFORM = "受回避限制，非完全等概率"
ONE_BY_ONE = "对象较多，按随机次序逐个安排，非完全等概率"
_DAYS = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:\s*(?:至|到|~|—+|–+|-+)\s*(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?)?"
)
_PARTED = re.compile("[、;；,，]")
_NOTHING = "无"


@dataclass(frozen=True)
class Inspector:
    """One who may be sent."""

    id: str
    """Certificate number."""
    name: str = ""
    unit: str = ""
    valid_until: str = ""
    conflicts: tuple[str, ...] = ()
    """Objects or strata this person must stay away from (回避)."""
    leave: tuple[tuple[str, str], ...] = ()
    """First and last day away."""

    @staticmethod
    def of(body: Mapping[str, Any]) -> Inspector:
        """Back from JSON."""
        days = tuple((first, last) for first, last in body["leave"])
        return Inspector(**{**body, "conflicts": tuple(body["conflicts"]), "leave": days})

    def may_check(self, identifier: str, stratum: str) -> bool:
        return identifier not in self.conflicts and (not stratum or stratum not in self.conflicts)

    def is_there(self, day: str) -> bool:
        """Whether certificate and leave allow a day; without a day both are taken as given."""
        if not day:
            return True
        return (not self.valid_until or day <= self.valid_until) and not any(a <= day <= b for a, b in self.leave)


@dataclass(frozen=True)
class Assignment:
    """Object → inspectors."""

    teams: dict[str, list[str]]
    how: str
    load: dict[str, int]


def leave_days(number: str, text: str) -> tuple[tuple[str, str], ...]:
    """「2022-06-01至06-03、2022-07-01」 of one person; an end without year is of the year it began in.

    Raises BadRequest for whatever is left over: a day nobody read would send somebody who is away.
    """
    found = []
    for part in _parts(text):
        days = _DAYS.fullmatch(part)
        try:
            if not days:
                raise ValueError(part)
            first = date(int(days[1]), int(days[2]), int(days[3]))
            last = date(int(days[4] or first.year), int(days[5]), int(days[6])) if days[5] else first
        except ValueError as error:
            raise BadRequest(
                f"检查人员「{number}」的请假「{part}」应写成 2022-06-01 或 2022-06-01至2022-06-03 这样的日期。"
            ) from error
        if last < first:
            raise BadRequest(f"检查人员「{number}」的请假「{part}」止日早于起日，请核对（跨年的请写明年份）。")
        found.append((first.isoformat(), last.isoformat()))
    return tuple(found)


def _parts(text: str) -> list[str]:
    return [part for part in map(canonical, _PARTED.split(text)) if part not in ("", _NOTHING)]


def assign(
    key: str,
    objects: Mapping[str, str],
    inspectors: Sequence[Inspector],
    per_object: int,
    day: str = "",
    most: int | None = None,
) -> Assignment:
    """Teams for objects (id → stratum); ``most``: how many objects one person may get, if that is limited.

    Every feasible assignment whose loads differ by at most one is as likely as any other. Where chance does not find
    one, a matching does, and says so and why. Raises BadRequest naming the objects that cannot be served.
    """
    present = sorted((one for one in inspectors if one.is_there(day)), key=lambda one: one.id.encode())
    able = {
        identifier: [one.id for one in present if one.may_check(identifier, stratum)]
        for identifier, stratum in objects.items()
    }
    short = [identifier for identifier, who in able.items() if len(who) < per_object]
    if short:
        raise BadRequest(
            f"「{'」「'.join(short[:5])}」可派的检查人员不足 {per_object} 人（证件有效、没有请假、不须回避），"
            "请增加人员或改由其他单位检查。"
        )
    staff = [one.id for one in present if any(one.id in who for who in able.values())]
    places = per_object * len(objects)
    even = -(-places // len(staff)) if staff else 0
    fits = {identifier: set(who) for identifier, who in able.items()}
    if most is None or even <= most:
        for attempt in range(TRIES):
            teams = _dealt(f"{key}|insp|try={attempt}", staff, fits, per_object)
            if teams:
                return _told(teams, UNIFORM, staff)
    how = ONE_BY_ONE if all(len(who) == len(staff) for who in able.values()) else NOT_UNIFORM
    for cap in range(even, most or len(objects)):
        try:
            return _told(_matched(key, able, per_object, cap), how, staff)
        except BadRequest:
            continue
    return _told(_matched(key, able, per_object, most or len(objects)), how, staff)


def _dealt(key: str, staff: Sequence[str], fits: Mapping[str, set[str]], each: int) -> dict[str, list[str]] | None:
    """Deal a shuffled deck of even loads; infeasible deals are thrown away whole, so that the feasible stay alike."""
    full, more = divmod(each * len(fits), len(staff))
    deck = [who for who in staff for _ in range(full)] + _shuffled(f"{key}|more", staff)[:more]
    shuffled = _shuffled(key, deck)
    teams = {}
    for place, (identifier, fitting) in enumerate(fits.items()):
        team = shuffled[place * each : (place + 1) * each]
        if len(set(team)) < each or not fitting.issuperset(team):
            return None
        teams[identifier] = sorted(team)
    return teams


def _shuffled(key: str, deck: Sequence[str]) -> list[str]:
    """Fisher–Yates on a stream of SHA-256 blocks, without bias."""
    cards, block, stream = list(deck), 0, b""
    for last in range(len(cards) - 1, 0, -1):
        bound = 2**32 // (last + 1) * (last + 1)
        while True:
            if not stream:
                stream, block = hashlib.sha256(f"{key}|{block}".encode()).digest(), block + 1
            number, stream = int.from_bytes(stream[:4]), stream[4:]
            if number < bound:
                break
        other = number % (last + 1)
        cards[last], cards[other] = cards[other], cards[last]
    return cards


def _matched(key: str, able: Mapping[str, Sequence[str]], each: int, cap: int) -> dict[str, list[str]]:
    """One feasible assignment by augmenting paths, objects and inspectors tried in an order the seed decides."""
    order = {identifier: _shuffled(f"{key}|match|{identifier}", who) for identifier, who in able.items()}
    teams: dict[str, list[str]] = {identifier: [] for identifier in able}
    held: dict[str, list[str]] = {}

    def place(identifier: str, visited: set[str]) -> bool:
        for who in order[identifier]:
            if who in visited or who in teams[identifier]:
                continue
            visited.add(who)
            serving = held.setdefault(who, [])
            if len(serving) < cap:
                serving.append(identifier)
                teams[identifier].append(who)
                return True
            for other in list(serving):
                if place(other, visited):
                    serving.remove(other)
                    teams[other].remove(who)
                    serving.append(identifier)
                    teams[identifier].append(who)
                    return True
        return False

    for identifier in _shuffled(f"{key}|match", list(able)):
        while len(teams[identifier]) < each:
            visited: set[str] = set()
            if not place(identifier, visited):
                blocked = sorted({identifier} | {other for who in visited for other in held.get(who, [])})
                raise BadRequest(
                    f"检查人员安排不开：「{'」「'.join(blocked[:5])}」能派的人合起来不够（每人至多 {cap} 个对象），"
                    "请增加人员或减少对象。"
                )
    return {identifier: sorted(team) for identifier, team in teams.items()}


def _told(teams: dict[str, list[str]], how: str, staff: Sequence[str]) -> Assignment:
    load = Counter(who for team in teams.values() for who in team)
    return Assignment(teams, how, {who: load[who] for who in staff})


def repeated(teams: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Pairs sent out together more than once."""
    pairs = Counter(pair for team in teams.values() for pair in combinations(team, 2))
    return {"、".join(pair): n for pair, n in pairs.items() if n > 1}


def read_conflicts(text: str) -> tuple[str, ...]:
    """What stands in the 回避 column: objects or strata parted by 、 or ；."""
    return tuple(_parts(text))


def read_inspectors(rows: Sequence[Mapping[str, str]]) -> tuple[Inspector, ...]:
    """Inspectors of a table with Chinese or English headings; raises BadRequest for missing or repeated numbers, and
    for a filled column nobody reads: it may say whom a person must stay away from.

    Article 42 wants certified officers, so that a name alone is not enough.
    """
    found = []
    for row in rows:
        given: dict[str, str] = {}
        for head, text in row.items():
            name = _HEADS.get(canonical(head))
            if text.strip() and name is None:
                raise BadRequest(
                    f"检查人员名单的「{head}」一列认不出来。能用的有执法证号、姓名、单位、有效期至、回避、请假，请改表头或者删去这一列。"
                )
            if text.strip() and name in given:
                raise BadRequest(f"检查人员名单里说同一项的列不止一个（「{head}」），请合成一列。")
            if text.strip() and name:
                given[name] = text
        number = canonical(given.get("id", ""))
        if not number:
            person = canonical(given.get("name", ""))
            raise BadRequest(
                f"检查人员{f'「{person}」' if person else '名单里有人'}没有执法证号，没有证件的不能派去检查。"
            )
        found.append(
            Inspector(
                number, canonical(given.get("name", "")), canonical(given.get("unit", "")),
                _day(number, canonical(given.get("valid_until", ""))), read_conflicts(given.get("conflicts", "")),
                leave_days(number, given.get("leave", "")),
            )
        )  # fmt: skip
    distinct(one.id for one in found)
    return tuple(found)


def inspectors_file(data: bytes) -> tuple[Inspector, ...]:
    """Inspectors of somebody's CSV; raises BadRequest where a column stands twice."""
    heads, rows = read_table(data, "检查人员")
    if twice := next((head for head in heads if head and heads.count(head) > 1), None):
        raise BadRequest(f"检查人员名单里「{twice}」一列不止一个，请合成一列。")
    if not rows:
        raise BadRequest("检查人员名单里没有人，请填好再用，或者不派员。")
    return read_inspectors([dict(zip(heads, row, strict=False)) for row in rows])


def _day(number: str, text: str) -> str:
    written = _DAYS.fullmatch(text)
    try:
        if text and (not written or written[5]):
            raise ValueError(text)
        return date(int(written[1]), int(written[2]), int(written[3])).isoformat() if written else ""
    except ValueError as error:
        raise BadRequest(f"检查人员「{number}」的证件有效期「{text}」应写成 2026-12-31 这样的日期。") from error


_HEADS = {
    "id": "id", "执法证号": "id", "编号": "id", "证号": "id", "执法证件号": "id", "name": "name", "姓名": "name",
    "unit": "unit", "单位": "unit", "valid_until": "valid_until", "有效期至": "valid_until",
    "证件有效期": "valid_until", "证件有效期至": "valid_until", "conflicts": "conflicts", "conflict": "conflicts",
    "回避": "conflicts", "回避对象": "conflicts", "leave": "leave", "请假": "leave", "请假日期": "leave",
    "序号": "seq_no",
}  # fmt: skip
"""What a heading means; a running number says nothing of anybody."""
