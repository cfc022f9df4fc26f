"""Papers that leave the desk for good: written, numbered and recorded together.

A number is used up in the same transaction that records the letter, after the letter was written beside its place and
before it is moved there: after a crash a number may be lost, but it is never given twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from desktop.archive import Archive, StoredReport
from desktop.output.files import Export, OutputError, Staged, stage, target
from desktop.output.letter import EVERYONE, Letter, LetterSettings
from desktop.output.letter_docx import letter_docx
from desktop.output.letter_pdf import letter_pdf
from desktop.output.naming import OPEN, document_number, give_back, next_number, take_number
from desktop.output.sheet import SheetOptions, make_sheet
from desktop.output.sheet_docx import sheet_docx
from desktop.output.sheet_pdf import sheet_pdf
from desktop.output.write import letter_name, sheet_name

DRAFT = "函中有审核人尚未确认的问题，还是草稿，不编文号。请先判断各项问题，或者只列已采纳的问题，或者暂不编号。"
Compose = Callable[[LetterSettings], Letter]


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which number a letter gets: ``new`` the next of the series (or ``number``, after a gap), ``again`` the
    ``number`` that this very letter had before, ``none`` leaves it open."""

    mode: Literal["new", "again", "none"] = "none"
    number: int | None = None


def tentative(archive: Archive, settings: LetterSettings, numbering: Numbering) -> LetterSettings:
    """The settings with the number that the letter would get, for a preview; nothing is used up."""
    if numbering.mode == "none" or not settings.code:
        return replace(settings, number=None)
    number = numbering.number
    return replace(settings, number=number or next_number(archive, settings.code, _year(settings)))


def used_numbers(archive: Archive, settings: LetterSettings, kind: str, ids: frozenset[int]) -> list[int]:
    """Numbers of the series that this letter has had, latest first; none for a letter on no stored report."""
    found: list[int] = []
    before, _, after = document_number(settings.code, settings.date, 0).rpartition("0")
    for row in archive.exports_of(min(ids)) if ids and settings.code else []:
        text = row.number.removeprefix(before).removesuffix(after)
        if row.number == before + text + after and text.isdigit() and int(text) not in found:
            held = [(kind_of(name), others) for name, others in archive.holders_of_number(row.number)]
            if (kind, ids) in held:
                found.append(int(text))
    return found


def issue_letter(
    archive: Archive, author: str, compose: Compose, settings: LetterSettings, ids: frozenset[int], out: Path,
    numbering: Numbering,
) -> tuple[Export, LetterSettings]:
    """Writes a letter, takes its number and records it; gives the file's record and the settings with the number.

    ``ids`` are the reports it is on. ``out`` is a file (.pdf, .docx) or a folder. Raises OutputError, and then no number
    is used up and nothing is written.
    """
    staged: Staged | None = None
    try:
        with archive.batch():
            numbered = _numbered(archive, compose, settings, ids, numbering)
            letter = compose(numbered)
            staged = _stage_letter(letter, out)
            number = number_of(letter)
            made = record(archive, author, staged, paper_name(letter), dict.fromkeys(ids, number), number)
    except BaseException:
        if staged is not None:
            staged.drop()
        raise
    new = numbering.mode == "new" and numbered.number is not None
    return put(archive, author, staged, made, numbered if new else None), numbered


def reserve(
    archive: Archive, compose: Compose, settings: LetterSettings, ids: frozenset[int], numbering: Numbering,
) -> LetterSettings:
    """Takes the number of a letter that is to be printed; ``release`` gives it back when it is not printed after all."""
    with archive.batch():
        return _numbered(archive, compose, settings, ids, numbering)


def release(archive: Archive, settings: LetterSettings, numbering: Numbering) -> None:
    """Gives back what ``reserve`` took."""
    if numbering.mode == "new" and settings.number is not None:
        with archive.batch():
            give_back(archive, settings.code, _year(settings), settings.number)


def issue_sheet(
    archive: Archive, author: str, stored: StoredReport, out: Path, options: SheetOptions,
    previous: StoredReport | None = None,
) -> Export:
    """Writes a comment sheet and records it. ``out`` is a file (.pdf, .docx) or a folder. Raises OutputError."""
    sheet = make_sheet(stored, options, previous)
    word = out.suffix.lower() == ".docx"
    path = out if word else target(out, sheet_name(stored), ".pdf")
    staged = stage(sheet_docx(sheet) if word else sheet_pdf(sheet), path, "sheet")
    return record_and_put(archive, author, staged, "审核意见表", {stored.submission.id: ""})


def record_and_put(archive: Archive, author: str, staged: Staged, name: str, reports: Mapping[int, str]) -> Export:
    """Records a staged paper without a number and moves it into its place."""
    return put(archive, author, staged, record(archive, author, staged, name, reports))


def record(
    archive: Archive, author: str, staged: Staged, name: str, reports: Mapping[int, str], number: str = "",
) -> int:
    """Records a staged paper; when that fails, the staged file is thrown away."""
    export = staged.export
    try:
        return archive.record_export(author, export.kind, name, str(export.path.absolute()), export.sha256, export.size,
                                     reports=reports, number=number)
    except BaseException:
        staged.drop()
        raise


def put(archive: Archive, author: str, staged: Staged, made: int, taken: LetterSettings | None = None) -> Export:
    """Moves a recorded paper into its place; when that fails, record and number are taken back."""
    try:
        return staged.put()
    except OutputError:
        with archive.batch():
            archive.withdraw_export(made, author)
            if taken is not None and taken.number is not None:
                give_back(archive, taken.code, _year(taken), taken.number)
        raise


def paper_name(letter: Letter) -> str:
    """What a letter is called in the list of papers: its kind and whom it goes to."""
    if letter.addressee != EVERYONE:
        return f"{letter.kind}：{letter.addressee}"
    orgs = letter.org.split("、")
    return f"{letter.kind}：{'、'.join(orgs[:3])}" + (f"等{len(orgs)}个单位" if len(orgs) > 3 else "")


def number_of(letter: Letter) -> str:
    """Its document number; empty while it is left open."""
    return "" if letter.number.endswith(OPEN) else letter.number


def kind_of(name: str) -> str:
    """The kind of letter in a name made by ``paper_name``."""
    return name.split("：", 1)[0]


def _stage_letter(letter: Letter, out: Path) -> Staged:
    if out.suffix.lower() == ".docx":
        return stage(letter_docx(letter), out, "letter")
    return stage(letter_pdf(letter), target(out, letter_name(letter), ".pdf"), "letter")


def _numbered(
    archive: Archive, compose: Compose, settings: LetterSettings, ids: frozenset[int], numbering: Numbering,
) -> LetterSettings:
    if numbering.mode == "none" or not settings.code:
        return replace(settings, number=None)
    if compose(replace(settings, number=None)).draft:
        raise OutputError(DRAFT)
    if numbering.mode == "new":
        return replace(settings, number=take_number(archive, settings.code, _year(settings), numbering.number))
    again = replace(settings, number=numbering.number)
    letter = compose(again)
    own = paper_name(letter)
    holders = archive.holders_of_number(letter.number)
    # A letter on no stored report (a reminder) is known by whom it goes to as well.
    if not any(held == ids and (name == own or (ids and kind_of(name) == letter.kind)) for name, held in holders):
        raise OutputError(f"{letter.number}不是本函用过的文号，不能沿用，请改用新编文号。")
    return again


def _year(settings: LetterSettings) -> int:
    return int(settings.date[:4])
