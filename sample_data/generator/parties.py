"""Whom the bureau deals with: invented shops, companies and persons, by street and trade."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from sample_data.generator.registers import invent_names

SHOP, COMPANY, PERSON = "个体工商户", "法人", "自然人"

STREETS: dict[str, tuple[str, ...]] = {
    "一中队": ("人民路", "解放路", "东大街"),
    "二中队": ("北京路", "张家港路", "西大街"),
    "三中队": ("人民路", "南京路", "解放路"),
    "四中队": ("上海路", "珠海路", "东大街"),
    "五中队": ("北京路", "青岛路", "上海路"),
    "六中队": ("建设路", "迎宾大道", "产业大道"),
    "县园林绿化所": ("人民路", "北京路", "滨河路"),
    "县市政设施管理所": ("解放路", "建设路", "上海路"),
}
"""The long streets are shared, so that units can be compared on the same street."""

TRADES: dict[str, tuple[str, ...]] = {
    "餐饮": ("烩面馆", "小吃店", "早餐店", "烧烤店", "火锅店", "卤肉馆"),
    "零售": ("超市", "百货店", "烟酒店", "服装店", "五金店", "文具店"),
    "果蔬": ("水果店", "蔬菜店", "干果店"),
    "洗车修理": ("洗车行", "汽修店", "电动车行"),
    "广告装饰": ("广告店", "装饰部", "门窗店"),
    "建筑": ("建筑工程有限公司", "市政工程有限公司", "建设有限公司"),
    "运输": ("运输有限公司", "渣土清运有限公司", "物流有限公司"),
    "物业": ("物业服务有限公司", "物业管理有限公司"),
    "商贸": ("商贸有限公司", "餐饮管理有限公司", "广告传媒有限公司"),
    "流动摊贩": (),
    "居民": (),
}
SHOP_TRADES = ("餐饮", "零售", "果蔬", "洗车修理", "广告装饰")
_WORDS_1 = "禾晏沐岚川屿霁棠樾澜祺筱颂芮"
_WORDS_2 = "和润丰瑞康悦诚馨源顺佳泽盈朗"


@dataclass(frozen=True)
class Party:
    name: str
    kind: str
    trade: str
    street: str
    uscc: str | None = None
    owner: str | None = None
    id_no: str | None = None


_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc(lead: str, number: int) -> str:
    """A well-formed credit code whose organisation part WY…… no registry issues."""
    body = f"WY{number:06d}"
    weights_9 = (3, 7, 9, 10, 5, 8, 4, 2)
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rest = (11 - sum(letters.index(c) * w for c, w in zip(body, weights_9, strict=True)) % 11) % 11
    code = f"{lead}411121{body}{'X' if rest == 10 else rest}"
    check = (31 - sum(_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code)) % 31) % 31
    return code + _ALPHABET[check]


def identity_number(rng: Random) -> str:
    """A well-formed number with the sequence 000, which is never issued."""
    body = f"411121{rng.randint(1958, 2001)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}000"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11
    return body + "10X98765432"[rest]


class Townsfolk:
    """Pools of parties by street; the same shop is met again, the same person seldom."""

    def __init__(self, rng: Random, taken: set[str]) -> None:
        self._rng, self._taken = rng, taken
        self._numbers = 0
        self._names: set[str] = set()
        self.shops: dict[tuple[str, str], list[Party]] = {}
        self.companies: dict[str, list[Party]] = {}
        self._persons: dict[str, list[Party]] = {}

    def shop(self, street: str, trade: str) -> Party:
        pool = self.shops.setdefault((street, trade), [])
        if len(pool) < 10 or self._rng.random() < 0.4:
            owner = invent_names(self._rng, 1, self._taken)[0]
            name = self._company_name(f"{street}", self._rng.choice(TRADES[trade]))
            pool.append(Party(name, SHOP, trade, street, self._code("92"), owner))
            return pool[-1]
        return self._rng.choice(pool)

    def company(self, street: str, trade: str) -> Party:
        pool = self.companies.setdefault(trade, [])
        if len(pool) < 14 or self._rng.random() < 0.2:
            owner = invent_names(self._rng, 1, self._taken)[0]
            name = self._company_name("舞阳县", self._rng.choice(TRADES[trade]))
            pool.append(Party(name, COMPANY, trade, street, self._code("91"), owner))
            return pool[-1]
        return self._rng.choice(pool)

    def person(self, street: str, trade: str, unit: str) -> Party:
        """Somebody the unit met before, or a new person; other units have no way to tell that it is the same one."""
        known = self._persons.setdefault(unit, [])
        if known and self._rng.random() < 0.06:
            return self._rng.choice(known)
        name = invent_names(self._rng, 1, self._taken)[0]
        known.append(Party(name, PERSON, trade, street, id_no=identity_number(self._rng)))
        return known[-1]

    def _company_name(self, place: str, kind: str) -> str:
        while True:
            name = f"{place}{self._rng.choice(_WORDS_1)}{self._rng.choice(_WORDS_2)}{kind}"
            if name not in self._names:
                self._names.add(name)
                return name

    def _code(self, lead: str) -> str:
        """The next code; one that ends in XX looks like a masked one."""
        while True:
            self._numbers += 1
            code = uscc(lead, self._numbers)
            if not code.endswith("XX"):
                return code
