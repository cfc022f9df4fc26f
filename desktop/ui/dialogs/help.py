"""The cheat sheet of keys (Shift+F1); the same table is a page of the help."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from desktop.ui.dialogs.base import Dialog
from desktop.ui.language import tr
from desktop.ui.theme import look
from desktop.ui.widgets import fit

KEYS = (
    (tr("审阅"), (
        ("J / K", tr("下一个 / 上一个问题")), ("A", tr("采纳")), ("D", tr("不采纳（选理由，数字键直选）")), ("E", tr("改写意见文字")),
        ("N", tr("批注（选中文字、单元格或本部分）")), ("R", tr("撤回判断")), ("S", tr("改问题等级")), ("P", tr("对选中文字或单元格提出问题")),
        ("V", tr("本部分已核（再按取消）")), ("Shift+D", tr("本单位此类问题一律不采纳")), ("Ctrl+Shift+D", tr("停用这项规则")),
        ("F2", tr("更正单元格识别")), ("H", tr("为什么：打开这条规则的说明")), ("Ctrl+Z / Ctrl+Y", tr("撤销 / 重做")), ("Ctrl+F", tr("在原文中查找（F3 下一处）")),
        ("T", tr("文字 / 原版页面")), ("F", tr("原样 / 简体")), ("1 – 4", tr("转到表格")), ("W", tr("表格放大 / 还原")),
        ("C", tr("与上一版或上年对照")), ("G", tr("作出结论")), ("Ctrl+P", tr("意见表")),
        ("Ctrl+L", tr("发函")), ("]", tr("下一份待审")), ("Esc", tr("回到收件箱")),
    )),
    (tr("收件箱"), (
        ("Ctrl+K", tr("搜索单位或全文")), ("Enter", tr("打开")), ("Ctrl+Enter", tr("打开下一份待审")), ("F5", tr("立即扫描文件夹")),
        ("Ctrl+S", tr("存为视图（左栏按 Delete 删除）")), ("Ctrl+Z / Ctrl+Y", tr("撤销 / 重做，批量操作也可以")),
        ("Ctrl+A", tr("全选，之后可批量操作")),
    )),
    (tr("各处"), (("F1", tr("帮助")), ("Shift+F1", tr("本页")), ("Ctrl+ + / −", tr("字大 / 字小")), ("Ctrl+0", tr("字号复原")), ("F9", tr("浅色 / 深色")))),
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
        super().__init__(parent, tr("键盘操作"), tr("知道了"))
        line = QHBoxLayout()
        line.setSpacing(40)
        for parts, width in ((slice(0, 1), 410), (slice(1, None), 300)):
            said = QLabel(keys_html(parts))
            said.setMinimumWidth(int(width * look().scale))
            line.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        inside.setLayout(line)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.column.addWidget(area, 1)
        self.cancel.hide()
        self.finish()
        wish = inside.sizeHint()
        fit(self, wish.width() + 70, wish.height() + 130)
