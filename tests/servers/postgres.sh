#!/usr/bin/env bash
# A real PostgreSQL on this machine, on 127.0.0.1 only, with all of its data in one folder.
#
#   postgres.sh install        Debian's postgresql if there is none; prints the folder of its programs
#   postgres.sh start DIR      a server with a password and, where openssl is there, TLS; prints postgres://…
#                              DIR/tls/ca.pem is the authority that vouches for it, DIR/tls/other.pem one that does not
#   postgres.sh version        prints the server's version
#   postgres.sh stop DIR       ends what was started in DIR
set -euo pipefail

USER_NAME=tablewire
PASSWORD='t@ble w#re'
ENCODED='t%40ble%20w%23re'

die() { echo "postgres.sh: $*" >&2; exit 1; }

# The folder of the newest server's programs; nothing if there is none.
programs() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

install() {
  if [ -z "$(programs)" ]; then
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >&2 \
      || die "no PostgreSQL on this machine, and it cannot be installed"
  fi
  programs
}

# The server refuses to be the system's administrator.
as_owner() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$DIR" "$@"
  else
    "$@"
  fi
}

# certificates DIR: an authority, a certificate for 127.0.0.1, and another authority that has nothing to do with it.
certificates() {
  local key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
  mkdir -p "$1"
  (
    cd "$1"
    for name in ca other; do
      openssl req -x509 $key -days 30 -subj "/CN=Tablewire test $name" -addext 'keyUsage=critical,keyCertSign' \
        -keyout "$name.key" -out "$name.pem"
    done
    printf 'basicConstraints=critical,CA:FALSE\nsubjectAltName=IP:127.0.0.1\n' >extensions
    openssl req $key -subj /CN=server -keyout server.key -out server.csr
    openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile extensions -out server.pem
    chmod 600 ./*.key
  ) >"$1/log" 2>&1 || die "no certificates; see $1/log"
}

start() {
  local bin port options
  bin="$(programs)"
  [ -n "$bin" ] || die "no PostgreSQL on this machine"
  DIR="$1"
  mkdir -p "$DIR"
  options="-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c log_min_messages=warning"
  if command -v openssl >/dev/null; then
    certificates "$DIR/tls"
    options="$options -c ssl=on -c ssl_cert_file=$DIR/tls/server.pem -c ssl_key_file=$DIR/tls/server.key"
  fi
  printf %s "$PASSWORD" >"$DIR/password"
  [ "$(id -u)" != 0 ] || chown -R postgres:postgres "$DIR"
  as_owner "$bin/initdb" -D "$DIR/data" -U "$USER_NAME" --pwfile="$DIR/password" -A scram-sha-256 -E UTF8 \
    --locale=C.UTF-8 --no-sync >"$DIR/initdb.log" 2>&1 || { tail -n 5 "$DIR/initdb.log" >&2; die "no database"; }
  rm "$DIR/password"
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  as_owner "$bin/pg_ctl" -D "$DIR/data" -l "$DIR/server.log" -w -t 30 -o "-c port=$port $options" start >"$DIR/start.log" 2>&1 \
    || { tail -n 5 "$DIR/server.log" >&2; die "the server does not start"; }
  echo "postgres://$USER_NAME:$ENCODED@127.0.0.1:$port/postgres"
}

version() { "$(programs)/postgres" --version; }

stop() {
  DIR="$1"
  [ -e "$DIR/data/postmaster.pid" ] || return 0
  as_owner "$(programs)/pg_ctl" -D "$DIR/data" -m immediate -w stop >/dev/null 2>&1 || true
}

case "${1:-}" in
  install | start | version | stop) "$@" ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
