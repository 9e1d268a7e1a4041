"""Commands by which a person says what a finding is, how grave a violation, and who is named, as the pages do."""

from __future__ import annotations

import argparse
from functools import partial

from fwzf_data.commands.console import ACTOR, Add, day, opened
from fwzf_data.errors import BadRequest

WITHDRAW = "撤销"


def add(command: Add) -> None:
    """Their names and options."""
    disposing = command("dispose", dispose, "处置一条线索：待核、属实、有正当理由、数据错误")
    disposing.add_argument("finding", metavar="KEY", help="线索编号，见 findings")
    disposing.add_argument("state", metavar="STATE", help="待核、属实、有正当理由、数据错误")
    confirming = command("confirm-risk", confirm_risk, "确定一种违法行为的风险等级：高、中、低，或者撤销")
    confirming.add_argument("violation", metavar="CODE", help="违法行为代码，见 risk")
    confirming.add_argument("level", metavar="LEVEL", help=f"高、中、低、{WITHDRAW}")
    naming = command("notice", notice, "决定建议通报的单位通报不通报")
    naming.add_argument("unit", metavar="UNIT", help="单位，进展缓慢的才有建议")
    naming.add_argument("decision", metavar="DECISION", help="列入通报、不列入通报")
    for made in (disposing, confirming, naming):
        made.add_argument("--why", required=True, metavar="TEXT", help="理由")
        made.add_argument("--as-of", type=day, metavar="DATE", help="统计截止日，如 2022-12-31")


def dispose(given: argparse.Namespace) -> int:
    """Write down what a finding is."""
    from fwzf_data.analysis import disposition
    from fwzf_data.analysis.finding import findings
    from fwzf_data.analysis.query import default_as_of

    home, generation = opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    code = given.finding.partition("-")[0]
    for row in findings(connection, as_of, disposition.dispositions(home.journal), code).dicts():
        if row["finding_key"] == given.finding:
            disposition.dispose(home.journal, row, given.state, given.why, ACTOR)
            print(f"{given.finding}：{given.state}")
            return 0
    raise BadRequest(f"截至 {as_of} 没有编号为「{given.finding}」的线索，请用 findings 核对。")


def confirm_risk(given: argparse.Namespace) -> int:
    """Write down the level of a violation."""
    from fwzf_data.analysis.query import ask, default_as_of
    from fwzf_data.analysis.risk import risk
    from fwzf_data.analysis.risk_decision import confirm, confirmations
    from fwzf_data.analysis.risk_grade import MATRIX

    home, generation = opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    for row in risk(partial(ask, connection, as_of=as_of), as_of, confirmations(home.journal)).dicts():
        if row["violation_code"] == given.violation:
            level = None if given.level == WITHDRAW else given.level
            confirm(home.journal, row, level, given.why, ACTOR, MATRIX)
            said = f"确定为 {level}" if level else "已撤销确定"
            print(f"{row['violation_name']}：建议 {row['proposed_level']}，{said}")
            return 0
    raise BadRequest(f"目录里没有代码为「{given.violation}」的违法行为，请用 risk 核对。")


def notice(given: argparse.Namespace) -> int:
    """Write down whether a unit that is slow is named."""
    from fwzf_data.analysis.notice_decision import decide
    from fwzf_data.analysis.progress import units_of_plan
    from fwzf_data.analysis.query import ask, default_as_of

    home, generation = opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    lines = units_of_plan(partial(ask, connection, as_of=as_of), as_of)
    decide(home.journal, lines, given.unit, given.decision, given.why, ACTOR, as_of)
    print(f"{given.unit}：{given.decision}")
    return 0
