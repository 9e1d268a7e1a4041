"""风险点清单: the points of one version, each leading to its row."""

from __future__ import annotations

from fwzf_data.web import lists

lists.page("risk_point_list", "风险点清单", "法律风险防控清单")
