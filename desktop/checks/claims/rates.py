"""Rates of done over received (办结率, 满意率), rates that no whole number can give, and averages by day or month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checks.claims import context as near
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain
from desktop.checks.claims.shares import exact_share, fit

_RATE = re.compile(r"(?P<timely>按时|按期|及时|限期|期限内|时限内)?(?P<stem>办结|办理|答复|回复|处理|处置|办复|整改|满意|好评|采纳|电子化|化解|受理)率(?:为|达到?|均为|均达|是)?$")
_STEMS = {"办结": "办结|办理", "办理": "办理|办结", "答复": "答复|回复", "回复": "回复|答复|办结", "处理": "处理|办结|处置", "处置": "处置|处理",
          "办复": "办复|答复|办结", "整改": "整改", "满意": "满意", "好评": "好评", "采纳": "采纳", "电子化": "电子化", "化解": "化解", "受理": "受理"}
_AVERAGE = re.compile(r"(?:(?P<day>日均|每日平均|平均每[天日]|每天平均)|(?P<month>月均|平均每月|每月平均))[^，。；]{0,10}$")
_DAYS = (365, 366, 364, 250, 249, 248, 251, 252, 247, 244, 245, 246, 243, 242, 260, 261)


def rates(paragraphs: Sequence[Paragraph]) -> list[Relation]:
    """All rates and averages of a report."""
    out: list[Relation] = []
    for paragraph in paragraphs:
        for q in paragraph.quantities:
            if q.sort == "percent":
                out += _rate(paragraphs, paragraph, q)
            elif q.sort == "count":
                out += _average(paragraphs, paragraph, q)
    return out


def _rate(paragraphs: Sequence[Paragraph], paragraph: Paragraph, rate: Quantity) -> Iterator[Relation]:
    match = _RATE.search(rate.label)
    if match is None or rate.exactness != "exact":
        return
    if rate.value > 100:
        yield Relation("rate-wrong", "wrong", (rate,), "error", "above", 0.95, None, plain(rate.value) + "%", "", texts={"done": "", "base": ""})
        return
    stem = re.compile(f"(?<![未不没])(?:{_STEMS[match['stem']]})")
    window = [q for q in paragraph.quantities if q.sort == "count" and q.start < rate.start and rate.sentence - q.sentence <= 1]
    own = [q for q in window if q.sentence == rate.sentence] or window
    done = next((q for q in reversed(own) if stem.search(q.label + q.noun) and not near.RECEIVED.search(q.label)), None)
    if done is None:
        yield from _possible(paragraph, rate, own, match["stem"])
        return
    bases = [q for q in window if q.start < done.start and q.unit == done.unit and q.depth == done.depth]
    if not bases:
        return
    good = next((b for b in reversed(bases) if _agrees(done, b, rate)), None)
    if good is not None:
        yield _told("right", rate, done, good)
        return
    base = next((b for b in reversed(bases) if near.RECEIVED.search(b.label)), None)
    if match["stem"] in ("满意", "好评", "采纳"):
        base = base or max(bases, key=lambda b: b.value)
        if len(bases) == 1 or min(abs(done.value * 100 / b.value - rate.value) for b in bases if b.value) <= 10:
            base = min((b for b in bases if b.value), key=lambda b: abs(done.value * 100 / b.value - rate.value))
            yield _told("wrong", rate, done, base)
        return
    if base is None or not base.value or match["timely"]:
        return
    sentence = near.sentence_text(paragraph, rate)
    if near.CARRIED_IN.search(sentence) or near.CARRIED_OUT.search(sentence) or near.PENDING.search(sentence) or "其余" in sentence:
        return
    yield _told("wrong", rate, done, base)


def _agrees(done: Quantity, base: Quantity, rate: Quantity) -> bool:
    """Whether a rate follows from two counts; 100% may be rounded up but not come from more done than there was."""
    how = fit(done.value, base.value, rate)
    return how == "exact" if rate.value == 100 else how in ("exact", "cut")


def _told(state: str, rate: Quantity, done: Quantity, base: Quantity) -> Relation:
    return Relation(
        "rate-wrong", state, (base, done, rate), "error", "default", 0.92,  # type: ignore[arg-type]
        exact_share(done.value, base.value, rate.decimals) if base.value else None, plain(rate.value) + "%",
        f"{plain(done.value)}÷{plain(base.value)}={done.value * 100 / base.value:.{rate.decimals + 2}f}%" if base.value else "",
        texts={"done": plain(done.value) + done.unit, "base": plain(base.value) + base.unit})


def _possible(paragraph: Paragraph, rate: Quantity, own: Sequence[Quantity], stem: str) -> Iterator[Relation]:
    """A rate right behind its base must be k ÷ N for some whole k: 32条，全文电子化率为6.93% is not."""
    if stem not in ("电子化", "办结", "答复", "办理") or not own or rate.value == 100:
        return
    base = own[-1]
    between = paragraph.text[base.end:rate.start]
    if base.sentence != rate.sentence or base.exactness != "exact" or not 0 < base.value <= 20000 \
            or not re.fullmatch(r"[，、]?[^，。；、]{0,14}", between):
        return
    count = (rate.value * base.value / 100).to_integral_value()
    whole = [k for k in (count - 1, count, count + 1) if k >= 0]
    if any(fit(k, base.value, rate) != "off" for k in whole):
        return
    around = "、".join(f"{plain(k)}÷{plain(base.value)}={k * 100 / base.value:.2f}%" for k in (count, count + 1))
    yield Relation("rate-wrong", "wrong", (base, rate), "warning", "impossible", 0.85, None, plain(rate.value) + "%", around,
                   texts={"done": "", "base": plain(base.value) + base.unit})


def _average(paragraphs: Sequence[Paragraph], paragraph: Paragraph, q: Quantity) -> Iterator[Relation]:
    match = _AVERAGE.search(q.label)
    if match is None:
        return
    totals = [t for t in paragraph.quantities if t.sort == "count" and t.unit == q.unit and t is not q and t.value > q.value
              and abs(t.sentence - q.sentence) <= 1 and re.search("共|全年|总|累计|受理|收到", t.label)]
    divisors = _DAYS if match["day"] else (12,)
    unit = Decimal(1).scaleb(-q.decimals)
    for total in totals:
        if any(abs(total.value / d - q.value) <= unit for d in divisors):
            yield Relation("average-wrong", "right", (q, total), working=f"{plain(total.value)}÷{divisors[0]}")
            return
    if len(totals) == 1:
        total = totals[0]
        if all(abs(total.value / d - q.value) > q.value / 10 for d in divisors) and q.exactness == "exact":
            yield Relation("average-wrong", "wrong", (q, total), "warning", "default", 0.7,
                           f"{total.value / divisors[0]:.1f}", plain(q.value) + q.unit,
                           f"{plain(total.value)}÷{divisors[0]}={total.value / divisors[0]:.1f}",
                           texts={"total": plain(total.value) + total.unit})
