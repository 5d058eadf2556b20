
# The operating system's words.
file-cannot-read = Cannot read { $path }: { $why }
file-cannot-write = Cannot write { $path }: { $why }
file-cannot-make-folder = Cannot make the folder { $path }: { $why }
file-cannot-replace = Cannot replace { $path }: { $why }
file-cannot-keep-version = Cannot keep a version of { $path }: { $why }
file-cannot-restore = Cannot restore { $path }: { $why }
file-cannot-finish-replacing = Cannot finish an interrupted run: replace { $path }: { $why }
file-why-no-folder = its folder does not exist
file-make-folder = Make the folder, or switch on "Create folders"
file-none = There is no file { $path }
file-check-path = Check the path
file-why-denied = permission denied
file-change-permissions = Change its permissions or choose another place
file-why-read-only-system = the file system is read-only
file-why-read-only = the file is read-only
file-choose-place = Choose another place
file-why-full = the disk is full
file-free-space = Free some space or choose another place
file-why-too-large = the file system takes no file that large
file-why-folder = it is a folder
file-choose = Choose a file
file-why-part-is-file = a part of the path is a file, not a folder
file-why-name = the name is not allowed here
file-choose-name = Choose another name
file-try-again = Check the file and try again
file-no-reason = no reason is given

# Parquet.
file-empty = { $path } is empty
parquet-choose = Choose a Parquet file
parquet-unreadable = { $path } cannot be read as Parquet: { $error }
parquet-left-out = The column "{ $name }" of { $path } is left out: { $data_type } cannot be read
parquet-interval = an interval of months and days
parquet-write-otherwise = Write it as another type where the file is made
parquet-set-aside = A readable copy of { $path } cannot be made: { $error }
file-damaged = It is damaged, cut off, or another kind of file
files-missing-column = { $path } has no column "{ $name }", which the first file has
files-extra-column = { $path } has a column "{ $name }", which the first file has not
files-other-order = { $path } has its columns in another order than the first file
files-unite-them = Let the columns of all files be united, or read this file in a node of its own

# Tables that are united.
unite-missing = { $count ->
    [one] 1 of { $all } has no column "{ $name }", which is null there: { $places }
   *[other] { $count } of { $all } have no column "{ $name }", which is null there: { $places }
    }
unite-missing-more = { $count ->
    [one] 1 further column is missing in some: { $columns }
   *[other] { $count } further columns are missing in some: { $columns }
    }
unite-alike = Rename "{ $other }" in "{ $place }" to "{ $name }"
unite-left-out = Left out are columns that not every table has: { $columns }
unite-left-out-of-first = Left out are columns that the first table has not: { $columns }
unite-other-zone = "{ $place }" has { $other } in column "{ $name }": the same moments are told as { $one }
unite-nothing-common = The tables have no column in common
unite-choose-union = Unite all columns
unite-as-text = Let numbers become text where another table has text, or cast one of the two before

# Text files.
file-not-utf8-text = { $path } is not UTF-8 text: byte { $byte } in line { $line }
file-save-utf8 = Save it as UTF-8
file-no-pattern = "{ $pattern }" is no pattern for files: { $error }
file-correct-pattern = Correct the brackets or stars
file-no-match = No file matches { $pattern }
file-check-pattern = Check the folder and the pattern
file-is-folder = { $path } is a folder
file-choose-in-folder = Choose a file in it, or write a pattern such as folder/*.csv
file-unpacks-too-large = { $path } is packed suspiciously small: { $packed } become more than { $size }
file-unpack-yourself = Unpack it yourself and look at it, if it is no mistake
file-too-many-folders = "{ $pattern }" leads through more folders than can be looked through
file-narrower-pattern = Write a path that begins closer to the files
file-is-none = { $path } is { $what }, not a file
file-what-device = a device
file-what-socket = a socket
file-what-pipe = a pipe
file-pipe-is-text = Only text is read from a pipe, such as CSV or JSON. Write it into a file first
file-pipe-silent = Nothing comes out of the pipe { $path }
file-pipe-write = Write into it, or run the project, which waits for it
parquet-damaged = A Parquet file is damaged: { $error }
file-cannot-unpack = Cannot unpack { $path }: { $error }
file-fetch-again = The file is damaged or cut off; fetch it again
file-not-utf8 = { $path } is not UTF-8: byte { $byte } in line { $line }
file-detect-encoding = Set the encoding to detected
file-no-text = { $path } is no text file
file-no-archive = it is no zip archive
file-none-in-archive = { $path } holds no file { $name }
file-archive-holds = It holds { $names }
file-archive-empty = { $path } holds no files
file-choose-other-archive = Choose another archive
file-archive-several = { $path } holds several files: { $names }
file-name-in-archive = Name one behind the archive, such as archive.zip/name.csv, or all with archive.zip/*.csv
file-line-not-utf8 = { $path } is UTF-8, but line { $line } holds bytes that are not
file-other-node = Read it with the node for its format
file-is = { $path } is { $kind }
file-is-empty = an empty file
file-is-excel = an Excel workbook
file-is-old-excel = an Excel workbook in the old format
file-is-open-document = an OpenDocument spreadsheet
file-is-locked = a workbook that is protected by a password
file-is-word = a Word document
file-is-office = an old Office document
file-is-html = a web page (HTML)
file-is-excel-xml = an Excel 2003 workbook in XML
file-is-image = an image
file-is-lfs = a pointer of Git LFS, whose file has not been fetched
file-is-text = a text file
file-is-utf16 = a text file in UTF-16
file-is-unknown = a file of a kind that is not known
file-is-packed = packed with { $format }
file-is-format = a { $format } file
file-read-with = Read it with { $kind }
file-choose-other = Choose another file
file-fetch-lfs = Fetch it with "git lfs pull"
file-save-as-xlsx = Save it as .xlsx
file-unpack-first = Unpack it first
file-save-as-known = Save its table as CSV, Excel or Parquet

# Workbooks.
sheet-empty = The sheet "{ $name }" is empty
sheet-choose = Choose another sheet
sheet-row-empty = Row { $row } of "{ $name }" holds nothing; its rows are { $from } to { $to }
sheet-choose-header = Choose the row with the names
sheet-none = There is no sheet "{ $name }"
sheet-choose-file = Choose another file
sheet-hidden = { $count ->
    [one] The hidden sheet { $names } is passed over
   *[other] The hidden sheets { $names } are passed over
}
sheet-name-it = Name a sheet to read it
sheet-cover = The first sheet, { $cover }, holds no table; { $table } is read
sheet-read-cover = Read { $cover }
sheets-empty = { $count ->
    [one] The sheet { $names } is empty and left out
   *[other] The sheets { $names } are empty and left out
}
sheets-all-empty = All these sheets are empty
sheet-says = { $name }: { $message }
sheet-apart = { $count ->
    [one] A cell far from the table is left out: { $cell }
   *[other] { $count } cells far from the table are left out, the first is { $cell }
}
sheet-give-range = Give a range such as B3:F20 to read what you mean
sheet-titles = Titles above row { $row } are passed over
sheet-scattered = The { $count } cells of "{ $name }" stand far apart: their table would have { $size } cells
sheet-titles-remedy = Switch off "Pass over titles" if they are part of the table
sheet-groups = Row { $row } has merged cells over several columns: there may be names in the next row too
sheet-groups-remedy = Set how many rows hold names
sheet-merged = { $count ->
    [one] { $range } is one merged cell: only its first row or column has the value
   *[other] { $count } merged cells, the first { $range }, have their value in their first row or column only
}
sheet-fill-merged = Switch on "Fill merged cells"
range-none = There is no range or table "{ $name }"
range-write = Write a range such as B3:F20, or B3 for all from there
range-no-place = "{ $name }" stands for { $place }, which is no range
range-other-sheet = The range { $range } lies in the sheet "{ $sheet }"
range-empty-sheet = Leave the sheet empty, or name that one
workbook-no-sheets = The workbook has no sheets
workbook-protected = { $path } is protected by a password
workbook-unprotect = Save a copy without one
workbook-unreadable = { $path } cannot be read as a workbook: { $error }
workbook-damaged = It is damaged, protected, or another kind of file
workbook-errors = { $count ->
    [one] { $cell } holds an error such as #N/A and is null
   *[other] { $count } cells hold errors such as #N/A and are null, the first is { $cell }
}
workbook-uncomputed = { $count ->
    [one] { $cell } is a formula without a result in the file, and null
   *[other] { $count } cells are formulas without a result in the file, and null; the first is { $cell }
}
workbook-all-zero = All formulas of "{ $name }" have the result 0: the program that wrote the file did not compute them
workbook-calculate = Open the workbook in Excel or LibreOffice and save it
workbook-long = { $count ->
    [one] { $cell } holds a whole number of more digits than a workbook keeps; its last digits may be others
   *[other] { $count } cells hold whole numbers of more digits than a workbook keeps, the first is { $cell }; their last digits may be others
}
workbook-long-remedy = Keep such numbers as text in the workbook
workbook-long-beside = "{ $name }" is text: { $cell } holds { $number }, which has more digits than a number with a fraction keeps
workbook-mixed = { $count ->
    [one] "{ $name }" is text: { $cell } ("{ $text }") is { $data_type } beside { $others } of type { $other }
   *[other] "{ $name }" is text: { $count } cells are { $data_type } beside { $others } of type { $other }, the first is { $cell } ("{ $text }")
}
workbook-mixed-more = { $count ->
    [one] Another column is text because its cells have several types
   *[other] { $count } other columns are text because their cells have several types
}
workbook-mixed-remedy = Correct these cells, or choose the type in a node Select behind it
workbook-bomb = { $path } is packed suspiciously small: { $packed } KiB become { $size } MiB or more
workbook-texts = { $path } says that it holds { $count } texts, which it cannot
workbook-scattered = The cells of { $path } would fill a grid of { $count } cells, nearly all of them empty or the same
workbook-save-again = Open it in Excel or LibreOffice and save it again as .xlsx
workbook-broken = { $path } is damaged: it says one thing and holds another
workbook-not-shown = { $path } does not tell how its cells are shown
workbook-save-xlsx = Save it as .xlsx, or switch this setting off
workbook-correct = Correct them in the workbook if they matter
excel-too-many-columns = The table has { $count } columns; a sheet of Excel holds 16,384
excel-select-fewer = Select fewer columns, or write Parquet or CSV
excel-no-sheet-name = "{ $name }" is no name for a sheet
excel-sheet-names = Use 1 to 31 characters, none of [ ] : * ? / \
excel-half-written = The workbook was left half written
excel-too-many-rows = The table has more rows than a sheet of Excel holds: 1,048,576 with the header
excel-filter = Filter or split it, or write Parquet or CSV
excel-text-too-long = A text in "{ $name }" is longer than the 32,767 characters of a cell of Excel
excel-shorten = Shorten it, or write Parquet or CSV
excel-write-csv = Write CSV instead
excel-wrote-long = { $count ->
    [one] A number of more than 15 digits is written as text, in row { $row } of "{ $name }"
   *[other] { $count } numbers of more than 15 digits are written as text, the first in row { $row } of "{ $name }"
}
excel-wrote-early = { $count ->
    [one] A day that Excel's calendar has not is written as text, in row { $row } of "{ $name }"
   *[other] { $count } days that Excel's calendar has not are written as text, the first in row { $row } of "{ $name }"
}
excel-wrote-odd = { $count ->
    [one] A number that is infinite or NaN is written as text, in row { $row } of "{ $name }"
   *[other] { $count } numbers that are infinite or NaN are written as text, the first in row { $row } of "{ $name }"
}
excel-wrote-negative = { $count ->
    [one] A negative duration is written as text, in row { $row } of "{ $name }"
   *[other] { $count } negative durations are written as text, the first in row { $row } of "{ $name }"
}
excel-wrote-finer = { $count ->
    [one] A time is finer than the milliseconds that Excel keeps, in row { $row } of "{ $name }"
   *[other] { $count } times are finer than the milliseconds that Excel keeps, the first in row { $row } of "{ $name }"
}
excel-wrote-empty = { $count ->
    [one] An empty text is written as an empty cell, which is null when read again, in row { $row } of "{ $name }"
   *[other] { $count } empty texts are written as empty cells, which are null when read again, the first in row { $row } of "{ $name }"
}
excel-write-parquet = Write Parquet where they must stay as they are

# JSON.
csv-null-lines = { $count ->
    [one] 1 null of "{ $name }" is a blank line, which readers of CSV pass over
   *[other] { $count } nulls of "{ $name }" are blank lines, which readers of CSV pass over
}
csv-set-null-text = Set a text for null
json-not-finite = { $count ->
    [one] 1 value of "{ $name }" is infinite or not a number, which JSON has no word for; it is written as null
   *[other] { $count } values of "{ $name }" are infinite or not a number, which JSON has no word for; they are written as null
}
json-replace-before = Replace them before, or write Parquet or CSV
json-no-rows = There are no rows, and so no columns
json-choose-other = Choose a file with at least one object
json-no-line-fits = { $path } holds no row; line { $line }: { $why }
json-set-aside = The rows cannot be set aside: { $error }
json-rows-are-objects = Each row must be an object
json-broken = { $path } is broken in line { $line }: { $why }
json-correct = Correct the file, or fetch it again if it was cut off
json-neither = it holds neither an array nor an object
json-why-ends = it ends too early
json-why-no-value = a value is missing
json-why-no-name = the name of a field is missing
json-why-no-colon = a colon is missing
json-why-no-comma = a comma or a closing bracket is missing
json-why-number = a number is not well formed
json-why-control = a control character stands in a text
json-why-escape = there is no such escape
json-why-surrogate = half of a pair of \u escapes is missing
json-why-deep = it is nested too deeply
json-why-behind = something stands behind the value
json-rows-do-not-fit = { $count } rows do not fit
json-check-settings = Check where the rows stand, or tell the types from all rows
json-no-such-place = There is nothing at "{ $place }" in { $path }
json-no-places = Its rows are not in an array of objects; leave the place empty
json-rows-within = { $name } is one object, which is one row; "{ $place }" in it holds an array of objects
json-name-place = Set "Rows at" to "{ $place }" if these are the rows
json-mixed = "{ $path }" holds { $sorts } (from line { $line } on): it is text
json-mixed-cast = Cast it, or correct the file
json-sort-booleans = true and false
json-sort-numbers = numbers
json-sort-texts = texts
json-sort-lists = arrays
json-sort-objects = objects
json-digits-decimal = "{ $path }" has numbers with more digits than a floating point number keeps (line { $line }): they are decimals
json-digits-text = "{ $path }" has numbers with more digits than a floating point number keeps (line { $line }): they are text
json-digits-round = Cast them to numbers if rounding does not matter
json-map = "{ $path }" has very many different fields (line { $line }): it is text
json-more-notes = { $count ->
    [one] 1 further column is text or decimal for such reasons
   *[other] { $count } further columns are text or decimal for such reasons
}
file-free-temporary = Free some space for temporary files

# Delimited text.
csv-rows-do-not-fit = { $count } rows do not fit the columns
csv-check-settings = Check the delimiter, the quote and the types
csv-set-aside = The rows that hold cannot be set aside: { $error }
csv-reads-as = { $encoding }: { $text }
csv-encodings = Line { $line } in { $list }. Choose the encoding that reads right
csv-broken-utf8 = { $name } is UTF-8, but line { $line } holds the byte { $byte }, which is not: such rows are rejected
csv-not-of-encoding = { $name } holds bytes that mean nothing in { $encoding }: such rows are rejected
csv-choose-encoding = Choose another encoding
csv-line-in-utf8 = Line { $line } of { $name } seems to be UTF-8: { $text }
csv-mend-line = Mend the line in the file
csv-no-free-byte = The text holds every character that could stand for the delimiter
csv-lines-before-header = { $count ->
    [one] 1 line before the header was passed over: { $text }
   *[other] { $count } lines before the header were passed over: { $text }
}
csv-lines-before-rows = { $count ->
    [one] 1 line before the first row was passed over: { $text }
   *[other] { $count } lines before the first row were passed over: { $text }
}
csv-say-so = Say so in the settings, or read all lines
csv-one-column = The first line is a single field, so all lines are; most others hold { $delimiter }
csv-give-delimiter = Give the delimiter if that is not right
csv-header-again = { $count ->
    [one] Line { $line } repeats the names of the columns
   *[other] { $count } lines repeat the names of the columns, the first of them line { $line }
}
csv-headers-again = { $count ->
    [one] 1 row repeats the names of the columns
   *[other] { $count } rows repeat the names of the columns
}
csv-header-again-remedy = Several files were probably joined: leave these rows out, or reject them
csv-second-table = Another table, of { $count } columns, seems to begin in line { $line }
csv-read-second-apart = Give each table a file of its own, or read the second one with the lines before it skipped
csv-odd-characters = { $count ->
    [one] The row in line { $line } holds a NUL character or a lone carriage return, which is kept
   *[other] { $count } rows hold NUL characters or lone carriage returns, which are kept; the first is in line { $line }
}
csv-odd-characters-somewhere = { $count ->
    [one] 1 row holds a NUL character or a lone carriage return, which is kept
   *[other] { $count } rows hold NUL characters or lone carriage returns, which are kept
}
csv-odd-characters-remedy = Remove them in the file if they matter
csv-other-encoding = { $name } is not UTF-8 and was read as { $encoding }
csv-all-empty = Every file is empty
csv-choose-other = Choose another file, or skip fewer rows
csv-type-of-none = A type is given for "{ $name }", which is no column
csv-text-of-both = The column "{ $name }" is text: it is { $one } in "{ $here }" and { $other } in "{ $there }"
csv-give-type = Give its type, or choose that numbers become text
csv-first-row-long = The first row is longer than { $size } MB
csv-not-delimited = This is no delimited file, or its lines end in another way
csv-first-row-behind-quote = In the first row, there is text behind a closing quote
csv-first-row-unclosed = In the first row, a quote is opened and never closed
csv-correct-quote = Correct it, or set another quote or none
csv-ambiguous-dates = "{ $name }" looks like dates, but day and month cannot be told apart: it stays text
csv-give-format = Give its type and format in "Types"
csv-same-names = Some columns have the same name: { $names }
csv-renamed = "{ $old }" is now "{ $new }"
csv-rename = Rename them in the file if that is not right
csv-trailing-delimiter = Every row ends with a delimiter: it makes no column
csv-trailing-dropped = Nothing has to be done
csv-spoiled = "{ $name }" stays text because of line { $line }: "{ $text }" is not { $data_type }
csv-spoiled-remedy = Give its type in "Types": rows that do not fit leave at "rejected" then
csv-nothings = "{ $name }" stays text and no { $data_type } because of { $texts }
csv-nothings-remedy = If that means nothing, add it to "Texts that mean null"
csv-otherwise = "{ $name }" writes its numbers otherwise, such as "{ $text }": it stays text
csv-otherwise-remedy = Set the decimal sign and the thousands separator
csv-doubtful = "{ $name }" holds numbers such as "{ $text }", which has decimals or thousands: it stays text
csv-dressed = "{ $name }" holds amounts such as "{ $text }": it stays text
csv-dressed-remedy = Give it a type and an example of its numbers as format in "Types"
csv-grouped = In "{ $name }", "{ $text }" and the like were read as thousands
csv-grouped-remedy = Set the thousands separator, or give the column the type text if that is not right
csv-merged = "{ $one }" and "{ $other }" in "{ $name }" have become one number
csv-merged-remedy = Give the column the type text if they differ, as versions do
csv-unsettled = "{ $name }" is text because of line { $line }: "{ $text }" would lose { $what } as { $data_type }
csv-unsettled-remedy = Give it a type in "Types" if that is not right
csv-lost = { $count ->
    [one] 1 value of "{ $name }" has
   *[other] { $count } values of "{ $name }" have
} lost { $what }, the first is "{ $text }" in line { $line }
csv-lost-remedy = Give the column the type text if that matters
csv-blank-lines = { $count ->
    [one] 1 blank line was
   *[other] { $count } blank lines were
} skipped
csv-blank-lines-remedy = An empty value of a single column is written ""
csv-more-remarks = { $count ->
    [one] There is something to say about 1 more column
   *[other] There is something to say about { $count } more columns
}
csv-give-types = Give the types of columns in "Types"
csv-signs-clash = The decimal sign and the thousands separator are the same
csv-signs-clash-remedy = Choose another thousands separator, or the other decimal sign
loss-zeros = leading zeros
loss-plus = the plus sign
loss-minus = the minus sign
loss-exponent = the form of a code
loss-digits = digits
loss-fraction = digits of the second
loss-offset = the offset, as times are kept in UTC

# Outputs of a run.
write-same-file = Two nodes write to { $path }
write-own-file = Give each its own file
write-exists = { $path } is there already
write-remove-or-overwrite = Remove it, choose another name, or set "If the file exists" to overwrite
write-no-folder = There is no folder { $path }
write-among-versions = { $path } lies where Tablewire keeps earlier outputs
write-make-folder = Make it, or switch on "Create folders"
write-appeared = { $path } has appeared while the run was going
write-remove-or-rename = Remove it or choose another name
write-cannot-note = The path cannot be noted for recovery: { $error }
write-recovered = A run was interrupted while it replaced its outputs and is now finished: { $files }
write-recovered-in-place = A run was interrupted while it replaced its outputs and is now finished: all files were in place
write-undone = A run was interrupted; its outputs are as they were before it
write-no-version = No version of { $path } is kept from run { $run }
write-kept = Kept are { $runs }
history-unusable = The history of runs cannot be used: { $error }
history-check-folder = Check that the state folder can be written, or remove runs.sqlite3 from it
history-newer = The history of runs was written by a newer Tablewire
history-use-newer = Use that one, or set TABLEWIRE_STATE to another folder
no-home-folder = there is no home folder

# Targets that are no files.
write-keeps-no-versions = No versions are kept of { $address }
write-two-irrevocable = Neither { $address } nor { $other } can be taken back once it is written
write-run-apart = Write one of them in a run of its own
write-unknown-driver = A run that was interrupted has written with "{ $driver }", which this program does not know
write-no-note = Nothing can be noted in the state folder: { $error }. If this is interrupted while it replaces its outputs, nobody finishes or undoes it
write-check-state = Free some space there, or set TABLEWIRE_STATE to a folder of yours
write-unfinished = A run was interrupted while it replaced its outputs, and is not finished yet: { $files }
write-unfinished-files = A run was interrupted, and has left files beside its outputs
write-finish = The next run or rollback finishes or undoes it
write-note-of-others = it is a link, or others may write it
write-note-ignored = The note of an interrupted run { $path } is not believed: { $why }
write-remove-note = Remove it if it is not yours
write-note-not-ours = no run of yours writes { $ticket }
write-left = A file of an interrupted run cannot be removed: { $file }
write-remove-it = Remove it, or change the permissions of its folder
write-changed-since = { $path } was written by somebody else since the run was interrupted. It stays as it is
write-run-again = Run the project again to write it
write-recovery-failed = An interrupted run cannot be finished or undone now: { $problem }
write-not-undone = { $problem }. The outputs that were replaced before cannot be restored now: { $undoing }
write-locked = { $path } is being replaced by another run
write-locked-by = { $path } is being replaced by another run: process { $process } on { $host }
write-wait-or-remove = Run again when it has ended; if there is no such run, remove { $lock }
write-version-changed = The version { $path } has changed since it was kept
write-restore-another = Restore another one
write-no-file = { $path } is no file: nothing is written to pipes, sockets and disks
write-to-stdout = Choose a file, or write to /dev/stdout and direct that
write-to-file = Write to a file
write-no-workbook = { $path } takes no workbook: it only takes bytes in order
folder-is-link = { $path } is a link, and nothing behind links is believed
folder-of-others = { $path } belongs to another user
folder-of-everybody = in { $path } everybody may put files
file-why-link-loop = its links lead in a circle
