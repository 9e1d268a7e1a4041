"""抽查公示: plan, hashes, seed and list on paper, and how to check them; of an unannounced visit only the hashes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fwzf_data.analysis.draw.plan import Plan, read_plan
from fwzf_data.analysis.draw.record import draw_number
from fwzf_data.analysis.draw.select import WORDS
from fwzf_data.documents.word import Letter
from fwzf_data.rulebook import rule_value


def draw_notice(record: Mapping[str, Any], *, sealed: bool = False, is_sample: bool = False) -> bytes:
    """The notice of one draw. ``sealed``: neither list nor seed, only the hash they will be held to."""
    plan, _ = read_plan(record)
    title = f"关于“{plan.purpose}”随机抽查" + ("的预告" if sealed else "名单的公示")
    letter = Letter(title, is_sample=is_sample)
    letter.text(
        "根据双随机、一公开的要求，本次抽查由公开的名单、方案和种子按公开的算法抽取。"
        f"抽查编号 {draw_number(record)}，为同一方案第 {record['draw_no']} 次摇号。"
    )
    letter.heading("一、方案")
    for line in _plan_lines(plan):
        letter.text(line)
    letter.heading("二、校验值（SHA-256）")
    letter.text("名单、方案的校验值在产生种子之前公布，此后改动一个字都会不同。")
    for name, value in (("名单", record["frame_hash"]), ("方案", record["plan_hash"]), ("抽签", record["draw_hash"])):
        letter.flush(f"{name}：{value}")
    if sealed:
        letter.heading("三、名单")
        letter.text("本次为不定期暗访，名单和种子密封，检查结束后公开。公开的记录须与上列抽签校验值相符。")
    else:
        _list(letter, record, plan)
    letter.heading("四、怎样核对")
    for line in _how(sealed):
        letter.text(line)
    letter.signed(rule_value("units.bureau_name"), "　　年　　月　　日")
    return letter.as_bytes()


def _plan_lines(plan: Plan) -> list[str]:
    lines = [
        f"名单：{plan.frame_name}，共 {plan.frame_count} 个对象；方法：{WORDS[plan.method]}；共抽 {plan.total} 个。"
    ]
    if set(plan.sizes) != {""}:
        lines.append(f"各层数量：{'，'.join(f'{name} {n} 个' for name, n in plan.sizes.items())}。")
    told = (("数量依据", plan.size_rule), ("权重依据", plan.weight_rule))
    lines += [f"{what}：{_unstopped(text)}。" for what, text in told if text]
    lines += [
        f"排除 {len(plan.exclusions)} 个：{'；'.join(f'{k}（{_unstopped(v)}）' for k, v in plan.exclusions.items())}。"
    ] * bool(plan.exclusions)
    lines += [f"种子由来：{_unstopped(plan.seed_recipe)}。"] if plan.seed_recipe else []
    lines.append(f"递补：{'、'.join(plan.replacement_reasons)}的，由同层下一号递补，原对象记为未能检查。")
    return lines


def _unstopped(text: str) -> str:
    """What somebody wrote, without the full stop the sentence around it brings."""
    return text.rstrip("。. ")


def _list(letter: Letter, record: Mapping[str, Any], plan: Plan) -> None:
    letter.heading("三、种子和名单")
    letter.text(f"种子：{record['seed']}")
    if record["earlier_seeds"]:
        letter.text(
            f"本方案此前摇过号，种子依次为 {'；'.join(record['earlier_seeds'])}；"
            f"重摇理由：{_unstopped(record['why_again'])}。"
        )
    teams = record.get("inspection", {}).get("teams", {})
    names = {one.id: one.name or one.id for one in plan.inspectors}
    heads = ["序号", "对象编号", "分层", "批次", "检查人员"]
    rows = [
        [
            str(one["no"]), one["id"], one["stratum"], one["part"],
            "、".join(names.get(who, who) for who in teams.get(one["id"], [])),
        ]
        for one in record["drawn"]
    ]  # fmt: skip
    letter.table(heads, rows, [14, 62, 30, 16, 34])
    if "inspection" in record:
        letter.text(f"检查人员{record['inspection']['how']}。")


def _how(sealed: bool) -> list[str]:
    if sealed:
        return ["检查结束后，用公开的 DRAW.json 运行 verify_draw.py，并核对抽签校验值。"]
    return [
        "一是运行随附的 verify_draw.py（只用 Python 标准库）：python verify_draw.py DRAW.json，各项应为“相符”。",
        "二是用任何 SHA-256 工具手算：先算“种子|方案校验值”的校验值，接上对象编号再算一次，写成十进制数"
        "（不足 64 位的前面补 0）倒过来读，就是该对象的号；等概率抽取的，同层号小的先中。",
    ]
