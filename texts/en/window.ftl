# The window: status line, panels, dialogs.

undone = Undone: { $step }
done-again = Redone: { $step }
history-title = History
history-close = Close history
history-beginning = Start
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
run-failed = { $run } failed; outputs are unchanged. { $why }
see-the-problems = See the problems
node-problem = { $node }: { $problem }
run-cancelled = { $run } cancelled; outputs are unchanged
run-whole = Run
run-to = Run to { $what }
run-from = Run from { $what }
run-only = Run only { $what }
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

# Tabs of several projects.
tab-said = { $tab }: { $words }
tab-runs = { $tab } is running. Cancel its run before closing it
tab-named = { $name }, project
tab-unsaved = { $name }, project, not saved
tab-running = { $name }, running
tab-succeeded = { $name }, run finished
tab-failed = { $name }, run failed
tab-close = Close { $name }
tab-close-others = Close other projects
tab-list = All open projects
tab-bar = Open projects
sample-not-here = The sample "{ $name }" is not installed
open-elsewhere = { $file } is open in another tab. Close it there, or choose another name
projects-come-back = Open projects will be reopened at the next start
projects-stay-closed = The next start will show the start page
recover-all = Recover all
recover-all-about = { $count ->
    [one] 1 project with unsaved changes
   *[other] { $count } projects with unsaved changes, each in a tab
}
untitled = Untitled

# Pictures of the canvas.
picture-files = SVG and PNG pictures
picture-written = Wrote { $file }
no-picture-format = { $file } is not an SVG or PNG file
no-picture-format-remedy = Use a name that ends in .svg or .png

# What an expanded node shows.
step-show-sketch = Show distributions
step-show-rows = Show rows
sketch-show = Show how values are distributed
sketch-show-rows = Show the first rows
sketch-counting = Counting…
sketch-no-columns = No columns
sketch-null = { $share } null
sketch-distinct = { $count } distinct
sketch-empty = empty
