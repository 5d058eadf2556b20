#!/usr/bin/env bash
# The window fits the person: shortcuts of their own, a scale that is kept, everything by keyboard, a first pipeline that
# ticks by itself. Nothing here uses the mouse but the pressing of cards.
source "$(dirname "$0")/lib.inc"

mkdir -p "$TABLEWIRE_STATE"
printf '{\n    "tidy": ["F9"],\n    "sav": ["F3"],\n    "scale_up": ["F11"],\n}\n' >"$TABLEWIRE_STATE/shortcuts.ron"
"$TABLEWIRE" keys >"$work/keys" 2>"$work/problems" && fail "a wrong line was not told"
grep -q '^tidy  *F9 ' "$work/keys" || fail "the file does not go before the list"
grep -q 'line 3.*"sav".*"save"' "$work/problems" || fail "the line is not named: $(cat "$work/problems")"

start sample_projects/flights/late_carriers.ron
wait_title "late_carriers – Tablewire"
shot 1-dark
# Tool bar, catalogue, canvas; then along the nodes, and one is opened.
for _ in 1 2 3; do key F6; sleep 0.3; done
key Left
sleep 0.5
key Return
wait_title "• late_carriers – Tablewire"
shot 2-keyboard
key ctrl+z
for _ in 1 2 3 4 5 6; do key F11; sleep 0.3; done
grep -q 'scale: 200' "$TABLEWIRE_STATE/preferences.ron" || fail "the scale is not kept"
shot 3-dark-200
# The file is read again when it changes: F11 is no longer anything.
printf '{\n    "scale_reset": ["F11"],\n}\n' >"$TABLEWIRE_STATE/shortcuts.ron"
sleep 1.2
key Escape
sleep 0.5
key F11
sleep 0.5
grep -q 'scale: 100' "$TABLEWIRE_STATE/preferences.ron" || fail "the new shortcuts do not hold"

key ctrl+p
text "dark or light"
key Return
shot 4-light
key ctrl+p
text "first pipeline"
shot 5-palette
key Return
sleep 1
shot 6-guide
key ctrl+p
text "read the sample flights"
key Return
sleep 2
away
shot 7-step-done
key ctrl+q
sleep 0.5
echo "shell: passed"
