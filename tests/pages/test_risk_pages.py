"""风险分级: what the rules propose, and that a person's word is kept and its difference shown."""

from __future__ import annotations

import pytest

from fwzf_data.analysis.risk_decision import confirm, confirmations
from fwzf_data.errors import BadRequest
from fwzf_data.store.home import Home
from tests.pages.conftest import Open, picture, texts, turned

GRADES = "pages/enforcement/risk_grades.py"
ROW = {
    "violation_code": "A1", "violation_name": "占道经营", "frequency": 4, "harm": 2, "form": 2,
    "proposed_level": "高", "rule": "得分 2.80",
}  # fmt: skip


def shown(app) -> dict[str, list]:
    return app.dataframe[0].value.to_dict("list")


def test_the_page_says_how_many_of_each_level_and_draws_the_matrix(year: Home, open_page: Open) -> None:
    app = open_page(GRADES)
    assert not app.exception
    assert "建议等级：" in texts(app)
    assert "种违法行为的频率和危害" in picture(app, "matrix")["layout"]["title"]["text"]


@pytest.mark.parametrize("way", ["巩义（高的先看）", "巩义（低的先看）"])
def test_the_list_of_gongyi_names_its_own_rules(year: Home, open_page: Open, way: str) -> None:
    rules = [rule for rule in shown(open_page(GRADES, way=way))["rule"] if not rule.startswith("没有案件")]
    assert rules
    assert all(rule.startswith("巩义：") for rule in rules)


def test_a_confirmed_level_stays_and_its_difference_is_shown(year: Home, open_page: Open) -> None:
    confirm(year.journal, ROW, "低", "以劝导为主", "试验", "matrix")
    table = shown(open_page(GRADES))
    place = table["violation_name"].index("占道经营")
    assert table["confirmed_level"][place] == "低"
    assert table["level_difference"][place].startswith(("建议", "确定时建议"))
    confirm(year.journal, ROW, None, "重新评定", "试验", "matrix")
    assert confirmations(year.journal) == {}


def test_a_level_needs_a_reason_and_must_be_known(year: Home) -> None:
    with pytest.raises(BadRequest, match="理由"):
        confirm(year.journal, ROW, "低", " ", "试验", "matrix")
    with pytest.raises(BadRequest, match="不认识"):
        confirm(year.journal, ROW, "很高", "因为", "试验", "matrix")


def test_the_other_tabs_open(year: Home, open_page: Open) -> None:
    app = open_page(GRADES)
    for part in ("升降", "敏感性"):
        turned(app, part)
