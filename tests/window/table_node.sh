#!/usr/bin/env bash
# A Table node used like a sheet, with presses as hands make them: heads and cells typed by keys alone, a block copied and
# pasted, a cell cleared and brought back, a row and a column by the menu, a value replaced; then the saved file is read.
source "$(dirname "$0")/lib.inc"
# A key is held down for 120 ms.
hold_key() { local one; for one in "$@"; do xdotool keydown "$one"; sleep 0.12; xdotool keyup "$one"; sleep 0.05; done; settle; }
# A key with others held: "shift Down".
held() { xdotool keydown "$1"; sleep 0.05; hold_key "${@:2}"; xdotool keyup "$1"; settle; }

start
key ctrl+n
hold_key Tab
text "table"
sleep 0.3
hold_key Return
control "Cell 1 1" >/dev/null || fail "there is no cell"
shot 1-fresh

# Heads and two rows: Tab goes on, Return begins the next line where the first Tab was.
press_on "Header 1"
text "city"; hold_key Tab; text "sales"; hold_key Return
text "Rome"; hold_key Tab; text "3"; hold_key Return
text "Oslo"; hold_key Tab; text "5"; hold_key Return
[ "$(value_of "Cell 2 1")" = Oslo ] || fail "the second row begins with $(value_of "Cell 2 1")"
text "Bern"; hold_key Tab; text "8"; hold_key Tab
text "x"; hold_key Return
[ "$(value_of "Header 3")" = column_3 ] || fail "no column came of typing behind the last"
shot 2-typed

# A block of two rows is copied to the end.
press_on "Cell 1 1"
held shift Right Down
key ctrl+c
press_on "Cell 3 1"
hold_key Down
key ctrl+v
[ "$(value_of "Cell 5 2")" = 5 ] || fail "the block was not pasted: $(value_of "Cell 5 2")"
shot 3-pasted
key ctrl+z
[ -z "$(value_of "Cell 5 1")" ] || fail "undo left the block"
key ctrl+y
[ "$(value_of "Cell 5 1")" = Oslo ] || fail "redo did not bring the block"

# Over what is there; then on from what is there.
press_on "Cell 1 2"
text "4"; hold_key Return
hold_key Up F2; text "0"; hold_key Return
[ "$(value_of "Cell 1 2")" = 40 ] || fail "the cell holds $(value_of "Cell 1 2")"
hold_key Delete
[ -z "$(value_of "Cell 2 2")" ] || fail "Delete left $(value_of "Cell 2 2")"
key ctrl+z
[ "$(value_of "Cell 2 2")" = 5 ] || fail "undo did not bring it back"

# The menu by its key: a row above, the third column away.
press_on "Cell 2 1"
held shift F10
shot 4-menu
press_on "Insert row above"
[ -z "$(value_of "Cell 2 1")" ] || fail "no row came"
text "Paris"; hold_key Tab; text "7"; hold_key Return
press_on "Header 3"
held shift F10
press_on "Remove column"
[ -z "$(value_of "Header 3")" ] || fail "the column is still there"
# A column is called otherwise by its head.
press_on "Header 2"
text "amount"; hold_key Return
shot 5-done

key ctrl+p
text "dark or light"
sleep 0.4
hold_key Return
sleep 0.7
press_on "Cell 3 1"
shot 6-light
key ctrl+p
text "language"
sleep 0.4
hold_key Return
sleep 0.8
shot 7-chinese
key ctrl+p
text "language"
sleep 0.4
hold_key Return
sleep 0.5

key ctrl+s
sleep 0.8
key ctrl+a
text "$work/home/cities.ron"
hold_key Return
wait_title "cities – Tablewire"
key ctrl+q
wait_end

rows="$("$TABLEWIRE" preview cities.ron table --format csv)"
expected="city,amount
Rome,40
Paris,7
Oslo,5
Bern,8
Rome,3
Oslo,5"
[ "$rows" = "$expected" ] || fail "the table is $rows"
echo "table_node: passed"
