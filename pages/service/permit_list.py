"""行政许可清单: the permits behind a figure, with days used and overrun."""

from fwzf_data.web import lists

lists.page("permit_list", "行政许可清单", "双公示行政许可台账")
