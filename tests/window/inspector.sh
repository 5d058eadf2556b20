#!/usr/bin/env bash
# The inspector under a hand: help and values beside a formula, several columns at once, the example of a kind; both themes.
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/weather_delays.ron"
start "$project"
wait_title "weather_delays – Tablewire"
sleep 1.5
