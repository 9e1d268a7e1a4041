"""The dashboard's frame: which pages there are, the day the figures stand on, and where errors end."""

from __future__ import annotations

import streamlit as st

from fwzf_data.errors import FwzfError
from fwzf_data.settings import STATIC
from fwzf_data.web import frame, wording

PAGES = {
    "首页": {"pages/home/overview.py": "首页"},
    "分析": {
        "pages/enforcement/risk.py": "风险",
        "pages/enforcement/discretion.py": "裁量",
        "pages/enforcement/judged.py": "裁量核查清单",
        "pages/year/training.py": "培训",
        "pages/year/sessions.py": "培训场次",
        "pages/year/progress.py": "进度",
        "pages/year/evidence.py": "佐证",
    },
    "追溯": {
        "pages/trace/cases.py": "案件清单",
        "pages/trace/inspections.py": "检查清单",
        "pages/trace/complaints.py": "投诉清单",
        "pages/trace/case.py": "案件详情",
        "pages/trace/source.py": "原始行",
    },
    "数据": {
        "pages/data/upload.py": "上传台账",
        "pages/data/batches.py": "批次",
        "pages/data/issues.py": "退回与问题",
        "pages/data/completeness.py": "完整性",
    },
    "说明": {"pages/about/definitions.py": "口径说明"},
}

st.set_page_config(page_title=wording.TITLE, page_icon=str(STATIC / "icon.png"), layout="wide")
page = st.navigation(
    {section: [st.Page(path, title=title) for path, title in pages.items()] for section, pages in PAGES.items()},
    expanded=True,
)
try:
    frame.draw()
    page.run()
except FwzfError as error:
    st.error(wording.plain(str(error)))
