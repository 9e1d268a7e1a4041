"""What a person reads: money, rates, blanks, and names that are not everybody's business."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwzf_data.intake.ledger import ledger
from fwzf_data.web.wording import masked, masked_cell, masked_of, plain, rate, written, yuan


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(0, "0.00"), (1, "0.01"), (123_450, "1,234.50"), (-5, "-0.05"), (-123_450, "-1,234.50"), (None, "—")],
)
def test_money_is_written_in_yuan_with_two_digits(fen: int | None, shown: str) -> None:
    assert yuan(fen) == shown


@given(st.integers(-(10**18), 10**18))
def test_no_fen_is_lost_on_the_way_to_yuan(fen: int) -> None:
    whole, rest = yuan(fen).replace(",", "").lstrip("-").split(".")
    assert int(whole) * 100 + int(rest) == abs(fen)
    assert yuan(fen).startswith("-") == (fen < 0)


@pytest.mark.parametrize(
    ("num", "den", "shown"),
    [
        (3, 5, "3/5（60%）"),
        (0, 5, "0/5（0%）"),
        (0, 0, "—"),
        (1, 3, "1/3（33%）"),
        (1, 300, "1/300（0.3%）"),
        (None, 3, "—"),
    ],
)
def test_a_rate_shows_both_its_numbers_and_nothing_over_nothing_is_unknown(num: int, den: int, shown: str) -> None:
    assert rate({"num": num, "den": den}) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "—"),
        ("", "—"),
        ([], "—"),
        (0, "0"),
        (False, "否"),
        (True, "是"),
        (12_345, "12,345"),
        (date(2022, 4, 3), "2022-04-03"),
        (datetime(2022, 4, 3, 8, 5), "2022-04-03 08:05"),
        (["一中队", "二中队"], "一中队、二中队"),
        ({"num": 1, "den": 2}, "1/2（50%）"),
        (0.25, "0.25"),
        ("占道经营", "占道经营"),
    ],
)
def test_a_value_is_written_by_its_kind_and_zero_is_not_blank(value: object, shown: str) -> None:
    assert written(value) == shown


def test_a_number_of_fen_is_written_as_money() -> None:
    assert written(20_000, "分") == "200.00"


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("张三", "自然人", "张某某"),
        ("欧阳某甲", "自然人", "欧某某"),
        ("买买提·艾力江", "自然人", "买***"),
        ("张三", None, "张某某"),
        ("老王烟酒", "个体工商户", "老王烟酒"),
        ("舞阳县某某商贸有限公司", "法人", "舞阳县某某商贸有限公司"),
        ("舞阳县某某商贸有限公司", None, "舞阳县某某商贸有限公司"),
        ("411121199001011234", "自然人", "411121********1234"),
        ("41112119900101123x", None, "411121********123x"),
        ("13800001234", None, "138****1234"),
        ("电话13800001234，住址略", None, "电话138****1234，住址略"),
        (["张三", "李四"], None, ["张某某", "李某某"]),
        ("买买提·艾力江", None, "买***"),
        ("张三、李四光", None, "张某某、李某某"),
        ("张三 李四光", None, "张某某 李某某"),
        ("张  三", None, "张某某"),
        ("李四光等3人", None, "李某某等3人"),
        ("李四光（已故）", "自然人", "李某某"),
        ("张三、舞阳县某某商贸（集团）有限公司", None, "张某某、舞阳县某某商贸（集团）有限公司"),
        ("案件 1", None, "案件 1"),
        ("411121 19900101 1234", None, "411121********1234"),
        ("138 0000 1234", None, "138****1234"),
        ("4111211990010112", None, "411****12"),
        ("豫L12345678", None, "豫L1****78"),
        (None, None, None),
        (12, None, 12),
    ],
)
def test_a_private_value_keeps_what_everybody_may_see(value: object, kind: str | None, shown: object) -> None:
    assert masked(value, kind) == shown


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("case_name", "张三占道经营案", "张***"),
        ("address", "人民路12号院3楼张三家", "人***"),
        ("party_name", "舞阳县某某商贸有限公司", "舞阳县某某商贸有限公司"),
        ("person", "张三", "张某某"),
        ("address", None, None),
    ],
)
def test_a_cell_that_tells_a_person_among_other_words_shows_how_it_begins(
    field: str, value: str | None, shown: str | None
) -> None:
    assert masked_cell(field, value) == shown


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("address", "人民路12号院3楼张三家", "人***"),
        ("party_name", ["张三", "李四"], ["张某某", "李某某"]),
        ("facts", "电话13812345678", "电话138****5678"),
        ("fine_amount", 20000, 20000),
        (None, ["13812345678", "甲店"], ["138****5678", "甲店"]),
    ],
)
def test_what_was_written_and_what_was_read_are_masked_alike(field: str | None, value: object, shown: object) -> None:
    assert masked_of(ledger("penalty_case").column(field) if field else None, value) == shown


def test_a_unit_of_the_bureau_is_no_person_to_be_masked() -> None:
    assert masked(["五中队", "张三"], None, frozenset({"五中队"})) == ["五中队", "张某某"]


@given(st.text(alphabet="[]()!<>*_`:$#|~a甲。\\&1.-", max_size=30))
def test_no_markup_of_a_ledger_survives(text: str) -> None:
    escaped = plain(text)
    assert re.sub(r"\\(.)", "", escaped).strip("a甲。1") == ""
    assert re.sub(r"\\(.)", r"\1", escaped) == text
