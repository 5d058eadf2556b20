#!/usr/bin/env bash
# The window in Chinese: chosen in the menu while it is open, kept, and gone through part by part in both themes.
source "$(dirname "$0")/lib.inc"
# The choice shall count, not what lib.inc asks for.
unset TABLEWIRE_LANGUAGE
export LC_ALL=C.UTF-8

start
wait_title "Untitled – Tablewire"
shot 1-start-english
key ctrl+p
text "chinese"
sleep 0.5
key Return
wait_title "未命名 – Tablewire"
grep -q 'language: Some(.*zh-CN' "$TABLEWIRE_STATE/preferences.ron" || fail "the choice is not kept: $(cat "$TABLEWIRE_STATE/preferences.ron")"
shot 2-start
# Boxes are all alike: words are not.
[ "$(colours 330 60 400 200)" -gt 20 ] || fail "the start page is empty"
kill "$program"; wait "$program" 2>/dev/null || true

start sample_projects/flights/late_carriers.ron
sleep 1
shot 3-canvas-dark
key ctrl+p
sleep 0.5
shot 4-palette
# Commands are found in Chinese and in pinyin, by what the input method gives.
key Escape
key ctrl+4
sleep 0.5
shot 5-problems
key F1
sleep 0.5
shot 6-shortcuts
key Escape
key ctrl+h
sleep 0.5
shot 7-history
key Escape
key ctrl+p
text "English"
sleep 0.3
shot 8-palette-typed
key Escape
key F10
click 20 20
sleep 0.3
shot 9-menu
key Escape
echo "language: passed"
