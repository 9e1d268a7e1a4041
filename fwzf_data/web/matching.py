"""How much of what the ledgers write is matched to the catalogue, in the words of the page 案由归并."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fwzf_data.web.wording import rate

COLUMNS = {
    "案由": {"ledger": "penalty_case", "field": "cause"},
    "检查的违法行为": {"ledger": "inspection", "field": "violation"},
    "投诉的问题类别": {"ledger": "complaint", "field": "category"},
    "投诉的反映内容": {"ledger": "complaint", "field": "content"},
    "指导事项": {"ledger": "guidance", "field": "topic"},
}
"""What a person may look at alone → the filters of ``text_proposals``."""


def verdict(rows: Sequence[Mapping[str, Any]]) -> str:
    """The share matched, source by source."""
    said = [f"{row['event_kind']} {rate(row['matched'])}" for row in rows]
    return f"对应到目录：{'，'.join(said)}" if said else "没有要对应的案件、检查、投诉和指导。"
