"""Many mixed submissions for the measurements, made from the samples: other bodies, other figures, other bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
_FIRST = "云临青景东西南北安平永长新兴广福德宁康和泰昌"
_SECOND = "台湖禾川屏山河江城阳溪水源泉岭原州海门关桥林"


def body(number: int) -> str:
    """The name of an invented county, another one for each number."""
    first, rest = divmod(number, len(_SECOND) * 10)
    second, third = divmod(rest, 10)
    return f"{_FIRST[first % len(_FIRST)]}{_SECOND[second]}{'零一二三四五六七八九'[third]}县"


def make(folder: Path, count: int) -> int:
    """Writes ``count`` submissions in subfolders of a hundred; returns their size in bytes."""
    models = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".docx", ".pdf", ".html", ".txt"))
    data = {path: path.read_bytes() for path in models}
    size = 0
    for number in range(count):
        model = models[number % len(models)]
        made = _another(data[model], model.suffix, body(number // 2), number)
        target = folder / f"{number // 100:04}" / f"{number:06}-{body(number // 2)}{model.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made)
        size += len(made)
    return size


def _another(data: bytes, suffix: str, name: str, number: int) -> bytes:
    """The sample under another body's name; a PDF keeps its text (and so is a further hand-in of the same report)."""
    if suffix == ".pdf":
        return data + f"\n% {number}\n%%EOF\n".encode()
    if suffix == ".html":
        return _rename(data, name) + f"<!-- {number} -->".encode()
    if suffix == ".txt":
        return _rename(data, name) + b"\n" * (number % 50) + b" " * (number // 50)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            part = old.read(member)
            new.writestr(member, _rename(part, name) if member == "word/document.xml" else part)
        new.comment = str(number).encode()
    return out.getvalue()


def _rename(data: bytes, name: str) -> bytes:
    for known in ("云台县", "景川市", "东屏区", "临溪县"):
        data = data.replace(known.encode(), name.encode())
    return data
