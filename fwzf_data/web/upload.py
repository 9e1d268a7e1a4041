"""The six steps of an upload as they are shown: 选模板 → 上传 → 认表头 → 校验 → 处理 → 入库."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

import streamlit as st

from fwzf_data.intake.cells import ISSUES
from fwzf_data.intake.decide import decide
from fwzf_data.intake.grid import column_letters
from fwzf_data.intake.ledger import ledger, ledgers
from fwzf_data.intake.plan import LoadOptions, SheetPlan
from fwzf_data.intake.report import Issue, LoadReport
from fwzf_data.loading.same_file import Standing, standing
from fwzf_data.settings import CHINA
from fwzf_data.web import changes, mapping, tables
from fwzf_data.web import draft as drafts
from fwzf_data.web.desk import ACTOR, Desk
from fwzf_data.web.draft import STEPS, Draft
from fwzf_data.web.period import read_period, refusal
from fwzf_data.web.wording import BLANK, covered, plain

EFFECTS = {"row_returned": "整行退回", "cell_unknown": "该格按未知处理", "note": "提示"}
SHOWN_ISSUES = 200
BATCHES_PAGE = "pages/data/batches.py"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def stepper(step: int) -> None:
    """The six steps with the one under way marked."""
    with st.container(horizontal=True):
        for place, name in enumerate(STEPS):
            state, colour = ("完成", "green") if place < step else ("进行中", "blue") if place == step else ("", "gray")
            st.badge(f"{place + 1} {name}{'　' + state if state else ''}", color=colour)  # type: ignore[arg-type]


def choose(desk: Desk) -> None:
    """Steps 1 and 2: what kind of ledger, whose, for when; then the file."""
    if left := drafts.left_behind(desk.home):
        st.info(plain(f"上次读到一半的文件「{left}」没有入库，请重新上传。"))
    st.subheader("1 选模板")
    kind, unit, period = st.columns(3)
    key = kind.selectbox(
        "台账种类",
        [None, *ledgers()],
        format_func=lambda key: ledger(key).label if key else "自动识别",
        key="ledger",
        help="不必和模板一样，按表头自动识别；一个文件可以有多种台账的工作表。",
    )
    units = [row["unit"] for row in desk.answer("unit_list").dicts()] if desk.generation else []
    whose = unit.selectbox(
        "填报单位", units, index=None, accept_new_options=True, key="unit", placeholder="表内已写单位的不用选"
    )
    when = period.text_input(
        "报送期间",
        key="period",
        placeholder="如 2022-07、2022年三季度",
        help="日期没有写年份时按这里的年份读。",
    )
    read = read_period(when) if when else None
    if when and not read:
        period.error(plain(refusal(when)))
    elif when != read and read:
        period.caption(f"按 {read} 记。")
    if key:
        st.download_button(
            f"下载{ledger(key).label}模板",
            lambda: _template(key),
            file_name=f"{ledger(key).label}模板.xlsx",
            mime=_XLSX,
            key="template",
            on_click="ignore",
        )
    st.subheader("2 上传")
    sent = st.file_uploader(
        "选择或拖入一份台账", key=f"file_{st.session_state.get('uploads', 0)}", help="xlsx、xls、et、ods、csv 等均可。"
    )
    is_ready = sent is not None and (read is not None or not when)
    if st.button("读取文件", key="read", type="primary", disabled=not is_ready) and sent is not None:
        # A used uploader would hand over its file again at every rerun.
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
        options = LoadOptions(ledger=key, unit=whose or None, period=read, actor=ACTOR)
        drafts.begin(desk.home, sent.name, sent.getvalue(), options)


def confirm_header(desk: Desk, draft: Draft) -> None:
    """Step 3: which sheet is which ledger, which column is which field."""
    examination = draft.examination
    assert examination is not None
    if draft.is_empty:
        st.subheader("2 上传")
        st.error("这份文件里没有内容。请核对选的是不是这份文件、填好以后保存了没有，再点“换一份文件”重新上传。")
        return
    st.subheader("3 认表头")
    if there := standing(desk.home, examination.sha256):
        same = next((one for one in there if one.is_read_with(draft.options)), None)
        st.warning(plain(_sent_alike(same) if same else _sent_before(there)))
    for note in examination.notes:
        st.info(plain(note))
    plans = decide(examination, draft.options)
    tables.listing(_sheets(plans))
    with st.expander("台账认错了？", expanded=not any(plan.ledger for plan in plans)):
        key = st.selectbox(
            "整个文件按这种台账读", list(ledgers()), format_func=lambda key: ledger(key).label, key="other"
        )
        if st.button("重新识别", key="look_again"):
            drafts.look_again(desk.home, draft, replace(draft.options, ledger=key))
    if any(plan.ledger for plan in plans):
        decided = mapping.form(mapping.asked_headers(examination, draft.options), desk.unmasked)
        if decided is not None:
            drafts.check(desk.home, draft, decided)


def review(desk: Desk, draft: Draft) -> None:
    """Steps 4 to 6: what loading would do, the file with its faults marked, and the decision."""
    report = draft.report
    assert report is not None
    st.subheader("4 校验")
    there = standing(desk.home, report.sha256)
    same = next((one for one in there if one.is_read_with(draft.options)), None)
    if same:
        st.info(plain(f"这份文件与{_named(same)}完全相同，单位、期间、列名也都一样，不用再入库。"))
    elif there:
        st.warning(plain(_sent_before(there)))
    with st.container(horizontal=True):
        st.metric("读出行数", f"{_sum(report, 'rows_read'):,}")
        st.metric("新增", f"{_sum(report, 'accepted'):,}")
        st.metric("更新", f"{_sum(report, 'updated'):,}")
        st.metric("未变", f"{_sum(report, 'unchanged'):,}")
        st.metric("退回", f"{_sum(report, 'returned'):,}")
        st.metric("搁置", f"{_sum(report, 'set_aside'):,}", help="标题、空白、合计、签字等不是数据的行。")
        st.metric("问题", f"{len(report.issues):,}")
    _show_notes(report)
    changes.show(desk, report.changes, "rehearsed_changes")
    _show_issues(report, desk.unmasked)

    st.subheader("5 处理")
    left, right = st.columns(2, vertical_alignment="center")
    left.text("原文件标出了有问题的单元格，最右一列是“校验结果”，可以筛选；改好后重新上传即可。")
    right.download_button(
        "下载校验结果",
        lambda: _marked(draft, report),
        file_name=f"{draft.file.rsplit('.', 1)[0]}_校验结果.xlsx",
        mime=_XLSX,
        key="marked",
        on_click="ignore",
    )

    st.subheader("6 入库")
    st.text(f"批次 {same.batch_id} 里已有这些内容，再入库数据也不会变。" if same else _what_entering_does(report))
    with st.container(horizontal=True):
        nothing = not _sum(report, "accepted", "updated", "unchanged")
        if not same and st.button(_entering(report), key="enter", type="primary", disabled=nothing):
            drafts.enter(desk.home, draft)
        if same:
            asked = str(same.batch_id)
            st.page_link(BATCHES_PAGE, label=f"查看批次 {asked}", query_params={"batch_id": asked})
        if st.button("返回改列名", key="back"):
            draft.report = None
            st.rerun()


def _sent_alike(same: Standing) -> str:
    return (
        f"这份文件已作为{_named(same)}上传，单位、期间也和那次一样：不改列名，就不会再入库。"
        "如果只是重复上传，请点“换一份文件”。"
    )


def _sent_before(there: Sequence[Standing]) -> str:
    """What it means to go on with a file that is there already."""
    named = "、".join(_named(one) for one in there)
    return (
        f"这份文件已作为{named}上传。继续入库会另记一个批次：内容没有变的行计为“未变”，"
        "因单位、期间或列名不同而读法不同的行会更新；以后要撤掉这些内容，两个批次都要撤回。"
        f"如果只是重复上传，请点“换一份文件”；要改单位、期间或列名，请先撤回批次 {there[-1].batch_id}，再来上传。"
    )


def _named(one: Standing) -> str:
    """A batch with what tells it from others of the same file."""
    said = [f"{one.loaded_at.replace(tzinfo=UTC).astimezone(CHINA):%Y-%m-%d %H:%M}"]
    said += [f"填报单位 {one.unit}"] if one.unit else []
    said += [f"期间 {one.period}"] if one.period else []
    return f"批次 {one.batch_id}（{'，'.join(said)}）"


def _what_entering_does(report: LoadReport) -> str:
    new, updated, gone = _sum(report, "accepted"), _sum(report, "updated"), _sum(report, "returned")
    if new or updated:
        said = f"将新增 {new:,} 行、更新 {updated:,} 行。"
    elif not _sum(report, "unchanged"):
        said = "没有可以入库的行。"
    elif report.changes:
        said = "没有新增的行；各行内容未变，只改上面列出的单位。"
    else:
        said = "没有新增或更新的行：入库后数据不变，只多记一个批次。"
    return (
        said
        + (f"退回的 {gone:,} 行不入库，改好后再上传。" if gone else "")
        + ("更新的行取代先前的版本，先前的版本仍可查。" if updated else "")
    )


def _entering(report: LoadReport) -> str:
    """The button that loads says what it will do."""
    counts = [("新增", _sum(report, "accepted")), ("更新", _sum(report, "updated"))]
    said = "、".join(f"{word} {count:,} 行" for word, count in counts if count)
    return f"确认入库（{said}）" if said else "确认入库（改单位）" if report.changes else "仍要入库（数据不变）"


def receipt(draft: Draft) -> None:
    """What was loaded, and where to go on."""
    done = draft.done
    assert done is not None
    if done.duplicate_of:
        st.info(f"这份文件与批次 {done.duplicate_of} 完全相同，没有重复入库，数据没有变化。")
    else:
        st.success(
            f"已入库：批次 {done.batch}，新增 {_sum(done, 'accepted'):,} 行，更新 {_sum(done, 'updated'):,} 行，"
            f"未变 {_sum(done, 'unchanged'):,} 行，退回 {_sum(done, 'returned'):,} 行。"
            f"数据现为第 {done.generation} 版。"
        )
        _show_notes(done)
    batch = done.batch or done.duplicate_of
    with st.container(horizontal=True):
        st.page_link(BATCHES_PAGE, label="查看本批次", query_params={"batch_id": str(batch)})
        st.page_link("pages/trace/cases.py", label="查看案件清单")


def _sheets(plans: Sequence[SheetPlan]) -> list[dict[str, str]]:
    """What each sheet was taken for; sheets that look the same share a line."""
    names: dict[tuple[str, str, str, str], list[str]] = {}
    for plan in plans:
        look = (
            ledger(plan.ledger).label if plan.ledger else "不入库",
            f"{plan.first}–{plan.last}" if plan.first else BLANK,
            f"{sum(column.field is not None for column in plan.columns)}/{len(plan.columns)}" if plan.ledger else BLANK,
            plan.note or "",
        )
        names.setdefault(look, []).append(plan.name + ("（隐藏）" if plan.hidden else ""))
    titles = ("识别为", "表头行", "认出的列", "说明")
    return [{"工作表": "、".join(found), **dict(zip(titles, look, strict=True))} for look, found in names.items()]


def _show_notes(report: LoadReport) -> None:
    """What each sheet as a whole has to say: why it was set aside, how many records have no number."""
    names: dict[tuple[str, str], list[str]] = {}
    for sheet in report.sheets:
        if sheet.note:
            names.setdefault(("整张搁置" if sheet.is_unread else BLANK, sheet.note), []).append(sheet.plan.name)
    if any(sheet.is_unread for sheet in report.sheets):
        st.warning("有工作表整张没有入库，原因见下表。")
    if names:
        tables.listing(
            [{"工作表": "、".join(found), "结果": state, "说明": note} for (state, note), found in names.items()]
        )


def _show_issues(report: LoadReport, unmasked: bool) -> None:
    if not report.issues:
        st.success("没有发现问题。")
        return
    kinds = Counter((issue.code, issue.header or BLANK, issue.effect) for issue in report.issues)
    tables.listing(
        [
            {
                "问题": f"{ISSUES.get(code, '')}（{code}）",
                "列名": header,
                "处理": EFFECTS[effect],
                "处数": f"{count:,}",
            }
            for (code, header, effect), count in kinds.most_common(12)
        ]
    )
    more = f"，这里列出前 {SHOWN_ISSUES} 处，全部见校验结果文件" if len(report.issues) > SHOWN_ISSUES else ""
    st.caption(f"逐处位置和改法（共 {len(report.issues):,} 处{more}）")
    tables.browse(
        "rehearsed_issues",
        ["位置", "列名", "问题和怎么改", "处理"],
        [
            (
                _address(issue),
                issue.header or "",
                issue.message if unmasked else covered(issue.message),
                EFFECTS[issue.effect],
            )
            for issue in report.issues[:SHOWN_ISSUES]
        ],
    )


def _address(issue: Issue) -> str:
    place = f"{column_letters(issue.column_no)}{issue.row}" if issue.column_no else f"第 {issue.row} 行"
    return f"{issue.sheet}!{place}"


def _sum(report: LoadReport, *counts: str) -> int:
    return sum(getattr(sheet, count) for sheet in report.sheets for count in counts)


def _template(key: str) -> bytes:
    from fwzf_data.documents.template import template

    return template(ledger(key))


def _marked(draft: Draft, report: LoadReport) -> bytes:
    from fwzf_data.documents.returned import report_workbook

    return report_workbook(draft.path, report)
