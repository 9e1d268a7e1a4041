"""比较所依据的案件: the cases behind one figure of the comparison, each leading to its case."""

from fwzf_data.analysis.fairness import compared_cases
from fwzf_data.analysis.query import Answer
from fwzf_data.web import filters, lists, provenance


def says(answer: Answer) -> str:
    marks = [row[answer.names.index("is_comparable")] for row in answer.rows]
    if None in marks:
        return f"{len(marks):,} 件。"
    return f"可比 {marks.count(True):,} 件；另有 {marks.count(False):,} 件没有同类案件可比，不计入比较。"


lists.page(
    "compared_case_list",
    "比较所依据的案件",
    "行政处罚案件台账",
    follow=lambda row: filters.go(provenance.CASE_PAGE, record_key=row["record_key"]),
    leads_to="案件",
    says=says,
    made=compared_cases,
)
