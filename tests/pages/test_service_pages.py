"""The pages of service-type enforcement, and the year's progress by two ways of looking at a past day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from fwzf_data.settings import today
from fwzf_data.store.home import Home
from fwzf_data.web import basis
from tests.pages.conftest import Open, pointed_at, texts, turned
from tests.pages.small_year import SERVICE, load_year

GUIDANCE = "pages/service/guidance.py"
MEDIATION = "pages/service/mediation.py"
PERMITS = "pages/service/permits.py"
MODELS = "pages/service/models.py"
SUMMARIES = "pages/service/summaries.py"
PROGRESS = "pages/year/progress.py"


@pytest.fixture(scope="session")
def loaded_service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("service")
    load_year(folder / "home", folder, SERVICE)
    return folder / "home"


@pytest.fixture
def service(loaded_service: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    shutil.copytree(loaded_service, tmp_path / "home")
    yield from pointed_at(tmp_path / "home", monkeypatch)


def on(app: AppTest, day: date) -> AppTest:
    app = app.date_input(key="as_of").set_value(day).run()
    assert not app.exception
    return app


def test_guidance_counts_methods_and_names_who_sent_nothing(service: Home, open_page: Open) -> None:
    app = on(open_page(GUIDANCE), date(2022, 12, 31))
    said = texts(app)
    assert "2022 年行政指导 3 次，书面 2 件，其中 1 件要素、送达或者案卷不全或者不明" in said
    assert "没有报的 1 个单位：政策法规室" in said
    assert turned(app, "缺什么").dataframe[0].value["guidance_no"].tolist() == ["二"]
    assert "这一年还没有行政指导记录" in texts(on(open_page(GUIDANCE), date(2021, 12, 31)))


def test_mediation_shows_the_three_points_and_what_has_to_exist(service: Home, open_page: Open) -> None:
    app = on(open_page(MEDIATION), date(2022, 12, 31))
    assert "2 件调解，1 件告知、引导或者归档有缺" in texts(app)
    stages = app.dataframe[0].value
    assert stages["stage"].tolist() == ["重大执法决定", "日常监管执法", "受理举报投诉"]
    assert stages["notified"].fillna("—").tolist()[1:] == ["1/1（100%）", "0/1（0%）"]
    standing = turned(app, "调解室、人员和机制")
    assert [frame.value["obligation_id"].tolist() for frame in standing.dataframe] == [["S3.1"], ["S3.4"], ["S3.6"]]


def test_permits_and_publication_say_rates_with_both_numbers(service: Home, open_page: Open) -> None:
    app = on(open_page(PERMITS), date(2022, 12, 31))
    said = texts(app)
    assert "2022 年许可 2 件，超承诺时限 1 件" in said
    assert "许可：公示率 2/2（100%），七个工作日内 1/2（50%），不计 0 件，说不清 0 件" in said
    assert app.dataframe[0].value["shortened_days"].tolist() == [13.0]
    contents = turned(app, "公开的内容和服务领域")
    assert "14 处中 13 处还没有写到" in texts(contents)


def test_models_name_who_is_not_paired(service: Home, open_page: Open) -> None:
    app = on(open_page(MODELS), date(2022, 12, 31))
    assert "1 个示范点单位，都已结对" in texts(app)
    assert "1 个示范点单位，1 个还没有结对：环卫所" in texts(on(app, date(2022, 2, 1)))


def test_summaries_remind_before_the_day_and_count_after_it(service: Home, open_page: Open) -> None:
    app = on(open_page(SUMMARIES), date(2022, 12, 20))
    assert "2022-12-25 到期，请提醒还没有报的 1 个单位：政策法规室" in texts(app)
    assert "2022-12-19 起提醒" in texts(on(app, date(2022, 12, 1)))
    app = on(app, date(2022, 12, 31))
    assert "应报 2 个单位，已报 1 个，其中晚报 0 个、内容不全 1 个" in texts(app)
    assert "期限 2022-12-25 已过，还有 1 个单位没有报：政策法规室" in texts(app)


def test_the_slider_is_another_handle_of_the_as_of_day(service: Home, open_page: Open) -> None:
    app = on(open_page(PROGRESS), date(2022, 12, 31))
    app = app.slider[0].set_value(date(2022, 4, 30)).run()
    assert not app.exception
    assert "截至 2022-04-30，39 项义务，没有单位超期" in texts(app)
    assert app.date_input(key="as_of").value == date(2022, 4, 30)


def test_what_was_known_then_is_less_and_the_page_says_so(service: Home, open_page: Open) -> None:
    app = open_page(PROGRESS)
    app = on(app, today())
    app = app.radio(key="basis_choice").set_value(basis.THEN).run()
    assert not app.exception
    assert f"按当时已报：只用到 {today():%Y-%m-%d} 为止已经载入" in texts(app).replace("\\", "")
    listed = app.switch_page("pages/year/obligations.py").run()
    assert "按当时已报" in texts(listed)
    app = listed.switch_page(PROGRESS).run()
    app = on(app, date(2022, 12, 31))
    assert "到 2022-12-31 为止还没有载入任何台账" in texts(app).replace("\\", "")
    app = app.radio(key="basis_choice").set_value(basis.NOW).run()
    assert "39 项义务" in texts(app)


def test_slow_progress_is_proposed_and_a_person_decides(service: Home, open_page: Open) -> None:
    app = turned(on(open_page(PROGRESS), date(2022, 12, 31)), "谁落后")
    table = app.table[0].value
    assert "建议通报" in table["建议"].tolist()[0].replace("\\", "")
    app.button[0].click().run()
    assert "请写明理由。" in texts(app)
    app.text_input(key="notice_why").set_value("已约谈，限期补报")
    app = app.button[0].click().run()
    assert not app.exception
    entry = service.journal.last("slow_progress")
    assert entry is not None
    assert (entry.body["decision"], entry.body["why"]) == ("列入通报", "已约谈，限期补报")
    assert "列入通报" in app.table[0].value["决定"].tolist()[0]


def test_the_plan_says_what_it_leaves_open(service: Home, open_page: Open) -> None:
    app = turned(on(open_page(PROGRESS), date(2022, 12, 31)), "方案")
    said = texts(app)
    for word in ("时限早于阶段", "责任不清", "截止日逢休息日", "发文日期未知"):
        assert word in said, word
    gaps = app.dataframe[-1].value
    assert "measure" not in "".join(gaps["缺什么"])
    assert "台账里没有哪些行算数，只能凭任务台账" in gaps["缺什么"].tolist()
    assert ".toml" not in said
    assert "没有写发文日期：超期的义务会注明发文日期未知" in gaps["缺什么"].tolist()
