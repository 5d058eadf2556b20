# The status line after a command, and problems of the window itself.

motion-reduced = Motion reduced
motion-full = Full motion
interface-scale = Interface scale: { $scale }%
copied-nodes = Copied { $count ->
    [one] 1 node
   *[other] { $count } nodes
}
copied-things = Copied { $count ->
    [one] 1 item
   *[other] { $count } items
}
copied-nodes-and-things = Copied { $count ->
    [one] 1 node
   *[other] { $count } nodes
} and the items around them
clipboard-is-of-no-use = The clipboard contains neither nodes nor cells
autosave-stopped = Autosave stopped: { $error }. Save the project manually
recovered = Recovered. Save the project to keep it
column-renamed = Renamed { $column } to { $to }: { $count ->
    [one] 1 setting
   *[other] { $count } settings
} changed
compare-no-input = This node has no input table
compare-none-pinned = No table is pinned
compare-nothing-changed = Nothing has changed yet
compare-before = before "{ $step }"
no-such-kind = There is no kind "{ $kind }"
parameter-exists = There is already a parameter "{ $name }". Choose another name
no-node-reads-file = No node reads { $file }. Drop CSV, Parquet, JSON or Excel files
file-problem = { $file }: { $problem }
saved = Saved { $file }
saving = Saving { $file }…
opening = Opening { $file }…
closes-when-saved = Saving { $file }, then closing it
no-samples-drop-own = The samples are not installed. Drop a file of your own on the canvas
preferences-not-written = Cannot write the preferences: { $error }
preferences-not-kept = Cannot save the preferences: { $error }
preferences-unread = These preferences could not be read: { $lost }. The defaults are used instead
preferences-unread-kept = These preferences could not be read: { $lost }. The defaults are used instead; the old file is kept as { $file } in the state folder
check-state-folder = Check the state folder
shortcuts-unreadable = { $file }, line { $line }: { $error }
shortcuts-correct = Correct it. Until then the shortcuts stay unchanged
no-shortcut = { $file }, line { $line }: "{ $keys }" is not a shortcut: { $why }
no-shortcut-remedy = Write it as "Ctrl+Shift+S" or "F5"
no-such-action = { $file }, line { $line }: there is no action "{ $name }"
see-tablewire-keys = List the actions with: tablewire keys
shortcut-twice = { $file }, line { $line }: { $keys } is also a shortcut of "{ $loses }" and now triggers "{ $keeps }"
shortcut-twice-remedy = Give "{ $loses }" another shortcut, or []
shortcuts-file = The shortcuts of Tablewire.
shortcuts-file-lines = Remove the slashes before a line to change it. An empty list, [], removes the shortcuts of an action.
shortcuts-file-keys = Write keys as "Ctrl+Shift+S", "F5", "Alt+ArrowLeft"; Ctrl is the command key on a Mac.
shortcuts-file-again = Changes take effect when the file is saved; "tablewire keys" lists the current shortcuts.
key-missing = a key is missing
no-such-key-near = there is no key "{ $key }"; did you mean "{ $near }"?
no-such-key = there is no key "{ $key }"
recovery-added = Added: { $names }
recovery-changed = Changed: { $names }
recovery-removed = Removed: { $names }
recovery-otherwise = Changed wires, layout or parameters
running = Running…
setting-changed-meanwhile = The setting has changed in the meantime
all-is-tidy = The nodes are already tidy
shortcuts-read = Reloaded the shortcuts from { $file }
shortcuts-not-written = Cannot write { $file }: { $error }. Check the state folder
shortcuts-are-in = Shortcuts are in { $file }
nothing-opens-text = No program opens text files here. Edit { $file } yourself
swap-loses-wires = { $kind } has { $count ->
    [one] no port for one of the wires, which was removed
   *[other] no ports for { $count } of the wires, which were removed
}
writing = Writing…
copying = Copying…
wrote-table = Wrote { $rows } × { $columns } to { $file }
wrote-first = Wrote the first { $rows } × { $columns } to { $file }, the limit for Markdown. Export as CSV to get all rows
copied-first = Copied the first { $rows } × { $columns }. Export the table to get all rows
export-waits = A run is in progress. Export again when it has finished
export-impossible = This table cannot be exported
writing-file = Writing { $file }…
language-chosen = The interface is in English
no-chinese-font = No installed font has Chinese characters. Install one, such as Noto Sans CJK SC
save-failed = The project was not saved. { $problem }
notice-dismiss = Dismiss
notice-show = Show { $name }
notice-run-again = Run again
files-grouped = { $files } files with the same columns became { $nodes ->
    [one] one node
   *[other] { $nodes } nodes
}
notice-one-node-each = One node per file
rows-are-in-file = The rows are now in { $file }
status-fetching = Reading the sources anew
