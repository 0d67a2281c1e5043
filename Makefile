# Run `make` alone to see what there is.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
SEED ?= 1
BIN := .venv/bin
READY := .venv/.ready
TOOLS := .venv/.tools
TESTS := .venv/.tests

.DEFAULT_GOAL := help
.PHONY: help serve test check format bench mutate

help: ## show this help
	@echo "unmandates: the open knowledge graph of United Nations mandates"
	@echo
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

serve: $(READY) ## install, check, build and serve at http://$HOST:$PORT (127.0.0.1:8000)
	@$(BIN)/unmandates build
	@mkdir -p build && exec $(BIN)/unmandates serve --host $(HOST) --port $(PORT) --log build/serve.log

test: $(TESTS) ## run all tests; what cannot run here is listed at the end (SETUP=1 installs it on Debian)
	@$(BIN)/python -m tests.ground
	@$(BIN)/python -m tests.run

check: $(READY) ## check the curated data: keys, hygiene, shapes
	@$(BIN)/unmandates check

format: $(TOOLS) ## write Turtle and Python in their one form
	@$(BIN)/unmandates format
	@$(BIN)/ruff format --quiet server tests

mutate: $(TOOLS) ## change 500 curated statements one at a time (SEED=1) and list what no check notices
	@nice $(BIN)/python -m tests.mutation.mutate --count 500 --seed $(SEED) --report tests/mutation/missed.md

# The environment: what serving needs, then what writing needs, then what testing needs.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

bench: $(READY) ## measure beside the native server and rdflib-endpoint; writes build/bench.md
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group bench
	@$(BIN)/unmandates build
	@$(BIN)/python -m tests.bench

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; set PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) pip
	@$(PIP) --editable .
	@touch $(READY)

$(TOOLS): $(READY)
	@$(PIP) --group dev
	@touch $(TOOLS)

$(TESTS): $(TOOLS)
	@$(PIP) --group browser --group clients
	@touch $(TESTS)
