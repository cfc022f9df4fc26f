"""The packages name what the program needs; building one is done by hand (installer/debian/build.sh)."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path

from desktop import __version__
from desktop.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"


def test_the_package_depends_on_the_libraries_that_the_set_up_installs() -> None:
    found = importlib.util.spec_from_file_location("bootstrap", INSTALLER / "bootstrap.py")
    assert found is not None and found.loader is not None
    bootstrap = importlib.util.module_from_spec(found)
    found.loader.exec_module(bootstrap)
    control = (INSTALLER / "debian" / "control.in").read_text(encoding="utf-8")
    depends = {d.strip().split(" ")[0] for d in re.search(r"^Depends: (.*)$", control, re.M)[1].split(",")}  # type: ignore[index]
    assert set(bootstrap.QT_LIBRARIES) | set(bootstrap.XCB_LIBRARIES) <= depends


def test_one_version_everywhere() -> None:
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert __version__ in (ROOT / "resources" / "NOTICES.md").read_text(encoding="utf-8")


def test_scripts_are_sound() -> None:
    subprocess.run(["sh", "-n", str(INSTALLER / "debian" / "build.sh")], check=True)
    compile((INSTALLER / "shendu.spec").read_text(encoding="utf-8"), "shendu.spec", "exec")
    entry = (INSTALLER / "debian" / "shendu.desktop").read_text(encoding="utf-8")
    assert "Exec=/opt/shendu/shendu" in entry and "Terminal=false" in entry


def test_the_windows_part_says_that_it_was_not_run() -> None:
    for name in ("README.md", "build.ps1", "shendu.nsi"):
        text = (INSTALLER / "windows" / name).read_text(encoding="utf-8")
        assert re.search("NOT YET RUN ON WINDOWS|没有在 Windows 上运行过", text), name


def test_help_names_commands_that_exist() -> None:
    pages = (ROOT / "resources" / "help" / "09-safety.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+)", pages))
    assert {"backup", "restore", "verify", "salvage"} <= named <= set(COMMANDS)
