#!/usr/bin/env bash
# The library of DuckDB, and the ADBC drivers of SQLite and PostgreSQL. None is a server: they are files in one folder.
#
#   duckdb.sh install FOLDER    gets all from the registries of npm and PyPI; prints the path of libduckdb.so
#   duckdb.sh sqlite FOLDER     prints the path of the ADBC driver of SQLite, once it is installed
#   duckdb.sh postgresql FOLDER the same of PostgreSQL
#   duckdb.sh version FOLDER    prints the versions
set -euo pipefail

DUCKDB='@duckdb/node-bindings-linux-x64@1.5.6-r.1'
DRIVERS='1.13.0'

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
  [ -f "$(driver_path "$1" "$2")" ] && return
  (
    cd "$1"
    python3 -m pip download --quiet --no-deps --dest . "adbc-driver-$2==$DRIVERS" \
      && python3 -m zipfile -e "adbc_driver_$2"-*.whl . && rm -f ./*.whl
  ) >&2 || die "the ADBC driver of $2 cannot be had"
}

driver_path() { echo "$1/adbc_driver_$2/libadbc_driver_$2.so"; }

install() {
  local folder
  mkdir -p "$1"
  folder="$(cd "$1" && pwd)"
  duckdb "$folder"
  driver "$folder" sqlite
  driver "$folder" postgresql
  echo "$folder/package/libduckdb.so"
}

case "${1:-}" in
  install) install "${2:?a folder}" ;;
  sqlite | postgresql) driver_path "$(cd "${2:?a folder}" && pwd)" "$1" ;;
  version)
    duckdb="$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "${2:?a folder}/package/package.json")"
    echo "DuckDB ${duckdb%%-*}, ADBC drivers $DRIVERS"
    ;;
  *) die "install, sqlite, postgresql or version" ;;
esac
