# Two commands are the whole set-up: `make run` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: setup run test check bench clean

setup: .venv/ready

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

.venv/ready-for-development: .venv/ready
	$(PIP) install --constraint constraints.txt --editable '.[test,dev]'
	touch $@

run: setup
	$(BIN)/hornbook run recipes/watch

test: .venv/ready-for-development
	$(BIN)/pytest

check: .venv/ready-for-development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready-for-development
	@for file in bench/*.py; do $(BIN)/python $$file; done

clean:
	rm -rf .venv .hornbook runs
