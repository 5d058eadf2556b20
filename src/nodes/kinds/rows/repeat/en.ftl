kind-repeat = Repeat
    .about = Repeats all rows several times
    .help = The rows of the table follow one another as they arrive, then all of them again, as often as is set. Nothing else changes: the columns stay as they are.
    .words = copy rows, duplicate rows, replicate, multiply, cross
port-name-repeated = repeated

field-repeat-times = Times
    .hint = How often the rows stand in the result

summary-repeat = { $times ->
    [one] once
   *[other] { $times } times
}
