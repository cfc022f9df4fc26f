"""Markup of a word processor or web page left in the text: <!--[if !supportLists]-->, &nbsp;, <span …>."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place
from desktop.normal import Sparse
from desktop.report import Finding, Report

_RESIDUE = Sparse(
    r"(?:<!--\[if[^>]*-->[^<\n]{0,12}<!--\[endif\]-->)|<!--.{0,80}?-->|<!\[(?:if|endif)[^>]*>"
    r"|</?(?:span|p|div|font|br|strong|b|i|u|o:p|td|tr|table|a|img|style|em)(?:\s[^<>\n]{0,200})?/?>"
    r"|&(?:nbsp|ldquo|rdquo|mdash|hellip|middot|lt|gt|amp|quot);|\{\{[^{}\n]{0,40}\}\}|\bMicrosoftInternetExplorer\d\b"
    r"|错误！未找到引用源。?|错误！未定义书签。?"
)

BAD = (
    Example("<!--[if !supportLists]-->（三）<!--[endif]-->突出抓好政府采购信息公开。", "文字处理软件的标记残留"),
    Example("主动公开政府信息&nbsp;100条。", "网页代码残留"),
    Example("本报告共六部分（见错误！未找到引用源。）。", "失效的交叉引用"),
)
GOOD = (Example("电子版见<https://www.shili.gov.cn>；指标同比下降<5%。"), Example("（三）突出抓好政府采购信息公开。"))


@check("mark-residue")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each place; a pair around an ordinal is one place."""
    for match in _RESIDUE.finditer(report.document.text):
        yield find("mark-residue", [place(report, *match.span())], actual=match.group()[:40])
