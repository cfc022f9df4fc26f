"""The worker process: reads one file after another as it is told over its standard input, under limits.

Messages are framed by a four-byte length. The parent sends a path; the worker answers with ``D`` and the document as
MessagePack, or ``E`` and the sentence for the reviewer. MessagePack cannot carry code, so that not even a worker
taken over by a hostile file could hand any to its parent.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import struct
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec

from desktop.reading.errors import ReadError
from desktop.reading.limits import allow_cpu, give_way, limit_self

FLAG = "--reading-worker"
GIVE_WAY = "--give-way"
MAX_MESSAGE = 1024**3
_LENGTH = struct.Struct(">I")

logger = logging.getLogger(__name__)


def send(stream: BinaryIO, message: bytes) -> None:
    """Write one framed message."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read one framed message; None at the end of the stream, also in the middle of a message."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length = _LENGTH.unpack(head)[0]
    if length > MAX_MESSAGE:
        return None
    body = stream.read(length)
    return body if len(body) == length else None


def answer(path: Path) -> bytes:
    """The message for one file."""
    from desktop.reading import read

    try:
        return b"D" + msgspec.msgpack.encode(read(path))
    except ReadError as error:
        return b"E" + str(error).encode()
    except MemoryError:
        return b"E" + "读取该文件所需内存超出上限，文件可能异常，请另存为较小的文件后重新报送。".encode()
    except Exception as error:  # a fault of a reader must end as a row with a reason, and be found in the log
        logger.exception("reader failed on %s", path)
        return b"E" + f"文件内容异常，读取时出错（{type(error).__name__}），请用 Word 或 WPS 另存后重新报送。".encode()


def main() -> int:
    """Serve until the input ends."""
    source = sys.stdin.buffer
    # Whatever a library prints must not get between the messages.
    out = os.fdopen(os.dup(1), "wb")
    try:
        os.dup2(2, 1)
    except OSError:  # a program without a console has no standard error
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.dont_write_bytecode = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends its workers itself
    limit_self()
    if GIVE_WAY in sys.argv:
        give_way()
    # Documents hold no cycles worth looking for again and again while one is read.
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    while (message := receive(source)) is not None:
        allow_cpu()
        send(out, answer(Path(os.fsdecode(message))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
