"""类案比对: cases alike in all that the benchmark asks, how far their fines lie apart, and two of them side by side."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, likeness, provenance, tables
from fwzf_data.web.wording import plain

MOST_LISTED = 500
PARTS = ("相差最大的", "各单位", "各对承办人", "全部案件")

st.header("类案比对")
st.caption(
    "违法行为、条款、当事人、档次和基准版本都相同的为一组类案，点任一行看这一组；件数不足的只列案件，不给统计。"
    "罚得不一样可能有没有登记的原因，只是线索，由人看案卷。"
)
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
window = {"from_on": from_on, "to_on": to_on}
answer = desk.answer("like_case_groups", **window)
if not answer.rows:
    st.info("这段时间没有核得出幅度、有罚款的案件。请换一段时间，或先上传案件台账、违法行为目录和裁量基准。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()
if row := tables.show(desk, answer, "groups", likeness.GROUPS):
    st.query_params.update({"group": str(row["benchmark_no"]), "party": row["party_scope"] or ""})
groups = {(row["benchmark_no"], row["party_scope"] or ""): row for row in answer.dicts()}
wanted = (provenance.number_from_address("group"), st.query_params.get("party", ""))
group = groups.get(wanted) or next(iter(groups.values()))

st.subheader(plain(f"{likeness.named(group)}：{group['case_count']:,} 件"))
asked = {"benchmark_no": group["benchmark_no"], "party_scope": group["party_scope"], **window}
pairs, units, officers, cases = st.tabs(PARTS, key="part", bind="query-params")
if pairs.open:
    with pairs:
        found = desk.answer("like_case_pairs", **asked)
        if not found.rows:
            st.info("这一组没有罚款不同的两件案件。")
        elif row := tables.show(desk, found, "pairs", likeness.PAIRS):
            st.query_params.update({"one": row["light_record_key"], "other": row["heavy_record_key"]})
        keys = [st.query_params.get(name) for name in ("one", "other")]
        both = [case for key in keys if key and (case := desk.one("case_detail", record_key=key))]
        if len(both) == 2:
            st.subheader("两件并排")
            columns = desk.answer("case_detail", record_key=keys[0]).query.columns
            tables.listing(likeness.side_by_side(both[0], both[1], columns))
            with st.container(horizontal=True):
                for case in both:
                    st.page_link(
                        provenance.CASE_PAGE,
                        label=plain(f"看案件 {case['case_no'] or case['decision_no'] or '（未编号）'}"),
                        query_params={"record_key": case["record_key"]},
                    )
for tab, by_officers in ((units, False), (officers, True)):
    if tab.open:
        with tab:
            shares = desk.answer("like_case_shares", by_officers=by_officers, **asked)
            hidden = () if by_officers else ("officer_pair",)
            tables.show(desk, tables.without(shares, *hidden), f"shares_{by_officers}")
if cases.open:
    with cases:
        listed = desk.answer("like_case_list", row_limit=MOST_LISTED, **asked)
        if len(listed.rows) == MOST_LISTED:
            st.caption(f"由轻到重，只列前 {MOST_LISTED:,} 件。")
        if row := tables.show(desk, listed, "cases", likeness.CASES):
            filters.go(provenance.CASE_PAGE, record_key=row["record_key"])
