# Roundtrip. A bare machine needs Python 3.11 (with venv) and make; the network only for `make setup`.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DATA ?= data
ARGS ?=

export ROUNDTRIP_DATA_DIR := $(DATA)
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup run test lint format bench load kill warc mutations week storm graph train fields contract lock clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(STAMP) ## Make .venv from the locked requirements (hashes checked)

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "error: no python3 found; install Python 3.11 with its venv module" >&2; exit 2; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
	  { echo "error: $(PYTHON) is not Python 3.11; install it or name one: make setup PYTHON=/path/to/python3.11" >&2; exit 2; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "error: no virtual environment could be made; install python3.11-venv" >&2; exit 2; }
	@# The pip that comes with Python may take a pin of "x" for none of "x[extra]"; the locked one does not.
	$(BIN)/python -m pip install --quiet --require-hashes -r <(awk '/^[^ #]/ {on = /^pip==/} on' requirements.lock)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

run: $(STAMP) ## The main job on the bundled sample newsroom; prints the ledger and the round trips
	$(BIN)/roundtrip run --sample $(ARGS)

test: $(STAMP) ## All tests; puts in Debian's chromium for those that need a browser, where it may
	@.ci/chromium
	$(BIN)/python -m pytest $(ARGS)

lint: $(STAMP) ## Style, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## Mend style and format where a tool can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP) ## Articles/s of each stage beside the full models: make bench ARGS="--texts FILE --rounds 5"
	$(BIN)/python -m extractors.bench $(ARGS)

load: $(STAMP) ## Load and merge a million made-up claims about 50,000 deals, and measure (ARGS="--claims 20000 --deals 1000")
	$(BIN)/python -m tests.load.bench $(ARGS)

kill: $(STAMP) ## Kill a writer 30 times at random moments of load and merge; nothing may be lost or doubled
	$(BIN)/python -m tests.load.kill $(ARGS)

week: $(STAMP) ## Live through a simulated week of made-up sites that change, fail and limit, polled hourly, 20 polls killed
	$(BIN)/python -m tests.week.week $(ARGS)

storm: $(STAMP) ## Kill server, schedule and flow 20 times at random moments of scheduled runs; nothing may be lost or doubled
	$(BIN)/python -m tests.storm.storm $(ARGS)

warc: $(STAMP) ## Take in a made-up WARC file of 100,000 pages; prints pages/s and memory (ARGS="--pages 2000 --every 500")
	$(BIN)/python -m tests.load.warc $(ARGS)

mutations: $(STAMP) ## 10,000 spoiled pages through content and extraction; every failure must be a row (ARGS="--pages 500")
	$(BIN)/python -m tests.load.mutations $(ARGS)

graph: $(STAMP) ## Measure a made-up list of 100,000 flows among 10,000 parties (ARGS="--flows 5000 --parties 500")
	$(BIN)/python -m tests.load.graph $(ARGS)

train: $(STAMP) ## Weigh the choice model anew: make train ARGS="en FOLDER... --own extractors/training/own_en --corpus tests/corpus"
	$(BIN)/python -m extractors.train $(ARGS)

fields: $(STAMP) ## Weigh status and date anew: make fields ARGS="en FOLDER... --own extractors/training/own_en"
	$(BIN)/python -m extractors.train_fields $(ARGS)

contract: $(STAMP) ## Write the data contract anew from the mart views; refuses where a view lost or changed a column
	$(BIN)/python -m warehouse.contract

lock: ## Resolve requirements.in into requirements.lock: hashes, no addresses (needs uv; ARGS=--upgrade for newer pins)
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --python-version 3.11 --output-file requirements.lock requirements.in $(ARGS)

clean: ## Remove caches and the virtual environment; the data folder stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
