"""The commands that write Word documents and publish the risk list."""

from __future__ import annotations

import argparse
from datetime import date
from functools import partial
from typing import Any

from fwzf_data.commands.console import ACTOR, Add, day, opened, output_file, write_file
from fwzf_data.errors import BadRequest
from fwzf_data.settings import home_folder


def add(command: Add) -> None:
    """Their names and options."""
    made = command("document", document, "写出公文（Word）")
    made.add_argument(
        "kind",
        choices=["draw-notice", "opinion", "risk-list"],
        metavar="KIND",
        help="draw-notice 抽查公示（最近一次摇号）；opinion 监督意见书草稿（要 --finding）；"
        "risk-list 风险防控清单草稿，或者公开了的一版（--version），文件名写 .xlsx 的为 Excel",
    )
    made.add_argument("--version", metavar="TEXT", help="已经公开的版本，如 2022年第1版")
    made.add_argument("--finding", metavar="KEY", help="线索编号，见 findings")
    made.add_argument("--out", type=output_file, required=True, metavar="FILE.docx")
    made.add_argument("--as-of", type=day, metavar="DATE", help="统计截止日，如 2022-12-31")
    made = command("publish-list", publish_list, "公开一版风险防控清单：要素齐全、等级已确定的风险点")
    made.add_argument("--version", required=True, metavar="TEXT", help="版本，如 2022年第1版")
    made.add_argument("--on", type=day, required=True, metavar="DATE", help="公开日期")
    made.add_argument("--way", action="append", required=True, metavar="TEXT", help="公开方式，可写多次")
    made.add_argument("--evidence", required=True, metavar="TEXT", help="佐证")
    made.add_argument("--only-ready", action="store_true", help="只公开要素齐全、等级已确定的")
    made.add_argument("--as-of", type=day, metavar="DATE", help="统计截止日，如 2022-12-31")


def document(given: argparse.Namespace) -> int:
    """An official document as a Word file; the risk list as a workbook, too."""
    kinds = [".docx", ".xlsx"] if given.kind == "risk-list" else [".docx"]
    if given.out.suffix.lower() not in kinds:
        raise BadRequest(f"「{given.out.name}」的结尾应为 {' 或 '.join(kinds)}。")
    write_file(given.out, _KINDS[given.kind](given))
    return 0


def _draw_notice(given: argparse.Namespace) -> bytes:
    from fwzf_data.bureau import holds_sample, open_bureau
    from fwzf_data.documents.draw_notice import draw_notice
    from fwzf_data.draws import is_sealed, kept, latest_draw

    home = open_bureau(home_folder(given.home))
    last = latest_draw(home, given.as_of)
    return draw_notice(kept(home, last), sealed=is_sealed(home, last), is_sample=holds_sample(home))


def _opinion(given: argparse.Namespace) -> bytes:
    from fwzf_data.analysis.disposition import dispositions
    from fwzf_data.analysis.finding import findings
    from fwzf_data.analysis.findings_desk import explained
    from fwzf_data.analysis.query import default_as_of
    from fwzf_data.bureau import holds_sample
    from fwzf_data.documents.opinion import opinion

    if not given.finding:
        raise BadRequest("监督意见书要写明是哪一条线索：--finding 线索编号（见 findings）。")
    home, generation = opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    answer = findings(connection, as_of, dispositions(home.journal), given.finding.partition("-")[0])
    for row in answer.dicts():
        if row["finding_key"] == given.finding:
            head = home.journal.head().hash
            return opinion(row, explained(row), generation.number, head, is_sample=holds_sample(home))
    raise BadRequest(f"截至 {as_of} 没有编号为「{given.finding}」的线索，请用 findings 核对。")


def _risk_list(given: argparse.Namespace) -> bytes:
    from fwzf_data.analysis.prevention import gone
    from fwzf_data.documents.risk_list import risk_list_book, risk_list_letter

    if given.version is not None:
        return _published_list(given)
    is_sample = _is_sample(given)
    points, before, _, as_of = _drafted(given)
    if given.out.suffix.lower() == ".xlsx":
        return risk_list_book(points, is_sample=is_sample)
    return risk_list_letter(points, gone(points, before), as_of, None, is_sample=is_sample)


def _published_list(given: argparse.Namespace) -> bytes:
    from fwzf_data.analysis.prevention import published, published_on
    from fwzf_data.analysis.query import ask
    from fwzf_data.documents.risk_list import published_book, risk_list_letter

    _, generation = opened(given)
    asked = partial(ask, generation.connect())
    points, left = published(asked, given.version)
    (version,) = (row for row in asked("risk_list_versions").dicts() if row["version"] == given.version)
    day = published_on(version)
    if day is None:
        raise BadRequest(f"「{given.version}」没有写公开日期，还不是公开了的一版。")
    is_sample = _is_sample(given)
    if given.out.suffix.lower() == ".xlsx":
        return published_book(points, is_sample=is_sample)
    return risk_list_letter(points, left, day, given.version, is_sample=is_sample)


def _is_sample(given: argparse.Namespace) -> bool:
    from fwzf_data.bureau import sample_batches

    return bool(sample_batches(opened(given)[1]))


def publish_list(given: argparse.Namespace) -> int:
    """Make a version of the list; refused where a point is not complete."""
    from fwzf_data.bureau import open_bureau
    from fwzf_data.risk_lists import Publication, publish

    points, _, known, _ = _drafted(given)
    if given.only_ready:
        points = [point for point in points if not point["lacking"]]
    publication = Publication(given.version, given.on, tuple(given.way), given.evidence)
    publish(open_bureau(home_folder(given.home)), points, known, publication, ACTOR)
    print(f"「{given.version}」已公开，{len(points)} 个风险点，已作为一个批次入库。")
    return 0


def _drafted(given: argparse.Namespace) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[str], date]:
    """The draft, the points of the version before it, every version there is, and the day they stand on."""
    from fwzf_data.analysis.prevention import last_published, prevention
    from fwzf_data.analysis.query import ask, default_as_of
    from fwzf_data.analysis.risk_decision import confirmations

    home, generation = opened(given)
    connection = generation.connect()
    as_of = given.as_of or default_as_of(connection)
    asked = partial(ask, connection, as_of=as_of)
    points = prevention(asked, as_of, confirmations(home.journal)).dicts()
    return points, last_published(asked), [row["version"] for row in asked("risk_list_versions").dicts()], as_of


_KINDS = {"draw-notice": _draw_notice, "opinion": _opinion, "risk-list": _risk_list}
