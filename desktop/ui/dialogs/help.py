"""The cheat sheet of keys (Shift+F1); the same table is a page of the help."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.ui.dialogs.base import Dialog
from desktop.ui.theme import look

KEYS = (
    ("审阅", (
        ("J / K", "下一个 / 上一个问题"), ("A", "采纳"), ("D", "不采纳（选理由，数字键直选）"), ("E", "改写意见文字"),
        ("N", "批注（选中文字、单元格或本部分）"), ("R", "撤回判断"), ("S", "改问题等级"), ("P", "对选中文字或单元格提出问题"),
        ("V", "本部分已核（再按取消）"), ("Shift+D", "本单位此类问题一律不采纳"), ("Ctrl+Shift+D", "停用这项规则"),
        ("F2", "更正单元格识别"), ("H", "为什么：打开这条规则的说明"), ("Ctrl+Z / Ctrl+Y", "撤销 / 重做"), ("Ctrl+F", "在原文中查找（F3 下一处）"),
        ("T", "文字 / 原版页面"), ("F", "原样 / 简体"), ("1 – 4", "转到表格"), ("C", "与上一版或上年对照"), ("G", "作出结论"), ("Ctrl+P", "意见表"),
        ("Ctrl+L", "发函"), ("]", "下一份待审"), ("Esc", "回到收件箱"),
    )),
    ("收件箱", (
        ("Ctrl+K", "搜索单位或全文"), ("Enter", "打开"), ("Ctrl+Enter", "打开下一份待审"), ("F5", "立即扫描文件夹"),
        ("Ctrl+S", "存为视图（左栏按 Delete 删除）"), ("Ctrl+Z / Ctrl+Y", "撤销 / 重做，批量操作也可以"),
        ("Ctrl+A", "全选，之后可批量操作"),
    )),
    ("各处", (("F1", "帮助"), ("Shift+F1", "本页"), ("Ctrl+ + / −", "字大 / 字小"), ("Ctrl+0", "字号复原"), ("F9", "浅色 / 深色"))),
)


def keys_html(parts: slice) -> str:
    """Some parts of the sheet as tables."""
    c = look().colours
    out = []
    for title, keys in KEYS[parts]:
        rows = "".join(
            f'<tr><td style="padding:3px 14px 3px 0;white-space:nowrap"><b>{escape(key)}</b></td>'
            f'<td style="color:{c.soft};padding:3px 0;white-space:nowrap">{escape(text)}</td></tr>' for key, text in keys
        )
        out.append(f'<p style="color:{c.faint};margin:8px 0 2px 0">{title}</p><table>{rows}</table>')
    return "".join(out)


class KeysDialog(Dialog):
    """Shows the keys."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "键盘操作", "知道了")
        line = QHBoxLayout()
        line.setSpacing(40)
        for parts, width in ((slice(0, 1), 410), (slice(1, None), 300)):
            said = QLabel(keys_html(parts))
            said.setMinimumWidth(int(width * look().scale))
            line.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.cancel.hide()
        self.finish()
