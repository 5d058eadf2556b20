#!/usr/bin/env bash
# A newcomer's whole task by mouse and keyboard: two messy files are cleaned, joined, grouped, pivoted and written, right to the
# cent, with at most twenty presses and two typed formulas. `tests/files/newcomer/make.py` makes the files and what is expected.
source "$(dirname "$0")/lib.inc"

files="$here/tests/files/newcomer"
cp "$files/orders.csv" "$files/customers.csv" .
formulas=0
formula() { text "$1"; formulas=$((formulas + 1)); }
# A control that comes with the next table.
wait_for() {
  for _ in $(seq 100); do has "$1" && { settle; return; }; sleep 0.1; done
  fail "there is no \"$1\""
}
# Takes what the head of a column offers.
clean() { press_on "$1"; wait_for "OK"; key Return; }
# Whether the keyboard is in a control of that name.
focused() { awk -F '\t' -v want="$1" '$6 ~ "focused" && $7 ~ want { found = 1 } END { exit !found }' "$TABLEWIRE_CONTROLS"; }
# A node behind the one that is looked at. In a form Tab goes on to the next field: Escape leaves the form first.
add() {
  for _ in 1 2 3; do
    key Tab; sleep 0.3
    focused "^Search nodes" && break
    key Escape
  done
  focused "^Search nodes" || fail "Tab does not look for a node"
  text "$1"; key Return
  wait_for "~($2), .*incomplete.*|$2, .*"
}

start
# Open the orders; amounts become exact decimals as the reader offers.
press_on "Open" Button 1
press_on "~.*orders.csv"
press_on "Open" Button 2
wait_for '~Read "price" as decimal.*'
press_on '~Read "price" as decimal.*'
wait_for "~Type 1"
press_on '~Read "cost" as decimal.*'
wait_for "~Type 2"
# Clean what the heads of the columns offer, keep the orders that were shipped.
clean "~status: White space around values.*"
wait_for "~status: Same words.*"
clean "~status: Same words.*"
wait_for "~formula, Formula: .*lower.*up to date.*"
shot 1-orders
press_second_on "shipped" Cell
press_on "Keep rows where status = shipped"
wait_for "~filter, Filter: status = 'shipped', up to date.*"
# The customers, by keys; cleaned the same way.
key Escape; add "read csv" "read_csv"
key ctrl+a; text "customers.csv"; key Return
wait_for "~Segment: White space around values.*"
clean "~Segment: White space around values.*"
wait_for "~Segment: Same words.*"
clean "~Segment: Same words.*"
wait_for "~formula_2, Formula: .*WHEN.*up to date.*"
clean "~Customer ID: White space.*"
wait_for "~formula_2, Formula: .*trim.*Customer ID.*up to date.*"
shot 2-customers
# Join by the key that is proposed.
add "join" "join"
drag_on "output matching of filter" "input right of join"
wait_for "~Customer ID = customer_id: .*rows match.*"
shot 3-keys
press_on "~Customer ID = customer_id: .*rows match.*"
wait_for "~join, Join: Customer ID = customer_id, up to date.*"
# Two formulas, typed.
add "formula" "formula_3"
key Return; wait_for "Name 1"; text "margin"; key Tab; formula "price - cost"
key Tab; key Return; wait_for "Name 2"; text "month"; key Tab; formula "month(order_date)"
wait_for "~formula_3, Formula: margin = price - cost, month = month.*up to date.*"
# The sum of margin by month and segment.
add "group by" "group_by"
key Return; wait_for "Search columns"
text "month"; key Return; key ctrl+a; text "Segment"; key Return
wait_for "~group_by, Group by: .*month, Segment.*"
key Escape; sleep 0.5; has "Search columns" && key Escape
press_on "Column 1" ComboBox
wait_for "Search columns"
press_on "Column margin" Button
wait_for "~group_by, Group by: margin: sum.*up to date.*"
shot 4-grouped
# Months down, segments across: the fresh pivot fills itself in.
add "pivot" "pivot"
wait_for "~pivot, Pivot: .*up to date.*"
add "write csv" "write_csv"
shot 5-pivot
press_on "Run" Button
for _ in $(seq 100); do [ -f pivot.csv ] && break; sleep 0.1; done
[ -f pivot.csv ] || fail "nothing was written"
shot 6-written
sort -t , -k 1n pivot.csv >sorted.csv
sort -t , -k 1n "$files/expected.csv" >expected.csv
cmp sorted.csv expected.csv || fail "the table is another one: $(diff sorted.csv expected.csv | head -6)"
[ "$presses" -le 20 ] && [ "$formulas" -le 2 ] || fail "$presses presses and $formulas formulas"
echo "newcomer: passed with $presses presses and $formulas typed formulas"
