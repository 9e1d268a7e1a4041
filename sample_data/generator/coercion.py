"""Things seized and structures removed in the course of cases."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from sample_data.generator.cases import ORDINARY, PUNISHED, Case
from sample_data.generator.days import add_days, add_workdays, on_workday
from sample_data.generator.folder import UploadFolder
from sample_data.generator.registers import BUREAU
from sample_data.generator.tables import Habits, Table, columns, dotted

Record = dict[str, object]

_COLUMNS = columns(
    "序号=- 文书文号=coercion_no 案号=case_no 当事人=party_name 当事人类型=party_type 案由=cause 强制措施种类=kind "
    "强制依据=legal_basis 物品清单=items 审批/批准日期=approve_date 审批/实施日期=start_date 期限/期限至=due_date "
    "期限/延长至=extend_date 解除日期=release_date 催告日期=demand_date 公告日期=notice_date 执行日期=exec_date "
    "承办人员=officers 承办中队=unit 备注=remark"
)
_ITEMS = {"SR08": ("三轮车1辆", "手推车1辆、遮阳伞1把", "货架2个"), "DQ01": ("烧烤炉1台", "烧烤炉1台、木炭2袋")}
_LONG = 3


def draw_coercions(rng: Random, cases: Sequence[Case]) -> tuple[list[Record], dict[str, list[str]]]:
    """Some street cases come with a seizure, some structures are removed; a few seizures last too long."""
    seizable = [case for case in cases if case.clause.code in _ITEMS and case.procedure == ORDINARY]
    ended = [case for case in seizable if case.outcome == PUNISHED and case.found_date.month < 11]
    rows = [_seizure(rng, case) for case in rng.sample(ended, 28)]
    removals = [case for case in cases if case.clause.code in ("SR04", "SR05") and case.outcome == PUNISHED]
    rows += [_removal(rng, case) for case in rng.sample([one for one in removals if one.found_date.month < 9], 6)]
    rows.sort(key=lambda row: (str(row["start_date"]), str(row["case_no"])))
    for place, row in enumerate(rows, start=1):
        row["coercion_no"] = f"舞城管强字〔2022〕第{place:03d}号"
    long = rng.sample([row for row in rows if row["kind"] == "扣押"], _LONG)
    for row in long:
        row["release_date"] = add_days(row["start_date"], 30 + rng.randint(4, 20))  # type: ignore[arg-type]
    return rows, {"seizure_over_30_days": [str(row["coercion_no"]) for row in long]}


def _seizure(rng: Random, case: Case) -> Record:
    kind = rng.choice(("扣押", "扣押", "先行登记保存"))
    start = case.found_date
    released = add_days(start, rng.randint(5, 26)) if kind == "扣押" else add_workdays(start, rng.randint(2, 6))
    return _record(case, kind) | {
        "items": rng.choice(_ITEMS[case.clause.code]), "approve_date": start, "start_date": start,
        "due_date": add_days(start, 30) if kind == "扣押" else add_workdays(start, 7), "release_date": released,
        "legal_basis": "《行政强制法》第二十五条" if kind == "扣押" else "《行政处罚法》第五十六条",
    }  # fmt: skip


def _removal(rng: Random, case: Case) -> Record:
    assert case.decision_served_date
    demanded = add_workdays(case.decision_served_date, 12)
    noticed = add_workdays(demanded, 11)
    done = on_workday(add_days(noticed, rng.randint(61, 80)))
    return _record(case, "强制拆除") | {
        "items": "临时搭建设施", "approve_date": demanded, "start_date": done, "demand_date": demanded,
        "notice_date": noticed, "exec_date": done, "legal_basis": "《行政强制法》第四十四条",
    }  # fmt: skip


def _record(case: Case, kind: str) -> Record:
    return {
        "case_no": case.case_no, "party_name": case.party.name, "party_type": case.party.kind,
        "cause": case.clause.name, "kind": kind, "officers": case.officers, "unit": case.unit,
    }  # fmt: skip


def write_coercions(folder: UploadFolder, rows: Sequence[Record]) -> None:
    title = f"{BUREAU}2022年行政强制台账（示例数据·虚构）"
    table = Table(
        "行政强制",
        "coercion",
        _COLUMNS,
        rows,
        title,
        "填报单位：县城市综合执法大队",
        Habits(day=dotted),
        signature=True,
    )
    folder.write("行政强制台账2022.xlsx", [table])
