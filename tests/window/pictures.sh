#!/usr/bin/env bash
# The canvas as a picture: an SVG of all of it, a PNG in the light theme, the selection alone; opened nodes with their rows and
# with distributions. The written files are looked into.
# shellcheck source=lib.inc
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/late_carriers.ron"
folder="sample_projects/flights"
start "$project"
wait_title "late_carriers*"
sleep 1

# By the palette, under a name of its own; waits for the file.
export_as() {
  key ctrl+p
  text "$1"
  key Return
  sleep 0.8
  key ctrl+a
  text "$2"
  sleep 0.2
  key Return
  for _ in $(seq 60); do [ -s "$folder/$2" ] && break; sleep 0.1; done
  [ -s "$folder/$2" ] || fail "$2 was not written"
  sleep 0.3
}
shows() { grep -q -- "$2" "$folder/$1" || fail "$1 does not show $2"; }
lacks() { ! grep -q -- "$2" "$folder/$1" || fail "$1 shows $2"; }
size() { identify -format '%w %h %k' "$folder/$1"; }

# Everything, as it stands.
export_as "export canvas" all.svg
for node in flights late airlines with_airline by_airline worst_first late_carriers; do shows all.svg ">$node</text>"; done
shows all.svg '336,776 × 19'
[ "$(grep -c 'class="wire"' "$folder/all.svg")" -eq 6 ] || fail "the wires are not all there"
lacks all.svg '>dep_delay</text>'
shows all.svg '>dep_delay &gt; '
# The menu of the canvas has it too; Escape leaves no file.
read -r x y width height <<<"$(control Canvas | cut -f 2-5 | tr '\t' ' ')"
click $((x + width / 3)) $((y + height - 40)) 3
shot 1-menu
key Escape
key Escape

# Rows in an opened node, then distributions; the picture has both at full size however small the window shows them.
press_on "~late, .*"
key Return
sleep 1
away
shot 2-rows
export_as "export canvas" rows.svg
shows rows.svg '>year</text>'
shows rows.svg '>2013</text>'
key shift+Return
sleep 1.5
away
sleep 0.3
shot 3-distributions
export_as "export canvas" distributions.svg
shows distributions.svg '>1 – 12</text>'
[ "$(grep -c '<rect' "$folder/distributions.svg")" -gt "$(grep -c '<rect' "$folder/all.svg")" ] || fail "no bars are drawn"

# A PNG in the light theme, twice as fine as the SVG counts.
key ctrl+p
text "Dark or light"
key Return
sleep 0.5
export_as "export canvas" light.png
read -r width height colours <<<"$(size light.png)"
[ "$width" -gt 2000 ] && [ "$height" -gt 300 ] || fail "light.png is $width by $height"
[ "$colours" -gt 200 ] || fail "light.png has $colours colours"
corner="$(convert "$folder/light.png" -crop 1x1+0+0 -format '%[fx:int(100*luminance)]' info:)"
[ "$corner" -gt 85 ] || fail "light.png is dark"
away
shot 4-light

# Only what is selected.
press_on "~late, .*"
export_as "export selection" one.svg
shows one.svg '>late</text>'
lacks one.svg '>airlines</text>'

# Two steps of opening are undone; pictures are no change of the project.
key ctrl+z
key ctrl+z
wait_title "late_carriers – *"
key ctrl+q
wait_end
echo "pictures: passed"
