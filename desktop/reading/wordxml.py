"""Word documents as one XML file: flat packages (Word 2007 and later) and the XML of Word 2003, which systems that fill in
templates hand out under the name ``.doc``. Both are put into a package and read as Word documents."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from typing import Any

from lxml import etree

from desktop.reading.docx import document_of
from desktop.reading.docx_numbering import W
from desktop.reading.errors import ReadError
from desktop.reading.package import parse_xml
from desktop.report import Document

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_AUX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge", "footnote": "txbxContent", "endnote": "txbxContent"}
_KINDS = {"Word.Insertion": "ins", "Word.Deletion": "del"}
_BROKEN = "Word 的 XML 文件内容不完整，读不通，请用 Word 或 WPS 打开后另存为 .docx 重新报送。"


def read_wordxml(data: bytes) -> Document:
    """A Word document in one XML file.

    Raises ReadError when it is broken or has no text.
    """
    root = parse_xml(data)
    if root.tag == _PKG + "package":
        return document_of(_flat(root), "docx")
    if root.tag == _OLD + "wordDocument":
        return document_of(_of_2003(root), "docx")
    raise ReadError(_BROKEN)


def _flat(root: Any) -> bytes:
    """The parts of a flat package as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in root.iterchildren(_PKG + "part"):
            name = (part.get(_PKG + "name") or "").lstrip("/")
            tree, packed = part.find(_PKG + "xmlData"), part.find(_PKG + "binaryData")
            if name and tree is not None and len(tree):
                archive.writestr(name, etree.tostring(tree[0], encoding="UTF-8"))
            elif name and packed is not None:
                try:
                    archive.writestr(name, base64.b64decode(packed.text or ""))
                except (binascii.Error, ValueError):  # a picture; the text is read without
                    continue
    return out.getvalue()


def _of_2003(root: Any) -> bytes:
    """The document and its styles as the parts of a package, in the names of today."""
    body = root.find(_OLD + "body")
    if body is None:
        raise ReadError(_BROKEN)
    for node in list(root.iter()):
        _renamed(node)
    etree.strip_tags(body, _AUX + "sect", _AUX + "sub-section", _AUX + "pBdrGroup", _AML + "content")
    document = etree.Element(W + "document")
    document.append(body)
    styles = root.find(W + "styles")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", etree.tostring(document, encoding="UTF-8"))
        if styles is not None:
            archive.writestr("word/styles.xml", etree.tostring(styles, encoding="UTF-8"))
    return out.getvalue()


def _renamed(node: Any) -> None:
    """Give an element the name and attributes that it has in the later format."""
    if not isinstance(node.tag, str):
        return
    if node.tag == _AML + "annotation":
        kind = _KINDS.get(node.get(_OLD + "type") or "")
        node.tag = W + kind if kind else _AML + "content"  # bookmarks and remarks: what they hold stays
        return
    if not node.tag.startswith(_OLD):
        return
    name = node.tag[len(_OLD):]
    node.tag = W + _RENAMED.get(name, name)
    for key, value in list(node.attrib.items()):
        if key.startswith(_OLD):
            del node.attrib[key]
            node.set(W + key[len(_OLD):], value)
    if name in ("footnote", "endnote"):  # it stands inside its run: shown behind the paragraph
        box = etree.Element(W + "pict")
        parent = node.getparent()
        parent.replace(node, box)
        box.append(node)
    elif name == "listPr":
        _label(node)


def _label(properties: Any) -> None:
    """Put the number that Word has printed before a paragraph into its text."""
    shown = properties.find(_AUX + "t")
    paragraph = properties.getparent().getparent() if properties.getparent() is not None else None
    text = shown.get(_AUX + "val") if shown is not None else None
    if not text or paragraph is None:
        return
    run = etree.Element(W + "r")
    etree.SubElement(run, W + "t").text = text
    paragraph.insert(list(paragraph).index(properties.getparent()) + 1, run)
