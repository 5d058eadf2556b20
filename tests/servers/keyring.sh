#!/usr/bin/env bash
# A real keyring on this machine: a Secret Service on a session bus of its own, with its data in a folder that is removed afterwards.
#
#   keyring.sh install         Debian's dbus and gnome-keyring if there are none
#   keyring.sh run COMMAND…    runs a command that has an open keyring, with TABLEWIRE_KEYRING=1
#   keyring.sh version         prints the keyring's version
set -euo pipefail

die() { echo "keyring.sh: $*" >&2; exit 1; }

is_there() { command -v dbus-run-session >/dev/null && command -v gnome-keyring-daemon >/dev/null; }

install() {
  is_there && return 0
  apt-get update -qq >&2 \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends dbus-x11 gnome-keyring >&2 \
    || die "no keyring on this machine, and it cannot be installed"
}

# inside HOME COMMAND…: what runs on the session bus. The bus itself, and what it starts, has its home in the folder.
inside() {
  local folder="$HOME" home="$1" status=0
  shift
  # Its only collection is made, and opened, by this password.
  printf 'only for tests' | gnome-keyring-daemon --foreground --unlock --components=secrets >"$folder/log" 2>&1 &
  local daemon=$!
  for _ in $(seq 100); do
    if grep -q 'boolean true' <(dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
      org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null); then
      HOME="$home" TABLEWIRE_KEYRING=1 "$@" || status=$?
      kill "$daemon" 2>/dev/null || true
      wait "$daemon" 2>/dev/null || true
      return "$status"
    fi
    sleep 0.1
  done
  kill "$daemon" 2>/dev/null || true
  cat "$folder/log" >&2
  die "the keyring does not start"
}

run() {
  is_there || die "no keyring on this machine"
  local folder status=0
  folder="$(mktemp -d)"
  mkdir -m 700 "$folder/data" "$folder/run"
  HOME="$folder" XDG_DATA_HOME="$folder/data" XDG_RUNTIME_DIR="$folder/run" \
    dbus-run-session -- bash "$0" inside "$HOME" "$@" 2> >(grep -v '^dbus-daemon' >&2) || status=$?
  rm -rf "$folder"
  return "$status"
}

version() { gnome-keyring-daemon --version | head -n 1; }

case "${1:-}" in
  install | run | version | inside) "$@" ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
