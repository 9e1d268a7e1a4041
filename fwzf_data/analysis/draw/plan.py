"""The plan: everything that could be argued about afterwards, fixed and hashed before a seed exists."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from fwzf_data.analysis.draw.allocation import allocate
from fwzf_data.analysis.draw.frame import Frame, Member, thawed
from fwzf_data.analysis.draw.identifier import canonical, same_object
from fwzf_data.analysis.draw.inspectors import Inspector
from fwzf_data.analysis.draw.select import WORDS
from fwzf_data.errors import BadRequest
from fwzf_data.rulebook import rule_value

ALGORITHM = "fwzf-draw-1"
"""Named in every plan: another way of drawing gets another name, and old draws stay verifiable."""
_SHA256 = re.compile("[0-9a-f]{64}")
WHOLE = ""
"""The one group of a draw that is not made stratum by stratum."""


@dataclass(frozen=True)
class Plan:
    """What is drawn, from whom, how, and who may be left out."""

    purpose: str
    method: str
    sizes: dict[str, int]
    """Places by stratum, or of the one group ``WHOLE``."""
    frame_name: str
    frame_hash: str
    frame_count: int
    size_rule: str = ""
    weight_rule: str = ""
    exclusions: dict[str, str] = field(default_factory=dict)
    """Who may not be drawn, each with its reason."""
    covered: tuple[str, ...] = ()
    """Rotation: who was drawn in earlier rounds of the year."""
    replacement_reasons: tuple[str, ...] = ()
    seed_recipe: str = ""
    commitments: tuple[str, ...] = ()
    """SHA-256 of contributions to the seed that somebody keeps secret until the draw."""
    inspectors: tuple[Inspector, ...] = ()
    per_object: int = 2
    check_on: str = ""
    algorithm: str = ALGORITHM

    @property
    def total(self) -> int:
        return sum(self.sizes.values())

    def body(self) -> dict[str, Any]:
        """The plan as JSON; numbers are whole, dates are ISO."""
        body: dict[str, Any] = json.loads(json.dumps(asdict(self), ensure_ascii=False))
        return body

    @property
    def hash(self) -> str:
        return digest(self.body())


def canonical_json(body: object) -> str:
    """One text for one body: sorted keys, no blanks, UTF-8."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(body: object) -> str:
    return hashlib.sha256(canonical_json(body).encode()).hexdigest()


def make_plan(
    frame: Frame,
    *,
    purpose: str,
    frame_name: str,
    method: str | None = None,
    n: int | None = None,
    sizes: Mapping[str, int] | None = None,
    exclusions: Mapping[str, str] | None = None,
    covered: Sequence[str] = (),
    inspectors: Sequence[Inspector] = (),
    check_on: date | None = None,
    **also: Any,
) -> Plan:
    """A plan that can be carried out; raises BadRequest for one that cannot (n = 0, n > N, empty stratum)."""
    method = method or ("stratified" if sizes else "simple")
    if method not in WORDS:
        raise BadRequest(f"没有名为「{method}」的抽取方法。可用的：{'、'.join(WORDS)}。")
    if not purpose.strip():
        raise BadRequest("请写明抽查目的。")
    if (n is None) == (sizes is None):
        raise BadRequest("数量请二选一：总数（--n），或者每层的数量（--sizes）。")
    if check_on is None and any(one.valid_until or one.leave for one in inspectors):
        raise BadRequest("检查人员写了证件有效期或请假，请写明检查哪一天（--check-on），才知道那天能不能派。")
    for promise in also.get("commitments", ()):
        if not _SHA256.fullmatch(promise):
            raise BadRequest(f"承诺「{promise}」不是 SHA-256 校验值（64 位十六进制数字），以后没有种子能与它相符。")
    left_out = _excluded(frame, exclusions or {})
    plan = Plan(
        purpose=purpose.strip(), method=method, sizes={}, frame_name=frame_name, frame_hash=frame.hash,
        frame_count=len(frame.members), exclusions=left_out, covered=tuple(sorted(map(canonical, covered))),
        replacement_reasons=tuple(rule_value("sampling.replacement_reasons")),
        inspectors=_known_conflicts(frame, inspectors),
        per_object=rule_value("sampling.inspectors_per_object"),
        check_on=check_on.isoformat() if check_on else "", **also,
    )  # fmt: skip
    open_ = drawable(plan, frame)
    _check_sizes_of_members(method, open_)
    made = replace(plan, sizes=_placed(plan, open_, n, sizes))
    _check_feasible(made, frame)
    return made


def _placed(plan: Plan, open_: Sequence[Member], n: int | None, sizes: Mapping[str, int] | None) -> dict[str, int]:
    """How many each group gets: what was given, or the total in the way of the method."""
    if sizes is not None:
        given = {canonical(name): count for name, count in sizes.items()}
        if len(given) < len(sizes) or WHOLE in given:
            raise BadRequest("每层数量要写明分层的名称，一层只写一次（不计全角半角）。")
        return _given(open_, given)
    assert n is not None
    if n < 1:
        raise BadRequest("抽取数量至少为 1。")
    if n > len(open_):
        raise BadRequest(f"要抽 {n} 个，名单里可抽的只有 {len(open_)} 个，请减少数量。")
    if plan.method != "stratified":
        return {WHOLE: n}
    counts = Counter(member.stratum for member in open_)
    if WHOLE in counts:
        raise BadRequest("分层抽取要求名单里每个对象都写明分层（stratum）。")
    return allocate(counts, n, floor=rule_value("sampling.stratum_floor"))


def drawable(plan: Plan, frame: Frame) -> list[Member]:
    """The members that may be drawn, in the order of the file."""
    return [member for member in frame.members if member.id not in plan.exclusions]


def groups(plan: Plan, frame: Frame) -> dict[str, list[Member]]:
    """The members of each group that gets places; all in one where the draw is not made by strata."""
    members = drawable(plan, frame)
    if set(plan.sizes) == {WHOLE}:
        return {WHOLE: members}
    found: dict[str, list[Member]] = {name: [] for name in plan.sizes}
    for member in members:
        if member.stratum in found:
            found[member.stratum].append(member)
    return found


def not_drawn(plan: Plan, frame: Frame) -> list[str]:
    """Strata of the frame that get no place: said, never silent."""
    if set(plan.sizes) == {WHOLE}:
        return []
    return sorted({member.stratum or "（没有写分层）" for member in frame.members} - set(plan.sizes))


def cautions(plan: Plan, frame: Frame) -> list[str]:
    """What whoever fixes a plan by weights should know before its hash is published."""
    said = []
    if plan.method in ("weighted", "rotation"):
        weights, most = [member.millionths for member in drawable(plan, frame)], rule_value("sampling.weight_max")
        if max(weights) > most * min(weights):
            said.append(f"最高的权重超过最低的 {most} 倍，不合公布的上限，权重低的几乎抽不到。")
    if plan.method == "rotation":
        said.append(
            f"名单里今年已经轮到 {len(plan.covered)} 个，先从其余的里抽"
            "（以前各轮凭名单的名称来认，自备名单不要改文件名）。"
        )
    return said


def plan_file(plan: Plan, frame: Frame) -> dict[str, Any]:
    """What is handed out as PLAN.json: all a draw needs."""
    return {"plan": plan.body(), "plan_hash": plan.hash, "frame": frame.text, "frame_hash": frame.hash}


def read_plan(file: Mapping[str, Any]) -> tuple[Plan, Frame]:
    """Plan and frame of a PLAN.json or DRAW.json; raises BadRequest where either is not what its hash says."""
    try:
        body, plan_hash, text = file["plan"], file["plan_hash"], file["frame"]
        plan = plan_of(body)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadRequest("这不是本系统导出的抽查方案文件（PLAN.json 或 DRAW.json）。") from error
    if plan.algorithm != ALGORITHM:
        raise BadRequest(f"方案用的算法「{plan.algorithm}」本版程序不认识，只认 {ALGORITHM}。")
    if digest(body) != plan_hash or plan.hash != plan_hash:
        raise BadRequest("方案与它的校验值不符：方案在公布校验值之后被改动过，不能据此摇号。")
    if not isinstance(text, str):
        raise BadRequest("方案文件里的名单不是文字，文件被改坏了。")
    frame = thawed(text)
    if frame.hash != plan.frame_hash:
        raise BadRequest("名单与方案里的校验值不符：名单在方案公布之后被改动过，不能据此摇号。")
    _check_feasible(plan, frame)
    return plan, frame


def plan_of(body: Mapping[str, Any]) -> Plan:
    """A plan back from its JSON."""
    given = dict(body)
    for name in ("covered", "replacement_reasons", "commitments"):
        given[name] = tuple(given[name])
    given["inspectors"] = tuple(Inspector.of(one) for one in given["inspectors"])
    return Plan(**given)


def _excluded(frame: Frame, exclusions: Mapping[str, str]) -> dict[str, str]:
    known = {member.id for member in frame.members}
    found = {}
    for written, reason in exclusions.items():
        identifier = canonical(written)
        if identifier not in known:
            raise BadRequest(f"要排除的「{written}」不在名单里，请核对编号。")
        if not reason.strip():
            raise BadRequest(f"排除「{written}」没有写理由。")
        found[identifier] = reason.strip()
    return found


def _known_conflicts(frame: Frame, inspectors: Sequence[Inspector]) -> tuple[Inspector, ...]:
    """Conflicts in the spelling of the frame; one that names nothing of it would be kept by nobody."""
    known: dict[str, str] = {}
    if any(one.conflicts for one in inspectors):
        known = {same_object(name): name for member in frame.members for name in (member.stratum, member.id) if name}
    found = []
    for one in inspectors:
        for name in one.conflicts:
            if same_object(name) not in known:
                raise BadRequest(
                    f"检查人员「{one.id}」要回避的「{name}」不在名单里，既不是对象编号也不是分层，请核对写法。"
                )
        found.append(replace(one, conflicts=tuple(known[same_object(name)] for name in one.conflicts)))
    return tuple(found)


def _given(members: Sequence[Member], sizes: dict[str, int]) -> dict[str, int]:
    counts = Counter(member.stratum for member in members)
    for name, n in sizes.items():
        if not counts[name]:
            raise BadRequest(f"分层「{name}」在名单里没有可抽的对象。名单里的分层：{'、'.join(sorted(counts))}。")
        if n < 1:
            raise BadRequest(f"分层「{name}」的数量为 {n}，至少为 1；不抽的分层请从方案里去掉。")
        if n > counts[name]:
            raise BadRequest(f"分层「{name}」要抽 {n} 个，可抽的只有 {counts[name]} 个，请减少数量。")
    return sizes


def _check_feasible(plan: Plan, frame: Frame) -> None:
    """Whether every group has as many to give as the plan takes; also of plans somebody wrote by hand."""
    if plan.method not in WORDS:
        raise BadRequest(f"没有名为「{plan.method}」的抽取方法。可用的：{'、'.join(WORDS)}。")
    if WHOLE in plan.sizes and len(plan.sizes) > 1:
        raise BadRequest("方案里的数量有的写了分层、有的没有写，不能据此摇号。")
    for name, group in groups(plan, frame).items():
        n = plan.sizes[name]
        there = sum(bool(member.millionths) for member in group) if plan.method == "money" else len(group)
        if not isinstance(n, int) or n < 1:
            raise BadRequest(f"方案里{name or '总'}的数量为 {n}，应为不小于 1 的整数。")
        if n > there:
            raise BadRequest(f"方案里{name or '总共'}要抽 {n} 个，可抽的只有 {there} 个。")


def _check_sizes_of_members(method: str, members: Sequence[Member]) -> None:
    """What is unknown is no weight of one and no amount of nothing; a rotation without any weights takes all alike."""
    blank = [member.id for member in members if not member.size]
    if blank and (method in ("weighted", "money") or (method == "rotation" and len(blank) < len(members))):
        raise BadRequest(
            f"{WORDS[method]}抽取要求名单里每个对象都有{'金额' if method == 'money' else '权重'}（size），"
            f"还有 {len(blank)} 个没有（如「{'」「'.join(blank[:3])}」），请先补上或排除。"
        )
    if method == "money" and not any(member.millionths for member in members):
        raise BadRequest("按金额抽取的名单里金额都是 0。")
    if method in ("weighted", "rotation") and any(not member.millionths for member in members):
        raise BadRequest("权重不能是 0：谁都要有被抽到的可能。不应抽的请写理由排除。")
