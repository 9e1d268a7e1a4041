"""行政调解清单: the mediations behind a figure, with what each lacks."""

from fwzf_data.web import lists

lists.page("mediation_list", "行政调解清单", "行政调解台账")
