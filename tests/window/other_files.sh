#!/usr/bin/env bash
# Other people's files under a hand: what is told of European numbers, of a code page of DOS and of a web page named .xls, and
# what a click makes of it.
source "$(dirname "$0")/lib.inc"

mkdir data
printf 'item;price;qty\nlamp;1.299,99;1.200\ncup;7,50;3\nsofa;12.000,00;10\n' >data/eu.csv
printf 'name;ort\nM\x81ller;K\x94ln S\x81d\nGr\x94\xe1e;Stra\xe1e\n' >data/dos.csv
printf '<html><table><tr><td>1</td></tr></table></html>' >data/web.xls
cat >files.ron <<'PROJECT'
(
    format: 1,
    nodes: {
        "dos": (kind: "read_csv", version: 1, settings: (path: "data/dos.csv")),
        "prices": (kind: "read_csv", version: 1, settings: (path: "data/eu.csv")),
        "web": (kind: "read_excel", version: 1, settings: (path: "data/web.xls")),
    },
    layout: {
        "dos": (2, 12),
        "prices": (2, 2),
        "web": (2, 22),
    },
)
PROJECT
start files.ron
wait_title "files – Tablewire"
sleep 1.5
shot 1-told

# Numbers in the notation of the file, by one click.
press_on "~prices, .*" GraphicsObject
sleep 1
away
shot 2-numbers
press_on "Read numbers in the format 1.234,56"
sleep 1
shot 3-read
wait_title "• files – Tablewire"
key ctrl+s
wait_title "files – Tablewire"
grep -q 'decimal_comma: true' files.ron || fail "the click did not set the decimal comma"

# The guess of an encoding is made sure of by one click on the line that reads right.
press_on "~dos, .*" GraphicsObject
sleep 1
away
shot 4-encoding
press_on "~Read as cp850: .*"
sleep 1
shot 5-chosen
key ctrl+s
wait_title "files – Tablewire"
grep -qi 'encoding: .*850' files.ron || fail "the click did not set the encoding"
"$TABLEWIRE" preview files.ron prices --format csv >rows.csv 2>/dev/null
grep -qx 'lamp,1299.99,1200' rows.csv || fail "the prices are $(cat rows.csv)"
echo "other_files: passed"
