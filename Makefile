# make run     builds and serves the page at http://127.0.0.1:8080
# make test    runs every test: native, journeys in Chromium, one run in three engines
# make lint    formatting, clippy, leptosfmt
# make bench   speed beside TensorFlow.js, PapaParse and the csv crate; WRITE=1 puts it into docs/PERFORMANCE.md
# make gallery writes the Gallery's pictures and attributions anew from its files
# make golden  makes Keras's and pandas's values anew and says whether they are unchanged
# make export-check  runs exported scripts in Keras and PyTorch beside the engine; WRITE=1 puts it into docs/EXPORT.md
# make fuzz    feeds import, formula, link, models and archives what coverage leads to; FOR=300 seconds each
# make languages  collects all sentences and adds what is new to the files of the languages
# make dist    makes target/descent and target/descent.zip for any host (docs/HOSTING.md)
# make app-pictures  draws the icons and pictures by which an installed page is shown
# make icons   writes the signs of .ci/icons into index.html anew from Lucide
# make lighthouse  measures the built page with Lighthouse and writes docs/LIGHTHOUSE.md
# make answers   measures how soon the built page shows an edit, and tasks over 50 ms
# make live    measures epochs a second and frames while the page draws a small network's run
# make scenes  trains every scene of the course from 100 seeds and writes docs/SCENES.md
# make monkey  acts at random on all that can be seen, by three seeds, and says what broke
# make sizes   measures the built page and writes the README's table
# Each sets up what is missing, and says so first.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
ENV := . .ci/env

.PHONY: app-pictures run build dist test test-native test-browser test-engines journeys engines lint lint-native lint-page sizes bench scenes answers monkey live lighthouse gallery languages icons golden export-check fuzz

run:
	@.ci/setup build
	@echo "Descent: building; then it is served at http://127.0.0.1:8080"
	@$(ENV); DESCENT_SERVE=1 trunk serve --release --offline

build:
	@.ci/setup build
	@$(ENV); trunk build --release --offline

app-pictures: build
	@node .ci/app_pictures.mjs

# What any host of files serves, below any path: docs/HOSTING.md.
dist: build
	@rm -rf target/descent target/descent.zip
	@mkdir -p target && cp -r dist target/descent
	@cd target && if command -v zip >/dev/null; then zip -qr descent.zip descent; else python3 -m zipfile -c descent.zip descent; fi
	@echo "Descent: target/descent and target/descent.zip can be given to any host"

test: test-native test-browser test-engines

# In double precision first: what is left in the target directory is the engine as it is used.
test-native:
	@.ci/setup build
	@$(ENV); cargo test --features float64 --test it
	@$(ENV); cargo test

test-browser: build journeys

# The journeys on the page that is built. The engine they compare with is the one that cargo
# builds for any native test: on its own it would be built once more, with other features.
journeys:
	@.ci/setup test
	@$(ENV); cargo test --quiet --no-run --test allocations
	@$(ENV); playwright test --config tests/e2e/playwright.config.mjs

test-engines: build engines

# One training run, bit for bit the same in Chromium, Firefox and WebKit, and what a user cannot
# do without in each of them.
# Installs all three where apt-get may run unasked; elsewhere those that are
# there, and it says which are left out. DESCENT_BROWSERS=chromium,firefox,webkit
# demands those named.
engines:
	@.ci/setup browsers
	@$(ENV); node --test --test-reporter=dot tests/browsers/harness.test.mjs
	@$(ENV); node tests/browsers/fingerprint.mjs
	@$(ENV); node --test --test-reporter=spec tests/browsers/journeys.test.mjs

lint: lint-native lint-page

lint-native:
	@.ci/setup lint
	@$(ENV); cargo fmt --check
	@$(ENV); leptosfmt --check --quiet src/app
	@$(ENV); cargo clippy --all-targets -- -D warnings
	@$(ENV); cargo clippy --lib --test it --features float64 -- -D warnings

# In the profile of the page: its proc macros are built once for both.
lint-page:
	@.ci/setup lint
	@$(ENV); cargo clippy --profile page --target wasm32-unknown-unknown --features split,rivals --lib --bins -- -D warnings

sizes: build
	@node .ci/sizes.mjs --write

# Takes some minutes. TensorFlow.js and PapaParse are installed here and by nothing else.
# NETWORKS=N4,N5 ROUNDS=5 measures less, or more; PARTS=reading only how fast CSV is read.
bench: build
	@.ci/setup measure
	@$(ENV); npm ci --prefix bench --silent --no-audit --no-fund
	@$(ENV); bench/rivals.sh
	@$(ENV); node bench/run.js $(if $(PARTS),--parts $(PARTS)) --networks "$(NETWORKS)" --rounds $(or $(ROUNDS),3) $(if $(WRITE),--write)
	@$(ENV); cargo bench --bench engine --bench import --bench inspection

# RUNS=5 takes the median of more visits.
lighthouse: build
	@.ci/setup measure
	@$(ENV); npm ci --prefix bench/lighthouse --silent --no-audit --no-fund
	@node bench/lighthouse/run.mjs --write

live: build
	@.ci/setup measure
	@$(ENV); node bench/live.mjs

# SEEDS=4,5 and ACTIONS=300 are others.
monkey: build
	@.ci/setup test
	@$(ENV); node tests/e2e/monkey.mjs --seeds $(or $(SEEDS),1,2,3) --actions $(or $(ACTIONS),1000)

answers: build
	@.ci/setup measure
	@$(ENV); node bench/answers.mjs

# SEEDS=20 counts fewer; SCENES="dropout more-data" only prints those named.
scenes:
	@.ci/setup build
	@$(ENV); cargo run --quiet --release --bin descent -- scenes --seeds $(or $(SEEDS),100) $(or $(SCENES),--write)

gallery:
	@.ci/setup build
	@$(ENV); WRITE_GALLERY=1 cargo test --test it -- gallery pictures

# Then translate what is empty in the files: docs/LANGUAGES.md.
languages:
	@.ci/setup build
	@$(ENV); WRITE_LANGUAGES=1 cargo test --test it -- text::languages

icons:
	@$(ENV); npm ci --prefix .ci/icons --silent --no-audit --no-fund
	@node .ci/icons/make.mjs

# Needs Python 3.11 or newer; takes about five minutes.
golden:
	@.ci/golden

# EXPORT_CHECK_PYTHON names a Python that has what requirements.txt lists; else one is made.
# PARTS="losses dropout" runs these parts only.
export-check:
	@.ci/setup build
	@$(ENV); cargo build --release --bin descent
	@python="$${EXPORT_CHECK_PYTHON:-target/export-check/bin/python}"; \
	if [ ! -x "$$python" ]; then \
	  echo "export-check: making target/export-check with Keras, PyTorch and scikit-learn"; \
	  python3 -m venv target/export-check; \
	  "$$python" -m pip install --quiet --requirement tests/export_check/requirements.txt; fi; \
	descent="$${CARGO_TARGET_DIR:-target}/release/descent"; \
	"$$python" tests/export_check/check.py --descent "$$descent" \
	  $(if $(PARTS),--parts $(PARTS)) $(if $(WRITE),--write) \
	$(if $(PARTS),,&& for check in onnx keras_file state_dict; do \
	  "$$python" "tests/export_check/check_$$check.py" --descent "$$descent" || exit 1; done)

# Any stable compiler will do: there is no unsafe code, so no sanitizer is asked for.
# What was found stands in fuzz/artifacts. TARGETS=import fuzzes one of them.
fuzz:
	@.ci/setup build
	@$(ENV); has cargo-fuzz || { echo "fuzz: installing cargo-fuzz"; \
	  cargo install --quiet --locked --root "$$descent_cache" cargo-fuzz@0.13.2; }
	@$(ENV); WRITE_SEEDS="$$PWD/fuzz/corpus" cargo test --quiet --test it -- fuzz::
	@$(ENV); for target in $(or $(TARGETS),import import_long formula link models archive); do \
	  [ "$$target" = import_long ] && limits="-timeout=30 -max_len=4096" || limits="-timeout=1 -max_len=65536"; \
	  cargo fuzz run --sanitizer none "$$target" -- \
	    -max_total_time=$(or $(FOR),300) -print_final_stats=1 $$limits; \
	done
