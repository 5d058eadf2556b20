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
node table_bad table '(headers: ["order", "order"], rows: [["1", "x"], ["2"]], types: [(column: "order", type: Integer), (column: "none", type: Date)])'
node filter filter '(condition: "price > 5 AND dest = '"'BOS'"'")' orders
node filter_text filter '(condition: "upper(dest) = '"'BOS'"' OR year(sold) > 2020")' orders
node filter_bad filter '(condition: "prize > 5")' orders
node formula formula '(columns: [(name: "gross", expression: "round(price * 1.19, 2)"), (name: "late", expression: "sold > date '"'2024-03-01'"'")], unfit: Reject)' orders
node formula_bad formula '(columns: [(name: "", expression: "price *"), (name: "x", expression: "dest + 1")])' orders
node select select '(columns: [(column: "dest", name: "to"), (column: "price", keep: false), (column: "order", type: Text)], rest: Drop)' orders
node select_bad select '(columns: [(column: "none", name: "to"), (column: "price", name: "dest")])' orders
node sort sort '(keys: [(column: "price", order: Descending, nulls: First), (column: "customer")])' orders
node sort_bad sort '(keys: [(column: "prize"), ()])' orders
node group group_by '(keys: ["customer", "dest"], aggregations: [(function: Rows, name: "orders"), (column: "price", function: Mean), (column: "price", function: Quantile, quantile: 0.9), (column: "dest", function: JoinedText, separator: ", ")])' orders
node group_bad group_by '(keys: ["nobody"], aggregations: [(column: "dest", function: Sum), (column: "price", function: Sum, name: "nobody")])' orders
node join join '(how: Left, keys: [(left: "customer", right: "Customer"), (left: "price", right: "price")], expect: ManyToOne, coalesce: false, suffix: "_of")' "orders people>right"
node join_bad join '(keys: [(left: "sold", right: "price"), (left: "nobody")])' "orders people>right"
node pivot pivot '(rows: ["customer"], columns_from: "dest", values_from: "price", function: Quantile, quantile: 0.9, listed: [(value: "BOS", name: "Boston"), (value: "SFO")], prefix: "to_")' orders
node pivot_bad pivot '(rows: ["customer"], columns_from: "nothing", values_from: "dest", function: Sum)' orders
node unpivot unpivot '(values: ["price", "order"], ids: ["customer"], name_column: "what", value_column: "much")' orders
node unpivot_bad unpivot '(values: ["price", "sold"], name_column: "order", value_column: "order")' orders
node fill fill_missing '(fills: [(columns: ["price"], method: Constant, value: "0"), (columns: ["dest"], method: Forward)], groups: ["customer"], order_by: [(column: "sold", order: Descending)], nan: true)' orders
node fill_bad fill_missing '(fills: [(columns: ["price"], method: Constant, value: "many"), ()])' orders
node sample_count sample '(count: 2, seed: 12)' orders
node sample_part sample '(size: Fraction, fraction: 0.25, seed: 12)' orders
node limit limit '(keep: First, offset: 10, count: 1000000)' orders
node distinct distinct '(columns: ["customer", "dest"], keep: Last)' orders
node distinct_bad distinct '(columns: ["nobody"])' orders
node union union '(by: Name, missing: Error, numbers_as_text: true, source: "from")' "orders people"
node read_csv read_csv '(path: "orders.csv", delimiter: ";", decimal_comma: true, types: [(column: "sold on", type: Date, format: "%Y-%m-%d"), (column: "price", type: Number)], null_texts: ["NA", "-"], comment: "#", skip_rows: 0)'
node read_csv_bad read_csv '(path: "nowhere.csv", delimiter: "ab", types: [(column: "x", type: Date, format: "%Q")])'
node read_excel read_excel '(path: "book.xlsx", sheet: "Orders", range: "A1:E20", header_rows: 1, skip_last: 2, sheet_column: "sheet")'
node read_excel_bad read_excel '(path: "book.xlsx", sheet: "None", range: "ZZ")'
node read_json read_json '(path: "orders.json", rows_at: "")'
node read_parquet read_parquet '(path: "orders.parquet")'
node write_csv write_csv '(path: "out.csv", delimiter: ";", null_text: "NA", decimal_comma: true, date_format: "%d.%m.%Y")' orders
node write_csv_bad write_csv '(path: "", delimiter: "", date_format: "%Q")' orders
node write_excel write_excel '(path: "book.xlsx", sheet: "Orders")' orders
node write_json write_json '(path: "orders.json", pretty: true)' orders
node write_parquet write_parquet '(path: "orders.parquet", compression: Zstd)' orders
node reads_rejects read_json '(path: "orders.json", rejects: AbovePercent, most_rejects: 2.5)'
node new_filter filter '()' orders
node new_formula formula '(columns: [()])' orders
node new_sort sort '(keys: [()])' orders
node new_group group_by '(aggregations: [(), (function: Sum)])' orders
node new_join join '(keys: [()])' "orders people>right"
node new_pivot pivot '()' orders
node new_unpivot unpivot '()' orders
node new_fill fill_missing '(fills: [(), (columns: ["price"]), (columns: ["sold"])])' orders
node new_union union '()' orders
node new_csv read_csv '()'
node new_excel read_excel '()'
node new_json read_json '()'
node new_write write_excel '()' orders
printf '(format: 1, nodes: {%s}, wires: [%s], layout: {%s})' "$nodes" "$wires" "$layout" >"$project"
"$TABLEWIRE" run "$project" --to write_excel --to write_json --to write_parquet >"$work/run" 2>&1 || cat "$work/run"

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
