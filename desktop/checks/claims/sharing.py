"""Shares whose base stands in other places: 占答复总数60件的70%, 2119个村中有1907个…覆盖率92%, two shares that make 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.checks.claims import labels as words
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain
from desktop.checks.claims.printed import share_of
from desktop.checks.claims.shares import exact_share, fit
from desktop.checks.claims.tenths import tenths

_OF_NUMBER = re.compile(r"[，、（]?(?:约|所)?占[^，。；\d]{0,16}")
_RATE_END = re.compile(r"(?:率|占比|比例|比重)(?:为|达到?|是)?$")
_AMONG = re.compile(r"[^，。；\d]{0,14}(?:中|里)(?:，)?(?:已|共|现|仅)?(?:有)?")


def other_shares(paragraphs: Sequence[Paragraph], known: Sequence[Relation]) -> list[Relation]:
    """All shares in these shapes that no other reading has judged."""
    judged = {id(q) for r in known if r.check in ("share-wrong", "rate-wrong") for q in r.quantities if q.sort == "percent"}
    listed = {id(q): r for r in known if r.check == "parts-of-total" for q in r.quantities[1:]}
    out: list[Relation] = []
    for paragraph in paragraphs:
        for q in paragraph.percents:
            if id(q) not in judged:
                found = [*_named_base(paragraph, q), *_among(paragraph, q), *_all_of_them(paragraph, q)]
                judged.update(id(q) for _ in found)
                out += found
        if paragraph.percents and len(paragraph.counts) >= 2:
            out += _closed(paragraph, judged, listed)
            out += _count_in_bracket(paragraph, judged)
        if len(paragraph.counts) >= 2:
            out += tenths(paragraph)
    return out


def _wrong(part: Quantity, base: Quantity, share: Quantity, check: str = "share-wrong") -> Relation:
    texts = {"part": plain(part.value) + part.unit, "base": plain(base.value) + base.unit, "other": "",
             "done": plain(part.value) + part.unit}
    return Relation(check, "wrong", (part, share, base), "error", "default", 0.9, exact_share(part.value, base.value, share.decimals),
                    plain(share.value) + "%", f"{plain(part.value)}÷{plain(base.value)}={part.value * 100 / base.value:.{share.decimals + 2}f}%", texts=texts)


def _named_base(paragraph: Paragraph, share: Quantity) -> Iterator[Relation]:
    """45件，占答复总数60件的70%."""
    before = [q for q in paragraph.quantities if q.sort == "count" and q.end <= share.start and q.sentence == share.sentence]
    if len(before) < 2:
        return
    part, base = before[-2], before[-1]
    if part.unit != base.unit or part.exactness != "exact" or base.exactness != "exact" or not base.value or part.value > base.value:
        return
    if _OF_NUMBER.fullmatch(paragraph.text[part.end:base.start]) and re.fullmatch(r"[^，。；\d]{0,8}的(?:约)?", paragraph.text[base.end:share.start]):
        how = fit(part.value, base.value, share)
        if how == "exact":
            yield Relation("share-wrong", "right", (part, share, base))
        elif how == "off":
            yield _wrong(part, base, share)


def _among(paragraph: Paragraph, share: Quantity) -> Iterator[Relation]:
    """2119个村中有1907个设立专区，覆盖率达到92%."""
    before = [q for q in paragraph.quantities if q.sort == "count" and q.end <= share.start and q.sentence == share.sentence]
    if len(before) < 2 or not _RATE_END.search(share.label) or share.exactness != "exact":
        return
    base, part = before[-2], before[-1]
    between = paragraph.text[part.end:share.start]
    if part.unit != base.unit or part.exactness != "exact" or base.exactness != "exact" or not base.value or part.value > base.value:
        return
    if not _AMONG.fullmatch(re.sub("（[^）]*）", "", paragraph.text[base.end:part.start])) or len(between) > 30 or between.count("，") > 1 or "；" in between:
        return
    how = fit(part.value, base.value, share)
    if how == "exact":
        yield Relation("rate-wrong", "right", (base, part, share))
    elif how == "off":
        yield _wrong(part, base, share, "rate-wrong")


_ALL = re.compile(r"[^，。；\d]{0,16}(?:均|全部|都)(?:已)?(?:经)?(?:建成|建立|设立|设置|开设|开通|公开|配备|接入|完成|实现|编制)[^，。；\d]{0,16}，[^，。；\d]{0,10}")


def _all_of_them(paragraph: Paragraph, share: Quantity) -> Iterator[Relation]:
    """15个乡镇均已建成专区，覆盖率93%: all of them are 100%."""
    before = [q for q in paragraph.quantities if q.sort == "count" and q.end <= share.start and q.sentence == share.sentence]
    if not before or share.value >= 100 or share.exactness != "exact" or not re.search("(?:覆盖|建成|公开|设立|开通|完成|配备|编制|接入)率(?:为|达到?|是)?$", share.label):
        return
    if before[-1].exactness == "exact" and _ALL.fullmatch(paragraph.text[before[-1].end:share.start]):
        yield Relation("rate-wrong", "wrong", (before[-1], share), "warning", "all", 0.8, "100%", plain(share.value) + "%", paragraph.text[before[-1].start:share.end],
                       texts={"done": "", "base": plain(before[-1].value) + before[-1].unit})


def _closed(paragraph: Paragraph, judged: set[int], listed: dict[int, Relation]) -> Iterator[Relation]:
    """自然人192件，占总数的80%；法人46件，占总数的20%: shares of all there is, whose base is their sum."""
    for number in range(len(paragraph.sentences)):
        counts = [q for q in paragraph.of_sentence(number) if q.sort == "count" and q.depth == 0]
        pairs = [(q, s) for q in counts if (s := share_of(paragraph, q)) is not None]
        if len(pairs) < 2 or len(pairs) != len(counts) or len({q.unit for q, _ in pairs}) != 1 or any(id(s) in judged for _, s in pairs):
            continue
        names = [words.name_of(q) for q, _ in pairs]
        ground = words.class_of(names)
        ended = len(pairs) >= 3 and bool(words.OTHER.match(names[-1]))
        told = sum((s.value for _, s in pairs), Decimal(0))
        sums = sum((q.value for q, _ in pairs), Decimal(0))
        proven = len(pairs) >= 3 and sums and sum(fit(q.value, sums, s) == "exact" for q, s in pairs) >= len(pairs) - 1
        if not (ground in ("applicant", "attribute") or ended or (ground == "method" and proven)) or not (99 <= told <= 101 or proven) or any(id(q) in listed for q, _ in pairs) \
                or any(q.exactness != "exact" or s.exactness != "exact" for q, s in pairs):
            continue
        total = sum((q.value for q, _ in pairs), Decimal(0))
        for part, share in pairs:
            how = fit(part.value, total, share) if total else "exact"
            if how in ("off", "raised"):
                texts = {"part": plain(part.value) + part.unit, "base": plain(total) + part.unit, "other": ""}
                yield Relation("share-wrong", "wrong", (part, share, *(q for q, _ in pairs if q is not part)), "warning", "summed", 0.8,
                               exact_share(part.value, total, share.decimals), plain(share.value) + "%",
                               f"{plain(part.value)}÷({'+'.join(plain(q.value) for q, _ in pairs)})={part.value * 100 / total:.{share.decimals + 2}f}%",
                               texts=texts)
                break


def _count_in_bracket(paragraph: Paragraph, judged: set[int]) -> Iterator[Relation]:
    """财政类占12.1%（150条），民生类占31.5%（390条）: the count behind its share; a base that its neighbours prove."""
    for number in range(len(paragraph.sentences)):
        here = [q for q in paragraph.of_sentence(number) if q.sort in ("count", "percent")]
        pairs = [(b, a) for a, b in pairwise(here) if a.sort == "percent" and b.sort == "count" and b.depth == a.depth + 1 and id(a) not in judged
                 and paragraph.text[a.end:b.start] == "（" and paragraph.text[b.end:b.end + 1] == "）" and b.exactness == a.exactness == "exact"]
        if len(pairs) < 2:
            continue
        parts = {id(b) for b, _ in pairs}
        bases = [q for q in here if q.sort == "count" and id(q) not in parts and q.unit == pairs[0][0].unit and q.value >= max(b.value for b, _ in pairs)]
        base = next((q for q in bases if sum(fit(b.value, q.value, s) == "exact" for b, s in pairs) * 2 >= len(pairs)), None)
        if base is None:
            continue
        for part, share in pairs:
            if fit(part.value, base.value, share) == "off":
                yield _wrong(part, base, share)
