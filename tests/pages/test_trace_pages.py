"""追溯: from a figure to the cases, the case, and the row as it was uploaded."""

from __future__ import annotations

import re

import pytest

from fwzf_data.analysis.query import Query, queries
from fwzf_data.store.home import Home
from fwzf_data.web.desk import UNMASK_KEY
from tests.browser.workbooks import FAULTY_CELL
from tests.pages.conftest import Open, texts

CASES = "pages/trace/cases.py"
CASE = "pages/trace/case.py"
SOURCE = "pages/trace/source.py"
DEFINITIONS = "pages/about/definitions.py"


def a_case(home: Home) -> str:
    latest = home.latest()
    assert latest is not None
    return str(latest.connect().execute("select record_key from cases where row_no = 7").fetchall()[0][0])


def test_the_list_shows_every_case_with_money_in_yuan(home: Home, open_page: Open) -> None:
    table = open_page(CASES).dataframe[0].value
    assert [str(fine) for fine in table["fine_fen"]] == ["200.00", "1200.50", "50.00"]


def test_the_list_keeps_to_the_filters_of_its_address(home: Home, open_page: Open) -> None:
    app = open_page(CASES, to_on="2022-04-02")
    assert len(app.dataframe[0].value) == 1
    assert "已选：到＝2022-04-02" in texts(app)


def test_a_filter_nothing_answers_to_says_so(home: Home, open_page: Open) -> None:
    assert "当前条件下没有记录" in texts(open_page(CASES, unit="没有的单位"))


def test_a_filter_that_is_no_date_is_answered_in_words(home: Home, open_page: Open) -> None:
    said = texts(open_page(CASES, from_on="昨天")).replace("\\", "")
    assert "「案件清单」的条件「从」应为日期（如 2022-04-30），写的是「昨天」。" in said
    assert "from_on" not in said


def test_a_case_shows_its_steps_and_its_evidence(home: Home, open_page: Open) -> None:
    app = open_page(CASE, record_key=a_case(home))
    evidence = app.dataframe[0].value
    assert evidence[["file", "sheet", "row"]].values.tolist() == [["四月台账.xlsx", "4月", 7]]
    assert {metric.label: metric.value for metric in app.metric}["罚款（元）"] == r"50\.00"


def test_a_case_nobody_knows_is_said_so(home: Home, open_page: Open) -> None:
    assert "库中没有这件案件" in texts(open_page(CASE, record_key="没有"))


def test_the_original_row_shows_the_text_as_it_was_written(home: Home, open_page: Open) -> None:
    app = open_page(SOURCE, batch_id="1", sheet_no="1", row_no="7")
    table = app.table[0].value
    written = {row["单元格"]: row for row in table.to_dict("records")}
    assert written["F7"]["原文"].replace("\\", "") == FAULTY_CELL
    assert "不是有效日期" in written["F7"]["问题和怎么改"]
    assert written["G7"]["对应字段"].replace("\\", "").startswith("罚款金额")


def test_the_original_row_shows_what_was_read_beside_what_was_written(home: Home, open_page: Open) -> None:
    def read(cell: str) -> str:
        rows = {row["单元格"]: row["读作"] for row in app.table[0].value.to_dict("records")}
        return rows[cell].replace("\\", "")

    app = open_page(SOURCE, batch_id="1", sheet_no="1", row_no="6")
    assert [read(cell) for cell in ("B6", "F6", "G6", "E6", "H6")] == [
        "舞城管罚字〔2022〕第2号",
        "2022-04-06",
        "1,200.50 元",
        "138****0002",
        "—",
    ]
    app = app.toggle(key=UNMASK_KEY).set_value(True).run()
    assert read("E6") == "13800000002"
    app = open_page(SOURCE, batch_id="1", sheet_no="1", row_no="7")
    assert read("F7") == "—", "a day that is none is read as unknown"


def test_a_returned_row_says_so_with_its_reason_and_leads_to_no_case(home: Home, open_page: Open) -> None:
    app = open_page(SOURCE, batch_id="1", sheet_no="1", row_no="8")
    assert "这一行被退回，没有入库：" in texts(app)
    assert [button.label for button in app.button] == []
    assert [button.label for button in app.download_button] == ["下载原文件", "下载校验结果"]
    assert "读作" not in app.table[0].value


def test_a_row_set_aside_says_so(home: Home, open_page: Open) -> None:
    assert "这一行被搁置，没有入库：" in texts(open_page(SOURCE, batch_id="1", sheet_no="1", row_no="9"))


def test_the_original_row_of_a_case_opens_it_and_the_case_leads_back(home: Home, open_page: Open) -> None:
    app = open_page(SOURCE, batch_id="1", sheet_no="1", row_no="7")
    app = app.button(key="open_case").click().run()
    assert app.header[0].value == "案件详情"
    (link,) = (element for element in app.main if element.type == "page_link")
    assert link.proto.label == "← 返回原始行"


def test_a_row_of_a_batch_that_is_gone_is_said_so(home: Home, open_page: Open) -> None:
    assert "不在库中" in texts(open_page(SOURCE, batch_id="9", sheet_no="1", row_no="7"))


def test_telephone_numbers_are_covered_until_somebody_asks_and_that_is_written_down(
    home: Home, open_page: Open
) -> None:
    def numbers() -> str:
        cells = {row["单元格"]: row["原文"] for row in app.table[0].value.to_dict("records")}
        return str(cells["E7"]).replace("\\", "")

    app = open_page(SOURCE, batch_id="1", sheet_no="1", row_no="7")
    assert numbers() == "138****0003"
    app = app.toggle(key=UNMASK_KEY).set_value(True).run()
    assert numbers() == "13800000003"
    assert [entry.actor for entry in home.journal.entries("unmask")] == ["本机用户"]


def test_definitions_speak_of_columns_tables_and_patterns_in_chinese(empty_home: Home, open_page: Open) -> None:
    shown = open_page(DEFINITIONS, find="公布的专项行动").table[0].value.to_csv()
    assert "认出的违法行为" in shown
    assert "违法行为" in shown
    rules = open_page(DEFINITIONS).dataframe[0].value
    values = dict(zip(rules["规则"], rules["数值"], strict=True))
    assert values["个体工商户按哪一类当事人套用基准"] == "个人"
    assert values["当场收缴罚款的上限"] == "100.00 元"
    assert values["按自然日计的期限，末日是节假日的顺延到其后第一个工作日"] == "是"
    assert values["听证一栏表示没有告知的字样"] == "认写法"
    assert any(text.startswith("整格只写否、无、没有") for text in rules["依据"])
    machine = re.compile(r"[a-z]+_[a-z]+|\\|[\[\]^$|]|\.(py|toml)\b|True|False")
    assert [text for text in [shown, *rules["数值"], *rules["依据"]] if machine.search(text)] == []


@pytest.mark.parametrize("asked", queries().values(), ids=lambda asked: asked.name)
def test_what_a_query_says_of_itself_holds_no_name_of_the_program(asked: Query) -> None:
    said = (asked.title, asked.purpose, asked.grain, asked.source, *asked.notes, *(one.title for one in asked.columns))
    assert [text for text in said if re.search(r"[a-z]+_[a-z]+|\.(py|toml)\b|[a-z]{4,}", text)] == []


def test_definitions_are_found_by_a_word(empty_home: Home, open_page: Open) -> None:
    app = open_page(DEFINITIONS)
    app = app.text_input(key="find").input("原始行").run()
    assert not app.exception
    assert app.selectbox(key="of").options
    app = app.text_input(key="find").input("没有这样的词").run()
    assert "没有哪条口径提到" in texts(app)
