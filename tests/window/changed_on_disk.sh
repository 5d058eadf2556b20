#!/usr/bin/env bash
# The project's file is changed from outside while the window stands still: it is read again; with unsaved changes both versions
# are shown and merged; gone, broken, and open in a second window.
# shellcheck source=lib.inc
source "$(dirname "$0")/lib.inc"

file="sample_projects/flights/late_carriers.ron"
start "$file"
wait_title "late_carriers – Tablewire"
away
shot 1-before

# Nothing unsaved: read again, without an event of mouse or keyboard; undo brings the earlier version back.
sed -i 's/dep_delay > ${minutes}/dep_delay > 60/' "$file"
sleep 1.2
shot_now 2-read-again
wait_title "late_carriers – Tablewire"
key ctrl+z
wait_title "• late_carriers – Tablewire"
key ctrl+shift+z
wait_title "late_carriers – Tablewire"

# A note here, a condition there: the note over the canvas tells, saving shows both versions.
key ctrl+shift+n
wait_title "• late_carriers – Tablewire"
key Escape
sed -i 's/dep_delay > 60/dep_delay > 30/' "$file"
sleep 1.2
away
shot 3-note
before="$(cat "$file")"
key ctrl+s
sleep 0.4
[ "$(cat "$file")" = "$before" ] || fail "the other version was replaced without a question"
shot 4-both-versions
press_on "Merge"
sleep 0.5
[ "$(cat "$file")" = "$before" ] || fail "merging has written"
shot 5-merged
key ctrl+s
wait_title "late_carriers – Tablewire"
grep -q 'dep_delay > 30' "$file" || fail "the condition from disk was lost"
grep -q 'notes' "$file" || fail "the note was lost"

# Broken and gone: what is open stays.
cp "$file" "$work/good.ron"
head -c 200 "$work/good.ron" >"$file"
sleep 1.2
shot_now 6-broken
cp "$work/good.ron" "$file"
sleep 1.2
rm "$file"
sleep 1.2
shot_now 7-gone
wait_title "• late_carriers – Tablewire"
key ctrl+s
wait_title "late_carriers – Tablewire"
[ -s "$file" ] || fail "it was not written again"

# A second window: both tell of each other, and what is saved in one is seen in the other.
TABLEWIRE_CONTROLS="$work/controls2" "$TABLEWIRE" "$file" >"$work/log2" 2>&1 &
second=$!
sleep 4
kill -0 "$second" || fail "the second window ended: $(cat "$work/log2")"
shot_now 8-two-windows
# What is covered is not drawn.
xdotool windowraise "$window"
control "~.*Open in another window" >/dev/null || fail "the second window is not told of"
kill -9 "$second"
wait "$second" 2>/dev/null || true
for _ in $(seq 80); do has "~.*Open in another window" || break; sleep 0.1; done
away
shot_now 9-alone
has "~.*Open in another window" && fail "the window that is gone is still told of"
echo "changed_on_disk: passed"
