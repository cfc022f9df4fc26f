"""Comparisons with an earlier figure in other word orders: 由86万上升到73万, 同比下降12%（上年为3745条）, 翻了一番, 连年递增."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.checks.claims.model import Paragraph, Place, Quantity, Relation, plain
from desktop.checks.claims.multiples import multiples
from desktop.checks.claims.shares import fit

_RISE = "上升|增加|增长|提高|提升|扩大|上涨|扩展|增至|升至|增到|升到|增为|攀升|跃升|增"
_FALL = "减少|下降|降低|缩短|压缩|压减|精简|缩减|下调|减至|降至|减到|降到|减为|降为|回落|下滑|压降|压至|压到|缩至|缩到|缩为|减"
_MOVED = re.compile(rf"^[^，。；、]{{0,12}}?(?:(?P<up>{_RISE})|(?P<down>{_FALL}))(?:了)?(?:到|至|为)?(?:20\d\d年度?的?)?$")
_FROM = re.compile(r"(?:由|从)(?!事|严|快|速|而)[^，。；]{0,20}$")
_TIME = frozenset(["个工作日", "工作日", "天", "个月", "小时", "个小时", "分钟"])
_CHANGE = re.compile(rf"^[，、（]?[^，。；、\d]{{0,10}}?(?P<word>{_RISE}|{_FALL}|增幅|降幅|压缩率|提速)(?:了|约|幅度?(?:为|达)?|比例?(?:为|达到?)?|率(?:为|达)?|为|达)*$")
_SO_MUCH = re.compile(rf"[，、（](?:共|累计|平均|实际|整体|总体|足足)?(?:{_RISE}|{_FALL})了?")
_ITSELF = re.compile(rf"(?:{_RISE}|{_FALL}|多|少)了?$")  # a count that is a change itself
_THEN = re.compile(r"^(?:20\d\d年度?|上一?年度?|去年)(?:同期)?(?:的)?(?:为|是|共|收到|受理|公开|办理|有)?[^，。；、）]{0,6}$")
_STATED = re.compile(rf"(?:同比|比上年|较上年|比去年|较去年|比上一年|较上一年|较?上年度?)[^，。；、\d]{{0,6}}(?:(?P<up>{_RISE})|(?P<down>{_FALL}))(?:了|约|幅度?(?:为|达)?)*$")
_MORE = re.compile(r"(?:比|较)(?:上一?年度?|去年|20\d\d年度?)(?:同期)?(?:(?P<up>多|增)|(?P<down>少|减))[^，。；、\d]{0,4}$")
_LATER = re.compile(r"，(?:而)?(?:上一?年度?|去年)(?:同期)?(?:仅|共)?(?:为|是|有|发布|公开|收到)?")
_BASE_BEFORE = re.compile(r"(?:比|较|与)(?:上一?年度?|去年|20\d\d年度?)(?:同期)?$")
_SERIES = re.compile(r"(?:逐年|连年|连续[两三四五2-5]年(?:呈)?|逐年呈?)(?:稳步|持续|保持|呈|大幅|不断)?(?:(?P<up>递增|增长|上升|增加|提高)|(?P<down>递减|下降|减少|降低))")
_YEAR_BEFORE = re.compile(r"(?P<y>20\d\d)年度?[^，。；、\d]{0,12}$")


def comparisons(paragraphs: Sequence[Paragraph], known: Sequence[Relation]) -> list[Relation]:
    """All comparisons in these word orders that no other reading has judged."""
    judged = {id(q) for r in known if r.check == "growth-wrong" for q in r.quantities}
    out: list[Relation] = []
    for paragraph in paragraphs:
        numbers = [q for q in paragraph.quantities if q.sort in ("count", "percent", "points") or (q.sort == "other" and q.unit in _TIME)]
        for i in range(1, len(numbers)):
            out += _from_to(paragraph, numbers, i, judged)
            if i >= 2:
                first, second, third = numbers[i - 2:i + 1]
                out += _bracketed(paragraph, first, second, third, judged)
                out += _base_in_bracket(paragraph, first, second, third, judged)
                out += _both_in_bracket(paragraph, first, second, third, judged)
                out += _arrived(paragraph, first, second, third, judged)
                out += _took(paragraph, first, second, third)
        if len(paragraph.counts) >= 2:
            out += multiples(paragraph)
        if len(paragraph.quantities) >= 4:
            out += _by_year(paragraph, judged)
        if len(paragraph.quantities) >= 3:
            out += _series(paragraph)
    return out


def _exact(*numbers: Quantity) -> bool:
    return all(q.exactness == "exact" for q in numbers)


def _relation(message: str, numbers: tuple[Quantity, ...], expected: str, actual: str, working: str, severity: str = "error",
              at: tuple[int, int] | None = None, *, texts: dict[str, str]) -> Relation:
    places = (Place(numbers[0].paragraph, *at),) if at is not None else ()
    return Relation("growth-wrong", "wrong", numbers, severity, message, 0.9, expected, actual, working, places, texts=texts)  # type: ignore[arg-type]


def _rate(now: Quantity, then: Quantity, change: Quantity, way: int) -> Iterator[Relation]:
    """A rate or difference against two figures, the direction said."""
    difference = (now.value - then.value) * way
    texts = {"now": plain(now.value) + now.unit, "then": plain(then.value) + then.unit, "change": plain(change.value) + change.unit}
    shown = f"{plain(now.value)}-{plain(then.value)}={plain(now.value - then.value)}"
    if change.sort == "count" and change.unit != now.unit:
        return
    if difference < 0 or (difference == 0 and change.value):
        yield _relation("direction", (now, then, change), "增加" if now.value > then.value else "减少" if now.value < then.value else "持平",
                        "增加" if way > 0 else "减少", shown, at=(change.start - min(len(change.label), 8), change.end), texts=texts)
    elif change.sort in ("count", "points") or change.unit in _TIME:
        if difference != change.value:
            yield _relation("difference", (now, then, change), plain(difference), plain(change.value), shown, texts=texts)
    elif change.sort == "percent" and then.value and now.sort != "percent":
        how = fit(difference, then.value, change)
        if how != "exact":
            percent = f"({plain(now.value)}-{plain(then.value)})÷{plain(then.value)}={(now.value - then.value) * 100 / then.value:.{change.decimals + 2}f}%"
            yield _relation("default", (now, then, change), f"{difference * 100 / then.value:.{change.decimals}f}%", plain(change.value) + "%",
                            percent, "error" if how == "off" else "warning", texts=texts)


def _from_to(paragraph: Paragraph, numbers: Sequence[Quantity], i: int, judged: set[int]) -> Iterator[Relation]:
    """由12件增加到9件, and the rate behind it when the figures are spans of time."""
    then, now = numbers[i - 1], numbers[i]
    if now.sentence != then.sentence or now.unit != then.unit or now.sort != then.sort or now.depth != then.depth or not _exact(now, then):
        return
    moved = _MOVED.match(paragraph.text[then.end:now.start])
    if moved is None or not _FROM.search(re.split("[，。；]", paragraph.text[:then.start])[-1]):
        return
    way = 1 if moved["up"] else -1
    shown = f"{plain(then.value)}→{plain(now.value)}"
    if (now.value - then.value) * way <= 0:
        word = moved["up"] or moved["down"]
        yield _relation("moved", (then, now), "下降" if now.value < then.value else "上升" if now.value > then.value else "持平", word, shown,
                        at=(then.start, now.end), texts={"then": plain(then.value) + then.unit, "now": plain(now.value) + now.unit, "change": word})
        return
    if i >= 2 and id(numbers[i - 2]) not in judged:
        yield from _step_before(paragraph, numbers[i - 2], then, now, way)
    if i + 1 < len(numbers) and numbers[i + 1].sort == "count" and numbers[i + 1].unit == now.unit and id(numbers[i + 1]) not in judged:
        yield from _by_how_much(paragraph, then, now, numbers[i + 1], numbers[i + 2:], way)
    if i + 1 < len(numbers) and id(numbers[i + 1]) not in judged and now.unit in _TIME:
        change = numbers[i + 1]
        said = _CHANGE.match(paragraph.text[now.end:change.start])
        if said is not None and change.sentence == now.sentence and _exact(change) and (
                change.sort == "percent" or (change.unit == now.unit and _SO_MUCH.fullmatch(paragraph.text, now.end, change.start))):
            yield from _rate(now, then, change, 1 if re.fullmatch(_RISE + "|增幅", said["word"]) else -1 if said["word"] != "提速" else way)


def _step_before(paragraph: Paragraph, step: Quantity, then: Quantity, now: Quantity, way: int) -> Iterator[Relation]:
    """减少4件，从2015年的7件降为2016年的5件."""
    said = re.search(rf"(?:(?P<up>{_RISE})|(?P<down>{_FALL}))(?:了)?$", step.label)
    if said is None or step.sort != "count" or step.unit != now.unit or step.sentence != then.sentence or not _exact(step) \
            or not re.fullmatch(r"，(?:由|从)[^，。；\d]{0,8}(?:20\d\d年度?的?)?", paragraph.text[step.end:then.start]):
        return
    if bool(said["up"]) != (way > 0) or abs(now.value - then.value) != step.value:
        yield _relation("difference", (now, then, step), plain(abs(now.value - then.value)), plain(step.value),
                        f"{plain(now.value)}-{plain(then.value)}={plain(now.value - then.value)}",
                        texts={"now": plain(now.value) + now.unit, "then": plain(then.value) + then.unit, "change": plain(step.value) + step.unit})


_STEP = re.compile(r"，(?:净|共|累计)?(?:(?P<up>新增|增加|增设)|(?P<down>减少|精简|取消|压减|核减))(?:了)?")


def _by_how_much(
    paragraph: Paragraph, then: Quantity, now: Quantity, step: Quantity, rest: Sequence[Quantity], way: int
) -> Iterator[Relation]:
    """由216项扩展到248项，新增42项, unless some were cancelled too."""
    said = _STEP.fullmatch(paragraph.text[now.end:step.start])
    if said is None or step.sentence != now.sentence or not _exact(step) or bool(said["up"]) != (way > 0) \
            or any(q.sentence == step.sentence and q.unit == step.unit for q in rest) or abs(now.value - then.value) == step.value:
        return
    yield _relation("difference", (now, then, step), plain(abs(now.value - then.value)), plain(step.value),
                    f"{plain(now.value)}-{plain(then.value)}={plain(now.value - then.value)}", "warning",
                    texts={"now": plain(now.value) + now.unit, "then": plain(then.value) + then.unit, "change": plain(step.value) + step.unit})


def _bracketed(paragraph: Paragraph, now: Quantity, change: Quantity, then: Quantity, judged: set[int]) -> Iterator[Relation]:
    """4210条，同比下降12.4%（2021年为3745条）."""
    if now.unit != then.unit or now.sort != "count" or not now.sentence == change.sentence == then.sentence or id(change) in judged \
            or not _exact(now, change, then):
        return
    if then.depth == change.depth + 1:
        told = paragraph.text[change.end:change.end + 1] == "（" and _THEN.match(paragraph.text[change.end + 1:then.start])
    else:
        told = then.depth == change.depth and _LATER.fullmatch(paragraph.text[change.end:then.start])
    said = _STATED.search(paragraph.text[now.end:change.start]) or _MORE.search(paragraph.text[now.end:change.start])
    if said is not None and told and len(paragraph.text[now.end:change.start]) <= 24:
        yield from _rate(now, then, change, 1 if said["up"] else -1)


def _base_in_bracket(paragraph: Paragraph, now: Quantity, then: Quantity, change: Quantity, judged: set[int]) -> Iterator[Relation]:
    """26件，较上年度（33件）减少了5件."""
    if then.depth != now.depth + 1 or now.unit != then.unit or now.sentence != change.sentence or paragraph.text[then.end:then.end + 1] != "）" \
            or id(change) in judged or not _exact(now, then, change) or _ITSELF.search(now.label):
        return
    opened = paragraph.text.rfind("（", 0, then.start)
    if opened < now.end:
        return
    if not _BASE_BEFORE.search(paragraph.text[now.end:opened]):
        return
    said = re.fullmatch(rf"）(?:(?P<up>{_RISE}|多)|(?P<down>{_FALL}|少))(?:了|约)?", paragraph.text[then.end:change.start])
    if said is not None:
        yield from _rate(now, then, change, 1 if said["up"] else -1)


_ARRIVED = re.compile(r"，?(?:为|达到?|降[至为到]|升[至为到]|减[至为到]|增[至为到]|至)(?:了)?")
_BY = re.compile(rf"[^，。；、\d]{{0,4}}(?:(?P<up>{_RISE}|升)|(?P<down>{_FALL}|降))了?")
_THAN = re.compile(r"(?:比|较|与|由|从|在)(?:上一?年度?|去年|20\d\d年度?|前一年)(?:同期)?[^，。；、\d]{0,8}的?$")


def _arrived(paragraph: Paragraph, then: Quantity, step: Quantity, now: Quantity, judged: set[int]) -> Iterator[Relation]:
    """较上年的15.6%下降3.1个百分点，为12.5%; 比上年的52件增加8件，达到60件."""
    if then.unit != now.unit or then.sort != now.sort or not then.sentence == step.sentence == now.sentence or id(step) in judged \
            or not then.depth == step.depth == now.depth or not _exact(then, step, now) \
            or not (step.sort == "points" if now.sort == "percent" else step.unit == now.unit and now.sort == "count") \
            or not _ARRIVED.fullmatch(paragraph.text[step.end:now.num_start]) or not _THAN.search(paragraph.text, max(0, then.start - 24), then.start):
        return
    said = _BY.fullmatch(paragraph.text[then.end:step.start])
    if said is not None:
        yield from _rate(now, then, step, 1 if said["up"] else -1)


_SHORTER = re.compile(r"(?:(?P<up>延长|增加|上升|多)|(?P<down>缩短|压缩|压减|减少|下降|降低|缩减|快|少))了?")
_AGAINST = re.compile(r"[，、（](?:比|较)(?:上一?年度?|去年|20\d\d年度?|法定|规定|承诺)(?:同期)?的?(?:平均)?(?:时限|用时|时长|时间)?的?")


def _took(paragraph: Paragraph, now: Quantity, then: Quantity, change: Quantity) -> Iterator[Relation]:
    """平均用时9.6个工作日，较上年的11.2个工作日缩短1.6个工作日."""
    if now.unit not in _TIME or then.unit != now.unit or not (change.unit == now.unit or change.sort == "percent") \
            or not now.sentence == then.sentence == change.sentence or not now.depth == then.depth == change.depth or not _exact(now, then, change) \
            or _ITSELF.search(now.label) or not _AGAINST.fullmatch(paragraph.text[now.end:then.start]):
        return
    said = _SHORTER.fullmatch(paragraph.text[then.end:change.start])
    if said is not None:
        yield from _rate(now, then, change, 1 if said["up"] else -1)


_NAMED_YEAR = re.compile(r"(?:其中|依次为|分别为)?(20\d\d)年度?[^，。；、\d]{0,6}")
_THAN_YEAR = re.compile(rf"(?:比|较|与)(?P<y>20\d\d)年度?(?:同期|相比)?的?[^，。；、\d]{{0,4}}?(?:(?P<up>{_RISE}|升|多)|(?P<down>{_FALL}|降|少))(?:了|约|幅度?(?:为|达)?)*$")
_SUBJECT_YEAR = re.compile(r"(?<![比较与])(20\d\d)年")


def _by_year(paragraph: Paragraph, judged: set[int]) -> Iterator[Relation]:
    """2021年312件、2022年288件、2023年360件。…比2021年增长15.4%: the figures of the years stand in a list before."""
    text = paragraph.text
    changes = [(q, said) for q in paragraph.quantities if q.sort in ("percent", "count") and "20" in q.label and id(q) not in judged and q.exactness == "exact"
               and (said := _THAN_YEAR.search(q.label)) is not None]
    if not changes:
        return
    years: dict[tuple[str, int], set[Decimal]] = {}
    found: dict[tuple[str, int], Quantity] = {}
    for q in paragraph.counts:
        named = _NAMED_YEAR.fullmatch(q.label)
        if named is not None and q.exactness == "exact" and not q.depth:
            years.setdefault((q.unit, int(named[1])), set()).add(q.value)
            found.setdefault((q.unit, int(named[1])), q)
    units = {unit for unit, _ in found}
    if len(units) != 1 or len(found) < 3 or any(len(values) > 1 for values in years.values()):
        return
    unit = next(iter(units))
    for change, said in changes:
        start = paragraph.sentences[change.sentence].start
        subject = [int(y) for y in _SUBJECT_YEAR.findall(text[start:change.start])]
        now, then = found.get((unit, subject[-1])) if subject else None, found.get((unit, int(said["y"])))
        if now is not None and then is not None and now.start < change.start and then.start < change.start:
            yield from _rate(now, then, change, 1 if said["up"] else -1)


_OF_YEAR = re.compile(r"^(?P<y>20\d\d)年度?(?:为|是|共|收到|公开)?$")


def _both_in_bracket(paragraph: Paragraph, change: Quantity, a: Quantity, b: Quantity, judged: set[int]) -> Iterator[Relation]:
    """同比下降30%（2022年20件，2023年16件）."""
    if change.sort != "percent" or a.unit != b.unit or a.depth != change.depth + 1 or b.depth != a.depth or a.sort != "count" \
            or paragraph.text[change.end:change.end + 1] != "（" or id(change) in judged or not _exact(change, a, b):
        return
    first, second = _OF_YEAR.match(a.label), _OF_YEAR.match(b.label)
    if first is None or second is None:
        return
    said = _STATED.search(paragraph.text[max(0, change.start - 24):change.start])
    if said is None or abs(int(first["y"]) - int(second["y"])) != 1:
        return
    then, now = (a, b) if int(first["y"]) < int(second["y"]) else (b, a)
    yield from _rate(now, then, change, 1 if said["up"] else -1)


def _listed(paragraph: Paragraph, end: int) -> list[tuple[int, Quantity]]:
    """2013年至2015年…分别为812条、905条、876条，呈逐年上升: the years counted from the first."""
    start = paragraph.text.rfind("。", 0, end) + 1
    span = re.search(r"(20\d\d)年?(?:度)?(?:至|到|—|-|－)(20\d\d)年", paragraph.text[start:end])
    there = paragraph.text.rfind("分别", start, end)
    values = [q for q in paragraph.quantities if there < q.start < end and there >= 0 and q.sort in ("count", "percent") and q.exactness == "exact"]
    if span is None or not values or int(span[2]) - int(span[1]) + 1 != len(values) or len({q.unit for q in values}) != 1 \
            or not re.fullmatch(r"，?(?:总体|整体)?(?:呈|保持|实现)?", paragraph.text[values[-1].end:end]):
        return []
    return [(int(span[1]) + n, q) for n, q in enumerate(values)]


def _series(paragraph: Paragraph) -> Iterator[Relation]:
    """连续三年递增 with the figure of each year behind it."""
    for match in _SERIES.finditer(paragraph.text):
        named: list[tuple[int, Quantity]] = []
        for q in paragraph.quantities:
            if q.start < match.end() or q.sort not in ("count", "percent") or q.exactness != "exact":
                continue
            year = _YEAR_BEFORE.search(paragraph.text[match.end():q.start])
            if year is None or (named and q.unit != named[0][1].unit) or "。" in paragraph.text[match.end():q.start]:
                break
            named.append((int(year["y"]), q))
        if not named and "分别" in paragraph.text[:match.start()]:
            named = _listed(paragraph, match.start())
        years = [y for y, _ in named]
        if len(named) < 3 or len(set(years)) != len(years) or years not in (sorted(years), sorted(years, reverse=True)):
            continue
        values = [q.value for _, q in sorted(named, key=lambda pair: pair[0])]
        steps = [b - a for a, b in pairwise(values)]
        if any(step * (1 if match["up"] else -1) <= 0 for step in steps):
            yield _relation("series", tuple(q for _, q in named), "", match.group(), "→".join(plain(v) for v in values), "warning",
                            at=match.span(), texts={"then": "", "now": "", "change": match.group()})
