# Problems of every layer: what, where. One line, sentence case, no full stop. Remedies say what to do.

waits-for = Waiting for "{ $name }"
argument-named = { $function }, { $argument }: { UNCAPITAL($problem) }
argument-numbered = { $function }, argument { $index }: { $problem }
on-the-left = { $problem } on the left
on-the-right = { $problem } on the right
table-cannot-be-computed = Cannot compute the table
column-problem = The column "{ $name }": { $problem }
did-you-mean-name = Did you mean { $name }?
did-you-mean-quoted = Did you mean "{ $name }"?
did-you-mean-case = Did you mean { $name }? Names are case-sensitive
there-are = Available: { $names }
there-are-more = Available: { $names }…
message-and-remedy = { $message }. { $remedy }
setting-problem = { $setting }: { $problem }
setting-row = { $setting } { $number }
setting-within = { $outer }, { $inner }

# Fixes, as buttons.
fix-use = Use { $what }
fix-read-encoding = Read as { $encoding }: { $text }
fix-comments = Treat lines starting with { $prefix } as comments
fix-skip-lines = { $count ->
    [one] Skip 1 line
   *[other] Skip { $count } lines
}
fix-keep-lines = Read all lines
fix-delimiter = Use the delimiter { $delimiter }
fix-skip-headers = Skip these rows
fix-reject-headers = Reject these rows
fix-read-as = Read "{ $name }" as { $data_type }
fix-read-as-in = Read "{ $name }" as { $data_type } in the format { $format }
fix-read-numbers-as = Read numbers in the format { $example }
fix-as-null = Read { $texts } as null
fix-drop = Drop { $what }
fix-add-parameter = Add the parameter { $name }
fix-choose-file = Choose a file…
fix-connect = Connect { $port }…
memory-exceeded = The run needs { $held } of memory, but its limit is { $limit }
memory-exceeded-remedy = Raise the limit, or filter rows and drop columns before joins, groups and sorts
memory-of-machine-exceeded = The run needs more memory than the machine has; it has used { $held } so far
memory-of-machine-exceeded-remedy = Filter rows and drop columns before joins, groups and sorts, or use a machine with more memory
problem-because = { $problem }: { $why }
fix-to-file = Move to a CSV file
