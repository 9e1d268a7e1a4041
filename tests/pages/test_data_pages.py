"""数据: upload in six steps, batches with withdrawal, returned rows and issues."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load
from fwzf_data.settings import SAMPLE_DATA
from fwzf_data.store.home import Home
from tests.browser.workbooks import CASE_NO, messy_ledger
from tests.pages.conftest import Open, picture, texts, turned

UPLOAD = "pages/data/upload.py"
BATCHES = "pages/data/batches.py"
ISSUES = "pages/data/issues.py"
COMPLETENESS = "pages/data/completeness.py"


def sent(app: AppTest, file: Path) -> AppTest:
    app.file_uploader(key=f"file_{app.session_state.get('uploads', 0)}").upload(file.name, file.read_bytes()).run()
    return settled(app.button(key="read").click().run())


def settled(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def loaded(app: AppTest, file: Path) -> AppTest:
    app = settled(sent(app, file).button(key="check").click().run())
    return settled(app.button(key="enter").click().run())


def test_a_file_goes_in_by_six_steps(empty_home: Home, open_page: Open, ledger_file: Path) -> None:
    app = sent(open_page(UPLOAD), ledger_file)
    assert "3 认表头" in texts(app)
    assert next(box.label for box in app.selectbox if box.key.startswith("field_")) == "内部流转备忘"

    app = settled(app.button(key="check").click().run())
    counts = {metric.label: metric.value for metric in app.metric}
    assert counts == {"读出行数": "4", "新增": "3", "更新": "0", "未变": "0", "退回": "1", "搁置": "4", "问题": "2"}
    assert empty_home.latest() is None, "a rehearsal changes nothing"

    app = settled(app.button(key="enter").click().run())
    assert "已入库：批次 1，新增 3 行" in texts(app)
    latest = empty_home.latest()
    assert latest is not None
    assert latest.connect().execute("select count(*) from penalty_case").fetchall() == [(3,)]


def test_the_same_file_again_is_told_as_soon_as_it_is_read(home: Home, open_page: Open, ledger_file: Path) -> None:
    app = sent(open_page(UPLOAD), ledger_file)
    said = texts(app).replace("\\", "")
    assert "这份文件已作为批次 1（" in said
    assert "不改列名，就不会再入库" in said
    app = settled(app.button(key="check").click().run())
    assert "完全相同" in texts(app)
    assert "enter" not in {button.key for button in app.button}


def test_the_same_file_for_another_period_says_what_a_second_batch_means(
    home: Home, open_page: Open, ledger_file: Path
) -> None:
    app = open_page(UPLOAD)
    app.text_input(key="period").input("2022-Q2").run()
    app = settled(sent(app, ledger_file).button(key="check").click().run())
    said = texts(app).replace("\\", "")
    assert "另记一个批次" in said
    assert "入库后数据不变，只多记一个批次" in said
    assert app.button(key="enter").label == "仍要入库（数据不变）"

    settled(app.button(key="enter").click().run())
    app = open_page(BATCHES, batch_id="1")
    assert "同一份文件还有批次 2" in texts(app)
    app.text_input(key="why").input("传错了")
    app = settled(app.button(key="withdraw_it").click().run())
    assert "同一份文件还有批次 2 没有撤回" in texts(app)


def corrected_ledger(path: Path) -> Path:
    """The same month again with one fine corrected."""
    book = openpyxl.load_workbook(messy_ledger(path))
    book["4月"]["G5"] = "300"
    book.save(path)
    return path


def test_a_row_that_will_be_updated_is_shown_with_its_former_and_its_new_value(
    home: Home, open_page: Open, tmp_path: Path
) -> None:
    app = sent(open_page(UPLOAD), corrected_ledger(tmp_path / "四月台账.xlsx"))
    app = settled(app.button(key="check").click().run())
    change = ["4月!第 5 行", "舞城管罚字〔2022〕第1号", "罚款金额", "200.00", "300.00"]
    assert change in app.dataframe[0].value.values.tolist()
    assert app.button(key="enter").label == "确认入库（更新 1 行）"
    settled(app.button(key="enter").click().run())
    row = {"batch_id": "2", "sheet_no": "1", "row_no": "5"}
    for app in (open_page(BATCHES, batch_id="2"), open_page("pages/trace/source.py", **row)):
        assert any(change in frame.value.values.tolist() for frame in app.dataframe)


def test_records_that_move_to_another_unit_are_warned_of(home: Home, open_page: Open, ledger_file: Path) -> None:
    load(home, ledger_file, LoadOptions(unit="执法二中队"))
    app = open_page(BATCHES, batch_id="2")
    assert "有 3 行的承办机构变了" in texts(app)
    moved = ["4月!第 5 行", "舞城管罚字〔2022〕第1号", "承办机构", "一中队", "执法二中队"]
    assert moved in app.dataframe[2].value.values.tolist()


def test_a_field_given_by_a_person_is_used_and_remembered(
    empty_home: Home, open_page: Open, ledger_file: Path, tmp_path: Path
) -> None:
    app = sent(open_page(UPLOAD), ledger_file)
    chosen = next(box for box in app.selectbox if box.label == "内部流转备忘")
    assert chosen.value is None
    chosen.select("officers")
    app = settled(app.button(key="check").click().run())
    app = settled(app.button(key="enter").click().run())
    latest = empty_home.latest()
    assert latest is not None
    officers = latest.connect().execute("select officers from penalty_case order by case_no").fetchall()
    assert officers == [(["甲"],), (["乙"],), (["丙"],)]

    app = settled(app.button(key="drop").click().run())
    app = sent(app, messy_ledger(tmp_path / "五月台账.xlsx"))
    assert next(box for box in app.selectbox if box.label == "内部流转备忘").value == "officers"


def test_a_file_that_is_no_ledger_is_refused_in_words_and_nothing_changes(
    empty_home: Home, open_page: Open, tmp_path: Path
) -> None:
    junk = tmp_path / "照片.xlsx"
    junk.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    app = sent(open_page(UPLOAD), junk)
    assert app.error
    assert "1 选模板" not in texts(app)
    app = settled(app.button(key="drop").click().run())
    assert "1 选模板" in texts(app)
    assert empty_home.latest() is None


def test_a_period_without_its_year_is_refused_at_the_field(empty_home: Home, open_page: Open) -> None:
    app = open_page(UPLOAD)
    app.text_input(key="period").input("三季度").run()
    assert "没有写是哪一年" in texts(app)
    app.text_input(key="period").input("2022年三季度").run()
    assert "没有写是哪一年" not in texts(app)
    assert "按 2022-Q3 记" in texts(app)


def test_a_page_opened_anew_says_which_file_was_not_loaded(
    empty_home: Home, open_page: Open, ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fwzf_data.web.draft._machine", lambda: None)  # a page under test has no browser
    app = sent(open_page(UPLOAD), ledger_file)
    left = "上次读到一半的文件「四月台账\\.xlsx」没有入库"
    assert left in texts(open_page(UPLOAD))
    settled(app.button(key="drop").click().run())
    assert left not in texts(open_page(UPLOAD))

    loaded(open_page(UPLOAD), ledger_file)
    assert left not in texts(open_page(UPLOAD))


def test_a_workbook_with_nothing_in_it_says_so_and_stays_at_the_second_step(
    empty_home: Home, open_page: Open, tmp_path: Path
) -> None:
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    app = sent(open_page(UPLOAD), tmp_path / "空.xlsx")
    assert "这份文件里没有内容" in texts(app)
    assert "3 认表头" not in texts(app)
    assert any("2 上传　进行中" in markdown.value for markdown in app.markdown)
    assert not app.expander


def test_a_batch_is_listed_with_its_counts(home: Home, open_page: Open) -> None:
    table = open_page(BATCHES).dataframe[0].value
    assert table[["file", "rows_read", "accepted", "returned"]].values.tolist() == [["四月台账.xlsx", 4, 3, 1]]


def test_taking_a_batch_back_needs_a_reason(home: Home, open_page: Open) -> None:
    app = open_page(BATCHES, batch_id="1")
    app = settled(app.button(key="withdraw_it").click().run())
    assert "请写明撤回原因" in texts(app)
    assert [row[0] for row in home.latest().connect().execute("select batch_id from batch").fetchall()] == [1]  # type: ignore[union-attr]


def test_a_batch_taken_back_is_gone_from_the_figures_and_stays_in_the_list(home: Home, open_page: Open) -> None:
    app = open_page(BATCHES, batch_id="1")
    app.text_input(key="why").input("填错了月份")
    app = settled(app.button(key="withdraw_it").click().run())
    assert "批次 1 已撤回" in texts(app)
    assert "没有生效的批次" in texts(app)
    assert app.dataframe[0].value.values.tolist()[0][-1] == "填错了月份"
    assert home.latest().connect().execute("select count(*) from penalty_case").fetchall() == [(0,)]  # type: ignore[union-attr]


def test_the_sample_is_cleared_with_one_reason_and_own_batches_stay(home: Home, open_page: Open) -> None:
    for name in ("单位名册.xlsx", "专项行动计划2022.xlsx"):
        load(home, SAMPLE_DATA / name, LoadOptions(actor="示例数据"))
    before = home.latest()
    app = open_page(BATCHES)
    assert "示例数据：" in texts(app)
    app = settled(app.button(key="clear_it").click().run())
    assert "2 个批次已撤回" in texts(app)
    assert app.dataframe[0].value["file"].tolist() == ["四月台账.xlsx"]
    gone = app.dataframe[-1].value.iloc[:, :2].values.tolist()
    assert gone == [["3", "专项行动计划2022.xlsx"], ["2", "单位名册.xlsx"]]
    assert "示例数据：" not in texts(app)
    after = home.latest()
    assert before is not None
    assert after is not None
    assert after.number == before.number + 1


@pytest.mark.parametrize("address", ["x", "-1", "1 or 1=1"])
def test_an_address_that_makes_no_sense_is_answered_in_words(home: Home, open_page: Open, address: str) -> None:
    assert "应为整数" in texts(open_page(BATCHES, batch_id=address))


def test_returned_rows_and_issues_say_where_they_are(home: Home, open_page: Open) -> None:
    app = open_page(ISSUES)
    (returned,) = (frame.value for frame in app.dataframe)
    (kinds,) = (frame.value for frame in turned(app, "问题汇总").dataframe)
    (issues,) = (frame.value for frame in turned(app, "逐处问题").dataframe)
    assert returned[["file", "sheet", "row"]].values.tolist() == [["四月台账.xlsx", "4月", 8]]
    assert kinds[["code", "issue_count"]].values.tolist() == [["I01", 1], ["I07", 1]]
    assert issues[["address", "value", "effect"]].dropna().values.tolist() == [["F7", "2022.13.1", "该格按未知处理"]]


def test_issues_of_one_batch_are_opened_by_its_number(home: Home, open_page: Open) -> None:
    assert open_page(ISSUES, batch_id="1").selectbox(key="batch").value == 1
    assert open_page(ISSUES, batch_id="9").selectbox(key="batch").value is None


def test_a_case_of_the_uploaded_file_is_found_by_its_number(home: Home) -> None:
    latest = home.latest()
    assert latest is not None
    found = latest.connect().execute("select count(*) from cases where contains(case_no, '3号')").fetchall()
    assert found == [(1,)], CASE_NO


def test_completeness_shows_every_unit_and_leaves_unreported_months_blank(home: Home, open_page: Open) -> None:
    app = open_page(COMPLETENESS)
    trace, _ = picture(app, "reported")["data"]
    by_month = dict(zip(trace["x"], trace["text"][trace["y"].index("执法一中队")], strict=True))
    assert by_month["2022-04"] == "2"
    assert by_month["2022-05"] == ""
    assert "field" not in app.dataframe[-1].value, "a column is called by its label"
