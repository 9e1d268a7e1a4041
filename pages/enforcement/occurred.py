"""按发现日的记录: what the effect of prevention counts."""

from fwzf_data.web import lists

lists.page("occurrence_list", "按发现日的记录", "案件、检查或投诉台账")
