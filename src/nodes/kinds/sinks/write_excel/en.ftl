kind-write_excel = Write Excel
    .about = Writes the table as an Excel workbook
    .help = A sheet holds 1,048,576 rows with the header and 16,384 columns; more is an error, not a cut. Dates, times and durations become Excel's own; decimals are numbers with their digits; dates before March 1900, numbers of more than 15 digits, negative durations and numbers that are infinite or NaN become text, because Excel would change them, and the run tells how many. Excel has no time zones: the clock of the zone is written. Writes when the project is run, never in a preview; the file is replaced only when the whole run has succeeded, together with all other outputs.
    .words = export, save, output, xlsx, spreadsheet, workbook, sink, to file

field-write_excel-sheet = Name of the sheet
field-write_excel-freeze_header = Keep the names in view
field-write_excel-autofit = Fit the width of columns

excel-has-no-offsets = Excel has no offsets from UTC: of "{ $name }" it gets the clock of the zone
cast-moments-to-text = To keep the offset, make a text of it before: CAST(… AS text)
is-no-sheet-name = "{ $name }" is not a valid sheet name
use-sheet-characters = Use 1 to 31 characters without [ ] : * ? / \
