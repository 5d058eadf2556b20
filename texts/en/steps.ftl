# Names of undo steps, in the history and after "Undone:". Sentence case, no full stop.

step-use = Enable { $what }
step-bypass = Bypass { $what }
step-disable = Disable { $what }
step-paste = Paste { $what }
step-rename-column = Rename column { $column } to { $to }
step-add = Add { $kind }
step-change = Change { $name }
step-rename-node = Rename { $name } to { $to }
step-move = Move { $what }
step-open-node = Expand node
step-close-node = Collapse node
step-connect = Connect { $from } to { $to }
step-insert = Insert { $name } between { $from } and { $to }
step-disconnect = Disconnect { $from } from { $to }
step-parameter = Parameter { $name }: { $to }
step-duplicate = Duplicate { $what }
step-drop-files = Drop { $what }
step-keep-look = Turn the view into nodes
step-add-parameter = Add the parameter { $name }
step-tidy = Tidy up
step-swap = Change { $name } to { $kind }
step-colour = Colour { $what }
step-add-dot = Add dot
step-resize = Resize { $what }
step-add-frame = Add frame
step-add-note = Add note
step-rename-frame = Rename frame to { $to }
step-write-note = Write note: { $text }
step-comment = Comment
step-delete-wire = Delete wire
step-delete = Delete { $what }
step-settings = { $node }: { $what }
step-node = { $kind } { $name }
step-disconnect-several = Disconnect { $count } wires
step-rename-parameter = Rename the parameter { $name } to { $to }
step-read-table = Read { $table }
step-read-further = Read { $table }, too
step-connection = Connection { $name }
step-remove-connection = Remove the connection { $name }
step-remove-parameter = Remove the parameter { $name }
step-remove = Remove
step-open = Expand { $what }
step-close = Collapse { $what }
step-sketch = Show distributions of { $what }
step-rows = Show rows of { $what }
step-comment-on = Comment { $name }: { $text }

# Changes to a node's settings.
change-to = { $setting } { $to }
change-to-default = { $setting } reset to default
change-emptied = { $setting } cleared
change-added = { $setting } + { $what }
change-removed = { $setting } − { $what }
change-order = Order of { $setting }
change-several = { $setting } changed
change-row = { $row } { $next }
change-and-more = { $what } and { $count } more
change-cell = Cell { $row } { $column }: { $to }
change-nothing = nothing
change-cells = { $count ->
    [one] 1 cell
   *[other] { $count } cells
}
change-cells-many = Cells
change-rows-added = { $count ->
    [one] 1 row added
   *[other] { $count } rows added
}
change-rows-removed = { $count ->
    [one] 1 row removed
   *[other] { $count } rows removed
}
step-to-file = Move the rows of { $name } to { $file }
step-catalog-columns = Take the columns of { $name } from Spark
