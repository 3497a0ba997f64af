# Every target sets up what it needs on a fresh machine; see scripts/setup.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
ARGS ?=
# On a machine with two cores more workers only get in each other's way.
JOBS ?= 2

.PHONY: help setup setup-dev setup-test demo build test test-clients check lint types contracts unit format bench screenshots ci lock clean

help: ## This list
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | column -t -s '|'

setup: ## Virtual environment with what the product needs
	@scripts/setup app

setup-dev:
	@scripts/setup dev

setup-test:
	@scripts/setup dev node browser $(if $(filter debian,$(TENANTPILOT_TEST_SERVERS)),debian)

demo: setup ## The whole product on this machine, until Ctrl-C (ARGS="--reset --port 4000")
	@exec $(BIN)/tenantpilot demo $(ARGS)

build: setup ## Compile the front end
	@$(BIN)/tenantpilot build

test: setup-test ## All tests (ARGS="-k audit"; TENANTPILOT_TEST_SERVERS=debian for Debian's servers)
	@$(PYTEST) -n $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

test-clients: setup-dev ## IntuneCD and Microsoft's own libraries on the sandbox, in an environment of their own
	@scripts/setup clients
	@$(PYTEST) tests/clients $(ARGS)

check: lint types contracts unit ## Everything that takes seconds: lint, types, contracts, unit tests

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "Formatting differs: run make format"; exit 1; }

types: setup-dev
	@$(BIN)/mypy

contracts: setup-dev
	@$(BIN)/lint-imports --no-logo

unit: setup-dev
	@$(PYTEST) -q tests/unit tests/architecture $(ARGS)

format: setup-dev ## Format and fix what can be fixed
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

bench: setup-test ## Measure what specs and README promise; writes bench/RESULTS.md
	@scripts/setup clients
	@$(BIN)/python -m bench $(ARGS)

screenshots: setup-test ## Pictures of every page, to look at and for the documents
	@$(BIN)/python -m scripts.screenshots $(ARGS)

ci: ## What the build server runs
	@.ci/run

lock: setup-dev ## Compile requirements/*.in to exact versions with hashes
	@scripts/lock

clean: ## Forget everything built; data of the demonstration stays
	@rm -rf .venv .venv-clients .web .web.lock build *.egg-info .mypy_cache .ruff_cache .import_linter_cache
