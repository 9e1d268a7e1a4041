"""处理以后又犯没有: the parties behind the shares of those who offended again."""

from fwzf_data.web import lists

lists.page("treatment_list", "处理以后又犯没有", "案件或行政指导台账")
