"""口径说明: what every published figure means, read from the queries themselves."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.query import Query, queries
from fwzf_data.intake.ledger import ledgers
from fwzf_data.rulebook import Rule, rules
from fwzf_data.web import tables
from fwzf_data.web.wording import BLANK, day, written, yuan

TABLES = {
    "batch": "批次",
    "calendar_day": "工作日历",
    "cell_issue": "单元格问题",
    "check_rules": "核查规则表",
    "ledger_field": "台账各列",
    "obligation": "方案的义务（规则文件）",
    "raw_row": "原始行",
    "rule": "规则与时限",
    "rule_findings": "各项规则的线索",
    "rule_unchecked": "各项规则核查不了的",
    "sheet": "工作表",
    "sheet_column": "工作表的列",
    "text_decision": "写法的确认",
    "text_reading": "写法的识别",
    "unit_alias_rule": "单位别称（规则文件）",
}
"""The tables below every query and ledger."""
ROOMS = {"marts": "指标与清单", "checks": "核查规则", "facts": "基础事实"}


def described(asked: Query) -> list[dict[str, str]]:
    read = "、".join(map(title_of, asked.reads))
    rows = {"用途": asked.purpose, "一行是": asked.grain, "依据": asked.source, "读取": read}
    rows |= {f"说明 {number}": note for number, note in enumerate(asked.notes, 1)}
    rows["各列"] = "、".join(column.title for column in asked.columns)
    return [{"项目": name, "内容": text} for name, text in rows.items() if text]


def title_of(table: str) -> str:
    """What a query reads, as people call it: another query, a ledger, or a table of the store."""
    if table in queries():
        return queries()[table].title
    return ledgers()[table].label if table in ledgers() else TABLES[table]


def value_of(rule: Rule) -> str:
    """A rule's value with its unit, money in yuan; what a pattern matches stands with its basis."""
    match rule.value:
        case bool():
            return written(rule.value)
        case int() if rule.unit == "分":
            return f"{yuan(rule.value)} 元"
        case _:
            return "认写法" if rule.says else f"{rule.value}{rule.unit}"


def basis_of(rule: Rule) -> str:
    return f"{rule.says}。依据：{rule.source}" if rule.says else rule.source or BLANK


st.header("口径说明")
st.caption("每个数字怎么算出来、依据是什么。内容直接取自计算所用的说明和规则。")

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
    ["规则", "数值", "从", "到", "依据"],
    [
        (rule.title, value_of(rule), day(rule.valid_from), day(rule.valid_to), basis_of(rule))
        for rule in rules()
        if not isinstance(rule.value, list | dict)
    ],
)
