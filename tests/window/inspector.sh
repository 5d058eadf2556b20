#!/usr/bin/env bash
# The inspector under a hand: help and values beside a formula, several columns at once, the example of a kind; both themes.
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/weather_delays.ron"
start "$project"
wait_title "weather_delays – Tablewire"
sleep 1.5

# The filter of departed flights: its first values stand under the formula.
press_on "~departed,.*"
sleep 1.5
shot 1-values
# Inside a call its arguments are told, above; completions below, with their help.
press_on "Rows where"
key ctrl+a
text "substring(carrier, 1, le"
sleep 0.8
shot 2-help
key Escape
sleep 0.3
shot 3-help-alone
key Escape
sleep 0.3
# What is typed gives other values at once.
key ctrl+a
text "dep_delay > 15 AND upper(origin) IN ('JFK', 'LGA')"
sleep 1.5
shot 4-typed
wait_title "• weather_delays – Tablewire"

# Keys of the groups: all that end so, by pattern, with the keyboard alone from there; then away again.
press_on "~by_weather,.*"
sleep 1
press_on "Group by" Button
sleep 0.6
text "*_delay"
sleep 0.4
shot 5-pattern
key shift+Return
sleep 0.8
shot 6-added
key shift+Return
sleep 0.8
key ctrl+a
text "/^dest$|^carrier"
sleep 0.4
key Down
key Return
sleep 0.8
shot 7-expression
# The first Escape clears the search, the second closes the list.
key Escape
key Escape
sleep 0.3

# The help of the kind with its example; the example on the canvas; the other theme.
press_on "About this kind of node"
sleep 1.5
move 1200 600
for _ in $(seq 20); do xdotool click 5; sleep 0.03; done
sleep 0.7
shot 8-example
press_on "Add to canvas"
sleep 1.5
shot 9-on-canvas
key ctrl+p
text "dark or light"
sleep 0.4
key Return
sleep 0.7
away
shot 10-light
# The list and the help beside a formula in that theme.
press_on "~departed,.*"
sleep 1
press_on "Rows where"
key ctrl+End
text " AND left("
sleep 0.8
shot 11-help-light
key Escape
for _ in $(seq 10); do key BackSpace; done
press_on "~by_weather,.*"
move 1200 600
for _ in $(seq 20); do xdotool click 4; sleep 0.03; done
sleep 0.8
press_on "Group by" Button
sleep 0.6
text "d"
sleep 0.4
shot 12-list-light
key Escape
key Escape

key ctrl+s
wait_title "weather_delays – Tablewire"
key ctrl+q
wait_end

"$TABLEWIRE" check "$project" || fail "the saved file has problems"
grep -q "condition: \"dep_delay > 15 AND upper(origin) IN ('JFK', 'LGA')\"" "$project" || fail "the formula is not there"
grep -q 'keys: \["wind", "rain", "origin", "dest"\]' "$project" || fail "the keys are not those that were picked"
[ "$("$TABLEWIRE" preview "$project" group_by --format csv | head -n 2 | tail -n 1)" = "AA,2,12" ] ||
  fail "the example does not work on the canvas"
echo "inspector: passed"
