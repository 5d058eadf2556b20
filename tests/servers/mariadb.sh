#!/usr/bin/env bash
# A real MariaDB on this machine, on 127.0.0.1 only, with all of its data in one folder.
#
#   mariadb.sh install        Debian's mariadb-server if there is none; prints the path of the server
#   mariadb.sh start DIR      a server with a password and, where openssl is there, TLS; prints mysql://…
#                             DIR/tls/ca.pem is the authority that vouches for it, DIR/tls/other.pem one that does not
#   mariadb.sh version        prints the server's version
#   mariadb.sh stop DIR       ends what was started in DIR
set -euo pipefail

USER_NAME=tablewire
PASSWORD='t@ble w#re'
ENCODED='t%40ble%20w%23re'

die() { echo "mariadb.sh: $*" >&2; exit 1; }

program() { command -v mariadbd || { [ -x /usr/sbin/mariadbd ] && echo /usr/sbin/mariadbd; } || true; }

install() {
  if [ -z "$(program)" ]; then
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq mariadb-server >&2 \
      || die "no MariaDB on this machine, and it cannot be installed"
  fi
  program
}

# The server refuses to be the system's administrator.
as_owner() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=mysql --regid=mysql --init-groups env HOME="$DIR" "$@"
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
  local server port options
  server="$(program)"
  [ -n "$server" ] || die "no MariaDB on this machine"
  mkdir -p "$1"
  DIR="$(cd "$1" && pwd)"
  options=()
  if command -v openssl >/dev/null; then
    certificates "$DIR/tls"
    options=(--ssl-ca="$DIR/tls/ca.pem" --ssl-cert="$DIR/tls/server.pem" --ssl-key="$DIR/tls/server.key")
  fi
  cat >"$DIR/init.sql" <<SQL
CREATE USER '$USER_NAME'@'%' IDENTIFIED BY '$PASSWORD';
GRANT ALL ON *.* TO '$USER_NAME'@'%' WITH GRANT OPTION;
CREATE DATABASE tablewire CHARACTER SET utf8mb4;
SQL
  mkdir -p "$DIR/data"
  [ "$(id -u)" != 0 ] || chown -R mysql:mysql "$DIR"
  as_owner mariadb-install-db --no-defaults --datadir="$DIR/data" --auth-root-authentication-method=normal \
    --skip-test-db >"$DIR/install.log" 2>&1 || { tail -n 5 "$DIR/install.log" >&2; die "no database"; }
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  # A socket in the abstract namespace: the path of a file may be too long. Nothing has to survive the machine.
  as_owner setsid "$server" --no-defaults --datadir="$DIR/data" --bind-address=127.0.0.1 --port="$port" \
    --socket="@tablewire-mariadb-$port" --pid-file="$DIR/server.pid" --skip-name-resolve --local-infile=ON \
    --character-set-server=utf8mb4 --innodb-buffer-pool-size=64M --innodb-flush-log-at-trx-commit=0 \
    --init-file="$DIR/init.sql" "${options[@]}" >"$DIR/server.log" 2>&1 </dev/null &
  for _ in $(seq 150); do
    if mariadb --no-defaults --protocol=tcp --host=127.0.0.1 --port="$port" --user="$USER_NAME" --password="$PASSWORD" \
      --execute='SELECT 1' tablewire >/dev/null 2>&1; then
      echo "mysql://$USER_NAME:$ENCODED@127.0.0.1:$port/tablewire"
      return
    fi
    sleep 0.2
  done
  tail -n 5 "$DIR/server.log" >&2
  stop "$DIR"
  die "the server does not start"
}

version() { "$(program)" --version; }

stop() {
  DIR="$1"
  local pid
  pid="$(cat "$DIR/server.pid" 2>/dev/null)" || return 0
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
}

case "${1:-}" in
  install | start | version | stop) "$@" ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
