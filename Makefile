# What a newcomer types: make demo, make test. Everything else is for people who work on councilwatch.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.PHONY: help demo test test-all lint docs bench fit clean requirements

help: ## what there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: $(READY) ## the whole pipeline on a bundled pretend council, without a network
	$(BIN)/councilwatch demo

test: $(READY_DEV) ## every test but the slow ones
	$(BIN)/python -m pytest -m "not slow"

test-all: $(READY_DEV) ## every test, the kill test and the real browser too
	$(BIN)/python -m pytest

lint: $(READY_DEV) ## style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(READY_DEV) ## the generated pages of docs/
	$(BIN)/python -m typer cli.main utils docs --name councilwatch --title Commands --output docs/commands.md

bench: $(READY_DEV) ## benchmarks; each prints ratios
	@for file in bench/*.py; do echo "== $$file"; $(BIN)/python "$$file" || exit 1; done

LABELLED := tests/gold/dev.jsonl $(wildcard tests/gold/own/learn-*.jsonl) tests/gold/own/threads-g.jsonl

fit: $(READY_DEV) ## the weights of data/weighings fitted anew to tests/gold, with scikit-learn, which it installs
	$(BIN)/python -m pip install -q scikit-learn
	$(BIN)/python bench/fit_weighings.py promises $(LABELLED) tests/gold/own/sentences.jsonl
	$(BIN)/python bench/fit_weighings.py figures $(LABELLED)
	$(BIN)/python bench/fit_slots.py $(LABELLED)

requirements: ## pin and hash what pyproject.toml asks for (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-dev.txt

clean: ## remove what make made
	rm -rf $(VENV) build dist *.egg-info

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "councilwatch needs Python 3.11 to 3.13: make PYTHON=python3.12 demo")'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || (echo "no venv: on Debian, apt install python3-venv"; exit 1)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(READY_DEV): requirements-dev.txt $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
