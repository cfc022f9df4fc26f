"""A letter as plain data, built from a template, the office's settings and the accepted findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as day
from datetime import timedelta
from pathlib import Path
from typing import Literal

from desktop.archive.model import StoredReport
from desktop.output.describe import (
    GROUPS,
    SEVERITIES,
    Item,
    brief_place,
    chinese_date,
    chinese_number,
    items,
    org_of,
    short_quote,
    year_of,
)
from desktop.output.files import OutputError
from desktop.output.naming import Settings, addressee, document_number, we, you
from desktop.output.templates import About, Paragraph, Template, fields, fill, paragraphs, template
from desktop.report import Severity

_SEE_ATTACHMENT = "项问题见附件。"

# What a letter asks for; how sure the machine was is no business of the body that gets it.
_DEMANDS: dict[Severity, str] = {"error": "应改正", "warning": "请核实", "notice": "供参考"}

# Stands where the office's name belongs until it is set; plain to see on paper.
NO_OFFICE = "（发文机关名称）"

# Whom a letter goes to that is for many.
EVERYONE = "各有关单位"
# More bodies than fit on some lines leave no room for the letter's text on its first page: they are listed apart.
_MOST_ADDRESSED = 4 * 28

# Columns of the attachment and their shares of the width, by what the letter is on.
_COLUMNS: dict[About, tuple[tuple[str, ...], tuple[float, ...]]] = {
    "one": (("序号", "位置", "问题", "修改建议", "要求"), (0.08, 0.19, 0.42, 0.21, 0.1)),
    "many": (("序号", "单位", "位置", "问题", "修改建议"), (0.08, 0.17, 0.2, 0.35, 0.2)),
    "missing": (("序号", "单位") * 2, (0.09, 0.41) * 2),
}

Include = Literal["auto", "accepted", "open"]


@dataclass(frozen=True, slots=True)
class LetterSettings:
    """What the office says of itself and of this letter. Dates are ISO.

    ``number`` is the running number of the year, None to leave it open. ``sealed`` sets signature and date for a seal.
    ``include``: ``accepted`` findings only; ``open`` also the undecided; ``auto`` the accepted, and for a report on
    which nobody has decided anything yet its undecided errors and warnings, the letter then being marked as a draft.
    ``addressee``, ``signer`` and ``calls_itself`` replace what follows from the names. ``templates`` is the folder of the
    office's own templates.
    """

    office: str
    date: str
    code: str = ""
    number: int | None = None
    contact: str = ""
    phone: str = ""
    deadline: str = ""
    template: str = "feedback"
    addressee: str = ""
    signer: str = ""
    calls_itself: str = ""
    copies: str = ""
    sealed: bool = True
    include: Include = "auto"
    templates: Path | None = None


def settings_from(kept: Settings, date: str) -> LetterSettings:
    """An office's letter settings as the archive keeps them, for a letter of a date (ISO).

    Keys: ``office``, ``letter.code``, ``letter.contact``, ``letter.phone``, ``letter.deadline``, ``letter.template``,
    ``letter.signer``, ``letter.calls_itself``, ``letter.copies``, ``letter.sealed`` (``no`` for unsealed),
    ``letter.templates`` (the folder of own templates) and ``letter.days`` (days that a body has, for letters without a
    fixed ``letter.deadline``). The number is taken apart, by ``take_number``.
    """
    folder = kept.setting("letter.templates")
    days = kept.setting("letter.days")
    deadline = kept.setting("letter.deadline")
    if not deadline and days.isdigit() and int(days):
        deadline = (day.fromisoformat(date) + timedelta(days=int(days))).isoformat()
    return LetterSettings(
        office=kept.setting("office"), date=date, code=kept.setting("letter.code"), contact=kept.setting("letter.contact"),
        phone=kept.setting("letter.phone"), deadline=deadline,
        template=kept.setting("letter.template", "feedback"), signer=kept.setting("letter.signer"),
        calls_itself=kept.setting("letter.calls_itself"), copies=kept.setting("letter.copies"),
        sealed=kept.setting("letter.sealed", "yes") != "no", templates=Path(folder) if folder else None,
    )


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A paragraph of the letter with its number: ``heading1`` is set in 黑体, ``heading2`` in 楷体."""

    kind: Literal["heading1", "heading2", "text"]
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """The problem list: ``rows`` of texts under ``columns``, with each column's share of the width."""

    name: str
    title: str
    columns: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """All that is printed. ``draft`` says that undecided findings are in it."""

    office: str
    number: str
    title: str
    addressee: str
    body: tuple[BodyLine, ...]
    attachment: Attachment | None
    signer: str
    date: str
    sealed: bool
    contact: str
    copies: str
    draft: bool
    org: str
    year: int | None
    kind: str


def make_letter(stored: StoredReport, settings: LetterSettings) -> Letter:
    """A letter on one report. Raises OutputError for a template that is on something else."""
    used = template(settings.template, settings.templates)
    if used.about == "missing":
        return make_reminder([org_of(stored)], year_of(stored), settings)
    if used.about == "many":
        return make_circular([stored], settings)
    listed, draft = _listed(stored, settings)
    values = _values(settings, [org_of(stored)], year_of(stored), listed)
    values |= {"稿次": str(stored.submission.version), "审核结论": stored.conclusion.strip()}
    attachment = _attachment(used, values, _problem_rows(listed)) if listed and used.attachment else None
    return _letter(used, settings, values, _body(used, values, listed, []), attachment, draft)


def make_circular(reports: Sequence[StoredReport], settings: LetterSettings) -> Letter:
    """A circular over several reports, in the order given. Raises OutputError without any."""
    if not reports:
        raise OutputError("没有选择要通报的报告，请至少选择一份。")
    used = template(settings.template, settings.templates)
    by_body = []
    draft = False
    for stored in reports:
        listed, undecided = _listed(stored, settings)
        draft = draft or undecided
        by_body.append((org_of(stored), listed))
    every = [item for _, listed in by_body for item in listed]
    years = [year for stored in reports if (year := year_of(stored)) is not None]
    values = _values(settings, [org for org, _ in by_body], max(years) if years else None, every)
    clean = [org for org, listed in by_body if not listed]
    values |= {"单位数": str(len(by_body)), "无问题单位数": str(len(clean)), "无问题单位": "、".join(clean),
               "有问题单位数": str(len(by_body) - len(clean)), "主送": settings.addressee or EVERYONE}
    rows = _circular_rows(by_body)
    attachment = _attachment(used, values, rows) if rows and used.attachment else None
    return _letter(used, settings, values, _body(used, values, every, by_body), attachment, draft)


def make_reminder(orgs: Sequence[str], year: int | None, settings: LetterSettings) -> Letter:
    """A reminder to bodies whose report of a year has not come in; many of them are listed in an attachment.

    Raises OutputError without any body.
    """
    if not orgs:
        raise OutputError("没有需要催报的单位。")
    used = template(settings.template, settings.templates)
    values = _values(settings, list(orgs), year, [])
    attachment = None
    if used.attachment and len(orgs) > 1 and (settings.addressee or len(values["主送"]) > _MOST_ADDRESSED):
        values |= {"主送": settings.addressee or EVERYONE, "见名单": "（名单见附件）"}
        attachment = _attachment(used, values, _body_rows(orgs))
    return _letter(used, settings, values, _body(used, values, [], []), attachment, False)


def preview(used: Template, settings: LetterSettings) -> Letter:
    """A template with the field table's examples in place of a report, for whoever edits it."""
    values = {field.name: field.example for field in fields()}
    example = f"（此处列出问题，每项写明位置、问题和建议，正文至多{used.body_items}项）"
    lines: list[BodyLine] = []
    for line in paragraphs(used.body, values):
        kind: Literal["heading1", "heading2", "text"] = "heading1" if line.kind == "heading1" else (
            "heading2" if line.kind == "heading2" else "text")
        lines.append(BodyLine(kind, line.text or example))
    attachment = Attachment(used.attachment, fill(used.attachment_title, values), *_COLUMNS[used.about], ())
    shown = replace(settings, office=settings.office or values["发文机关"])
    return _letter(used, shown, values, tuple(lines), attachment if used.attachment else None, False)


def _listed(stored: StoredReport, settings: LetterSettings) -> tuple[list[Item], bool]:
    """(findings for the letter, whether undecided ones are among them)."""
    decided = any(verdict.decision and not verdict.standing for verdict in stored.verdicts.values())
    if settings.include == "accepted" or (settings.include == "auto" and decided):
        return items(stored, accepted_only=True), False
    listed = items(stored, notices=settings.include == "open")
    return listed, any(not item.decided for item in listed)


def _values(settings: LetterSettings, orgs: list[str], year: int | None, listed: list[Item]) -> dict[str, str]:
    single = orgs[0] if len(orgs) == 1 else ""
    to = settings.addressee or "、".join(addressee(org, settings.office) for org in orgs)
    counts = {f"{name}数": str(sum(item.severity == key for item in listed)) for key, name in SEVERITIES.items()}
    return {
        "单位": single or "、".join(orgs), "主送": to, "你单位": you(single) if single else "你们单位",
        "年度": str(year) if year else "", "稿次": "1", "发文机关": settings.office or NO_OFFICE,
        "本机关": settings.calls_itself or we(settings.office), "日期": chinese_date(settings.date),
        "整改期限": chinese_date(settings.deadline) if settings.deadline else "", "联系人": settings.contact,
        "电话": settings.phone, "问题总数": str(len(listed)), "审核结论": "", "单位数": str(len(orgs)),
        "有问题单位数": "", "无问题单位数": "", "无问题单位": "", "见名单": "", **counts,
    }


def _letter(
    used: Template, settings: LetterSettings, values: dict[str, str], body: tuple[BodyLine, ...],
    attachment: Attachment | None, draft: bool,
) -> Letter:
    contact = "，".join(part for part in (
        f"联系人：{settings.contact}" if settings.contact else "", f"联系电话：{settings.phone}" if settings.phone else "",
    ) if part)
    office = settings.office or NO_OFFICE
    return Letter(
        office=office, number=document_number(settings.code, settings.date, settings.number),
        title=fill(used.title, values), addressee=fill(used.addressee, values).rstrip("：:"), body=body,
        attachment=attachment, signer=settings.signer or office, date=chinese_date(settings.date),
        sealed=settings.sealed, contact=f"（{contact}）" if contact else "", copies=settings.copies, draft=draft,
        org=values["单位"], year=int(values["年度"]) if values["年度"] else None, kind=used.name,
    )


def _body(
    used: Template, values: dict[str, str], listed: list[Item], by_body: list[tuple[str, list[Item]]],
) -> tuple[BodyLine, ...]:
    """The numbered paragraphs. Heads count through the letter; the findings' groups count on at their own level."""
    lines: list[BodyLine] = []
    first = second = 0
    for paragraph in paragraphs(used.body, values):
        if paragraph.kind == "text":
            lines.append(BodyLine("text", paragraph.text))
        elif paragraph.kind == "heading1":
            first, second = first + 1, 0
            lines.append(BodyLine("heading1", f"{chinese_number(first)}、{paragraph.text}"))
        elif paragraph.kind == "heading2":
            second += 1
            lines.append(BodyLine("heading2", f"（{chinese_number(second)}）{paragraph.text}"))
        else:
            groups = _group_texts(paragraph, listed, by_body, used.body_items)
            for name, texts in groups:
                if paragraph.level == 1:
                    first, second = first + 1, 0
                    lines.append(BodyLine("heading1", f"{chinese_number(first)}、{name}"))
                else:
                    second += 1
                    lines.append(BodyLine("heading2", f"（{chinese_number(second)}）{name}"))
                lines += [BodyLine("text", text) for text in _numbered(texts, paragraph.level)]
    return tuple(lines)


def _numbered(texts: list[str], level: int) -> list[str]:
    """Items under a head with their numbers; a lone item and the line on what is left to the attachment have none."""
    count = sum(not text.endswith(_SEE_ATTACHMENT) for text in texts)
    if count < 2:
        return texts
    marks = [f"（{chinese_number(n)}）" if level == 1 else f"{n}. " for n in range(1, count + 1)]
    return [mark + text for mark, text in zip(marks, texts, strict=False)] + texts[count:]


def _group_texts(
    paragraph: Paragraph, listed: list[Item], by_body: list[tuple[str, list[Item]]], limit: int,
) -> list[tuple[str, list[str]]]:
    """(head, texts) of the findings by group; of more than ``limit`` findings the graver ones are told, and what is
    left to the attachment is counted."""
    if paragraph.kind == "findings_by_body":
        return _kinds(by_body, limit)
    grave = {"error": 0, "warning": 1, "notice": 2}
    told = {item.number for item in sorted(listed, key=lambda item: (grave[item.severity], item.number))[:limit]}
    groups = []
    for group, name in GROUPS.items():
        here = [item for item in listed if item.group == group]
        texts = [_told(item) for item in here if item.number in told]
        rest = len(here) - len(texts)
        if rest:
            texts.append(f"{'其余' if texts else '本类'}{rest}{_SEE_ATTACHMENT}")
        if texts:
            groups.append((name, texts))
    return groups


def _told(item: Item) -> str:
    place = brief_place(item)
    return (f"{place}：" if place else "") + item.problem + item.suggestion


def _kinds(by_body: list[tuple[str, list[Item]]], limit: int) -> list[tuple[str, list[str]]]:
    """For a circular: each kind of problem with the bodies that have it, most widespread first."""
    groups = []
    for group, name in GROUPS.items():
        kinds: dict[str, dict[str, int]] = {}
        for org, listed in by_body:
            for item in listed:
                if item.group == group:
                    bodies = kinds.setdefault(item.title, {})
                    bodies[org] = bodies.get(org, 0) + 1
        texts = []
        for title, bodies in sorted(kinds.items(), key=lambda entry: -len(entry[1]))[:limit]:
            named = "、".join(list(bodies)[:8]) + (f"等{len(bodies)}个单位" if len(bodies) > 8 else "")
            texts.append(f"{title}。涉及{named}，共{sum(bodies.values())}处。")
        if texts:
            groups.append((name, texts))
    return groups


def _attachment(used: Template, values: dict[str, str], rows: list[tuple[str, ...]]) -> Attachment:
    return Attachment(fill(used.attachment, values), fill(used.attachment_title, values), *_COLUMNS[used.about], tuple(rows))


def _body_rows(orgs: Sequence[str]) -> list[tuple[str, ...]]:
    """Bodies numbered downwards in two columns."""
    half = (len(orgs) + 1) // 2
    cells = [(str(number), org) for number, org in enumerate(orgs, 1)] + [("", "")]
    return [cells[n] + cells[min(half + n, len(orgs))] for n in range(half)]


def _problem_rows(listed: list[Item]) -> list[tuple[str, ...]]:
    return [(str(item.number), item.place, _problem(item), item.suggestion, _DEMANDS[item.severity]) for item in listed]


def _circular_rows(by_body: list[tuple[str, list[Item]]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for org, listed in by_body:
        rows += [(str(len(rows) + n), org, item.place, _problem(item, basis=False), item.suggestion)
                 for n, item in enumerate(listed, 1)]
    return rows


def _problem(item: Item, basis: bool = True) -> str:
    """Problem and working, then the passage, unless the problem quotes it already, and the basis, a line each."""
    working = f"（{item.working}）" if item.working and item.working not in item.problem else ""
    quote = next((short_quote(q) for q in item.quotes if q.file is None), "")
    quoted = f"\n原文：“{quote}”" if quote and quote.strip("….。；，") not in item.problem else ""
    grounds = f"\n依据：{item.basis}" if item.basis and basis else ""
    return item.problem + working + quoted + grounds
