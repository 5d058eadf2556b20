# Cleaning by pointing: what the values of a column suggest, and the panel of a step.

looks-like-money = Looks like money: make decimals…
looks-like-numbers = Looks like numbers: make numbers…
looks-like-percent = Looks like percentages: make numbers…
looks-like-dates = Looks like dates: make dates…
looks-like-datetimes = Looks like dates with times: make datetimes…
has-blanks-around = Blanks around values: trim…
has-mixed-case = Same words in different case: make them alike…
has-spellings = Several spellings of the same: group them…
looks-like-lists = Looks like lists: split…
looks-like-codes = Codes with zeros or many digits: keep as text
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
suggestion-of-first = Of the first { $rows } rows
clean-values = Clean values
clean-step = { $operation }: { $column }
clean-trim = Trim blanks
clean-upper = Upper case
clean-lower = Lower case
clean-title = Title case
clean-replace = Replace text
clean-split = Split into columns
clean-extract = Extract by pattern
clean-number = Make numbers
clean-money = Make exact decimals
clean-percent = Make numbers of percentages
clean-date = Parse dates
clean-datetime = Parse dates with times
clean-fill = Fill nulls with a value
clean-spellings = Group spellings
clean-trim-inner = Runs of blanks between words become one
clean-find = Find
clean-with = Replace with
clean-delimiter = Delimiter
clean-parts = Columns
clean-pattern = Regular expression
clean-point = Decimal sign
clean-scale = Decimal places
clean-formats = Formats
clean-order = Order
clean-day-first = Day first
clean-month-first = Month first
clean-value = Value
clean-no-spellings = No two values look like spellings of the same
clean-looking = Looking at the values…
clean-null = null
clean-is-set-aside = to "rejected"
clean-becomes-empty = becomes null
clean-unfit = Rows that do not fit
clean-set-aside = Set aside at "rejected"
clean-leave-empty = Leave null
clean-take = OK
clean-fits = { $fits } fit · { $unfit ->
    [one] 1 does not
   *[other] { $unfit } do not
} · { $empty } null or blank
clean-fills = { $count ->
    [one] 1 null is filled
   *[other] { $count } nulls are filled
}
clean-changes = { $count } of { $rows } rows change
branch-by-shift = With Shift: as a branch
rejected-rows = { $name } · { $rows }
