#!/usr/bin/env bash
# A messy CSV file is cleaned by pointing only, with presses as hands make them: chips, the panel, cells, a menu; the saved
# project is read by the command line. Then the panel is looked at in Chinese and in the other theme.
# shellcheck source=tests/window/lib.inc
source "$(dirname "$0")/lib.inc"

cat > orders.csv <<'CSV'
order,customer,city,price,date,tags,zip
1,Acme Inc," Berlin ","$1,200.50",31/01/2024,red;blue,01067
2,"Acme, Inc.",Berlin,$3.00,2024-02-01,red,10115
3,Bolt,berlin,(12.00),05 Feb 2024,blue;green,80331
4,Acme Inc,Paris ,soon,14/02/2024,red;blue,75001
5,Bolt,Paris,$75,15/02/2024,green,75001
6,bolt,BERLIN,$8.40,16/02/2024,blue,10115
7,Crane,Oslo,"$2,000",2024-02-17,red;green,00150
8,Crane,Oslo,$9.10,18/02/2024,red,00150
9,Acme Inc,Berlin,$12,19/02/2024,blue;red,10115
10,Bolt,Paris,$30.25,29/02/2024,red,75001
CSV
cat > messy.ron <<'RON'
(
    format: 1,
    nodes: {
        "orders": (kind: "read_csv", version: 1, settings: (path: "orders.csv")),
        "clean": (kind: "write_csv", version: 1, settings: (path: "clean.csv")),
    },
    wires: [(from: "orders", to: "clean")],
    layout: { "orders": (2, 4), "clean": (18, 4) },
)
RON
cp messy.ron fresh.ron

start messy.ron
wait_title "messy – Tablewire"
sleep 2
shot 1-open

# Takes the suggestion of a column: its chip, a look at the panel, Enter.
take() {
  press_on "~$1: .*" Button
  control "~.*: $1" Label >/dev/null || fail "no panel opens for $1"
  [ -z "${2:-}" ] || shot "$2"
  key Return
  sleep 1.5
}
# Money; then dates in three formats, into the same node.
take price 2-money
[ "$(title)" = "• messy – Tablewire" ] || fail "the suggestion was not taken"
has "Output rejected" || fail "a row that does not fit has no way out"
shot 3-numbers
take date 4-dates
# White space around values, then the spellings that are left.
take city
take city 5-case
take customer 6-spellings
shot 7-gathered
has "~(price|date|city|customer): .*" && fail "a column is still suggested to be cleaned"
has "tags: Looks like lists: split…" || fail "what was not asked for is no longer suggested"

# Two values picked with Ctrl, and their menu.
press_on "Berlin" Cell
xdotool keydown ctrl; press_on "Paris" Cell; xdotool keyup ctrl
press_second_on "Paris" Cell
has "Keep rows with these 2 values of city" || fail "the menu is not about both values"
shot 8-values
key Escape
# The menu of a head.
press_second_on "Column city"
has "~Clean values.*" || fail "the menu of a head does not clean"
shot 9-menu
key Escape
# What does not fit is one press away, and says why.
press_on "Output rejected"
sleep 1
has "'soon' does not fit price" || fail "the rejected row gives no reason"
shot 10-rejected

key ctrl+s
wait_title "messy – Tablewire"
key ctrl+q
wait_end
"$TABLEWIRE" check messy.ron || fail "the saved project has problems"
grep -q 'parse_decimal(price, 2)' messy.ron || fail "the file does not hold the step for price: $(cat messy.ron)"
cleaned="$("$TABLEWIRE" preview messy.ron clean --format csv)"
expected='order,customer,city,price,date,tags,zip
1,Acme Inc,Berlin,1200.50,2024-01-31,red;blue,01067
2,Acme Inc,Berlin,3.00,2024-02-01,red,10115
3,Bolt,Berlin,-12.00,2024-02-05,blue;green,80331
5,Bolt,Paris,75.00,2024-02-15,green,75001
6,Bolt,Berlin,8.40,2024-02-16,blue,10115
7,Crane,Oslo,2000.00,2024-02-17,red;green,00150
8,Crane,Oslo,9.10,2024-02-18,red,00150
9,Acme Inc,Berlin,12.00,2024-02-19,blue;red,10115
10,Bolt,Paris,30.25,2024-02-29,red,75001'
[ "$cleaned" = "$expected" ] || fail "the cleaned table is: $cleaned"
rejected="$("$TABLEWIRE" preview messy.ron formula.rejected --format csv | tail -n +2)"
case "$rejected" in 4,*"'soon' does not fit price"*) ;; *) fail "the rejected rows are: $rejected" ;; esac
[ "$(printf '%s\n' "$rejected" | wc -l)" = 1 ] || fail "the rejected rows are: $rejected"

# The panel in Chinese, in the light theme.
mkdir -p "$TABLEWIRE_STATE"
rm -rf "${TABLEWIRE_STATE:?}"/*
printf '(theme: Light)\n' >"$TABLEWIRE_STATE/preferences.ron"
export TABLEWIRE_LANGUAGE=zh-CN
cp fresh.ron messy.ron
start messy.ron
wait_title "messy – Tablewire"
sleep 2
for column in price date customer; do
  press_on "~$column[:：].*" Button
  sleep 0.8
  shot "11-$column-chinese"
  key Escape
done
echo "cleaning: passed"
