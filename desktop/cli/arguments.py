"""The words of the command line, and which module runs each command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TextIO

# command -> module below desktop.cli with ``add(parser)`` and ``run(arguments) -> int``
_COMMANDS = {
    "check": ("check", "检查若干份报告，列出发现的问题"),
    "import": ("folder", "把收件文件夹中的报告导入资料库"),
    "watch": ("folder", "守候收件文件夹，随到随导入（不开窗口）"),
    "sheet": ("paper", "出具审核意见表（PDF）"),
    "letter": ("paper", "出具反馈函（PDF）"),
    "backup": ("safety", "备份资料库"),
    "restore": ("safety", "从备份恢复资料库，或列出备份"),
    "verify": ("safety", "检查资料库是否完好"),
    "roster": ("roster", "导入应报单位名录（CSV 或 xlsx）"),
    "missing": ("roster", "列出未报、逾期、多次报送和名录以外的单位"),
    "bundle": ("sharing", "导出审读包，交给同事"),
    "merge": ("sharing", "并入同事的审读包"),
    "salvage": ("safety", "抢救损坏的资料库"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code (2 for bad usage). Progress and logs go to standard error only."""
    given = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    parser, commands = _parser()
    for name, (module, help_text) in _COMMANDS.items():
        command = commands.add_parser(name, help=help_text, description=help_text)
        # Only the command asked for is loaded: ``check`` needs no store, and nothing needs the paper but paper.
        if name in given[:1]:
            import_module(f"desktop.cli.{module}").add(command)
    try:
        arguments = parser.parse_args(["--help"] if given[:1] in ([], ["help"]) else given)
    except SystemExit as leave:
        return int(leave.code or 0)
    return int(import_module(f"desktop.cli.{_COMMANDS[arguments.command][0]}").run(arguments))


def _parser() -> tuple[argparse.ArgumentParser, argparse._SubParsersAction[argparse.ArgumentParser]]:
    parser = argparse.ArgumentParser(
        prog="python -m desktop", description="审读台：政府信息公开工作年度报告审读。不带命令时打开窗口。")
    return parser, parser.add_subparsers(dest="command", required=True, metavar="命令")


def _speak_utf8(stream: TextIO) -> None:
    """Windows pipes would otherwise get the local code page."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def add_store(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """The ``--store FILE`` that most commands take."""
    parser.add_argument("--store", type=Path, required=required, metavar="FILE", help="存放审读资料的库文件")


def say(*words: object) -> None:
    """A line of progress or log, on standard error."""
    print(*words, file=sys.stderr, flush=True)
