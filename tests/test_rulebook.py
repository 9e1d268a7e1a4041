"""Every rule has one home and a reader: 口径说明 shows nothing twice and nothing that does nothing."""

import re
from dataclasses import fields
from pathlib import Path

from fwzf_data.analysis.comparison import Limits
from fwzf_data.rulebook import rules

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    path.read_text("utf-8") for room in ("queries", "fwzf_data", "pages") for path in sorted((ROOT / room).rglob("*"))
    if path.suffix in {".sql", ".py"}
]  # fmt: skip
SOURCES.append(" ".join(f"fairness.{limit.name}" for limit in fields(Limits)))  # read by the names of the fields
TITLES = {rule.name: rule.title for rule in rules()}


def test_no_two_rules_share_a_title():
    titles = list(TITLES.values())
    assert sorted(title for title in set(titles) if titles.count(title) > 1) == []


def test_every_rule_is_named_by_a_query_or_a_module():
    assert sorted(name for name in TITLES if not any(names(text, name) for text in SOURCES)) == []


def test_no_module_types_what_a_rule_says():
    typed = re.compile(r"\b\d+% (区间|以内)|底纹是 \d|舞阳县城(市管理|管)局")
    rooms = [path for room in ("fwzf_data", "pages") for path in sorted((ROOT / room).rglob("*.py"))]
    assert [path.name for path in rooms if typed.search(path.read_text("utf-8"))] == []


def test_a_rule_is_named_whole_or_by_a_pattern_and_the_words_that_fill_it():
    assert names('rule_value("risk.alpha")', "risk.alpha")
    assert not names('rule_value("risk.alpha_share")', "risk.alpha")
    assert names('(rule_value(f"risk.season_{name}") for name in ("factor", "alpha"))', "risk.season_alpha")
    assert names('exact(f"weight_{name}") for name in ("harm",); rule_value(f"risk.{name}")', "risk.weight_harm")
    assert not names('exact(f"weight_{name}") for name in ("harm",); rule_value(f"risk.{name}")', "risk.weight_form")
    assert not names('rule_value(f"risk.season_{name}")', "risk.season_alpha")


def names(text: str, rule: str) -> bool:
    """Whether a text names a rule, whole or as ``f"<file>.{name}"`` beside the name or the parts it is made of."""
    if re.search(rf"\b{re.escape(rule)}\b", text):
        return True
    return any(
        re.search(rf"\b{word}\b", text) or any(re.search(rf"\b{part}\b", text) for part in filled(text, word))
        for word in filled(text, rule)
    )


def filled(text: str, name: str) -> list[str]:
    """What would have to stand in the braces of each pattern of the text to give the name."""
    return [
        found[1]
        for before, after in set(re.findall(r'f"([\w.]*)\{\w+\}(\w*)"', text))
        if (before or after) and (found := re.fullmatch(rf"{re.escape(before)}(\w+){after}", name))
    ]
