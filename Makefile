# `make run` and `make test` do all their own set-up; a second time it takes no time.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# The tests start Python some hundred times: what it has compiled once it keeps.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= $(firstword $(foreach candidate,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(candidate) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(candidate))))
BIN := .venv/bin
DIST := src/brobygger/static/dist
FRONTEND := $(shell find frontend -type f -not -name '.*') tsconfig.json
CATALOGUES := $(shell find src -name django.po)
WORKERS ?= logical
N ?= 100000
PARTS ?= list,search,facets,export,duplicates,import,register
DEMO ?= 1
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

.PHONY: help setup run check check-types check-rest test unit oldest oldest-quick processes processes-quick browser tools wheel security lock frontend migrations messages docs clean bench-start bench-register bench-sheets

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

# --- set-up

setup: .venv/.package node_modules/.installed $(DIST)/.built build/.messages ## everything installed and built

.venv/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Brobygger kræver Python 3.11 eller nyere (python3)."; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Python mangler venv. På Debian og Ubuntu: apt-get install python3-venv"; exit 1; }

.venv/.dependencies: requirements/dev.txt | .venv/pyvenv.cfg
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/.package: pyproject.toml .venv/.dependencies
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.installed: package-lock.json
	@command -v npm >/dev/null || { echo "Brobygger kræver Node 18 eller nyere med npm."; exit 1; }
	npm ci --no-fund --no-audit --loglevel=error
	@touch $@

$(DIST)/.built: $(FRONTEND) node_modules/.installed
	npm run --silent build
	@touch $@

build/.messages: $(CATALOGUES) tools/compile_messages.py .venv/.dependencies
	$(BIN)/python tools/compile_messages.py
	@mkdir -p build && touch $@

# --- running

run: setup ## everything on this machine, with demo data (PORT=8001: another port; DEMO=: without)
	@exec $(BIN)/python -m brobygger run $(if $(DEMO),--demo) --stop-with-parent

# --- checking

check: setup ## style, types, floors, templates, lock files, migrations, translations
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target check-types check-rest

# The types take as long as all the rest, on one processor: the rest has the other one meanwhile.
check-types:
	$(BIN)/mypy

check-rest:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint src --lint --quiet
	npm run --silent check
	$(BIN)/python tools/check_locks.py
	BROBYGGER_DATA=build/check $(BIN)/python -m brobygger manage makemigrations --check --dry-run
	$(BIN)/python tools/messages.py --check

test: unit browser ## the tests of the code and of the pages; `processes` and `oldest` are the rest

unit: setup tools ## the tests that neither start processes nor a browser
	$(BIN)/pytest -n $(WORKERS) --maxprocesses=8 --dist worksteal -m "not browser and not running"

# Where SQL is written by hand, a migration does more than Django, or data is copied and searched.
OWN_SQL := $(addprefix tests/,actors audit comparison core matching notifications privacy sheets toolbox)

# Of those, the files whose tests meet that SQL itself: what the build machine has time for.
OWN_SQL_ITSELF := $(addprefix tests/,audit core/test_brakes.py $(addprefix actors/test_,bulk.py \
	duplicate_groups.py duplicates.py facets.py facts.py grid.py import_worker.py nearness.py \
	references.py search.py spelling.py visibility.py) collaborations/test_never_told.py \
	comparison/test_presentation.py matching/test_queries.py notifications/test_requests.py \
	privacy/test_exporting.py privacy/test_replay.py sheets/test_kept.py sheets/test_reading.py \
	toolbox/test_kept_apart.py)
ON_DATABASE := $(BIN)/pytest -n $(WORKERS) --maxprocesses=8 --dist worksteal -m "not browser and not running"

oldest: setup tools ## the tests of the rooms with SQL of their own (BROBYGGER_POSTGRES_BIN=…: of another PostgreSQL)
	$(ON_DATABASE) $(wildcard $(OWN_SQL))

oldest-quick: setup tools ## the part of `oldest` that meets such SQL itself
	$(ON_DATABASE) $(OWN_SQL_ITSELF)

PROCESSES := $(BIN)/pytest -n $(WORKERS) --maxprocesses=4 --dist worksteal --durations=10 tests/running tests/core

processes: setup tools ## the slow ones: real processes started and killed, full disks, upgrades
	$(PROCESSES) -m running

processes-quick: setup tools ## one of each: a start, a stop, a backup laid back, a crash, an upgrade
	$(PROCESSES) -m "running and telling"

browser: setup tools ## the tests in a real browser
	$(BIN)/pytest -n $(WORKERS) --maxprocesses=4 --dist worksteal -m browser tests/e2e

tools: .venv/.dependencies
	@$(BIN)/python tools/test_tools.py

bench-start: setup ## seconds until the log-in page, first and second start
	$(BIN)/python tests/bench/start.py

bench-register: setup ## list, search, facets, import and export of an invented register beside the bare SQL (N=100000, PARTS=list,search,…, KEEP=folder)
	PYTHONPATH=. $(BIN)/python tests/bench/register.py --number $(N) --parts $(PARTS) $(if $(KEEP),--keep $(KEEP))

bench-sheets: setup ## searching across invented sheets beside the bare SQL (N=100000, KEEP=folder)
	PYTHONPATH=. $(BIN)/python tests/bench/sheets.py --number $(N) $(if $(KEEP),--keep $(KEEP))

security: setup build/security/.installed ## dangerous code, known weaknesses, an attack on ourselves (OFFLINE=1: without services)
	$(BIN)/python tools/security.py $(if $(OFFLINE),--without-services)

build/security/.installed: requirements/security.txt
	$(PYTHON) -m venv --without-pip --clear build/security
	$(BIN)/uv pip install --quiet --require-hashes --python build/security/bin/python -r $<
	@touch $@

# --- giving it away

wheel: setup ## dist/brobygger-….whl, which needs neither Node nor the checkout
	rm -rf dist
	$(BIN)/hatchling build --target wheel

# --- changing

lock: .venv/.dependencies ## the lock files anew from pyproject.toml
	$(COMPILE) pyproject.toml -o requirements/base.txt
	$(COMPILE) pyproject.toml --extra dev -o requirements/dev.txt
	$(COMPILE) requirements/build.in -o requirements/build.txt
	$(COMPILE) requirements/security.in -o requirements/security.txt

frontend: node_modules/.installed ## the front end built again
	npm run --silent build
	@touch $(DIST)/.built

migrations: setup ## migrations for changed models
	$(BIN)/python -m brobygger manage makemigrations

messages: setup ## texts gathered for translation, and compiled
	$(BIN)/python tools/messages.py
	$(BIN)/python tools/compile_messages.py

docs: setup ## the papers that are made from the code
	$(BIN)/python -m brobygger manage permissions_doc --write
	$(BIN)/python -m brobygger manage diagrams --write
	$(BIN)/python -m brobygger manage privacy_record --write

clean: ## everything built is removed; data stays
	rm -rf build dist $(DIST) .mypy_cache .ruff_cache .pytest_cache node_modules .venv
