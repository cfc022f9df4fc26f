"""A stored report told in words for paper: its findings in reading order, each with its place, quotation and excerpt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from desktop.archive.model import Note, StoredReport, Verdict
from desktop.checks.base import wording
from desktop.output.excerpt import Excerpt, excerpt, labels_at
from desktop.report import Evidence, Finding, Report, Severity

Group = Literal["table", "text", "format"]
GROUPS: dict[Group, str] = {"table": "表格数据", "text": "文字内容", "format": "格式规范"}
SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "疑似", "notice": "提示"}
TABLES = {"disclosure": "主动公开情况表", "applications": "申请情况表", "review": "复议诉讼情况表", "stats": "统计表"}
FORMS = {"2008": "2008年版", "2014": "2014年统计表", "2014-local": "地方统计表", "2019": "2019年版", "2021": "2021年版"}
_FAMILY_TITLES = {
    "parts": "总数与分项不符", "text-table": "文字与表格不符", "table": "表内数据不符", "list": "列举与数目不符",
    "year": "年份日期有误", "name": "名称有误", "blank": "缺少内容", "mark": "标点文字有误", "form": "不合格式要求",
    "cross-year": "与上年不一致", "cross-body": "与其他单位雷同或不一致",
}
_CHINESE = "零一二三四五六七八九十"
_STOPS = "。！？；\n\t"


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the report: ``text`` with ``marked`` spans of it (half-open) that prove the finding."""

    text: str
    marked: tuple[tuple[int, int], ...]
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A finding as paper tells it. ``order`` is its place in the text; ``section`` an index into the report's sections,
    -1 for what stands before the first, None for what has no place. ``problem`` is the reviewer's wording when there is
    one. ``own`` says that a person added it."""

    number: int
    title: str
    group: Group
    severity: Severity
    section: int | None
    order: int
    place: str
    quotes: tuple[Quote, ...]
    problem: str
    working: str | None
    basis: str
    suggestion: str
    decided: bool
    remark: str | None
    excerpt: Excerpt | None
    finding: Finding


def items(stored: StoredReport, *, notices: bool = True, accepted_only: bool = False) -> list[Item]:
    """The findings that go on paper, dismissed ones left out, in reading order and numbered from 1.

    ``notices`` keeps those of severity notice; ``accepted_only`` leaves out the undecided.
    """
    kept = []
    for finding in stored.findings:
        verdict = stored.verdicts.get(finding.fingerprint)
        decision = verdict.decision if verdict else None
        severity = severity_of(finding, verdict)
        if decision == "dismissed" or (accepted_only and decision != "accepted"):
            continue
        if severity == "notice" and not notices and decision != "accepted":
            continue
        kept.append((_order(stored.report, finding), finding, verdict))
    kept.sort(key=lambda entry: (entry[0], entry[1].check))
    return [_item(stored.report, number, finding, verdict) for number, (_, finding, verdict) in enumerate(kept, 1)]


def severity_of(finding: Finding, verdict: Verdict | None) -> Severity:
    """The severity that the reviewer gave, else the check's."""
    return verdict.severity if verdict and verdict.severity else finding.severity


def title_of(finding: Finding) -> str:
    """What a finding is called: the check's title, or its family's for one without texts of its own."""
    if finding.check == "own":
        return "审核人意见"
    try:
        return wording(finding.check).title
    except (OSError, KeyError):
        return _FAMILY_TITLES.get(finding.family, "需核实")


def group_of(finding: Finding) -> Group:
    """Under which head of a letter a finding stands."""
    if any(place.table for place in finding.evidence) or finding.family in ("table", "text-table"):
        return "table"
    return "format" if finding.family in ("mark", "form") else "text"


def org_of(stored: StoredReport) -> str:
    """Whose report it is; the file's name when the report does not say."""
    return stored.report.org or stored.submission.org or stored.submission.name.rsplit(".", 1)[0]


def year_of(stored: StoredReport) -> int | None:
    """The report's year, if known."""
    return stored.report.year or stored.submission.year


def section_name(report: Report, section: int | None) -> str:
    """The heading under which a sheet lists findings of a section."""
    if section is None:
        return "全文"
    if section < 0:
        return "标题及开头" if report.sections else "正文"
    return " ".join(report.sections[section].title.split())


def notes_in(stored: StoredReport, section: int | None) -> list[Note]:
    """The reviewer's notes that belong to a section (by its index; None: to the whole report)."""
    return [note for note in stored.notes if _note_section(stored, note) == section]


def place_of_note(stored: StoredReport, note: Note) -> str:
    """Where a note stands, in words; empty for one on a whole section or report."""
    return _place(stored.report, note.place) if note.place else ""


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese numerals, as heads count."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _CHINESE[ones]
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")


def chinese_date(iso: str) -> str:
    """2025-03-12 as 2025年3月12日; anything else as it is."""
    parts = iso[:10].split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return iso
    return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日"


def brief_place(item: Item) -> str:
    """Where a finding stands, without the row and column that its message names anyway; empty for the whole text."""
    if item.place == "全文":
        return ""
    return item.place.split("“")[0] or item.place


def short_quote(quote: Quote, room: int = 16) -> str:
    """A passage cut to what is marked and a little around it, its quotation marks turned into inner ones."""
    text = quote.text
    if quote.marked:
        # A cut that saves no more than the dots it costs is not made.
        low, high = quote.marked[0][0] - room, quote.marked[-1][1] + room
        low, high = (low if low > 3 else 0), (high if high < len(text) - 3 else len(text))
        text = ("……" if low else "") + text[low:high].strip("…") + ("……" if high < len(text) else "")
    return text.replace("“", "‘").replace("”", "’")


def sentence(text: str) -> str:
    """A text that ends like a sentence, on one line."""
    text = " ".join(text.split())
    return text if not text or text[-1] in "。！？；：”）" else text + "。"


def _item(report: Report, number: int, finding: Finding, verdict: Verdict | None) -> Item:
    first = _own_place(finding.evidence)
    return Item(
        number=number, title=title_of(finding), group=group_of(finding), severity=severity_of(finding, verdict),
        section=_section(report, first.start) if first else None, order=first.start if first else -1,
        place=_place(report, first) if first else "全文", quotes=tuple(_quotes(report, finding.evidence)),
        problem=sentence(verdict.wording if verdict and verdict.wording else finding.message),
        working=finding.working or None, basis=finding.basis, suggestion=sentence(finding.suggestion),
        decided=bool(verdict and verdict.decision == "accepted"),
        remark=verdict.reason if verdict and verdict.reason else None,
        excerpt=excerpt(report, finding.evidence), finding=finding,
    )


def _order(report: Report, finding: Finding) -> tuple[int, int]:
    first = _own_place(finding.evidence)
    return (1, first.start) if first else (0, 0)


def _own_place(evidence: Iterable[Evidence]) -> Evidence | None:
    return next((place for place in evidence if place.file is None), None)


def _section(report: Report, offset: int) -> int:
    found = -1
    for index, section in enumerate(report.sections):
        if section.start <= offset:
            found = index
    return found


def _note_section(stored: StoredReport, note: Note) -> int | None:
    if note.place is not None:
        return _section(stored.report, note.place.start)
    if note.target == "section" and note.section is not None:
        for index, section in enumerate(stored.report.sections):
            if section.number == note.section:
                return index
    return None


def _place(report: Report, place: Evidence) -> str:
    """A place as a person would say it: part, table with row and column, or paragraph; the page where there are pages."""
    index = _section(report, place.start)
    if index >= 0:
        number = report.sections[index].number
        where = f"第{chinese_number(number)}部分" if 0 < number < 100 else f"“{section_name(report, index)}”"
    else:
        where = "标题及开头" if report.sections else "正文"
    if place.table:
        row, column = labels_at(report, place.table, place.row, place.col)
        name = TABLES.get(place.table, "表格")
        inner = (f"“{row}”行" if row else "") + (f"“{column}”列" if column else "")
        text = f"{where}{name}{inner}"
    else:
        # A text without parts has nothing to count paragraphs from but its own start.
        paragraph = _paragraph(report, index, place.start)
        text = f"{where}第{paragraph}段" if paragraph else where
    page = _page(report, place)
    return f"{text}（第{page}页）" if page else text


def _paragraph(report: Report, section: int, offset: int) -> int | None:
    start = report.sections[section].start if section >= 0 else 0
    count = 0
    for block in report.document.blocks:
        if block.start > offset:
            break
        heading = section >= 0 and block.start == start
        if block.start >= start and block.kind == "paragraph" and not heading:
            count += 1
            if block.start <= offset < max(block.end, block.start + 1):
                return count
    return None


def _page(report: Report, place: Evidence) -> int | None:
    if not report.document.pages:
        return None
    if place.table and place.row is not None and place.col is not None:
        for table in report.tables:
            cell = table.at(place.row, place.col) if table.id == place.table else None
            if cell is not None and cell.box is not None:
                return cell.box.page
    for block in report.document.blocks:
        if block.start <= place.start < max(block.end, block.start + 1) and block.boxes:
            return block.boxes[0].page
    return None


def _quotes(report: Report, evidence: Iterable[Evidence]) -> list[Quote]:
    """The sentences around prose evidence, each once, with what proves the finding marked."""
    text = report.document.text
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    foreign = []
    for place in evidence:
        if place.table:
            continue
        if place.file is not None:
            if place.quote.strip():
                foreign.append(Quote(_shorten(place.quote), (), place.file))
            continue
        if place.end <= place.start or text[place.start:place.end] != place.quote:
            continue
        start, end = _sentence_around(text, place.start, place.end)
        found.setdefault((start, end), []).append((place.start, place.end))
    quotes = []
    for (start, end), marks in sorted(found.items())[:6]:
        low, high = max(start, marks[0][0] - 40), min(end, max(mark[1] for mark in marks) + 60)
        shown = text[low:high].replace("\n", " ").replace("\t", " ")
        lead = "……" if low > start else ""
        tail = "……" if high < end else ""
        offset = len(lead) - low
        inside = tuple(sorted((max(a, low) + offset, min(b, high) + offset) for a, b in marks if a < high and b > low))
        quotes.append(Quote(lead + shown + tail, inside))
    return quotes + foreign[:3]


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    low = start
    while low > 0 and text[low - 1] not in _STOPS:
        low -= 1
    high = end
    while high < len(text) and text[high - 1] not in _STOPS:
        high += 1
    while high > end and text[high - 1] in "\n\t ":
        high -= 1
    while low < start and text[low] in " 　":
        low += 1
    return low, high


def _shorten(text: str, limit: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit] + "……"
