kind-join = Join
    .about = Brings together the rows of two tables by keys
    .help =
        A row of the left and a row of the right table match when they agree in every key. A null key matches nothing, not even another null. The order of the left rows is kept (of the right rows in a right join); the right rows that a full join adds come last. Without keys, the only column that both tables have is the key.

        "left_only" and "right_only" hold the rows that found no match, whatever the kind of join. What is expected of the keys is checked when the join runs: it fails and names the key that stands twice, instead of multiplying rows.
    .words = merge, lookup, vlookup, xlookup, inner join, left join, outer, semi, anti, match
port-name-joined = joined
port-name-left = left
port-name-right = right
port-name-left_only = left_only
port-name-right_only = right_only

field-join-keys = Where
    .hint = Rows match when they agree in every pair
    .add = Add key
field-join-how = Join
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
    .hint = Empty: named as on the left
    .placeholder = Same name
field-join-expect = Expect
    .hint = Checked when it runs: the join fails rather than multiply rows
    .Any = Anything
    .OneToOne = One to one
    .OneToMany = One to many: left keys are unique
    .ManyToOne = Many to one: right keys are unique
field-join-coalesce = One column per key
    .hint = Otherwise the keys of both tables stay
field-join-suffix = Suffix
    .hint = Added to a right column whose name the left table has too
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
no-keys = No keys are chosen
choose-agreeing-columns = Choose the columns in which rows must agree
no-keys-but-common = No keys are chosen; both tables have { $columns }
choose-identifying = Choose those that identify the same thing
note-matches-on = Without keys, rows match on "{ $column }", the only column that both tables have.
note-both-have = Both tables have { $columns }. Add those that identify the same thing.
give-another-suffix = Give another suffix, or rename one before
cannot-be-a-key = A column of type { $data_type } cannot be a key
choose-another = Choose another
keys-never-match = "{ $left }" on the left is { $left_type }, "{ $right }" on the right is { $right_type }: they never match
keys-not-unique-left = The keys should be unique on the left, but { $key } stands there { $times } times
keys-not-unique-right = The keys should be unique on the right, but { $key } stands there { $times } times
remove-duplicates = Remove the duplicates or expect something else
