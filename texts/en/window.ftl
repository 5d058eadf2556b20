# The window: status line, panels, dialogs.

undone = Undone: { $step }
done-again = Done again: { $step }
history-beginning = The beginning
history-undone = undone
history-now-saved = now, saved
history-now = now
history-saved = saved
status-ready = Ready
status-problems = { $count ->
    [0] No problems
    [one] 1 problem
   *[other] { $count } problems
}
run-finished = { $run } finished in { $seconds } s: { $written }
run-failed = { $run } failed, no output was changed. { $why }
see-the-problems = See the problems
node-problem = { $node }: { $problem }
run-cancelled = { $run } cancelled, outputs stay as they were
run-whole = Run
run-to = Run to { $what }
run-from = Run from { $what }
run-only = Run of only { $what }
run-export = Export
port-rows = { $port } { $rows }
rows-nothing-written = { $rows }, nothing written
nothing-to-write = nothing to write
written-file = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} in { $file } ({ $size })
written-files = { $files ->
    [one] 1 file
   *[other] { $files } files
}, { $rows }
step-align = Align { $what }
step-distribute = Distribute { $what }
frame-run = Run its nodes
