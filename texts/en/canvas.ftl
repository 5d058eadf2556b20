# The canvas: cards, hints, legend, tooltips, refusals.

measure-whole = Time to compute the whole table from the nearest cached tables, and its memory
measure-whole-too-large = Time to compute the whole table from the nearest cached tables; too large to keep in memory
measure-first-reckoned = Time to compute the first rows only; memory of the whole table, estimated from them
measure-rows = Time to compute these rows, and their memory
measure-first-unknown = Time to compute the first rows only; the memory of the whole table is unknown
nothing-to-draw = { $file } has no nodes to draw
no-way-back = A node cannot be connected to itself: "{ $name }"
two-inputs = Two inputs cannot be connected. A wire goes from an output to an input
two-outputs = Two outputs cannot be connected. A wire goes from an output to an input
port-takes-other = This port accepts { $takes }, not { $gives }
unknown-takes-none = The kind of "{ $name }" is unknown, so no new wire can be connected
closes-circle = "{ $feeds }" already feeds "{ $fed }". The wire would create a cycle
wire-is-there = This wire already exists
takes-no-table = "{ $name }" has no input
gives-no-table = "{ $name }" has no output
drop-to-read-this = Drop to read this file
drop-to-read = Drop to read { $file } ({ $kind })
drop-to-open = Drop to open { $file }
no-kind-reads = No node can read { $file }
drop-to-read-files = Drop to read { $count } files
heat-time = Time
heat-rows = Rows
heat-memory = Memory
colour-nodes-by = Colour nodes by
heat-map = Heat map
nothing-measured = No measurements yet
not-measured = { $count ->
    [one] 1 node
   *[other] { $count } nodes
} not measured, not coloured
end = End
node-state-bypassed = bypassed
node-state-waiting = waiting
node-state-computing = computing
node-state-up-to-date = up to date
node-state-incomplete = incomplete
node-state-failed = failed
node-state-disabled = disabled
node-said = { $name }, { $kind }, { $state }
pause = ,{" "}
align = Align
mini-computing = Computing…
mini-failed = No table. See the problem
mini-incomplete = No table yet
mini-disabled = Not computed
mini-waiting = Waiting for its table
mini-no-columns = No columns
no-rows = No rows
input-of = input { $port } of { $name }
output-of = output { $port } of { $name }
frame-said = frame { $title }
note-said = note { $text }
dot-said = dot on a wire from { $name }
replaces-wire = Replaces the wire from "{ $name }"
drop-to-insert = Drop to insert into this wire
to-write = Not written yet
empty-canvas-1 = Drag a node here, drop a file,
empty-canvas-2 = or double-click to search
written = Written
after-run = after run
counts-of-sample = { $counts } · sample
empty-note = Empty note
nothing-arrives = No input table yet
rows-in-this-run = { $count ->
    [one] 1 row
   *[other] { $count } rows
} so far in this run
rows-in-last-run = { $count ->
    [one] 1 row
   *[other] { $count } rows
} in the last run
hide-small-table = Hide the preview on this node
show-first-rows = Preview the first rows on this node
kind-and-summary = { $kind }: { $summary }
of-a-sample = from a sample
last-run-took = Last run: { $rows }, { $time }, { $size }
last-run-about = Rows that passed in the run, and the time from the first row to the last; other nodes ran at the same time
columns-after-run = Columns are known only after a run
note-hint = Markdown: # heading, **bold**, - list
title = Title
port-tip = { $port }: { $table }
count-tables = { $count ->
    [one] 1 table
   *[other] { $count } tables
}
