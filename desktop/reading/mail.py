"""Web archives (.mht, as browsers and Word save them) and mails (.eml): the page or message inside."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from desktop.reading.charset import declared_in, decode
from desktop.reading.errors import ReadError
from desktop.reading.html import document_of
from desktop.reading.txt import read_text
from desktop.report import Document

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


def _read(data: bytes, format: str) -> Document:
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \r\n"), policy=email.policy.default)
        parts = [p for p in message.walk() if not p.is_multipart()]
        pages = [(p, p.get_payload(decode=True)) for p in parts if p.get_content_type() in ("text/html", "text/plain")]
        attached = [p for p in parts if p.get_filename() and p.get_content_disposition() == "attachment"]
        subject = str(message.get("subject") or "").strip()
    except (ValueError, LookupError, AttributeError, IndexError, KeyError, TypeError) as error:
        # The parser of the standard library fails in these ways on headers that are not mail.
        raise ReadError(_BROKEN) from error
    if not isinstance(message, EmailMessage):
        raise ReadError(_BROKEN)
    whole = [(p, body) for p, body in pages if isinstance(body, bytes) and p not in attached and body.strip()]
    html = [(p, body) for p, body in whole if p.get_content_type() == "text/html"]
    if html:
        # The first page is the document; frames and banners follow it. Word writes a nearly empty frame page first.
        part, body = html[0] if len(html[0][1]) * 3 > max(len(b) for _, b in html) else max(html, key=lambda h: len(h[1]))
        text, codec = decode(body, _charset(part) or declared_in(body))
        return document_of(text, format, (("encoding", codec), *((("subject", subject),) if subject else ())))
    if whole:
        part, body = whole[0]
        text, codec = decode(body, _charset(part))
        plain = read_text(text)
        return Document(
            plain.text, format, plain.blocks, plain.tables, plain.notices, title=subject or None, meta=(("encoding", codec),)
        )
    if attached:
        raise ReadError(f"邮件没有正文，报告在 {len(attached)} 个附件里，请放入共享文件夹导入或把附件存出后再读取。")
    raise ReadError(_BROKEN)


def _charset(part: EmailMessage) -> str | None:
    named = part.get_content_charset()
    return str(named) if named else None
