# `make` alone prints what there is.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
INSTALLED = $(VENV)/.installed
LOWEST = .venv-lowest
BUILDER = .venv-build
COMPILED = .venv-compiled
BENCHED := $(if $(shell command -v cc),$(COMPILED),$(VENV))

# Each dependency, those of extras too, at the lower end of its bound in pyproject.toml: `click==8.1.7.*`.
# An extra stands in one line; dev and peers do not, and are not meant.
LOWER = \([A-Za-z0-9._-]*\)>=\([0-9.]*\).*/\1==\2.*/p
LOWEST_PINS = sed -n -e '/^dependencies = \[/,/^\]/ s/^ *"$(LOWER)' \
  -e '/^\[project.optional-dependencies\]/,/^\[project.scripts\]/ s/^[a-z]* = \["$(LOWER)' pyproject.toml

# Its year needs the almanac, the end of its title the weights: the JSON files of the package.
ASKS_BOTH = KONTAN.CO.ID - SEOUL. Danantara membeli gula, Selasa (9/6). Baca Juga: Gula Naik, Pedagang \
  Batu Ampar Gelisah Pedagang di pasar induk mengatakan stok mereka cukup untuk tiga pekan ke depan.

.DEFAULT_GOAL := help
.PHONY: help demo test coverage check format lint types imports fix accept bench lowest compiled build clean \
  need-jq need-cc need-python

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

demo: need-jq $(INSTALLED)  ## install, then parse the samples: a table, JSON, a jq pipe
	@PATH="$(abspath $(BIN)):$$PATH"; \
	show() { printf '\n$$ %s\n' "$$1"; eval "$$1"; }; \
	show 'kontan-parse parse --format table samples/07-page-copy.txt'; \
	show 'kontan-parse parse samples/12-press-release.txt | cat'; \
	show 'kontan-parse batch samples/ | jq -r "[.editors[0] // \"?\", .dateline.places[0] // \"-\"] | @tsv" | sort | uniq -c'
	@printf '\nThe command is $(BIN)/kontan-parse; README.md shows what else it does.\n'

test: need-jq $(INSTALLED)  ## run the tests
	$(BIN)/python -m pytest -n auto

coverage: need-jq $(INSTALLED)  ## the same in twice the time, with what lines and branches they reach
	$(BIN)/python -m pytest -n auto --cov --cov-branch

check: format lint types imports test  ## everything that CI runs

format: $(INSTALLED)
	$(BIN)/ruff format --check .

lint: $(INSTALLED)
	$(BIN)/ruff check .

types: $(INSTALLED)
	$(BIN)/mypy

imports: $(INSTALLED)
	$(BIN)/lint-imports

fix: $(INSTALLED)  ## format, and repair what the linter can repair
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accept: $(INSTALLED)  ## rewrite the expectations of tests/cases and README.md; read the git diff
	$(BIN)/python tests/accept.py
	$(BIN)/python tests/test_readme.py

bench: $(BENCHED)/.peers  ## measure parsing, pages, cold start, growth and batches, as ratios
	$(BENCHED)/bin/python bench/bench.py
	$(BENCHED)/bin/python bench/archive.py

lowest: need-jq $(LOWEST)/.installed  ## run the tests with the lowest version of each dependency, and of those of extras
	$(LOWEST)/bin/python -m pytest -n auto -W "ignore:datetime.datetime.utcfromtimestamp:DeprecationWarning"

compiled: need-jq $(COMPILED)/.installed  ## compile the parser into a wheel in dist/, and run the tests with it
	$(COMPILED)/bin/python -m pytest -n auto

build: $(BUILDER)/.installed  ## make wheel and sdist, and try each in a fresh environment
	rm -rf dist/*-none-any.whl dist/*.tar.gz build/try
	$(BUILDER)/bin/python -m build --outdir dist
	set -e; for made in dist/*-none-any.whl dist/*.tar.gz; do \
	  rm -rf build/try; $(PYTHON) -m venv build/try; \
	  build/try/bin/python -m pip install --quiet --disable-pip-version-check "$$made"; \
	  printf '%s: ' "$$made"; build/try/bin/kontan-parse --version; \
	  build/try/bin/kontan-parse schema >/dev/null; \
	  echo '$(ASKS_BOTH)' | build/try/bin/kontan-parse parse --format jsonl \
	    | grep -q '"value":"2026-06-09".*"guessed-title-end"' || { \
	      echo "no almanac or no weights of titles" >&2; exit 1; }; \
	done
	rm -rf build

clean:  ## drop the environments and everything that was made
	rm -rf $(VENV) $(LOWEST) $(COMPILED) $(BUILDER) dist build .coverage .pytest_cache .mypy_cache .ruff_cache \
	  .import_linter_cache .hypothesis

need-jq:
	@command -v jq >/dev/null || { \
	  echo "jq is missing, and the examples and tests pipe into it. Install it:" >&2; \
	  echo "  sudo apt-get install jq    or    brew install jq    or    https://jqlang.org/download/" >&2; \
	  exit 1; }

need-cc:
	@command -v cc >/dev/null || { echo "a C compiler is missing; install gcc or clang" >&2; exit 1; }

need-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is not Python 3.11 or newer; name one: make PYTHON=python3.12 demo" >&2; exit 1; }

$(INSTALLED): pyproject.toml | need-python
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(VENV)/.peers: $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[peers]'
	@touch $@

$(LOWEST)/.installed: pyproject.toml | need-python
	$(PYTHON) -m venv --clear $(LOWEST)
	$(LOWEST)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' \
	  $$($(LOWEST_PINS))
	@touch $@

# By way of an sdist: what is compiled in place would hide the sources of an editable install. pip
# takes all sdists of a version for the same: hence no cache, and a folder without one for the wheel.
$(COMPILED)/.installed: pyproject.toml $(shell find src -name '*.py' -o -name '*.json') $(BUILDER)/.installed | need-cc
	rm -rf build/sdist build/wheel dist/*-cp3*.whl
	$(BUILDER)/bin/python -m build --sdist --outdir build/sdist
	HATCH_BUILD_HOOK_ENABLE_MYPYC=1 $(BUILDER)/bin/python -m pip wheel --quiet --no-deps \
	  --no-cache-dir --disable-pip-version-check --wheel-dir build/wheel build/sdist/*.tar.gz
	mkdir -p dist
	mv build/wheel/*.whl dist/
	rm -rf build
	$(PYTHON) -m venv --clear $(COMPILED)
	$(COMPILED)/bin/python -m pip install --quiet --disable-pip-version-check \
	  "$$(ls dist/*-cp3*.whl)[dev,peers]"
	@touch $@ $(COMPILED)/.peers

$(COMPILED)/.peers: $(COMPILED)/.installed

$(BUILDER)/.installed: | need-python
	$(PYTHON) -m venv $(BUILDER)
	$(BUILDER)/bin/python -m pip install --quiet --disable-pip-version-check build
	@touch $@
