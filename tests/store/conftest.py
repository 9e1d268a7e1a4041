from __future__ import annotations

from pathlib import Path

import pytest

from fwzf_data.store.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "数据")
