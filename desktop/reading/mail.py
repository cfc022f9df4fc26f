"""Web archives (.mht, as browsers and Word save them) and mails (.eml): the page or message inside."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.message import EmailMessage
from urllib.parse import quote

from desktop.reading.charset import choose, declared_in, decode
from desktop.reading.errors import ReadError
from desktop.reading.html import document_of
from desktop.reading.txt import read_text
from desktop.report import Document

TNEF = "邮件内容装在 winmail.dat 里（Outlook 专用格式），无法读取，请发件人改用 HTML 或纯文本格式重发，或直接报送附件文件。"
TNEF_TYPES = ("application/ms-tnef", "application/vnd.ms-tnef")
# A name of a file in bytes that no header may hold.
_BARE_NAME = re.compile(
    rb"""(?im)^((?:Content-(?:Type|Disposition):[^\r\n]*|[ \t]+[^\r\n]*)\b(?:file)?name)="([^"\r\n]*[\x80-\xff][^"\r\n]*)\""""
)
_BROKEN = "网页存档或邮件的结构读不通，可能已损坏，请在浏览器中另存为网页或 Word 文件重新报送。"


def read_mht(data: bytes) -> Document:
    """A web archive.

    Raises ReadError when it holds no page or no text.
    """
    return _read(data, "mht")


def read_eml(data: bytes) -> Document:
    """The text of a mail; its attachments are files of their own (``archives.explode``).

    Raises ReadError when it has no text; the sentence says so when there are attachments.
    """
    return _read(data, "eml")


def parsed(data: bytes) -> EmailMessage:
    """A mail or web archive as a message; names of attachments that stand there as bare GBK are put right first.

    Raises ReadError when it is no message.
    """
    message = email.message_from_bytes(_BARE_NAME.sub(_spelled, data.lstrip(b"\xef\xbb\xbf \r\n")), policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise ReadError(_BROKEN)
    return message


def _spelled(match: re.Match[bytes]) -> bytes:
    """A name as the standard (RFC 2231) spells it."""
    raw = match[2]
    return match[1] + b"*=UTF-8''" + quote(raw.decode(choose(raw), "replace")).encode()


def _read(data: bytes, format: str) -> Document:
    try:
        message = parsed(data)
        parts = [p for p in message.walk() if not p.is_multipart()]
        pages = [(p, p.get_payload(decode=True)) for p in parts if p.get_content_type() in ("text/html", "text/plain")]
        attached = [p for p in parts if p.get_filename() and p.get_content_disposition() == "attachment"]
        subject = str(message.get("subject") or "").strip()
    except (ValueError, LookupError, AttributeError, IndexError, KeyError, TypeError) as error:
        # The parser of the standard library fails in these ways on headers that are not mail.
        raise ReadError(_BROKEN) from error
    whole = [(p, body) for p, body in pages if isinstance(body, bytes) and p not in attached and body.strip()]
    closed = any(p.get_content_type() in TNEF_TYPES for p in parts)
    document = _text(whole, format, subject)
    if document is not None:
        return replace(document, notices=(*document.notices, TNEF)) if closed else document
    if closed:
        raise ReadError(TNEF)
    if attached:
        raise ReadError(f"邮件没有正文，报告在 {len(attached)} 个附件里，请放入共享文件夹导入或把附件存出后再读取。")
    raise ReadError(_BROKEN)


def _text(whole: list[tuple[EmailMessage, bytes]], format: str, subject: str) -> Document | None:
    """The page or message among the parts; None when there is none."""
    html = [(p, body) for p, body in whole if p.get_content_type() == "text/html"]
    if html:
        # The first page is the document; frames and banners follow it. Word writes a nearly empty frame page first.
        part, body = html[0] if len(html[0][1]) * 3 > max(len(b) for _, b in html) else max(html, key=lambda h: len(h[1]))
        text, codec = decode(body, _charset(part) or declared_in(body))
        return document_of(text, format, (("encoding", codec), *((("subject", subject),) if subject else ())))
    if not whole:
        return None
    part, body = whole[0]
    text, codec = decode(body, _charset(part))
    plain = read_text(text)
    return Document(
        plain.text, format, plain.blocks, plain.tables, plain.notices, title=subject or None, meta=(("encoding", codec),)
    )


def _charset(part: EmailMessage) -> str | None:
    named = part.get_content_charset()
    return str(named) if named else None
