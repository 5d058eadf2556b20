kind-sample = Sample
    .about = Keeps a random part of the rows
    .help = Draws rows without replacement and keeps their order. The result depends only on the seed and on a row's position in the table: the same table gives the same sample on any machine. A share is approximate, because each row is drawn independently; a number of rows is exact if the table has that many.
    .words = random, tablesample, subset, fraction, percent, bernoulli, partition
port-name-sample = sample

field-sample-size = Size
    .Count = Number of rows
    .Fraction = Share of the rows
field-sample-fraction = Share
    .hint = 10% keeps about every tenth row; stored as 0.1 in the file
field-sample-seed = Random seed
    .hint = Another seed draws other rows

summary-sample = { $count ->
    [one] 1 random row
   *[other] { $count } random rows
}
summary-share = random { $percent }% of rows

is-no-share = { $number } is not a valid share
give-a-share = Enter a number from 0 to 1, such as 0.1 for a tenth
