"""裁量核查清单: the judged cases behind a figure, each leading to its case."""

from fwzf_data.web import bands, filters, lists, provenance

lists.page(
    "discretion_by_case",
    "裁量核查清单",
    "行政处罚案件台账",
    columns=bands.JUDGED,
    follow=lambda row: filters.go(provenance.CASE_PAGE, record_key=row["record_key"]),
    leads_to="案件",
)
