"""全年覆盖: who was drawn this year, who twice, who never."""

from __future__ import annotations

import streamlit as st

from fwzf_data.draws import coverage, draws, sealed_draws
from fwzf_data.web import frame, spot_checks, tables

st.header("全年覆盖")
st.caption(
    "按名单和分层看今年抽到多少、谁抽过不止一次、谁还没有抽到；写明理由排除的不算在内。用“全年轮查”定方案，年内能轮到每一个。"
)
desk = frame.current_desk()
years = sorted({one.at.year for one in draws(desk.home)}, reverse=True)
if not years:
    st.info("还没有摇过号。先定抽查方案，公布校验值，再摇号。")
    st.page_link(spot_checks.DRAW_PAGE, label="去摇号")
    st.stop()
year = int(st.selectbox("年度", [str(year) for year in years], key="year", bind="query-params"))
found = coverage(desk.home, year)
never = sum(len(one.never) for one in found)
members = sum(one.members for one in found)
st.subheader(f"{year} 年 {members:,} 个对象抽到 {members - never:,} 个，还有 {never:,} 个没有抽到")
if closed := sum(one.at.year == year for one in sealed_draws(desk.home)):
    st.caption(f"另有 {closed} 次暗访的名单还密封着，公开以后才计入。")
tables.browse(
    "covered",
    ["名单", "分层", "对象", "抽到", "占比", "抽过不止一次", "没有抽到"],
    [
        [
            one.frame, one.stratum or "（不分层）", str(one.members), str(one.drawn),
            f"{one.drawn}/{one.members}", str(one.twice), str(len(one.never)),
        ]
        for one in found
    ],
)  # fmt: skip
waiting = [[one.frame, one.stratum, identifier] for one in found for identifier in one.never]
if waiting:
    st.subheader("没有抽到的")
    st.caption("最多列五百个。轮查方案每轮先从这里抽五分之四。")
    tables.browse("never", ["名单", "分层", "对象编号"], waiting[:500])
