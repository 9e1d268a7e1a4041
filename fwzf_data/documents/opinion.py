"""行政执法监督意见书 for one finding, a draft that a person finishes: what was found, on what ground, what may excuse
it, and what is asked for (河南省行政执法条例 on supervision)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fwzf_data.analysis.findings_desk import Explained
from fwzf_data.documents.word import Letter
from fwzf_data.rulebook import rule_value

CONFIRMED = "属实"
OFFICE = "监督检查室"


def opinion(
    finding: Mapping[str, Any], said: Explained, generation: int, head: str, *, is_sample: bool = False
) -> bytes:
    """The draft for one row of the findings list; ``head`` is the journal's hash, which pins what it rests on."""
    letter = Letter("行政执法监督意见书（草稿）", is_sample=is_sample)
    letter.flush(f"{finding['unit'] or '　　　　'}：")
    letter.text(
        "在执法监督中发现下列线索，请核实。"
        + ("该线索经核实属实。" if finding["disposition"] == CONFIRMED else "线索不是结论，有无正当理由以核实为准。")
    )
    letter.heading("一、线索")
    letter.text(finding["finding"])
    letter.text(f"依据的内容：{finding['evidence']}。")
    if finding["file"]:
        letter.text(f"出处：{finding['file']}，{finding['sheet']}，第 {finding['row']} 行。")
    if finding["doubt"]:
        letter.text(f"存疑之处：{finding['doubt']}。")
    letter.heading("二、依据")
    letter.text(f"{finding['article']}。{said.why}")
    letter.heading("三、请一并说明的情况")
    letter.text("下列情况之一成立的，请附材料说明：")
    for place, reason in enumerate(said.innocent, 1):
        letter.text(f"{place}．{reason}")
    letter.heading("四、监督意见")
    if finding["disposition_why"]:
        letter.text(f"核实情况：{finding['disposition_why']}。")
    # What a rule advises is meant for who checks the finding, not for the unit the letter goes to.
    letter.text(f"（起草参考，印发前改成对单位的要求：{said.advice}）")
    letter.text("请于　　年　　月　　日以前书面反馈核实情况和处理结果。")
    letter.signed(f"{rule_value('units.bureau_name')}{OFFICE}", "　　年　　月　　日")
    letter.flush(f"线索编号 {finding['finding_key']}，数据第 {generation} 版，日志校验值 {head[:16]}")
    return letter.as_bytes()
