"""Measures the search: ``python tests/bench/bench_search.py [COUNT]`` (default 20000 made-up texts of 2,500 characters).

Prints the median of several queries in milliseconds, against LIKE over the plain texts in the same run.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.archive import Archive
from desktop.report import Report
from tests.archive.made_up import make_report
from tests.bench.made_submissions import body

QUERIES = ("公开", "申请", "云台零县", "依申请公开", "不动产登记", "2023年", "政务新媒体", "没有的词", "公")
_WORDS = [
    "政府信息公开", "主动公开", "依申请公开", "政策解读", "政务新媒体", "不动产登记", "行政复议", "行政诉讼", "规范性文件", "平台建设",
    "监督保障", "办事指南", "重点领域", "财政预算", "乡村振兴", "教育医疗", "生态环境", "营商环境", "社会公众", "答复", "受理", "目录", "年度",
    "工作", "人员", "培训", "考核",
]


def made(number: int, chance: random.Random) -> Report:
    """A report of 2,500 characters of the genre's words."""
    text = f"{body(number % 4000)}人民政府{2008 + number % 16}年政府信息公开工作年度报告\n"
    while len(text) < 2500:
        text += "".join(chance.choices(_WORDS, k=6)) + f"{chance.randint(1, 999)}件。\n"
    return make_report(text, org=f"{body(number % 4000)}人民政府", year=2008 + number % 16)


def timed(work: Callable[[], object], times: int = 7) -> float:
    """The median in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Builds the store, then prints the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as temporary:
        plain = sqlite3.connect(":memory:")
        plain.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)")
        with Archive.open(Path(temporary) / "desk.db") as archive:
            begun = time.perf_counter()
            for start in range(0, count, 100):
                with archive.batch():
                    for number in range(start, min(start + 100, count)):
                        report = made(number, chance)
                        archive.add(f"/in/{number}.txt", str(number).encode(), report.document, report, None,
                                    "2024-02-01T09:00:00")
                        plain.execute("INSERT INTO texts VALUES (?, ?)", [number, report.document.text])
                if start % 2000 == 0:
                    print(f"{start}/{count}", file=sys.stderr, flush=True)
            built = time.perf_counter() - begun
            print(f"{count} reports stored in {built:.0f} s, {archive.path.stat().st_size / 2**20:.0f} MB")
            print(f"{'query':<12}{'hits':>8}{'inbox ms':>10}{'count ms':>10}{'hits ms':>10}{'LIKE ms':>10}")
            for query in QUERIES:
                print(f"{query:<12}{archive.count(text=query, latest_only=False):>8}"
                      f"{timed(lambda q=query: archive.submissions(text=q, limit=50)):>10.1f}"
                      f"{timed(lambda q=query: archive.count(text=q)):>10.1f}"
                      f"{timed(lambda q=query: archive.search(q, 20)):>10.1f}"
                      f"{timed(lambda q=query: plain.execute('SELECT id FROM texts WHERE text LIKE ?', [f'%{q}%']).fetchall(), 3):>10.1f}")


if __name__ == "__main__":
    main()
