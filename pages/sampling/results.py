"""结果与整改: what came back of a draw, what it allows to say, what has to be mended until when."""

from __future__ import annotations

import streamlit as st

from fwzf_data.documents.checklist import checklist
from fwzf_data.draws import is_sealed, results
from fwzf_data.web import frame, provenance, spot_checks, tables

PARTS = ("逐个对象", "整改", "与巡查、投诉对照")
SHOWN = ("unit", "due_on", "finding", "evidence", "certainty", "doubt")

st.header("结果与整改")
st.caption("填好的检查表像台账一样上传，这里按抽查编号对上。随机抽出来的结果可以说明总体，挑出来的不可以。")
desk = frame.current_desk()
chosen, record = spot_checks.draw_choice(desk)
if is_sealed(desk.home, chosen):
    st.info("这次的名单还密封着。检查结束，请先在「摇号」页公开名单。")
    st.stop()
told = results(desk.home, record)
st.subheader(f"应查 {told['planned']}，合格 {told['passed']}，不合格 {told['failed']}，没有查成 {told['missing']}")
for said in told["summary"]:
    st.text(said)
spot_checks.parts_table(told["parts"])
with st.container(horizontal=True):
    st.download_button(
        "下载检查表",
        lambda: checklist(record, spot_checks.labels(desk, record), is_sample=bool(desk.sample_batches())),
        f"检查表_{told['plan_no']}.xlsx",
        key="checklist",
        help=spot_checks.FULL_NAMES,
        on_click="ignore",
    )
    st.page_link(provenance.UPLOAD_PAGE, label="上传填好的检查表")
objects, mending, control = st.tabs(PARTS, key="part", bind="query-params")
if objects.open:
    with objects:
        followed = {one["unreached"]: one["replaced_by"] or "没有可递补的" for one in told["replacements"]}
        for one in told["undeclared"]:
            st.text(f"{one['unreached']} 的「{one['result']}」不在方案写明可以递补的情形里，请写明缘由或者补查。")
        if told["unclear"]:
            st.text(f"{'、'.join(told['unclear'])} 的检查结果认不出来，按没有查成算，请改用检查表里可选的用语。")
        for name in told["strangers"]:
            st.text(f"{name} 不在抽中名单里，也不是递补，没有计入。")
        rows = [[one["id"], one["state"]] for one in told["objects"]]
        tables.browse("objects", ["对象编号", "结果"], rows)
        if followed:
            tables.browse("followed", ["未能检查", "递补"], [list(pair) for pair in followed.items()])
if mending.open:
    with mending:
        spot_checks.needs_data(desk)
        if row := tables.show(desk, desk.answer("K01"), "mending", SHOWN):
            provenance.open_source(row | {"row": row["row_no"]})
if control.open:
    with control:
        spot_checks.needs_data(desk)
        spot_checks.control_group(desk)
