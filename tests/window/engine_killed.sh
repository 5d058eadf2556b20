#!/usr/bin/env bash
# The engine's process is killed while a setting is typed: the window stays, says what happened, keeps the table and the words, and
# computes again; a process that cannot be started is told in one line.
# shellcheck source=lib.inc
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/late_carriers.ron"
engine() { pgrep -P "$program" -f "engine$" | head -n 1 || true; }
wait_engine() {
  for _ in $(seq 100); do
    now="$(engine)"
    [ -n "$now" ] && [ "$now" != "${1:-}" ] && return
    sleep 0.05
  done
  fail "there is no other engine than ${1:-none}"
}

start "$project"
wait_title "late_carriers*"
wait_engine
press_on "~late, .*"
sleep 1
shot 1-before

# Killed three times between the letters of a name for the node.
key F2
key ctrl+a
for part in "very" "_late" "_now"; do
  text "$part"
  before="$now"
  kill -9 "$before"
  wait_engine "$before"
done
sleep 1
shot 2-killed
key Return
sleep 0.5
control "~very_late_now, .*" >/dev/null || fail "what was typed is lost"
kill -0 "$program" || fail "the window has ended"

# It gave up by itself.
before="$now"
kill -ABRT "$before"
wait_engine "$before"
sleep 1
shot 3-aborted

# With the window it ends.
last="$now"
kill -9 "$program"
for _ in $(seq 200); do kill -0 "$last" 2>/dev/null || break; sleep 0.05; done
! kill -0 "$last" 2>/dev/null || fail "the engine outlives the window"
program=
echo "engine_killed: passed"
