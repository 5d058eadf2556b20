# Cleaning: suggestions from the values of a column, and the panel of a cleaning step.

looks-like-money = Looks like money: convert to decimals…
looks-like-numbers = Looks like numbers: convert to numbers…
looks-like-percent = Looks like percentages: convert to numbers…
looks-like-dates = Looks like dates: convert to dates…
looks-like-datetimes = Looks like dates with times: convert to datetimes…
has-blanks-around = White space around values: trim…
has-mixed-case = Same words in different case: make the case uniform…
has-spellings = Several spellings of the same value: merge…
looks-like-lists = Looks like lists: split…
looks-like-codes = Codes with leading zeros or many digits: keep as text
chip-money = money → decimal
chip-numbers = → number
chip-percent = % → number
chip-dates = → date
chip-datetimes = → datetime
chip-blanks = trim
chip-case = mixed case
chip-spellings = spellings
chip-lists = split
chip-codes = codes
suggestion-named = { $column }: { $words }
suggestion-fits = { $unfit ->
    [0] { $fits } rows
    [one] { $fits } rows fit, 1 does not
   *[other] { $fits } rows fit, { $unfit } do not
}
suggestion-of-first = From the first { $rows } rows
clean-values = Clean values
clean-step = { $operation }: { $column }
clean-trim = Trim white space
clean-upper = Convert to upper case
clean-lower = Convert to lower case
clean-title = Convert to title case
clean-replace = Replace text
clean-split = Split into columns
clean-extract = Extract by pattern
clean-number = Convert to numbers
clean-money = Convert to decimals
clean-percent = Convert percentages to numbers
clean-date = Parse dates
clean-datetime = Parse datetimes
clean-fill = Fill nulls with a value
clean-spellings = Merge spellings
clean-trim-inner = Collapse white space between words
clean-find = Find
clean-with = Replace with
clean-delimiter = Delimiter
clean-parts = Columns
clean-pattern = Regular expression
clean-point = Decimal separator
clean-scale = Decimal places
clean-formats = Formats
clean-order = Order
clean-day-first = Day first
clean-month-first = Month first
clean-value = Value
clean-no-spellings = No values look like spellings of the same value
clean-looking = Examining the values…
clean-null = null
clean-is-set-aside = goes to "rejected"
clean-becomes-empty = becomes null
clean-unfit = Rows that do not fit
clean-set-aside = Send to "rejected"
clean-leave-empty = Set to null
clean-take = OK
clean-fits = { $fits } fit · { $unfit ->
    [one] 1 does not
   *[other] { $unfit } do not
} · { $empty } null or blank
clean-fills = { $count ->
    [one] Fills 1 null
   *[other] Fills { $count } nulls
}
clean-changes = Changes { $count } of { $rows } rows
branch-by-shift = With Shift: in a branch
rejected-rows = { $name } · { $rows }
