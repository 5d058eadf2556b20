# Settings of nodes, by their names in files: `field-KIND-NAME`, or `field-NAME` for settings that several kinds share. Each part is
# looked up separately, first for the kind. `.hint` is a tooltip, `.placeholder` the text in an empty control, `.add` the button of a
# list, `.heading` the heading of a list column if it differs from the label, `.none` the choice of no type; `.unit` follows a number,
# `.unit-one` follows 1, `.zero` follows 0. The options of a choice are named as in files. No colon, no full stop.
field-columns = Columns
field-keep = Keep
field-file_column = File path column
    .hint = Name of the column; leave empty to add none
    .placeholder = Not added
field-unite = Columns of several tables
    .hint = Which columns the result has if the tables differ; columns are matched by name
    .Union = All; null where missing
    .Intersection = Those in every table
    .AsFirst = Those of the first table
    .Same = Must be the same
field-numbers_as_text = Convert numbers to text
    .hint = For columns that are text in one table and numbers in another; otherwise that is an error
field-value = Value
field-name = Name
field-column = Column
field-function = Function
    .Rows = Number of rows
    .Count = Number of values
    .DistinctCount = Distinct values
    .Sum = Sum
    .Mean = Mean
    .Median = Median
    .Min = Minimum
    .Max = Maximum
    .StandardDeviation = Standard deviation
    .Variance = Variance
    .Quantile = Quantile
    .First = First value
    .Last = Last value
    .List = List
    .JoinedText = Joined text
field-quantile = Quantile
field-separator = Separator
    .hint = Placed between two values
field-count = Rows
    .unit = rows
    .unit-one = row
field-path = File
    .hint = Relative to the project; ${"{"}name{"}"} inserts a parameter
field-delimiter = Delimiter
field-header = Column names in the first row
field-types = Types
    .add = Add column
field-rejects = Rejected rows
    .hint = When rows that do not fit make the node fail
    .All = Fail if no row fits
    .Above = Fail above a number
    .AbovePercent = Fail above a percentage
    .GoOn = Never fail
field-most_rejects = At most
    .hint = Up to this number or percentage of rejected rows, the node does not fail
    .unit = rows
    .unit-one = row
field-type = Type
    .none = text
field-format = Format
    .hint = Dates and times: such as %d.%m.%Y or dd.MM.yyyy; empty means ISO 8601. Numbers: an example such as 1.234,56; currency and percent signs are then read too
    .placeholder = ISO 8601
field-decimal_comma = Decimal comma
field-shape = Format of rows
    .Array = An array of objects
    .Lines = One object per line
field-existing = If the file exists
    .Overwrite = Overwrite
    .Fail = Fail
field-create_folders = Create folders
    .hint = Creates missing folders in the path
field-headers = Columns

# How a node is run.

field-running-retries = Retries
    .hint = How often the run retries after a temporary error: a missing or locked file, the network, a time limit
field-running-delay = Retry delay
    .unit = s
    .hint = Seconds before the first retry; doubles with each retry
field-running-limit = Time limit
    .unit = s
    .hint = Seconds from the first input row to the last output row; for a source, from the start of the run. 0 means no limit
    .zero = (no limit)
field-running-on_failure = On failure
    .hint = Whether the run continues with the outputs that do not depend on this node
    .Stop = Stop the run
    .Skip = Continue without it

# What several forms say in an empty control.

such-as = For example { $example }
not-needed = Not needed
text-of-blanks = { $count ->
    [one] 1 space
   *[other] { $count } spaces
}

# Sections of forms.

section-columns = Columns
section-new_columns = New columns
section-types = Types
section-nulls = Nulls
section-rejects = Rejected rows
section-format = Format
section-lines = Lines
section-more = More
section-several = Several files
section-several_tables = Several tables
section-only_new_rows = Only new rows
section-sheet = Sheet
section-running = Running

# What a setting is, for describe.

setting-of-the-input = the input
setting-text = text
setting-integer = integer
setting-integer-up-to = integer up to { $end }
setting-integer-from = integer from { $start }
setting-integer-from-to = integer from { $start } to { $end }
setting-number = number
setting-number-from = number from { $start }
setting-number-from-to = number from { $start } to { $end }
setting-one-of = one of
setting-formula = formula
setting-condition = condition
setting-column = column of { $port }
setting-columns = list of columns of { $port }
setting-none = none ({ $words })
setting-type = type: { $types }…
setting-path = file path
setting-path-of = file path ({ $endings })
setting-target = output path
setting-target-of = output path ({ $endings })
setting-list = list
setting-cells = table of text
