"""摇号: the seed from several hands, the draw, and what it is published with."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.draw.plan import read_plan
from fwzf_data.analysis.draw.seed import ENOUGH_BITS, bits, joined
from fwzf_data.documents.draw_package import package
from fwzf_data.draws import draws, is_sealed, kept, open_sealed, register_draw
from fwzf_data.errors import BadRequest
from fwzf_data.web import frame, spot_checks
from fwzf_data.web.desk import ACTOR
from fwzf_data.web.wording import plain

HANDS = ("办公室的骰子", "监督方的骰子", "公开的号码")

st.header("摇号")
st.caption("种子由几方各出一段，接上方案校验值再算，谁也不能单独左右结果。")
desk = frame.current_desk()
chosen = spot_checks.plan_choice(desk)
plan, members = read_plan(kept(desk.home, chosen))
st.text(f"方案校验值 {plan.hash}")
before = [one for one in draws(desk.home) if one.body["plan_hash"] == plan.hash]
if before:
    st.info(
        f"这份方案已经摇过号 {len({one.body['seed'] for one in before})} 次。换种子重摇须写明理由，并会公布以前的种子。"
    )
parts = [column.text_input(hand, key=f"hand_{hand}") for column, hand in zip(st.columns(3), HANDS, strict=True)]
seed = joined(parts)
with st.container(horizontal=True, vertical_alignment="bottom"):
    more = int(st.number_input("追加几个", min_value=0, value=0, step=1, key="more"))
    again = st.text_input("重摇理由", key="again") if before else ""
    sealed = st.toggle("暗访：名单先密封", key="sealed")
if seed:
    st.text(f"种子：{seed}")
    if bits(seed) < ENOUGH_BITS:
        st.warning(f"种子至多 {bits(seed)} 比特的随机，不足 {ENOUGH_BITS} 比特。两方各掷二十次十面骰子就够。")
if st.button("摇号", key="draw", type="primary", disabled=not seed):
    try:
        record = register_draw(desk.home, plan, members, seed, more, ACTOR, again, sealed)
        st.success(f"已摇号并登记入日志，抽签校验值 {record['draw_hash']}")
    except BadRequest as error:
        st.error(plain(str(error)))
    before = [one for one in draws(desk.home) if one.body["plan_hash"] == plan.hash]
    if before:
        st.session_state["shown"] = spot_checks.drawn_name(before[-1])
if not before:
    st.stop()

names = {spot_checks.drawn_name(one): one for one in reversed(before)}
shown = names[st.selectbox("看哪一次", list(names), key="shown")]
record, closed = kept(desk.home, shown), is_sealed(desk.home, shown)
st.subheader(f"第 {record['draw_no']} 次摇号，抽中 {len(record['drawn'])} 个")
if record["earlier_seeds"]:
    st.warning(plain(f"以前的种子：{'；'.join(record['earlier_seeds'])}。重摇理由：{record['why_again']}"))
if closed:
    st.text(f"名单密封，抽签校验值 {record['draw_hash']}")
    if st.button("检查结束，公开名单", key="open"):
        try:
            open_sealed(desk.home, record["draw_hash"], ACTOR)
            st.rerun()
        except BadRequest as error:
            st.error(plain(str(error)))
else:
    spot_checks.list_table(record)
    if "inspection" in record:
        st.caption(f"检查人员{record['inspection']['how']}。" + spot_checks.load_words(record))
st.download_button(
    "下载公示、检查表和核对程序",
    lambda: package(
        record,
        sealed=closed,
        labels=None if closed else spot_checks.labels(desk, record),
        is_sample=bool(desk.sample_batches()),
    ),
    f"抽查_{record['plan_hash'][:10]}_{record['draw_no']}.zip",
    key="package",
    help=spot_checks.FULL_NAMES,
    on_click="ignore",
)
