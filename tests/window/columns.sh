#!/usr/bin/env bash
# Columns as things: one is renamed from its head, its usages are listed, its way is lit, in both themes.
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/late_carriers.ron"
start "$project"
wait_title "late_carriers – Tablewire"
sleep 1.5

# The second button on the head of "name" in the sink's table: "Rename everywhere…".
press_second_on "Column name"
sleep 0.5
shot 1-menu
press_on "~Rename everywhere.*"
sleep 0.7
text "airline name"
sleep 0.7
shot 2-list
# A name that already exists is refused, and Enter does nothing then.
key ctrl+a
text "carrier"
sleep 0.7
shot 3-clash
key Return
wait_title "late_carriers – Tablewire"
key ctrl+a
text "airline name"
sleep 0.5
key Return
wait_title "• late_carriers – Tablewire"
sleep 1.5
shot 4-renamed
key ctrl+s
wait_title "late_carriers – Tablewire"

# Usages, through the command palette.
key ctrl+p
text "usages"
sleep 0.4
key Return
sleep 0.4
text "airline"
sleep 0.4
key Return
sleep 0.7
shot 5-usages
key Return
sleep 1
shot 6-there

# The way of a column, the same way; then in the other theme.
key ctrl+p
text "where a column"
sleep 0.4
key Return
sleep 0.4
text "airline"
key Return
sleep 1
shot 7-way
key ctrl+p
text "dark or light"
sleep 0.4
key Return
sleep 0.7
shot 8-way-light
key Escape
sleep 0.5
shot 9-ended
key ctrl+q
wait_end

"$TABLEWIRE" check "$project" || fail "the saved file has problems"
grep -q '(column: "name", name: "airline name")' "$project" || fail "the select does not rename"
grep -q 'keys: \["airline name"\]' "$project" || fail "the key of the groups does not follow"
"$TABLEWIRE" schema "$project" late_carriers | grep -q '^ *airline name ' || fail "the sink does not have the new name"
way="$("$TABLEWIRE" lineage "$project" late_carriers 'airline name' 2>&1 >/dev/null)"
case "$way" in *"comes from name of airlines"*) ;; *) fail "the way is told as: $way" ;; esac
echo "columns: passed"
