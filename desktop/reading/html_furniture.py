"""What a web page adds to a report: navigation, running lines, footers. It stays in the text, marked as furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desktop.reading.builder import Flow, Para


@dataclass(slots=True)
class Line(Para):
    """A paragraph of a page: how many of its characters are links, and whether it stands in the page's main part."""

    links: int = 0
    main: bool = False


# Elements that the content systems of Chinese government sites put the text of an article in.
_MAIN = (
    "#zoom, #Zoom, #UCAP-CONTENT, #ucap-content, .TRS_Editor, .TRS_UEDITOR, .trs_editor_view, .trs_paper_default, "
    "#vsb_content, .v_news_content, .wp_articlecontent, .xxgk_detail_content, .article-content, .articleContent, "
    ".article_content, .pages_content, .main-txt, #articleContent, #article_content, .art_con, .bt_content, .zwxl-article, "
    ".content_body, .conTxt, .view.TRS_UEDITOR, #textarea, article, main"
)
_FURNITURE_NAME = re.compile(
    r"(?:^|[-_\s])(?:nav|navi|navbar|navigation|menu|menus|foot|footer|bottom|copyright|crumb|crumbs|breadcrumb|breadcrumbs|"
    r"bread|sidebar|side|share|bdshare|bdsharebuttonbox|pagination|pager|page-nav|search|searchbox|toolbar|topbar|"
    r"friendlink|links|login|logo|banner|weizhi|position|dqwz|currentpos|location|print|related|ewm|qrcode|gotop|backtop|"
    r"skip|accessibility|hotword)(?:$|[-_\s\d])", re.I,
)
# Lines of the page's head; in the report itself such a line is the body's own (日期：2024年1月15日).
_HEAD_LINE = re.compile(
    r"(?:(?:信息)?来源|发布(?:日期|时间|机构|单位)?|成文日期|公开日期|更新(?:日期|时间)|发文日期|索引号|索 引 号|作者|日期|时间|"
    r"信息分类|主题分类|文号|生成日期|公开方式|公开时限)\s*[:：]\s*.{0,80}|"
    r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*(?:来源\s*[:：].*)?"
)
_FURNITURE_LINE = re.compile(
    r"(?:.{0,40}版权所有.*|(?:©|copyright).*|.*[A-Za-z\u4e00-\u9fff]?ICP\s*备.*|.*公网安备.*|.*网站标识码.*|"
    r"(?:主办|承办|主管|技术支持|建设维护|运维)(?:单位|部门)?\s*[:：].*|网站地图|联系我们|关于我们|网站声明|返回顶部|"
    r"(?:【|\[|［)?\s*(?:字体|字号|字體)\s*[:：]?\s*.*(?:大|小).*|(?:【|\[)?(?:打印|关闭|收藏|打印本页|关闭窗口|关闭本页|打印此页)[\s|/】\]].*|"
    r"打印本页|打印|关闭窗口|关闭|关闭本页|收藏本页|分享到?\s*[:：]?.{0,30}|扫一扫.*|(?:上一篇|下一篇|上一条|下一条)\s*[:：]?.*|"
    r"(?:浏览|阅读|访问|点击)(?:次数|量|数)?\s*[:：]\s*\d*\s*次?.*|责任编辑\s*[:：].{0,40}|信息来源\s*[:：].{0,40})", re.I,
)
_BEGIN = re.compile(r"[一二三]、|（一）|\(一\)|第[一二]部分")
_PATH = re.compile(r"(?:您|你)?(?:当前|现在|所在|的)*位置\s*[:：].*|首页\s*(?:>|＞|»|›|/|-|—|·|\|).*")
_TITLE = re.compile(r"(?:19|20|二[〇○零])[\d〇○零一二三四五六七八九]{2}\s*年度?.{0,60}(?:报告|年报|報告|年報)|(?:报告|年报|報告|年報)\s*(?:[(（].{0,20}[)）])?$")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_POSTED = re.compile(r"(?:发布|公开|发文|更新|生成)?(?:日期|时间)\s*[:：]\s*(?=(?:19|20)\d\d)")
_DATED_META = ("pubdate", "publishdate", "firstpublishedtime", "article:published_time", "publish_date", "releasedate",
               "createdate", "date", "dc.date", "others")


def main_part(body: Any) -> Any | None:
    """The element that holds the article, when the page names one and it holds most of the text."""
    total = len("".join(body.text(deep=True).split()))
    best = None
    for node in body.css(_MAIN):
        length = len("".join(node.text(deep=True).split()))
        if length >= 300 and length * 2 >= total and (best is None or length < best[0]):
            best = (length, node)
    return best[1] if best else None


def is_furniture_element(node: Any, tag: str, attributes: Any, total: int) -> bool:
    """Whether an element is furniture by its tag or name; never when much of the page's text stands in it."""
    # An office program saves the running heads of its pages as <div title="footer">.
    named = tag in ("nav", "aside", "footer", "header") or (attributes.get("title") or "").lower() in ("footer", "header")
    if not named:
        name = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        named = len(name) > 1 and bool(_FURNITURE_NAME.search(name))
    if not named:
        return False
    text = node.text(deep=True)
    return len(text) * 4 < total and not _is_title(" ".join(text.split())[:100])


def _is_title(text: str) -> bool:
    """Whether a line reads like the report's title; the path to the page may end in it too and is none."""
    return len(text) < 100 and bool(_TITLE.search(text)) and not _PATH.fullmatch(text)


def mark_lines(flow: Flow, has_main: bool) -> Flow:
    """The same paragraphs with furniture marked: lines outside of the main part, lines of links, and lines that every
    content system prints (source, clicks, copyright). Headings and lines that read like the report's title stay."""
    run: list[Line] = []
    begun = False
    body = [p for p in flow if isinstance(p, Line) and p.kind == "paragraph"]
    for part in flow:
        if not isinstance(part, Line) or part.kind != "paragraph":
            _close(run)
            continue
        text = " ".join(part.text.split())
        title = _is_title(text)
        outside = has_main and not part.main
        line = len(text) <= 160 and "\n" not in part.text.strip() and bool(
            _FURNITURE_LINE.fullmatch(text) or _PATH.fullmatch(text) or (not begun and _HEAD_LINE.fullmatch(text))
        )
        if (outside or line) and not title:
            part.kind = "furniture"
        begun = begun or len(text) > 60 or bool(_BEGIN.match(text))
        if not part.main and part.links and part.links * 5 >= len(text) * 4 and len(text) < 60 and not title:
            run.append(part)
        else:
            _close(run)
    _close(run)
    if body and all(p.kind == "furniture" for p in body) and not any(not isinstance(p, Line) for p in flow):
        for part in body:  # a page of nothing but such lines is no page of furniture
            part.kind = "paragraph"
    return flow


def _close(run: list[Line]) -> None:
    """Three lines of links in a row are a menu."""
    if len(run) >= 3:
        for line in run:
            line.kind = "furniture"
    run.clear()


def _iso(text: str) -> str | None:
    match = _DATE.search(text)
    if not match:
        return None
    year, month, day = map(int, match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def posted_on(named: dict[str, str], flow: Iterable[Para | Any]) -> str | None:
    """The day on which the page was published (ISO): from its meta tags, else from a line of its furniture."""
    for key in _DATED_META:
        found = _iso(named.get(key, ""))
        if found:
            return found
    for part in flow:
        if isinstance(part, Para) and part.kind == "furniture":
            match = _POSTED.search(part.text)
            found = _iso(part.text[match.end():match.end() + 30]) if match else None
            if found:
                return found
    return None
