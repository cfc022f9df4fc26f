"""Limits on a worker process: memory, processor time, file size, no core dumps.

On POSIX the worker limits itself before it opens a file; on Windows its parent puts it into a Job object.
"""

from __future__ import annotations

import sys
from typing import Any

MEMORY = 2 * 1024**3
CPU_SECONDS = 60
WALL_SECONDS = 120
FILE_BYTES = 64 * 1024**2


def limit_self(memory: int = MEMORY) -> None:
    """Limit this process (POSIX); on Windows nothing, see ``put_in_job``."""
    if sys.platform == "win32":
        return
    import resource

    def lower(what: int, soft: int) -> None:
        _, hard = resource.getrlimit(what)
        wanted = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(what, (wanted, wanted))

    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_FSIZE, FILE_BYTES)
    lower(resource.RLIMIT_NOFILE, 256)
    if sys.platform != "darwin":  # macOS refuses to lower the address space
        lower(resource.RLIMIT_AS, memory)


def give_way() -> None:
    """Lets other programs go before this process: what a person waits for is never behind what goes on beside it."""
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        kernel = ctypes.WinDLL("kernel32")
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), below_normal)
    else:
        import os

        os.nice(10)


def allow_cpu(seconds: int = CPU_SECONDS) -> None:
    """Give this process so many more seconds of processor time, to be called before each file (POSIX)."""
    if sys.platform == "win32":
        return
    import math
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def put_in_job(process_handle: int, memory: int = MEMORY) -> Any | None:
    """Put a child into a Job object that limits its memory and ends it with its parent (Windows).

    Returns the job's handle, which must be kept as long as the child lives; None on other systems.
    Raises OSError when Windows refuses.
    """
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64), ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD), ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t), ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t), ("PriorityClass", wintypes.DWORD), ("SchedulingClass", wintypes.DWORD),
        ]

    class Extended(ctypes.Structure):
        _fields_ = [
            ("Basic", Basic), ("Io", ctypes.c_uint64 * 6), ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t), ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    active_process, process_memory, die_quietly, kill_on_close = 0x8, 0x100, 0x400, 0x2000
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = [wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD]
    kernel.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
    job = kernel.CreateJobObjectW(None, None)
    limits = Extended()
    limits.Basic.LimitFlags = active_process | process_memory | die_quietly | kill_on_close
    limits.Basic.ActiveProcessLimit = 1
    limits.ProcessMemoryLimit = memory
    extended_limit_information = 9
    if not job or not kernel.SetInformationJobObject(
        job, extended_limit_information, ctypes.byref(limits), ctypes.sizeof(limits)
    ) or not kernel.AssignProcessToJobObject(job, process_handle):
        raise ctypes.WinError(ctypes.get_last_error())
    return job
