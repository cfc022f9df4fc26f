"""Reports, findings and places to bytes and back.

MessagePack of named fields: a field added to a noun later (with a default) reads from old bytes too. The text is kept
apart from the report, compressed by itself, so that it is not there twice.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace

import msgspec

from db.rows import FindingRow
from desktop.report import Evidence, Finding, Report

_REPORT = msgspec.msgpack.Decoder(Report)
_FINDING = msgspec.msgpack.Decoder(Finding)
_PLACE = msgspec.msgpack.Decoder(Evidence)
LEVEL = 3  # a tenth larger than the usual 6, in half the time
OWN = "own"  # the check id of a reviewer's own finding


def pack_report(report: Report) -> tuple[bytes, bytes]:
    """(text, everything else), both compressed."""
    text = zlib.compress(report.document.text.encode("utf-8", "surrogatepass"), LEVEL)
    bare = replace(report, document=replace(report.document, text=""))
    return text, zlib.compress(msgspec.msgpack.encode(bare), LEVEL)


def unpack_report(text: bytes, packed: bytes) -> Report:
    """The report with its text in place again."""
    bare = _REPORT.decode(zlib.decompress(packed))
    return replace(bare, document=replace(bare.document, text=unpack_text(text)))


def unpack_text(text: bytes) -> str:
    """The text alone."""
    return zlib.decompress(text).decode("utf-8", "surrogatepass")


def pack_finding(submission_id: int, finding: Finding) -> FindingRow:
    """A finding as a row; ``said`` stands for its values, so that a verdict is taken over only while they agree."""
    own = [place.start for place in finding.evidence if place.file is None]
    said = hashlib.sha256(f"{finding.expected}\x1f{finding.actual}".encode()).hexdigest()[:16]
    return FindingRow(submission_id, finding.fingerprint, min(own, default=-1), finding.check, finding.severity, said,
                      int(finding.check == OWN), msgspec.msgpack.encode(finding))


def unpack_finding(row: FindingRow) -> Finding:
    """The finding of a row."""
    return _FINDING.decode(row.data)


def pack_place(place: Evidence | None) -> bytes | None:
    """A place of a note."""
    return msgspec.msgpack.encode(place) if place else None


def unpack_place(data: bytes | None) -> Evidence | None:
    """The place again."""
    return _PLACE.decode(data) if data else None
