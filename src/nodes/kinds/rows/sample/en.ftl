kind-sample = Sample
    .about = Keeps a random part of the rows
    .help = Draws without replacement and keeps the order of the rows. The draw depends on the seed and on a row's place in the table, nothing else: the same table gives the same sample on any machine. A share is met approximately, each row being drawn on its own; a number of rows is met exactly, as far as there are so many.
    .words = random, tablesample, subset, fraction, percent, bernoulli, partition
port-name-sample = sample

field-sample-size = Size
    .Count = Number of rows
    .Fraction = Share of the rows
field-sample-fraction = Share
    .hint = 10% keeps about every tenth row; in the file that is 0.1
field-sample-seed = Seed
    .hint = Another number draws other rows

summary-sample = { $count ->
    [one] 1 random row
   *[other] { $count } random rows
}
summary-share = { $percent }% of the rows, at random

is-no-share = { $number } is no share of the rows
give-a-share = Give a number from 0 to 1, such as 0.1 for a tenth
