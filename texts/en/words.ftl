# Words that sentences are made of.

list-more = { $list }, { $item }
list-last = { $list } and { $item }
count-nodes = { $count ->
    [one] 1 node
   *[other] { $count } nodes
}
count-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}

# Between a problem's message and its remedy.
sentence-end = .{" "}

# Sizes and times.
size-bytes = { $bytes } bytes
time-milliseconds = { $number } ms
time-seconds = { $number } s
time-minutes = { $minutes } min { $seconds } s

# A name in quotes.
quoted = "{ $name }"
