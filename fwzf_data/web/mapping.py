"""认表头: which column of a file is which field; what is certain is shown, what is not is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from fwzf_data.intake.decide import decide
from fwzf_data.intake.examine import Examination
from fwzf_data.intake.ledger import Ledger, ledger
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.web.wording import BLANK, masked_of, plain

NOT_USED = "（不采用）"
CERTAIN = ("同义词", "已确认", "采纳建议", "合读")
_WIDTHS = (3, 3, 4, 3)
_SAMPLES = 3
_SAMPLE_CHARS = 16


@dataclass(frozen=True)
class Asked:
    """One header of one ledger, wherever it occurs in the file."""

    ledger: str
    header: str
    field: str | None
    how: str
    proposals: tuple[str, ...]
    samples: tuple[str, ...]
    sheets: tuple[str, ...]

    @property
    def is_certain(self) -> bool:
        return self.how in CERTAIN


def asked_headers(examination: Examination, options: LoadOptions) -> list[Asked]:
    """The headers of all sheets, those that need a person first."""
    samples = {examined.sheet.number: examined.samples for examined in examination.sheets}
    found: dict[tuple[str, str], Asked] = {}
    for plan in decide(examination, options):
        for column in plan.columns if plan.ledger else ():
            assert plan.ledger is not None
            key = (plan.ledger, column.header)
            before = found.get(key)
            sheets = (*before.sheets, plan.name) if before else (plan.name,)
            values = samples[plan.number].get(column.column_no, ())[:_SAMPLES]
            found[key] = Asked(
                plan.ledger,
                column.header,
                before.field if before and before.field else column.field,
                column.how,
                tuple(name for name, _ in column.proposals),
                before.samples if before and before.samples else values,
                sheets,
            )
    order = {"冲突": 0, "相似": 1, "未识别": 2}
    return sorted(found.values(), key=lambda asked: (not asked.samples, order.get(asked.how, 3)))


def confirmed(asked: Sequence[Asked], chosen: Mapping[int, str | None]) -> dict[str, str | None]:
    """The mapping of what a person decided: the headers whose field they changed. One they left alone is not decided:
    it is asked again next time, and a later synonym may still name it."""
    return {header.header: chosen[place] for place, header in enumerate(asked) if chosen[place] != header.field}


def form(asked: Sequence[Asked], unmasked: bool) -> dict[str, Any] | None:
    """The table of headers as one form; the confirmed mapping when it is sent."""
    doubtful = [(place, header) for place, header in enumerate(asked) if not header.is_certain]
    certain = [(place, header) for place, header in enumerate(asked) if header.is_certain]
    chosen: dict[int, str | None] = {}
    with st.form("mapping"):
        if doubtful:
            st.text(f"这 {len(doubtful)} 列没有把握，请逐列选定系统字段；用不上的列保持“{NOT_USED}”，原文照样保存。")
            _headings()
            for place, header in doubtful:
                chosen[place] = _row(place, header, unmasked)
        with st.expander(f"已认出 {len(certain)} 列，可以改", expanded=not doubtful):
            _headings()
            for place, header in certain:
                chosen[place] = _row(place, header, unmasked)
        sent = st.form_submit_button("确认列名，开始校验", type="primary", key="check")
    return confirmed(asked, chosen) if sent else None


def _headings() -> None:
    for place, title in zip(st.columns(_WIDTHS), ("原列名", "系统字段", "例值", "怎样认出"), strict=True):
        place.caption(title)


def _row(place: int, header: Asked, unmasked: bool) -> str | None:
    kind = ledger(header.ledger)
    fields = [None, *dict.fromkeys([*header.proposals, *(column.name for column in kind.columns)])]
    name, field, samples, how = st.columns(_WIDTHS, vertical_alignment="center")
    name.text(header.header)
    chosen: str | None = field.selectbox(
        header.header,
        fields,
        index=fields.index(header.field),
        format_func=lambda key: kind.column(key).label if key else NOT_USED,
        key=f"field_{header.ledger}_{place}",
        label_visibility="collapsed",
    )
    samples.text("　".join(_shown(kind, header, value, unmasked) for value in header.samples) or BLANK)
    if header.is_certain:
        how.text(header.how)
    else:
        likely = f"　可能是{plain(kind.column(header.proposals[0]).label)}" if header.proposals else ""
        how.markdown(f":orange-badge[{header.how}]{likely}")
    return chosen


def _shown(kind: Ledger, header: Asked, value: str, unmasked: bool) -> str:
    line = " ".join(value.split())
    short = line if len(line) <= _SAMPLE_CHARS else line[:_SAMPLE_CHARS] + "…"
    column = kind.column(header.field) if header.field else None
    return short if unmasked else str(masked_of(column, short))
