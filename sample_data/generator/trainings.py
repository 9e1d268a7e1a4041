"""Training sessions, who signed in, and how the tests went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from random import Random

from sample_data.generator.folder import UploadFolder
from sample_data.generator.registers import BUREAU, RESPONSIBLE, SQUADS, Officer
from sample_data.generator.tables import Habits, Table, columns, dotted

Record = dict[str, object]

ABSENT_UNIT = "县园林绿化所"
"""Planted: held no session and sent nobody to any."""
_SESSIONS = columns(
    "序号=- 培训编号=training_no 培训名称=title 培训类别=kind 培训日期=start_date 培训地点=place 主办单位=host_unit "
    "参训单位=units 主讲人=lecturer 人数/应到人数=expected_n 人数/实到人数=actual_n 学时=hours "
    "测试/是否测试=has_test 测试/平均成绩=avg_score 测试/合格人数=pass_n 佐证材料=evidence 状态=status 备注=remark"
)
_BRIGADE_SESSIONS = columns(
    "序号=- 培训主题=title 类型=kind 培训时间=start_date 地点=place 组织单位=host_unit 参加单位=units "
    "授课人=lecturer 应参加人数=expected_n 参训人数=actual_n 课时=hours 照片=evidence"
)
_SIGNED = columns(
    "序号=- 培训编号=training_no 姓名=person 单位=unit 执法证号=cert_no 签到时间=signed_at 测试成绩=score "
    "是否合格=passed"
)
_SIGNED_BY_TITLE = columns(
    "序号=- 培训名称=title 培训日期=training_date 姓名=person 中队=unit 证号=cert_no 分数=score 结果=passed"
)
_SIGNED_ONLY = columns("序号=- 培训编号=training_no 姓名=person 部门=unit 签到时间=signed_at")

_BUSINESS_1 = ("PX2022-01", "服务型行政执法业务培训班", date(2022, 4, 12))
_PARTY_1 = ("PX2022-02", "道德讲堂：做人民满意的城管人", date(2022, 5, 20))
_BUSINESS_2 = ("PX2022-03", "行政处罚法和裁量权基准业务培训", date(2022, 7, 20))
_PASS = 60


def write_trainings(folder: UploadFolder, rng: Random, roster: Sequence[Officer]) -> dict[str, list[str]]:
    """Two workbooks of sessions, which share one, and three sign-in lists; what is planted comes back."""
    present = [officer for officer in roster if officer.unit != ABSENT_UNIT]
    first = _sign_in(rng, present, _BUSINESS_1, len(present) - 3, tested=True)
    party = _sign_in(rng, present, _PARTY_1, len(present) - 9, tested=False)
    second = _sign_in(rng, present, _BUSINESS_2, len(present) - 6, tested=True)
    held = [
        _session(_BUSINESS_1, "执法业务培训", "政策法规室", first, "局四楼会议室"),
        _session(_PARTY_1, "道德讲堂", "党建人事室", party, "局四楼会议室"),
        _session(_BUSINESS_2, "执法业务培训", "政策法规室", second, "县委党校报告厅"),
    ]
    other = [
        _planned("PX2022-04", "安全生产和消防知识培训", "其他", "办公室", date(2022, 6, 16), "已举办")
        | {"actual_n": 46},
        _planned("PX2022-05", "公文写作培训", "其他", "办公室", date(2022, 8, 30), "已举办") | {"actual_n": 31},
    ]
    not_held = [
        _planned("PX2022-06", "党性学习教育：主题党日", "党性学习教育", "党建人事室", date(2022, 9, 23), "计划"),
        _planned("PX2022-07", "城市管理执法规范培训", "执法业务培训", "政策法规室", date(2022, 11, 8), "取消")
        | {"remark": "因疫情防控取消"},
        _planned("PX2022-08", "道德讲堂：宪法宣传专场", "道德讲堂", "党建人事室", date(2022, 11, 25), "计划"),
    ]
    title = f"{BUREAU}2022年学习培训台账（示例数据·虚构）"
    rows = [*held, *other, *not_held]
    rows.sort(key=lambda row: str(row["start_date"]))
    folder.write("2022年学习培训台账.xlsx", [
        Table("培训场次", "training", _SESSIONS, rows, title, "填报单位：政策法规室"),
    ])  # fmt: skip
    again = {**held[2], "host_unit": "法规室", "units": list(SQUADS)}
    drill = _planned("", "队列和指挥手势训练", "其他", "县城市综合执法大队", date(2022, 3, 15), "") | {"actual_n": 39}
    folder.write("执法大队培训记录2022.xls", [
        Table("培训记录", "training", _BRIGADE_SESSIONS, [drill, again],
              f"{BUREAU}县城市综合执法大队2022年培训记录（示例数据·虚构）", habits=Habits(day=dotted)),
    ], "xls")  # fmt: skip
    folder.write("培训签到和测试成绩.xlsx", [
        Table("4月业务培训", "training_attendance", _SIGNED, first, f"{_BUSINESS_1[1]}签到和测试成绩（示例数据·虚构）"),
        Table("5月道德讲堂", "training_attendance", _SIGNED_ONLY, party, f"{_PARTY_1[1]}签到表（示例数据·虚构）"),
    ])  # fmt: skip
    folder.write("7月业务培训测试成绩（示例数据）.csv", [
        Table("7月业务培训测试成绩", "training_attendance", _SIGNED_BY_TITLE, second, habits=Habits(day=dotted)),
    ], "gbk")  # fmt: skip
    return {
        "business_sessions_held": [_BUSINESS_1[0], _BUSINESS_2[0]],
        "business_session_in_two_files": [_BUSINESS_2[0]],
        "party_sessions_held": [_PARTY_1[0]],
        "sessions_planned_only": ["PX2022-06", "PX2022-08"],
        "sessions_cancelled": ["PX2022-07"],
        "unit_without_training": [ABSENT_UNIT],
    }


def _sign_in(
    rng: Random, people: Sequence[Officer], session: tuple[str, str, date], count: int, *, tested: bool
) -> list[Record]:
    number, title, day = session
    rows: list[Record] = []
    for officer in sorted(rng.sample(list(people), count), key=lambda officer: officer.certificate_no):
        score = min(100, max(48, round(rng.gauss(84, 9)))) if tested else None
        rows.append({
            "training_no": number, "title": title, "training_date": day, "person": officer.name, "unit": officer.unit,
            "cert_no": officer.certificate_no,
            "signed_at": datetime(day.year, day.month, day.day, 8, rng.randint(15, 55)), "score": score,
            "passed": None if score is None else "合格" if score >= _PASS else "不合格",
        })  # fmt: skip
    return rows


def _session(session: tuple[str, str, date], kind: str, host: str, signed: Sequence[Record], place: str) -> Record:
    number, title, day = session
    scores = [score for row in signed if isinstance(score := row["score"], int)]
    return {
        "training_no": number, "title": title, "kind": kind, "start_date": day, "place": place, "host_unit": host,
        "units": [unit for unit in (*RESPONSIBLE, *SQUADS) if unit != ABSENT_UNIT], "lecturer": "法律顾问",
        "expected_n": 60, "actual_n": len(signed), "hours": 4, "has_test": "是" if scores else "否",
        "avg_score": round(sum(scores) / len(scores), 1) if scores else None,
        "pass_n": sum(score >= _PASS for score in scores) if scores else None,
        "evidence": ["通知", "签到表", "课件", "照片6张"], "status": "已举办",
    }  # fmt: skip


def _planned(number: str, title: str, kind: str, host: str, day: date, status: str) -> Record:
    return {
        "training_no": number or None, "title": title, "kind": kind, "start_date": day, "place": "局四楼会议室",
        "host_unit": host, "units": [unit for unit in RESPONSIBLE if unit != ABSENT_UNIT], "expected_n": 50,
        "hours": 2, "has_test": "否", "status": status or None, "evidence": ["通知"],
    }  # fmt: skip
