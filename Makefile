# make run   everything from nothing to the dashboard with a sample year
# make test  everything from nothing to all tests passed, real browser included
.DEFAULT_GOAL := help
.PHONY: help run test check format sample bench wheels clean

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
VENV := .venv
PY := $(VENV)/bin/python
# A folder of wheels beside the Makefile makes the set-up work without a network.
PIP := $(PY) -m pip install --quiet --disable-pip-version-check $(if $(wildcard wheels),--no-index --find-links wheels)
PORT ?= 8501

help:
	@sed -n 's/^# make/make/p' Makefile

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本。"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq python3-venv && \
		$(PYTHON) -m venv $(VENV); }

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.test: tests/requirements.txt $(VENV)/.run
	$(PIP) -r tests/requirements.txt
	@touch $@

# The tests drive the system's own Chromium; fonts only so that screenshots can be read.
/usr/bin/chromium:
	@echo "安装浏览器测试用的 Chromium …"
	@if [ "$$(id -u)" = 0 ]; then S=; else S=sudo; fi; \
		$$S apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$S apt-get install -y -qq chromium fonts-noto-cjk >/dev/null

run: $(VENV)/.run
	$(PY) -m fwzf_data serve --demo --port $(PORT)

test: $(VENV)/.test | /usr/bin/chromium
	$(MAKE) --no-print-directory check
	$(PY) -m pytest

check: $(VENV)/.test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/sqlfluff lint --nocolor --disable-progress-bar queries

format: $(VENV)/.test
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

sample: $(VENV)/.test
	$(PY) -m sample_data.generate

bench: $(VENV)/.test
	$(PY) -m tests.bench.load
	$(PY) -m tests.bench.sampling

wheels:
	$(PYTHON) -m pip download --quiet --only-binary=:all: -d wheels -r requirements.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
