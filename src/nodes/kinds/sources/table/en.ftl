kind-table = Table
    .about = A table typed or pasted in by hand
    .help = Type into the cells, or paste from a spreadsheet. Tab and Enter go on, F2 edits what is there; what is typed below the last row or behind the last column makes a new one, and the heads are cells too. A column's type is told from its cells unless it is given; an empty cell is null. Dates are recognised as 2013-01-31, among other forms.
    .words = manual, inline, constant, paste, literal, text input, create, data, source

field-table-rows = Cells
    .hint = Type, or paste from a spreadsheet; an empty cell is null
field-table-types =
    .hint = Columns whose type is given instead of told from the cells

add-a-column-first = Add a column first
column-without-name = Column { $number } has no name
give-it-one = Give it one
two-columns-called = Two columns are called "{ $name }"
row-has-more-cells = Row { $row } has more cells than there are columns
add-column-or-remove-cells = Add a column or remove the cells
cell-is-not = "{ $text }" in row { $row } of "{ $column }" is not { $data_type }
cell-is-not-of-its-type = "{ $text }" in row { $row } of "{ $column }" is not of its column's type
correct-the-cell = Correct the cell, or give the column another type
table-is-large = { $rows } are held in the project itself: { $size }
table-is-large-remedy = Put them into a file beside the project, so that it stays quick to open and to compare
