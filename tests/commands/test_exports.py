"""What the command line writes of the sample year says that it is invented; of a bureau's own data it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fwzf_data.__main__ import main
from fwzf_data.bureau import open_bureau
from fwzf_data.documents.export import SAMPLE
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load
from fwzf_data.settings import SAMPLE_DATA


@pytest.mark.parametrize("is_sample", [True, False])
def test_a_list_says_whether_it_is_invented(is_sample: bool, tmp_path: Path) -> None:
    file = SAMPLE_DATA / "单位名册.xlsx"
    if not is_sample:
        file = tmp_path / "名册.csv"
        file.write_text("单位名称,单位类型\n一中队,执法中队\n", encoding="utf-8")
    load(open_bureau(tmp_path / "home"), file, LoadOptions(ledger="unit"))
    assert main(["--home", str(tmp_path / "home"), "query", "batch_list", "--csv", str(tmp_path / "批次.csv")]) == 0
    assert (SAMPLE in (tmp_path / "批次.csv").read_text("utf-8-sig")) is is_sample
