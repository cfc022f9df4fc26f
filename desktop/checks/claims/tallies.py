"""Totals behind their parts: …12条，…3条，共15条; one verb over the parts and their sum; 各538条，合计1076条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.checks.claims import labels as words
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain
from desktop.checks.claims.parts import wrong_list
from desktop.checks.claims.readings import gap_text, working

_AFTER = re.compile(r"(?:以上|上述|三者|两者|几项|各类|[两三四五六七八九十2-9](?:项|类|者|方面|部分))?(?:总计|合计|共计|总共|一共|累计|共)(?:为|有|达|是)?[：:]?$")
_AFTER_VERB = re.compile(
    r"^(?:以上|上述)?(?:[两二三四五六2-6](?:个|项|大)?(?:平台|渠道|方面|部分|部门|载体|网|网站|者|项|类))?(?:总计|合计|共计|总共|一共|共)"
    r"(?P<verb>办理|公开|发布|受理|收到|制发|印发|举办|开展|推送|编发|答复|处理|完成|召开|接待|培训|更新|报送|刊发|刊登|转发|印制)[^，。；\d]{0,12}$"
)


def of_unit(quantity: Quantity, unit: str) -> bool:
    """Whether a count is of the unit, or has none of its own."""
    return quantity.unit == unit or not quantity.unit


def totals_after(paragraph: Paragraph, used: set[int]) -> Iterator[Relation]:
    """The relations of a paragraph whose total stands behind its parts; ``used`` holds the ids of counts already judged."""
    counts = [q for q in paragraph.members if q.depth == 0]
    for i, total in enumerate(counts):
        if "计" not in total.label and "共" not in total.label:
            continue
        did = _AFTER_VERB.match(total.label)
        if not total.unit or (did is None and (not _AFTER.search(total.label) or len(_AFTER.sub("", total.label)) > 0)):
            continue
        items: list[Quantity] = []
        for q in reversed(counts[:i]):
            if q.start >= total.start - len(total.label) or words.no_total(q):
                continue  # 两个平台合计, 三项共计; 213件，同比增加31件，结转9件，合计222件
            if q.sentence != total.sentence or not of_unit(q, total.unit):
                break
            items.insert(0, q)
        if not items or id(total) in used:
            continue
        if did is not None:
            yield from _done_in_all(paragraph, items, total, did["verb"], used)
            continue
        last_gap = gap_text(paragraph, items[-1], total)
        if len(last_gap) > 16 or "。" in last_gap:
            continue
        if items[-1].label.endswith("各"):
            yield from _each(paragraph, items[-1], total, used)
            continue
        if len(items) < 2 or (total.noun and all(q.noun and not set(q.noun) & set(total.noun) - set("个村民") for q in items)
                              and sum((q.value for q in items), Decimal(0)) != total.value):
            continue  # 14个行政村、2个居委会，共126个村民小组: other things are counted
        groups = _by_semicolon(paragraph, items)
        if len(groups) > 1 and any(sum(q.value for q in g) == total.value for g in groups):
            yield from _divisions(paragraph, total, groups, used)
            continue
        if len(groups) > 1 and len(groups[0]) > 1 and len({sum(q.value for q in g) for g in groups}) == 1:
            items = groups[0]  # the divisions agree with one another and not with the total
        fits = [items[k:] for k in range(len(items) - 1) if sum((q.value for q in items[k:]), Decimal(0)) == total.value]
        if fits:
            used.update(map(id, (*fits[0], total)))
            yield Relation("parts-of-total", "right", (total, *fits[0]), working=working(fits[0]))
        elif (not any(id(q) in used for q in items) or all(id(q) in used for q in items)) and all(q.exactness == "exact" for q in (*items, total)):
            parts = [q for q in items if not words.CUMULATIVE.search(q.label)]
            amount = sum((q.value for q in parts), Decimal(0))
            if len(parts) >= 2:
                used.update(map(id, (*parts, total)))
                yield Relation("parts-of-total", "wrong", (total, *parts), "error", "after", 0.9, plain(amount),
                               plain(total.value), working(parts),
                               texts={"whole": plain(total.value) + total.unit, "total": plain(amount)})


def _done_in_all(
    paragraph: Paragraph, items: list[Quantity], total: Quantity, verb: str, used: set[int]
) -> Iterator[Relation]:
    """微博发布2769条，微信发布1231条，两个平台合计发布4000条: one verb governs the parts and their sum."""
    if len(items) < 2 or any(q.exactness != "exact" or words.CUMULATIVE.search(q.label) for q in (*items, total)) \
            or any(id(q) in used for q in items) or verb not in items[0].label or "。" in gap_text(paragraph, items[0], total):
        return
    if any(words.verbs(q.label) - {verb, "公开"} for q in items) or re.search("其中|另|同比|较|；", paragraph.text[items[0].start:total.start]):
        return
    fits = next((items[k:] for k in range(len(items) - 1) if sum((q.value for q in items[k:]), Decimal(0)) == total.value), None)
    amount = sum((q.value for q in items), Decimal(0))
    used.update(map(id, (*items, total)))
    if fits:
        yield Relation("parts-of-total", "right", (total, *fits), working=working(fits))
    else:
        yield Relation("parts-of-total", "wrong", (total, *items), "warning", "after", 0.8, plain(amount), plain(total.value), working(items),
                       texts={"whole": plain(total.value) + total.unit, "total": plain(amount)})


def _by_semicolon(paragraph: Paragraph, items: Sequence[Quantity]) -> list[list[Quantity]]:
    groups: list[list[Quantity]] = [[items[0]]]
    for before, q in pairwise(items):
        if "；" in gap_text(paragraph, before, q):
            groups.append([])
        groups[-1].append(q)
    return groups


def _divisions(
    paragraph: Paragraph, total: Quantity, groups: Sequence[list[Quantity]], used: set[int]
) -> Iterator[Relation]:
    """按方式分，…；按申请人分，…；合计58件: each division must make the total."""
    for group in groups:
        used.update(map(id, group))
        if sum(q.value for q in group) == total.value:
            yield Relation("parts-of-total", "right", (total, *group), working=working(group))
        elif len(group) >= 2 and words.class_of([words.name_of(q) for q in group]) is not None:
            wrong = wrong_list(paragraph, [total], group, tight=False, marker="rest")
            if wrong is not None:
                yield wrong


def _each(paragraph: Paragraph, one: Quantity, total: Quantity, used: set[int]) -> Iterator[Relation]:
    """各538条，合计1076条: the total must be a whole multiple of what each has."""
    if one.value and total.value % one.value == 0 and total.value // one.value >= 2:
        used.update(map(id, (one, total)))
        yield Relation("parts-of-total", "right", (total, one), working=f"{plain(total.value / one.value)}×{plain(one.value)}={plain(total.value)}")
    elif one.value:
        yield Relation("parts-of-total", "wrong", (total, one), "error", "each", 0.85, None, plain(total.value),
                       f"{plain(total.value)}÷{plain(one.value)}={(total.value / one.value):.2f}",
                       texts={"whole": plain(total.value) + total.unit, "total": plain(one.value)})
