"""What a risk point says in a short message or a post; how many messages a text is counted as."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fwzf_data.analysis.prevention import is_blank
from fwzf_data.rulebook import rule_value

ONE_MESSAGE, ONE_OF_SEVERAL = 70, 67
"""Characters of a Chinese short message, alone and as a part of a longer one (GSM 03.38, UCS-2)."""
_MOST_NAME, _MOST_CONSEQUENCE, _MOST_NAMED = 24, 19, 3
_CONDITION = re.compile(r".*的$|(?:逾期|情节|造成|构成|拒不|经).*")
_BEFORE_THE_VERB = re.compile(
    r"^(?:[^，\d]*的(?=处|并处|可|应|责令|给予|予以|由|罚款|没收|警告))?(?:对(?:其|违法行为人|违法者|当事人|行为人|责任人))?(?:由[^，处责]*?(?=处|责令|给予|予以|可|应|依法))?"
    r"(?:依法|可以|可|应当|应|将会|将|会|并)*"
)
_VERB = re.compile(
    r"处|责令|罚款|没收|警告|给予|予以|吊销|暂扣|扣押|限期|拆除|强制|停业|取消|撤销|拘留|通报|追究|移送|列入|纳入|记入"
)
"""What can follow 「可能被」."""
_COMMA = re.compile(r"，|,(?!\d{3})")
"""Between parts of a sentence, not within 20,000."""


@dataclass(frozen=True)
class ShortText:
    """One text to send."""

    about: str
    text: str

    @property
    def length(self) -> int:
        return len(self.text)

    @property
    def messages(self) -> int:
        """How many short messages the operator counts."""
        return 1 if self.length <= ONE_MESSAGE else -(-self.length // ONE_OF_SEVERAL)


def sender() -> str:
    """What a short message begins with."""
    return f"【{rule_value('units.bureau_signature')}】"


def message(point: Mapping[str, Any]) -> ShortText:
    """The short message of a risk point."""
    name = _cut(point["violation_name"], _MOST_NAME)
    consequence = _consequence(point["consequence"])
    risk = f"，可能被{consequence}" if consequence else ""
    return ShortText(point["violation_name"], f"{sender()}提示：{name}属违法行为{risk}。请对照自查。")


def post(point: Mapping[str, Any]) -> ShortText:
    """The post of a risk point for WeChat, with everything the list holds."""
    told = {"常见表现": "manifestation", "依据": "legal_basis", "后果": "consequence", "怎样避免": "prevention"}
    lines = [f"{label}：{point[name]}" for label, name in told.items() if not is_blank(point[name])]
    lines.insert(0, f"【风险提示】{point['violation_name']}")
    return ShortText(point["violation_name"], "\n".join(lines))


def to_trade(trade: str, names: Sequence[str]) -> ShortText:
    """The short message to everybody of one trade, naming what is most often found there."""
    listed = "、".join(_cut(name, _MOST_NAME) for name in names[:_MOST_NAMED])
    return ShortText(trade, f"{sender()}致{trade}：本行业常见{listed}，请对照自查，遵守规定。")


def _consequence(text: str | None) -> str:
    """What the first sentence says; of several fines only that there is one, as the recipient's may be another."""
    if is_blank(text):
        return ""
    sentences = re.split("[；。;]", text or "")
    return "罚款" if sum("罚款" in one for one in sentences) > 1 else _whole(sentences[0])


def _whole(consequence: str) -> str:
    """As many of its parts as have room and can follow 「可能被」, none of them cut: half an amount is another amount.

    Conditions before it are left out; one further on ends it. What tells parties apart would read as said to the
    recipient, so it only says that there is a fine.
    """
    parts: list[str] = []
    for part in [] if "：" in consequence else _COMMA.split(consequence):
        told = _BEFORE_THE_VERB.sub("", part)
        if _VERB.match(told):
            parts.append(told)
        elif parts or not _CONDITION.fullmatch(part):
            break
    while parts and len("，".join(parts)) > _MOST_CONSEQUENCE:
        parts.pop()
    return "，".join(parts) or ("罚款" if "罚款" in consequence else "")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
