"""Sets everything up on a fresh machine and does the main job, or runs the tests.

    python3 installer/bootstrap.py run     set up, then open the desk on the sample folder (headless: import, check, print)
    python3 installer/bootstrap.py test    set up, then lint, type check and test

Standard library only, and no syntax newer than Python 3.7 at the top, so that an old Python gets a sentence instead of
a traceback. Messages are Chinese: a reviewer's office runs this too.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
HERE = ROOT / "installer"
SAMPLES = ROOT / "resources" / "samples"
OUT = ROOT / "out"
NEEDED_MB = 1500

QT_LIBRARIES = ["libglib2.0-0", "libegl1", "libgl1", "libfontconfig1", "libfreetype6", "libxkbcommon0", "libdbus-1-3", "libx11-6", "libatomic1"]
XCB_LIBRARIES = ["libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-render-util0", "libxcb-xkb1", "libxkbcommon-x11-0", "libxcb-shape0", "libxcb-xinerama0"]


class SetupError(Exception):
    """Something about this machine that the person before it can mend; the text says how."""


def say(text: str) -> None:
    print(text, flush=True)


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: list[str]) -> None:
    """Installs Debian packages as root, or says which command a person has to run."""
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SetupError("缺少系统库。请用本机的软件包管理器安装与下列 Debian 软件包对应的库后重试：\n  " + " ".join(packages))
    if not is_root():
        raise SetupError("缺少系统库，需要管理员权限安装。请执行下面的命令后重试：\n  sudo " + command)
    say("正在安装系统库：" + " ".join(packages))
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "update", "-qq"], env=env, stdout=subprocess.DEVNULL, check=False)
    done = subprocess.run(command.split(), env=env, stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise SetupError("系统库安装失败（见上方 apt-get 的说明）。请检查网络或软件源，再执行：\n  sudo " + command)


def make_venv() -> None:
    if venv_python().exists():
        return
    free = shutil.disk_usage(str(ROOT)).free // 2**20
    if free < NEEDED_MB:
        raise SetupError(f"磁盘空间不足：{ROOT} 所在磁盘只剩 {free} MB，至少需要 {NEEDED_MB} MB。请清理后重试。")
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        apt_install([f"python{version}-venv"])
    say("正在建立运行环境 .venv …")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if done.returncode != 0 or not venv_python().exists():
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise SetupError("无法建立 Python 虚拟环境（.venv）。请确认对本文件夹有写权限，并已安装 python3-venv，然后重试。")


def install(files: list[Path]) -> None:
    """Installs the pinned packages once; a stamp of the lists makes a second run cost nothing."""
    content = b"".join(f.read_bytes() for f in files)
    stamp = VENV / f".installed-{'-'.join(f.stem for f in files)}"
    digest = hashlib.sha256(content + sysconfig.get_platform().encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say("正在安装所需的软件包（只在第一次需要，约 1–3 分钟）…")
    command = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q"]
    for file in files:
        command += ["-r", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetupError(explain(done.stdout + done.stderr))
    stamp.write_text(digest)


def explain(log: str) -> str:
    """Why pip failed, in a sentence that says what to do; the log's end stays for whoever helps."""
    tail = "\n".join(line for line in log.splitlines() if "WARNING" not in line)[-1500:]
    if "No space left" in log:
        why = "磁盘空间不足，软件包未能装完。请清理磁盘后重试。"
    elif any(sign in log for sign in ("NewConnectionError", "Name or service", "timed out", "Temporary failure",
                                      "ConnectionError", "Network is unreachable", "ProxyError", "getaddrinfo")):
        why = "连不上软件包源，首次安装需要网络。请接通网络（或配置 pip 的内部镜像）后重试；装好以后程序不再需要网络。"
    elif "No matching distribution" in log or "Could not find a version" in log:
        why = "软件包源里找不到所需版本。请确认使用 64 位的 Python 3.11 至 3.13，并能访问完整的软件包源。"
    else:
        why = "软件包安装失败。"
    return f"{why}\n—— pip 的说明（末尾）——\n{tail}"


def compile_program() -> None:
    """Bytecode made once: every start, and every worker process, would compile all modules anew where the environment
    forbids writing it, or the folder cannot be written later. Not made, nothing but time is lost."""
    command = [str(venv_python()), "-m", "compileall", "-q", "desktop", "db"]
    subprocess.run(command, cwd=str(ROOT), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def qt_works(platform: str) -> bool:
    code = "from PySide6.QtWidgets import QApplication; QApplication([])"
    env = dict(os.environ, QT_QPA_PLATFORM=platform)
    return subprocess.run([str(venv_python()), "-c", code], env=env, capture_output=True, check=False).returncode == 0


def system_libraries(windowed: bool) -> None:
    if not sys.platform.startswith("linux"):
        return
    if not qt_works("offscreen"):
        apt_install(QT_LIBRARIES)
        if not qt_works("offscreen"):
            raise SetupError("系统库已安装，但界面库 Qt 仍无法启动。请把本机系统版本和上方信息发给维护人员。")
    if windowed and not qt_works("xcb") and not os.environ.get("WAYLAND_DISPLAY"):
        apt_install(XCB_LIBRARIES)


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def desktop(*words: str) -> int:
    return subprocess.run([str(venv_python()), "-m", "desktop", *words], cwd=str(ROOT), check=False).returncode


def run(headless: bool) -> int:
    windowed = has_display() and not headless
    make_venv()
    install([HERE / "requirements.txt"])
    compile_program()
    OUT.mkdir(exist_ok=True)
    store = OUT / "samples.db"
    if windowed:
        system_libraries(windowed=True)
        say("正在打开审读台（示例收件夹）…")
        return desktop("--store", str(store), "--folder", str(SAMPLES))
    say("没有显示器，按无界面方式处理示例收件夹。")
    say(f"\n一、导入收件夹 {SAMPLES}")
    if desktop("import", str(SAMPLES), "--store", str(store)) == 2:
        return 2
    say("\n二、逐份核对")
    desktop("check", str(SAMPLES))
    say("\n三、生成审核意见表")
    sheets = OUT / "审核意见表"
    files = sorted(str(p) for p in SAMPLES.iterdir() if p.is_file() and p.suffix != ".toml")
    code = desktop("sheet", *files, "--store", str(store), "--out", str(sheets))
    say(f"\n完成。数据库：{store}\n审核意见表（PDF）：{sheets}")
    return code


def _told(command: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Runs a step beside others; its exit code and all that it said."""
    done = subprocess.run(command, cwd=str(ROOT), env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace").rstrip()


def test() -> int:
    make_venv()
    install([HERE / "requirements.txt", HERE / "requirements-test.txt"])
    compile_program()
    system_libraries(windowed=False)
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONDONTWRITEBYTECODE="1")
    python = str(venv_python())
    # The folders that wait much for other processes, beside all the others; the window's tests alone, behind them.
    waiting = ["tests/" + name for name in ("cli", "intake", "output")]
    beside = [
        ("代码风格", [python, "-m", "ruff", "check", "."]),
        ("测试（命令、收件、文书）", [python, "-m", "pytest", *waiting]),
        ("测试（其余）", [python, "-m", "pytest", *("--ignore=" + path for path in (*waiting, "tests/ui"))]),
        ("类型", [python, "-m", "mypy"]),
        ("依赖方向", [str(venv_python().parent / "lint-imports")]),
    ]
    say("正在检查和测试（几分钟），各项结束后依次列出结果……")
    failed = []
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 3)) as several:
        begun = [(name, several.submit(_told, command, env)) for name, command in beside]
        for name, done in begun:
            code, said = done.result()
            say(f"—— {name} ——\n{said}")
            if code != 0:
                failed.append(name)
    say("—— 窗口测试 ——")
    if subprocess.run([python, "-m", "pytest", "tests/ui"], cwd=str(ROOT), env=env, check=False).returncode != 0:
        failed.append("窗口测试")
    if failed:
        say("未通过：" + "、".join(failed))
        return 1
    return 0


def main(argv: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an old Python meets first
        say(f"需要 Python 3.11 或更高版本，当前是 {sys.version.split()[0]}。请安装后用它重新执行本命令。")
        return 2
    words = [w for w in argv if w != "--headless"]
    if words not in (["run"], ["test"]):
        say("用法：python3 installer/bootstrap.py run [--headless] | test")
        return 2
    try:
        return run("--headless" in argv) if words == ["run"] else test()
    except SetupError as problem:
        say(f"\n未能完成：{problem}")
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
