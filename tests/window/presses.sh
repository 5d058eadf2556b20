#!/usr/bin/env bash
# A hand on forms: what is pressed stands still while the button is down, and what is open has the keyboard.
source "$(dirname "$0")/lib.inc"

cp "$here/src/nodes/kinds/columns/formula/example.ron" "$work/home/formula.ron"
start "$work/home/formula.ron"
press_on "~formula, .*"
press_on "Formula 1"
sleep 1
top() { control "$1" | cut -f 3; }
before="$(top "Formula 2")"
at="$(middle "Formula 2")"
move $at
xdotool mousedown 1; sleep 0.12
during="$(top "Formula 2")"
xdotool mouseup 1; sleep 0.5; settle
[ "$before" = "$during" ] || fail "the second formula went from $before to $during while it was pressed"
shot 1-second-formula
# The cursor is there, nothing is selected: what is typed comes in addition.
key End
text " + 0"
sleep 0.5
case "$(value_of "Formula 2")" in *"delay / 60, 2) + 0") ;; *) fail "the second formula is $(value_of "Formula 2")" ;; esac

# A list that the mouse opened: Delete is not for the node behind it, letters and Enter are for the list.
key ctrl+s
cp "$here/src/nodes/kinds/shape/group_by/example.ron" "$work/home/group_by.ron"
key ctrl+q
wait_end
start "$work/home/group_by.ron"
press_on "~group_by, .*"
press_on "Function 2"
key Delete
has "~group_by, .*" || fail "Delete reached the node behind the list"
text "max"
shot 2-list
key Return
sleep 0.5
[ "$(value_of "Function 2")" = "Maximum" ] || [ "$(value_of "Function 2")" = "Max" ] || fail "the function is $(value_of "Function 2")"
echo "presses: passed"
