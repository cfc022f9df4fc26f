"""The interface in English: every text wrapped, every text with English, no Chinese left where the window speaks."""

from __future__ import annotations

import ast
import gettext
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from desktop.archive import Archive
from desktop.intake import import_files
from desktop.intake.roster import read_roster
from desktop.ui import language
from desktop.ui.language import tr, tr_in
from installer.make_catalogue import PO, gather

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "desktop" / "ui"
SAMPLES = ROOT / "resources" / "samples"
CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff01-\uffef]")
HAN = re.compile(r"[\u3400-\u9fff]+")
WRAPPED = ("tr", "tr_in", "zh")
# Pages of the manual, which is in Chinese: made of rules and forms that are quoted in it.
MANUAL = ("help/rule_pages.py", "help/form_pages.py")


def loose(source: str) -> list[tuple[int, str]]:
    """(line, text) of every Chinese string in a module that is neither wrapped nor a docstring."""
    found: list[tuple[int, str]] = []

    def look(node: ast.AST) -> None:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WRAPPED:
            for part in node.keywords:
                look(part)
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value):
            found.append((node.lineno, node.value))
        for child in ast.iter_child_nodes(node):
            look(child)

    look(ast.parse(source))
    return found


def test_the_walk_finds_what_is_not_wrapped() -> None:
    assert loose('a = f"第{n}页"\nb = tr("打开", x="关")\nc = tr("好")\n"""说明"""\nd = "a；"') == [
        (1, "第"), (1, "页"), (2, "关"), (5, "a；")]


@pytest.mark.parametrize("path", sorted(CODE.rglob("*.py")), ids=lambda p: p.relative_to(CODE).as_posix())
def test_every_chinese_string_of_the_window_is_wrapped(path: Path) -> None:
    if path.relative_to(CODE).as_posix() not in MANUAL:
        assert not loose(path.read_text(encoding="utf-8"))


def fields(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)[^}]*\}", text)))


def test_every_text_has_english_with_the_same_fields() -> None:
    with PO.open("rb") as file:
        known = read_po(file, locale="en")
    for wanted in gather():
        if wanted.id:
            entry = known.get(wanted.id, wanted.context)
            assert entry is not None and entry.string, f"no English, run installer/make_catalogue.py: {wanted.id}"
            assert fields(entry.string) == fields(wanted.id), wanted.id
            # Chinese may be quoted in English: names of columns and fields, what is printed on papers.
            if HAN.search(entry.string):
                assert all(word in wanted.id or word in ("草稿", "见附件") for word in HAN.findall(entry.string)), entry.string


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    with PO.open("rb") as file:
        known = read_po(file, locale="en")
    compiled = gettext.translation("shendu", str(language.FOLDER), ["en"])
    for entry in known:
        if entry.id:
            said = compiled.pgettext(entry.context, entry.id) if entry.context else compiled.gettext(entry.id)
            assert said == entry.string, entry.id


def test_the_language_is_changed_and_an_unknown_one_is_chinese() -> None:
    try:
        language.start("en")
        assert tr("打开") == "Open" and tr("第{version}稿", version=2) == "v2"
        assert tr_in("decided", "不采纳") == "dismissed" and tr("不采纳") == "Dismiss"
        assert language.locale().name().startswith("en")
        language.start("xx")
        assert language.code() == "zh" and tr("打开") == "打开"
    finally:
        language.start("zh")
    assert language.locale().name() == "zh_CN"


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> dict[str, list[str]]:
    """What stands on every view and dialog of an English window, by its station; and under ``data`` what is the reports'."""
    folder = tmp_path_factory.mktemp("english")
    store = folder / "store.db"
    names = ("02-", "03-", "04-")
    with Archive.open(store) as archive:
        import_files(archive, [path for path in sorted(SAMPLES.iterdir()) if path.name.startswith(names)])
        bodies = read_roster(ROOT / "resources" / "roster" / "应报单位名录示例.xlsx").bodies
        archive.set_roster((b.org, b.level, b.region, b.parent, b.remark) for b in bodies)
    script = Path(__file__).with_name("english.py")
    done = subprocess.run([sys.executable, str(script), str(store)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_no_chinese_is_left_in_an_english_window(walked: dict[str, list[str]]) -> None:
    with PO.open("rb") as file:
        quoted = [word for entry in read_po(file, locale="en") if entry.id for word in HAN.findall(entry.string)]
    data = "\n".join([*walked.pop("data"), *quoted])
    assert len(walked) > 30, sorted(walked)
    left = {
        (station, text) for station, texts in walked.items() for text in texts
        if any(word not in data for word in HAN.findall(text))
    }
    assert not left, "\n".join(f"{station}: {text}" for station, text in sorted(left))


def test_what_checks_say_stays_chinese(walked: dict[str, list[str]]) -> None:
    assert any(HAN.search(text) for text in walked["dismiss"])


def test_the_settings_change_the_language_at_the_next_start(qtbot, tmp_path: Path) -> None:
    from desktop.ui.app import make_application
    from desktop.ui.dialogs.firstrun import FirstRun
    from desktop.ui.session import window_settings

    make_application([])
    dialog = FirstRun(None, first=False)
    qtbot.addWidget(dialog)
    assert dialog.chosen_language() == "zh" and not dialog.restart.text()
    dialog.language.setCurrentIndex(dialog.language.findData("en"))
    assert dialog.chosen_language() == "en"
    assert "下次启动时生效" in dialog.restart.text() and "next start" in dialog.restart.text()
    settings = window_settings(tmp_path / "store.db")
    settings.setValue("look/language", dialog.chosen_language())
    settings.sync()
    assert window_settings(tmp_path / "store.db").value("look/language") == "en"
