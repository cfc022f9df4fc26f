"""The comment sheet (审核意见表) of one report, as plain data that both the PDF and the Word file are made from."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.archive.model import Note, StoredReport
from desktop.output.describe import (
    FORMS,
    SEVERITIES,
    Item,
    chinese_date,
    items,
    notes_in,
    org_of,
    place_of_note,
    section_name,
    severity_of,
    year_of,
)

TITLE = "政府信息公开工作年度报告审核意见表"
CONCLUSIONS = ("通过", "修改后通过", "退回重报")


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """What a sheet says beside the report: ``today`` is the review's date (ISO), given by whoever asks for the sheet.

    ``notices`` keeps findings of severity notice, ``accepted_only`` leaves out the undecided. ``deadline`` is the day
    (ISO or words) by which the report is to be put right.
    """

    today: str
    reviewer: str = ""
    office: str = ""
    notices: bool = True
    accepted_only: bool = False
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Findings and notes of one section."""

    heading: str
    items: tuple[Item, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``header`` are (label, value) pairs, two a row; ``summary`` lines; ``conclusion`` is one of CONCLUSIONS or ''.

    ``verdict`` is the reviewer's conclusion in their own words, ``remarks`` what the reader of the file noticed.
    """

    org: str
    year: int | None
    header: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    parts: tuple[SheetPart, ...]
    remarks: tuple[str, ...]
    conclusion: str
    verdict: str
    deadline: str
    office: str


def make_sheet(stored: StoredReport, options: SheetOptions, previous: StoredReport | None = None) -> Sheet:
    """The sheet of a report; ``previous`` is the hand-in before this one, for what was put right since."""
    listed = items(stored, notices=options.notices, accepted_only=options.accepted_only)
    year = year_of(stored)
    conclusion, verdict = _conclusion(stored.conclusion)
    return Sheet(
        org=org_of(stored), year=year, header=_header(stored, options, year),
        summary=_summary(stored, options, listed, previous), parts=_parts(stored, listed),
        remarks=tuple(stored.report.document.notices), conclusion=conclusion, verdict=verdict,
        deadline=chinese_date(options.deadline) if options.deadline else "", office=options.office,
    )


def _header(stored: StoredReport, options: SheetOptions, year: int | None) -> tuple[tuple[str, str], ...]:
    submission = stored.submission
    form = FORMS.get(stored.report.form or "", "")
    received = submission.received[:10]
    return (
        ("报送单位", org_of(stored)),
        ("报告年度", (f"{year}年" if year else "未写明") + (f"（{form}格式）" if form else "")),
        ("稿次", f"第{submission.version}稿" + (f"，{chinese_date(received)}收到" if received else "")),
        ("文件", submission.name),
        ("审核人", options.reviewer),
        ("审核日期", chinese_date(options.today)),
        ("报告标题", stored.report.title or submission.title or "未写明"),
        ("文件校验", f"SHA-256 {submission.sha256[:12]}" if submission.sha256 else ""),
    )


def _summary(
    stored: StoredReport, options: SheetOptions, listed: list[Item], previous: StoredReport | None,
) -> tuple[str, ...]:
    counts = [f"{name} {n} 项" for key, name in SEVERITIES.items() if (n := sum(i.severity == key for i in listed))]
    lines = [("本表列出问题 " + str(len(listed)) + " 项：" + "，".join(counts) + "。") if listed else _nothing(stored)]
    decided = sum(item.decided for item in listed)
    dismissed = sum(v.decision == "dismissed" for v in stored.verdicts.values()
                    if any(f.fingerprint == v.fingerprint for f in stored.findings))
    if listed:
        lines.append(f"已经审核人确认 {decided} 项，待确认 {len(listed) - decided} 项"
                     + (f"；经审核不作为问题的 {dismissed} 项未列入。" if dismissed else "。"))
    if not options.notices:
        left_out = sum(severity_of(f, stored.verdicts.get(f.fingerprint)) == "notice" for f in stored.findings)
        shown = sum(item.severity == "notice" for item in listed)
        if left_out > shown:
            lines.append(f"另有提示 {left_out - shown} 项未列入。")
    if stored.corrections:
        lines.append("表格识读经人工更正：" + "；".join(f"“{c.was}”应为“{c.value}”" for c in stored.corrections[:8]) + "。")
    if previous is not None:
        before = {f.fingerprint for f in previous.findings if not _dismissed(previous, f.fingerprint)}
        now = {f.fingerprint for f in stored.findings if not _dismissed(stored, f.fingerprint)}
        lines.append(f"较第{previous.submission.version}稿：已改正 {len(before - now)} 项，仍存在 {len(before & now)} 项，"
                     f"新增 {len(now - before)} 项。")
    return tuple(lines)


def _nothing(stored: StoredReport) -> str:
    return "未列出问题。" if stored.findings else "未发现问题。"


def _dismissed(stored: StoredReport, fingerprint: str) -> bool:
    verdict = stored.verdicts.get(fingerprint)
    return verdict is not None and verdict.decision == "dismissed"


def _parts(stored: StoredReport, listed: list[Item]) -> tuple[SheetPart, ...]:
    parts = []
    for section in [None, *range(-1, len(stored.report.sections))]:
        here = tuple(item for item in listed if item.section == section)
        notes = tuple(_note(stored, note) for note in notes_in(stored, section))
        if here or notes:
            parts.append(SheetPart(section_name(stored.report, section), here, notes))
    return tuple(parts)


def _note(stored: StoredReport, note: Note) -> str:
    place = place_of_note(stored, note)
    quote = f"“{' '.join(note.place.quote.split())[:60]}”" if note.place and note.place.quote.strip() else ""
    lead = f"（{place}{quote}）" if place else ""
    signed = f"——{note.author}" if note.author else ""
    return f"{lead}{note.text.strip()}{signed}"


def _conclusion(text: str) -> tuple[str, str]:
    """(the box to tick, what else the reviewer wrote)."""
    text = text.strip()
    # The longest name first: 修改后通过 ends with 通过.
    for name in sorted(CONCLUSIONS, key=len, reverse=True):
        if text == name or text.startswith((name + "：", name + "，", name + "。", name + "；", name + "\n")):
            return name, text[len(name):].strip("：，。； \n")
    return "", text
