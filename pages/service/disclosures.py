"""双公示清单: what had to be published, by when, and whether it was."""

from fwzf_data.web import lists

lists.page("disclosure_list", "双公示清单", "案件台账和双公示台账")
