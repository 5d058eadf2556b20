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
sleep 1
sleep 5

# On the wire of the source: its rows and its columns.
move 400 445
sleep 1.5
shot 1-tooltip
# xdotool would let the button go with its modifiers.
give_up() { xdotool key Escape; sleep 0.2; settle; let_go; }
# Back into what feeds it: a circle, refused in words at the pointer.
hold 789 520 452 442
shot 2-circle
give_up
hold 351 441 671 519
shot 3-replaces
give_up
hold 789 520 290 430
shot 4-no-input
give_up
# Escape has let every wire be.
wait_title "long – Tablewire"

# A run: rows travel along the wires, also past the dot.
run() {
  # Not `key`: the rows are seen while they travel.
  xdotool key F5
  local seen=
  for _ in $(seq 600); do
    # The plate with the rows so far stands on the upper wire, half-way to the dot or behind it.
    if [ "$(colours 590 455 70 65)" -gt "$1" ]; then seen=yes; shot_now "$2"; break; fi
    sleep 0.1
  done
  [ -n "$seen" ] || fail "no rows were seen to travel"
  for _ in $(seq 900); do [ -s output/rest.csv ] && break; sleep 0.1; done
  sleep 1
}
move 700 700
sleep 0.5
base="$(colours 590 455 70 65)"
run $((base + 12)) 5-flow
shot 6-finished
rm -rf output
click 1244 20
move 700 700
sleep 1
base="$(colours 590 455 70 65)"
run $((base + 12)) 7-flow-light

key ctrl+q
wait_end
[ "$(wc -l <output/groups.csv)" -eq 5001 ] || fail "the groups are not all there"
echo "wires: passed"
