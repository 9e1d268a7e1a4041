"""行政指导清单: the guidance behind a figure."""

from fwzf_data.web import lists

lists.page("guidance_list", "行政指导清单", "行政指导台账")
