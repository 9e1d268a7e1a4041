"""Commands that keep the data whole: verify, anchor, backup, restore."""

from __future__ import annotations

import argparse
from pathlib import Path

from fwzf_data.commands.console import Add
from fwzf_data.settings import home_folder


def add(command: Add) -> None:
    """Their names and options."""
    made = command("verify", verify, "核验日志、原始文件和数据版本")
    made.add_argument("--deep", action="store_true", help="从原始文件全部重算后比较")
    made.add_argument("--head", metavar="HASH", help="与打印在报告上的日志校验值比较")
    command("anchor", anchor, "打印日志校验值，供存档")
    made = command("backup", backup, "备份到文件夹")
    made.add_argument("folder", metavar="DIR")
    made = command("restore", restore, "从备份恢复到空的数据文件夹")
    made.add_argument("folder", metavar="DIR")


def verify(given: argparse.Namespace) -> int:
    """Check the journal's chain, originals and generations; with ``--deep`` rebuild everything and compare."""
    from fwzf_data.loading.load import blueprint
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
