"""The status of every duty of the plan of 2022 by hand: plain Python over plain rows, written from the plan and the
readings that are fixed (facts/decisions.md §14–17, facts/obligation_measures.csv), sharing nothing with the product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
Year = dict[str, list[list[Row]]]

NEW_YEAR, YEAR_END = date(2022, 1, 1), date(2022, 12, 31)
APRIL, MAY, NOVEMBER, CHRISTMAS = date(2022, 4, 30), date(2022, 5, 31), date(2022, 11, 30), date(2022, 12, 25)
LAWS, WATCH, BUREAU = "政策法规室", "监督检查室", "全局"
OWN_NAMES = {
    "政策法规科": LAWS,
    "法规科": LAWS,
    "执法大队": "县城市综合执法大队",
    "城管大队": "县城市综合执法大队",
    "环卫处": "环卫所",
}
DAYS_OFF = {
    NEW_YEAR + timedelta(start + day)
    for start, length in ((0, 3), (30, 7), (92, 3), (119, 5), (153, 3), (252, 3), (273, 7), (364, 3))
    for day in range(length)
}
WORKING_WEEKENDS = {date(2022, *day) for day in ((1, 29), (1, 30), (4, 2), (4, 24), (5, 7), (10, 8), (10, 9))}
FIELDS = ("网格", "垃圾分类", "便民服务点", "自行车", "志愿服务")
CONTENTS = ("职责", "依据", "权限", "结果")
STAGES = {"重大执法决定", "日常监管执法", "受理举报投诉"}


@dataclass(frozen=True)
class Seen:
    """What a day shows of one duty of one unit."""

    done: bool = False
    done_on: date | None = None
    loaded: bool = False
    """Something came from the unit."""
    recorded: bool = False
    """Something was begun."""
    known: bool = False
    """The ledgers hold the columns that tell."""
    counts: bool = False
    """A ledger was loaded that overrules what is reported."""
    claimed: bool = False
    """Counted from words of a report that names no evidence."""


@dataclass(frozen=True)
class Duty:
    key: str
    kind: str
    due: date | None
    who: str | None
    """None: every responsible unit."""
    see: Callable[[Reckoning, date, str], Seen]
    by_ledger: bool = True
    in_plan: bool = False


class Reckoning:
    """One year, loaded on one day."""

    def __init__(self, year: Year, loaded_on: date) -> None:
        self.loaded_on = loaded_on
        self.register = {row["unit"]: row for file in year["unit"] for row in file}
        self.units = [unit for unit, row in self.register.items() if row["is_responsible"]]
        self.rows = {key: [row for file in files for row in file] for key, files in year.items()}
        self.files = year
        self.tasks = [self._task(row) for row in self.rows.get("annual_task", [])]

    def statuses(self, day: date) -> Iterator[tuple[str, str, str, int | None]]:
        """(duty, unit, status, days overdue)"""
        for duty in DUTIES:
            for unit in [duty.who] if duty.who else self.units:
                yield (duty.key, unit, *self._status(duty, day, unit))

    def _status(self, duty: Duty, day: date, unit: str) -> tuple[str, int | None]:
        seen = duty.see(self, day, unit)
        claims = [task for task in self.of(duty, unit, day) if task["own"] and task["claims"] and task["on"] <= day]
        proved = [task for task in claims if task["evidence"]]
        anything = any(task["begun"] for task in self.of(duty, unit, day))
        has_end = duty.kind in ("dated", "counted", "existence")
        done, done_on = seen.done, seen.done_on
        if has_end and not seen.counts:
            done, done_on = bool(proved), min((task["on"] for task in proved), default=None)
        if not has_end and not duty.by_ledger and not seen.counts and day >= (duty.due or YEAR_END):
            done = done or any(task["evidence"] and task["own_evidence"] for task in self.of(duty, unit, day))
        late = duty.due is not None and day > duty.due
        if done:
            over = (done_on - duty.due).days if has_end and done_on and duty.due and done_on > duty.due else None
            return "已完成", over
        if seen.claimed:
            return "报称完成无佐证", None
        if claims and not proved and not seen.counts and (has_end or (duty.kind == "continuous" and not seen.loaded)):
            return "报称完成无佐证", (day - duty.due).days if late and duty.due else None
        if has_end and late and duty.due:
            return "超期", (day - duty.due).days
        reported = any(task["own"] and task["state"] for task in self.of(duty, unit, day))
        if duty.kind == "continuous" and not (seen.loaded or reported or anything):
            return "未报", None
        if has_end and (seen.recorded or anything):
            return "进行中", None
        if duty.kind == "continuous" and (seen.known or anything):
            return "进行中", None
        if duty.kind == "permissive" and seen.recorded:
            return "进行中", None
        if not (seen.recorded or anything or (duty.kind in ("continuous", "permissive") and seen.loaded)):
            return "未到期", None
        return "无法核查", None

    # Tasks

    def _task(self, row: Row) -> Row:
        done, updated = row.get("done_date"), row.get("updated_at")
        state = row.get("status")
        begun = state not in (None, "未开始") or bool(row.get("progress") or row.get("evidence") or done)
        return {
            "key": row["task_no"],
            "unit": name(row["unit"]),
            "state": state,
            "claims": state == "已完成" if state else done is not None,
            "on": done or updated or self.loaded_on,
            "from": min((day for day in (done, updated) if day), default=min(self.loaded_on, YEAR_END)),
            "evidence": row.get("evidence") or [],
            "progress": row.get("progress") or "",
            "begun": begun,
        }

    def of(self, duty: Duty, unit: str, day: date) -> list[Row]:
        """The task rows that bear on this duty of this unit, as far as they are there by that day."""
        found = []
        for task in self.tasks:
            if task["key"] != duty.key or task["from"] > day:
                continue
            if duty.who is None and unit not in (task["unit"], self.boss(task["unit"])):
                continue
            own = duty.who == BUREAU or task["unit"] == unit
            own_evidence = own or (duty.who is None and duty.kind != "dated")
            found.append(task | {"own": own, "own_evidence": own_evidence})
        return found

    def boss(self, unit: str) -> str | None:
        row = self.register.get(unit)
        return unit if row and row["is_responsible"] else (row or {}).get("parent_unit")

    def ledger(self, key: str, unit: str | None = None) -> list[Row]:
        """The rows of a ledger, or those of a unit and its squads."""
        rows = self.rows.get(key, [])
        return rows if unit is None else [row for row in rows if self.boss(name(row["unit"])) == unit]


def name(written: str) -> str:
    return OWN_NAMES.get(written, written)


def month_or_day(value: Any) -> date | None:
    if isinstance(value, str):
        year, month = int(value[:4]), int(value[5:])
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    day: date | None = value
    return day


def workdays_after(day: date, count: int) -> date:
    while count:
        day += timedelta(1)
        count -= day in WORKING_WEEKENDS or (day.weekday() < 5 and day not in DAYS_OFF)
    return day


def _no_ledger(_: Reckoning, __: date, ___: str) -> Seen:
    return Seen()


# What each ledger tells


def _risk(good: Callable[[Row], bool], own_day: bool = False) -> Callable[[Reckoning, date, str], Seen]:
    def see(self: Reckoning, day: date, _: str) -> Seen:
        """A version is one list, there from its first publication; the duty is done by any list that is whole."""
        rows = self.ledger("risk_list")
        done_on, recorded = None, False
        for version in {row["version"] for row in rows}:
            own = [row for row in rows if row["version"] == version]
            first = min((row["published_on"] for row in own if row.get("published_on")),
                        default=min(self.loaded_on, YEAR_END))  # fmt: skip
            recorded |= first <= day
            days = [row.get("published_on") or first for row in own if good(row)]
            all_days = max(days) if len(days) == len(own) else None
            whole = min(days, default=None) if own_day else all_days
            if whole and first <= day and whole <= day:
                done_on = min(done_on or whole, whole)
        return Seen(bool(done_on), done_on, bool(rows), recorded, True, bool(rows))

    return see


def _guidance(self: Reckoning, unit: str, day: date) -> list[tuple[Row, set[str]]]:
    """Rows of the unit by then, each with the columns of its file."""
    found = []
    for file in self.files.get("guidance", []):
        columns = {key for row in file for key in row}
        for row in file:
            given = month_or_day(row["guidance_date"])
            if self.boss(name(row["unit"])) == unit and given and given <= day:
                found.append((row, columns))
    return found


def _written(row: Row, columns: set[str]) -> bool | None:
    return "书面" in row["form"] if "form" in columns and row.get("form") else None


def _s21(self: Reckoning, day: date, unit: str) -> Seen:
    rows = _guidance(self, unit, day)
    return Seen(day >= YEAR_END and bool(rows), None, bool(rows), bool(rows), bool(rows))


def _share(self: Reckoning, day: date, unit: str, met: Callable[[Row, set[str], date], bool | None]) -> Seen:
    rows = _guidance(self, unit, day)
    due = [met(row, columns, day) for row, columns in rows if _written(row, columns)]
    oral = [row for row, columns in rows if _written(row, columns) is False]
    done = day >= YEAR_END and bool(due) and all(due)
    return Seen(done, None, bool(rows), bool(rows), any(one is not None for one in due) or bool(oral))


def _document(row: Row, columns: set[str], day: date) -> bool | None:
    """Object, matter, time, staff and a document, and served: false where one is known to lack, else unknown."""
    parts: list[bool | None] = [
        True,
        bool(row.get("topic")) if "topic" in columns else None,
        isinstance(row["guidance_date"], date),
        True,
        row["has_document"],
        bool(row.get("served_date")) if "served_date" in columns else None,
    ]
    if False in parts:
        return False
    return None if None in parts else row["served_date"] <= day


def _s22(self: Reckoning, day: date, unit: str) -> Seen:
    return _share(self, day, unit, _document)


def _s24(self: Reckoning, day: date, unit: str) -> Seen:
    def filed(row: Row, columns: set[str], day: date) -> bool | None:
        served = row.get("served_date")
        if "archive_no" not in columns:
            return None
        return bool(row.get("archive_no")) and (served is None or served <= day)

    return _share(self, day, unit, filed)


def _s23(self: Reckoning, day: date, unit: str) -> Seen:
    forms = [_written(row, columns) for row, columns in _guidance(self, unit, day)]
    return Seen(day >= YEAR_END and False in forms, None, None in forms, False in forms)


def _mediations(self: Reckoning, day: date, unit: str | None = None) -> list[Row]:
    return [row for row in self.ledger("mediation", unit) if row["accept_date"] <= day]


def _s31(self: Reckoning, day: date, _: str) -> Seen:
    rows = _mediations(self, day)
    told = {row["stage"] for row in rows if row.get("notice_date") and row["notice_date"] <= day}
    return Seen(day >= YEAR_END and told >= STAGES, None, bool(rows), bool(rows), bool(rows))


def _mediated(due: Callable[[Row, date], bool], met: Callable[[Row, date], bool], complaints: bool = False) -> Any:
    def see(self: Reckoning, day: date, unit: str) -> Seen:
        rows = _mediations(self, day, unit)
        owed = [row for row in rows if due(row, day)]
        loaded = bool(rows)
        if complaints:
            loaded |= any(row["accept_date"] <= day for row in self.ledger("complaint", unit))
        done = day >= YEAR_END and bool(owed) and all(met(row, day) for row in owed)
        return Seen(done, None, loaded, loaded, bool(rows))

    return see


def _closed(row: Row, day: date) -> bool:
    return row["result"] != "调解中" and (row.get("end_date") or row["accept_date"]) <= day


def _failed(row: Row) -> bool:
    return not row["agreed"] or row["result"] in ("未达成协议", "不同意调解", "终止")


def _s42(self: Reckoning, day: date, _: str) -> Seen:
    rows = [row for row in self.ledger("permit_publicity") if row["decision_date"] <= day] + self.ledger("power_list")
    return Seen(day >= YEAR_END and bool(rows), None, bool(rows), bool(rows), bool(rows))


def _s44(self: Reckoning, day: date, unit: str) -> Seen:
    loaded, known, owed = False, False, []
    for row in [*self.ledger("penalty_case", unit), *self.ledger("permit_publicity", unit)]:
        decided = row.get("decision_date")
        if decided is None or decided > day:
            continue
        loaded = True
        must: bool | None = row.get("party_type") != "自然人" and row.get("procedure") != "简易程序"
        if must and row.get("party_type") is None:
            must = None
        last, published = workdays_after(decided, 7), row.get("publish_date") or row.get("published_on")
        known |= must is not None
        if must and min(last, published or last) <= day:
            owed.append(published is not None and published <= day and published <= last)
    return Seen(day >= YEAR_END and bool(owed) and all(owed), None, loaded, loaded, known)


def _s46(self: Reckoning, day: date, unit: str) -> Seen:
    rows = [row for row in self.ledger("complaint", unit) if row["accept_date"] <= day]
    return Seen(day >= YEAR_END and bool(rows), None, bool(rows), bool(rows), bool(rows))


def _decided(self: Reckoning, day: date) -> list[Row]:
    return [row for row in self.ledger("penalty_case") if row.get("decision_date") and row["decision_date"] <= day]


def _s48(self: Reckoning, day: date, _: str) -> Seen:
    rows = _decided(self, day)
    return Seen(day >= YEAR_END and bool(rows), None, bool(rows), bool(rows), bool(rows))


def _s91(self: Reckoning, day: date, _: str) -> Seen:
    rows = _decided(self, day)
    done = day >= YEAR_END and bool(rows) and all(row.get("legal_basis") for row in rows)
    return Seen(done, None, bool(rows), bool(rows), bool(rows))


def _points(words: tuple[str, ...]) -> Callable[[Reckoning, date, str], Seen]:
    def see(self: Reckoning, day: date, unit: str) -> Seen:
        duty = next(duty for duty in DUTIES if duty.see is see)
        told = {
            word for task in self.of(duty, unit, day) for word in words
            if task["own_evidence"] and task["begun"] and word in task["progress"]
        }  # fmt: skip
        proved = any(task["evidence"] and task["own_evidence"] for task in self.of(duty, unit, day))
        whole = day >= YEAR_END and len(told) == len(words)
        return Seen(whole and proved, claimed=whole and not proved)

    return see


def _held(self: Reckoning, day: date) -> list[tuple[Row, date]]:
    found = []
    for row in self.ledger("training"):
        held, came = month_or_day(row["start_date"]), row.get("actual_n")
        is_held = row.get("status") not in ("计划", "取消") if came is None else came > 0
        if held and held <= day and is_held:
            found.append((row, held))
    return found


def _sessions(kinds: tuple[str, ...]) -> Callable[[Reckoning, date, str], Seen]:
    def see(self: Reckoning, day: date, _: str) -> Seen:
        held = sorted(on for row, on in _held(self, day) if row.get("kind") in kinds)
        unclear = any(row.get("kind") is None for row, _ in _held(self, day))
        done = len(held) >= 2
        return Seen(done, held[1] if done else None, bool(held), bool(held) or unclear, True, "training" in self.rows)

    return see


def _s54(self: Reckoning, day: date, _: str) -> Seen:
    rows = [row for row in self.ledger("training") if (month_or_day(row["start_date"]) or day) <= day]
    tests = [row for row, _ in _held(self, day) if row["has_test"]]
    return Seen(day >= YEAR_END and bool(tests), None, bool(rows), bool(rows), bool(rows), counts=bool(rows))


def _s55(self: Reckoning, day: date, _: str) -> Seen:
    named: dict[str, date] = {unit: NEW_YEAR for unit, row in self.register.items() if row["is_demo"]}
    for row in self.ledger("demo_site"):
        if row.get("named_on") and row["unit"] not in named:
            named[row["unit"]] = row["named_on"]
    pairs = {name(row["demo_unit"]): row["pair_date"] for row in self.ledger("pairing")}
    models = [unit for unit, since in named.items() if since <= day]
    days = [max(pairs[unit], NEW_YEAR) for unit in models if unit in pairs and pairs[unit] <= day]
    recorded = bool(days) or any(
        (row.get("activity_date") or row["pair_date"]) <= day for row in self.ledger("pairing")
    )
    done = bool(models) and len(days) == len(models)
    return Seen(done, max(days) if done else None, recorded, recorded, True, "pairing" in self.rows)


def _s61(self: Reckoning, day: date, _: str) -> Seen:
    rows = [row for row in self.ledger("demo_site") if (row.get("submit_date") or min(self.loaded_on, YEAR_END)) <= day]
    return Seen(recorded=bool(rows), loaded=bool(rows))


def _s62(self: Reckoning, day: date, _: str) -> Seen:
    sent = sorted(row["submit_date"] for row in self.ledger("demo_site") if row.get("submit_date"))
    has_column = any("submit_date" in row for row in self.ledger("demo_site"))
    done = bool(sent) and sent[0] <= day
    return Seen(done, sent[0] if done else None, done, done, True, has_column)


def _s74(self: Reckoning, day: date, unit: str) -> Seen:
    own = [row["submitted_on"] for row in self.ledger("summary_report") if name(row["unit"]) == unit]
    done = bool(own) and min(own) <= day
    return Seen(done, min(own) if done else None, done, done, True, "summary_report" in self.rows)


def _s83(self: Reckoning, day: date, _: str) -> Seen:
    rows = [row for row in self.ledger("spot_check") if row["draw_date"] <= day]
    return Seen(day >= YEAR_END and bool(rows), None, bool(rows), bool(rows), bool(rows))


DUTIES = (
    Duty("S1.1", "dated", APRIL, LAWS, _risk(lambda _: True, own_day=True)),
    Duty("S1.2", "dated", APRIL, LAWS, _risk(lambda row: bool(row.get("risk_level")))),
    Duty("S1.3", "dated", APRIL, LAWS, _risk(lambda row: bool(row.get("legal_basis") and row.get("consequence")))),
    Duty("S1.4", "dated", APRIL, LAWS, _risk(lambda row: bool(row.get("measure")))),
    Duty("S1.5", "dated", APRIL, LAWS, _risk(lambda row: bool(row.get("published_on")))),
    Duty("S2.1", "continuous", YEAR_END, None, _s21),
    Duty("S2.2", "continuous", YEAR_END, None, _s22),
    Duty("S2.3", "permissive", YEAR_END, None, _s23),
    Duty("S2.4", "continuous", YEAR_END, None, _s24),
    Duty("S3.1", "continuous", YEAR_END, LAWS, _s31, in_plan=True),
    Duty("S3.2", "continuous", YEAR_END, None, _mediated(
        lambda _, __: True, lambda row, day: bool(row.get("notice_date")) and row["notice_date"] <= day, True)),
    Duty("S3.3", "continuous", YEAR_END, None, _mediated(
        lambda row, day: _failed(row) and (row.get("end_date") or row["accept_date"]) <= day,
        lambda row, _: bool(row.get("referred_to")))),
    Duty("S3.4", "existence", YEAR_END, LAWS, _no_ledger, by_ledger=False),
    Duty("S3.5", "continuous", YEAR_END, None, _mediated(
        _closed, lambda row, day: bool(row.get("archive_date")) and row["archive_date"] <= day)),
    Duty("S3.6", "dated", APRIL, LAWS, _no_ledger, by_ledger=False),
    Duty("S4.1", "continuous", YEAR_END, None, _points(FIELDS)),
    Duty("S4.2", "continuous", YEAR_END, LAWS, _s42, by_ledger=False),
    Duty("S4.3", "continuous", YEAR_END, LAWS, _no_ledger, by_ledger=False),
    Duty("S4.4", "continuous", YEAR_END, None, _s44),
    Duty("S4.5", "continuous", YEAR_END, LAWS, _points(CONTENTS)),
    Duty("S4.6", "continuous", YEAR_END, None, _s46),
    Duty("S4.7", "continuous", YEAR_END, WATCH, _no_ledger, by_ledger=False),
    Duty("S4.8", "continuous", YEAR_END, WATCH, _s48),
    Duty("S5.1", "existence", YEAR_END, LAWS, _no_ledger, by_ledger=False),
    Duty("S5.2", "counted", YEAR_END, BUREAU, _sessions(("执法业务培训",)), in_plan=True),
    Duty("S5.3", "counted", YEAR_END, BUREAU, _sessions(("道德讲堂", "党性学习教育")), in_plan=True),
    Duty("S5.4", "continuous", YEAR_END, LAWS, _s54, by_ledger=False),
    Duty("S5.5", "existence", YEAR_END, WATCH, _s55),
    Duty("S5.6", "existence", YEAR_END, LAWS, _no_ledger, by_ledger=False),
    Duty("S6.1", "existence", YEAR_END, WATCH, _s61, by_ledger=False),
    Duty("S6.2", "existence", YEAR_END, WATCH, _s62, by_ledger=False),
    Duty("S7.1", "dated", MAY, None, _no_ledger, by_ledger=False),
    Duty("S7.2", "dated", MAY, None, _no_ledger, by_ledger=False),
    Duty("S7.3", "dated", NOVEMBER, None, _no_ledger, by_ledger=False),
    Duty("S7.4", "dated", CHRISTMAS, None, _s74),
    Duty("S8.1", "existence", None, BUREAU, _no_ledger, by_ledger=False),
    Duty("S8.2", "continuous", YEAR_END, None, _no_ledger, by_ledger=False),
    Duty("S8.3", "continuous", YEAR_END, "领导小组办公室", _s83, by_ledger=False),
    Duty("S9.1", "continuous", None, BUREAU, _s91),
)  # fmt: skip
