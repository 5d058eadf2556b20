#!/usr/bin/env bash
# The form of every kind, twice: as a careful person has filled it in, and with mistakes. All its sections are open, tables arrive.
# FORMS_LANGUAGE (en, zh-CN), FORMS_THEME (Dark, Light), FORMS_WIDTH (of the inspector, in points) and FORMS_NODES choose.
: "${FORMS_LANGUAGE:=en}" "${FORMS_THEME:=Dark}" "${FORMS_WIDTH:=304}"
screen=1500x1340
source "$(dirname "$0")/lib.inc"
export TABLEWIRE_LANGUAGE="$FORMS_LANGUAGE"

mkdir -p "$TABLEWIRE_STATE"
share="$(awk -v w="$FORMS_WIDTH" 'BEGIN { printf "%.4f", w / 1500 }')"
cat >"$TABLEWIRE_STATE/preferences.ron" <<RON
(theme: $FORMS_THEME, workplaces: [(display: (width: 1500, height: 1340, scale: 100), shares: {Inspector: $share, Table: 0.12}),
  (display: (width: 0, height: 0, scale: 0), shares: {Inspector: $share, Table: 0.12})])
RON

project="$work/home/forms.ron"
printf 'order;price;sold on\n1;12,50;2024-03-01\n2;7,00;2024-03-02\n' >"$work/home/orders.csv"
nodes= layout= wires= count=0
# A node: its name, its kind, its settings, and what feeds it ("orders", "orders>right").
node() {
  nodes+="\"$1\": (kind: \"$2\", version: 1, settings: $3),"
  layout+="\"$1\": ($((count % 8 * 18)), $((count / 8 * 8))),"
  count=$((count + 1))
  for from in ${4:-}; do
    local port="${from#*>}"
    [ "$port" = "$from" ] && wires+="(from: \"$from\", to: \"$1\")," || wires+="(from: \"${from%>*}\", to: \"$1.$port\"),"
  done
}
table='(headers: ["order", "customer", "dest", "price", "sold"], rows: [["1", "Ada", "BOS", "12.5", "2024-03-01"],
  ["2", "Bob", "SFO", "7", "2024-03-02"], ["3", "Ada", "", "", "2024-03-02"]], types: [(column: "sold", type: Date, format: "%Y-%m-%d")])'
node orders table "$table"
node people table '(headers: ["Customer", "city", "price"], rows: [["Ada", "Boston", "1"], ["Cy", "Oslo", "2"]])'
# The forms stand in the folders of the kinds.
for checks in "$here"/src/nodes/kinds/*/*/checks.ron; do
  kind="$(basename "$(dirname "$checks")")"
  while IFS=$'\x1f' read -r name from settings; do
    node "${kind}_$name" "$kind" "$settings" "$from"
  done < <(sed -nE '/^    forms: \[/,/^    \],/ s/^        \("([^"]*)", "([^"]*)", (.*)\),$/\1\x1f\2\x1f\3/p' "$checks")
done
printf '(format: 1, nodes: {%s}, wires: [%s], layout: {%s})' "$nodes" "$wires" "$layout" >"$project"
"$TABLEWIRE" run "$project" --to write_excel_filled --to write_json_filled --to write_parquet_filled >"$work/run" 2>&1 || cat "$work/run"

start "$project"
sleep 3
left=$((1500 - FORMS_WIDTH - 4))
all="$(printf '%s' "$nodes" | grep -o '"[a-z_]*": (kind' | cut -d '"' -f 2)"
for node in ${FORMS_NODES:-$all}; do
  press_on "~$node[^a-z_].*"
  for _ in 1 2 3 4 5 6 7 8 9; do
    sleep 0.2
    at="$(awk -F '\t' -v left="$left" '$1 == "Button" && $6 == "off" && $2 > left && $3 > 90 && $7 !~ /^(About|关于)/ { print int($2 + $4 / 2), int($3 + $5 / 2); exit }' "$TABLEWIRE_CONTROLS")"
    [ -z "$at" ] && break
    press $at
  done
  away
  import -window root -crop "$((FORMS_WIDTH + 4))x1300+$left+36" +repage "$shots/forms-$node-$FORMS_THEME-$FORMS_LANGUAGE-$FORMS_WIDTH.png"
done
echo "all_forms: drawn"
