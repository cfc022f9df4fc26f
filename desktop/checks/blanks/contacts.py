"""Telephone, fax and postcode with digits missing or too many.

A Chinese subscriber number has seven or eight digits, one length for an area code; a postcode has six. A fax number of
seven digits beside a telephone number of eight under the same area code has lost one.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Evidence, Finding, Report

_LAND = Sparse(r"(?<![\d.])（?(?P<area>0\d{2,3})）?[-—－– ](?P<number>\d{4,10})(?![\d.])")
_POST = Sparse(r"(?:邮编|邮政编码)[：]?(?P<number>\d{3,9})(?!\d)")
_MOBILE = Sparse(r"(?:手机|电话)[：](?P<number>1[3-9]\d{6,12})(?!\d)")
_MAIL = Sparse(r"[A-Za-z0-9._-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z]{2,})*")

BAD = (
    Example("联系电话：0123-23163022；传真：0123-2312311。", "传真少一位"),
    Example("联系电话：0000-0000000。", "号码未填写"),
    Example("地址：示例市人民路1号；邮编：35040。", "邮编少一位"),
)
GOOD = (Example("邮编：350400；电话：0123-23163022；传真：0123-23163023；热线12345；监督电话：010-12345678。"),)


@check("blank-contacts")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each number of a wrong length."""
    lands: list[tuple[str, str, Evidence]] = []
    told = context.worked(prose, report)
    land, post, mobile, mail = told.finders(_LAND, _POST, _MOBILE, _MAIL)
    for passage in told.parts:
        text = passage.text
        lands += [(m["area"], m["number"], at(report, passage.tight, max(m.start() - 3, 0), m.end()))
                  for m in land(text)]
        for match in post(text):
            if len(match["number"]) != 6:
                yield find("blank-contacts", [at(report, passage.tight, *match.span())], "post",
                           actual=match["number"])
        for match in mobile(text):
            if len(match["number"]) != 11:
                yield find("blank-contacts", [at(report, passage.tight, *match.span())], "phone",
                           actual=match["number"])
        for match in mail(text):
            if "." not in match.group().split("@")[-1].split("＠")[-1]:
                yield find("blank-contacts", [at(report, passage.tight, *match.span())], "mail", severity="notice",
                           actual=match.group())
    for area, number, place in lands:
        if set(number) == {"0"}:
            yield find("blank-contacts", [place], "placeholder", actual=f"{area}-{number}")
            continue
        usual = {len(n) for a, n, _ in lands if a == area and len(n) in (7, 8)}
        if len(number) not in (7, 8) or (len(number) == 7 and 8 in usual):
            yield find("blank-contacts", [place], "phone", actual=f"{area}-{number}")
