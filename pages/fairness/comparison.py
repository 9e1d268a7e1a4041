"""单位比较: who differs from the others by more than the cases they were handed and chance explain."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.captions import caption, headline, how, interval, pages_looked_at, unjudged, visible
from fwzf_data.analysis.fairness import Page, pages, unit_comparison
from fwzf_data.analysis.indicators import DIMENSIONS, indicators
from fwzf_data.rulebook import rule_value
from fwzf_data.web import charts, filters, frame, funnel, provenance, spot_checks, tables
from fwzf_data.web.compared import open_behind
from fwzf_data.web.wording import plain

SHOWN = (
    "value",
    "verdict",
    "n",
    "left_out",
    "observed",
    "expected",
    "low",
    "high",
    "rate",
    "shrunk",
    "min_visible_gap",
)

st.header("单位比较")
st.caption(
    "按各单位经手的案件调整后再比。提示只是线索：先看可能的正当原因，再看案卷；数据不足就是不知道，不是没有问题。"
)
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
window = {"from_on": from_on, "to_on": to_on}
every = desk.once(pages, **window)
compared = [page for page in every if page.report.comparisons]
if not compared:
    st.info("这段时间没有可以比较的记录。请换一段时间，或先上传案件、检查、投诉台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

flagged = [page for page in compared if page.flagged]
judged = [page for page in compared if page.is_judged]
st.subheader(f"{len(flagged)} 项有提示，{len(judged) - len(flagged)} 项没有" if flagged else "没有一项有提示")
st.caption(pages_looked_at(len(judged), rule_value("fairness.page_alarm"), len(compared) - len(judged)))


def look_at(page: Page) -> None:
    st.session_state["what"], st.session_state["across"] = page.indicator.title, DIMENSIONS[page.dimension]


with st.container(gap=None):
    for hint in flagged:
        said = plain(f"{DIMENSIONS[hint.dimension]}　{headline(hint)}")
        name = f"hint_{hint.indicator.name}_{hint.dimension}"
        st.button(f"{said}　:blue[看这一项]", key=name, type="tertiary", on_click=look_at, args=(hint,))

titles = {indicator.title: indicator for indicator in indicators().values()}
first = list(titles).index(flagged[0].indicator.title) if flagged else 0
with st.container(horizontal=True):
    title = st.selectbox("指标", list(titles), index=first, key="what", bind="query-params")
    indicator = titles[title]
    across = [page.dimension for page in every if page.indicator == indicator]
    word = st.selectbox("按什么比", [DIMENSIONS[name] for name in across], key="across", bind="query-params")
dimension = next((name for name in across if DIMENSIONS[name] == word), across[0])
page = next(page for page in every if (page.indicator, page.dimension) == (indicator, dimension))
if picked := charts.show(funnel.funnel(page), f"funnel_{indicator.name}_{dimension}", headline(page)):
    open_behind(page, picked, window)
if not funnel.drawable(page):
    st.info(headline(page))
for one in page.flagged:
    st.text(caption(page, one))
    st.caption(f"可能的正当原因：{'；'.join(indicator.innocent)}。{indicator.direction}。")
if few := unjudged(page):
    st.caption(few)
answer = desk.once(unit_comparison, indicator=indicator.name, dimension=dimension, **window)
if answer.rows and (row := tables.show(desk, answer, f"compared_{indicator.name}_{dimension}", SHOWN)):
    open_behind(page, row["value"], window)
control = st.expander("随机抽查对照", on_change="rerun", key="control")
if control.open:
    with control:
        spot_checks.control_group(desk, from_on=from_on)
how_made = st.expander("怎么算的", on_change="rerun", key="how_made")
if how_made.open:
    with how_made:
        tables.listing(how(page))
        known = [one for one in page.report.comparisons if one.chance is not None and one.screened is not None]
        if known:
            tables.listing(
                [
                    {
                        "对象": one.unit,
                        "未经调整的比例": interval(one),
                        "碰巧到这个程度的机会": f"{one.chance:.4f}",
                        "计入同项比较": f"{one.screened:.4f}",
                        "这么多件": visible(one),
                    }
                    for one in known
                ]
            )
        assert desk.generation is not None
        st.caption(f"数据第 {desk.generation.number} 版，{from_on} 至 {to_on}，截至 {desk.as_of}。")
