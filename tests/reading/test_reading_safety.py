"""Hostile and broken files end with one clear sentence, and the program goes on."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import making_files as made
import pytest

from desktop.reading import ReaderPool, ReadError, explode_bytes, read, read_bytes, read_safely
from desktop.reading.archives import safe_name
from desktop.reading.package import MAX_MEMBERS, parse_xml
from desktop.reading.pool import DIED, TOO_LONG, _Worker

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def wide(name: str) -> bytes:
    return name.encode("utf-16-le")


@pytest.mark.parametrize(("data", "words"), [
    (b"", "空的"),
    (b"\x00" * 100, "空的"),
    (OLE + wide("EncryptedPackage"), "密码"),
    (OLE + wide("WordDocument"), "损坏"),
    (OLE + wide("Workbook"), "Excel 文件已损坏"),
    (OLE + wide("Something"), "没有 Word 正文"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "图片"),
    (b"\xff\xd8\xff\xe0" + bytes(range(256)), "图片"),
    (b"MZ\x90\x00" + bytes(range(256)), "程序文件"),
    (b"Rar!\x1a\x07\x00" + bytes(range(256)), "RAR"),
    (bytes(range(1, 256)) * 20, "无法识别"),
    (made.report_docx()[:900], "不完整"),
    (b"PK\x03\x04" + b"junk" * 50, "不完整"),
    (made.zipped({}), "空的"),
    (made.zipped({"word/document.xml": "<w:document"}), "损坏"),
    (made.zipped({"word/styles.xml": "<a/>"}), "缺少部件"),
    (made.zipped({"ppt/presentation.xml": "<a/>"}), "演示文稿"),
    (b"{\\rtf1" + b"{" * 5000, "嵌套过深"),
    (b"{\\rtf1 }", "没有文字"),
    (b'<?xml version="1.0"?><Workbook><Row/></Workbook>', "XML 数据"),
    (b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', "另存为 .docx"),
])
def test_one_clear_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words) as raised:
        read_bytes(data)
    message = str(raised.value)
    assert message.endswith("。") and message.count("。") == 1 and len(message) < 80


def test_zip_bomb_is_refused_before_it_expands() -> None:
    data = made.zipped({"word/document.xml": b"\0" * (60 * 1024 * 1024)})
    assert len(data) < 100_000
    with pytest.raises(ReadError, match="压缩炸弹"):
        read_bytes(data)


def test_zip_that_lies_about_its_size() -> None:
    data = bytearray(made.zipped({"word/document.xml": b"a" * 100_000}))
    true, false = (100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert data.count(true) == 2
    with pytest.raises(ReadError):
        read_bytes(bytes(data.replace(true, false)))


def test_too_many_members() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(MAX_MEMBERS + 1):
            archive.writestr(f"{n}.txt", b"")
    with pytest.raises(ReadError, match="过多"):
        explode_bytes(out.getvalue())


@pytest.mark.parametrize("markup", [
    '<!DOCTYPE a [<!ENTITY x "&#x4e00;"><!ENTITY y "&x;&x;">]><a>&y;</a>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
])
def test_entities_are_refused(markup: str) -> None:
    for data in (markup.encode(), markup.encode("utf-16")):
        with pytest.raises(ReadError):
            parse_xml(data)


def test_spans_that_cover_millions() -> None:
    rows = "".join(f"<tr>{'<td rowspan=60000 colspan=1000>x' * 4}</tr>" for _ in range(300))
    table = read_bytes(f"<table>{rows}</table>".encode()).tables[0]
    assert len(table.cells) == 1200


def test_text_without_end() -> None:
    with pytest.raises(ReadError, match="文字过多"):
        read_bytes(b"1|2\n" * 6_000_000)


def test_external_doctype_is_not_loaded() -> None:
    assert parse_xml(b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a>1</a>').text == "1"


@pytest.mark.parametrize(("name", "safe"), [
    ("../../etc/passwd", "etc/passwd"), ("/abs/年报.docx", "abs/年报.docx"), ("C:\\x\\..\\年报.doc", "x/年报.doc"),
    ("a/./b.txt", "a/b.txt"), ("..", ""), ('a<>:"|?*\n.txt', "a________.txt"),
])
def test_names_do_not_lead_outside(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_traversal_in_a_zip() -> None:
    assert explode_bytes(made.zipped({"../../年报.txt": "甲"})) == [("年报.txt", "甲".encode())]


def test_password_on_a_zip() -> None:
    data = bytearray(made.zipped({"年报.txt": "甲"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match="密码"):
        explode_bytes(bytes(data))


def test_huge_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with path.open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)
    with pytest.raises(ReadError, match="300 MB"):
        read(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="不存在"):
        read(tmp_path / "无.docx")
    with pytest.raises(ReadError, match="文件夹"):
        read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    with pytest.raises(ReadError, match="普通文件"):
        read(tmp_path / "管道.txt")


def test_worker_reads_as_here(tmp_path: Path) -> None:
    path = tmp_path / "云台县 年报.docx"
    path.write_bytes(made.report_docx())
    assert read_safely(path) == read(path)
    (tmp_path / "空.docx").touch()
    with pytest.raises(ReadError, match="空的"):
        read_safely(tmp_path / "空.docx")


def test_pool_survives_a_dead_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is killed in the middle of a file: this file ends with a reason, the next is read."""
    good = tmp_path / "年报.txt"
    good.write_text("云台县年报", encoding="utf-8")
    with ReaderPool(1) as pool:
        assert pool.read(good).text == "云台县年报"
        (worker,) = pool._live
        worker.process.kill()
        worker.process.wait()
        monkeypatch.setattr(_Worker, "alive", property(lambda self: self.process.returncode is None or self is worker))
        with pytest.raises(ReadError, match="意外中止"):
            pool.read(good)
        monkeypatch.undo()
        assert pool.read(good).text == "云台县年报"
        assert worker.process.returncode is not None
    assert DIED.endswith("。")


def _run_in_worker(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Start workers whose reader is replaced by some code."""
    from desktop.reading import pool

    command = pool._command()
    start = command[-2].replace("from desktop.reading.worker import main;", "")
    patched = start.replace(
        "sys.exit(main())",
        f"import desktop.reading as r, desktop.reading.worker as w; exec({code!r}); sys.exit(w.main())",
    )
    monkeypatch.setattr(pool, "_command", lambda: [*command[:-2], patched, command[-1]])


@pytest.mark.parametrize(("code", "reason"), [
    ("def f(p): import os; os._exit(9)\nr.read = f", "意外中止"),
    ("def f(p): return b'x' * (8 << 30)\nr.read = f", "内存"),
    ("def f(p): return 1 // 0\nr.read = f", "ZeroDivisionError"),
    ("def f(p):\n  print('noise', flush=True)\n  raise r.ReadError('原因。')\nr.read = f", "^原因。$"),
])
@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_what_goes_wrong_in_a_worker(code: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _run_in_worker(monkeypatch, code)
    with ReaderPool(1) as pool:
        for _ in range(2):
            with pytest.raises(ReadError, match=reason):
                pool.read(tmp_path / "x")


def test_endless_reading_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _run_in_worker(monkeypatch, "def f(p):\n  while True: pass\nr.read = f")
    with ReaderPool(1, wall_seconds=2) as pool, pytest.raises(ReadError, match="用时过长"):
        pool.read(tmp_path / "x")
    assert TOO_LONG.endswith("。")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_processor_time_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _run_in_worker(
        monkeypatch, "w.allow_cpu = lambda real=w.allow_cpu: real(1)\ndef f(p):\n  while True: pass\nr.read = f"
    )
    with ReaderPool(1) as pool, pytest.raises(ReadError, match="用时过长"):
        pool.read(tmp_path / "x")


def test_closed_pool_takes_nothing(tmp_path: Path) -> None:
    pool = ReaderPool(1)
    pool.close()
    with pytest.raises(RuntimeError):
        pool.submit(tmp_path / "x")
