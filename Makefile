# Everything runs in a virtual environment of its own, made on first use.  Needed: Python 3.11 or newer, and make.
# Another interpreter: make demo PYTHON=/path/to/python3

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?=
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3 python3.13 python3.12 python3.11 python3.14 python)
PATHS := worksheet_server plugins tests benchmarks

.DEFAULT_GOAL := help
.PHONY: help venv demo test lint format bench bench-referee bench-referee-sympy clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-19s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(STAMP)  ## the virtual environment, with the project and its tools

$(STAMP): pyproject.toml
	@found=""; \
	for candidate in $(CANDIDATES); do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found="$$candidate"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "No Python 3.11 or newer was found among: $(CANDIDATES)." >&2; \
	  echo "Install one, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; \
	  exit 1; \
	fi; \
	if [ ! -x $(BIN)/python ]; then \
	  echo "Making $(VENV) with $$("$$found" --version) …"; \
	  "$$found" -m venv $(VENV) || { \
	    rm -rf $(VENV); \
	    echo "This Python cannot make virtual environments; on Debian and Ubuntu the package python3-venv is missing." >&2; \
	    exit 1; }; \
	fi
	@echo "Installing the project and its tools (about a minute the first time) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(STAMP)  ## check the example worksheets and show their verdicts
	@$(BIN)/worksheet check examples --statistics

test: $(STAMP)  ## all tests, with the real Neovim
	@$(BIN)/python -m pytest --quiet --numprocesses auto --maxprocesses 4 --dist worksteal

lint: $(STAMP)  ## formatting, style, types, architecture
	@$(BIN)/ruff format --check --quiet $(PATHS) || { $(BIN)/ruff format --check $(PATHS); echo "make format mends this." >&2; exit 1; }
	@$(BIN)/ruff check --quiet $(PATHS)
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(STAMP)  ## put the code into canonical form
	@$(BIN)/ruff format $(PATHS)
	@$(BIN)/ruff check --fix --quiet $(PATHS)

bench-referee: $(STAMP)  ## how often an answer is wrong, over the whole corpus (up to an hour)
	@$(BIN)/python -m benchmarks.referee

bench-referee-sympy: $(STAMP)  ## record the answers of SymPy alone again
	@$(BIN)/python -m benchmarks.referee --sympy

bench: $(STAMP)  ## how fast the server is, next to a bare one
	@$(BIN)/python benchmarks/server.py

clean:  ## remove the environment and every cache
	rm -rf $(VENV) dist build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name .worksheet_cache -type d -prune -exec rm -rf {} +
