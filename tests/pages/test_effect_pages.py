"""防控效果 over a small year: verdicts with their sentence and picture, and who offended again."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from fwzf_data.analysis.effect import periods, prevention_effect
from fwzf_data.store.home import Home
from fwzf_data.web import effects
from tests.pages.conftest import Open, desk, pointed_at, texts, turned
from tests.pages.small_year import LEDGERS, load_year

EFFECT = "pages/enforcement/effect.py"
OCCURRED = "pages/enforcement/occurred.py"
TREATED = "pages/enforcement/treated.py"


def _inspections() -> str:
    """Two inspections a day; before May every other finds street trade, then every tenth."""
    lines = ["inspection_no | object_name | violation | check_result | check_date", "---"]
    for place in range(360):
        day = date(2022, 1, 1) + timedelta(days=place)
        for number in range(2):
            is_found = (2 * place + number) % (2 if day < date(2022, 5, 1) else 10) == 0
            said = "占道经营 | 责令整改" if is_found else " | 未发现问题"
            lines.append(f"{place}.{number} | 店{place} | {said} | {day}")
    return "\n".join(lines)


WORKED = {
    "violation": LEDGERS["violation"],
    "risk_list": """
        violation_code | risk_point | published_on | legal_basis | consequence | measure
        ---------------+------------+--------------+-------------+-------------+--------
        A1             | 占道经营   | 2022-05-01   | 《条例》    | 罚款        | 宣传
        A2             | 乱倒垃圾   | 2022-05-01   | 《条例》    | 罚款        | 宣传
    """,
    "inspection": _inspections(),
    "penalty_case": """
        case_no | party_name | party_type       | cause    | fine_amount | penalty_type | found_date | decision_date
        --------+------------+------------------+----------+-------------+--------------+------------+--------------
        1       | 甲店       | 法人及非法人组织 | 乱倒垃圾 | 500         | 罚款         | 2022-01-10 | 2022-02-01
        2       | 甲店       | 法人及非法人组织 | 乱倒垃圾 | 500         | 罚款         | 2022-03-10 | 2022-04-01
        3       | 乙店       | 法人及非法人组织 | 乱倒垃圾 |             | 警告         | 2022-01-10 | 2022-02-01
        4       | 丙店       | 法人及非法人组织 | 不认得   | 500         | 罚款         | 2022-12-20 | 2022-12-27
    """,
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("worked")
    load_year(folder / "home", folder, WORKED)
    return folder / "home"


@pytest.fixture
def worked(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    return next(pointed_at(loaded, monkeypatch))


def test_without_a_published_list_the_page_says_what_is_missing(year: Home, open_page: Open) -> None:
    app = open_page(EFFECT)
    assert "还没有公布的清单或者有日期的指导，没有效果可看" in texts(app)
    assert "请先上传带公开日期的法律风险防控清单" in texts(app)
    assert "没有可比的当事人" in texts(turned(app, "又犯的比例"))


def test_the_verdicts_stand_over_the_table_with_what_chance_alone_would_say(worked: Home, open_page: Open) -> None:
    app = open_page(EFFECT)
    assert "下降 1 项，数据不足 1 项（即使都没有变化，碰巧说成下降的也会有不到 1 项）" in texts(app).replace("\\", "")
    assert app.dataframe[0].value[["violation_name", "verdict"]].values.tolist() == [
        ["占道经营", "下降"],
        ["乱倒垃圾", "数据不足"],
    ]


def test_one_row_is_said_in_a_sentence_and_drawn_with_the_mean_of_each_side(worked: Home) -> None:
    fell, thin, _ = desk(worked).once(prevention_effect).dicts()
    said = effects.spoken(fell)
    assert said.startswith("每百次检查的检查发现：之前 50，之后 10。降得超出偶然和季节可能造成的。")
    assert "之后是之前的 0.2 倍" in said
    assert "前后合计不到 10 次" in effects.spoken(thin)
    chosen = {name: fell[name] for name in ("violation_code", "intervention", "after_on", "counted")}
    before, after = desk(worked).once(periods, **chosen)
    drawn, title = effects.picture(fell, before, after)
    assert title == "占道经营：公布清单（2022-05-01）以后下降"
    assert [trace["name"] for trace in drawn["data"]] == ["每百次检查的检查发现", "之前平均", "之后平均"]
    assert drawn["data"][1]["y"] == [50.0] * 4
    assert json.dumps(drawn)


def test_what_a_row_counts_is_as_many_rows(worked: Home, open_page: Open) -> None:
    fell, *_ = desk(worked).once(prevention_effect).dicts()
    filters = {name: str(value) for name, value in effects.behind(fell).items()}
    counted = fell["before_rate"]["num"] + fell["after_rate"]["num"]
    assert f"共 {counted} 行" in texts(open_page(OCCURRED, **filters))
    inspected = desk(worked).answer("inspection_list", from_on=fell["before_from"], to_on=fell["after_to"])
    assert len(inspected.rows) == fell["before_rate"]["den"] + fell["after_rate"]["den"]


def test_shares_of_repeats_stand_under_the_caveat_and_lead_to_the_parties(worked: Home, open_page: Open) -> None:
    app = turned(open_page(EFFECT), "又犯的比例")
    assert "比例不同，不能说成是做法造成的" in texts(app)
    assert (
        app.dataframe[0].value[["treatment", "repeated", "verdict"]].values.tolist()
        == [
            ["警告", "0/1（0%）", "数据不足"],
            ["罚款", "1/1（100%）", "数据不足"],
        ]
        * 2
    )
    listed = open_page(TREATED, treatment="罚款", is_comparable="是", is_repeated="是")
    assert listed.dataframe[0].value["relapsed_on"].astype(str).tolist() == ["2022-03-10"]


def test_no_verdict_is_nothing_to_count_by_chance() -> None:
    assert effects.verdict([{"verdict": "数据不足"}]) == "数据不足 1 项"
