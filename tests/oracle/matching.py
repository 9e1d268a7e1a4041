"""Which violation and clause a case of the ledger is about, and what its texts say, reckoned in plain Python."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.judging import Case, fits
from tests.oracle.tables import Band, Clause

_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")}
_ARTICLE = re.compile(
    r"第([\d零一二三四五六七八九十百]+)条((?:第[\d零一二三四五六七八九十]+[款项]|[（(][\d一二三四五六七八九十]+[）)])*)"
)
_SIGNS = str.maketrans("，；：（）０１２３４５６７８９", ",;:()0123456789", " \u3000“”\"'‘’。、")
NOT_PUNISHED = ("不予处罚", "不予行政处罚", "不予罚款", "首违不罚", "免予处罚", "免罚", "第三十三条", "初次违法")


@dataclass(frozen=True)
class Cited:
    """One article with the paragraphs and items named."""

    law: str
    article: int
    parts: frozenset[tuple[str, int]]


def number(word: str) -> int:
    """第一百一十八条 → 118."""
    if word.isdigit():
        return int(word)
    total, last = 0, 0
    for sign in word:
        if sign in "十百":
            total, last = total + (last or 1) * (10 if sign == "十" else 100), 0
        else:
            last = _DIGITS[sign]
    return total + last


def cited(text: str | None) -> list[Cited]:
    """The articles a text cites, in their order."""
    found = []
    for passage in (text or "").split("《")[1:]:
        law, _, rest = passage.partition("》")
        law = re.sub(r"[（(].*?[）)]|中华人民共和国|\s", "", law)
        for word, parts in _ARTICLE.findall(rest):
            named = {(kind, number(n)) for n, kind in re.findall(r"第(\w+?)([款项])", parts)}
            named |= {("项", number(n)) for n in re.findall(r"[（(](\w+)[）)]", parts)}
            found.append(Cited(law, number(word), frozenset(named)))
    return found


def read_case(row: Mapping[str, Any], clauses: Sequence[Clause], bands: Sequence[Band]) -> Case | None:
    """A row of the penalty ledger as a case; None where nothing was decided."""
    said = "；".join(row[name] for name in ("discretion_factors", "no_penalty_text", "penalty_content") if row[name])
    states = row["status"] or row["status_text"] or ""
    fine = row["fine_amount_fen"]
    is_decided = row["decision_date"] is not None or row["decision_no"] is not None
    if fine and is_decided:
        is_punished = True
    elif "撤" in states or "移送" in states:
        return None
    elif row["no_penalty"] or any(word in f"{states}{said}{row['penalty_type'] or ''}" for word in NOT_PUNISHED[:4]):
        is_punished = False
    elif is_decided or "已处罚" in states:
        is_punished = True
    else:
        return None
    kind = row["party_type"]
    scope = {"自然人": "个人", "个体工商户": "个人", "法人及非法人组织": "单位"}.get(kind)
    role = row["party_role"] or row["party_role_text"]
    days = [row[f"{name}_date"] for name in ("violation", "found", "filing", "decision")]
    code, clause = _violation(row, scope, role, clauses, bands)
    return Case(
        row["record_key"], code, clause, scope, role, row["uscc"] or row["id_no"] or row["party_name"],
        row["discretion_grade"], row["violation_date"], next((day for day in days if day), date.max),
        row["decision_date"] or next((day for day in days[::-1] if day), date.max),
        fine if fine is not None else (0 if row["is_fine_readable"] or not is_punished else None),
        _exact(row["quantity"]), _exact(row["quantity_days"]), row["base_amount_fen"], is_punished,
        "减轻处罚" in said, any(word in said for word in NOT_PUNISHED), bool(re.search("从重处罚.", said)),
        row["deviation_approved_date"] is not None,
    )  # fmt: skip


def _violation(
    row: Mapping[str, Any], scope: str | None, role: str | None, clauses: Sequence[Clause], bands: Sequence[Band]
) -> tuple[str | None, int | None]:
    by_name: dict[str, set[tuple[str, int]]] = {}
    for name, code, no in [(c.name, c.code, c.no) for c in clauses] + [(b.name, b.code, b.clause) for b in bands]:
        key = _key(name)
        for part in {key, key.split("(")[0], *key.split(";")}:
            by_name.setdefault(part, set()).add((code, no))
    named = by_name.get(_key(row["cause"] or ""), set())
    closeness = _closeness(row, clauses)
    if any(clause.code == row["violation_code"] for clause in clauses):
        code = row["violation_code"]
    elif len({code for code, _ in named}) == 1:
        code = next(iter(named))[0]
    else:
        best = {c.code for c in clauses if closeness[c.code, c.no] == max(closeness.values()) > (0, 0)}
        code = best.pop() if len(best) == 1 else None
    own = [clause for clause in clauses if clause.code == code]
    if row["clause_no"] is not None or len(own) == 1:
        return code, row["clause_no"] if row["clause_no"] is not None else own[0].no
    top = max((closeness[c.code, c.no] for c in own), default=(0, 0))
    own = [c for c in own if closeness[c.code, c.no] == top]
    told = [c for c in own if len(named) == 1 and (c.code, c.no) in named]
    asked = Case("", code, None, scope, role, None, None, None, date.max, date.max, None)
    own = [c for c in told or own if fits(c.scope, asked) is not False]
    if len({c.precondition for c in own}) > 1:
        met = {c.no: _is_met(c, row) for c in own}
        own = [c for c in own if met[c.no] is not False]
        if any(c.precondition and met[c.no] for c in own):
            own = [c for c in own if c.precondition]
    return code, own[0].no if len(own) == 1 else None


def _closeness(row: Mapping[str, Any], clauses: Sequence[Clause]) -> dict[tuple[str, int], tuple[int, int]]:
    """How finely the penalty article of each clause is cited, then its duty articles."""
    mine = cited(row["legal_basis"]) + cited(row["violated_article"])
    found = {}
    for clause in clauses:
        theirs = cited(f"《{clause.law}》{clause.article}")
        scores = [max((_meets(one, other) for one in mine), default=0) for other in theirs]
        found[clause.code, clause.no] = (scores[-1], max(scores[:-1], default=0)) if scores else (0, 0)
    return found


def _meets(one: Cited, other: Cited) -> int:
    if (one.law, one.article) != (other.law, other.article):
        return 0
    detail = 1
    for kind in "款项":
        ours, theirs = ({n for k, n in cite.parts if k == kind} for cite in (one, other))
        if ours and theirs:
            if not ours & theirs:
                return 0
            detail += 1
    return detail


def _is_met(clause: Clause, row: Mapping[str, Any]) -> bool | None:
    said = clause.precondition
    if said is None:
        return True
    if re.search("逾期|拒不|不听", said):
        corrected = row["corrected"] or row["corrected_text"]
        return None if corrected is None else corrected.startswith(("未", "拒", "逾"))
    if "后果" in said or "情节" in said:
        return None if row["harm"] is None else "严重" in row["harm"]
    return True if said in (row["facts"] or "") else None


def _key(name: str) -> str:
    key = name.translate(_SIGNS)
    return re.sub("^涉嫌|(的?案件?|一案|的行为)$", "", key)


def _exact(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)
