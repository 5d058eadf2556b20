# Settings of nodes, by their names in files: `field-KIND-NAME`, or `field-NAME` for what several kinds share. Each piece is looked up
# for itself, first that of the kind. `.hint` is a tooltip, `.placeholder` what an empty control says, `.add` the button of a list,
# `.heading` the heading of a column of a list where it is not the label, `.none` a type that is not given; `.unit` stands behind a number, `.unit-one` behind 1, `.zero` behind 0; the options of a choice are
# named as in files. No colon, no full stop.

field-columns = Columns
field-keep = Keep
field-file_column = Column with the file's path
    .hint = A name for it; empty adds none
    .placeholder = None is added
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
    .hint = Between two values
field-count = Rows
    .unit = rows
    .unit-one = row
field-path = File
    .hint = Relative to the project; ${"{"}name{"}"} puts a parameter in
field-delimiter = Delimiter
field-header = Names in the first row
field-types = Types
    .add = Add column
field-rejects = Rejected rows
    .hint = When rows that do not fit mean that the node has failed
    .All = Fail if no row is left
    .Above = Fail above a number
    .AbovePercent = Fail above a percentage
    .GoOn = Always go on
field-most_rejects = At most
    .hint = So many rejected rows, or so many of a hundred, are no failure
    .unit = rows
    .unit-one = row
field-type = Type
    .none = text
field-format = Format
    .hint = Of dates and times, such as %d.%m.%Y or dd.MM.yyyy; empty is ISO 8601. Of numbers an example, such as 1.234,56, by which currency and percent signs are read too
    .placeholder = ISO 8601
field-decimal_comma = Decimal comma
field-shape = Rows are
    .Array = One array of objects
    .Lines = One object a line
field-existing = If the file exists
    .Overwrite = Overwrite it
    .Fail = Fail before writing
field-create_folders = Create folders
    .hint = Make the folders on the way that are not there
field-headers = Columns

# How a node is run.

field-running-retries = Retries
    .hint = How often a run tries again after an error that may heal: a file that is missing or locked, a network, a time limit
field-running-delay = First wait
    .unit = s
    .hint = Seconds before the first retry; each further one waits twice as long
field-running-limit = Time limit
    .unit = s
    .hint = Seconds from the first row that arrives to the last that leaves; for a source from the run's start. 0 is no limit
    .zero = (no limit)
field-running-on_failure = If it fails
    .hint = Whether a run goes on with the outputs that do not depend on it
    .Stop = Stop
    .Skip = Go on

# What several forms say in an empty control.

such-as = Such as { $example }
not-needed = Not needed
text-of-blanks = { $count ->
    [one] One blank
   *[other] { $count } blanks
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
setting-condition = formula that is true or false
setting-column = column of { $port }
setting-columns = list of columns of { $port }
setting-none = none ({ $words })
setting-type = type: { $types }…
setting-path = path of a file
setting-path-of = path of a file ({ $endings })
setting-target = path to write to
setting-target-of = path to write to ({ $endings })
setting-list = list
setting-cells = table of text
