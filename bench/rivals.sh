#!/usr/bin/env bash
# Builds the speed page's worker once more, with the csv crate and fast-float2 in it,
# the way Trunk builds the page's own: into target/rivals.
set -euo pipefail
cd "$(dirname "$0")/.."
.ci/setup build
. .ci/env
out=target/rivals
cargo build --quiet --offline --release --bin bench --features rivals --target wasm32-unknown-unknown
rm -rf "$out"
wasm-bindgen --target web --no-typescript --out-dir "$out" "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/bench.wasm"
wasm-opt -O3 -o "$out/bench_bg.wasm" "$out/bench_bg.wasm"
printf 'import init from "./bench.js";\nawait init();\n' >"$out/worker.js"
