"""Where a path lies: on a disk of this machine, or on a network drive (no change notices, no safe SQLite)."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

# File systems that other machines write to, or that a virtual machine shares with its host.
_REMOTE = frozenset((
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "afs", "9p", "davfs", "fuse.davfs", "fuse.davfs2",
    "fuse.sshfs", "sshfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.smbnetfs", "fuse.curlftpfs", "fuse.glusterfs",
    "glusterfs", "ceph", "fuse.ceph", "lustre", "beegfs", "vboxsf", "fuse.vmhgfs-fuse", "vmhgfs", "prl_fs", "drvfs",
    "webdav", "afpfs", "fuse.s3fs", "ocfs2", "gfs2", "virtiofs",
))
_DRIVE_REMOTE = 4  # GetDriveTypeW
MOUNTS = Path("/proc/mounts")


def is_network_path(path: Path) -> bool:
    """Whether a path, which need not exist yet, lies on a network or host-shared drive. Unknown counts as local."""
    full = os.path.abspath(path)  # noqa: PTH100 - resolve() would hang on a share that went away
    if sys.platform == "win32":
        return _remote_drive(full)
    return file_system(full) in _REMOTE


def file_system(full: str) -> str | None:
    """The kind of file system that holds an absolute path, from the system's list of mounts; None when unknown."""
    try:
        listing = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    best, kind = "", None
    for line in listing.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = _unescape(parts[1])
        inside = full == point or full.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind


def _unescape(point: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, char)
    return point


def _remote_drive(full: str) -> bool:
    if full.startswith(("\\\\", "//")):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the attribute exists on Windows alone
    return int(kernel.GetDriveTypeW(os.path.splitdrive(full)[0] + "\\")) == _DRIVE_REMOTE
