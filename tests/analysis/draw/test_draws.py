"""Draws: the published sampler, the same bytes from any order, what is refused, and the script that stands alone."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fwzf_data.analysis.draw import verify_draw
from fwzf_data.analysis.draw.frame import Frame, frozen, read_frame, unread_columns
from fwzf_data.analysis.draw.identifier import canonical
from fwzf_data.analysis.draw.inclusion import chances
from fwzf_data.analysis.draw.plan import cautions, digest, make_plan, plan_file, read_plan
from fwzf_data.analysis.draw.record import as_file, draw, drawn_of, faults, replacements
from fwzf_data.analysis.draw.seed import bits, checked
from fwzf_data.analysis.draw.select import WORDS
from fwzf_data.analysis.draw.ticket import fraction, tickets, uniform
from fwzf_data.errors import BadRequest

SEED = "01234567890123456789|98765432109876543210|双色球2022130期 03 09 14 22 27 31+08"
ROWS = [
    (f"舞城管罚字〔2022〕{number}号", ("一中队", "二中队", "三中队")[number % 3], str(1 + number % 4))
    for number in range(1, 41)
]


def frame(rows: list[tuple[str, str, str]] = ROWS) -> Frame:
    return frozen(rows)


def made(method: str, n: int = 10, **also: Any) -> dict[str, Any]:
    plan = make_plan(frame(), purpose="案卷评查", frame_name="试验", method=method, n=n, **also)
    return draw(plan, frame(), SEED)


def ids(record: dict[str, Any]) -> list[str]:
    return [one["id"] for one in record["drawn"]]


def test_the_published_sampler() -> None:
    with (Path(__file__).parent / "vectors" / "rivest_consistent_sampler.csv").open(encoding="utf-8") as file:
        published = {row["case"]: row["expected"] for row in csv.DictReader(file)}
    assert f"0.{uniform('abc')}".startswith(published["sha256_uniform('abc')"])
    seeded = tickets(verify_draw.sha("01382438112797316654"), ["AB-130"])
    assert f"0.{seeded['AB-130']}".startswith(published["first_fraction('AB-130', seed '01382438112797316654')"])
    hundred = tickets(verify_draw.sha("41"), map(str, range(100)))
    drawn = [int(name) for name in sorted(hundred, key=hundred.__getitem__)]
    assert str(drawn[:10]) == published["range(100) seed 41 take 10"]
    assert str(drawn[5:10]) == published["range(100) seed 41 drop 5 take 5"]
    four = tickets(verify_draw.sha("77"), "abcd")
    assert str(sorted(four, key=four.__getitem__)) == published["a,b,c,d seed 77"]
    key = "9e29e2fb2fa45bd3a1e8ea9a1ca9a5c0"  # any text: only tickets of one key are compared
    assert set(tickets(key, "ab")) == {"a", "b"}
    assert fraction("5") == 5 * 10**77


@pytest.mark.parametrize("method", WORDS)
def test_the_stand_alone_script_agrees_and_finds_a_changed_list(method: str, tmp_path: Path) -> None:
    plan = make_plan(frame(), purpose="评查", frame_name="试验", method=method, n=10, covered=[ROWS[0][0]])
    file = tmp_path / "DRAW.json"
    record = draw(plan, frame(), SEED, extend=4)
    file.write_bytes(as_file(record))
    script = [sys.executable, "-I", verify_draw.__file__, str(file)]
    assert subprocess.run(script, check=False, capture_output=True).returncode == 0
    assert faults(record) == []
    record["drawn"][0], record["drawn"][1] = record["drawn"][1], record["drawn"][0]
    file.write_bytes(as_file(record))
    assert subprocess.run(script, check=False, capture_output=True).returncode == 1
    assert faults(record)


def _moved(record: dict[str, Any]) -> None:
    """The last addition is given to another stratum, with the ticket that comes next there."""
    last = record["drawn"][-1]
    other = next(name for name in record["plan"]["sizes"] if name != last["stratum"])
    given = draw(*read_plan(record), record["seed"], extend=15)["drawn"]
    told = {one["id"] for one in record["drawn"]}
    last |= next(one for one in given if one["stratum"] == other and one["id"] not in told) | {"no": last["no"]}


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (lambda record: record["drawn"].pop(), "抽中名单"),
        (lambda record: record.update(extended=3), "追加数量"),
        (lambda record: record.update(extended=3, drawn=record["drawn"][1:]), "抽中名单"),
        (_moved, "抽中名单"),
        (lambda record: record["drawn"][0].update(ticket="0"), "抽中名单"),
        (lambda record: record["drawn"][0].update(stratum="四中队"), "抽中名单"),
        (lambda record: record["drawn"][-1].update(part="首批"), "抽中名单"),
        (lambda record: record.update(draw_no=2), "摇号次数"),
        (lambda record: record.update(seed_key="0"), "种子校验值"),
    ],
)
def test_the_stand_alone_script_finds_a_forgery_even_under_a_new_hash(
    forge: Callable[[dict[str, Any]], object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = make_plan(frame(), purpose="评查", frame_name="试验", method="stratified", n=9)
    record = draw(plan, frame(), SEED, extend=4)
    assert verify_draw.main(record) == 0
    forge(record)
    assert verify_draw.main(record) == 1
    assert "抽签校验值 不符" in capsys.readouterr().out
    record["draw_hash"] = digest({name: value for name, value in record.items() if name != "draw_hash"})
    assert verify_draw.main(record) == 1
    assert f"{said} 不符" in capsys.readouterr().out


def test_another_reason_breaks_the_hash_and_nothing_the_script_can_draw_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    record = draw(make_plan(frame(), purpose="评查", frame_name="试验", n=9), frame(), SEED)
    record["why_again"] = "再来"
    assert verify_draw.main(record) == 1
    assert "抽签校验值 不符" in capsys.readouterr().out
    record["draw_hash"] = digest({name: value for name, value in record.items() if name != "draw_hash"})
    assert verify_draw.main(record) == 0
    assert "不符" not in capsys.readouterr().out


def test_the_stand_alone_script_holds_the_seed_to_what_was_promised(capsys: pytest.CaptureFixture[str]) -> None:
    plan = make_plan(frame(), purpose="评查", frame_name="试验", n=5, commitments=(verify_draw.sha("骰子 3"),))
    record = draw(plan, frame(), "别的|骰子 3") | {"seed": "别的|骰子 4"}
    verify_draw.main(record)
    assert "事先的承诺 不符" in capsys.readouterr().out


@pytest.mark.parametrize("twin", ["号 3", "号３", "号3 ", "号\u200b3"])
def test_the_stand_alone_script_finds_one_object_under_two_spellings(
    twin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A frame written by hand, hashed as it is: everything is consistent, and one object has two tickets."""
    good = made("simple")
    lines = sorted((f"{name},,\n" for name in ("号1", "号2", "号3", twin)), key=str.encode)
    text = "id,stratum,size\n" + "".join(lines)
    plan = good["plan"] | {"sizes": {"": 2}, "frame_hash": verify_draw.sha(text), "frame_count": 4}
    record = good | {"plan": plan, "frame": text, "frame_hash": plan["frame_hash"], "plan_hash": digest(plan)}
    record["seed_key"] = verify_draw.sha(f"{record['seed']}|{record['plan_hash']}")
    record["drawn"] = verify_draw.drawn(plan, csv.DictReader(text.splitlines()), record["seed_key"], 0)
    record["draw_hash"] = digest({name: value for name, value in record.items() if name != "draw_hash"})
    assert verify_draw.main(record) == 1
    assert [line for line in capsys.readouterr().out.splitlines() if line.endswith("不符")] == ["名单无重复 不符"]
    assert faults(record)


def test_the_stand_alone_script_says_in_words_what_it_cannot_read(tmp_path: Path) -> None:
    good, file = made("simple"), tmp_path / "DRAW.json"
    number = as_file(good | {"seed": 123})
    missing = as_file({name: value for name, value in good.items() if name != "extended"})
    huge = as_file(good | {"frame": "9" * 200_000})
    for data in (number, missing, huge, b"[]", b"{", b""):
        file.write_bytes(data)
        script = [sys.executable, "-I", "-X", "utf8", verify_draw.__file__, str(file)]
        ran = subprocess.run(script, check=False, capture_output=True, encoding="utf-8")
        assert (ran.returncode, "读不出来" in ran.stderr, "Traceback" in ran.stderr) == (1, True, False), data


def test_the_stand_alone_script_is_short_and_needs_nothing() -> None:
    text = Path(verify_draw.__file__).read_text("utf-8")
    code = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(('"""', "#"))]
    assert len(code) <= 80
    assert "fwzf_data" not in text


def test_the_golden_draws() -> None:
    golden = json.loads((Path(__file__).parent / "golden.json").read_text("utf-8"))
    for method in WORDS:
        record = made(method)
        assert [record["plan_hash"], record["draw_hash"], *ids(record)] == golden[method], method


@pytest.mark.parametrize("method", WORDS)
def test_two_hundred_orders_of_the_frame_make_the_same_bytes(method: str) -> None:
    wanted, shuffled = as_file(made(method)), list(ROWS)
    for number in range(200):
        random.Random(number).shuffle(shuffled)
        other = frozen(shuffled)
        assert other.text == frame().text
        if number < 10:
            plan = make_plan(other, purpose="案卷评查", frame_name="试验", method=method, n=10)
            assert as_file(draw(plan, other, SEED)) == wanted


@pytest.mark.parametrize("method", WORDS)
def test_an_extension_keeps_the_first_part(method: str) -> None:
    plan = make_plan(frame(), purpose="评查", frame_name="试验", method=method, n=9)
    first = [one.id for one in drawn_of(plan, frame(), SEED)]
    for more in (1, 7, 31):
        longer = [one.id for one in drawn_of(plan, frame(), SEED, more)]
        assert longer[:9] == first
        assert len(set(longer)) == len(longer) == 9 + more
    with pytest.raises(BadRequest, match="可抽的只有 40 个"):
        drawn_of(plan, frame(), SEED, 32)


@pytest.mark.parametrize(
    "twin",
    ["ab-1 ", "AB-1", "ａｂ-１", "ab- 1", "ab\u200b-1"],
    ids=["blank", "case", "width", "inner blank", "unseen"],
)
def test_two_spellings_of_one_object_are_refused(twin: str) -> None:
    with pytest.raises(BadRequest, match=r"编号重复|不可见字符"):
        frozen([("ab-1", "", ""), (twin, "", "")])


def test_composed_and_decomposed_letters_are_one_identifier() -> None:
    composed = "caf\u00e9"
    assert canonical(unicodedata.normalize("NFD", composed)) == composed
    with pytest.raises(BadRequest, match="编号重复"):
        frozen([(composed, "", ""), (unicodedata.normalize("NFD", composed), "", "")])
    assert canonical("Ａ\u0301") == canonical(canonical("Ａ\u0301")) == "Á"


def test_identifiers_stay_text() -> None:
    read = read_frame("编号,分层\n007,甲\n7,甲\n411121199001010017,乙\n".encode("gb18030"))
    assert [member.id for member in read.members] == ["007", "411121199001010017", "7"]
    assert frozen([('a,"b"', "", "1.50"), ("b", "", "007")]).text == 'id,stratum,size\n"a,""b""",,1.5\nb,,7\n'


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"n": 0}, "至少为 1"),
        ({"n": 41}, "可抽的只有 40 个"),
        ({"n": 5, "method": "lottery"}, "没有名为"),
        ({"sizes": {"四中队": 1}}, "没有可抽的对象"),
        ({"sizes": {"一中队": 0}}, "至少为 1"),
        ({"sizes": {"一中队": 1, "一中队 ": 2}}, "一层只写一次"),
        ({"sizes": {"": 1}}, "写明分层的名称"),
        ({"n": 5, "commitments": ("abc",)}, "不是 SHA-256 校验值"),
        ({"sizes": {"一中队": 14}}, "可抽的只有 13 个"),
        ({"n": 5, "exclusions": {"没有的": "注销"}}, "不在名单里"),
        ({"n": 5, "exclusions": {ROWS[0][0]: " "}}, "没有写理由"),
        ({}, "二选一"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(given: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        make_plan(frame(), purpose="评查", frame_name="试验", **given)


def test_who_is_excluded_is_never_drawn_and_stays_in_the_plan() -> None:
    record = made("simple", 39, exclusions={ROWS[3][0]: "正在复议"})
    assert ROWS[3][0] not in ids(record)
    assert record["plan"]["exclusions"] == {ROWS[3][0]: "正在复议"}


def test_weights_of_nothing_and_unknown_amounts_are_refused() -> None:
    for method, size in (("weighted", "0"), ("rotation", "0"), ("money", "")):
        with pytest.raises(BadRequest):
            make_plan(frozen([("甲", "", size), ("乙", "", "2")]), purpose="查", frame_name="试", method=method, n=1)
    for size in ("-1", "1e99", "NaN", "abc", "0.0000001"):
        with pytest.raises(BadRequest):
            frozen([("甲", "", size)])


def test_a_plan_written_by_hand_is_held_to_what_is_there() -> None:
    plan = make_plan(frame(), purpose="评查", frame_name="试验", method="stratified", n=9)
    for sizes in (
        {"一中队": 14},
        {"一中队": 0},
        {"四中队": 1},
        {"一中队": -1, "二中队": 9},
        {"一中队": "2"},
        {"": 1, "一中队": 1},
    ):
        body = plan.body() | {"sizes": sizes}
        with pytest.raises(BadRequest):
            read_plan(plan_file(plan, frame()) | {"plan": body, "plan_hash": digest(body)})
    rich = frozen([("甲", "", "0"), ("乙", "", "3")])
    with pytest.raises(BadRequest, match="可抽的只有 1 个"):
        make_plan(rich, purpose="查", frame_name="试", method="money", n=2)


def test_an_edited_plan_and_an_edited_frame_are_refused() -> None:
    plan = make_plan(frame(), purpose="评查", frame_name="试验", n=5)
    for edit in (
        lambda file: file["plan"].update(purpose="别的"),
        lambda file: file["plan"]["sizes"].update({"": 6}),
        lambda file: file.update(frame=file["frame"].replace("2022〕1号", "2022〕99号", 1)),
        lambda file: file.update(frame=file["frame"] + "\n"),
        lambda file: file.update(frame="\n".join(sorted(file["frame"].splitlines(), reverse=True))),
        lambda file: file.pop("plan_hash"),
    ):
        file = plan_file(plan, frame())
        assert read_plan(file)[0] == plan
        edit(file)
        with pytest.raises(BadRequest):
            read_plan(file)


def test_every_changed_part_of_a_record_is_found() -> None:
    for name, value in {
        "seed": "1" + SEED, "seed_key": "0", "draw_no": 2, "extended": 1, "why_again": "再来", "draw_hash": "0",
        "note": "多出", "drawn": [],
    }.items():  # fmt: skip
        record = made("stratified")
        assert faults(record) == []
        record[name] = value
        assert faults(record), name


def test_a_seed_is_text_and_a_leading_zero_counts() -> None:
    plan = make_plan(frame(), purpose="评查", frame_name="试验", n=10)
    assert drawn_of(plan, frame(), "0123") != drawn_of(plan, frame(), "123")
    assert draw(plan, frame(), " 0123 ") == draw(plan, frame(), "0123")
    record = draw(plan, frame(), "0123")
    record["seed"] = 123
    assert "按文字保存" in faults(record)[0]
    with pytest.raises(BadRequest, match="不能为空"):
        checked("  ")


def test_chance_in_a_seed_is_counted_by_what_is_in_it() -> None:
    assert bits("0" * 100) == 0
    assert bits("0123456789" * 4) == 132
    assert bits(SEED.split("|")[0]) == 66
    assert bits("随便写的一句话") == 0
    assert bits("9f86d081884c7d659a2feaa0c55ad015") >= 120


def test_a_promised_contribution_has_to_be_shown() -> None:
    promise = verify_draw.sha("纪检组的骰子 314159")
    plan = make_plan(frame(), purpose="评查", frame_name="试验", n=5, commitments=(promise,))
    assert faults(draw(plan, frame(), "办公室的骰子|纪检组的骰子 314159")) == []
    with pytest.raises(BadRequest, match="承诺"):
        draw(plan, frame(), "办公室的骰子|纪检组的骰子 314150")


def test_a_promised_contribution_may_hold_the_sign_that_parts_them(capsys: pytest.CaptureFixture[str]) -> None:
    promise = verify_draw.sha("314159|盐 26")
    plan = make_plan(frame(), purpose="评查", frame_name="试验", n=5, commitments=(promise,))
    record = draw(plan, frame(), "办公室的骰子|314159|盐 26")
    assert (faults(record), verify_draw.main(record)) == ([], 0)
    with pytest.raises(BadRequest, match="承诺"):
        draw(plan, frame(), "314159|办公室的骰子|盐 26")


def test_a_replacement_is_the_next_ticket_of_the_stratum() -> None:
    plan = make_plan(frame(), purpose="评查", frame_name="试验", method="stratified", n=9)
    record = draw(plan, frame(), SEED)
    follow = replacements(record)
    longer = drawn_of(plan, frame(), SEED, 31)
    for name, waiting in follow.items():
        assert waiting == [one.id for one in longer if one.part == "追加" and one.group == name]


def test_rotation_reaches_everybody_within_the_year() -> None:
    covered: set[str] = set()
    for number in range(1, 6):
        plan = make_plan(
            frame(), purpose=f"第{number}轮", frame_name="试验", method="rotation", n=10, covered=sorted(covered)
        )
        found = [one.id for one in drawn_of(plan, frame(), f"{SEED}{number}")]
        assert len(set(found[:8]) - covered) == min(8, 40 - len(covered))
        covered |= set(found)
    assert len(covered) == 40


def test_each_of_ten_is_drawn_as_often_as_any_other() -> None:
    ten = frozen([(f"号{number}", "", "") for number in range(10)])
    plan = make_plan(ten, purpose="查", frame_name="试", n=3)
    seeds = 2_000
    counts = Counter(one.id for seed in range(seeds) for one in drawn_of(plan, ten, f"种子{seed}"))
    expected = seeds * 0.3
    # Three of ten without replacement: the statistic is 0.7·χ²(9)·10/9; 27.9 is its 99.9 % point for χ²(9).
    assert sum((counts[member.id] - expected) ** 2 / expected for member in ten.members) / (0.7 * 10 / 9) < 27.9


@pytest.mark.parametrize("method", ["weighted", "money", "systematic"])
def test_unequal_draws_keep_their_published_chances(method: str) -> None:
    members = frozen([(f"号{number}", "", str(1 + number % 4)) for number in range(24)])
    plan = make_plan(members, purpose="查", frame_name="试", method=method, n=6)
    seeds = 1_500
    counts = Counter(one.id for seed in range(seeds) for one in drawn_of(plan, members, f"种子{seed}"))
    sizes = {member.id: 1 if method == "systematic" else member.millionths for member in members.members}
    for name, chance in chances(sizes, 6).items():
        error = (float(chance) * (1 - float(chance)) / seeds) ** 0.5
        assert abs(counts[name] / seeds - chance) < 4 * error + 0.01, name
    by_weight = Counter({size: sum(counts[name] for name in sizes if sizes[name] == size) for size in sizes.values()})
    for size, drawn in by_weight.items():
        alike = [name for name in sizes if sizes[name] == size]
        wanted = float(len(alike) * chances(sizes, 6)[alike[0]])
        assert abs(drawn / seeds - wanted) < 4 * (wanted / seeds) ** 0.5


def test_who_exceeds_the_interval_is_drawn_for_certain() -> None:
    rich = frozen([("大户", "", "1000"), *((f"号{number}", "", "1") for number in range(20)), ("空", "", "0")])
    plan = make_plan(rich, purpose="查", frame_name="试", method="money", n=4)
    for seed in range(50):
        drawn = drawn_of(plan, rich, str(seed))
        assert drawn[0].id == "大户"
        assert drawn[0].chance == 1
        assert len({one.id for one in drawn}) == 4
        assert "空" not in {one.id for one in drawn}


def test_published_files_are_read_by_a_csv_reader_as_they_are() -> None:
    rows = list(csv.reader(frame().text.splitlines()))
    assert rows[0] == ["id", "stratum", "size"]
    assert len(rows) == 41


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("id,size\nA1,1,234\nA2,5\n", "第 2 行的「234」在表头以外"),
        ('id,stratum\nA1,"甲\nA2,乙\n', "没有配对的英文引号"),
        ('id,stratum\nA1,"甲\n' + "A2,乙\n" * 40_000, "没有配对的英文引号"),
        ("编号,金额,权重\nA1,1,2\n", "「金额」「权重」说的是同一项"),
        ("编号\n4.11121E+17\n", "科学计数法"),
    ],
)
def test_a_list_that_would_be_read_as_another_is_refused(written: str, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        read_frame(written.encode())


def test_a_draw_by_weights_nobody_gave_is_refused() -> None:
    members = frozen([("甲", "", ""), ("乙", "", "2")])
    for method in ("weighted", "rotation"):
        with pytest.raises(BadRequest, match="还有 1 个没有（如「甲」）"):
            make_plan(members, purpose="查", frame_name="试", method=method, n=1)
    assert unread_columns("编号,单位,风险分\nA,甲,3\n".encode()) == [
        "名单文件的「风险分」没有用到（认得的列：编号、分层、权重或金额）。"
    ]


def test_weights_beyond_the_published_bound_and_what_a_rotation_goes_on_from_are_told() -> None:
    for most, said in (("4", []), ("5", ["最高的权重超过最低的 4 倍，不合公布的上限，权重低的几乎抽不到。"])):
        members = frozen([("甲", "", "1"), ("乙", "", most)])
        assert cautions(make_plan(members, purpose="查", frame_name="试", method="weighted", n=1), members) == said
    members = frozen([("甲", "", ""), ("乙", "", "")])
    plan = make_plan(members, purpose="查", frame_name="试", method="rotation", n=1, covered=["甲"])
    (told,) = cautions(plan, members)
    assert "今年已经轮到 1 个" in told
