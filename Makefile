.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export DAILY8_SHARED ?= ../shared
# Half of what a process does at its start is to compile what another has compiled before.
unexport PYTHONDONTWRITEBYTECODE

# What is the same on every database: its questions are asked by other tests, or it asks none.
ON_ANY_DATABASE := --ignore=tests/engine --ignore=tests/assistant/test_injections.py \
  --ignore=tests/assistant/test_real_model.py --ignore=tests/demo \
  --ignore=tests/commands/test_tool.py --ignore=tests/commands/test_sources.py --ignore=tests/commands/test_operator.py \
  --ignore=tests/commands/operating/test_doctor.py
TEMPLATES := $(patsubst %,daily8/%/templates,accounts articles hooks operating sources stories web)

.PHONY: help run demo test tests check bench trust bench-ai audit docs lock clean

help: ## List what make can do
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: .venv/.runs ## Read the publishers and serve the site on http://127.0.0.1:8000
	@$(BIN)/daily8 up

demo: .venv/.runs ## The same with a small made-up world, for a machine without a network
	@$(BIN)/daily8 demo

test: .venv/.develops ## Everything: checks, then all tests on SQLite, in a browser and on PostgreSQL
	@$(MAKE) --no-print-directory --jobs=2 check tests

tests: .venv/.develops
	@echo "== tests on SQLite"
	@$(BIN)/python -m pytest -n 3 --dist worksteal -q -rs
	@echo "== tests in a browser (one that fails is tried once more, and told: four browsers share this machine)"
	@$(BIN)/python -m pytest -n 4 --dist loadfile -o timeout_method=signal --reruns 1 -q -rsR \
	  -m browser tests/browser
	@echo "== tests on PostgreSQL"
	@$(BIN)/python -m tests.with_postgresql $(BIN)/python -m pytest -n 3 --dist worksteal -q -rs $(ON_ANY_DATABASE)

check: .venv/.develops ## Style, types, layers and templates
	@$(BIN)/ruff check -q . && $(BIN)/ruff format -q --check . && echo "ruff: clean"
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache | tail -n 12
	@$(BIN)/djlint $(TEMPLATES) --check --lint --quiet || { echo "djlint: run it with --reformat"; exit 1; }; echo "djlint: clean"
	@$(BIN)/bandit -q -ll -r daily8 -c pyproject.toml && echo "bandit: clean"

bench: .venv/.develops ## Measure quality and speed against the floors in bench/floors.json
	@$(BIN)/python -m bench

trust: .venv/.develops ## Every attack and every fault in one table (hours; QUICK=1: a tenth as often)
	@$(BIN)/python -m bench.trust $(if $(QUICK),--quick)

bench-ai: .venv/.develops ## Ask a small real model everything once
	@$(BIN)/python -m bench.ai_model
	@$(BIN)/python -m bench.ai_pages

audit: .venv/.develops ## Ask whether a locked library has a known hole (needs a network)
	@$(BIN)/python -m bench.audit

docs: .venv/.develops ## Write docs/settings.md from the settings
	@$(BIN)/python -m daily8.config.documentation > docs/settings.md

lock: .venv/.develops ## Renew the locked dependencies
	@$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet --upgrade -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group build --group dev -c requirements.lock --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --upgrade -o requirements-dev.lock
	@$(BIN)/uv pip compile --group model --no-deps --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet --upgrade -o requirements-model.lock

clean: ## Remove what make has made; the site's data stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build dist locale/*/LC_MESSAGES/*.mo

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "daily8 needs Python 3.11 or newer: make run PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python has no venv module: install it (Debian: apt install python3-venv)"; exit 1; }

.venv/.runs: .venv/bin/python requirements.lock pyproject.toml $(wildcard locale/*/LC_MESSAGES/*.po)
	@echo "Installing the libraries into .venv (once; a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/.develops: .venv/.runs requirements-dev.lock requirements-model.lock
	@echo "Installing the libraries for tests and checks ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock \
	  -r requirements-model.lock
	@touch $@
