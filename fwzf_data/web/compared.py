"""From a compared unit to the records its figure stands on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NoReturn

from fwzf_data.analysis.fairness import Page
from fwzf_data.web import provenance

LISTS = {
    "comparison_case_cells": "compared_case_list",
    "comparison_complaint_cells": "complaint_list",
    "comparison_inspection_cells": "inspection_list",
    "comparison_party_cells": "inspection_list",
}
_CHANNEL = {("complaint_list", "source"): "channel"}


def open_behind(page: Page, value: str, window: Mapping[str, date]) -> NoReturn:
    """The list of what was counted for one value of the dimension."""
    listed = LISTS[page.indicator.cells]
    only = {_CHANNEL.get((listed, page.dimension), page.dimension): value}
    if listed == "compared_case_list":
        only["indicator"] = page.indicator.name
    elif listed == "inspection_list" and page.dimension == "source":
        only = {}
    provenance.open_rows(listed, **only, **window)
