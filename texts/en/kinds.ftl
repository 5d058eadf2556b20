# Kinds of nodes: `kind-ID` is the title, `.about` one line without a full stop, `.help` a paragraph or two, `.words` what people
# of other tools type to find it, in small letters, parted by a comma and a blank. Ports: `port-name-NAME`. Groups of the palette.

category-sources = Sources
category-rows = Rows
category-columns = Columns
category-combine = Combine
category-shape = Shape
category-sinks = Sinks

kind-read_csv = Read CSV
    .about = Reads delimited text files
    .help =
        Reads comma, semicolon, tab or otherwise separated text, also compressed with gzip or zstd. A pattern such as data/2013-*.csv reads all matching files below each other; they must have the same columns.

        Delimiter, encoding and types are told from the file unless they are given. Rows that do not fit leave at "rejected" with their line, the reason and their text: rows with too few or too many fields, and rows with a field that is not of its column's type. Nothing becomes null silently: only empty fields and the listed texts do; an empty field in quotes is an empty text. Blank lines are skipped. Rows of more than 16 MB are rejected.
    .words = import, open, load, text file, tsv, delimited, comma, input, source, from file

kind-read_parquet = Read Parquet
    .about = Reads Parquet files
    .help = Reads only the columns and the parts of the file that are needed further down. A pattern such as data/year=2013/*.parquet reads all matching files below each other; they must have the same columns.
    .words = import, open, load, columnar, arrow, input, source, from file

kind-read_json = Read JSON
    .about = Reads JSON files: arrays of objects, or one object a line
    .help = Each object is a row, each of its fields a column; a field that an object does not have is null. Objects and arrays inside of a row become structs and lists. Whole numbers are integers unless fractions occur in the same column. A pattern such as logs/*.jsonl reads all matching files below each other.
    .words = import, open, load, ndjson, jsonl, json lines, input, source, from file

kind-read_excel = Read Excel
    .about = Reads a sheet of an Excel or OpenDocument workbook
    .help = Reads .xlsx, .xlsm, .xlsb, .xls and .ods. A column has the type that its cells have in common: dates are dates, whole numbers integers; cells of several types become text, and a warning says which. The table begins where its cells do: titles above it and cells far from it are passed over and told. Formulas give their last result; those without one, and errors such as #N/A, are null and counted. Several sheets and the files of a pattern are united by the names of their columns.
    .words = import, open, load, xlsx, xls, ods, spreadsheet, workbook, sheet, input, source

kind-table = Table
    .about = A table typed or pasted in by hand
    .help = Type into the cells, or paste from a spreadsheet. Tab and Enter go on, F2 edits what is there; what is typed below the last row or behind the last column makes a new one, and the heads are cells too. A column's type is told from its cells unless it is given; an empty cell is null. Dates are recognised as 2013-01-31, among other forms.
    .words = manual, inline, constant, paste, literal, text input, create, data, source

kind-filter = Filter
    .about = Splits rows by a condition
    .help = Rows for which the condition is true leave at "matching", all the others at "others": also those for which the condition is null, because something in it is unknown.
    .words = where, having, subset, keep, remove, condition, row filter

kind-sort = Sort
    .about = Orders the rows by one or more columns
    .help = The first key orders the rows; each further key orders those that are still equal. Rows that are equal in every key stay in the order in which they came. Nulls go to the end (or the start) whichever way the key is ordered. Text is ordered by its characters, capitals before small letters; NaN counts as larger than any number.
    .words = order by, arrange, rank, ascending, descending, sort_values, sorter

kind-limit = Limit
    .about = Keeps the first rows, the last rows, or a slice
    .help = Counts rows in the order in which they arrive. Behind a sort it gives the top or the bottom of a ranking. A table with fewer rows passes whole.
    .words = head, tail, top, bottom, first, last, slice, offset, fetch, select records

kind-sample = Sample
    .about = Keeps a random part of the rows
    .help = Draws without replacement and keeps the order of the rows. The draw depends on the seed and on a row's place in the table, nothing else: the same table gives the same sample on any machine. A share is met approximately, each row being drawn on its own; a number of rows is met exactly, as far as there are so many.
    .words = random, tablesample, subset, fraction, percent, bernoulli, partition

kind-distinct = Distinct
    .about = Removes rows that are equal
    .help = Rows are equal when they agree in every chosen column, or in all columns where none is chosen; a null equals a null. The rows that stay keep their order. "Only rows without an equal" removes every row that occurs twice.
    .words = unique, duplicates, deduplicate, dedup, drop_duplicates, distinct on, duplicate row filter

kind-select = Select
    .about = Keeps, drops, reorders, renames and casts columns
    .help = The grid shows every column that arrives. Untick one to drop it, move it, give it another name or another type. The file keeps only what differs: listed columns stand among themselves in the order of the list, the others keep their places; with "rest: Drop" only listed columns stay.
    .words = rename, drop, remove, reorder, move, cast, convert, type, astype, column filter

kind-formula = Formula
    .about = Computes new columns by expressions
    .help = Each formula makes a column. They are computed in order, so that a later one may use an earlier. A formula with the name of a column that exists replaces it, in its place; any other is added at the end. Rows in which a formula has no value, though every column that it names holds something, can leave at "rejected", as they came and with the reason.
    .words = calculate, calculated field, compute, mutate, with_columns, derive, expression, assign

kind-fill_missing = Fill missing
    .about = Puts values where there are none
    .help = Fills nulls with a constant, with the mean or median of the column, or with the nearest value before or after in the order of the rows. Mean and median turn a column of whole numbers into one of numbers. Nulls that no value comes before (or after) stay. NaN, the result of 0 / 0, is a number unless the switch says that it is missing.
    .words = fillna, coalesce, impute, imputation, missing value, null, replace nulls, ffill, bfill

kind-join = Join
    .about = Brings together the rows of two tables by keys
    .help =
        A row of the left and a row of the right table match when they agree in every key. A null key matches nothing, not even another null. The order of the left rows is kept (of the right rows in a right join); the right rows that a full join adds come last. Without keys, the only column that both tables have is the key.

        "left_only" and "right_only" hold the rows that found no match, whatever the kind of join. What is expected of the keys is checked when the join runs: it fails and names the key that stands twice, instead of multiplying rows.
    .words = merge, lookup, vlookup, xlookup, inner join, left join, outer, semi, anti, match

kind-union = Union
    .about = Puts the rows of several tables below one another
    .help = Takes any number of tables, in the order of their wires. Columns belong together by name, whatever their order, or by position, when the names are those of the first table. Whole numbers and numbers become numbers, as long as no digit is lost; columns that have no common type are refused. What a table lacks is null there, and you are told. Nothing is removed: use a distinct node for that.
    .words = union all, append, concatenate, concat, stack, rbind, combine, merge rows

kind-group_by = Group by
    .about = Makes one row of each group, with counts, sums, means…
    .help =
        Rows that agree in every key make a group; a null key makes a group of its own. Groups stand in the order in which they first appear. Without keys the whole table is one group and the result is one row.

        All functions pass over nulls, except that "Number of rows" counts every row, "First value", "Last value" and "List" take nulls as they come. Standard deviation and variance are those of a sample (divided by n − 1). A quantile between two values is interpolated. A sum of nothing is 0, one of integers that leaves 64 bits is null; a mean of nothing is null.
    .words = aggregate, summarize, summarise, count, sum, average, mean, total, rollup, agg

kind-pivot = Pivot
    .about = Makes columns of the values of a column
    .help = Each combination of the row columns becomes one row, in the order of first appearance; each value of the spread column becomes a column; each cell is computed from the rows that belong to it. A cell without rows is null. Unlisted, the new columns are all values that occur, sorted, null last: then they are known only after a run. List the values to fix the columns, their order and their names.
    .words = crosstab, cross tab, long to wide, pivot wider, spread, dcast, pivot_table, rows to columns

kind-unpivot = Unpivot
    .about = Turns columns into rows of name and value
    .help = Each row becomes as many rows as there are value columns, next to each other and in the order of the columns: a column with the name, one with the value, and the id columns repeated. Whole numbers and numbers become numbers; columns that have no common type are refused, because a column has one type.
    .words = melt, wide to long, pivot longer, gather, stack, transpose, columns to rows

kind-write_csv = Write CSV
    .about = Writes the table as delimited text
    .help = Writes when the project is run, never in a preview; the table below shows what would be written. The file is replaced only when the whole run has succeeded, together with all other outputs. Durations are written as in ISO 8601. Text is UTF-8; for older spreadsheet programs switch on the byte order mark.
    .words = export, save, output, tsv, text file, delimited, sink, to file

kind-write_parquet = Write Parquet
    .about = Writes the table as a Parquet file
    .help = Parquet keeps every type exactly, is small, and reads fast. Writes when the project is run, never in a preview; the file is replaced only when the whole run has succeeded, together with all other outputs.
    .words = export, save, output, columnar, arrow, sink, to file

kind-write_json = Write JSON
    .about = Writes a JSON array, or one object a line
    .help = Each row becomes an object. Dates and times are written as ISO 8601 text. Writes when the project is run, never in a preview; the file is replaced only when the whole run has succeeded, together with all other outputs.
    .words = export, save, output, ndjson, jsonl, json lines, sink, to file

kind-write_excel = Write Excel
    .about = Writes the table as an Excel workbook
    .help = A sheet holds 1,048,576 rows with the header and 16,384 columns; more is an error, not a cut. Dates, times and durations become Excel's own; decimals are numbers with their digits; dates before March 1900, numbers of more than 15 digits, negative durations and numbers that are infinite or NaN become text, because Excel would change them, and the run tells how many. Excel has no time zones: the clock of the zone is written. Writes when the project is run, never in a preview; the file is replaced only when the whole run has succeeded, together with all other outputs.
    .words = export, save, output, xlsx, spreadsheet, workbook, sink, to file

# Ports, by their names in files.

port-name-in = in
port-name-matching = matching
port-name-others = others
port-name-joined = joined
port-name-left = left
port-name-right = right
port-name-left_only = left_only
port-name-right_only = right_only
port-name-rows = rows
port-name-rejected = rejected
port-name-tables = tables
port-name-sorted = sorted
port-name-sample = sample
port-name-distinct = distinct
port-name-out = out
port-name-groups = groups
port-name-wide = wide
port-name-long = long
