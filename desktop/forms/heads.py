"""Title and kind of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import PurePath

from desktop.forms.dates import YEAR
from desktop.forms.lines import Line, Prose, flat
from desktop.normal import digits_of_year
from desktop.report import Kind, Section

_ORG = r"[\u4e00-\u9fff（）·]"
_WHAT = (
    r"(?:(?:政府信息|政务信息|政务|政府|信息)公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:年度)?(?:情况)?(?:的)?(?:报告|年报|总结|(?<=公开工作情况)$|(?<=公开情况)$)"
    r"(?:[（(]?(?P<year2>" + YEAR + r")年?(?:度)?[）)]?(?![年\d]))?)"
)
_TITLE = re.compile(
    rf"(?:关于)?(?P<org>{_ORG}{{0,40}}?)(?:关于)?(?:(?P<year>{YEAR})(?:年?[-—–－~～至]{{1,2}}(?P<last>{YEAR})学)?年?(?:度)?的?)?(?P<org2>{_ORG}{{0,30}}?)(?P<what>{_WHAT})"
)
_RUN_ON = re.compile(r"^(?:》?$|[（(][^（）()]{0,40}[）)]$|[（(]?全文[）)]?$|公告?$|根据|依据|按照|本报告|本年|为|现将|发布|公布|来源|时间|日期|索引|信息|[（(]|一、|目录|\d{4}|$|[-—_|])")
_BEHIND = re.compile(rf"[-—－]{{1,2}}(?P<org>{_ORG}{{4,30}})$")
# Lines of a copied page's menu.
_MENU = re.compile(
    r"(?:登录|注册|首页|网站首页|返回首页|无障碍|长者模式|繁体版?|简体版?|English|您?(?:的|所在)?当前位置|请输入关键字|确定|打印|字体|字号|分享)"
    r"(?:$|[^\u4e00-\u9fff]|登录|注册|首页)", re.I,
)
# The name of a site's column over the title: 政府信息公开, 法定主动公开内容.
_COLUMN = re.compile("公开|专栏|年报|栏目|网站|门户|平台|目录")
# Documents about this work that are no reports of it, by the last words of their titles.
_OTHER = re.compile(r"^.{0,40}(?:指南|目录|要点|计划|方案|办法|规定|制度|细则|通知|通报|清单|须知|规范|标准|批复|简介|问答|申请表)(?:[（(].{0,12}[）)])?$")
_COLLECTION = re.compile(r"^(?:篇|第)[一二三四五六七八九十\d]{1,3}(?:篇)?[:：]?$|^.{0,20}(?:范文|模板)(?:\d+|[一二三四五六七八九十]+)?篇?$")


@dataclass(frozen=True, slots=True)
class Title:
    """The title as printed, its document span, and the body and year that it names."""

    text: str
    span: tuple[int, int] | None
    org: str
    org_span: tuple[int, int] | None
    year: int | None
    annual: bool


def title_of(prose: Prose, file: str = "") -> Title | None:
    """The title of the report: the best of the first lines (up to three joined), else of the file's own title."""
    body = ((i, line) for i, line in enumerate(prose.lines) if line.kind != "furniture" and not _MENU.match(line.text))
    numbered = list(islice(body, 40))
    lines = [line for _, line in numbered]
    found: list[Title] = []
    for at in range(len(lines)):
        if "公开" not in "".join([line.text for line in lines[at:at + 3]]):
            continue  # every title has the word
        for count in (1, 2, 3):
            # A site's name above its menu is no part of the title below the menu.
            if at + count <= len(lines) and numbered[at + count - 1][0] - numbered[at][0] != count - 1:
                break
            one = _title(lines[at:at + count])
            if one and count > 1 and _COLUMN.search(lines[at].text) and _complete(lines[at + 1:at + count]):
                break
            if one:
                found.append(one)
                break
    if found:
        return max(found, key=lambda t: (t.annual and t.year is not None, t.year is not None, t.annual, bool(t.org)))
    for other in (prose.document.title or "", PurePath(file).stem):
        text = flat(other).text
        match = _TITLE.match(text)
        if match and re.search("报告|年报|总结", match["what"]):
            return Title(match.group(), None, _org(match), None, _year(match), _annual(match))
    return None


def _complete(lines: list[Line]) -> bool:
    """Whether the lines are a title by themselves, body and year included."""
    title = _title(lines)
    return title is not None and title.annual and title.year is not None and bool(title.org)


def _year(match: re.Match[str]) -> int | None:
    text = match["last"] or match["year"] or match["year2"]  # a school's year is told by the year in which it ends
    return digits_of_year(text) if text else None


def _annual(match: re.Match[str]) -> bool:
    return bool(re.search("报告|年报", match["what"])) and "公开" in match["what"]


def _org(match: re.Match[str]) -> str:
    return re.sub("^(?:关于|本级|印发)|(?:关于|年|的|本级)$", "", match["org"] or match["org2"] or "")


def _title(lines: list[Line]) -> Title | None:
    text = "".join([line.text for line in lines])
    if text.startswith("《") and text.endswith("》"):
        text = "〈" + text[1:]  # a title in title marks; of the same length, and no part of a name
    if len(lines) > 1 and (len(text) > 90 or "《" in text[:40]):
        return None
    match = _TITLE.match(text, 1 if text.startswith("〈") else 0)
    if not match or not _RUN_ON.match(text[match.end():]):
        return None
    if match.end() < len(lines[0].text) and len(lines) > 1:
        return None
    org = _org(match)
    if match["what"].endswith("情况") and not (org and _year(match)):
        return None  # the heading of a part
    start, end = _span(lines, match.start(), match.end())
    org_span = None
    behind = _BEHIND.match(text, match.end())
    if not org and behind:
        org = behind["org"]
    if org:
        at = text.index(org)
        org_span = _span(lines, at, at + len(org))
    return Title(match.group(), (start, end), org, org_span, _year(match), _annual(match))


def _span(lines: list[Line], start: int, end: int) -> tuple[int, int]:
    """The document span of a span of the joined lines."""
    at = 0
    first = lines[0].start
    last = lines[-1].end
    for line in lines:
        size = len(line.text)
        if at <= start < at + size:
            first = line.span(start - at, start - at + 1)[0]
        if at < end <= at + size:
            last = line.span(end - at - 1, end - at)[1]
        at += size
    return first, last


def kind_of(prose: Prose, title: Title | None, sections: tuple[Section, ...], tables: int) -> Kind:
    """What the document is: an annual report, a work summary, a collection of samples, or something else."""
    text = prose.text
    parts = [line for line in prose.lines if _COLLECTION.match(line.text)]
    if sum(line.text.startswith("篇") or line.text.startswith("第") for line in parts) >= 3:
        return "collection"
    roles = {s.role for s in sections if s.role}
    if tables >= 2 or (title and title.annual and (tables or len(roles) >= 3)):
        return "annual_report"
    if any("范文" in line.text for line in parts[:2]) and not roles:
        return "collection"
    if _cover(text):
        return "other"
    if title and title.annual:
        return "annual_report"
    if not tables and len(roles) < 4 and any(_OTHER.match(t) and re.search("公开|信息", t) for t in _first(prose)):
        return "other"
    if title and "总结" in title.text and len(roles) < 4:
        return "work_summary"
    if tables or len(roles) >= 2 or re.search("政府信息公开.{0,6}年度报告|信息公开年度报告", text[:800]):
        return "annual_report"
    first = "".join(line.text for line in prose.body[:6])[:120]
    if re.search("总结", first) and re.search("政务公开|信息公开", first):
        return "work_summary"
    said = len(re.findall("政府信息|信息公开|政务公开", text))
    if title and title.text.endswith("情况") and re.search("公开.{0,400}(?:条|件|次)", text):
        return "annual_report"
    if (said >= 2 and re.search(r"公开.{0,400}(?:条|件|次)", text)) or (re.search("工作情况报告如下", text) and said >= 2):
        return "annual_report"
    return "other"


def _first(prose: Prose) -> list[str]:
    """The lines that may be the document's title, alone and with the one before."""
    lines = [line.text for line in prose.body[:4] if len(line.text) < 60]
    return lines + [a + b for a, b in pairwise(lines)]


def _cover(text: str) -> bool:
    """A letter that only hands a report over."""
    return len(text) < 700 and bool(
        re.search("(?:现|随文|随函).{0,30}(?:报送|上报|报来|呈报|送上)|请(?:予)?(?:审阅|审核|查收|予审)|特此(?:报送|函复)", text)
    )
