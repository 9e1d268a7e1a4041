"""The form of a draw's plan: from what a person chooses to frame and plan, nothing written down yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from fwzf_data.analysis.draw.allocation import allocate
from fwzf_data.analysis.draw.frame import Frame, read_frame, unread_columns
from fwzf_data.analysis.draw.inspectors import Inspector
from fwzf_data.analysis.draw.named_frames import NAMED, WORDS, NamedFrame, frame_of, register_inspectors
from fwzf_data.analysis.draw.plan import WHOLE, Plan, make_plan
from fwzf_data.analysis.draw.select import WORDS as METHODS
from fwzf_data.analysis.draw.size import attribute_size, exact, preset_size
from fwzf_data.analysis.query import Answer, query
from fwzf_data.draws import drawn_this_year
from fwzf_data.errors import BadRequest
from fwzf_data.rulebook import rule_value
from fwzf_data.settings import today
from fwzf_data.web import filters
from fwzf_data.web.desk import Desk
from fwzf_data.web.spot_checks import lines

OWN_FILE = "自备名单（CSV）"
HOW_MANY, USUAL = "how_many", 10


def how_many(population: int | None) -> None:
    """Help with the number: what a size promises, and the tables people know."""
    with st.expander("要抽多少才够"):
        first, second, third = st.columns(3)
        tolerable = first.text_input("不合格率要低于", "5%", key="tolerable")
        expected = second.text_input("预计不合格率", "0%", key="expected")
        confidence = third.text_input("把握", "95%", key="confidence")
        try:
            rates = exact(tolerable, "不合格率"), exact(expected, "预计不合格率"), exact(confidence, "把握")
            model = "hypergeometric" if population else "binomial"
            st.text(attribute_size(*rates, model, population).says)
            st.text(f"审计抽样指南的属性抽样表：{attribute_size(*rates).says}")
            if population and population > 1:
                for name, preset in (("克雷西–摩根表", "krejcie-morgan"), ("GB/T 2828.1", "gbt2828-ii")):
                    st.text(f"{name}：{preset_size(preset, population).says}")
        except BadRequest as error:
            st.text(str(error))


def filled(desk: Desk) -> tuple[Plan, Frame] | None:
    """What the form says so far; None while something is missing. Raises BadRequest for what cannot be."""
    first, second, third = st.columns(3)
    words = {WORDS[key]: key for key in NAMED}
    choices = [*words, OWN_FILE] if desk.generation else [OWN_FILE]
    name = first.selectbox("名单", choices, key="frame_of")
    method = {word: key for key, word in METHODS.items()}[
        second.selectbox("方法", list(METHODS.values()), index=1, key="method")
    ]
    purpose = st.text_input("目的", placeholder="如：二季度案卷评查", key="purpose")
    frame, called, weights = _frame(desk, words.get(name), method)
    least = _least(frame) if frame and method == "stratified" else 0
    n = int(third.number_input("共抽几个", min_value=0, value=max(USUAL, least), step=1, key=HOW_MANY))
    if frame is None:
        return None
    how_many(len(frame.members))
    by_stratum = st.container()
    with st.expander("数量依据、种子、排除和检查人员"):
        size_rule = st.text_input("数量是怎样定的", key="size_rule", placeholder="如：不合格率低于 5%，把握 95%")
        recipe = st.text_input("种子由谁、什么时候、怎样产生", key="recipe")
        promise = st.text_input(
            "一方的承诺（SHA-256，可不填）", key="promise", help="先公布自己那份的校验值，摇号时再公开原文。"
        )
        excluded = st.text_area("排除（每行：编号=理由）", key="excluded", height=80)
        people, day = _people(desk)
    with by_stratum:  # shown above, read last: what is wrong in it must not take the rest of the form away
        sizes = _sizes(frame, n)
        if not sizes and 0 < n < least:
            st.button(f"改为 {least} 个", key="enough", on_click=_ask_for, args=(least,))
    st.text(f"名单 {called}：{len(frame.members):,} 个，校验值 {frame.hash}")
    if not purpose.strip():
        st.caption("填写目的以后可以定下方案。")
        return None
    covered = drawn_this_year(desk.home, called, today().year) if method == "rotation" else []
    members = {member.id for member in frame.members}
    plan = make_plan(
        frame, purpose=purpose, frame_name=called, method=method, n=None if sizes else n, sizes=sizes,
        weight_rule=weights, inspectors=people, size_rule=size_rule.strip(),
        exclusions=lines(excluded, "编号=理由"), covered=[one for one in covered if one in members], check_on=day,
        seed_recipe=recipe.strip(), commitments=tuple(part.lower() for part in promise.split()),
    )  # fmt: skip
    return plan, frame


def _least(frame: Frame) -> int:
    """How many a stratified draw needs to reach every stratum, or 0 where the list names none."""
    counts = frame.counts
    return 0 if WHOLE in counts else sum(min(rule_value("sampling.stratum_floor"), size) for size in counts.values())


def _ask_for(n: int) -> None:
    st.session_state[HOW_MANY] = n


def _sizes(frame: Frame, n: int) -> dict[str, int] | None:
    """Places stratum by stratum, begun from what the total would give; None where the method shares out the total."""
    counts = frame.counts
    if WHOLE in counts or not st.toggle("自己定每层抽几个", key="by_stratum"):
        return None
    # Begun from enough for every stratum, however small the total: the person will take some of them out.
    begun = allocate(counts, min(max(n, _least(frame)), len(frame.members)), floor=rule_value("sampling.stratum_floor"))
    written = st.text_area(
        "各层数量（每行：分层=数量；不抽的分层删去）",
        "\n".join(f"{name}={begun[name]}" for name in sorted(begun)),
        key=f"sizes_{frame.hash}_{n}",
        help="；".join(f"{name} 有 {count} 个" for name, count in sorted(counts.items())),
    )
    sizes = {}
    for name, count in lines(written, "分层=数量").items():
        if not count.isdecimal():
            raise BadRequest(f"分层「{name}」的数量「{count}」应是整数。")
        sizes[name] = int(count)
    if not sizes:
        raise BadRequest("各层数量一个也没有写，请至少写一层。")
    if unasked := sorted(set(counts) - set(sizes)):
        st.caption(f"没有给数量、不会抽到的分层：{'、'.join(unasked)}。")
    return sizes


def _frame(desk: Desk, key: str | None, method: str) -> tuple[Frame | None, str, str]:
    if key is None:
        file = st.file_uploader("名单文件（第一行 id,stratum,size）", type=["csv"], key="own_frame")
        if file is None:
            return None, "", ""
        frame = read_frame(file.getvalue())
        for unread in unread_columns(file.getvalue()):
            st.caption(unread)
        return frame, file.name, ""
    chosen: dict[str, str | date] = {}
    params, columns = query(NAMED[key]).params, st.columns(3)
    if "unit" in params:
        unit = columns[0].selectbox("单位", [filters.ALL, *filters.units(desk)], key="frame_unit")
        chosen |= {} if unit == filters.ALL else {"unit": unit}
    if "from_on" in params:
        for column, name, label in ((columns[1], "from_on", "从"), (columns[2], "to_on", "到")):
            day = column.date_input(label, None, key=f"frame_{name}", format="YYYY-MM-DD")
            chosen |= {name: day} if isinstance(day, date) else {}
    assert desk.generation is not None
    found: NamedFrame = desk.once(_asked, key=key, method=method, **chosen)
    return found.frame, found.name, found.weight_rule


def _asked(ask: Callable[..., Answer], as_of: date, key: str, method: str, **chosen: str | date) -> NamedFrame:
    return frame_of(ask(NAMED[key], **chosen), key, method, chosen)


def _people(desk: Desk) -> tuple[tuple[Inspector, ...], date | None]:
    if desk.generation is None or not st.toggle("从执法人员名册随机派员，每个对象两人", key="send"):
        return (), None
    day = st.date_input("检查哪一天", key="check_on", format="YYYY-MM-DD")
    away = st.text_area("回避（每行：证号=对象编号或单位，多个用、隔开）", key="conflicts", height=80)
    leave = st.text_area("请假（每行：证号=2022-06-01至2022-06-05）", key="leave", height=80)
    found = register_inspectors(
        desk.generation.connect(), lines(away, "证号=对象或单位"), lines(leave, "证号=日期")
    )  # fmt: skip
    if not found:
        raise BadRequest("执法人员名册里没有人，请先上传执法人员名册，或者不派员。")
    return found, day if isinstance(day, date) else None
