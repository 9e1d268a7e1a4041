"""What every command needs: the options of an answer, opening the home, printing. Results go to stdout alone."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from fwzf_data.errors import BadRequest
from fwzf_data.settings import home_folder

if TYPE_CHECKING:
    from fwzf_data.analysis.query import Answer
    from fwzf_data.store.generation import Generation
    from fwzf_data.store.home import Home

ACTOR = "命令行"
EMPTY = "还没有数据：请先用 load 载入台账，或用 demo 载入示例数据。"


class Add(Protocol):
    """Adds a command to the parser: its name, what runs it, what it does in words."""

    def __call__(
        self, name: str, run: Callable[[argparse.Namespace], int], text: str, /
    ) -> argparse.ArgumentParser: ...


def formats(command: argparse.ArgumentParser) -> None:
    command.add_argument("--as-of", type=day, metavar="DATE", help="统计截止日，如 2022-12-31")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="输出 JSON")
    how.add_argument("--csv", type=output_file, metavar="FILE", help="写出 CSV")
    how.add_argument("--xlsx", type=output_file, metavar="FILE", help="写出 Excel")


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"「{text}」应为日期，如 2022-12-31") from error


def output_file(text: str) -> Path:
    """The type of every option that names a file to write: refused while the command is read, before anything is done.

    It is tried, not asked: a spreadsheet that is open in another program can be seen but not written.
    """
    path = Path(text)
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"「{path}」是文件夹，请写明要写出的文件名")
    try:
        if path.exists():
            path.open("r+b").close()
        else:
            path.open("xb").close()
            path.unlink()
    except OSError as error:
        raise argparse.ArgumentTypeError(disk_refuses(path, error)) from error
    return path


def write_file(path: Path, content: bytes) -> None:
    """Write a result; raises BadRequest where the disk refuses it after all."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadRequest(f"结果没有写出来：{disk_refuses(path, error)}。") from error


def disk_refuses(path: Path | str, error: OSError) -> str:
    """Why a file cannot be read or written, and what to do."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return f"没有「{path}」这个位置，请先建好文件夹，或改写路径"
        case PermissionError():
            return f"「{path}」不能读写：没有权限，或正被别的程序打开，请关闭它或换一个位置"
    return f"「{path}」读写不成，请看磁盘是否已满、路径和文件名是否合用"


def answered(given: argparse.Namespace, name: str, params: dict[str, Any]) -> int:
    """Ask, then print or write in the wanted form."""
    from fwzf_data.analysis.published import answer

    home, generation = opened(given)
    return written(given, home, generation, answer(generation.connect(), name, as_of=given.as_of, **params))


def opened(given: argparse.Namespace) -> tuple[Home, Generation]:
    """The home and its newest generation; raises BadRequest where nothing was loaded."""
    from fwzf_data.bureau import open_bureau

    home = open_bureau(home_folder(given.home))
    generation = home.latest()
    if generation is None:
        raise BadRequest(EMPTY)
    return home, generation


def written(given: argparse.Namespace, home: Home, generation: Generation, answer: Answer) -> int:
    """Print an answer or write it, in the wanted form."""
    from fwzf_data.bureau import sample_batches
    from fwzf_data.documents.export import answer_csv, answer_workbook
    from fwzf_data.documents.plain import answer_json, answer_table

    if given.json:
        print_json(answer_json(answer, generation.number))
    elif given.csv:
        write_file(given.csv, answer_csv(answer, is_sample=bool(sample_batches(generation))))
    elif given.xlsx:
        head, is_sample = home.journal.head().hash, bool(sample_batches(generation))
        write_file(given.xlsx, answer_workbook(answer, generation.number, head, is_sample=is_sample))
    else:
        print(answer_table(answer))
    return 0


def print_json(body: dict[str, Any]) -> None:
    print(json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1))


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr)
