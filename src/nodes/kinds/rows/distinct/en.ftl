kind-distinct = Distinct
    .about = Removes rows that are equal
    .help = Rows are equal when they agree in every chosen column, or in all columns where none is chosen; a null equals a null. The rows that stay keep their order. "Only rows without an equal" removes every row that occurs twice.
    .words = unique, duplicates, deduplicate, dedup, drop_duplicates, distinct on, duplicate row filter
port-name-distinct = distinct

field-distinct-columns = Equal in
    .hint = Rows that agree in these are equal; none means all columns
field-distinct-keep =
    .First = The first of equal rows
    .Last = The last of equal rows
    .None = Only rows without an equal

summary-distinct-rows = each row once
summary-single-rows = rows that stand once
summary-single = { $columns }: values that stand once
