"""义务清单: obligations of units behind a figure, each leading to its evidence."""

from fwzf_data.web import lists, provenance

lists.page(
    "obligation_status",
    "义务清单",
    "年度任务台账",
    columns=(
        "obligation_id",
        "title",
        "unit",
        "status",
        "due_on",
        "days_overdue",
        "evidence_count",
        "share",
        "done_when",
        "difference",
    ),
    follow=lambda row: provenance.open_rows(
        "obligation_evidence", unit=row["unit"], obligation_id=row["obligation_id"]
    ),
    leads_to="佐证",
)
