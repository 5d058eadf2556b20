kind-join = Join
    .about = Combines the rows of two tables by keys
    .help =
        A left row and a right row match when they are equal in every key. A null key matches nothing, not even another null. The result keeps the order of the left rows (of the right rows in a right join); right rows added by a full join come last. If you choose no keys, the only column that both tables have is the key.

        "left_only" and "right_only" contain the rows without a match, whatever the type of join. The expected relationship of the keys is checked when the join runs: instead of multiplying rows, it fails and names the duplicate key.
    .words = merge, lookup, vlookup, xlookup, inner join, left join, outer, semi, anti, match
port-name-joined = joined
port-name-left = left
port-name-right = right
port-name-left_only = left_only
port-name-right_only = right_only

field-join-keys = Match on
    .hint = Rows match when they are equal in every pair
    .add = Add key
field-join-how = Join type
    .Inner = Inner: rows that match
    .Left = Left: all left rows
    .Right = Right: all right rows
    .Full = Full: all rows of both
    .Semi = Semi: left rows that match
    .Anti = Anti: left rows that do not match
field-join-left = Left column
    .heading = Left
field-join-right = Right column
    .heading = Right
    .hint = Leave empty if it has the same name as on the left
    .placeholder = Same name
field-join-expect = Expected keys
    .hint = Checked when the join runs: it fails instead of multiplying rows
    .Any = Anything
    .OneToOne = One to one
    .OneToMany = One to many: left keys are unique
    .ManyToOne = Many to one: right keys are unique
field-join-coalesce = One column per key
    .hint = Otherwise the keys of both tables are kept
field-join-suffix = Suffix
    .hint = Added to right columns whose names also occur in the left table
    .placeholder = None

summary-join = { $how ->
    [Left] all left rows
    [Right] all right rows
    [Full] all rows
    [Semi] left rows with a match
    [Anti] left rows without a match
   *[other] { $how }
}

key-has-no-left-column = This key has no left column
key-listed-twice = This key is listed twice
no-keys = No keys are selected
choose-agreeing-columns = Select the columns in which rows must be equal
no-keys-but-common = No keys are selected; both tables have { $columns }
choose-identifying = Select those that identify the same thing
note-matches-on = No keys are selected: rows match on "{ $column }", the only column that both tables have.
note-both-have = Both tables have { $columns }. Add the ones that identify the same thing.
give-another-suffix = Enter another suffix, or rename a column first
cannot-be-a-key = A column of type { $data_type } cannot be a key
choose-another = Select another
keys-never-match = "{ $left }" on the left is { $left_type }, "{ $right }" on the right is { $right_type }: they never match
keys-not-unique-left = The keys must be unique on the left, but { $key } occurs { $times } times
keys-not-unique-right = The keys must be unique on the right, but { $key } occurs { $times } times
remove-duplicates = Remove the duplicates, or change "Expected keys"
