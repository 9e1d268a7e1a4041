"""The dashboard's server: Streamlit's ``st.App`` around ``app.py``, in Chinese, without any other host."""

from __future__ import annotations

import gc
import gzip
import logging
import os
import re
import secrets
import traceback
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
import uvicorn
from anyio import to_thread
from starlette.middleware import Middleware
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from streamlit.runtime.pages_manager import PagesManager

from fwzf_data.bureau import load_sample, open_bureau
from fwzf_data.errors import BadRequest, FwzfError
from fwzf_data.settings import PROJECT, STATIC
from fwzf_data.web import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("fwzf_data.web")
_FRONTEND = Path(st.__file__).parent / "static"
_PACKABLE = re.compile(r"/static/(?:js|css)/[\w.-]+\.(?:js|css)")
_HEADERS = {
    # Streamlit sets its styles at run time and its charts compile expressions; nothing may come from another host.
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_SCRIPTS = ("zh.js", "history.js")
"""Ours, beside Streamlit's and before them."""
_ONE_YEAR = "public, immutable, max-age=31536000"


def serve(home: Path, port: int = 8501, *, demo: bool = False, address: str = "127.0.0.1") -> None:
    """Serve one home until stopped, with ``demo`` filled from the sample data first if it is empty.

    Raises BadRequest where the port is taken.
    """
    os.environ["FWZF_HOME"] = str(home)
    _prepare(home, demo)
    app = dashboard()
    _freeze_imports()
    server = uvicorn.Server(
        uvicorn.Config(app, host=address, port=port, ws="websockets-sansio", log_level="warning", access_log=False)
    )
    print(f"看板已启动：http://{address}:{port}（按 Ctrl+C 停止）", flush=True)
    try:
        server.run()
    except SystemExit as error:
        raise BadRequest(
            f"端口 {port} 不能使用，可能已有一个看板在运行。请换一个端口，如 --port {port + 1}。"
        ) from error


def _prepare(home: Path, demo: bool) -> None:
    """Bring the data up to this version's definitions before anybody waits for a page."""
    opened = open_bureau(home)
    if demo and opened.latest() is None:
        load_sample(opened, lambda sentence: print(sentence, flush=True))


def dashboard() -> st.App:
    """The ASGI application; ``python -m uvicorn`` may run it too."""
    # Streamlit would take the folder ``pages/`` for its own until the first session has run ``st.navigation``, and
    # greet whoever comes first by a deep link with a dialog that there is no such page.
    PagesManager.uses_pages_directory = False
    # Streamlit would log every error with its words; ``report_error`` does without them.
    logging.getLogger("streamlit.error_util").disabled = True
    return st.App(
        PROJECT / "app.py",
        routes=[
            Route("/health", health),
            *(Route(f"/{name}", _script(name)) for name in _SCRIPTS),
            Route("/page.css", lambda _: FileResponse(STATIC / "page.css", media_type="text/css")),
            Route("/favicon.png", lambda _: FileResponse(STATIC / "icon.png")),
            Mount("/fonts", StaticFiles(directory=STATIC / "fonts")),
        ],
        middleware=[Middleware(Shell)],
        on_script_error=report_error,
    )


def _script(name: str) -> Callable[[Request], Response]:
    return lambda _: FileResponse(STATIC / name, media_type="text/javascript")


async def health(_: Request) -> JSONResponse:
    """For whoever watches the server: that it answers."""
    return JSONResponse({"status": "ok"})


def report_error(error: Exception) -> bool:
    """Show a Chinese sentence; where it went wrong goes to the log, under the number shown. Not the error's words: they
    may quote a ledger."""
    if isinstance(error, FwzfError):
        st.error(wording.plain(str(error)))
        return True
    number = secrets.token_hex(4)
    place = "".join(traceback.format_tb(error.__traceback__))
    _LOG.error("error %s: %s at\n%s", number, type(error).__name__, place)
    st.error(f"系统出错了，您的数据没有改动。请把错误编号 {number} 告诉管理员。")
    return True


class Shell:
    """ASGI middleware: Streamlit's page in Chinese, its scripts compressed once, our headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        path: str = scope["path"]
        if scope["method"] == "GET" and "gzip" in asked.get("accept-encoding", "") and _PACKABLE.fullmatch(path):
            packed = await to_thread.run_sync(_packed, path)
            if packed is not None:
                await _part(path, packed)(scope, receive, send)
                return
        replaced = False

        async def answer(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
                if message["status"] == 200 and headers.get("content-type", "").startswith("text/html"):
                    replaced = True
                    await send(_start(200, {"content-type": "text/html; charset=utf-8", "cache-control": "no-cache"}))
                    return
                if path.startswith("/fonts/") and message["status"] == 200:
                    headers["cache-control"] = _ONE_YEAR
                added = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                kept = [pair for pair in message["headers"] if pair[0] != b"cache-control"]
                control = [(b"cache-control", headers["cache-control"].encode())] if "cache-control" in headers else []
                await send({**message, "headers": [*kept, *control, *added]})
            elif replaced:
                if not message.get("more_body"):
                    await send({"type": "http.response.body", "body": index_page()})
            else:
                await send(message)

        await self.app(scope, receive, answer)


@cache
def index_page() -> bytes:
    """Streamlit's page in Chinese, with our dictionary and font; its inline script would break the policy."""
    page = (_FRONTEND / "index.html").read_text("utf-8")
    page = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    page = re.sub(r"<noscript>.*?</noscript>", f"<noscript>{wording.NO_SCRIPT}</noscript>", page, flags=re.DOTALL)
    page = re.sub(r'\s*<link\s+rel="(?:preload|service-desc)".*?/>', "", page, flags=re.DOTALL)
    ours = "".join(f'<script src="/{name}"></script>' for name in _SCRIPTS)
    page = re.sub(r"<script>.*?</script>", ours, page, count=1, flags=re.DOTALL)
    page = page.replace('<html lang="en">', '<html lang="zh-CN">')
    page = re.sub(r"<title>.*?</title>", f"<title>{wording.TITLE}</title>", page)
    styles = "".join(f'<link rel="stylesheet" href="{place}">' for place in ("/fonts/fonts.css", "/page.css"))
    return page.replace("</head>", f"{styles}</head>").encode()


@cache
def _packed(path: str) -> bytes | None:
    """A script or style sheet of Streamlit, compressed; its name carries a digest, so it never changes."""
    part = _FRONTEND / path.removeprefix("/")
    return gzip.compress(part.read_bytes(), 6) if part.is_file() else None


def _part(path: str, packed: bytes) -> Response:
    kind = "text/javascript" if path.endswith(".js") else "text/css"
    headers = {"content-encoding": "gzip", "vary": "accept-encoding", "cache-control": _ONE_YEAR, **_HEADERS}
    return Response(packed, media_type=kind, headers=headers)


def _start(status: int, headers: dict[str, str]) -> Message:
    pairs = [(name.encode(), value.encode()) for name, value in {**headers, **_HEADERS}.items()]
    return {"type": "http.response.start", "status": status, "headers": pairs}


def _freeze_imports() -> None:
    """Load what every page needs and take it out of the garbage collector's rounds."""
    import duckdb  # noqa: F401
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401

    gc.collect()
    gc.freeze()
