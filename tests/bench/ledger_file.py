"""The workbook the load benchmark reads: a penalty ledger as offices keep it, of any length.

25 columns under a title, a note and a two-row merged header; five date columns in five spellings, six of ten a real
date cell; money as a number, ``1,200元``, ``0.12万元`` or ``/``. About nine cells of ten are
filled. Every name is invented.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

SEED = 2022
FIRST_DAY = date(2022, 1, 1)
HEADER = [
    ("序号", None), ("案号", None), ("承办单位", None), ("当事人", None), ("当事人类型", None),
    ("统一社会信用代码", None), ("联系电话", None), ("地址", None), ("案由", None), ("违法事实", None),
    ("案件来源", None), ("发现日期", None), ("立案", "立案日期"), ("立案", "程序类型"), ("承办人", None),
    ("告知书送达日期", None), ("处罚", "处罚决定书文号"), ("处罚", "处罚决定日期"), ("处罚", "处罚种类"),
    ("处罚", "罚款金额"), ("处罚", "处罚内容"), ("处罚", "处罚依据"), ("裁量等级", None), ("结案日期", None),
    ("备注", None),
]  # fmt: skip
UNITS = ["东城中队", "西城中队", "南城中队", "北城中队", "舞泉中队", "吴城中队", "北舞渡中队", "莲花中队"]
CAUSES = [
    "擅自占用城市道路经营", "擅自设置户外广告", "未按规定清运建筑垃圾", "施工现场未采取防尘措施", "随意倾倒生活垃圾",
    "擅自挖掘城市道路", "损坏城市绿地设施", "未取得规划许可建设", "车辆违规停放人行道", "店外经营",
]  # fmt: skip
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "伟芳娜敏静丽强磊军洋勇艳杰涛明超"


def write_ledger(path: Path, rows: int) -> None:
    """Write ``rows`` records below the header of ``path``; the same number always gives the same cells."""
    dice = random.Random(SEED)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("2022年")
    as_date = book.add_format({"num_format": "yyyy-mm-dd"})
    centred = book.add_format({"align": "center"})
    sheet.merge_range(0, 0, 0, len(HEADER) - 1, "某县城市管理局2022年行政处罚案件台账", centred)
    sheet.write(1, 0, "填报单位：某县城市管理局    填报时间：2022年12月    单位：元")
    _write_header(sheet, centred)
    parties = [_party(dice, number) for number in range(max(1, rows // 4))]
    for number in range(1, rows + 1):
        for column, value in enumerate(_record(dice, number, parties)):
            if isinstance(value, date):
                sheet.write_datetime(number + 3, column, value, as_date)
            elif value is not None:
                sheet.write(number + 3, column, value)
    book.close()


def _write_header(sheet: xlsxwriter.worksheet.Worksheet, centred: xlsxwriter.format.Format) -> None:
    column = 0
    while column < len(HEADER):
        parent, child = HEADER[column]
        if child is None:
            sheet.merge_range(2, column, 3, column, parent, centred)
            column += 1
            continue
        last = column
        while last + 1 < len(HEADER) and HEADER[last + 1][0] == parent and HEADER[last + 1][1]:
            last += 1
        sheet.merge_range(2, column, 2, last, parent, centred)
        for inner in range(column, last + 1):
            sheet.write(3, inner, HEADER[inner][1])
        column = last + 1


def _party(dice: random.Random, number: int) -> tuple[str, str, str | None, str]:
    phone = f"138{number:08d}"
    if dice.random() < 0.4:
        return f"漯河市甲{number}商贸有限公司", "企业", _credit_code(f"91411121MA{number:07d}"), phone
    return dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN), "个人", None, phone


def _credit_code(first: str) -> str:
    """With the check digit of GB 32100."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(sign) * 3**place for place, sign in enumerate(first))
    return first + alphabet[-total % 31]


def _record(dice: random.Random, number: int, parties: list[tuple[str, str, str | None, str]]) -> list[object]:
    party, kind, uscc, phone = dice.choice(parties)
    found = FIRST_DAY + timedelta(days=dice.randrange(300))
    filed = found + timedelta(days=dice.randrange(10))
    told = filed + timedelta(days=dice.randrange(5, 30))
    decided = told + timedelta(days=dice.randrange(5, 20))
    closed = decided + timedelta(days=dice.randrange(1, 15))
    unit, cause = dice.choice(UNITS), dice.choice(CAUSES)
    yuan = dice.randrange(1, 60) * 100
    street = dice.randrange(1, 200)
    return [
        number,
        f"舞城管罚立字〔2022〕第{number:06d}号",
        unit,
        party,
        kind,
        uscc,
        phone,
        f"舞阳县人民路{street}号",
        cause,
        f"{found.month}月{found.day}日，当事人在人民路{street}号{cause}，经责令改正后仍未改正。",
        dice.choice(["巡查发现", "群众举报", "上级交办", "部门移送"]),
        _written(dice, found),
        _written(dice, filed),
        dice.choice(["普通程序", "普通程序", "简易程序"]),
        "、".join(dice.sample(["张甲一", "李乙二", "王丙三", "赵丁四", "钱戊五", "孙己六"], 2)),
        _written(dice, told),
        f"舞城管罚决字〔2022〕第{number:06d}号",
        _written(dice, decided),
        dice.choice(["罚款", "警告、罚款"]),
        _written_money(dice, yuan),
        f"罚款{yuan}元",
        "《河南省城市市容和环境卫生管理条例》第四十九条",
        dice.choice(["轻微", "一般", "较重", "严重", None]),
        _written(dice, closed) if dice.random() < 0.8 else None,
        dice.choice([None, None, None, "已归档"]),
    ]


def _written(dice: random.Random, day: date) -> object:
    if dice.random() < 0.6:
        return day
    return dice.choice(
        [
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}/{day.month}/{day.day}",
            f"{day.year}-{day.month:02d}-{day.day:02d}",
            f"{day.year}{day.month:02d}{day.day:02d}",
        ]
    )


def _written_money(dice: random.Random, yuan: int) -> object:
    return dice.choice([yuan, yuan, f"{yuan:,}元", f"{yuan / 10_000:g}万元", "/"])
