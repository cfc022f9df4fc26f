"""Shares in words: 占总量的八成半, 占三分之一, 两类合计超过八成, within what they may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.checks.claims.model import Paragraph, Place, Quantity, Relation, plain
from desktop.checks.claims.printed import share_of
from desktop.normal import to_number

_SIZE = (r"(?P<about>约|近|超过?|将近|接近|逾|不足|不到)?(?:(?P<n>[一二两三四五六七八九])成(?P<half>半)?|(?P<of>[二三四五六七八九十])分之(?P<over>[一二三四五六七八九])|(?P<even>一半|半数))"
         r"(?P<more>多|以上|左右|有余|强|弱)?(?![品本为立绩员功长果型因套])")
_MARK = re.compile("[成之半](?:(?<=[一二两三四五六七八九].)|(?<=分.)|(?<=半)数)")  # a quick look whether there is any
_OF = re.compile(r"占(?P<whole>[^，。；\d]{0,14}?)" + _SIZE)
_OWN = re.compile(r"[，、（]?(?:约|近|超过?)?占")  # a count with a share of its own is no base for its neighbour
_TOGETHER = re.compile(r"(?P<names>[^，。；：\d、]{2,10}?(?:[、和与及][^，。；：\d、和与及]{2,10}?){1,3})"
                       r"(?:[两二三四][类项者种个])?(?:合计|合起来|总共|共|加起来)(?:占比?)?(?:[^，。；\d]{0,8}?的)?" + _SIZE)
_FILLER = re.compile(r"全部|所有|总数|总量|全年|信息|的|公开|总|量|件数|数$")


def tenths(paragraph: Paragraph) -> Iterator[Relation]:
    """The shares in words of a paragraph that the figures beside them do not give."""
    text = paragraph.text
    if _MARK.search(text) is None:
        return
    for match in _OF.finditer(text):
        yield from _of_counts(paragraph, match)
    if "计" in text or "共" in text or "起来" in text:
        for match in _TOGETHER.finditer(text):
            yield from _of_shares(paragraph, match)


def _range(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The percentages that a share in words may stand for."""
    if match["n"]:
        said = Decimal(to_number(match["n"]) or 0) * 10 + (5 if match["half"] else 0)
        loose = Decimal(4) if match["half"] else Decimal(7)
    else:
        over, of = (Decimal(1), Decimal(2)) if match["even"] else (Decimal(to_number(match["over"]) or 1), Decimal(to_number(match["of"]) or 1))
        said, loose = over * 100 / of, Decimal(5)
    about, more = match["about"] or "", match["more"] or ""
    if about in ("近", "将近", "接近", "不足", "不到") or more == "弱":
        return said - 10, said + Decimal("0.5")
    if about in ("超", "超过", "逾") or more in ("多", "以上", "有余", "强"):
        return said - Decimal("0.5"), said + (50 if more == "以上" and said <= 50 else 11)
    return said - loose, said + loose


def _of_counts(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Relation]:
    """3250条，其中网站2600条，约占总量的八成半; 占全部招生信息的八成以上，为62条."""
    number = paragraph.sentence_at(match.start())
    if number is None:
        return
    counts = [q for q in paragraph.of_sentence(number) if q.sort == "count" and q.exactness == "exact"]
    before = [q for q in counts if q.end <= match.start()]
    behind = next((q for q in counts if q.start >= match.end()), None)
    if behind is not None and re.fullmatch(r"，?(?:为|共|有|计|达|即)", paragraph.text[match.end():behind.num_start]):
        named = _FILLER.sub("", match["whole"])
        wholes = [q for q in paragraph.counts if q.end <= match.start() and q.unit == behind.unit and q.exactness == "exact" and q.value > behind.value
                  and len(named) >= 2 and named in q.label + q.noun]
        if len(wholes) == 1:
            yield from _told(paragraph, match, behind, wholes[0])
        return
    if not before or len(paragraph.text[before[-1].end:match.start()]) > 4:
        return
    part = before[-1]
    bases = [q for q in before[:-1] if q.unit == part.unit and q.value > part.value and share_of(paragraph, q) is None
             and not _OWN.match(paragraph.text, q.end)]
    low, high = _range(match)
    if any(q.unit == part.unit and low <= part.value * 100 / q.value <= high for q in paragraph.counts if part.value < q.value and q.end <= part.start):
        return
    if len(bases) == 1 and (match["n"] or share_of(paragraph, part) is None):
        yield from _told(paragraph, match, part, bases[0])


def _told(paragraph: Paragraph, match: re.Match[str], part: Quantity, base: Quantity) -> Iterator[Relation]:
    true = part.value * 100 / base.value
    low, high = _range(match)
    if not low <= true <= high:
        texts = {"part": plain(part.value) + part.unit, "base": plain(base.value) + part.unit, "other": ""}
        yield Relation("share-wrong", "wrong", (part, base), "warning", "default", 0.75, f"{true:.1f}%", match.group()[1:],
                       f"{plain(part.value)}÷{plain(base.value)}={true:.1f}%", (Place(paragraph.index, *match.span()),), texts=texts)


def _of_shares(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Relation]:
    """大气1283件，占44.6%；噪声962件，占33.5%；…大气和噪声两类合计超过八成: the shares said before are added."""
    number = paragraph.sentence_at(match.start())
    names = re.split("[、和与及]", match["names"])
    if number is None:
        return
    pairs = [(q, share) for q in paragraph.counts if q.end <= match.start() and q.sentence in (number, number - 1)
             and (share := share_of(paragraph, q)) is not None and share.end <= match.start()]
    chosen: list[Quantity] = []
    for name in names:
        own = [share for q, share in pairs if name in q.label]
        if len(own) != 1:
            return
        chosen += own
    total = sum((share.value for share in chosen), Decimal(0))
    low, high = _range(match)
    if len(set(map(id, chosen))) == len(names) and not low <= total <= high:
        working = "+".join(plain(share.value) for share in chosen) + f"={plain(total)}%"
        yield Relation("share-wrong", "wrong", tuple(chosen), "warning", "together", 0.8, plain(total) + "%", match.group(), working,
                       (Place(paragraph.index, *match.span()),), texts={"part": "", "base": "", "other": ""})
