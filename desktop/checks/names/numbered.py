"""Well-known papers of the State Council under a number that is not theirs: 信息处理费管理办法（国办函〔2020〕190号）.

Names and numbers stand in resources/laws.toml. Only a number of the same issuer (国办…) right behind the title is judged,
so that a province's paper that passes the national one on keeps its own number.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.damage import damaged
from desktop.checks.names.laws import LAWS
from desktop.checks.passages import at, passages
from desktop.checks.years.reported import year_of
from desktop.normal import Sparse
from desktop.report import Finding, Report

_CITED = Sparse(r"(?P<title>《[^《》]*(?:《[^《》]*》[^《》]*)*》|[\u4e00-\u9fff]{8,40})(?:（|\()?(?P<code>国办[\u4e00-\u9fff]{1,6})[〔﹝\[（(【](?P<year>\d{4})[〕﹞\]）)】](?P<serial>\d{1,3})号")

_MISNAMED = re.compile(r"(?P<code>国办[公开办]{0,5}函)[〔﹝\[（(【](?:(?P<year>2019)[〕﹞\]）)】](?P<serial>60)|(?P<y>2021)[〕﹞\]）)】](?P<s>30))号")

BAD = (
    Example("示例局2021年政府信息公开工作年度报告\n学习《政府信息公开信息处理费管理办法》（国办函〔2020〕190号）。", "文号数字颠倒"),
    Example("示例局2020年政府信息公开工作年度报告\n依据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开函〔2019〕60号）编制。",
            "发文机关代字有误"),
)
GOOD = (
    Example("示例局2021年政府信息公开工作年度报告\n学习《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），落实《示例省转发信息处理费管理办法的通知》（示政办〔2021〕3号）。"),
)


@check("name-number")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each citation."""
    if damaged(report):
        return
    year = year_of(report)
    for passage in context.cached(passages, report):
        for match in _MISNAMED.finditer(passage.text):
            if match.group("code") != "国办公开办函":
                yield find("name-number", [at(report, passage.tight, *match.span())], actual=match.group(),
                           expected=f"国办公开办函〔{match['year'] or match['y']}〕{match['serial'] or match['s']}号")
        for match in _CITED.finditer(passage.text):
            number = f"{match['code']}〔{match['year']}〕{match['serial']}号"
            for keys, right, first, last in _papers():
                if keys.search(match["title"] + "》") and number != right and (year is None or first <= year <= last):
                    wanted = re.match(r"(\D+)〔(\d+)〕(\d+)号", right)
                    told = (match["code"], match["year"], match["serial"])
                    if _MISNAMED.search(match.group()):
                        continue
                    if wanted and sum(a == b for a, b in zip(told, wanted.groups(), strict=True)) >= 2:
                        yield find("name-number", [at(report, passage.tight, match.start("code"), match.end())], actual=number,
                                   expected=right)


@lru_cache(maxsize=1)
def _papers() -> tuple[tuple[re.Pattern[str], str, int, int], ...]:
    data = tomllib.loads(LAWS.read_text(encoding="utf-8"))
    return tuple((re.compile(p["keys"]), p["number"], *p.get("years", (2000, 9999))) for p in data["numbered"])
