"""写法对应清单: the records behind a number of 案由归并."""

from fwzf_data.web import lists

lists.page(
    "matched_record_list",
    "写法对应清单",
    "案件、检查、投诉或指导台账",
    columns=("event_kind", "written", "match_how", "violation_code", "violation_name", "happened_on", "unit"),
)
