"""Whole = parts: finds the lists of a paragraph and judges them against the totals they may divide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter

from desktop.checks.claims import labels as words
from desktop.checks.claims.candidates import among, candidates, requests_total
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain
from desktop.checks.claims.parts import judge, wrong_list
from desktop.checks.claims.printed import own, share_behind, share_of
from desktop.checks.claims.readings import SUBTOTAL, cuts_of, fitting, gap_text, up_to_semicolon, working
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


def listings(paragraphs: Sequence[Paragraph]) -> list[Relation]:
    """All relations of a whole and its parts in a report."""
    out: list[Relation] = []
    for paragraph in paragraphs:
        if not paragraph.members:
            continue
        used: set[int] = set()
        for found in (_brackets(paragraph, used), _leads(paragraphs, paragraph, used), totals_after(paragraph, used),
                      _bare(paragraph, used), _in_the_next_sentence(paragraph, used)):
            out += found
    return out


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


def _leads(paragraphs: Sequence[Paragraph], paragraph: Paragraph, used: set[int]) -> Iterator[Relation]:
    counts = [q for q in paragraph.members if q.depth == 0]
    for number, of_sentence in groupby(counts, key=attrgetter("sentence")):
        inside = list(of_sentence)
        sentence = paragraph.sentences[number]
        leads = list(_lead_positions(paragraph, sentence.start, sentence.end))
        inner = among(paragraph, inside)
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
                wholes = [inner] if kind == "inner" and inner is not None else candidates(
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


_WITHIN = re.compile("[中里](?:[，：]|(?<=申请中)(?=[\u4e00-\u9fff]))")


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


def _in_the_next_sentence(paragraph: Paragraph, used: set[int]) -> Iterator[Relation]:
    """The ways or the applicants of the requests that the sentence before counts: 收到申请183件。当面41件，网络142件。"""
    for number in range(1, len(paragraph.sentences)):
        items = [q for q in paragraph.members if q.sentence == number and not q.depth]
        if len(items) < 2 or any(id(q) in used or q.unit != items[0].unit for q in items):
            continue
        opening = paragraph.text[paragraph.sentences[number].start:items[0].start]
        if opening != items[0].label or words.class_of([words.name_of(q) for q in items]) not in ("method", "applicant"):
            continue
        wholes = [q for q in paragraph.members if q.sentence == number - 1 and not q.depth and q.unit == items[0].unit and not words.no_total(q)
                  and requests_total(q, q.label + q.noun) and not words.CUMULATIVE.search(q.label)]
        right = fitting(wholes, items, [len(items)], ()) if wholes else None
        if right is not None:
            used.update(map(id, items))
            yield Relation("parts-of-total", "right", (*right[0], *right[1]), working=working(right[1]))
        elif len(wholes) == 1:
            wrong = wrong_list(paragraph, wholes, items, tight=False, marker="bare")
            if wrong is not None:
                used.update(map(id, items))
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
