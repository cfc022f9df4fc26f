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


def misspelt(report: Report, text: str) -> Iterator[tuple[int, int, str]]:
    """The own place with one character taken for another of its sound or shape: (start, end, meant)."""
    own = _own(report.org or "")
    if own is None:
        return
    pattern, stem, kind = own
    for match in pattern.finditer(text):
        word = match.group()
        apart = [i for i in range(len(stem)) if word[i] != stem[i]]
        if len(apart) == 1 and confused(word[apart[0]], stem[apart[0]]) and not regions.named(word) \
                and text[match.end():match.end() + 1] not in ("域", "划", "别", "间") \
                and not crossing(text, match.start() + apart[0], *match.span()):  # 中心城区 in 新城区's report
            yield *match.span(), stem + kind


@lru_cache(maxsize=256)
def _own(org: str) -> tuple[re.Pattern[str], str, str] | None:
    """What a misspelt name looks like, with the stem and the kind of the own place."""
    match = _PLACE.match(org)
    if match is None:
        return None
    stem, kind = match["stem"], match["kind"]
    forms = (stem[:i] + f"[^\\W\\d{stem[i]}]" + stem[i + 1:] for i in range(len(stem)))
    return re.compile(f"(?:{'|'.join(forms)}){kind}"), stem, kind


def former(report: Report, text: str) -> Iterator[tuple[int, int]]:
    """The names of bodies that the reform of 2018 did away with, told as those of today; in the first year only the own one's."""
    if report.year is None or report.year < REFORM or _ZONE.search(report.org or "") or ("局" not in text and "委" not in text):
        return
    for now, pattern in _former():
        if report.year == REFORM and now not in (report.org or ""):
            continue
        for match in pattern.finditer(text):
            clause = re.split("[。；]", text[:match.start()])[-1][-20:] + re.split("[。；，]", text[match.end():], maxsplit=1)[0][:16]
            if not _PAST.search(clause):
                yield match.span()


@lru_cache(maxsize=1)
def _former() -> tuple[tuple[str, Sparse], ...]:
    before = "(?<![\u4e00-\u9fff])|(?<=[到至向由在与和、的同请])"
    return tuple((now, Sparse(f"(?:{before})[省市县区](?:{names})(?!网)")) for now, names in _FORMER)
