#!/usr/bin/env bash
# A filter filled in by rows: columns, tests and values from the data, with presses as hands make them; then keys of a join.
source "$(dirname "$0")/lib.inc"

cat > orders.csv <<'CSV'
order_id,customer_id,status,amount
1,10,open,12.5
2,11,shipped,80
3,12,open,7
4,10,,33
5,99,shipped,120
CSV
printf 'Customer ID,Segment\n10,Retail\n11,Trade\n12,Retail\n' > customers.csv
cat > p.ron <<'RON'
(format: 1, nodes: {
  "orders": (kind: "read_csv", version: 1, settings: (path: "orders.csv")),
  "customers": (kind: "read_csv", version: 1, settings: (path: "customers.csv")),
  "few": (kind: "filter", version: 1, settings: ()),
  "both": (kind: "join", version: 1, settings: ()),
}, wires: [
  (from: "few", to: "both"), (from: "customers", to: "both.right"), (from: "orders", to: "few"),
], layout: {"orders": (2, 4), "few": (18, 4), "customers": (18, 12), "both": (34, 4)})
RON
start p.ron
wait_title "p – Tablewire"
sleep 2
press_on "~few.*"
sleep 1.5
shot 1-fresh

# A column, then a value: the test already exists.
press_on "Column 1"
sleep 0.5
press_on "Column status"
sleep 1
shot 2-values
press_on "~open, 2 rows"
sleep 1
[ "$(value_of "Rows where")" = "status = 'open'" ] || fail "the formula is \"$(value_of "Rows where")\""
shot 3-equal

# By the keyboard: Enter in the value adds a row, Tab goes from column to test to value.
press_on "Value 1"
key Escape
key Return
sleep 0.5
press_on "Column 2"
sleep 0.4
text "amo"
key Return
sleep 0.6
text "10"
sleep 1
[ "$(value_of "Rows where")" = "status = 'open' AND amount = 10" ] || fail "the formula is \"$(value_of "Rows where")\""
press_on "Test 2"
sleep 0.5
press_on ">"
sleep 1
[ "$(value_of "Rows where")" = "status = 'open' AND amount > 10" ] || fail "the formula is \"$(value_of "Rows where")\""
shot 4-two
press_on "Any"
sleep 1
[ "$(value_of "Rows where")" = "status = 'open' OR amount > 10" ] || fail "the formula is \"$(value_of "Rows where")\""

# What a test does with nulls is said.
press_on "Remove condition 2"
sleep 0.5
press_on "Test 1"
sleep 0.5
press_on "is not"
sleep 1.5
shot 5-nulls
press_on "Keep nulls"
sleep 1
[ "$(value_of "Rows where")" = "status IS DISTINCT FROM 'open'" ] || fail "the formula is \"$(value_of "Rows where")\""

# A formula that rows cannot hold says why.
press_on "Rows where"
key ctrl+a
text "upper(status) = 'OPEN'"
sleep 1.2
shot 6-formula
key ctrl+a
text "status = open"
sleep 1.5
shot 7-quotes
press_on "Use 'open'"
sleep 1
[ "$(value_of "Rows where")" = "status = 'open'" ] || fail "the formula is \"$(value_of "Rows where")\""
key Escape

# The join proposes its key; one press takes it.
press_on "~both.*"
sleep 2
shot 8-proposed
press_on "~customer_id = Customer ID.*"
sleep 1.5
shot 9-joined
[ "$(value_of "Right column 1")" = "Customer ID" ] || fail "the proposal was not taken"
control "~[0-9]+ of [0-9]+ left rows match; unique on .*" Label >/dev/null || fail "the join does not say how its keys agree"

printf 'presses: %s\n' "$presses"
echo "filter_rows: passed"
