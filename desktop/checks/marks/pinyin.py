"""Pinyin in brackets behind characters throughout: noise that a copying web page put in.

The original surely has none of it, so the whole report gets one warning, which says to compare with the original; all
other checks read the text without the noise.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place
from desktop.checks.marks.damage import pinyin_places
from desktop.report import Finding, Report

SHOWN = 20

BAD = (Example("政務(wù)公開(kāi)工作报告，报(bào)告如下，務(wù)必。", "字后夹注拼音，是网页转载留下的"),)
GOOD = (Example("请登录网站(www.shili.gov.cn)下载(PDF)文件(doc)。"), Example("电子政务平台（APP）已上线。"))


@check("mark-pinyin")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """At most one finding; its evidence shows the first places."""
    found = pinyin_places(report)
    if len(found) >= 3:
        yield find("mark-pinyin", [place(report, *span) for span in found[:SHOWN]], actual=len(found))
