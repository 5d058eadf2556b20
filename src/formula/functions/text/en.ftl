# What a function gives: one line each.
function-length = How many characters the text has.
function-upper = The text in upper case.
function-lower = The text in lower case.
function-initcap = Every word with a capital first letter and the rest in lower case.
function-trim = The text without white space, or without these characters, at both ends.
function-ltrim = The text without white space, or without these characters, at its start.
function-rtrim = The text without white space, or without these characters, at its end.
function-substring = The part of the text from a place on; a negative start counts from the end.
function-left = The first characters of the text.
function-right = The last characters of the text.
function-replace = The text with every occurrence of one text replaced by another.
function-translate = The text with each character of one list replaced by its partner in another; those without are removed.
function-regexp_replace = The text with every match of a regular expression replaced; $1 is its first group.
function-regexp_extract = What a group of a regular expression matches first (the first group where there is one); '' where nothing matches.
function-regexp_like = Whether a regular expression matches somewhere in the text.
function-regexp_count = How often a regular expression matches in the text.
function-split_part = A part of the text between delimiters, counted from 1, or from the end if negative; '' where there is none.
function-concat = The values one after the other, as || joins them; null if any is null.
function-concat_ws = The values with a separator between them; nulls are left out.
function-lpad = The text filled at its start, with spaces or another text, or cut, to exactly this length.
function-rpad = The text filled at its end, with spaces or another text, or cut, to exactly this length.
function-starts_with = Whether the text begins with another.
function-ends_with = Whether the text ends with another.
function-contains = Whether the text has another somewhere in it.
function-position = Where a part first stands in the text, counted from 1; 0 where it does not. Also POSITION(part IN text).
function-instr = Where a part first stands in the text, counted from 1; 0 where it does not.
function-reverse = The text from its last character to its first.
function-repeat = The text a number of times.
function-ascii = The code point of the first character; 0 for an empty text.
function-levenshtein = How many characters must change to make one text of the other.
function-parse_number = The number in a text as people write it: with a currency, thousands parted, brackets for what is owed; null for all else. The decimal sign is "." without a word.
function-parse_decimal = The number in a text as people write it, as an exact decimal with so many digits behind the point: for money. Null for all else, and for what has more digits.
function-parse_percent = The part of one that a written percentage is: 0.125 for "12.5%"; null for all else. The decimal sign is "." without a word.

# The names of arguments.
argument-characters = characters
argument-count = count
argument-delimiter = delimiter
argument-fill = fill
argument-from = from
argument-group = group
argument-length = length
argument-other = other
argument-part = part
argument-pattern = pattern
argument-point = decimal sign
argument-scale = scale
argument-search = search
argument-separator = separator
argument-to = to

# Written values that do not fit.
function-groups = The pattern has { $count ->
    [one] 1 group
   *[other] { $count } groups
}, not { $asked }
function-groups-count = Groups stand in brackets and count from 1; 0 is the whole match
function-no-part-0 = There is no part 0
function-parts-count = Parts count from 1
function-no-point = "{ $point }" is no decimal sign
function-points = Write '.' or ','
function-scale = A scale is between 0 and { $most }
function-no-regex = '{ $pattern }' is not a regular expression
function-no-looking = Looking ahead or behind is not possible here
function-escape = To look for the text itself write '{ $escaped }'
function-spark-empty-match = Spark finds empty matches of this pattern at other places
function-spark-no-pattern = Spark's regular expressions do not know { $piece }
