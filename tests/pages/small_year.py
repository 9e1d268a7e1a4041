"""A year of a small bureau in a handful of ledgers, drawn; the pages stand on it as on the real ones."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from fwzf_data.bureau import open_bureau
from fwzf_data.intake.ledger import ledger
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load
from tests.queries.drawn import drawn

LEDGERS = {
    "unit": """
        unit       | unit_kind | is_responsible | sort_order
        -----------+-----------+----------------+-----------
        政策法规室 | 机关股室  | 是             | 1
        一中队     | 执法中队  | 否             | 2
        二中队     | 执法中队  | 否             | 3
    """,
    "violation": """
        violation_code | clause_no | name     | party_scope | penalty_kind | min_yuan | max_yuan | fine_is | law  | article
        ---------------+-----------+----------+-------------+--------------+----------+----------+---------+------+--------
        A1             | 1         | 占道经营 | 全部        | range        | 100      | 1000     | 应当    | 条例 | 第一条
        A2             | 1         | 乱倒垃圾 | 全部        | range        | 50       | 200      | 应当    | 条例 | 第二条
    """,
    "benchmark": """
        benchmark_id | violation_code | clause_no | grade | grade_order | party_scope | penalty_kind | min_value | max_value | value_unit | fine_is
        -------------+----------------+-----------+-------+-------------+-------------+--------------+-----------+-----------+------------+--------
        B1           | A1             | 1         | 轻微  | 1           | 全部        | range        | 100       | 300       | 元         | 应当
        B2           | A1             | 1         | 一般  | 2           | 全部        | range        | 300       | 1000      | 元         | 应当
    """,
    "penalty_case": """
        case_no | party_name | party_type | cause    | violation_code | discretion_grade | fine_amount | unit   | street | filing_date | decision_date
        --------+------------+------------+----------+----------------+------------------+-------------+--------+--------+-------------+--------------
        01      | 甲         | 自然人     | 占道经营 | A1             | 轻微             | 100         | 一中队 | 人民路 | 2022-03-01  | 2022-03-08
        02      | 乙         | 自然人     | 占道经营 | A1             | 轻微             | 250         | 一中队 | 人民路 | 2022-04-01  | 2022-04-08
        03      | 丙         | 自然人     | 占道经营 | A1             | 轻微             | 900         | 一中队 | 人民路 | 2022-05-01  | 2022-05-08
        04      | 丁         | 自然人     | 占道经营 | A1             | 一般             | 120         | 二中队 | 解放路 | 2022-06-01  | 2022-06-08
        05      | 戊         | 自然人     | 占道经营 | A1             | 一般             | 500         | 二中队 | 解放路 | 2022-07-01  | 2022-07-08
        06      | 己         | 自然人     | 乱倒垃圾 | A2             |                  | 60          | 二中队 |        | 2022-08-01  | 2022-08-08
        07      | 庚         | 自然人     | 说不清   |                |                  | 60          | 二中队 |        | 2022-09-01  | 2022-09-08
        08      | 辛         | 自然人     | 占道经营 | A1             | 轻微             |             | 一中队 |        | 2022-12-01  |
        09      | 壬         | 自然人     | 占道经营 | A1             | 轻微             | 900         | 一中队 | 人民路 | 2021-05-01  | 2021-05-08
        10      | 癸         | 自然人     | 占道经营 | A1             | 轻微             |             | 一中队 |        |             |
    """,
    "inspection": """
        inspection_no | object_name | violation | check_result | check_date | unit
        --------------+-------------+-----------+--------------+------------+-------
        J1            | 甲店        | 占道经营  | 责令整改     | 2022-04-30 | 一中队
        J2            | 乙店        | 占道经营  | 未发现问题   | 2022-05-30 | 一中队
    """,
    "training": """
        training_no | title    | kind         | start_date | host_unit  | units          | actual_n | status
        ------------+----------+--------------+------------+------------+----------------+----------+-------
        P1          | 业务培训 | 执法业务培训 | 2022-04-12 | 政策法规室 | 政策法规室     | 20       | 已完成
        P2          | 业务培训 | 执法业务培训 | 2022-07-12 | 政策法规室 | 政策法规室     | 20       | 已完成
        P3          | 道德讲堂 | 党性学习教育 | 2022-05-12 | 政策法规室 | 政策法规室     | 20       | 已完成
    """,
    "training_attendance": """
        training_no | title    | training_date | person | unit       | score | passed
        ------------+----------+---------------+--------+------------+-------+-------
        P1          | 业务培训 | 2022-04-12    | 甲乙丙 | 政策法规室 | 80    | 是
        P1          | 业务培训 | 2022-04-12    | 丁戊己 | 政策法规室 | 50    | 否
    """,
    "annual_task": """
        task_no | unit       | task           | status | done_date  | evidence | updated_at
        --------+------------+----------------+--------+------------+----------+-----------
        S1.1    | 政策法规室 | 梳理违法风险点 | 已完成 | 2022-04-20 | 清单     | 2022-04-20
        S7.4    | 政策法规室 | 报送总结报告   | 推进中 |            |          | 2022-12-01
    """,
}


SERVICE = {
    "unit": """
        unit       | unit_kind | is_responsible | is_demo | sort_order
        -----------+-----------+----------------+---------+-----------
        政策法规室 | 机关股室  | 是             |         | 1
        环卫所     | 局属单位  | 是             | 是      | 2
    """,
    "guidance": """
        guidance_no | unit   | party_name | topic | method | form | guidance_date | officers | has_document | served_date | archive_no
        ------------+--------+------------+-------+--------+------+---------------+----------+--------------+-------------+-----------
        一          | 环卫所 | 甲店       | 垃圾  | 提示   | 书面 | 2022-05-01    | 张三     | 是           | 2022-05-02  | 1
        二          | 环卫所 | 乙店       | 垃圾  | 约谈   | 书面 | 2022-05-03    | 张三     | 是           |             |
        三          | 环卫所 | 丙店       | 垃圾  | 提示   | 口头 | 2022-05-04    | 张三     | 否           |             |
    """,
    "mediation": """
        mediation_no | unit   | applicant | accept_date | stage        | notice_date | agreed | result   | archive_date | end_date
        -------------+--------+-----------+-------------+--------------+-------------+--------+----------+--------------+-----------
        一           | 环卫所 | 甲        | 2022-05-01  | 日常监管执法 | 2022-05-01  | 是     | 达成协议 | 2022-05-20   | 2022-05-10
        二           | 环卫所 | 乙        | 2022-05-02  | 受理举报投诉 |             | 是     | 达成协议 | 2022-05-20   | 2022-05-10
    """,
    "permit_publicity": """
        permit_doc_no | party_name | party_type       | permit_content | unit       | accept_date | decision_date | promised_days | statutory_days | published_on
        --------------+------------+------------------+----------------+------------+-------------+---------------+---------------+----------------+-------------
        一            | 甲公司     | 法人及非法人组织 | 占道           | 政策法规室 | 2022-04-22  | 2022-05-05    | 7             | 20             | 2022-05-16
        二            | 乙公司     | 法人及非法人组织 | 占道           | 政策法规室 | 2022-04-22  | 2022-05-06    | 7             | 20             | 2022-05-09
    """,
    "pairing": """
        demo_unit | target_unit | pair_date  | activity | activity_date
        ----------+-------------+------------+----------+--------------
        环卫所    | 政策法规室  | 2022-03-01 | 观摩     | 2022-04-01
    """,
    "summary_report": """
        unit   | submitted_on | has_practice | has_training | has_innovation | has_results | media_count
        -------+--------------+--------------+--------------+----------------+-------------+------------
        环卫所 | 2022-12-20   | 是           | 否           | 是             | 是          | 3
    """,
    "annual_task": """
        task_no | unit       | task     | status | done_date  | evidence | progress | updated_at
        --------+------------+----------+--------+------------+----------+----------+-----------
        S4.1    | 环卫所     | 服务领域 | 推进中 |            | 照片     | 网格     | 2022-06-01
        S5.6    | 政策法规室 | 技术比武 | 已完成 | 2022-09-01 | 证书     | 第三名   | 2022-09-01
    """,
}  # fmt: skip
"""What the pages of service-type enforcement stand on."""


def load_year(home: Path, folder: Path, ledgers: Mapping[str, str] = LEDGERS) -> None:
    """Write each ledger under its Chinese headings and load it the usual way."""
    opened = open_bureau(home)
    for key, table in ledgers.items():
        rows, kind = drawn(table), ledger(key)
        file = folder / f"{kind.label.replace('/', '或')}.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as lines:
            out = csv.writer(lines)
            out.writerow(kind.column(name).label for name in rows.names)
            out.writerows([cell or "" for cell in row] for row in rows.rows)
        load(opened, file, LoadOptions(ledger=key, actor="试验"))
