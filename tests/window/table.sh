#!/usr/bin/env bash
# The table under a hand: looking only, a node of it, finding, going to a row, an export.
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/weather_delays.ron"
start "$project"
wait_title "weather_delays – Tablewire"
sleep 1

# The source of all flights; fields above its columns; only the flights that left very late.
press_on "~flights, .*"
control "Column dep_delay" >/dev/null || fail "the table of all flights is not shown"
press_on "Show filters"
press_on "Filter dep_delay"
text ">1000"
sleep 1.5
shot 1-looking
wait_title "weather_delays – Tablewire"

# The arrow of the same column: it is dear only to the smallest, so the order is seen at once.
hover_on "Column dep_delay"
press_on "Sort by dep_delay"
sleep 1.5
shot 2-sorted

# One click makes nodes of it.
press_on "Turn into a node"
wait_title "• weather_delays – Tablewire"
sleep 1.5
shot 3-nodes

# Back at all flights: a tail number is found, then a row far down.
key Alt+Left
key Alt+Left
sleep 1
press_on "~.*" Cell 20
# The table's own search opens, not the canvas's.
key ctrl+f
control "Find in table" TextInput >/dev/null || fail "Ctrl+F did not open the search of the table"
! has "Find a node or a column" || fail "Ctrl+F in the table opened the search of the canvas"
text "N14228"
control "~[0-9]+ of 111" Label >/dev/null || fail "the tail number is not counted"
key Return
sleep 0.5
shot 4-found
key Escape
key ctrl+j
text "300000"
key Return
control "Row 300,000" RowHeader >/dev/null || fail "row 300000 is not shown"
shot 5-row
key Escape

# The whole table as a file, by the name that is offered.
key ctrl+shift+e
[ "$(value_of "File name" TextInput)" = flights.csv ] || fail "the name that is offered is $(value_of "File name" TextInput)"
shot 6-export
key Return
file="sample_projects/flights/flights.csv"
for _ in $(seq 120); do has "~Export finished .*" && break; sleep 0.5; done
has "~Export finished .*" || fail "the export was not finished"
shot 7-exported

key ctrl+s
wait_title "weather_delays – Tablewire"
key ctrl+q
wait_end

"$TABLEWIRE" check "$project" || fail "the saved file has problems"
grep -q 'condition: "dep_delay > 1000"' "$project" || fail "the filter is not in the project"
rows="$("$TABLEWIRE" preview "$project" sort --format csv | wc -l)"
[ "$rows" = 6 ] || fail "the look keeps $rows lines"
[ "$(wc -l <"$file")" = 336777 ] || fail "the export has not all rows"
echo "table: passed"
