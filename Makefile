# Two commands on a fresh machine: `make demo` and `make test`. `make help` lists the others.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
DEMO_DATA ?= demo-data
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
# The pinned files name every part with its hash, so pip resolves nothing: for a part with extras it would look past the pins.
INSTALL := $(PIP) install --no-deps
SOURCES := $(wildcard requirements/*.txt) pyproject.toml
GAZETTEER := $(wildcard src/ledgerstone/evidence/claims/gazetteer/*.py src/ledgerstone/evidence/claims/gazetteer/*.tsv)
WORKERS ?= 2
PYTEST_AT_ONCE := $(BIN)/pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder

.PHONY: help demo test check types house test-long faults fuzz bench clean lock names setup setup-test debian

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

demo: setup ## Build an archive of invented papers, print one account, serve its pages (PORT=8000)
	@PORT=$(PORT) DEMO_DATA=$(DEMO_DATA) $(BIN)/python tools/demo.py

test: debian ## Set up everything, then run all checks and tests (under 18 minutes on two cores)
	@$(MAKE) --no-print-directory --jobs 2 setup-test
	@$(MAKE) --no-print-directory check
	@LEDGERSTONE_TEST_REQUIRE=$${LEDGERSTONE_TEST_REQUIRE:-1} PYTEST_DEBUG_TEMPROOT=$$(tools/tests-folder) \
	  $(PYTEST_AT_ONCE) -m "not long" --ignore tests/architecture

check: setup-test ## Style, types, floors, dependencies, dead code, migrations, house rules
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types house

types:
	@$(BIN)/mypy

house:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/deptry src
	@$(BIN)/vulture
	@$(BIN)/pytest tests/architecture

test-long: debian setup-test ## The full route matrix, fuzzing, full quality floors, other Pythons
	@LEDGERSTONE_TEST_REQUIRE=1 HYPOTHESIS_PROFILE=long $(PYTEST_AT_ONCE) --cov --cov-report=term:skip-covered
	@FUZZ_SECONDS=$${FUZZ_SECONDS:-600} PYTHONPATH=tests/hostile:tests/rigs $(BIN)/python tests/fuzz/fuzz.py
	@$(BIN)/python benchmarks/run.py --floors
	@tools/other-pythons

faults: setup-test ## Crashes, full disks and tampering against preservation
	@$(BIN)/pytest tests/faults -m "long or not long" -rA

fuzz: setup-test ## Mutated files through the readers (FUZZ_SECONDS=60, FUZZ_SEED); what is found lies in build/fuzz
	@PYTHONPATH=tests/hostile:tests/rigs $(BIN)/python tests/fuzz/fuzz.py

bench: setup-test ## Print each promise of quality and speed (QUICK=1: under 5 minutes)
	@$(BIN)/python benchmarks/run.py $(if $(QUICK),--quick)

names: setup ## Install the optional finder of names in Russian (34 MB)
	@$(INSTALL) --require-hashes -r requirements/names.txt

clean: ## Remove what make made; archives other than the demo's are never touched
	@chmod -R u+w $(DEMO_DATA) 2>/dev/null || true
	@rm -rf $(VENV) $(DEMO_DATA) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock: ## Resolve requirements/*.in into the hashed files that are installed (needs uv)
	@for part in build run test; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  requirements/$$part.in --output-file requirements/$$part.txt; done
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-deps \
	  requirements/names.in --output-file requirements/names.txt

# Compiled here, because some machines are told to write no bytecode, and each start would then compile anew.
setup: $(VENV)/.run
	@$(BIN)/python -m compileall -q -j 2 src
setup-test: $(VENV)/.test setup

debian:
	@tools/debian-packages

$(VENV)/.python:
	@PYTHON=$(PYTHON) tools/new-environment $(VENV)
	@touch $@

$(VENV)/.packages: $(VENV)/.python requirements/run.txt requirements/build.txt pyproject.toml
	@echo "Installing pinned packages into $(VENV) …" >&2
	@$(INSTALL) --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

# Beside `.test` where make has two jobs: this takes one processor twenty seconds, and packages take as long to unpack.
$(VENV)/.run: $(VENV)/.packages $(GAZETTEER)
	@$(BIN)/python -m ledgerstone.web.compile_catalogues
	@$(BIN)/python -m ledgerstone.evidence.claims.gazetteer.compile
	@touch $@

$(VENV)/.test: $(VENV)/.packages requirements/test.txt requirements/names.txt
	@echo "Installing what the tests need …" >&2
	@$(INSTALL) --require-hashes -r requirements/test.txt -r requirements/names.txt
	@touch $@
