"""Passages taken over word for word from another body's report.

Text copied from a neighbour shows best where the neighbour's name came along; without a foreign name it is a notice,
for offices of one government share templates. Candidates are found by rare samples of the text (a gram that stands in
many reports is boilerplate of the genre), so that the work grows with the number of reports and not with its square.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from desktop.checks.across.copying import Passage, Prose, common_passages, prose
from desktop.checks.base import Context, Example, Together, check, find, place
from desktop.checks.example_reports import report_2021
from desktop.report import Finding, Report

_TEXT = "一是在石桥街道设立政策讲解员队伍，把惠民补贴办理流程录成方言短视频，在村口大屏循环播放，全年播放一千多场；二是把信箱来信按月归类，对问得最多的十个问题编成问答折页发到户。"

BAD = (Example(report_2021(prose={"problems": _TEXT}), "与另一个县的报告同一段文字。", (report_2021(org="临湖县人民政府", prose={"problems": _TEXT}),)),)
GOOD = (Example(report_2021(), "没有大段相同。", (
    report_2021(org="临湖县人民政府", prose={"overview": "（一）主动公开。全年发布320条。（二）依申请公开。收到申请12件。（三）信息管理、平台、监督保障照常开展。",
                                       "problems": _TEXT}),)),)

SAMPLE_GRAM, SAMPLE_EVERY = 20, 8
RARE = 6
LONG_ENOUGH = 50
SHOWN = 4

Index = dict[int, list[int]]


def samples(text: str) -> set[int]:
    """A fixed sample of the text's grams as hashes: the same passage gives the same samples in every report."""
    out: set[int] = set()
    for line in text.split("\n"):
        if len(line) >= SAMPLE_GRAM:
            data = memoryview(line.encode())
            places = list(accumulate(map(len, map(str.encode, line)), initial=0))
            values = map(zlib.crc32, [data[low:high] for low, high in zip(places, places[SAMPLE_GRAM:], strict=False)])
            out.update([value for value in values if value % SAMPLE_EVERY == 0])
    return out


def sampled(report: Report, together: Together) -> frozenset[int]:
    """The samples of a report's prose; for ``Together.cached``."""
    return frozenset(samples(together.cached(prose, report).text))


def _own_samples(own: Prose) -> set[int]:
    return samples(own.text)


def build_index(together: Together) -> Index:
    """For each sample the numbers of the reports that hold it. A body's own other reports are no other body's, so that
    they count only when other bodies are checked too."""
    index: Index = {}
    only = together.only
    for number, report in enumerate(together.reports):
        if report.kind != "annual_report" or (only is not None and report is not only and report.org == only.org):
            continue
        lasting = only is not None and report is not only  # lent by an earlier run, or for a later one
        for value in together.cached(sampled, report, together) if lasting else together.cached(_own_samples, together.cached(prose, report)):
            index.setdefault(value, []).append(number)
    return index


@check("copied-other-body")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if report.kind != "annual_report" or report.org is None:
        return
    together = context.together
    if report.year is None or not any(_comparable(report, report.year, other) for other in together.reports):
        return
    index = together.cached(build_index, together)
    own = context.cached(prose, report)
    shared: Counter[int] = Counter()
    for value in together.cached(_own_samples, own):
        holders = index.get(value, ())
        bodies = {together.reports[n].org for n in holders}
        if 1 < len(bodies) <= RARE:
            shared.update(n for n in holders if together.reports[n].org != report.org)
    for number, _ in shared.most_common(3):
        other = together.reports[number]
        if not _comparable(report, report.year, other):
            continue
        passages = [p for p in common_passages(own, context.cached(prose, other)) if p.length >= LONG_ENOUGH]
        if passages:
            yield _found(report, own, other, passages)
            return


def _comparable(report: Report, year: int, other: Report) -> bool:
    """Whether it is another body's report of about the same time."""
    return other.org not in (None, report.org) and other.year is not None and abs(other.year - year) <= 1


def _found(report: Report, own: Prose, other: Report, passages: list[Passage]) -> Finding:
    total = max(1, len(own.text.replace("\n", "")))
    longest = sorted(passages, key=lambda p: -p.length)[:SHOWN]
    text = report.document.text
    name = _short(other.org or "")
    # Bodies of one place (an area and the county in it) name each other rightly: only another place's name is foreign.
    foreign = len(name) >= 2 and name[:2] not in (report.org or "") and any(name in text[p.start:p.end] for p in passages)
    evidence = []
    for passage in longest:
        evidence.append(place(report, passage.start, passage.end))
        evidence.append(place(other, passage.other_start, passage.other_end, other.file or other.sha256))
    return find("copied-other-body", evidence, "named" if foreign else "default", severity="warning" if foreign else None,
                org=other.org, year=other.year, share=f"{sum(p.length for p in passages) / total:.0%}",
                count=len(passages), longest=longest[0].length, name=name,
                working=f"{sum(p.length for p in passages)}÷{total}", subject=other.org or "")


def _short(org: str) -> str:
    """The place or body's name without its kind: 云台县人民政府 -> 云台县."""
    for tail in ("人民政府办公室", "人民政府办公厅", "人民政府", "管理委员会", "管委会"):
        org = org.removesuffix(tail)
    return org
