"""A submitted file becomes a Document: text, blocks and tables, each with its place (design rules 1 and 7)."""

from __future__ import annotations

from pathlib import Path

from desktop.reading.archives import explode, explode_bytes, read_single
from desktop.reading.builder import Flow, Grid, GridCell, Para, TextBuilder
from desktop.reading.errors import ReadError
from desktop.reading.limits import give_way
from desktop.reading.pool import ReaderPool, read_safely
from desktop.reading.registry import formats, reader_of
from desktop.reading.sniff import sniff
from desktop.reading.source import load
from desktop.reading.txt import read_text
from desktop.report import Document

__all__ = [
    "Flow", "Grid", "GridCell", "Para", "ReadError", "ReaderPool", "TextBuilder", "explode", "explode_bytes", "formats", "give_way",
    "read", "read_bytes", "read_safely", "read_text", "sniff",
]


MAX_MARKUP = 20 * 1024 * 1024  # bytes of a text, page or rich text: a report of a province has a twentieth of it
TOO_MUCH = "文件文字过多（超过 20 MB），不像年度报告，已停止读取，请核对是否传错了文件。"


def read_bytes(data: bytes, name: str = "") -> Document:
    """Read a file's content in this process; ``name`` helps only where a container is shared by formats.

    Raises ReadError with one Chinese sentence when the content cannot be read.
    """
    kind = sniff(data, name)
    if kind in ("txt", "html", "rtf") and len(data) > MAX_MARKUP:
        raise ReadError(TOO_MUCH)
    if kind == "zip":
        name, data = read_single(data)
        kind = sniff(data, name)
    try:
        return reader_of(kind)(data)
    except RecursionError as error:
        raise ReadError("文件内部结构异常（嵌套过深），已拒绝读取，请用 Word 或 WPS 另存后重新报送。") from error


def read(path: Path) -> Document:
    """Read a file in this process, without limits on memory and time; for files that are not trusted: ``read_safely``.

    Raises ReadError with one Chinese sentence when the file cannot be read.
    """
    return read_bytes(load(path), path.name)
