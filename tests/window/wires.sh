#!/usr/bin/env bash
# Wires under a hand: what one carries, why one is refused, what one would replace; and the flow of a long run.
source "$(dirname "$0")/lib.inc"

# Enough rows for a run that one can look at.
awk 'BEGIN { print "id,group,value"; for (i = 0; i < 3000000; i++) print i "," i * 7919 % 5000 "," i * 104729 % 100003 }' >big.csv
cat >long.ron <<'RON'
(
    format: 1,
    nodes: {
        "by_group": (kind: "group_by", version: 1, settings: (
            keys: ["group"],
            aggregations: [(function: Rows, name: "rows"), (column: "value", function: Mean, name: "mean")],
        )),
        "events": (kind: "read_csv", version: 1, settings: (path: "big.csv")),
        "groups": (kind: "write_csv", version: 1, settings: (path: "output/groups.csv")),
        "large": (kind: "filter", version: 1, settings: (condition: "value > 50000")),
        "rest": (kind: "write_csv", version: 1, settings: (path: "output/rest.csv")),
        "sorted": (kind: "sort", version: 1, settings: (keys: [(column: "value", order: Descending)])),
    },
    wires: [
        (from: "large", to: "by_group"),
        (from: "by_group", to: "groups"),
        (from: "events", to: "large"),
        (from: "sorted", to: "rest"),
        (from: "large.others", to: "sorted"),
    ],
    layout: {
        "by_group": (44, 0),
        "events": (0, 6),
        "groups": (66, 0),
        "large": (22, 6),
        "rest": (66, 14),
        "sorted": (44, 14),
    },
    dots: [
        (from: "large", at: (38, 3), to: ["by_group"]),
    ],
)
RON
start long.ron
wait_title "long – Tablewire"
key ctrl+3
sleep 1
key Home
for _ in $(seq 150); do has "~groups, .*5,000 rows" && has "~rest, .*1,499,987 rows" && break; sleep 0.2; done
has "~rest, .*1,499,987 rows" || fail "the rows are not counted"
sleep 0.5
port() { control "$1" GraphicsSymbol | awk -F '\t' '{ print int($2 + $4 / 2), int($3 + $5 / 2) }'; }
read -r from_x from_y <<<"$(port "output rows of events")"
read -r to_x to_y <<<"$(port "input in of large")"

# On the wire of the source: its rows and its columns.
move $(((from_x + to_x) / 2)) $(((from_y + to_y) / 2))
sleep 1.5
shot 1-tooltip
# xdotool would let the button go with its modifiers.
give_up() { xdotool key Escape; sleep 0.2; settle; let_go; }
# Back into what feeds it: a circle, refused in words at the pointer.
hold $(port "output sorted of sorted") $(port "input in of large")
shot 2-circle
give_up
hold $(port "output rows of events") $(port "input in of sorted")
shot 3-replaces
give_up
hold $(port "output sorted of sorted") $(middle "~events, .*")
shot 4-no-input
give_up
# Escape has let every wire be.
wait_title "long – Tablewire"

# A run: rows travel along the wires, also past the dot. Where the wire to the sort is, without its ends.
read -r from_x from_y <<<"$(port "output others of large")"
read -r to_x to_y <<<"$(port "input in of sorted")"
wire="$((from_x + 20)) $((from_y + 5)) $((to_x - from_x - 30)) $((to_y - from_y - 5))"
run() {
  # Not `key`: the rows are seen while they travel.
  xdotool key F5
  local seen=
  for _ in $(seq 600); do
    # The plate with the rows so far stands half-way.
    if [ "$(colours $wire)" -gt "$1" ]; then seen=yes; shot_now "$2"; break; fi
    sleep 0.1
  done
  [ -n "$seen" ] || fail "no rows were seen to travel"
  for _ in $(seq 900); do [ -s output/rest.csv ] && break; sleep 0.1; done
  sleep 1
}
move 700 700
sleep 0.5
base="$(colours $wire)"
run $((base + 12)) 5-flow
shot 6-finished
rm -rf output
press_on "Dark or light"
move 700 700
sleep 1
base="$(colours $wire)"
run $((base + 12)) 7-flow-light

key ctrl+q
wait_end
[ "$(wc -l <output/groups.csv)" -eq 5001 ] || fail "the groups are not all there"
echo "wires: passed"
