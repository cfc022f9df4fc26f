"""Shares: part × 100 / base against the percentage as printed, with the base that the sentence divides by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from itertools import pairwise
from typing import Literal

from desktop.checks.claims import labels as words
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain
from desktop.checks.claims.printed import share_of

Fit = Literal["exact", "cut", "raised", "off"]
_NAMED = re.compile(r"占(?P<base>[^，。；、\d]{0,16}?)(?:的|为|达|比)?(?:约|近)?$")
_WHOLE_NAME = re.compile(r"总数|总量|总体|全部|总条数|总件数|合计|总计|总制发|全区|全市|全县|全局|公开总|申请总|发布总")
_SUBJECT = re.compile(
    r"(?P<subject>[^，。；、：（）]{2,30}?)(?:总?(?:条|件)?数)?(?:共?占|比例为|比重为|占比为?|占比达)(?P<base>[^，。；\d]{0,16}?)(?:的|为|达)?$")


def shares(paragraphs: Sequence[Paragraph], lists: Sequence[Relation]) -> list[Relation]:
    """All relations of a part, its base and the printed share."""
    divided: dict[int, Relation] = {}
    for relation in lists:
        for part in relation.quantities[1:]:
            divided.setdefault(id(part), relation)
    out: list[Relation] = []
    for paragraph in paragraphs:
        if not paragraph.percents:
            continue
        pairs = list(_respective(paragraph)) if len(paragraph.percents) >= 2 else []
        done = {id(share) for _, share in pairs}
        for q in paragraph.counts:
            share = share_of(paragraph, q)
            if share is not None and id(share) not in done:
                done.add(id(share))
                pairs.append((q, share))
        pairs.sort(key=lambda pair: pair[0].start)
        out += _of_pairs(paragraphs, paragraph, pairs, divided)
        for q in paragraph.percents:
            if id(q) not in done:
                out += _of_subject(paragraph, q, lists)
    return out


_AND = frozenset("、和及与") | {"以及", "和占"}
_EACH_OF_THEM = re.compile(r"[^。；，（、）\d]{0,6}[，、；（]?(?:所)?(?:占比|比例|比重|各占|占)?(?:分别|各自)?(?:约)?(?:占|为|是)[^，。；\d]{0,12}|[，（]?占比")


def _respective(paragraph: Paragraph) -> Iterator[tuple[Quantity, Quantity]]:
    """部门11254条、镇街7376条，分别占60.4%和39.6%: as many shares as counts, in the same order."""
    here = paragraph.quantities
    at = 0
    while at < len(here):
        size = 1
        while here[at].sort == "percent" and at + size < len(here) and here[at + size].sort == "percent" \
                and paragraph.text[here[at + size - 1].end:here[at + size].start] in _AND and here[at + size].sentence == here[at].sentence:
            size += 1
        counts, shares_ = here[max(0, at - size):at], here[at:at + size]
        at += size
        if size < 2 or len(counts) != size or len({(q.sort, q.unit, q.depth, q.sentence) for q in counts}) != 1 or counts[0].sort != "count" \
                or counts[0].sentence != shares_[0].sentence or any(len(paragraph.text[a.end:b.start]) > 24 for a, b in pairwise(counts)):
            continue
        between = paragraph.text[counts[-1].end:shares_[0].start]
        if _EACH_OF_THEM.fullmatch(between) and ("占" in between or "比" in between) and "各自" not in between:
            yield from zip(counts, shares_, strict=True)


def fit(part: Decimal, base: Decimal, share: Quantity) -> Fit:
    """How a printed share stands to the exact one: rounded, cut off, raised, or off."""
    if base <= 0:
        return "off"
    true = part * 100 / base
    unit = Decimal(1).scaleb(-share.decimals)
    if true.quantize(unit, ROUND_HALF_UP) == share.value or abs(true - share.value) * 2 == unit:
        return "exact"
    if share.low != share.high and share.low <= true <= share.high:
        return "exact"
    if true.quantize(unit, ROUND_DOWN) == share.value:
        return "cut"
    if true.quantize(unit, ROUND_UP) == share.value:
        return "raised"
    return "off"


def _spread(part: Quantity, base: Quantity, share: Quantity) -> Fit:
    best = fit(part.value, base.value, share)
    if best in ("off", "raised") and (base.low != base.high or part.low != part.high) and base.low > 0:
        unit = Decimal(1).scaleb(-share.decimals) / 2
        if part.low * 100 / base.high - unit <= share.value <= part.high * 100 / base.low + unit:
            return "exact"
    return best


def _bases(
    paragraphs: Sequence[Paragraph], paragraph: Paragraph, part: Quantity, divided: dict[int, Relation]
) -> list[Quantity]:
    """The counts that a part may be a share of, nearest first: its own total, then larger counts before it."""
    out: list[Quantity] = []
    relation = divided.get(id(part))
    if relation is not None:
        out.append(relation.quantities[0])
    for other in reversed(paragraphs[max(0, paragraph.index - 3):paragraph.index + 1]):
        for q in reversed(other.quantities):
            if q.sort == "count" and (other is not paragraph or q.start < part.start) and q.value >= part.value \
                    and (q.unit == part.unit or not part.unit) and q not in out:
                out.append(q)
        if len(out) >= 14:
            break
    return out[:14]


def _of_pairs(
    paragraphs: Sequence[Paragraph], paragraph: Paragraph, pairs: Sequence[tuple[Quantity, Quantity]],
    divided: dict[int, Relation],
) -> Iterator[Relation]:
    """Judges the shares of a paragraph; a base counts as settled when its own list or a neighbour's share proves it."""
    groups: dict[tuple[int, str], list[tuple[Quantity, Quantity]]] = {}
    for part, share in pairs:
        relation = divided.get(id(part))
        key = (id(relation.quantities[0]) if relation else part.sentence, part.unit)
        groups.setdefault(key, []).append((part, share))
    proven: list[Quantity] = []
    for group in groups.values():
        base = _settled(paragraphs, paragraph, group, divided, proven)
        for part, share in group:
            yield from _pair(paragraphs, paragraph, part, share, base, divided)
        if base is not None and any(_spread(p, base, s) == "exact" for p, s in group):
            proven.append(base)


def _settled(
    paragraphs: Sequence[Paragraph], paragraph: Paragraph, group: Sequence[tuple[Quantity, Quantity]],
    divided: dict[int, Relation], proven: Sequence[Quantity],
) -> Quantity | None:
    """The base that a group of shares has in common: the one that most of them fit."""
    candidates: list[Quantity] = list(proven)
    for part, _ in group:
        candidates += [q for q in _bases(paragraphs, paragraph, part, divided) if q not in candidates]
    best, votes = None, 0
    for base in candidates:
        good = sum(_spread(p, base, s) == "exact" for p, s in group)
        if good > votes:
            best, votes = base, good
    relation = divided.get(id(group[0][0]))
    if best is not None and votes * 2 >= len(group) and len(group) > 1:
        return best
    if relation is not None and relation.quantities[0].unit == group[0][0].unit:
        whole = relation.quantities[0]
        close = sum(_spread(p, whole, s) in ("exact", "cut", "raised") for p, s in group)
        if close * 2 >= len(group) or (all(_NAMED_WHOLE(paragraph, p, s) for p, s in group) and relation.state == "right"):
            return whole
        if relation.state == "right" and best is None:
            return whole
    if not votes and all(_NAMED_WHOLE(paragraph, p, s) for p, s in group):
        told = [r for r in divided.values() if r.state == "right" and r.quantities[0].paragraph == paragraph.index
                and r.quantities[0].unit == group[0][0].unit and r.quantities[0].start < group[0][0].start]
        return told[-1].quantities[0] if told else None
    return best if votes else None


def _NAMED_WHOLE(paragraph: Paragraph, part: Quantity, share: Quantity) -> bool:
    return bool(_WHOLE_NAME.search(paragraph.text[part.end:share.start]))


def _pair(
    paragraphs: Sequence[Paragraph], paragraph: Paragraph, part: Quantity, share: Quantity, base: Quantity | None,
    divided: dict[int, Relation],
) -> Iterator[Relation]:
    options = _bases(paragraphs, paragraph, part, divided)
    whole = divided.get(id(part))
    if whole is not None and whole.state == "right":  # a member is no base for its neighbour in a list that adds up
        options = [q for q in options if all(q is not other for other in whole.quantities[1:])]
    fits = {id(q): _spread(part, q, share) for q in ([base] if base else []) + options}
    first = next((q for q in ([base] if base else []) + options if fits[id(q)] == "exact"), None)
    meant = next((q for q in options if fits[id(q)] == "exact" and _is_named(paragraph, part, share, q)), None)
    if meant is not None:  # 占办结总数的42.7%: the count of what was 办结
        yield _relation("right", part, share, meant, "default", "error")
        return
    if first is not None and (base is None or first is base or _named_other(paragraph, part, share, base, first)):
        yield _relation("right", part, share, first, "default", "error")
        return
    if base is None:
        base = _only_base(paragraph, part, share, options)
    if base is not None and base.value and fits.setdefault(id(base), _spread(part, base, share)) == "exact":
        yield _relation("right", part, share, base, "default", "error")
        return
    if base is None:
        near = next((q for q in options if fits[id(q)] == "cut"), None)
        if near is not None and _NAMED_WHOLE(paragraph, part, share):
            yield from _rough(part, share, near, "cut")
        elif near is None:
            yield from _slipped(paragraph, part, share, options)
        return
    if fits[id(base)] in ("cut", "raised"):
        yield from _rough(part, share, base, fits[id(base)])
        return
    if first is not None:
        yield _relation("wrong", part, share, base, "other", "warning", first)
        return
    yield _relation("wrong", part, share, base, "default", "error")


_KIND = re.compile(r"办结|答复|办理|新收|收到|受理|处理|公开|发布|制发|推送|制作|印发|回复|接待|咨询|解读")


def _is_named(paragraph: Paragraph, part: Quantity, share: Quantity, base: Quantity) -> bool:
    """Whether 占…总数 names what a count is of."""
    named = _NAMED.search(paragraph.text[part.end:share.start])
    kinds = _KIND.findall(named["base"]) if named is not None else []
    return bool(kinds) and any(kind in base.label + base.noun for kind in kinds) and base.value > part.value


def _slipped(paragraph: Paragraph, part: Quantity, share: Quantity, options: Sequence[Quantity]) -> Iterator[Relation]:
    """公开信息203条。门户网站公开162条，占79.2%: a share that nearly fits the one total before it is a slip of its figures."""
    larger = {q.value: q for q in options if q.value > part.value and 0 <= part.paragraph - q.paragraph <= 1
              and abs(part.value * 100 / q.value - share.value) <= 1}
    if len(larger) != 1 or part.exactness != "exact" or share.decimals == 0:
        return
    base = next(iter(larger.values()))
    if base.exactness == "exact" and base.unit == part.unit and re.fullmatch(r"[，、（]?(?:约|所|其)?占(?:比|总数|全部|总量)?的?(?:比例)?为?", paragraph.text[part.end:share.start]):
        yield _relation("wrong", part, share, base, "default", "warning")


def _only_base(paragraph: Paragraph, part: Quantity, share: Quantity, options: Sequence[Quantity]) -> Quantity | None:
    """The one count of the sentence that 其中35篇，占26.5% can be a share of."""
    named = re.search(r"占(?:比)?([^，。；]*?)的?$", paragraph.text[part.end:share.start])
    if named is None or (named.group(1) and not _WHOLE_NAME.search(named.group(1))) or "其中" not in part.label:
        return None
    here = [q for q in options if q.sentence == part.sentence and q.paragraph == part.paragraph]
    return here[0] if len(here) == 1 else None


def _named_other(paragraph: Paragraph, part: Quantity, share: Quantity, base: Quantity, first: Quantity) -> bool:
    """Whether a share that does not fit the common base may divide by another count without surprise."""
    between = paragraph.text[part.end:share.start]
    return (first.sentence == part.sentence and first.paragraph == part.paragraph and not _WHOLE_NAME.search(between)) \
        or first.value == base.value


def _rough(part: Quantity, share: Quantity, base: Quantity, how: Fit) -> Iterator[Relation]:
    severity = "notice" if how == "cut" and share.decimals == 0 else "warning"
    yield _relation("wrong", part, share, base, "cut" if how == "cut" else "raised", severity)


def exact_share(part: Decimal, base: Decimal, decimals: int) -> str:
    """The share rounded to a number of decimals, and what it was rounded from."""
    true = part * 100 / base
    return plain(true.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + "%"


def _relation(
    state: str, part: Quantity, share: Quantity, base: Quantity, message: str, severity: str,
    other: Quantity | None = None,
) -> Relation:
    true = part.value * 100 / base.value if base.value else Decimal(0)
    texts = {"part": plain(part.value) + part.unit, "base": plain(base.value) + base.unit,
             "other": plain(other.value) + other.unit if other else ""}
    return Relation(
        "share-wrong", state, (part, share, base), severity, message, 0.93 if severity == "error" else 0.8,  # type: ignore[arg-type]
        exact_share(part.value, base.value, share.decimals) if base.value else None, plain(share.value) + "%",
        f"{plain(part.value)}÷{plain(base.value)}={true:.{share.decimals + 2}f}%", texts=texts)


# ---- 主动公开的政府信息占98.55% -------------------------------------------------------------------------------


def _of_subject(paragraph: Paragraph, share: Quantity, lists: Sequence[Relation]) -> Iterator[Relation]:
    """A share whose part is named in words and stands in a list before: 主动公开和依申请公开的政府信息占82.4%."""
    before = paragraph.text[max(0, share.start - 60):share.start]
    match = _SUBJECT.search(before) if "公开" in before else None
    if match is None:
        return
    subject = match["subject"]
    names = [n for n in ("依申请公开", "不予公开", "主动公开") if n in subject]
    if not names:
        return
    for relation in reversed(lists):
        parts = relation.quantities[1:]
        if relation.check != "parts-of-total" or not parts or abs(parts[0].paragraph - paragraph.index) > 1 \
                or (words.class_of([p.label for p in parts]) != "attribute" and len(parts) < 2):
            continue
        if parts[0].paragraph == paragraph.index and parts[0].start > share.start:
            continue
        picked = [next((p for p in parts if n in p.label and (n != "主动公开" or "依申请" not in p.label)), None) for n in names]
        if any(p is None for p in picked):
            continue
        chosen = [p for p in picked if p is not None]
        part = sum((p.value for p in chosen), Decimal(0))
        whole = relation.quantities[0]
        how = fit(part, whole.value, share)
        summed = sum((p.value for p in parts), Decimal(0))
        state = "right" if how == "exact" else "wrong"
        message = "default" if how == "off" else "cut" if how == "cut" else "raised" if how == "raised" else "default"
        if state == "wrong" and summed != whole.value and fit(part, summed, share) == "exact":
            message = "parts"
        true = part * 100 / whole.value if whole.value else Decimal(0)
        yield Relation(
            "share-wrong", state, (*chosen, share, whole),  # type: ignore[arg-type]
            "error" if how == "off" else "notice" if how == "cut" and share.decimals == 0 else "warning", message, 0.9,
            exact_share(part, whole.value, share.decimals), plain(share.value) + "%",
            (f"{'+'.join(plain(p.value) for p in chosen)}={plain(part)}，" if len(chosen) > 1 else "") + f"{plain(part)}÷{plain(whole.value)}={true:.{share.decimals + 2}f}%",
            texts={"part": plain(part) + whole.unit, "base": plain(whole.value) + whole.unit, "other": plain(summed)})
        return
