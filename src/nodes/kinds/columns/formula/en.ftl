kind-formula = Formula
    .about = Computes new columns with expressions
    .help = Each formula produces a column. Formulas are computed in order, so a later one can use an earlier one. A formula with the name of an existing column replaces that column in place; any other column is added at the end. Rows where a formula has no value although every column it uses has one can go to "rejected", unchanged and with the reason.
    .words = calculate, calculated field, compute, mutate, with_columns, derive, expression, assign

field-formula-unfit = Rows where a formula has no value
    .hint = Only rows with a value in every column that the formula uses
    .Null = Keep, with null
    .Reject = Send to "rejected"
field-formula-columns =
    .hint = A formula can use the columns of earlier formulas
    .add = Add column
field-formula-name =
    .hint = A new name, or the name of a column to replace
field-formula-expression = Formula
    .hint = An SQL expression, such as distance / air_time * 60

this-formula-is-empty = This formula is empty
write-or-remove-row = Enter an expression, or remove the row
