"""防控效果: what became of each violation after publication or guidance, and who offended again after what."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from fwzf_data.analysis.effect import periods, prevention_effect
from fwzf_data.analysis.occurrences import COMPLAINED, FOUND, OTHER
from fwzf_data.analysis.repeats import CAVEAT, repeat_after_treatment
from fwzf_data.web import charts, effects, frame, provenance, tables
from fwzf_data.web.wording import plain

PARTS = ("公布和指导以后", "又犯的比例")
DOINGS = ("公布清单", "开展指导")

st.header("防控效果")
st.caption(
    "公布清单、开展指导以后，违法行为少了没有。检查发现的按查这种行为的检查次数算，投诉按天算，其他案件两样都算："
    "检查翻一番，不会看起来像升，也不会像降。"
)
desk = frame.desk_with_data()
series, repeats = st.tabs(PARTS, key="part", bind="query-params")
if series.open:
    with series:
        one, other = st.columns(2)
        doing = one.selectbox("从哪一天看起", DOINGS, key="doing", bind="query-params")
        counted = other.selectbox("数什么", (FOUND, OTHER, COMPLAINED), key="counted_as", bind="query-params")
        answer = desk.once(prevention_effect, intervention=doing)
        kept = [place for place, row in enumerate(answer.dicts()) if row["counted"] == counted]
        rows = [answer.dicts()[place] for place in kept]
        st.subheader(plain(effects.verdict(rows)))
        if not rows:
            st.info("请先上传带公开日期的法律风险防控清单，或者带日期、写明指导事项的行政指导台账。")
            st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
        elif row := tables.show(
            desk, replace(answer, rows=tuple(answer.rows[at] for at in kept)), "effect", effects.SHOWN
        ):
            chosen = {name: row[name] for name in ("violation_code", "intervention", "after_on", "counted")}
            before, after = desk.once(periods, **chosen)
            st.text(effects.spoken(row))
            if before or after:
                drawn, title = effects.picture(row, before, after)
                charts.show(drawn, "series", title)
            with st.container(horizontal=True):
                if st.button("看数到的每一条", key="occurred", type="tertiary"):
                    provenance.open_rows("occurrence_list", **effects.behind(row))
                if counted == FOUND and st.button("看这段时间的全部检查", key="inspected", type="tertiary"):
                    window = {name: effects.behind(row)[name] for name in ("from_on", "to_on")}
                    provenance.open_rows("inspection_list", **window)
        else:
            st.caption("点任一行，看前后各段的曲线、差别有多大把握和数到的每一条。")
if repeats.open:
    with repeats:
        st.caption(CAVEAT)
        answer = desk.once(repeat_after_treatment)
        if not answer.rows:
            st.info("没有可比的当事人：同一种违法行为里，指导、警告、罚款至少要有两种，处理以后还要看满规定的天数。")
        elif row := tables.show(desk, answer, "repeats"):
            chosen = {"treatment": row["treatment"], "violation_code": row["violation_code"], "is_comparable": "是"}
            if tables.clicked_column("repeats") == "repeated":
                chosen["is_repeated"] = "是"
            provenance.open_rows("treatment_list", **chosen)
