"""The page of the roster on real widgets: import, the missing, late, twice and unlisted, letters of reminder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import shiboken6
from made import store_report
from PySide6.QtCore import Qt

from desktop.ui.app import make_application
from desktop.ui.papers.letter import LetterDialog
from desktop.ui.roster.importing import ImportDialog
from desktop.ui.roster.page import RosterPage
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.widgets import COUNT
from desktop.ui.window import MainWindow

TODAY = date(2025, 3, 11)
LIST = ("单位,级别,地区,分组\n示例市人民政府,市级,示例市,政府\n云台县人民政府,县级,示例市,政府\n临溪县人民政府,县级,示例市,政府\n"
        "市财政局,部门,示例市,市直\n市审计局,部门,示例市,市直\n,部门,,\n青禾镇人民政府,乡镇,云台县,乡镇\n")


@pytest.fixture
def window(qapp, tmp_path: Path):
    make_application([])
    look().set("light", 1.0)
    session = Session.start(tmp_path / "store.db")
    session.archive.set_setting("office", "示例市人民政府办公室")
    for org, received in (("示例市人民政府", "2025-01-10T09:00:00"), ("示例市财政局", "2025-02-03T09:00:00"),
                          ("示例市档案局", "2025-01-20T09:00:00"), ("示例市人民政府", "2025-01-12T09:00:00")):
        store_report(session.archive, org, received=received)
    made = MainWindow(session)
    made.roster.today = lambda: TODAY
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    shiboken6.delete(made)


@pytest.fixture
def page(window: MainWindow, qtbot, tmp_path: Path) -> RosterPage:
    path = tmp_path / "名录.csv"
    path.write_bytes(LIST.encode("gbk"))
    page = window.roster
    page.ask_file = lambda: str(path)
    page.consent = lambda dialog: True
    window.inbox.go(("roster",))
    assert window.stack.currentWidget() is page
    qtbot.waitUntil(lambda: page.found is not None)
    assert "还没有应报单位名录" in page.empty.text()
    page.import_button.click()
    qtbot.waitUntil(lambda: page.found is not None and len(page.found.standings) == 6)
    return page


def cells(page: RosterPage, column: int) -> list[str]:
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_missing_bodies_with_level_deadline_and_days(page: RosterPage) -> None:
    assert cells(page, 0) == ["示例市审计局", "云台县人民政府", "临溪县人民政府", "云台县青禾镇人民政府"]
    assert cells(page, 1) == ["部门", "县级", "县级", "乡镇"]
    assert cells(page, 4) == ["2025-01-31", "2025-03-31", "2025-03-31", "—"]
    assert cells(page, 5) == ["已逾期 39 天", "还有 20 天", "还有 20 天", "条例未规定期限"]
    assert page.status.text().startswith("应报 6 个，已报 2 个，未报 4 个（已过期限 1 个）")


def test_late_twice_and_unlisted(page: RosterPage, qtbot) -> None:
    page.kinds._buttons["late"].click()
    assert cells(page, 0) == ["示例市财政局"] and cells(page, 5) == ["逾期 3 天报送"]
    page.kinds._buttons["twice"].click()
    assert cells(page, 0) == ["示例市人民政府"] and cells(page, 5) == ["按期报送，共报送 2 次"]
    page.kinds._buttons["unlisted"].click()
    assert cells(page, 0) == ["示例市档案局"]
    page.table.selectRow(0)
    with qtbot.waitSignal(page.opened) as caught:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.session.archive.submission(caught.args[0]).org == "示例市档案局"


def test_words_narrow_the_list_and_heads_sort_it(page: RosterPage, qtbot) -> None:
    page.words.setText("县级")
    assert cells(page, 0) == ["云台县人民政府", "临溪县人民政府"]
    page.words.setText("没有的")
    assert "没有含“没有的”的单位" in page.empty.text()
    page.words.clear()
    page.table.horizontalHeader().sectionClicked.emit(4)
    assert cells(page, 4) == sorted(cells(page, 4))
    page.table.horizontalHeader().sectionClicked.emit(4)
    assert cells(page, 4) == sorted(cells(page, 4), reverse=True)


def test_the_inbox_counts_the_missing(page: RosterPage, window: MainWindow, qtbot) -> None:
    window.inbox.set_wish(window.inbox.wish.__class__(year=2024))

    def count() -> str:
        nav = window.inbox.nav
        return next(str(nav.item(i).data(COUNT)) for i in range(nav.count()) if nav.item(i).text() == "应报未报")

    qtbot.waitUntil(lambda: count() == "4")


def test_bad_rows_are_shown_before_anything_is_replaced(page: RosterPage, qtbot) -> None:
    seen: list[str] = []
    changes: list[str] = []

    def refuse(dialog: ImportDialog) -> bool:
        seen.append(dialog.problems.toPlainText())
        changes.append(dialog.change.text())
        return False

    page.consent = refuse
    before = page.session.archive.roster()
    page.session.archive.set_roster([*((r.org, r.level, r.region, r.parent, "改过") for r in before[:5]), ("旧单位局", None, "", "", "")])
    page.import_button.click()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["第7行：没有填写单位名称，请补上，或删去这一行。"]
    assert changes[0].split("\n")[1:] == [
        "新增 1 个：云台县青禾镇人民政府", "改动 5 个：示例市人民政府、云台县人民政府、临溪县人民政府、示例市财政局、示例市审计局", "移出 1 个：旧单位局"]
    qtbot.waitUntil(lambda: "没有导入" in page.status.text())
    assert page.session.archive.roster_size() == 6


def test_a_file_that_is_no_roster_says_why(page: RosterPage, qtbot, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    page.ask_file = lambda: str(tmp_path / "x.csv")
    page.import_button.click()
    qtbot.waitUntil(lambda: "没有找到“单位”一列" in page.status.text())
    assert page.session.archive.roster_size() == 6


def test_a_letter_to_each_missing_body(page: RosterPage, qtbot, tmp_path: Path) -> None:
    out = tmp_path / "函"
    out.mkdir()
    page.ask_folder = lambda: str(out)
    page.table.selectRow(0)
    assert page.bodies_to_remind() == ["示例市审计局"]
    page.table.clearSelection()
    page.write_letters(page.bodies_to_remind())
    qtbot.waitUntil(lambda: page.status.text().startswith("已写出 4 份"), timeout=20_000)
    assert len(list(out.glob("*催报通知.pdf"))) == 4
    assert next(out.glob("示例市审计局*")).read_bytes().startswith(b"%PDF")
    assert len(page.session.archive.latest_exports()) == 4


def test_one_letter_to_all(page: RosterPage, window: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, str]] = []
    monkeypatch.setattr(LetterDialog, "exec", lambda dialog: seen.append((dialog.year.value(), dialog.orgs.toPlainText())))
    page.reminder.emit(["示例市审计局", "云台县人民政府"], 2024)
    assert seen == [(2024, "示例市审计局\n云台县人民政府")]


def test_escape_goes_back(page: RosterPage, window: MainWindow, qtbot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.inbox
