# Kinds of nodes: problems with their remedies, steps in a table's menus, column lineage.

new-node-behind = New node after { $name }
text-becomes = In "{ $node }", the text "{ $old }" in the column "{ $column }" changes to "{ $new }"
needs-no-suffix = In "{ $node }", the column "{ $old }" becomes "{ $new }": it no longer needs a suffix
writes-column-as = "{ $node }" writes the column "{ $old }" as "{ $new }"
columns-cannot-be-told = The new name makes the columns of "{ $node }" unknown
choose-another-name = Choose another name
table-has-no-column = "{ $table }" has no column "{ $column }"
look-at-its-table = Check its table
column-needs-a-name = A column needs a name
write-one = Enter a name
is-its-name-already = The column already has this name
write-another = Enter another name
column-at-already = "{ $node }" already has a column "{ $column }"

# Columns.

no-column-chosen = No column is selected
choose-a-column = Select a column
column-already = There is already a column "{ $name }"
columns-of-last-run = No rows; columns as in the run of { $date }
column-listed-twice = The column "{ $name }" is listed twice
remove-one-of-two = Remove one of them
two-columns-named = Two columns would be named "{ $name }"
give-one-another-name = Rename one of them
list-and-more = { $list } and { $count } more

# Files.

format-cannot-hold = "{ $name }" is { $data_type }, which { $format } does not support
date-beyond-calendar = The column "{ $name }" contains { $value }, a date beyond the calendar, which cannot be written as text
correct-date-before = Correct or remove such values first, or write Parquet
drop-or-parquet = Drop it, convert it to text, or write Parquet
is-no-delimiter = "{ $text }" is not a valid delimiter
delimiter-some-characters = Enter one or more characters, tab, blanks, or fixed
is-no-width = "{ $text }" is not a valid column width
give-widths = Enter widths such as 5, 10, 9, or positions such as 1-5, 6-15, 16-
is-no-quote = "{ $text }" is not a valid quote character
single-character = Enter a single character
choose-another-type = Choose another type
rows-rejected = { $count ->
    [one] 1 row does not fit and goes
   *[other] { $count } rows do not fit and go
} to "rejected"
rejects-all = { $count ->
    [one] The only row does not fit
   *[other] None of the { $count } rows fit
}
rejects-too-many = { $count } of { $all } rows do not fit
rejects-look = See the reasons at "rejected" and correct the settings, or allow more rejected rows

# Tables typed in.

true-or-false = true or false

# Rows.

choose-or-remove-key = Select one, or remove the key
has-no-order = "{ $name }" is { $data_type }, which cannot be sorted
is-no-number-of-rows = { $count } is not a valid number of rows
give-zero-or-more = Enter 0 or more

# Choosing and computing columns.

new-column-without-name = The new column has no name
give-it-a-name = Enter a name
write-true-or-false = Enter true or false
text-does-not-fit = "{ $text }" does not fit "{ $name }", which is { $data_type }

# Combining.

cast-one-before = Cast one of the two first in a Select node
nothing-connected-tables = Nothing is connected to "{ $port }"
draw-a-wire = Connect a wire to it
types-differ = The column "{ $name }" is { $one } in "{ $here }" but { $other } in "{ $there }"
value-not-exact = The column "{ $name }" of "{ $place }" contains { $value }, which cannot be stored exactly as { $data_type }
value-of-column-not-exact = The column "{ $name }" contains { $value }, which cannot be stored exactly as { $data_type }
cast-it-before = Cast the column first

# Groups and shapes.

cannot-be-computed-of = Cannot compute { $function }: the column "{ $name }" is { $data_type }
cast-or-count = Cast it to a number first, or count its values
take-extreme = Use Minimum or Maximum, or a number computed by a formula
choose-function-or-column = Choose another function or another column
is-no-quantile = { $number } is not a valid quantile
give-a-quantile = Enter a number from 0 to 1, such as 0.9 for the 90th percentile

# The node and its surroundings.

kind-not-known = Unknown kind "{ $kind }"
did-you-mean-kept = Did you mean "{ $name }"? The node is kept unchanged
may-need-newer = It may need a newer version of Tablewire. The node is kept unchanged
version-too-new = The node uses version { $version } of "{ $kind }", but this version of Tablewire knows only up to { $known }
open-with-newer = Open it with a newer version of Tablewire. The node is kept unchanged
setting-unknown = There is no setting "{ $name }"
option-none = There is no option "{ $name }"
setting-twice = "{ $name }" is set twice
setting-keep-one = Keep one of them
setting-missing = The setting "{ $name }" is missing
setting-add = Add it in the file
setting-is-no = { $value } is not { $expected }
setting-is-missing = The settings are not { $expected }
setting-correct = Correct it in the file
setting-has-none = This node has no settings
expected-boolean = true or false
expected-integer = an integer
expected-smaller = an integer within 64 bits
expected-number = a number
expected-text = quoted text
expected-list = a list in square brackets
expected-record = settings in parentheses
expected-option = Some(…) or None
expected-word = a word
number-out-of-range = { $value } is out of range
number-between = Enter a number from { $least } to { $most }
settings-cannot-be-read = Cannot read the settings: { $error }
correct-or-reset = Correct them in the file, or reset them
no-file-chosen = No file is selected
add-parameter-to-project = Add it to the project's parameters
parameter-is-no = The parameter "{ $name }" is "{ $value }", which is not a valid { $data_type }
give-another-value = Enter another value
is-no = "{ $text }" is not a valid { $data_type }
write-it-as = Enter { $example }, null or not null

# Steps of the menus of a table.

step-keep-these-rows = Keep these rows
step-keep-this-order = Keep this order
step-sort-smallest = Sort ascending
step-sort-largest = Sort descending
step-group-by = Group by this column
step-sum-up = Sum this column
step-one-row-each = Keep one row per value
step-fill-mean = Fill nulls with the mean
step-fill-median = Fill nulls with the median
step-fill-before = Fill nulls with the previous value
step-keep-not-null = Keep rows that are not null
step-compute-from = Compute a new column from it
step-drop = Drop column
step-keep-arrangement = Keep this column order
step-cast = Cast to { $data_type }
step-keep-is-null = Keep rows where { $name } is null
step-keep-is-not-null = Keep rows where { $name } is not null
step-keep-where = Keep rows where { $name } { $sign } { $value }
step-keep-where-not-null = Keep rows where { $name } { $sign } { $value } (without nulls)
step-keep-is-not-or-null = Keep rows where { $name } is not { $value } (with nulls)
step-keep-is-not = Keep rows where { $name } is not { $value }
step-keep-range = Keep rows where { $name } is between { $from } and { $to }
step-keep-range-not-null = Keep rows where { $name } is between { $from } and { $to } (without nulls)
step-keep-values = Keep rows with these { $count } values of { $name }
step-exclude-values = Exclude rows with these { $count } values of { $name }
step-exclude-values-not-null = Exclude rows with these { $count } values of { $name } (with nulls)
step-move-first = Move to the front
step-move-last = Move to the end
value-empty = empty
step-write-tsv = Write TSV

# Column lineage.

column-of-table = { $column } of { $table }
way-begins = { $column } originates here
way-ends = Nothing depends on { $column }
way-back = { $column } comes from { $ends }
way-back-through = { $column } comes from { $ends }, through { $nodes }
way-forth = { $column } is used in { $ends }
way-forth-through = { $column } is used in { $ends }, through { $nodes }
