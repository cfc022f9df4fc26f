"""Slips of the pen in words: idioms and set phrases off by one character, and words often taken for one another.

Nothing is guessed. Either the wrong form is on a list of known confusions (列外, 触脚), or one edit of an odd place makes
a word, an idiom or a set phrase of this kind of report and no ordinary word explains what is written, or a word stands
where only another of the same sound goes with its neighbours.
Names in title marks are looked at too, for a title printed wrongly is wrong all the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.lattice import odd_slips
from desktop.checks.marks.lexicon import WORDS
from desktop.checks.marks.misheard import misheard
from desktop.checks.marks.near import Slip, slips
from desktop.checks.passages import Passage, at, passages
from desktop.normal import SparseSet
from desktop.report import Finding, Report, Severity

BAD = (
    Example("信息公开工作规范程度残差不齐。", "成语误写：参差不齐"),
    Example("坚持“以公开为原则，不公开为列外”。", "例外误作列外"),
    Example("主动公开的政府信条占100%。", "信息误作信条"),
    Example("推进公共企事业单信息公开。", "漏“位”字"),
    Example("畅通依申请公开受理渠。", "漏“道”字"),
    Example("将加强力量一步做好政府信息公开工作。", "漏“进”字"),
    Example("公布国土资源、城乡建设、环保能类信息98条。", "漏“源”字"),
    Example("延伸服务触脚，持续公共传统公开阵地。", "触角、巩固误写"),
    Example("实行双随机抽查工作移交不过顺畅。", "不够误作不过"),
    Example("明确专人付责信息报送，定期对网站栏目进行徇查。", "负责、巡查误写"),
    Example("保障群众的知权情，严格落实密保审查制度。", "字序颠倒"),
    Example("坚持以公开为态，公民、法人或者其他织均可申请。", "漏字"),
    Example("主要原因是信息保送不及时，涉及群众切身利益的中大决策公开不够。", "用了另一个同音的词"),
)
GOOD = (
    Example("翰江区卫生局编制本报告。翰江区政府网站同步公布。翰江区卫生局联系电话见网站。翰江区共有13个乡镇。", "地名不是错别字"),
    Example("企事业单位信息公开规范有序，政府信箱、政府信访渠道畅通，校务公开、村务公开同步推进。"),
    Example("进一步加强政府信息公开工作，下一步完善工作机制，一步一步抓落实。"),
    Example("问题有所改善，不过，与群众期望仍有差距。社会公众对公开工作的关注度不断提高。"),
    Example("按照《关于做好编制工作的通知》（云政公开〔2024〕1号）要求，主动、及时公开。", "机关代字不是错别字"),
    Example("传统媒体与新媒体融合，公共服务、公共资源等信息及时更新；突发事件发生后及时发声。"),
)


_NUMBERED = re.compile(r"[\u4e00-\u9fff]{0,4}[〔\[（【［]20\d\d[〕\]）】］]第?\d+号")
_COINED, _COINED_SURE = 12, 0.6  # characters of a slogan on both sides, and how sure a slip in it can be
OFTEN = 4  # times that the same odd word stands in a report: then it is a word of the place


@check("mark-typo")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each slip; the known confusions first, then near misses that do not overlap them."""
    for passage in context.cached(passages, report):
        taken: list[tuple[int, int]] = []
        for pattern, (severity, right) in _confusions().possible(passage.text):
            for match in pattern.finditer(passage.text):
                start, end = match.span()
                if start < end and not any(a < end and start < z for a, z in taken):
                    taken.append((start, end))
                    yield _finding(report, passage, start, end, match.expand(right), severity, 0.9)
        for slip in sorted([*slips(passage.text), *odd_slips(passage.text), *misheard(passage.text)], key=lambda s: -s.sure):
            if not any(a < slip.end and slip.start < z for a, z in taken) and not _is_name(report, passage, slip):
                taken.append((slip.start, slip.end))
                sure = min(slip.sure, _COINED_SURE) if len(slip.meant) == 2 and _coined(passage.text, slip.start, slip.end) else slip.sure
                yield _finding(report, passage, slip.start, slip.end, slip.meant, _severity(sure), sure)


def _is_name(report: Report, passage: Passage, slip: Slip) -> bool:
    """Whether the odd word is a name: it stands in the body's own name, in the code of a document number (云政公开〔2024〕1号),
    or again and again in the report. A slip of the pen is made once, or twice when a passage was copied."""
    word = passage.text[slip.start:slip.end]
    if _NUMBERED.match(passage.text, slip.end):
        return True
    return word in (report.org or "") or report.document.text.count(word) >= OFTEN


def _coined(text: str, start: int, end: int) -> bool:
    """Whether a place stands in a short row of quoted words: offices coin slogans (“一表清、一口清、一次清”) as they like."""
    opened = text.rfind("“", max(0, start - _COINED), start)
    return opened >= 0 and "”" not in text[opened:start] and "”" in text[end:end + _COINED]


def _severity(sure: float) -> Severity:
    if sure >= 0.9:
        return "error"
    return "warning" if sure >= 0.8 else "notice"


def _finding(report: Report, passage: Passage, start: int, end: int, right: str, severity: Severity,
             sure: float) -> Finding:
    wide = max(start - 4, 0), min(end + 4, len(passage.text))
    return find("mark-typo", [at(report, passage.tight, *wide)], severity=severity, confidence=sure,
                actual=passage.text[start:end], expected=right)


@lru_cache(maxsize=1)
def _confusions() -> SparseSet[tuple[Severity, str]]:
    levels: tuple[Severity, ...] = ("error", "warning", "notice")
    out: list[tuple[str, tuple[Severity, str]]] = []
    data = [tomllib.loads((WORDS / name).read_text(encoding="utf-8")) for name in ("confusions.toml", "homophones.toml", "mixups.toml")]
    for severity in levels:
        for line in "\n".join(d[severity].strip() for d in data).splitlines():
            wrong, right = line.rsplit(" ", 1)
            out.append((wrong, (severity, right)))
    return SparseSet(out)
