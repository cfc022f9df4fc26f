"""Whose figure, of which time: whether a statement speaks of the same whole as the report's tables."""

from __future__ import annotations

import re
from typing import Literal

from desktop.report import Report

Scope = Literal["same", "narrow", "other-time"]

_OTHER_TIME = re.compile(r"近[\d一二三两]+年|历年|(?<!今年)(?<!年)以来|上半年|下半年|[一二三四1-4]季度|季度(?:末|内)|往年|自[^，。]{0,12}起|开通至今|成立至今|施行以来")
_NARROW = re.compile(
    r"[市县区省州]本级|本级政府|[市县区省州](?:人民)?政府办(?:公室|公厅)?|[市县区省州]直|(?:市|县|区|省|州)级(?:机关|部门|各?单位)|"
    r"各(?:部门|单位|县区|区县|乡镇|镇街|街道|局)|代表[市县区省州](?:人民)?政府|以[^，。；]{2,12}名义|[市县区省]政府(?!信息|网|门户|公报|工作|公开|办公厅?代表)"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_OFFICE = re.compile(r"(?<![我本全各关有行])[\u4e00-\u9fff]{2,8}?(?:局|委员会|委|办公室|中心|街道办事处|街道|乡|镇)(?:共|全年|累计|未|没有|尚未)?(?:收到|受理|接收|办理|答复)")
_WIDE = re.compile(r"全[市县区省州旗盟镇乡街局系]|我[市县区省州旗盟局镇乡街办委厅院处所队]|本[市县区省州局镇乡街办委厅机单行]|各级")


def scope(report: Report, clause: str, sentence: str) -> Scope:
    """``clause`` are the words before the number, ``sentence`` all of the sentence before it."""
    if (report.year is not None and "20" in clause and _wrong_year(clause, report.year)) or _OTHER_TIME.search(clause):
        return "other-time"
    name = report.org or ""
    own = "办公" in name or report.level == "department"
    narrow = _NARROW.search(clause) or (_NARROW.search(sentence) if not _WIDE.search(clause) else None)
    if narrow and not (own and re.search("办公|代表", narrow.group() + clause)) and not _WIDE.search(clause[narrow.end():]):
        return "narrow"
    office = _OFFICE.search(clause)
    if office and not (name and (office.group()[:4] in name or name[-4:] in office.group())):
        return "narrow"
    return "same"


def _wrong_year(clause: str, year: int) -> bool:
    years = [int(y) for y in _YEAR.findall(clause)]
    return bool(years) and year not in years
