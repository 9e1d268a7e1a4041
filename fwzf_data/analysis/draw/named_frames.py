"""Frames from the facts: what a bureau can draw without writing a list, each a mart of ``queries/marts``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from fwzf_data.analysis.draw.frame import Frame, frozen
from fwzf_data.analysis.draw.identifier import canonical
from fwzf_data.analysis.draw.inspectors import Inspector, read_inspectors
from fwzf_data.analysis.query import Answer, ask, query
from fwzf_data.errors import BadRequest
from fwzf_data.rulebook import rules
from fwzf_data.settings import today

NAMED = {
    "cases": "frame_cases", "parties": "frame_parties", "evidence": "frame_evidence", "service": "frame_service",
}  # fmt: skip
WORDS = {"cases": "案卷", "parties": "当事人和店铺", "evidence": "任务佐证", "service": "指导和调解卷宗"}

_SAYS = (
    "case_no", "file_no", "party_name", "applicant", "respondent", "cause", "topic", "title",
)  # fmt: skip
"""What of a frame's row tells an inspector which object it is, in this order."""

FILTERS = {"unit": "--unit", "from_on": "--from", "to_on": "--to"}
"""Conditions a frame of the ledgers may be asked under, as the command line writes them."""


@dataclass(frozen=True)
class NamedFrame:
    """A frame, what it is called, and the rule its weights come from."""

    frame: Frame
    name: str
    weight_rule: str


def is_named(name: str) -> bool:
    return name in NAMED or name in NAMED.values() or name in WORDS.values()


def register_of(frame_name: str) -> str:
    """What a plan's frame was taken from: a frame of the ledgers without its conditions, a list by its file name.

    Only the former's brackets hold conditions; 名单（餐饮）.csv and 名单（工地）.csv are two lists.
    """
    word = frame_name.partition("（")[0]
    return word if word in WORDS.values() and (frame_name == word or frame_name.endswith("）")) else frame_name


def named_frame(
    connection: duckdb.DuckDBPyConnection, name: str, method: str, as_of: date | None = None, **filters: Any
) -> NamedFrame:
    """The frame of a name or its Chinese word, with weights or amounts as the method needs them."""
    key = next((key for key in NAMED if name in (key, NAMED[key], WORDS[key])), None)
    if key is None:
        raise BadRequest(f"没有名为「{name}」的名单。可用的：{'、'.join(NAMED)}，或者一个 CSV 文件。")
    known = {each: value for each, value in filters.items() if value is not None}
    if odd := [word for each, word in FILTERS.items() if each in known and each not in query(NAMED[key]).params]:
        raise BadRequest(f"名单「{WORDS[key]}」不能按 {'、'.join(odd)} 筛选，请去掉。")
    return frame_of(ask(connection, NAMED[key], as_of=as_of, **known), key, method, known)


def frame_of(answer: Answer, key: str, method: str, known: Mapping[str, Any]) -> NamedFrame:
    """The frame of an answer of its mart, which was asked under the ``known`` conditions."""
    rows = answer.dicts()
    if not rows:
        raise BadRequest(f"名单「{WORDS[key]}」在这些条件下是空的，请先载入台账或放宽条件。")
    frame = frozen([(row["object_id"], row["stratum"], _size(row, method)) for row in rows])
    conditions = "；".join(_conditions(answer, known))
    return NamedFrame(frame, f"{WORDS[key]}{f'（{conditions}）' if conditions else ''}", _weights(answer, method))


def label(row: Mapping[str, Any]) -> str:
    """What an inspector reads beside the identifier: 「案号　姓名　案由」, the name as masked as the row is."""
    return "　".join(row[name] for name in _SAYS if row.get(name))


def _size(row: Mapping[str, Any], method: str) -> str:
    """Weights for draws by risk, whole fen for draws by money, nothing where all are alike."""
    if method == "money":
        return "" if row["amount_fen"] is None else str(row["amount_fen"])
    return str(row["weight"]) if method in ("weighted", "rotation") else ""


def _conditions(answer: Answer, known: Mapping[str, Any]) -> list[str]:
    said = [f"{answer.query.params[name]['title']}＝{value}" for name, value in known.items()]
    return said + ([f"截至 {answer.as_of}"] if "as_of" in answer.query.params else [])


def _weights(answer: Answer, method: str) -> str:
    """The points table, so that the weights can be published and recomputed."""
    if method == "money":
        return "金额（分）"
    if method not in ("weighted", "rotation"):
        return ""
    titles = {rule.name: rule.title for rule in rules()}
    told = [
        f"{titles[spec['rule']]}：{answer.params[name]}" for name, spec in answer.query.params.items() if "rule" in spec
    ]
    return "1 分起；" + "；".join(told)


def register_inspectors(
    connection: duckdb.DuckDBPyConnection, conflicts: Mapping[str, str], leave: Mapping[str, str]
) -> tuple[Inspector, ...]:
    """Inspectors of the officers' register; ``conflicts`` and ``leave`` by certificate number, as people write them.

    Raises BadRequest for a number the register does not have.
    """
    rows = ask(connection, "inspector_list", as_of=today()).dicts()
    away, absent = ({canonical(number): text for number, text in told.items()} for told in (conflicts, leave))
    numbers = {canonical(row["certificate_no"]) for row in rows}
    for number in (*away, *absent):
        if number not in numbers:
            raise BadRequest(f"执法人员名册里没有证号「{number}」，请核对。")
    return read_inspectors([
        {
            "id": row["certificate_no"], "name": row["name"] or "", "unit": row["unit"] or "",
            "valid_until": row["valid_until"].isoformat() if row["valid_until"] else "",
            "conflicts": away.get(canonical(row["certificate_no"]), ""),
            "leave": absent.get(canonical(row["certificate_no"]), ""),
        }
        for row in rows
    ])  # fmt: skip
