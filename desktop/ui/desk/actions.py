"""What a reviewer does on the desk, by key or button: every one an operation of ``desktop.review`` with undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMenu

from desktop.archive import OWN
from desktop.report import Evidence
from desktop.ui.desk.items import Item, has_rule, table_name
from desktop.ui.desk.page import DeskPage
from desktop.ui.dialogs.base import Draft, Drafted, TextDialog
from desktop.ui.dialogs.judging import ConclusionDialog, CorrectDialog, DismissDialog, OwnFindingDialog, SeverityDialog
from desktop.ui.dialogs.standing import RulingDialog
from desktop.ui.gate import KEPT
from desktop.ui.language import tr
from desktop.ui.told import told

ACCEPTED = QDialog.DialogCode.Accepted


class DeskActions(QObject):
    """Binds keys and buttons of a DeskPage to operations. ``on_change`` is told after each."""

    def __init__(self, page: DeskPage, on_change: Callable[[], None]) -> None:
        super().__init__(page)
        self.page = page
        self.pending: set[str] = set()
        self.on_change = on_change
        keys: dict[str, Callable[[], object]] = {
            "J": lambda: page.step(1), "K": lambda: page.step(-1), "Down": lambda: page.step(1),
            "A": self.accept, "D": self.dismiss, "E": self.edit, "N": self.note, "R": self.reset, "S": self.severity,
            "P": self.own_finding, "V": self.check_section, "H": self.why,
            "Shift+D": self.rule_out_here, "Ctrl+Shift+D": self.rule_out_everywhere, "F2": self.correct, "Ctrl+Z": self.undo, "Ctrl+Y": self.redo,
            "Ctrl+Shift+Z": self.redo, "Ctrl+F": page.open_find, "F3": lambda: page.panes.find.go(1),
            "T": lambda: page.set_view("text" if page.panes.view.key() == "pages" else "pages"),
            "F": lambda: page.set_simplified(not page.source.simplified), "G": self.conclude, "W": lambda: page.panes.show_whole(not page.panes.whole), "C": page.compare_with,
            "Ctrl+P": lambda: page.wanted.emit("sheet"), "Ctrl+L": lambda: page.wanted.emit("letter"),
            "]": lambda: page.wanted.emit("next"), "Escape": self.escape,
            **{str(i + 1): lambda i=i: self.table(i) for i in range(4)},
        }
        del keys["Down"]
        for key, call in keys.items():
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)
        page.panes.findings.action.connect(self.named)
        page.panes.findings.note_action.connect(self.note_action)
        page.panes.tables.cell_opened.connect(lambda _t, _r, _c: self.correct())
        page.header.wanted.connect(lambda what: self.conclude() if what == "conclude" else None)

    # -- findings

    def named(self, what: str, key: str) -> None:
        """A card's button."""
        self.page.choose(key) if key != self.page.current else None
        {"accept": self.accept, "dismiss": self.dismiss, "edit": self.edit, "note": self.note,
         "more": self.more, "why": self.why}[what]()

    def why(self) -> None:
        """Opens the help at the rule behind the current finding."""
        item = self.page.item()
        if item is not None and has_rule(item.finding.check):
            self.page.wanted.emit(f"rule:{item.finding.check}")

    def accept(self) -> None:
        """Takes the finding as it is; pressed again, the verdict is taken back."""
        item = self._judged_item()
        if item is None:
            return
        if item.decision == "accepted":
            self.reset()
            return
        self._do("accept", item.key, judged=item.key)
        self.page.step_open(self.pending)

    def dismiss(self) -> None:
        """Asks for a reason and puts the finding aside."""
        item = self._judged_item()
        if item is None:
            return
        dialog = DismissDialog(self.page, item, self.page.session.reasons())
        if dialog.exec() == ACCEPTED:
            reason = dialog.reason()
            session = self.page.session
            session.gate.run(lambda task: session.remember_reason(reason), lane=KEPT)
            self._do("dismiss", item.key, reason, judged=item.key)
            self.page.step_open(self.pending)

    def reset(self) -> None:
        """Takes the verdict back."""
        item = self._judged_item()
        if item is not None and item.ruled:
            self.page.said.emit(tr("这不是单个判断：在“更多”里可以取消“一律不采纳”，也可以按 A 单独采纳这一个"))
        elif item is not None and item.verdict is not None:
            self._do("reset", item.key, judged=item.key)

    def edit(self) -> None:
        """Asks for another wording."""
        item = self.page.item()
        if item is None:
            return
        dialog = TextDialog(
            self.page, tr("改写第 {number} 个问题的意见", number=item.number), item.message, above=tr("程序原文：{message}", message=item.finding.message),
            draft=self._draft(f"wording.{item.key}"),
        )
        if dialog.exec() == ACCEPTED and dialog.text() != item.message:
            self._do("edit_wording", item.key, dialog.text())

    def severity(self) -> None:
        """Asks for another severity."""
        item = self.page.item()
        if item is None:
            return
        dialog = SeverityDialog(self.page, item)
        if dialog.exec() == ACCEPTED and dialog.severity() != item.severity:
            self._do("set_severity", item.key, dialog.severity())

    def more(self) -> None:
        """The rarer actions as a menu."""
        menu = QMenu(self.page)
        for text, call in self.rare():
            menu.addAction(text).triggered.connect(lambda _checked=False, call=call: call())
        menu.popup(QCursor.pos() if self.page.underMouse() else self.page.mapToGlobal(QPoint(200, 200)))

    def rare(self) -> list[tuple[str, Callable[[], None]]]:
        """The rarer actions that fit the current finding: (text, call)."""
        item = self.page.item()
        entries: list[tuple[str, Callable[[], None]]] = [
            (tr("改等级…　S"), self.severity), (tr("撤回判断　R"), self.reset), (tr("提出问题…　P"), self.own_finding)]
        if item is None:
            return entries
        if item.finding.check == OWN:
            return [*entries, (tr("删除我提出的问题"), self.remove_own)]
        if item.ruled and self._org and self.page.session.archive.ruling(item.finding.check, self._org):
            entries.append((tr("取消“本单位此类问题一律不采纳”"), lambda: self.lift(self._org)))
        else:
            entries.append((tr("本单位此类问题一律不采纳…　Shift+D"), self.rule_out_here))
        if item.ruled and self.page.session.archive.ruling(item.finding.check, ""):
            entries.append((tr("重新启用这项规则"), lambda: self.lift("")))
        else:
            entries.append((tr("停用这项规则…　Ctrl+Shift+D"), self.rule_out_everywhere))
        return entries

    # -- standing decisions

    def rule_out_here(self) -> None:
        """This kind of finding is never taken for this body."""
        if self._org:
            self._rule_out(self._org)
        else:
            self.page.said.emit(tr("这份报告的单位没有识别出来，不能按单位设置"))

    def rule_out_everywhere(self) -> None:
        """The rule is switched off."""
        self._rule_out("")

    def _rule_out(self, org: str) -> None:
        item = self.page.item()
        if item is None or item.finding.check == OWN:
            self.page.said.emit(tr("请先选中一个由程序查出的问题"))
            return
        dialog = RulingDialog(self.page, item.finding.check, org, self.page.session.reasons())
        if dialog.exec() == ACCEPTED:
            self._do("rule_out", item.finding.check, org, dialog.reason(), bare=True)

    def lift(self, org: str) -> None:
        """Takes the standing decision on the current finding's kind back."""
        item = self.page.item()
        if item is not None:
            self._do("lift_ruling", item.finding.check, org, bare=True)

    @property
    def _org(self) -> str:
        stored = self.page.stored
        return (stored.submission.org or "") if stored else ""

    def remove_own(self) -> None:
        """Takes a finding of one's own away."""
        item = self.page.item()
        if item is not None:
            self._do("remove_finding", item.key)

    def check_section(self) -> None:
        """Ticks the current section off and goes to the next one that is not; ticked already, the tick goes."""
        page = self.page
        sections = page.stored.report.sections if page.stored else ()
        at = page.current_section
        if page.stored is None or at is None or not 0 <= at < len(sections):
            page.said.emit(tr("请先在左栏选中一个部分，再按 V 标为已核"))
            return
        checked = page.stored.checked
        number = sections[at].number
        done = number not in checked
        self._do("check_section", number, done)
        following = [i for i in range(at + 1, len(sections)) if sections[i].number not in checked]
        if done and following:
            page.panes.outline.go(following[0])
            page.go_section(following[0])

    def own_finding(self) -> None:
        """Makes a finding of the selected passage or cell."""
        place = self.page.place_chosen()
        if place is None:
            self.page.said.emit(tr("请先选中一段文字或一个单元格，再按 P 提出问题"))
            return
        dialog = OwnFindingDialog(self.page, place.quote.strip())
        Drafted(dialog, dialog.edit, self._draft(f"own.{self.page.stored.submission.id}" if self.page.stored else "own"))
        if dialog.exec() == ACCEPTED:
            self._do("add_finding", place, dialog.edit.toPlainText().strip(), str(dialog.choice.currentData()))

    # -- notes

    def note(self) -> None:
        """A note on the selected passage, else the current finding's place, else the cell, else the section."""
        page = self.page
        if page.stored is None:
            return
        target, section, place = self._note_target()
        where = f"“{_short(place.quote)}”" if place and place.quote.strip() else tr("本部分") if section is not None else tr("整份报告")
        dialog = TextDialog(page, tr("批注：{where}", where=where), hint=tr("写给自己或同事，也会印在意见表上"),
                            draft=self._draft(f"note.{page.stored.submission.id}"))
        if dialog.exec() == ACCEPTED:
            self._do("add_note", target, dialog.text(), section, place)

    def _note_target(self) -> tuple[str, int | None, Evidence | None]:
        page = self.page
        assert page.stored is not None
        selected = page.source.selected_span()
        item = page.item()
        if selected is None and item is not None and item.own:
            place: Evidence | None = page.place_chosen() or item.own[0]
        else:
            place = page.place_chosen()
        if place is not None:
            section = page.stored.report.section_at(place.start)
            return ("cell" if place.table else "passage"), (section.number if section else None), place
        at = page.current_section
        if at is not None and 0 <= at < len(page.stored.report.sections):
            return "section", page.stored.report.sections[at].number, None
        return "report", None, None

    def note_action(self, what: str, note_id: int) -> None:
        """A note's button: show, edit, delete."""
        stored = self.page.stored
        note = next((n for n in stored.notes if n.id == note_id), None) if stored else None
        if note is None:
            return
        if what == "show":
            self.page.show_note(note)
        elif what == "delete":
            self._do("delete_note", note_id, bare=True)
        else:
            dialog = TextDialog(self.page, tr("修改批注"), note.text, draft=self._draft(f"note.edit.{note_id}"))
            if dialog.exec() == ACCEPTED and dialog.text() != note.text:
                self._do("edit_note", note_id, dialog.text(), bare=True)

    # -- cells, conclusion, undo

    def correct(self) -> None:
        """Asks what the current cell really says; the checks run again."""
        page = self.page
        cell = page.panes.tables.chosen_cell()
        if page.stored is None or cell is None:
            page.said.emit(tr("请先在表格中选中一个单元格，再按 F2 更正"))
            return
        fact = next((f for f in page.stored.report.facts if (f.table, f.row, f.col) == cell), None)
        table = page.stored.report.table(cell[0])
        found = table.at(cell[1], cell[2]) if table else None
        if fact is None or table is None or found is None:
            page.said.emit(tr("这是标题单元格，不参与计算，无需更正"))
            return
        was = page.stored.report.document.text[fact.start:fact.end]
        name = tr("{table_name}　第 {row} 行第 {column} 列", table_name=table_name(page.stored.report, table), row=cell[1] + 1, column=cell[2] + 1)
        dialog = CorrectDialog(page, name, fact, was)
        if dialog.exec() == ACCEPTED and dialog.value() != fact.raw.strip():
            self._do("correct", fact.key, dialog.value())

    def conclude(self) -> None:
        """Asks for conclusion and state."""
        page = self.page
        if page.stored is None:
            return
        dialog = ConclusionDialog(page, page.stored, page.items)
        Drafted(dialog, dialog.edit, self._draft(f"conclusion.{page.stored.submission.id}"))
        if dialog.exec() == ACCEPTED:
            then = (lambda: page.wanted.emit("sheet")) if dialog.sheet.isChecked() else None
            self._do("conclude", dialog.text(), dialog.state(), then=then)

    def undo(self) -> None:
        """Takes back the last operation."""
        self._step(self.page.session.desk.undo, tr("没有可以撤销的操作"))

    def redo(self) -> None:
        """Does the last undone operation again."""
        self._step(self.page.session.desk.redo, tr("没有可以重做的操作"))

    def table(self, index: int) -> None:
        """To the n-th table."""
        keys = self.page.panes.tables.tabs.keys()
        if index < len(keys):
            self.page.panes.tables.show_table(keys[index])

    def escape(self) -> None:
        """Back from the large table to all columns; closes the find bar; else goes back to the inbox."""
        if self.page.panes.whole:
            self.page.panes.show_whole(False)
        elif self.page.panes.find.isVisible():
            self.page.panes.find.close_bar()
        else:
            self.page.wanted.emit("back")

    # -- writing: in a lane of its own, because a batch being imported may hold the store for a moment

    def _step(self, call: Callable[[], Any], nothing: str) -> None:
        def ended(change: Any) -> None:
            if change is None:
                self.page.said.emit(nothing)
            else:
                self._changed(change.label_zh)

        self.page.session.gate.run(
            lambda task: call(), ended, lambda error: self.page.said.emit(str(error)), owner=self, lane=KEPT)

    def _do(self, name: str, *values: Any, bare: bool = False, judged: str | None = None,
            then: Callable[[], None] | None = None) -> None:
        """Has the desk do an operation on the report (``bare``: without its id), then shows the change.

        ``judged`` is the finding that must not be judged again until this is written.
        """
        page = self.page
        if page.stored is None:
            return
        call = getattr(page.session.desk, name)
        given = values if bare else (page.stored.submission.id, *values)
        if judged is not None:
            self.pending.add(judged)
        if name == "correct":
            page.said.emit(tr("正在按更正后的数据重新检查…"))

        def ended(change: Any) -> None:
            self.pending.discard(judged or "")
            self._changed(tr("{said}　（Ctrl+Z 撤销）", said=told(getattr(change, "label_zh", "")) or tr("已保存")))
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            self.pending.discard(judged or "")
            page.said.emit(str(error))

        page.session.gate.run(lambda task: call(*given), ended, failed, owner=self, lane=KEPT)

    def _judged_item(self) -> Item | None:
        """The current finding, unless a verdict on it is still being written."""
        item = self.page.item()
        return None if item is None or item.key in self.pending else item

    def _changed(self, text: str) -> None:
        page = self.page
        keep = page.current
        page.refresh()
        if keep is not None and page.item(keep) is None:
            page.current = None
            page.panes.findings.select(None)
            page.source.select(None)
            page.panes.tables.select(None)
        elif keep is not None:
            page.source.current = keep
            page.panes.tables.select(page.item(keep), page.panes.tables.chosen_cell())
        page.said.emit(text)
        self.on_change()

    def _draft(self, name: str) -> Draft:
        archive = self.page.session.archive
        gate = self.page.session.gate

        def save(text: str) -> None:
            gate.run(lambda task: archive.set_setting(f"draft.{name}", text), lane=KEPT)

        return Draft(lambda: archive.setting(f"draft.{name}"), save)


def _short(text: str) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= 20 else tidy[:19] + "…"
