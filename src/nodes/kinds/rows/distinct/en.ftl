kind-distinct = Distinct
    .about = Removes duplicate rows
    .help = Rows are duplicates when they are equal in every selected column, or in all columns if none is selected; null equals null. The remaining rows keep their order. "Only rows without duplicates" removes every row that occurs more than once.
    .words = unique, duplicates, deduplicate, dedup, drop_duplicates, distinct on, duplicate row filter
port-name-distinct = distinct

field-distinct-columns = Compare columns
    .hint = Rows that are equal in these columns are duplicates; select none to compare all columns
field-distinct-keep =
    .First = Keep the first duplicate
    .Last = Keep the last duplicate
    .None = Only rows without duplicates

summary-distinct-rows = each row once
summary-single-rows = rows that occur once
summary-single = { $columns }: values that occur once
