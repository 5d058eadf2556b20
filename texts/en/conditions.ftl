## Conditions that are edited as rows, and why some cannot be.
rows-unreadable = The formula cannot be parsed
rows-comment = The formula has a comment
rows-mixed = The formula mixes AND and OR
rows-column-value = The formula compares with another column: { $column }
rows-computed = A row cannot show { $piece }
rows-no-comparison = A row cannot show { $piece }
rows-not-possible = Cannot be edited as rows: { $why }
add-condition = Add condition
remove-condition = Remove condition { $number }
condition-hold = How many conditions must be met
condition-all = All
condition-any = Any
condition-column = Column
condition-test = Test
condition-value = Value
condition-from = From
condition-to = To
condition-nulls-left-out = { $count ->
    [one] { $count } null is excluded
   *[other] { $count } nulls are excluded
}
condition-keep-nulls = Keep nulls
values-all-rows = { $rows ->
    [one] From { $rows } row
   *[other] From { $rows } rows
}
values-most-frequent = Most frequent values in { $rows } rows
values-first-rows = { $rows ->
    [one] From the first row
   *[other] From the first { $rows } rows
}
value-empty-text = (empty text)
value-counted = { $value }, { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }

## Comparisons, as the drop-down lists them.
test-equal = is
test-not-equal = is not
test-different = is not, or is null
test-less = <
test-less-or-equal = ≤
test-greater = >
test-greater-or-equal = ≥
test-between = is between
test-not-between = is not between
test-in = is one of
test-not-in = is not one of
test-not-in-or-null = is not one of, or is null
test-contains = contains
test-not-contains = does not contain
test-contains-any-case = contains, ignoring case
test-starts-with = starts with
test-ends-with = ends with
test-like = is like
test-not-like = is not like
test-like-any-case = is like, ignoring case
test-not-like-any-case = is not like, ignoring case
test-is-null = is null
test-is-not-null = is not null
test-is-true = is true
test-is-false = is false

## Suggested join keys.
keys-proposed = Suggested keys
keys-proposed-further = More keys, and their effect
keys-match = { $matching } of { $rows } left rows match
keys-match-of-first = { $matching } of the first { $rows } left rows match
keys-match-fewer = { $matching } of { $rows } left rows match, { $fewer } fewer than now
keys-match-of-first-fewer = { $matching } of the first { $rows } left rows match, { $fewer } fewer than now
keys-unique = unique on both sides
keys-unique-left = unique only on the left
keys-unique-right = unique only on the right
keys-repeat = not unique on either side
keys-told = { $matches }; { $unique }

## The first values of a condition.
values-old = from an earlier formula
values-kept = { $kept } of { $rows } kept
row-kept = kept
row-left-out = excluded
row-left-out-null = excluded (null)
