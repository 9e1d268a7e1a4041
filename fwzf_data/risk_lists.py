"""Publishing the risk list: a version is a batch of its ledger, kept, numbered and taken back like any other."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fwzf_data.analysis.prevention import lacking
from fwzf_data.documents.risk_list import risk_list_book
from fwzf_data.errors import BadRequest
from fwzf_data.intake.report import LoadReport
from fwzf_data.loading.load import LoadOptions, load
from fwzf_data.settings import today
from fwzf_data.store.home import Home

_NAMED = 5
"""How many incomplete points a refusal names."""


@dataclass(frozen=True)
class Publication:
    """When, where and how a version became public."""

    version: str
    published_on: date
    ways: tuple[str, ...]
    evidence: str


def publishable(points: Sequence[Mapping[str, Any]], known: Sequence[str], publication: Publication) -> None:
    """Raises BadRequest where a point lacks an element or a confirmed level, or the publication is not said whole."""
    if not publication.version.strip():
        raise BadRequest("请写明这一版叫什么，如 2022年第1版。")
    if publication.version.strip() in known:
        raise BadRequest(f"「{publication.version}」已经有了。请换一个版本名，或先撤回那一版的批次。")
    if not any(map(str.strip, publication.ways)):
        raise BadRequest("请写明在哪里公开：座谈会、实地宣传、短信、微信等。")
    if publication.published_on > today():
        raise BadRequest(f"公开日期 {publication.published_on} 还没有到。请写已经公开的那一天。")
    if not publication.evidence.strip():
        raise BadRequest("请写明公开的佐证：会议记录、照片、网址等。")
    if not points:
        raise BadRequest("清单里一个风险点也没有，不能公开。")
    incomplete = [
        f"{point['violation_name']}（缺{'、'.join(missing)}）" for point in points if (missing := lacking(point))
    ]
    if incomplete:
        more = f"等 {len(incomplete)} 个" if len(incomplete) > _NAMED else ""
        raise BadRequest(
            f"不能公开：{'；'.join(incomplete[:_NAMED])}{more}。措施等请在防控清单台账里补上再上传，等级请在「风险分级」确定；"
            "也可以只公开要素齐全的。"
        )


def publish(
    home: Home, points: Sequence[Mapping[str, Any]], known: Sequence[str], publication: Publication, actor: str
) -> LoadReport:
    """Write the version as a workbook of the ledger and load it: from then on plan and checks see it like any list."""
    publishable(points, known, publication)
    body = risk_list_book(
        points,
        {
            "version": publication.version.strip(),
            "publish_way": "、".join(filter(None, map(str.strip, publication.ways))),
            "published_on": publication.published_on,
            "evidence": publication.evidence.strip(),
        },
        grounds=False,
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"法律风险防控清单_{publication.version.strip().replace('/', '／')}.xlsx"
        file.write_bytes(body)
        return load(home, file, LoadOptions(ledger="risk_list", actor=actor))
