#!/usr/bin/env bash
# A messy CSV file is cleaned by pointing only, with presses as hands make them: chips, the panel, cells, a bar; then the same
# in Chinese and in the other theme is looked at.
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

# A press as a hand makes it.
press() { move "$1" "$2"; xdotool mousedown "${3:-1}"; sleep 0.12; xdotool mouseup "${3:-1}"; sleep 0.2; settle; }

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
start messy.ron
wait_title "messy – Tablewire"
sleep 2
shot 1-open

# Money: the chip, then Enter.
press 540 619
sleep 0.8
shot 2-money
key Return
sleep 1.5
shot 3-numbers
# Dates in three formats, into the same node.
press 635 619
sleep 0.8
shot 4-dates
key Return
sleep 1.5
# Blanks around, then the spellings that are left.
press 443 619
sleep 0.6
key Return
sleep 1.5
press 443 619
sleep 0.8
shot 5-case
key Return
sleep 1.5
press 355 619
sleep 0.8
shot 6-spellings
key Return
sleep 1.5
shot 7-gathered
# Two values picked with Ctrl, and their menu.
press 440 645
xdotool keydown ctrl; press 440 717; xdotool keyup ctrl
press 440 717 3
sleep 0.5
shot 8-values
key Escape
# The menu of a head.
press 430 582 3
sleep 0.5
shot 9-menu
key Escape
sleep 0.3
# What does not fit is one click away.
press 360 554
sleep 1
shot 10-rejected
