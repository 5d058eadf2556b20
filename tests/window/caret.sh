#!/usr/bin/env bash
# What a caret costs: the processor time of the window and of those that draw for it, in ten seconds with a field focused, and without.
source "$(dirname "$0")/lib.inc"

start "sample_projects/flights/weather_delays.ron"
wait_title "weather_delays – Tablewire"
sleep 1.5
# Processor time of all threads, in hundredths of a second.
spent() { awk '{ print $14 + $15 }' "/proc/$program/stat"; }
measure() {
  local before
  before=$(spent)
  sleep "${CARET_SECONDS:-10}"
  last=$(($(spent) - before))
  echo "$1: $last hundredths of a second in ${CARET_SECONDS:-10} s"
}
press_on "~.*, Filter.*"
away
measure "nothing focused"
press_on "Rows where"
away
measure "a field focused, at once"
sleep 10
measure "a field focused, after a while"
[ "$last" -le 30 ] || fail "a field that is left alone costs $last hundredths of a second"
echo "caret: passed"
