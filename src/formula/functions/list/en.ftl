# What a function gives: one line each.
function-list_length = How many elements the list has, nulls too.
function-list_contains = Whether the list has the value; null where it does not and has a null.
function-list_get = The element at a place, counted from 1, or from the end if negative; null where there is none.
function-string_split = The parts of the text between delimiters, as a list.
function-list_join = The texts of the list with a separator between them; nulls are left out.

# The names of arguments.
argument-list = list
argument-place = place

# Written values that do not fit.
function-no-delimiter = An empty delimiter parts nothing
function-write-delimiter = Write the text that stands between the parts, such as ','
