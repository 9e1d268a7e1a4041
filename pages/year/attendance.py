"""签到和测试清单: the attendances behind a figure."""

from fwzf_data.web import lists

lists.page("training_attendance_list", "签到和测试清单", "培训签到和测试台账")
