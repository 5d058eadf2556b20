# Functions: one sentence each.
function-list_length = The number of elements in the list, including nulls.
function-list_contains = Whether the list contains the value; null if it does not but contains a null.
function-list_get = The element at a position, counted from 1, or from the end if negative; null if there is none.
function-string_split = Splits the text at the delimiter into a list.
function-list_join = Joins the texts of the list with a separator; skips nulls.

# The names of arguments.
argument-list = list
argument-place = position

# Invalid literals.
function-no-delimiter = The delimiter is empty
function-write-delimiter = Enter the text between the parts, such as ','
