# What the status line says after a command, and problems of the window itself.

motion-reduced = Motion is reduced
motion-full = Motion is not reduced
interface-scale = Everything is shown at { $scale }%
copied-nodes = Copied { $count ->
    [one] 1 node
   *[other] { $count } nodes
}
copied-things = Copied { $count ->
    [one] 1 thing
   *[other] { $count } things
}
copied-nodes-and-things = Copied { $count ->
    [one] 1 node
   *[other] { $count } nodes
} and what lies with them
clipboard-is-of-no-use = The clipboard holds neither nodes nor cells
autosave-stopped = Autosave stopped: { $error }. Save the project yourself
recovered = Recovered. Save it to keep it
column-renamed = Renamed { $column } to { $to }: { $count ->
    [one] 1 setting
   *[other] { $count } settings
} changed
compare-no-input = Nothing arrives at this node
compare-none-pinned = No table is pinned
compare-nothing-changed = Nothing has been changed yet
compare-before = before "{ $step }"
no-such-kind = There is no kind "{ $kind }"
parameter-exists = There is a parameter "{ $name }" already. Choose another name
no-node-reads-file = No node reads { $file }. Drop CSV, Parquet, JSON or Excel files
file-problem = { $file }: { $problem }
saved = Saved { $file }
saving = Saving { $file } …
opening = Opening { $file } …
closes-when-saved = { $file } is being saved and then closes
no-samples-drop-own = The samples are not installed beside the program. Drop a file of your own on the canvas
preferences-not-written = The preferences cannot be written: { $error }
preferences-not-kept = The preferences cannot be kept: { $error }
preferences-unread = Of the preferences this could not be read: { $lost }. The usual is in its place
preferences-unread-kept = Of the preferences this could not be read: { $lost }. The usual is in its place, the old text in { $file } of the state folder
check-state-folder = Check the state folder
shortcuts-unreadable = { $file } line { $line }: { $error }
shortcuts-correct = Correct it; until then the shortcuts stay as they were
no-shortcut = { $file } line { $line }: "{ $keys }" is no shortcut: { $why }
no-shortcut-remedy = Write it as "Ctrl+Shift+S" or "F5"
no-such-action = { $file } line { $line }: There is no action "{ $name }"
see-tablewire-keys = See the names in: tablewire keys
shortcut-twice = { $file } line { $line }: { $keys } is also a shortcut of "{ $loses }", and now does "{ $keeps }"
shortcut-twice-remedy = Give "{ $loses }" another one, or []
shortcuts-file = The shortcuts of Tablewire.
shortcuts-file-lines = Take the slashes away before a line to change it. An empty list, [], takes the shortcuts of an action away.
shortcuts-file-keys = Keys are written as "Ctrl+Shift+S", "F5", "Alt+ArrowLeft"; Ctrl is the command key on a Mac.
shortcuts-file-again = The file is read again when it changes; "tablewire keys" prints what holds.
key-missing = a key is missing
no-such-key-near = there is no key "{ $key }", perhaps "{ $near }" is meant
no-such-key = there is no key "{ $key }"
recovery-added = Added { $names }
recovery-changed = Changed { $names }
recovery-removed = Removed { $names }
recovery-otherwise = Wires, places or parameters differ
running = Running…
setting-changed-meanwhile = The setting has changed meanwhile
all-is-tidy = All is tidy
shortcuts-read = Shortcuts were read again from { $file }
shortcuts-not-written = { $file } cannot be written: { $error }. Check the state folder
shortcuts-are-in = Shortcuts are in { $file }
nothing-opens-text = Nothing here opens text files. Edit { $file } yourself
swap-loses-wires = { $kind } has { $count ->
    [one] no port for one of the wires: it is removed
   *[other] no ports for { $count } of the wires: they are removed
}
writing = Writing…
copying = Copying…
wrote-table = Wrote { $rows } × { $columns } to { $file }
wrote-first = Wrote the first { $rows } × { $columns } to { $file }, Markdown holds no more. Export the table as CSV to get all
copied-first = Copied the first { $rows } × { $columns }. Export the table to get all
export-waits = A run goes on. Wait for its end, then export again
export-impossible = This table cannot be exported
writing-file = Writing { $file }…
language-chosen = Everything is in English
no-chinese-font = No font of this system has Chinese characters. Install one, such as Noto Sans CJK SC
save-failed = The project is not saved. { $problem }
notice-dismiss = Put this notice away
notice-show = Show { $name }
notice-run-again = Run again
files-grouped = { $files } files of the same columns became { $nodes ->
    [one] one node
   *[other] { $nodes } nodes
}
notice-one-node-each = One node each
rows-are-in-file = The rows are in { $file } now
