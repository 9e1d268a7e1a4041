"""Who there is: the bureau's units and its (invented) officers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

BUREAU = "舞阳县城市管理局"
BRIGADE = "县城市综合执法大队"
SQUADS = ("一中队", "二中队", "三中队", "四中队", "五中队", "六中队")


@dataclass(frozen=True)
class Unit:
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    responsible: bool = True
    demo: bool = False
    parent: str | None = None


def _squad(name: str) -> Unit:
    return Unit(
        name, "局属单位", (f"第{name}", f"执法{name}", f"{BRIGADE}{name}", f"执法大队{name}"),
        responsible=False, parent=BRIGADE,
    )  # fmt: skip


UNITS: tuple[Unit, ...] = (
    Unit("办公室", "机关股室", ("局办公室",)),
    Unit("政策法规室", "机关股室", ("政策法规科", "法规室", "法制科")),
    Unit("监督检查室", "机关股室", ("监督检查科", "监察室")),
    Unit("党建人事室", "机关股室", ("党建人事科", "人事股")),
    Unit("财务室", "机关股室", ("财务科", "财务股")),
    Unit("市容管理科", "机关股室", ("市容科", "市容股")),
    Unit("行政审批科", "机关股室", ("审批科", "行政审批服务股")),
    Unit("公用事业科", "机关股室", ("公用科", "市政公用股")),
    Unit(BRIGADE, "局属单位", ("执法大队", "综合执法大队", "城管大队"), demo=True),
    *(_squad(name) for name in SQUADS),
    Unit("县环境卫生服务中心", "局属单位", ("环卫处", "环卫中心")),
    Unit("县园林绿化所", "局属单位", ("园林所", "园林绿化所")),
    Unit("县市政设施管理所", "局属单位", ("市政所", "市政设施管理所"), demo=True),
    Unit("县数字化城市管理中心", "局属单位", ("数字城管中心", "数字化中心")),
    Unit("县建筑垃圾管理办公室", "局属单位", ("渣土办", "建筑垃圾办")),
)
RESPONSIBLE: tuple[str, ...] = tuple(unit.name for unit in UNITS if unit.responsible)

_STAFF = {
    **dict.fromkeys(SQUADS, 7), "县园林绿化所": 4, "县市政设施管理所": 4, "县环境卫生服务中心": 3,
    "政策法规室": 3, "监督检查室": 3, "市容管理科": 2, "行政审批科": 1,
}  # fmt: skip

_SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹苏潘葛范彭鲁韦马方袁柳"
_GIVEN_1 = "建志国永少文宏晓春海红玉金保新俊立东明"
_GIVEN_2 = "军伟涛峰辉斌鹏磊杰超勇刚敏丽娟霞芳艳锋利"


@dataclass(frozen=True)
class Officer:
    name: str
    certificate_no: str
    unit: str
    valid_until: date
    post: str


def invent_names(rng: Random, count: int, taken: set[str]) -> list[str]:
    """Distinct names of three characters that are not yet taken."""
    names: list[str] = []
    while len(names) < count:
        name = rng.choice(_SURNAMES) + rng.choice(_GIVEN_1) + rng.choice(_GIVEN_2)
        if name not in taken:
            taken.add(name)
            names.append(name)
    return names


def officers(rng: Random, taken: set[str]) -> list[Officer]:
    """The certificate register; the numbers use an area code that does not exist."""
    roster: list[Officer] = []
    for unit, count in _STAFF.items():
        for place, name in enumerate(invent_names(rng, count, taken)):
            valid_until = date(rng.choice((2023, 2024, 2025)), rng.choice((6, 12)), 30)
            post = "负责人" if place == 0 else "执法员"
            roster.append(Officer(name, f"16119900{len(roster) + 101:03d}", unit, valid_until, post))
    return roster


def squad_of(roster: list[Officer], unit: str) -> list[Officer]:
    return [officer for officer in roster if officer.unit == unit]
