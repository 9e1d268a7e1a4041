"""What a rerun of each page costs the server, as a multiple of an empty page's.

    python -m tests.bench.rerun HOME [--reruns 20] [--rounds 3]

Measured over the websocket that browsers use: one client asks for reruns one after another, and the CPU time of the
server's own process is read before and after. The empty page runs in a server of its own with the same settings.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

# Run by its path, too.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from fwzf_data.bureau import open_bureau

ROOT = Path(__file__).resolve().parents[2]
EMPTY = 'import streamlit as st\n\nst.set_page_config(page_title="空")\nst.text("空")\n'
MOST = 4.0


@dataclass(frozen=True)
class Effort:
    """How often each page is asked for."""

    reruns: int
    rounds: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path, metavar="HOME", help="a folder of data, as of --home")
    parser.add_argument("--reruns", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if not given.home.is_dir():
        parser.error(f"{given.home} is no folder")
    return compared(given.home, Effort(given.reruns, given.rounds))


def compared(home: Path, effort: Effort) -> int:
    """Print every page beside the empty one; 1 where one is slow."""
    pages = {path.stem: "" for path in sorted((ROOT / "pages").glob("*/*.py"))} | of_one_case(home)
    print(f"{'页面':<16}{'CPU 毫秒':>10}{'空页毫秒':>10}{'倍数':>8}{'KB':>8}")
    slow = 0
    with empty_server() as (empty_port, empty_process), app_server(home) as (port, process):
        for page, address in pages.items():
            # Side by side, so that a busy machine slows both.
            empty, _ = cost(empty_port, empty_process, "", "", effort)
            spent, sent = cost(port, process, page, address, effort)
            slow += spent > MOST * empty
            print(f"{page:<16}{spent:>10.1f}{empty:>10.1f}{spent / empty:>8.1f}{sent:>8.1f}", flush=True)
    return 1 if slow else 0


def of_one_case(home: Path) -> dict[str, str]:
    """Addresses of the pages that show one thing."""
    newest = open_bureau(home).latest()
    if newest is None:
        raise SystemExit("the home is empty")
    asked = "select record_key, batch_id, sheet_no, row_no from cases order by all limit 1"
    ((key, *place),) = newest.connect().execute(asked).fetchall()
    names = ("batch_id", "sheet_no", "row_no")
    return {"case": urlencode({"record_key": key}), "source": urlencode(dict(zip(names, place, strict=True)))}


def cost(port: int, process: subprocess.Popen[bytes], page: str, address: str, effort: Effort) -> tuple[float, float]:
    """CPU milliseconds of the server and KB sent, per rerun: the least of some rounds, after warming up."""
    url = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(url, origin=f"http://127.0.0.1:{port}", subprotocols=["streamlit"], max_size=None) as session:
        for _ in range(3):
            rerun(session, page, address)
        spent, sent = [], []
        for _ in range(effort.rounds):
            before = cpu_seconds(process.pid)
            sent += [rerun(session, page, address) for _ in range(effort.reruns)]
            spent.append((cpu_seconds(process.pid) - before) / effort.reruns)
    return 1000 * min(spent), statistics.median(sent) / 1024


def rerun(session: ClientConnection, page: str, address: str) -> int:
    """Ask for one rerun and read until it is finished; how many bytes came."""
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = page, address
    session.send(asked.SerializeToString())
    received = 0
    while True:
        data = session.recv(timeout=60)
        assert isinstance(data, bytes)
        received += len(data)
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "script_finished":
            if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                raise RuntimeError(f"page {page!r} did not finish: {message.script_finished}")
            return received


def cpu_seconds(pid: int) -> float:
    """CPU time of another process, all threads, in nanosecond steps: Linux builds its clock's number from the pid."""
    return time.clock_gettime((~pid << 3) | 2)


@contextmanager
def app_server(home: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = free_port()
    command = [sys.executable, "-m", "fwzf_data", "--home", str(home), "serve", "--port", str(port)]
    with running(command, ROOT, port) as process:
        yield port, process


@contextmanager
def empty_server() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        (folder / "empty.py").write_text(EMPTY, "utf-8")
        shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
        command = [sys.executable, "-m", "streamlit", "run", "empty.py", "--server.port", str(port)]
        with running(command, folder, port) as process:
            yield port, process


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not start")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
