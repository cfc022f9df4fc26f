"""The overview: charts counted by the store, bars that open their reports, a picture and a workbook of it all."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from made import store_report
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.archive import Archive, Scope
from desktop.output.charts import Chart, gather
from desktop.ui.app import make_application
from desktop.ui.overview.card import ChartCard
from desktop.ui.overview.plot import PATTERNS, ChartPlot, number_text
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.window import MainWindow

KEYS = ["hand_in", "progress", "kinds", "regions", "ranking", "copied", "applications", "outcomes", "remedies"]


@pytest.fixture
def window(qapp, tmp_path: Path):
    make_application([])
    look().set("light", 1.0)
    session = Session.start(tmp_path / "store.db")
    for org, year, received in (("示例市人民政府", 2024, "2025-03-10T09:12:00"), ("云台县人民政府", 2024, "2025-01-12T09:00:00"),
                                ("示例市财政局", 2024, "2025-02-20T09:00:00"), ("示例市人民政府", 2023, "2024-03-02T09:00:00")):
        store_report(session.archive, org, year, findings=org != "示例市财政局", received=received,
                     copied=0.3 if org == "示例市人民政府" else None)
    made = MainWindow(session)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    shiboken6.delete(made)


def charts_of(archive: Archive, scope: Scope) -> dict[str, Chart]:
    return {chart.key: chart for chart in gather(archive, scope)}


def opened(window: MainWindow, qtbot) -> None:
    window.show_overview()
    qtbot.waitUntil(lambda: len(window.overview.cards) == len(KEYS) and not window.overview._turn.isActive())


def plot_of(window: MainWindow, key: str) -> ChartPlot:
    card = window.overview.card(key)
    assert isinstance(card, ChartCard)
    return card.plot


def test_figures_count_what_is_stored(window: MainWindow) -> None:
    charts = charts_of(window.session.archive, Scope(2024))
    assert list(charts) == KEYS
    assert {b.label: b.total for b in charts["progress"].bars}["新收到"] == 3
    assert sum(b.total for b in charts["hand_in"].bars) == 3 and charts["hand_in"].line[1][-1] == 3
    assert [(b.label, b.values) for b in charts["ranking"].bars] == [("云台县人民政府", (2, 1)), ("示例市人民政府", (2, 1))]
    assert sum(b.total for b in charts["kinds"].bars) == 6
    assert [(b.label, b.values) for b in charts["applications"].bars] == [
        ("2023", (491, 34, 350)), ("2024", (3 * 491, 3 * 34, 3 * 350))]
    assert charts["copied"].bars[0].values == (30,)


def test_deadlines_stand_between_the_weeks_they_part(window: MainWindow) -> None:
    window.session.archive.set_roster([("示例市人民政府", "prefecture", "", "", ""), ("示例市审计局", "department", "", "", "")])
    chart = charts_of(window.session.archive, Scope(2024))["hand_in"]
    assert [mark.label for mark in chart.marks] == ["部门期限 1月31日", "政府期限 3月31日"] and chart.goal == 2
    weeks = [bar.picked.days for bar in chart.bars]
    last = next(i for i, days in enumerate(weeks) if days and days[0] <= "2025-01-31" <= days[1])
    assert last - 0.5 < chart.marks[0].at <= last + 0.5


def test_dismissed_findings_do_not_count(window: MainWindow) -> None:
    archive = window.session.archive
    row = archive.submissions(text="云台")[0]
    for finding in archive.findings(row.id):
        window.session.desk.dismiss(row.id, finding.fingerprint, "口径不同")
    assert sum(b.total for b in charts_of(archive, Scope(2024))["kinds"].bars) == 3


def test_a_level_narrows_the_charts(window: MainWindow, qtbot) -> None:
    opened(window, qtbot)
    window.overview.levels._buttons["department"].click()
    assert window.overview.scope == Scope(None, "department")
    qtbot.waitUntil(lambda: window.overview.status.text().startswith("点一条"))
    assert sum(b.total for b in window.overview.card("progress").bars()) == 0
    assert window.overview.named() == "全部年度部门"


def test_a_bar_lists_its_reports_in_the_inbox(window: MainWindow, qtbot) -> None:
    window.inbox.go(("overview",))
    assert window.stack.currentWidget() is window.overview
    qtbot.waitUntil(lambda: len(window.overview.cards) == len(KEYS))
    plot = plot_of(window, "kinds")
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.point_of(0).toPoint())
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.inbox)
    qtbot.waitUntil(lambda: window.inbox.model.complete and len(window.inbox.model.submissions()) == 3)
    window.inbox.go(("all",))
    qtbot.waitUntil(lambda: len(window.inbox.model.submissions()) == 4)


def test_every_bar_with_a_number_has_its_reports(window: MainWindow, qtbot) -> None:
    archive = window.session.archive
    for scope in (Scope(2024), Scope()):
        for chart in gather(archive, scope):
            for bar in chart.bars:
                assert bool(archive.ids_of(bar.scope, bar.picked)) == (bar.total > 0), (chart.key, bar.label)


def test_a_bar_of_one_report_opens_it_by_keyboard(window: MainWindow, qtbot) -> None:
    opened(window, qtbot)
    window.overview.open(2024)
    qtbot.waitUntil(lambda: window.overview.charts() != () and window.overview.status.text().startswith("点一条"))
    plot = plot_of(window, "ranking")
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Down)
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.stored is not None)
    assert window.stack.currentWidget() is window.desk


def test_pointing_names_the_bar(window: MainWindow, qtbot) -> None:
    opened(window, qtbot)
    plot = plot_of(window, "applications")
    assert plot.index_at(plot.point_of(1)) == 1
    there, none = plot.point_of(1), Qt.MouseButton.NoButton
    QApplication.sendEvent(plot.viewport(), QMouseEvent(
        QEvent.Type.MouseMove, there, plot.mapToGlobal(there), none, none, Qt.KeyboardModifier.NoModifier))
    assert plot.hover == 1 and "2024" in plot.toolTip() and "新收 1473" in plot.toolTip()


def test_colour_is_never_the_only_sign() -> None:
    assert PATTERNS["error"] != PATTERNS["warning"]
    assert len({PATTERNS[tone] for tone in ("good", "accent", "warning", "notice", "faint")}) == 5
    assert number_text(12345.0) == "12,345" and number_text(2.5) == "2.5"


def test_dark_mode_redraws_the_charts(window: MainWindow, qtbot) -> None:
    opened(window, qtbot)
    look().set("dark")
    image = plot_of(window, "kinds").grab().toImage()
    assert QColor(image.pixel(3, 3)).lightness() < 80
    look().set("light")
    assert QColor(plot_of(window, "kinds").grab().toImage().pixel(3, 3)).lightness() > 200


def test_the_charts_can_be_saved_as_a_picture(window: MainWindow, qtbot, tmp_path: Path) -> None:
    opened(window, qtbot)
    plot = plot_of(window, "kinds")
    qtbot.waitUntil(lambda: plot.width() > 400)
    qtbot.wait(50)
    assert window.overview.save_picture(tmp_path / "out.png")
    image = QImage(str(tmp_path / "out.png"))
    assert image.width() > 2000
    colours = {image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}
    assert any(QColor(c) == look().colour("error_line") for c in colours), "bars are in it"


def test_the_charts_can_be_saved_as_a_workbook(window: MainWindow, qtbot, tmp_path: Path) -> None:
    opened(window, qtbot)
    window.overview.save_book(tmp_path / "out.xlsx")
    qtbot.waitUntil(lambda: window.overview.status.text().startswith("已存为"))
    book = load_workbook(tmp_path / "out.xlsx")
    assert len(book.sheetnames) == len(KEYS)
    sheet = book["各年申请总量"]
    assert [cell.value for cell in sheet[3]][:4] == ["项目", "新收（件）", "上年结转（件）", "办结（件）"]
    assert [cell.value for cell in sheet[5]][:4] == ["2024", 1473, 102, 1050]
    assert len(sheet._charts) == 1
    window.overview.save_book(tmp_path / "none" / "x" / "\0.xlsx")
    qtbot.waitUntil(lambda: not window.overview.status.text().startswith("已存为"))
