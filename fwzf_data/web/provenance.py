"""From a figure back to what was uploaded: the original row, its file, and the links between pages."""

from __future__ import annotations

from typing import Any, NoReturn

import streamlit as st

from fwzf_data.errors import BadRequest
from fwzf_data.web.desk import Desk
from fwzf_data.web.filters import go

CASE_PAGE = "pages/trace/case.py"
CASES_PAGE = "pages/trace/cases.py"
RULES_PAGE = "pages/enforcement/rules.py"
UNCHECKED_PAGE = "pages/enforcement/unchecked.py"
DISPOSITIONS_PAGE = "pages/fairness/dispositions.py"
SOURCE_PAGE = "pages/trace/source.py"
UPLOAD_PAGE = "pages/data/upload.py"
LISTS = {
    "case_list": CASES_PAGE,
    "inspection_list": "pages/trace/inspections.py",
    "complaint_list": "pages/trace/complaints.py",
    "violation_event_list": "pages/enforcement/events.py",
    "risk_point_list": "pages/enforcement/risk_points.py",
    "matched_record_list": "pages/enforcement/matched.py",
    "occurrence_list": "pages/enforcement/occurred.py",
    "treatment_list": "pages/enforcement/treated.py",
    "discretion_by_case": "pages/enforcement/judged.py",
    "finding_list": "pages/enforcement/found.py",
    "compared_case_list": "pages/fairness/compared_cases.py",
    "training_by_unit": "pages/year/training.py",
    "training_list": "pages/year/sessions.py",
    "training_attendance_list": "pages/year/attendance.py",
    "obligation_status": "pages/year/obligations.py",
    "obligation_evidence": "pages/year/evidence.py",
    "guidance_list": "pages/service/guidances.py",
    "mediation_list": "pages/service/mediations.py",
    "permit_list": "pages/service/permit_list.py",
    "disclosure_list": "pages/service/disclosures.py",
    "pairing_list": "pages/service/pairings.py",
    "returned_rows": "pages/data/issues.py",
}
"""The page that shows the rows of a mart; it takes the mart's filters from its address."""

_ATTENDED = {"is_matched": "是", "is_present": "是"}
BEHIND: dict[str, tuple[str, dict[str, dict[str, str]]]] = {
    "violation_frequency": (
        "violation_event_list",
        {
            "case_count": {"event_kind": "案件"},
            "inspection_count": {"event_kind": "检查"},
            "complaint_count": {"event_kind": "投诉"},
            "guidance_count": {"event_kind": "指导"},
        },
    ),
    "matching_by_source": (
        "matched_record_list",
        {
            "matched": {"is_matched": "是"},
            "coded_count": {"match_how": "代码"},
            "named_count": {"match_how": "名称"},
            "cited_count": {"match_how": "条文"},
            "confirmed_count": {"match_how": "确认"},
            "worded_count": {"match_how": "说法"},
            "unmatched_count": {"match_how": "未对应"},
            "blank_count": {"match_how": "没有写"},
            "outside_count": {"match_how": "不属于目录"},
        },
    ),
    "finding_by_rule": ("finding_list", {"sure_count": {"certainty": "确定"}, "doubtful_count": {"certainty": "存疑"}}),
    "finding_by_unit": ("finding_list", {"sure_count": {"certainty": "确定"}, "doubtful_count": {"certainty": "存疑"}}),
    "discretion_shares": (
        "discretion_by_case",
        {
            "decided_count": {},
            "unchecked": {"is_checked": "否"},
            "inside": {"is_checked": "是", "is_off": "否"},
            "off": {"is_off": "是"},
            "unexplained_count": {"deviation_state": "无理由"},
            "at_floor": {"at_bound": "下限"},
            "at_ceiling": {"at_bound": "上限"},
        },
    ),
    "training_attendance_by_unit": (
        "training_attendance_list",
        {
            "present": _ATTENDED,
            "absent_count": {"is_matched": "是", "is_present": "否"},
            "tested_count": _ATTENDED | {"is_tested": "是"},
            "passed": _ATTENDED | {"passed": "是"},
            "unmatched_count": {"is_matched": "否"},
        },
    ),
}
"""What a figure of a mart counts: the list, and for each column the filters that give as many rows as it says."""


def open_figure(mart: str, column: str | None, **filters: Any) -> NoReturn:
    """The rows behind one figure of a row of a mart; all rows behind the row where the column counts nothing."""
    listed, figures = BEHIND[mart]
    open_rows(listed, **figures.get(column or "", {}), **filters)


def open_record(row: dict[str, Any]) -> None:
    """What a finding speaks of: the case, else the row of its ledger; a finding about a whole year has neither."""
    if row["record_kind"] == "penalty_case":
        go(CASE_PAGE, record_key=row["record_key"])
    if row["batch_id"] is not None:
        open_source(row)


def open_source(row: dict[str, Any]) -> NoReturn:
    """The page of the original row behind any row that carries its place."""
    go(SOURCE_PAGE, batch_id=row["batch_id"], sheet_no=row["sheet_no"], row_no=row["row"])


def open_rows(mart: str, **filters: Any) -> NoReturn:
    """The list behind a figure: exactly the rows of this mart under these filters."""
    go(LISTS[mart], **filters)


def number_from_address(name: str) -> int | None:
    """A whole number of the address; raises BadRequest where it is something else."""
    text = st.query_params.get(name)
    if text is None:
        return None
    if not text.isdecimal():
        raise BadRequest(f"地址里的「{text}」应为整数。请从清单中重新点开这一行。")
    return int(text)


def original_button(desk: Desk, batch_id: int, key: str) -> None:
    """Offer the uploaded file as it came in; taking it is written down."""
    found = desk.file_of(batch_id)
    if found is None:
        return
    name, path = found

    def content() -> bytes:
        desk.record("original", {"batch": batch_id})
        return path.read_bytes()

    st.download_button("下载原文件", content, file_name=name, key=key, on_click="ignore")
