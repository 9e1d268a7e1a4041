"""The other kinds of cell: marks, numbers, words of a set, yes and no, names, numbers of persons and firms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwzf_data.intake.cells import ISSUES, names_and_numbers, read_cell
from fwzf_data.intake.ledger import STORAGE
from tests.queries.drawn import drawn

PROCEDURES = {"一般程序": "普通程序", "普通": "普通程序", "简易": "简易程序", "当场": "简易程序"}
KINDS = {word: word for word in ("警告", "罚款", "没收违法所得", "没收违法所得、没收非法财物", "其他")}


@pytest.mark.parametrize("kind", STORAGE)
@pytest.mark.parametrize(("mark", "code"), [("error", "I04"), ("no_value", "I05"), ("lossy_number", "I06")])
def test_what_the_reader_marked_is_unknown_whatever_it_looks_like(kind, mark, code):
    reading = read_cell(kind, "20220430", marks=frozenset({mark}))
    assert (reading.value, reading.code) == (None, code)


@pytest.mark.parametrize("kind", STORAGE)
@pytest.mark.parametrize("written", ["#N/A", "#REF!", "#DIV/0!", "######"])
def test_a_formula_error_carried_as_text_is_one_too(kind, written):
    assert read_cell(kind, written).code == "I04"


@pytest.mark.parametrize("kind", STORAGE)
@pytest.mark.parametrize("written", ["", " ", "/", "—", "－", "——", "\u3000"])
def test_a_cell_that_only_fills_the_space_says_nothing(kind, written):
    reading = read_cell(kind, written)
    assert (reading.value, reading.code) == (None, None)


@pytest.mark.parametrize("kind", STORAGE)
@given(text=st.text(max_size=40))
def test_no_text_makes_any_kind_fail(kind, text):
    reading = read_cell(kind, text, codes=PROCEDURES)
    assert (reading.code is None) == (reading.message is None)
    assert reading.code is None or reading.code in ISSUES


def test_an_unknown_kind_is_the_programmers_fault():
    with pytest.raises(KeyError):
        read_cell("colour", "红")


OTHERS = """
    kind    | written       | value    | code
    --------+---------------+----------+-----
    int     | 12人          |          | I21
    int     | 12.0          | 12       |
    int     | 1,200         | 1200     |
    int     | 十二           | 12       |
    int     | 0             | 0        |
    int     | 12.5          |          | I21
    int     | 3个月          |          | I21
    int     | 约12人         |          | I18
    int     | 10-12         |          | I18
    int     | 1O            |          | I20
    int     | -3            |          | I17
    int     | 4 8           |          | I18
    int     | 1 200         |          | I18
    int     | 十 二          | 12       |
    percent | 8 5%          |          | I18
    decimal | 12.345678     | 12.345678 |
    decimal | 12.3456789    | 12.345679 | I23
    percent | 85%           | 0.85     |
    percent | 85％          | 0.85     |
    percent | 0.85          | 0.85     |
    percent | 百分之八十五     | 0.85     |
    percent | 120%          | 1.2      |
    percent | 0             | 0        |
    percent | 1             |          | I22
    percent | 85            | 0.85     | I22
    percent | 100           | 1        | I22
    percent | 101           |          | I21
    percent | -5%           |          | I17
    bool    | 是            | 是        |
    bool    | √             | 是        |
    bool    | 有            | 是        |
    bool    | 1             | 是        |
    bool    | TRUE          | 是        |
    bool    | 已公示          | 是        |
    bool    | 否            | 否        |
    bool    | ×             | 否        |
    bool    | 无            | 否        |
    bool    | 0             | 否        |
    bool    | 未公示          | 否        |
    bool    | 已拒绝          |          | I25
    bool    | 不适用          |          | I25
    bool    | 2022-04-30    |          | I25
    list    | 张三、李四       | 张三、李四  |
    list    | 张三 李四       | 张三、李四  |
    list    | 张三/李四       | 张三、李四  |
    list    | 张　三，李四     | 张三、李四  |
    list    | 张三（16160399276） | 张三    |
    list    | 张三16160399276、李四 | 张三、李四 |
    list    | 张三(主办)、李四(协办) | 张三、李四 |
    list    | 16160399276、16160399277 | 16160399276、16160399277 |
    list    | 张三、李四等2人   | 张三、李四  |
    list    | 张三等2人       |          | I28
    list    | 张三等          |          | I28
    list    | 张三和李四       | 张三、李四  | I28
    list    | 张三和张三       | 张三      | I28
    list    | 张和平          | 张和平     |
    list    | 照片2022/4/30、签到表 | 照片2022/4/30、签到表 |
    list    | 无            |          |
    things  | 方案、会议纪要等   | 方案、会议纪要 |
    things  | 照片等          | 照片       |
    things  | 签到表、照片等10张  | 签到表、照片等10张 |
    things  | 方案和台账        | 方案和台账    |
    things  | 照片20270320001 | 照片20270320001 |
    things  | 文件等相关材料      | 文件       |
    things  | 环卫所、市政所等单位   | 环卫所、市政所  |
    things  | 男女平等         | 男女平等     |
    things  | 方案1份/照片3张   | 方案1份、照片3张 |
    things  | 照片2022/4/30、签到表 | 照片2022/4/30、签到表 |
    things  | 报道http://a.cn/art/2027/3.html，照片 | 报道、http://a.cn/art/2027/3.html、照片 |
    things  | 等            | 等        |
    things  | 暂无           |          |
    code    | 一般程序        | 普通程序    |
    code    | 普 通          | 普通程序    |
    code    | 普通程序        | 普通程序    |
    code    | 火星           |          | I24
"""


@pytest.mark.parametrize("row", drawn(OTHERS).rows, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_written_value_is_read_or_says_why_not(row):
    kind, written, value, code = row
    reading = read_cell(kind, written, codes=PROCEDURES)
    assert (shown(reading.value), reading.code) == (value, code)


MEASURED = """
    unit   | written       | value | code
    -------+---------------+-------+-----
    人     | 12人          | 12    |
    人     | 48 人         | 48    |
    人     | 十二名        | 12    |
    人     | 48人次        | 48    |
    人     | 4 8人         |       | I18
    人     | 3户           |       | I34
    人     | 约12人        |       | I18
    学时   | 2学时         | 2     |
    学时   | 1.5           | 1.5   |
    学时   | 0.5天         |       | I34
    学时   | 90分          |       | I34
    学时   | 90分钟        |       | I34
    学时   | 2小时         |       | I34
    学时   | 半天          |       | I21
    数量   | 50平方米      | 50    |
    数量   | 3处           | 3     |
    数量   | 3天           |       | I34
    天     | 7天           | 7     |
    天     | 7日           | 7     |
    天     | 7日内         | 7     |
    天     | 七日内        | 7     |
    天     | 七天以内      | 7     |
    天     | 限7日内       | 7     |
    天     | 自即日起15日内 | 15   |
    天     | 10个自然日    | 10    |
    天     | 7个工作日     |       | I34
    天     | 7个工作日内   |       | I34
    天     | 2周           |       | I34
    天     | 1个月         |       | I34
    天     | 7-10天        |       | I18
    天     | 限期          |       | I21
    天     | 15日前        |       | I21
    工作日 | 7个工作日     | 7     |
    工作日 | 20日          | 20    |
    年     | 2022年        | 2022  |
    次     | 3次           | 3     |
    分     | 85分          | 85    |
    分     | 85%           |       | I34
    月     | 12个月        | 12    |
"""


@pytest.mark.parametrize("row", drawn(MEASURED).rows, ids=lambda row: f"{row[0]} {row[1]}")
def test_only_a_measure_word_of_the_columns_unit_is_dropped(row):
    unit, written, value, code = row
    reading = read_cell("decimal", written, unit=unit)
    assert (shown(reading.value), reading.code) == (value, code)


BOUNDS = """
    unit    | written    | value | code
    --------+------------+-------+-----
    元      | 5000       | 5000  |
    元      | 5,000元    | 5000  |
    元      | 0.5万元    | 5000  |
    元      | 1万        | 10000 |
    元      | 一万五千元 | 15000 |
    万元    | 0.5        | 5000  |
    万元    | 5000元     | 5000  |
    元/万元 | 0.5        |       | I18
    元/万元 | 0.5万元    | 5000  |
    元      | 1万元以上  |       | I21
    元      | 5%         |       | I21
    元      | 不限       |       |
    数量    | 无上限     |       |
"""


@pytest.mark.parametrize("row", drawn(BOUNDS).rows, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_bound_is_in_yuan_whatever_unit_the_header_or_the_cell_names(row):
    unit, written, value, code = row
    reading = read_cell("decimal", written, unit=unit)
    assert (shown(reading.value), reading.code) == (value, code)


@pytest.mark.parametrize(("written", "value"), [("含", True), ("不含", False), ("含本数", True), ("不包含", False)])
def test_a_bound_may_say_that_it_includes_its_number(written, value):
    assert read_cell("bool", written).value is value


def test_a_clerk_is_never_offered_a_word_of_the_program():
    codes = {"range": "range", "区间": "range", "fixed": "fixed", "定额": "fixed"}
    assert read_cell("code", "按处", codes=codes).message == "「按处」不在可填的内容里。可填：区间、定额。"
    assert read_cell("code", "区间的", codes=codes).message == "「区间的」不在可填的内容里，您是不是要填「区间」？"


def test_another_unit_is_named_with_the_columns_own():
    message = read_cell("decimal", "0.5天", unit="学时").message
    assert message == "「0.5天」写的单位是「天」，这一列按「学时」计。请换算后只填数，如 12。"


def shown(value: object) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "是" if value else "否"
        case list():
            return "、".join(value)
        case Decimal():
            return f"{value.normalize():f}"
    return str(value)


SEVERAL = """
    written                 | value              | code
    ------------------------+--------------------+-----
    警告;罚款                 | 警告、罚款           |
    警告并处罚款               | 警告、罚款           |
    罚款，罚款                | 罚款                |
    没收违法所得、没收非法财物     | 没收违法所得、没收非法财物 |
    其他-责令改正              | 其他                |
    罚款、没收非法所得           |                    | I24
"""


@pytest.mark.parametrize("row", drawn(SEVERAL).rows, ids=lambda row: row[0])
def test_a_list_of_words_is_whole_or_unknown(row):
    written, value, code = row
    reading = read_cell("codes", written, codes=KINDS)
    assert (shown(reading.value), reading.code) == (value, code)


def test_an_unknown_word_gets_the_nearest_as_a_question():
    message = read_cell("code", "占到经营", codes={"占道经营": "占道经营", "乱倒垃圾": "乱倒垃圾"}).message
    assert message == "「占到经营」不在可填的内容里，您是不是要填「占道经营」？"


def test_a_share_under_a_header_with_a_percent_sign_needs_no_note():
    assert (read_cell("percent", "85", unit="%").value, read_cell("percent", "85", unit="%").code) == (
        Decimal("0.85"),
        None,
    )
    assert read_cell("percent", "1", unit="%").value == Decimal("0.01")


IDS = """
    kind  | written                 | value                   | code
    ------+-------------------------+-------------------------+-----
    uscc  | 91350100M000100Y43      | 91350100M000100Y43      |
    uscc  | 91350100m000100y43      | 91350100M000100Y43      |
    uscc  | 91350100M000100Y44      | 91350100M000100Y44      | I26
    uscc  | 00000000000000000X      |                         |
    uscc  | 411121000012345         | 411121000012345         | I27
    uscc  | 9.135E+17               |                         | I06
    uscc  | 9135**********0Y43      |                         | I29
    uscc  | 没有办理营业执照            |                         | I27
    id_no | 11010519491231002X      | 11010519491231002X      |
    id_no | 11010519491231002x      | 11010519491231002X      |
    id_no | １１０１０５１９４９１２３１００２Ｘ | 11010519491231002X   |
    id_no | 110105194912310021      | 110105194912310021      | I26
    id_no | 110105194913310021      | 110105194913310021      | I26
    id_no | 110105491231002         | 110105491231002         |
    id_no | 1.10105E+17             |                         | I06
    id_no | 1101**********002X      |                         | I29
    phone | 13800138000             | 13800138000             |
    phone | 138 0013 8000           | 13800138000             |
    phone | 138-0013-8000           | 13800138000             |
    phone | 0138-0013-8000          |                         | I27
    phone | 0395-7123456            | 0395-7123456            |
    phone | 13800138000/0395-7123456 | 13800138000、0395-7123456 |
    phone | 1.38001E+10             |                         | I06
    phone | 1380013800              |                         | I27
    phone | 138****8000             |                         | I29
"""


@pytest.mark.parametrize("row", drawn(IDS).rows, ids=lambda row: f"{row[0]} {row[1]}")
def test_numbers_of_persons_and_firms_are_kept_noted_or_unknown(row):
    kind, written, value, code = row
    reading = read_cell(kind, written)
    assert (reading.value, reading.code) == (value, code)


@pytest.mark.parametrize("kind", ["uscc", "id_no", "phone"])
@given(digits=st.from_regex(r"\d{6,19}[0-9Xx*]", fullmatch=True))
def test_a_message_never_quotes_the_number_of_a_person(kind, digits):
    message = read_cell(kind, digits).message
    assert message is None or digits[:6] not in message


def test_text_stays_as_written_without_what_nobody_sees():
    assert read_cell("text", " 舞城管罚决字〔2022〕第012号\u200b ").value == "舞城管罚决字〔2022〕第012号"
    assert read_cell("text", "无").value == "无"


def test_names_and_certificate_numbers_come_apart():
    assert names_and_numbers("张三（16160399276）、李四(证号：16160399277)、张三") == (
        ["张三", "李四"],
        ["16160399276", "16160399277"],
    )
    assert names_and_numbers("") == ([], [])


@pytest.mark.parametrize("kind", ["text", "code", "codes", "list", "things", "uscc", "id_no", "phone"])
@given(text=st.text(alphabet="张三李四和人等2、 （）16160399276X*/;罚款", max_size=24))
def test_words_once_read_read_the_same_again(kind, text):
    first = read_cell(kind, text).value
    if first is not None:
        written = "、".join(first) if isinstance(first, list) else str(first)
        assert read_cell(kind, written).value == first
