#!/usr/bin/env bash
# The table under a hand: looking only, a node of it, finding, going to a row, an export.
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/weather_delays.ron"
start "$project"
wait_title "weather_delays – Tablewire"
sleep 1

# The source of all flights; fields above its columns; only the flights that left very late.
click 248 251
sleep 1
click 893 554
click 820 646
text ">1000"
sleep 1.5
shot 1-looking
wait_title "weather_delays – Tablewire"

# The arrow of the same column: it is dear only to the smallest, so the order is seen at once.
move 800 611
click 751 611
sleep 1.5
shot 2-sorted

# One click makes nodes of it.
click 952 584
wait_title "• weather_delays – Tablewire"
sleep 1.5
shot 3-nodes

# Back at all flights: a tail number is found, then a row far down.
key Alt+Left
key Alt+Left
sleep 1
click 400 690
# The table's own search opens, not the canvas's: nothing appears over the canvas.
canvas() { import -window root -crop "860x480+190+50" +repage -format '%#' info:; }
table() { import -window root -crop "860x60+190+572" +repage -format '%#' info:; }
sleep 1
canvas_before="$(canvas)" table_before="$(table)"
key ctrl+f
sleep 0.5
[ "$(canvas)" = "$canvas_before" ] || fail "Ctrl+F in the table opened something over the canvas"
[ "$(table)" != "$table_before" ] || fail "Ctrl+F did not open the search of the table"
text "N14228"
sleep 2
key Return
sleep 0.5
shot 4-found
key Escape
key ctrl+j
text "300000"
key Return
sleep 1.5
shot 5-row
key Escape

# The whole table as a file, by the name that is offered.
key ctrl+shift+e
sleep 1
shot 6-export
key Return
sleep 5
shot 7-exported

key ctrl+s
wait_title "weather_delays – Tablewire"
key ctrl+q
wait_end

"$TABLEWIRE" check "$project" || fail "the saved file has problems"
grep -q 'condition: "dep_delay > 1000"' "$project" || fail "the filter is not in the project"
rows="$("$TABLEWIRE" preview "$project" sort --format csv | wc -l)"
[ "$rows" = 6 ] || fail "the look keeps $rows lines"
file="sample_projects/flights/flights.csv"
[ "$(wc -l <"$file")" = 336777 ] || fail "the export has not all rows"
echo "table: passed"
