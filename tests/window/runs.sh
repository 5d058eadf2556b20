#!/usr/bin/env bash
# The panel of runs: runs from the window with versions kept, a change that breaks one, what changed, and back to the outputs.
# shellcheck source=lib.inc
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/late_carriers.ron"
output="sample_projects/flights/output/late_carriers.csv"
rm -rf "$(dirname "$output")"
runs() { "$TABLEWIRE" runs "$project" --format json; }
wait_state() {
  for _ in $(seq 100); do runs | grep -q "\"state\": *\"$1\"" && return; sleep 0.1; done
  fail "no run is $1: $(runs)"
}

start "$project"
wait_title "late_carriers*"
sleep 1
key ctrl+5
sleep 0.5
shot 1-empty

# Versions are kept from now on.
press_on "Versions kept" ComboBox
sleep 0.3
shot 2-versions
press_on "Keep 10 versions" Button
[ "$(value_of "Versions kept")" = "Keep 10 versions" ] || fail "the list says $(value_of "Versions kept")"
key ctrl+Return
wait_state succeeded
sleep 1
first="$(cat "$output")"

# Another limit, by the project's own text; the window opens it anew.
sed -i 's/default: "15"/default: "60"/' "$project"
key ctrl+q
wait_end
start "$project"
wait_title "late_carriers*"
sleep 1
key ctrl+Return
for _ in $(seq 100); do [ "$(cat "$output")" != "$first" ] && break; sleep 0.1; done
[ "$(cat "$output")" != "$first" ] || fail "the second run wrote the same"
sleep 1
shot 3-changed

# The first run is chosen, and its outputs come back after a question.
press_on "~Run 1, .*"
sleep 0.5
shot 4-first
press_on "Roll back outputs…"
sleep 0.4
shot 5-question
key Return
for _ in $(seq 100); do [ "$(cat "$output")" = "$first" ] && break; sleep 0.1; done
[ "$(cat "$output")" = "$first" ] || fail "the output of the first run did not come back"
wait_state "rolled back"
sleep 0.5

# Light as well.
key ctrl+p
text "Dark or light"
key Return
sleep 0.5
shot 6-light
key ctrl+q
wait_end
echo "runs: passed"
