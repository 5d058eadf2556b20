#!/usr/bin/env bash
# The main job by hand: open a sample, drag a node in, wire it by the mouse, see its table, save, quit; then the saved file
# is checked and the new node's rows are read by the command line.
source "$(dirname "$0")/lib.inc"

start
shot 1-start
has "New project" || fail "the start page is empty"

# The first sample on the start page.
press_on "Late carriers" Button
wait_title "late_carriers – Tablewire"
control "Hawaiian Airlines Inc." >/dev/null || fail "the sink shows no table"
shot 2-opened

# "Limit" from the catalogue onto the empty canvas below the last node but one.
drag $(middle Limit Button) 760 480
wait_title "• late_carriers – Tablewire"
shot 3-dropped

# From the output of worst_first to the input of the new node.
drag_on "~output .* of worst_first" "~input .* of limit"
sleep 1.5
shot 4-wired
has "Hawaiian Airlines Inc." || fail "the new node shows no table"

# 16 rows become three while one types: nothing is pressed but the keys.
has "Row 4" || fail "the table ends too early"
press_on Rows SpinButton
key ctrl+a
text 3
sleep 1
shot 5-typed
has "Row 3" || fail "the table has fewer than three rows"
! has "Row 4" || fail "the table has more than three rows"
key Return
key ctrl+s
wait_title "late_carriers – Tablewire"
shot 6-saved

# The other theme, for looking at.
press_on "Dark or light"
sleep 1
shot 7-light

key ctrl+q
wait_end

project="sample_projects/flights/late_carriers.ron"
"$TABLEWIRE" check "$project" || fail "the saved file has problems"
grep -q '(from: "worst_first", to: "limit")' "$project" || fail "the wire is not in the file"
rows="$("$TABLEWIRE" preview "$project" limit --format csv | wc -l)"
[ "$rows" -eq 4 ] || fail "the new node has not three rows and a head, but $rows lines"
echo "main_job: passed"
