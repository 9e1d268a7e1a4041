"""One draw: made of plan, frame and seed and nothing else, so that anybody makes the same bytes again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from fwzf_data.analysis.draw.allocation import allocate
from fwzf_data.analysis.draw.frame import Frame, Member
from fwzf_data.analysis.draw.inspectors import assign, repeated
from fwzf_data.analysis.draw.plan import Plan, digest, groups, plan_file, read_plan
from fwzf_data.analysis.draw.seed import checked
from fwzf_data.analysis.draw.select import METHODS, chances_of, rotation
from fwzf_data.analysis.draw.ticket import fraction, seed_key, tickets, uniform
from fwzf_data.errors import BadRequest

FIRST, MORE = "首批", "追加"


@dataclass(frozen=True)
class Drawn:
    """One object that was drawn."""

    id: str
    stratum: str
    group: str
    ticket: str
    part: str
    chance: Fraction | None
    """None where it has no simple value: additions to an unequal draw, the risk part of a rotation."""


def drawn_of(plan: Plan, frame: Frame, seed: str, extend: int = 0) -> list[Drawn]:
    """The first part as the plan says, group by group, then the addition; the addition never changes the first part."""
    key = seed_key(seed, plan.hash)
    members = groups(plan, frame)
    if extend < 0:
        raise BadRequest("追加的数量不能小于 0。")
    counts = {name: len(one) for name, one in members.items()}
    larger = allocate(counts, plan.total + extend, start=plan.sizes)
    first, more = [], []
    for name in sorted(members, key=str.encode):
        group = members[name]
        drawn_by = tickets(key, (member.id for member in group))
        chosen = _chosen(plan, group, plan.sizes[name], drawn_by, fraction(uniform(f"{key}|start|{name}")))
        equal = plan.method in ("simple", "stratified")
        # An equal draw that was added to is an equal draw of the larger number.
        n = larger[name] if equal else plan.sizes[name]
        chances = chances_of(plan.method, group, n, frozenset(plan.covered), chosen)
        by_id = {member.id: member for member in group}
        first += [_drawn(by_id[one], name, drawn_by, FIRST, chances) for one in chosen]
        if larger[name] > len(chosen):
            added = rest(group, chosen, drawn_by)[: larger[name] - len(chosen)]
            chances = dict.fromkeys(added, Fraction(n, len(group))) if equal else {}
            more += [_drawn(by_id[one], name, drawn_by, MORE, chances) for one in added]
    return first + more


def rest(group: Sequence[Member], chosen: Iterable[str], drawn_by: Mapping[str, str]) -> list[str]:
    """Who was not chosen, by ticket: additions and replacements come from its front."""
    taken = set(chosen)
    return sorted((member.id for member in group if member.id not in taken), key=drawn_by.__getitem__)


def replacements(record: Mapping[str, Any]) -> dict[str, list[str]]:
    """Group → who comes next by ticket."""
    plan, frame = read_plan(record)
    key = seed_key(record["seed"], plan.hash)
    taken = {one["id"] for one in record["drawn"]}
    return {
        name: rest(group, taken, tickets(key, (member.id for member in group)))
        for name, group in groups(plan, frame).items()
    }


def draw(
    plan: Plan, frame: Frame, seed: object, extend: int = 0, earlier: Sequence[str] = (), why: str = ""
) -> dict[str, Any]:
    """DRAW.json as a dictionary. ``earlier``: seeds of former draws on this plan, told with the reason ``why``."""
    text = checked(seed, plan.commitments)
    drawn = drawn_of(plan, frame, text, extend)
    body = plan_file(plan, frame) | {
        "seed": text,
        "seed_key": seed_key(text, plan.hash),
        "draw_no": len(earlier) + 1,
        "earlier_seeds": list(earlier),
        "why_again": why,
        "extended": extend,
        "drawn": [_told(number, one) for number, one in enumerate(drawn, 1)],
    }
    if plan.inspectors:
        body["inspection"] = _inspection(plan, body["seed_key"], drawn)
    return body | {"draw_hash": digest(body)}


def faults(record: Mapping[str, Any]) -> list[str]:
    """What in a DRAW.json is not what plan, frame and seed make; empty where all of it is."""
    try:
        plan, frame = read_plan(record)
        again = draw(plan, frame, record["seed"], record["extended"], record["earlier_seeds"], record["why_again"])
    except BadRequest as error:
        return [str(error)]
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
        return ["抽签记录缺少内容或者写法不对，不是本系统导出的原件。"]
    found = [
        f"记录里的{words}与重新计算的不同。" for name, words in _PARTS.items() if record.get(name) != again.get(name)
    ]
    found += [f"记录里多出「{name}」。" for name in sorted(set(record) - set(again))]
    return found


def draw_number(record: Mapping[str, Any]) -> str:
    """The 抽查编号 that ties a checklist to its draw."""
    return f"CC{record['plan_hash'][:10].upper()}-{record['draw_no']}"


def as_file(body: Mapping[str, Any]) -> bytes:
    """PLAN.json or DRAW.json as bytes: the same for the same content everywhere."""
    return (json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n").encode()


def read_file(data: bytes) -> dict[str, Any]:
    """The dictionary of such a file; raises BadRequest for anything else."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadRequest("文件读不出来：应为本系统导出的 PLAN.json 或 DRAW.json。") from error
    if not isinstance(body, dict):
        raise BadRequest("文件读不出来：应为本系统导出的 PLAN.json 或 DRAW.json。")
    return body


_PARTS = {
    "frame_hash": "名单校验值", "seed_key": "种子校验值", "draw_no": "摇号次数", "drawn": "抽中名单",
    "inspection": "检查人员安排", "draw_hash": "抽签校验值",
}  # fmt: skip


def _inspection(plan: Plan, key: str, drawn: Sequence[Drawn]) -> dict[str, Any]:
    """Who goes where. An addition is staffed by itself, so that the teams of the first part stay as they were.

    Where people are too few the list stands without teams and says why: a seed must not be spoilt by its outcome.
    """
    teams: dict[str, list[str]] = {}
    load: Counter[str] = Counter()
    how = {}
    for part, key_of_part in ((FIRST, key), (MORE, f"{key}|{MORE}")):
        objects = {one.id: one.stratum for one in drawn if one.part == part}
        if not objects:
            continue
        try:
            found = assign(key_of_part, objects, plan.inspectors, plan.per_object, plan.check_on)
        except BadRequest as error:
            how[part] = f"没有派出：{str(error).rstrip('。')}"
        else:
            teams |= found.teams
            load.update(found.load)
            how[part] = found.how
    alike = len(set(how.values())) == 1
    said = how[FIRST] if alike else "；".join(f"{part}{words}" for part, words in how.items())
    return {"teams": teams, "how": said, "load": dict(load), "repeated": repeated(teams)}


def _chosen(plan: Plan, group: Sequence[Member], n: int, drawn_by: Mapping[str, str], start: int) -> list[str]:
    if plan.method == "rotation":
        return rotation(group, n, drawn_by, start, frozenset(plan.covered))
    return METHODS[plan.method](group, n, drawn_by, start)


def _drawn(
    member: Member, group: str, drawn_by: Mapping[str, str], part: str, chances: Mapping[str, Fraction]
) -> Drawn:
    return Drawn(member.id, member.stratum, group, drawn_by[member.id], part, chances.get(member.id))


def _told(number: int, one: Drawn) -> dict[str, Any]:
    chance = "" if one.chance is None else f"{one.chance.numerator}/{one.chance.denominator}"
    return {
        "no": number, "id": one.id, "stratum": one.stratum, "ticket": one.ticket, "part": one.part, "chance": chance,
    }  # fmt: skip
