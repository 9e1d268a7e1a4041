"""One list of findings: from rules and statistics, with what people said of them."""

from __future__ import annotations

from datetime import date

import pytest

from fwzf_data.analysis import finding
from fwzf_data.analysis.disposition import STATES, dispose, dispositions
from fwzf_data.analysis.finding import COLUMNS, ROW, evidence_digest, finding_key, findings
from fwzf_data.bureau import open_bureau
from fwzf_data.errors import BadRequest
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load, withdraw

AS_OF = date(2022, 12, 31)
HEAD = "案号,当事人,案由,程序类型,当事人类型,承办机构,罚款金额,处罚种类,处罚决定日期\n"
OVER = "舞城管简字〔2022〕第1号,某甲,占道经营,简易程序,自然人,执法一中队,{fine},罚款,2022-03-01\n"
UNKNOWN = "舞城管简字〔2022〕第2号,某乙,占道经营,简易程序,,执法一中队,250,罚款,2022-03-02\n"


@pytest.fixture
def home(tmp_path):
    return open_bureau(tmp_path / "home")


def sent(tmp_path, home, name: str, *rows: str) -> int:
    path = tmp_path / name
    path.write_text(HEAD + "".join(rows), "utf-8")
    report = load(home, path, LoadOptions(ledger="penalty_case", actor="试验"))
    assert report.batch
    return report.batch


def listed(home, code: str | None = None, as_of: date = AS_OF):
    return findings(home.latest().connect(), as_of, dispositions(home.journal), code).dicts()


def test_what_was_found_and_what_could_not_be_checked_stand_in_one_list_with_their_rows(tmp_path, home):
    sent(tmp_path, home, "台账.csv", OVER.format(fine=300), UNKNOWN)
    over, unknown = listed(home, "P05")
    assert (over["certainty"], over["disposition"], over["row"]) == ("确定", "待核", 2)
    assert (over["file"], over["record_kind"], over["unit"]) == ("台账.csv", "penalty_case", "执法一中队")
    assert over["finding_key"] == finding_key("P05", "penalty_case", over["record_key"])
    assert over["evidence_digest"] == evidence_digest("确定", None, over["evidence"])
    assert (unknown["certainty"], unknown["doubt"], unknown["row"]) == ("无法核查", "缺当事人类型", 3)
    assert unknown["finding_key"] == finding_key("P05", "penalty_case", unknown["record_key"])
    assert set(over) == set(unknown) == {column.name for column in COLUMNS}


def test_nothing_is_found_before_it_happened(tmp_path, home):
    sent(tmp_path, home, "台账.csv", OVER.format(fine=300), UNKNOWN)
    assert listed(home, "P05", date(2022, 2, 28)) == []
    assert len(listed(home, "P05", date(2022, 3, 1))) == 1


def test_a_decision_stays_with_the_finding_when_the_ledger_comes_again(tmp_path, home):
    first = sent(tmp_path, home, "三月.csv", OVER.format(fine=300))
    (row,) = listed(home, "P05")
    dispose(home.journal, row, "属实", "已调卷核对", "科长")
    withdraw(home, first, "重报", "试验")
    sent(tmp_path, home, "四月.csv", UNKNOWN, OVER.format(fine=300))
    again = next(row for row in listed(home, "P05") if row["certainty"] == "确定")
    assert (again["finding_key"], again["row"]) == (row["finding_key"], 3)
    assert (again["disposition"], again["disposition_why"], again["is_evidence_changed"]) == (
        "属实",
        "已调卷核对",
        False,
    )


def test_changed_evidence_is_marked_and_the_decision_kept(tmp_path, home):
    sent(tmp_path, home, "三月.csv", OVER.format(fine=300))
    dispose(home.journal, listed(home, "P05")[0], "有正当理由", "实为普通程序", "科长")
    sent(tmp_path, home, "四月.csv", OVER.format(fine=400))
    (row,) = listed(home, "P05")
    assert (row["disposition"], row["is_evidence_changed"]) == ("有正当理由", True)
    dispose(home.journal, row, "数据错误", "金额更正后重看", "科长")
    assert [row["is_evidence_changed"] for row in listed(home, "P05")] == [False]


def test_the_newest_decision_counts_and_open_takes_it_back(tmp_path, home):
    sent(tmp_path, home, "三月.csv", OVER.format(fine=300))
    (row,) = listed(home, "P05")
    for state in ("属实", "待核"):
        dispose(home.journal, row, state, "理由", "科长")
    assert listed(home, "P05")[0]["disposition"] == "待核"
    assert {entry.body["state"] for entry in home.journal.entries("dispose")} == {"属实", "待核"}


@pytest.mark.parametrize(("state", "why"), [("没事", "理由"), *((state, "  ") for state in STATES)])
def test_an_unknown_state_and_a_missing_reason_are_refused(tmp_path, home, state, why):
    sent(tmp_path, home, "三月.csv", OVER.format(fine=300))
    (row,) = listed(home, "P05")
    with pytest.raises(BadRequest):
        dispose(home.journal, row, state, why, "科长")
    assert list(home.journal.entries("dispose")) == []


def test_an_unknown_code_is_refused_and_names_the_known_ones(tmp_path, home):
    sent(tmp_path, home, "三月.csv", OVER.format(fine=300))
    with pytest.raises(BadRequest, match="P05"):
        listed(home, "X99")


def test_a_statistical_finding_joins_the_list_by_one_function(tmp_path, home, monkeypatch):
    def flagged(_, as_of, code):
        told = dict.fromkeys(ROW) | {
            "code": "F01",
            "record_kind": "unit",
            "record_key": "执法一中队",
            "certainty": "存疑",
        }
        keys = {
            "finding_key": finding_key("F01", "unit", "执法一中队"),
            "evidence_digest": evidence_digest("存疑", None, ""),
        }
        return [told | keys] if code in (None, "F01") else []

    monkeypatch.setattr(finding, "SOURCES", (*finding.SOURCES, flagged))
    sent(tmp_path, home, "三月.csv", OVER.format(fine=300))
    assert [row["code"] for row in listed(home)][-1] == "F01"
    assert [row["code"] for row in listed(home, "F01")] == ["F01"]
