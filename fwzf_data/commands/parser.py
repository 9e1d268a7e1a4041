"""``argparse`` in Chinese: the headings a clerk reads, and one sentence where a command is written wrongly."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

from fwzf_data.errors import BadRequest

_SENTENCES = [
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"argument (.+?): invalid choice: '(.*)' \(choose from (.*)\)", "{0} 没有「{1}」这一种，可以写：{2}"),
        (r"argument (.+?): invalid int value: '(.*)'", "{0} 应是整数，「{1}」不是"),
        (r"argument (.+?): expected at least one argument", "{0} 后面至少要写一个值"),
        (r"argument (.+?): expected (?:one argument|\d+ arguments?)", "{0} 后面要写一个值"),
        (r"argument (.+?): not allowed with argument (.+)", "{0} 和 {1} 只能写一个"),
        (r"argument (.+?): ignored explicit argument '(.*)'", "{0} 后面不能写值，请去掉「{1}」"),
        (r"one of the arguments (.+) is required", "{0} 要写其中一个"),
        (r"the following arguments are required: (.+)", "还缺少：{0}"),
        (r"unrecognized arguments: (.+)", "不认识「{0}」，请去掉或核对写法"),
        (r"ambiguous option: (.+?) could match (.+)", "「{0}」可能是 {1}，请写全"),
        (r"argument (.+?): (.+)", "{0} 写得不对：{1}"),
    )
]
"""What ``argparse`` says → what it means."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose sub-commands speak Chinese too; raises BadRequest instead of leaving the process."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, formatter_class=_Formatter, add_help=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        raise BadRequest(f"{_in_chinese(message)}（写法见 {self.prog} -h）。")


def _in_chinese(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if said := pattern.fullmatch(message):
            return sentence.format(*(part.replace("'", "") for part in said.groups()))
    return f"参数写得不对：{message}"
