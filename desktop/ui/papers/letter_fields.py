"""The fields of a letter, and which number it gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox

from desktop.archive import Archive
from desktop.intake.standing import muster_of
from desktop.output import Letter, LetterSettings, Numbering, Template, next_number, used_numbers
from desktop.output.issue import number_of
from desktop.output.naming import we
from desktop.ui.language import tr, zh
from desktop.ui.papers.parts import DateField, FormColumn, MaybeDate, choice, on_change
from desktop.ui.widgets import label, row

INCLUDE = [("auto", tr("已采纳的；尚未判断时列错误和疑似")), ("accepted", tr("只列已采纳的问题")), ("open", tr("已采纳的和尚未判断的"))]


class LetterFields(QObject):
    """``changed`` fires when the letter would look different."""

    changed = Signal()

    def __init__(self, column: FormColumn, archive: Archive, kept: LetterSettings) -> None:
        super().__init__(column)
        self.archive = archive
        self._name = ""
        self._ids: frozenset[int] = frozenset()
        self._issued: int | None = None
        self._draft = False
        # Whether a person chose the kind of number: then it is not changed for them.
        self._picked = False
        form = column.group(tr("文号和收发"))
        self.code = QLineEdit(kept.code)
        self.code.setPlaceholderText(tr("机关代字，如：示政办函"))
        self.number = choice([])
        self.wish = QSpinBox()
        self.wish.setRange(1, 99999)
        self.wish.setSuffix(tr(" 号"))
        self.wish.hide()
        self.date = DateField(kept.date)
        self.addressee = QLineEdit()
        self.number_note = label("", "faint", wrap=True)
        form.addRow(tr("机关代字"), self.code)
        form.addRow(tr("发文字号"), row(self.number, self.wish))
        self.number.parentWidget().layout().setStretch(0, 1)
        form.addRow("", self.number_note)
        form.addRow(tr("成文日期"), self.date)
        form.addRow(tr("主送"), self.addressee)
        self.deadline = MaybeDate(kept.deadline if kept.deadline > kept.date else "")
        form.addRow(tr("整改期限"), self.deadline)
        form = column.group(tr("落款"))
        self.office = QLineEdit(kept.office)
        self.office.setPlaceholderText(tr("发文机关全称"))
        self.signer = QLineEdit(kept.signer)
        self.calls = QLineEdit(kept.calls_itself)
        self.contact = QLineEdit(kept.contact)
        self.phone = QLineEdit(kept.phone)
        self.copies = QLineEdit(kept.copies)
        self.copies.setPlaceholderText(tr("抄送机关，可不填"))
        self.sealed = QCheckBox(tr("加盖公章，留出用印位置"))
        self.sealed.setChecked(kept.sealed)
        for name, field in ((tr("发文机关"), self.office), (tr("署名"), self.signer), (tr("自称"), self.calls), (tr("联系人"), self.contact),
                            (tr("联系电话"), self.phone), (tr("抄送"), self.copies)):
            form.addRow(name, field)
        form.addRow("", self.sealed)
        form = column.group(tr("内容"))
        self.include = choice(INCLUDE, kept.include)
        form.addRow(tr("列入"), self.include)
        on_change([self.addressee, self.deadline, self.signer, self.calls, self.contact, self.phone, self.copies, self.sealed,
                   self.include, self.wish], self.changed.emit)
        self.office.textChanged.connect(lambda _text: (self._placeholders(), self.changed.emit()))
        self.code.textChanged.connect(lambda _text: self._series_changed())
        self.date.dateChanged.connect(lambda _date: self._series_changed())
        self.number.currentIndexChanged.connect(lambda _index: self._number_chosen())
        self._placeholders()

    def settings(self, kept: LetterSettings) -> LetterSettings:
        """What the fields say, without a number; what they do not ask for stays as kept."""
        def text(field: QLineEdit) -> str:
            return field.text().strip()

        return replace(
            kept, office=text(self.office), date=self.date.iso(), code=text(self.code), number=None, contact=text(self.contact),
            phone=text(self.phone), deadline=self.deadline.iso(), addressee=text(self.addressee), signer=text(self.signer),
            calls_itself=text(self.calls), copies=text(self.copies), sealed=self.sealed.isChecked(),
            include=self.include.currentData(),
        )

    def numbering(self) -> Numbering:
        """Which number the letter gets; a draft gets none."""
        key = str(self.number.currentData() or "none")
        if self._draft or key == "none":
            return Numbering("none")
        if key == "wish":
            return Numbering("new", self.wish.value())
        return Numbering("new") if key == "new" else Numbering("again", int(key))

    def offer_numbers(self, name: str, ids: frozenset[int], issued: Letter | None = None) -> None:
        """Offers the numbers for a kind of letter on reports; one that was just issued keeps its number."""
        self._name, self._ids = name, ids
        if issued is not None:
            last = number_of(issued).removesuffix(zh("号")).rpartition(zh("〕"))[2]
            self._issued = int(last) if last.isdigit() else None
        else:
            self._issued = None
        self._offer()

    def show_letter(self, letter: Letter) -> None:
        """What the letter says by itself stands in the fields as a hint; a draft has no number."""
        self.addressee.setPlaceholderText(letter.addressee)
        self.addressee.setToolTip(letter.addressee)
        if letter.draft != self._draft:
            self._draft = letter.draft
            self._offer()

    def show_for(self, used: Template) -> None:
        """What a kind of letter does not need cannot be filled in."""
        self.include.setEnabled(used.about != "missing")
        self.addressee.setPlaceholderText("")

    def _series_changed(self) -> None:
        self._issued = None
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        code, iso = self.code.text().strip(), self.date.iso()
        before = str(self.number.currentData() or "")
        entries = [("none", tr("暂不编号，空出"))]
        pick = "none"
        if code:
            year = int(iso[:4])
            following = next_number(self.archive, code, year)
            plain = LetterSettings(office="", date=iso, code=code)
            used = used_numbers(self.archive, plain, self._name, self._ids)
            if self._issued is not None and self._issued not in used:
                used.insert(0, self._issued)
            entries = [("new", tr("新编 {following} 号", following=following)), *((str(n), tr("沿用本函 {n} 号", n=n)) for n in used), ("wish", tr("指定号数…")), *entries]
            pick = str(used[0]) if used else before if before in ("wish", "none") and self._picked else "new"
            self.wish.setMinimum(following)
        self.number.blockSignals(True)
        self.number.clear()
        for key, text in entries:
            self.number.addItem(text, key)
        self.number.setCurrentIndex(max(self.number.findData("none" if self._draft else pick), 0))
        self.number.blockSignals(False)
        self._explain()

    def _number_chosen(self) -> None:
        self._picked = True
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        self.wish.setVisible(self.number.currentData() == "wish")
        self.number.setEnabled(not self._draft and self.number.count() > 1)
        if self._draft:
            text = tr("草稿不编号，请先判断各项问题。")
        elif self.number.count() == 1:
            text = tr("填写机关代字后自动编号。")
        elif self.number.currentData() in ("new", "wish"):
            text = tr("存盘或打印成功后才占用，不会重号。")
        else:
            text = ""
        self.number_note.setText(text)
        self.number_note.setVisible(bool(text))

    def _placeholders(self) -> None:
        office = self.office.text().strip()
        self.signer.setPlaceholderText(office or tr("同发文机关"))
        self.calls.setPlaceholderText(we(office))


def missing_bodies(archive: Archive, year: int) -> list[str]:
    """Bodies of the roster without a report for the year; without a roster those with one for the year before but none
    for this year, in the order of their names."""
    if archive.roster_size():
        return [standing.body.org for standing in muster_of(archive, year, date.today()).missing]
    here = {row.org for row in archive.submissions(year=year) if row.org}
    before = {row.org for row in archive.submissions(year=year - 1) if row.org}
    return sorted(before - here)

