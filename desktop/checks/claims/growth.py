"""Growth: against a figure in the same sentence, and against last year's report when it is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checks.claims.context import CARRIED_IN
from desktop.checks.claims.model import Claims, Paragraph, Quantity, Relation, plain
from desktop.checks.claims.shares import fit
from desktop.report import Fact, Report

_UP = "净增[长加]?|增长|上升|提高|增加|提升|上涨|增幅|涨幅|升高|扩大|扩增|攀升|上浮|增多|递增|(?<!新)增|多|升"
_DOWN = "下降|减少|降低|回落|下滑|减幅|降幅|压减|压缩|缩减|削减|精减|精简|裁减|核减|缩短|缩小|下调|下浮|节约|节省|递减|减|降|缩|少"
_MOVE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))?(?:了|约|幅度?|比?[率例]|为|达到?)*$")
_AGAINST = re.compile(r"同比|环比|(?:比|较|与)(?:上一?年度?|去年|上年同期|去年同期|20\d\d年度?|前年)|相比|比升")
_COMPARED = re.compile(r"^[^，。；]{0,6}(?:比|较|与|对比)(?:20\d\d年|[^，。；\d]){0,14}?的?$|(?:比|较)(?:上年|去年|20\d\d年度?|上一年度?)(?:同期)?的?$")
_OF_A_YEAR = re.compile(r"(?:比|较|与)20\d\d年")
_SEVERAL_YEARS = re.compile("年均|[两三四五六七八九十几]年[间来内]|累计|年复合")  # 年均增长27.7%: of more years than the sentence names
_LAST_YEAR = re.compile(r"^(?:而)?(?:上年|去年|上一年|上年度|20\d\d年)[^，。；]{0,12}$")


def inner_growth(paragraphs: Sequence[Paragraph]) -> list[Relation]:
    """Growth whose two figures stand in one sentence: 占89.48%，比2017年的77.73%提高了11.75%."""
    out: list[Relation] = []
    for paragraph in paragraphs:
        numbers = [q for q in paragraph.quantities if q.sort != "other"]
        for i in range(2, len(numbers)):
            out += _inner(paragraph, numbers, i)
    return out


def _move(paragraph: Paragraph, previous_end: int, q: Quantity) -> int:
    """+1, -1 or 0: the direction that the words between two numbers give."""
    between = paragraph.text[previous_end:q.start]
    match = _MOVE.search(between)
    if match is None or not (match["up"] or match["down"]):
        return 0
    return 1 if match["up"] else -1


def _inner(paragraph: Paragraph, numbers: Sequence[Quantity], i: int) -> Iterator[Relation]:
    change, then = numbers[i], numbers[i - 1]
    if change.sentence != then.sentence or "；" in paragraph.text[then.end:change.start] or (then.depth != change.depth and not _told_in_bracket(paragraph, then, change)):
        return
    direction = _move(paragraph, then.end, change) if change.start - then.end <= 14 else 0
    if not direction or _SEVERAL_YEARS.search(change.label):
        return
    lead = re.split("[，。；（）]", paragraph.text[:then.start])[-1]
    counts = [n for n in numbers[:i - 1] if n.depth <= change.depth]  # 620条（…只计1条），比上年的…: not the number in the bracket
    if not counts:
        return
    now = counts[-1]
    step = _MOVE.search(lead)
    again = now.sentence == then.sentence - 1 and step is not None and bool(step["up"] or step["down"]) and now.sort == "count" \
        and bool(re.match(r"(?:同比|(?:比|较|与)(?:上一?年度?|去年|20\d\d年度?))", paragraph.text[paragraph.sentences[then.sentence].start:then.start]))
    if _OF_A_YEAR.search(paragraph.text, then.end, change.start) or "分别" in paragraph.text[then.end:change.start]:
        return  # 2020年45件，2021年36件，比2019年下降28%: the figure of that year stands elsewhere
    if CARRIED_IN.search(then.label) or CARRIED_IN.search(now.label):
        return  # 新收43件，上年结转3件，同比下降10%: what was carried in is no base
    alike = now.unit == then.unit and now.sort == then.sort and (now.sentence == then.sentence or again)
    if not alike or "；" in paragraph.text[now.end:then.start]:
        return
    step = _MOVE.search(re.sub(r"(?<=[多少])(?:公开|发布|受理|办理|收到|制发|推送|答复|新增|举办)$", "", lead))
    if step is not None and (step["up"] or step["down"]):  # 58件，较上年增加12件，增长26.1%
        yield from _stepped([n for n in counts if n.sentence == change.sentence and n.sort == now.sort and n.unit == now.unit] or [now],
                            then, change, 1 if step["up"] else -1, direction)
    elif _COMPARED.search(lead) or (_LAST_YEAR.search(then.label) and not _later(then, now) and _MOVE.search(change.label) and "；" not in paragraph.text[now.end:change.start]):
        others = [n for n in counts[:-1] if n.sentence == now.sentence and n.sort == now.sort == "count" and n.unit == now.unit]
        yield from _judged(_whole(paragraph, others, now, then, change, direction), then, change, direction)
    else:
        first = re.split("[，。；（）]", paragraph.text[:now.start])[-1]
        link = paragraph.text[now.end:then.start]
        if (re.search("由|从", first) and re.match(r"[^，。；]{0,8}(?:到|至|为)(?:20\d\d年的?)?$", link)) or ("分别" in first and link == "、" and not re.search("[比较]", first)):
            yield from _judged(then, now, change, direction)


_ADDED = re.compile(r"新增|新建|新开|新设|新上线|净增|增设|增加|扩容|取消|注销|关停|清理|停用|整合")
_STOCK = re.compile(r"(?:年|期|月)[末底]|存量|原有|原来|累计|已有")


def _whole(paragraph: Paragraph, others: Sequence[Quantity], now: Quantity, then: Quantity, change: Quantity, direction: int) -> Quantity:
    """Which count before 较2016年的44件增长50% is compared: the last one, or the total that it is a part of."""
    def right(n: Quantity) -> bool:
        difference = (n.value - then.value) * direction
        return difference == change.value if change.sort != "percent" else fit(difference, then.value, change) == "exact" if then.value else False

    if right(now):
        return now
    for n in reversed(others):
        if right(n):
            return n
    members = [*others, now]
    for at in range(len(members) - 3, -1, -1):
        if sum(n.value for n in members[at + 1:]) == members[at].value:
            return members[at]
    return now


def _later(then: Quantity, now: Quantity) -> bool:
    """Whether the words before two counts name years, that of the first being the later one: 2020年的70件、2021年的60件."""
    years = [re.findall(r"20\d\d(?=年)", q.label) for q in (then, now)]
    return bool(years[0] and years[1]) and int(years[0][-1]) > int(years[1][-1])


def _told_in_bracket(paragraph: Paragraph, then: Quantity, change: Quantity) -> bool:
    """128.6万元，同比（去年为102.4万元）增长25.6%: last year's figure in a bracket of its own."""
    return then.depth == change.depth + 1 and bool(re.match("(?:去年|上年|上一年|20\\d\\d年)", then.label)) \
        and paragraph.text[then.end:then.end + 1] == "）"


def _stepped(counts: Sequence[Quantity], step: Quantity, change: Quantity, way: int, direction: int) -> Iterator[Relation]:
    """A count, by how much it grew, and the rate: the count of the year before follows from the first two.

    The growth may be that of the total before a list of its parts, so any count of the sentence may be the one meant.
    """
    now = counts[-1]
    if any(fit(step.value, n.value - way * step.value, change) == "exact" for n in counts[:-1] if n.value > way * step.value):
        return
    if len(counts) > 1 and change.sort == "percent" and now.value and fit((counts[-2].value - now.value) * way, now.value, change) == "exact":
        return  # 620条，比上年的520条增加90条，增长19.2%: the rate is right, the step is not
    compared = bool(re.search(r"(?:比|较|与)(?:上一?年度?|去年|20\d\d年度?)(?:同期)?的?$", now.label))  # 较2017年的52件减少了6件
    before = now.value if compared else now.value - way * step.value
    if change.sort != "percent" or step.sort != "count" or way != direction or before <= 0 or any(q.exactness != "exact" for q in (now, step)):
        return
    how = fit(step.value, before, change)
    base = plain(now.value) if compared else f"({plain(now.value)}{'-' if way > 0 else '+'}{plain(step.value)})"
    then, grown = (now, counts[-2] if len(counts) > 1 else None) if compared else (None, now)
    texts = {"now": plain(grown.value if grown else before + way * step.value) + now.unit, "then": plain(then.value if then else before) + now.unit,
             "change": plain(change.value) + change.unit}
    severity = "warning" if how in ("cut", "raised") else "error"
    yield Relation("growth-wrong", "right" if how == "exact" else "wrong", (now, step, change), severity,  # type: ignore[arg-type]
                   "default", 0.9, f"{step.value * 100 / before:.{change.decimals}f}%", plain(change.value) + "%",
                   f"{plain(step.value)}÷{base}={step.value * 100 / before:.{change.decimals + 2}f}%", texts=texts)


def _judged(now: Quantity, then: Quantity, change: Quantity, direction: int) -> Iterator[Relation]:
    if any(q.exactness != "exact" for q in (now, then)):
        return
    difference = (now.value - then.value) * direction
    trio = (now, then, change)
    texts = {"now": plain(now.value) + now.unit, "then": plain(then.value) + then.unit, "change": plain(change.value) + change.unit}
    plainly = f"{plain(now.value)}-{plain(then.value)}={plain(now.value - then.value)}"
    if change.sort == "points" or (change.sort == "count" and change.unit == now.unit):
        right = difference == change.value
        yield Relation("growth-wrong", "right" if right else "wrong", trio, "error", "difference", 0.93, plain(difference),
                       plain(change.value), plainly, texts=texts)
        return
    if change.sort != "percent" or not then.value:
        return
    if now.value < then.value and _ADDED.search(now.label) and fit(now.value, then.value, change) == "exact":
        yield Relation("growth-wrong", "right", trio, working=f"{plain(now.value)}÷{plain(then.value)}")
        return  # 新增312个，比上年末的1115个增长28%: what was added over what there was
    if now.value < then.value and _ADDED.search(now.label) and _STOCK.search(then.label):
        share = f"{now.value * 100 / then.value:.{change.decimals}f}%"
        yield Relation("growth-wrong", "wrong", trio, "warning", "added", 0.8, share, plain(change.value) + "%",
                       f"{plain(now.value)}÷{plain(then.value)}={now.value * 100 / then.value:.{change.decimals + 2}f}%", texts=texts)
        return
    how = fit(difference, then.value, change)
    percent = f"({plain(now.value)}-{plain(then.value)})÷{plain(then.value)}={(now.value - then.value) * 100 / then.value:.{change.decimals + 2}f}%"
    if how == "exact":
        yield Relation("growth-wrong", "right", trio, working=percent)
    elif now.sort == "percent" and difference == change.value:
        yield Relation("growth-wrong", "wrong", trio, "warning", "points", 0.9, plain(difference) + "个百分点",
                       plain(change.value) + "%", plainly + "（百分点）", texts=texts)
    elif difference < 0 and fit(-difference, then.value, change) != "off":
        yield Relation("growth-wrong", "wrong", trio, "error", "direction", 0.92, "减少" if now.value < then.value else "增加",
                       "增加" if direction > 0 else "减少", plainly, texts=texts)
    else:
        severity = "warning" if how in ("cut", "raised") else "error"
        yield Relation("growth-wrong", "wrong", trio, severity, "default", 0.92,  # type: ignore[arg-type]
                       f"{abs((now.value - then.value) * 100 / then.value):.{change.decimals}f}%", plain(change.value) + "%", percent,
                       texts=texts)


# ---- against last year's report --------------------------------------------------------------------------------


def yearly_growth(report: Report, claims: Claims, previous: Report, then: Claims) -> list[Relation]:
    """Growth rates of the prose against the figures of last year's report, every basis tried."""
    out: list[Relation] = []
    for paragraph in claims.paragraphs:
        numbers = [q for q in paragraph.quantities if q.sort != "other"]
        for i, change in enumerate(numbers):
            if i == 0 or change.sort not in ("percent", "count") or change.exactness != "exact":
                continue
            match = _MOVE.search(change.label)
            against = _AGAINST.search(change.label)
            if match is None or against is None or not (match["up"] or match["down"]):
                continue
            year = re.search(r"20\d\d", change.label)
            if year and report.year and int(year.group()) != report.year - 1:
                continue
            now = next((q for q in reversed(numbers[:i]) if q.sort == "count" and q.sentence == change.sentence
                        and not CARRIED_IN.search(q.label)), None)
            if now is None or now.exactness != "exact" or (change.sort == "count" and change.unit != now.unit):
                continue
            out += _yearly(paragraph, now, change, 1 if match["up"] else -1, report, previous, then)
    return out


def _yearly(
    paragraph: Paragraph, now: Quantity, change: Quantity, direction: int, report: Report, previous: Report, then: Claims
) -> Iterator[Relation]:
    bases = _bases(paragraph, now, report, previous, then)
    if not bases:
        return
    texts = {"now": plain(now.value) + now.unit, "change": plain(change.value) + change.unit}
    first: tuple[Decimal, str, Fact | None] | None = None
    for value, name, fact in bases:
        if not value:
            continue
        difference = (now.value - value) * direction
        right = difference == change.value if change.sort == "count" else fit(difference, value, change) in ("exact", "cut")
        if right:
            yield Relation("growth-last-year", "right", (now, change), working=f"({plain(now.value)}-{plain(value)})÷{plain(value)}")
            return
        first = first or (value, name, fact)
    if first is None:
        return
    value, name, fact = first
    true = (now.value - value) * direction * 100 / value
    expected = plain((now.value - value) * direction) + now.unit if change.sort == "count" else f"{true:.{change.decimals}f}%"
    yield Relation(
        "growth-last-year", "wrong", (now, change), "error", "default", 0.85, expected, plain(change.value) + change.unit,
        f"({plain(now.value)}-{plain(value)})÷{plain(value)}={(now.value - value) * 100 / value:.{change.decimals + 2}f}%",
        texts={**texts, "then": plain(value) + now.unit, "name": name})


def _bases(
    paragraph: Paragraph, now: Quantity, report: Report, previous: Report, then: Claims
) -> list[tuple[Decimal, str, Fact | None]]:
    """Last year's figures of the same quantity: said in prose in the same words, then the cells of its table."""
    out: list[tuple[Decimal, str, Fact | None]] = []
    mine = _grams(now.label + now.noun)
    if not mine:
        return out
    ranked = []
    for q in then.counts():
        theirs = _grams(q.label + q.noun)
        if q.unit != now.unit or not theirs or q.exactness != "exact":
            continue
        alike = len(mine & theirs) / len(mine | theirs)
        if alike >= 0.6:
            ranked.append((alike, q))
    for _, q in sorted(ranked, key=lambda pair: -pair[0])[:3]:
        out.append((q.value, "上年报告所述", None))
    if "申请" in now.label + now.noun:
        new, carried = report.value("applications.new.total"), report.value("applications.carried_in.total")
        old, brought = previous.value("applications.new.total"), previous.value("applications.carried_in.total")
        if new is not None and old is not None:
            if now.value == new + (carried or 0) and brought is not None:
                out.append((old + brought, "上年报告表三新收与结转之和", previous.fact("applications.new.total")))
            if now.value in (new, new + (carried or 0)):
                out.append((old, "上年报告表三新收数", previous.fact("applications.new.total")))
    return out


def _grams(text: str) -> set[str]:
    text = re.sub(r"20\d\d年度?|本年度?|全年|共|累计|[，。、]", "", text)
    return {text[i:i + 2] for i in range(len(text) - 1)}
