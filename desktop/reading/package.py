"""Zip containers and XML read without trust: no bombs, no entities, no network, no paths outside."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable

from lxml import etree

from desktop.reading.errors import ReadError

MAX_TOTAL = 200 * 1024 * 1024
MAX_MEMBERS = 5000
MAX_RATIO = 100
RATIO_FROM = 20 * 1024 * 1024

_WIDE_ENTITY = "<!ENTITY".encode("utf-16-le")
_BROKEN = "文件不完整或已损坏（压缩结构读不通），请重新传送一份后再试。"
_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError)


class Package:
    """A checked zip container.

    Raises ReadError when it is broken, encrypted, or would expand beyond the limits (200 MB in all, 5,000 members,
    a hundredfold above 20 MB).
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _ERRORS as error:
            raise ReadError(_BROKEN) from error
        total = sum(i.file_size for i in infos)
        packed = max(sum(i.compress_size for i in infos), 1)
        if len(infos) > MAX_MEMBERS:
            raise ReadError(f"压缩包内文件过多（{len(infos)} 个，上限 {MAX_MEMBERS} 个），疑为异常文件，已拒绝读取，请核实来源。")
        if total > MAX_TOTAL or (total > RATIO_FROM and total / packed > MAX_RATIO):
            raise ReadError(f"文件解压后过大（{total // 1024 // 1024} MB），疑为压缩炸弹，已拒绝读取，请核实来源。")
        if any(i.flag_bits & 1 for i in infos):
            raise ReadError("压缩包设有密码，无法读取，请报送单位去掉密码后重新报送。")
        self._infos = {i.filename.replace("\\", "/").lstrip("/"): i for i in infos}
        self._lower = {name.lower(): name for name in self._infos}

    def names(self) -> list[str]:
        """Member names in the order of the container, folders left out."""
        return [name for name in self._infos if not name.endswith("/")]

    def is_utf8(self, name: str) -> bool:
        """Whether the container says that a member's name is UTF-8."""
        return name in self._infos and bool(self._infos[name].flag_bits & 0x800)

    def has(self, name: str) -> bool:
        """Whether a member is there; case does not matter."""
        return name.lstrip("/").lower() in self._lower

    def read(self, name: str) -> bytes:
        """A member's bytes; never more than its header promised.

        Raises ReadError when it is missing or damaged.
        """
        key = self._lower.get(name.lstrip("/").lower())
        if key is None:
            raise ReadError(f"文件已损坏（缺少部件 {posixpath.basename(name)}），请重新传送一份后再试。")
        info = self._infos[key]
        try:
            data = self._unpacked(info)
        except _ERRORS as error:
            raise ReadError(_BROKEN) from error
        if len(data) > info.file_size:
            raise ReadError("文件解压后的大小与登记不符，疑为压缩炸弹，已拒绝读取，请核实来源。")
        if zlib.crc32(data) != info.CRC:
            raise ReadError(_BROKEN)
        return data

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        """A member's bytes and at most one more than promised; those deflated in one go, which is what all office files
        are, without the machinery of ``zipfile`` around every read."""
        at = info.header_offset
        if info.compress_type != zipfile.ZIP_DEFLATED or self._data[at:at + 4] != b"PK\x03\x04":
            with self._zip.open(info) as member:
                return member.read(info.file_size + 1)
        at += 30 + sum(struct.unpack_from("<HH", self._data, at + 26))
        return zlib.decompressobj(-15).decompress(self._data[at:at + info.compress_size], info.file_size + 1)

    def xml(self, name: str, lighten: Callable[[bytes], bytes] | None = None) -> etree._Element:
        """A member parsed as XML. ``lighten`` may take out of the bytes what nobody asks for, so that it need not be
        parsed; should that break it, the whole is parsed.

        Raises ReadError when it is missing or is no XML.
        """
        data = self.read(name)
        lighter = lighten(data) if lighten else data
        try:
            return parse_xml(lighter)
        except ReadError:
            if lighter is data:
                raise
            return parse_xml(data)

    def xml_or_none(self, name: str, lighten: Callable[[bytes], bytes] | None = None) -> etree._Element | None:
        """``xml``, but None when it is missing or broken (styles, numbering: the text is read without)."""
        if not self.has(name):
            return None
        try:
            return self.xml(name, lighten)
        except ReadError:
            return None


def parse_xml(data: bytes) -> etree._Element:
    """The root element; entities are not resolved, nothing is loaded from elsewhere.

    Raises ReadError when the data is no XML or tries to define entities.
    """
    head = data[:65536]
    if b"!" in head and (b"<!ENTITY" in head or _WIDE_ENTITY in head):
        raise ReadError("文件内含实体定义（常见于恶意文件），已拒绝读取，请核实来源。")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "huge" in str(error).lower() or "depth" in str(error).lower():
            raise ReadError("文件内部结构异常（嵌套过深或过大），已拒绝读取，请另存后重新报送。") from error
        raise ReadError("文件内容已损坏（内部结构读不通），请用 Word 或 WPS 打开另存后重新报送。") from error
    if root is None:
        raise ReadError("文件内容已损坏（内部结构读不通），请用 Word 或 WPS 打开另存后重新报送。")
    return root


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part: id -> (type's last word, target path inside the package). External ones are left out."""
    folder, name = posixpath.split(part)
    root = package.xml_or_none(posixpath.join(folder, "_rels", name + ".rels"))
    out: dict[str, tuple[str, str]] = {}
    for node in root if root is not None else ():
        target = node.get("Target") or ""
        if node.get("TargetMode") == "External" or not target:
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        out[node.get("Id") or ""] = ((node.get("Type") or "").rsplit("/", 1)[-1], path)
    return out
