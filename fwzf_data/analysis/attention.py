"""What needs attention now, in a few sentences, each computed from one answer and leading to the rows it counts.

The order is fixed, the most urgent first: a broken deadline, what is due within days, cases that take too long, what
nobody has looked into yet, a doubtful fine, and last what is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from fwzf_data.analysis.checks import NO_UNIT
from fwzf_data.analysis.disposition import OPEN
from fwzf_data.analysis.finding import Row
from fwzf_data.analysis.judged import UNCHECKED, UNEXPLAINED
from fwzf_data.analysis.progress import LATE, UNREPORTED
from fwzf_data.analysis.query import Answer
from fwzf_data.rulebook import rule_value

BUREAU = "全局"
TOO_LONG = "P01"
"""The rule on cases that take more than ninety days."""
HINTS = {"F01": "单位比较提示", "F02": "集中执法", "F03": "压线罚款"}
"""The rules that are statistics, in short."""


class Ask(Protocol):
    """Asks one mart as of the day the page stands on."""

    def __call__(self, name: str, **given: Any) -> Answer: ...


@dataclass(frozen=True)
class Attention:
    """One sentence, the page it leads to, and the mart with the filters that gives exactly the rows it counts."""

    sentence: str
    count: int
    page: str
    mart: str | None
    """None: the desk of findings, which is no mart."""
    filters: dict[str, str]


def attention(ask: Ask, as_of: date, findings: Sequence[Row]) -> list[Attention]:
    """At most ``attention.most_sentences`` of them; none where nothing is wrong that can be known.

    ``findings``: everything found as of the day, with what people said of it.
    """
    waiting = [row for row in findings if row["disposition"] == OPEN]
    made = (
        _overdue(ask),
        _training(ask, as_of, is_near=True),
        _coming(ask, as_of),
        _unreported(ask, as_of),
        _too_long(waiting),
        _waiting(waiting),
        _deviations(ask, as_of),
        _training(ask, as_of, is_near=False),
        _unchecked(ask, as_of),
        _returned(ask),
    )
    return [entry for entry in made if entry][: rule_value("attention.most_sentences")]


def year_to(as_of: date) -> dict[str, str]:
    """The year of the as-of day up to that day, as the filters of a list."""
    return {"from_on": f"{as_of.year}-01-01", "to_on": as_of.isoformat()}


def _overdue(ask: Ask) -> Attention | None:
    filters = {"status": LATE}
    rows = ask("obligation_status", **filters).dicts()
    if not rows:
        return None
    worst = max(rows, key=lambda row: (row["days_overdue"] or 0, row["unit"]))
    return Attention(
        f"{_obligations(rows)}已超期，最久的是{worst['unit']}「{worst['title']}」，"
        f"已超 {worst['days_overdue'] or 0} 天，请催办。",
        len(rows),
        "义务清单",
        "obligation_status",
        filters,
    )


def _deviations(ask: Ask, as_of: date) -> Attention | None:
    judged = ask("discretion_by_case", **year_to(as_of)).dicts()
    filters = {"deviation_state": UNEXPLAINED} | year_to(as_of)
    off = ask("discretion_by_case", **filters).dicts()
    if not off:
        return None
    unit, most = _most(row["unit"] or NO_UNIT for row in off)
    checked = sum(row["verdict"] != UNCHECKED for row in judged)
    return Attention(
        f"{as_of.year} 年可核查的 {checked:,} 件案件中，{len(off):,} 件偏离裁量基准且没有写明理由，"
        f"{unit}最多（{most:,} 件），请复核案卷。",
        len(off),
        "裁量核查清单",
        "discretion_by_case",
        filters,
    )


def _training(ask: Ask, as_of: date, *, is_near: bool) -> Attention | None:
    """Sessions still missing: urgent when their last day is near, worth a word before."""
    filters = {"unit": BUREAU, "is_met": "否"}
    short = ask("training_by_unit", **filters).dicts()
    if not short or is_near != ((short[0]["due_on"] - as_of).days <= rule_value("attention.days_ahead")):
        return None
    parts = [
        f"{row['category']}已办 {row['session_count']} 场，"
        + (f"还差 {row['missing_count']} 场" if row["status"] == "未达标" else "是否达标数据不足")
        for row in short
    ]
    return Attention(
        f"培训没有达到全年最低场次：{'；'.join(parts)}，截止 {short[0]['due_on']:%Y-%m-%d}。",
        len(short),
        "培训达标",
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
        "义务清单",
        "obligation_status",
        filters,
    )


def _unreported(ask: Ask, as_of: date) -> Attention | None:
    """What nobody reported all year long is urgent when the year is nearly over."""
    filters = {"status": UNREPORTED}
    rows = ask("obligation_status", **filters).dicts()
    ends = [row["due_on"] for row in rows if row["due_on"]]
    days = (min(ends) - as_of).days if ends else None
    if days is None or days > rule_value("attention.days_ahead"):
        return None
    unit, most = _most(row["unit"] for row in rows)
    left = f"还有 {days} 天到期" if days > 0 else "今天到期" if days == 0 else "已到期"
    return Attention(
        f"{_obligations(rows)}一次也没有报，{left}，最多的是{unit}（{most:,} 条），请催报。",
        len(rows),
        "义务清单",
        "obligation_status",
        filters,
    )


def _too_long(waiting: Sequence[Row]) -> Attention | None:
    rows = [row for row in waiting if row["code"] == TOO_LONG]
    if not rows:
        return None
    unit, most = _most(row["unit"] or NO_UNIT for row in rows)
    return Attention(
        f"{len(rows):,} 件案件立案超过九十日才决定或者还没有决定，{unit}最多（{most:,} 件），"
        "请核实有没有扣除的时间和批准的延期。",
        len(rows),
        "线索处置",
        None,
        {"rule": f"{TOO_LONG} {rows[0]['title']}", "said": OPEN},
    )


def _waiting(waiting: Sequence[Row]) -> Attention | None:
    if not waiting:
        return None
    unit, most = _most(row["unit"] or NO_UNIT for row in waiting)
    grave = sum(row["level"] == "高" and row["certainty"] == "确定" for row in waiting)
    counts = Counter(row["code"] for row in waiting)
    parts = [f"{word} {counts[code]:,} 条" for code, word in HINTS.items() if counts[code]]
    return Attention(
        f"{len(waiting):,} 条线索没有人核实，重要而且确定的 {grave:,} 条，{unit}最多（{most:,} 条）"
        + (f"；其中{'、'.join(parts)}" if parts else "")
        + "。",
        len(waiting),
        "线索处置",
        None,
        {"said": OPEN},
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
        "裁量核查清单",
        "discretion_by_case",
        filters,
    )


def _returned(ask: Ask) -> Attention | None:
    rows = ask("returned_rows").dicts()
    if not rows:
        return None
    file, most = _most(row["file"] for row in rows)
    return Attention(
        f"{len({row['file'] for row in rows})} 份文件有 {len(rows):,} 行没有入库，「{file}」最多（{most:,} 行），"
        "改好后重新上传即可。",
        len(rows),
        "退回与问题",
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
