"""投诉清单: the complaints behind a figure."""

from fwzf_data.web import lists

lists.page("complaint_list", "投诉清单", "投诉举报台账", finds="工单编号、反映内容、地点")
