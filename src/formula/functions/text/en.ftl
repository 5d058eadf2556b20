# Functions: one sentence each.
function-length = The number of characters in the text.
function-upper = Converts the text to upper case.
function-lower = Converts the text to lower case.
function-initcap = Capitalises the first letter of every word and lower-cases the rest.
function-trim = Removes white space, or the given characters, from both ends.
function-ltrim = Removes white space, or the given characters, from the start.
function-rtrim = Removes white space, or the given characters, from the end.
function-substring = The part of the text from a position on; a negative start counts from the end.
function-left = The first characters of the text.
function-right = The last characters of the text.
function-replace = Replaces every occurrence of one text with another.
function-translate = Replaces each character of one list with its counterpart in another; removes characters without a counterpart.
function-regexp_replace = Replaces every match of a regular expression; $1 is the first group.
function-regexp_extract = A group of the first match of a regular expression (by default the first group, if there is one); '' if nothing matches.
function-regexp_like = Whether a regular expression matches part of the text.
function-regexp_count = The number of matches of a regular expression in the text.
function-split_part = A part of the text split at a delimiter, counted from 1, or from the end if negative; '' if there is none.
function-concat = Concatenates the values, the same as ||; null if any value is null.
function-concat_ws = Concatenates the values with a separator; skips nulls.
function-lpad = Pads the text at the start with spaces or another text, or cuts it, to this exact length.
function-rpad = Pads the text at the end with spaces or another text, or cuts it, to this exact length.
function-starts_with = Whether the text starts with another text.
function-ends_with = Whether the text ends with another text.
function-contains = Whether the text contains another text.
function-position = The first position of a part in the text, counted from 1; 0 if it does not occur. Also written POSITION(part IN text).
function-instr = The first position of a part in the text, counted from 1; 0 if it does not occur.
function-reverse = The characters of the text in reverse order.
function-repeat = Repeats the text a number of times.
function-ascii = The code point of the first character; 0 for an empty text.
function-levenshtein = The edit distance: how many characters must change to turn one text into the other.
function-parse_number = The number in a text as people write it: with currency, thousands separators, or brackets for negative amounts; null for anything else. The decimal separator is "." by default.
function-parse_decimal = The number in a text as people write it, as an exact decimal with the given scale, for money. Null for anything else and for numbers with more digits.
function-parse_percent = The fraction that a written percentage stands for: 0.125 for "12.5%"; null for anything else. The decimal separator is "." by default.

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
argument-point = decimal separator
argument-scale = scale
argument-search = search
argument-separator = separator
argument-to = to

# Invalid literals.
function-groups = The pattern has { $count ->
    [one] 1 group
   *[other] { $count } groups
}, not { $asked }
function-groups-count = Groups are in parentheses and count from 1; 0 is the whole match
function-no-part-0 = There is no part 0
function-parts-count = Parts count from 1
function-no-point = "{ $point }" is not a valid decimal separator
function-points = Use '.' or ','
function-scale = The scale must be between 0 and { $most }
function-no-regex = '{ $pattern }' is not a valid regular expression
function-no-looking = Lookahead and lookbehind are not supported
function-escape = To search for the text itself, write '{ $escaped }'
function-spark-empty-match = Spark finds empty matches of this pattern in other places
function-spark-no-pattern = Spark's regular expressions do not support { $piece }
