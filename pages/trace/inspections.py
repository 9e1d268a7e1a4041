"""检查清单: the inspections behind a figure."""

from fwzf_data.web import lists

lists.page("inspection_list", "检查清单", "巡查检查台账", finds="编号、监管对象、当事人、地址")
