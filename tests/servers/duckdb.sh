#!/usr/bin/env bash
# The library of DuckDB, and the ADBC driver of SQLite as a second one. Neither is a server: both are files in one folder.
#
#   duckdb.sh install FOLDER    gets both from the registries of npm and PyPI; prints the path of libduckdb.so
#   duckdb.sh sqlite FOLDER     prints the path of the ADBC driver of SQLite, once it is installed
#   duckdb.sh version FOLDER    prints the versions of both
set -euo pipefail

DUCKDB='@duckdb/node-bindings-linux-x64@1.5.6-r.1'
SQLITE='adbc-driver-sqlite==1.13.0'

die() { echo "duckdb.sh: $*" >&2; exit 1; }

# A package of npm is an archive with everything below "package".
duckdb() {
  [ -f "$1/package/libduckdb.so" ] && return
  (
    cd "$1"
    npm pack --silent "$DUCKDB" >archive && tar -xzf "$(tail -n 1 archive)" package/libduckdb.so package/package.json \
      && rm -f ./*.tgz archive
  ) >&2 || die "DuckDB cannot be had"
}

# A package of Python is a zip.
driver() {
  [ -f "$1/adbc_driver_sqlite/libadbc_driver_sqlite.so" ] && return
  (
    cd "$1"
    python3 -m pip download --quiet --no-deps --dest . "$SQLITE" && python3 -m zipfile -e adbc_driver_sqlite-*.whl . \
      && rm -f ./*.whl
  ) >&2 || die "the ADBC driver of SQLite cannot be had"
}

install() {
  local folder
  mkdir -p "$1"
  folder="$(cd "$1" && pwd)"
  duckdb "$folder"
  driver "$folder"
  echo "$folder/package/libduckdb.so"
}

case "${1:-}" in
  install) install "${2:?a folder}" ;;
  sqlite) echo "$(cd "${2:?a folder}" && pwd)/adbc_driver_sqlite/libadbc_driver_sqlite.so" ;;
  version)
    duckdb="$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "${2:?a folder}/package/package.json")"
    echo "DuckDB ${duckdb%%-*}, ADBC driver of SQLite ${SQLITE##*=}"
    ;;
  *) die "install, sqlite or version" ;;
esac
