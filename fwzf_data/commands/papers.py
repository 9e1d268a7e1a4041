"""The command that writes Word documents."""

from __future__ import annotations

import argparse
from pathlib import Path

from fwzf_data.commands.console import Add, day, opened
from fwzf_data.errors import BadRequest
from fwzf_data.settings import home_folder


def add(command: Add) -> None:
    """Their names and options."""
    made = command("document", document, "写出公文（Word）")
    made.add_argument(
        "kind",
        choices=["draw-notice", "opinion"],
        metavar="KIND",
        help="draw-notice 抽查公示（最近一次摇号）；opinion 监督意见书草稿（要 --finding）",
    )
    made.add_argument("--finding", metavar="KEY", help="线索编号，见 findings")
    made.add_argument("--out", required=True, metavar="FILE.docx")
    made.add_argument("--as-of", type=day, metavar="DATE", help="统计截止日，如 2022-12-31")


def document(given: argparse.Namespace) -> int:
    """An official document as a Word file."""
    Path(given.out).write_bytes({"draw-notice": _draw_notice, "opinion": _opinion}[given.kind](given))
    return 0


def _draw_notice(given: argparse.Namespace) -> bytes:
    from fwzf_data.bureau import open_bureau
    from fwzf_data.documents.draw_notice import draw_notice
    from fwzf_data.draws import is_sealed, kept, latest_draw

    home = open_bureau(home_folder(given.home))
    last = latest_draw(home, given.as_of)
    return draw_notice(kept(home, last), sealed=is_sealed(home, last))


def _opinion(given: argparse.Namespace) -> bytes:
    from fwzf_data.analysis.disposition import dispositions
    from fwzf_data.analysis.finding import findings
    from fwzf_data.analysis.findings_desk import explained
    from fwzf_data.analysis.query import default_as_of
    from fwzf_data.documents.opinion import opinion

    if not given.finding:
        raise BadRequest("监督意见书要写明是哪一条线索：--finding 线索编号（见 findings）。")
    home, generation = opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    answer = findings(connection, as_of, dispositions(home.journal), given.finding.partition("-")[0])
    for row in answer.dicts():
        if row["finding_key"] == given.finding:
            return opinion(row, explained(row), generation.number, home.journal.head().hash)
    raise BadRequest(f"截至 {as_of} 没有编号为「{given.finding}」的线索，请用 findings 核对。")
