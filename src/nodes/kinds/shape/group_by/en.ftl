kind-group_by = Group by
    .about = Makes one row of each group, with counts, sums, means…
    .help =
        Rows that agree in every key make a group; a null key makes a group of its own. Groups stand in the order in which they first appear. Without keys the whole table is one group and the result is one row.

        All functions pass over nulls, except that "Number of rows" counts every row, "First value", "Last value" and "List" take nulls as they come. Standard deviation and variance are those of a sample (divided by n − 1). A quantile between two values is interpolated. A sum of nothing is 0, one of integers that leaves 64 bits is null; a mean of nothing is null.
    .words = aggregate, summarize, summarise, count, sum, average, mean, total, rollup, agg
port-name-groups = groups

field-group_by-name =
    .hint = Empty: column and function
    .placeholder = Column and function
field-group_by-keys = Group by
    .hint = Rows that agree in these make a group; none means the whole table
field-group_by-aggregations = Aggregations
    .add = Add aggregation
field-group_by-column =
    .hint = Not needed for the number of rows
field-group_by-quantile =
    .hint = From 0 to 1; 0.9 is the 90th percentile

aggregation-without-column = This aggregation has no column
choose-or-remove-aggregation = Choose one or remove the aggregation
nothing-to-compute = There is nothing to compute
choose-keys-or-add = Choose the keys of the groups, or add an aggregation
