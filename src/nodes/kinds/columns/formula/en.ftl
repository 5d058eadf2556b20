kind-formula = Formula
    .about = Computes new columns by expressions
    .help = Each formula makes a column. They are computed in order, so that a later one may use an earlier. A formula with the name of a column that exists replaces it, in its place; any other is added at the end. Rows in which a formula has no value, though every column that it names holds something, can leave at "rejected", as they came and with the reason.
    .words = calculate, calculated field, compute, mutate, with_columns, derive, expression, assign

field-formula-unfit = Rows in which a formula has no value
    .hint = Those with a value in every column that the formula names
    .Null = Stay, with null
    .Reject = Leave at "rejected"
field-formula-columns =
    .hint = A later formula may use the columns of the earlier ones
    .add = Add column
field-formula-name =
    .hint = A new name, or that of a column to replace
field-formula-expression = Formula
    .hint = An SQL expression, such as distance / air_time * 60

this-formula-is-empty = This formula is empty
write-or-remove-row = Write an expression or remove the row
