"""比较所依据的案件: the cases behind one figure of the comparison, each leading to its case."""

from fwzf_data.analysis.fairness import compared_cases
from fwzf_data.web import filters, list_sentences, lists, provenance

lists.page(
    "compared_case_list",
    "比较所依据的案件",
    "行政处罚案件台账",
    follow=lambda row: filters.go(provenance.CASE_PAGE, record_key=row["record_key"]),
    leads_to="案件",
    says=list_sentences.compared,
    made=compared_cases,
)
