"""Mutated files of every format: each ends as a document with right spans or as a ReadError, never in any other way.

``SHENDU_FUZZ`` sets the number of cases (100 without it), ``SHENDU_FUZZ_SEED`` the seed. With ``SHENDU_CORPUS`` the
files of the corpus are mutated too.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import making_files as made
import pytest
from test_reading_html_office import WORD, archive
from test_reading_ofd import PROSE, ofd, words
from test_reading_wordxml import flat, old, p

from desktop.reading import ReaderPool, ReadError, read_bytes
from desktop.report import Document

CASES = int(os.environ.get("SHENDU_FUZZ", "100"))
SEED = int(os.environ.get("SHENDU_FUZZ_SEED", "20190515"))
_TOKENS = (
    b"\x00", b"\xff" * 8, b"<", b">", b"</w:tbl>", b"<w:tbl><w:tr><w:tc>", b"{", b"}", b"\\row ", b"\\cell", b"\\trowd",
    b'w:val="99999999"', b'rowspan="99999"', b"colspan=65535", b"<table>", b"</td>", b"\\u-1?", b"&#x10ffff;", b"<!--", b"|",
    b"PK\x05\x06", b"=?utf-8?b?", b"--xx--", b"Content-Type: multipart/mixed\r\n", b"<w:vMerge/>", b"1e309", b"-1",
)


def _seeds() -> list[tuple[str, bytes]]:
    out = [(kind, make()) for kind, make in made.REPORTS.items()]
    out += [("xlsx", made.report_xlsx()), ("xls", made.report_xls()), ("eml", made.eml(("a.txt", b"1"))), ("txt", made.TITLE.encode("gbk") * 5)]
    out += [("wordxml", flat()), ("wordxml", old(p("正文") * 3)), ("html", WORD.encode("gbk")), ("mht", archive(WORD))]
    out.append(("ofd", ofd([words(30, 40, PROSE), words(30, 50, PROSE)])))
    out.append(("bars", "| 指标 | 数量 |\n| 收到 | 12 |\n".encode()))
    corpus = os.environ.get("SHENDU_CORPUS")
    if corpus:
        kinds = (".docx", ".doc", ".html", ".pdf", ".txt")
        out += [(p.name, p.read_bytes()) for p in sorted(Path(corpus).rglob("*")) if p.suffix in kinds]
    return out


def _mutate(data: bytes, random_: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(random_.choice((1, 1, 2, 4, 16))):
        at = random_.randrange(len(out) + 1)
        what = random_.randrange(6)
        if what == 0 and out:
            out[at % len(out)] = random_.randrange(256)
        elif what == 1:
            del out[at:at + random_.randrange(1, 200)]
        elif what == 2:
            out[at:at] = random_.choice(_TOKENS)
        elif what == 3:
            piece = out[at:at + random_.randrange(1, 400)]
            out[at:at] = piece * random_.choice((1, 2, 30))
        elif what == 4 and random_.random() < 0.3:
            del out[at:]
        else:
            out[at:at + 4] = bytes(random_.randrange(256) for _ in range(4))
    return bytes(out)


def _inside(data: bytes, change: Callable[[bytes], bytes], random_: random.Random) -> bytes:
    """A zip with one of its parts mutated and packed again, so that the mutation gets past the check sums."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    weights = [len(part) + 1 for part in parts.values()]
    name = random_.choices(list(parts), weights)[0]
    part = parts[name]
    parts[name] = change(part if isinstance(part, bytes) else part.encode())
    return made.zipped(parts)


def _case(number: int, seeds: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    random_ = random.Random(f"{SEED}:{number}")
    name, data = seeds[number % len(seeds)]
    if data[:2] == b"PK" and random_.random() < 0.8:
        return name, _inside(data, lambda part: _mutate(part, random_), random_)
    return name, _mutate(data, random_)


def _sound(document: Document) -> None:
    for table in document.tables:
        for cell in table.cells:
            assert document.text[cell.start:cell.end] == cell.text
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        assert before.end <= after.start
    document.text.encode("utf-8")


def test_mutated_files() -> None:
    seeds = _seeds()
    read = refused = 0
    for number in range(CASES):
        name, data = _case(number, seeds)
        try:
            document = read_bytes(data, name)
        except ReadError as error:
            assert str(error).endswith(("。", "）")), (number, name, error)
            refused += 1
        except Exception as error:
            raise AssertionError(f"case {number} ({name}, seed {SEED}): {type(error).__name__}: {error}") from error
        else:
            _sound(document)
            read += 1
    assert read + refused == CASES
    assert read > CASES // 10


def test_workers_outlive_mutated_files(tmp_path: Path) -> None:
    seeds = _seeds()
    paths = []
    for number in range(CASES, CASES + max(CASES // 5, 10)):
        name, data = _case(number, seeds)
        path = tmp_path / f"{number}-{name.rsplit('.', 1)[-1]}"
        path.write_bytes(data)
        paths.append(path)
    with ReaderPool(1) as pool:
        futures = [pool.submit(path) for path in paths]
        for path, future in zip(paths, futures, strict=True):
            error = future.exception(timeout=120)
            assert error is None or isinstance(error, ReadError), path
            assert "意外中止" not in str(error), path
            assert "读取时出错" not in str(error), path


if __name__ == "__main__":
    pytest.main([__file__, "-q"])
