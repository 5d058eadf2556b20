kind-filter = Filter
    .about = Splits rows by a condition
    .help = Rows for which the condition is true leave at "matching", all the others at "others": also those for which the condition is null, because something in it is unknown.
    .words = where, having, subset, keep, remove, condition, row filter
port-name-matching = matching
port-name-others = others

field-filter-condition = Rows where
    .hint = An SQL condition, such as dep_delay > 15 AND month = 1
