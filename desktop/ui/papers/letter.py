"""The dialog of a letter: on one report, a circular over many, or a reminder to those whose report is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSpinBox, QWidget

from desktop.archive import StoredReport
from desktop.output import (
    Letter,
    LetterSettings,
    Numbering,
    OutputError,
    Template,
    issue_letter,
    make_circular,
    make_letter,
    make_reminder,
    release,
    reserve,
    settings_from,
    templates,
    tentative,
)
from desktop.output.issue import number_of, paper_name
from desktop.output.letter_pdf import letter_pdf
from desktop.output.write import letter_name
from desktop.ui.language import tr, zh
from desktop.ui.papers.base import PaperDialog
from desktop.ui.papers.letter_fields import LetterFields, missing_bodies
from desktop.ui.papers.parts import choice, on_change
from desktop.ui.papers.sheet import record_print
from desktop.ui.session import Session
from desktop.ui.widgets import button, row

MOST_REPORTS = 400


class LetterDialog(PaperDialog):
    """``ids`` are the reports: one for a letter, several for a circular, none for a reminder."""

    def __init__(self, session: Session, parent: QWidget | None, ids: Sequence[int], template: str = "") -> None:
        super().__init__(session, parent, tr("出具函件"))
        self._ids = list(ids)
        self.kept = settings_from(session.archive, date.today().isoformat())
        self.letter: Letter | None = None
        self._printing = (self.kept, Numbering("none"))
        self._loaded: list[StoredReport] | None = None
        problem = ""
        try:
            every = templates(self.kept.templates)
        except OutputError as error:
            # A broken own template must not keep the office from writing letters.
            every, problem = templates(), str(error)
            self.kept = replace(self.kept, templates=None)
        self.offered: dict[str, Template] = {t.id: t for t in every if self._fits(t)}
        wanted = template or self.kept.template
        if wanted not in self.offered:
            wanted = next((t.id for t in self.offered.values() if t.about == ("one" if len(self._ids) == 1 else "many")),
                          next(iter(self.offered), ""))
        self.template = choice([(t.id, t.name) for t in self.offered.values()], wanted)
        self.orgs = QPlainTextEdit()
        self.orgs.setPlaceholderText(tr("要催报的单位，每行一个"))
        self.orgs.setFixedHeight(96)
        self.year = QSpinBox()
        self.year.setRange(2008, 2100)
        self.year.setSuffix(tr(" 年"))
        self.year.setValue(date.today().year - 1)
        self.find = button(tr("列出未报单位"), self.list_missing, "small", tr("名录上（没有名录时为往年报过）本年度还没有报来的单位"))
        form = self.fields.form
        form.addRow(tr("函件"), self.template)
        self._reminder_rows: list[QWidget] = []
        for name, field in ((tr("年度"), row(self.year, self.find, 1)), (tr("催报单位"), self.orgs)):
            said = QLabel(name)
            form.addRow(said, field)
            self._reminder_rows += [said, field]
        self.letter_fields = LetterFields(self.fields, session.archive, self.kept)
        self.fields.column.addStretch(1)
        on_change([self.orgs, self.year], self.changed)
        self.letter_fields.changed.connect(self.changed)
        self.template.currentIndexChanged.connect(self._template_chosen)
        self.view.shown.connect(lambda _drawn: self._show_letter())
        self._template_chosen()
        self.start()
        if problem:
            self.say(tr("已改用自带模板。{problem}", problem=problem), bad=True)

    def used(self) -> Template:
        """The chosen template."""
        return self.offered[str(self.template.currentData())]

    def _fits(self, template: Template) -> bool:
        if template.about == "missing":
            return True
        return bool(self._ids) and (template.about == "many" or len(self._ids) == 1)

    def _template_chosen(self) -> None:
        used = self.used()
        missing = used.about == "missing"
        for part in self._reminder_rows:
            part.setVisible(missing)
        self.letter_fields.show_for(used)
        self.letter_fields.offer_numbers(used.name, self._about())
        self.changed()

    def list_missing(self) -> None:
        """Bodies that handed in a report before but none for this year."""
        found = missing_bodies(self.session.archive, self.year.value())
        self.orgs.setPlainText("\n".join(found))
        self.say(tr("{year}年度尚未报送的有 {count} 个单位", year=self.year.value(), count=len(found)) if found else
                 tr("{year}年度没有未报的单位", year=self.year.value()))

    # -- the paper

    def settings(self) -> LetterSettings:
        """What the fields say, without a number."""
        return replace(self.letter_fields.settings(self.kept), template=self.used().id)

    def compose(self) -> Callable[[LetterSettings], Letter]:
        """The work that makes the letter from settings, with the fields as they are now."""
        about = self.used().about
        orgs = [line.strip() for line in self.orgs.toPlainText().splitlines() if line.strip()]
        year = self.year.value()

        def work(settings: LetterSettings) -> Letter:
            if about == "missing":
                return make_reminder(orgs, year, settings)
            stored = self._load()
            return make_circular(stored, settings) if about == "many" else make_letter(stored[0], settings)

        return work

    def paper(self) -> Callable[[], tuple[bytes, str]]:
        compose, settings, numbering = self.compose(), self.settings(), self.letter_fields.numbering()
        archive, reminder = self.session.archive, self.used().about == "missing"

        def work() -> tuple[bytes, str]:
            plain = compose(replace(settings, number=None))
            # A draft is not issued, so it shows no number.
            self.letter = plain if plain.draft else compose(tentative(archive, settings, numbering))
            return letter_pdf(self.letter), _note(self.letter, reminder)

        return work

    def issue(self, out: Path) -> Callable[[], Path]:
        compose, settings, numbering = self.compose(), self.settings(), self.letter_fields.numbering()
        archive, author, about = self.session.archive, self.session.reviewer, self._about()

        def work() -> Path:
            export, numbered = issue_letter(archive, author, compose, settings, about, out, numbering)
            self.letter = compose(numbered)
            return export.path

        return work

    def suggested_name(self) -> str:
        return letter_name(self.letter) if self.letter is not None else zh("函件")

    def report_ids(self) -> list[int]:
        return self._ids

    def issued(self) -> None:
        if self.letter is not None and number_of(self.letter):
            self.say(tr("已发 {number}", number=number_of(self.letter)) + (tr("：{last}", last=self.last) if self.last else ""))
        self.letter_fields.offer_numbers(self.used().name, self._about(), self.letter)

    def to_print(self, done: Callable[[bytes, str], None]) -> None:
        """Takes the number before the print preview: what comes out of the printer cannot be changed afterwards."""
        compose, settings, numbering = self.compose(), self.settings(), self.letter_fields.numbering()
        archive, about = self.session.archive, self._about()
        self._printing = (settings, numbering)

        def work() -> tuple[LetterSettings, Letter, bytes]:
            held = reserve(archive, compose, settings, about, numbering)
            try:
                letter = compose(held)
                return held, letter, letter_pdf(letter)
            except BaseException:
                release(archive, held, numbering)
                raise

        def ready(made: tuple[LetterSettings, Letter, bytes]) -> None:
            self._printing = (made[0], numbering)
            self.letter = made[1]
            self.say("")
            done(made[2], self.suggested_name())

        self.run(work, ready, tr("正在准备打印…"))

    def printed(self, data: bytes, printer: str) -> None:
        held, numbering = self._printing
        archive, letter, about = self.session.archive, self.letter, self._about()
        if not printer or letter is None:
            self.run(lambda: release(archive, held, numbering), lambda _none: self.changed(), tr("没有打印，文号未占用"))
            return
        number = number_of(letter)
        self.run(
            lambda: record_print(self.session, "letter", paper_name(letter), data, printer, dict.fromkeys(about, number), number),
            lambda _made: (setattr(self, "last", None), self.issued(), self.show_count(), self.changed()), tr("正在登记…"))

    def _about(self) -> frozenset[int]:
        """The reports that the letter is on; a reminder is on none."""
        return frozenset() if self.used().about == "missing" else frozenset(self._ids)

    def _load(self) -> list[StoredReport]:
        """The reports, loaded once, in the background."""
        if self._loaded is None:
            if len(self._ids) > MOST_REPORTS:
                raise OutputError(tr("一份通报最多涉及 {most_reports} 份报告，请分批通报。", most_reports=MOST_REPORTS))
            loaded = [self.session.archive.load(i) for i in self._ids]
            readable = [stored for stored in loaded if stored.submission.error is None]
            if not readable:
                raise OutputError(tr("所选的文件都未能读取，没有可写的内容。"))
            self._loaded = readable
        return self._loaded

    def _show_letter(self) -> None:
        if self.letter is not None:
            self.letter_fields.show_letter(self.letter)


def _note(letter: Letter, reminder: bool) -> str:
    if reminder:
        return tr("{kind}，主送 {count} 个单位。", kind=letter.kind, count=letter.org.count(zh("、")) + 1)
    listed = len(letter.attachment.rows) if letter.attachment is not None else 0
    said = tr("{kind}，", kind=letter.kind) + (tr("列出问题 {listed} 项。", listed=listed) if listed else tr("没有附问题清单。"))
    if letter.draft:
        said += tr("其中有尚未确认的问题，函上标“草稿”，不编文号。")
    return said
