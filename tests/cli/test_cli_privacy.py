"""The whole flow with sockets forbidden, in the program and in all its workers; and nothing of it left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Read by every Python process that the program starts.
_FORBID = """
import socket

def refuse(*args, **named):
    raise RuntimeError("a socket was opened")

socket.socket.__init__ = refuse
socket.socketpair = socket.create_connection = socket.getaddrinfo = refuse
"""
_SECRET = "不应出现在日志里的句子"


def test_no_socket_no_text_in_logs_no_files_left(tmp_path: Path) -> None:
    """Proves design rule 8 for import, check, sheet, letter, backup and verify, with the worker processes they start."""
    forbidden, temporary, folder = tmp_path / "site", tmp_path / "tmp", tmp_path / "收件"
    for made in (forbidden, temporary, folder):
        made.mkdir()
    (forbidden / "sitecustomize.py").write_text(_FORBID)
    for index in range(5):  # more than a handful, so that every kind of worker is started
        (folder / f"{index}.txt").write_text(
            f"第{index}县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n{_SECRET}，全年收到申请{index}件。\n")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    env = {**os.environ, "PYTHONPATH": str(forbidden), "TMPDIR": str(temporary), "HOME": str(tmp_path / "home")}
    store, out = str(tmp_path / "desk.db"), str(tmp_path / "纸")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False,
                              timeout=300)
        assert _SECRET not in done.stderr and "a socket was opened" not in done.stderr
        return done

    assert run("-m", "desktop", "import", str(folder), "--store", store).returncode == 1, "one file was refused"
    # The other commands in one process: each alone would load the program anew.
    commands = [["check", str(folder), "--json", "--store", store], ["sheet", "1", "--store", store, "--out", out],
                ["letter", "1", "--store", store, "--out", out, "--office", "示例市人民政府办公室"],
                ["backup", "--store", store], ["verify", "--store", store, "--originals"]]
    done = run("-c", f"import sys; from desktop.cli import main; sys.exit(str([main(words) for words in {commands!r}]))")
    assert done.stderr.splitlines()[-1] == "[1, 0, 0, 0, 0]", done.stderr
    assert list(temporary.iterdir()) == [], "temporary files are removed"
    assert not (tmp_path / "home").exists(), "nothing is written to the home folder"
    proof = subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], env=env, capture_output=True, text=True,
                           check=False)
    assert "a socket was opened" in proof.stderr, "the ban itself works"
