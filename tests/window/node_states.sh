#!/usr/bin/env bash
# Bypasses and disables nodes by keyboard, swaps a kind by the menu, aligns and distributes; checks the saved file and what a
# run of it writes.
# shellcheck source=lib.inc
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/late_carriers.ron"
state_of() { grep -A3 "\"$1\": (kind" "$project" | grep -o 'state: [A-Za-z]*' | head -n 1; }

start "$project"
wait_title "late_carriers*"
sleep 1

# The filter is bypassed: all flights pass.
press_on "~late, .*"
key ctrl+b
sleep 0.7
away
shot bypassed
key ctrl+s
wait_title "late_carriers – *"
[ "$(state_of late)" = "state: Bypassed" ] || fail "late is not bypassed in the file"

# The same keys use it again.
key ctrl+b
key ctrl+s
sleep 0.5
[ -z "$(state_of late)" ] || fail "late is still bypassed"

# The sort is disabled, and the sink that depends on it writes nothing.
press_on "~worst_first, .*"
key ctrl+m
sleep 0.7
away
shot disabled
key ctrl+s
sleep 0.5
grep -q 'state: Disabled' "$project" || fail "nothing is disabled in the file"
if "$TABLEWIRE" run "$project" >"$work/run" 2>&1; then fail "a run with nothing to write succeeded"; fi
grep -q 'is disabled' "$work/run" || fail "the run does not say why: $(cat "$work/run")"
key ctrl+m

# Another kind for the sort: its wires stay, its keys do not fit.
key ctrl+p
text "Change kind"
key Return
sleep 0.4
shot change_kind
text "Distinct"
key Return
sleep 0.7
key ctrl+s
sleep 0.5
grep -q 'kind: "distinct"' "$project" || fail "the kind was not changed"
grep -q '(from: "by_airline", to: "worst_first")' "$project" || fail "a wire was lost"
"$TABLEWIRE" run "$project" >"$work/run" 2>&1 || fail "the run failed: $(cat "$work/run")"

# All nodes in one line at the top.
key ctrl+a
key ctrl+p
text "Align top"
key Return
sleep 0.4
key ctrl+s
sleep 0.5
heights="$(sed -n '/layout: {/,/}/p' "$project" | grep -o ', [0-9-]*)' | sort -u | wc -l)"
[ "$heights" = 1 ] || fail "the nodes are not aligned"
away
shot aligned
key ctrl+q
wait_end
echo "node_states: passed"
