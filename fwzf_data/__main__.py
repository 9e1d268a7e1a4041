"""The command line: the second face of the same core. Results go to stdout, everything else to stderr.

Exit codes: 0 done; 1 done, but rows were returned, one file of several was refused, or a verification failed;
2 could not be done (one Chinese sentence on stderr, nothing changed).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fwzf_data import sample_options
from fwzf_data.errors import BadRequest, FwzfError
from fwzf_data.settings import home_folder
from fwzf_data.without_pandas import spare_pandas

if TYPE_CHECKING:
    from fwzf_data.analysis.query import Answer
    from fwzf_data.store.generation import Generation
    from fwzf_data.store.home import Home

ACTOR = "命令行"
_EMPTY = "还没有数据：请先用 load 载入台账，或用 demo 载入示例数据。"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Without ``argv`` the process is its own, and spared what it needs not."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    given = _parser().parse_args(argv)
    if argv is None and given.run is not serve:
        spare_pandas()
    try:
        code: int = given.run(given)
    except FwzfError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    return code


def demo(given: argparse.Namespace) -> int:
    """Load the sample year into an empty home."""
    from fwzf_data.bureau import load_sample, open_bureau

    reports = load_sample(open_bureau(home_folder(given.home)), _say)
    _say(f"示例数据（虚构）已载入：{len(reports)} 个文件。")
    return 0


def load(given: argparse.Namespace) -> int:
    """Read workbooks, one batch per file."""
    from fwzf_data.bureau import open_bureau
    from fwzf_data.documents.returned import report_workbook
    from fwzf_data.intake.load import LoadOptions, load, read_mapping

    files = _files(given.paths)
    if given.report and len(files) != 1:
        raise BadRequest("--report 一次只能对一个文件使用，请逐个文件校验。")
    options = LoadOptions(
        ledger=given.ledger,
        unit=given.unit,
        period=given.period,
        mapping=read_mapping(given.mapping) if given.mapping else {},
        accept_proposals=given.accept_proposals,
        dry_run=given.dry_run,
        actor=ACTOR,
    )
    home = open_bureau(home_folder(given.home))
    reports, refused = [], []
    for place, file in enumerate(files, 1):
        _progress(f"（{place}/{len(files)}）{file.name}")
        try:
            reports.append(load(home, file, options))
        except FwzfError as error:
            refused.append(f"{file.name}：{error}")
    for sentence in refused:
        _say(sentence)
    if not reports:
        return 2
    if given.report:
        Path(given.report).write_bytes(report_workbook(files[0], reports[0]))
    results = [report.as_dict() for report in reports]
    if given.json:
        _print_json({key: [part for result in results for part in result[key]] for key in ("batches", "issues")})
    else:
        for result in results:
            _print_batches(result["batches"])
    returned = sum(sheet["returned"] for result in results for batch in result["batches"] for sheet in batch["sheets"])
    return 1 if refused or returned else 0


def batches(given: argparse.Namespace) -> int:
    """What was loaded."""
    return _answer(given, "batch_list", {})


def withdraw(given: argparse.Namespace) -> int:
    """Take one batch back."""
    from fwzf_data.bureau import open_bureau
    from fwzf_data.intake.load import withdraw

    generation = withdraw(open_bureau(home_folder(given.home)), given.batch, given.why, ACTOR)
    print(f"批次 {given.batch} 已撤回，数据现为第 {generation} 版。")
    return 0


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
    return _answer(given, given.name, params)


def findings(given: argparse.Namespace) -> int:
    """Every check and every statistical flag, with what people said of it."""
    from fwzf_data.analysis.disposition import dispositions
    from fwzf_data.analysis.finding import findings
    from fwzf_data.analysis.query import default_as_of

    home, generation = _opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    answer = findings(connection, as_of, dispositions(home.journal), given.code)
    return _written(given, home, generation, answer)


def fairness(given: argparse.Namespace) -> int:
    """Unit comparisons: observed, expected, line, verdict and visible gap of every indicator."""
    from fwzf_data.analysis.captions import pages_looked_at
    from fwzf_data.analysis.published import answer
    from fwzf_data.rulebook import rule_value

    params = {"from_on": given.from_on, "to_on": given.to_on, "role": given.role}
    home, generation = _opened(given)
    chosen = {name: value for name, value in params.items() if value is not None}
    found = answer(generation.connect(), "unit_comparison", as_of=given.as_of, **chosen)
    looked = {(row["indicator"], row["dimension"]) for row in found.dicts()}
    _say(pages_looked_at(len(looked), rule_value("fairness.page_alarm")))
    return _written(given, home, generation, found)


def risk(given: argparse.Namespace) -> int:
    """The graded list of violations with its three sub-scores and the rule that decided."""
    from functools import partial

    from fwzf_data.analysis.query import ask, default_as_of
    from fwzf_data.analysis.risk import risk
    from fwzf_data.analysis.risk_decision import confirmations

    home, generation = _opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    answer = risk(partial(ask, connection, as_of=as_of), as_of, confirmations(home.journal), mode=given.mode)
    return _written(given, home, generation, answer)


def decide(given: argparse.Namespace) -> int:
    """Say which violation a text of a ledger means; with neither violation nor withdrawal, say what it may mean."""
    from fwzf_data.analysis.query import ask
    from fwzf_data.analysis.text_likeness import proposals
    from fwzf_data.bureau import open_bureau
    from fwzf_data.intake.load import blueprint
    from fwzf_data.intake.text_decision import TextDecision, decide_text

    home = open_bureau(home_folder(given.home))
    newest = home.latest()
    if newest is None:
        raise BadRequest("还没有数据：请先载入台账。")
    if not given.violation and not given.withdraw:
        found = proposals(given.text, ask(newest.connect(), "violation_list", is_local=True).dicts())
        for one in found:
            print(f"{one.violation_code}\t第 {one.clause_no} 条款\t相似 {one.likeness:.0%}\t{one.violation_name}")
        if not found:
            _say("没有相似的违法行为。请用 query violation_list 查目录。")
        return 0
    code = None if given.withdraw else given.violation
    decision = TextDecision(given.ledger, given.text, code, given.clause, given.why)
    generation = decide_text(home, decision, ACTOR, blueprint())
    print(f"「{given.text}」已{'撤销确认' if given.withdraw else f'确认为 {code}'}，数据现为第 {generation} 版。")
    return 0


def progress(given: argparse.Namespace) -> int:
    """Obligations, trainings and phases, as of a day, by what is known now or what had been loaded by then."""
    from fwzf_data.analysis.query import ask
    from fwzf_data.bureau import open_bureau
    from fwzf_data.documents.progress import progress_json, progress_text
    from fwzf_data.past import known_by

    home = open_bureau(home_folder(given.home))
    generation = known_by(home, given.known_by) if given.known_by else home.latest()
    if generation is None:
        raise BadRequest(_EMPTY)
    connection, as_of = generation.connect(), given.as_of or given.known_by
    status = ask(connection, "obligation_status", as_of=as_of)
    training = ask(connection, "training_by_unit", as_of=status.as_of)
    phases = ask(connection, "plan_phases", as_of=status.as_of)
    if given.json:
        _print_json(progress_json(generation.number, given.known_by, status, training, phases))
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


def template(given: argparse.Namespace) -> int:
    """An empty ledger to fill in."""
    from fwzf_data.documents.template import template
    from fwzf_data.intake.ledger import ledger

    Path(given.out).write_bytes(template(ledger(given.ledger)))
    return 0


def document(given: argparse.Namespace) -> int:
    """An official document as a Word file."""
    Path(given.out).write_bytes({"draw-notice": _draw_notice, "opinion": _opinion}[given.kind](given))
    return 0


def _draw_notice(given: argparse.Namespace) -> bytes:
    from fwzf_data.bureau import open_bureau
    from fwzf_data.documents.draw_notice import draw_notice
    from fwzf_data.draws import is_sealed, kept, latest_draw

    home = open_bureau(home_folder(given.home))
    last = latest_draw(home, given.as_of)
    return draw_notice(kept(home, last), sealed=is_sealed(home, last))


def _opinion(given: argparse.Namespace) -> bytes:
    from fwzf_data.analysis.disposition import dispositions
    from fwzf_data.analysis.finding import findings
    from fwzf_data.analysis.findings_desk import explained
    from fwzf_data.analysis.query import default_as_of
    from fwzf_data.documents.opinion import opinion

    if not given.finding:
        raise BadRequest("监督意见书要写明是哪一条线索：--finding 线索编号（见 findings）。")
    home, generation = _opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    answer = findings(connection, as_of, dispositions(home.journal), given.finding.partition("-")[0])
    for row in answer.dicts():
        if row["finding_key"] == given.finding:
            return opinion(row, explained(row), generation.number, home.journal.head().hash)
    raise BadRequest(f"截至 {as_of} 没有编号为「{given.finding}」的线索，请用 findings 核对。")


def verify(given: argparse.Namespace) -> int:
    """Check the journal's chain, originals and generations; with ``--deep`` rebuild everything and compare."""
    from fwzf_data.intake.load import blueprint
    from fwzf_data.store.home import Home
    from fwzf_data.store.verify import verify, verify_deep

    home = Home.at(home_folder(given.home))
    if given.deep:
        faults = verify_deep(home, blueprint(), given.head)
    else:
        faults = verify(home, given.head, blueprint=blueprint())
    for fault in faults:
        print(fault)
    if not faults:
        print("核验通过：日志链、原始文件与数据版本一致。")
    return 1 if faults else 0


def anchor(given: argparse.Namespace) -> int:
    """The journal's head hash, for paper or a second machine."""
    from fwzf_data.store.home import Home

    head = Home.open(home_folder(given.home)).journal.head()
    print(f"日志第 {head.seq} 条　{head.at:%Y-%m-%d %H:%M:%S} UTC　{head.hash}")
    return 0


def backup(given: argparse.Namespace) -> int:
    """A consistent copy of everything."""
    from fwzf_data.store.backup import backup
    from fwzf_data.store.home import Home

    backup(Home.open(home_folder(given.home)), Path(given.folder))
    print(f"已备份到 {given.folder}。")
    return 0


def restore(given: argparse.Namespace) -> int:
    """A backup into an empty home, verified."""
    from fwzf_data.store.backup import restore

    restore(Path(given.folder), home_folder(given.home))
    print("已恢复并核验。")
    return 0


def serve(given: argparse.Namespace) -> int:
    """The dashboard."""
    from fwzf_data.web.server import serve

    serve(home_folder(given.home), given.port, demo=given.demo)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fwzf_data", description="服务型行政执法监督看板（命令行）")
    parser.add_argument("--home", help="存放本局数据的文件夹（或环境变量 FWZF_HOME；默认 var/）")
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    command("demo", demo, "把示例数据载入空的数据文件夹")
    made = command("load", load, "读入台账，一个文件一个批次")
    made.add_argument("paths", nargs="+", metavar="PATH", help="工作簿或文件夹")
    made.add_argument("--ledger", metavar="KEY", help="台账代号（见 template）；不写则自动识别")
    made.add_argument("--unit", metavar="NAME", help="填报单位")
    made.add_argument("--period", metavar="2022-04", help="报送期间")
    made.add_argument("--mapping", metavar="FILE.toml", help='列名对应：[mapping] 列名 = "字段"')
    made.add_argument("--accept-proposals", action="store_true", help="采纳相似度给出的首选建议")
    made.add_argument("--dry-run", action="store_true", help="只校验，不入库")
    made.add_argument("--json", action="store_true", help="输出 JSON")
    made.add_argument("--report", metavar="FILE.xlsx", help="写出标注了问题的原文件")
    made = command("batches", batches, "已载入的批次")
    _formats(made)
    made = command("withdraw", withdraw, "撤回一个批次")
    made.add_argument("batch", type=int)
    made.add_argument("--why", required=True, metavar="TEXT", help="撤回原因")
    made = command("query", query, "查询一个公布的名称")
    made.add_argument("name", nargs="?")
    made.add_argument("-p", "--param", action="append", default=[], metavar="名称=值")
    made.add_argument("--list", action="store_true", help="列出可用的名称")
    _formats(made)
    made = command("findings", findings, "规则和统计找出的线索，连同处置")
    made.add_argument("--code", metavar="CODE", help="只看一条规则，如 P01")
    _formats(made)
    made = command("fairness", fairness, "单位比较：各指标实际多少、按同类应为多少、是否超出正常范围")
    made.add_argument(
        "--from", dest="from_on", type=_day, metavar="DATE", help="时段起（默认统计截止日所在年度的第一天）"
    )
    made.add_argument("--to", dest="to_on", type=_day, metavar="DATE", help="时段止（默认统计截止日）")
    made.add_argument("--role", choices=["supervisor"], help="监督岗位：另列承办人")
    _formats(made)
    made = command("risk", risk, "违法行为的风险评级：三项分级、建议等级和判定的规则")
    made.add_argument("--mode", choices=["matrix", "gongyi-high", "gongyi-low"], default="matrix", help="评级方式")
    _formats(made)
    made = command("decide", decide, "确认台账里的一种写法指哪一种违法行为；只写台账和写法时列出相似的")
    made.add_argument("ledger", metavar="LEDGER", help="penalty_case、inspection 或 complaint")
    made.add_argument("text", metavar="TEXT", help="台账里的原文")
    how = made.add_mutually_exclusive_group()
    how.add_argument("--violation", metavar="CODE", help="违法行为代码")
    how.add_argument("--withdraw", action="store_true", help="撤销以前的确认")
    made.add_argument("--clause", type=int, metavar="N", help="条款序号")
    made.add_argument("--why", default="", metavar="TEXT", help="理由")
    made = command("progress", progress, "方案各项义务、培训和阶段的进度")
    made.add_argument("--as-of", type=_day, metavar="DATE", help="统计截止日，如 2022-12-31")
    made.add_argument("--known-by", type=_day, metavar="DATE", help="只用到这一天为止已经载入的台账")
    made.add_argument("--json", action="store_true", help="输出 JSON")
    made = command("plan", plan, "查方案文件缺什么")
    made.add_argument("files", nargs="*", metavar="FILE.toml", help="方案文件；不写则查全部")
    made = command("template", template, "空白台账模板")
    made.add_argument("ledger", metavar="LEDGER")
    made.add_argument("--out", required=True, metavar="FILE.xlsx")
    made = command("verify", verify, "核验日志、原始文件和数据版本")
    made.add_argument("--deep", action="store_true", help="从原始文件全部重算后比较")
    made.add_argument("--head", metavar="HASH", help="与打印在报告上的日志校验值比较")
    command("anchor", anchor, "打印日志校验值，供存档")
    made = command("backup", backup, "备份到文件夹")
    made.add_argument("folder", metavar="DIR")
    made = command("restore", restore, "从备份恢复到空的数据文件夹")
    made.add_argument("folder", metavar="DIR")
    sample_options.add(commands, _day)
    made = command("document", document, "写出公文（Word）")
    made.add_argument(
        "kind",
        choices=["draw-notice", "opinion"],
        metavar="KIND",
        help="draw-notice 抽查公示（最近一次摇号）；opinion 监督意见书草稿（要 --finding）",
    )
    made.add_argument("--finding", metavar="KEY", help="线索编号，见 findings")
    made.add_argument("--out", required=True, metavar="FILE.docx")
    made.add_argument("--as-of", type=_day, metavar="DATE", help="统计截止日，如 2022-12-31")
    made = command("serve", serve, "打开看板")
    made.add_argument("--port", type=int, default=8501)
    made.add_argument("--demo", action="store_true", help="数据文件夹为空时先载入示例数据")
    return parser


def _formats(command: argparse.ArgumentParser) -> None:
    command.add_argument("--as-of", type=_day, metavar="DATE", help="统计截止日，如 2022-12-31")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="输出 JSON")
    how.add_argument("--csv", metavar="FILE", help="写出 CSV")
    how.add_argument("--xlsx", metavar="FILE", help="写出 Excel")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"「{text}」应为日期，如 2022-12-31") from error


def _files(paths: Sequence[str]) -> list[Path]:
    """The named files, and the workbooks of named folders in the order of their names; raises BadRequest if none."""
    from fwzf_data.bureau import workbooks_in

    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found += workbooks_in(path)
        elif path.exists():
            found.append(path)
        else:
            raise BadRequest(f"没有找到文件「{name}」，请核对路径。")
    if not found:
        raise BadRequest("这些文件夹里没有可读的台账文件。")
    return found


def _answer(given: argparse.Namespace, name: str, params: dict[str, Any]) -> int:
    """Ask, then print or write in the wanted form."""
    from fwzf_data.analysis.published import answer

    home, generation = _opened(given)
    return _written(given, home, generation, answer(generation.connect(), name, as_of=given.as_of, **params))


def _opened(given: argparse.Namespace) -> tuple[Home, Generation]:
    """The home and its newest generation; raises BadRequest where nothing was loaded."""
    from fwzf_data.bureau import open_bureau

    home = open_bureau(home_folder(given.home))
    generation = home.latest()
    if generation is None:
        raise BadRequest(_EMPTY)
    return home, generation


def _written(given: argparse.Namespace, home: Home, generation: Generation, answer: Answer) -> int:
    """Print an answer or write it, in the wanted form."""
    from fwzf_data.documents.export import answer_csv, answer_workbook
    from fwzf_data.documents.plain import answer_json, answer_table

    if given.json:
        _print_json(answer_json(answer, generation.number))
    elif given.csv:
        Path(given.csv).write_bytes(answer_csv(answer))
    elif given.xlsx:
        Path(given.xlsx).write_bytes(answer_workbook(answer, generation.number, home.journal.head().hash))
    else:
        print(answer_table(answer))
    return 0


def _print_json(body: dict[str, Any]) -> None:
    print(json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1))


def _print_batches(found: list[dict[str, Any]]) -> None:
    for batch in found:
        if batch["duplicate_of"]:
            print(f"{batch['file']}：与批次 {batch['duplicate_of']} 是同一份文件，没有变化。")
            continue
        print(f"批次 {batch['batch'] or '（试算）'}　{batch['file']}")
        for sheet in batch["sheets"]:
            print(
                f"  {sheet['sheet']}　{sheet['ledger'] or '未识别'}　读 {sheet['rows_read']} 行："
                f"新增 {sheet['accepted']}，更新 {sheet['updated']}，未变 {sheet['unchanged']}，"
                f"退回 {sheet['returned']}；搁置 {sheet['set_aside']}"
            )


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _progress(sentence: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{sentence}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
