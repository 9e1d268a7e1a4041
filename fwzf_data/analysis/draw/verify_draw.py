"""核对一次摇号：python verify_draw.py DRAW.json（只用 Python 标准库，不联网，不依赖本系统）。"""

import csv
import hashlib
import io
import json
import sys
import unicodedata
from decimal import Decimal
from fractions import Fraction

HALF = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(body):
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def ticket(text):
    return str(int(sha(text), 16)).zfill(64)[::-1]


def every(ids, sizes, n, start):
    found, reached, total = [], 0, sum(sizes[i] for i in ids)
    for i in ids:
        reached += sizes[i]
        if len(found) < n and (start + len(found)) * total < reached * n:
            found.append(i)
    return found


def select(method, ids, sizes, n, tick, start, covered):
    if method == "rotation":
        fresh = sorted((i for i in ids if i not in covered), key=tick.get)[: -(-4 * n // 5)]
        rest = sorted(set(ids) - set(fresh))
        return fresh + select("weighted", rest, sizes, n - len(fresh), tick, start, covered)
    if method in ("simple", "stratified", "systematic"):
        return every(ids, dict.fromkeys(ids, 1), n, start) if method == "systematic" else sorted(ids, key=tick.get)[:n]
    sure, more = set(), True
    while more and len(sure) < n:
        total = sum(sizes[i] for i in ids if i not in sure)
        more = {i for i in ids if i not in sure and sizes[i] and (n - len(sure)) * sizes[i] >= total}
        sure |= more
    first, rest = sorted(sure, key=tick.get), sorted((i for i in ids if i not in sure and sizes[i]), key=tick.get)
    if method == "money":
        return first + every(rest, sizes, n - len(first), start)
    return (first + sorted(rest, key=lambda i: (int(tick[i].ljust(78, "0")) * 10**40 // sizes[i], tick[i])))[:n]


def drawn(plan, rows, key, extended):
    rows = {r["id"]: r for r in rows if r["id"] not in plan["exclusions"]}
    sizes = {i: int(Decimal(r["size"] or "1") * 10**6) for i, r in rows.items()}
    tick, covered = {i: ticket(key + i) for i in rows}, set(plan["covered"])
    names, places, first, more = sorted(plan["sizes"], key=str.encode), dict(plan["sizes"]), [], []
    groups = {n: [i for i, r in rows.items() if n in ("", r["stratum"])] for n in names}
    for _ in range(extended):
        free = [n for n in names if places[n] < len(groups[n])]
        places[max(free, key=lambda n: (Fraction(len(groups[n]), 2 * places[n] + 1), len(groups[n])))] += 1
    for n, ids in groups.items():
        start = Fraction(int(ticket(f"{key}|start|{n}").ljust(78, "0")), 10**78)
        first += select(plan["method"], ids, sizes, plan["sizes"][n], tick, start, covered)
        more += sorted(set(ids) - set(first), key=tick.get)[: places[n] - plan["sizes"][n]]
    told = enumerate(zip(first + more, ["首批"] * len(first) + ["追加"] * len(more), strict=True), 1)
    return [{"no": k, "id": i, "stratum": rows[i]["stratum"], "ticket": tick[i], "part": part} for k, (i, part) in told]


def main(record):
    plan, rows = record["plan"], list(csv.DictReader(io.StringIO(record["frame"], newline="")))
    key, parts = sha(record["seed"].strip() + "|" + record["plan_hash"]), record["seed"].split("|")
    hands = {sha("|".join(parts[a:b]).strip()) for b in range(len(parts) + 1) for a in range(b)}
    alike = {"".join(unicodedata.normalize("NFC", r["id"]).translate(HALF).split()).casefold() for r in rows}
    told = [{name: value for name, value in one.items() if name != "chance"} for one in record["drawn"]]
    checks = {
        "名单校验值": sha(record["frame"]) == record["frame_hash"] == plan["frame_hash"],
        "名单无重复": len(alike) == len(rows) and all(r["id"].isprintable() for r in rows),
        "方案校验值": sha(canonical(plan)) == record["plan_hash"] and plan["algorithm"] == "fwzf-draw-1",
        "种子校验值": key == record["seed_key"],
        "事先的承诺": {c.lower() for c in plan["commitments"]} <= hands,
        "摇号次数": record["draw_no"] == len(record["earlier_seeds"]) + 1,
        "追加数量": record["extended"] == len(told) - sum(plan["sizes"].values()),
        "抽中名单": told == drawn(plan, rows, key, record["extended"]),
        "抽签校验值": sha(canonical({k: v for k, v in record.items() if k != "draw_hash"})) == record["draw_hash"],
    }
    for name, right in checks.items():
        print(name, "相符" if right else "不符")
    print(f"请与公布的核对：方案 {record['plan_hash']}，抽签 {record['draw_hash']}。概率和人员安排不在这里核对。")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            sys.exit(main(json.load(file)))
    except (LookupError, OSError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError, csv.Error):
        sys.exit("读不出来：不是完整的 DRAW.json，缺少内容，或者被改过写法（例如种子存成了数字）。")
