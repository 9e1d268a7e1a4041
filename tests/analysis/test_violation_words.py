"""A text is matched for certain only where its words name one violation and nothing in it speaks of another matter."""

from __future__ import annotations

import csv

import pytest

from fwzf_data.analysis.violation_words import read
from fwzf_data.rulebook import rule_file
from fwzf_data.settings import SAMPLE_DATA

STREET_TRADE = "擅自占用城市道路、地下通道及其他公共场所设摊经营、兜售物品"
PILES = "擅自在城市道路或者公共场地堆放物料"


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in read(text).spans]


def test_words_that_name_one_violation_are_certain_and_told():
    reading = read("市民反映人行道上每晚有人摆摊，请处理")
    assert reading.named == STREET_TRADE
    assert words("市民反映人行道上每晚有人摆摊，请处理") == ["人行道", "摆摊"]
    assert reading.why == "说法「人行道、摆摊」只指这一种"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("没有占道经营", "前面有否定的话"),
        ("现场未发现占道经营", "前面有否定的话"),
        ("占道经营，还把建材堆放在人行道上", f"说到不止一种：{PILES}；{STREET_TRADE}"),
        ("感谢城管清走了占道经营的摊贩", "像是感谢或者表扬：「感谢城管」"),
        ("咨询在路边摆摊怎么办手续", "像是咨询、申请或者建议：「咨询」"),
        ("执法队员说我占道经营，态度粗暴", "像是反映执法人员或者对处罚不服：「执法队」"),
        ("占道经营的问题已解决，不用再处理", "像是说已经解决、撤回或者并不属实：「已解决」"),
        ("听说解放路以后会有人占道经营", "像是听说、担心或者假设：「听说」"),
        ("国道边占道经营", "像是归别的部门管的事：「国道」"),
        ("占道经营，烟道对着马路", "另一句还可能是：餐饮服务业未安装或者不正常使用油烟净化设施,超标排放油烟"),
        ("小区里占道经营", "有「小区里」，可能是别的行为"),
        ("摊贩很多", "说法不足以认定"),
    ],
)
def test_what_speaks_against_it_leaves_the_text_to_a_person(text, why):
    reading = read(text)
    assert reading.named is None
    assert reading.why == why
    assert reading.proposed


@pytest.mark.parametrize(
    "text",
    [
        "流动商贩太少，买菜不方便",
        "未及时处理群众反映的占道经营问题",
        "夜间施工照明灯直射卧室",
        "夜间施工车辆堵住小区出入口",
        "工地夜间施工许可证公示牌倒了",
        "工地噪声监测数据造假",
        "市民举报黑气站，经查该站证照齐全",
        "饭店油烟净化器被盗",
        "下雨后泔水桶被冲倒泔水流到路面",
        "牛皮癣清除后墙面颜色不一致难看",
        "环卫工人清除小广告时损坏墙面",
        "公厕显示屏不亮",
    ],
)
def test_what_speaks_of_another_matter_with_the_same_words_is_left_to_a_person(text):
    assert read(text).named is None


@pytest.mark.parametrize(
    "text",
    [
        "路边流动商贩占道经营，堵得走不动",
        "工地夜间施工噪音大，影响睡觉",
        "饭店没有安装油烟净化器，油烟直排",
        "餐馆把泔水倒在路面上",
        "有人在墙上乱贴小广告",
        "黑气站非法销售液化气",
        "摊贩占道经营把人行道堵住了",
        "公厕旁边有人占道经营",
    ],
)
def test_ordinary_reports_stay_certain(text):
    assert read(text).named is not None


def test_a_text_without_any_of_the_words_is_not_proposed_for():
    for text in ("", "楼上漏水", "！！！", "12345"):
        assert (read(text).named, read(text).proposed, read(text).spans) == (None, (), ())


def test_asking_for_something_to_be_done_does_not_say_what_happened():
    assert read("路边有人摆摊，请城管部门尽快处理").named == STREET_TRADE
    assert read("路边有人摆摊，城管不处理").named is None


def test_words_far_apart_or_in_different_sentences_do_not_belong_together():
    assert read("路边很乱。有人摆摊").named is None
    assert read("路边" + "很" * 30 + "有人摆摊").named is None


def test_spelling_and_width_do_not_matter_and_places_stay_those_of_the_text():
    text = "占　道 经\u200b营"
    assert read(text).named == STREET_TRADE
    assert read(text).spans == ((0, len(text)),)


def test_what_is_denied_itself_holds_nothing_back():
    assert read("未经批准在人行道上摆摊").named == STREET_TRADE
    assert read("经批准在人行道上摆摊").named is None


def test_the_dictionary_speaks_of_the_catalogue_and_never_takes_one_violation_for_another():
    with (SAMPLE_DATA / "违法行为目录.csv").open(encoding="utf-8-sig", newline="") as lines:
        codes = {row["name"]: row["violation_code"] for row in csv.DictReader(lines)}
    entries = [entry["name"] for entry in rule_file("violation_words")["violation"]]
    assert len(set(entries)) == len(entries) > 80
    assert set(entries) <= codes.keys()
    for name, code in codes.items():
        named = read(name).named
        assert named is None or codes[named] == code, name


def test_every_group_a_saying_uses_is_there():
    body = rule_file("violation_words")
    for entry in body["violation"]:
        assert entry.get("says") or entry.get("hints"), entry["name"]
        for saying in (*entry.get("says", ()), *entry.get("hints", ())):
            assert saying.strip()
