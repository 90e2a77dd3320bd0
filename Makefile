# Maillage: `make demo` and `make test` are all there is to know; both need only make and Python >= 3.11.
#   make demo [DOCS=folder] [PORT=8000]   read the documents, build the store, print coverage and gaps, serve the pages
#   make test                             set up what tests need and run them all
#   make setup | lint | bench | floors | train | kinds | docs | locks | clean

DOCS ?= examples
PORT ?= 8000
HOST ?= 127.0.0.1
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin
FOLDERS := ontology loaders graph viz api
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
SUITABLE := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c '$(SUITABLE)' 2>/dev/null && { echo "$$p"; break; }; done)
# A strict editable install links file by file, so it is renewed when a file of the packages comes or goes.
LISTING := $(shell find $(FOLDERS) -type f -not -path '*/__pycache__/*' -not -name '*.tmp' 2>/dev/null | LC_ALL=C sort | cksum | cut -d' ' -f1)
PACKAGE := $(VENV)/.package-$(LISTING)

.PHONY: demo test setup setup-test setup-bench lint bench floors train kinds docs locks clean
.DEFAULT_GOAL := setup

setup: $(PACKAGE)

setup-test: $(PACKAGE) $(VENV)/.test

setup-bench: $(PACKAGE) $(VENV)/.bench

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "Maillage needs Python >= 3.11, and none was found: install it, or say 'make PYTHON=/path/to/python3'." >&2; exit 2; }
	@"$(PYTHON)" -c '$(SUITABLE)' || { echo "Maillage needs Python >= 3.11; $(PYTHON) is older." >&2; exit 2; }
	@"$(PYTHON)" -m venv $(VENV) || { echo "The venv module is missing or broken: on Debian, 'apt-get install python3-venv'." >&2; exit 2; }
	@touch $@

$(VENV)/.runtime: requirements.lock $(VENV)/.python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.runtime
	$(PIP) install --quiet --require-hashes -r requirements-test.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.runtime
	$(PIP) install --quiet --require-hashes -r requirements-bench.lock
	@touch $@

$(PACKAGE): pyproject.toml $(VENV)/.runtime
	@rm -f $(VENV)/.package-*
	$(PIP) install --quiet --no-deps --no-build-isolation --config-settings editable_mode=strict -e .
	@$(BIN)/python -m compileall -q build/__editable__*  # pip does so for packages that it copies, not for linked ones
	@touch $@

demo: setup
	$(BIN)/maillage load "$(DOCS)" || [ $$? -eq 1 ]
	$(BIN)/maillage ask coverage --limit 40
	$(BIN)/maillage ask gaps --limit 40
	$(BIN)/maillage serve --host $(HOST) --port $(PORT)

test: setup-test
	$(BIN)/pytest

lint: setup-test
	$(BIN)/ruff check $(FOLDERS) tests bench docs
	$(BIN)/ruff format --check $(FOLDERS) tests bench docs
	$(BIN)/mypy $(foreach folder,$(FOLDERS),-p maillage.$(folder))

bench: setup-bench
	$(BIN)/python bench/run.py --documents "$(if $(filter file,$(origin DOCS)),$(if $(wildcard $(SHARED)/corpus),$(SHARED)/corpus,$(DOCS)),$(DOCS))"

floors: setup
	$(BIN)/python bench/floors.py --shared "$(SHARED)"

# The weights of statements, then those of their carriers, of kinds and of confidence, learned anew from every annotated
# contract that is here; `make kinds` learns only the last two, as when frames are found in another way.
ANNOTATED := --corpus "$(SHARED)/corpus" --corpus tests/contracts --corpus examples --write \
	$(wildcard $(SHARED)/evaluation/gold/*.json) $(if $(wildcard $(SHARED)/corpus),$(wildcard bench/annotations/*.json)) \
	$(wildcard tests/contracts/*.json) examples/expected/pays-de-vrelle.json examples/expected/rives-d-ense.json

SCORER := $(if $(wildcard $(SHARED)/evaluation/score.py),--scorer "$(SHARED)/evaluation/score.py")

train: setup-bench
	$(BIN)/python bench/train.py $(ANNOTATED)
	@test -f "$(SHARED)/evaluation/score.py" || { echo "carriers not learned: no $(SHARED)/evaluation/score.py, which tells partners apart; set SHARED"; exit 1; }
	$(BIN)/python bench/train_carriers.py --scorer "$(SHARED)/evaluation/score.py" $(ANNOTATED)
	$(MAKE) kinds

kinds: setup-bench
	$(BIN)/python bench/train_kinds.py $(ANNOTATED)
	$(BIN)/python bench/train_confidence.py $(SCORER) $(ANNOTATED)

docs: setup
	$(BIN)/python docs/generate.py

# The locks are made by uv (pip install uv) for every platform, with hashes; the three share their versions.
UV_COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $(UPGRADE) pyproject.toml
locks:
	$(UV_COMPILE) --extra setup -o requirements.lock
	$(UV_COMPILE) --extra test -c requirements.lock -o requirements-test.lock
	$(UV_COMPILE) --extra bench -c requirements.lock -o requirements-bench.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
