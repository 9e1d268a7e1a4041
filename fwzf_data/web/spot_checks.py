"""What the pages of 抽查 have in common: choosing a plan or a draw, and showing what was drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import streamlit as st

from fwzf_data.analysis.draw.identifier import canonical
from fwzf_data.analysis.draw.named_frames import WORDS, is_named, label, register_of
from fwzf_data.analysis.draw.record import draw_number
from fwzf_data.analysis.draw.select import WORDS as METHODS
from fwzf_data.analysis.draw.size import percent
from fwzf_data.draws import Entered, draws, kept, plans
from fwzf_data.errors import BadRequest
from fwzf_data.web import tables
from fwzf_data.web.desk import Desk

FULL_NAMES = "自然人的姓名照页面上那样隐去。检查人员要用全名的，先打开「显示完整信息」再下载，会记入日志。"
PLAN_PAGE, DRAW_PAGE = "pages/sampling/plan.py", "pages/sampling/draw.py"


def plan_choice(desk: Desk) -> Entered:
    """The plan somebody chose, the newest first; the empty state where there is none."""
    known = {
        f"{one.body['plan_hash'][:10].upper()} {one.body['purpose']}": one for one in reversed(list(plans(desk.home)))
    }
    if not known:
        st.info("还没有抽查方案。先定名单和方案，公布校验值，再产生种子摇号。")
        st.page_link(PLAN_PAGE, label="去定抽查方案")
        st.stop()
    return known[st.selectbox("方案", list(known), key="of_plan", bind="query-params")]


def draw_choice(desk: Desk) -> tuple[Entered, dict[str, Any]]:
    """The draw somebody chose with its record; the empty state where there is none."""
    known = {drawn_name(one): one for one in reversed(list(draws(desk.home)))}
    if not known:
        st.info("还没有摇过号。先定抽查方案，公布校验值，再摇号。")
        st.page_link(DRAW_PAGE, label="去摇号")
        st.stop()
    chosen = known[st.selectbox("摇号", list(known), key="of_draw", bind="query-params")]
    return chosen, kept(desk.home, chosen)


def drawn_name(one: Entered) -> str:
    """A draw as people tell it from others."""
    more = f"（追加 {one.body['extended']} 个）" if one.body["extended"] else ""
    return f"{draw_number(one.body)} {one.body['purpose']}{more}"


def plan_table(desk: Desk) -> None:
    """All plans with their hashes, newest first, and how often each was drawn."""
    times = [one.body["plan_hash"] for one in draws(desk.home)]
    rows = [
        [
            f"{one.at:%Y-%m-%d %H:%M}", one.body["purpose"], one.body["frame_name"],
            METHODS[one.body["method"]], str(one.body["total"]), str(times.count(one.body["plan_hash"])),
            one.body["plan_hash"],
        ]
        for one in reversed(list(plans(desk.home)))
    ]  # fmt: skip
    if rows:
        st.subheader("已定的方案")
        tables.browse("plans", ["登记时间", "目的", "名单", "方法", "抽几个", "摇号次数", "方案校验值"], rows)


def list_table(record: Mapping[str, Any]) -> None:
    """The drawn objects in their order."""
    teams = record.get("inspection", {}).get("teams", {})
    names = {one["id"]: one["name"] or one["id"] for one in record["plan"]["inspectors"]}
    rows = [
        [
            str(one["no"]), one["id"], one["stratum"], one["part"], one["chance"],
            "、".join(names[who] for who in teams.get(one["id"], [])),
        ]
        for one in record["drawn"]
    ]  # fmt: skip
    tables.browse("drawn", ["序号", "对象编号", "分层", "批次", "抽中概率", "检查人员"], rows)


def labels(desk: Desk, record: Mapping[str, Any]) -> dict[str, str]:
    """Whom the drawn identifiers stand for, for the inspectors' checklist; masked like every private column.

    Called when a file is made, so that handing out names in full, which inspectors may need, is written down.
    """
    name = register_of(record["plan"]["frame_name"])
    if desk.generation is None or not is_named(name):
        return {}
    key = next(key for key, word in WORDS.items() if word == name)
    answer, drawn = desk.answer(f"frame_{key}"), {one["id"] for one in record["drawn"]}
    told = {name: label(row) for row in answer.dicts() if (name := canonical(row["object_id"])) in drawn}
    if desk.unmasked and answer.query.tells_persons:
        desk.record("export", {"query": answer.query.name, "rows": len(told), "unmasked": True})
    return told


def lines(text: str, how: str) -> dict[str, str]:
    """「编号=内容」 a line; raises BadRequest for a line without sign, and for a second one on one number.

    Taken as it comes, the second would undo the first unseen.
    """
    found: dict[str, str] = {}
    for line in filter(str.strip, text.splitlines()):
        written, sign, value = line.replace("＝", "=").partition("=")
        name = canonical(written)
        if not sign:
            raise BadRequest(f"「{line.strip()}」应写成 {how}。")
        if name in found:
            raise BadRequest(f"「{name}」写了不止一行，请合成一行（{how}）。")
        found[name] = value.strip()
    return found


def load_words(record: Mapping[str, Any]) -> str:
    """How evenly the inspectors are sent, and which pairs go out together more than once."""
    inspection = record["inspection"]
    load = sorted(inspection["load"].values())
    said = f"每人 {load[0]} 至 {load[-1]} 个对象。" if load else ""
    return said + (f"同组不止一次的有 {len(inspection['repeated'])} 对。" if inspection["repeated"] else "")


def needs_data(desk: Desk) -> None:
    """The empty state of what asks the ledgers."""
    if desk.generation is None:
        st.info("还没有台账。请先上传填好的检查表。")
        st.stop()


def parts_table(parts: Sequence[Mapping[str, Any]]) -> None:
    """Every stratum with its bound, and with the bound were all that is missing a failure."""

    def upper(part: Mapping[str, Any], name: str) -> str:
        if rate := part[name]:
            return percent(Fraction(rate["num"], rate["den"]))
        return "不适用" if part["checked"] else "数据不足"

    rows = [
        [
            part["stratum"] or "（不分层）", str(part["population"]), str(part["planned"]), str(part["checked"]),
            str(part["failed"]), upper(part, "upper"), upper(part, "worst_upper"),
        ]
        for part in parts
    ]  # fmt: skip
    tables.browse("parts", ["分层", "总体", "应查", "查成", "不合格", "不合格率至多", "没查成的都不合格时至多"], rows)


def control_group(desk: Desk, **window: date) -> None:
    """What chance drew beside what patrols and complaints picked, unit by unit: only the former stands for all."""
    st.caption("随机抽查没有挑过，是对照组；巡查和投诉是挑出来的，比例高是应当的，比随机抽查还低才要问为什么。")
    answer = desk.answer("problem_rate_by_source", **window)
    if answer.rows:
        tables.show(desk, answer, "control", ("unit", "source_kind", "problem_share", "unknown_count"))
    else:
        st.info("还没有抽查、检查或者投诉的结果可以对照。")
