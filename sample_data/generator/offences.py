"""What happens in town: how often each violation comes up, when, with whom, and how a clerk describes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sample_data.generator.parties import COMPANY, PERSON, SHOP


@dataclass(frozen=True)
class Offence:
    code: str
    clauses: dict[str, int]
    """Party kind → clause number."""
    kinds: dict[str, float]
    trades: dict[str, tuple[str, ...]]
    """Party kind → trades."""
    story: str
    simple: float = 0.0
    """Share handled on the spot where the amount allows it."""
    months: tuple[float, ...] = field(default=(1.0,) * 12)
    from_month: int = 1
    quantity: tuple[int, int, int] | None = None
    """Range of the counted quantity for a minor, an ordinary and a serious case: upper ends."""


_ALL = {SHOP: 1, COMPANY: 1, PERSON: 1}
_STREET = ("餐饮", "零售", "果蔬")
_WARM = (0.2, 0.2, 0.7, 1.2, 2.0, 2.6, 2.8, 2.5, 1.4, 0.6, 0.2, 0.1)
_DRY = (0.5, 0.4, 1.0, 1.3, 1.3, 1.0, 0.9, 0.9, 1.3, 1.6, 1.4, 0.8)

OFFENCES: dict[str, Offence] = {
    "SR08": Offence(
        "SR08",
        _ALL,
        {SHOP: 0.55, PERSON: 0.45},
        {SHOP: _STREET, PERSON: ("流动摊贩",)},
        "在{street}人行道上摆摊经营，占地约{area}平方米，执法人员当场劝阻，不听劝阻",
        0.5,
    ),
    "SR03": Offence(
        "SR03",
        _ALL,
        {SHOP: 0.85, PERSON: 0.1, COMPANY: 0.05},
        {SHOP: ("零售", "果蔬", "广告装饰"), PERSON: ("居民",), COMPANY: ("商贸",)},
        "在{street}门前人行道堆放货物、物料，占地约{area}平方米，影响市容",
        0.35,
    ),
    "SR01": Offence(
        "SR01",
        {SHOP: 2, COMPANY: 1},
        {SHOP: 0.85, COMPANY: 0.15},
        {SHOP: _STREET, COMPANY: ("物业", "商贸")},
        "未履行{street}门前市容环境卫生责任，责令限期改正后逾期未改正",
        0.3,
    ),
    "SR23": Offence(
        "SR23",
        _ALL,
        {SHOP: 0.8, PERSON: 0.2},
        {SHOP: ("餐饮",), PERSON: ("流动摊贩",)},
        "将污水、泔水倾倒在{street}路面，污染面积约{area}平方米",
        0.35,
    ),
    "SR22": Offence(
        "SR22", _ALL, {PERSON: 1.0}, {PERSON: ("居民", "流动摊贩")}, "在{street}随地乱扔果皮、烟蒂，经劝导拒不改正", 1.0
    ),
    "SR09": Offence(
        "SR09", {PERSON: 2}, {PERSON: 1.0}, {PERSON: ("居民",)}, "将非机动车停放在{street}人行道泊位外，摆放混乱", 1.0
    ),
    "SR25": Offence(
        "SR25",
        {PERSON: 2, SHOP: 2, COMPANY: 1},
        {PERSON: 0.5, SHOP: 0.45, COMPANY: 0.05},
        {PERSON: ("居民",), SHOP: _STREET, COMPANY: ("物业",)},
        "将垃圾随意堆放在{street}路边，约{area}立方米",
        0.8,
    ),
    "SR24": Offence(
        "SR24",
        {PERSON: 2, SHOP: 2, COMPANY: 1},
        {SHOP: 0.7, PERSON: 0.2, COMPANY: 0.1},
        {PERSON: ("居民",), SHOP: ("餐饮", "果蔬"), COMPANY: ("物业",)},
        "将废弃物扫入{street}窨井",
        0.4,
    ),
    "SR18": Offence(
        "SR18",
        _ALL,
        {SHOP: 0.95, COMPANY: 0.05},
        {SHOP: _STREET, COMPANY: ("商贸",)},
        "在{street}门前设置落地灯箱广告，责令清除后拒不清除",
        0.6,
    ),
    "SR20": Offence(
        "SR20",
        _ALL,
        {SHOP: 0.7, COMPANY: 0.3},
        {SHOP: _STREET, COMPANY: ("商贸",)},
        "设置在{street}的户外广告破损褪色，责令限期更换，逾期未改正",
        0.2,
    ),
    "SR11": Offence(
        "SR11",
        _ALL,
        {SHOP: 1.0},
        {SHOP: ("洗车修理",)},
        "在{street}店外占道洗车、修车，造成路面污染约{area}平方米",
        0.0,
    ),
    "SR05": Offence("SR05", _ALL, {SHOP: 1.0}, {SHOP: ("餐饮", "零售")}, "未经批准在{street}路侧设置固定摊点", 0.0),
    "SR04": Offence(
        "SR04",
        _ALL,
        {SHOP: 0.8, COMPANY: 0.2},
        {SHOP: ("餐饮", "零售"), COMPANY: ("商贸",)},
        "未经批准在{street}搭建雨棚等临时设施约{area}平方米",
        0.0,
    ),
    "SR15": Offence(
        "SR15",
        _ALL,
        {PERSON: 0.6, SHOP: 0.4},
        {PERSON: ("居民",), SHOP: ("广告装饰",)},
        "在{street}墙体、线杆上喷涂小广告{count}处，责令限期清除后逾期未清除",
        0.0,
        quantity=(2, 6, 14),
    ),
    "DQ01": Offence(
        "DQ01",
        _ALL,
        {SHOP: 0.9, PERSON: 0.1},
        {SHOP: ("餐饮",), PERSON: ("流动摊贩",)},
        "在{street}禁止区域露天烧烤食品",
        0.0,
        _WARM,
    ),
    "DQ02": Offence(
        "DQ02",
        _ALL,
        {SHOP: 0.85, COMPANY: 0.15},
        {SHOP: ("餐饮",), COMPANY: ("商贸",)},
        "在{street}经营餐饮，未正常使用油烟净化设施，油烟超标排放",
        0.0,
    ),
    "DQ04": Offence(
        "DQ04",
        _ALL,
        {PERSON: 0.8, COMPANY: 0.2},
        {PERSON: ("居民",), COMPANY: ("物业",)},
        "在{street}附近露天焚烧落叶",
        0.0,
        (1.5, 1.2, 0.6, 0.5, 0.5, 0.5, 0.4, 0.4, 0.8, 1.8, 2.2, 1.6),
    ),
    "ZS02": Offence(
        "ZS02",
        _ALL,
        {SHOP: 0.9, COMPANY: 0.1},
        {SHOP: ("零售",), COMPANY: ("商贸",)},
        "在{street}门店外使用高音喇叭持续招揽顾客，噪声超标",
        0.0,
        from_month=7,
    ),
    "SR30a": Offence(
        "SR30",
        {COMPANY: 1, PERSON: 1},
        {COMPANY: 0.6, PERSON: 0.4},
        {COMPANY: ("运输",), PERSON: ("居民",)},
        "驾驶自卸货车行经{street}，沿途遗撒砂石，污染路面约{area}平方米",
        0.2,
        _DRY,
    ),
    "SR30b": Offence(
        "SR30",
        {COMPANY: 2, PERSON: 2},
        {COMPANY: 0.7, PERSON: 0.3},
        {COMPANY: ("运输",), PERSON: ("居民",)},
        "车辆带泥上路，污染{street}路面",
        0.5,
        _DRY,
    ),
    "BZ01a": Offence(
        "BZ01",
        {COMPANY: 1},
        {COMPANY: 1.0},
        {COMPANY: ("建筑",)},
        "未经核准擅自处置{street}项目建筑垃圾约{area}立方米",
        0.0,
        _DRY,
    ),
    "BZ01b": Offence(
        "BZ01",
        {COMPANY: 2},
        {COMPANY: 1.0},
        {COMPANY: ("运输",)},
        "超出核准范围运输{street}项目建筑垃圾约{area}立方米",
        0.0,
        _DRY,
    ),
    "BZ02": Offence(
        "BZ02",
        {COMPANY: 1},
        {COMPANY: 1.0},
        {COMPANY: ("建筑",)},
        "{street}项目未及时清运建筑垃圾约{area}立方米，造成环境污染",
        0.0,
        _DRY,
    ),
    "BZ06": Offence(
        "BZ06",
        {PERSON: 2, COMPANY: 1},
        {PERSON: 0.7, COMPANY: 0.3},
        {PERSON: ("居民",), COMPANY: ("运输",)},
        "将装修垃圾倾倒在{street}路边",
        0.7,
        _DRY,
    ),
    "SR07": Offence(
        "SR07", _ALL, {COMPANY: 1.0}, {COMPANY: ("建筑",)}, "{street}施工现场未按规定设置围挡、覆盖裸土", 0.0, _DRY
    ),
    "SR31": Offence(
        "SR31",
        _ALL,
        {COMPANY: 0.8, PERSON: 0.2},
        {COMPANY: ("建筑",), PERSON: ("居民",)},
        "在{street}人行道作业后未及时清除渣土、污泥",
        0.4,
        _DRY,
    ),
    "ZS01": Offence(
        "ZS01",
        _ALL,
        {COMPANY: 1.0},
        {COMPANY: ("建筑",)},
        "{street}项目未取得证明夜间施工，噪声扰民",
        0.0,
        from_month=7,
    ),
    "DL01": Offence(
        "DL01",
        _ALL,
        {COMPANY: 0.5, SHOP: 0.5},
        {COMPANY: ("建筑",), SHOP: ("零售", "餐饮")},
        "未经批准占用、挖掘{street}人行道约{area}平方米",
        0.3,
    ),
    "DL04": Offence(
        "DL04", _ALL, {COMPANY: 1.0}, {COMPANY: ("建筑",)}, "{street}道路施工现场未设置明显标志和安全防围设施", 0.2
    ),
    "DL05": Offence("DL05", _ALL, {COMPANY: 1.0}, {COMPANY: ("建筑",)}, "挖掘{street}期满后未及时清理现场", 0.3),
    "PS03": Offence(
        "PS03",
        _ALL,
        {SHOP: 0.4, COMPANY: 0.6},
        {SHOP: ("餐饮",), COMPANY: ("商贸",)},
        "在{street}不按照排水许可证的要求排放污水",
        0.0,
    ),
    "LH01": Offence(
        "LH01",
        _ALL,
        {SHOP: 0.6, COMPANY: 0.4},
        {SHOP: ("零售",), COMPANY: ("商贸", "建筑")},
        "擅自占用{street}绿地{count}平方米，责令限期改正后逾期未改正",
        0.0,
        quantity=(3, 6, 8),
    ),
    "LH03": Offence(
        "LH03",
        _ALL,
        {COMPANY: 0.6, PERSON: 0.4},
        {COMPANY: ("建筑", "商贸"), PERSON: ("居民",)},
        "损坏{street}行道树{count}株",
        0.0,
        quantity=(1, 4, 6),
    ),
    "LH04": Offence(
        "LH04",
        _ALL,
        {PERSON: 0.7, SHOP: 0.3},
        {PERSON: ("居民",), SHOP: ("零售",)},
        "在{street}行道树上钉钉、拴挂物品",
        0.5,
    ),
}

_TOWN = {
    "SR08": 22.0, "SR03": 13.0, "SR01": 12.0, "SR23": 8.0, "SR22": 7.0, "SR09": 9.0, "SR25": 6.0, "SR24": 3.0,
    "SR18": 4.0, "SR20": 3.0, "SR11": 4.0, "SR05": 3.0, "SR04": 2.0, "SR15": 2.0, "DQ01": 4.0, "DQ02": 1.5,
    "DQ04": 1.0, "ZS02": 0.8,
}  # fmt: skip
MIX: dict[str, dict[str, float]] = {
    **dict.fromkeys(("一中队", "二中队", "三中队", "四中队", "五中队"), _TOWN),
    "六中队": {"SR30a": 24.0, "SR30b": 20.0, "BZ01a": 6.0, "BZ01b": 12.0, "BZ02": 8.0, "BZ06": 16.0, "SR07": 5.0,
              "SR31": 8.0, "ZS01": 2.0},
    "县园林绿化所": {"LH01": 25.0, "LH03": 20.0, "LH04": 55.0},
    "县市政设施管理所": {"DL01": 45.0, "DL04": 20.0, "DL05": 25.0, "PS03": 20.0},
}  # fmt: skip
"""The five street squads share one mix, so that a difference between them is one of treatment."""
