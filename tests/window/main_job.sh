#!/usr/bin/env bash
# The main job by hand: open a sample, drag a node in, wire it by the mouse, see its table, save, quit; then the saved file
# is checked and the new node's rows are read by the command line.
source "$(dirname "$0")/lib.inc"

start
shot 1-start
[ "$(colours 330 60 700 500)" -gt 20 ] || fail "the start page is empty"

# The first sample on the start page.
click 680 424
wait_title "late_carriers – Tablewire"
sleep 2
shot 2-opened
[ "$(colours 190 760 700 70)" -gt 8 ] || fail "the sink shows no table"

# "Limit" from the catalogue onto the empty canvas below the last node but one.
drag 52 316 760 480
wait_title "• late_carriers – Tablewire"
shot 3-dropped

# From the output of worst_first to the input of the new node.
drag 873 261 712 497
sleep 1.5
shot 4-wired
[ "$(colours 190 640 700 190)" -gt 8 ] || fail "the new node shows no table"

# 16 rows become three while one types: nothing is pressed but the keys.
[ "$(colours 230 720 700 90)" -gt 8 ] || fail "the table ends too early"
double_click 1236 187
key ctrl+a
text 3
sleep 1
shot 5-typed
[ "$(colours 230 720 700 90)" -le 3 ] || fail "the table has more than three rows"
key Return
key ctrl+s
wait_title "late_carriers – Tablewire"
shot 6-saved

# The other theme, for looking at.
click 1244 20
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
