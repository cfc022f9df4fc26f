"""Shares printed behind counts (45项，占比78.9%), and the members of a list that they make portions of others."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from desktop.checks.claims.model import Paragraph, Quantity

_SHARE_GAP = re.compile(r"[^。；，（、）\d]{0,10}[，、（]?(?:约|只|仅|所|其)?(?:占(?!比?分别)[^。；，、\d]{0,18}|比例(?:为|达)?|比重(?:为|达)?)")
_EXPLAINED = re.compile(r"（[^（）]*）")


def own(paragraph: Paragraph, items: Sequence[Quantity]) -> list[Quantity]:
    """The members of a list without those that by their printed share are portions of an earlier member."""
    out: list[Quantity] = []
    above = [w for w in paragraph.quantities if w.sort == "count" and w.unit == items[0].unit and w.end <= items[0].start] if items else []
    for q in items:
        share = share_of(paragraph, q)
        if share is not None and any(w.value > max(i.value for i in items) and fits_share(share, q.value, w.value) for w in above):
            out.append(q)  # its share is of the total, whatever else it may fit
            continue
        if share is None or not any(fits_share(share, q.value, base.value) for base in out if base.value > q.value):
            out.append(q)
    return out


def share_of(paragraph: Paragraph, q: Quantity) -> Quantity | None:
    """The percentage printed behind a count: 45项，占比78.9%. 0.7元至0.8元 and 1元以上 are classes, no counts."""
    if not paragraph.percents or paragraph.percents[-1].start < q.end:
        return None
    if q.unit == "元" and (paragraph.text[q.start - 1:q.start] in ("至", "到") or re.match("[以至到]", paragraph.text[q.end:q.end + 1])
                          or paragraph.text[q.end - 2:q.end] in ("以上", "以下")):
        return None
    explained = _EXPLAINED.match(paragraph.text, q.end)  # 79件（不掌握61件、…18件），占36.4%: the bracket divides the count before it
    for other in paragraph.percents:
        if other.start < q.end:
            continue
        inside = explained is not None and other.start < explained.end()
        between = paragraph.text[q.end if inside or explained is None else explained.end():other.start]
        if _SHARE_GAP.fullmatch(between) or (len(between) <= 1 and paragraph.text[other.end:other.end + 1] == "占") or _bare(paragraph, q, other):
            return other
        if not inside:
            return None
    return None


def _bare(paragraph: Paragraph, q: Quantity, share: Quantity) -> bool:
    """予以公开61件（39.9%）、部分公开17件（11.1%）: bare percentages in brackets behind several counts are shares."""
    def bracketed(count: Quantity, percent: Quantity) -> bool:
        return paragraph.text[count.end:percent.start] == "（" and paragraph.text[percent.end:percent.end + 1] == "）"

    return bracketed(q, share) and sum(bracketed(a, b) for a, b in itertools.pairwise(paragraph.of_sentence(q.sentence))) >= 3


def fits_share(share: Quantity, part: Decimal, base: Decimal) -> bool:
    if not base:
        return False
    return abs(part * 100 / base - share.value) <= Decimal("0.51").scaleb(-share.decimals)


def share_behind(paragraph: Paragraph, q: Quantity) -> bool:
    return bool(re.match(r"[^。；]{0,6}[，、（]?(?:约?占|\d+(?:\.\d+)?%)", paragraph.text[q.end:q.end + 16]))
