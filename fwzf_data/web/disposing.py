"""One finding on the desk: what it rests on, what may excuse it, and the form in which a person says what it is."""

from __future__ import annotations

from typing import Any

import streamlit as st

from fwzf_data.analysis.disposition import OPEN, STATES, dispose
from fwzf_data.analysis.findings_desk import Explained, explained
from fwzf_data.analysis.indicators import DIMENSIONS, indicators
from fwzf_data.errors import FwzfError
from fwzf_data.web import filters, provenance, tables
from fwzf_data.web.desk import ACTOR, Desk
from fwzf_data.web.wording import plain

COMPARISON_PAGE = "pages/fairness/comparison.py"
CAMPAIGN_PAGE = "pages/fairness/bursts.py"
LEADS_PAGE = "pages/fairness/leads.py"


def one(desk: Desk, row: dict[str, Any]) -> None:
    """The finding whole, the way to its evidence, and the form."""
    said = explained(row)
    with st.container(border=True):
        st.subheader(plain(f"{row['code']} {row['title']}　{row['unit'] or '未填单位'}"))
        st.text(row["finding"])
        if row["is_evidence_changed"]:
            st.warning("处置以后，这条线索所依据的内容变了，请再核一次。")
        tables.listing(
            [
                {"项目": name, "内容": text}
                for name, text in (
                    ("依据的内容", row["evidence"]),
                    ("把握", f"{row['certainty']}{'：' + row['doubt'] if row['doubt'] else ''}"),
                    ("依据条款", row["article"]),
                    ("为什么要紧", said.why),
                    ("可能的正当原因", "".join(said.innocent)),
                    ("建议", said.advice),
                    ("处置", f"{row['disposition']}{'：' + row['disposition_why'] if row['disposition_why'] else ''}"),
                    ("出处", f"{row['file']}　{row['sheet']}　第 {row['row']} 行" if row["file"] else None),
                )
                if text
            ]
        )
        with st.container(horizontal=True):
            if st.button("看依据", key="evidence"):
                _open(row)
            _opinion_button(desk, row, said)
            if st.button("收起", key="close", type="tertiary"):
                del st.query_params["finding_key"]
                st.rerun()
        with st.form("dispose", clear_on_submit=True):
            state = st.selectbox("处置", STATES, index=STATES.index(row["disposition"]))
            why = st.text_area("理由", placeholder="核实的经过、依据的材料", max_chars=500)
            if st.form_submit_button("记下处置"):
                _write(desk, row, state, why)


def _opinion_button(desk: Desk, row: dict[str, Any], said: Explained) -> None:
    def draft() -> bytes:
        from fwzf_data.documents.opinion import opinion

        assert desk.generation is not None
        head, is_sample = desk.home.journal.head().hash, bool(desk.sample_batches())
        return opinion(row, said, desk.generation.number, head, is_sample=is_sample)

    st.download_button(
        "监督意见书草稿", draft, file_name=f"监督意见书_{row['finding_key']}.docx", key="opinion", on_click="ignore"
    )


def _write(desk: Desk, row: dict[str, Any], state: str | None, why: str) -> None:
    try:
        dispose(desk.home.journal, row, state or OPEN, why, ACTOR)
    except FwzfError as error:
        st.error(plain(str(error)))
        return
    st.rerun()


def _open(row: dict[str, Any]) -> None:
    """The case, the original row or the comparison a finding rests on."""
    match row["record_kind"]:
        case "penalty_case":
            filters.go(provenance.CASE_PAGE, record_key=row["record_key"])
        case "unit_comparison":
            name, dimension, *_ = row["record_key"].split("·")
            filters.go(COMPARISON_PAGE, what=indicators()[name].title, across=DIMENSIONS[dimension])
        case "enforcement_by_week":
            filters.go(CAMPAIGN_PAGE)
        case "fines_near_lines":
            filters.go(LEADS_PAGE, part="压线的罚款")
        case _ if row["batch_id"]:
            provenance.open_source(row)
        case _:
            st.info("这条线索说的是全局的情况，没有单独的一行。")
