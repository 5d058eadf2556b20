## Rows of a condition, and why there are none.
rows-unreadable = The formula cannot be read as it stands
rows-comment = Rows have no place for the comment
rows-mixed = The formula mixes AND and OR
rows-column-value = It compares with another column: { $column }
rows-computed = Rows cannot hold { $piece }
rows-no-comparison = Rows cannot hold { $piece }
rows-not-possible = Not in rows: { $why }
add-condition = Add condition
remove-condition = Remove condition { $number }
condition-hold = How many must hold
condition-all = All
condition-any = Any
condition-column = Column
condition-test = Test
condition-value = Value
condition-from = From
condition-to = To
condition-nulls-left-out = { $count ->
        [one] { $count } null is left out
       *[other] { $count } nulls are left out
    }
condition-keep-nulls = Keep them
values-all-rows = { $rows ->
        [one] Of { $rows } row
       *[other] Of { $rows } rows
    }
values-most-frequent = The most frequent of { $rows } rows
values-first-rows = { $rows ->
        [one] Of the first row
       *[other] Of the first { $rows } rows
    }
value-empty-text = (empty text)
value-counted = { $value }, { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }

## Tests, as a drop-down has them.
test-equal = is
test-not-equal = is not
test-different = is not, or null
test-less = <
test-less-or-equal = ≤
test-greater = >
test-greater-or-equal = ≥
test-between = is between
test-not-between = is not between
test-in = is one of
test-not-in = is none of
test-not-in-or-null = is none of, or null
test-contains = contains
test-not-contains = does not contain
test-contains-any-case = contains, any case
test-starts-with = starts with
test-ends-with = ends with
test-like = is like
test-not-like = is not like
test-like-any-case = is like, any case
test-not-like-any-case = is not like, any case
test-is-null = is null
test-is-not-null = is not null
test-is-true = is true
test-is-false = is false

## Proposals for the keys of a join.
keys-proposed = Proposed keys
keys-proposed-further = Further keys, with what each would do
keys-match = { $matching } of { $rows } left rows match
keys-match-of-first = { $matching } of the first { $rows } left rows match
keys-match-fewer = { $matching } of { $rows } left rows match, { $fewer } fewer
keys-match-of-first-fewer = { $matching } of the first { $rows } left rows match, { $fewer } fewer
keys-unique = unique on both sides
keys-unique-left = unique on the left only
keys-unique-right = unique on the right only
keys-repeat = not unique on either side
keys-told = { $matches }; { $unique }

## The first values of a condition.
values-old = of an earlier formula
values-kept = { $kept } of { $rows } kept
row-kept = kept
row-left-out = left out
row-left-out-null = left out, null
