#!/usr/bin/env bash
# Connections under a hand: one is made, tested and browsed; a table is dragged onto the canvas, its rows are filtered by the database, and
# written to another table. With PostgreSQL where TABLEWIRE_POSTGRES names a server (tests/servers/postgres.sh), else with SQLite.
url="${TABLEWIRE_POSTGRES:-}"
# The person has nothing of it in the environment.
unset TABLEWIRE_POSTGRES
source "$(dirname "$0")/lib.inc"

# Waits for a control, so many seconds.
wait_for() {
  for _ in $(seq $(($2 * 5))); do has "$1" && return; sleep 0.2; done
  fail "there is no \"$1\" after $2 s"
}
palette() { key ctrl+p; sleep 0.5; text "$1"; sleep 0.5; key Return; sleep 0.7; settle; }
# Writes a text into a field.
fill() { press_on "$1" "${3:-TextInput}"; key ctrl+a; text "$2"; }

cat >orders.csv <<'ROWS'
id,city,price,ordered
1,Oslo,12.5,2024-01-31
2,Turin,7.25,2024-02-29
3,Kyoto,30,2024-03-01
4,Bergen,4,2024-03-05
ROWS
cat >empty.ron <<'PROJECT'
(format: 1, nodes: {})
PROJECT
if [ -n "$url" ]; then
  decoded() { python3 -c 'import sys, urllib.parse as u; p = u.urlsplit(sys.argv[1]); print(u.unquote(str(getattr(p, sys.argv[2]))))' "$url" "$1"; }
  host="$(decoded hostname)" port="$(decoded port)" user="$(decoded username)" password="$(decoded password)"
  database="$(decoded path)"; database="${database#/}"
  schema="window_connections"
  source_table="$schema.orders"
  export PGPASSWORD="$password"
  sql() { psql -h "$host" -p "$port" -U "$user" -d "$database" -v ON_ERROR_STOP=1 -qAt "$@"; }
  sql >/dev/null 2>&1 <<SQL || fail "the server takes no script"
DROP SCHEMA IF EXISTS $schema CASCADE;
CREATE SCHEMA $schema;
CREATE TABLE $schema.orders (id integer PRIMARY KEY, city text NOT NULL, price numeric(9, 2), ordered date);
INSERT INTO $schema.orders VALUES (1, 'Oslo', 12.5, '2024-01-31'), (2, 'Turin', 7.25, '2024-02-29'),
  (3, 'Kyoto', 30, '2024-03-01'), (4, 'Bergen', 4, '2024-03-05');
INSERT INTO $schema.orders SELECT n, 'Lima', 1, '2023-01-01' FROM generate_series(5, 5000) AS n;
CREATE VIEW $schema.dear AS SELECT * FROM $schema.orders WHERE price > 10;
CREATE TABLE $schema.customers (id integer, name text);
ANALYZE $schema.orders;
SQL
  # From now on the server writes down each statement.
  sql -c "ALTER SYSTEM SET log_statement = 'all'" -c "SELECT pg_reload_conf()" >/dev/null
  unset PGPASSWORD
else
  source_table="orders"
  cat >make.ron <<'PROJECT'
(
    format: 1,
    nodes: {
        "orders": (kind: "read_csv", version: 1, settings: (path: "orders.csv")),
        "write": (kind: "write_database", version: 1, settings: (path: "shop.sqlite", table: "orders")),
    },
    wires: [
        (from: "orders", to: "write"),
    ],
)
PROJECT
  "$TABLEWIRE" run make.ron --quiet || fail "the database was not made"
fi

start empty.ron
wait_title "empty – Tablewire"
sleep 1
# The palette leads to the dialog; there is no connection yet.
palette "add, tests and changes the connections"
has "Add connection" || palette "Connections…"
away
shot 1-none
press_on "Add connection"
sleep 0.5
shot 2-new
fill "Name of database" warehouse
if [ -n "$url" ]; then
  fill Host "$host"
  fill Port "$port"
  fill Database "$database"
  fill User "$user"
  press_on "Saved here" RadioButton
  press_on "Saved here" PasswordInput
  text "wrong"
  press_on "Test"
  wait_for "~.*refuses the login.*" 10
  shot 3-refused
  press_on "Saved here" PasswordInput
  key ctrl+a
  text "$password"
else
  press_on "Driver" ComboBox
  press_on "SQLite"
  fill Path "$PWD/shop.sqlite"
fi
press_on "Test"
wait_for "~.*table.* to read.*" 10
away
shot 4-found
press_on "Save warehouse"
sleep 0.7
away
shot 5-saved
file="$work/state/connections.ron"
grep -q '"warehouse"' "$file" || fail "the connection is not in the file"
[ "$(stat -c %a "$file")" = 600 ] || fail "others may read the file: $(stat -c %a "$file")"

# The tables of it.
press_on "Browse tables"
wait_for "~warehouse, .*" 5
if [ -n "$url" ]; then
  has "~$schema, .*" || fail "there is no schema"
  has "~orders, table.*" || press_on "~$schema, .*"
fi
wait_for "~orders, table.*" 10
away
shot 6-browsed
# Its columns, by the keyboard.
press_on "~orders, table.*"
key Right
wait_for "~city, .*" 10
away
shot 7-columns
key Left
press_on "Search tables" TextInput
text "ord"
sleep 0.5
shot 8-search
key ctrl+a BackSpace
sleep 0.4

# Onto the canvas with the hand.
from="$(middle "~orders, table.*")" || exit 1
to="$(within "Canvas" 45 30)" || to="560 300"
hold $from $to
shot_now 9-dragged
let_go
wait_for "~orders, .*" 5
sleep 2
away
shot 10-rows
# The canvas has the keyboard then.
key ctrl+z
sleep 0.7
has "~orders, Read Database.*" && fail "one step does not undo it"
key ctrl+y
sleep 0.7

# A filter behind it, and another table: as a project would have them.
key ctrl+s
wait_title "empty – Tablewire"
grep -q 'connection: "warehouse"' empty.ron || fail "the node names no connection: $(cat empty.ron)"
grep -q "table: \"$source_table\"" empty.ron || fail "the node reads another table: $(cat empty.ron)"
[ -z "$url" ] || ! grep -qF "$password" empty.ron || fail "the project holds the password"
target="late"
[ -z "$url" ] || target="$schema.late"
cat >flow.ron <<PROJECT
(
    format: 1,
    nodes: {
        "late": (kind: "filter", version: 1, settings: (condition: "ordered >= DATE '2024-02-29'")),
        "orders": (kind: "read_database", version: 1, settings: (connection: "warehouse", table: "$source_table")),
        "write": (kind: "write_database", version: 1, settings: (connection: "warehouse", table: "$target")),
    },
    wires: [
        (from: "late", to: "write"),
        (from: "orders", to: "late"),
    ],
    layout: {
        "late": (20, 2),
        "orders": (2, 2),
        "write": (38, 2),
    },
)
PROJECT
kill "$program"; wait "$program" 2>/dev/null || true; program=
start flow.ron
wait_title "flow – Tablewire"
sleep 1
press_on "~late, .*" GraphicsObject
sleep 2
away
shot 11-filtered
press_on "~write, .*" GraphicsObject
sleep 1
away
shot 12-target
key ctrl+Return
for _ in $(seq 60); do
  "$TABLEWIRE" connections browse warehouse "$target" >/dev/null 2>&1 && break
  sleep 0.5
done
sleep 1.5
away
shot 13-written
rows="$("$TABLEWIRE" connections browse warehouse "$target" --format json)" || fail "the table was not written"
grep -q '"ordered"' <<<"$rows" || fail "the columns are $rows"
cat >late.ron <<PROJECT
(format: 1, nodes: {"all": (kind: "read_database", version: 1, settings: (connection: "warehouse", query: "SELECT id FROM $target ORDER BY id"))})
PROJECT
ids="$("$TABLEWIRE" preview late.ron all --format csv 2>/dev/null | tail -n +2 | tr '\n' ' ')"
[ "$ids" = "2 3 4 " ] || fail "the rows are $ids"
if [ -n "$url" ]; then
  export PGPASSWORD="$password"
  log="${TABLEWIRE_POSTGRES_LOG:-}"
  if [ -n "$log" ]; then
    # The condition was decided by the server: it stands in a statement that the program has sent.
    grep -E 'orders".* WHERE .*"ordered"' "$log" | tail -n 1 | grep . || fail "no statement has the condition"
  fi
  sql -c "ALTER SYSTEM RESET log_statement" -c "SELECT pg_reload_conf()" -c "DROP SCHEMA $schema CASCADE" >/dev/null 2>&1
  ! grep -rqF "$password" "$work/log" "$work/controls" || fail "the password is told"
fi

# In Chinese and light.
kill "$program"; wait "$program" 2>/dev/null || true; program=
export TABLEWIRE_LANGUAGE=zh-CN
sed -i 's/theme: [A-Za-z]*/theme: Light/' "$work/state/preferences.ron" 2>/dev/null || true
start flow.ron
sleep 1
palette "lianjie"
sleep 1
away
shot 14-chinese
echo "connections: passed"
