"""Characters, words and whole phrases printed twice in a row: 的的, 审核审核, a sentence copied into itself.

Chinese doubles words on purpose (天天, 方方面面, 讨论讨论) and by chance where two words meet (市市场监管局, 市政府政府信息).
A doubled character is a slip only when no common word explains either half; a doubled word only when the second is not
the head of a longer word. A phrase of six or more characters printed twice has no other reading, but for the joint
titles of a government and its office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.lattice import phrases_of_reports
from desktop.checks.marks.lexicon import begins, common, covered, ends, idioms, listed
from desktop.checks.marks.near import FREE
from desktop.checks.marks.neighbours import Neighbours
from desktop.checks.passages import Passage, at, passages
from desktop.normal import pairs
from desktop.report import Finding, Report, Severity

_DOUBLED = Neighbours(lambda pair: pair[0] == pair[1])
_SINGLE = re.compile(r"([\u4e00-\u9fff])\1")
_WORD = re.compile(r"([\u4e00-\u9fff]{2})(，?)\1")
_LONG = re.compile(r"([\u4e00-\u9fff0-9A-Za-z“《（][\u4e00-\u9fff0-9A-Za-z“”《》（）、，：；]{2,79}?)([，、；。]?)\1")
_SENTENCE = re.compile(r"(?<=[。；])[^。；：]{30,200}。")
_OFFICE = re.compile(r"(?:办公室|办公厅|办)")
_BODY = re.compile(r"(?:政府|委员会|管委会|局|厅|委|党委|市委|县委|区委)$")

# Words of grammar and heads of names: doubled they are a slip unless both halves are explained.
_GRAMMAR = frozenset("的了在和是与对为有及将由被从向把并或但而以于到给让使就也都还又则其之所着过")
_BODY_HEAD = frozenset("局厅委办处科站所室")
_SUFFIX = frozenset("社司队班组团院校厅营连排股旗国市县区省镇乡村街路部局委办处科站所会长员人者性化率度量数费网法型类级家门年月日件条项次期个份")
_COMPOUND_TAIL = re.compile(r"[\u4e00-\u9fff]")

BAD = (
    Example("打造整体统一的的网站界面。", "“的”字重复"),
    Example("可以查阅区财政金融局局主动公开的信息。", "“局”字重复"),
    Example("二是规范审核审核发布机制。", "词语重复"),
    Example("不断健全健全工作机制。", "词语重复"),
    Example("由市政府政府办公室牵头，组织参加轮训轮训。", "词语重复"),
    Example("召开助企惠企政策专场新闻发布会召开助企惠企政策专场新闻发布会。", "整句重复"),
)
GOOD = (
    Example("关怀版 无障碍 无障碍\n您当前所在位置：首页\n云台县2023年政府信息公开工作年度报告"),
    Example("天天更新，常常巡查，点点滴滴见真情，方方面面有人管。"),
    Example("市市场监管局会同县县直机关工委、市政府政府信息公开办推进工作人员人人参与。"),
    Example("依托市人民政府政府网站，做好公开工作，工作成效明显。"),
    Example("印发《示例市人民政府示例市人民政府办公室关于做好工作的通知》。"),
)


@check("mark-repeated")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each doubled character, word or phrase."""
    yield from _again(report, context.cached(passages, report))
    for passage in context.cached(passages, report):
        text = passage.text
        taken: list[tuple[int, int]] = []
        for match in _printed_twice(text):
            found = _long(passage, match)
            if found:
                taken.append(match.span())
                yield find("mark-repeated", [at(report, passage.tight, *match.span())], "phrase", severity=found,
                           actual=match.group(1))
        for match in _WORD.finditer(text):
            if _free(match.span(), taken) and (severity := _word(text, match)):
                taken.append(match.span())
                yield find("mark-repeated", [at(report, passage.tight, *match.span())], "word", severity=severity,
                           actual=match.group(), expected=match.group(1))
        for match in _SINGLE.finditer(text) if _DOUBLED.places(text) else ():
            if _free(match.span(), taken) and (severity := _single(text, match)):
                start, end = max(match.start() - 2, 0), min(match.end() + 2, len(text))
                yield find("mark-repeated", [at(report, passage.tight, start, end)], "word", severity=severity,
                           actual=match.group(), expected=match.group(1))


def _printed_twice(text: str) -> Iterator[re.Match[str]]:
    """The matches of ``_LONG`` in order, tried only where the first three characters come again near enough."""
    two = pairs(text)
    if len(two) - len(set(two)) < 2:
        return  # where three characters come again, two pairs do
    last = dict(zip(two, count(), strict=False))
    done = 0
    for place in [place for place, pair in enumerate(two) if last[pair] != place]:
        if place >= done and text.find(text[place:place + 3], place + 1, place + 84) > 0 and (match := _LONG.match(text, place)):
            done = match.end()
            yield match


def _again(report: Report, parts: tuple[Passage, ...]) -> Iterator[Finding]:
    """A long sentence that stands at two places of the report."""
    first: dict[str, tuple[Passage, int, int]] = {}
    for passage in parts:
        for match in _SENTENCE.finditer(passage.text):
            known = first.setdefault(match.group(), (passage, *match.span()))
            if known[0] is not passage:
                yield find("mark-repeated", [at(report, known[0].tight, *known[1:]), at(report, passage.tight, *match.span())],
                           "again", severity="notice", confidence=0.7)


def _free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return not any(a < span[1] and span[0] < z for a, z in taken)


def _long(passage: Passage, match: re.Match[str]) -> Severity | None:
    """A phrase printed twice; short ones only when no longer word begins with the second."""
    text, unit = passage.text, match.group(1)
    hans = re.findall(r"[\u4e00-\u9fff]", unit)
    if len(set(hans)) < 3 or re.fullmatch(r"[0-9A-Za-z，、：；（）]*", unit):
        return None
    if _BODY.search(unit) and _OFFICE.match(text, match.end()):
        return None
    if unit[0] in "，、；：）》”一" or unit.count("“") != unit.count("”") or unit.count("《") != unit.count("》"):
        return None
    first, second = (passage.tight.span(*match.span(1)), passage.tight.span(match.end() - len(unit), match.end()))
    if not match.group(2) and second[0] > first[1] and len(hans) < 10:
        return None  # entries of a page's menu, parted by blanks
    if len(hans) < len(unit) and len(hans) < 10:
        return None  # 学校管理、学生管理、学生资助: members of a list
    if match.group(2) and text[match.end():match.end() + 1] not in ("", match.group(2), "。"):
        return None  # a heading and the sentence that takes up its words
    if re.search(r"(?:（[一二三四五六七八九十\d]{1,2}）|[一二三四五六七八九十]、|\d[.、．])$", text[:match.start()]):
        return "notice"  # a heading run into a text that takes up its words
    if len(hans) >= 6:
        return "notice" if match.group(2) == "，" else "error"
    if match.group(2):
        return None  # 抓落实，抓落实: a figure of speech
    tail = text[match.end():match.end() + 2]
    if len(hans) == 3 and unit[0] == "的" and common().get(unit[1:], 0) >= 100 and not common().get(unit[1:] + tail[:1], 0):
        return "error"  # 的要求的要求
    if len(hans) == 3 or (_COMPOUND_TAIL.match(tail) and any(unit.endswith(w) for w in listed("compounds"))):
        return "notice" if len(hans) >= 4 else ("error" if common().get(unit, 0) >= 300 else None)
    return "error"


def _word(text: str, match: re.Match[str]) -> Severity | None:
    """ABAB and AB，AB."""
    word, comma = match.group(1), match.group(2)
    if (common().get(word, 0) < 20 and word not in phrases_of_reports()) or word[0] == word[1]:
        return None
    before, after = text[:match.start()], text[match.end():]
    if comma:
        return "warning" if word in ("要求", "通知", "规定") and before.endswith(("》", "〉", "精神")) else None
    quad = text[match.start() - 1:match.start() + 3], text[match.end() - 3:match.end() + 1]
    if any(q in idioms() for q in quad) or match.group() in idioms() or match.group() in common():
        return None
    if word in listed("compounds"):
        return _compound(word, before, after)
    if (after and common().get(word + after[0], 0) >= 100) or (before and common().get(before[-1] + word, 0) >= 100):
        return "notice"  # 推进推进会, 规范规范性文件
    if word[0] in "一多如何" and word not in ("一些", "一定", "一般", "一直", "一切"):
        return None  # 一步一步, 多少多少
    return "error" if "\u4e00" <= after[:1] <= "\u9fff" else "warning"


def _compound(word: str, before: str, after: str) -> Severity | None:
    """市政府政府信息, 申请人申请公开: the second word is often the head of a compound."""
    longer = any(common().get(word + after[:n], 0) for n in (1, 2, 3, 4))
    if word in ("政府", "单位", "部门", "机关", "企业", "社会", "国家", "人员", "群众", "人民", "行政", "公共", "信息"):
        if word == "政府":
            if after.startswith(("办公室", "办公厅")) and before[-1:] in "市县区省镇乡民州旗":
                return "error"  # 市政府政府办公室: an office of the government has its name but once
            return None if longer and before[-1:] in "市县区省镇乡民我本级州旗" else "error"
        return None if longer and before[-1:] not in "“《，。；、的" else "error"
    return "notice" if longer else "error"


def _name(text: str, start: int) -> bool:
    """Whether a doubled character may be a family name before a given name."""
    return text[start - 2:start] in ("同志", "主任", "局长", "书记", "县长", "市长", "区长", "镇长", "老师", "教授")


def _single(text: str, match: re.Match[str]) -> Severity | None:
    """XX between two neighbours."""
    char, start, end = match.group(1), match.start(), match.end()
    if text[start - 1:start].isdigit() and char in "条件次个项份篇期年月日人":
        if begins(text, start + 1) or (char in "年月日" and "\u4e00" <= text[end:end + 1] <= "\u9fff"):
            return None  # 2019年年度, 2019年年主题
        return "error"
    if match.group() in listed("doubles") or text[start - 1:start] == char or text[end:end + 1] == char:
        return None
    if text[start - 3:start + 1] in idioms() or (char in "要会能有" and ends(text, start + 1, 100)):
        return None  # 脚踏实地地, 主要要, 只有有
    if char == "作" and text[start - 1:start] == "工":
        return None  # 对工作作出部署
    if char in "一二三四五六七八九十百千万亿〇零两" or (text[start - 1:start] == "一" and char not in _GRAMMAR):
        return None  # 一批批, 一座座
    if (start >= 2 and text[start - 1] == text[start - 2]) or (text[end:end + 1] and text[end:end + 1] == text[end + 1:end + 2]):
        return None  # 村村落落
    if common().get(match.group(), 0) >= 20 and not (ends(text, start, 300) and begins(text, start + 1, 300)):
        return "notice" if ends(text, start + 1, 1000) and common().get(match.group(), 0) <= 100 else None  # 依申请公开开件
    around = text[max(start - 2, 0):end + 2]
    if any(around[i:i + 4] in idioms() or common().get(around[i:i + 4], 0) for i in range(len(around) - 3)):
        return None
    left = ends(text[:start + 1], start + 1) or char in _SUFFIX
    right = begins(text, start + 1)
    if left and right:
        return None
    if char == "的":
        return None if text[start - 1:start + 1] in ("目的", "标的", "靶的") else "error"
    if char in _GRAMMAR:
        return "notice" if right or ends(text, start + 1, 100) else "error"
    if right and not left and char not in _SUFFIX and char not in _GRAMMAR and (
            ends(text, start, 100) or text[start - 1:start] in FREE or not "\u4e00" <= text[start - 1:start] <= "\u9fff"):
        return "warning" if covered(text, end - 1, end, 300) and not _name(text, start) else "notice"
    goes_on = begins(text, end) or text[end:end + 1] in FREE or not "\u4e00" <= text[end:end + 1] <= "\u9fff"
    if char in _BODY_HEAD:
        return "error" if not right and goes_on and "\u4e00" <= text[start - 1:start] <= "\u9fff" else None
    if right or not left or not goes_on:
        return None
    return "warning" if common().get(text[start - 1:start + 1], 0) >= 300 else "notice"

