"""What a trade is told is common in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from fwzf_data.analysis.query import Answer, query
from fwzf_data.web.prevention import _by_trade


def spots(*rows: tuple[str, str, str, int]) -> Any:
    names = ("spot_kind", "spot", "violation_name", "record_count")
    return lambda name: Answer(query(name), date(2022, 12, 31), {}, names, rows)


def test_a_trade_is_told_what_is_common_in_it_and_not_what_was_found_once() -> None:
    told = _by_trade(
        spots(
            ("行业", "餐饮", "乱倒污水", 3),
            ("行业", "餐饮", "占道经营", 9),
            ("行业", "餐饮", "毁坏树木", 2),
            ("行业", "洗车", "占道经营", 1),
            ("街道", "东街", "占道经营", 9),
        ),
        date(2022, 12, 31),
    )
    (only,) = told
    assert only.about == "餐饮"
    assert "本行业常见占道经营、乱倒污水，请对照自查" in only.text
