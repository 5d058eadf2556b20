#!/usr/bin/env bash
# Two tables side by side, scrolled together; what differs: with the input, with the pinned table, before and after a change;
# the nodes coloured by time, rows and memory.
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/late_carriers.ron"
start "$project"
wait_title "late_carriers – Tablewire"
sleep 1

# The filter's table is pinned, the join's is shown beside it; scrolling one takes the other along.
press_on "~late,.*"
sleep 1
press_on "Pin table"
press_on "~with_airline,.*"
sleep 1.5
move 900 720
sleep 0.5
shot 1-side-by-side
press_on "Scroll tables together"
move 900 720
# The row numbers of the left table.
numbers() { import -window root -crop "36x180+200+620" +repage -format '%#' info:; }
before="$(numbers)"
for _ in 1 2 3 4 5 6; do xdotool click 5; sleep 0.1; done
sleep 0.8
shot 2-scrolled
[ "$(numbers)" != "$before" ] || fail "the pinned table did not scroll along"

ask() { key ctrl+p; text "$1"; key Return; sleep 1.5; }
# Beside its input the join has a column more; all rows show it.
ask "compare with its input"
shot 3-input
press_on "Only differences"
sleep 1
shot 4-input-rows
ask "compare with the pinned"
shot 5-pinned
press_on "End comparison"
press_on "~late,.*"
sleep 0.5
press_on "~Unpin table|Pin table"

# The condition changes; the groups two nodes later say what that did.
press_on "Rows where"
key ctrl+a
text "dep_delay > 60 AND carrier <> 'UA'"
key Escape
sleep 1.5
press_on "~by_airline,.*"
sleep 1
move 700 480
ask "compare with before"
shot 6-before
[ "$(colours 280 640 760 170)" -gt 40 ] || fail "no change is marked"
press_on "Dark or light"
sleep 1
shot 7-before-light
press_on "End comparison"
sleep 1

# The heat map and its legend.
ask "heat map by time"
move 700 500
shot 8-time-light
press_on "Dark or light"
ask "heat map by rows"
move 700 500
shot 9-rows
ask "heat map by memory"
move 700 500
sleep 0.5
shot 10-memory
ask "no heat map"
key ctrl+s
wait_title "late_carriers – Tablewire"
key ctrl+q
wait_end

"$TABLEWIRE" check "$project" || fail "the saved file has problems"
echo "compare: passed"
