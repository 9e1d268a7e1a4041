"""The 3×3 matrix of likelihood and consequence: how many violations fall where, and the sentence over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fwzf_data.analysis.query import Answer
from fwzf_data.analysis.risk import Ask, risk
from fwzf_data.analysis.risk_decision import Confirmed, confirmations
from fwzf_data.analysis.risk_grade import HIGH, LOW, MIDDLE, UNKNOWN
from fwzf_data.web.charts import CONTEXT, Figure, figure, pads
from fwzf_data.web.desk import Desk
from fwzf_data.web.labels import safe

BANDS = {1: LOW, 2: MIDDLE, 3: MIDDLE, 4: HIGH}
"""Four levels of a sub-score in the three words of the matrix (``facts/decisions`` on frequency grades)."""
_ORDER = (LOW, MIDDLE, HIGH)
Rows = Sequence[Mapping[str, Any]]


def graded(desk: Desk, mode: str, **window: date) -> Answer:
    """The graded list of this day; worked out once for a generation and what people confirmed by now."""
    confirmed = tuple(sorted(confirmations(desk.home.journal).items()))
    return desk.once(_graded, confirmed=confirmed, mode=mode, **window)


def _graded(
    ask: Ask, as_of: date, *, confirmed: tuple[tuple[str, Confirmed], ...], mode: str, from_on: date, to_on: date
) -> Answer:
    return risk(ask, as_of, dict(confirmed), mode=mode, from_on=from_on, to_on=to_on)


def cell(row: Mapping[str, Any]) -> str | None:
    """``harm|frequency`` of a graded row; nothing for one that could not be graded."""
    return None if row["score"] is None else f"{BANDS[row['harm']]}|{BANDS[row['frequency']]}"


def matrix(rows: Rows, title: str) -> Figure:
    """Consequence up, likelihood across, the number of violations in each cell; a click gives ``harm|frequency``."""
    counts = Counter(cell(row) for row in rows)
    numbers = [[counts[f"{harm}|{frequency}"] for frequency in _ORDER] for harm in _ORDER]
    across, up = [f"频率{word}" for word in _ORDER], [f"危害{word}" for word in _ORDER]
    return figure(
        title,
        [
            {
                "type": "heatmap",
                "x": across,
                "y": up,
                "z": numbers,
                "text": [[str(number) if number else "" for number in line] for line in numbers],
                "texttemplate": "%{text}",
                "textfont": {"size": 20},
                "hoverinfo": "skip",
                "showscale": False,
                "colorscale": [[0, "#f4f7fb"], [1, CONTEXT]],
                "zmin": 0,
                "xgap": 3,
                "ygap": 3,
            },
            pads(
                [
                    (across[x], up[y], f"{harm}|{frequency}", f"危害{harm}、频率{frequency}：{numbers[y][x]} 种")
                    for y, harm in enumerate(_ORDER)
                    for x, frequency in enumerate(_ORDER)
                    if numbers[y][x]
                ],
                size=60,
            ),
        ],
        height=320,
        xaxis={"type": "category", "categoryarray": [safe(word) for word in across], "showgrid": False},
        yaxis={"type": "category", "categoryarray": [safe(word) for word in up], "showgrid": False},
    )


def verdict(rows: Rows) -> str:
    """How many violations of each level are proposed."""
    counts = Counter(row["proposed_level"] for row in rows)
    words = "、".join(f"{level} {counts[level]} 种" for level in (HIGH, MIDDLE, LOW) if counts[level])
    unknown = f"，另有 {counts[UNKNOWN]} 种数据不足" if counts[UNKNOWN] else ""
    return f"建议等级：{words or '没有一种评得出'}{unknown}"


def leaning(rows: Rows) -> str:
    """Which levels hang on the weights."""
    names = [f"{row['violation_name']}（{row['sensitivity']}）" for row in rows if row["sensitivity"]]
    said = f"权重逐个上下浮动，有 {len(names)} 种等级会变：" + "；".join(names)
    return said if names else "权重逐个上下浮动，没有一种的等级会变"
