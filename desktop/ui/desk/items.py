"""What the desk shows of a stored report: findings with verdicts, in order, and how they hang together with places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from desktop.archive.model import StoredReport, Verdict
from desktop.checks.base import wording
from desktop.report import Evidence, Finding, FormTable, Report, Section, Severity
from desktop.ui.language import tr

RANK = {"error": 0, "warning": 1, "notice": 2}
SEVERITY_NAMES = {"error": tr("错误"), "warning": tr("疑似"), "notice": tr("提示")}
SEVERITY_SIGNS = {"error": "×", "warning": "!", "notice": "i"}
TABLE_NAMES = {"disclosure": tr("主动公开"), "applications": tr("申请办理"), "review": tr("复议诉讼"), "stats": tr("统计表")}
OUTSIDE = tr("整份报告")

CellKey = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One finding as the desk shows it: numbered from 1 in the order of the cards, with the reviewer's layer on top."""

    number: int
    finding: Finding
    verdict: Verdict | None
    section: str

    @property
    def key(self) -> str:
        """The fingerprint, by which everything refers to the finding."""
        return self.finding.fingerprint

    @property
    def severity(self) -> Severity:
        """As the reviewer set it, else as the check said."""
        return (self.verdict.severity if self.verdict else None) or self.finding.severity

    @property
    def message(self) -> str:
        """The reviewer's wording, else the check's."""
        return (self.verdict.wording if self.verdict else None) or self.finding.message

    @property
    def decision(self) -> str | None:
        """``accepted``, ``dismissed`` or None."""
        return self.verdict.decision if self.verdict else None

    @property
    def ruled(self) -> bool:
        """Whether it is put aside by a standing decision on its kind, not by one on itself."""
        return self.verdict is not None and self.verdict.standing

    @property
    def own(self) -> tuple[Evidence, ...]:
        """Evidence in this file."""
        return tuple(e for e in self.finding.evidence if e.file is None)


def items_of(stored: StoredReport) -> tuple[Item, ...]:
    """The findings of a report in the order of its sections; within one by place, wrong before doubtful."""
    report = stored.report
    order = {s.title: i for i, s in enumerate(report.sections)}
    rows = []
    for finding in stored.findings:
        section = section_of(report, finding)
        title = section.title.strip() if section else OUTSIDE
        start = min((e.start for e in finding.evidence if e.file is None), default=-1)
        rows.append((order.get(section.title, -1) if section else -1, start, RANK[finding.severity], finding, title))
    rows.sort(key=lambda row: row[:3])
    return tuple(
        Item(i + 1, finding, stored.verdicts.get(finding.fingerprint), title)
        for i, (_, _, _, finding, title) in enumerate(rows)
    )


def section_of(report: Report, finding: Finding) -> Section | None:
    """The section that a finding stands in, by its first place in this file."""
    for item in finding.evidence:
        if item.file is None:
            return report.section_at(item.start)
    return None


@lru_cache(maxsize=512)
def check_title(check: str) -> str:
    """The short Chinese name of a check; reviewers' own findings and checks no longer there have one too."""
    if check == "own":
        return tr("审阅人提出")
    try:
        return wording(check).title
    except (KeyError, OSError):
        return tr("其他问题")


def has_rule(check: str) -> bool:
    """Whether the help has a page on this check."""
    return check_title(check) not in (tr("审阅人提出"), tr("其他问题"))


def cell_of(report: Report, place: Evidence) -> CellKey | None:
    """The cell of an official table that a piece of evidence is, or lies in."""
    if place.file is not None:
        return None
    if place.table is not None and place.row is not None and place.col is not None:
        table = report.table(place.table)
        cell = table.at(place.row, place.col) if table else None
        return (place.table, cell.row, cell.col) if cell else None
    return cell_at(report, place.start, place.end)


def cell_at(report: Report, start: int, end: int) -> CellKey | None:
    """The cell of an official table whose text holds the span; the smallest when merged cells overlap."""
    for table in report.tables:
        if not table.start <= start <= table.end:
            continue
        for cell in table.cells:
            if cell.start <= start and end <= cell.end and (cell.end > cell.start or start == end):
                return (table.id, cell.row, cell.col)
    return None


def cells_of(report: Report, item: Item) -> tuple[CellKey | None, tuple[CellKey, ...]]:
    """The cell that is wrong and those that take part in the finding's sum.

    Wrong is the cell that says what the finding calls actual. When no cell says it but the prose does, the prose is
    wrong and all cells take part; otherwise the first cell is taken for the wrong one.
    """
    found: list[tuple[CellKey, str]] = []
    for place in item.own:
        key = cell_of(report, place)
        if key is not None and key not in (k for k, _ in found):
            found.append((key, place.quote.strip()))
    if not found:
        return None, ()
    actual = (item.finding.actual or "").strip()
    wrong = next((key for key, quote in found if actual and quote == actual), None)
    in_prose = actual and any(actual in e.quote for e in item.own if cell_of(report, e) is None)
    if wrong is None and not in_prose:
        wrong = found[0][0]
    return wrong, tuple(key for key, _ in found if key != wrong)


def focus_of(report: Report, item: Item) -> CellKey | None:
    """The cell to show for a finding: the wrong one, else the first that takes part."""
    wrong, part = cells_of(report, item)
    return wrong or (part[0] if part else None)


def focus_span(item: Item) -> tuple[int, int] | None:
    """The passage to show for a finding: the one that says what is called wrong, else the first."""
    if not item.own:
        return None
    actual = (item.finding.actual or "").strip()
    wrong = [e for e in item.own if actual and e.quote.strip() == actual] or [e for e in item.own if actual and actual in e.quote]
    best = wrong[0] if wrong else min(item.own, key=lambda e: (e.start, e.end))
    return best.start, best.end


def item_at(items: tuple[Item, ...], offset: int) -> Item | None:
    """The finding whose narrowest place covers an offset."""
    best: tuple[int, Item] | None = None
    for item in items:
        for place in item.own:
            if place.start <= offset < max(place.end, place.start + 1):
                size = place.end - place.start
                if best is None or size < best[0]:
                    best = (size, item)
    return best[1] if best else None


def items_at_cell(report: Report, items: tuple[Item, ...], key: CellKey) -> list[Item]:
    """The findings that a cell belongs to: first those that call it wrong."""
    wrong, part = [], []
    for item in items:
        bad, others = cells_of(report, item)
        if bad == key:
            wrong.append(item)
        elif key in others:
            part.append(item)
    return wrong + part


def table_name(report: Report, table: FormTable) -> str:
    """What a table is called in full: its number on the forms of today, and its subject."""
    short = table_short(report, table)
    full = TABLE_NAMES.get(table.id, table.id)
    return full if short == full else f"{short} {full}"


def table_short(report: Report, table: FormTable) -> str:
    """What the tab of a table says: 表二 to 表四 for the forms of today, as reviewers call them, else its subject."""
    number = {"disclosure": tr("表二"), "applications": tr("表三"), "review": tr("表四")}.get(table.id)
    if table.form in ("2019", "2021") and number:
        return number
    return TABLE_NAMES.get(table.id, table.id)


_ROLES = {"overview": tr("总体情况"), "disclosure": tr("主动公开"), "applications": tr("申请办理"), "review": tr("复议诉讼"),
          "problems": tr("问题改进"), "other": tr("其他事项")}
_NUMBERS = tr("一 二 三 四 五 六 七 八 九 十").split()


def short_title(section: Section) -> str:
    """A section's heading for a narrow column: its number and what the official part is about."""
    if section.role in _ROLES and 1 <= section.number <= len(_NUMBERS):
        return tr("{number}、{subject}", number=_NUMBERS[section.number - 1], subject=_ROLES[section.role])
    return section.title.strip()


def counts(items: tuple[Item, ...], section: str | None = None) -> dict[str, int]:
    """How many findings not dismissed there are by severity, in one section or in all."""
    out = {"error": 0, "warning": 0, "notice": 0}
    for item in items:
        if item.decision != "dismissed" and section in (None, item.section):
            out[item.severity] += 1
    return out
