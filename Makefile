# make run     builds and serves the page at http://127.0.0.1:8080
# make test    runs every test, the browser journeys included
# make lint    formatting, clippy, leptosfmt
# make sizes   measures the built page and writes the README's table
# Each sets up what is missing, and says so first.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
ENV := . .ci/env

.PHONY: run build test test-native test-browser lint sizes

run:
	@.ci/setup build
	@echo "Descent: building; then it is served at http://127.0.0.1:8080"
	@$(ENV); trunk serve --release --offline

build:
	@.ci/setup build
	@$(ENV); trunk build --release --offline

test: test-native test-browser

test-native:
	@.ci/setup build
	@$(ENV); cargo test
	@$(ENV); cargo test --features float64 --test it

test-browser: build
	@.ci/setup test
	@$(ENV); cargo build --release --bin descent
	@$(ENV); playwright test --config tests/e2e/playwright.config.mjs

lint:
	@.ci/setup lint
	@$(ENV); cargo fmt --check
	@$(ENV); leptosfmt --check --quiet src/app
	@$(ENV); cargo clippy --all-targets -- -D warnings
	@$(ENV); cargo clippy --all-targets --features float64 -- -D warnings
	@$(ENV); cargo clippy --target wasm32-unknown-unknown --features page --lib --bins -- -D warnings

sizes: build
	@node .ci/sizes.mjs --write
