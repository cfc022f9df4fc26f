"""Word 97-2003 documents (.doc) and WPS writer files (.wps): turned into .docx by msdoc2docx, then read as such."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from doc2docx import convert
from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

from desktop.reading.docx import document_of
from desktop.reading.errors import ReadError
from desktop.report import Document

logger = logging.getLogger(__name__)

# Losses of the conversion that touch what the reviewer reads; those of looks and pictures are left out.
_LOSSES = {
    "MALFORMED_TABLE_FLATTENED": "表格", "TABLE_GRID_MISMATCH": "表格", "TABLE_CELL_DEFINITION_MISMATCH": "表格",
    "TABLE_DEPTH_LIMITED": "嵌套表格", "MAIN_TEXTBOX_TABLE_MALFORMED": "文本框表格", "NUMBERING_TABLE_MALFORMED": "自动编号",
    "LIST_NUMBER_FORMAT_APPROXIMATED": "自动编号", "INVALID_UTF16": "文字", "UNSUPPORTED_CONTROL_CHARACTER": "特殊字符",
    "UNTERMINATED_FIELD": "域", "OFFICEART_MALFORMED": "图形和文本框",
}
_BROKEN = "旧版 Word 文件已损坏或版本过旧，读不通，请用 Word 或 WPS 打开后另存为 .docx 重新报送。"


def read_doc(data: bytes) -> Document:
    """A Word 97-2003 document.

    Raises ReadError when it is encrypted, broken, too old, or has no text.
    """
    return _read(data, "doc")


def read_wps(data: bytes) -> Document:
    """A WPS writer file, which is a Word document in all but its name.

    Raises ReadError when it is encrypted, broken, too old, or has no text.
    """
    return _read(data, "wps")


def _read(data: bytes, format: str) -> Document:
    with tempfile.TemporaryDirectory(prefix="shendu-") as folder:
        source, target = Path(folder, "in.doc"), Path(folder, "out.docx")
        source.write_bytes(data)
        try:
            report = convert(source, target).report
            made = target.read_bytes()
        except EncryptedDocumentError as error:
            raise ReadError("文件设有打开密码，无法读取，请报送单位去掉密码后重新报送。") from error
        except (Doc2DocxError, ValueError, IndexError, KeyError, OverflowError, OSError) as error:
            logger.info("doc2docx failed: %s", error)
            raise ReadError(_BROKEN) from error
    lost = sorted({_LOSSES[d.code] for d in report.warnings if d.code in _LOSSES})
    notices = (f"旧版 Word 文件中的{'、'.join(lost)}可能未能完整读出，请对照原件核对。",) if lost else ()
    return document_of(made, format, notices)
