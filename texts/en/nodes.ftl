# What kinds of nodes say: problems with their remedies, steps of a table's menus, the ways of columns.

new-node-behind = New node behind { $name }
text-becomes = In "{ $node }" the text "{ $old }" in the column "{ $column }" becomes "{ $new }"
needs-no-suffix = In "{ $node }" the column "{ $old }" becomes "{ $new }": it needs no suffix any more
writes-column-as = "{ $node }" writes the column "{ $old }" as "{ $new }"
columns-cannot-be-told = With the new name the columns of "{ $node }" cannot be told
choose-another-name = Choose another name
table-has-no-column = "{ $table }" has no column "{ $column }"
look-at-its-table = Look at its table once more
column-needs-a-name = A column needs a name
write-one = Write one
is-its-name-already = This is its name already
write-another = Write another
column-at-already = There is a column "{ $column }" at "{ $node }" already

# Columns.

no-column-chosen = No column is chosen
choose-a-column = Choose a column
column-already = There is a column "{ $name }" already
column-listed-twice = The column "{ $name }" is listed twice
remove-one-of-two = Remove one of the two
two-columns-named = Two columns would be named "{ $name }"
give-one-another-name = Give one of them another name
list-and-more = { $list } and { $count } more

# Files.

format-cannot-hold = "{ $name }" is { $data_type }, which { $format } cannot hold
drop-or-parquet = Drop it, turn it into text, or write Parquet
is-no-delimiter = "{ $text }" is no delimiter
delimiter-some-characters = Give a few characters, tab, blanks, or fixed
is-no-width = "{ $text }" is no width of a column
give-widths = Give widths such as 5, 10, 9, or places such as 1-5, 6-15, 16-
is-no-quote = "{ $text }" is no quote
single-character = Give a single character
cannot-be-read-as = A column of text cannot be read as { $data_type }
choose-another-type = Choose another type
rows-rejected = { $count ->
    [one] 1 row does not fit and leaves
   *[other] { $count } rows do not fit and leave
} at "rejected"
look-at-reasons = Look at their reasons there; give a column another type, or null texts, if that is wrong
json-look-at-reasons = Look at their reasons there
rejects-all = { $count ->
    [one] The only row does not fit
   *[other] None of the { $count } rows fits
}
rejects-too-many = { $count } of { $all } rows do not fit
rejects-look = Look at the reasons at "rejected" and correct the settings, or let more rows be rejected
is-no-example = "{ $format }" is no example of numbers
use-example = Use one such as 1.234,56 or 1,234.56
format-unknown-piece = In the format "{ $format }", "{ $piece }" means nothing
format-incomplete = The format "{ $format }" does not tell { $data_type }
use-format-of-either = Use parts such as %Y, %m, %d, %H, %M, %S, or yyyy, MM, dd, HH, mm, ss
is-no-format = "{ $format }" is no format for dates and times
offset-not-in-format = The format leaves out the offset from UTC that "{ $name }" has
add-offset-to-format = Add %:z to the format, and moments can be told apart
excel-has-no-offsets = Excel has no offsets from UTC: of "{ $name }" it gets the clock of the zone
cast-moments-to-text = To keep the offset, make a text of it before: CAST(… AS text)
use-format-parts = Use parts such as %Y, %m, %d, %H, %M, %S
delimiter-is-quote = Delimiter and quote are the same
change-one-of-them = Change one of them
decimal-comma-is-delimiter = A decimal comma cannot be told from the delimiter
choose-delimiter-or-quote = Choose another delimiter, or quote where necessary
is-no-sheet-name = "{ $name }" is no name for a sheet
use-sheet-characters = Use 1 to 31 characters, none of [ ] : * ? / \
json-cannot-hold-binary = "{ $name }" is binary, which JSON cannot hold
drop-it-or-parquet = Drop it, or write Parquet

# Tables typed in.

add-a-column-first = Add a column first
column-without-name = Column { $number } has no name
give-it-one = Give it one
two-columns-called = Two columns are called "{ $name }"
row-has-more-cells = Row { $row } has more cells than there are columns
add-column-or-remove-cells = Add a column or remove the cells
cell-is-not = "{ $text }" in row { $row } of "{ $column }" is not { $data_type }
cell-is-not-of-its-type = "{ $text }" in row { $row } of "{ $column }" is not of its column's type
true-or-false = true or false
correct-the-cell = Correct the cell, or give the column another type

# Rows.

key-has-no-column = This key has no column
choose-or-remove-key = Choose one or remove the key
has-no-order = "{ $name }" is { $data_type }, which has no order
sort-by-another = Sort by another column, or by a formula of it
is-no-number-of-rows = { $count } is no number of rows
give-zero-or-more = Give 0 or more
is-no-share = { $number } is no share of the rows
give-a-share = Give a number from 0 to 1, such as 0.1 for a tenth

# Choosing and computing columns.

give-one-another-name-or-drop = Give one of them another name, or drop it
no-column-kept = No column is kept
tick-at-least-one = Tick at least one
nothing-left-to-drop = Nothing is left to drop
did-you-mean-else-untick = Did you mean "{ $name }"? Else untick it
untick-or-bring-back = Untick it, or bring it back before this node
cannot-be-cast-to = A column cannot be cast to { $data_type }
value-does-not-become = The column "{ $column }" has "{ $value }", which does not become { $data_type }
correct-or-null = Correct it before, or let such values become null
this-formula-is-empty = This formula is empty
write-or-remove-row = Write an expression or remove the row
new-column-without-name = The new column has no name
give-it-a-name = Give it a name
choose-some-or-remove-row = Choose some or remove the row
filled-twice = The column "{ $name }" is filled twice
group-is-filled = "{ $name }" makes the groups, so it cannot be filled here
fill-groups-before = Fill it in a node before this one
remove-from-one-row = Remove it from one of the two rows
has-no-mean = "{ $name }" is { $data_type } and has no mean
has-no-median = "{ $name }" is { $data_type } and has no median
fill-constant-or-neighbour = Fill it with a constant, or with the value before or after
only-nulls = "{ $name }" holds nothing but nulls and has no type yet
cast-before = Cast it to a type before with a select node
takes-no-constant = "{ $name }" is { $data_type } and takes no constant
fill-neighbour = Fill it with the value before or after
write-true-or-false = Write true or false
write-a-date = Write a date such as 2013-01-31
write-a-moment = Write a moment such as 2013-01-31 17:30:00
write-a-time = Write a time such as 17:30:00
write-a-whole-number = Write a whole number such as 0
write-a-number = Write a number such as 0
nothing-to-fill-with = There is no value to fill with
text-does-not-fit = "{ $text }" does not fit "{ $name }", which is { $data_type }

# Combining.

key-has-no-left-column = This key has no left column
key-listed-twice = This key is listed twice
no-keys = No keys are chosen
choose-agreeing-columns = Choose the columns in which rows must agree
no-keys-but-common = No keys are chosen; both tables have { $columns }
choose-identifying = Choose those that identify the same thing
note-matches-on = Without keys, rows match on "{ $column }", the only column that both tables have.
note-first-of-cell = Where several rows belong to a cell, the first is shown.
note-both-have = Both tables have { $columns }. Add those that identify the same thing.
give-another-suffix = Give another suffix, or rename one before
cannot-be-a-key = A column of type { $data_type } cannot be a key
choose-another = Choose another
keys-never-match = "{ $left }" on the left is { $left_type }, "{ $right }" on the right is { $right_type }: they never match
cast-one-before = Cast one of the two before with a select node
keys-not-unique-left = The keys should be unique on the left, but { $key } stands there { $times } times
keys-not-unique-right = The keys should be unique on the right, but { $key } stands there { $times } times
remove-duplicates = Remove the duplicates or expect something else
nothing-connected-tables = Nothing is connected to "{ $port }"
draw-wires = Draw wires to it
draw-a-wire = Draw a wire to it
rename-source-column = Give the source column another name
table-lacks-column = "{ $table }" has no column "{ $name }", which "{ $other }" has
table-has-fewer-columns = "{ $table }" has { $count } columns, "{ $other }" has more
rename-or-fill = Rename "{ $name }", or fill missing columns with null
add-or-fill = Add the column, or fill missing columns with null
types-differ = The column "{ $name }" is { $one } in "{ $here }" but { $other } in "{ $there }"
value-not-exact = The column "{ $name }" of "{ $place }" holds { $value }, which is not exact as { $data_type }
value-of-column-not-exact = The column "{ $name }" holds { $value }, which is not exact as { $data_type }
cast-it-before = Cast the column before, as you need it

# Groups and shapes.

aggregation-without-column = This aggregation has no column
choose-or-remove-aggregation = Choose one or remove the aggregation
nothing-to-compute = There is nothing to compute
choose-keys-or-add = Choose the keys of the groups, or add an aggregation
cannot-be-computed-of = { $function } cannot be computed: the column "{ $name }" is { $data_type }
cast-or-count = Cast it to a number before, or count its values
take-extreme = Take the minimum or maximum, or a number made from it by a formula
choose-function-or-column = Choose another function or another column
is-no-quantile = { $number } is no quantile
give-a-quantile = Give a number from 0 to 1, such as 0.9 for the 90th percentile
gives-no-names = "{ $name }" is { $data_type }, which gives no names
choose-naming-column = Choose a column of text, numbers or dates
cannot-give-both = "{ $name }" cannot give both rows and columns
remove-from-rows = Remove it from the rows
has-more-values = "{ $name }" has more than { $most } values
choose-or-list-values = Choose another column, or list the values that shall become columns
write-it-as-date = Write it as 2013-01-31
write-as-shown = Write a value as "{ $name }" shows it
give-a-prefix = Give a prefix, or list the values with names of their own
neither-ids-nor-values = Neither ids nor values are chosen
choose-to-unpivot = Choose the columns to unpivot, or those that stay
cannot-stay-and-unpivot = The column "{ $name }" cannot stay and be unpivoted
remove-from-one-list = Remove it from one of the two lists
nothing-left-to-unpivot = No column is left to unpivot
take-out-of-ids = Take some columns out of the ids
does-not-go-with = "{ $name }" is { $data_type } and does not go into one column with { $others }, { $other_type }
cast-to-one-type = Cast the columns to one type before, or leave some out
give-new-another-name = Give the new column another name

# The node and its surroundings.

kind-not-known = The kind "{ $kind }" is not known
did-you-mean-kept = Did you mean "{ $name }"? The node is kept as it is
may-need-newer = It may need a newer Tablewire. The node is kept as it is
version-too-new = The node has version { $version } of "{ $kind }", this program knows up to { $known }
open-with-newer = Open it with a newer Tablewire. The node is kept as it is
setting-unknown = There is no "{ $name }" among the settings
option-none = There is no option "{ $name }"
setting-twice = "{ $name }" is set twice
setting-keep-one = Keep one of them
setting-missing = The setting "{ $name }" is missing
setting-add = Add it in the file
setting-is-no = { $value } is not { $expected }
setting-is-missing = The settings are not { $expected }
setting-correct = Correct it in the file
setting-has-none = It has no settings
expected-boolean = true or false
expected-integer = a whole number
expected-smaller = within 64 bits
expected-number = a number
expected-text = a text in quotes
expected-list = a list in square brackets
expected-record = settings in round brackets
expected-option = Some(…) or None
expected-word = a word
number-out-of-range = { $value } is out of range
number-between = Write a number from { $least } to { $most }
settings-cannot-be-read = The settings cannot be read: { $error }
correct-or-reset = Correct them in the file or reset them
no-file-chosen = No file is chosen
add-parameter-to-project = Add it in the parameters of the project
parameter-is-no = The parameter "{ $name }" is "{ $value }", which is no { $data_type }
give-another-value = Give it another value
is-no = "{ $text }" is no { $data_type }
write-it-as = Write it as { $example }, or write null or not null

# Steps of the menus of a table.

step-keep-these-rows = Keep these rows
step-keep-this-order = Keep this order
step-sort-smallest = Sort, smallest first
step-sort-largest = Sort, largest first
step-group-by = Group by it
step-sum-up = Sum it up
step-one-row-each = Keep one row for each value
step-fill-mean = Fill nulls with the mean
step-fill-median = Fill nulls with the median
step-fill-before = Fill nulls from the row before
step-keep-not-null = Keep rows where it is not null
step-compute-from = Compute a column from it
step-drop = Drop it
step-keep-arrangement = Keep this arrangement
step-cast = Cast it to { $data_type }
step-keep-is-null = Keep rows where { $name } is null
step-keep-is-not-null = Keep rows where { $name } is not null
step-keep-where = Keep rows where { $name } { $sign } { $value }
step-keep-where-not-null = Keep rows where { $name } { $sign } { $value } (no nulls)
step-keep-is-not-or-null = Keep rows where { $name } is not { $value } (nulls too)
step-keep-is-not = Keep rows where { $name } is not { $value }
step-keep-range = Keep rows where { $name } is from { $from } to { $to }
step-keep-range-not-null = Keep rows where { $name } is from { $from } to { $to } (no nulls)
step-keep-values = Keep rows with these { $count } values of { $name }
step-exclude-values = Leave out rows with these { $count } values of { $name }
step-exclude-values-not-null = Leave out rows with these { $count } values of { $name }, keep nulls
step-move-first = Move it before all columns
step-move-last = Move it behind all columns
value-empty = empty
step-write-tsv = Write TSV

# The ways of columns.

column-of-table = { $column } of { $table }
way-begins = { $column } begins there
way-ends = No column depends on { $column }
way-back = { $column } comes from { $ends }
way-back-through = { $column } comes from { $ends }, through { $nodes }
way-forth = { $column } goes into { $ends }
way-forth-through = { $column } goes into { $ends }, through { $nodes }
table-is-large = { $rows } are held in the project itself: { $size }
table-is-large-remedy = Put them into a file beside the project, so that it stays quick to open and to compare
