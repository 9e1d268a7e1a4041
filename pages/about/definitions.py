"""口径说明: what every published figure means, read from the queries themselves."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.query import Query, queries
from fwzf_data.rulebook import rules
from fwzf_data.web import tables
from fwzf_data.web.wording import BLANK, day

ROOMS = {"marts": "指标与清单", "checks": "核查规则", "facts": "基础事实"}


def described(asked: Query) -> list[dict[str, str]]:
    rows = {"用途": asked.purpose, "一行是": asked.grain, "依据": asked.source, "读取": "、".join(asked.reads)}
    rows |= {f"说明 {number}": note for number, note in enumerate(asked.notes, 1)}
    rows["各列"] = "；".join(f"{column.title}（{column.name}）" for column in asked.columns)
    return [{"项目": name, "内容": text} for name, text in rows.items() if text]


st.header("口径说明")
st.caption("每个数字怎么算出来、依据是什么。内容直接取自计算所用的查询和规则，页面与命令行用的是同一份。")

word = st.text_input("查找", placeholder="如：按期、罚款、培训", key="find", bind="query-params")
found = [
    asked
    for room in ROOMS
    for asked in queries().values()
    if asked.room == room and word in f"{asked.title}{asked.purpose}{asked.name}{asked.notes}"
]
if not found:
    st.info(f"没有哪条口径提到这个词。请换一个词，或清空查找框看全部 {len(queries())} 条。")
else:
    chosen = st.selectbox(
        f"口径（{len(found)} 条）",
        [asked.name for asked in found],
        format_func=lambda name: f"{ROOMS[queries()[name].room]}：{queries()[name].title}",
        key="of",
        bind="query-params",
    )
    tables.listing(described(queries()[chosen]))

st.subheader("规则与时限")
st.caption("法律、实施方案和本局确定的数值，带依据和生效日期；改动只需修改规则文件。")
tables.browse(
    "rules",
    ["规则", "数值", "起", "止", "依据"],
    [
        (rule.title, f"{rule.value}{rule.unit}", day(rule.valid_from), day(rule.valid_to), rule.source or BLANK)
        for rule in rules()
        if not isinstance(rule.value, list | dict)
    ],
)
