"""Which module reads which format. Modules are loaded when first needed, so that a text file costs no PDF library."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from desktop.reading.errors import ReadError
from desktop.report import Document

Reader = Callable[[bytes], Document]

_READERS = {
    "docx": ("desktop.reading.docx", "read_docx"),
    "html": ("desktop.reading.html", "read_html"),
    "txt": ("desktop.reading.txt", "read_txt"),
    "pdf": ("desktop.reading.pdf", "read_pdf"),
    "doc": ("desktop.reading.doc", "read_doc"),
    "wps": ("desktop.reading.doc", "read_wps"),
    "rtf": ("desktop.reading.rtf", "read_rtf"),
    "odt": ("desktop.reading.odt", "read_odt"),
    "mht": ("desktop.reading.mail", "read_mht"),
    "eml": ("desktop.reading.mail", "read_eml"),
    "xlsx": ("desktop.reading.xlsx", "read_xlsx"),
    "xls": ("desktop.reading.xls", "read_xls"),
    "wordxml": ("desktop.reading.wordxml", "read_wordxml"),
    "ofd": ("desktop.reading.ofd", "read_ofd"),
}

_UNREAD = {
    "tnef": "这是 Outlook 专用的邮件附件（winmail.dat），无法读取，请发件人改用纯文本格式重发，或直接报送附件文件。",
    "msg": "这是 Outlook 邮件（.msg），暂不能读取，请把其中的附件存出后放入文件夹，或把邮件另存为 .eml。",
    "image": "这是图片，暂不能读取图中的文字，请报送 Word 或带文字层的 PDF 文件。",
    "encrypted": "文件设有打开密码，无法读取，请报送单位去掉密码后重新报送。",
    "ppt": "这是演示文稿，不是年度报告文本，请报送 Word、PDF 或网页文件。",
    "pptx": "这是演示文稿，不是年度报告文本，请报送 Word、PDF 或网页文件。",
    "ods": "暂不能读取 ODS 表格，请另存为 .xlsx 后重新报送。",
    "xml": "这是 XML 数据文件，暂不能读取，请用原软件打开后另存为 .docx 或 PDF 重新报送。",
    "rar": "暂不能读取 RAR 压缩包，请解压后把其中的文件放入文件夹。",
    "7z": "暂不能读取 7z 压缩包，请解压后把其中的文件放入文件夹。",
    "gzip": "暂不能读取 gz 压缩包，请解压后把其中的文件放入文件夹。",
    "program": "这是程序文件，不是年度报告，已拒绝读取，请核实来源。",
    "ole": "文件是旧式 Office 容器，但其中没有 Word 正文，可能已损坏，请另存为 .docx 后重新报送。",
    "binary": "无法识别的文件格式（不是文字、Word、PDF 或网页），请核对是否传错了文件。",
}


def reader_of(kind: str) -> Reader:
    """The reader of a format as named by ``sniff``.

    Raises ReadError with the reason for formats that are not read.
    """
    if kind in _READERS:
        module, function = _READERS[kind]
        reader: Reader = getattr(import_module(module), function)
        return reader
    raise ReadError(_UNREAD.get(kind, f"暂不能读取 {kind} 格式，请另存为 .docx 或 PDF 后重新报送。"))


def formats() -> tuple[str, ...]:
    """The formats that can be read."""
    return tuple(_READERS)
