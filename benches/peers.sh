#!/usr/bin/env bash
# Tablewire beside Flowfile, DuckDB and pandas, where these are installed for $PYTHON (python3): the same works on the same files,
# whole processes in turn, caches warm, results compared first. The data is that of `cargo bench --bench works`, or of
# $TABLEWIRE_BENCH_DATA. Prints a Markdown table: medians of five, in seconds.
set -euo pipefail
cd "$(dirname "$0")/.."
data="${TABLEWIRE_BENCH_DATA:-${XDG_CACHE_HOME:-$HOME/.cache}/tablewire/bench/tpch-${TABLEWIRE_BENCH_SCALE:-1}}"
[ -f "$data/lineitem.parquet" ] || { echo "No data in $data: run cargo bench --bench works" >&2; exit 1; }
cargo build --release --locked
exec "${PYTHON:-python3}" benches/peers.py "${CARGO_TARGET_DIR:-target}/release/tablewire" "$data"
