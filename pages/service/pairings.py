"""结对帮扶清单: the activities behind a pairing."""

from fwzf_data.web import lists

lists.page("pairing_list", "结对帮扶清单", "结对帮扶台账")
