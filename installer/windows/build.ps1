# Builds shendu-setup.exe on 64-bit Windows. NOT YET RUN ON WINDOWS: see README.md in this folder.
# The pinned packages have wheels for Python 3.11 to 3.13; "py -3" would take the newest there is.
param([ValidateSet("3.11", "3.12", "3.13")][string]$PythonVersion = "3.12")
$ErrorActionPreference = "Stop"
$root = Resolve-Path (Join-Path $PSScriptRoot "..\..")
$build = Join-Path $root "build"
$venv = Join-Path $build "venv"
$python = Join-Path $venv "Scripts\python.exe"

function Run($what, $words) {
    & $what @words
    if ($LASTEXITCODE -ne 0) { throw "$what failed with $LASTEXITCODE" }
}

New-Item -ItemType Directory -Force $build | Out-Null
if (-not (Test-Path $python)) { Run "py" @("-$PythonVersion", "-m", "venv", $venv) }
Run $python @("-m", "pip", "install", "-q", "-r", (Join-Path $root "installer\requirements.txt"), "pyinstaller==6.22.3")
Run $python @("-m", "PyInstaller", (Join-Path $root "installer\shendu.spec"), "--distpath", (Join-Path $build "dist"),
    "--workpath", (Join-Path $build "work"), "-y")

$sample = Get-ChildItem (Join-Path $root "resources\samples\*.docx") | Select-Object -First 1
Run (Join-Path $build "dist\shendu\shendu-cmd.exe") @("check", $sample.FullName)

$version = (Select-String -Path (Join-Path $root "desktop\__init__.py") -Pattern '__version__ = "(.+)"').Matches[0].Groups[1].Value
Run "makensis" @("/INPUTCHARSET", "UTF8", "/DVERSION=$version", "/DFROZEN=$build\dist\shendu",
    "/DOUT=$build\shendu-setup.exe", (Join-Path $PSScriptRoot "shendu.nsi"))
