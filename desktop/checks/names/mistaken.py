"""Slips in names that can only be the own ones: the own place misspelt, the body's name before a reform, another's office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.marks.lexicon import confused, crossing
from desktop.forms import regions
from desktop.normal import Sparse
from desktop.report import Report

_PLACE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4}[省市州盟])?(?P<stem>[\u4e00-\u9fff]{2,3})(?P<kind>[县市区旗镇乡]|街道)"
    r"(?=人民政府|政府|办事处|管委会|[\u4e00-\u9fff]{2,14}(?:局|委员会|委|厅|办公室|中心)$)"
)
# What a department is called since the reform of 2018, and what its predecessors were called.
_FORMER = (
    ("自然资源", "国土资源局|国土局|国土资源厅"),
    ("生态环境", "环境保护局|环保局|环境保护厅|环保厅"),
    ("卫生健康", "卫生和计划生育局|卫生和计划生育委员会|卫生计生委|卫生计生局|卫计局|卫计委|卫生局"),
    ("市场监督管理", "工商行政管理局|工商局|质量技术监督局|质监局|食品药品监督管理局|食药监局|市场和质量监督管理局"),
    ("应急管理", "安全生产监督管理局|安监局"),
    ("文化", "文化广电新闻出版局|文广新局|文化体育广播电视局"),
    ("农业农村", "农业局|农牧局|农业委员会"),
    ("政务服务", "行政服务中心管理委员会|政务服务中心管理办公室"),
)
_ZONE = re.compile("实验区|开发区|新区|管委会|管理委员会")
REFORM = 2019  # the first year all of which departments bore their new names
_PAST = re.compile(r"原|划转|组建|整合|合并|更名|撤销|挂牌|改革|历史|前身|曾|时任|以前|移交|档案|家属院|旧址|宿舍|20(?:0\d|1[0-8])年")


def misspelt(org: str, text: str) -> Iterator[tuple[int, int, str]]:
    """The own place with one character taken for another of its sound or shape: (start, end, meant)."""
    stem, kind, patterns = _own(org)
    for i, (literal, pattern) in enumerate(patterns):
        for match in pattern.finditer(text) if literal in text else ():
            start, end = match.start() - (i == 0), match.end()
            word = text[max(start, 0):end]
            if len(word) == len(stem + kind) and word[i] != stem[i] and confused(word[i], stem[i]) and not regions.named(word) \
                    and text[end:end + 1] not in ("域", "划", "别", "间") \
                    and not crossing(text, start + i, start, end):  # 中心城区 in 新城区's report
                yield start, end, stem + kind


@lru_cache(maxsize=256)
def _own(org: str) -> tuple[str, str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The stem and the kind of the own place, and for each character of the stem what stands beside it: patterns begin
    with a literal, so that they are quick; the first character is looked for by what is behind it."""
    match = _PLACE.match(org)
    if match is None:
        return "", "", ()
    stem, kind = match["stem"], match["kind"]
    literals = [stem[1:] + kind, *(stem[:i] for i in range(1, len(stem)))]
    patterns = [literals[0], *(f"{stem[:i]}[\u4e00-\u9fff]{stem[i + 1:]}{kind}" for i in range(1, len(stem)))]
    return stem, kind, tuple((literal, re.compile(pattern)) for literal, pattern in zip(literals, patterns, strict=True))


def outdated(report: Report, text: str, match: re.Match[str]) -> bool:
    """Whether a body of before the reform is told as one of today; in the reform's year only the own one's former name is."""
    if report.year is None or report.year < REFORM or _ZONE.search(report.org or ""):
        return False
    if report.year == REFORM and not any(now in (report.org or "") and re.search(names, match.group()) for now, names in _FORMER):
        return False
    clause = re.split("[。；]", text[:match.start()])[-1][-20:] + re.split("[。；，]", text[match.end():], maxsplit=1)[0][:16]
    return not _PAST.search(clause)


FORMER = Sparse(
    f"(?:(?<![\u4e00-\u9fff])|(?<=[到至向由在与和、的同请]))[省市县区](?:{'|'.join(names for _, names in _FORMER)})(?!网)"
)
