# The canvas: cards, hints, legend, tooltips, refusals.

measure-whole = Time to compute the whole table from the nearest kept tables, and its memory
measure-whole-too-large = Time to compute the whole table from the nearest kept tables; it is too large to be held
measure-first-reckoned = Time to compute the first rows only; memory of the whole table, reckoned from them
measure-rows = Time to compute these rows, and their memory
measure-first-unknown = Time to compute the first rows only; the memory of the whole table is not known
nothing-to-draw = { $file } has no nodes: there is nothing to draw
no-way-back = A table of "{ $name }" cannot go back into it
two-inputs = Two inputs cannot be joined. A wire goes from an output to an input
two-outputs = Two outputs cannot be joined. A wire goes from an output to an input
port-takes-other = This port takes { $takes }, not { $gives }
unknown-takes-none = The kind of "{ $name }" is not known, so it takes no new wires
closes-circle = "{ $feeds }" feeds "{ $fed }" already. The wire would close a circle
wire-is-there = This wire is there already
takes-no-table = "{ $name }" takes no table
gives-no-table = "{ $name }" gives no table
drop-to-read-this = Drop to read this file
drop-to-read = Drop to read { $file } ({ $kind })
drop-to-open = Drop to open { $file }
no-kind-reads = No kind of node reads { $file }
drop-to-read-files = Drop to read { $count } files
heat-time = Time
heat-rows = Rows
heat-memory = Memory
colour-nodes-by = Colour nodes by
heat-map = Heat map
nothing-measured = Nothing is measured yet
not-measured = { $count ->
    [one] 1 node
   *[other] { $count } nodes
} not measured, plain
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
mini-failed = No table, see the problem
mini-incomplete = No table yet
mini-disabled = Not computed
mini-waiting = Waiting for its table
mini-no-columns = No columns
no-rows = No rows
input-of = input { $port } of { $name }
output-of = output { $port } of { $name }
replaces-wire = Replaces the wire from "{ $name }"
drop-to-insert = Drop to insert into this wire
to-write = To write
empty-canvas-1 = Drag a node here, drop a file,
empty-canvas-2 = or double-click to search
written = Written
after-run = after run
counts-of-sample = { $counts } · sample
empty-note = Empty note
nothing-arrives = Nothing arrives yet
rows-in-this-run = { $count ->
    [one] 1 row
   *[other] { $count } rows
} so far in this run
rows-in-last-run = { $count ->
    [one] 1 row
   *[other] { $count } rows
} in the last run
hide-small-table = Hide the small table
show-first-rows = Show the first rows here
kind-and-summary = { $kind }: { $summary }
of-a-sample = of a sample
last-run-took = Last run: { $rows }, { $time }, { $size }
last-run-about = What really passed, and the time from its first row to its last: other nodes worked too
columns-after-run = Columns are known after a run
note-hint = Write here: # heading, **bold**, - list
title = Title
port-tip = { $port }: { $table }
count-tables = { $count ->
    [one] 1 table
   *[other] { $count } tables
}
