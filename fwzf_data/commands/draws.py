"""``python -m fwzf_data sample …``: plan, draw, verify, result, size, evaluate, and what a draw is published with."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fwzf_data.commands.console import ACTOR, print_json, say, write_file
from fwzf_data.errors import BadRequest
from fwzf_data.settings import home_folder, today

if TYPE_CHECKING:
    from fwzf_data.store.home import Home


def plan(given: argparse.Namespace) -> int:
    """Freeze frame and plan, print both hashes."""
    from fwzf_data.analysis.draw.frame import read_frame, unread_columns
    from fwzf_data.analysis.draw.inspectors import inspectors_file
    from fwzf_data.analysis.draw.named_frames import FILTERS, named_frame
    from fwzf_data.analysis.draw.plan import cautions, make_plan, not_drawn, plan_file
    from fwzf_data.analysis.draw.record import as_file
    from fwzf_data.bureau import open_bureau
    from fwzf_data.draws import drawn_this_year, register_plan

    sizes = _sizes(given.sizes) if given.sizes else None
    method = given.method or ("stratified" if sizes else "simple")
    home = open_bureau(home_folder(given.home))
    if Path(given.frame).is_file():
        asked = FILTERS | {"as_of": "--as-of"}
        if odd := [word for name, word in asked.items() if getattr(given, name) is not None]:
            raise BadRequest(f"名单是文件，{'、'.join(odd)} 不起作用，请去掉，或者先在文件里筛好。")
        data = Path(given.frame).read_bytes()
        frame, name, weights, unread = read_frame(data), Path(given.frame).name, "", unread_columns(data)
    else:
        generation = home.latest()
        if generation is None:
            raise BadRequest(f"没有找到名单文件「{given.frame}」；要用系统里的名单，请先载入台账。")
        found = named_frame(
            generation.connect(), given.frame, method, given.as_of,
            unit=given.unit, from_on=given.from_on, to_on=given.to_on,
        )  # fmt: skip
        frame, name, weights, unread = found.frame, found.name, found.weight_rule, []
    covered = set(_covered(home, given.earlier))
    if method == "rotation":
        in_frame = {member.id for member in frame.members}
        covered |= set(drawn_this_year(home, name, today().year)) & in_frame
    people = inspectors_file(_file(given.inspectors).read_bytes()) if given.inspectors else ()
    made = make_plan(
        frame, purpose=given.purpose, frame_name=name, method=method, n=given.n, sizes=sizes,
        exclusions=_pairs(given.exclude, "--exclude 编号=理由"), covered=sorted(covered), inspectors=people,
        check_on=given.check_on, weight_rule=weights, size_rule=given.size_rule or "",
        seed_recipe=given.seed_recipe or "", commitments=tuple(text.strip().lower() for text in given.commit),
    )  # fmt: skip
    register_plan(home, made, frame, ACTOR)
    write_file(given.out, as_file(plan_file(made, frame)))
    write_file(given.out.with_suffix(".frame.csv"), frame.text.encode())
    print(f"名单 {len(frame.members)} 个，校验值 {frame.hash}")
    print(f"方案 {made.total} 个，校验值 {made.hash}")
    for stratum, n in sorted(made.sizes.items()):
        if stratum:
            print(f"  {stratum}　{n} 个")
    if missing := not_drawn(made, frame):
        say(f"注意：名单里的分层 {'、'.join(missing)} 没有给数量，不会抽到。")
    for caution in (*unread, *cautions(made, frame)):
        say(f"注意：{caution}")
    say("请先公布这两个校验值，再产生种子。")
    return 0


def draw(given: argparse.Namespace) -> int:
    """Draw, write the record with what is needed to check it."""
    from fwzf_data.analysis.draw.plan import read_plan
    from fwzf_data.analysis.draw.record import as_file, draw_number
    from fwzf_data.analysis.draw.seed import ENOUGH_BITS, bits
    from fwzf_data.bureau import open_bureau
    from fwzf_data.documents.draw_package import VERIFIER
    from fwzf_data.draws import is_planned, register_draw

    made, frame = read_plan(_json(given.plan))
    home = open_bureau(home_folder(given.home))
    if not is_planned(home, made):
        say("注意：这份方案没有在本机登记过，不能由本机日志证明它先于种子；请与已公布的校验值核对。")
    if bits(given.seed) < ENOUGH_BITS:
        say(f"注意：种子至多 {bits(given.seed)} 比特的随机，不足 {ENOUGH_BITS} 比特；请由多方各出一段骰子或开奖号码。")
    record = register_draw(home, made, frame, given.seed, given.extend, ACTOR, given.again or "", given.sealed)
    write_file(given.out, as_file(record))
    write_file(given.out.with_name("verify_draw.py"), VERIFIER.read_bytes())
    print(f"{draw_number(record)}　第 {record['draw_no']} 次摇号　抽签校验值 {record['draw_hash']}")
    if record["earlier_seeds"]:
        print(f"重摇理由：{record['why_again']}　以前的种子：{'；'.join(record['earlier_seeds'])}")
    teams = record.get("inspection", {}).get("teams", {})
    unstaffed = "inspection" in record and len(teams) < len(record["drawn"])
    if given.sealed:
        print("名单密封：先公布抽签校验值，检查后再公开名单。")
        if unstaffed:
            print("检查人员没有派齐，原因写在密封的记录里。")
        return int(unstaffed)
    for one in record["drawn"]:
        team = "、".join(teams.get(one["id"], []))
        print("　".join(part for part in (f"{one['no']}", one["id"], one["stratum"], one["part"], team) if part))
    if "inspection" in record:
        print(f"检查人员{record['inspection']['how']}。")
    return int(unstaffed)


def verify(given: argparse.Namespace) -> int:
    """Recompute a draw from its own record."""
    from fwzf_data.analysis.draw.record import faults
    from fwzf_data.bureau import open_bureau
    from fwzf_data.draws import draws

    record = _json(given.draw)
    found = faults(record)
    if given.plan_hash and record.get("plan_hash") != given.plan_hash.lower():
        found.append("方案校验值与公布的不同：这不是当时公布的方案。")
    if (home_folder(given.home) / "journal.sqlite").is_file():
        others = {
            one.body["seed"]
            for one in draws(open_bureau(home_folder(given.home)))
            if one.body["plan_hash"] == record.get("plan_hash")
        }
        unsaid = others - {record.get("seed"), *record.get("earlier_seeds", [])}
        if unsaid:
            print(f"本机日志里，同一方案另有 {len(unsaid)} 次用别的种子摇号，这份记录没有写明。")
    for fault in found:
        print(fault)
    if not found:
        print(f"核验通过：{len(record['drawn'])} 个对象由名单、方案和种子重新算得，一个不差。")
    return 1 if found else 0


def result(given: argparse.Namespace) -> int:
    """Load a filled-in checklist and say what may be concluded."""
    from fwzf_data.analysis.draw.record import faults
    from fwzf_data.bureau import open_bureau
    from fwzf_data.draws import results
    from fwzf_data.loading.load import LoadOptions, load

    record = _json(given.draw)
    if found := faults(record):
        raise BadRequest(f"抽签记录核验不过，不能据此登记结果：{found[0]}")
    home = open_bureau(home_folder(given.home))
    report = load(home, _file(given.file), LoadOptions(actor=ACTOR))
    told = results(home, record)
    if given.json:
        print_json(told)
    else:
        print(f"{told['plan_no']}　应查 {told['planned']}，合格 {told['passed']}，不合格 {told['failed']}，"
              f"没有查成 {told['missing']}")  # fmt: skip
        for one in told["replacements"]:
            print(f"  {one['unreached']} 未能检查，递补 {one['replaced_by'] or '（本层没有可递补的）'}")
        for one in told["undeclared"]:
            print(f"  {one['unreached']} 的「{one['result']}」不在方案写明可以递补的情形里，请写明缘由或者补查")
        for name in told["unclear"]:
            print(f"  {name} 的检查结果认不出来，按没有查成算，请改用检查表里可选的用语")
        for name in told["strangers"]:
            print(f"  {name} 不在抽中名单里，也不是递补，没有计入")
        print("\n".join(told["says"]))
    return 1 if report.returned or told["strangers"] else 0


def size(given: argparse.Namespace) -> int:
    """How many, in exact arithmetic."""
    from fwzf_data.analysis.draw.size import AICPA, attribute_size, exact, preset_size, two_stage

    if given.population is not None and given.population < 1:
        raise BadRequest(f"总体数量「{given.population}」应至少为 1。")
    if given.preset and given.preset != AICPA:
        found = preset_size(given.preset, given.population)
        n, allowed, says = found.n, found.allowed, found.says
    else:
        if given.tolerable is None:
            raise BadRequest("请写明可容忍的不合格率（--tolerable 5%），或用 --preset 查只看总体数量的表。")
        tolerable, confidence = exact(given.tolerable, "可容忍的不合格率"), exact(given.confidence, "把握")
        if given.two_stage:
            n, allowed = two_stage(tolerable, confidence, given.population), 1
            says = f"两阶段：先抽 {n} 个，0 个不合格就停；恰有 1 个不合格，再抽 {n} 个，须 0 个不合格"
        else:
            by_table = given.preset == AICPA or not given.population
            model = given.model or ("binomial" if by_table else "hypergeometric")
            expected = exact(given.expected, "预计的不合格率")
            population = None if given.preset == AICPA else given.population
            found = attribute_size(tolerable, expected, confidence, model, population)
            n, allowed, says = found.n, found.allowed, found.says
    if given.json:
        print_json({"n": n, "allowed": allowed, "says": says})
    else:
        print(f"{n}\n{says}")
    return 0


def evaluate(given: argparse.Namespace) -> int:
    """What may be said of a finished check."""
    from fwzf_data.analysis.draw.evaluate import evaluate
    from fwzf_data.analysis.draw.size import exact

    bound = evaluate(given.n, given.found, exact(given.confidence, "把握"), given.population)
    if given.json:
        upper = {"num": bound.upper.numerator, "den": bound.upper.denominator}
        body = {"n": bound.n, "found": bound.found, "upper": upper, "says": bound.says}
        print_json(body)
    else:
        print(bound.says)
    return 0


def open_(given: argparse.Namespace) -> int:
    """A sealed list becomes public."""
    from fwzf_data.analysis.draw.record import faults
    from fwzf_data.bureau import open_bureau
    from fwzf_data.draws import draws, open_sealed

    record, home = _json(given.draw), open_bureau(home_folder(given.home))
    if found := faults(record):
        raise BadRequest(f"抽签记录核验不过，不能公开：{found[0]}")
    if record["draw_hash"] not in {one.body["draw_hash"] for one in draws(home)}:
        raise BadRequest("这次摇号没有在本机登记过，不能由这里公开。")
    open_sealed(home, record["draw_hash"], ACTOR)
    print(f"名单已公开，与事先公布的抽签校验值相符：{record['draw_hash']}")
    return 0


def package(given: argparse.Namespace) -> int:
    """Everything a draw is published with, as one archive."""
    from fwzf_data.analysis.draw.record import faults
    from fwzf_data.bureau import holds_sample, open_bureau
    from fwzf_data.documents.draw_package import package
    from fwzf_data.draws import check_open

    record = _json(given.draw)
    if found := faults(record):
        raise BadRequest(f"抽签记录核验不过，不能据此公示：{found[0]}")
    is_sample = False
    if (home_folder(given.home) / "journal.sqlite").is_file():
        home = open_bureau(home_folder(given.home))
        is_sample = holds_sample(home)
        if not given.sealed:
            check_open(home, record)
    write_file(given.out, package(record, sealed=given.sealed, is_sample=is_sample))
    return 0


def rfc3797(given: argparse.Namespace) -> int:
    """The published algorithm, step by step."""
    from fwzf_data.analysis.draw.rfc3797 import key_of, nominated

    if odd := [text for text in given.source if not all(part.isascii() and part.isdecimal() for part in text.split())]:
        raise BadRequest(f"来源「{odd[0]}」应是用空格隔开的非负整数。")
    key = key_of([[int(part) for part in text.split()] for text in given.source])
    print(f"种子串　{key}")
    for place, pick in enumerate(nominated(key, given.pool, given.n), 1):
        print(f"{place}　第 {pick.number} 号　{pick.digest}　除以 {pick.remaining} 的余数")
    return 0


def _file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise BadRequest(f"没有找到文件「{name}」，请核对路径。")
    return path


def _json(name: str) -> dict[str, Any]:
    from fwzf_data.analysis.draw.record import read_file

    return read_file(_file(name).read_bytes())


def _sizes(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in text.replace("，", ",").split(","):
        name, sign, count = part.rpartition("=")
        if not sign or not count.strip().lstrip("-").isdecimal() or name.strip() in found:
            raise BadRequest(f"每层数量「{part}」应写成 分层=数量，用逗号隔开，一层只写一次。")
        found[name.strip()] = int(count)
    return found


def _pairs(texts: list[str], how: str) -> Mapping[str, str]:
    found = {}
    for text in texts:
        name, sign, value = text.rpartition("=")
        if not sign:
            raise BadRequest(f"「{text}」应写成 {how}。")
        found[name] = value
    return found


def _covered(home: Home, files: list[str]) -> list[str]:
    from fwzf_data.analysis.draw.record import faults
    from fwzf_data.draws import check_open

    covered: set[str] = set()
    for name in files:
        record = _json(name)
        if found := faults(record):
            raise BadRequest(f"{name} 核验不过：{found[0]}")
        check_open(home, record)
        covered |= {one["id"] for one in record["drawn"]} | set(record["plan"]["covered"])
    return sorted(covered)
