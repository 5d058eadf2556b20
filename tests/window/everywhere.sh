#!/usr/bin/env bash
# The main parts of the window in both themes and both languages, by the keyboard alone.
# Two of the README's pictures are of these: assets/window.png is en-Dark-1-window, assets/chinese.png is zh-CN-Light-3-heads.
# assets/compare.png is 7-before-light of compare.sh, assets/example.png is 8-example of inspector.sh.
# shellcheck source=lib.inc
source "$(dirname "$0")/lib.inc"

say() { key ctrl+p; sleep 0.2; text "$1"; sleep 0.3; key Return; sleep "${2:-0.5}"; }
light() { convert "$shots/$name-$1.png" -crop 1x1+300+60 -format '%[fx:int(100*luminance)]' info:; }

for language in en zh-CN; do
  for theme in Dark Light; do
    look="$language-$theme"
    rm -rf "$TABLEWIRE_STATE"
    mkdir -p "$TABLEWIRE_STATE"
    printf '(theme: %s)\n' "$theme" >"$TABLEWIRE_STATE/preferences.ron"
    export TABLEWIRE_LANGUAGE="$language"
    start sample_projects/flights/late_carriers.ron
    wait_title "late_carriers – *"
    away
    # Nodes are found by their names, commands in either language by their English ones.
    say "worst_first" 1
    key shift+Return
    say "late" 1
    key Home
    away
    sleep 1
    shot "$look-1-window"
    brightness="$(light "$look-1-window")"
    case "$theme$((brightness > 50))" in Dark0 | Light1) ;; *) fail "$look has brightness $brightness" ;; esac
    key ctrl+z
    key ctrl+z
    key ctrl+p
    sleep 0.4
    shot "$look-2-palette"
    key Escape
    key ctrl+6
    sleep 0.5
    shot "$look-3-heads"
    key ctrl+6
    say "heat map by time" 1
    shot "$look-4-heat"
    say "heat map off"
    key ctrl+Return
    sleep 2
    key ctrl+5
    sleep 1
    shot "$look-5-runs"
    [ -s sample_projects/flights/output/late_carriers.csv ] || fail "the run has written nothing"
    rm -r sample_projects/flights/output
    key ctrl+5
    key F2
    sleep 0.3
    shot "$look-6-rename"
    key Escape
    key F1
    sleep 0.4
    shot "$look-7-shortcuts"
    key Escape
    say "parameters"
    shot "$look-8-parameters"
    key Escape
    say "start page" 0.8
    shot "$look-9-start"
    key ctrl+q
    wait_end
  done
done
for theme in Dark Light; do
  same="$(compare -metric AE -extract 170x700+0+40 "$shots/$name-en-$theme-1-window.png" \
    "$shots/$name-zh-CN-$theme-1-window.png" null: 2>&1 | cut -d' ' -f1 | cut -d. -f1 || true)"
  [ "$same" -gt 500 ] || fail "the catalogue is the same in both languages"
done
echo "everywhere: passed"
