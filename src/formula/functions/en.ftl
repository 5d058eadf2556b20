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

# Functions of other SQL that are left out.
function-min-max = It works on groups: use a Group by node. Within a row, least and greatest compare values
function-of-groups = It works on groups: use a Group by node
function-of-rows = It looks at other rows than its own, and no node does that yet: there are no row numbers, ranks or running totals
function-of-clock = A formula has no clock, so that it gives the same result every time: use a parameter
function-of-chance = A formula gives the same result every time: use a Sample node
