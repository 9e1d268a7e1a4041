"""Commands that bring ledgers in and take them back, and what a person says of their words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fwzf_data.commands.console import ACTOR, Add, answered, formats, output_file, print_json, say, write_file
from fwzf_data.errors import BadRequest, FwzfError
from fwzf_data.settings import home_folder

if TYPE_CHECKING:
    from fwzf_data.intake.changes import FieldChange
    from fwzf_data.intake.report import LoadReport
    from fwzf_data.store.home import Home


def add(command: Add) -> None:
    """Their names and options."""
    command("demo", demo, "把示例数据载入空的数据文件夹")
    made = command("load", load, "读入台账，一个文件一个批次")
    made.add_argument("paths", nargs="+", metavar="PATH", help="工作簿或文件夹")
    made.add_argument("--ledger", metavar="KEY", help="台账代号（见 template）；不写则自动识别")
    made.add_argument("--unit", metavar="NAME", help="填报单位")
    made.add_argument("--period", metavar="2022-04", help="报送期间")
    made.add_argument("--mapping", metavar="FILE.toml", help='列名对应：[mapping] 下写 "列名" = "字段"')
    made.add_argument("--accept-proposals", action="store_true", help="采纳相似度给出的首选建议")
    made.add_argument("--dry-run", action="store_true", help="只校验，不入库")
    made.add_argument("--json", action="store_true", help="输出 JSON")
    made.add_argument("--report", type=output_file, metavar="FILE.xlsx", help="写出标注了问题的原文件")
    made = command("batches", batches, "已载入的批次")
    formats(made)
    made = command("withdraw", withdraw, "撤回一个批次")
    made.add_argument("batch", type=int)
    made.add_argument("--why", required=True, metavar="TEXT", help="撤回原因")
    made = command("template", template, "空白台账模板")
    made.add_argument("ledger", metavar="LEDGER")
    made.add_argument("--out", type=output_file, required=True, metavar="FILE.xlsx")
    made = command("decide", decide, "确认台账里的一种写法指哪一种违法行为；只写台账和写法时列出相似的")
    made.add_argument("ledger", metavar="LEDGER", help="penalty_case、inspection、complaint 或 guidance")
    made.add_argument("text", metavar="TEXT", help="台账里的原文")
    how = made.add_mutually_exclusive_group()
    how.add_argument("--violation", metavar="CODE", help="违法行为代码")
    how.add_argument("--none", action="store_true", help="确认它不属于目录中的任何一种")
    how.add_argument("--withdraw", action="store_true", help="撤销以前的确认")
    made.add_argument("--clause", type=int, metavar="N", help="条款序号")
    made.add_argument("--why", default="", metavar="TEXT", help="理由")


def demo(given: argparse.Namespace) -> int:
    """Load the sample year into an empty home."""
    from fwzf_data.bureau import load_sample, open_bureau

    reports = load_sample(open_bureau(home_folder(given.home)), say)
    say(f"示例数据（虚构）已载入：{len(reports)} 个文件。")
    return 0


def load(given: argparse.Namespace) -> int:
    """Read workbooks, one batch per file."""
    from fwzf_data.bureau import open_bureau
    from fwzf_data.loading.load import LoadOptions, load, read_mapping

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
    notes = (f"{report.file}：{note}" for report in reports for note in (*report.notes, *_lost(home, report)))
    for sentence in (*refused, *notes):
        say(sentence)
    if not reports:
        return 2
    if given.report:
        from fwzf_data.documents.returned import report_workbook

        write_file(given.report, report_workbook(files[0], reports[0]))
    results = [report.as_dict() for report in reports]
    if given.json:
        print_json({key: [part for result in results for part in result[key]] for key in ("batches", "issues")})
    else:
        for result in results:
            _print_batches(result["batches"])
    return 0 if not refused and all(report.is_whole for report in reports) else 1


def _lost(home: Home, report: LoadReport) -> list[str]:
    """What records no longer say. Comparing asks all rows of a ledger: a load of nothing that was there before goes
    without."""
    from fwzf_data.intake.changes import field_changes, values_lost

    changes: Sequence[FieldChange] = report.changes
    generation = home.latest()
    if generation and report.batch and any(sheet.updated or sheet.unchanged for sheet in report.sheets):
        with generation.connect() as cursor:
            changes = field_changes(cursor, report.batch)
    lost = values_lost(changes)
    return [lost] if lost else []


def batches(given: argparse.Namespace) -> int:
    """What was loaded."""
    return answered(given, "batch_list", {})


def withdraw(given: argparse.Namespace) -> int:
    """Take one batch back."""
    from fwzf_data.bureau import open_bureau
    from fwzf_data.loading.load import withdraw

    generation = withdraw(open_bureau(home_folder(given.home)), given.batch, given.why, ACTOR)
    print(f"批次 {given.batch} 已撤回，数据现为第 {generation} 版。")
    return 0


def template(given: argparse.Namespace) -> int:
    """An empty ledger to fill in."""
    from fwzf_data.documents.template import template
    from fwzf_data.intake.ledger import ledger

    write_file(given.out, template(ledger(given.ledger)))
    return 0


def decide(given: argparse.Namespace) -> int:
    """Say which violation a text of a ledger means; with neither violation nor withdrawal, say what it may mean."""
    from fwzf_data.analysis.query import ask
    from fwzf_data.analysis.text_likeness import proposals
    from fwzf_data.analysis.violation_words import read
    from fwzf_data.bureau import open_bureau
    from fwzf_data.loading.load import blueprint
    from fwzf_data.loading.text_decision import NOTHING, TextDecision, decide_text

    home = open_bureau(home_folder(given.home))
    newest = home.latest()
    if newest is None:
        raise BadRequest("还没有数据：请先载入台账。")
    if not (given.violation or given.none or given.withdraw):
        say(f"{read(given.text).why}。")
        found = proposals(given.text, ask(newest.connect(), "violation_list", is_local=True).dicts())
        for one in found:
            print(f"{one.violation_code}\t第 {one.clause_no} 条款\t{one.why}\t{one.violation_name}")
        if not found:
            say("没有相似的违法行为。请用 query violation_list 查目录。")
        return 0
    code = NOTHING if given.none else given.violation
    decision = TextDecision(given.ledger, given.text, code, given.clause, given.why)
    generation = decide_text(home, decision, ACTOR, blueprint())
    print(f"「{given.text}」已{'撤销确认' if given.withdraw else f'确认为 {code}'}，数据现为第 {generation} 版。")
    return 0


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
            if sheet["note"]:
                print(f"    {sheet['note']}")


def _progress(sentence: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{sentence}", end="", file=sys.stderr, flush=True)
