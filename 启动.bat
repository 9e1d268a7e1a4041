@echo off
chcp 65001 >nul
setlocal
cd /d "%~dp0"
title 服务型行政执法监督看板

rem 与 Linux 上的 make run 相同：装好依赖，载入示例数据，打开看板。
set "PYTHON="
for %%V in (3.13 3.12 3.11) do (
  if not defined PYTHON py -%%V -c "pass" >nul 2>nul && set "PYTHON=py -%%V"
)
if not defined PYTHON (
  python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=python"
)
if not defined PYTHON (
  echo 没有找到 Python 3.11 或更高版本。请先安装 Python（勾选“Add python.exe to PATH”），再双击本文件。
  pause
  exit /b 1
)

if not exist ".venv\Scripts\python.exe" (
  echo 第一次使用，正在准备运行环境，请稍候……
  %PYTHON% -m venv .venv || goto failed
)

rem 旁边有 wheels 文件夹时不用联网。
set "SOURCE="
if exist "wheels\" set "SOURCE=--no-index --find-links wheels"
fc /b requirements.txt ".venv\installed.txt" >nul 2>nul
if errorlevel 1 (
  ".venv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check %SOURCE% -r requirements.txt || goto failed
  copy /y requirements.txt ".venv\installed.txt" >nul
)

".venv\Scripts\python.exe" -m fwzf_data serve --demo
if errorlevel 1 goto failed
exit /b 0

:failed
echo.
echo 启动没有成功。请把上面的文字截图发给管理员；已有数据没有改动。
pause
exit /b 1
