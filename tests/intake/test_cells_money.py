"""Amounts: exact to the fen, or unknown with the reason."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fwzf_data.intake.cells import ISSUES, read_cell
from tests.queries.drawn import drawn

FEN = st.integers(0, 10**15)

WRITTEN = """
    written                          | fen     | code
    ---------------------------------+---------+-----
    200                              | 20000   |
    0                                | 0       |
    零元                              | 0       |
    0.01                             | 1       |
    200元                            | 20000   |
    200.00                           | 20000   |
    2,000.00                         | 200000  |
    ￥500                            | 50000   |
    １２３４．５元                      | 123450  |
    500.-                            | 50000   |
    1e5                              | 10000000 |
    0.02万元                          | 20000   |
    1.5万                            | 1500000 |
    2千元                            | 200000  |
    贰佰元整                           | 20000   |
    壹仟伍佰元                         | 150000  |
    人民币壹万贰仟叁佰肆拾伍元陆角柒分       | 1234567 |
    壹仟零伍元                         | 100500  |
    伍角                             | 50      |
    十元                             | 1000    |
    两百元                            | 20000   |
    贰佰元整（200元）                   | 20000   |
    200元（大写：叁佰元整）              |         | I18
    一千五                            |         | I15
    300O元                           | 300000  | I20
    l00                              | 10000   | I20
    200.005                          |         | I16
    0.0000001万元                     |         | I16
    1234.5600000000002               | 123456  | I16
    1234.56000000002                 |         | I16
    -200                             |         | I17
    ￥-5                             |         | I17
    200-500                          |         | I18
    罚款200-500元                     |         | I18
    3倍                              |         | I18
    工程造价的5%（12345元）             |         | I18
    200元/处                         |         | I18
    每平方米50元                       |         | I18
    约200元                          |         | I18
    200元×3                          |         | I18
    减按150                          | 15000   | I19
    罚款200元                         | 20000   | I19
    警告并处罚款人民币2,000元            | 200000  | I19
    罚款200元、没收违法所得300元          |         | I18
    警告                             |         | I15
    不予处罚                          |         | I15
    2,00                             |         | I15
    2 000                            |         | I15
    9999999999999999999999           |         | I15
    200.00000000000000000000000000001 |        | I15
    /                                |         |
    无                               |         |
"""


@pytest.mark.parametrize("row", drawn(WRITTEN).rows, ids=lambda row: row[0])
def test_a_written_amount_is_exact_or_says_why_not(row):
    written, fen, code = row
    reading = read_cell("money", written)
    assert (reading.value, reading.code) == (int(fen) if fen else None, code)


TEN_THOUSANDS = """
    written            | fen       | code
    -------------------+-----------+-----
    0.2                | 200000    |
    0.000001           | 1         |
    12.345678          | 12345678  |
    0.0000001          |           | I16
    0.30000000000000004 | 300000   | I16
    200元              | 20000     |
    贰佰元              | 20000     |
    贰                 | 2000000   |
    罚款2               |           | I18
"""


@pytest.mark.parametrize("row", drawn(TEN_THOUSANDS).rows, ids=lambda row: row[0])
def test_under_a_header_in_wan_yuan_the_unit_in_the_cell_still_wins(row):
    written, fen, code = row
    reading = read_cell("money", written, unit="万元")
    assert (reading.value, reading.code) == (int(fen) if fen else None, code)


MIXED = """
    label        | written                        | fen   | code
    -------------+--------------------------------+-------+-----
    罚款金额       | 罚款200元、没收违法所得300元        | 20000 | I19
    罚款金额       | 罚款2,000元，没收违法所得300元      | 200000 | I19
    没收违法所得金额 | 罚款200元、没收违法所得300元        | 30000 | I19
    罚款金额       | 没收违法所得300元                 |       | I18
    没收违法所得金额 | 罚款200元                       |       | I18
    罚款金额       | 罚款200元、罚款300元              |       | I18
    罚款金额       | 罚款200元、没收300-500元          |       | I18
"""


@pytest.mark.parametrize("row", drawn(MIXED).rows, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_column_takes_its_own_amount_out_of_several(row):
    label, written, fen, code = row
    reading = read_cell("money", written, label=label)
    assert (reading.value, reading.code) == (int(fen) if fen else None, code)


@given(FEN)
def test_yuan_with_two_decimals_come_back_to_the_fen(fen):
    assert read_cell("money", f"{fen // 100}.{fen % 100:02}").value == fen
    assert read_cell("money", f"￥{fen // 100:,}.{fen % 100:02}元").value == fen


@given(FEN)
def test_wan_yuan_with_six_decimals_come_back_to_the_fen(fen):
    written = f"{Decimal(fen) / 10**6:f}"
    assert read_cell("money", written, unit="万元").value == fen
    assert read_cell("money", f"{written}万元").value == fen


@given(st.integers(1, 10**9))
@example(10**4 * 10**4)
@example(1005)
@example(10_0010)
def test_amounts_in_characters_come_back(whole):
    assert read_cell("money", cn2an.an2cn(str(whole), "up") + "元整").value == whole * 100
    assert read_cell("money", cn2an.an2cn(str(whole), "low") + "元").value == whole * 100


@given(st.integers(1, 99_999), st.integers(0, 99), st.sampled_from(["", "万元"]))
def test_a_fraction_of_a_fen_is_never_rounded_away(whole, hundredths, unit):
    digits = f"{whole}.{hundredths:02}000001" if unit else f"{whole}.{hundredths:02}1"
    assert read_cell("money", digits + unit).code == "I16"


@pytest.mark.parametrize("kind", ["money", "int", "decimal", "percent"])
@given(text=st.text(alphabet="0123456789.,-+eE%元万角分整贰佰零十OlI（）、罚款没收/每约 ￥", max_size=20))
def test_nothing_written_makes_it_fail_and_what_is_unknown_says_why(kind, text):
    reading = read_cell(kind, text, unit="万元", label="罚款金额")
    assert (reading.code is None) == (reading.message is None)
    assert reading.code is None or reading.code in ISSUES
    assert not isinstance(reading.value, float)


@given(st.text(alphabet="0123456789.,元万贰佰整罚款O", max_size=12))
def test_an_amount_once_read_reads_the_same_again(text):
    fen = read_cell("money", text).value
    if isinstance(fen, int):
        again = read_cell("money", f"{fen // 100}.{fen % 100:02}元")
        assert (again.value, again.code) == (fen, None)
