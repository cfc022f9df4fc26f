"""The statistics period and the days up to which figures are given.

The period is the calendar year (in 2008 from 1 May, when the Regulation came into force). 2015月1日 has lost 年1; a date
that no calendar has is a slip as well. Figures that stop some days before the year's end leave a gap; figures taken later
do not belong to the year. Digits run together (201711日) are a loss of the copy and are left alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import Passage, at, passages
from desktop.checks.prose import Finder, prose
from desktop.checks.years.reported import dates, span_of, year_of
from desktop.normal import Sparse
from desktop.report import Finding, Report

_LOST = Sparse(r"(?<!\d)(?P<y>(?:19|20)\d\d)月(?P<m>\d{1,2})日")
_RANGE = Sparse(
    r"(?P<y>20\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:起|以来|开始)?(?:，)?(?:至|到|—+|-|－|~|～)(?:(?P<y2>20\d\d)年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
_PERIOD = re.compile(r"统计|期限|所列数据|时间段|数据.{0,6}(?:自|从)|报告期")
_UNTIL = Sparse(r"截[至止](?:到|至)?(?P<y>20\d\d)年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日|(?P<end>底|末))?")
_COUNT = re.compile(r"\d+(?:余|多)?[条件篇次]|\d(?:余|多)?[万人户家](?!口)")
_NO_DAY = Sparse(r"20\d\d年1月1日(?:起)?[至到](?:20\d\d年)?12月(?:止|[。，；）]|$)")
_IMPOSSIBLE = Sparse(r"(?<!\d)(?:19|20)\d\d年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?")

_NO_MONTH = Sparse(r"(?<!\d)(?P<y>20\d\d)年(?P<m>1[0-2]|[1-9])(?=底前?[，。；、完全实建]|[上中下]旬|月?底前)(?!月)")

_DAY_ONLY = Sparse(r"(?<![\d年第./-])(?P<m>\d{1,2})月(?P<d>\d{1,2})日")

BAD = (
    Example("示例局2018年政府信息公开工作年度报告\n按照要求，9月31日前完成全县政府网站集约化整合。", "9月没有31日"),
    Example("示例局2015年政府信息公开工作年度报告\n本报告所列数据的统计期限自2015月1日起至2015年12月31日。", "“年1”二字丢失"),
    Example("示例局2013年政府信息公开工作年度报告\n截止2013年12月27日，我局主动公开政府信息440条。", "数据未统计到年底"),
    Example("示例局2013年政府信息公开工作年度报告\n力争2014年10底前完成网站改版。", "“月”字丢失"),
    Example("示例局2013年政府信息公开工作年度报告\n截至2014年3月15日，公众号关注人数4.6万人。\n示例市交通局\n2014年1月20日", "数据晚于落款日期"),
    Example("示例局2021年政府信息公开工作年度报告\n本报告所列数据的统计期限自2020年1月1日起至2020年12月31日止。", "统计期限不是报告年度"),
)
GOOD = (
    Example("示例局2021年政府信息公开工作年度报告\n本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。截至2021年12月31日，公开信息20条。"),
    Example("示例局2008年政府信息公开工作年度报告\n统计期限自2008年5月1日至2008年12月31日。"),
    Example("示例学院2015—2016学年信息公开工作年度报告\n统计期限为2015年9月1日至2016年8月31日。", "学校按学年报告"),
)


@check("year-period")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each wrong or doubtful date."""
    year = year_of(report)
    told = context.worked(prose, report)
    lost, no_month, impossible, days, no_day, ranges, until = told.finders(
        _LOST, _NO_MONTH, _IMPOSSIBLE, _DAY_ONLY, _NO_DAY, _RANGE, _UNTIL)
    for passage in told.parts:
        text = passage.text
        for match in lost(text):
            yield find("year-period", [at(report, passage.tight, *match.span())], "lost", actual=match.group(),
                       expected=f"{match['y']}年…月…日")
        for match in no_month(text):
            yield find("year-period", [at(report, passage.tight, match.start(), match.end() + 1)], "no_month", actual=match.group(),
                       expected=f"{match.group()}月")
        for match in impossible(text):
            if not 1 <= int(match["m"]) <= 12 or (match["d"] and not 1 <= int(match["d"]) <= _longest(match.group()[:4], match["m"])):
                yield find("year-period", [at(report, passage.tight, *match.span())], "impossible",
                           actual=match.group(), expected="实际日期")
        for match in days(text):
            if not 1 <= int(match["m"]) <= 12 or not 1 <= int(match["d"]) <= _longest("2020", match["m"]):
                yield find("year-period", [at(report, passage.tight, *match.span())], "impossible", actual=match.group(), expected="实际日期")
        for match in no_day(text):
            yield find("year-period", [at(report, passage.tight, *match.span())], "early", severity="warning", actual=match.group(),
                       expected="12月31日")
        if year is not None and report.kind != "collection":
            yield from _ranges(report, passage, ranges, year)
            if span_of(report, year)[1].month == 12:
                yield from _until(report, passage, until, year)


def _longest(year: str, month: str) -> int:
    """The days of a month; 31 for a month that there is not."""
    return monthrange(int(year), int(month))[1] if 1 <= int(month) <= 12 else 31


def _ranges(report: Report, passage: Passage, finder: Finder, year: int) -> Iterator[Finding]:
    for match in finder(passage.text):
        sentence = re.split(r"[。；]", passage.text[:match.start()])[-1]
        first = int(match["y"]), int(match["m"]), int(match["d"])
        last = int(match["y2"] or match["y"]), int(match["m2"]), int(match["d2"])
        nearly = first == (year, 1, 1) and last[:2] == (year, 12) and last[2] != 31  # 1月1日至12月21日 is a slip anywhere
        if not _PERIOD.search(sentence) and not (nearly and re.search("信息公开|报告|数据", sentence + passage.text[match.end():match.end() + 24])
                                                 and "试" not in passage.text[match.end():match.end() + 8]):
            continue
        begins, ends = span_of(report, year)
        if last != (ends.year, ends.month, ends.day) or first not in {(begins.year, begins.month, begins.day), (year, 1, 1)}:
            yield find("year-period", [at(report, passage.tight, *match.span())], "range", actual=match.group(),
                       expected=f"{begins.year}年{begins.month}月{begins.day}日至{ends.year}年{ends.month}月{ends.day}日")


def _until(report: Report, passage: Passage, finder: Finder, year: int) -> Iterator[Finding]:
    text = passage.text
    for match in finder(text):
        sentence = re.split(r"[。；]", text[match.end():], maxsplit=1)[0]
        if not _COUNT.search(sentence):
            continue
        stated, month = int(match["y"]), int(match["m"])
        place = [at(report, passage.tight, match.start(), min(match.end() + 6, len(text)))]
        expected = f"{year}年12月31日"
        if stated == year + 1 and report.signed and match["d"] and f"{stated}-{month:02}-{int(match['d']):02}" > report.signed:
            yield find("year-period", place, "unsigned", actual=match.group(), expected=expected)
        elif stated == year and match["d"] and month == 12 and int(match["d"]) < 31:
            yield find("year-period", place, "early", severity="warning", actual=match.group(), expected=expected)
        elif stated == year and month == 12 and not match["d"] and not match["end"]:
            yield find("year-period", place, "early", severity="notice", actual=match.group(), expected=expected)
        elif stated > year and month == 12:
            yield find("year-period", place, "late", actual=match.group(), expected=expected)
        elif (stated, month) > (year, 12):
            yield find("year-period", place, "late", severity="notice", actual=match.group(), expected=expected)
        elif stated == year - 1 and month == 12 and not re.search(r"上年|去年|结转|累计", sentence[:30]):
            yield find("year-period", place, "stale", severity="warning", actual=match.group(), expected=expected)
        elif stated == year and 6 < month < 12:
            yield find("year-period", place, "early", severity="notice", actual=match.group(), expected=expected)


def period_end_stated(report: Report, year: int) -> bool:
    """Whether the report gives figures up to 31 December of its year."""
    wanted = date(year, 12, 31)
    return any(any(d.day == wanted for d in dates(passage.text)) or "至12月31日" in passage.text for passage in passages(report))
