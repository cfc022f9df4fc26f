"""Two hand-ins or two years beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import store_report

from desktop.review.compare import TextChange
from desktop.ui.app import make_application
from desktop.ui.desk.across import across, key_name
from desktop.ui.desk.compare import CompareWindow, compare
from desktop.ui.session import Session


@pytest.fixture
def session(qapp, tmp_path: Path):
    make_application([])
    made = Session.start(tmp_path / "store.db")
    yield made
    made.close()


def test_offsets_go_over_changes_both_ways() -> None:
    changes = (TextChange("changed", 10, 12, 10, 15), TextChange("removed", 20, 30, 23, 23))
    assert across(changes, 5, to_new=True) == 5
    assert across(changes, 15, to_new=True) == 18
    assert across(changes, 18, to_new=False) == 15
    assert across(changes, 25, to_new=True) == 23
    assert across(changes, 40, to_new=True) == 33


def test_both_texts_are_marked_and_scroll_together(session: Session, qtbot) -> None:
    old = store_report(session.archive, year=2023)
    new = store_report(session.archive, year=2024)
    it = compare(session.archive, old, new)
    window = CompareWindow(None, it)
    qtbot.addWidget(window)
    window.resize(1100, 500)
    window.show()
    qtbot.waitExposed(window)
    assert len(it.texts) == len(window.new.tints) > 0
    window.new.verticalScrollBar().setValue(window.new.verticalScrollBar().maximum() // 2)
    seen_new, seen_old = window.new.first_visible(), window.old.first_visible()
    assert abs(across(it.texts, seen_new, to_new=False) - seen_old) < 60
    window.go(1)
    change = it.texts[0]
    for view, start in ((window.old, change.old_start), (window.new, change.new_start)):
        rect = view.rects(start, start + 1)[0]
        assert view.viewport().rect().contains(rect.center().toPoint())


def test_cells_have_the_names_of_the_form(session: Session) -> None:
    report = session.archive.load(store_report(session.archive)).report
    name = key_name(report, "applications.new.total")
    assert "新收" in name and "总计" in name
    assert key_name(report, "no.such.key") == "no.such.key"


def test_a_new_hand_in_says_what_it_settled(session: Session, qtbot) -> None:
    from desktop.archive import Archive
    from desktop.ui.desk.page import DeskPage
    from desktop.ui.inbox.side import brief_of

    archive: Archive = session.archive
    first = store_report(archive, received="2025-03-01T08:00:00")
    second = store_report(archive, received="2025-03-09T08:00:00")
    findings = archive.findings(second)
    archive.save_findings(second, findings[:1])
    said = f"第2稿较第1稿：{len(findings) - 1}个问题已改正，1个仍在，新增0个"
    assert brief_of(archive, second).versions == said
    assert brief_of(archive, first).versions == ""
    page = DeskPage(session)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    page.open(second)
    qtbot.waitUntil(lambda: page.stored is not None)
    assert page.panes.versions.isVisible()
    assert page.panes.versions.said == f"{said}\n文字和数据都没有改动"
    page.open(first)
    qtbot.waitUntil(lambda: page.stored is not None and page.stored.submission.id == first)
    assert not page.panes.versions.isVisible()
