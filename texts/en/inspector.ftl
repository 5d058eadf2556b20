# The inspector: head, settings, rows, cells, what is shown without a node.

add-row = Add row
add-column = Add column
copy-cells = Copy
cut-cells = Cut
paste-cells = Paste
edit-cell = Edit
rename-in-sheet = Rename column
insert-rows-above = { $count ->
    [one] Insert row above
   *[other] Insert { $count } rows above
}
insert-rows-below = { $count ->
    [one] Insert row below
   *[other] Insert { $count } rows below
}
remove-rows = { $count ->
    [one] Remove row
   *[other] Remove { $count } rows
}
insert-columns-left = { $count ->
    [one] Insert column left
   *[other] Insert { $count } columns left
}
insert-columns-right = { $count ->
    [one] Insert column right
   *[other] Insert { $count } columns right
}
remove-columns = { $count ->
    [one] Remove column
   *[other] Remove { $count } columns
}
pasted-cells = Pasted { $rows }, { $columns }
header-numbered = Header { $number }
cell-numbered = Cell { $row } { $column }
column-does-not-arrive = This column does not arrive
no-table-arrives = No table arrives yet
no-column-called = No column is called so
use-typed = Use "{ $name }"
there-is-no-column = There is no column "{ $name }"
add = Add
complete-named = Complete { $name }
complete-value = Complete { $value }, { $rows }
complete-nothing = Nothing fits here
reset-setting = Reset { $name }
hint-condition = A condition, such as a > 1 AND b = 'x'
hint-expression = An expression, such as a / b * 60
bypassed-about = Bypassed: its first table passes unchanged
disabled-with-all = Disabled, with all that depends on it
use-again = End bypass
comment-and-colour = Comment and colour
frame-title-field = Title of the frame
note-text-field = Text of the note
no-colour-word = No colour
frame-holds = { $count ->
    [one] 1 node
   *[other] { $count } nodes
}: those whose title lies in it
note-markdown = # heading, **bold**, *italic*, `code`, - list, [name](address)
settings-in-file = Settings in the file
reset-settings-about = Puts every setting back to its default; can be undone
reset-settings = Reset settings
unsaved-project-title = Unsaved project
edit-parameters = Edit parameters…
select-node-settings = Select a node to see its settings.
bring-together = Bring their tables together
parameters-hint = Values that formulas and paths name as ${"{"}name{"}"}, and the command line can set
nodes-and-wires = { $nodes }, { $wires ->
    [one] 1 wire
   *[other] { $wires } wires
}
nodes-selected = { $count ->
    [one] 1 node
   *[other] { $count } nodes
} selected
zoom-to = Zoom to
delete-heal = Delete, heal
kind-the-selected = { $kind } the selected
file-to-write = File to write
file-to-read = File, or many with *
choose-target-dots = Choose where to write…
choose-file-dots = Choose a file…
remove-row-numbered = Remove row { $number }
move-up = Move up
move-down = Move down
move-to-top = Move to top
move-to-bottom = Move to bottom
label-all = { $label } all
arrange = Arrange
selected-nodes = Nodes
things-selected = { $count ->
    [one] 1 frame, note or dot selected
   *[other] { $count } frames, notes or dots selected
}
dots-selected = { $count ->
    [one] 1 dot selected
   *[other] { $count } dots selected
}
nodes-and-things-selected = { $nodes ->
    [one] 1 node
   *[other] { $nodes } nodes
} and { $things ->
    [one] 1 frame, note or dot
   *[other] { $things } frames, notes or dots
} selected
and-more-nodes = and { $count } more
bypass = Bypass
disable = Disable

## The sheets of a workbook, below the field that takes one.
show-sheets = Show the sheets
sheet-the-first = First table
sheets-all = All sheets
sheets-counted = { $count ->
    [one] 1 sheet
   *[other] { $count } sheets
}
sheet-size = { $rows } × { $columns }
sheet-size-more = more than { $rows } × { $columns }
sheet-holds-nothing = empty
sheet-holds-words = no table
sheet-holds-hidden = hidden, { $holds }
sheet-listed = { $name }, { $beside }
sheets-no-file = Choose a file first: its sheets are listed here
sheets-rows-by-columns = Rows × columns
sheets-of-first = { $count ->
    [one] Sheets of { $file }
   *[other] Sheets of { $file }, the first of { $count } files
}
