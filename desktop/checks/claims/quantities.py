"""Finds the quantities of a paragraph and tells them from numbers that count nothing (dates, articles, telephones)."""

from __future__ import annotations

import itertools
import re
from bisect import bisect, bisect_left
from collections.abc import Iterator
from decimal import Decimal

from desktop.checks.claims.model import Exactness, Paragraph, Quantity, Sort
from desktop.normal import to_number

_UNITS = (
    "个百分点|百分点|个工作日|工作日|个自然日|个小时|个月|小时|分钟|周年|万人次|千人次|人次|件次|批次|场次|轮次|条次|家次|余次|"
    "大项|小项|中项|主项|子项|大类|小类|大条|次项|万元|亿元|千元|元|件|条|次(?!性|序|日|年)|项(?!目(?!录|标))|份(?!额)|期(?!间|限|末|待)|"
    "篇|宗|封(?!面|闭|存|锁|装|顶)|起(?!来|草|诉|点)|例(?!如|外|行)|人(?!民|员|大|社|力|事|才|数)|名(?!称|单|录)|家(?!庭)|部(?!门|分|委|署|级|队|长)|场(?!所|景|地)|"
    "通(?!过|知|报|道|用|办)|批(?!准|复|示|评)|卷|册|本(?!年|市|县|区|级|局|机关|单位|部|镇|乡|办|街|地|次|人|报|省|站)|张|户|台(?!账|湾)|套|处(?!理|罚|置|室|长)|"
    "所(?!有|以|在|需|列)|座|轮|类|种|位(?!于|居)|款|幅|集(?!中|体|团|约)|则(?!是)|笔|组(?!织|成|长)|页|字|版(?!块|面|本)|个|桩|门(?!户)|"
    "辆|艘|只(?!有|是|要)|支(?!持|出|付)|间(?!接|断)|倍|天|年|月|日|号|级|层|楼|岁|届|时|时许|点|米|公里|平方米|亩|吨|路|%|‰|kb|KB|MB|M"
)
_NUM = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?"
_CN = "[〇零一二两三四五六七八九十百千]+(?:[万亿][〇零一二两三四五六七八九十百千]*)*"
_DIGIT = re.compile(r"[\d〇零一二两三四五六七八九十百千]")
_BEFORE = ("大约", "约", "将近", "接近", "近", "超过", "超", "突破", "逾", "不少于", "不低于", "至少", "最多", "不超过", "高达", "达到", "达")
_BEFORE_ENDS = frozenset(word[-1] for word in _BEFORE)
_QUANTITY = re.compile(
    rf"(?P<before>{'|'.join(_BEFORE)})?"
    rf"(?P<num>{_NUM}|{_CN})(?P<scale>[百千万亿]{{1,2}})?(?P<more>余|多|来)?(?P<scale2>[万亿])?"
    rf"(?P<unit>{_UNITS})?(?P<tail>以上|左右|上下|以内|以下|余|多(?![\d了]))?"
)
_ABOUT_BEFORE = {"约", "大约"}
_UNDER_BEFORE = {"近", "将近", "接近", "最多", "不超过"}
_OVER_BEFORE = {"超过", "超", "突破", "逾", "不少于", "不低于", "至少"}
_NO_COUNT_UNITS = frozenset({
    "个工作日", "工作日", "个自然日", "个小时", "个月", "小时", "分钟", "周年", "年", "月", "日", "号", "级", "层", "楼", "岁",
    "届", "时", "时许", "点", "米", "公里", "平方米", "亩", "吨", "路", "天", "字", "版", "倍", "‰", "kb", "KB", "MB", "M",
})
# Stretches whose numbers count nothing: titles, slogans in quotation marks, document numbers, addresses, dates.
# Each pattern runs only on text that holds one of its marks: most paragraphs hold few of them.
_MASKS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple((marks, re.compile(pattern)) for marks, pattern in (
    (("《",), r"《[^《》]{1,120}》"), (("〈",), r"〈[^〈〉]{1,80}〉"), (("“",), r"“[^“”]{1,40}”"), (("‘",), r"‘[^‘’]{1,30}’"),
    (("\"",), r"\"[^\"]{1,30}\""),
    (("19", "20"), r"[〔﹝\[【（(](?:19|20)\d\d[〕﹞\]】）)]-?[第字]?\d*号?"),
    (("www", "http"), r"(?:https?：?:?//|www\.)[\w./：:%?&=#-]+"), (("@", "＠"), r"[A-Za-z0-9_.-]+[@＠][\w.-]+"),
    (("19", "20"), r"(?:19|20)\d\d(?:[-—~～至](?:(?:19|20)\d\d)?(?:学年度?|年度?)?(?!\d)|[-./]\d{1,2}[-./]\d{1,2}|"
     r"年(?:度)?(?:\d{1,2}(?:[-—~～至]\d{1,2})?月(?:份)?(?:\d{1,2}[日号])?)?)"),
    (("二", "一"), r"[二一][〇○零九0-9一二三四五六七八]{3}年(?:[一二三四五六七八九十]+月(?:[一二三四五六七八九十]+日)?)?"),
    (("月",), r"\d{1,2}月(?:份)?(?:\d{1,2}[日号])?"), ((":", "："), r"\d{1,2}[:：]\d{2}"),
    (("第",), r"第[〇零一二两三四五六七八九十百千\d]+(?:[、,]\d+)*[条款项章节批届次期季年号类名位个版轮]?"),
    (("电话", "热线", "邮", "传真", "手机", "联系", "QQ", "编号", "网址", "信箱"),
     r"(?:电话|热线|邮编|邮政编码|邮码|传真|电邮|手机|联系方式|联系人|QQ|编号|网址|信箱|邮箱)[^，。；、）\n\d]{0,6}?"
     r"(?:[：:为]\d[\d\-—（()）转/]{2,}|\d[\d\-—]{6,})(?![件条次起宗例])"),
    (("-", "—"), r"(?<!\d)0\d{2,3}[-—]\d{6,8}"),
    (("12", "13"), r"(?<!\d)1[23]\d{3}(?:热线|平台|便民|市民|市长|政府|政务|服务|系统|民生|[”\"])"),
    (("号", "楼", "层", "室"), r"[路街道巷]\d+号|\d+号(?:楼|院|文|令|室)?|[东西南北]?\d+(?:楼|层|室)|国令\d+号"),
    (("×", "x", "X", "*", "+", "＋", "/"), r"\d+[×xX*+]\d+|\d+[+＋][NXnx]|\d+/\d+"),
))
# What each heading ends in, and what stands in the middle of each range.
_HEADING_END = re.compile(r"[）、.．﹒①-⑳](?:(?<=\d.)|(?<=[①-⑳]))")
_RANGE_DASH = re.compile(r"[-—~～至](?<=\d.)(?=\d)")
_LETTERED = re.compile(r"(?<=[\u4e00-\u9fff])[A-Za-z]+\d+|\d+[A-Za-z]+(?![\u4e00-\u9fff]?件)")
_LATIN = re.compile("[A-Za-z]")
_ANY = re.compile("[0-9〇零一二两三四五六七八九十]")
_HEADING = re.compile(r"(?:^|(?<=[。；：！？\n\u4e00-\u9fff）”]))(?:（\d{1,2}）|\d{1,2}[、.．﹒](?!\d)|[①-⑳])(?=[\u4e00-\u9fff“《（])")
_RANGE = re.compile(r"\d+(?:\.\d+)?[-—~～至]\d+(?:\.\d+)?(?:个工作日|工作日|次|项|件|个|人|天|日|月|年|条|%)?")
_CN_STOP = re.compile(r"[一二三四五六七八九十]+(?:是|、|要|来|则|方面)|一系列|一定|一步|一般|一致|一体|一直|一批|一些|一样|一次性|一起|一方面|进一步|统一|唯一|第一|任何一|"
                      r"每一|同一|不一|万一|一窗|一网|一站|一键|一图|一人|一事|一门|一律|一线|一年来|一段|一项项|一对一|逐一|十分|千方百计|百分之百|五公开|三农|两会|三公|两微|六稳|六保")
_NEGATED = re.compile(r"(?:未|没有|无|没)(?:再|曾|有)?(?:收到|接到|发生|出现|产生|受理|收取)[^，。；、：（）]{0,18}$")
# A number without a unit counts something only behind a word that calls for a count.
_BARE = re.compile(r"(?:数|数量|有|为|是|计|共|公开|申请|信息|案件|复议|诉讼|答复|处理)$")
_BRACKET = re.compile("[（）]")
_POINT = re.compile("[一二三四五六七八九十百千万零]点$")


def _step(value: Decimal) -> Decimal:
    """The place value of the last digit that is not zero: 22000 -> 1000, 57 -> 1, 1.2 -> 0.1."""
    _, digits, exponent = value.normalize().as_tuple()
    return Decimal(1).scaleb(int(exponent)) if digits != (0,) else Decimal(1)


def _exactness(match: re.Match[str], value: Decimal) -> tuple[Exactness, Decimal, Decimal]:
    before, more, tail = match["before"] or "", match["more"], match["tail"] or ""
    if not (before or more or tail):
        return "exact", value, value
    if more or tail in ("以上", "余", "多") or before in _OVER_BEFORE:
        high = value * 100 if tail == "以上" or before in _OVER_BEFORE - {"逾", "超"} else value + _step(value)
        return "at_least", value, high
    if before in _UNDER_BEFORE or tail in ("以内", "以下"):
        return "at_most", (Decimal(0) if tail or before in ("最多", "不超过") else value - _step(value)), value
    if before in _ABOUT_BEFORE or tail in ("左右", "上下"):
        half = _step(value) / 2
        return "about", value - half, value + half
    return "exact", value, value


def _sort(match: re.Match[str], unit: str, text: str) -> Sort:
    if unit in ("个百分点", "百分点"):
        return "points"
    if unit == "%":
        return "percent"
    if unit in _NO_COUNT_UNITS:
        return "other"
    chinese = not match["num"][0].isdigit()
    if chinese and (not unit or _CN_STOP.match(text, match.start("num"))):
        return "other"
    if not unit and (chinese or (match.end() < len(text) and text[match.end()] not in "，。；、）：\n有")):
        return "other"
    return "count"


def _masked(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for marks, pattern in _MASKS:
        for mark in marks:
            if mark in text:
                spans += [m.span() for m in pattern.finditer(text)]
                break
    if _HEADING_END.search(text):
        spans += [m.span() for m in _HEADING.finditer(text)]
    if _RANGE_DASH.search(text):
        spans += [m.span() for m in _RANGE.finditer(text)]
    if _LATIN.search(text):
        spans += [m.span() for m in _LETTERED.finditer(text)]
    return spans


def _hidden(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in spans)


def _depths(text: str) -> tuple[list[int], list[int]]:
    """Where brackets stand, and how many are open before the first and behind each; a stray bracket is forgiven."""
    places = [m.start() for m in _BRACKET.finditer(text)]
    depths = [0]
    for place in places:
        depths.append(depths[-1] + 1 if text[place] == "（" else max(0, depths[-1] - 1))
    return places, depths


def _label(text: str, start: int, end: int) -> str:
    """The words before a figure, from behind the last mark."""
    if start == end and start > 1 and text[start - 1] in "”》":  # “同意公开”3件: the name stands in quotes
        opened = max(text.rfind("“", 0, start), text.rfind("《", 0, start))
        return text[opened + 1:start - 1] if 0 <= start - opened <= 24 else ""
    return text[start:end]


def _noun(text: str, start: int, end: int) -> str:
    """The words behind a figure up to the next mark, or to the next digit of any kind (①, ² too)."""
    words = text[start:end]
    return words if not words or words.isalpha() else "".join(itertools.takewhile(lambda char: not char.isdigit(), words))


def _figures(text: str) -> Iterator[re.Match[str]]:
    """The matches of ``_QUANTITY`` in order, tried only at numerals and at the words before them."""
    done = 0
    for digit in _DIGIT.finditer(text):
        start = digit.start()
        if start < done:
            continue
        if start > done and text[start - 1] in _BEFORE_ENDS and text.endswith(_BEFORE, done, start):
            start -= max(len(word) for word in _BEFORE if text.endswith(word, done, start))
        match = _QUANTITY.match(text, start)
        if match is not None:
            done = match.end()
            yield match


def _numbers(text: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    """The figures of a text in order, with what they are worth as printed; not the numerals that are mere words."""
    for match in _figures(text):
        num, unit = match["num"], match["unit"]
        if not num[0].isdigit():
            at = match.start("num")
            if not unit or _POINT.search(text, max(0, at - 2), at):
                continue  # 六十八点七万: a decimal in words
        if unit == "个" and text.startswith(("工作日", "月", "小时"), match.end("unit")):
            continue
        value = to_number(num + (match["scale"] or "") + (match["scale2"] or ""))
        if value is not None:
            yield match, value


def quantities(paragraph: Paragraph) -> Iterator[Quantity]:
    """The quantities of a paragraph in order, those that count nothing marked as ``other``."""
    text = paragraph.text
    numbers = list(_numbers(text)) if _ANY.search(text) else ()
    if not numbers:
        return
    stops = paragraph.stops
    brackets, depths = _depths(text)
    masked: list[tuple[int, int]] | None = None
    number = 0
    for match, value in numbers:
        start, end = match.span()
        at, num_end = match.span("num")
        unit = match["unit"] or ""
        exactness, low, high = _exactness(match, value)
        sort = _sort(match, unit, text)
        if sort != "other":
            if masked is None:
                masked = _masked(text)
            if _hidden(masked, at, num_end):
                sort = "other"
        if len(unit) > 1 and unit[0] in "万千":
            scale = 10_000 if unit[0] == "万" else 1000
            value, low, high, unit = value * scale, low * scale, high * scale, unit[1:]
        elif unit == "亿元":
            value, low, high, unit = value * 10**8, low * 10**8, high * 10**8, "元"
        while number + 1 < len(paragraph.sentences) and at >= paragraph.sentences[number].end:
            number += 1
        before, behind = bisect(stops, at), bisect_left(stops, end)
        label = _label(text, stops[before - 1] + 1 if before else 0, start)
        if sort == "count" and not unit and not _BARE.search(label):
            sort = "other"
        yield Quantity(
            start, end, at, value, low, high, unit, sort, exactness, len(match["num"].partition(".")[2]), label,
            _noun(text, end, stops[behind] if behind < len(stops) else len(text)), depths[bisect(brackets, at)],
            bool(_NEGATED.search(label)), paragraph.index, number,
        )
