"""No attribute takes the name of a Qt signal.

PySide keeps a widget's signals among its attributes. One that is overwritten is freed while the widget still tells it of
its own end: when the widget dies, a byte is written into memory that belongs to something else by then, and the program
ends later, anywhere, mostly while Python collects garbage (seen in PySide6 6.8.0.2 with ``QDialog.accepted``).
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets
from PySide6.QtCore import QObject, Signal

import desktop.ui

FOLDER = Path(desktop.ui.__file__).parent
# By getattr, for PySide makes a class only when it is asked for.
CLASSES = [part for module in (QtCore, QtGui, QtPrintSupport, QtWidgets) for name in dir(module)
           if inspect.isclass(part := getattr(module, name))]
QT_SIGNALS = {name for part in CLASSES for name, value in vars(part).items() if isinstance(value, Signal)}


def overwritten(source: str, names: set[str], *, of_self: bool) -> list[str]:
    """Attributes of ``self``, or of anything else, that are set or deleted in a source and named by ``names``."""
    return [f"{node.lineno}: {ast.unparse(node)}" for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del) and node.attr in names
            and (ast.unparse(node.value) == "self") is of_self]


def widgets() -> list[type[QObject]]:
    """Every Qt class of the window."""
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages([str(FOLDER)], "desktop.ui.")]
    return [part for module in modules for part in vars(module).values()
            if inspect.isclass(part) and issubclass(part, QObject) and part.__module__ == module.__name__]


def test_the_rule_sees_what_once_ended_the_program() -> None:
    assert {"accepted", "clicked", "destroyed", "painted"} - QT_SIGNALS == {"painted"}
    assert overwritten("self.accepted = QCheckBox()", QT_SIGNALS, of_self=True) == ["1: self.accepted"]
    assert overwritten("self.only_accepted = QCheckBox()", QT_SIGNALS, of_self=True) == []
    assert overwritten("dialog.finished = True", QT_SIGNALS, of_self=False) == ["1: dialog.finished"]


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_signal_is_overwritten_from_outside(path: Path) -> None:
    assert overwritten(path.read_text(encoding="utf-8"), QT_SIGNALS, of_self=False) == []


def test_no_class_overwrites_its_own_signals_or_those_of_its_bases() -> None:
    found = widgets()
    assert len(found) > 40
    wrong = []
    for part in found:
        signals = {name for base in part.__mro__ for name, value in vars(base).items() if isinstance(value, Signal)}
        wrong += [f"{part.__name__}:{line}" for line in overwritten(inspect.getsource(part), signals, of_self=True)]
        inherited = {name for base in part.__mro__[1:] for name, value in vars(base).items() if isinstance(value, Signal)}
        wrong += [f"{part.__name__}.{name}" for name in vars(part) if name in inherited]
    assert wrong == []
