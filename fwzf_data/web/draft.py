"""A file on its way in: kept per session from the upload to its receipt; long work runs outside the script's thread.

Streamlit ends a script run by raising ``StopException`` from any ``st`` call, and that must never reach an import.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

import streamlit as st

from fwzf_data.errors import FwzfError
from fwzf_data.intake.examine import Examination
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.intake.report import LoadReport
from fwzf_data.loading.load import examine, load_examined, rehearse, remembered
from fwzf_data.store.home import Home

STEPS = ("选模板", "上传", "认表头", "校验", "处理", "入库")
LONGEST_NAME = 200
_KEY = "draft"
_workers = ThreadPoolExecutor(2, thread_name_prefix="intake")
_unfinished: dict[tuple[Path, str | None], tuple[str, str]] = {}
"""Home and machine → folder and name of the file read there last, until it is loaded or given up: a session ends with
its page, and takes its draft with it."""


@dataclass
class Draft:
    """One file with what is known and decided about it so far."""

    file: str
    folder: tempfile.TemporaryDirectory[str]
    """Goes away with the draft."""
    options: LoadOptions
    examination: Examination | None = None
    report: LoadReport | None = None
    """Of the rehearsal."""
    done: LoadReport | None = None
    refusal: str | None = None
    job: tuple[str, str, Future[Any]] | None = field(default=None, repr=False)
    """What runs: its title, the field that takes its result, the result to come."""

    @property
    def path(self) -> Path:
        return Path(self.folder.name) / "upload"

    @property
    def is_empty(self) -> bool:
        """Read, and no sheet holds anything."""
        return self.examination is not None and not any(one.sheet.cells.num_rows for one in self.examination.sheets)

    @property
    def step(self) -> int:
        """Where it is in ``STEPS``."""
        if self.done:
            return len(STEPS)
        if self.report:
            return 4
        return 2 if self.examination and not self.is_empty else 1


def current() -> Draft | None:
    """The draft of this session."""
    draft: Draft | None = st.session_state.get(_KEY)
    return draft


def drop() -> None:
    """Forget the draft and its file."""
    draft: Draft = st.session_state.pop(_KEY)
    _finish(draft)


def left_behind(home: Home) -> str | None:
    """The file this machine was in the middle of when its page was reloaded or opened anew."""
    kept = _unfinished.get(_whose(home.folder))
    return kept[1] if kept else None


def _whose(folder: Path) -> tuple[Path, str | None]:
    """Sessions cannot be told apart once they are gone; clerks at different machines can."""
    return folder, _machine()


def _machine() -> str | None:
    return st.context.ip_address


def _finish(draft: Draft) -> None:
    """Loaded or given up: nothing is left behind any more."""
    for whose, (key, _) in list(_unfinished.items()):
        if key == draft.folder.name:
            del _unfinished[whose]


def begin(home: Home, file: str, content: bytes, options: LoadOptions) -> NoReturn:
    """Keep the bytes outside the store and examine them."""
    folder = tempfile.TemporaryDirectory(prefix="fwzf-upload-")
    draft = st.session_state[_KEY] = Draft(label_of(file), folder, options)
    draft.path.write_bytes(content)
    _unfinished[_whose(home.folder)] = (folder.name, draft.file)
    look_again(home, draft, options)


def look_again(home: Home, draft: Draft, options: LoadOptions) -> NoReturn:
    """Examine the file, with what was confirmed before for this unit."""
    draft.options, draft.examination, draft.report = options, None, None

    def work() -> Examination:
        known = remembered(home, options.unit)
        return examine(draft.path, remembered=known, ledger=options.ledger, file=draft.file)

    _start(draft, "正在读取文件、认表头", "examination", work)


def check(home: Home, draft: Draft, mapping: dict[str, Any]) -> NoReturn:
    """Rehearse the load with the confirmed columns."""
    examination = draft.examination
    assert examination is not None
    draft.options = replace(draft.options, mapping=mapping)
    _start(draft, "正在逐行校验、与已有数据比对", "report", lambda: rehearse(home, examination, draft.options))


def enter(home: Home, draft: Draft) -> NoReturn:
    """Load what was rehearsed."""
    examination = draft.examination
    assert examination is not None
    _start(draft, "正在入库、重新计算各项指标", "done", lambda: load_examined(home, examination, draft.options))


def wait(draft: Draft) -> None:
    """Show what runs until it is finished; leaving the page does not stop it."""
    if draft.job is None:
        return
    title, target, result = draft.job
    started = time.monotonic()
    with st.status(f"{title}…") as status:
        while True:
            try:
                value = result.result(timeout=0.5)
                break
            except NotYet:
                status.update(label=f"{title}…已用 {time.monotonic() - started:.0f} 秒")
            except FwzfError as error:
                draft.job, draft.refusal = None, str(error)
                st.rerun()
            except Exception:
                draft.job = None
                raise
    draft.job, draft.refusal = None, None
    setattr(draft, target, value)
    if draft.done:
        _finish(draft)
    st.rerun()


def label_of(name: str) -> str:
    """The user's file name as a label: no folders, no control characters, not endlessly long."""
    bare = "".join(char for char in name.replace("\\", "/").rsplit("/", 1)[-1] if char.isprintable())
    return bare[-LONGEST_NAME:].strip() or "未命名文件"


def _start(draft: Draft, title: str, target: str, work: Callable[[], Any]) -> NoReturn:
    draft.job = (title, target, _workers.submit(work))
    st.rerun()
