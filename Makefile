# Everything a person types: `make run` and `make test` set themselves up first.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
BENCH := .venv-bench

.PHONY: run preview test lint audit sbom check-install format install setup bench requirements clean
run: $(VENV)/.ready
	@$(BIN)/python -m bot

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n auto --dist worksteal

# The bot in a browser of this machine: make preview ARGS="FOLDER --port 8080"
preview: $(VENV)/.ready-preview
	@$(BIN)/python -m bot preview $(ARGS)

lint: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m deploy.review

# Known vulnerabilities of what is pinned; needs the network.
audit: $(VENV)/.ready-dev
	$(BIN)/pip-audit --require-hashes --disable-pip --progress-spinner off -r requirements.txt

# The software bill of materials, CycloneDX, on standard output.
sbom: $(VENV)/bin/python
	@$(BIN)/python -m deploy.sbom

# What the image does, without an image: wheels alone into an empty environment, then a question.
check-install:
	deploy/check-install "$(PYTHON)"

format: $(VENV)/.ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# What the bot needs to run, and what working on it needs, too.
install: $(VENV)/.ready

setup: $(VENV)/.ready-dev

# One part alone, or less of it: make bench PARTS=speed ARGS="queries --sizes 10000"
PARTS := speed retrieval
ARGS :=
bench: $(BENCH)/.ready
	@for part in $(PARTS); do $(BENCH)/bin/python -m tests.benchmarks.$$part $(ARGS) || exit 1; done

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Attribune needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python3." >&2; exit 1; }
	@echo "Setting up in $(VENV) (once) ..." >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.txt pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.ready-preview: requirements-preview.txt $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-preview.txt
	@touch $@

# The systems that the benchmarks compare stay out of the way of everything else.
$(BENCH)/.ready: requirements-bench.txt
	@test -n "$(PYTHON)" || { echo "Attribune needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python3." >&2; exit 1; }
	@echo "Setting up in $(BENCH) (once) ..." >&2
	@$(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

# The files hold versions and hashes for every platform, and no addresses. Needs uv.
requirements:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url -q -o requirements.txt
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url -c requirements.txt -q -o requirements-dev.txt
	uv pip compile pyproject.toml --extra preview --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url -c requirements.txt -q -o requirements-preview.txt
	uv pip compile pyproject.toml --group bench --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url -c requirements.txt -q -o requirements-bench.txt

clean:
	rm -rf $(VENV) $(BENCH) .mypy_cache .ruff_cache .pytest_cache .hypothesis
