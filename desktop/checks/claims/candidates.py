"""Which totals a list may divide, nearest first: those before it, those of its subject, and what it names again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from desktop.checks.claims import labels as words
from desktop.checks.claims.model import Paragraph, Quantity

_TOPIC_OPEN = re.compile(r"(?:公开|公布|发布|制作|获取)[^，。；]{0,14}信息|政府信息")
_MEDIA = re.compile(r"微信|微博|公众号|新媒体|抖音|客户端|短视频|头条|粉丝|阅读|点击|访问|转发")
_AMONG = re.compile(r"[^，。；、：（]{0,15}?(?:中(?![心国小学央间标程医华层级文型介])|(?<![公海平百])里(?!程|面))[，：、]?")
_THESE = re.compile(r"在|的$|^该$|^上述$|^这$|^对$")
_SUBJECT = re.compile(
    r"(?:[，。；：、（）]|^)(?:在|该|上述|这些|所有|各类|其(?![他它余]))*([\u4e00-\u9fff]{2,12}?)(?:[中里][，：]?|(?:主要)?(?:包括|包含|涵盖|涉及|分为|具体为|具体是|具体包括)[：，]?)$"
)
_NEWLY = re.compile(r"(?:本年|全年)?(?:新收|收到|新收到|受理)的?(?:政府信息公开)?申请")
_FINISHED = re.compile(r"(?:已)?(?:办结|答复)的?(?:政府信息公开)?(?:申请|件)")


def _named(paragraph: Paragraph, at: int, unit: str) -> list[Quantity]:
    """The count that a list names again: 民生信息241条。…民生信息中，…; 重点领域104条。重点领域包括…; 新收申请中…"""
    found = _SUBJECT.search(paragraph.text, max(0, at - 24), at)
    if found is None:
        return []
    name = found[1]
    before = [q for q in paragraph.members if q.end <= found.start(1) and q.unit == unit and q.exactness == "exact" and not words.no_total(q)]
    if _NEWLY.fullmatch(name):
        return [q for q in before if _NEW.search(q.label) and not q.depth and "申请" in q.label][-1:]
    if _FINISHED.fullmatch(name):
        return [q for q in before if _answered_total(q) and not q.depth][-1:]
    same = [q for q in before if words.name_of(q) == name or (len(name) >= 4 and q.label.endswith(name))]
    return same[-1:] if len({q.value for q in same}) == 1 else []


_NEW = re.compile("新收|收到|受理")


def among(paragraph: Paragraph, inside: Sequence[Quantity]) -> Quantity | None:
    """The total of 在主动公开的425条政府信息中，…"""
    for q in inside:
        if _AMONG.match(paragraph.text, q.end, q.end + 20) and _THESE.search(q.label):
            return q
    return None


def candidates(
    paragraphs: Sequence[Paragraph], paragraph: Paragraph, inside: Sequence[Quantity], number: int, at: int, unit: str,
    kind: str, used: set[int],
) -> list[Quantity]:
    """The totals that a list may divide, nearest first."""
    if kind == "named":
        return _named(paragraph, at, unit)
    before = [q for q in inside if q.start < at and q.unit == unit]
    if kind == "top":
        before = [q for q in before if not words.no_total(q)]
        return [max(before, key=attrgetter("value"))] if before and at - before[-1].end <= 24 else []
    if kind in ("weak", "each"):
        near = [q for q in before if at - q.end <= (40 if _COMPARED.match(paragraph.text, q.end) else 24) and not re.search("[；：]", paragraph.text[q.end:at - 1])]
        totals = [q for q in near if not words.no_total(q)]
        if kind == "each" and near and "网站" in near[-1].label and _MEDIA.search(paragraph.text, near[-1].end, at):
            return []  # 网站公开274条，微博、微信分别发布151条、96条: other channels beside the site
        if kind == "each" and not near and before and _SORTED.match(paragraph.text, before[-1].end, at):
            totals = before[-1:]
        if kind == "weak" and not near:
            return _named(paragraph, at, unit)
        return totals[-1:] + [q for q in near[-1:] if words.no_total(q)]  # 26件，比上年减少4件：…
    stop = paragraph.text.rfind("；", 0, at)
    own_part = [q for q in before if q.start > stop]
    before = [q for q in own_part or before if id(q) not in used] or own_part or before
    changed = [q for q in before if words.no_total(q)]
    before = [q for q in before if not words.no_total(q)]
    if before:
        return before[::-1] + changed[::-1]
    if kind == "of":
        for back in range(number - 1, max(-1, number - 4), -1):
            found = [q for q in paragraph.members if q.sentence == back and q.depth == 0 and q.unit == unit]
            found = [q for q in found if not words.no_total(q)]
            if found:
                return found[::-1] + changed
            kin = [q for q in paragraph.members if q.sentence == back and q.depth == 0 and _requests(paragraph, q)]
            if unit in _REQUEST_UNITS and kin:
                return kin[::-1]  # 收到8份申请。其中，予以公开2件、…
        if number == 0 and paragraph.index > 0:
            above = paragraphs[paragraph.index - 1]
            last = len(above.sentences) - 1
            return [q for q in above.members if q.sentence == last and q.depth == 0 and q.unit == unit][::-1] + changed
        return []
    return _topic_totals(paragraphs, paragraph, at, unit, kind)


_SORTED = re.compile(r"[，（](?:均|全部|都|按)[^，。；\d（）]{0,12}(?:、[^，。；\d（）]{2,10})+，?分别")
_COMPARED = re.compile(r"[，（]?(?:同比|[比较])")
_REQUEST_UNITS = frozenset("件份宗起例个项条次")


def _requests(paragraph: Paragraph, q: Quantity) -> bool:
    """Whether a count is of requests received, in whatever measure word."""
    clause = paragraph.text[q.start - len(q.label):q.end] + q.noun
    return q.unit in _REQUEST_UNITS and "申请" in clause and bool(re.search("收到|受理|接收|接到|收悉", clause))


def _topic_totals(
    paragraphs: Sequence[Paragraph], paragraph: Paragraph, at: int, unit: str, kind: str
) -> list[Quantity]:
    """Totals of the subject that a lead without a number speaks of (主要类别有：…, 在公开的信息中，…)."""
    lead = re.split("[。；，]", paragraph.text[max(0, at - 40):at].rstrip("，：、"))[-1]
    asks = kind == "seen" or "申请" in lead
    results = _RESULTS.search(lead) is not None
    out: list[Quantity] = []
    done: list[Quantity] = []
    for other in reversed(paragraphs[max(0, paragraph.index - 8):paragraph.index + 1]):
        for q in reversed(other.members):
            if (other is paragraph and q.start >= at) or q.unit != unit or q.depth or words.CUMULATIVE.search(q.label):
                continue
            text = q.label + q.noun
            published = not asks or (kind == "seen" and "申请" not in lead)
            if results and "申请" in other.text and _answered_total(q):
                done.append(q)
            elif (asks and requests_total(q, text)) or (published and _published_total(q, text)):
                out.append(q)
            if len(out) >= 2:
                return done + out
        if (out or done) and other is not paragraph:
            break
    return done + out


_RESULTS = re.compile("结果|答复|办理|办结|处理")
_ANSWERED = re.compile("办结|答复|办理完")
_THEN_ANSWERED = re.compile("(?:均|都|全部)?已(?:经)?(?:答复|办结|办理完)")  # 其余332件已答复
_NOT_REQUESTS = re.compile("建议|提案|议案|热线|留言|信件|诉求|咨询|复议|诉讼|率$|以内$|内$")


def _answered_total(q: Quantity) -> bool:
    """Whether a count is of the requests answered, which a list of results divides rather than what was received."""
    return bool(_ANSWERED.search(q.label) or _THEN_ANSWERED.match(q.noun)) and not words.DISPOSAL.search(q.label) and not words.METHOD.search(q.label) \
        and not _NOT_REQUESTS.search(q.label + q.noun[:4]) and not words.no_total(q) and q.exactness == "exact"


_NARROWED = re.compile(r"依申请|不予|类信息|各乡镇|各单位|直属?各?单位|部门主动|栏目")


def _published_total(q: Quantity, text: str) -> bool:
    """Whether a count is of all that was published, and not of one channel, class or office."""
    return bool(_TOPIC_OPEN.search(text) and re.search("公开|公布", text)) and not _MEDIA.search(text) and not _NARROWED.search(q.label)


def requests_total(q: Quantity, text: str) -> bool:
    """Whether a count is of all requests, and not of those that came by one way."""
    return "申请" in text and not words.METHOD.search(q.label) and bool(re.search("收|受理|办|申请", q.label))
