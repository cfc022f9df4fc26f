"""One name in two spellings: the own body or its zone with a character lost, put in or changed.

云台县综合实验区 for 云台综合实验区: names of zones are known (resources/words/zones.txt) or learnt from the text, where the
usual spelling stands at least twice as often. Usual short forms (市 or 区 before the office's name, 县 left out) are no
variants, and neither is the name of another division that begins alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.lexicon import WORDS
from desktop.checks.passages import Passage, at
from desktop.checks.prose import prose
from desktop.forms import regions
from desktop.normal import Sparse
from desktop.report import Finding, Report

_TYPE = r"(?:综合实验区|经济技术开发区|高新技术产业开发区|经济开发区|工业园区|实验区|试验区|示范区|开发区|新区|保税区)"
_ZONE = Sparse(rf"[\u4e00-\u9fff]{{2}}{_TYPE}")
_NOT_PLACE = re.compile(r"^(?:国家|省级|市级|县级|全国|国际|各类|辖区|试点|推进|加快|支持|建设|先行|高新|经济|产业|技术|现代|生态|旅游|创新|自主|自由|贸易|综合|改革|农业|园区)")

BAD = (
    Example("云台综合实验区政务服务局2020年报告\n云台综合实验区政务服务局积极推进政府信息公开，云台综合实验区门户网站更新。"
            "请与云台综合区政务服务局办公室联系。", "区名漏“实验”二字"),
    Example("本页由横琴县粤澳深度合作区管委会发布。", "区名多一“县”字"),
)
GOOD = (
    Example("云台综合实验区门户网站更新，云台县图书馆开放，云台新区建设推进，云台区管委会公开信息。云台综合实验区再接再厉。"),
)


@check("name-variant")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each odd spelling."""
    told = context.worked(prose, report)
    known = set(_zones())
    zones = told.finder(_ZONE)
    counted = Counter(m.group() for p in told.parts for m in zones(p.text) if not _NOT_PLACE.match(m.group()))
    known |= {name for name, n in counted.items() if n >= 2 and not any(name in z for z in known)}
    begun = sorted((name for name in known if name[:2] in told.strings), key=lambda name: (-len(name), name))
    for passage in told.parts if begun else ():
        taken: list[tuple[int, int]] = []
        for name in begun:
            if name[:2] not in passage.text:
                continue
            for start, end in _near(passage, name):
                word = passage.text[start:end]
                if word not in known and counted[word] <= 2 and not regions.named(word) and not taken:
                    taken.append((start, end))
                    yield find("name-variant", [at(report, passage.tight, start, min(end + 6, len(passage.text)))],
                               actual=word, expected=name)


def _near(passage: Passage, name: str) -> Iterator[tuple[int, int]]:
    """Spans that begin and end like a name and differ by one character, or by two neighbours left out."""
    text, head = passage.text, name[:2]
    for match in re.finditer(re.escape(head), text):
        start = match.start()
        if text.startswith(name, start):
            continue
        for size in (len(name) + 1, len(name), len(name) - 1, len(name) - 2):
            word = text[start:start + size]
            if size < 5 or not word.endswith("区") or not all("\u4e00" <= c <= "\u9fff" for c in word) or name in word:
                continue
            if _slip(word, name):
                yield start, start + size
                break


def _slip(word: str, name: str) -> bool:
    """Whether a word is a name with one character changed or put in, or one or two neighbours lost."""
    if len(word) >= len(name) - 1:
        return Levenshtein.distance(word, name, score_cutoff=1) == 1
    return any(name[:i] + name[i + 2:] == word for i in range(2, len(name) - 2))


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    lines = (WORDS / "zones.txt").read_text(encoding="utf-8").splitlines()
    return tuple(" ".join(line for line in lines if not line.startswith("#")).split())
