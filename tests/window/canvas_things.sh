#!/usr/bin/env bash
# What people put on the canvas to order and explain it: a frame around a selection, a note, a dot on a wire, a colour and a
# comment; all undone and done again; then the saved file is read.
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/late_carriers.ron"
start "$project"
wait_title "late_carriers – Tablewire"
key ctrl+3
sleep 1
key Home
sleep 1

# A frame around two nodes; typing takes the place of its first title.
drag_around "~late, .*" "~airlines, .*"
key ctrl+g
text "Clean and prepare"
key Return
wait_title "• late_carriers – Tablewire"
shot 1-frame
# By its title it goes up with its nodes; its upper right corner is pulled.
frame="frame Clean and prepare"
drag_by "$frame" 0 -100
corner="$(within "$frame" 100 0)"
set -- $corner
drag "$1" "$2" $(($1 + 8)) $(($2 - 34))
# Its menu: green, disabled as a unit and back, run as a unit.
press_second_on "$frame"
hover_on "~Colour.*"
sleep 0.5
shot 2-menu
press_on "~.*Green"
press_second_on "$frame"
press_on "Disable or enable its nodes"
sleep 1
away
shot 3-disabled
press_second_on "$frame"
press_on "Disable or enable its nodes"
sleep 1
press_second_on "$frame"
press_on "Run its nodes"
sleep 3
move 900 700
away
shot 4-run

# A note, written where the pointer is.
move $(within Canvas 15 70)
key ctrl+shift+n
text "# Late carriers"
key Return
text "More than **15 minutes** late:"
key Return
text "- joined with \`airlines\`"
key Return
text "- the worst first"
shot 5-writing
key Escape

# A dot on a wire, dragged; a new node is wired out of it.
drag $(middle "~Limit.*") $(within Canvas 60 75)
sleep 1
double_click $(between "output joined of with_airline" "input in of by_airline")
dot="dot on a wire from with_airline"
drag_by "$dot" 20 70
hover_on "$dot"
sleep 0.5
shot 6-dot
# The handle is beside it.
set -- $(middle "$dot")
drag $(($1 + 15)) "$2" $(middle "input in of limit")
sleep 1
# A comment and a colour for the node behind it.
press_on "~by_airline, .*"
key ctrl+slash
text "Sixteen airlines, one row each"
key Escape
press_second_on "~by_airline, .*"
hover_on "~Colour.*"
sleep 0.5
shot 7-colours
press_on "~.*Orange"
sleep 0.5
move 900 720
sleep 0.5
shot 8-all
key F
sleep 0.5
key ctrl+equal
key ctrl+equal
shot 9-large
key Home
sleep 1
press_on "Dark or light"
sleep 1
move 900 720
away
shot 10-light
# From afar.
for _ in 1 2 3; do key ctrl+minus; done
shot 11-afar

# All of it is undone, to the file as it was, and done again.
for _ in $(seq 40); do key ctrl+z; [ "$(title)" = "late_carriers – Tablewire" ] && break; done
wait_title "late_carriers – Tablewire"
key Home
sleep 1
shot 12-undone
for _ in $(seq 40); do key ctrl+shift+z; done
key ctrl+s
wait_title "late_carriers – Tablewire"
key ctrl+q
wait_end

"$TABLEWIRE" check "$project" || fail "the saved file has problems"
expect() { grep -q -- "$1" "$project" || fail "the file does not hold $1: $(sed -n '/layout/,$p' "$project")"; }
expect '(title: "Clean and prepare", color: Green,'
expect '(text: "# Late carriers\\nMore than \*\*15 minutes\*\* late:\\n- joined with `airlines`\\n- the worst first", color: Yellow,'
expect '(from: "with_airline", at: ([0-9-]*, [0-9-]*), to: \["by_airline", "limit"\])'
expect '(from: "with_airline", to: "limit")'
expect '"by_airline": (color: Orange, comment: "Sixteen airlines, one row each")'
grep -q 'activity' "$project" && fail "a node is still disabled"
echo "canvas_things: passed"
