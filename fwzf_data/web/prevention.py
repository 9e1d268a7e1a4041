"""The parts of 防控清单: the draft, publishing it, texts to send, hot spots and reminders, versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from fwzf_data.analysis.prevention import Ask, gone, last_published, prevention, published, published_on
from fwzf_data.analysis.query import Answer
from fwzf_data.analysis.risk_decision import Confirmed, confirm, confirmations
from fwzf_data.analysis.risk_grade import MATRIX
from fwzf_data.analysis.season import Season, seasons
from fwzf_data.analysis.short_texts import ShortText, message, post, to_trade
from fwzf_data.documents.risk_list import risk_list_book, risk_list_letter
from fwzf_data.errors import BadRequest
from fwzf_data.risk_lists import Publication, publish
from fwzf_data.rulebook import rule_value
from fwzf_data.web import provenance, tables
from fwzf_data.web.desk import ACTOR, Desk
from fwzf_data.web.wording import plain

DRAFT_COLUMNS = (
    "violation_name", "state", "lacking", "level", "proposed_level", "confirmed_level", "change", "finding_count",
    "case_count", "complaint_count", "prevention", "unit",
)  # fmt: skip
VERSION_COLUMNS = (
    "version",
    "point_count",
    "incomplete_count",
    "published_on",
    "published_month",
    "publish_ways",
    "file",
)
WAYS = ("座谈会", "实地宣传", "短信", "微信", "网站")
_FILTERS = {"街道": "street", "行业": "trade", "月份": "calendar_month"}
GRADES_PAGE = "pages/enforcement/risk_grades.py"
Rows = Sequence[Mapping[str, Any]]


def drafted(desk: Desk, **window: date) -> Answer:
    """The draft of this day; worked out once for a generation and what people confirmed by now."""
    return desk.once(_drafted, confirmed=tuple(sorted(confirmations(desk.home.journal).items())), **window)


def _drafted(
    ask: Ask, as_of: date, *, confirmed: tuple[tuple[str, Confirmed], ...], from_on: date, to_on: date
) -> Answer:
    return prevention(ask, as_of, dict(confirmed), from_on=from_on, to_on=to_on)


def verdict(rows: Rows) -> str:
    """How far the draft is."""
    ready = sum(not row["lacking"] for row in rows)
    said = f"{len(rows)} 个风险点，{ready} 个要素齐全、等级已确定"
    return said if ready == len(rows) else f"{said}，{len(rows) - ready} 个还不能公开"


def draft(desk: Desk, answer: Answer, window: Mapping[str, date]) -> None:
    """The points with what they lack; one chosen point in full, leading to the records it was graded by."""
    before = desk.once(_before)
    if row := tables.show(desk, answer, "draft", DRAFT_COLUMNS):
        st.text(post(row).text + (f"\n还缺：{row['lacking']}" if row["lacking"] else ""))
        if st.button("看计入频次的记录", key="point_events"):
            provenance.open_rows("violation_event_list", violation_code=row["violation_code"], **window)
    _confirm_all(desk, [row for row in answer.dicts() if not row["confirmed_level"] and row["level"]])
    usual = "、".join(rule_value("risk.usual_measures"))
    st.caption(
        f"怎样补齐：下载 Excel，补上表现、原因、措施、责任单位后作为「法律风险防控清单」上传；常用措施有{usual}。"
        "等级在「风险分级」确定。"
    )
    is_sample = bool(desk.sample_batches())
    with st.container(horizontal=True):
        st.download_button(
            "下载 Excel", lambda: risk_list_book(answer.dicts(), is_sample=is_sample), "法律风险防控清单.xlsx",
            key="book", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "下载 Word",
            lambda: risk_list_letter(
                answer.dicts(), gone(answer.dicts(), before), desk.as_of, None, is_sample=is_sample
            ),
            "法律风险防控清单.docx", key="letter", on_click="ignore",
        )  # fmt: skip
        st.page_link(GRADES_PAGE, label="去确定等级")


def _confirm_all(desk: Desk, open_: Rows) -> None:
    """One word of a person on everything nobody has decided yet; single levels are given in 风险分级."""
    if not open_:
        return
    box = st.expander(f"还有 {len(open_)} 个没有确定等级", on_change="rerun", key="confirm_open")
    if not box.open:
        return
    with box, st.form("confirm_all", border=False):
        why = st.text_input("理由", placeholder="如：班子会议研究，同意建议等级", key="confirm_why")
        if st.form_submit_button(f"{len(open_)} 个都按建议等级确定"):
            try:
                for row in open_:
                    confirm(desk.home.journal, row, row["proposed_level"], why, ACTOR, MATRIX)
                st.rerun()
            except BadRequest as error:
                st.error(plain(str(error)))


def _before(ask: Ask, _: date) -> list[dict[str, Any]]:
    return last_published(ask)


def publishing(desk: Desk, rows: Rows) -> None:
    """The form that makes a version; it refuses what is not complete."""
    known = [row["version"] for row in desk.answer("risk_list_versions").dicts()]
    before = desk.once(_before)
    with st.form("publish", border=True):
        number = 1 + sum(name.startswith(f"{desk.as_of.year}年第") for name in known)
        version = st.text_input("版本", f"{desk.as_of.year}年第{number}版", key="list_version")
        day = st.date_input("公开日期", desk.as_of, format="YYYY-MM-DD")
        ways = st.multiselect(
            "在哪里公开", WAYS, accept_new_options=True, placeholder="可选几样，也可自己写", key="list_ways"
        )
        evidence = st.text_input("佐证", placeholder="会议记录、照片、网址等", key="list_evidence")
        only_ready = st.toggle("只公开要素齐全、等级已确定的", key="list_ready")
        asked = st.form_submit_button("公开", type="primary")
    if not asked:
        return
    points = [row for row in rows if not (only_ready and row["lacking"])]
    try:
        assert isinstance(day, date)
        publish(desk.home, points, known, Publication(version, day, tuple(ways), evidence), ACTOR)
    except BadRequest as error:
        st.error(plain(str(error)))
        return
    left = gone(points, before)
    st.success(
        f"「{version}」已公开，{len(points)} 个风险点，已作为一个批次入库；年度方案和检查规则都看得到。"
        + (f"上一版中的{'、'.join(left)}不再列入。" if left else "")
    )


def versions(desk: Desk) -> None:
    """Every version there is, each leading to its points."""
    answer = desk.answer("risk_list_versions")
    if not answer.rows:
        st.info("还没有防控清单。可以在「公开」里公开一版，也可以上传已有的清单。")
        return
    if row := tables.show(desk, answer, "versions", VERSION_COLUMNS):
        provenance.open_rows("risk_point_list", version=row["version"])
    days = {row["version"]: day for row in answer.dicts() if (day := published_on(row))}
    if not days:
        return
    chosen = st.selectbox("打印哪一版", list(days), format_func=lambda name: name or "（未写版本）", key="printed")
    points, left = desk.once(_published, version=chosen)
    st.download_button(
        "下载这一版 Word",
        lambda: risk_list_letter(points, left, days[chosen], chosen, is_sample=bool(desk.sample_batches())),
        f"法律风险防控清单_{chosen or days[chosen]}.docx", key="version_letter", on_click="ignore",
    )  # fmt: skip


def _published(ask: Ask, _: date, *, version: str) -> tuple[list[dict[str, Any]], list[str]]:
    return published(ask, version)


def texts(desk: Desk, rows: Rows) -> None:
    """Short messages and posts for the points that could be published, and for each trade."""
    ready = [row for row in rows if row["legal_basis"] and row["consequence"]]
    _sent("每个风险点的短信", [message(row) for row in ready])
    _sent("每个行业的短信", desk.once(_by_trade))
    names = {row["violation_name"]: row for row in ready}
    if names:
        chosen = st.selectbox("微信推送", list(names), key="post")
        st.code(post(names[chosen]).text, language=None, wrap_lines=True)


def _sent(title: str, made: Sequence[ShortText]) -> None:
    st.subheader(title)
    if not made:
        st.info("数据不足：台账没有写明行业，同一行业的次数太少，或者还没有写明依据和后果的风险点。")
        return
    tables.browse(
        title, ["字数", "算几条", "内容", "对象"],
        [[str(one.length), str(one.messages), one.text, one.about] for one in made],
    )  # fmt: skip


def _by_trade(ask: Ask, as_of: date) -> list[ShortText]:
    """For each trade the violations most found in it; what was found once or twice is not common there."""
    least = rule_value("risk.frequency_2_count", as_of)
    found: dict[str, list[tuple[int, str]]] = {}
    for row in ask("violation_hot_spots").dicts():
        if row["spot_kind"] == "行业" and row["record_count"] >= least:
            found.setdefault(row["spot"], []).append((-row["record_count"], row["violation_name"]))
    return [to_trade(trade, [name for _, name in sorted(listed)]) for trade, listed in sorted(found.items())]


def hot_spots(desk: Desk) -> None:
    """Whose turn it is for a reminder, and where each violation sits."""
    days = rule_value("risk.remind_days")
    found = desk.once(_seasons)
    turn = [(season, month) for season in found if (month := season.begins(desk.as_of, days))]
    st.subheader(f"{days} 天以内该提示提醒的：{len(turn)} 种" if turn else f"{days} 天以内没有要提示提醒的")
    if turn:
        st.text("\n".join(_reminder(season, month) for season, month in turn))
    st.caption("易发月份由本局自己的记录算出；计入案件、检查发现、有效投诉和行政指导。")
    tables.browse(
        "seasons", ["违法行为", "易发月份", "次数", "多在哪些行业、街道"],
        [[season.violation_name, season.says, str(season.record_count), season.to_whom] for season in found],
    )  # fmt: skip
    st.subheader("集中在哪里")
    if row := tables.show(desk, desk.answer("violation_hot_spots"), "spots"):
        here = {_FILTERS[row["spot_kind"]]: row["spot"]}
        provenance.open_rows("violation_event_list", violation_code=row["violation_code"], to_on=desk.as_of, **here)


def _reminder(season: Season, month: int) -> str:
    whom = f"，重点提醒{season.to_whom}" if season.whose else ""
    return f"· {season.violation_name}：{month} 月起易发（{season.says}）{whom}"


def _seasons(ask: Ask, as_of: date) -> list[Season]:
    return seasons(ask("violation_hot_spots").dicts(), as_of)
