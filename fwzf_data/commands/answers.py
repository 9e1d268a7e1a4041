"""Commands that answer: published names, findings, comparisons, risk, the year's plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from fwzf_data.commands.console import EMPTY, Add, answered, day, formats, opened, print_json, say, written
from fwzf_data.errors import BadRequest
from fwzf_data.settings import home_folder


def add(command: Add) -> None:
    """Their names and options."""
    made = command("query", query, "查询一个公布的名称")
    made.add_argument("name", nargs="?")
    made.add_argument("-p", "--param", action="append", default=[], metavar="名称=值")
    made.add_argument("--list", action="store_true", help="列出可用的名称")
    formats(made)
    made = command("findings", findings, "规则和统计找出的线索，连同处置")
    made.add_argument("--code", metavar="CODE", help="只看一条规则，如 P01")
    formats(made)
    made = command("fairness", fairness, "单位比较：各指标实际多少、按同类应为多少、是否超出正常范围")
    made.add_argument(
        "--from", dest="from_on", type=day, metavar="DATE", help="时段起（默认统计截止日所在年度的第一天）"
    )
    made.add_argument("--to", dest="to_on", type=day, metavar="DATE", help="时段止（默认统计截止日）")
    made.add_argument("--role", choices=["supervisor"], help="监督岗位：另列承办人")
    formats(made)
    made = command("risk", risk, "违法行为的风险评级：三项分级、建议等级和判定的规则")
    made.add_argument("--mode", choices=["matrix", "gongyi-high", "gongyi-low"], default="matrix", help="评级方式")
    formats(made)
    made = command("progress", progress, "方案各项义务、培训和阶段的进度")
    made.add_argument("--as-of", type=day, metavar="DATE", help="统计截止日，如 2022-12-31")
    made.add_argument("--known-by", type=day, metavar="DATE", help="只用到这一天为止已经载入的台账")
    made.add_argument("--json", action="store_true", help="输出 JSON")
    made = command("plan", plan, "查方案文件缺什么")
    made.add_argument("files", nargs="*", metavar="FILE.toml", help="方案文件；不写则查全部")


def query(given: argparse.Namespace) -> int:
    """Answer one published name of ``queries/``."""
    if given.list or not given.name:
        from fwzf_data.analysis.published import published

        for name, asked in published().items():
            print(f"{name}\t{asked.title}\t{asked.purpose}")
        return 0
    params = {}
    for pair in given.param:
        key, sign, value = pair.partition("=")
        if not sign:
            raise BadRequest(f"参数「{pair}」应写成 名称=值。")
        params[key] = value
    return answered(given, given.name, params)


def findings(given: argparse.Namespace) -> int:
    """Every check and every statistical flag, with what people said of it."""
    from fwzf_data.analysis.disposition import dispositions
    from fwzf_data.analysis.finding import findings
    from fwzf_data.analysis.query import default_as_of

    home, generation = opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    answer = findings(connection, as_of, dispositions(home.journal), given.code)
    return written(given, home, generation, answer)


def fairness(given: argparse.Namespace) -> int:
    """Unit comparisons: observed, expected, line, verdict and visible gap of every indicator."""
    from fwzf_data.analysis.captions import pages_looked_at
    from fwzf_data.analysis.comparison import UNKNOWN
    from fwzf_data.analysis.published import answer
    from fwzf_data.rulebook import rule_value

    params = {"from_on": given.from_on, "to_on": given.to_on, "role": given.role}
    home, generation = opened(given)
    chosen = {name: value for name, value in params.items() if value is not None}
    found = answer(generation.connect(), "unit_comparison", as_of=given.as_of, **chosen)
    looked = {(row["indicator"], row["dimension"]) for row in found.dicts()}
    judged = {(row["indicator"], row["dimension"]) for row in found.dicts() if row["verdict"] != UNKNOWN}
    say(pages_looked_at(len(judged), rule_value("fairness.page_alarm"), len(looked - judged)))
    return written(given, home, generation, found)


def risk(given: argparse.Namespace) -> int:
    """The graded list of violations with its three sub-scores and the rule that decided."""
    from functools import partial

    from fwzf_data.analysis.query import ask, default_as_of
    from fwzf_data.analysis.risk import risk
    from fwzf_data.analysis.risk_decision import confirmations

    home, generation = opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    answer = risk(partial(ask, connection, as_of=as_of), as_of, confirmations(home.journal), mode=given.mode)
    return written(given, home, generation, answer)


def progress(given: argparse.Namespace) -> int:
    """Obligations, trainings and phases, as of a day, by what is known now or what had been loaded by then."""
    from fwzf_data.analysis.query import ask
    from fwzf_data.bureau import open_bureau
    from fwzf_data.documents.progress import progress_json, progress_text
    from fwzf_data.past import known_by

    home = open_bureau(home_folder(given.home))
    generation = known_by(home, given.known_by) if given.known_by else home.latest()
    if generation is None:
        raise BadRequest(EMPTY)
    connection, as_of = generation.connect(), given.as_of or given.known_by
    status = ask(connection, "obligation_status", as_of=as_of)
    training = ask(connection, "training_by_unit", as_of=status.as_of)
    phases = ask(connection, "plan_phases", as_of=status.as_of)
    if given.json:
        print_json(progress_json(generation.number, given.known_by, status, training, phases))
    else:
        print(progress_text(given.known_by, status, training, phases))
    return 0


def plan(given: argparse.Namespace) -> int:
    """What plan files lack; 1 where one of them cannot be used."""
    from fwzf_data.analysis.annual_plan import plan_files
    from fwzf_data.analysis.plan_gaps import FAULT, plan_gaps

    found = [(path, gap) for path in map(Path, given.files or plan_files()) for gap in plan_gaps(path)]
    for path, gap in found:
        print(f"{path.name}　{gap}")
    print(f"共 {len(found)} 处：{sum(gap.kind == FAULT for _, gap in found)} 处错误，其余是方案没有写明的。")
    return 1 if any(gap.kind == FAULT for _, gap in found) else 0
