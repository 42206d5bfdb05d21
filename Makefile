# Every target works on a fresh machine with Python 3.11 or newer, make and the package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA := $(or $(BADGESERVICE_DATA_DIR),var)

.DEFAULT_GOAL := help
.PHONY: help run test check check-all bench lint types contracts words postgresql peers browser faults fuzz clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/ready-for-tests: pyproject.toml $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

run: $(VENV)/ready ## Start the service with demo data on http://localhost:8000 (PORT=n counts on the first start only)
	@mkdir -p $(DATA)
	@test -s $(DATA)/base-url || echo "$(or $(BADGESERVICE_BASE_URL),http://localhost:$(or $(PORT),8000))" > $(DATA)/base-url
	@BADGESERVICE_BASE_URL=$$(cat $(DATA)/base-url) && export BADGESERVICE_BASE_URL && \
	  { test -s $(DATA)/demo.txt || $(BIN)/badgeservice demo --if-empty > /dev/null; } && \
	  { test ! -s $(DATA)/demo.txt || cat $(DATA)/demo.txt; } && \
	  exec $(BIN)/badgeservice serve $(if $(PORT),--port $(PORT))

test: $(VENV)/ready-for-tests ## Run every test that needs no browser and no outside server
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not postgresql and not browser and not peers and not faults and not fuzz"

postgresql: $(VENV)/ready-for-tests
	$(BIN)/python -m pytest -n auto --dist worksteal -m "postgresql and not browser and not peers and not faults and not fuzz"

lint: $(VENV)/ready-for-tests
	$(BIN)/ruff check badgeservice tests
	$(BIN)/ruff format --check badgeservice tests

types: $(VENV)/ready-for-tests
	$(BIN)/mypy

contracts: $(VENV)/ready-for-tests
	$(BIN)/lint-imports

check: lint types contracts test ## Lint, types, import contracts, tests: before every commit

peers: $(VENV)/ready-for-tests
	$(BIN)/python tests/peers.py
	$(BIN)/python -m pytest -m peers

browser: $(VENV)/ready-for-tests
	$(BIN)/python -m pytest -n auto --dist loadfile -m browser

faults: $(VENV)/ready-for-tests
	$(BIN)/python -m pytest -n auto --dist worksteal -m faults

fuzz: $(VENV)/ready-for-tests
	FUZZ_SECONDS=$(or $(FUZZ_SECONDS),300) FUZZ_SEED=$(or $(FUZZ_SEED),20261122) $(BIN)/python -m pytest -n auto --dist worksteal -m fuzz

check-all: check postgresql peers browser faults fuzz ## Everything: also PostgreSQL, the browser, the peers' files, servers killed on purpose, fuzzing

bench: $(VENV)/ready-for-tests ## Measure: a table, tests/benchmarks/latest.json and docs/benchmarks; JOBS="bulk growth" only prints those
	PYTHONPATH=tests $(BIN)/python -m benchmarks.node_packages
	PYTHONPATH=tests $(BIN)/python -m benchmarks $(JOBS)

words: $(VENV)/ready-for-tests ## Bring the catalogue of words up to date (then translate what is new, and run it again)
	@mkdir -p var
	$(BIN)/pybabel -q extract -F pyproject.toml -k N_ -k lazy_gettext --no-location --sort-output -o var/messages.pot .
	$(BIN)/pybabel -q update -N --ignore-obsolete --ignore-pot-creation-date -w 110 -i var/messages.pot -d badgeservice/translations
	$(BIN)/pybabel -q compile -d badgeservice/translations

clean: ## Remove the environment, caches and the development data
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find badgeservice tests -name __pycache__ -prune -exec rm -rf {} +
