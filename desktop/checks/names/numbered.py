"""Well-known papers of the State Council under a number that is not theirs: 信息处理费管理办法（国办函〔2020〕190号）.

Names and numbers stand in resources/laws.toml. Only a number of the same issuer (国办…) right behind the title is judged,
so that a province's paper that passes the national one on keeps its own number. The Regulation on disclosure is looked at
more closely, for every report cites it: its order (492, 711), its last article and the days on which its texts came into force.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.damage import damaged
from desktop.checks.names.laws import LAWS
from desktop.checks.passages import Passage, at
from desktop.checks.prose import Finder, prose
from desktop.checks.years.reported import year_of
from desktop.normal import Sparse, to_number
from desktop.report import Finding, Report

_CITED = Sparse(r"(?P<title>《[^《》]*(?:《[^《》]*》[^《》]*)*》|[\u4e00-\u9fff]{8,40})(?:（|\()?(?P<code>国办[\u4e00-\u9fff]{1,6})[〔﹝\[（(【](?P<year>\d{4})[〕﹞\]）)】](?P<serial>\d{1,3})号")

_MISNAMED = Sparse(r"(?P<code>国办[公开办]{0,5}函)[〔﹝\[（(【](?:(?P<year>2019)[〕﹞\]）)】](?P<serial>60)|(?P<y>2021)[〕﹞\]）)】](?P<s>30))号")

_REGULATION = r"(?:《(?:中华人民共和国)?政府信息公开条例》|《条例》)"
_ORDER = Sparse(rf"{_REGULATION}(?:（|，|\()?(?:以下简称[^（）]{{0,10}}[，；、])?(?:中华人民共和国)?(?P<order>(?:国务院令|国令|国务院)第?(?P<n>\d{{2,4}})号)")
_ARTICLE = Sparse(rf"{_REGULATION}(?:（[^（）]*）)?(?:的)?第(?P<n>[一二三四五六七八九十百\d]+)条")
_IN_FORCE = Sparse(rf"{_REGULATION}(?:（[^（）]*）)?(?:已|将|正式)?(?:于|自|从)(?P<day>(?P<y>20\d\d)年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日)起?(?:正式)?(?:施行|实施|生效|执行)")
_ORDERS = {"492": (2000, 2018), "711": (2018, 9999)}  # years of the reports that cite it
_LAST_ARTICLE = ((2019, 56), (2000, 38))  # from this year of report on
_DAYS = {"2008": "2008年5月1日", "2019": "2019年5月15日"}

BAD = (
    Example("示例局2022年政府信息公开工作年度报告\n根据《中华人民共和国政府信息公开条例》（国务院令第771号）编制。", "国务院令的号数有误"),
    Example("示例局2022年政府信息公开工作年度报告\n按照《中华人民共和国政府信息公开条例》第六十九条的规定编制。", "条例没有这一条"),
    Example("示例局2019年政府信息公开工作年度报告\n新修订的《条例》自2019年5月1日起施行，我局组织学习。", "施行日期有误"),
    Example("示例局2021年政府信息公开工作年度报告\n学习《政府信息公开信息处理费管理办法》（国办函〔2020〕190号）。", "文号数字颠倒"),
    Example("示例局2020年政府信息公开工作年度报告\n依据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开函〔2019〕60号）编制。",
            "发文机关代字有误"),
)
GOOD = (
    Example("示例局2022年政府信息公开工作年度报告\n根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条编制。《条例》自2019年5月15日起施行。"
            "《示例省实施〈档案法〉条例》第八十条另有规定。"),
    Example("示例局2021年政府信息公开工作年度报告\n学习《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），落实《示例省转发信息处理费管理办法的通知》（示政办〔2021〕3号）。"),
)


@check("name-number")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each citation."""
    if damaged(report):
        return
    year = year_of(report)
    told = context.worked(prose, report)
    misnamed, cited = told.finders(_MISNAMED, _CITED)
    regulation = told.finders(_ORDER, _ARTICLE, _IN_FORCE)
    for passage in told.parts:
        for match in misnamed(passage.text):
            if match.group("code") != "国办公开办函":
                yield find("name-number", [at(report, passage.tight, *match.span())], actual=match.group(),
                           expected=f"国办公开办函〔{match['year'] or match['y']}〕{match['serial'] or match['s']}号")
        yield from _regulation(report, passage, regulation, year)
        for match in cited(passage.text):
            number = f"{match['code']}〔{match['year']}〕{match['serial']}号"
            for keys, right, first, last in _papers():
                if keys.search(match["title"] + "》") and number != right and (year is None or first <= year <= last):
                    wanted = re.match(r"(\D+)〔(\d+)〕(\d+)号", right)
                    given = (match["code"], match["year"], match["serial"])
                    if _MISNAMED.search(match.group()):
                        continue
                    if wanted and sum(a == b for a, b in zip(given, wanted.groups(), strict=True)) >= 2:
                        yield find("name-number", [at(report, passage.tight, match.start("code"), match.end())], actual=number,
                                   expected=right)


def _regulation(report: Report, passage: Passage, finders: list[Finder], year: int | None) -> Iterator[Finding]:
    """The order, the articles and the days of the Regulation."""
    orders, articles, days = finders
    for match in orders(passage.text):
        if match["n"] not in _ORDERS:
            right = next(n for n, (first, last) in _ORDERS.items() if first <= (year or 9999) <= last)
            yield find("name-number", [at(report, passage.tight, match.start("order"), match.end())], severity="error",
                       actual=match["order"], expected=f"国务院令第{right}号")
    for match in articles(passage.text):
        number = to_number(match["n"])
        last = next((n for first, n in _LAST_ARTICLE if (year or 0) >= first), None)
        if number is not None and last is not None and number > last:
            yield find("name-number", [at(report, passage.tight, *match.span())], "article", severity="error",
                       actual=match.group(), expected=last)
    for match in days(passage.text):
        right = _DAYS.get(match["y"], match["day"])
        if (int(match["m"]), int(match["d"])) != tuple(map(int, re.findall(r"\d+", right)[1:])):
            yield find("name-number", [at(report, passage.tight, *match.span())], "day", severity="error",
                       actual=match["day"], expected=right)


@lru_cache(maxsize=1)
def _papers() -> tuple[tuple[re.Pattern[str], str, int, int], ...]:
    data = tomllib.loads(LAWS.read_text(encoding="utf-8"))
    return tuple((re.compile(p["keys"]), p["number"], *p.get("years", (2000, 9999))) for p in data["numbered"])
