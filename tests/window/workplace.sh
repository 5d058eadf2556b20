#!/usr/bin/env bash
# The workplace comes back: the window's size and place, the table's share; on a smaller screen it is in sight. Preferences that
# cannot be read cost no more than themselves.
screen="${screen:-1920x1080}"
source "$(dirname "$0")/lib.inc"

# Another screen in the place of this one.
other_screen() {
  kill "$xvfb" 2>/dev/null || true
  wait "$xvfb" 2>/dev/null || true
  : >"$display_file"
  Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp -noreset 3>"$display_file" 2>/dev/null &
  xvfb=$!
  for _ in $(seq 100); do [ -s "$display_file" ] && break; sleep 0.1; done
  DISPLAY=":$(cat "$display_file")"
  for _ in $(seq 100); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
}
# Starts the program without moving its window.
start_as_it_is() {
  "$TABLEWIRE" "$@" >"$work/log" 2>&1 &
  program=$!
  window=
  for _ in $(seq 150); do
    window="$(xdotool search --onlyvisible --pid "$program" 2>/dev/null | head -n 1)" || true
    [ -n "$window" ] && break
    kill -0 "$program" 2>/dev/null || fail "the program ended: $(cat "$work/log")"
    sleep 0.1
  done
  [ -n "$window" ] || fail "no window came up"
  xdotool windowfocus "$window" 2>/dev/null || true
  sleep 2
}
geometry() { xdotool getwindowgeometry --shell "$window" | grep -E '^(X|Y|WIDTH|HEIGHT)=' | paste -sd' '; }
quit() { key ctrl+q; wait_end; }

project="$PWD/sample_projects/flights/weather_delays.ron"
start_as_it_is "$project"
wait_title "weather_delays – Tablewire"
xdotool windowmove "$window" 210 90 windowsize "$window" 1500 940
sleep 1.5
before="$(geometry)"
# The table gets more by its upper edge. Places in the window are counted from its corner.
eval "$(geometry)"
read -r left top width <<<"$(control "Table panel" | cut -f 2-4 | tr '\t' ' ')"
x=$((X + left + width / 2)) y=$((Y + top))
drag $x $y $x $((y - 140))
sleep 1
shot 1-left
quit
grep -q 'Table: 0.' "$TABLEWIRE_STATE/preferences.ron" || fail "no share of the table is remembered"

start_as_it_is "$project"
after="$(geometry)"
[ "$after" = "$before" ] || fail "the window was at $before and came back at $after"
shot 2-back
quit

# That screen is gone: the window is in sight on another.
other_screen 1024x700
start_as_it_is "$project"
eval "$(geometry)"
[ "$X" -ge 0 ] && [ "$Y" -ge 0 ] && [ $((X + WIDTH)) -le 1024 ] && [ $((Y + HEIGHT)) -le 700 ] \
  || fail "on a smaller screen the window is at $(geometry)"
shot 3-smaller
quit

# Preferences that cannot be read cost no more than themselves, and that is told.
sed -i 's/width: 1920/width: Many/' "$TABLEWIRE_STATE/preferences.ron"
other_screen 1920x1080
start_as_it_is "$project"
shot 4-told
[ -e "$TABLEWIRE_STATE/preferences.unread.ron" ] || fail "the old preferences are lost"
grep -q weather_delays.ron "$TABLEWIRE_STATE/preferences.ron" || fail "the recent files are lost"
quit
echo "workplace: passed"
