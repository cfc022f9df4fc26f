"""Sentences without their end: no full stop at a paragraph's end, a heading run into its text, 。 inside a list.

All are slips of layout or proofreading. Web copies often lose line breaks, so what may be a lost break is a notice. Not
meant are headings, lines of contact data, signatures, dates, table notes and items that end in a colon or semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import Passage, at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Evidence, Finding, Report

_ENDED = re.compile(r"[。！？：；…”’）】》.!?;:|—\-]$")
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、．]|（\d{1,2}）|第[一二三四五六七八九十]+[章节部])")
_ADDRESS = re.compile(r"(?:电话|传真|邮编|邮箱|地址|网址|联系人|来源|发布时间|发布日期|时间|作者|浏览|责任编辑|http|www\.|@|附件)")
_DATE = re.compile(r"^.{0,30}(?:19|20|二〇|二○)[\d〇○一二三四五六七八九]{2}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$")
_NEXT = Sparse(
    r"(?<=[^。！？：；…\s|])[^\S\n]+(?=(?:（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、](?!\d))[\u4e00-\u9fff])"
)
_RUN_ON = Sparse(
    r"(?<=[\u4e00-\u9fff])(?:截[至止](?=\d{1,4}[年月]|目前|[一二三四五六七八九十]+月)|(?:下一步|与此同时|此外|另外)，)|(?<=\d)条[）)](?=[\u4e00-\u9fff]{4})"
)
_SPLIT = Sparse(r"类信息\d+条。其他[\u4e00-\u9fff]{2,14}信息\d+条")
_COMMA_ITEM = Sparse(r"[^，。；：！？]{0,8}，(?=[二三四五六七八九]是)")
_SEMICOLON = Sparse(r"；[^\S\n]*(?=（[二三四五六七八九十]）[\u4e00-\u9fff])")
_SENTENCE = re.compile(r"[，；、]")

BAD = (
    Example("示例市2023年政府信息公开工作年度报告\n全市通过政务新媒体和其他方式主动公开政府信息1592条\n"
            "依申请公开方面，全年收到申请10件。", "段末缺句号"),
    Example("示例市2023年政府信息公开工作年度报告\n一、总体情况\n全年没有发生行政复议、行政诉讼情形，\n（二）依申请公开。全年收到申请10件。", "段末用了逗号"),
    Example("将工作任务层层分解，扎实推进各项工作截至12月31日，共公开信息2432条。", "两句之间缺标点"),
    Example("实现“一窗通办”，二是在不动产登记方面实行不见面审批新模式，推行网上办理。三是加强互联互通。", "分项之间误用逗号"),
)
GOOD = (
    Example("一、总体情况\n2023年，全市主动公开政府信息1592条。\n示例市人民政府办公室\n2024年1月20日"),
    Example("一是加强领导；二是完善机制；三是强化监督。截至12月31日，公开信息20条。"),
)


@check("mark-stops")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """Notices, but for a comma before the next numbered item, which mixes two items into one."""
    told = context.worked(prose, report)
    parts = told.parts
    breaks, semicolons, run_on, split, commas = told.finders(_NEXT, _SEMICOLON, _RUN_ON, _SPLIT, _COMMA_ITEM)
    for index, passage in enumerate(parts):
        text = passage.text
        if _unfinished(parts, index):
            yield find("mark-stops", [at(report, passage.tight, max(len(text) - 16, 0), len(text))], "end")
        elif text.endswith(("，", "、")) and _cut_off(parts, index):
            yield find("mark-stops", [at(report, passage.tight, max(len(text) - 16, 0), len(text))], "cut_off")
        for match in breaks(passage.clean.text):
            before = re.split(r"[。！？；：\n]", passage.clean.text[:match.start()])[-1]
            if len(before) >= 24 and _SENTENCE.search(before) and not _HEADING.match(before.strip()):
                yield find("mark-stops", [_near(report, passage, match)], "end")
        for match in semicolons(passage.clean.text):
            yield find("mark-stops", [_near(report, passage, match)], "semicolon")
        for match in run_on(text):
            clause = re.split(r"[，。；：！？、（]", text[:match.start()])[-1]
            if len(clause) >= 6:
                low = max(match.start() - 8, 0)
                yield find("mark-stops", [at(report, passage.tight, low, match.end() + 4)], "run_on")
        for match in split(text):
            yield find("mark-stops", [at(report, passage.tight, *match.span())], "split", severity="warning")
        for match in commas(text):
            if _stands_alone(text, match.end()):
                yield find("mark-stops", [at(report, passage.tight, match.start(), match.end() + 2)], "comma",
                           severity="notice")


def _near(report: Report, passage: Passage, match: re.Match[str]) -> Evidence:
    clean = passage.clean
    return at(report, clean, max(match.start() - 8, 0), min(match.end() + 6, len(clean.text)))


def _unfinished(parts: tuple[Passage, ...], index: int) -> bool:
    """A paragraph of prose without an end mark, the next one being no continuation."""
    passage = parts[index]
    text = passage.text
    if passage.kind == "heading" or len(text) < 8 or _ENDED.search(text) or _ADDRESS.search(text) or _DATE.match(text):
        return False
    if not re.search(r"[\u4e00-\u9fff\d]$", text):
        return False
    if re.fullmatch(r"(?:六、其他需要报告的事项)?(?:本年度|20\d\d年度?)?[，]?(?:我.|本.{1,3})?(?:暂无|无|没有)[^，。；]{3,30}", text):
        return True
    if _HEADING.match(text) and not re.search(r"[，。]", text):
        return False
    return bool(re.search(r"[，。；]", text)) or (len(text) >= 24 and bool(re.search(r"\d[条件次份]$", text)))


def _cut_off(parts: tuple[Passage, ...], index: int) -> bool:
    """Whether nothing goes on behind a paragraph's comma: the next one is a heading or numbered, or there is none."""
    if len(parts[index].text) < 8 or parts[index].kind == "heading":
        return False
    after = parts[index + 1] if index + 1 < len(parts) else None
    return after is None or after.kind == "heading" or bool(_HEADING.match(after.text))


def _stands_alone(text: str, after: int) -> bool:
    """Whether the items before and behind are sentences of their own: a later item opens behind a full stop."""
    return bool(re.search(r"。[三四五六七八九]是", text[after:])) and len(re.split(r"。", text[after:])[0]) >= 20
