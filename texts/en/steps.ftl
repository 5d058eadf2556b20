# Names of undo steps, in the history and behind "Undone:". Sentence case, no full stop.

step-use = { $count ->
    [one] Use node
   *[other] Use { $count } nodes
}
step-bypass = { $count ->
    [one] Bypass node
   *[other] Bypass { $count } nodes
}
step-disable = { $count ->
    [one] Disable node
   *[other] Disable { $count } nodes
}
step-paste = Paste
step-rename-column = Rename column { $column } to { $to }
step-add = Add { $kind }
step-change = Change { $name }
step-rename-node = Rename { $name }
step-move = Move { $what }
step-open-node = Open node
step-close-node = Close node
step-connect = Connect { $from } to { $to }
step-insert = Insert into wire
step-disconnect = Disconnect
step-parameter = Change the parameter { $name }
step-duplicate = Duplicate { $what }
step-drop-files = Drop files
step-keep-look = Keep what is looked at
step-add-parameter = Add the parameter { $name }
step-tidy = Tidy up
step-swap = Change to { $kind }
step-colour = Colour
step-remove = Remove
step-add-dot = Add dot
step-resize = Resize { $what }
step-add-frame = Add frame
step-add-note = Add note
step-rename-frame = Rename frame
step-write-note = Write note
step-comment = Comment
step-delete-wire = Delete wire
step-delete = Delete { $what }
