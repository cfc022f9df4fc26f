"""Document numbers: body code, year in 〔〕, serial, 号 — and one number given for two titles.

A number without its year or without the code of the body that issued it cannot be looked up. Other brackets, a leading
zero and 第 break GB/T 9704 but do not mislead: notices. One number for two clearly different titles is a slip in one.
When the digits run together (〔202130号), the copy lost a bracket, not the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.damage import damaged
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Evidence, Finding, Report

_OPEN, _CLOSE = "〔［\\[【﹝（(", "〕］\\]】﹞）)"
_NUMBER = Sparse(
    rf"(?P<code>(?:[\u4e00-\u9fff]{{1,14}}))?(?P<open>[{_OPEN}])(?P<year>(?:19|20)\d\d)(?P<close>[{_CLOSE}])"
    r"(?P<mid>第|-|—|－)?(?P<serial>\d{1,5})(?P<end>号)?"
)
_NO_YEAR = Sparse(r"[\u4e00-\u9fff]{0,12}[〔［﹝【\[](?P<year>\d{0,3}|年)[〕］﹞】\]]\s*第?\d{1,5}号")
_TITLED = Sparse(
    r"《(?P<title>[^《》]*(?:[《〈][^《》]*[》〉][^《》]*)*)》[（(，]?(?P<number>[\u4e00-\u9fff]{2,12}[〔［\[【﹝（](?:19|20)\d\d"
    r"[〕］\]】﹞）]\d{1,4}号)"
)

# Words of the sentence that stand right before a code and are no part of it.
_LEAD = re.compile(r"^.*(?:根据|按照|依照|依据|落实|贯彻|执行|转发|印发|下发|发布|文件|通知|详见|参见|[以按见的])(?=[\u4e00-\u9fff]{2})")

BAD = (
    Example("印发《示例市政务公开工作要点》（示政办〔〕4号）。", "缺年份"),
    Example("落实《关于做好政策解读工作的通知》（〔2019〕-28）要求。", "缺发文机关代字和“号”"),
    Example("印发《示例市政务公开要点》（示政办〔2023〕8号）和《示例市依申请公开规程》（示政办〔2023〕8号）。", "一号两文"),
    Example("根据示政办[2023]5号文件要求。", "年份应用六角括号"),
    Example("根据示政办〔2023〕05号文件要求。", "序号不编虚位"),
)
GOOD = (
    Example("印发《示例市政务公开要点》（示政办〔2023〕8号），《要点》（示政办〔2023〕8号）明确分工。"),
    Example("自2023年（2023）1月起，全省〔含示例市〕推行新格式（国办公开办函〔2021〕30号）。"),
)


@check("mark-docnumber")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """A finding for each malformed number; style slips are told once a kind."""
    hurt = damaged(report)
    style: dict[str, list[Evidence]] = {}
    titled: dict[str, list[tuple[str, Evidence]]] = {}
    told = context.worked(prose, report)
    yearless, numbers, named = told.finders(_NO_YEAR, _NUMBER, _TITLED)
    for passage in told.parts:
        text = passage.text
        for match in yearless(text):
            yield find("mark-docnumber", [at(report, passage.tight, *match.span())], "no_year", actual=match.group())
        for match in numbers(text):
            lead = _LEAD.match(match["code"] or "")
            place = at(report, passage.tight, match.start() + (lead.end() if lead else 0), match.end())
            if match["open"] in "(（" and not (match["end"] and match["code"]):
                continue
            if not match["code"] and match["open"] in "〔［﹝":
                yield find("mark-docnumber", [place], "no_code", severity="notice" if hurt else "warning",
                           actual=match.group())
                continue
            if match["mid"] and match["mid"] != "第":
                yield find("mark-docnumber", [place], "shape", severity="warning", actual=match.group())
                continue
            if match["open"] != "〔" or match["close"] != "〕":
                style.setdefault("brackets", []).append(place)
            if match["serial"].startswith("0"):
                style.setdefault("zero", []).append(place)
            if match["mid"] == "第":
                style.setdefault("ordinal", []).append(place)
            if not match["end"] and match["open"] == "〔" and text[match.end():match.end() + 1] not in ("、", "和", "—", "-", "至"):
                style.setdefault("no_end", []).append(place)
        for match in named(text):
            titled.setdefault(match["number"], []).append(
                (match["title"], at(report, passage.tight, *match.span()))
            )
    for kind, places in style.items():
        yield find("mark-docnumber", places[:20], kind, severity="notice", actual=places[0].quote)
    if not hurt:
        yield from _shared(titled)


def _shared(titled: dict[str, list[tuple[str, Evidence]]]) -> Iterator[Finding]:
    """One number for two titles that do not resemble one another."""
    for number, uses in titled.items():
        first, evidence = uses[0]
        for other, place in uses[1:]:
            short, long_ = sorted((first, other), key=len)
            if short not in long_ and fuzz.partial_ratio(short, long_) < 75:
                yield find("mark-docnumber", [evidence, place], "shared", severity="warning", actual=number)
                break
