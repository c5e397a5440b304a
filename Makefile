# make run     start the designer (PORT and DATA_DIR in the environment move it)
# make test    all checks and all tests, on SQLite and again on PostgreSQL with Redis
# make lint    the checks alone          make fmt    write every file in the house's form
# make bench   the benchmarks            make soak   the long crash test
# make screenshots   pictures of every page, into test-results/screenshots
# make lock    lock the newest allowed versions        make clean   remove what was built

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: run test lint lint-python lint-frontend test-python test-frontend bench soak screenshots fmt lock clean frontend

BIN := .venv/bin
STAMPS := .venv/.stamps
SPLIT := -n 2 --dist loadfile
NODE := ./frontend/node
CLIENTS := tests/marketo/node
FRONTEND := $(shell find frontend/src frontend/public -type f 2>/dev/null) frontend/index.html \
  frontend/vite.config.ts frontend/tsconfig.json frontend/postcss.config.mjs

run: $(STAMPS)/runtime frontend/dist/.built
	@exec $(BIN)/python manage.py serve

test: lint test-frontend test-python
	@echo "All tests passed."

lint: lint-python lint-frontend

lint-python: $(STAMPS)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	DATA_DIR=.mypy_cache/house $(BIN)/mypy

lint-frontend: frontend/node_modules/.installed
	$(NODE) npm run --silent lint
	$(NODE) npm run --silent typecheck

test-frontend: frontend/node_modules/.installed
	$(NODE) npm run --silent test

# First everything on SQLite, then what touches a database again on PostgreSQL, Redis and Celery.
test-python: $(STAMPS)/dev frontend/dist/.built $(CLIENTS)/node_modules/.installed
	$(BIN)/pytest $(SPLIT) $(PYTEST)
	$(BIN)/python -m tests.servers pytest $(SPLIT) $(PYTEST)

bench: $(STAMPS)/dev frontend/dist/.built
	$(BIN)/python -m bench

soak: $(STAMPS)/dev
	CRASHES=20 $(BIN)/pytest -m crash
	CRASHES=20 $(BIN)/python -m tests.servers pytest -m crash

screenshots: $(STAMPS)/dev frontend/dist/.built
	$(BIN)/python -m tests.browser.screenshots

fmt: $(STAMPS)/dev frontend/node_modules/.installed
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(NODE) npm run --silent fmt

frontend: frontend/dist/.built

# Every stamp is newer than what it was made from, so nothing is installed or built twice.
$(BIN)/python:
	@python3 -c 'import sys; sys.exit("Python 3.11 or newer is needed.") if sys.version_info < (3, 11) else None'
	python3 -m venv .venv || { echo "On Debian: apt-get install python3-venv" >&2; exit 1; }

$(STAMPS)/runtime: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements-dev.txt $(STAMPS)/runtime
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json requirements-node.txt | $(BIN)/python
	$(NODE) npm ci --silent
	@touch $@

$(CLIENTS)/node_modules/.installed: $(CLIENTS)/package-lock.json requirements-node.txt | $(BIN)/python
	$(NODE) npm ci --silent --ignore-scripts --omit=optional --prefix ../$(CLIENTS)
	@touch $@

frontend/dist/.built: $(FRONTEND) frontend/node_modules/.installed
	$(NODE) npm run --silent build
	@touch $@

lock: $(BIN)/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check uv
	for name in requirements requirements-dev requirements-node; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header "$$name.in" --output-file "$$name.txt"; \
	done

clean:
	rm -rf .venv frontend/node_modules $(CLIENTS)/node_modules frontend/dist .mypy_cache .ruff_cache .pytest_cache \
	  .import_linter_cache .hypothesis bench/results test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
