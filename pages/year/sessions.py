"""培训场次: the sessions behind a count; a session registered in several files is listed once."""

from fwzf_data.web import lists

lists.page("training_list", "培训场次", "培训台账")
