"""口径说明: what every published figure means, read from the queries themselves."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.query import Query, queries
from fwzf_data.rulebook import rules
from fwzf_data.web import tables

ROOMS = {"marts": "指标与清单", "checks": "核查规则", "facts": "基础事实"}


def describe(asked: Query) -> None:
    st.text(asked.purpose)
    rows = {"一行是": asked.grain, "依据": asked.source, "读取": "、".join(asked.reads)}
    rows |= {f"说明 {number}": note for number, note in enumerate(asked.notes, 1)}
    tables.listing([{"项目": name, "内容": text} for name, text in rows.items() if text])
    if asked.columns:
        headings = [
            {
                "列": column.title,
                "代号": column.name,
                "单位": column.unit or "—",
                "个人信息": "是" if column.private else "否",
            }
            for column in asked.columns
        ]
        tables.listing(headings)


st.header("口径说明")
st.caption("每个数字怎么算出来、依据是什么。内容直接取自计算所用的查询和规则，页面与命令行用的是同一份。")

found = [asked for asked in queries().values() if asked.room in ROOMS]
word = st.text_input("查找", placeholder="如：按期、罚款、培训", key="find", bind="query-params")
found = [asked for asked in found if not word or word in f"{asked.title}{asked.purpose}{asked.name}{asked.notes}"]
if not found:
    st.info(f"没有哪条口径提到「{word}」。请换一个词，或清空查找框看全部。")
for room, title in ROOMS.items():
    members = [asked for asked in found if asked.room == room]
    if members:
        st.subheader(f"{title}（{len(members)}）")
    for asked in members:
        with st.expander(f"{asked.title}（{asked.name}）"):
            describe(asked)

st.subheader("规则与时限")
st.caption("法律、实施方案和本局确定的数值，带依据和生效日期；改动只需修改规则文件。")
tables.listing(
    [
        {
            "规则": rule.title,
            "数值": f"{rule.value}{rule.unit}",
            "起": rule.valid_from.isoformat() if rule.valid_from else "—",
            "止": rule.valid_to.isoformat() if rule.valid_to else "—",
            "依据": rule.source,
        }
        for rule in rules()
        if not isinstance(rule.value, list | dict)
    ]
)
