# make run   set everything up and build the graph of the seeds into out/
# make test  set everything up for development and run every check
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

# `make test LOCK=` takes the newest versions.
LOCK   ?= -c requirements-dev.lock

.PHONY: licences lock release train run test check check-types check-speed check-web check-style web format gold misses calibrate bench bench-quality bench-queries bench-view screenshots clean

run: $(VENV)/.installed
	$(BIN)/kg build seeds -o out

test: $(VENV)/.installed-dev
	$(MAKE) check

# What takes one core each goes side by side; the tests share all cores out among themselves.
# A module is compiled once, not by each of some hundred processes that are started.
check: export PYTHONDONTWRITEBYTECODE :=
check: $(VENV)/.installed-dev
	$(MAKE) -j2 check-types check-speed check-web check-style
	$(BIN)/pytest -n auto --dist worksteal

check-types:
	$(BIN)/mypy

# Seconds of the process beside those of another work in it, so that a busy second core changes little.
check-speed:
	$(BIN)/python scripts/bench.py --gate

check-web:
	web/check.sh

check-style:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/cog --check README.md README.zh-CN.md
	$(BIN)/python scripts/licences.py > /dev/null

# Bundle the page's script (web/src) into the package; needs node. Users and the wheel need only the bundle.
web:
	cd web && npm ci --silent --no-audit --no-fund && npm run --silent build

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/cog -r README.md README.zh-CN.md

# The F1 of every kind on the three parts of the gold; `make gold UPDATE=--update` raises the floors.
gold: $(VENV)/.installed-dev
	$(BIN)/python scripts/gold_gate.py $(UPDATE)

# What the misses on real documents have in common (they must stand beside the project).
misses: $(VENV)/.installed-dev
	$(BIN)/python scripts/misses.py

# How many cells of the invented tables are read right, format by format.
tables: $(VENV)/.installed-dev
	$(BIN)/python -m tests.gold.tables.score --errors

# Learn the weights of kg/choose/weights anew from the gold (the real documents must stand beside the project).
train: $(VENV)/.installed-dev
	$(BIN)/pip install -q -e ".[dev,train]"
	for choice in scripts/train_*.py; do $(BIN)/python $$choice || exit 1; done

# Measure the precision of each rule on the gold; it becomes dj:confidence.
calibrate: $(VENV)/.installed-dev
	$(BIN)/python scripts/calibrate.py

# The licences of everything that kg installs; refuses a GPL or AGPL work in the core.
licences: $(VENV)/.installed-dev
	$(BIN)/python scripts/licences.py

# Pin what development was tested with.
lock: $(VENV)/.installed-dev
	$(BIN)/python scripts/lock.py

# sdist, wheel, wheelhouse and bill of materials in dist/, each installed offline and tried.
release: $(VENV)/.installed-dev
	$(BIN)/python scripts/release.py

# Speed by stage and beside other tools (in an environment of their own), growth, memory, queries, comparisons, start-up;
# `make bench WRITE=--write` renews docs/bench.md, `scripts/bench.py --keep` the ratios of the gate.
bench: $(VENV)/.installed-dev $(VENV)-speed/.installed
	$(BIN)/python scripts/bench.py --peers $(VENV)-speed/bin/python $(WRITE)

$(VENV)-speed/.installed: scripts/bench-speed.txt
	$(PYTHON) -m venv $(VENV)-speed
	$(VENV)-speed/bin/pip install -q -r scripts/bench-speed.txt
	touch $@

# Peers are installed into an environment of their own, for the benchmark only.
bench-quality: $(VENV)/.installed-dev
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/pip install -q -e . -r scripts/bench-quality.txt
	$(VENV)-bench/bin/python scripts/bench_quality.py

bench-queries: $(VENV)/.installed-dev
	$(BIN)/python scripts/bench_queries.py

bench-view: $(VENV)/.installed-dev
	$(BIN)/python scripts/bench_view.py $(WRITE)

screenshots: $(VENV)/.installed-dev
	$(BIN)/python scripts/screenshots.py

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -e .
	touch $@

$(VENV)/.installed-dev: pyproject.toml requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q $(LOCK) -e ".[dev]"
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) $(VENV)-bench $(VENV)-speed build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
