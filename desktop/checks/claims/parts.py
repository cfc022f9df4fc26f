"""Judges a list against the totals it may divide: right when a reading fits, wrong when none does and a sensible one is off."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checks.claims import labels as words
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain
from desktop.checks.claims.printed import fits_share, share_of
from desktop.checks.claims.readings import (
    BRACKETS,
    SUBTOTAL,
    brought,
    cuts_of,
    fitting,
    gap_text,
    gathered,
    sum_of,
    unnested,
    up_to_semicolon,
    working,
)


def judge(
    paragraph: Paragraph, wholes: list[Quantity], items: list[Quantity], used: set[int], *, tight: bool, marker: str,
    following: Sequence[Quantity] = (),
) -> Iterator[Relation]:
    """Tries every reading of a list; says right when one fits, wrong when none does and a sensible one is off."""
    if len(unnested(paragraph, items)) == len(items):
        items = _own_level(items)
    cuts, hard = cuts_of(paragraph, items)
    beside = _beside(paragraph, wholes[0], items)
    if beside is not None:
        cuts, hard = sorted({*cuts, beside}), min(hard, beside)
    top = unnested(paragraph, items)
    right = fitting(wholes, items, cuts, following, top if len(top) < len(items) else ())
    if right is None and len(level := gathered(paragraph, items)) < len(items):
        right = fitting(wholes, level, [len(level)], following)
        used.update(map(id, items if right is not None else ()))
    if right is not None:
        whole, taken = right
        used.update(map(id, taken))
        yield Relation("parts-of-total", "right", (*whole, *taken), working=working(taken))
        rest = [q for q in items if q not in taken]
        size = len([q for q in items if q in taken])
        if len(rest) >= 2 and items[size:] == rest and "；" in gap_text(paragraph, items[size - 1], rest[0]) and size <= hard:
            yield from _rest(paragraph, list(whole), rest, used)
        return
    main = top if len(top) < len(items) else list(items[:hard])
    lean = [q for q in main if not words.CUMULATIVE.search(q.label) and not words.ACROSS.search(q.label)
            and not SUBTOTAL.search(q.label)]
    wholes = [w for w in wholes if not words.no_total(w)]
    if not wholes:
        return
    main = up_to_semicolon(paragraph, main)
    soft = [c for c in cuts if 2 <= c < len(lean)]
    chosen = wholes[0]
    best = lean + [q for q in following if hard == len(items)]
    for cut in soft:
        if abs(sum(q.value for q in lean[:cut]) - chosen.value) < abs(sum(q.value for q in best) - chosen.value) \
                and "；" in gap_text(paragraph, lean[cut - 1], lean[cut]):
            best = lean[:cut]
    if len(best) < 2 or any(id(q) in used for q in best):
        return
    wrong = wrong_list(paragraph, wholes, best, tight=tight, marker=marker)
    if wrong is not None:
        used.update(map(id, best))
        yield wrong
        rest = lean[len(best):]
        if len(rest) >= 2:
            yield from _rest(paragraph, [wrong.quantities[0]], rest, used)


def _own_level(items: list[Quantity]) -> list[Quantity]:
    """A list of cases without the outcomes told behind one of them: 直接起诉3件，复议后起诉2件，结果维持2件."""
    if words.OUTCOME.search(words.name_of(items[0])):
        return items
    cases = [q for q in items if not words.OUTCOME.search(q.label)]
    return cases if 2 <= len(cases) < len(items) and all("诉" in q.label or "复议" in q.label for q in cases) else items


def _rest(paragraph: Paragraph, whole: list[Quantity], rest: list[Quantity], used: set[int]) -> Iterator[Relation]:
    """A second division of the same total behind a ；: by applicant; by outcome."""
    if len(whole) != 1:
        return
    cuts, hard = cuts_of(paragraph, rest)
    right = fitting(whole, rest, cuts, ())
    if right is not None:
        used.update(map(id, right[1]))
        yield Relation("parts-of-total", "right", (*right[0], *right[1]), working=working(right[1]))
        return
    best = rest[:hard]
    names = [q.label for q in best]
    if len(best) >= 2 and words.class_of(names) in ("disposal", "applicant", "method", "outcome"):
        wrong = wrong_list(paragraph, whole, best, tight=False, marker="rest")
        if wrong is not None:
            yield wrong


def wrong_list(
    paragraph: Paragraph, wholes: Sequence[Quantity], best: Sequence[Quantity], *, tight: bool, marker: str
) -> Relation | None:
    """The finding for a list that adds up in no reading, or None when it may just be open."""
    names = [words.name_of(q) for q in best]
    if any(brought(q) for q in best):
        return None  # 其中2件为上年结转，答复149件: what was carried in is no part beside the answers
    if _other_units_fill(paragraph, wholes[0], best) or _goes_on(paragraph, wholes[0], best) or _behind_bracket(paragraph, wholes[0], best[0]):
        return None
    if (words.changes(names) and words.class_of(names) != "document") or any(q.negated for q in best) or words.of_years(best):
        return None
    behind = wholes[0].end if wholes[0].paragraph == paragraph.index else 0
    if _overlapping(paragraph, wholes[0], best, names, behind):
        return None
    whole = wholes[0]
    if len(wholes) > 1 and not re.search("共|总|合计|办结|答复", whole.label):
        better = [w for w in wholes if re.search("共|总|合计", w.label)]
        whole = better[0] if better else whole
    total = sum((q.value for q in best), Decimal(0))
    exact = all(q.exactness == "exact" for q in (whole, *best))
    texts = {"whole": plain(whole.value) + whole.unit, "total": plain(total)}
    if total > whole.high:
        ceiling = sum((w.value for w in wholes), Decimal(0)) if len(wholes) > 1 and _siblings(paragraph, wholes) else whole.value
        if ceiling > whole.value:
            near = next((k for k in range(2, len(wholes) + 1) if abs(total - sum_of(wholes[:k])) <= sum_of(wholes[:k]) * Decimal("0.05")), None)
            if near is not None:
                several = sum_of(wholes[:near])
                return Relation("parts-of-total", "wrong", (*wholes[:near], *best), "warning", "several", 0.7, plain(total),
                                plain(several), working(best), texts={"whole": plain(several) + whole.unit, "total": plain(total)})
        if total <= ceiling or (not exact and sum((q.low for q in best), Decimal(0)) <= whole.high):
            return None
        severity, message, sure = "error", "over", 0.97 if exact else 0.85
        if total < max(w.value for w in wholes):
            severity, sure = "warning", 0.7
        if _TOPICS.search(paragraph.text, behind, best[0].start) and words.class_of(names) is None:
            severity, sure = "notice", 0.5  # one request may be about several matters
    else:
        if marker == "top" or words.closing_etc(paragraph, best[-1]) or _REST.match(paragraph.text, best[-1].end) or (not exact and sum((q.high for q in best), Decimal(0)) >= whole.low):
            return None
        rate = next((r for r in paragraph.percents if 0 <= r.start - best[-1].end <= 14), None)
        if rate is not None and fits_share(rate, total, whole.value):
            return None  # 结案440件（调解211件，撤诉97件，调撤率70%）: their own rate says that they are not all
        graded = _short(paragraph, whole, best, names, total, tight=tight, marker=marker)
        if graded is None:
            return None
        severity, message, sure = graded
    return Relation("parts-of-total", "wrong", (whole, *best), severity, message, sure, plain(total),  # type: ignore[arg-type]
                    plain(whole.value), working(best), texts=texts)


# 法律服务机构提出1件、商业企业提出4件，其余均为自然人提出: the rest is named without a figure.
_REST = re.compile(r"[^，。；、]{0,8}[，、；](?:其余|剩余|余下|其他)(?:均|全|都|全部)?[^\d，。；]{0,20}(?=[，。；]|$)")
_PIECES = frozenset("条件篇份期个项部则次")


def _other_units_fill(paragraph: Paragraph, whole: Quantity, best: Sequence[Quantity]) -> bool:
    """Whether members counted in another unit make up the rest: 信息2698条，其中动态1201条、…、征集16期、…"""
    if whole.unit not in _PIECES:
        return False
    rest = whole.value - sum_of(best)
    odd = [q for q in paragraph.quantities
           if q.sort == "count" and q.unit != whole.unit and q.unit in _PIECES and whole.end <= q.start < best[-1].end + 40 and q not in best
           and q.sentence == best[0].sentence]
    return rest > 0 and any(sum_of(some) == rest for size in range(1, min(len(odd), 3) + 1)
                            for some in itertools.combinations(odd[:6], size))


def _goes_on(paragraph: Paragraph, whole: Quantity, best: Sequence[Quantity]) -> bool:
    """Whether the next sentences name the members that are missing: …发布工作动态105条。通过公示栏公开信息71条。"""
    rest = whole.value - sum_of(best)
    last = best[-1]
    for q in paragraph.quantities:
        if last.sentence < q.sentence <= last.sentence + 3 and q.sort == "count" and q.unit == whole.unit and not q.depth:
            rest -= q.value
            if rest <= 0:
                break
    return rest == 0 and sum_of(best) < whole.value


# The members are said to overlap: several matters in one request, one text on several platforms.
_OVERLAP = re.compile(
    r"分别统计|重复(?:统计|计算|计数)|(?:有|存在|互有|部分)(?:交叉|重合|重叠|重复)|交叉重叠|同步(?:发布|推送|公开)|同时(?:涉及|在|通过)|涉及多[项个]|不重复计|含重复|"
    r"多平台同发|之和[^，。；]{0,6}[大多]于|[只仅均都][计算按记](?:作|为)?[1一]|[计算]作[1一][条件次]|(?:两|二|几|多|[2-9])[种个类](?:或)?(?:及)?(?:以上)?(?:不同)?的?(?:渠道|平台|载体|方式|途径|媒体)"
    r"(?:同时|重复|上)?(?:公开|发布|刊发|刊载|推送)|(?:渠道|平台|载体)(?:之)?间(?:有|存在)?(?:重复|重叠|重合|交叉)")
_REMARK = re.compile("（|注[：:]|部分|同一|因|由于|以上|其中部分")
_CHANNEL = re.compile(words.METHOD.pattern + "|报刊|日报|晚报|报纸|电视|广播|电台|触摸屏|电子屏|显示屏|公报|公告栏|展板|客户端|抖音|头条|媒体|栏目|渠道")


def _overlapping(paragraph: Paragraph, whole: Quantity, best: Sequence[Quantity], names: Sequence[str], behind: int) -> bool:
    """Whether one thing is counted in several members: the text says so, or one channel already carries all there is."""
    last = best[-1].sentence
    if last + 1 < len(paragraph.sentences) and _REMARK.match(paragraph.text, paragraph.sentences[last].end):
        last += 1
    if _OVERLAP.search(paragraph.text, behind, paragraph.sentences[last].end):
        return True
    full = any(q.value == whole.value for q in best) and sum(q.value > 0 for q in best) > 1
    return full and all(_CHANNEL.search(name) and "申请" not in name for name in names)


_TOPICS = re.compile(r"涉及|集中在|内容[主]?[要]?(?:有|是|为|包括)")
_SHARE = re.compile(r"[\d.]+%")


def _behind_bracket(paragraph: Paragraph, whole: Quantity, first: Quantity) -> bool:
    """Whether the total's own division stands in a bracket right behind it (规章13件（新制定5件、…），规范性文件42件): what
    follows the bracket without a word that divides stands beside the total."""
    gap = paragraph.text[whole.end:first.start]
    bare = BRACKETS.sub("", gap, count=1)
    inside = BRACKETS.match(gap)
    return inside is not None and bool(re.search(r"\d", _SHARE.sub("", inside.group()))) and not re.search("其中|包括|分别|包含|：", bare)


def _siblings(paragraph: Paragraph, wholes: Sequence[Quantity]) -> bool:
    if any(w.value == sum((o.value for o in wholes if o is not w), Decimal(0)) for w in wholes):
        return False  # 收到19件，18件办结，1件结转: one is the sum of the others
    return len(wholes) > 1 and not re.search("共|总|合计|收到|受理", wholes[0].label) \
        and words.verbs(wholes[0].label) <= words.verbs(wholes[1].label)


_MEDIA = re.compile(r"微信|微博|公众号|新媒体|抖音|视频号|头条|客户端")
_OPENING = re.compile(r"^(?:20\d\d年度?|全年|本年度?|共|年内)*(通过|依托|利用|在|由|向)")


def _beside(paragraph: Paragraph, whole: Quantity, items: Sequence[Quantity]) -> int | None:
    """Where a list ends because a new clause opens like that of its total: 通过网站公开…，其中…；通过微信公开…"""
    if re.search("网站|门户", whole.label) and not _MEDIA.search(items[0].label):
        for i in range(1, len(items)):  # 网站发布5621条，其中…；微信推送1082条
            if _MEDIA.search(items[i].label) and "；" in gap_text(paragraph, items[i - 1], items[i]):
                return i
    own = _OPENING.search(whole.label)
    first = _OPENING.search(words.name_of(items[0]))
    if own is None or first is not None:
        return None
    for i in range(1, len(items)):
        opens = _OPENING.search(items[i].label)
        if opens is not None and opens[1] == own[1] and re.search("[；，]", gap_text(paragraph, items[i - 1], items[i])):
            return i
    return None


def _short(
    paragraph: Paragraph, whole: Quantity, best: Sequence[Quantity], names: list[str], total: Decimal, *, tight: bool,
    marker: str,
) -> tuple[str, str, float] | None:
    """How grave it is that parts fall short of their total; None when the list is plainly a selection."""
    gap = (whole.value - total) / whole.value if whole.value else Decimal(0)
    size = len(best)
    if words.closed(names, tight and size >= 3) or (marker == "each"):
        return "error", "short", 0.95
    if size >= 5 and gap <= Decimal("0.005"):
        return "error", "short", 0.9
    if gap > Decimal("0.7") and not (tight or marker == "kinds"):
        return "notice", "maybe", 0.4  # 动态1464条，其中文件15条、解读10条…: some kinds are named, most are not
    if size >= 5 or (tight and size == 2):
        return "warning", "open", 0.8
    shared = [s for s in (share_of(paragraph, q) for q in best) if s is not None]
    if len(shared) == size and sum((s.value for s in shared), Decimal(0)) >= 99:
        return "error", "short", 0.9
    ground = words.class_of(names)
    if ground in ("method", "applicant", "outcome", "document") or (ground == "disposal" and size >= 3):
        return "warning", "open", 0.75
    alike = len(words.common_tail(names)) >= 2 or all(len(n) <= 6 for n in names)
    if marker in ("kinds", "among", "inner") or (alike and gap <= Decimal("0.05")):
        return "warning", "open", 0.7
    if len(shared) == size and gap > Decimal("0.2"):
        return None
    if gap <= Decimal("0.2") or alike or len(shared) == size:
        return "notice", "maybe", 0.5
    return None
