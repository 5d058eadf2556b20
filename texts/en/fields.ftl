# Settings of nodes, by their names in files: `field-KIND-NAME`, or `field-NAME` for what several kinds share. Each piece is looked up
# for itself, first that of the kind. `.hint` is a tooltip, `.placeholder` what an empty control says, `.add` the button of a list,
# `.heading` the heading of a column of a list where it is not the label, `.none` a type that is not given; the options of a choice are
# named as in files. No colon, no full stop.

field-columns = Columns
field-keep = Keep
field-file_column = Column with the file's path
    .hint = A name for it; empty adds none
    .placeholder = none is added
field-unite = Columns of several tables
    .hint = Which columns the table has whose parts have different ones; they are found by name
    .Union = All, null where one is missing
    .Intersection = Those that all have
    .AsFirst = Those of the first
    .Same = All must be alike
field-numbers_as_text = Numbers become text beside text
    .hint = Where a column is text in one part and numbers in another. Otherwise that is an error
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
field-path = File
    .hint = Relative to the project; ${"{"}name{"}"} puts a parameter in
field-delimiter = Delimiter
field-header = Names in the first row
field-types = Types
    .add = Add column
field-type = Type
    .none = text
field-format = Format
    .hint = Of dates and times, such as %d.%m.%Y; empty is ISO 8601
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

field-read_csv-path =
    .hint = A file, or a pattern such as data/*.csv; ${"{"}name{"}"} puts a parameter in
field-read_csv-delimiter =
    .hint = One character, or tab; empty tells it from the file
    .placeholder = told from the file
field-read_csv-header = First row holds the names
field-read_csv-try_dates = Recognise dates and times
    .hint = Otherwise they stay text unless a type is given
field-read_csv-infer_rows = Rows to tell types from
    .hint = 0 leaves every column text
field-read_csv-types =
    .hint = Columns whose type is given instead of told from the rows
field-read_csv-decimal_comma =
    .hint = Numbers are written 3,14 instead of 3.14
field-read_csv-null_texts = Texts that mean null
    .hint = Such as NA or -; an empty field always does
    .add = Add text
field-read_csv-item = Text
field-read_csv-skip_rows = Lines to skip
    .hint = Before the names, or before the first row
field-read_csv-quote = Quote
    .hint = One character; empty for none
    .placeholder = none
field-read_csv-encoding = Encoding
    .Detected = Detected
    .Utf8 = UTF-8
    .Lossy = UTF-8, replacing what is not

field-read_parquet-path =
    .hint = A file, or a pattern such as data/*.parquet; ${"{"}name{"}"} puts a parameter in

field-read_json-path =
    .hint = A file, or a pattern such as logs/*.jsonl; ${"{"}name{"}"} puts a parameter in
field-read_json-infer_rows = Rows to tell columns from
    .hint = 0 for all; fields met later are not read
field-read_json-shape =
    .Detected = Detected

field-read_excel-path =
    .hint = A workbook, or a pattern such as data/*.xlsx; ${"{"}name{"}"} puts a parameter in
field-read_excel-sheet = Sheet
    .hint = Its name, its number from 1, or a pattern such as 2024* for all that match (* for all); empty is the first that is not hidden
    .placeholder = the first
field-read_excel-range = Range
    .hint = Such as B3:F20, B3 (all from there) or B:F, or the name of a table or a range
    .placeholder = the whole table
field-read_excel-header_row = Row with the names
    .hint = As Excel counts; 1 is the first row of the table, 0 for none
field-read_excel-find_header = Pass over titles
    .hint = Rows above the table that hold a title or a note are passed over
field-read_excel-header_rows = Rows with names
    .hint = How many; their cells are joined to one name, merged ones said of each column
field-read_excel-header_separator = Between the rows of a name
field-read_excel-skip_last = Last rows to leave off
    .hint = Totals and notes, counted from the last row that holds something
field-read_excel-shown = Cells as shown
    .hint = Every cell is text as Excel shows it: 12.5 %, 00042, 31.01.2024
field-read_excel-fill_merged = Fill merged cells
    .hint = Each row or column that a merged cell covers has its value
field-read_excel-errors = Errors such as #N/A
    .Null = Null
    .Text = Text
field-read_excel-sheet_column = Column with the sheet's name

field-table-rows = Cells
    .hint = Type, or paste from a spreadsheet; an empty cell is null
field-table-types =
    .hint = Columns whose type is given instead of told from the cells

field-filter-condition = Rows where
    .hint = An SQL condition, such as dep_delay > 15 AND month = 1

field-sort-keys = Sort by
    .hint = The first key counts most
    .add = Add key
field-sort-order = Order
    .Ascending = Ascending
    .Descending = Descending
field-sort-nulls = Nulls
    .hint = Where rows without a value go
    .Last = Last
    .First = First

field-limit-offset = Skip
    .hint = Rows to pass over before the first that is kept
field-limit-count =
    .hint = How many rows to keep
field-limit-keep =
    .First = First rows
    .Last = Last rows
    .Slice = Slice

field-sample-size = Size
    .Count = Number of rows
    .Fraction = Share of the rows
field-sample-fraction = Share
    .hint = From 0 to 1; 0.1 keeps about every tenth row
field-sample-seed = Seed
    .hint = Another number draws other rows

field-distinct-columns = Equal in
    .hint = Rows that agree in these are equal; none means all columns
field-distinct-keep =
    .First = The first of equal rows
    .Last = The last of equal rows
    .None = Only rows without an equal

field-select-name = New name
    .hint = Empty: as it is
    .placeholder = as it is
field-select-rest = New columns
    .hint = What happens to columns that are not in the list, or arrive later
    .Keep = Keep
    .Drop = Drop
field-select-invalid = Values that do not fit a type
    .Fail = Fail
    .Null = Become null
field-select-type =
    .none = Keep

field-formula-columns =
    .hint = A later formula may use the columns of the earlier ones
    .add = Add column
field-formula-name =
    .hint = A new name, or that of a column to replace
field-formula-expression = Formula
    .hint = An SQL expression, such as distance / air_time * 60

field-fill_missing-fills = Fill
    .add = Add fill
field-fill_missing-method = With
    .Constant = Constant
    .Mean = Mean
    .Median = Median
    .Forward = Value before
    .Backward = Value after
field-fill_missing-value =
    .hint = Written as the column's type is: 0, unknown, 2013-01-31
field-fill_missing-nan = NaN counts as missing
    .hint = NaN is what 0 / 0 gives; it is a number otherwise

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
    .placeholder = same name
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
    .placeholder = none

field-union-by = Match columns by
    .hint = Which columns of the tables belong together
    .Name = Name
    .Position = Position
field-union-missing = Missing columns
    .Null = Filled with null
    .Error = Are an error
    .Shared = Left out everywhere
    .First = As in the first table
field-union-source = Source column
    .hint = A new column with the name of the node that each row came from; empty for none
    .placeholder = none is added

field-group_by-name =
    .hint = Empty: column and function
    .placeholder = column and function
field-group_by-keys = Group by
    .hint = Rows that agree in these make a group; none means the whole table
field-group_by-aggregations = Aggregations
    .add = Add aggregation
field-group_by-column =
    .hint = Not needed for the number of rows
field-group_by-quantile =
    .hint = From 0 to 1; 0.9 is the 90th percentile

field-pivot-value =
    .hint = Empty: null
    .placeholder = null
field-pivot-name =
    .hint = Empty: the value
    .placeholder = the value
field-pivot-function =
    .hint = Makes one value of each cell's rows
field-pivot-quantile =
    .hint = From 0 to 1
field-pivot-rows = Rows
    .hint = One row for each combination of these
field-pivot-columns_from = Columns from
    .hint = Each value of it becomes a column
field-pivot-values_from = Values from
    .hint = Not needed for the number of rows
field-pivot-listed = Values
    .hint = None: all values that occur, sorted, known after a run
    .add = Add value
field-pivot-prefix = Prefix
    .hint = Stands before each new name: month_1, month_2…
    .placeholder = such as month_

field-unpivot-values = Columns to unpivot
    .hint = None: all that are not kept below
field-unpivot-ids = Columns that stay
    .hint = Repeated in each new row
field-unpivot-name_column = Column of names
field-unpivot-value_column = Column of values

field-write_csv-delimiter =
    .hint = One character, or tab
field-write_csv-quote = Quote character
field-write_csv-null_text = Null as
    .hint = What stands in place of a null; empty leaves the field empty
    .placeholder = an empty field
field-write_csv-quoting = Quote
    .Necessary = Where necessary
    .NonNumeric = Everything but numbers
    .Always = Everything
    .Never = Nothing
field-write_csv-byte_order_mark = Byte order mark
    .hint = By which spreadsheet programs recognise UTF-8
field-write_csv-windows_lines = Windows line ends
field-write_csv-date_format = Dates as
    .hint = Such as %d.%m.%Y; empty is ISO 8601
    .placeholder = ISO 8601
field-write_csv-time_format = Times as
    .hint = Such as %H:%M; empty is ISO 8601
    .placeholder = ISO 8601
field-write_csv-datetime_format = Datetimes as
    .hint = Such as %d.%m.%Y; empty is ISO 8601
    .placeholder = ISO 8601

field-write_parquet-compression = Compression
    .Zstd = Zstandard (small)
    .Snappy = Snappy (most compatible)
    .Lz4 = LZ4 (fast)
    .None = None

field-write_json-pretty = Indent
    .hint = One field a line, for people to read

field-write_excel-sheet = Name of the sheet
field-write_excel-freeze_header = Keep the names in view
field-write_excel-autofit = Fit the width of columns

# How a node is run.

field-running-retries = Retries
    .hint = How often a run tries again after an error that may heal: a file that is missing or locked, a network, a time limit
field-running-delay = First wait, s
    .hint = Seconds before the first retry; each further one waits twice as long
field-running-limit = Time limit, s
    .hint = Seconds from the first row that arrives to the last that leaves; for a source from the run's start. 0 is no limit
field-running-on_failure = If it fails
    .hint = Whether a run goes on with the outputs that do not depend on it
    .Stop = Stop
    .Skip = Go on

# Sections of forms.

section-columns = Columns
section-new_columns = New columns
section-types = Types
section-nulls = Nulls
section-format = Format
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
