#!/usr/bin/env bash
# Work from the table: a drag over a column's bars, a step from its menu, then tidying up and finding.
source "$(dirname "$0")/lib.inc"

project="sample_projects/flights/late_carriers.ron"
start "$project"
wait_title "late_carriers – Tablewire"
sleep 1.5

# The sink's table is shown. Over some of the bars of "longest_delay".
read -r x y width height <<<"$(control "Column longest_delay" | cut -f 2-5 | tr '\t' ' ')"
bars=$((y + height * 6 / 10))
drag $((x + width / 5)) $bars $((x + width * 45 / 100)) $bars
wait_title "• late_carriers – Tablewire"
sleep 1
shot 1-filter

# The second button on the head of "name" (the filter's table has the same columns): a step of its menu.
press_second_on "Column name"
sleep 0.5
shot 2-menu
press_on "Sort ascending"
sleep 1.5
shot 3-sorted

key ctrl+l
sleep 1
shot 4-tidy

key ctrl+f
text airlines
sleep 0.5
shot 5-find
key Return
sleep 1
shot 6-found

key ctrl+s
wait_title "late_carriers – Tablewire"
key ctrl+q
wait_end

"$TABLEWIRE" check "$project" || fail "the saved file has problems"
rows="$("$TABLEWIRE" preview "$project" filter --format csv | wc -l)"
[ "$rows" -gt 1 ] && [ "$rows" -lt 17 ] || fail "the filter keeps $rows lines"
grep -q 'longest_delay >= [0-9]* AND longest_delay < [0-9]*' "$project" || fail "the bars are not in the condition"
grep -q '(from: "worst_first", to: "filter")' "$project" || fail "the filter does not read what the sink reads"
grep -q '(from: "filter", to: "sort")' "$project" || fail "the sort does not stand behind the filter"
first="$("$TABLEWIRE" preview "$project" sort --format csv | sed -n 2p)"
again="$("$TABLEWIRE" preview "$project" sort --format csv | tail -n +2 | LC_ALL=C sort | head -n 1)"
[ "$first" = "$again" ] || fail "not sorted by name: $first"
echo "steps: passed"
