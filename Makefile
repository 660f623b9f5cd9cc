# make run     builds and serves the page at http://127.0.0.1:8080
# make test    runs every test: native, journeys in Chromium, one run in three engines
# make lint    formatting, clippy, leptosfmt
# make bench   the engine's speed beside TensorFlow.js; WRITE=1 puts it into docs/PERFORMANCE.md
# make golden  makes Keras's values anew and says whether they are unchanged
# make sizes   measures the built page and writes the README's table
# Each sets up what is missing, and says so first.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
ENV := . .ci/env

.PHONY: run build test test-native test-browser test-engines lint sizes bench golden

run:
	@.ci/setup build
	@echo "Descent: building; then it is served at http://127.0.0.1:8080"
	@$(ENV); trunk serve --release --offline

build:
	@.ci/setup build
	@$(ENV); trunk build --release --offline

test: test-native test-browser test-engines

test-native:
	@.ci/setup build
	@$(ENV); cargo test
	@$(ENV); cargo test --features float64 --test it

test-browser: build
	@.ci/setup test
	@$(ENV); cargo build --release --bin descent
	@$(ENV); playwright test --config tests/e2e/playwright.config.mjs

# One training run, bit for bit the same in Chromium, Firefox and WebKit.
# Installs all three where apt-get may run unasked; elsewhere those that are
# there, and it says which are left out. DESCENT_BROWSERS=chromium,firefox,webkit
# demands those named.
test-engines: build
	@.ci/setup browsers
	@$(ENV); node --test --test-reporter=dot tests/browsers/harness.test.mjs
	@$(ENV); node tests/browsers/fingerprint.mjs

lint:
	@.ci/setup lint
	@$(ENV); cargo fmt --check
	@$(ENV); leptosfmt --check --quiet src/app
	@$(ENV); cargo clippy --all-targets -- -D warnings
	@$(ENV); cargo clippy --all-targets --features float64 -- -D warnings
	@$(ENV); cargo clippy --target wasm32-unknown-unknown --features page --lib --bins -- -D warnings

sizes: build
	@node .ci/sizes.mjs --write

# Takes some minutes. TensorFlow.js is installed here and by nothing else.
# NETWORKS=N4,N5 ROUNDS=5 measures less, or more.
bench: build
	@.ci/setup test
	@$(ENV); npm ci --prefix bench --silent --no-audit --no-fund
	@$(ENV); node bench/run.js --networks "$(NETWORKS)" --rounds $(or $(ROUNDS),3) $(if $(WRITE),--write)
	@$(ENV); cargo bench --bench engine

# Needs Python 3.11 or newer; takes about five minutes.
golden:
	@.ci/golden
