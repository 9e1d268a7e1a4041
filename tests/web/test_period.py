"""The period is understood in the ways clerks write it, and only where it names its year."""

from __future__ import annotations

import pytest

from fwzf_data.web.period import read_period, refusal
from tests.queries.drawn import drawn

WRITTEN = drawn("""
    written         | read
    ----------------+--------
    2022            | 2022
    2022年          | 2022
    2022年度        | 2022
    2022-04         | 2022-04
    2022-4          | 2022-04
    202207          | 2022-07
    2022.7          | 2022-07
    2022年7月       | 2022-07
    2022年 7 月份   | 2022-07
    ２０２２年十二月 | 2022-12
    2022-Q2         | 2022-Q2
    2022q3          | 2022-Q3
    2022年三季度    | 2022-Q3
    2022年第三季度  | 2022-Q3
    2022第3季度     | 2022-Q3
    三季度          |
    7月             |
    2022年五季度    |
    2022-13         |
    2022年上半年    |
    22年7月         |
    去年            |
""")


@pytest.mark.parametrize("row", WRITTEN.rows, ids=lambda row: row[0])
def test_a_period_is_read_as_it_is_written(row: list[str | None]) -> None:
    assert row[0] is not None
    assert read_period(row[0]) == row[1]


@pytest.mark.parametrize(
    ("written", "said"), [("三季度", "没有写是哪一年"), ("7月", "没有写是哪一年"), ("去年", "看不懂")]
)
def test_what_is_refused_says_what_to_write(written: str, said: str) -> None:
    assert said in refusal(written)
    assert "请写成" in refusal(written)
