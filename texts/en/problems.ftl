# Problems of every layer: what, where. One line, sentence case, no full stop. Remedies say what to do.

waits-for = Waits for "{ $name }"
argument-named = { $function }, { $argument }: { UNCAPITAL($problem) }
argument-numbered = { $function }, argument { $index }: { $problem }
on-the-left = { $problem } on the left
on-the-right = { $problem } on the right
table-cannot-be-computed = The table cannot be computed
column-problem = The column "{ $name }": { $problem }
did-you-mean-name = Did you mean { $name }?
did-you-mean-quoted = Did you mean "{ $name }"?
did-you-mean-case = Did you mean { $name }? Names keep their case
there-are = There are { $names }
there-are-more = There are { $names }…
message-and-remedy = { $message }. { $remedy }
setting-problem = { $setting }: { $problem }
setting-row = { $setting } { $number }
setting-within = { $outer }, { $inner }

# What puts a problem right, on a button.
fix-use = Use { $what }
fix-read-encoding = Read as { $encoding }: { $text }
fix-comments = Lines with { $prefix } are comments
fix-skip-lines = { $count ->
    [one] Skip 1 line
   *[other] Skip { $count } lines
}
fix-keep-lines = Read all lines
fix-delimiter = Part by { $delimiter }
fix-skip-headers = Leave these rows out
fix-reject-headers = Reject these rows
fix-read-as = Read "{ $name }" as { $data_type }
fix-read-as-in = Read "{ $name }" as { $data_type }, written { $format }
fix-read-numbers-as = Read numbers such as { $example }
fix-as-null = Read { $texts } as null
fix-drop = Drop { $what }
fix-add-parameter = Add the parameter { $name }
fix-choose-file = Choose a file…
fix-connect = Connect { $port }…
memory-exceeded = The run needs { $held } of memory and may have { $limit }
memory-exceeded-remedy = Give it more, or filter and drop columns before joins, groups and sorts
memory-of-machine-exceeded = The run needs more memory than the machine has: { $held } so far
memory-of-machine-exceeded-remedy = Filter and drop columns before joins, groups and sorts, or run it on a larger machine
problem-because = { $problem }: { $why }
fix-to-file = Put into a CSV file
