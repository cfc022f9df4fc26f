"""Reading a refused file once more, from the copy that the archive kept."""

from __future__ import annotations

import tempfile
from pathlib import Path

from desktop.archive import Archive, now, recheck
from desktop.forms import understand
from desktop.reading import ReadError, read_safely
from desktop.ui.language import tr


def retry_refused(archive: Archive, ids: list[int]) -> str:
    """Reads each again in a worker process; one Chinese sentence on what came of it."""
    read, still = [], ""
    for report_id in ids:
        row = archive.submission(report_id)
        data = archive.original(report_id)
        with tempfile.TemporaryDirectory(prefix="shendu-retry-") as folder:
            copy = Path(folder) / f"file{Path(row.name).suffix}"
            copy.write_bytes(data)
            try:
                document = read_safely(copy)
            except ReadError as problem:
                still = str(problem)
                archive.add(row.path, data, None, None, still, now())
                continue
        report = understand(document, row.path, row.sha256)
        read.append(archive.add(row.path, data, document, report, None, now()))
    if read:
        recheck(archive, read)
    parts = [tr("已读取 {count} 份", count=len(read))] if read else []
    if len(read) < len(ids):
        parts.append(tr("仍有 {count} 份不能读取：{still}", count=len(ids) - len(read), still=still))
    return tr("，").join(parts)
