#!/usr/bin/env bash
# A database under a hand: its table is chosen from a list, a filter behind it, a query instead; then all is written to another table.
source "$(dirname "$0")/lib.inc"

cat >make.ron <<'PROJECT'
(
    format: 1,
    nodes: {
        "orders": (kind: "table", version: 1, settings: (
            headers: ["id", "city", "price", "ordered"],
            rows: [
                ["1", "Oslo", "12.5", "2024-01-31"],
                ["2", "Turin", "7.25", "2024-02-29"],
                ["3", "Kyoto", "", "2024-03-01"],
            ],
        )),
        "write": (kind: "write_database", version: 1, settings: (path: "shop.sqlite", table: "orders")),
    },
    wires: [
        (from: "orders", to: "write"),
    ],
)
PROJECT
"$TABLEWIRE" run make.ron --only write --quiet || fail "the database was not made"
cat >shop.ron <<'PROJECT'
(
    format: 1,
    nodes: {
        "late": (kind: "filter", version: 1, settings: (condition: "ordered > DATE '2024-02-01'")),
        "orders": (kind: "read_database", version: 1, settings: (path: "shop.sqlite")),
        "write": (kind: "write_database", version: 1, settings: (path: "shop.sqlite", table: "late")),
    },
    wires: [
        (from: "late", to: "write"),
        (from: "orders", to: "late"),
    ],
    layout: {
        "late": (20, 2),
        "orders": (2, 2),
        "write": (38, 2),
    },
)
PROJECT
start shop.ron
wait_title "shop – Tablewire"
sleep 1
press_on "~orders, .*" GraphicsObject
sleep 1
shot 1-no-table

press_on "Show the tables"
sleep 1
shot 2-list
press_on "orders, 4 columns"
sleep 1.5
away
shot 3-table
press_on "~late, .*" GraphicsObject
sleep 1.5
shot 4-filter
key ctrl+s
wait_title "shop – Tablewire"
grep -q 'table: "orders"' shop.ron || fail "the table was not chosen"
"$TABLEWIRE" run shop.ron --quiet || fail "the run failed"
cat >late.ron <<'PROJECT'
(format: 1, nodes: {"all": (kind: "read_database", version: 1, settings: (path: "shop.sqlite", query: "SELECT id, ordered FROM late"))})
PROJECT
"$TABLEWIRE" preview late.ron all --format csv >rows.csv 2>/dev/null
grep -qx '3,2024-03-01' rows.csv || fail "the rows are $(cat rows.csv)"
[ "$(ls shop.sqlite*)" = shop.sqlite ] || fail "files were left beside the database: $(ls shop.sqlite*)"
echo "database: passed"
