"""运动式执法: weeks with far more cases than their working days explain, announced campaigns named."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from fwzf_data.analysis.burst import calendar
from fwzf_data.web import charts, filters, frame, provenance, tables, weeks

ANNOUNCED = (
    "campaign",
    "from_on",
    "to_on",
    "violations",
    "violation_names",
    "is_known",
    "units",
    "file",
    "sheet",
    "row",
)

st.header("运动式执法")
st.caption("每周立案多少，和按工作日应有的比。公布过专项行动的只注明，不提示；没有公布的请核实原因。")
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
window = {"from_on": from_on, "to_on": to_on}
found = desk.once(calendar, **window)
if not sum(found.total):
    st.info("这段时间没有立案的案件。请换一段时间，或先上传行政处罚案件台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

announced = desk.answer("announced_campaigns", **window)
if found.unexplained:
    st.text("\n".join(f"· {burst.sentence}" for burst in found.unexplained))
if week := charts.show(weeks.weekly(found, announced.dicts()), "weeks", weeks.said(found)):
    first = date.fromisoformat(week)
    provenance.open_rows("case_list", filed_from=first, filed_to=first + timedelta(days=6))

if found.bursts:
    st.subheader("发现的集中执法")
    tables.listing(
        [
            {
                "在哪里": burst.series.name,
                "从": burst.from_on.isoformat(),
                "到": burst.to_on.isoformat(),
                "立案": f"{burst.count} 件",
                "应为": f"{burst.expected:.1f} 件",
                "说明": burst.note,
            }
            for burst in found.bursts
        ]
    )
st.subheader("公布的专项行动")
if not announced.rows:
    st.info("没有上传专项行动计划。公布过的专项行动上传以后，期间的集中执法会自动注明。")
elif row := tables.show(desk, announced, "announced", ANNOUNCED):
    provenance.open_source(row)
with st.expander("怎么算的"):
    st.text(
        "把全局、每个单位、每种违法行为逐周的立案数，同按工作日折算的应有数比，找最不像平常的一段；"
        "再模拟没有集中的年份，看碰巧能到这个程度的机会。机会分给看的每一组，一次查看误报不到百分之二。"
        "平常各周波动本来就大的，模拟的年份也同样波动。没有上传台账的月份不参加比较；一个单位只同它报了台账的那些周比，年中才有的从头一件算起，所有案件都挤在几周里的除外。"
        "专项行动只说明它涉及的单位和违法行为：去掉这些案件仍然集中的，照样提示；注明以后，其余各周再看一遍。"
    )
