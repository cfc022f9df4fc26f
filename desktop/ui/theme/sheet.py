"""The style sheet, made from the palette."""

from __future__ import annotations

from pathlib import Path

from desktop.ui.theme.colours import Colours

ICONS = Path(__file__).resolve().parents[3] / "resources" / "icons"
CHECK, UP, DOWN = ((ICONS / name).as_posix() for name in ("check.svg", "up.svg", "down.svg"))


def sheet(c: Colours, points: float) -> str:
    """The application's style sheet for one palette and base size in points."""
    big = points * 1.24
    return f"""
* {{ font-size: {points:.2f}pt; }}
QWidget {{ color: {c.text}; }}
QMainWindow, QDialog {{ background: {c.ground}; }}
QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line_strong}; padding: 4px 6px; }}

#bar, #foot, #pane, #cards, #cardsInside {{ background: {c.surface}; }}
#bar {{ border-bottom: 1px solid {c.line}; }}
#foot {{ border-top: 1px solid {c.line}; }}
#foot QLabel {{ color: {c.soft}; }}
#foot QLabel[tone="error"] {{ color: {c.error}; }}
#paneHead {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
#paneHead QLabel[role="title"] {{ color: {c.soft}; font-weight: 600; }}
#side {{ background: {c.surface}; border-left: 1px solid {c.line}; }}
QLabel[role="h1"] {{ font-size: {big:.2f}pt; font-weight: 600; }}
QLabel[role="h2"] {{ font-size: {points * 1.1:.2f}pt; font-weight: 600; }}
QLabel[role="soft"] {{ color: {c.soft}; }}
QLabel[role="faint"] {{ color: {c.faint}; }}
QLabel[role="error"] {{ color: {c.error}; }}
QLabel[role="section"] {{ color: {c.faint}; padding-top: 6px; }}
QLabel[role="pill"] {{ background: {c.raised}; color: {c.soft}; border: 1px solid {c.line_strong};
    border-radius: 9px; padding: 1px 9px; }}
QLabel[role="pill"][tone="warning"] {{ background: {c.warning_bg}; color: {c.warning};
    border-color: {c.warning_line}; }}
QLabel[role="pill"][tone="good"] {{ background: {c.good_bg}; color: {c.good}; border-color: {c.good}; }}
QLabel[role="pill"][tone="error"] {{ background: {c.error_bg}; color: {c.error}; border-color: {c.error_line}; }}
QLabel[role="pill"][tone="accent"] {{ background: {c.accent_bg}; border-color: {c.accent}; color: {c.text}; }}

QPushButton, QToolButton {{ background: {c.surface}; border: 1px solid {c.line_strong}; border-radius: 5px;
    padding: 4px 11px; min-height: 1.2em; }}
QPushButton:hover, QToolButton:hover {{ background: {c.accent_bg}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c.line}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; padding: 3px 10px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.faint}; border-color: {c.line}; }}
QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.accent_text}; border-color: {c.accent}; }}
QPushButton[kind="primary"]:hover {{ background: {c.accent}; border-color: {c.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {c.line}; color: {c.faint}; border-color: {c.line}; }}
QPushButton[kind="small"] {{ padding: 2px 7px; }}
QPushButton[kind="small"]:focus {{ padding: 1px 6px; }}
QPushButton[kind="small"][on="true"] {{ background: {c.accent}; color: {c.accent_text}; border-color: {c.accent}; }}
QPushButton[kind="seg"] {{ border-radius: 0; padding: 2px 9px; margin: 0; border-color: {c.line_strong};
    color: {c.soft}; }}
QPushButton[kind="seg"]:checked {{ background: {c.accent_bg}; color: {c.text}; border-color: {c.accent};
    font-weight: 600; }}
QPushButton[kind="flat"] {{ border: 1px solid transparent; background: transparent; color: {c.soft};
    padding: 2px 7px; }}
QPushButton[kind="flat"]:hover {{ border-color: {c.line_strong}; }}

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QTextEdit[role="input"] {{ background: {c.surface};
    border: 1px solid {c.line_strong}; border-radius: 5px; padding: 4px 8px;
    selection-background-color: {c.accent}; selection-color: {c.accent_text}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ background: {c.ground}; color: {c.faint}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {c.accent}; padding: 3px 7px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line_strong};
    selection-background-color: {c.accent_bg}; selection-color: {c.text}; }}

QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{DOWN}"); width: 14px; height: 14px; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: none; width: 20px; }}
QSpinBox::up-arrow {{ image: url("{UP}"); width: 12px; height: 12px; }}
QSpinBox::down-arrow {{ image: url("{DOWN}"); width: 12px; height: 12px; }}

QTextEdit#source {{ background: {c.surface}; border: none; }}
QAbstractScrollArea {{ border: none; }}
QPlainTextEdit {{ border: 1px solid {c.line_strong}; }}
QTableWidget::item {{ padding: 3px 7px; }}
QTableView {{ background: {c.surface}; border: none; gridline-color: {c.line};
    selection-background-color: {c.accent_bg}; selection-color: {c.text}; outline: none; }}
QHeaderView {{ background: {c.raised}; }}
QHeaderView::section {{ background: {c.raised}; color: {c.soft}; font-weight: 600; border: none;
    border-bottom: 1px solid {c.line}; padding: 7px 8px; text-align: left; }}
QListView, QTreeView {{ background: {c.raised}; border: none; outline: none; }}
#nav, #outline {{ background: {c.raised}; border-right: 1px solid {c.line}; }}

#card {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px; }}
#card[done="true"] {{ background: {c.raised}; }}
#card[sel="true"] {{ border: 2px solid {c.accent}; }}
#tie {{ background: {c.error_bg}; border: 1px solid {c.error_line}; border-radius: 6px; }}
#tie[tone="warning"] {{ background: {c.warning_bg}; border-color: {c.warning_line}; }}
#tie[tone="notice"] {{ background: {c.notice_bg}; border-color: {c.notice_line}; }}
#banner {{ background: {c.warning_bg}; border-bottom: 1px solid {c.warning_line}; }}
#banner QLabel {{ color: {c.warning}; }}

QSplitter::handle {{ background: {c.line}; }}
QSplitter::handle:hover {{ background: {c.accent}; }}
QProgressBar {{ background: {c.line}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c.line_strong}; border-radius: 4px; margin: 2px; min-height: 28px;
    min-width: 28px; }}
QScrollBar::handle:hover {{ background: {c.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {c.surface}; border: 1px solid {c.line_strong}; padding: 4px; }}
QMenu::item {{ padding: 5px 22px 5px 14px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.accent_bg}; }}
QMenu::item:disabled {{ color: {c.faint}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 6px; }}
QCheckBox, QRadioButton {{ spacing: 7px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 1.05em; height: 1.05em; background: {c.surface};
    border: 1.5px solid {c.line_strong}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 0.62em; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{CHECK}"); }}
QRadioButton::indicator:checked {{ border-color: {c.accent}; background: qradialgradient(cx: 0.5, cy: 0.5,
    radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 {c.accent}, stop: 0.55 {c.accent}, stop: 0.65 {c.surface},
    stop: 1 {c.surface}); }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {c.accent}; }}
#reasons {{ background: {c.surface}; border: 1px solid {c.line_strong}; border-radius: 5px; }}
#reasons::item {{ padding: 5px 8px; }}
#reasons::item:selected {{ background: {c.accent_bg}; color: {c.text}; border-left: 3px solid {c.accent}; }}
"""
