
# Errors of the operating system.
file-cannot-read = Cannot read { $path }: { $why }
file-cannot-write = Cannot write { $path }: { $why }
file-cannot-make-folder = Cannot create the folder { $path }: { $why }
file-cannot-replace = Cannot replace { $path }: { $why }
file-cannot-keep-version = Cannot keep a version of { $path }: { $why }
file-cannot-restore = Cannot restore { $path }: { $why }
file-cannot-finish-replacing = Cannot finish an interrupted run: cannot replace { $path }: { $why }
file-why-no-folder = the folder does not exist
file-make-folder = Create the folder, or turn on "Create folders"
file-none = There is no file { $path }
file-check-path = Check the path
file-why-denied = permission denied
file-change-permissions = Change the permissions, or choose another location
file-why-read-only-system = the file system is read-only
file-why-read-only = the file is read-only
file-choose-place = Choose another location
file-why-full = the disk is full
file-free-space = Free some space, or choose another location
file-why-too-large = the file system does not allow files this large
file-why-folder = it is a folder
file-choose = Choose a file
file-why-part-is-file = part of the path is a file, not a folder
file-why-name = the name is not allowed
file-choose-name = Choose another name
file-try-again = Check the file and try again
file-no-reason = no reason given

# Parquet.
file-empty = { $path } is empty
parquet-choose = Choose a Parquet file
parquet-unreadable = { $path } cannot be read as Parquet: { $error }
parquet-broken = { $path } describes its columns in a way that cannot be right
parquet-too-many-rows = { $path } declares { $count } rows, more than its { $size } bytes can hold
parquet-left-out = The column "{ $name }" of { $path } was skipped: { $data_type } cannot be read
parquet-interval = an interval of months and days
parquet-equal-fields = a structure with two fields named "{ $name }"
parquet-write-otherwise = Use another type when writing the file
parquet-set-aside = Cannot make a readable copy of { $path }: { $error }
file-damaged = It is damaged, truncated, or another type of file
files-missing-column = { $path } lacks the column "{ $name }" of the first file
files-extra-column = { $path } has a column "{ $name }" that the first file lacks
files-other-order = { $path } has its columns in a different order from the first file
files-unite-them = Set "Columns of several tables" to all columns, or read this file in a separate node

# Tables with different columns.
unite-missing = { $count ->
    [one] 1 of { $all } tables lacks the column "{ $name }", which is null there: { $places }
   *[other] { $count } of { $all } tables lack the column "{ $name }", which is null there: { $places }
}
unite-missing-more = { $count ->
    [one] 1 more column is missing in some tables: { $columns }
   *[other] { $count } more columns are missing in some tables: { $columns }
}
unite-alike = Rename "{ $other }" in "{ $place }" to "{ $name }"
unite-left-out = Columns that are not in every table were dropped: { $columns }
unite-left-out-of-first = Columns that are not in the first table were dropped: { $columns }
unite-other-zone = "{ $name }" is { $other } in "{ $place }": converted to { $one }
unite-nothing-common = The tables have no columns in common
unite-choose-union = Keep all columns instead
unite-as-text = Turn on "Convert numbers to text", or cast one of the columns first

# Text files.
file-not-utf8-text = { $path } is not UTF-8 text: byte { $byte } in line { $line }
file-save-utf8 = Save it as UTF-8
file-no-pattern = "{ $pattern }" is not a valid file pattern: { $error }
file-correct-pattern = Correct the brackets or asterisks
file-no-match = No file matches { $pattern }
file-check-pattern = Check the folder and the pattern
file-is-folder = { $path } is a folder
file-choose-in-folder = Choose a file in it, or use a pattern such as folder/*.csv
file-cannot-unpack = Cannot decompress { $path }: { $error }
file-cut-short = A file was cut short or overwritten while it was read
file-fetch-again = The file is damaged or truncated. Download it again
file-unpacks-too-large = { $path } is suspiciously compressed: { $packed } expand to more than { $size }
file-unpack-yourself = If this is not a mistake, decompress it yourself and check it
file-too-many-folders = "{ $pattern }" would search too many folders
file-narrower-pattern = Start the pattern closer to the files
file-is-none = { $path } is { $what }, not a file
file-what-device = a device
file-what-socket = a socket
file-what-pipe = a pipe
file-pipe-is-text = Only text formats such as CSV and JSON can be read from a pipe. Write it to a file first
file-pipe-silent = No data comes from the pipe { $path }
file-pipe-write = Write to the pipe, or run the project: a run waits for data
parquet-damaged = A Parquet file is damaged: { $error }
file-not-utf8 = { $path } is not UTF-8: byte { $byte } in line { $line }
file-detect-encoding = Set the encoding to "Detected"
file-no-text = { $path } is not a text file
file-no-archive = it is not a zip archive
file-none-in-archive = { $path } does not contain the file { $name }
file-archive-holds = It contains { $names }
file-archive-empty = { $path } contains no files
file-choose-other-archive = Choose another archive
file-archive-several = { $path } contains several files: { $names }
file-name-in-archive = Add the name of one, such as archive.zip/name.csv, or read all with archive.zip/*.csv
file-line-not-utf8 = { $path } is UTF-8, but line { $line } contains invalid bytes
file-other-node = Read it with the node for its format
file-is = { $path } is { $kind }
file-is-empty = an empty file
file-is-excel = an Excel workbook
file-is-old-excel = an Excel workbook in the old format
file-is-open-document = an OpenDocument spreadsheet
file-is-locked = a password-protected workbook
file-is-word = a Word document
file-is-office = an old Office document
file-is-html = a web page (HTML)
file-is-excel-xml = an Excel 2003 XML workbook
file-is-image = an image
file-is-lfs = a Git LFS pointer whose file has not been downloaded
file-is-text = a text file
file-is-utf16 = a UTF-16 text file
file-is-unknown = a file of unknown type
file-is-packed = compressed with { $format }
file-is-format = a { $format } file
file-read-with = Read it with { $kind }
file-choose-other = Choose another file
file-fetch-lfs = Download it with "git lfs pull"
file-save-as-xlsx = Save it as .xlsx
file-unpack-first = Decompress it first
file-save-as-known = Save its table as CSV, Excel or Parquet

# Workbooks.
sheet-empty = The sheet "{ $name }" is empty
sheet-choose = Choose another sheet
sheet-row-empty = Row { $row } of "{ $name }" is empty; its data is in rows { $from } to { $to }
sheet-choose-header = Choose the row with the column names
sheet-none = There is no sheet "{ $name }"
sheet-choose-file = Choose another file
sheet-hidden = { $count ->
    [one] The hidden sheet { $names } was skipped
   *[other] The hidden sheets { $names } were skipped
}
sheet-name-it = Enter the name of a sheet to read it
sheet-cover = The first sheet, { $cover }, contains no table; { $table } was read instead
sheet-read-cover = Read { $cover }
sheets-empty = { $count ->
    [one] The sheet { $names } is empty and was skipped
   *[other] The sheets { $names } are empty and were skipped
}
sheets-all-empty = All these sheets are empty
sheet-says = { $name }: { $message }
sheet-apart = { $count ->
    [one] A cell far from the table was skipped: { $cell }
   *[other] { $count } cells far from the table were skipped; the first is { $cell }
}
sheet-give-range = Set a range such as B3:F20 to read other cells
sheet-titles = Titles above row { $row } were skipped
sheet-scattered = The { $count } cells of "{ $name }" are far apart: the table would have { $size } cells
sheet-titles-remedy = Turn off "Skip titles" if they are part of the table
sheet-groups = Row { $row } has cells merged across columns: the next row may also contain column names
sheet-groups-remedy = Set "Number of header rows"
sheet-merged = { $count ->
    [one] { $range } is a merged cell: only its first row or column has the value
   *[other] { $count } merged cells, the first { $range }, have their value only in their first row or column
}
sheet-fill-merged = Turn on "Fill merged cells"
range-none = There is no range or table "{ $name }"
range-write = Write a range such as B3:F20, or B3 for everything from there on
range-no-place = "{ $name }" refers to { $place }, which is not a range
range-other-sheet = The range { $range } is in the sheet "{ $sheet }"
range-empty-sheet = Leave the sheet empty, or enter that one
workbook-no-sheets = The workbook has no sheets
workbook-protected = { $path } is password-protected
workbook-unprotect = Save a copy without a password
workbook-unreadable = { $path } cannot be read as a workbook: { $error }
workbook-damaged = It is damaged, protected, or another type of file
workbook-errors = { $count ->
    [one] { $cell } contains an error such as #N/A and is read as null
   *[other] { $count } cells contain errors such as #N/A and are read as null; the first is { $cell }
}
workbook-uncomputed = { $count ->
    [one] { $cell } is a formula without a stored result and is read as null
   *[other] { $count } cells are formulas without a stored result and are read as null; the first is { $cell }
}
workbook-all-zero = All formulas in "{ $name }" have the result 0: the program that wrote the file did not compute them
workbook-calculate = Open the workbook in Excel or LibreOffice and save it
workbook-long = { $count ->
    [one] { $cell } is an integer with more digits than a workbook stores; its last digits may be wrong
   *[other] { $count } cells are integers with more digits than a workbook stores; their last digits may be wrong; the first is { $cell }
}
workbook-long-remedy = Store such numbers as text in the workbook
workbook-long-beside = "{ $name }" is read as text: { $cell } is { $number }, which has more digits than a floating-point number keeps
workbook-mixed = { $count ->
    [one] "{ $name }" is read as text: { $cell } ("{ $text }") is { $data_type }, while { $others } other cells are of type { $other }
   *[other] "{ $name }" is read as text: { $count } cells are { $data_type }, the first is { $cell } ("{ $text }"), while { $others } are of type { $other }
}
workbook-mixed-more = { $count ->
    [one] 1 more column is read as text because its cells have several types
   *[other] { $count } more columns are read as text because their cells have several types
}
workbook-mixed-remedy = Correct these cells, or set the type in a Select node
workbook-bomb = { $path } is suspiciously compressed: { $packed } KiB expand to { $size } MiB or more
workbook-texts = { $path } claims to contain { $count } texts, which is impossible
workbook-scattered = The cells of { $path } would fill a grid of { $count } cells, nearly all of them empty or identical
workbook-save-again = Open it in Excel or LibreOffice and save it again as .xlsx
workbook-broken = { $path } is damaged: its content does not match its description
workbook-not-shown = { $path } does not store how its cells are displayed
workbook-save-xlsx = Save it as .xlsx, or turn off this setting
workbook-correct = Correct them in the workbook if they matter
excel-too-many-columns = The table has { $count } columns; an Excel sheet allows 16,384
excel-select-fewer = Select fewer columns, or write Parquet or CSV
excel-no-sheet-name = "{ $name }" is not a valid sheet name
excel-sheet-names = Use 1 to 31 characters without [ ] : * ? / \
excel-half-written = The workbook was only partly written
excel-too-many-rows = The table has more rows than an Excel sheet allows: 1,048,576 with the header
excel-filter = Filter or split it, or write Parquet or CSV
excel-text-too-long = "{ $name }" has a text longer than 32,767 characters, the limit of an Excel cell
excel-shorten = Shorten it, or write Parquet or CSV
excel-write-csv = Write CSV instead
excel-wrote-long = { $count ->
    [one] A number with more than 15 digits was written as text, in row { $row } of "{ $name }"
   *[other] { $count } numbers with more than 15 digits were written as text; the first is in row { $row } of "{ $name }"
}
excel-wrote-early = { $count ->
    [one] A date outside March 1900 to December 9999, which Excel does not support, was written as text, in row { $row } of "{ $name }"
   *[other] { $count } dates outside March 1900 to December 9999, which Excel does not support, were written as text; the first is in row { $row } of "{ $name }"
}
excel-wrote-odd = { $count ->
    [one] An infinite or NaN number was written as text, in row { $row } of "{ $name }"
   *[other] { $count } infinite or NaN numbers were written as text; the first is in row { $row } of "{ $name }"
}
excel-wrote-negative = { $count ->
    [one] A negative duration was written as text, in row { $row } of "{ $name }"
   *[other] { $count } negative durations were written as text; the first is in row { $row } of "{ $name }"
}
excel-wrote-finer = { $count ->
    [one] A time is more precise than the milliseconds that Excel stores, in row { $row } of "{ $name }"
   *[other] { $count } times are more precise than the milliseconds that Excel stores; the first is in row { $row } of "{ $name }"
}
excel-wrote-empty = { $count ->
    [one] An empty text was written as an empty cell, which reads back as null, in row { $row } of "{ $name }"
   *[other] { $count } empty texts were written as empty cells, which read back as null; the first is in row { $row } of "{ $name }"
}
excel-write-parquet = Write Parquet to keep the values unchanged

# JSON.
csv-null-lines = { $count ->
    [one] 1 null in "{ $name }" was written as a blank line, which CSV readers skip
   *[other] { $count } nulls in "{ $name }" were written as blank lines, which CSV readers skip
}
csv-set-null-text = Set a text for nulls
json-not-finite = { $count ->
    [one] 1 value in "{ $name }" is infinite or NaN, which JSON cannot represent; it was written as null
   *[other] { $count } values in "{ $name }" are infinite or NaN, which JSON cannot represent; they were written as null
}
json-replace-before = Replace them first, or write Parquet or CSV
json-no-rows = There are no rows, so there are no columns
json-no-fields = The records have no fields, so there are no columns
json-choose-other = Choose a file with at least one object
json-no-line-fits = { $path } contains no valid rows; line { $line }: { $why }
json-set-aside = Cannot write rows to a temporary file: { $error }
json-rows-are-objects = Each row must be an object
json-broken = { $path } is invalid in line { $line }: { $why }
json-correct = Correct the file. If it is truncated, download it again
json-neither = it is neither an array nor an object
json-why-ends = unexpected end of the file
json-why-no-value = a value is missing
json-why-no-name = a field name is missing
json-why-no-colon = a colon is missing
json-why-no-comma = a comma or a closing bracket is missing
json-why-number = a number is malformed
json-why-control = a text contains a control character
json-why-escape = unknown escape sequence
json-why-surrogate = half of a \u surrogate pair is missing
json-why-deep = it is nested too deeply
json-why-behind = unexpected content after the value
json-rows-do-not-fit = { $count } rows do not fit
json-check-settings = Check "Rows at", or infer the types from all rows
json-no-such-place = "{ $place }" does not exist in { $path }
json-no-places = Its rows are not in an array of objects. Leave "Rows at" empty
json-rows-within = { $name } is one object and so one row; its "{ $place }" is an array of objects
json-name-place = If those are the rows, set "Rows at" to "{ $place }"
json-mixed = "{ $path }" contains { $sorts } (from line { $line } on) and is read as text
json-mixed-cast = Cast it, or correct the file
json-sort-booleans = booleans
json-sort-numbers = numbers
json-sort-texts = text
json-sort-lists = arrays
json-sort-objects = objects
json-digits-decimal = "{ $path }" has numbers with more digits than a floating-point number keeps (line { $line }) and is read as decimal
json-digits-text = "{ $path }" has numbers with more digits than a floating-point number keeps (line { $line }) and is read as text
json-digits-round = If rounding is acceptable, cast it to number
json-map = "{ $path }" has too many different fields (line { $line }) and is read as text
json-more-notes = { $count ->
    [one] 1 more column is read as text or decimal for similar reasons
   *[other] { $count } more columns are read as text or decimal for similar reasons
}
file-free-temporary = Free some disk space for temporary files

# Delimited text.
csv-rows-do-not-fit = { $count } rows do not fit the columns
csv-check-settings = Check the delimiter, the quote character and the types
csv-set-aside = Cannot write rows to a temporary file: { $error }
csv-reads-as = { $encoding }: { $text }
csv-encodings = Line { $line } by encoding: { $list }. Choose the encoding that reads correctly
csv-broken-utf8 = { $name } is UTF-8, but line { $line } contains the invalid byte { $byte }: such rows are rejected
csv-not-of-encoding = { $name } contains bytes that are invalid in { $encoding }: such rows are rejected
csv-choose-encoding = Choose another encoding
csv-line-in-utf8 = Line { $line } of { $name } seems to be UTF-8: { $text }
csv-mend-line = Correct the line in the file
csv-no-free-byte = The text contains every character that could replace the delimiter
csv-lines-before-header = { $count ->
    [one] 1 line before the header was skipped: { $text }
   *[other] { $count } lines before the header were skipped: { $text }
}
csv-lines-before-rows = { $count ->
    [one] 1 line before the first row was skipped: { $text }
   *[other] { $count } lines before the first row were skipped: { $text }
}
csv-say-so = Set the lines to skip, or read all lines
csv-one-column = The first line has a single field, so there is one column; most other lines contain { $delimiter }
csv-give-delimiter = Set the delimiter if this is wrong
csv-header-again = { $count ->
    [one] Line { $line } repeats the column names
   *[other] { $count } lines repeat the column names; the first is line { $line }
}
csv-headers-again = { $count ->
    [one] 1 row repeats the column names
   *[other] { $count } rows repeat the column names
}
csv-header-again-remedy = Files were probably concatenated: skip or reject these rows
csv-second-table = Another table with { $count } columns seems to begin in line { $line }
csv-read-second-apart = Move each table to its own file, or skip the lines before the second one
csv-odd-characters = { $count ->
    [one] The row in line { $line } contains a NUL character or a lone carriage return, which is kept
   *[other] { $count } rows contain NUL characters or lone carriage returns, which are kept; the first is in line { $line }
}
csv-odd-characters-somewhere = { $count ->
    [one] 1 row contains a NUL character or a lone carriage return, which is kept
   *[other] { $count } rows contain NUL characters or lone carriage returns, which are kept
}
csv-odd-characters-remedy = If they matter, remove them in the file
csv-other-encoding = { $name } is not UTF-8 and is read as { $encoding }
csv-all-empty = Every file is empty
csv-choose-other = Choose another file, or skip fewer rows
csv-type-of-none = A type is set for "{ $name }", but there is no such column
csv-text-of-both = The column "{ $name }" is read as text: it is { $one } in "{ $here }" and { $other } in "{ $there }"
csv-give-type = Set its type, or turn on "Convert numbers to text"
csv-first-row-long = The first row is longer than { $size } MB
csv-not-delimited = This is not a delimited file, or it uses other line endings
csv-first-row-behind-quote = The first row has text after a closing quote
csv-first-row-unclosed = The first row has a quote that is never closed
csv-correct-quote = Correct it, or set another quote character or none
csv-ambiguous-dates = "{ $name }" looks like dates, but day and month are ambiguous: it is read as text
csv-give-format = Set its type and format in "Types"
csv-same-names = Some columns have the same name: { $names }
csv-renamed = "{ $old }" is read as "{ $new }"
csv-rename = If this is wrong, rename them in the file
csv-trailing-delimiter = Every row ends with a delimiter, which does not start a column
csv-trailing-dropped = No action needed
csv-spoiled = "{ $name }" is read as text because of line { $line }: "{ $text }" is not { $data_type }
csv-spoiled-remedy = Set its type in "Types" to send rows that do not fit to "rejected"
csv-nothings = "{ $name }" is read as text, not as { $data_type }, because of { $texts }
csv-nothings-remedy = If that stands for null, add it to "Texts that mean null"
csv-otherwise = "{ $name }" uses another number format, such as "{ $text }": it is read as text
csv-otherwise-remedy = Set the decimal and thousands separators
csv-doubtful = "{ $name }" has numbers such as "{ $text }", where the separator is ambiguous: it is read as text
csv-dressed = "{ $name }" has amounts such as "{ $text }": it is read as text
csv-dressed-remedy = Set its type in "Types", with an example of its numbers as the format
csv-grouped = Values such as "{ $text }" in "{ $name }" are read with a thousands separator
csv-grouped-remedy = If this is wrong, set the thousands separator, or the column's type to text
csv-merged = "{ $one }" and "{ $other }" in "{ $name }" are read as the same number
csv-merged-remedy = If they differ, as versions do, set the column's type to text
csv-unsettled = "{ $name }" is read as text because of line { $line }: "{ $text }" would lose { $what } as { $data_type }
csv-unsettled-remedy = If this is wrong, set its type in "Types"
csv-lost = { $count ->
    [one] 1 value of "{ $name }" loses
   *[other] { $count } values of "{ $name }" lose
} { $what }; the first is "{ $text }" in line { $line }
csv-lost-remedy = If this matters, set the column's type to text
csv-blank-lines = { $count ->
    [one] 1 blank line was
   *[other] { $count } blank lines were
} skipped
csv-blank-lines-remedy = In a file with one column, write an empty value as ""
csv-more-remarks = { $count ->
    [one] 1 more column has remarks
   *[other] { $count } more columns have remarks
}
csv-give-types = Set column types in "Types"
csv-signs-clash = The decimal separator and the thousands separator are the same
csv-signs-clash-remedy = Change one of the two separators
loss-zeros = its leading zeros
loss-plus = its plus sign
loss-minus = its minus sign
loss-exponent = its form as a code
loss-digits = digits
loss-fraction = fractional seconds
loss-offset = its UTC offset, because times are stored in UTC

# Outputs of a run.
write-same-file = Two nodes write to { $path }
write-own-file = Choose a different file for each
write-exists = { $path } already exists
write-remove-or-overwrite = Delete it, choose another name, or set "If the file exists" to overwrite
write-no-folder = There is no folder { $path }
write-among-versions = { $path } is in the folder where Tablewire keeps earlier outputs
write-make-folder = Create it, or turn on "Create folders"
write-appeared = { $path } was created by something else during the run
write-remove-or-rename = Delete it, or choose another name
write-cannot-note = Cannot record the path for recovery: { $error }
write-recovered = Finished replacing the outputs of an interrupted run: { $files }
write-recovered-in-place = An interrupted run is complete: all its outputs were already in place
write-undone = A run was interrupted. Its outputs are unchanged
write-no-version = Run { $run } kept no version of { $path }
write-kept = Versions are kept from { $runs }
history-unusable = Cannot use the run history: { $error }
history-check-folder = Check that the state folder is writable, or delete runs.sqlite3 in it
history-newer = The run history was written by a newer version of Tablewire
history-use-newer = Use the newer version, or set TABLEWIRE_STATE to another folder
no-home-folder = there is no home folder

# Targets that are not files.
write-keeps-no-versions = { $address } does not keep versions
write-two-irrevocable = Writes to { $address } and { $other } cannot be rolled back
write-keeps-no-store = This driver has no transactions of a store
write-left-open = The commit of { $address } is not complete: { $problem }
write-lost-since = The rows for { $path } are gone since the run was interrupted
write-run-apart = Write one of them in a separate run
write-unknown-driver = An interrupted run wrote with "{ $driver }", which this version of Tablewire does not support

# Interrupted runs, locks and kept versions.
write-no-note = Cannot write to the state folder: { $error }. If the run is interrupted while it replaces its outputs, they cannot be finished or restored
write-check-state = Free some space there, or set TABLEWIRE_STATE to a folder of your own
write-unfinished = A run was interrupted while it replaced its outputs and is not finished yet: { $files }
write-unfinished-files = An interrupted run left files beside its outputs
write-finish = The next run or rollback will finish or undo it
write-note-of-others = it is a link, or other users can write to it
write-note-ignored = The record of an interrupted run in { $path } is not trusted: { $why }
write-remove-note = Delete it if it is not yours
write-note-not-ours = none of your runs writes { $ticket }
write-left = Cannot delete a file left by an interrupted run: { $file }
write-left-in-store = Cannot delete the table that an interrupted run has staged beside { $address }
write-removed-later = It is deleted by the next start that can reach the database and may write there
write-remove-it = Delete it, or change the permissions of its folder
write-changed-since = { $path } was changed by something else after the run was interrupted. It is left unchanged
write-run-again = Run the project again to write it
write-recovery-failed = Cannot finish or undo an interrupted run: { $problem }
write-not-undone = { $problem }. The outputs already replaced cannot be restored: { $undoing }
write-lock-in-the-way = { $path } is in the way: it has the name of a lock, but is no file of a run
write-lock-remove = Remove it
write-locked = { $path } is being replaced by another run
write-locked-by = { $path } is being replaced by another run: process { $process } on { $host }
write-wait-or-remove = Run again when it has ended; if there is no such run, delete { $lock }
write-version-changed = The version { $path } has changed since it was kept
write-restore-another = Restore another version
write-no-file = { $path } is not a file: pipes, sockets and disk devices cannot be written to
write-to-stdout = Choose a file, or write to /dev/stdout and redirect it
write-to-file = Write to a file
write-no-workbook = A workbook cannot be written to { $path }, which accepts only sequential output
folder-is-link = { $path } is a link, and links are not trusted here
folder-of-others = { $path } belongs to another user
folder-of-everybody = { $path } is writable by everyone
file-why-link-loop = its links form a loop
