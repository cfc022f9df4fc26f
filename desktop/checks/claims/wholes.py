"""Whole = parts: finds the lists of a paragraph, the totals they may divide, and judges them in all their readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter

from desktop.checks.claims import labels as words
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain
from desktop.checks.claims.parts import (
    SUBTOTAL,
    cuts_of,
    fitting,
    gap_text,
    judge,
    own,
    share_behind,
    share_of,
    up_to_semicolon,
    working,
    wrong_list,
)
from desktop.checks.claims.tallies import of_unit, totals_after

_LEAD = re.compile(
    r"(?P<of>(?:其中|(?<=，)内[有含](?=[\u4e00-\u9fff]{2,14}\d))[，：、]?(?:包括|包含|含有?|有)?[：，]?)|"
    r"(?P<each>分别(?:为|是|有|公开|办理)?[：，]?)|"
    r"(?P<kinds>(?:类别|类型|种类|分类|内容|类信息)(?:主要)?(?:有|为|是|包括|包含|涉及|涵盖|如下)+[：，]?)|"
    r"(?P<among>在?(?:所|已|主动)?公开(?:的(?:各类)?(?:政府)?信息[中里]?|(?:政府)?信息[中里])[，：])|"
    r"(?P<top>[排居位列](?:名|居|在|列)*[^，。；、\d]{0,4}前[^，。；、\d]{1,3}的?(?:分别)?(?:为|是|有)[：]?)|"
    r"(?P<seen>(?:从|按照?|就)[^，。；：、]{2,12}?(?:来?看|划分|分类?|统计|而言)[，：]|(?:申请|受理|提交|申请人)(?:渠道|方式|途径|主体|类型|身份|来源)(?:方面|上|上看|来看|看)?[，：])|"
    r"(?P<weak>(?:主要)?(?:包括|包含|涵盖|涉及|分为|具体为|具体是|具体包括|由)[：，]?|含(?!有|义|量)|：|即[：，]?)"
)
_LEAD_BEGINS = re.compile("[其内分类种在所已主公从按就申受提包涵涉具由含：即排居位列]")
_PASSIVE = re.compile(r"[^\d，；]{0,24}[，；]")
_TOTALISH = re.compile(r"共|总|合计|累计|全年|收到|受理|收办|主动公开|办结|制发|制作")
_TOPIC_OPEN = re.compile(r"(?:公开|公布|发布|制作|获取)[^，。；]{0,14}信息|政府信息")
_MEDIA = re.compile(r"微信|微博|公众号|新媒体|抖音|客户端|短视频|头条|粉丝|阅读|点击|访问|转发")


def listings(paragraphs: Sequence[Paragraph]) -> list[Relation]:
    """All relations of a whole and its parts in a report."""
    out: list[Relation] = []
    for paragraph in paragraphs:
        if not paragraph.members:
            continue
        used: set[int] = set()
        for found in (_brackets(paragraph, used), _leads(paragraphs, paragraph, used), totals_after(paragraph, used),
                      _bare(paragraph, used)):
            out += found
    return out


# ---- brackets -------------------------------------------------------------------------------------------------


_BRACKET = re.compile("[（）]")


def _bracket_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """(start of inside, end of inside, depth inside) of each balanced pair of brackets."""
    stack: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket.group() == "（":
            stack.append(bracket.end())
        elif stack:
            yield stack.pop(), bracket.start(), len(stack) + 1


def _brackets(paragraph: Paragraph, used: set[int]) -> Iterator[Relation]:
    counts = paragraph.members
    if not any(q.depth for q in counts):
        return
    for start, end, depth in _bracket_spans(paragraph.text):
        inside = [q for q in counts if start <= q.start < end and q.depth == depth]
        head = paragraph.text[start:start + 8]
        for unit in dict.fromkeys(q.unit for q in inside if q.unit):
            items = [q for q in inside if of_unit(q, unit)]
            before = [q for q in counts if q.end < start and q.depth == depth - 1 and q.unit == unit
                      and start - q.end <= 34 and not re.search("[。；！？]", paragraph.text[q.end:start])]
            nearest = next((q for q in reversed(counts) if q.end < start and q.depth == depth - 1), None)
            if not before or (nearest is not before[-1] and nearest is not None and start - nearest.end <= 6):
                continue  # 刊登356500条次（包括…8000条）: the bracket belongs to what stands right before it
            subset = bool(re.match(r"含(?!义)|其中含|包含|包括", head))
            if len(items) == 1 and (subset or head.startswith("其中")):
                yield from _single(before[-1:], items[0], used)
                continue
            if len(items) < 2 or re.match(r"不含|另|原|较|比|同比|去年|上年", head):
                continue
            tight = not subset and not head.startswith("其中")
            yield from judge(paragraph, [before[-1]], items, used, tight=tight, marker="bracket")


# ---- lists behind a lead -------------------------------------------------------------------------------------


def _leads(paragraphs: Sequence[Paragraph], paragraph: Paragraph, used: set[int]) -> Iterator[Relation]:
    counts = [q for q in paragraph.members if q.depth == 0]
    for number, of_sentence in groupby(counts, key=attrgetter("sentence")):
        inside = list(of_sentence)
        sentence = paragraph.sentences[number]
        leads = list(_lead_positions(paragraph, sentence.start, sentence.end))
        inner = _among(paragraph, inside)
        if inner is not None:
            leads.append((inner.end, "inner"))
        leads += [(found.end(), "named") for found in _WITHIN.finditer(paragraph.text, sentence.start, sentence.end)]
        for at, kind in sorted(leads):
            items = [q for q in inside if q.start >= at]
            if not items or (kind != "inner" and id(items[0]) in used and kind == "weak"):
                continue
            units = dict.fromkeys(q.unit for q in items if q.unit)
            for unit in units:
                mine = _yearly(list(own(paragraph, [q for q in items if of_unit(q, unit) and not words.no_total(q)])))
                if not mine or (mine[0].start - at > 60 and kind in ("weak", "each", "named")):
                    continue
                wholes = [inner] if kind == "inner" and inner is not None else _candidates(
                    paragraphs, paragraph, inside, number, at, unit, kind, used)
                if inner is not None and kind != "inner" and inner.start >= at and unit == inner.unit:
                    continue
                if not wholes or (kind == "inner" and wholes[0].unit != unit):
                    continue
                yield from _from_lead(paragraph, number, wholes, mine, used, kind)


def _lead_positions(paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Behind each lead of a stretch, outside of brackets; tried only at the characters that a lead begins with."""
    text = paragraph.text
    for begins in _LEAD_BEGINS.finditer(text, start, end):
        at = begins.start()
        match = _LEAD.match(text, at, end) if at >= start else None
        if match is None:
            continue
        start = match.end()
        if text.count("（", 0, at) > text.count("）", 0, at):
            continue
        if text[at] == "由" and _PASSIVE.match(text, start, start + 26):
            continue  # 40件由公民提出，4件由企业提出
        yield start, str(match.lastgroup)


_AMONG = re.compile(r"[^，。；、：（]{0,15}?(?:中(?![心国小学央间标程医华层级文型介])|(?<![公海平百])里(?!程|面))[，：、]?")
_THESE = re.compile(r"在|的$|^该$|^上述$|^这$|^对$")
_WITHIN = re.compile("[中里](?:[，：]|(?<=申请中)(?=[\u4e00-\u9fff]))")
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


def _among(paragraph: Paragraph, inside: Sequence[Quantity]) -> Quantity | None:
    """The total of 在主动公开的425条政府信息中，…"""
    for q in inside:
        if _AMONG.match(paragraph.text, q.end, q.end + 20) and _THESE.search(q.label):
            return q
    return None


def _candidates(
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
            elif (asks and _requests_total(q, text)) or (published and _published_total(q, text)):
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


def _requests_total(q: Quantity, text: str) -> bool:
    """Whether a count is of all requests, and not of those that came by one way."""
    return "申请" in text and not words.METHOD.search(q.label) and bool(re.search("收|受理|办|申请", q.label))


def _from_lead(
    paragraph: Paragraph, number: int, wholes: list[Quantity], items: list[Quantity], used: set[int], kind: str
) -> Iterator[Relation]:
    following = _following(paragraph, number, items)
    if len(items) == 1 and not following:
        if kind in ("of", "inner", "seen") and not words.CUMULATIVE.search(items[0].label):
            yield from _single(wholes, items[0], used)
        return
    yield from judge(paragraph, wholes, items, used, tight=kind == "each", marker=kind, following=following)


def _following(paragraph: Paragraph, number: int, items: Sequence[Quantity]) -> list[Quantity]:
    """Members of a list that a full stop parts from it: 各乡镇公开477条，占23.1%。 or 其他信息13条。"""
    out: list[Quantity] = []
    shared = share_behind(paragraph, items[0])
    for later in range(number + 1, min(number + 4, len(paragraph.sentences))):
        found = [q for q in paragraph.members if q.sentence == later and q.depth == 0]
        if not found or found[0].unit != items[0].unit:
            break
        first = found[0]
        lead = paragraph.text[paragraph.sentences[later].start:first.start]
        if re.match(r"[、，]?(?:各(?!单位通过)|其[他它余])", lead) or (shared and share_behind(paragraph, first) and len(lead) < 40):
            out += [q for q in found if q.unit == first.unit][:1]
        else:
            break
    return out


def _yearly(items: list[Quantity]) -> list[Quantity]:
    """A list without the cumulative figures that stand in it, when others are left."""
    return [q for q in items if not words.CUMULATIVE.search(q.label)] or items


def _single(wholes: Sequence[Quantity], part: Quantity, used: set[int]) -> Iterator[Relation]:
    """One 其中 alone: it may not exceed any total it could belong to."""
    if words.CUMULATIVE.search(part.label) or id(part) in used or re.search("共|包括|包含", part.label) or part.noun.startswith("子"):
        return
    near = wholes[0].paragraph == part.paragraph and part.num_start - wholes[0].end <= 18 and wholes[0].unit not in ("人", "名", "人次")
    if part.low > max(w.high for w in wholes) and (near or _TOTALISH.search(wholes[0].label + wholes[0].noun)):
        yield Relation("part-exceeds-whole", "wrong", (wholes[0], part), "error", "single", 0.9, plain(wholes[0].value),
                       plain(part.value), f"{plain(part.value)}>{plain(wholes[0].value)}")


# ---- lists without a lead ------------------------------------------------------------------------------------


_OF_WHICH = re.compile("其中[，：、]?$")


def _bare(paragraph: Paragraph, used: set[int]) -> Iterator[Relation]:
    """A total with its parts right behind it and no word between: 公开356条，许可类1条，项目类345条，其他10条。"""
    counts = [q for q in paragraph.members if q.depth == 0]
    for i, (whole, behind) in enumerate(pairwise(counts)):
        if behind.sentence != whole.sentence or id(whole) in used or not whole.unit or words.CUMULATIVE.search(whole.label) or words.no_total(whole):
            continue
        lead = whole.start - len(whole.label)
        if whole.label.startswith("其中") or _OF_WHICH.search(paragraph.text, max(0, lead - 4), lead):
            continue  # the first member of a list, no total
        if whole.noun.startswith("由"):
            continue  # 40件由公民提出，4件由企业提出
        number = whole.sentence
        items = _yearly([q for q in counts[i + 1:] if q.sentence == number and of_unit(q, whole.unit) and not words.no_total(q)])
        if not items or any(id(q) in used for q in items[:2]):
            continue
        gap = gap_text(paragraph, whole, items[0])
        if "；" in gap or not ("，" in gap or "：" in gap) or _beside_them(whole, items[0]):
            continue
        following = _following(paragraph, number, items)
        if len(items) + len(following) < 2:
            continue
        cuts, hard = cuts_of(paragraph, items)
        right = fitting([whole], items, cuts, following)
        if right is not None:
            used.update(map(id, (whole, *right[1])))
            yield Relation("parts-of-total", "right", (whole, *right[1]), working=working(right[1]))
            continue
        best = [q for q in items[:hard] if not words.CUMULATIVE.search(q.label) and not words.ACROSS.search(q.label)
                and not SUBTOTAL.search(q.label)]
        best += [q for q in following if hard == len(items)]
        best = up_to_semicolon(paragraph, best)
        names = [words.name_of(q) for q in best]
        if len(best) < 2 or not (_divides(whole, names) or _shared_out(paragraph, best) or _classes(whole, best)):
            continue
        wrong = wrong_list(paragraph, [whole], best, tight=False, marker="bare")
        if wrong is not None:
            used.update(map(id, (whole, *best)))
            yield wrong


def _beside_them(whole: Quantity, first: Quantity) -> bool:
    """Whether a count is a member of the list that stands behind it: 无法提供9件，不予处理8件，其他处理1件."""
    return words.class_of([words.name_of(whole), words.name_of(first)]) in ("disposal", "method", "outcome")


def _classes(whole: Quantity, items: Sequence[Quantity]) -> bool:
    """Whether classes of the very thing counted stand behind it (招标公告56项，货物类30项、…类…), near enough to be all."""
    names = [words.name_of(q) for q in items]
    total = sum(q.value for q in items)
    return len(names) >= 3 and all(name.endswith(("类", whole.label[-2:])) for name in names) and not whole.label.endswith("类") \
        and "的" not in "".join(names) and Decimal("0.95") <= total / max(whole.value, Decimal(1)) <= Decimal("1.15")


def _shared_out(paragraph: Paragraph, items: Sequence[Quantity]) -> bool:
    """Whether each member carries a share, and the shares make about a whole (overlapping features make more)."""
    printed = [share_of(paragraph, q) for q in items]
    return all(printed) and 95 <= sum(s.value for s in printed if s is not None) <= 105


_PERIOD = re.compile(r"(?:其中)?(?:上半年|下半年|第?[一二三四]季度)(?:编发|发布|公开|收到|受理|举办|召开|印发)?")


def _divides(whole: Quantity, names: Sequence[str]) -> bool:
    """Whether a list without a lead plainly divides the count before it."""
    ground = words.class_of(names)
    text = whole.label + whole.noun
    if ground == "attribute" and re.search("总数|制作|获取|制发|产生|形成|信息", text):
        return True
    if ground in ("method", "applicant") and "申请" in text and not words.METHOD.search(whole.label):
        return True
    if len(names) in (2, 4) and all(_PERIOD.fullmatch(n) for n in names) and len(names) == (2 if "半年" in names[0] else 4):
        return True
    if len(names) == 2 and names[1].startswith(("未" + names[0][:2], "不" + names[0][:2])):
        return True
    if ground == "disposal" and re.search("申请|答复|办结|受理|收到", text) and len(names) >= 3:
        return True
    if ground == "document" and re.search("清理|梳理|评估", text):
        return True
    if ground == "outcome" and re.search("复议|诉讼", text):
        return True
    return bool(words.OTHER.match(names[-1])) and len(names) >= 3 and bool(re.search("信息|公开|共", text)) \
        and len([n for n in names if re.search("类|信息|情况|文件", n)]) >= 2
