kind-filter = Filter
    .about = Splits rows by a condition
    .help = Rows where the condition is true go to "matching", all others to "others", including rows where the condition is null because a value in it is null.
    .words = where, having, subset, keep, remove, condition, row filter
port-name-matching = matching
port-name-others = others

field-filter-condition = Rows where
    .hint = An SQL condition, such as dep_delay > 15 AND month = 1
