"""What a reviewer does, as operations that are written at once and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from desktop.archive import OWN, Archive, KnownError, State, Target, recheck
from desktop.report import Evidence, Family, Finding, Severity, fingerprint
from desktop.review.actions import (
    Action,
    Checked,
    Conclusion,
    Figure,
    NoteShown,
    NoteText,
    OwnFinding,
    SetRuling,
    SetVerdict,
    Standing,
    StandingOf,
    Step,
    verdict_action,
)

_STEP = msgspec.msgpack.Decoder(Step)
_BASIS = "审核人意见"
STATES: dict[State, str] = {"new": "新收到", "reviewing": "审阅中", "waiting": "待补正", "returned": "已退回", "accepted": "通过"}


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation changed, so that views refresh by it.

    ``what`` holds words of: verdicts, findings, notes, figures, conclusion, state, checklist, rulings. ``subject`` is
    the fingerprint, note id, fact key, section number or check that it was about. ``report_id`` is 0 when it was about
    no single report.
    """

    label_zh: str
    report_id: int
    what: frozenset[str]
    subject: str = ""


class Desk:
    """One reviewer at work on an archive. Each operation is one transaction: the change, its line in the log and its
    way back are written together before it returns. KnownError when the store cannot be written."""

    def __init__(self, archive: Archive, author: str) -> None:
        self.archive = archive
        self.author = author

    # -- findings

    def accept(self, report_id: int, mark: str) -> Change:
        """The finding is right and goes into the comment sheet."""
        return self._judge(report_id, mark, "采纳问题", decision="accepted", reason=None)

    def dismiss(self, report_id: int, mark: str, reason: str) -> Change:
        """The finding is no problem, for a reason."""
        return self._judge(report_id, mark, "不采纳问题", decision="dismissed", reason=reason.strip() or None)

    def reset(self, report_id: int, mark: str) -> Change:
        """Open again; an edited wording and severity stay."""
        return self._judge(report_id, mark, "恢复为待定", decision=None, reason=None)

    def edit_wording(self, report_id: int, mark: str, text: str) -> Change:
        """The reviewer's own words for the finding; the check's words again when empty or the same."""
        said = next((f.message for f in self.archive.findings(report_id) if f.fingerprint == mark), None)
        wording = text.strip()
        return self._judge(report_id, mark, "修改意见", wording=wording if wording and wording != said else None)

    def set_severity(self, report_id: int, mark: str, severity: Severity | None) -> Change:
        """Another severity; None for the check's own."""
        return self._judge(report_id, mark, "调整等级", severity=severity)

    def _judge(self, report_id: int, mark: str, label: str, **said: object) -> Change:
        before = verdict_action(mark, self.archive.verdict(report_id, mark))
        after = SetVerdict(**(msgspec.structs.asdict(before) | said))
        return self._do(label, report_id, ("verdicts",), [after], [before], mark)

    def accept_all(self, report_id: int, marks: Sequence[str]) -> Change:
        """Several at once, as one operation."""
        before = [verdict_action(mark, self.archive.verdict(report_id, mark)) for mark in marks]
        after = [msgspec.structs.replace(one, decision="accepted", reason=None) for one in before]
        return self._do(f"采纳 {len(marks)} 个问题", report_id, ("verdicts",), after, before)

    def add_finding(self, report_id: int, place: Evidence | None, message: str, severity: Severity,
                    family: Family = "form", suggestion: str = "") -> Change:
        """A problem that the reviewer found; accepted from the start. ``subject`` of the change is its fingerprint."""
        places = (place,) if place else ()
        mark = fingerprint(OWN, places, message.strip())
        finding = Finding(OWN, family, severity, 1.0, message.strip(), _BASIS, suggestion.strip(), places,
                          fingerprint=mark)
        before = verdict_action(mark, self.archive.verdict(report_id, mark))
        return self._do("添加问题", report_id, ("findings", "verdicts"),
                        [OwnFinding(finding, True), SetVerdict(mark, "accepted")], [before, OwnFinding(finding, False)], mark)

    def remove_finding(self, report_id: int, mark: str) -> Change:
        """Takes back a problem that a reviewer added. KnownError for one that a check found."""
        finding = next((f for f in self.archive.findings(report_id) if f.fingerprint == mark and f.check == OWN), None)
        if finding is None:
            raise KnownError("只能删除审阅人自己提出的问题；其他问题请用“不采纳”。")
        return self._do("删除问题", report_id, ("findings",), [OwnFinding(finding, False)], [OwnFinding(finding, True)], mark)

    # -- notes

    def add_note(self, report_id: int, target: Target, text: str, section: int | None = None,
                 place: Evidence | None = None) -> int:
        """A note on the report, a section, a passage or a cell; returns its id."""
        with self.archive.batch():
            note_id = self.archive.add_note(report_id, target, text, self.author, section, place)
            self._do("添加批注", report_id, ("notes",), [], [NoteShown(note_id, False)], str(note_id),
                     again=[NoteShown(note_id, True)])
        return note_id

    def edit_note(self, note_id: int, text: str) -> Change:
        """Its new text."""
        report_id, note = self._note(note_id)
        return self._do("修改批注", report_id, ("notes",), [NoteText(note_id, text)], [NoteText(note_id, note)], str(note_id))

    def delete_note(self, note_id: int) -> Change:
        """Takes it away."""
        report_id, _ = self._note(note_id)
        return self._do("删除批注", report_id, ("notes",), [NoteShown(note_id, False)], [NoteShown(note_id, True)], str(note_id))

    def _note(self, note_id: int) -> tuple[int, str]:
        found = self.archive.note(note_id)
        if found is None:
            raise KnownError("这条批注已不存在。")
        return found[0], found[1].text

    # -- figures

    def correct(self, report_id: int, key: str, value: str) -> Change:
        """A figure that our reading got wrong, as it stands in the file ("" for a blank cell); the checks run again.

        The value first read takes the correction away. KnownError when the report has no such figure.
        """
        report = self.archive.as_read(report_id)
        fact = report.fact(key) if report else None
        if fact is None:
            raise KnownError(f"这份报告中没有这个数据：{key}")
        given = value.strip()
        held = next((c.value for c in self.archive.corrections(report_id) if c.key == key), None)
        return self._do("更正数据", report_id, ("figures", "findings"),
                        [Figure(key, fact.raw, None if given == fact.raw.strip() else given)],
                        [Figure(key, fact.raw, held)], key)

    # -- the report

    def conclude(self, report_id: int, conclusion: str, state: State) -> Change:
        """The conclusion and where the report goes with it."""
        before = self.archive.submission(report_id).state
        return self._do(f"审读结论：{STATES[state]}", report_id, ("conclusion", "state"),
                        [Conclusion(conclusion), Standing(state)],
                        [Conclusion(self.archive.conclusion(report_id)), Standing(before)])

    def set_state(self, report_id: int, state: State) -> Change:
        """Where the report stands in the review."""
        before = self.archive.submission(report_id).state
        return self._do(f"标为{STATES[state]}", report_id, ("state",), [Standing(state)], [Standing(before)])

    def set_states(self, report_ids: Sequence[int], state: State) -> Change:
        """Where several reports stand, as one operation."""
        before = [StandingOf(i, self.archive.submission(i).state) for i in report_ids]
        return self._do(f"标为{STATES[state]} {len(before)} 份", 0, ("state",),
                        [StandingOf(i, state) for i in report_ids], before)

    def check_section(self, report_id: int, section: int, done: bool) -> Change:
        """A section gone through, or not yet."""
        before = section in self.archive.checklist(report_id)
        return self._do("标记章节已审" if done else "取消章节已审", report_id, ("checklist",), [Checked(section, done)],
                        [Checked(section, before)], str(section))

    # -- standing decisions

    def rule_out(self, check: str, org: str, reason: str = "") -> Change:
        """Findings of a check are not taken for a body; for none at all when ``org`` is empty. They stay, greyed out."""
        if check == OWN:
            raise KnownError("审阅人自己提出的问题不能设为一律不采纳。")
        label = "本单位此类问题一律不采纳" if org else "停用这项规则"
        return self._rule(check, org, reason.strip(), label)

    def lift_ruling(self, check: str, org: str) -> Change:
        """Takes such a decision back."""
        return self._rule(check, org, None, "恢复采纳此类问题" if org else "重新启用这项规则")

    def _rule(self, check: str, org: str, reason: str | None, label: str) -> Change:
        held = self.archive.ruling(check, org)
        return self._do(label, 0, ("rulings", "verdicts"), [SetRuling(check, org, reason)],
                        [SetRuling(check, org, held.reason if held else None)], check)

    # -- undo

    def undo(self) -> Change | None:
        """Takes back this reviewer's last operation; None when there is none left. Works across restarts."""
        return self._travel(back=True)

    def redo(self) -> Change | None:
        """Does again what was undone last."""
        return self._travel(back=False)

    def can_undo(self) -> str | None:
        """The label of the operation that ``undo`` would take back."""
        row = self.archive.next_step(self.author, undone=False)
        return _STEP.decode(row.data).label if row else None

    def _travel(self, *, back: bool) -> Change | None:
        with self.archive.batch():
            row = self.archive.next_step(self.author, undone=not back)
            if row is None:
                return None
            step = _STEP.decode(row.data)
            self._apply(step.report_id, step.undo if back else step.do)
            self.archive.mark_step(row.id, undone=back)
            self.archive.log(self.author, "undo" if back else "redo", step.report_id or None)
        return Change(("撤销：" if back else "重做：") + step.label, step.report_id, frozenset(step.what))

    def _do(self, label: str, report_id: int, what: tuple[str, ...], do: Sequence[Action], undo: Sequence[Action],
            subject: str = "", again: Sequence[Action] = ()) -> Change:
        """Does it and keeps its way back; the first work on a new submission also marks it as under review."""
        with self.archive.batch():
            state = self.archive.submission(report_id).state if report_id else None
            if state == "new" and "state" not in what:
                do, undo, what = [*do, Standing("reviewing")], [*undo, Standing("new")], (*what, "state")
            self._apply(report_id, do)
            step = Step(label, report_id, what, (*again, *do), tuple(undo))
            self.archive.push_step(self.author, msgspec.msgpack.encode(step))
        return Change(label, report_id, frozenset(what), subject)

    def _apply(self, report_id: int, actions: Sequence[Action]) -> None:
        for action in actions:
            action.do(self.archive, report_id, self.author)
        if any(isinstance(action, Figure) for action in actions):
            recheck(self.archive, [report_id])
