#!/usr/bin/env bash
# What the canvas shows of sixty nodes: all of them with their names when the project is opened, again when the window shrinks
# and grows, the part with the selection where they would be too small; every zoom; the lines at the pointer.
# shellcheck source=tests/window/lib.inc
source "$(dirname "$0")/lib.inc"

# Six rows of ten: a source, steps, a sink.
{
  echo '(format: 1, nodes: {'
  for row in 0 1 2 3 4 5; do
    echo "\"flights_$row\": (kind: \"read_csv\", version: 1, settings: (path: \"sample_projects/flights/data/airlines.csv\")),"
    for column in 1 2 3 4 5 6 7 8; do
      case $(((row + column) % 4)) in
        0) kind=filter settings='condition: "carrier IS NOT NULL AND carrier = '"'UA'"'"' ;;
        1) kind=sort settings='keys: [(column: "name", order: Descending), (column: "carrier")]' ;;
        2) kind=limit settings='count: 1000' ;;
        *) kind=distinct settings='' ;;
      esac
      echo "\"step_${row}_$column\": (kind: \"$kind\", version: 1, settings: ($settings)),"
    done
    echo "\"report_$row\": (kind: \"write_csv\", version: 1, settings: (path: \"out/report_$row.csv\")),"
  done
  echo '}, wires: ['
  for row in 0 1 2 3 4 5; do
    from="flights_$row"
    for column in 1 2 3 4 5 6 7 8; do
      echo "(from: \"$from\", to: \"step_${row}_$column\"),"
      from="step_${row}_$column"
    done
    echo "(from: \"$from\", to: \"report_$row\"),"
  done
  echo '], layout: {'
  for row in 0 1 2 3 4 5; do
    echo "\"flights_$row\": (0, $((row * 7))),"
    for column in 1 2 3 4 5 6 7 8; do echo "\"step_${row}_$column\": ($((column * 16)), $((row * 7))),"; done
    echo "\"report_$row\": (144, $((row * 7))),"
  done
  echo '})'
} >sixty.ron

start sixty.ron
away
shot opened
# The last cards are at the right edge of the canvas, names below them.
[ "$(colours 960 160 100 260)" -gt 8 ] || fail "the last cards are not in sight"

xdotool windowsize "$window" 1200 760
sleep 0.6
shot smaller
[ "$(colours 810 140 90 240)" -gt 8 ] || fail "the graph was not fitted again"
xdotool windowsize "$window" 1360 860
sleep 0.6

# Nearer and nearer, at the first source.
move 230 250
for step in 1 2 3 4 5 6; do
  xdotool keydown ctrl click 4 click 4 keyup ctrl
  sleep 0.6
  away
  shot "nearer_$step"
  move 230 250
done

# Lines at the pointer: of a port, beside it, and of a card, which at this zoom is read by its title.
key ctrl+0
for what in 'output matching of step_2_2' 'input in of step_2_2'; do
  hover_on "$what"
  sleep 1
  shot "$(echo "$what" | tr ' ' '_')"
  away
done
has "~step_2_2, .*" || fail "the card at the pointer is not in sight"
echo "cards: passed"
