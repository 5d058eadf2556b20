# Words and lists shared by sentences.

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

# A setting that is on or off.
yes = yes
no = no

# A name in quotes.
quoted = "{ $name }"
and-others = { $names } and { $count ->
    [one] 1 other
   *[other] { $count } others
}
just-now = just now
minutes-ago = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
} ago
hours-ago = { $count ->
    [one] 1 hour
   *[other] { $count } hours
} ago
days-ago = { $count ->
    [one] 1 day
   *[other] { $count } days
} ago
count-columns = { $count ->
    [one] 1 column
   *[other] { $count } columns
}
frame-title = Frame
word-nodes = { $count ->
    [one] node
   *[other] { $count } nodes
}
word-dot = dot
count-things = { $count ->
    [one] 1 item
   *[other] { $count } items
}
word-frame = frame
word-note = note
cell-empty = empty
cell-null = null
clear-search = Clear search
and-more = and { $count } more
