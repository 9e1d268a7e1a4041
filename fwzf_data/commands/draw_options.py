"""How ``sample …`` is written on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from fwzf_data.analysis.draw.chance import MODELS
from fwzf_data.analysis.draw.size import PRESETS
from fwzf_data.commands import draws
from fwzf_data.commands.console import day, output_file

SAMPLE = "随机抽查：方案、摇号、验证、结果、数量"


def add(commands: Any) -> None:
    """The sub-commands under ``sample``."""
    sample = commands.add_parser("sample", help=SAMPLE, description=SAMPLE)
    parts = sample.add_subparsers(title="命令", required=True, metavar="命令")

    def part(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = parts.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    made = part("plan", draws.plan, "定名单和方案，打印校验值")
    made.add_argument(
        "--frame", required=True, metavar="FILE.csv|NAME", help="名单：CSV 文件，或 cases parties evidence service"
    )
    how_many = made.add_mutually_exclusive_group(required=True)
    how_many.add_argument("--n", type=int, metavar="N", help="共抽几个")
    how_many.add_argument("--sizes", metavar="分层=N,…", help="每层抽几个")
    made.add_argument("--method", choices=["simple", "stratified", "systematic", "weighted", "money", "rotation"])
    made.add_argument("--inspectors", metavar="FILE.csv", help="检查人员：执法证号,姓名,单位,有效期至,回避,请假")
    made.add_argument("--check-on", type=day, metavar="DATE", help="检查哪一天（看证件和请假）")
    made.add_argument("--purpose", required=True, metavar="TEXT", help="抽查目的")
    made.add_argument("--exclude", action="append", default=[], metavar="编号=理由")
    made.add_argument("--earlier", action="append", default=[], metavar="DRAW.json", help="全年轮查：以前各轮的记录")
    made.add_argument("--commit", action="append", default=[], metavar="SHA256", help="一方对自己那份种子的承诺")
    made.add_argument("--seed-recipe", metavar="TEXT", help="种子由谁、什么时候、怎样产生")
    made.add_argument("--size-rule", metavar="TEXT", help="数量是怎样定的")
    made.add_argument("--unit", metavar="NAME")
    made.add_argument("--from", dest="from_on", type=day, metavar="DATE")
    made.add_argument("--to", dest="to_on", type=day, metavar="DATE")
    made.add_argument("--as-of", type=day, metavar="DATE")
    made.add_argument("--out", type=output_file, required=True, metavar="PLAN.json")
    made = part("draw", draws.draw, "按方案和种子摇号")
    made.add_argument("plan", metavar="PLAN.json")
    made.add_argument("--seed", required=True, metavar="TEXT", help="种子，按文字原样使用")
    made.add_argument("--extend", type=int, default=0, metavar="N", help="在原数量之外追加几个，前面的不变")
    made.add_argument("--again", metavar="理由", help="换种子重摇的理由（会编号并公布以前的种子）")
    made.add_argument("--sealed", action="store_true", help="暗访：不打印名单，先公布抽签校验值")
    made.add_argument("--out", type=output_file, required=True, metavar="DRAW.json")
    made = part("verify", draws.verify, "由记录本身重新算一遍")
    made.add_argument("draw", metavar="DRAW.json")
    made.add_argument("--plan-hash", metavar="HASH", help="当时公布的方案校验值")
    made = part("result", draws.result, "登记填好的检查表，给出结论")
    made.add_argument("draw", metavar="DRAW.json")
    made.add_argument("file", metavar="FILE.xlsx")
    made.add_argument("--json", action="store_true")
    made = part("size", draws.size, "要抽多少")
    made.add_argument("--population", type=int, metavar="N")
    made.add_argument("--tolerable", metavar="P", help="可容忍的不合格率，如 0.05 或 5%%")
    made.add_argument("--expected", default="0", metavar="P", help="预计的不合格率")
    made.add_argument("--confidence", default="0.95", metavar="C")
    kind = made.add_mutually_exclusive_group()
    kind.add_argument("--model", choices=MODELS)
    kind.add_argument("--preset", choices=PRESETS)
    kind.add_argument("--two-stage", action="store_true", help="分两阶段")
    made.add_argument("--json", action="store_true")
    made = part("evaluate", draws.evaluate, "查完以后能说什么")
    made.add_argument("--n", type=int, required=True, metavar="N")
    made.add_argument("--found", type=int, required=True, metavar="K")
    made.add_argument("--population", type=int, metavar="N")
    made.add_argument("--confidence", default="0.95", metavar="C")
    made.add_argument("--json", action="store_true")
    made = part("open", draws.open_, "暗访结束，公开密封的名单")
    made.add_argument("draw", metavar="DRAW.json")
    made = part("package", draws.package, "公示、检查表、记录和核对程序打成一包")
    made.add_argument("draw", metavar="DRAW.json")
    made.add_argument("--sealed", action="store_true", help="暗访：包里没有名单")
    made.add_argument("--out", type=output_file, required=True, metavar="FILE.zip")
    made = part("rfc3797", draws.rfc3797, "按 RFC 3797 从编号 1 到 N 里抽（与别处公布的抽取相对照）")
    made.add_argument("--pool", type=int, required=True, metavar="N", help="名单里有几个")
    made.add_argument("--n", type=int, required=True, metavar="N", help="抽几个")
    made.add_argument(
        "--source", action="append", required=True, metavar="数 数 …", help="一个公开来源的号码，可写多次"
    )
