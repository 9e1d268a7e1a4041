"""Plans and draws of one bureau: entered in its journal before anything is handed out, kept under their hash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fwzf_data.analysis.draw.frame import Frame
from fwzf_data.analysis.draw.named_frames import register_of
from fwzf_data.analysis.draw.plan import Plan, drawable, plan_file, read_plan
from fwzf_data.analysis.draw.record import as_file, draw, draw_number, read_file
from fwzf_data.analysis.draw.result import Checked, outcome
from fwzf_data.analysis.draw.seed import checked
from fwzf_data.errors import BadRequest
from fwzf_data.settings import CHINA
from fwzf_data.store.home import Home

PLANNED, DRAWN, OPENED = "sample_plan", "sample_draw", "sample_open"


@dataclass(frozen=True)
class Entered:
    """One plan or draw as the journal tells it."""

    seq: int
    at: datetime
    """By the bureau's clock: a draw of New Year's morning belongs to the new year."""
    actor: str
    body: dict[str, Any]


def register_plan(home: Home, plan: Plan, frame: Frame, actor: str) -> Entered:
    """Write the plan down before a seed exists; the same plan again is the entry that is there."""
    for known in plans(home):
        if known.body["plan_hash"] == plan.hash:
            return known
    body = {
        "plan_hash": plan.hash, "frame_hash": frame.hash, "purpose": plan.purpose, "method": plan.method,
        "total": plan.total, "frame_name": plan.frame_name, "frame_count": plan.frame_count,
        "file": home.originals.put(as_file(plan_file(plan, frame))),
    }  # fmt: skip
    return _entered(home.journal.append(PLANNED, actor, body))


def register_draw(
    home: Home, plan: Plan, frame: Frame, seed: str, extend: int, actor: str, again: str = "", sealed: bool = False
) -> dict[str, Any]:
    """Draw and write it down; the same seed draws the same and may be asked again, or for more.

    Another seed for a plan that was drawn is refused, unless ``again`` says why: then it is numbered, and carries the
    seeds before it.
    """
    text = checked(seed, plan.commitments)
    with home.writing():
        before = [one.body for one in draws(home) if one.body["plan_hash"] == plan.hash]
        seeds = list(dict.fromkeys(one["seed"] for one in before))
        # A record tells the seeds before it, and a seed tells its list.
        if not sealed and plan.hash in {one.body["plan_hash"] for one in sealed_draws(home)}:
            raise BadRequest("这份方案的名单还密封着：检查结束请先公开名单，暗访期间追加或者重摇请同样密封。")
        if seeds and text != seeds[-1] and not again.strip():
            raise BadRequest(
                f"这份方案已经摇过号（第 {len(seeds)} 次，种子 {seeds[-1][:8]}…），不能换种子重摇。"
                "确须重摇的，请用 --again 写明理由，名单会标明第几次并列出以前的种子。"
            )
        earlier = seeds[: seeds.index(text)] if text in seeds else seeds
        why = next((one["why_again"] for one in before if one["seed"] == text), again.strip() if seeds else "")
        record = draw(plan, frame, text, extend, earlier, why)
        known = any(one["draw_hash"] == record["draw_hash"] for one in before)
        if not known:
            home.journal.append(
                DRAWN,
                actor,
                {
                    "plan_hash": plan.hash, "draw_hash": record["draw_hash"], "draw_no": record["draw_no"],
                    "seed": text, "why_again": why, "extended": extend, "sealed": sealed, "purpose": plan.purpose,
                    "method": plan.method, "drawn": len(record["drawn"]), "file": home.originals.put(as_file(record)),
                },
            )  # fmt: skip
    return record


def open_sealed(home: Home, draw_hash: str, actor: str) -> None:
    """A list that was kept back for an unannounced visit is public from now on, with all that its seeds tell.

    Raises BadRequest while an addition by the same seed is kept back: whoever has the seed can draw it.
    """
    with home.writing():
        closed = sealed_draws(home)
        chosen = next((one for one in closed if one.body["draw_hash"] == draw_hash), None)
        if chosen is None:
            return
        told = {chosen.body["seed"], *kept(home, chosen)["earlier_seeds"]}
        alike = [
            one for one in closed if one.body["plan_hash"] == chosen.body["plan_hash"] and one.body["seed"] in told
        ]
        if any(
            one.body["seed"] == chosen.body["seed"] and one.body["extended"] > chosen.body["extended"] for one in alike
        ):
            raise BadRequest(
                "用同一种子追加的名单还密封着，公开这一份的种子就能算出追加的那一份。都检查完了再公开追加的那一份，这一份随之公开。"
            )
        for one in alike:
            home.journal.append(OPENED, actor, {"draw_hash": one.body["draw_hash"]})


def is_sealed(home: Home, entered: Entered) -> bool:
    """Whether the list of a draw is still kept back."""
    return bool(entered.body["sealed"]) and entered.body["draw_hash"] not in opened(home)


def sealed_draws(home: Home) -> list[Entered]:
    """The draws whose lists are still kept back."""
    public = opened(home)
    return [one for one in draws(home) if one.body["sealed"] and one.body["draw_hash"] not in public]


def check_open(home: Home, record: dict[str, Any]) -> None:
    """Raises BadRequest for the record of a list that is still kept back: nothing made of it may tell the list."""
    if record.get("draw_hash") in {one.body["draw_hash"] for one in sealed_draws(home)}:
        raise BadRequest(f"{draw_number(record)} 的名单还密封着，检查结束请先公开名单（sample open）。")


def latest_draw(home: Home, as_of: date | None = None) -> Entered:
    """The newest draw, or the newest up to a day; raises BadRequest where nothing was drawn."""
    made = [one for one in draws(home) if as_of is None or one.at.date() <= as_of]
    if not made:
        raise BadRequest("还没有摇过号，请先用 sample plan 定方案、sample draw 摇号。")
    return made[-1]


def opened(home: Home) -> set[str]:
    return {entry.body["draw_hash"] for entry in home.journal.entries(OPENED)}


def is_planned(home: Home, plan: Plan) -> bool:
    """Whether the plan was written down here before."""
    return any(one.body["plan_hash"] == plan.hash for one in plans(home))


def plans(home: Home) -> Iterator[Entered]:
    return map(_entered, home.journal.entries(PLANNED))


def draws(home: Home) -> Iterator[Entered]:
    return map(_entered, home.journal.entries(DRAWN))


def kept(home: Home, entered: Entered) -> dict[str, Any]:
    """PLAN.json or DRAW.json of an entry."""
    return read_file(home.originals.path(entered.body["file"]).read_bytes())


def results(home: Home, record: dict[str, Any]) -> dict[str, Any]:
    """What came back of a draw, from whatever spot-check ledgers were loaded under its number."""
    generation = home.latest()
    rows: list[Checked] = []
    if generation is not None:
        with generation.connect().cursor() as cursor:
            cursor.execute(
                "select object_name, coalesce(result, '') from spot_checks where upper(plan_no) = ?",
                [draw_number(record)],
            )
            rows = [Checked(*row) for row in cursor.fetchall()]
    return {"plan_no": draw_number(record), **outcome(record, rows)}


def _entered(entry: Any) -> Entered:
    return Entered(entry.seq, entry.at.astimezone(CHINA), entry.actor, entry.body)


@dataclass(frozen=True)
class Covered:
    """How far one stratum of one frame was reached in a year."""

    frame: str
    stratum: str
    members: int
    drawn: int
    twice: int
    never: tuple[str, ...]


def coverage(home: Home, year: int) -> list[Covered]:
    """Who was drawn in a year, by frame and stratum; of a plan drawn again only the last draw counts.

    Whoever all plans exclude is no object of the year. A frame is known by its name without conditions; its members
    are those of all its plans of the year, each in the stratum of the newest: a later draw from one unit hides nobody
    of the others. Sealed lists count from the day they are opened: what is left over would tell them.
    """
    newest = _public(home, year)
    members: dict[str, dict[str, str]] = {}
    times: dict[str, Counter[str]] = {}
    for one in newest.values():
        plan, frame = read_plan(kept(home, one))
        name = register_of(plan.frame_name)
        members.setdefault(name, {}).update((member.id, member.stratum) for member in drawable(plan, frame))
        times.setdefault(name, Counter()).update(drawn["id"] for drawn in kept(home, one)["drawn"])
    found = []
    for name, strata in sorted(members.items()):
        for stratum in sorted(set(strata.values())):
            here = [identifier for identifier, of in strata.items() if of == stratum]
            never = tuple(identifier for identifier in here if not times[name][identifier])
            twice = sum(times[name][identifier] > 1 for identifier in here)
            found.append(Covered(name, stratum, len(here), len(here) - len(never), twice, never))
    return found


def drawn_this_year(home: Home, frame_name: str, year: int) -> list[str]:
    """Who of a frame was drawn in earlier rounds of a year: what a rotation leaves for later.

    A plan is public before its draw, so that a sealed list must not stand in it.
    """
    newest = _public(home, year)
    found: set[str] = set()
    for one in newest.values():
        record = kept(home, one)
        if register_of(record["plan"]["frame_name"]) == register_of(frame_name):
            found |= {drawn["id"] for drawn in record["drawn"]}
    return sorted(found)


def _public(home: Home, year: int) -> dict[str, Entered]:
    """Plan hash → the last draw of a year whose list is not kept back, with all that was added to it."""
    closed = {one.seq for one in sealed_draws(home)}
    public = [one for one in draws(home) if one.at.year == year and one.seq not in closed]
    return {
        one.body["plan_hash"]: one
        for one in sorted(public, key=lambda one: (one.body["draw_no"], one.body["extended"], one.seq))
    }
