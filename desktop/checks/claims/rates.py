"""Rates of done over received (办结率, 满意率), rates that no whole number can give, and averages by day or month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.checks.claims import context as near
from desktop.checks.claims.model import Paragraph, Quantity, Relation, plain
from desktop.checks.claims.shares import exact_share, fit
from desktop.normal import to_number

_RATE = re.compile(r"(?P<timely>按时|按期|及时|限期|期限内|时限内)?"
                   r"(?P<stem>办结|办理|答复|回复|处理|处置|办复|整改|满意|好评|采纳|电子化|化解|受理|结案|回收|合格|公开|完成|达标|执行|录用|达成|调解|兑现|销号|参检|覆盖)率(?:为|达到?|均为|均达|是)?$")
_STEMS = {"办结": "办结|办理", "办理": "办理|办结", "答复": "答复|回复", "回复": "回复|答复|办结", "处理": "处理|办结|处置", "处置": "处置|处理",
          "办复": "办复|答复|办结", "整改": "整改", "满意": "满意", "好评": "好评", "采纳": "采纳", "电子化": "电子化", "化解": "化解", "受理": "受理",
          "结案": "结案", "回收": "回收|收回", "合格": "(?<!不)合格", "公开": "公开|公示", "完成": "完成", "达标": "(?<!不)达标", "执行": "执行", "录用": "录用|采用",
          "达成": "达成", "调解": "调解|调处", "兑现": "兑现", "销号": "销号", "参检": "参检", "覆盖": "覆盖"}
# Any other rate named after what was done (公示率, 落实率), not one of a change nor of a fault.
_OTHER_RATE = re.compile(r"(?P<stem>(?!增长|下降|上升|减少|降低|增加|压减|压缩|精简|缩减|精减|压降|缩短|提速|提升|提高|同比|环比|纠错|败诉|差错|错误|投诉|比例)"
                         r"[\u4e00-\u9fff]{2})率(?:为|达到?|均为|均达|是)?$")
_NEW_STEMS = frozenset(["结案", "回收", "合格", "公开", "完成", "达标", "执行", "录用", "达成", "调解", "兑现", "销号", "参检", "覆盖"])
_BASE = re.compile("发放|发出|抽检|检测|抽查|检查|应公开|应当公开|立案|总数|总计|共|制发|印发|制作|任务|应完成|计划|年初|列入|受理|收到")
_AVERAGE = re.compile(r"(?:(?P<day>日均|每日平均|平均每[天日]|每天平均)|(?P<month>月均|平均每月|每月平均)|(?P<quarter>季均|平均每季度?|每季度平均)|(?P<week>周均|平均每周|每周平均))[^，。；]{0,10}$")
_DAYS = (365, 366, 364, 250, 249, 248, 251, 252, 247, 244, 245, 246, 243, 242, 260, 261)


def rates(paragraphs: Sequence[Paragraph]) -> list[Relation]:
    """All rates and averages of a report."""
    out: list[Relation] = []
    for paragraph in paragraphs:
        for q in paragraph.quantities:
            if q.sort == "percent":
                out += _rate(paragraph, q)
            elif q.sort == "count" and "均" in q.label:
                out += [*_average(paragraph, q), *_per_body(paragraph, q)]
    return out


def _rate(paragraph: Paragraph, rate: Quantity) -> Iterator[Relation]:
    named = "率" in rate.label
    match = _RATE.search(rate.label) if named else None
    if rate.exactness != "exact" or (match is not None and rate.label[:match.start()].endswith(("不", "未", "非"))):
        return  # 不合格率1.5% is no 合格率
    if named and rate.label.endswith(("纠错率", "纠错率为", "败诉率", "败诉率为")):
        yield from _lost(paragraph, rate)
    elif not named and "公开率" in paragraph.text and _OPEN_RATE.search(paragraph.text, max(0, rate.start - 24), rate.start):
        yield from _opened(paragraph, rate)
    elif named and match is None:
        other = _OTHER_RATE.search(rate.label)
        if other is not None and rate.value <= 100:
            here = [q for q in paragraph.of_sentence(rate.sentence) if q.sort == "count" and q.start < rate.start]
            yield from _plain_rate(rate, here, other["stem"], re.compile("(?<![未不没])" + other["stem"]), [m.start() for m in re.finditer("；", paragraph.text)])
    if match is None:
        return
    if rate.value > 100 and match["stem"] not in ("完成", "执行", "达成", "兑现"):
        yield Relation("rate-wrong", "wrong", (rate,), "error", "above", 0.95, None, plain(rate.value) + "%", "", texts={"done": "", "base": ""})
        return
    stem = re.compile(f"(?<![未不没])(?:{_STEMS[match['stem']]})")
    window = [q for q in paragraph.quantities if q.sort == "count" and q.start < rate.start and rate.sentence - q.sentence <= 1]
    own = [q for q in window if q.sentence == rate.sentence] or window
    if match["stem"] in _NEW_STEMS:
        yield from _plain_rate(rate, [q for q in own if q.sentence == rate.sentence], match["stem"], stem,
                               [m.start() for m in re.finditer("；", paragraph.text)])
        return
    done = next((q for q in reversed(own) if stem.search(q.label + q.noun) and not near.RECEIVED.search(q.label)
                 and not near.CARRIED_OUT.search(q.noun)), None)
    if done is None:
        left = _left_open(paragraph, rate, match)
        yield from _possible(paragraph, rate, own, match["stem"]) if left is None else [_open(rate, left)]
        return
    bases = [q for q in window if q.start < done.start and q.unit == done.unit and q.depth == done.depth]
    if not bases:
        return
    good = next((b for b in reversed(bases) if _agrees(done, b, rate)), None)
    if good is not None:
        yield _told("right", rate, done, good)
        return
    base = next((b for b in reversed(bases) if near.RECEIVED.search(b.label)), None)
    if base is None and re.search("立案|查处|排查|发现|承办|交办|转办|接访|登记", bases[-1].label) and done.start - bases[-1].end <= 12:
        base = bases[-1]
    if base is None and match["timely"] and re.search("共|总|工单|诉求|来电|留言|热线", bases[-1].label) and done.start - bases[-1].end <= 10:
        base = bases[-1]
    if base is None and match["timely"] and re.search("办结|答复|办理|回复", bases[-1].label) and "其中" in done.label:
        base = bases[-1]  # 办结申请210件，其中按期答复207件
    if match["stem"] in ("满意", "好评", "采纳"):
        base = base or max(bases, key=lambda b: b.value)
        if len(bases) == 1 or min(abs(done.value * 100 / b.value - rate.value) for b in bases if b.value) <= 10:
            base = min((b for b in bases if b.value), key=lambda b: abs(done.value * 100 / b.value - rate.value))
            yield _told("wrong", rate, done, base)
        return
    if base is None or not base.value:
        return
    if match["timely"]:
        if _in_no_reading(done, [q for q in window if q.unit == done.unit and q.sentence == done.sentence], rate) and done.sentence == base.sentence:
            yield replace(_told("wrong", rate, done, base), severity="warning")
        return
    sentence = near.sentence_text(paragraph, rate)
    if rate.value == 100 and re.search("撤回|撤销|终止|放弃|补正|视为|不属于|不予受理", sentence):
        return
    if _in_no_reading(done, [q for q in window if q.unit == done.unit], rate):
        yield _told("wrong", rate, done, base)
        return
    left = _left_open(paragraph, rate, match)
    if left is not None:
        whole = next((b for b in bases if done.value + left.value == b.value), None)
        yield _open(rate, left) if whole is None else _told("wrong", rate, done, whole)
        return
    if near.CARRIED_IN.search(sentence) or near.CARRIED_OUT.search(sentence) or near.PENDING.search(sentence) or "其余" in sentence:
        return
    yield _told("wrong", rate, done, base)


_LEFT = re.compile(r"(?:^|[，、；）])(?:其余|剩余|余下|尚有|仍有|还有)[^，。；、\d]{0,6}$")


def _left_open(paragraph: Paragraph, rate: Quantity, match: re.Match[str]) -> Quantity | None:
    """The cases that the sentence of 办结率100% itself calls open: 其余2件正在协商, 2件转下年度继续办理."""
    if rate.value != 100 or match["timely"] or match["stem"] not in ("办结", "办理", "办复", "结案") or re.search("期|时限|应", rate.label):
        return None
    for q in paragraph.of_sentence(rate.sentence):
        if q.sort != "count" or not q.value or q.negated or q.exactness != "exact" or abs(q.start - rate.start) > 40:
            continue
        text = near.around(paragraph, q)
        if near.CARRIED_IN.search(text) or re.search("未到期|期限内|均|已", text.partition("#")[2]):
            continue
        if near.CARRIED_OUT.search(text.partition("#")[2]) or near.PENDING.search(text.partition("#")[2]) or (
                _LEFT.search(text.partition("#")[0]) and re.search("正在|待|尚", text.partition("#")[2])):
            return q
    return None


def _open(rate: Quantity, left: Quantity) -> Relation:
    return Relation("rate-wrong", "wrong", (rate, left), "warning", "open", 0.8, None, plain(rate.value) + "%", "",
                    texts={"done": "", "base": plain(left.value) + left.unit})


def _in_no_reading(done: Quantity, counts: Sequence[Quantity], rate: Quantity) -> bool:
    """Whether no two counts nor sums of two (carried in, still open) of the sentence give the rate, all being exact."""
    if any(q.exactness != "exact" for q in (*counts, done)) or rate.value == 100 or len(counts) > 6:
        return False
    values = {q.value for q in counts} | {a.value + b.value for a in counts for b in counts if a is not b}
    return all(fit(a, b, rate) == "off" for a in values for b in values if a <= b and b)


def _lost(paragraph: Paragraph, rate: Quantity) -> Iterator[Relation]:
    """行政复议12件，维持9件、纠正1件、尚未审结2件，纠错率8.3%: over all, over those decided, over any figure of the sentence."""
    stem = re.compile("(?<![未不无没])(?:纠正|纠错)" if "纠错" in rate.label else "(?<![未不无没])败诉")
    here = [q for q in paragraph.of_sentence(rate.sentence) if q.sort == "count" and q.end <= rate.start]
    done = next((q for q in reversed(here) if stem.search(q.label + q.noun)), None)
    bases = [q for q in here if done is not None and q is not done and q.unit == done.unit and q.value >= done.value and q.value]
    if done is None or not bases or rate.start - done.end > 24 or not re.search("复议|诉讼", bases[0].label + bases[0].noun) \
            or any(q.exactness != "exact" for q in (*bases, done)):
        return
    values = {q.value for q in here if q.unit == done.unit}
    options = values | {a + b for a in values for b in values} | {a - b for a in values for b in values if a > b}
    if all(fit(done.value, base, rate) == "off" for base in options if base):
        yield replace(_told("wrong", rate, done, bases[0]), severity="warning")


_OPEN_RATE = re.compile(r"公开率（[^（）]{0,4}部分公开[^（）]{0,4}）(?:为|达到?|是)?$")


def _opened(paragraph: Paragraph, rate: Quantity) -> Iterator[Relation]:
    """予以公开187件、部分公开46件、…，公开率（含部分公开）为55.7%: of any larger count of the paragraph."""
    parts = [q for q in paragraph.of_sentence(rate.sentence) if q.sort == "count" and q.start < rate.start and re.search("(?<!不)(?:予以|同意|部分)公开$", q.label)]
    bases = [q for q in paragraph.counts if q.start < rate.start and parts and q.unit == parts[0].unit and q not in parts]
    done = sum((q.value for q in parts), Decimal(0))
    larger = [q for q in bases if q.value >= done]
    if len(parts) != 2 or not larger or any(fit(done, total, rate) in ("exact", "cut") for total in (
            *(q.value for q in larger), done + sum((q.value for q in bases if q.sentence == rate.sentence), Decimal(0)))):
        return
    whole = next((q for q in reversed(larger) if near.ANSWERED.search(q.label)), larger[-1])
    yield Relation("rate-wrong", "wrong", (*parts, rate, whole), "warning", "default", 0.8, exact_share(done, whole.value, rate.decimals), plain(rate.value) + "%",
                   f"({plain(parts[0].value)}+{plain(parts[1].value)})÷{plain(whole.value)}={done * 100 / whole.value:.{rate.decimals + 2}f}%",
                   texts={"done": plain(done) + whole.unit, "base": plain(whole.value) + whole.unit})


def _plain_rate(
    rate: Quantity, own: Sequence[Quantity], name: str, stem: re.Pattern[str], rate_breaks: Sequence[int]
) -> Iterator[Relation]:
    """回收率, 合格率, 公开率 …: what was done over what there was, both in the rate's own sentence."""
    own = [q for q in own if q.start > max((e for e in rate_breaks if e < rate.start), default=-1)]
    counts = [q for q in own if q.exactness == "exact" and q.unit and rate.start - q.end <= 60]
    narrowed = re.search("主动|依申请", rate.label)
    done = next((q for q in reversed(counts) if stem.search(q.label + q.noun) and not re.search("应公开|应完成|不予|免予|不公开", q.label)
                 and (not narrowed or narrowed.group() in q.label)), None)
    bases = [q for q in counts if done is not None and q.start < done.start and q.unit == done.unit and q.depth == done.depth and q.value >= done.value]
    if done is None:
        failed = next((q for q in reversed(counts) if re.search("[不未]" + name, q.label + q.noun)), None)
        before = [q for q in counts if failed is not None and q.start < failed.start]
        whole = before[-1] if before and failed is not None and before[-1].unit == failed.unit else None
        if failed is None or whole is None or not whole.value or failed.start - whole.end > 24 or rate.start - failed.end > 24:
            return
        how = fit(whole.value - failed.value, whole.value, rate)
        if how != "exact":
            yield Relation("rate-wrong", "wrong", (whole, failed, rate), "warning", "default", 0.85,
                           exact_share(whole.value - failed.value, whole.value, rate.decimals), plain(rate.value) + "%",
                           f"({plain(whole.value)}-{plain(failed.value)})÷{plain(whole.value)}",
                           texts={"done": plain(whole.value - failed.value) + whole.unit, "base": plain(whole.value) + whole.unit})
        return
    if done is not None and (rate.start - done.end > (40 if narrowed else 16) or (bases and done.start - bases[-1].end > 30)):
        return
    if not bases and rate.value == 100 and done is not None:
        over = [q for q in counts if q.start < done.start and q.unit == done.unit and q.depth == done.depth]
        if over and 0 < over[-1].value < done.value and done.start - over[-1].end <= 24 and _BASE.search(over[-1].label):
            yield replace(_told("wrong", rate, done, over[-1]), severity="warning")  # 制发23件，公开27件，公开率100%
        return
    if not bases or any(_agrees(done, b, rate) for b in bases):
        if bases:
            yield _told("right", rate, done, next(b for b in bases if _agrees(done, b, rate)))
        return
    base = next((b for b in reversed(bases) if _BASE.search(b.label + b.noun)), bases[0] if len(bases) == 1 else None)
    if base is not None and base.value:
        told = _told("wrong", rate, done, base)
        yield told if _BASE.search(base.label + base.noun) else replace(told, severity="warning")


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
    for other in own[:-1]:  # the rate may be of the total before its parts
        near_ = (rate.value * other.value / 100).to_integral_value()
        if other.unit == base.unit and other.value > base.value and any(fit(k, other.value, rate) != "off" for k in (near_ - 1, near_, near_ + 1)):
            return
    around = "、".join(f"{plain(k)}÷{plain(base.value)}={k * 100 / base.value:.2f}%" for k in (count, count + 1))
    yield Relation("rate-wrong", "wrong", (base, rate), "warning", "impossible", 0.85, None, plain(rate.value) + "%", around,
                   texts={"done": "", "base": plain(base.value) + base.unit})


_EACH = re.compile(r"平均每个?(?P<of>[\u4e00-\u9fff]{1,3}?)(?:公开|发布|培训|约|为|有)?$")


_HEAD = re.compile(r"(?P<of>[人户件村校家篇])均(?:约|为|达|补助|发放|公开|罚款)?$")


def _per_head(paragraph: Paragraph, q: Quantity) -> Iterator[Relation]:
    """发放6800万元，惠及1.2万人，人均5667元: the sum over those that share it, roughly."""
    match = _HEAD.search(q.label)
    if match is None or q.exactness == "at_least" or not q.value:
        return
    here = [o for o in paragraph.of_sentence(q.sentence) if o.sort == "count" and o.start < q.start and o.depth <= q.depth]
    bodies = [o for o in here if o.value > 1 and (o.unit.startswith(match["of"]) or (match["of"] == "人" and o.unit == "名") or o.noun.startswith(match["of"]))]
    totals = [o for o in here if o.unit == q.unit and o.value > q.value and o not in bodies]
    if any(abs(total.value / body.value / q.value - 1) <= Decimal("0.06") for total in totals for body in bodies):
        return
    if len(totals) == 1 and len(bodies) == 1:
        true = totals[0].value / bodies[0].value
        if abs(true / q.value - 1) > Decimal("0.1"):
            yield Relation("average-wrong", "wrong", (q, totals[0], bodies[0]), "warning", "default", 0.75, f"{true:.1f}", plain(q.value) + q.unit,
                           f"{plain(totals[0].value)}÷{plain(bodies[0].value)}={true:.1f}", texts={"total": plain(totals[0].value) + totals[0].unit})


def _per_body(paragraph: Paragraph, q: Quantity) -> Iterator[Relation]:
    """13个村公开1560条，平均每村130条: the total over the number of those that share it."""
    match = _EACH.search(q.label)
    if match is None:
        yield from _per_head(paragraph, q)
        return
    if q.exactness != "exact":
        return
    here = [o for o in paragraph.of_sentence(q.sentence) if o.sort == "count" and o.start < q.start and o.exactness == "exact"]
    bodies = next((o for o in reversed(here) if o.value > 1 and (o.noun.startswith(match["of"]) or o.unit == match["of"])), None)
    total = next((o for o in reversed(here) if o.unit == q.unit and o is not bodies and o.value > q.value), None)
    if bodies is None or total is None or total.start < bodies.start:
        return
    true = total.value / bodies.value
    fits = abs(true - q.value) <= Decimal(1).scaleb(-q.decimals)
    yield Relation("average-wrong", "right" if fits else "wrong", (q, total, bodies), "warning", "default", 0.8, f"{true:.1f}", plain(q.value) + q.unit,
                   f"{plain(total.value)}÷{plain(bodies.value)}={true:.1f}", texts={"total": plain(total.value) + total.unit})


_PERIOD_NAMED = re.compile(r"上半年|下半年|季度|[一二三四五六七八九十\d]月(?!均)|期间|以来|截至|截止|旬|暑期|寒假|汛期|春运|假期|[周月]内|启用|开通|上线|试运行|高峰")
_SPANS = {"day": re.compile(r"(?P<n>\d+|[一二两三四五六七八九十]+)(?:个)?(?:余)?(?:天|工作日|自然日|日(?=[内里间]))"), "month": re.compile(r"(?P<n>\d+|[一二两三四五六七八九十]+)个月"),
          "week": re.compile(r"(?P<n>\d+|[一二两三四五六七八九十]+)(?:周(?!年)|个星期)"), "quarter": re.compile(r"(?P<n>[2-4两二三四])个季度")}


def _average(paragraph: Paragraph, q: Quantity) -> Iterator[Relation]:
    match = _AVERAGE.search(q.label)
    if match is None or "由" in q.label or re.match("(?:上升|增|提高|下降|减|降)", q.noun):
        return
    totals = [t for t in paragraph.quantities if t.sort == "count" and t.unit == q.unit and t is not q and t.value > q.value
              and abs(t.sentence - q.sentence) <= 1 and re.search("共|全年|总|累计|受理|收到", t.label)]
    right_before = next((t for t in reversed(paragraph.quantities) if t.start < q.start and t.sort == "count"), None)
    if not totals and right_before is not None and right_before.unit == q.unit and right_before.sentence == q.sentence \
            and right_before.value > q.value and re.fullmatch(r"[^，。；]{0,6}[，、]", paragraph.text[right_before.end:q.start - len(q.label)]):
        totals = [right_before]
    unit = Decimal(1).scaleb(-q.decimals)
    told = _own_divisors(paragraph, q, next(k for k in _SPANS if match[k]))
    divisors = (*told, *(_DAYS if match["day"] else (4,) if match["quarter"] else (52, 53, 51, 50) if match["week"] else (12,)))
    earlier = [t for t in paragraph.quantities if t.sort == "count" and t.unit == q.unit and t.start < q.start and q.sentence - t.sentence <= 1]
    if not totals or not any(abs(t.value / d - q.value) <= unit for t in totals for d in divisors):
        totals = [t for t in earlier if any(abs(t.value / d - q.value) <= unit for d in divisors)][-1:] or totals
    here = [t for t in totals if t.sentence == q.sentence and t.start < q.start]
    totals = here[-1:] if len(totals) > 1 and here and not any(abs(t.value / d - q.value) <= 1 for t in totals for d in divisors) else totals
    for total in totals:
        if any(abs(total.value / d - q.value) <= unit for d in divisors):
            yield Relation("average-wrong", "right", (q, total), working=f"{plain(total.value)}÷{divisors[0]}")
            return
    if len(totals) == 1 and (told or not _PERIOD_NAMED.search(near.sentence_text(paragraph, q))):
        total = totals[0]
        if all(abs(total.value / d - q.value) > q.value / 10 for d in divisors) and q.exactness == "exact":
            yield Relation("average-wrong", "wrong", (q, total), "warning", "default", 0.7,
                           f"{total.value / divisors[0]:.1f}", plain(q.value) + q.unit,
                           f"{plain(total.value)}÷{divisors[0]}={total.value / divisors[0]:.1f}",
                           texts={"total": plain(total.value) + total.unit})


def _own_divisors(paragraph: Paragraph, q: Quantity, span: str) -> tuple[int, ...]:
    """The days, weeks or months that the sentence itself speaks of: 春运40天内…265条，日均6.6条."""
    sentence = paragraph.text[paragraph.sentences[q.sentence].start:q.start]
    numbers = (to_number(m["n"]) for m in _SPANS[span].finditer(sentence))
    return tuple(int(n) for n in numbers if n is not None and n > 1)
