#!/usr/bin/env bash
# Nothing is lost by kill -9: two nodes are placed, the program is killed, the next start offers them, and they can be saved.
source "$(dirname "$0")/lib.inc"

start
# "New project" on the start page, then two nodes by search.
press_on "New project"
key Tab
text "table"
key Return
control "Cell 1 1" >/dev/null || fail "no table was placed"
# The first cell has the keyboard: Escape gives it back to the canvas.
key Escape
key Tab
text "filter"
key Return
wait_title "• * – Tablewire"
control "~filter, .*" >/dev/null || fail "no filter was placed"
sleep 0.5
shot 1-before
kill -9 "$program"
wait "$program" 2>/dev/null || true
program=

start
shot 2-offered
press_on "~Recover an unsaved project.*"
wait_title "• * – Tablewire"
sleep 1
shot 3-recovered
key ctrl+s
sleep 1
shot 4-saving
key Return
wait_title "project – Tablewire"
key ctrl+q
wait_end
[ -f project.ron ] || fail "nothing was saved"
grep -q '(from: "table", to: "filter")' project.ron || fail "the wire was not recovered"
"$TABLEWIRE" check project.ron || fail "the recovered project has problems"
[ -z "$(ls "$TABLEWIRE_STATE/journals")" ] || fail "a journal was left behind"
echo "recovery: passed"
