"""The dashboard's frame: which pages there are, the day the figures stand on, and where errors end."""

from __future__ import annotations

import streamlit as st

from fwzf_data.errors import FwzfError
from fwzf_data.web import frame, wording

PAGES = {
    "首页": {"pages/home/overview.py": "首页"},
    "分析": {
        "pages/enforcement/risk.py": "风险",
        "pages/enforcement/causes.py": "案由归并",
        "pages/enforcement/risk_grades.py": "风险分级",
        "pages/enforcement/prevention.py": "防控清单",
        "pages/enforcement/effect.py": "防控效果",
        "pages/enforcement/discretion.py": "裁量核查",
        "pages/enforcement/like_cases.py": "类案比对",
        "pages/enforcement/rules.py": "办案规则",
        "pages/year/training.py": "培训达标",
        "pages/year/progress.py": "年度进度",
    },
    "服务型执法": {
        "pages/service/guidance.py": "行政指导",
        "pages/service/mediation.py": "行政调解",
        "pages/service/permits.py": "许可与双公示",
        "pages/service/models.py": "示范与结对",
        "pages/service/summaries.py": "总结报送",
    },
    "公平": {
        "pages/fairness/comparison.py": "单位比较",
        "pages/fairness/leads.py": "选择性执法线索",
        "pages/fairness/bursts.py": "运动式执法",
        "pages/fairness/streets.py": "投诉与执法",
        "pages/fairness/dispositions.py": "线索处置",
    },
    "抽查": {
        "pages/sampling/plan.py": "抽查方案",
        "pages/sampling/draw.py": "摇号",
        "pages/sampling/verify.py": "验证",
        "pages/sampling/results.py": "结果与整改",
        "pages/sampling/coverage.py": "全年覆盖",
    },
    "数据": {
        "pages/data/upload.py": "上传台账",
        "pages/data/batches.py": "批次",
        "pages/data/issues.py": "退回与问题",
        "pages/data/completeness.py": "完整性",
        "pages/data/benchmarks.py": "基准管理",
    },
    "追溯": {
        "pages/trace/cases.py": "案件清单",
        "pages/trace/inspections.py": "检查清单",
        "pages/trace/complaints.py": "投诉清单",
    },
    "说明": {"pages/about/definitions.py": "口径说明"},
}
BEHIND = {
    "pages/enforcement/events.py": "计入频次的记录",
    "pages/enforcement/risk_points.py": "风险点清单",
    "pages/enforcement/matched.py": "写法对应清单",
    "pages/enforcement/occurred.py": "按发现日的记录",
    "pages/enforcement/treated.py": "处理以后又犯没有",
    "pages/enforcement/judged.py": "裁量核查清单",
    "pages/enforcement/found.py": "规则线索清单",
    "pages/enforcement/unchecked.py": "无法核查清单",
    "pages/fairness/compared_cases.py": "比较所依据的案件",
    "pages/year/sessions.py": "培训场次",
    "pages/year/attendance.py": "签到和测试清单",
    "pages/year/obligations.py": "义务清单",
    "pages/year/evidence.py": "佐证",
    "pages/service/guidances.py": "行政指导清单",
    "pages/service/mediations.py": "行政调解清单",
    "pages/service/permit_list.py": "行政许可清单",
    "pages/service/disclosures.py": "双公示清单",
    "pages/service/pairings.py": "结对帮扶清单",
    "pages/trace/case.py": "案件详情",
    "pages/trace/source.py": "原始行",
}
"""Opened by a number, a row or an address; the menu does not name them."""


def menu() -> dict[str, list[st.Page]]:
    """The pages as Streamlit knows them."""
    made = {section: [st.Page(path, title=title) for path, title in pages.items()] for section, pages in PAGES.items()}
    made["追溯"] += [st.Page(path, title=title, visibility="hidden") for path, title in BEHIND.items()]
    return made


# The server's own favicon.png is the icon; set here, it would be decoded anew at every rerun.
st.set_page_config(page_title=wording.TITLE, layout="wide")
if "menu" not in st.session_state:
    # Once per session: each st.Page looks for its file.
    st.session_state["menu"] = menu()
page = st.navigation(st.session_state["menu"], expanded=True)
try:
    frame.draw(page)
    page.run()
except FwzfError as error:
    st.error(wording.plain(str(error)))
