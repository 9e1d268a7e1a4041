"""Days as clerks write them. Nothing is guessed: a day is read only where the writing has one reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from fwzf_data.intake.numerals import chinese_integer, with_digits_for_letters
from fwzf_data.intake.reading import NOTHING, Reading, plain, says_nothing, shown, unknown
from fwzf_data.intake.stored_numbers import DAYS_BETWEEN_EPOCHS

LONG_TERM = date(2099, 12, 31)
"""How 双公示 writes a validity without end."""
_FIRST_YEAR, _LAST_YEAR = 1949, 2099
_SERIAL_ZERO = date(1899, 12, 30)
_SERIAL = r"\d{5}(?:\.\d+)?"
_SERIALS = ((date(1990, 1, 1) - _SERIAL_ZERO).days, (date(2050, 12, 31) - _SERIAL_ZERO).days)
_MEND = "请核对后写成“年-月-日”（写法示例：2022-03-05）。"

_ENDS = "日?号?"
_FULL = (
    r"(?P<y>\d{4})(?:年(?P<m1>\d{1,2})[月.](?P<d1>\d{1,2})|(?P<s>[./-])(?P<m2>\d{1,2})(?P=s)(?P<d2>\d{1,2}))" + _ENDS
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})[年./-]?(\d{1,2})(?:月份?)?(?P<end>底|末|初|中旬|上旬|下旬)?前?")
_MONTH_DAY = rf"(?P<m>\d{{1,2}})[月./-](?P<d>\d{{1,2}}){_ENDS}"
_TWO_DIGITS = re.compile(r"'?\d{2}(?:([./-])\d{1,2}\1\d{1,2}|年\d{1,2}月\d{1,2}[日号]?)")
_ANY_DAY = re.compile(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}")
_RANGE = r"\s*(?:-+|~+|—+|–+|―|至|到)\s*"
_CLOCK = re.compile(
    r"(?P<half>上午|下午|中午|晚上?|凌晨|早上?|AM|PM)?\s*(?P<h>\d{1,2})(?::|时|点)(?P<mi>\d{1,2})?(?::|分)?(?P<se>\d{1,2})?(?:\.\d+)?秒?"
    r"(?:\+08:?00)?\s*(?P<tail>AM|PM)?", re.IGNORECASE,
)  # fmt: skip
_SPREAD = re.compile(r"\s*([年月])\s*|\s+([日号])(?=$|[\W\d])|(?<=\d)([.])\s+(?=\d)")
"""Blanks between the parts of one day, as typesetters leave them: 「2022 年 4 月 30 日」, 「2022. 4. 30」."""
_WEEKDAY = re.compile(r"\s*[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?")


def read_date(text: str, year: int | None, number: bool, epoch_1904: bool = False, ends: bool = False) -> Reading:
    """A day. ``year`` is the title's; ``number`` says that the cell is a number, which drops a trailing zero;
    ``epoch_1904`` that the workbook counts days from 1904; ``ends`` that a stretch of days stands for its last."""
    return _read(text, year, number, epoch_1904, lambda day, _: day, ends)


def read_datetime(text: str, year: int | None, number: bool, epoch_1904: bool = False) -> Reading:
    """A point in time; a day alone is its midnight."""
    return _read(text, year, number, epoch_1904, lambda day, clock: datetime.combine(day, clock))


def _read(
    text: str,
    year: int | None,
    number: bool,
    epoch_1904: bool,
    build: Callable[[date, time], object],
    ends: bool = False,
) -> Reading:
    if says_nothing(text):
        return NOTHING
    line = _arabic(_SPREAD.sub(lambda match: "".join(filter(None, match.groups())), plain(text)))
    if line in ("长期", "长期有效", "永久", "永久有效", "无固定期限"):
        return Reading(build(LONG_TERM, time()), "I14", f"{shown(text)}按长期记为 2099-12-31。", "2099-12")
    if epoch_1904 and re.fullmatch(_SERIAL, line):
        return _built(_serial(text, Decimal(line) + DAYS_BETWEEN_EPOCHS), time(), build)
    digits = with_digits_for_letters(line)
    reading = _moment(text, digits, year, number, build, ends)
    if digits != line and reading.value is not None and reading.code is None:
        return _noted(reading, "I20", lambda day: f"{shown(text)}里的字母按数字读作 {day}，请核对。")
    return reading


def _moment(
    text: str, line: str, year: int | None, number: bool, build: Callable[[date, time], object], ends: bool
) -> Reading:
    """The same line with its clock taken off."""
    body, clock = line, time()
    split = re.fullmatch(r"(.*?\d[日号]?)(?:\s+|(?<=\d)T|(?<=[日号]))(\D{0,3}\d{1,2}[:时点].*)", _WEEKDAY.sub("", line))
    if split:
        found = _clock(split.group(2))
        if found is None:
            return unknown(
                "I07", f"{shown(text)}里的时间读不出来。请写成“年-月-日 时:分”（写法示例：2022-03-05 10:05）。"
            )
        body, clock = split.group(1), found
    return _built(_day(text, _WEEKDAY.sub("", body).strip(), year, number, ends), clock, build)


def _built(reading: Reading, clock: time, build: Callable[[date, time], object]) -> Reading:
    if not isinstance(reading.value, datetime | date):
        return reading
    if isinstance(reading.value, datetime):
        return Reading(build(reading.value.date(), reading.value.time()), reading.code, reading.message, reading.month)
    return Reading(build(reading.value, clock), reading.code, reading.message, reading.month)


def _day(text: str, body: str, year: int | None, number: bool, ends: bool) -> Reading:
    before = re.sub(r"(?:之前|以前|前|止)$", "", body)
    if before != body and (full := re.fullmatch(_FULL, before)):
        return _noted(_dated(text, full), "I14", lambda day: f"{shown(text)}按 {day} 记（写明的这一天算在内）。")
    if full := re.fullmatch(_FULL, body):
        return _dated(text, full)
    if match := _COMPACT.fullmatch(body):
        return _valid(text, *map(int, match.groups()))
    if re.fullmatch(_SERIAL, body):
        return _serial(text, Decimal(body))
    if match := re.fullmatch(_FULL + _RANGE + r"(?P<rest>\S+)", body):
        return _span(text, _dated(text, match), match["rest"], ends)
    if match := _MONTH.fullmatch(body):
        return _month(text, match, number)
    if match := re.fullmatch(_MONTH_DAY, before):
        return _without_year(text, match, year, number)
    if match := re.fullmatch(_MONTH_DAY + _RANGE + r"(?P<rest>\S+)", body):
        start = _without_year(text, match, year, False)
        return _span(text, start, match["rest"], ends)
    if _TWO_DIGITS.fullmatch(body):
        short, month, day = (int(part) for part in re.findall(r"\d+", body))
        whole = _valid(text, short + (2000 if short < 50 else 1900), month, day).value
        mend = f"请把年份写全，如 {whole}。" if whole else _MEND
        return unknown("I13", f"{shown(text)}的年份只有两位，不知道是哪个世纪的哪一年。{mend}")
    days = _ANY_DAY.findall(body)
    if len(days) > 1:
        return unknown("I10", f"{shown(text)}写了不止一个日期。请只留这一列要的那一个。")
    if days and days != [body]:
        return unknown("I10", f"{shown(text)}在日期之外还有别的字。请只留日期，说明写到备注。")
    if re.fullmatch(r"(?:19|20)\d{2}年?|[二一][〇零○OoＯ一二三四五六七八九]{2,3}年?", body):
        return unknown("I09", f"{shown(text)}只写到年。{_MEND}")
    if re.search(r"贯穿|全年|季度|半年|每月|每季|适时|随时|[年月]底|旬", body):
        return unknown("I10", f"{shown(text)}不是确定的一天。请写明年月日，没有就留空。")
    return unknown("I07", f"{shown(text)}不是日期。{_MEND}")


def _dated(text: str, match: re.Match[str]) -> Reading:
    return _valid(text, int(match["y"]), int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"]))


def _valid(text: str, year: int, month: int, day: int) -> Reading:
    if year in (1899, 1900, 1904) and month in (1, 12):
        return unknown("I07", f"{shown(text)}是空单元格按日期显示的样子，不是真日期。请清空或填写真实日期。")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return unknown("I07", f"{shown(text)}不是有效日期（年份 {year} 不对）。{_MEND}")
    if not 1 <= month <= 12:
        return unknown("I07", f"{shown(text)}不是有效日期（没有 {month} 月）。{_MEND}")
    try:
        return Reading(date(year, month, day), month=f"{year}-{month:02}")
    except ValueError:
        return unknown("I07", f"{shown(text)}不是有效日期（{year} 年 {month} 月没有 {day} 日）。{_MEND}")


def _serial(text: str, serial: Decimal) -> Reading:
    if not _SERIALS[0] <= serial < _SERIALS[1] + 1:
        return unknown("I07", f"{shown(text)}不是日期。{_MEND}")
    seconds = round((serial % 1) * 86_400)
    moment = datetime.combine(_SERIAL_ZERO, time()) + timedelta(days=int(serial), seconds=int(seconds))
    value: date = moment if seconds else moment.date()
    said = f"{shown(text)}是 Excel 的日期序号，按 {moment:%Y-%m-%d} 记，请核对；把该列设成日期格式就不会再有。"
    return Reading(value, "I11", said, f"{moment:%Y-%m}")


def _span(text: str, start: Reading, rest: str, ends: bool) -> Reading:
    """A stretch of days stands for its first day, or its last, if its end is a day not before it."""
    first = start.value
    if not isinstance(first, date):
        return start
    end = re.fullmatch(rf"(?:(?:(?P<y>\d{{4}})[年./-])?(?P<m>\d{{1,2}})[月./-])?(?P<d>\d{{1,2}}){_ENDS}", rest)
    if end:
        last = _valid(text, int(end["y"] or first.year), int(end["m"] or first.month), int(end["d"]))
        if isinstance(last.value, date) and last.value >= first:
            if ends:
                return Reading(last.value, "I14", f"{shown(text)}是一段时间，按结束日 {last.value} 记。", last.month)
            return Reading(first, "I14", f"{shown(text)}是一段时间，按开始日 {first} 记。", start.month)
    return unknown("I10", f"{shown(text)}像是一段时间，但结束日读不出来或早于开始日。{_MEND}")


def _month(text: str, match: re.Match[str], number: bool) -> Reading:
    year, month = int(match[1]), int(match[2])
    if number and "." in text and month == 1 and len(match[2]) == 1:
        return _zero_lost(text, "1 月，也可能是 10 月")
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12:
        return unknown("I07", f"{shown(text)}不是有效日期。{_MEND}")
    return unknown("I09", f"{shown(text)}只写到月，没有写哪一天。请补上日。", f"{year}-{month:02}")


def _without_year(text: str, match: re.Match[str], year: int | None, number: bool) -> Reading:
    month, day = int(match["m"]), int(match["d"])
    if number and len(match["d"]) == 1 and isinstance(_valid(text, year or 2024, month, day * 10).value, date):
        return _zero_lost(text, f"{month} 月 {day} 日，也可能是 {day * 10} 日")
    if year is None:
        checked = _valid(text, 2024, month, day)
        if checked.value is None:
            return unknown("I07", f"{shown(text)}不是有效日期。{_MEND}")
        said = f"{shown(text)}没有写年份，表头标题里也没有。请补上年份，写成“年份-{month:02}-{day:02}”。"
        return unknown("I08", said)
    return _noted(
        _valid(text, year, month, day), "I14", lambda when: f"{shown(text)}没有写年份，按标题的年份记为 {when}。"
    )


def _zero_lost(text: str, readings: str) -> Reading:
    said = f"{shown(text)}存成了数字，末位的 0 可能丢了，可能是 {readings}。请把该列设为“文本”后写全。"
    return unknown("I12", said)


def _noted(reading: Reading, code: str, say: Callable[[object], str]) -> Reading:
    if reading.value is None:
        return reading
    return Reading(reading.value, code, say(reading.value), reading.month)


def _clock(text: str) -> time | None:
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        return None
    hour, half = int(match["h"]), (match["half"] or match["tail"] or "").upper()
    if half in ("下午", "晚", "晚上", "PM") and hour < 12:
        hour += 12
    elif half in ("上午", "凌晨", "早", "早上", "AM") and hour >= 12:
        return None
    try:
        return time(hour, int(match["mi"] or 0), int(match["se"] or 0))
    except ValueError:
        return None


def _arabic(line: str) -> str:
    """Years, months, days in Chinese characters as digits; the letter O is how many write 〇."""
    line = re.sub(
        r"([〇零○Oo0一二三四五六七八九壹贰叁肆伍陆柒捌玖]{4})(?=年)",
        lambda match: str(chinese_integer(re.sub(r"[Oo0]", "〇", match[1])) or match[1]),
        line,
    )
    return re.sub(
        r"([〇零一二三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾]{1,4})(?=[月日号])",
        lambda match: str(chinese_integer(_without_old_tens(match[1])) or match[1]),
        line,
    )


def _without_old_tens(words: str) -> str:
    return words.lstrip("零〇").replace("廿", "二十").replace("卅", "三十")
