"""The command line: the second face of the same core. Results go to stdout, everything else to stderr.

Exit codes: 0 done; 1 done, but rows were returned, one file of several was refused, or a verification failed;
2 could not be done (one Chinese sentence on stderr, nothing changed).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from fwzf_data.commands import answers, decisions, draw_options, keeping, ledgers, papers
from fwzf_data.commands.console import disk_refuses
from fwzf_data.commands.parser import Parser
from fwzf_data.errors import FwzfError
from fwzf_data.settings import home_folder
from fwzf_data.without_pandas import spare_pandas


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Without ``argv`` the process is its own, and spared what it needs not."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        given = _parser().parse_args(argv)
        if argv is None and given.run is not serve:
            spare_pandas()
        code: int = given.run(given)
    except FwzfError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except OSError as error:
        if error.filename is None:
            raise
        print(f"{disk_refuses(error.filename, error)}。", file=sys.stderr)
        return 2
    return code


def serve(given: argparse.Namespace) -> int:
    """The dashboard."""
    from fwzf_data.web.server import serve

    serve(home_folder(given.home), given.port, demo=given.demo)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m fwzf_data", description="服务型行政执法监督看板（命令行）")
    parser.add_argument("--home", help="存放本局数据的文件夹（或环境变量 FWZF_HOME；默认 var/）")
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str, /) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    for group in (ledgers, answers, decisions):
        group.add(command)
    draw_options.add(commands)
    for group in (papers, keeping):
        group.add(command)
    made = command("serve", serve, "打开看板")
    made.add_argument("--port", type=int, default=8501)
    made.add_argument("--demo", action="store_true", help="数据文件夹为空时先载入示例数据")
    return parser


if __name__ == "__main__":
    sys.exit(main())
