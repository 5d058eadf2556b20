kind-write_excel = Write Excel
    .about = Writes the table to an Excel workbook
    .help = A sheet holds up to 1,048,576 rows, including the header, and 16,384 columns; more is an error, nothing is cut. Dates, times and durations become Excel's own types, decimals become numbers. Dates before March 1900, numbers with more than 15 digits, negative durations and infinite or NaN numbers are written as text, because Excel would change them; the run reports how many. Excel has no time zones: local times are written. Writes only when the project runs, never in a preview; the file is replaced only after the whole run has succeeded, together with all other outputs.
    .words = export, save, output, xlsx, spreadsheet, workbook, sink, to file

field-write_excel-sheet = Sheet name
field-write_excel-freeze_header = Freeze header
field-write_excel-autofit = Fit column widths

excel-has-no-offsets = Excel does not store UTC offsets: "{ $name }" is written as local time
cast-moments-to-text = To keep the offset, convert it to text first: CAST(… AS text)
is-no-sheet-name = "{ $name }" is not a valid sheet name
use-sheet-characters = Use 1 to 31 characters without [ ] : * ? / \
