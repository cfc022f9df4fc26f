"""What a file is, told from its content; the name only decides between formats that share a container."""

from __future__ import annotations

import io
import re
import zipfile

from desktop.reading.errors import ReadError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"),
    (b"BM", "bitmap"), (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"Rar!", "rar"), (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"), (b"\x78\x9f\x3e\x22", "tnef"), (b"MZ", "program"), (b"\x7fELF", "program"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|br|span|tr|td|font|center|style)[\s>/]", re.I
)
_MAIL = re.compile(
    rb"(?:MIME-Version|Content-Type|From|To|Subject|Date|Received|Return-Path|Message-ID|X-[\w-]+)\s*:", re.I
)


def sniff(data: bytes, name: str = "") -> str:
    """The format of a file: ``docx``, ``odt``, ``ods``, ``xlsx``, ``pptx``, ``ofd``, ``zip``, ``doc``, ``wps``, ``xls``,
    ``ppt``, ``encrypted``, ``pdf``, ``rtf``, ``html``, ``mht``, ``eml``, ``wordxml``, ``xml``, ``txt``, ``image``, ``rar``,
    ``7z``, ``gzip``, ``tnef``, ``msg``, ``program``, ``ole`` or ``binary``.

    Raises ReadError for an empty file and for a broken zip container.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise ReadError("文件是空的（没有内容），请向报送单位索要完整文件后重新放入。")
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data, name)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            if kind == "bitmap":
                return "image" if len(data) > 26 and data[6:10] == b"\0\0\0\0" else "txt"
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    text = _plain_head(data)
    if b"<w:wordDocument" in text or b"<pkg:package" in text:
        return "wordxml"
    if _MAIL.match(text) and re.search(rb"^(?:MIME-Version|Content-Type)\s*:", text, re.I | re.M):
        return "mht" if b"multipart/related" in text.lower() or name.lower().endswith((".mht", ".mhtml")) else "eml"
    if text.startswith(b"<?xml") and not _HTML.search(text[:2048]):
        return "xml"
    if _HTML.search(text):
        return "html"
    return "binary" if _is_binary(data) else "txt"


def _plain_head(data: bytes) -> bytes:
    """The first bytes with UTF-16 undone, so that tags can be looked for."""
    head = data[:8192]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace").encode("utf-8", "replace")
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")


def _is_binary(data: bytes) -> bool:
    head = data[:8192]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    nul = head.count(0)
    if nul and nul < len(head) // 8:
        return True
    odd = sum(b < 9 or 13 < b < 27 or 27 < b < 32 for b in head) - nul
    return odd > len(head) // 20


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            declared = archive.read("mimetype")[:120] if "mimetype" in names and _small(archive, "mimetype") else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ReadError("文件不完整或已损坏（压缩结构读不通），请重新传送一份后再试。") from error
    low = {n.lower() for n in names}
    if b"opendocument.text" in declared:
        return "odt"
    if b"opendocument.spreadsheet" in declared:
        return "ods"
    if "ofd.xml" in low:
        return "ofd"
    if any(n.startswith("word/") for n in low):
        return "docx"
    if any(n.startswith("xl/") for n in low):
        return "xlsx"
    if any(n.startswith("ppt/") for n in low):
        return "pptx"
    if "content.xml" in low and "meta-inf/manifest.xml" in low:
        return "odt"
    if "[content_types].xml" in low:
        return "docx"
    return "zip"


def _small(archive: zipfile.ZipFile, name: str) -> bool:
    return archive.getinfo(name).file_size < 1000


def _ole_kind(data: bytes, name: str) -> str:
    """By the stream names, which stand in UTF-16 in the directory of the container."""
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return "encrypted"
    if name.lower().endswith(".msg") and has("__substg1.0_"):  # attachments may be Word files
        return "msg"
    if has("WordDocument"):
        return "wps" if name.lower().endswith((".wps", ".wpt")) else "doc"
    if has("Workbook") or has("Book"):
        return "xls"
    if has("PowerPoint Document"):
        return "ppt"
    if has("__substg1.0_") or has("__nameid_version1.0"):
        return "msg"
    return "ole"
