"""What a task row claims and what it proves: words of its state, papers that are none, other names of its unit."""

from __future__ import annotations

import pytest

from tests.queries.conftest import Bench
from tests.queries.drawn import drawn
from tests.queries.test_obligations import UNITS, state, tasks

PAPERS = """
    evidence       | status         | evidence_count
    ---------------+----------------+---------------
    照片           | 已完成         | 1
    有             | 已完成         | 1
    无证摊贩照片   | 已完成         | 1
    照片、视频后补 | 已完成         | 1
    后补           | 报称完成无佐证 | 0
    待补充         | 报称完成无佐证 | 0
    材料正在整理   | 报称完成无佐证 | 0
    暂未收集       | 报称完成无佐证 | 0
    无（已办）     | 报称完成无佐证 | 0
    0              | 报称完成无佐证 | 0
    ×              | 报称完成无佐证 | 0
    略。           | 报称完成无佐证 | 0
"""


@pytest.mark.parametrize("row", drawn(PAPERS).rows, ids=lambda row: row[0])
def test_a_paper_that_is_still_owed_is_no_evidence(bench: Bench, row: tuple[str, str, str]) -> None:
    evidence, status, count = row
    bench.given("unit", UNITS)
    tasks(bench, f"S7.2 | 环卫所 | 已完成 | 2022-05-20 | {evidence} | 已办 | 2022-05-20")
    answer = bench.ask("obligation_status", obligation_id="S7.2", unit="环卫所").only(["status", "evidence_count"])
    assert answer.rows == ((status, count),)


STATES = """
    status               | done_date  | is_reported_done
    ---------------------+------------+-----------------
    已完成（材料后补）   |            | 是
    完成。               | 2022-05-20 | 是
    ●                    | 2022-05-20 | 是
    ●                    |            | 否
    按计划做完           | 2022-05-20 | 是
    已完成80%            | 2022-05-20 | 否
    未全部做完           | 2022-05-20 | 否
    预计5月底完成        | 2022-05-31 | 否
    大体做完             | 2022-05-20 | 否
"""


@pytest.mark.parametrize("row", drawn(STATES).rows, ids=str)
def test_a_state_nobody_listed_claims_no_more_than_it_says(bench: Bench, row: tuple[str, str | None, str]) -> None:
    status, done_date, is_reported_done = row
    bench.given(
        "annual_task",
        f"task_no | unit | status | done_date\n--+--\nS7.2 | 环卫所 | ~{status} | {done_date or ''}",
    )
    bench.connection.execute("update annual_task_row set status_text = status[2:], status = null")
    assert bench.fact("tasks").only(["state", "is_reported_done"]).rows == ((status, is_reported_done),)


def test_a_later_sheet_overrules_an_earlier_one_under_another_name_of_the_unit(bench: Bench) -> None:
    bench.given("unit", "unit | aliases | is_responsible\n--+--+--\n环卫所 | 环卫处 | 是\n市政所 | | 是")
    tasks(
        bench,
        """
        S7.2 | 环卫所 | 已完成 | 2022-05-20 | 方案 | 已办 | 2022-05-20
        S7.2 | 市政所 | 已完成 | 2022-05-20 | 方案 | 已办 | 2022-05-20
    """,
    )
    tasks(bench, "S7.2 | 环卫处 | 推进中 | | | 退回重做 | 2022-06-10")
    assert state(bench, "S7.2", "2022-06-30", "环卫所") == ("超期", "30")
    assert state(bench, "S7.2", "2022-06-30", "市政所") == ("已完成", None)


def test_an_older_sheet_that_comes_later_overrules_nothing(bench: Bench) -> None:
    bench.given("unit", "unit | aliases | is_responsible\n--+--+--\n环卫所 | 环卫处 | 是")
    tasks(bench, "S7.2 | 环卫处 | 已完成 | 2022-05-20 | 方案 | 已办 | 2022-06-10")
    tasks(bench, "S7.2 | 环卫所 | 推进中 | | | 在办 | 2022-04-10")
    assert state(bench, "S7.2", "2022-06-30") == ("已完成", None)


def test_two_names_of_a_unit_on_one_sheet_both_speak(bench: Bench) -> None:
    bench.given("unit", "unit | aliases | is_responsible\n--+--+--\n环卫所 | 环卫处 | 是")
    tasks(
        bench,
        """
        S7.2 | 环卫所 | 已完成 | 2022-05-20 | 方案 | 已办 | 2022-05-20
        S7.2 | 环卫处 | 推进中 |            | 台账 | 在办 | 2022-05-22
    """,
    )
    assert state(bench, "S7.2", "2022-06-30") == ("已完成", None)


def test_lateness_that_rests_on_the_day_of_loading_says_so(bench: Bench) -> None:
    bench.given("unit", UNITS)
    tasks(bench, "S7.2 | 环卫所 | 已完成 | | 方案 | 已办 |")
    answer = bench.ask("obligation_status", obligation_id="S7.2", unit="环卫所")
    assert answer.only(["status", "days_overdue", "difference"]).rows == (
        ("已完成", "214", "任务台账报已完成，没有写日期，按入库日期 2022-12-31 算"),
    )


NUMBERS = """
    task_no            | told
    -------------------+-----------
    S7.2               | S7.2
    s7.2               | S7.2
    Ｓ7.2              | S7.2
    （S7.2）           | S7.2
    S7.2.              | S7.2
    S7.2制定推进方案   | S7.2
    S7.2 制定推进方案  | S7.2
    S7.1、S7.2         | S7.1、S7.2
    S7.1/S7.2/S7.3     | S7.1、S7.2、S7.3
    S7.20              |
    PS7.2              |
    S7.2.1             |
    七2                |
"""


@pytest.mark.parametrize("row", drawn(NUMBERS).rows, ids=lambda row: row[0])
def test_the_numbers_a_cell_names_are_the_duties_a_row_speaks_of(bench: Bench, row: tuple[str, str | None]) -> None:
    bench.given("unit", UNITS)
    tasks(bench, f"{row[0]} | 环卫所 | 已完成 | 2022-05-20 | 方案 | 已办 | 2022-05-20")
    told = [number for (number,) in bench.fact("tasks").only(["obligation_id"]).rows if number]
    assert ("、".join(sorted(told)) or None) == row[1]
    for number in told:
        assert state(bench, number, "2022-12-31", "环卫所") == ("已完成", None)
