"""Every page without data says what to do first."""

from __future__ import annotations

import pytest

from fwzf_data.settings import PROJECT
from fwzf_data.store.home import Home
from tests.pages.conftest import Open, texts

PAGES = sorted(path.relative_to(PROJECT).as_posix() for path in (PROJECT / "pages").glob("*/*.py"))
UPLOAD_FIRST = "还没有数据。请先上传一份台账"
OTHERWISE = {
    "pages/data/upload.py": "上传台账",
    "pages/about/definitions.py": "每个数字怎么算出来",
    "pages/sampling/plan.py": "先把名单和方案定死",
    "pages/sampling/draw.py": "还没有抽查方案",
    "pages/sampling/verify.py": "请上传 DRAW.json",
    "pages/sampling/results.py": "还没有摇过号",
    "pages/sampling/coverage.py": "还没有摇过号",
}
"""Where data come in, where none are needed, and where something else comes first."""


@pytest.mark.parametrize("page", PAGES)
def test_without_data_a_page_says_what_to_do_first(empty_home: Home, open_page: Open, page: str) -> None:
    assert OTHERWISE.get(page, UPLOAD_FIRST) in texts(open_page(page))
