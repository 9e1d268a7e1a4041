"""What needs attention now, in a few sentences, each computed from one answer and leading to the rows it counts.

The order is fixed: a broken deadline before a doubtful fine before what is coming before what is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from fwzf_data.analysis.judged import UNCHECKED, UNEXPLAINED
from fwzf_data.analysis.progress import LATE
from fwzf_data.analysis.query import Answer
from fwzf_data.rulebook import rule_value

BUREAU = "全局"


class Ask(Protocol):
    """Asks one mart as of the day the page stands on."""

    def __call__(self, name: str, **given: Any) -> Answer: ...


@dataclass(frozen=True)
class Attention:
    """One sentence, and the mart with the filters that gives exactly the rows it counts."""

    sentence: str
    count: int
    mart: str
    filters: dict[str, str]


def attention(ask: Ask, as_of: date) -> list[Attention]:
    """At most ``attention.most_sentences`` of them; none where nothing is wrong that can be known."""
    found = [made for sentence in _SENTENCES if (made := sentence(ask, as_of))]
    return found[: rule_value("attention.most_sentences")]


def year_to(as_of: date) -> dict[str, str]:
    """The year of the as-of day up to that day, as the filters of a list."""
    return {"from_on": f"{as_of.year}-01-01", "to_on": as_of.isoformat()}


def _overdue(ask: Ask, _: date) -> Attention | None:
    filters = {"status": LATE}
    rows = ask("obligation_status", **filters).dicts()
    if not rows:
        return None
    worst = max(rows, key=lambda row: (row["days_overdue"] or 0, row["unit"]))
    return Attention(
        f"{_obligations(rows)}已超期，最久的是{worst['unit']}「{worst['title']}」，"
        f"已超 {worst['days_overdue'] or 0} 天。",
        len(rows),
        "obligation_status",
        filters,
    )


def _deviations(ask: Ask, as_of: date) -> Attention | None:
    judged = ask("discretion_by_case", **year_to(as_of)).dicts()
    filters = {"deviation_state": UNEXPLAINED} | year_to(as_of)
    off = ask("discretion_by_case", **filters).dicts()
    if not off:
        return None
    unit, most = _most(row["unit"] or "未填单位" for row in off)
    checked = sum(row["verdict"] != UNCHECKED for row in judged)
    return Attention(
        f"{as_of.year} 年可核查的 {checked:,} 件案件中，{len(off):,} 件偏离裁量基准且没有写明理由，"
        f"{unit}最多（{most:,} 件），请复核案卷。",
        len(off),
        "discretion_by_case",
        filters,
    )


def _training(ask: Ask, _: date) -> Attention | None:
    filters = {"unit": BUREAU, "is_met": "否"}
    short = ask("training_by_unit", **filters).dicts()
    if not short:
        return None
    parts = [
        f"{row['category']}已办 {row['session_count']} 场，"
        + (f"还差 {row['missing_count']} 场" if row["status"] == "未达标" else "是否达标数据不足")
        for row in short
    ]
    return Attention(
        f"培训没有达到全年最低场次：{'；'.join(parts)}，截止 {short[0]['due_on']:%Y-%m-%d}。",
        len(short),
        "training_by_unit",
        filters,
    )


def _coming(ask: Ask, as_of: date) -> Attention | None:
    days = rule_value("attention.days_ahead")
    filters = {"open_until": (as_of + timedelta(days=days)).isoformat()}
    rows = ask("obligation_status", **filters).dicts()
    if all(row["kind"] == "计次" for row in rows):
        return None  # The sentence on training has said it.
    first = min(rows, key=lambda row: (row["due_on"], row["obligation_id"]))
    return Attention(
        f"{days} 天内有 {_obligations(rows)}到期，最近的是「{first['title']}」，{first['due_on']:%Y-%m-%d} 到期。",
        len(rows),
        "obligation_status",
        filters,
    )


def _unchecked(ask: Ask, as_of: date) -> Attention | None:
    judged = ask("discretion_by_case", **year_to(as_of)).dicts()
    filters = {"verdict": UNCHECKED} | year_to(as_of)
    unknown = ask("discretion_by_case", **filters).dicts()
    if not unknown or 100 * len(unknown) < rule_value("attention.unchecked_share_pct") * len(judged):
        return None
    reason, most = _most(row["reason"] or "没有写明" for row in unknown)
    return Attention(
        f"{as_of.year} 年已决定的 {len(judged):,} 件案件中，{len(unknown):,} 件无法对照裁量基准，"
        f"最多的原因是{reason}（{most:,} 件）。",
        len(unknown),
        "discretion_by_case",
        filters,
    )


def _returned(ask: Ask, _: date) -> Attention | None:
    rows = ask("returned_rows").dicts()
    if not rows:
        return None
    file, most = _most(row["file"] for row in rows)
    return Attention(
        f"{len({row['file'] for row in rows})} 份文件有 {len(rows):,} 行没有入库，「{file}」最多（{most:,} 行），"
        "改好后重新上传即可。",
        len(rows),
        "returned_rows",
        {},
    )


def _obligations(rows: Sequence[Mapping[str, Any]]) -> str:
    """「2 个单位的 3 项义务（共 4 条）」"""
    duties, units = ({row[name] for row in rows} for name in ("obligation_id", "unit"))
    return f"{len(units)} 个单位的 {len(duties)} 项义务（共 {len(rows)} 条）"


def _most(names: Iterable[str]) -> tuple[str, int]:
    """The most frequent name and how often; of equally frequent ones the first."""
    return min(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))


_SENTENCES: tuple[Callable[[Ask, date], Attention | None], ...] = (
    _overdue,
    _deviations,
    _training,
    _coming,
    _unchecked,
    _returned,
)
