kind-group_by = Group by
    .about = Aggregates rows by group: counts, sums, means…
    .help =
        Rows that are equal in every key form a group; null keys form a group of their own. Groups keep the order in which they first occur. Without keys, the whole table is one group and the result is one row.

        All functions skip nulls, except that "Number of rows" counts every row and "First value", "Last value" and "List" include nulls. Standard deviation and variance are those of a sample (divided by n − 1). A quantile between two values is interpolated. The sum of no values is 0, an integer sum outside 64 bits is null, and the mean of no values is null.
    .words = aggregate, summarize, summarise, count, sum, average, mean, total, rollup, agg
port-name-groups = groups

field-group_by-name =
    .hint = Leave empty for column and function
    .placeholder = Column and function
field-group_by-keys = Group by
    .hint = Rows that are equal in these columns form a group; select none for the whole table
field-group_by-aggregations = Aggregations
    .add = Add aggregation
field-group_by-column =
    .hint = Not needed for Number of rows
field-group_by-quantile =
    .hint = From 0 to 1; 0.9 is the 90th percentile

aggregation-without-column = This aggregation has no column
choose-or-remove-aggregation = Select one, or remove the aggregation
nothing-to-compute = There is nothing to compute
choose-keys-or-add = Select group keys, or add an aggregation
