"""核对一次摇号：python verify_draw.py DRAW.json（只用 Python 标准库，不联网，不依赖本系统）。"""

import csv
import hashlib
import io
import json
import sys
from decimal import Decimal
from fractions import Fraction


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


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
    if method in ("simple", "stratified"):
        return sorted(ids, key=tick.get)[:n]
    if method == "systematic":
        return every(ids, dict.fromkeys(ids, 1), n, start)
    sure, more = set(), True
    while more and len(sure) < n:
        total = sum(sizes[i] for i in ids if i not in sure)
        more = {i for i in ids if i not in sure and sizes[i] and (n - len(sure)) * sizes[i] >= total}
        sure |= more
    first, rest = sorted(sure, key=tick.get), sorted((i for i in ids if i not in sure and sizes[i]), key=tick.get)
    if method == "money":
        return first + every(rest, sizes, n - len(first), start)
    return (first + sorted(rest, key=lambda i: (int(tick[i].ljust(78, "0")) * 10**40 // sizes[i], tick[i])))[:n]


def main(record):
    plan, rows = record["plan"], list(csv.DictReader(io.StringIO(record["frame"], newline="")))
    said = json.dumps(plan, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key = sha(record["seed"].strip() + "|" + record["plan_hash"])
    by_stratum, told = set(plan["sizes"]) != {""}, [one["id"] for one in record["drawn"]]
    first, more = [], []
    for group in sorted(plan["sizes"], key=str.encode):
        ours = [r for r in rows if r["id"] not in plan["exclusions"] and (not by_stratum or r["stratum"] == group)]
        ids, sizes = [r["id"] for r in ours], {r["id"]: int(Decimal(r["size"] or "1") * 10**6) for r in ours}
        tick = {i: ticket(key + i) for i in ids}
        start = Fraction(int(ticket(f"{key}|start|{group}").ljust(78, "0")), 10**78)
        chosen = select(plan["method"], ids, sizes, plan["sizes"][group], tick, start, set(plan["covered"]))
        rest = sorted(set(ids) - set(chosen), key=tick.get)
        first, more = first + chosen, more + rest[: len(set(told) & set(rest))]
    checks = {
        "名单校验值": sha(record["frame"]) == record["frame_hash"] == plan["frame_hash"],
        "方案校验值": sha(said) == record["plan_hash"],
        "抽中名单": told == first + more,
    }
    for name, right in checks.items():
        print(name, "相符" if right else "不符")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        sys.exit(main(json.load(file)))
