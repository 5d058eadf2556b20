kind-table = Table
    .about = A table typed in or pasted
    .help = Type into the cells, or paste from a spreadsheet. Tab and Enter move on, F2 edits the current cell; typing below the last row or after the last column adds a row or column. Column names are cells too. A column's type is inferred from its cells unless you set it; an empty cell is null. Dates are recognised as 2013-01-31 and in other common forms.
    .words = manual, inline, constant, paste, literal, text input, create, data, source

field-table-rows = Cells
    .hint = Type, or paste from a spreadsheet; an empty cell is null
field-table-types =
    .hint = Columns whose type you set instead of inferring it from the cells

add-a-column-first = Add a column first
column-without-name = Column { $number } has no name
give-it-one = Enter one
two-columns-called = Two columns are named "{ $name }"
row-has-more-cells = Row { $row } has more cells than columns
add-column-or-remove-cells = Add a column, or remove the extra cells
cell-is-not = "{ $text }" in row { $row } of "{ $column }" is not { $data_type }
cell-is-not-of-its-type = "{ $text }" in row { $row } of "{ $column }" does not fit the type of its column
correct-the-cell = Correct the cell, or change the column's type
table-is-large = The project itself stores { $rows }: { $size }
table-is-large-remedy = Move them to a file beside the project so that it stays quick to open and to compare
