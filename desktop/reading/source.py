"""From a path to bytes, with a clear word on everything that can go wrong on the way."""

from __future__ import annotations

import stat
from pathlib import Path

from desktop.reading.errors import ReadError

MAX_BYTES = 100 * 1024 * 1024
_MB = 1024 * 1024


def load(path: Path) -> bytes:
    """The content of a file.

    Raises ReadError when it is missing, locked, no file, or larger than 100 MB (it is not opened then).
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ReadError("这是文件夹而不是文件，请放入文件。")
        if not stat.S_ISREG(found.st_mode):
            raise ReadError("这不是普通文件，无法读取，请放入文档文件。")
        size = found.st_size
        if size > MAX_BYTES:
            raise ReadError(f"文件过大（{size // _MB} MB，上限 {MAX_BYTES // _MB} MB），请压缩图片或拆分后重新报送。")
        with path.open("rb") as stream:  # the file may have grown since: never more than the limit is taken
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ReadError("文件不存在或已被移走，请核对后重新放入。") from error
    except PermissionError as error:
        raise ReadError("没有读取该文件的权限，或文件正被其他程序占用，请关闭占用后再试。") from error
    except OSError as error:
        raise ReadError(f"读取文件时出错（{error.strerror or error}），请检查存储位置后再试。") from error
    if len(data) > MAX_BYTES:
        raise ReadError(f"文件过大（超过 {MAX_BYTES // _MB} MB），请压缩图片或拆分后重新报送。")
    return data
