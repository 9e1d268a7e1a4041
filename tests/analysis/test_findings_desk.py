"""The desk of findings: what is new and what changed come first, and a rule that mostly errs is seen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from fwzf_data.analysis.disposition import Disposition
from fwzf_data.analysis.finding import ROW
from fwzf_data.analysis.findings_desk import as_answer, disposed, explained, fares

NOON = datetime(2022, 12, 31, 12, tzinfo=UTC)


def row(key: str, code: str = "F01", digest: str = "a") -> dict[str, Any]:
    return dict.fromkeys(ROW) | {"finding_key": key, "code": code, "title": code, "evidence_digest": digest}


def said(state: str, digest: str = "a") -> Disposition:
    return Disposition(state, "看过", "监督员", NOON, digest)


def test_what_changed_since_comes_first_then_what_nobody_looked_at() -> None:
    rows = [row("done"), row("open"), row("changed", digest="b")]
    told = disposed(rows, {"done": said("属实"), "changed": said("数据错误")})
    assert [one["finding_key"] for one in told] == ["changed", "open", "done"]
    assert [one["disposition"] for one in told] == ["数据错误", "待核", "属实"]
    answer = as_answer(told, date(2022, 12, 31))
    assert answer.dicts()[0]["is_evidence_changed"] is True


def test_a_rule_whose_findings_are_mostly_unfounded_is_to_be_changed() -> None:
    bad = [row(f"b{number}", "P01") for number in range(10)]
    good = [row(f"g{number}", "P02") for number in range(10)]
    few = [row(f"f{number}", "P03") for number in range(9)]
    decided = {one["finding_key"]: said("有正当理由" if number < 7 else "属实") for number, one in enumerate(bad)}
    decided |= {one["finding_key"]: said("数据错误" if number < 6 else "属实") for number, one in enumerate(good)}
    decided |= {one["finding_key"]: said("数据错误") for one in few}
    found = {fare.code: fare for fare in fares(disposed(bad + good + few, decided))}
    assert found["P01"].verdict == "多数不成立，规则要改"
    assert found["P02"].verdict == "可用"
    assert found["P03"].verdict == "处置还少，不作判断"
    assert found["P01"].counts == {"待核": 0, "属实": 3, "有正当理由": 7, "数据错误": 0}


def test_every_rule_says_what_may_excuse_it() -> None:
    for code in ("F01", "F02", "F03", "F04", "F05", "F06", "F07", "P05"):
        found = explained({"code": code})
        assert found.why
        assert found.innocent
        assert found.advice


def test_what_may_excuse_a_figure_is_what_its_indicator_says() -> None:
    found = explained({"code": "F01", "record_kind": "unit_comparison", "record_key": "overdue·unit·东中队·2022"})
    assert found.innocent == ("鉴定、听证、中止没有登记。", "立案日期误填为发现日期。")


def test_nothing_found_is_an_empty_desk() -> None:
    assert disposed([], {}) == ()
    assert fares([]) == ()
