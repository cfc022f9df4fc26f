"""A phrase begun twice: 可通过可以通过, 进行开展, 和以及; and a sentence that runs on into the next item: 及时性二是加强监督.

The second beginning differs by a character put in or left out, so that the check on exact repetition does not see it.
Ordinals such as 二是 that stand right behind a word, where 一是 came before in the same paragraph, have lost the full stop
before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.lexicon import begins, common, covered, ends
from desktop.checks.passages import at
from desktop.checks.prose import Prose, prose
from desktop.normal import Sparse
from desktop.report import Finding, Report

_ITEM = Sparse(r"[一二三四五六七八九]是(?=[\u4e00-\u9fff“《])")
_SAID = re.compile(r"[\u4e00-\u9fff\d]$")
_NOT_END = re.compile(r"[。；;：:，,、！？）”》…\s]$")
_GLUED_NOT = re.compile(r"(?:之|唯|这|那|其|都|也|又|还|更|就|正|才|不|既|但|而|只|可|于|或|总|真|算|像|特别|主要|尤其|同样|全部|往往|关键|根本|分别|方面)$")
_VERBS = Sparse(
    r"(?P<a>进行开展|开展进行|进行实施(?!情况)|予以给予|给予予以|作出做出|做出作出|和以及|以及和(?![谐平])|并和(?![谐平])|及以及|以及及(?!时)|并并|"
    r"通过以(?=[\u4e00-\u9fff]{2,12}(?:方式|形式|渠道))|通过利用|由于因(?!为)|因由于|为了为|关于对于|对于关于|根据按照|按照根据|依照根据|根据依照|"
    r"(?:根据|按照|依照)(?:深入|认真|全面|坚决)?(?:学习贯彻|贯彻落实|学习领会|贯彻(?=党|习|国|省|市|县|区|上))|"
    r"大约\d+(?:多|余)?[条件次人个份篇]左右|近\d+余|约\d+(?:多|余)|超过\d+(?:多|余)[条件次人个份篇]|截[止至]到?至目前|截至目前为止|"
    r"涉及到?关于|防止不(?=[\u4e00-\u9fff])|避免不(?=[\u4e00-\u9fff])|目的是为了|原因是因为|是因为[^，。；]{2,20}(?:的原因|所致)|"
    r"等等(?=方面|工作|内容|信息|情况|部门|领域)|仍然还|还仍|仍还|已经已|均都|都均|全部都均|凡是所有|所有全部|全部所有|其中之一的?之一|更加更|最为最|非常十分|十分非常)"
)

BAD = (
    Example("本年度报告可通过可以通过示例市人民政府网站查阅。", "“可通过”重复起头"),
    Example("我局坚持一是加强主动公开，保障信息的准确性二是规范依申请公开流程。三是完善制度。", "“二是”前缺标点"),
    Example("根据贯彻落实党的十八大精神的要求，开展政务公开工作，公布内容涉及社会救助等等方面。", "介词与动词混用"),
)
GOOD = (
    Example("政府信息公开工作有关情况可通过网站查询，也可以通过电话咨询。"),
    Example("一是加强领导。二是完善机制，重点之二是抓监督。根据贯彻情况开展检查，和以往相比有所提高，等等。"),
)


@check("mark-stutter")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each place."""
    told = context.worked(prose, report)
    clashes = told.finder(_VERBS)
    for passage in told.parts:
        text = passage.text
        for start, end in _twice(text):
            yield find("mark-stutter", [at(report, passage.tight, start, end)], actual=text[start:end])
        for match in clashes(text):
            yield find("mark-stutter", [at(report, passage.tight, *match.span())], "clash", severity="notice",
                       actual=match.group())
    yield from _glued(report, told)


def _twice(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a phrase of three to five characters and its like with one more or one less, both begun and ended alike."""
    last = 0
    for run_ in re.finditer(r"[\u4e00-\u9fff]{7,}", text):
        word, base = run_.group(), run_.start()
        if len(set(word)) == len(word):
            continue  # nothing comes a second time
        for i in range(len(word) - 6):
            if word[i] not in word[i + 3:i + 7]:
                continue  # none of the second beginnings is like the first
            for n, m in ((3, 4), (4, 3), (4, 5), (5, 4), (5, 6), (6, 5)):
                one, other = word[i:i + n], word[i + n:i + n + m]
                if len(other) < m or one[0] != other[0] or one[-1] != other[-1] or base + i < last:
                    continue
                short, long_ = sorted((one, other), key=len)
                if not any(long_[:k] + long_[k + 1:] == short for k in range(1, len(long_) - 1)):
                    continue
                if len(set(short)) < 3 or (begins(word, i + n + m - 1, 100) and not ends(word, i + n + m, 100)):
                    continue
                if short[:2] in ("政府", "委员", "人民") or common().get(other, 0) >= 300 or "不" in long_:
                    continue
                if i and covered(word, i - 1, i + 1, 100):
                    continue  # 歌剧芭蕾舞剧院芭蕾舞团: the first begins inside a word
                last = base + i + n + m
                yield base + i, last
                break


def _glued(report: Report, told: Prose) -> Iterator[Finding]:
    """Ordinals 二是 … that stand right behind a word and carry on a list of the same paragraph."""
    items = told.finder(_ITEM)
    for passage in told.parts:
        text, reached = passage.text, 0
        for match in items(text):
            number = "一二三四五六七八九".index(match.group()[0]) + 1
            if number == 1:
                reached = 1
                continue
            if number != reached + 1:
                continue
            before = text[:match.start()]
            clause = re.split(r"[。；：，、]", before)[-1]
            reached = number
            if _NOT_END.search(before) or _GLUED_NOT.search(before) or len(clause) < 3 or not _SAID.search(before):
                continue
            low, high = max(match.start() - 6, 0), min(match.end() + 2, len(text))
            yield find("mark-stutter", [at(report, passage.tight, low, high)], "glued", severity="warning",
                       actual=match.group())
