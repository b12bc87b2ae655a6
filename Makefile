# `make demo` and `make test` do all the set-up themselves, into .venv; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Spark needs an address of its own even where the host name has none.
export SPARK_LOCAL_IP ?= 127.0.0.1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test coverage check format generate bench lock clean java browser

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "  make %-10s %s\n", $$1, $$2 }'

demo: $(VENV)/zige.stamp ## a county of 20,000 people over twelve months, evaluated; three people explained, into demo/
	@PATH="$(abspath $(BIN)):$$PATH" sh examples/demo.sh

test: $(VENV)/develop.stamp $(VENV)/zige.stamp java browser ## run all tests; those of the web application on both databases
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile
	$(BIN)/python tests/on_postgresql.py --numprocesses 2 --dist loadfile -q

coverage: $(VENV)/develop.stamp $(VENV)/zige.stamp java browser ## tell which lines no test runs, in twice the time
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --cov --cov-report=term

check: $(VENV)/develop.stamp $(VENV)/zige.stamp ## format, lint, types, import contracts, generated pages, links in docs
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	@test -d $(VENV)/home || $(BIN)/zige init $(VENV)/home --region 511100 --name 类型检查 >/dev/null
	ZIGE_HOME=$(VENV)/home $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(BIN)/python docs/links.py

format: $(VENV)/develop.stamp ## put the code into its format and mend what can be mended
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

generate: $(VENV)/develop.stamp $(VENV)/zige.stamp ## write the generated pages of docs/reference again
	$(BIN)/python docs/generate.py

bench: $(VENV)/develop.stamp $(VENV)/zige.stamp java ## measure speed and memory into docs/reference/benchmarks*.md
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.exchange
	$(BIN)/python -m benchmarks.casework

# What the locks hold stays unless pyproject.toml forbids it; `make lock UPGRADE=--upgrade` takes the newest.
COMPILE = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet $(UPGRADE) \
	--custom-compile-command "make lock" --no-emit-index-url --no-emit-find-links --group build

lock: $(VENV)/develop.stamp ## write the two lock files again from pyproject.toml
	$(COMPILE) --extra spark --group dev --output-file requirements-dev.lock
	$(COMPILE) --constraints requirements-dev.lock --output-file requirements.lock

clean: ## remove the environment and everything made
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage

# --- set-up ----------------------------------------------------------------------------------------------------------
# Every stamp is redone when its lock changes. Nothing is fetched that no lock names by its hash.

$(VENV)/runtime.stamp: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Zige needs Python 3.11 or later: install it and run make PYTHON=python3.11 (or later) again." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call install,python3-venv,make a Python environment)
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/zige.stamp: $(VENV)/runtime.stamp pyproject.toml $(wildcard src/casework/locale/*/LC_MESSAGES/*.po)
	@$(PIP) --no-build-isolation --no-deps --no-index --editable .
	@$(BIN)/python -m casework.config.translations
	@touch $@

$(VENV)/develop.stamp: $(VENV)/runtime.stamp requirements-dev.lock
	@echo "Installing what tests and checks need (PySpark alone is 450 MB) ..."
	@$(PIP) --require-hashes --no-build-isolation --requirement requirements-dev.lock
	@touch $@

java:
	@test -n "$$JAVA_HOME" || command -v java >/dev/null || $(call install,$(JAVA),test the Spark engine)

# Debian's browser opens every page of the style guide; without Chinese type its pictures are boxes.
browser:
	@command -v chromium >/dev/null && ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc >/dev/null 2>&1 || \
		$(call install,chromium fonts-noto-cjk,test the pages)

# Java 17 where the system offers it, else its own choice (21 on newer ones).
JAVA = $$(apt-cache show openjdk-17-jre-headless >/dev/null 2>&1 && echo openjdk-17-jre-headless || echo default-jre-headless)

# Install a system package as root; anyone else is told what to install.
define install
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "Installing a system package to $(2) ..."; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(1) >/dev/null; \
else \
	echo "To $(2), install a package and run make again: sudo apt-get install $(1)" >&2; exit 1; \
fi
endef
