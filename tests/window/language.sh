#!/usr/bin/env bash
# The window in Chinese: chosen in the menu while it is open, kept, and gone through part by part in both themes.
source "$(dirname "$0")/lib.inc"
# The choice counts here, and before it what the system speaks.
unset TABLEWIRE_LANGUAGE LANGUAGE
export LC_ALL=C.UTF-8

kept() { grep -q "language: Some(.*$1" "$TABLEWIRE_STATE/preferences.ron" || fail "$1 is not kept"; }
# In how many pixels a part of the window (width x height + left + top) differs in two pictures.
differs() {
  compare -metric AE -extract "$3" "$shots/$name-$1.png" "$shots/$name-$2.png" null: 2>&1 | cut -d' ' -f1 | cut -d. -f1 || true
}
bar=170x700+0+40

start
wait_title "Untitled – Tablewire"
shot 01-start-english
# The globe of the start page.
press_on "Language / 语言"
sleep 0.3
shot 02-languages
key Escape
press_on "Menu"
sleep 0.3
shot 03-menu-english
key Escape
key ctrl+p
text "simplified chinese"
key Return
wait_title "未命名 – Tablewire"
kept zh-CN
shot 04-start
kill "$program"
wait "$program" 2>/dev/null || true

# Another start, nothing asked for: the choice holds.
start sample_projects/flights/late_carriers.ron
sleep 1.5
wait_title "late_carriers – Tablewire"
shot 05-canvas-dark
press_on "菜单"
sleep 0.3
shot 06-menu
key Escape
key ctrl+p
sleep 0.3
shot 07-palette
# Found in English too.
text "tidy up"
sleep 0.3
shot 08-palette-english
key Escape
key F1
sleep 0.3
shot 09-shortcuts
key Escape
# Something wrong, for the list of problems; something done, for the history.
press_on "~late，.*|late,.*"
sleep 0.7
shot 10-filter
press_on "筛选条件"
key ctrl+a
text "dep_dela > 1"
sleep 1
key Escape
key ctrl+4
sleep 0.7
shot 11-problem
key ctrl+4
key ctrl+h
sleep 0.4
shot 12-history
key Escape
key ctrl+z
sleep 0.7
press_second_on "~late，.*|late,.*"
sleep 0.4
shot 13-node-menu
key Escape
key Escape
sleep 0.3
press_on "~with_airline，.*|with_airline,.*"
sleep 0.7
shot 14-join
press_second_on "列 year"
sleep 0.4
shot 15-column-menu
key Escape
click $(within 画布 95 90)
key Tab
sleep 0.4
shot 16-nodes
key Escape
key ctrl+p
text "dark or light"
key Return
sleep 0.5
shot 17-light
key F1
sleep 0.4
shot 18-shortcuts-light
key Escape
key ctrl+f
sleep 0.4
shot 19-find-light
key Escape
key ctrl+o
sleep 1
shot 20-files-light
key Escape
key ctrl+p
text "dark or light"
key Return
sleep 0.5
shot 21-chinese
# Back while it is open: the names in the catalogue are others.
key ctrl+p
text "language:"
key Return
sleep 0.7
kept en
shot 22-english
[ "$(differs 21-chinese 22-english "$bar")" -gt 500 ] || fail "the catalogue keeps its words"
echo "language: passed"
