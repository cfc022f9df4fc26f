"""Containers of several submissions: a zip, or a mail with attachments, taken apart into files."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from desktop.reading.charset import choose
from desktop.reading.errors import ReadError
from desktop.reading.package import MAX_TOTAL, Package
from desktop.reading.sniff import sniff

_IGNORED = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\.~lock|\._)", re.I)
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*]')
_MAX_DEPTH = 2


def explode(path: Path) -> list[tuple[str, bytes]]:
    """The files inside a zip or a mail as (name, content), zips inside included; for any other file an empty list.

    Names are relative, without ``..`` and drive letters, with ``/``. Raises ReadError when the container is broken,
    encrypted or a bomb.
    """
    from desktop.reading.source import load

    return explode_bytes(load(path), path.name)


def explode_bytes(data: bytes, name: str = "") -> list[tuple[str, bytes]]:
    """``explode`` for a file's content."""
    kind = sniff(data, name)
    if kind == "zip":
        return _zip(data, 0)
    if kind == "eml":
        return _attachments(data)
    return []


def _zip(data: bytes, depth: int, left: int = MAX_TOTAL) -> list[tuple[str, bytes]]:
    """The files of a zip and of the zips inside it, ``left`` bytes at most.

    A zip inside that cannot be opened stays a file of its own, so that the others are read and it is told of.
    """
    package = Package(data)
    out: list[tuple[str, bytes]] = []
    for member in package.names():
        name = safe_name(true_name(member, package.is_utf8(member)))
        if not name or _IGNORED.search(name):
            continue
        content = package.read(member)
        inside = _inner(content, name, depth, left) if name.lower().endswith(".zip") else []
        for found, part in inside or [(name, content)]:
            left -= len(part)
            if left < 0:
                raise ReadError("压缩包解压后过大（超过 200 MB），疑为压缩炸弹，已拒绝读取，请核实来源。")
            out.append((found, part))
    return out


def _inner(content: bytes, name: str, depth: int, left: int) -> list[tuple[str, bytes]]:
    """The files of a zip inside a zip; none when it is no zip, empty, locked, broken or too deep."""
    try:
        if not content or depth >= _MAX_DEPTH or sniff(content, name) != "zip":
            return []
        return [(f"{name[:-4]}/{inner}", part) for inner, part in _zip(content, depth + 1, left)]
    except ReadError:
        return []


def true_name(name: str, utf8: bool) -> str:
    """A member's name as it was meant: Chinese Windows writes GBK where the format says code page 437."""
    if utf8 or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    return raw.decode(choose(raw), "replace")


def safe_name(name: str) -> str:
    """The name without anything that leads out of a folder; empty when nothing is left."""
    parts = [
        _FORBIDDEN.sub("_", part).strip(" .")
        for part in PurePosixPath(re.sub(r"^[A-Za-z]:", "", name.replace("\\", "/"))).parts
        if part not in ("/", ".", "..")
    ]
    return "/".join(filter(None, parts))


def _attachments(data: bytes) -> list[tuple[str, bytes]]:
    from desktop.reading.mail import TNEF_TYPES, parsed

    message = parsed(data)
    out: list[tuple[str, bytes]] = []
    for part in message.walk():
        name = part.get_filename()
        if part.get_content_type() in TNEF_TYPES:
            continue  # said when the mail itself is read
        if part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment":
            continue  # a picture of the message itself, such as a letterhead
        content = part.get_payload(decode=True) if name and not part.is_multipart() else None
        if name and isinstance(content, bytes) and content:
            clean = safe_name(name).rsplit("/", 1)[-1]
            if clean:
                out.append((clean, content))
    return out


def read_single(data: bytes) -> tuple[str, bytes]:
    """The one file of a zip that holds just one.

    Raises ReadError that names the number when it holds none or several.
    """
    files = _zip(data, 0)
    if not files:
        raise ReadError("压缩包是空的，请向报送单位索要完整文件后重新放入。")
    if len(files) > 1:
        raise ReadError(f"压缩包内有 {len(files)} 个文件，须逐个读取，请放入共享文件夹导入或解压后再读取。")
    return files[0]
