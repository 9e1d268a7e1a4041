"""What can be done with a loaded batch: get its file back with the faults marked, or take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from fwzf_data.loading.load import LOAD, WITHDRAW, withdraw_all, withdrawn
from fwzf_data.settings import CHINA
from fwzf_data.web.desk import ACTOR, Desk

COLUMNS = (
    "batch_id",
    "file",
    "unit",
    "period",
    "loaded_at",
    "actor",
    "rows_read",
    "accepted",
    "updated",
    "unchanged",
    "returned",
    "set_aside",
    "issue_count",
)
SHEET_COLUMNS = ("sheet", "ledger", "rows_read", "accepted", "updated", "unchanged", "returned", "set_aside", "note")
EFFECT_CODES = {"整行退回": "row_returned", "该格按未知处理": "cell_unknown", "提示": "note"}


def returned_file_button(desk: Desk, batch_id: int, key: str) -> None:
    """Offer the uploaded file with its faults marked."""
    found = desk.file_of(batch_id)
    if found is None:
        return
    name = found[0]

    def content() -> bytes:
        return marked_file(desk, batch_id, name)

    st.download_button(
        "下载校验结果",
        content,
        file_name=f"{name.rsplit('.', 1)[0]}_校验结果.xlsx",
        key=key,
        on_click="ignore",
        help="原文件标出有问题的单元格，最右一列可按结果筛选。",
    )


def marked_file(desk: Desk, batch_id: int, name: str) -> bytes:
    """The original of a batch with what the generation knows of its rows and cells; as complete as the original."""
    from fwzf_data.documents.returned import MarkedCell, SheetAsRead, returned_workbook
    from fwzf_data.documents.row_words import faults_of_rows, row_words

    desk.record("original", {"batch": batch_id})
    whole = replace(desk, unmasked=True)
    cells = [
        MarkedCell(
            issue["sheet"],
            issue["row"],
            issue["column_no"],
            issue["header"] or "",
            issue["value"] or "",
            issue["code"],
            EFFECT_CODES[issue["effect"]],
            issue["message"],
        )
        for issue in whole.answer("issues", batch_id=batch_id).dicts()
    ]
    faults = faults_of_rows(cells)
    results: dict[str, dict[int, str]] = {}
    sheets: dict[str, SheetAsRead] = {}
    for row in whole.answer("row_fates", batch_id=batch_id).dicts():
        if row["header_last"]:
            sheets.setdefault(row["sheet"], SheetAsRead(row["header_last"]))
        if row["fate"] != "表头":
            here = faults.get((row["sheet"], row["row"]), [])
            results.setdefault(row["sheet"], {})[row["row"]] = row_words(row["fate"], row["reason"], here)
    for column in whole.answer("sheet_columns", batch_id=batch_id).dicts():
        read = sheets.get(column["sheet"], SheetAsRead())
        columns = {**read.columns, column["field"]: column["column_no"]}
        sheets[column["sheet"]] = replace(read, ledger=column["ledger"], columns=columns)
    found = desk.file_of(batch_id)
    assert found is not None
    return returned_workbook(found[1], name, cells, results, sheets)


def gone(desk: Desk) -> list[tuple[str, str, str, str, str]]:
    """What was taken back: batch, file, when, by whom, why; newest first."""
    return desk.as_written(_gone)


def _gone(desk: Desk) -> list[tuple[str, str, str, str, str]]:
    files = {entry.body["batch"]: entry.body["file"] for entry in desk.home.journal.entries(LOAD)}
    return [
        (str(batch_id), files[batch_id], f"{entry.at.astimezone(CHINA):%Y-%m-%d %H:%M}", entry.actor, entry.body["why"])
        for entry in reversed(list(desk.home.journal.entries(WITHDRAW)))
        for batch_id in withdrawn(entry.body)
    ]


def same_file(desk: Desk, batch: Mapping[str, Any]) -> list[int]:
    """Other batches, not withdrawn, of the same file."""
    return [
        row["batch_id"]
        for row in desk.answer("batch_list").dicts()
        if row["sha256"] == batch["sha256"] and row["batch_id"] != batch["batch_id"]
    ]


def numbered(batch_ids: Sequence[int]) -> str:
    return "、".join(f"批次 {number}" for number in batch_ids)


def withdraw(desk: Desk, batch_ids: Sequence[int], why: str, others: Sequence[int] = ()) -> None:
    """Take batches back with a typed reason, and show those that are left; ``others`` hold the same file."""
    named = f"批次 {batch_ids[0]} " if len(batch_ids) == 1 else f"{len(batch_ids)} 个批次"
    with st.status(f"正在撤回{named.strip()}、重新计算各项指标…"):
        number = withdraw_all(desk.home, batch_ids, why, ACTOR)
    said = f"{named}已撤回，数据现为第 {number} 版。"
    if others:
        said += f"同一份文件还有{numbered(others)} 没有撤回，其中的内容仍然计入。"
    st.session_state["withdrawn"] = said
    st.query_params.pop("batch_id", None)
    st.rerun()


def clear_sample(desk: Desk) -> None:
    """One reason and one button for all batches of the invented year."""
    sample = desk.sample_batches()
    if not sample:
        return
    with st.expander(f"清除示例数据（{len(sample)} 个批次）"), st.form("clear_sample", border=False):
        st.text("示例数据的各个批次一次全部撤回，自己上传的台账不受影响。撤回记录、已作的处置和摇号仍留在日志里。")
        why = st.text_input("撤回原因（必填）", "示例数据看过了，开始正式使用", key="sample_why")
        if st.form_submit_button(f"清除示例数据（{len(sample)} 个批次）", key="clear_it"):
            withdraw(desk, sample, why)
