# The verbs of the house. They need make and Python 3.11 with venv; all else lands in .venv.
SHELL := /bin/bash
PYTHON ?= python3
export PYTHON
BIN := .venv/bin
WORKERS ?= 2
RECORDS := $(wildcard tests/people tests/catalog tests/flow)
SERVE ?= --host 127.0.0.1 --port 8000

.PHONY: run test test-all check format words docs bench lock test-fresh environment dev
.DEFAULT_GOAL := run

run: environment  ## a portal on 127.0.0.1:8000, with the demonstration state on the first run
	@OPENUP_HOME=$${OPENUP_HOME:-./openup-data} exec $(BIN)/openup up $(SERVE)

environment:
	@tools/environment.sh run
dev:
	@tools/environment.sh dev

check: dev  ## lint, types, import contracts and the laws of the repository
	@$(BIN)/ruff format --check -q . || { echo "run: make format"; exit 1; }
	@$(BIN)/ruff check -q .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/repo -q

test: check  ## check, then the fast tests
	@$(BIN)/python -m pytest -q -n $(WORKERS) -m "not slow and not browser and not postgres" --ignore=tests/repo

test-all: check  ## everything: slow, browser and PostgreSQL tests too
	@$(BIN)/python -m pytest -q -n $(WORKERS) --ignore=tests/repo
	@$(BIN)/python -m tools.postgresql $(BIN)/python -m pytest -q -n $(WORKERS) $(RECORDS)

format: dev
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

words: dev  ## strings that have no Spanish yet; ROOM=web for one room
	@$(BIN)/python -m tools.words missing $(ROOM) && $(BIN)/python -m tools.words compile

docs: dev  ## the reference from the code, then the site in ./site
	@home=$$(mktemp -d); OPENUP_LANG=en OPENUP_HOME=$$home $(BIN)/python -m tools.reference write; rm -rf $$home
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build -q

bench: dev  ## every figure that the project claims; python -m bench.NAME for one
	@set -e; for one in publish reading small_file small_files start workbook memory; do \
	  $(BIN)/python -m bench.$$one; done

UV = $(shell command -v uv || echo $(BIN)/uv) pip compile -q --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header --group build
lock:  ## write requirements/*.txt anew; the only verb that needs uv; UPGRADE=--upgrade for new versions
	@$(UV) $(UPGRADE) pyproject.toml -o requirements/run.txt
	@$(UV) $(UPGRADE) --group dev --extra postgres -c requirements/run.txt pyproject.toml -o requirements/dev.txt

test-fresh:  ## prove `make test` and `make run` in a bare Debian 12 (needs root and debootstrap)
	@tools/fresh.sh
