"""Every column people meet in an answer stands in GLOSSARY.md with the words its query gives it."""

import re
from pathlib import Path

from fwzf_data.analysis.effect import PREVENTION_EFFECT
from fwzf_data.analysis.fairness import UNIT_COMPARISON
from fwzf_data.analysis.finding import FINDINGS
from fwzf_data.analysis.prevention import PREVENTION
from fwzf_data.analysis.query import queries
from fwzf_data.analysis.repeats import REPEAT_AFTER
from fwzf_data.analysis.risk import RISK
from fwzf_data.analysis.text_proposals import TEXT_PROPOSALS
from fwzf_data.analysis.violation_change import VIOLATION_CHANGE
from fwzf_data.intake.ledger import ledgers

GLOSSARY = (Path(__file__).resolve().parent.parent / "GLOSSARY.md").read_text("utf-8")
COMPUTED = (
    FINDINGS, PREVENTION, PREVENTION_EFFECT, REPEAT_AFTER, RISK, TEXT_PROPOSALS, UNIT_COMPARISON, VIOLATION_CHANGE,
)  # fmt: skip
ANSWERS = (*queries().values(), *COMPUTED)
TERMS = {name: terms.split("／") for name, terms in re.findall(r"^\| `(\w+)` \| ([^|]+?) \|$", GLOSSARY, re.MULTILINE)}


def test_every_column_of_every_query_is_in_the_glossary_with_its_title():
    used = {(column.name, column.title) for asked in ANSWERS for column in asked.columns}
    missing = sorted((name, title) for name, title in used if title not in TERMS.get(name, []))
    assert not missing


def test_the_glossary_holds_no_column_that_nobody_uses():
    used = {column.name for asked in ANSWERS for column in asked.columns}
    assert sorted(set(TERMS) - used) == []


def test_every_ledger_is_in_the_glossary():
    for key, ledger in ledgers().items():
        assert f"| `{key}` {ledger.label} |" in GLOSSARY
