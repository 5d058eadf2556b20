signature = { $function }({ $arguments }) -> { $result }
signature-more = { $list }, { $item }
signature-or = { $list } or { $item }
signature-argument = { $name }: { $shape }
signature-constant = { $name }: constant { $shape }
signature-optional = [{ $argument }]
signature-repeated = { $argument }...
shape-any = any
shape-same = same type
shape-text = text
shape-integer = integer
shape-number = number
shape-numeric = numeric
shape-decimal = decimal
shape-boolean = boolean
shape-date = date
shape-datetime = datetime
shape-moment = date or datetime
shape-clock = time or datetime
shape-written = any
shape-list = list of { $inner }
    .a = a list of { $inner }
shape-map = map of { $key } to { $value }
    .a = a map of { $key } to { $value }
shape-struct = struct
shape-function = ({ $takes }) -> { $gives }
    .a = a function ({ $takes }) -> { $gives }

# The names of arguments of several categories.
argument-end = end
argument-replacement = replacement
argument-start = start
argument-text = text
argument-value = value

# SQL functions that formulas do not support.
function-min-max = It aggregates rows: use a Group by node. To compare values within a row, use least or greatest
function-of-groups = It aggregates rows: use a Group by node
function-of-rows = It needs other rows, which no node supports yet: there are no row numbers, ranks or running totals
function-of-clock = A formula must give the same result every time: use a parameter instead of the current time
function-of-chance = A formula must give the same result every time: use a Sample node
