"""A portal's address that does not look like the place that it is said to be of: style, for a look.

The host of a government portal is as a rule the place's name in pinyin or its initials, often with the province's or
city's initials before it. What fits none of these may be a bureau's own site given for the portal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.lexicon import syllables
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Finding, Report

_SITE = Sparse(
    r"(?P<place>[\u4e00-\u9fff]{2,3})(?P<rest>综合实验区|[省市县区]|)(?:人民)?(?:政府)?门户网站?”?（(?:网址：)?(?:https?://)?(?:www[.．])?(?P<host>[a-z0-9-]+)(?:\.[a-z]+)*?\.gov\.cn[^）]*）"
)

_GENERIC = re.compile("政府|[局委办厅部署院处站]|^[本我该全各]")  # the site of a bureau, or of a place that is not named

BAD = (Example("电子版可在“云台综合实验区门户网站”（www.ytjj.gov.cn）下载。", "网址不像该地门户网站"),)
GOOD = (Example("电子版可在“云台综合实验区门户网站”（www.yuntai.gov.cn）下载，另见青禾县人民政府门户网站（http://www.qinghe.gov.cn）。"),
        Example("电子版可在“中国云台”县政府门户网站（www.yt.gov.cn）和规划局门户网站（http://zrzy.qinghe.gov.cn/gh/）下载。"))


@check("name-site")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One notice for each address."""
    told = context.worked(prose, report)
    sites = told.finder(_SITE)
    for passage in told.parts:
        for match in sites(passage.text):
            if _GENERIC.search(match["place"]):
                continue
            if not any(_fits(place, match["host"]) for place in (match["place"], match["place"][-2:])):
                yield find("name-site", [at(report, passage.tight, *match.span())], actual=match["host"],
                           expected=match["place"])


def _fits(place: str, host: str) -> bool:
    """Whether the host ends in the place's pinyin or initials (short prefixes of a superior allowed)."""
    names = [""]
    initials = [""]
    for char in place:
        found = syllables(char)
        if not found:
            return True
        names = [n + s for n in names for s in found]
        initials = [n + i for n in initials for i in {s[0] for s in found}]
    plain = host.replace("zh", "z").replace("ch", "c").replace("sh", "s").replace("ng", "n")
    plain = re.sub("^n|(?<=[aeiou])n(?=[aeiou])", "l", plain) if not any(n in plain for n in names) else plain
    return any(n in plain or n in host for n in names) or any(host.endswith(i) or host == i for i in initials)
