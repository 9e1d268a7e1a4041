"""What sort of thing a header names, by its last word: 被处罚人 is a person and never a 处罚决定书文号."""

from __future__ import annotations

import re
from functools import lru_cache

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("yes_no", r"^(?:是否|有无|可否|能否|是不是|有没有)|是否.{1,6}(?<!日期)(?<!时间)$|与否$"),
        # a header put as a question: 交没交, 几号前交, 罚了多少, 去了几个人, 放在哪, 凭哪条, 哪个中队, 哪一类, 到哪一步
        ("yes_no", r"(.)[不没]\1|没\??$"),
        ("date", r"^(?:什么时候|啥时|何时)|哪一?天|几号|几点"),
        ("money", r"多少钱|罚了?多少"),
        ("count", r"(?:^|[了有来到])(?:多少|几)[人个家次份]"),
        ("place", r"^(?:在哪|哪里|哪儿|何处|何地)|[在放]哪[儿里]?了?$"),
        ("law", r"哪条(?![街路巷])|哪部法"),
        ("office", r"哪个(?:中?队|组|所|股|科|单位|部门)|哪家"),
        ("kind", r"哪一?[类种块级]"),
        ("state", r"哪一?步|(?:什么|啥)程度|怎么样|咋样|啥样"),
        ("date", r"(?:日期|时间|年月|时限|期限|截止期|有效期|日|止|起|时间戳|日子|那天)$"),
        ("count", r"(?:[人户件份次天日页]数|数量|面积|比例|率|百分比|得分|分值|分数|成绩|学时|课时|人次|页码)$"),
        ("money", r"(?:金额|数额|罚款|罚金|款额|款|造价|所得|上限|下限|滞纳金)$"),
        ("number", r"(?:文号|编号|号码|案号|证号|卷号|字号|代码|编码|文书号|序号|序列号|号|id)$"),
        ("law", r"(?:依据|条款|法条|法律|法规|规定|条文)$"),
        ("place", r"(?:地址|地点|位置|路段|区域|场所|街道|辖区|网格|住所|住址|地|乡镇|片区)$"),
        ("office", r"(?:单位|机构|机关|部门|中队|大队|科室|股室|处室|队伍|分局)$"),
        ("kind", r"(?:类型|类别|种类|性质|方式|形式|分类|渠道|途径|程序|等级|级别|档次|阶次|来源|程度)$"),
        ("state", r"(?:情况|结果|状态|结论|意见|进展|进度|成效|效果|措施)$"),
        ("paper", r"(?:材料|附件|照片|图片|资料|文书|文件|清单)$"),
        ("text", r"(?:内容|事实|描述|摘要|案情|说明|备注|事由|原因|理由|事项|名称|案由|行为)$"),
        ("party", r"(?:当事人|相对人|对象|被.{1,4}人|主体|企业|商户|投诉人|举报人|申请人)$"),
        ("signature", r"(?:签字|签名|签章|盖章|签批|批示)$"),
        ("person", r"(?:人员|姓名|人|员|者|代表|领导|师)$|^(?:谁|何人)"),
    )
)
_KIN: dict[frozenset[str], float] = {
    frozenset(pair): kinship
    for pair, kinship in {
        ("party", "person"): 0.85, ("party", "office"): 0.85, ("party", "text"): 0.8, ("office", "person"): 0.5,
        ("state", "text"): 0.75, ("state", "yes_no"): 0.9, ("kind", "text"): 0.75, ("kind", "state"): 0.65,
        ("count", "money"): 0.7, ("date", "yes_no"): 0.75, ("office", "place"): 0.6, ("law", "text"): 0.6,
        ("date", "state"): 0.6, ("paper", "text"): 0.75, ("paper", "yes_no"): 0.75, ("number", "text"): 0.5,
        ("kind", "yes_no"): 0.6, ("place", "text"): 0.5, ("text", "yes_no"): 0.6, ("paper", "state"): 0.6,
        ("person", "signature"): 0.75, ("date", "signature"): 0.6,
    }.items()
}  # fmt: skip
_EXACT_KINDS = {"date", "number", "money", "count", "yes_no"}
_STRANGERS = 0.4
_SILENT = 0.6
_UNSPOKEN = 0.85


@lru_cache(maxsize=32768)
def kind_of(header: str) -> str | None:
    """The kind of a header, or None."""
    return next((kind for kind, pattern in _KINDS if pattern.search(header)), None)


def kinship(one: str | None, other: str | None) -> float:
    """How well two kinds go together, from 0.4 to 1."""
    if one == other:
        return 1.0
    if one is None or other is None:
        return _UNSPOKEN if {one, other}.isdisjoint(_EXACT_KINDS) else _SILENT
    return _KIN.get(frozenset((one, other)), _STRANGERS)
