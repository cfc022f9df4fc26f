"""The inbox on real widgets: rows, search, filters, grouping, refused files, opening the next one."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import store_report
from PySide6.QtCore import Qt

from desktop.ui.app import make_application
from desktop.ui.inbox.model import findings_text
from desktop.ui.inbox.page import InboxPage
from desktop.ui.inbox.rows import Group, Step, steps_between
from desktop.ui.session import Session
from desktop.ui.theme import look


@pytest.fixture
def session(qapp, tmp_path: Path):
    make_application([])
    look().set("light", 1.0)
    made = Session.start(tmp_path / "store.db")
    yield made
    made.close()


@pytest.fixture
def inbox(session: Session, qtbot) -> InboxPage:
    for org, year, received in (
        ("示例市人民政府", 2024, "2025-03-01T08:00:00"), ("云台县人民政府", 2024, "2025-03-02T08:00:00"),
        ("示例市财政局", 2024, "2025-03-03T08:00:00"), ("示例市人民政府", 2023, "2024-03-01T08:00:00"),
    ):
        store_report(session.archive, org, year, received=received, findings=org != "示例市财政局")
    session.archive.add("/共享/加密.docx", b"locked", None, None, "文件加了密码，请去掉密码后重新报送。", "2025-03-04T08:00:00")
    page = InboxPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.model.complete and page.model.rowCount() == 5)
    return page


def names(page: InboxPage) -> list[str]:
    return [r.org or r.name for r in page.model.submissions()]


def test_rows_come_newest_first_with_counts_in_words(inbox: InboxPage) -> None:
    assert names(inbox)[0] == "加密.docx"
    row = next(r for r in inbox.model.submissions() if r.org == "云台县人民政府")
    assert findings_text(row) == "错误 2　疑似 1　提示 1"


def test_a_refused_file_shows_its_reason_and_can_be_tried_again(inbox: InboxPage, qtbot) -> None:
    inbox.table.choose(inbox.model.submissions()[0].id)
    qtbot.waitUntil(lambda: inbox.side.retry.isVisible())
    assert not inbox.side.open.isVisible()
    with qtbot.waitSignal(inbox.wanted) as caught:
        inbox.side.retry.click()
    assert caught.args[0] == "retry"


def test_search_as_you_type_finds_two_characters_of_the_text(inbox: InboxPage, qtbot) -> None:
    qtbot.keyClick(inbox, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert inbox.search.hasFocus()
    inbox.search.setText("云台")
    qtbot.waitUntil(lambda: names(inbox) == ["云台县人民政府"])
    inbox.search.setText("公报")
    qtbot.waitUntil(lambda: len(names(inbox)) == 4)
    qtbot.keyClick(inbox.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(names(inbox)) == 5)


def test_nothing_found_says_so(inbox: InboxPage, qtbot) -> None:
    inbox.search.setText("不存在的单位")
    qtbot.waitUntil(lambda: inbox.stack.currentWidget() is inbox.empty)
    assert "不存在的单位" in inbox.empty.text.text()


def test_year_and_state_filter_and_are_remembered(inbox: InboxPage, qtbot, session: Session) -> None:
    inbox.go(("year", 2023))
    qtbot.waitUntil(lambda: inbox.model.complete and names(inbox) == ["示例市人民政府"])
    again = InboxPage(session)
    qtbot.addWidget(again)
    assert again.wish.year == 2023
    inbox.go(("state", 2024, "accepted"))
    qtbot.waitUntil(lambda: inbox.model.complete and names(inbox) == [])


def test_view_of_reports_with_errors_leaves_the_clean_and_the_unread_out(inbox: InboxPage, qtbot) -> None:
    inbox.go(("view", "errors"))
    qtbot.waitUntil(lambda: sorted(names(inbox)) == ["云台县人民政府", "示例市人民政府", "示例市人民政府"])


def test_grouping_puts_headings_between(inbox: InboxPage, qtbot) -> None:
    inbox.grouping.click()
    groups = [r for r in inbox.model.rows if isinstance(r, Group)]
    assert [g.title for g in groups][-1] == "未能读取"
    assert sum(g.size for g in groups) == 5
    assert not inbox.model.flags(inbox.model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_sorting_by_findings_puts_the_unread_and_the_worst_first(inbox: InboxPage) -> None:
    inbox.sort_by("findings")
    order = names(inbox)
    assert order[0] == "加密.docx" and order[-1] == "示例市财政局"
    inbox.sort_by("findings")
    assert names(inbox)[0] == "示例市财政局"


def test_enter_opens_and_selection_outlives_a_refresh(inbox: InboxPage, qtbot) -> None:
    wanted = inbox.model.submissions()[2].id
    inbox.table.choose(wanted)
    with qtbot.waitSignal(inbox.opened) as caught:
        qtbot.keyClick(inbox.table, Qt.Key.Key_Return)
    assert caught.args == [wanted]
    store_report(inbox.session.archive, "青禾镇人民政府", 2024, received="2025-03-05T08:00:00")
    inbox.refresh()
    qtbot.waitUntil(lambda: len(names(inbox)) == 6)
    assert inbox.table.chosen() == [wanted]


def test_the_next_one_is_what_was_begun_then_the_oldest(inbox: InboxPage) -> None:
    inbox.wish = inbox.wish.__class__(year=2024)
    first = inbox.next_open(None)
    assert inbox.session.archive.submission(first).org == "示例市人民政府"
    second = inbox.next_open(first)
    assert inbox.session.archive.submission(second).org == "云台县人民政府"
    inbox.session.archive.set_state(second, "reviewing", "甲")
    assert inbox.next_open(None) == second


def test_several_rows_offer_bulk_work(inbox: InboxPage, qtbot) -> None:
    inbox.table.selectAll()
    qtbot.waitUntil(lambda: "5 份" in inbox.side.title.text())
    with qtbot.waitSignal(inbox.wanted) as caught:
        inbox.side.sheet.click()
    assert caught.args[0] == "sheet" and len(caught.args[1]) == 5


def test_thousands_of_rows_come_in_pages(session: Session, qtbot, monkeypatch) -> None:
    from desktop.ui.inbox import model, rows

    monkeypatch.setattr(model, "CHUNK", 3)
    monkeypatch.setattr(rows, "CHUNK", 3)
    for i in range(11):
        session.archive.add(f"/共享/{i}.docx", str(i).encode(), None, None, "不能读取。", f"2025-03-{i + 1:02d}T08:00:00")
    page = InboxPage(session)
    qtbot.addWidget(page)
    sizes: list[int] = []
    page.model.modelReset.connect(lambda: sizes.append(page.model.rowCount()))
    page.model.rowsInserted.connect(lambda *_: sizes.append(page.model.rowCount()))
    page.refresh()
    qtbot.waitUntil(lambda: page.model.complete)
    assert sizes == [3, 11]
    assert [r.name for r in page.model.submissions()] == [f"{i}.docx" for i in reversed(range(11))]


def test_only_rows_that_came_or_changed_are_asked_for(inbox: InboxPage, qtbot, monkeypatch) -> None:
    from desktop.ui.inbox import model

    asked: list[object] = []
    fetch = model.fetch
    monkeypatch.setattr(model, "fetch", lambda *given: asked.append(given[4]) or fetch(*given))
    resets: list[int] = []
    inbox.model.modelReset.connect(lambda: resets.append(1))
    archive, before = inbox.session.archive, list(inbox.model.rows)
    wanted = inbox.model.submissions()[2].id
    inbox.table.choose(wanted)
    changed = before[1].id
    archive.set_state(changed, "reviewing", "甲")
    came = store_report(archive, "青禾镇人民政府", 2024, received="2025-03-05T08:00:00")
    inbox.update({came, changed})
    qtbot.waitUntil(lambda: len(names(inbox)) == 6)
    assert names(inbox)[0] == "青禾镇人民政府" and inbox.model.submissions()[2].state == "reviewing"
    assert inbox.table.chosen() == [wanted] and not resets
    assert asked == [{came, changed}]
    kept = [row for row in inbox.model.rows if row.id not in (came, changed)]
    assert all(any(row is old for old in before) for row in kept)


def test_a_later_version_takes_the_row_of_the_one_before(inbox: InboxPage, qtbot) -> None:
    later = store_report(inbox.session.archive, "云台县人民政府", 2024, received="2025-03-06T08:00:00")
    inbox.update({later})
    qtbot.waitUntil(lambda: inbox.model.submissions()[0].id == later)
    assert names(inbox).count("云台县人民政府") == 1 and inbox.model.submissions()[0].version == 2


def test_what_comes_while_rows_are_fetched_is_shown_after_them(inbox: InboxPage, qtbot) -> None:
    came = [store_report(inbox.session.archive, f"示例市第{i}局", 2024) for i in range(3)]
    inbox.refresh()
    for number in came:
        inbox.update({number})
    late = store_report(inbox.session.archive, "示例市末局", 2024)
    inbox.update({late})
    qtbot.waitUntil(lambda: len(names(inbox)) == 9 and inbox.model.complete)
    assert names(inbox)[0] == "示例市末局"


def test_rows_that_come_in_above_do_not_move_what_is_looked_at(session: Session, qtbot) -> None:
    numbers = [store_report(session.archive, f"示例市第{i}局", 2024, findings=False) for i in range(60)]
    page = InboxPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 500)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.model.complete and page.model.rowCount() == 60)
    page.table.choose(numbers[10])
    seen = page.table.visualRect(page.model.index(page.model.row_of(numbers[20]), 0)).top()
    page.update({store_report(session.archive, f"示例市后来第{i}局", 2024, findings=False) for i in range(7)})
    qtbot.waitUntil(lambda: page.model.rowCount() == 67)
    assert page.table.visualRect(page.model.index(page.model.row_of(numbers[20]), 0)).top() == seen
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    assert page.table.currentIndex().row() == 0
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.currentIndex().row() == 66


def test_steps_from_rows_to_others() -> None:
    a, b, c, d = (Group(name, 1) for name in "甲乙丙丁")
    assert steps_between([a, b], [c, a, d, b]) == [Step(0, 1, (c,)), Step(2, 1, (d,))]
    assert steps_between([a, b, c, d], [b, d]) == [Step(2, 1), Step(0, 1)]
    assert steps_between([a, b], [Group("甲", 5), b]) == []
    assert steps_between([a, b], [b, a]) is None and steps_between([], [a]) is None and steps_between([a], [b]) is None
    assert steps_between([a], [c, a, b], most=1) is None
