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
column-does-not-arrive = The input has no such column
no-table-arrives = No input table yet
no-column-called = No column has this name
use-typed = Use "{ $name }"
there-is-no-column = There is no column "{ $name }"
add = Add
complete-named = Complete { $name }
complete-value = Complete { $value }, { $rows }
complete-nothing = No completions
reset-setting = Reset { $name }
hint-condition = A condition, such as a > 1 AND b = 'x'
hint-expression = An expression, such as a / b * 60
bypassed-about = Bypassed: its first input passes through unchanged
disabled-with-all = Disabled, with everything downstream
use-again = End bypass
comment-and-colour = Comment and colour
frame-title-field = Frame title
note-text-field = Note text
no-colour-word = No colour
frame-holds = { $count ->
    [one] 1 node
   *[other] { $count } nodes
}: those whose title is inside the frame
note-markdown = # heading, **bold**, *italic*, `code`, - list, [name](address)
settings-in-file = Settings in the file
reset-settings-about = Resets every setting to its default; can be undone
reset-settings = Reset settings
unsaved-project-title = Unsaved project
edit-parameters = Edit parameters…
select-node-settings = Select a node to see its settings.
bring-together = Combine their tables
parameters-hint = Values used in formulas and paths as ${"{"}name{"}"}, also set on the command line
nodes-and-wires = { $nodes }, { $wires ->
    [one] 1 wire
   *[other] { $wires } wires
}
nodes-selected = { $count ->
    [one] 1 node
   *[other] { $count } nodes
} selected
zoom-to = Zoom to selection
delete-heal = Delete and reconnect
kind-the-selected = { $kind } selection
file-to-write = File to write
file-to-read = File, or several with *
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
} and { $annotations ->
    [one] 1 frame, note or dot
   *[other] { $annotations } frames, notes or dots
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
sheets-no-file = Choose a file first to list its sheets
sheets-rows-by-columns = Rows × columns
sheets-of-first = { $count ->
    [one] Sheets in { $file }
   *[other] Sheets in { $file }, the first of { $count } files
}
