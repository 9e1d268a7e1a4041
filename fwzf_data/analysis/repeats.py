"""Who offends again after guidance, a warning or a fine: comparable parties only, with Wilson's interval.

A difference is not the treatment's doing: those fined had offended more gravely, those guided perhaps not at all. So
nothing is tested, and every answer says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from fwzf_data.analysis.query import Answer, Query, QueryColumn
from fwzf_data.analysis.statistics.intervals import wilson
from fwzf_data.rulebook import rule_value

TREATMENTS = ("指导", "警告", "罚款")
ALL_COMPARABLE = "各违法行为中可比的合计"
ENOUGH, TOO_FEW = "可以看", "数据不足"
CAVEAT = "各组当事人本来不同：受罚款的往往情节较重，受指导的可能并未违法。比例不同，不能说成是做法造成的。"

REPEAT_AFTER = Query(
    name="repeat_after_treatment",
    room="analysis",
    sql="",
    title="指导、警告、罚款以后又犯的比例",
    purpose="同一当事人因同一违法行为受指导、警告、罚款以后，规定天数以内又犯的比例。",
    grain="一种违法行为（或可比的合计）的一种处理一行",
    source="Wilson 区间（Newcombe 1998）；天数和最少个数见「规则与时限」",
    reads=(),
    notes=(
        CAVEAT,
        "可比：同一种违法行为、同样是个人或单位的当事人里，几种处理都有的才拿来比。",
        "只看最早的一次处理，看满规定的天数（案件和检查也登记满这么多天）；个数太少的写数据不足。",
    ),
    params={"violation_code": {"type": "text", "title": "违法行为代码"}},
    columns=(
        QueryColumn("violation_code", "违法行为代码"),
        QueryColumn("violation_name", "违法行为"),
        QueryColumn("treatment", "处理"),
        QueryColumn("repeated", "又犯"),
        QueryColumn("share_low", "占比区间下限"),
        QueryColumn("share_high", "占比区间上限"),
        QueryColumn("verdict", "判断"),
    ),
)


def repeat_after_treatment(ask: Callable[..., Answer], as_of: date, *, violation_code: str | None = None) -> Answer:
    """The comparable together first, then violation by violation."""
    rows = ask("treatment_list", is_comparable=True, violation_code=violation_code).dicts()
    names = {row["violation_code"]: row["violation_name"] for row in rows}
    size, repeated = Counter[tuple[str | None, str]](), Counter[tuple[str | None, str]]()
    for row in rows:
        for code in (None, row["violation_code"]):
            size[code, row["treatment"]] += 1
            repeated[code, row["treatment"]] += row["is_repeated"]
    kinds = [(code, treatment) for code in (None, *sorted(names)) for treatment in TREATMENTS if size[code, treatment]]
    listed = [
        _line(kind, names.get(kind[0] or "", ALL_COMPARABLE), repeated[kind], size[kind], as_of) for kind in kinds
    ]
    columns = tuple(column.name for column in REPEAT_AFTER.columns)
    return Answer(REPEAT_AFTER, as_of, {"as_of": as_of, "violation_code": violation_code}, columns, tuple(listed))


def _line(kind: tuple[str | None, str], name: str, repeated: int, size: int, as_of: date) -> tuple[Any, ...]:
    code, treatment = kind
    low, high = wilson(repeated, size, rule_value("effect.repeat_confidence", as_of))
    verdict = ENOUGH if size >= rule_value("effect.repeat_least", as_of) else TOO_FEW
    return code, name, treatment, {"num": repeated, "den": size}, round(low, 3), round(high, 3), verdict
