"""OFD (GB/T 33190), the page format of Chinese offices: characters and lines as placed, laid out as for PDF."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from desktop.reading.errors import ReadError
from desktop.reading.package import Package
from desktop.reading.pdf_assemble import assemble, lay_out
from desktop.reading.pdf_page import Char, Page, Segment
from desktop.report import Document

_MM = 72 / 25.4
_THIN = 1.0  # millimetres; a filled rectangle thinner than this is a line
_PALE = 230
_MAX_PAGES = 2000
_BROKEN = "OFD 文件已损坏或不完整，读不通，请重新导出后报送。"
_SCAN = "这是扫描件（只有图像、没有文字），暂不能读取，请报送 Word 文件或带文字的 OFD、PDF。"
_STEP = re.compile(r"([SMLQBAC])((?:\s+-?[\d.]+(?:[eE]-?\d+)?)*)")

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def read_ofd(data: bytes) -> Document:
    """An OFD file with text.

    Returns a Document with pages, page sizes (points) and boxes. Raises ReadError for scans and broken files.
    """
    package = Package(data)
    root = package.xml("OFD.xml")
    title, made = "", None
    pages: list[Page] = []
    for body in _all(root, "DocBody"):
        place = _text(body, "DocRoot")
        title = title or _text(body, "Title")
        made = made or _text(body, "CreationDate")[:10] or None
        if place:
            _document(package, place.lstrip("/"), pages)
    if not pages:
        raise ReadError(_BROKEN)
    if not any(page.chars for page in pages):
        raise ReadError(_SCAN if any(page.images for page in pages) else "文件里没有文字，请向报送单位索要完整文件后重新放入。")
    bare = [str(page.number) for page in pages if not page.chars and page.images]
    notices = [f"第 {'、'.join(bare)} 页是图像，没有文字，其中的内容未能读取。"] if bare else []
    return assemble([lay_out(page) for page in pages], notices, title, made, "ofd")


def _document(package: Package, place: str, pages: list[Page]) -> None:
    root = package.xml(place)
    folder = posixpath.dirname(place)
    common = _first(root, "CommonData")
    size = _numbers(_text(common, "PhysicalBox")) if common is not None else []
    templates = {
        node.get("ID"): _join(folder, node.get("BaseLoc") or "")
        for node in (_all(common, "TemplatePage") if common is not None else ())
    }
    holder = _first(root, "Pages")
    for node in _all(holder, "Page") if holder is not None else ():
        if len(pages) >= _MAX_PAGES:
            raise ReadError(f"OFD 超过 {_MAX_PAGES} 页，不像年度报告，已停止读取，请核对是否传错了文件。")
        content = package.xml(_join(folder, node.get("BaseLoc") or ""))
        own = _numbers(_text(content, "PhysicalBox")) or size or [0, 0, 210, 297]
        x0, y0, wide, high = own[:4] if len(own) >= 4 else (0.0, 0.0, 210.0, 297.0)
        page = Page(len(pages) + 1, wide * _MM, high * _MM)
        for used in _all(content, "Template"):
            place_of = templates.get(used.get("TemplateID"))
            if place_of and package.has(place_of):
                _objects(package.xml(place_of), page, -x0, -y0)
        _objects(content, page, -x0, -y0)
        pages.append(page)


def _objects(root: Any, page: Page, dx: float, dy: float) -> None:
    for node in root.iter():
        name = _name(node)
        if name == "TextObject":
            page.chars.extend(_chars(node, dx, dy))
        elif name == "PathObject":
            page.segments.extend(_segments(node, dx, dy))
        elif name == "ImageObject":
            page.images += 1


def _placed(node: Any, dx: float, dy: float) -> tuple[Matrix, float, float]:
    """The object's own matrix and where its frame stands on the page (millimetres)."""
    frame = _numbers(node.get("Boundary"))
    matrix = _numbers(node.get("CTM"))
    left, top = (frame[0], frame[1]) if len(frame) >= 2 else (0.0, 0.0)
    return (tuple(matrix[:6]) if len(matrix) >= 6 else _SAME), left + dx, top + dy  # type: ignore[return-value]


def _move(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _chars(node: Any, dx: float, dy: float) -> Iterator[Char]:
    if node.get("Visible") == "false":
        return
    matrix, left, top = _placed(node, dx, dy)
    size = (_numbers(node.get("Size")) or [3.5])[0]
    scale = (_numbers(node.get("HScale")) or [1.0])[0]
    height = abs(size * (matrix[3] or matrix[1]))
    x = y = 0.0
    for code in _all(node, "TextCode"):
        text = code.text or ""
        x = (_numbers(code.get("X")) or [x])[0]
        y = (_numbers(code.get("Y")) or [y])[0]
        across, down = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        at_x, at_y = x, y
        for n, char in enumerate(text):
            natural = size * scale * (1.0 if ord(char) > 0x2E7F else 0.5)
            step = across[n] if n < len(across) else (0.0 if down else natural)
            px, py = _move(matrix, at_x, at_y)
            advance = abs((step if 0 < step < 3 * size else natural) * (matrix[0] or matrix[2]))
            px, py = (px + left) * _MM, (py + top) * _MM
            points = height * _MM
            if char.strip():
                yield Char(char, px, py - 0.86 * points, px + advance * _MM, py + 0.14 * points, py, points)
            at_x += step
            at_y += down[n] if n < len(down) else 0.0


def _deltas(text: str | None) -> list[float]:
    """Steps from character to character; ``g 3 4.2`` stands for three times 4.2."""
    out: list[float] = []
    words = (text or "").split()
    at = 0
    while at < len(words):
        if words[at] == "g" and at + 2 < len(words):
            count, step = _numbers(words[at + 1]), _numbers(words[at + 2])
            if count and step:
                out.extend([step[0]] * min(int(count[0]), 10_000))
            at += 3
        else:
            out.extend(_numbers(words[at]))
            at += 1
    return out


def _segments(node: Any, dx: float, dy: float) -> Iterator[Segment]:
    """The level and upright lines of a path; thin filled rectangles are lines too."""
    data = _text(node, "AbbreviatedData")
    stroked, filled = node.get("Stroke") != "false", node.get("Fill") == "true"
    if not data or not (stroked or filled) or _pale(node, "StrokeColor" if stroked else "FillColor"):
        return
    matrix, left, top = _placed(node, dx, dy)
    for points in _subpaths(data):
        placed = [((x + left) * _MM, (y + top) * _MM) for x, y in (_move(matrix, *p) for p in points)]
        wide = max(x for x, _ in placed) - min(x for x, _ in placed)
        high = max(y for _, y in placed) - min(y for _, y in placed)
        if filled and not stroked:
            if len(placed) >= 4 and min(wide, high) < _THIN * _MM:
                yield _bar(placed, wide >= high)
            continue
        for (ax, ay), (bx, by) in pairwise(placed):
            if abs(ay - by) < 0.7 and abs(ax - bx) > 1:
                yield Segment(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
            elif abs(ax - bx) < 0.7 and abs(ay - by) > 1:
                yield Segment(False, (ax + bx) / 2, min(ay, by), max(ay, by))


def _bar(placed: list[tuple[float, float]], flat: bool) -> Segment:
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    if flat:
        return Segment(True, (min(ys) + max(ys)) / 2, min(xs), max(xs))
    return Segment(False, (min(xs) + max(xs)) / 2, min(ys), max(ys))


def _subpaths(data: str) -> list[list[tuple[float, float]]]:
    out: list[list[tuple[float, float]]] = []
    for match in _STEP.finditer(data):
        step, numbers = match.group(1), _numbers(match.group(2))
        if step in "SM" and len(numbers) >= 2:
            out.append([(numbers[0], numbers[1])])
        elif step == "C" and out and out[-1]:
            out[-1].append(out[-1][0])
        elif out and len(numbers) >= 2:
            out[-1].append((numbers[-2], numbers[-1]))
    return [points for points in out if len(points) >= 2]


def _pale(node: Any, name: str) -> bool:
    colour = _first(node, name)
    values = _numbers(colour.get("Value")) if colour is not None else []
    return len(values) == 3 and min(values) > _PALE


def _numbers(text: str | None) -> list[float]:
    out = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            continue
        if abs(value) < 1e7:
            out.append(value)
    return out


def _name(node: Any) -> str:
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def _all(node: Any, name: str) -> list[Any]:
    return [child for child in node.iter() if _name(child) == name]


def _first(node: Any, name: str) -> Any | None:
    return next((child for child in node.iter() if _name(child) == name), None)


def _text(node: Any, name: str) -> str:
    found = _first(node, name)
    return (found.text or "").strip() if found is not None else ""


def _join(folder: str, place: str) -> str:
    return place.lstrip("/") if place.startswith("/") else posixpath.normpath(posixpath.join(folder, place))
