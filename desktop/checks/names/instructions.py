"""Filling instructions of an outline left in the report: （含2018年度及历年累计数量）、…数量居前的申请事项等.

They were written for whoever fills the report in, as headings or remarks, and say nothing to its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Finding, Report

_ASKED = Sparse(
    r"（含(?:20\d\d年度?|本年度|当年|本年)(?:及|和|、)?历年累计数?量?）|数量居前的[^。；，]{0,10}(?:等|事项)|(?:包括|含|分别说明)[^。；]{0,12}件数(?:、[^。；、]{0,24}件数)+"
    r"|在此处(?:报告|填写|填报|说明)|此处(?:填写|填报|请)|（(?:请|需|应|须)(?:填写|说明|注明|列出|简要)[^（）《“]{0,30}）|（(?:如有|若有|没有)[^（）]{0,6}(?:请|则|可)[^（）]{0,20}）"
    r"|请(?:在此)?填[写报报](?:本单位|本部门|本机关|单位|具体|数字|内容|相关|实际)|（(?:单位|机关|部门|填报单位)(?:名称|全称)[^（）]{0,6}）|字数(?:不超过|控制在|不少于)|填写说明|填报说明|（单位(?:全称|名称)）|（此项[^（）]{0,20}）|（各单位根据[^（）]{0,20}）|（内容包括[^（）]{2,40}）"
    r"|主要受理方式、[^。；]{0,12}(?:事项|等)"
)
_HEAD = re.compile(r"（[一二三四五六七八九十]）|[一二三四五六七八九十]、|\d[.、]|^")
_TITLE_TOO = Sparse(r"^（[一二三四五六七八九十]）(?:开展)?[\u4e00-\u9fff]{4,12}情况，[\u4e00-\u9fff]{2,8}(?:数量|次数|件数)[^。]{0,20}$")

BAD = (
    Example("（一）受理申请的数量（含2018年度及历年累计数量）、主要受理方式、数量居前的申请事项等；\n我局未收到申请。", "提纲中的填写要求未删"),
    Example("（二）对申请的办理情况：包括已答复件数、待答复件数，已答复中“同意公开”的件数等；", "提纲中的填写要求未删"),
)
GOOD = (Example("（一）受理申请的数量\n2018年受理申请10件（含上年结转2件），包括网络申请6件、信函申请4件。"),)


@check("name-instruction")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each remark, from its heading on."""
    told = context.worked(prose, report)
    asked, titled = told.finder(_ASKED), _TITLE_TOO.among(told.strings)
    for passage in told.parts:
        text = passage.text
        last = -1
        for match in asked(text):
            heads = [m.start() for m in _HEAD.finditer(text, 0, match.start())]
            start = heads[-1] if heads and match.start() - heads[-1] <= 30 else match.start()
            if start <= last:
                continue
            last = match.end()
            yield find("name-instruction", [at(report, passage.tight, start, match.end())], actual=match.group())
        if titled and _TITLE_TOO.pattern.match(text):
            yield find("name-instruction", [at(report, passage.tight, 0, len(text))], severity="notice", actual=text)
