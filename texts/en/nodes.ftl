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
choose-another-type = Choose another type
rows-rejected = { $count ->
    [one] 1 row does not fit and leaves
   *[other] { $count } rows do not fit and leave
} at "rejected"
rejects-all = { $count ->
    [one] The only row does not fit
   *[other] None of the { $count } rows fits
}
rejects-too-many = { $count } of { $all } rows do not fit
rejects-look = Look at the reasons at "rejected" and correct the settings, or let more rows be rejected

# Tables typed in.

true-or-false = true or false

# Rows.

choose-or-remove-key = Choose one or remove the key
has-no-order = "{ $name }" is { $data_type }, which has no order
is-no-number-of-rows = { $count } is no number of rows
give-zero-or-more = Give 0 or more

# Choosing and computing columns.

new-column-without-name = The new column has no name
give-it-a-name = Give it a name
write-true-or-false = Write true or false
text-does-not-fit = "{ $text }" does not fit "{ $name }", which is { $data_type }

# Combining.

cast-one-before = Cast one of the two before with a select node
nothing-connected-tables = Nothing is connected to "{ $port }"
draw-a-wire = Draw a wire to it
types-differ = The column "{ $name }" is { $one } in "{ $here }" but { $other } in "{ $there }"
value-not-exact = The column "{ $name }" of "{ $place }" holds { $value }, which is not exact as { $data_type }
value-of-column-not-exact = The column "{ $name }" holds { $value }, which is not exact as { $data_type }
cast-it-before = Cast the column before, as you need it

# Groups and shapes.

cannot-be-computed-of = { $function } cannot be computed: the column "{ $name }" is { $data_type }
cast-or-count = Cast it to a number before, or count its values
take-extreme = Take the minimum or maximum, or a number made from it by a formula
choose-function-or-column = Choose another function or another column
is-no-quantile = { $number } is no quantile
give-a-quantile = Give a number from 0 to 1, such as 0.9 for the 90th percentile

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
