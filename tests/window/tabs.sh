#!/usr/bin/env bash
# Three projects in tabs: shown by keys and mouse, dragged, closed and reopened; after a kill the changes of all are offered,
# and the saved projects come back by themselves.
# shellcheck source=lib.inc
source "$(dirname "$0")/lib.inc"

flights="sample_projects/flights"
start "$flights/late_carriers.ron" "$flights/fleet_age.ron" "$flights/weather_delays.ron"
wait_title "late_carriers – Tablewire"
key ctrl+Tab
wait_title "fleet_age – Tablewire"
key ctrl+shift+Tab
wait_title "late_carriers – Tablewire"
sleep 1
shot 1-three

# An edit in the first, then one in the second: each has its own history.
key ctrl+shift+n
wait_title "• late_carriers – Tablewire"
key Escape
press_on "fleet_age, project" Tab
wait_title "fleet_age – Tablewire"
key ctrl+shift+n
wait_title "• fleet_age – Tablewire"
key Escape
shot 2-unsaved

# The third is dragged to the front, closed by the middle button, and opened again.
drag_on "weather_delays, project" "late_carriers, project, not saved"
wait_title "weather_delays – Tablewire"
shot 3-dragged
click $(middle "weather_delays, project" Tab) 2
wait_title "• late_carriers – Tablewire"
key ctrl+shift+t
wait_title "weather_delays – Tablewire"

# Both edits outlive a kill.
kill -9 "$program"
wait "$program" 2>/dev/null || true
program=
start
shot 4-offered
press_on "Recover all" Button
wait_title "• *"
sleep 1
shot 5-recovered
key ctrl+Tab
key ctrl+s
key ctrl+Tab
key ctrl+s
key ctrl+Tab
key ctrl+s
sleep 0.5
[ -z "$(ls "$TABLEWIRE_STATE/journals")" ] || fail "a journal was left behind"
key ctrl+q
wait_end
grep -q notes "$flights/late_carriers.ron" || fail "the first project's change was not recovered"
grep -q notes "$flights/fleet_age.ron" || fail "the second project's change was not recovered"

# What was open comes back.
start
sleep 0.5
shot 6-back
wait_title "* – Tablewire"
case "$(title)" in Untitled* | 未命名*) fail "nothing came back" ;; esac
echo "tabs: passed"
