"""Mails and archives as they arrive: names in every spelling, nested parts, what cannot be opened."""

from __future__ import annotations

import base64
import io
import quopri
import zipfile

import making_files as made
import pytest
from making_files import report_docx, zipped

from desktop.reading import ReadError, explode_bytes, read_bytes

TEXT = "云台县2023年年度报告，共受理申请12件。"
HEAD = (
    b"From: =?GB2312?B?" + base64.b64encode("某人".encode("gbk")) + b"?= <a@example.com>\r\nSubject: =?gb2312?Q?=C4=EA=B1=A8?=\r\n"
    b"MIME-Version: 1.0\r\n"
)
NAME = "云台县年报.docx"
REPORT = report_docx()


def lines64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def attached(disposition: bytes, content: bytes | None = None) -> bytes:
    body = (
        b"--A\r\nContent-Type: multipart/alternative; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; charset=GBK\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + lines64(TEXT.encode("gbk")) + b"\r\n--B\r\nContent-Type: text/html; charset=GBK\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quopri.encodestring(f"<div>{TEXT}</div>".encode("gbk")) + b"\r\n--B--\r\n"
    )
    return HEAD + b"Content-Type: multipart/mixed; boundary=A\r\n\r\n" + body + (
        b"--A\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: " + disposition
        + b"\r\n\r\n" + lines64(content or REPORT) + b"\r\n--A--\r\n"
    )


def percent(text: str, codec: str) -> bytes:
    return "".join(f"%{b:02X}" for b in text.encode(codec)).encode()


def test_a_message_in_quoted_printable_gbk() -> None:
    data = HEAD + b'Content-Type: text/plain; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n' + (
        quopri.encodestring(TEXT.encode("gbk")).replace(b"\n", b"\r\n"))
    document = read_bytes(data)
    assert (document.text, document.title) == (TEXT, "年报")


@pytest.mark.parametrize("disposition", [
    b'attachment; filename="=?GB2312?B?' + base64.b64encode(NAME.encode("gbk")) + b'?="',
    b'attachment; filename="=?utf-8?B?' + base64.b64encode("云台县".encode()) + b'?=\r\n =?utf-8?B?' + base64.b64encode("年报.docx".encode())
    + b'?="',
    b"attachment; filename*=GBK''" + percent(NAME, "gbk"), b"attachment; filename*=UTF-8'zh-CN'" + percent(NAME, "utf-8"),
    b"attachment;\r\n filename*0*=UTF-8''" + percent("云台县", "utf-8") + b";\r\n filename*1*=" + percent("年报.docx", "utf-8"),
    b'attachment; filename="' + NAME.encode("gbk") + b'"', b'attachment;\r\n\tfilename="' + NAME.encode() + b'"',
])
def test_names_of_attachments(disposition: bytes) -> None:
    data = attached(disposition)
    assert read_bytes(data).text == TEXT
    assert explode_bytes(data) == [(NAME, REPORT)]


def test_a_mail_forwarded_as_an_attachment_gives_its_files() -> None:
    inner = attached(b"attachment; filename*=GBK''" + percent(NAME, "gbk"))
    data = HEAD + (b"Content-Type: multipart/mixed; boundary=Z\r\n\r\n--Z\r\nContent-Type: text/plain\r\n\r\nsee\r\n--Z\r\nContent-Type: "
                   b"message/rfc822\r\n\r\n") + inner + b"\r\n--Z--\r\n"
    assert [name for name, _ in explode_bytes(data)] == [NAME]


def test_what_outlook_wraps_up_is_told() -> None:
    wrapped = b"\x78\x9f\x3e\x22" + bytes(60)
    part = (b"--A\r\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: "
            b"attachment; filename=\"winmail.dat\"\r\n\r\n" + lines64(wrapped) + b"--A--\r\n")
    empty = HEAD + b"Content-Type: multipart/mixed; boundary=A\r\n\r\n--A\r\nContent-Type: text/plain\r\n\r\n\r\n" + part
    with pytest.raises(ReadError, match=r"winmail\.dat"):
        read_bytes(empty)
    with_text = HEAD + (b"Content-Type: multipart/mixed; boundary=A\r\n\r\n--A\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + TEXT.encode() + b"\r\n") + part
    document = read_bytes(with_text)
    assert document.text == TEXT and "winmail.dat" in document.notices[0]
    with pytest.raises(ReadError, match="Outlook"):
        read_bytes(wrapped)
    with pytest.raises(ReadError, match=r"\.msg"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "__substg1.0_".encode("utf-16-le"), "a.msg")


def gbk_zip(files: dict[str, bytes]) -> bytes:
    """A zip as Chinese Windows packs it: names in GBK, not marked as anything."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n, (name, content) in enumerate(files.items()):
            archive.writestr(str(n) * len(name.encode("gbk")), content)
    data = out.getvalue()
    for n, name in enumerate(files):
        raw = name.encode("gbk")
        data = data.replace(str(n).encode() * len(raw), raw)
    return data


def test_zips_inside_zips_with_names_in_gbk() -> None:
    inner = gbk_zip({"甲镇.txt": b"1", "乙镇.txt": b"2"})
    outer = gbk_zip({"报告1.zip": inner, "说明a.txt": b"3"})
    assert sorted(explode_bytes(outer)) == [("报告1/乙镇.txt", b"2"), ("报告1/甲镇.txt", b"1"), ("说明a.txt", b"3")]


def test_a_zip_inside_that_cannot_be_opened_takes_nothing_with_it() -> None:
    locked = bytearray(zipped({"a.txt": "1"}, zipfile.ZIP_STORED))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    data = zipped({"密.zip": bytes(locked), "坏.zip": b"PK\x03\x04broken", "年报.docx": report_docx()})
    found = dict(explode_bytes(data))
    assert set(found) == {"密.zip", "坏.zip", "年报.docx"}
    with pytest.raises(ReadError, match="密码"):
        read_bytes(found["密.zip"])


def test_zips_inside_zips_never_swell_beyond_the_limit() -> None:
    block = zipped({"a.bin": bytes(18 * 1024 * 1024)})
    found = explode_bytes(zipped({f"{n}.zip": block for n in range(13)}, zipfile.ZIP_STORED))
    assert sum(len(content) for _, content in found) <= 200 * 1024 * 1024
    assert [name.endswith(".zip") for name, _ in found] == [False] * 11 + [True] * 2


@pytest.mark.parametrize(("data", "word"), [
    (b"Rar!\x1a\x07\x01\x00" + bytes(50), "RAR"), (b"7z\xbc\xaf\x27\x1c" + bytes(50), "7z"), (b"\x1f\x8b\x08" + bytes(50), "gz"),
])
def test_other_archives_are_told_what_to_do(data: bytes, word: str) -> None:
    with pytest.raises(ReadError, match=word) as caught:
        read_bytes(data, "年报.zip")
    assert "解压后" in str(caught.value) and str(caught.value).endswith("。")


def test_reports_of_the_makers_are_found() -> None:
    assert explode_bytes(made.eml(("a.txt", b"1")))
